"""What a visit needs at the door, what was written there, and what waits to be looked at."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, and_, or_, select

from telecare.boards.names import staff_names
from telecare.boards.places import places_of
from telecare.boards.rows import age_on
from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.visits import AlongRow, VisitRow
from telecare.care.localtime import local_day
from telecare.records.alerts import ALERTS
from telecare.records.context import Context
from telecare.records.households import Household
from telecare.records.residents import RESIDENTS
from telecare.records.scope import seen_by
from telecare.records.tasks import TASKS, TaskKind
from telecare.records.visits import VISITS

MOST: Final = 50  # nobody visits more in a day
TO_VISIT: Final = (TaskKind.VISIT, TaskKind.WELL_BEING)
HOMES: Final = Household.__table__


def along(ctx: Context) -> list[AlongRow]:
    """Return the tasks given to the actor, and visits given to nobody, with the way there."""
    nobodys = and_(TASKS.c.assigned_to.is_(None), TASKS.c.kind.in_(TO_VISIT))
    found = ctx.db.execute(
        select(
            TASKS,
            *(RESIDENTS.c[name] for name in ("name", "birth_date", "phone", "zone")),
            RESIDENTS.c.organisation_id.label("town_id"),
            RESIDENTS.c.household_id,
            HOMES.c.address,
            HOMES.c.way_in,
            ALERTS.c.signals,
        )
        .join(RESIDENTS, RESIDENTS.c.id == TASKS.c.resident_id)
        .join(HOMES, HOMES.c.id == RESIDENTS.c.household_id)
        .outerjoin(ALERTS, ALERTS.c.id == TASKS.c.alert_id)
        .where(TASKS.c.done_at.is_(None), seen_by(ctx.actor, ctx.now))
        .where(or_(TASKS.c.assigned_to == ctx.actor.staff_id, nobodys))
        .order_by(TASKS.c.due_at, TASKS.c.id)
        .limit(MOST)
    ).all()
    if not found:
        return []
    places = places_of(ctx, {one.town_id for one in found})
    return [_along(ctx, one, places[one.town_id]) for one in found]


def _along(ctx: Context, row: Row[*tuple[Any, ...]], place: Bilingual) -> AlongRow:
    def read(column: str, table: str, number: UUID) -> str:
        return ctx.ring.read(getattr(row, column), table=table, column=column, row=number)

    today = local_day(ctx.now, ZoneInfo(row.zone))
    return AlongRow(
        task_id=row.id,
        task_version=row.version,
        alert_signals=row.signals,
        kind=row.kind.value,
        priority=row.priority.value,
        from_at=row.from_at,
        due_at=row.due_at,
        words="" if row.words is None else read("words", "task", row.id),
        resident_id=row.resident_id,
        name=read("name", "resident", row.resident_id),
        age=age_on(read("birth_date", "resident", row.resident_id), today),
        place=place,
        address=read("address", "household", row.household_id),
        way_in=read("way_in", "household", row.household_id),
        phone=read("phone", "resident", row.resident_id),
    )


def of_resident(ctx: Context, resident_id: UUID) -> list[VisitRow]:
    """Return the visits to one resident, the newest first, at most fifty."""
    return _rows(ctx, VISITS.c.resident_id == resident_id)


def beside(ctx: Context) -> list[VisitRow]:
    """Return the visits that did not do their work and that nobody has looked at."""
    return _rows(ctx, and_(VISITS.c.beside.is_not(None), VISITS.c.settled_at.is_(None)))


def _rows(ctx: Context, where: ColumnElement[bool]) -> list[VisitRow]:
    found = ctx.db.execute(
        select(VISITS, RESIDENTS.c.name)
        .join(RESIDENTS, RESIDENTS.c.id == VISITS.c.resident_id)
        .where(where, seen_by(ctx.actor, ctx.now))
        .order_by(VISITS.c.captured_at.desc(), VISITS.c.id)
        .limit(MOST)
    ).all()
    return _told(ctx, found)


def _told(ctx: Context, found: Sequence[Row[*tuple[Any, ...]]]) -> list[VisitRow]:
    names = staff_names(ctx, [row.author_id for row in found])

    def words(row: Row[*tuple[Any, ...]]) -> str:
        if row.words is None:
            return ""
        return ctx.ring.read(row.words, table="visit", column="words", row=row.id)

    return [
        VisitRow(
            id=row.id,
            resident_id=row.resident_id,
            resident=ctx.ring.read(
                row.name, table="resident", column="name", row=row.resident_id
            ),
            author=names.get(row.author_id, ""),
            found=row.found.value,
            words=words(row),
            captured_at=row.captured_at,
            received_at=row.received_at,
            clock_off_s=round((row.sent_at - row.received_at).total_seconds()),
            beside=None if row.beside is None else row.beside.value,
            settled_at=row.settled_at,
        )
        for row in found
    ]
