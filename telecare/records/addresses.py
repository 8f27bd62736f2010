"""Addresses: how a staff member is reached outside the console, and whether it still works."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, Row, insert, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.db.types import Base, Sealed, Word, one_of
from telecare.records.context import Context


class Channel(StrEnum):
    """A way to a person that leaves the house."""

    MAIL = "mail"
    SMS = "sms"
    VOICE = "voice"
    PUSH = "push"


class Address(Base):
    """One mail address, telephone number or browser of one staff member."""

    __tablename__ = "address"
    __table_args__ = (
        one_of("channel", Channel),
        Index(
            "ix_address_standing",
            "staff_id",
            "channel",
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
        Index(
            "ix_address_test_due",
            "test_due_at",
            sqlite_where=text("test_due_at IS NOT NULL"),
            postgresql_where=text("test_due_at IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    channel: Mapped[Channel] = mapped_column(Word(Channel))
    address: Mapped[bytes] = mapped_column(Sealed)  # staff's key; push: the subscription's JSON
    created_at: Mapped[datetime]
    test_due_at: Mapped[datetime | None]  # None: no longer tested (removed)
    tested_at: Mapped[datetime | None]  # when the last test was written
    confirmed_at: Mapped[datetime | None]  # when the person last answered a test or a message
    failures: Mapped[int] = mapped_column(default=0)  # messages in a row that came to nothing
    disabled_at: Mapped[datetime | None]  # it is dead; the person must renew it
    disabled_why: Mapped[str | None]  # a word of the code
    removed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


ADDRESSES: Final = Address.__table__
DEAD_AFTER: Final = 5  # messages in a row that came to nothing
CONFIRM_WITHIN: Final = timedelta(hours=2)  # a test nobody answered for so long has failed


def standing(db: Session, staff_ids: Sequence[UUID]) -> Sequence[Row[Any]]:
    """Return the addresses of these people that were not removed, dead ones included."""
    if not staff_ids:
        return []
    return db.execute(
        select(ADDRESSES)
        .where(ADDRESSES.c.staff_id.in_(staff_ids), ADDRESSES.c.removed_at.is_(None))
        .order_by(ADDRESSES.c.staff_id, ADDRESSES.c.channel, ADDRESSES.c.created_at)
    ).all()


def usable(db: Session, staff_id: UUID, channel: Channel) -> Sequence[Row[Any]]:
    """Return one person's living addresses of one channel, oldest first."""
    return [
        row
        for row in standing(db, [staff_id])
        if row.channel is channel and row.disabled_at is None
    ]


def add(ctx: Context, staff_id: UUID, channel: Channel, plain: str) -> UUID:
    """Keep an address, sealed with the staff member's key; it is tested at once."""
    address_id = uuid4()
    sealed = ctx.ring.seal_row(("staff", staff_id), "address", address_id, {"address": plain})
    ctx.db.execute(
        insert(ADDRESSES).values(
            id=address_id, staff_id=staff_id, channel=channel, created_at=ctx.now,
            test_due_at=ctx.now, **sealed,
        )
    )  # fmt: skip
    return address_id


def plain(ctx: Context, row: Row[Any]) -> str:
    """Open an address for the channel that is about to use it, or for its owner's screen."""
    return ctx.ring.open(row.address, table="address", column="address", row=row.id)


def confirmed(db: Session, address_id: UUID, now: datetime) -> None:
    """The person has answered: the address lives, and its failures are forgotten."""
    db.execute(
        update(ADDRESSES)
        .where(ADDRESSES.c.id == address_id)
        .values(confirmed_at=now, failures=0, disabled_at=None, disabled_why=None)
    )


def went_well(db: Session, address_id: UUID) -> None:
    """A message was taken; failures in a row begin anew."""
    where = (ADDRESSES.c.id == address_id, ADDRESSES.c.failures > 0)
    db.execute(update(ADDRESSES).where(*where).values(failures=0))


def failed(db: Session, address_id: UUID, why: str, now: datetime, *, for_good: bool) -> bool:
    """Count a message that came to nothing; tell whether the address is dead with it."""
    count = db.scalar(
        update(ADDRESSES)
        .where(ADDRESSES.c.id == address_id, ADDRESSES.c.disabled_at.is_(None))
        .values(failures=ADDRESSES.c.failures + 1)
        .returning(ADDRESSES.c.failures)
    )
    if count is None or not (for_good or count >= DEAD_AFTER):
        return False
    db.execute(
        update(ADDRESSES)
        .where(ADDRESSES.c.id == address_id)
        .values(disabled_at=now, disabled_why=why)
    )
    return True


def answers(row: Row[Any], now: datetime) -> bool:
    """Whether the address may be counted on: alive, and its last test was not left unanswered.

    One that has never been confirmed cannot be counted on; one whose test is still fresh can,
    as long as it answered the test before.
    """
    if row.disabled_at is not None or row.confirmed_at is None:
        return False
    waits = row.tested_at is not None and row.tested_at > row.confirmed_at
    return not waits or now - row.tested_at < CONFIRM_WITHIN
