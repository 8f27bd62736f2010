"""Tasks: something a human should do that is no alert."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Word, one_of


class TaskKind(StrEnum):
    """What is to be done."""

    DOCTOR_ASKED = "doctor_asked"  # the resident wishes to speak with the doctor


class Task(Base):
    """One task; a resident has at most one of each kind that still stands."""

    __tablename__ = "task"
    __table_args__ = (
        one_of("kind", TaskKind),
        Index(
            "uq_task_standing",
            "resident_id",
            "kind",
            unique=True,
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        Index(None, "organisation_id", "due_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))  # the si/gun
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    kind: Mapped[TaskKind] = mapped_column(Word(TaskKind))
    version: Mapped[int] = mapped_column(default=1)
    asked_at: Mapped[datetime]  # by the resident
    received_at: Mapped[datetime]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))


TASKS: Final = Task.__table__
