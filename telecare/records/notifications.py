"""Notifications: the outbox; written with the act, delivered after the commit."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Word, one_of


class NotificationState(StrEnum):
    """Where a notification stands; no_one means its step had nobody to tell."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    NO_ONE = "no_one"


class Notification(Base):
    """One message to one target over one channel, delivered at least once."""

    __tablename__ = "notification"
    __table_args__ = (
        one_of("state", NotificationState),
        Index(
            "ix_notification_unfinished",
            "due_at",
            sqlite_where=text("state IN ('queued', 'sent')"),
            postgresql_where=text("state IN ('queued', 'sent')"),
        ),
        Index(None, "alert_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    alert_id: Mapped[UUID] = mapped_column(ForeignKey("alert.id"))
    idempotency_key: Mapped[str] = mapped_column(unique=True)
    channel: Mapped[str]
    target: Mapped[str]  # a role, a staff id, "contacts": never a name or a number
    state: Mapped[NotificationState] = mapped_column(Word(NotificationState))
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    epoch: Mapped[int]  # of the alert when it was written; an older one is not sent
    step_no: Mapped[int]
    sent_at: Mapped[datetime | None]
    result: Mapped[str | None]
