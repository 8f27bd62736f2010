"""Appointments: what a resident can look forward to; cancelled, never deleted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Row, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.db.types import Base, Sealed


class Appointment(Base):
    """One visit to come; who comes and what for are the resident's own business, so sealed."""

    __tablename__ = "appointment"
    __table_args__ = (Index(None, "resident_id", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    version: Mapped[int] = mapped_column(default=1)
    at: Mapped[datetime]
    who: Mapped[bytes] = mapped_column(Sealed)
    what: Mapped[bytes] = mapped_column(Sealed)
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    cancelled_at: Mapped[datetime | None]


APPOINTMENTS: Final = Appointment.__table__


def ahead(db: Session, resident_id: UUID, *, after: datetime, most: int) -> Sequence[Row[Any]]:
    """Return up to `most` appointments not cancelled from `after` on, soonest first."""
    found = db.execute(
        select(APPOINTMENTS)
        .where(APPOINTMENTS.c.resident_id == resident_id, APPOINTMENTS.c.at >= after)
        .where(APPOINTMENTS.c.cancelled_at.is_(None))
        .order_by(APPOINTMENTS.c.at, APPOINTMENTS.c.id)
        .limit(most)
    )
    return found.all()
