"""Tasks: something a human should do that is no alert, in a window of time."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Row, select, text
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Sealed, Word, one_of
from telecare.errors import NotYours
from telecare.records.context import Context
from telecare.records.residents import RESIDENTS
from telecare.records.scope import seen_by


class TaskKind(StrEnum):
    """What is to be done."""

    DOCTOR_ASKED = "doctor_asked"  # the resident wishes to speak with the doctor
    WELL_BEING = "well_being"  # several alerts cleared themselves: look how the person is
    VISIT = "visit"
    CALL = "call"
    TECHNICAL = "technical"  # a device needs a hand
    WELFARE = "welfare"  # a service of the town or the county is to be arranged
    OTHER = "other"


class Priority(StrEnum):
    """How much it matters among what is due at the same time."""

    HIGH = "high"
    NORMAL = "normal"


STANDS: Final = text("done_at IS NULL")
_BY_NOBODY: Final = text("done_at IS NULL AND made_by IS NULL")
_OF_ALERT: Final = text("done_at IS NULL AND alert_id IS NOT NULL")
_TELLS: Final = text("done_at IS NULL AND tell_at IS NOT NULL")


class Task(Base):
    """One task. Of what the service itself makes, and per alert, one of each kind stands."""

    __tablename__ = "task"
    __table_args__ = (
        one_of("kind", TaskKind),
        one_of("priority", Priority),
        Index(
            "uq_task_standing",
            "resident_id",
            "kind",
            unique=True,
            sqlite_where=_BY_NOBODY,
            postgresql_where=_BY_NOBODY,
        ),
        Index(
            "uq_task_alert",
            "alert_id",
            "kind",
            unique=True,
            sqlite_where=_OF_ALERT,
            postgresql_where=_OF_ALERT,
        ),
        Index("ix_task_tell", "tell_at", sqlite_where=_TELLS, postgresql_where=_TELLS),
        Index(None, "organisation_id", "due_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))  # the si/gun
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    kind: Mapped[TaskKind] = mapped_column(Word(TaskKind))
    version: Mapped[int] = mapped_column(default=1)
    asked_at: Mapped[datetime]  # by the resident, or when a person made it
    received_at: Mapped[datetime]
    due_at: Mapped[datetime]  # done by then
    done_at: Mapped[datetime | None]
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    from_at: Mapped[datetime | None]  # not before; None: at once
    priority: Mapped[Priority] = mapped_column(
        Word(Priority), default=Priority.NORMAL, server_default=Priority.NORMAL.value
    )
    alert_id: Mapped[UUID | None] = mapped_column(ForeignKey("alert.id"))  # it came from
    assigned_to: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))  # None: the service
    words: Mapped[bytes | None] = mapped_column(Sealed)  # with the resident's key
    tell_at: Mapped[datetime | None]  # when it is told next that this is late; None: no more


TASKS: Final = Task.__table__


def one_for(ctx: Context, task_id: UUID) -> Row[Any]:
    """Return the task if the actor may see its resident, else raise `NotYours`."""
    task = ctx.db.execute(
        select(TASKS)
        .join(RESIDENTS, RESIDENTS.c.id == TASKS.c.resident_id)
        .where(TASKS.c.id == task_id)
        .where(seen_by(ctx.actor, ctx.now))
    ).first()
    if task is None:
        raise NotYours(task=task_id)
    return task
