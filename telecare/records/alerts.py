"""Alerts: one episode a human must finish, and the only ways to its row."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from telecare.care.alert import LIVE_STATES, Outcome, State, Verified
from telecare.care.facts import AlertClass, Severity
from telecare.db.types import Base, Word, one_of

LIVE = "state IN ({})".format(  # in the enum's order: the same text in model and migration
    ", ".join(f"'{state.value}'" for state in State if state in LIVE_STATES)
)


class Alert(Base):
    """One episode; the policy and the rule's version are copied in when it opens."""

    __tablename__ = "alert"
    __table_args__ = (
        one_of("state", State),
        one_of("severity", Severity),
        CheckConstraint(f"NOT ({LIVE}) OR due_at IS NOT NULL", name="live_means_due"),
        CheckConstraint(
            "state <> 'closed' OR outcome IS NOT NULL", name="closed_means_outcome"
        ),
        Index(
            "uq_alert_live",
            "resident_id",
            "alert_class",
            unique=True,
            sqlite_where=text(LIVE),
            postgresql_where=text(LIVE),
        ),
        Index(
            "ix_alert_due",
            "due_at",
            sqlite_where=text("due_at IS NOT NULL"),
            postgresql_where=text("due_at IS NOT NULL"),
        ),
        Index("ix_alert_organisation_state", "organisation_id", "state"),
        Index("ix_alert_resident_class", "resident_id", "alert_class", "opened_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))  # the si/gun
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    alert_class: Mapped[AlertClass] = mapped_column(Word(AlertClass))
    rule: Mapped[str]
    rule_version: Mapped[int]
    subject: Mapped[str] = mapped_column(default="")
    severity: Mapped[Severity] = mapped_column(Word(Severity))
    state: Mapped[State] = mapped_column(Word(State))
    version: Mapped[int] = mapped_column(default=1)
    opened_at: Mapped[datetime]
    episode_since: Mapped[datetime]
    first_signal_taken_at: Mapped[datetime]
    first_signal_received_at: Mapped[datetime]  # the KPI clock starts here
    last_signal_at: Mapped[datetime]
    signals: Mapped[int] = mapped_column(default=1)
    first_human_at: Mapped[datetime | None]  # the KPI clock ends here
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    lease_until: Mapped[datetime | None]
    lease_token: Mapped[UUID | None]  # fencing: only its holder moves the alert
    epoch: Mapped[int] = mapped_column(default=1)  # a step of an older epoch does nothing
    expected_by: Mapped[datetime | None]
    hold_reason: Mapped[str | None]  # a word; what a person typed goes into a sealed note
    condition_cleared_at: Mapped[datetime | None]
    person_verified_at: Mapped[datetime | None]
    person_verified_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    person_verified_how: Mapped[Verified | None] = mapped_column(Word(Verified))
    outcome: Mapped[Outcome | None] = mapped_column(Word(Outcome))
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    closed_at: Mapped[datetime | None]
    reopen_count: Mapped[int] = mapped_column(default=0)
    blind: Mapped[bool] = mapped_column(default=False)
    late_by_s: Mapped[int | None]
    simulated: Mapped[bool] = mapped_column(default=False)
    policy: Mapped[dict[str, Any]]
    policy_version: Mapped[int]
    step_no: Mapped[int] = mapped_column(default=0)
    loop_no: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None]  # when something must happen next; never None while live
    because_ko: Mapped[str]  # names no person
    because_en: Mapped[str]
    evidence: Mapped[dict[str, Any]]
    incident_id: Mapped[UUID | None] = mapped_column(ForeignKey("incident.id"), index=True)
    undo_until: Mapped[datetime | None]
    undo_from: Mapped[dict[str, Any] | None]
