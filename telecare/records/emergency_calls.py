"""Emergency calls: when 119 was called about an alert, by whom, and what 119 said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Row, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.db.types import Base, Sealed
from telecare.records.context import Context


class EmergencyCall(Base):
    """One call to 119, recorded by whoever made it or knows of it."""

    __tablename__ = "emergency_call"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    alert_id: Mapped[UUID] = mapped_column(ForeignKey("alert.id"), index=True)
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    called_at: Mapped[datetime]  # as the caller says
    recorded_at: Mapped[datetime]
    by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    spoken_with: Mapped[bytes] = mapped_column(
        Sealed
    )  # with the resident's key; "" if not known
    reference: Mapped[bytes] = mapped_column(Sealed)


CALLS: Final = EmergencyCall.__table__


@dataclass(frozen=True, slots=True)
class Called:
    """A call to 119 in plain words; "" for what the caller was not told."""

    at: datetime
    recorded_at: datetime
    by: UUID
    spoken_with: str
    reference: str


def add(
    ctx: Context, alert: Row[Any], *, at: datetime, spoken_with: str, reference: str
) -> UUID:
    """Keep a call to 119 about `alert`, its words sealed with the resident's key."""
    call_id = uuid4()
    words = {"spoken_with": spoken_with, "reference": reference}
    sealed = ctx.ring.seal_row(
        ("resident", alert.resident_id), "emergency_call", call_id, words
    )
    ctx.db.execute(
        insert(CALLS).values(
            id=call_id, alert_id=alert.id, resident_id=alert.resident_id, called_at=at,
            recorded_at=ctx.now, by=ctx.actor.staff_id, **sealed,
        )
    )  # fmt: skip
    return call_id


def rows_of(db: Session, alert_id: UUID) -> Sequence[Row[Any]]:
    """Return the calls to 119 about an alert as they are kept, the first made first."""
    mine = select(CALLS).where(CALLS.c.alert_id == alert_id)
    return db.execute(mine.order_by(CALLS.c.called_at, CALLS.c.recorded_at)).all()


def first_told(db: Session, alert_id: UUID, since: datetime) -> datetime | None:
    """Return when the first call to 119 from `since` on was recorded; None: none was."""
    told = select(func.min(CALLS.c.recorded_at)).where(CALLS.c.alert_id == alert_id)
    at: datetime | None = db.scalar(told.where(CALLS.c.recorded_at >= since))
    return at


def opened(ctx: Context, row: Row[Any]) -> Called:
    """Open the words of one call for a screen."""

    def word(column: str) -> str:
        sealed = getattr(row, column)
        return ctx.ring.read(sealed, table="emergency_call", column=column, row=row.id)

    return Called(
        at=row.called_at, recorded_at=row.recorded_at, by=row.by,
        spoken_with=word("spoken_with"), reference=word("reference"),
    )  # fmt: skip
