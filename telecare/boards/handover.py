"""The hand-over sheets somebody gave or receives."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import FromClause, Row, or_, select

from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.handover import HandoverLineRow, HandoverSheet, HandoverSheets
from telecare.records import handovers
from telecare.records.alerts import ALERTS
from telecare.records.context import Context
from telecare.records.handovers import HANDOVERS
from telecare.records.residents import RESIDENTS
from telecare.records.scope import seen_by
from telecare.records.staff import Staff
from telecare.records.tasks import TASKS

SHOWN: Final = 20
STAFF: Final = Staff.__table__


@dataclass(frozen=True, slots=True)
class _About:
    """The alerts and the tasks the lines of a sheet name, by their ids."""

    alerts: dict[UUID, Row[Any]]
    tasks: dict[UUID, Row[Any]]


def mine(ctx: Context) -> HandoverSheets:
    """Return the actor's newest sheets, given and received."""
    party = or_(
        HANDOVERS.c.giver_id == ctx.actor.staff_id,
        HANDOVERS.c.receiver_id == ctx.actor.staff_id,
    )
    newest = select(HANDOVERS).where(party).order_by(HANDOVERS.c.begun_at.desc()).limit(SHOWN)
    return HandoverSheets(rows=[_sheet(ctx, one) for one in ctx.db.execute(newest)])


def sheet(ctx: Context, handover_id: UUID) -> HandoverSheet:
    """Return one sheet.

    Raises:
        NotYours: The actor neither gave it nor receives it.
    """
    return _sheet(ctx, handovers.one_for(ctx, handover_id))


def _sheet(ctx: Context, one: Row[Any]) -> HandoverSheet:
    lines = handovers.lines_of(ctx, one.id)
    about = _About(
        _by_id(ctx, ALERTS, {line.alert_id for line in lines if line.alert_id}),
        _by_id(ctx, TASKS, {line.task_id for line in lines if line.task_id}),
    )
    names = _residents(ctx, {line.resident_id for line in lines if line.resident_id})
    ctx.ring.warm([line.words for line in lines])
    return HandoverSheet(
        id=one.id, giver_id=one.giver_id, giver=_name(ctx, one.giver_id),
        receiver_id=one.receiver_id, receiver=_name(ctx, one.receiver_id),
        begun_at=one.begun_at, received_at=one.received_at, closed_at=one.closed_at,
        lines=[
            _line(ctx, line, names, about)
            for line in lines
            if line.resident_id is None or line.resident_id in names
        ],
    )  # fmt: skip


def _line(
    ctx: Context, line: Row[Any], names: dict[UUID, str], about: _About
) -> HandoverLineRow:
    alert, task = about.alerts.get(line.alert_id), about.tasks.get(line.task_id)
    return HandoverLineRow(
        id=line.id, kind=line.kind.value, resident_id=line.resident_id,
        resident=names.get(line.resident_id, ""), alert_id=line.alert_id,
        suppression_id=line.suppression_id, task_id=line.task_id, until_at=line.until_at,
        severity=None if alert is None else alert.severity.value,
        because=None if alert is None else Bilingual(ko=alert.because_ko, en=alert.because_en),
        task=None if task is None else task.kind.value,
        words=ctx.ring.read(line.words, table="handover_line", column="words", row=line.id),
        ticked_at=line.ticked_at,
    )  # fmt: skip


def _by_id(ctx: Context, table: FromClause, named: set[UUID]) -> dict[UUID, Row[Any]]:
    """Return rows by id; whose they are is asked of the line's resident."""
    if not named:
        return {}
    found = ctx.db.execute(select(table).where(table.c.id.in_(named)))
    return {one.id: one for one in found}


def _residents(ctx: Context, named: set[UUID]) -> dict[UUID, str]:
    """Return the names of those among `named` whom the actor may see."""
    asked = select(RESIDENTS.c.id, RESIDENTS.c.name).where(RESIDENTS.c.id.in_(named))
    found = ctx.db.execute(asked.where(seen_by(ctx.actor, ctx.now))).all()
    ctx.ring.warm([one.name for one in found])
    return {
        one.id: ctx.ring.read(one.name, table="resident", column="name", row=one.id)
        for one in found
    }


def _name(ctx: Context, staff_id: UUID) -> str:
    sealed = ctx.db.scalars(select(STAFF.c.name).where(STAFF.c.id == staff_id)).one()
    return ctx.ring.read(sealed, table="staff", column="name", row=staff_id)
