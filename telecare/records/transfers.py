"""Transfers: a resident offered to another si/gun or institution, and what it answered."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Row,
    literal,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Sealed, Word, one_of
from telecare.errors import NotYours
from telecare.records.actor import Actor
from telecare.records.context import Context
from telecare.records.organisations import ORGANISATIONS

_OFFERED: Final = text("state = 'offered'")


class TransferState(StrEnum):
    """Where a transfer stands; only an offer can still move."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Transfer(Base):
    """One offer. Until it is accepted the resident is the giver's in every respect."""

    __tablename__ = "transfer"
    __table_args__ = (
        one_of("state", TransferState),
        CheckConstraint(
            "(state = 'offered') = (remind_at IS NOT NULL)", name="offered_means_reminded"
        ),
        Index(
            "uq_transfer_offered",
            "resident_id",
            unique=True,
            sqlite_where=_OFFERED,
            postgresql_where=_OFFERED,
        ),
        Index(
            "ix_transfer_remind", "remind_at", sqlite_where=_OFFERED, postgresql_where=_OFFERED
        ),
        Index(None, "to_id", "state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"), index=True)
    from_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))  # where they lived
    to_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))  # si/gun or institution
    state: Mapped[TransferState] = mapped_column(Word(TransferState))
    version: Mapped[int] = mapped_column(default=1)
    offered_by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    offered_at: Mapped[datetime]
    words: Mapped[bytes | None] = mapped_column(Sealed)  # why; with the resident's key
    remind_at: Mapped[datetime | None]  # while offered: when both sides are told again
    reminders: Mapped[int] = mapped_column(default=0)
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    answered_at: Mapped[datetime | None]
    answer: Mapped[bytes | None] = mapped_column(Sealed)  # why refused or withdrawn
    place_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))  # lives there


TRANSFERS: Final = Transfer.__table__


def received_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that the receiving organisation is the actor's.

    It is theirs if they work in it, below it or above it.
    """
    mine = select(ORGANISATIONS.c.id).where(
        or_(
            ORGANISATIONS.c.path.startswith(actor.path, autoescape=True),
            literal(actor.path).startswith(ORGANISATIONS.c.path),
        )
    )
    return TRANSFERS.c.to_id.in_(mine)


def given_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that the resident lived in the actor's part of the tree."""
    mine = select(ORGANISATIONS.c.id).where(
        ORGANISATIONS.c.path.startswith(actor.path, autoescape=True)
    )
    return TRANSFERS.c.from_id.in_(mine)


def one_for(ctx: Context, transfer_id: UUID, side: ColumnElement[bool]) -> Row[Any]:
    """Return the transfer if the actor is of that `side` of it, else raise `NotYours`."""
    found = ctx.db.execute(
        select(TRANSFERS).where(TRANSFERS.c.id == transfer_id).where(side)
    ).first()
    if found is None:
        raise NotYours
    return found


def offered(ctx: Context, resident_id: UUID) -> Row[Any] | None:
    """Return the offer that stands for a resident, or None."""
    standing = select(TRANSFERS).where(TRANSFERS.c.resident_id == resident_id)
    return ctx.db.execute(standing.where(TRANSFERS.c.state == TransferState.OFFERED)).first()
