"""Policies: who is told next, per organisation and severity, every published version kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, Row, bindparam, exists, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.care import escalation
from telecare.care.escalation import Policy
from telecare.care.facts import Severity
from telecare.care.localtime import local_day
from telecare.db.prepared import Prepared
from telecare.db.types import Base, Sealed, Word, one_of
from telecare.records import holidays
from telecare.records.organisations import ORGANISATIONS

ZONE: Final = ZoneInfo("Asia/Seoul")  # of the office hours a step may keep
_CACHED: Final = "standing policies"  # of one session: a judge may open hundreds of alerts


class EscalationPolicy(Base):
    """One published version; the newest of the nearest organisation counts."""

    __tablename__ = "escalation_policy"
    __table_args__ = (one_of("severity", Severity),)

    organisation_id: Mapped[UUID] = mapped_column(
        ForeignKey("organisation.id"), primary_key=True
    )
    severity: Mapped[Severity] = mapped_column(Word(Severity), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    policy: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    # True: from here on the one above counts; `policy` is a copy of it as it stood then
    given_back: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    reason: Mapped[bytes | None] = mapped_column(Sealed)  # the publisher's key; row `seal_row`


POLICIES: Final = EscalationPolicy.__table__
_HERE: Final = ORGANISATIONS.alias("here")
_NEWER: Final = POLICIES.alias("newer")
_NEAREST: Final = Prepared(
    select(
        POLICIES.c.policy,
        POLICIES.c.organisation_id,
        POLICIES.c.version,
        POLICIES.c.published_at,
        POLICIES.c.published_by,
    )
    .join_from(POLICIES, ORGANISATIONS, ORGANISATIONS.c.id == POLICIES.c.organisation_id)
    .join(_HERE, _HERE.c.path.startswith(ORGANISATIONS.c.path))
    .where(_HERE.c.id == bindparam("organisation_id", type_=POLICIES.c.organisation_id.type))
    .where(POLICIES.c.severity == bindparam("severity", type_=POLICIES.c.severity.type))
    .where(POLICIES.c.given_back.is_(False))
    .where(
        ~exists().where(
            _NEWER.c.organisation_id == POLICIES.c.organisation_id,
            _NEWER.c.severity == POLICIES.c.severity,
            _NEWER.c.version > POLICIES.c.version,
        )
    )
    .order_by(func.length(ORGANISATIONS.c.path).desc())
    .limit(1)
)


def standing(db: Session, organisation_id: UUID, severity: Severity) -> Policy:
    """Return the policy an alert that opens now copies.

    The organisation's own, else the nearest above it that has one, else the shipped default.
    Read once per session and kept: call `forget` after publishing in the same session.
    """
    known: dict[tuple[UUID, Severity], Policy | None] = db.info.setdefault(_CACHED, {})
    place = (organisation_id, severity)
    if place not in known:
        row = standing_row(db, organisation_id, severity)
        known[place] = None if row is None else escalation.policy_from_json(row.policy)
    return known[place] or escalation.DEFAULT_POLICIES[severity]


def standing_row(db: Session, organisation_id: UUID, severity: Severity) -> Row[Any] | None:
    """Return the published version that counts there, wherever it comes from.

    None: nobody at or above the organisation has one of its own, so the shipped one counts.
    """
    asked = {"organisation_id": organisation_id, "severity": severity}
    found: Row[Any] | None = _NEAREST.first(db, asked)
    return found


def forget(db: Session) -> None:
    """Let `standing` look again in this session."""
    db.info.pop(_CACHED, None)


def newest_version(db: Session, organisation_id: UUID, severity: Severity) -> int:
    """Return the newest version an organisation has published or given back; 0: none yet."""
    newest = select(func.max(POLICIES.c.version)).where(
        POLICIES.c.organisation_id == organisation_id, POLICIES.c.severity == severity
    )
    return db.scalar(newest) or 0


def versions(
    db: Session, organisation_id: UUID, severity: Severity, limit: int
) -> Sequence[Row[Any]]:
    """Return an organisation's own versions of one severity, newest first."""
    return db.execute(
        select(POLICIES)
        .where(POLICIES.c.organisation_id == organisation_id, POLICIES.c.severity == severity)
        .order_by(POLICIES.c.version.desc())
        .limit(limit)
    ).all()


def seal_row(organisation_id: UUID, severity: Severity, version: int) -> UUID:
    """Return the id a version's sealed reason is bound to; the table itself has none."""
    return uuid5(organisation_id, f"{severity}:{version}")


def in_office_hours(db: Session, organisation_id: UUID, now: datetime) -> bool:
    """Whether `now` is working time there: Monday to Friday 09:00–18:00, no holiday."""
    day = local_day(now, ZONE)
    off = day in holidays.between(db, [organisation_id], day, day)[organisation_id]
    return not off and escalation.office_hours(now.astimezone(ZONE))
