"""Hand-over sheets: who gave a shift to whom, line by line, and when each was taken."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Row, UniqueConstraint, or_, select, text
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Sealed, Word, one_of
from telecare.errors import NotYours
from telecare.records.context import Context

_RUNNING: Final = text("closed_at IS NULL")


class LineKind(StrEnum):
    """What a line of the sheet is about."""

    OPEN = "open"  # an alert that goes on: the giver's own, or nobody's yet
    PROMISE = "promise"  # an alert for which somebody is expected by a time
    WATCH = "watch"  # a person to watch: opened again, or not seen by any device
    SUPPRESSION = "suppression"  # alerts that are held back
    DONE = "done"  # what the giver finished in the shift
    WORDS = "words"  # what the giver adds
    TASK = "task"  # what is still to be done: the giver's own, or nobody's and due soon


class Handover(Base):
    """One sheet; a giver has at most one that runs."""

    __tablename__ = "handover"
    __table_args__ = (
        Index(
            "uq_handover_running",
            "giver_id",
            unique=True,
            sqlite_where=_RUNNING,
            postgresql_where=_RUNNING,
        ),
        Index(None, "receiver_id", "begun_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    giver_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    receiver_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    begun_at: Mapped[datetime]  # when the giver handed it out
    received_at: Mapped[datetime | None]  # when the receiver ticked last
    closed_at: Mapped[datetime | None]  # nothing is ticked after that
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))


class HandoverLine(Base):
    """One line; it stays with the giver until the receiver has ticked it."""

    __tablename__ = "handover_line"
    __table_args__ = (one_of("kind", LineKind), UniqueConstraint("handover_id", "no"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    handover_id: Mapped[UUID] = mapped_column(ForeignKey("handover.id"))
    no: Mapped[int]
    kind: Mapped[LineKind] = mapped_column(Word(LineKind))
    resident_id: Mapped[UUID | None] = mapped_column(ForeignKey("resident.id"))
    alert_id: Mapped[UUID | None] = mapped_column(ForeignKey("alert.id"))
    suppression_id: Mapped[UUID | None] = mapped_column(ForeignKey("suppression.id"))
    task_id: Mapped[UUID | None] = mapped_column(ForeignKey("task.id"))
    until_at: Mapped[datetime | None]  # expected by then, held back until then, or due then
    words: Mapped[bytes | None] = mapped_column(Sealed)  # the resident's key, else the giver's
    ticked_at: Mapped[datetime | None]  # None: still the giver's


HANDOVERS: Final = Handover.__table__
LINES: Final = HandoverLine.__table__


def one_for(ctx: Context, handover_id: UUID) -> Row[Any]:
    """Return the sheet the actor gave or receives, else raise `NotYours`."""
    mine = or_(
        HANDOVERS.c.giver_id == ctx.actor.staff_id,
        HANDOVERS.c.receiver_id == ctx.actor.staff_id,
    )
    found = ctx.db.execute(select(HANDOVERS).where(HANDOVERS.c.id == handover_id, mine)).first()
    if found is None:
        raise NotYours
    return found


def lines_of(ctx: Context, handover_id: UUID) -> Sequence[Row[Any]]:
    """Return the lines of one sheet in their order."""
    mine = select(LINES).where(LINES.c.handover_id == handover_id)
    return ctx.db.execute(mine.order_by(LINES.c.no)).all()
