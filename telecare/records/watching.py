"""Watching: who must be judged now, and what each rule last concluded."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from telecare.care.facts import Severity, Verdict
from telecare.db.types import Base, Word, one_of


class Watch(Base):
    """One row per resident under watch: judge it because something was reported."""

    __tablename__ = "watch"
    __table_args__ = (
        Index(
            "ix_watch_to_judge",
            "urgent",
            "to_judge_at",
            sqlite_where=text("to_judge_at IS NOT NULL"),
            postgresql_where=text("to_judge_at IS NOT NULL"),
        ),
    )

    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"), primary_key=True)
    to_judge_at: Mapped[datetime | None]  # None: nothing new was reported
    urgent: Mapped[bool] = mapped_column(default=False)
    evaluated_up_to: Mapped[datetime | None]
    active_at: Mapped[datetime | None]  # the last activity, for lists


class Condition(Base):
    """What a rule last concluded about one subject; machine-owned."""

    __tablename__ = "condition"
    __table_args__ = (
        one_of("verdict", Verdict),
        one_of("severity", Severity),
        Index(
            "ix_condition_due",
            "due_at",
            sqlite_where=text("due_at IS NOT NULL"),
            postgresql_where=text("due_at IS NOT NULL"),
        ),
    )

    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"), primary_key=True)
    rule: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)  # "" or a device id
    verdict: Mapped[Verdict] = mapped_column(Word(Verdict))
    severity: Mapped[Severity | None] = mapped_column(Word(Severity))
    since: Mapped[datetime | None]
    evaluated_at: Mapped[datetime]
    due_at: Mapped[datetime | None]  # when the verdict may change with no new fact
    window_us: Mapped[int | None]  # a push sets due_at = last heard + this; None: not pushed
    evidence: Mapped[dict[str, Any]]
