"""Notifications: the outbox; written with the act, delivered after the commit.

A row about a group ("desk leader by voice") is expanded, when it is delivered, into one row
for each person and each of their ways; those rows name `parent_id` and leave the house.
"""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Word, one_of


class NotificationState(StrEnum):
    """Where a notification stands; no_one means its step had nobody to tell."""

    QUEUED = "queued"
    SENT = "sent"  # taken by a channel, which has not yet said what became of it
    DELIVERED = "delivered"
    FAILED = "failed"
    NO_ONE = "no_one"
    EXPANDED = "expanded"  # became one row per person and way
    ACCEPTED = "accepted"  # a service outside has taken it; whether it arrived is not known
    BUNDLED = "bundled"  # said inside the message of `bundle_id`
    READ = "read"  # the person has opened its link or pressed a key


class About(StrEnum):
    """What a notification is about; each has its words in `boards.messages`."""

    ALERT = "alert"
    TEST = "test"  # the daily test of one address
    PRECHECK = "precheck"  # a question to the resident
    BRIDGE = "bridge"  # a telephone call that connects two people
    NOTICE = "notice"  # something to look at in the office: `target` says whose


class Notification(Base):
    """One message to one target over one channel, delivered at least once."""

    __tablename__ = "notification"
    __table_args__ = (
        one_of("state", NotificationState),
        one_of("about", About),
        Index(
            "ix_notification_unfinished",
            "due_at",
            sqlite_where=text("state IN ('queued', 'sent')"),
            postgresql_where=text("state IN ('queued', 'sent')"),
        ),
        Index(None, "alert_id"),
        Index(None, "parent_id"),
        Index(None, "staff_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    alert_id: Mapped[UUID | None] = mapped_column(ForeignKey("alert.id"))
    idempotency_key: Mapped[str] = mapped_column(unique=True)
    channel: Mapped[str]
    target: Mapped[str]  # a role, a staff id, "contacts": never a name or a number
    state: Mapped[NotificationState] = mapped_column(Word(NotificationState))
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    epoch: Mapped[int]  # of the alert when it was written; an older one is not sent
    step_no: Mapped[int]
    sent_at: Mapped[datetime | None]
    result: Mapped[str | None]  # a word of the code, never a sentence of another service
    about: Mapped[About] = mapped_column(
        Word(About), default=About.ALERT, server_default=About.ALERT.value
    )
    about_id: Mapped[UUID | None]  # the record of another kind it is about
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    resident_id: Mapped[UUID | None] = mapped_column(ForeignKey("resident.id"))
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    contact_id: Mapped[UUID | None]  # no foreign key: a contact may be removed meanwhile
    address_id: Mapped[UUID | None]  # of a staff member; None: a resident's or contact's phone
    provider_id: Mapped[UUID | None]  # through which it went
    parent_id: Mapped[UUID | None]  # the row about a group that it came from
    bundle_id: Mapped[UUID | None]  # the row in whose message it was said
    urgent: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    simulated: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    answered_at: Mapped[datetime | None]  # a result came back, or the person read it


NOTICES: Final = Notification.__table__
