"""Feeds: numbered changes, one row of numbers per si/gun."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Word, one_of


class Change(StrEnum):
    """What a numbered change is about."""

    ALERT = "alert"
    RESIDENT = "resident"
    INCIDENT = "incident"


class Feed(Base):
    """The last number given in one si/gun; the row itself is the lock that orders commits."""

    __tablename__ = "feed"

    organisation_id: Mapped[UUID] = mapped_column(
        ForeignKey("organisation.id"), primary_key=True
    )
    seq: Mapped[int]


class FeedChange(Base):
    """One numbered change; it names the record, never its content."""

    __tablename__ = "feed_change"
    __table_args__ = (one_of("kind", Change),)

    organisation_id: Mapped[UUID] = mapped_column(
        ForeignKey("feed.organisation_id"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[Change] = mapped_column(Word(Change))
    alert_id: Mapped[UUID | None]
    resident_id: Mapped[UUID | None]
    at: Mapped[datetime]
