"""Visits, over HTTP: taken along on a phone, written at the door, sent when there is a line."""

from typing import Final
from uuid import UUID

from flask import Blueprint

from telecare.actions import visiting
from telecare.boards import viewed
from telecare.boards import visits as boards
from telecare.boards.names import staff_names
from telecare.boards.shapes.common import Done
from telecare.boards.shapes.visits import Along, VisitAsked, VisitKept, Visits
from telecare.errors import SignedOut
from telecare.records import residents
from telecare.records.context import Context
from telecare.records.staff import Role
from telecare.records.visits import Found
from telecare.web.asking import opened
from telecare.web.guard import allow

VISITS: Final = (Role.CASEWORKER, Role.SUPERVISOR)
LOOKS: Final = (Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR)

blueprint = Blueprint("visits", __name__)


@blueprint.get("/api/visits/along")
@allow(*VISITS, answers=Along)
def get_along(ctx: Context) -> Along:
    """What the visits of the actor need at the door, in full; leaves an entry for each."""
    if ctx.actor.staff_id is None:
        raise SignedOut
    rows = boards.along(ctx)
    for row in rows:
        visiting.taken_along(ctx, row.resident_id, row.task_id)
    me = ctx.actor.staff_id
    name = staff_names(ctx, [me])[me]
    return Along(author_id=me, author=name, server_time=ctx.now, rows=rows)


@blueprint.post("/api/visits")
@allow(*VISITS, body=VisitAsked, answers=VisitKept)
def keep_visit(ctx: Context, body: VisitAsked) -> VisitKept:
    """Keep a visit; sent twice it is kept once. `beside` says what it could not do."""
    kept = visiting.record(
        ctx,
        visiting.Written(
            id=body.id, author_id=body.author_id, resident_id=body.resident_id,
            found=Found(body.found), words=body.words, captured_at=body.captured_at,
            sent_at=body.sent_at, task_id=body.task_id, task_version=body.task_version,
            seen=_seen(body),
        ),
    )  # fmt: skip
    beside = None if kept.beside is None else kept.beside.value
    return VisitKept(beside=beside, again=kept.again)  # type: ignore[arg-type]  # its word


@blueprint.get("/api/visits/beside")
@allow(*LOOKS, answers=Visits)
def get_beside(ctx: Context) -> Visits:
    """The visits that stand beside their task and that nobody has looked at."""
    rows = boards.beside(ctx)
    people = [row.resident_id for row in rows]
    viewed.of_list(ctx, "visits.viewed", people, purpose="care", opened=opened())
    return Visits(rows=rows)


@blueprint.post("/api/visits/<uuid:visit_id>/settle")
@allow(*LOOKS, answers=Done)
def settle(ctx: Context, visit_id: UUID) -> Done:
    """Say that one has been looked at. 409 `overtaken`: somebody was faster."""
    visiting.settle(ctx, visit_id)
    return Done()


@blueprint.get("/api/residents/<uuid:resident_id>/visits")
@allow(*LOOKS, answers=Visits)
def get_visits(ctx: Context, resident_id: UUID) -> Visits:
    """The visits to one resident, the newest first."""
    residents.one_for(ctx, resident_id)
    rows = boards.of_resident(ctx, resident_id)
    if rows:
        viewed.of_person(ctx, "visits.viewed", resident_id, purpose="care", opened=opened())
    return Visits(rows=rows)


def _seen(body: VisitAsked) -> visiting.Seen | None:
    if body.alert_signals is None or body.seen_at is None or body.taken_at is None:
        return None
    return visiting.Seen(body.alert_signals, at=body.seen_at, by_phone=body.taken_at)
