"""Holding alerts back, over HTTP: begin, extend, end, and what is held back now."""

from typing import Final
from uuid import UUID

from flask import Blueprint

from telecare.actions import suppressing
from telecare.boards import suppressions as boards
from telecare.boards import viewed
from telecare.boards.shapes.common import Done
from telecare.boards.shapes.suppressions import (
    SuppressionAsked,
    SuppressionEnded,
    SuppressionExtended,
    Suppressions,
)
from telecare.records.context import Context
from telecare.records.staff import Role
from telecare.web.asking import opened
from telecare.web.guard import allow

KEEPS: Final = (Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR)

blueprint = Blueprint("suppressions", __name__)


@blueprint.get("/api/suppressions")
@allow(*KEEPS, answers=Suppressions)
def list_suppressions(ctx: Context) -> Suppressions:
    """What is held back now in the actor's scope, whichever ends first."""
    return boards.page(ctx, opened=opened())


@blueprint.get("/api/residents/<uuid:resident_id>/suppressions")
@allow(*KEEPS, answers=Suppressions)
def list_of_resident(ctx: Context, resident_id: UUID) -> Suppressions:
    """What is held back now for one resident."""
    page = boards.of(ctx, resident_id)
    if page.rows:
        what = "suppressions.viewed"
        viewed.of_person(ctx, what, resident_id, purpose="care", opened=opened())
    return page


@blueprint.post("/api/residents/<uuid:resident_id>/suppressions")
@allow(*KEEPS, body=SuppressionAsked, answers=Suppressions)
def start(ctx: Context, resident_id: UUID, body: SuppressionAsked) -> Suppressions:
    """Hold alerts back from now on; never a P1, never without an end."""
    suppressing.start(
        ctx, resident_id, reason=body.reason, until=body.until, device_id=body.device_id,
        note=body.note,
    )  # fmt: skip
    return boards.of(ctx, resident_id)


@blueprint.post("/api/suppressions/<uuid:suppression_id>/extend")
@allow(*KEEPS, body=SuppressionExtended, answers=Done)
def extend(ctx: Context, suppression_id: UUID, body: SuppressionExtended) -> Done:
    """Move the end, saying why."""
    suppressing.extend(
        ctx, suppression_id, version=body.version, until=body.until, note=body.note
    )
    return Done()


@blueprint.post("/api/suppressions/<uuid:suppression_id>/end")
@allow(*KEEPS, body=SuppressionEnded, answers=Done)
def end(ctx: Context, suppression_id: UUID, body: SuppressionEnded) -> Done:
    """End it now; what is true opens at once."""
    suppressing.end(ctx, suppression_id, version=body.version)
    return Done()
