"""Plans, parameters and absences: what was promised to a resident, kept in every version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, Row, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.care.facts import Absence as CareAbsence
from telecare.care.facts import CheckInPromise, Risk
from telecare.db.types import Base, Word, one_of
from telecare.errors import NotYours, Overtaken
from telecare.records.residents import Resident


class PlanVersion(Base):
    """One version of a resident's plan; never changed, only followed by the next."""

    __tablename__ = "plan"
    __table_args__ = (one_of("risk", Risk),)

    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("staff.id")
    )  # None: the service
    risk: Mapped[Risk] = mapped_column(Word(Risk))
    check_ins: Mapped[
        list[Any]
    ]  # [{"at": "10:00", "window_opens": "06:00", "grace_s", "made_at"}]
    day_limit_s: Mapped[int | None]  # None: the parameter's value
    any_limit_s: Mapped[int | None]
    tablet: Mapped[dict[str, Any] | None]  # see `TabletTerms`; None: the defaults


class ParameterSet(Base):
    """One version of every rule's numbers; never changed, only followed by the next."""

    __tablename__ = "parameter_set"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    parameters: Mapped[dict[str, Any]]


class Absence(Base):
    """A time when nobody is expected at home; revoked, never deleted."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("end_at > start_at", name="dated"),
        Index(None, "resident_id", "end_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    start_at: Mapped[datetime]
    end_at: Mapped[datetime]
    reason: Mapped[str]  # a word: hospital, travel, family, other
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    revoked_at: Mapped[datetime | None]


PLANS: Final = PlanVersion.__table__
RESIDENTS: Final = Resident.__table__
BUTTONS: Final = ("ok", "help", "doctor")
LANGUAGES: Final = ("ko", "en")
ABSENCES: Final = Absence.__table__
PARAMETERS: Final = ParameterSet.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class AutoAnswer:
    """The recorded consent that a call about a P1 may open by itself, after a chime."""

    by: str  # self, guardian
    at: datetime
    consent_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TabletTerms:
    """What is agreed about the tablet of a home; wall clocks are the resident's own."""

    buttons: tuple[str, ...] = BUTTONS  # "help" is always among them
    language: str = "ko"
    touch_counts: bool = False
    practice: bool = False
    night_from: time = time(21, 30)
    night_until: time = time(6)
    video_welfare: bool = False
    auto_answer: AutoAnswer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is agreed with a resident; limits of None mean the parameter's value.

    `tablet` None keeps what stood in the version before.
    """

    risk: Risk = Risk.NORMAL
    check_ins: tuple[CheckInPromise, ...] = ()
    day_limit: timedelta | None = None
    any_limit: timedelta | None = None
    tablet: TabletTerms | None = None


def tablet_terms(db: Session, resident_id: UUID) -> TabletTerms:
    """Return what is agreed now about a resident's tablet, the defaults filled in."""
    asked = (
        select(RESIDENTS.c.language, PLANS.c.tablet)
        .outerjoin_from(RESIDENTS, PLANS, PLANS.c.resident_id == RESIDENTS.c.id)
        .where(RESIDENTS.c.id == resident_id)
        .order_by(PLANS.c.version.desc())
        .limit(1)
    )
    found = db.execute(asked).first()
    if found is None:
        raise NotYours
    return read_tablet(found.tablet, found.language)


def read_tablet(stored: Mapping[str, Any] | None, language: str) -> TabletTerms:
    """Read a plan's `tablet`; None means the defaults, in the resident's `language`."""
    if stored is None:
        return TabletTerms(language=language if language in LANGUAGES else "ko")
    agreed = stored["auto_answer"]
    return TabletTerms(
        buttons=tuple(stored["buttons"]),
        language=stored["language"],
        touch_counts=stored["touch_counts"],
        practice=stored["practice"],
        night_from=time.fromisoformat(stored["night_from"]),
        night_until=time.fromisoformat(stored["night_until"]),
        video_welfare=stored["video_welfare"],
        auto_answer=None
        if agreed is None
        else AutoAnswer(
            by=agreed["by"],
            at=datetime.fromisoformat(agreed["at"]),
            consent_version=agreed["consent_version"],
        ),
    )


def latest(db: Session, resident_id: UUID) -> Row[Any] | None:
    """Return the plan in force, None if none was recorded."""
    return db.execute(
        select(PLANS)
        .where(PLANS.c.resident_id == resident_id)
        .order_by(PLANS.c.version.desc())
        .limit(1)
    ).first()


