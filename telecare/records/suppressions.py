"""Suppressions: when alerts are held back, for whom, why, until when, and how it ended."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Row, Uuid, bindparam, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.care.suppression import Reason, Suppression, Why
from telecare.db.prepared import Prepared
from telecare.db.types import Base, Sealed, Word, one_of

_RUNNING: Final = text("ended_at IS NULL")


class Held(Base):
    """One suppression; a home, and each device, has at most one that runs."""

    __tablename__ = "suppression"
    __table_args__ = (
        one_of("reason", Reason),
        one_of("ended_why", Why),
        Index(
            "uq_suppression_running",
            "resident_id",
            "subject",
            unique=True,
            sqlite_where=_RUNNING,
            postgresql_where=_RUNNING,
        ),
        Index(
            "ix_suppression_due",
            "due_at",
            sqlite_where=text("due_at IS NOT NULL"),
            postgresql_where=text("due_at IS NOT NULL"),
        ),
        Index(None, "organisation_id", "ended_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))  # the si/gun
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    subject: Mapped[str]  # a device's id; "" for the home
    reason: Mapped[Reason] = mapped_column(Word(Reason))
    version: Mapped[int]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    due_at: Mapped[datetime | None]  # the reminder, then the end; None: it has ended
    reminded_at: Mapped[datetime | None]
    looked_at: Mapped[datetime | None]  # activity up to then was no return
    created_by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    extended_at: Mapped[datetime | None]
    extended_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    note: Mapped[bytes] = mapped_column(Sealed)  # with the resident's key
    extended_note: Mapped[bytes | None] = mapped_column(Sealed)
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    ended_why: Mapped[Why | None] = mapped_column(Word(Why))


HELD: Final = Held.__table__


def running_of(db: Session, resident_id: UUID) -> list[Row[Any]]:
    """Return what has not ended for one resident, the first begun first."""
    return list(_OF.all(db, {"resident": resident_id}))


def value(row: Row[Any]) -> Suppression:
    """Return what judgement needs of a row."""
    return Suppression(row.reason, row.subject, row.from_at, row.until_at)


def past_of(db: Session, resident_id: UUID, limit: int = 20) -> Sequence[Row[Any]]:
    """Return what has ended for one resident, the newest first."""
    mine = select(HELD).where(HELD.c.resident_id == resident_id, HELD.c.ended_at.is_not(None))
    return db.execute(mine.order_by(HELD.c.ended_at.desc()).limit(limit)).all()


_OF: Final = Prepared(
    select(*HELD.c)
    .where(HELD.c.resident_id == bindparam("resident", type_=Uuid()))
    .where(HELD.c.ended_at.is_(None))
    .order_by(HELD.c.from_at, HELD.c.id)
)
