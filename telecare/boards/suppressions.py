"""What is held back now: for a resident's page, the board's line and the hand-over sheet."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select

from telecare.boards.shapes.suppressions import SuppressionRow, Suppressions
from telecare.care.suppression import MOST
from telecare.records import audit, residents
from telecare.records.context import Context
from telecare.records.devices import DEVICES
from telecare.records.residents import RESIDENTS
from telecare.records.scope import seen_by
from telecare.records.staff import Staff
from telecare.records.suppressions import HELD

SHOWN: Final = 500
STAFF: Final = Staff.__table__


def running(ctx: Context) -> list[SuppressionRow]:
    """Return every suppression that runs in the actor's scope, whichever ends first."""
    return _rows(ctx, None)


def page(ctx: Context, *, opened: bool) -> Suppressions:
    """Return what runs in the actor's scope, for the board.

    `opened` is True when a person opens the screen; that leaves one audit entry with the
    residents shown (law 12). A refresh leaves none.
    """
    shown = running(ctx)
    if opened and shown:
        audit.write(
            ctx.db, ctx.actor, "suppressions.viewed", at=ctx.now, purpose="triage",
            residents=sorted({one.resident_id for one in shown}, key=str),
        )  # fmt: skip
    return Suppressions(rows=shown, most_s=_MOST_S)


def of(ctx: Context, resident_id: UUID) -> Suppressions:
    """Return what runs for one resident.

    Raises:
        NotYours: The actor may not see them.
    """
    residents.one_for(ctx, resident_id)
    return Suppressions(rows=_rows(ctx, resident_id), most_s=_MOST_S)


_MOST_S: Final = {reason.value: int(most.total_seconds()) for reason, most in MOST.items()}


def _rows(ctx: Context, resident_id: UUID | None) -> list[SuppressionRow]:
    asked = (
        select(*HELD.c, RESIDENTS.c.name.label("resident"), STAFF.c.name.label("by"))
        .join(RESIDENTS, RESIDENTS.c.id == HELD.c.resident_id)
        .join(STAFF, STAFF.c.id == HELD.c.created_by)
        .where(HELD.c.ended_at.is_(None), HELD.c.until_at > ctx.now)
        .where(RESIDENTS.c.ended_at.is_(None), seen_by(ctx.actor, ctx.now))
        .order_by(HELD.c.until_at, HELD.c.id)
        .limit(SHOWN)
    )
    if resident_id is not None:
        asked = asked.where(HELD.c.resident_id == resident_id)
    found = ctx.db.execute(asked).all()
    named = {UUID(one.subject) for one in found if one.subject}
    labels: dict[UUID, str] = {}
    if named:
        mine = select(DEVICES.c.id, DEVICES.c.label).where(DEVICES.c.id.in_(named))
        labels = {one.id: one.label for one in ctx.db.execute(mine)}
    ctx.ring.warm([word for one in found for word in (one.resident, one.by, one.note)])
    return [_row(ctx, one, labels) for one in found]


def _row(ctx: Context, one: Row[*tuple[Any, ...]], labels: dict[UUID, str]) -> SuppressionRow:
    def word(column: str) -> str:
        sealed = getattr(one, column)
        return ctx.ring.read(sealed, table="suppression", column=column, row=one.id)

    device_id = UUID(one.subject) if one.subject else None
    return SuppressionRow(
        id=one.id, version=one.version, resident_id=one.resident_id,
        resident=ctx.ring.read(
            one.resident, table="resident", column="name", row=one.resident_id
        ),
        reason=one.reason.value, device_id=device_id,
        device=labels.get(device_id, "") if device_id else "",
        from_at=one.from_at, until_at=one.until_at, reminded=one.reminded_at is not None,
        by=ctx.ring.read(one.by, table="staff", column="name", row=one.created_by),
        note=word("note"), extended_note=word("extended_note"),
    )  # fmt: skip
