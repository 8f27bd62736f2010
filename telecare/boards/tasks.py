"""The tasks that stand in somebody's scope, whichever is due first."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, or_, select

from telecare.boards.places import places_of
from telecare.boards.rows import age_on
from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.triage import Owner, PersonBrief, TaskRow
from telecare.care.localtime import local_day
from telecare.records.context import Context
from telecare.records.residents import RESIDENTS
from telecare.records.scope import seen_by
from telecare.records.staff import Staff
from telecare.records.tasks import TASKS

MOST: Final = 100  # nobody works down more; the rest follow as these are done
DONE_FOR: Final = timedelta(days=7)


def standing(
    ctx: Context, *, locked: bool, mine: bool = False, resident_id: UUID | None = None
) -> list[TaskRow]:
    """Return the tasks the actor may see that nobody has done; no names while locked.

    `mine`: those given to the actor or to nobody. `resident_id`: those about one person.
    """
    where: list[ColumnElement[bool]] = [TASKS.c.done_at.is_(None)]
    if mine:
        given = TASKS.c.assigned_to
        where.append(or_(given.is_(None), given == ctx.actor.staff_id))
    if resident_id is not None:
        where.append(TASKS.c.resident_id == resident_id)
    return rows_where(ctx, where, (TASKS.c.due_at, TASKS.c.id), locked=locked)


def lately_done(ctx: Context, *, locked: bool) -> list[TaskRow]:
    """Return what was done in the last seven days, the newest first."""
    where = [TASKS.c.done_at >= ctx.now - DONE_FOR]
    return rows_where(ctx, where, (TASKS.c.done_at.desc(), TASKS.c.id), locked=locked)


def rows_where(
    ctx: Context,
    where: Sequence[ColumnElement[bool]],
    order: Sequence[ColumnElement[Any]],
    *,
    locked: bool,
) -> list[TaskRow]:
    """Return the tasks the actor may see under a condition, at most 100."""
    found = ctx.db.execute(
        select(
            *TASKS.c,
            RESIDENTS.c.name,
            RESIDENTS.c.birth_date,
            RESIDENTS.c.zone,
            RESIDENTS.c.organisation_id.label("town_id"),
        )
        .join(RESIDENTS, RESIDENTS.c.id == TASKS.c.resident_id)
        .where(*where, seen_by(ctx.actor, ctx.now))
        .order_by(*order)
        .limit(MOST)
    ).all()
    if not found:
        return []
    if not locked:
        ctx.ring.warm([sealed for one in found for sealed in (one.name, one.birth_date)])
    places = places_of(ctx, {one.town_id for one in found})
    names = _names(ctx, {one.assigned_to for one in found}, locked=locked)
    return [
        _row(ctx, one, places[one.town_id], names.get(one.assigned_to), locked=locked)
        for one in found
    ]


def _row(
    ctx: Context,
    task: Row[*tuple[Any, ...]],
    place: Bilingual,
    assigned: Owner | None,
    *,
    locked: bool,
) -> TaskRow:
    words = ""
    if task.words is not None and not locked:
        words = ctx.ring.read(task.words, table="task", column="words", row=task.id)
    return TaskRow(
        id=task.id,
        version=task.version,
        kind=task.kind.value,
        resident=_person(ctx, task, place, locked=locked),
        asked_at=task.asked_at,
        from_at=task.from_at,
        due_at=task.due_at,
        late=task.done_at is None and task.due_at <= ctx.now,
        priority=task.priority.value,
        alert_id=task.alert_id,
        assigned=assigned,
        mine=task.assigned_to is not None and task.assigned_to == ctx.actor.staff_id,
        words=words,
        done_at=task.done_at,
    )


def _names(ctx: Context, ids: set[UUID | None], *, locked: bool) -> dict[UUID, Owner]:
    found = ctx.db.execute(select(Staff.id, Staff.name).where(Staff.id.in_(ids - {None}))).all()
    if not locked:
        ctx.ring.warm(row.name for row in found)

    def name(row: Row[UUID, bytes]) -> str:
        if locked:
            return ""
        return ctx.ring.read(row.name, table="staff", column="name", row=row.id)

    return {row.id: Owner(id=row.id, name=name(row)) for row in found}


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
