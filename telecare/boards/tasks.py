"""The tasks that stand in somebody's scope, whichever is due first."""

from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select

from telecare.boards.places import places_of
from telecare.boards.rows import age_on
from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.triage import PersonBrief, TaskRow
from telecare.care.localtime import local_day
from telecare.records.context import Context
from telecare.records.residents import RESIDENTS
from telecare.records.scope import seen_by
from telecare.records.tasks import TASKS

MOST: Final = 100  # nobody works down more; the rest follow as these are done


def standing(ctx: Context, *, locked: bool) -> list[TaskRow]:
    """Return the tasks the actor may see that nobody has done; no names while locked."""
    found = ctx.db.execute(
        select(
            *TASKS.c,
            RESIDENTS.c.name,
            RESIDENTS.c.birth_date,
            RESIDENTS.c.zone,
            RESIDENTS.c.organisation_id.label("town_id"),
        )
        .join(RESIDENTS, RESIDENTS.c.id == TASKS.c.resident_id)
        .where(TASKS.c.done_at.is_(None), seen_by(ctx.actor, ctx.now))
        .order_by(TASKS.c.due_at, TASKS.c.id)
        .limit(MOST)
    ).all()
    if not found:
        return []
    if not locked:
        ctx.ring.warm([sealed for one in found for sealed in (one.name, one.birth_date)])
    places = places_of(ctx, {one.town_id for one in found})

    return [
        TaskRow(
            id=one.id,
            version=one.version,
            kind=one.kind.value,
            resident=_person(ctx, one, places[one.town_id], locked=locked),
            asked_at=one.asked_at,
            due_at=one.due_at,
            late=one.due_at <= ctx.now,
        )
        for one in found
    ]


def _person(
    ctx: Context, task: Row[*tuple[Any, ...]], place: Bilingual, *, locked: bool
) -> PersonBrief:
    if locked:
        return PersonBrief(id=task.resident_id, name="", age=None, place=place)

    def word(column: str) -> str:
        return ctx.ring.read(
            getattr(task, column), table="resident", column=column, row=task.resident_id
        )

    today = local_day(ctx.now, ZoneInfo(task.zone))
    return PersonBrief(
        id=task.resident_id,
        name=word("name"),
        age=age_on(word("birth_date"), today),
        place=place,
    )
