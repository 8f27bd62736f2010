"""Visits: what somebody found at the door, as they wrote it there, on- or offline.

A visit is kept as it was captured, whatever has happened meanwhile: nothing overwrites it and
it overwrites nothing. What it could not do (its task was closed, the alert is over) stands
beside it until somebody has looked.
"""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Sealed, Word, one_of


class Found(StrEnum):
    """How the visit went."""

    WELL = "well"  # met, and well
    HELPED = "helped"  # met, and helped on the spot
    NEEDS_HELP = "needs_help"  # met; something more has to be done
    NOT_HOME = "not_home"
    NOT_LET_IN = "not_let_in"


class Beside(StrEnum):
    """Why a visit did not do what it was made for."""

    TASK_DONE = "task_done"  # somebody closed the task meanwhile
    TASK_CHANGED = "task_changed"  # its window, words or person changed meanwhile
    ALERT_OVER = "alert_over"  # its alert had ended
    ALERT_OF_OTHER = "alert_of_other"  # its alert belonged to somebody else
    ALERT_CHANGED = "alert_changed"  # it spoke again after the visit
    MOVED = "moved"  # the resident had moved to another si/gun


_OPEN: Final = text("beside IS NOT NULL AND settled_at IS NULL")


class Visit(Base):
    """One visit. The id is the phone's own: the same one sent twice is kept once."""

    __tablename__ = "visit"
    __table_args__ = (
        one_of("found", Found),
        one_of("beside", Beside),
        Index(None, "resident_id", "captured_at"),
        Index(None, "task_id"),
        Index("ix_visit_beside", "organisation_id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))  # at receipt
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    task_id: Mapped[UUID | None] = mapped_column(ForeignKey("task.id"))
    task_version: Mapped[int | None]  # as its author had seen the task
    alert_id: Mapped[UUID | None] = mapped_column(ForeignKey("alert.id"))  # the task's
    author_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))  # at capture
    captured_at: Mapped[datetime]  # by the phone's clock
    sent_at: Mapped[datetime]  # by the phone's clock
    received_at: Mapped[datetime]  # by the hub's clock
    found: Mapped[Found] = mapped_column(Word(Found))
    words: Mapped[bytes | None] = mapped_column(Sealed)  # with the resident's key
    beside: Mapped[Beside | None] = mapped_column(Word(Beside))  # None: it did its work
    settled_at: Mapped[datetime | None]  # somebody has looked at what stands beside
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))


VISITS: Final = Visit.__table__
