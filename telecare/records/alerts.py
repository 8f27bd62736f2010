"""Alerts: one episode a human must finish, and the only ways to its row."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Row, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.care.alert import LIVE_STATES, Outcome, State, Verified
from telecare.care.facts import AlertClass, Severity
from telecare.db.types import Base, Word, one_of
from telecare.errors import Invalid, NotYours
from telecare.records.actor import Actor
from telecare.records.context import Context
from telecare.records.organisations import Organisation
from telecare.records.residents import Resident
from telecare.records.scope import seen_by
from telecare.records.staff import Role, Staff

CLAIMING_ROLES: Final = (Role.CASEWORKER, Role.SUPERVISOR)
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
        Index("ix_alert_received", "first_signal_received_at"),  # a month's figures
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
    wait_no: Mapped[int] = mapped_column(default=1, server_default="1")  # others: `past_waits`
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


ALERTS: Final = Alert.__table__


def one_for(ctx: Context, alert_id: UUID) -> Row[Any]:
    """Return the alert's row if the actor may see its resident, else raise `NotYours`.

    This is the only way to an alert from outside; keep one condition a line.
    """
    alert = ctx.db.execute(
        select(ALERTS)
        .join(Resident, Resident.id == Alert.resident_id)
        .where(Alert.id == alert_id)
        .where(seen_by(ctx.actor, ctx.now))
    ).first()
    if alert is None:
        raise NotYours
    return alert


def move(
    db: Session,
    alert_id: UUID,
    version: int,
    from_states: Collection[State],
    values: Mapping[str, Any],
) -> bool:
    """Move the alert if it still stands where it was read; tell whether it did (law 2).

    The version counts up by itself; only the columns in `values` change besides.
    """
    moved = db.execute(
        update(ALERTS)
        .where(ALERTS.c.id == alert_id)
        .where(ALERTS.c.version == version)
        .where(ALERTS.c.state.in_(from_states))
        .values(version=version + 1, **values)
        .returning(ALERTS.c.id)
    )
    return moved.first() is not None


def first_human_at(db: Session, alert_id: UUID) -> datetime | None:
    """Hold the row and return when a human first acted in its wait; None: nobody has."""
    held = select(ALERTS.c.first_human_at).where(ALERTS.c.id == alert_id).with_for_update()
    return db.scalar(held)


def colleague(ctx: Context, alert: Row[Any], staff_id: UUID) -> Row[UUID, Role, str]:
    """Return the staff member an alert may be handed to, else raise `Invalid`.

    It is one who works, claims alerts by role, and may see the alert's resident.
    """
    found = worker_for(ctx, alert.resident_id, staff_id)
    if found is None:
        raise Invalid(
            {"to": "Choose a colleague who may see this resident."},
            {"to": "이 대상자를 볼 수 있는 동료를 고르세요."},
        )
    return found


def worker_for(ctx: Context, resident_id: UUID, staff_id: UUID) -> Row[UUID, Role, str] | None:
    """Return who works, claims alerts by role and may see the resident; None: not this one."""
    found = ctx.db.execute(
        select(Staff.id, Staff.role, Organisation.path)
        .join(Organisation, Organisation.id == Staff.organisation_id)
        .where(Staff.id == staff_id)
        .where(Staff.ended_at.is_(None))
        .where(Staff.role.in_(CLAIMING_ROLES))
    ).first()
    if found is None:
        return None
    actor = Actor(found.id, found.role, None, found.path)
    seen = ctx.db.execute(
        select(Resident.id).where(Resident.id == resident_id).where(seen_by(actor, ctx.now))
    )
    return None if seen.first() is None else found