def record(
    db: Session, resident_id: UUID, terms: Terms, *, after: int, by: UUID | None, at: datetime
) -> int:
    """Record the plan that follows version `after` (0: the first) and return its version.

    A promise that stood in the version before keeps the instant it was made; a new one is
    made now, and counts from its first whole window.

    Raises:
        Overtaken: Another version was recorded meanwhile.
    """
    before = latest(db, resident_id)
    if after != (0 if before is None else before.version):
        raise Overtaken
    kept = {_promise_key(one): one["made_at"] for one in (before.check_ins if before else ())}
    check_ins = [_promise_to_json(promise) for promise in terms.check_ins]
    for one in check_ins:
        one["made_at"] = kept.get(_promise_key(one), at.isoformat())
    row = {
        "resident_id": resident_id,
        "version": after + 1,
        "recorded_at": at,
        "recorded_by": by,
        "risk": terms.risk,
        "check_ins": check_ins,
        "day_limit_s": _seconds(terms.day_limit),
        "any_limit_s": _seconds(terms.any_limit),
        "tablet": _tablet(terms.tablet, before),
    }
    kept_row = _build(db)(PLANS).values(row).on_conflict_do_nothing().returning(PLANS.c.version)
    if db.execute(kept_row).first() is None:
        raise Overtaken
    return after + 1


def check_in_promises(stored: Sequence[Mapping[str, Any]]) -> tuple[CheckInPromise, ...]:
    """Read the promises of a plan's row."""
    return tuple(
        CheckInPromise(
            at=time.fromisoformat(one["at"]),
            window_opens=time.fromisoformat(one["window_opens"]),
            grace=timedelta(seconds=one["grace_s"]),
            made_at=datetime.fromisoformat(one["made_at"]) if one.get("made_at") else None,
        )
        for one in stored
    )


def absences_of(db: Session, resident_id: UUID, *, after: datetime) -> Sequence[Row[Any]]:
    """Return absences not revoked that end after an instant, in order."""
    rows = db.execute(
        select(ABSENCES)
        .where(ABSENCES.c.resident_id == resident_id, ABSENCES.c.end_at > after)
        .where(ABSENCES.c.revoked_at.is_(None))
        .order_by(ABSENCES.c.start_at)
    )
    return rows.all()


def record_absence(
    db: Session,
    resident_id: UUID,
    absent: CareAbsence,
    *,
    by: UUID | None,
    at: datetime,
) -> UUID:
    """Record a time when nobody is expected at home; return its id."""
    absence_id = uuid4()
    db.execute(
        insert(ABSENCES).values(
            id=absence_id,
            resident_id=resident_id,
            start_at=absent.start,
            end_at=absent.end,
            reason=absent.reason,
            recorded_at=at,
            recorded_by=by,
        )
    )
    return absence_id


def revoke_absence(db: Session, resident_id: UUID, absence_id: UUID, *, at: datetime) -> None:
    """Take an absence back from `at` on; raise `NotYours` if there is none to take back."""
    revoked = db.execute(
        update(ABSENCES)
        .where(ABSENCES.c.id == absence_id, ABSENCES.c.resident_id == resident_id)
        .where(ABSENCES.c.revoked_at.is_(None))
        .values(revoked_at=at)
        .returning(ABSENCES.c.id)
    ).first()
    if revoked is None:
        raise NotYours


def _tablet(terms: TabletTerms | None, before: Row[Any] | None) -> dict[str, Any] | None:
    if terms is None:
        return None if before is None else before.tablet
    agreed = terms.auto_answer
    return {
        "buttons": list(terms.buttons),
        "language": terms.language,
        "touch_counts": terms.touch_counts,
        "practice": terms.practice,
        "night_from": terms.night_from.isoformat("minutes"),
        "night_until": terms.night_until.isoformat("minutes"),
        "video_welfare": terms.video_welfare,
        "auto_answer": None
        if agreed is None
        else {
            "by": agreed.by,
            "at": agreed.at.isoformat(),
            "consent_version": agreed.consent_version,
        },
    }


def _promise_to_json(promise: CheckInPromise) -> dict[str, Any]:
    return {
        "at": promise.at.isoformat("minutes"),
        "window_opens": promise.window_opens.isoformat("minutes"),
        "grace_s": int(promise.grace.total_seconds()),
    }


def _promise_key(stored: Mapping[str, Any]) -> tuple[str, str, int]:
    return stored["at"], stored["window_opens"], stored["grace_s"]


def _seconds(limit: timedelta | None) -> int | None:
    return None if limit is None else int(limit.total_seconds())


def _build(db: Session) -> Any:  # noqa: ANN401 - two dialects' own Insert
    return postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
