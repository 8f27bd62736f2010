"""Pre-checks: which protocol an organisation has chosen, and each attempt to ask."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Row,
    and_,
    bindparam,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.care.alert import State
from telecare.care.precheck import (
    NOBODY,
    PROTOCOLS,
    Code,
    Protocol,
    Way,
    asks_from_json,
)
from telecare.db.prepared import Prepared
from telecare.db.types import Base, Word, one_of
from telecare.records.alerts import ALERTS
from telecare.records.organisations import ORGANISATIONS

_CACHED: Final = "pre-check protocols"  # of one session: a judge may open hundreds of alerts


class Result(StrEnum):
    """What came of one attempt."""

    OK = "ok"
    HELP = "help"
    NO_ANSWER = "no_answer"
    UNDELIVERABLE = "undeliverable"  # it never reached the resident
    NOT_POSSIBLE = "not_possible"  # the home has no such way, or nobody carries it
    ACTIVITY = "activity"  # no word, but somebody was seen moving meanwhile


HEARD: Final = frozenset({Result.OK, Result.HELP, Result.ACTIVITY})  # somebody was there


class PrecheckChoice(Base):
    """One choice of protocol; the newest of the nearest organisation counts."""

    __tablename__ = "precheck_choice"
    __table_args__ = (one_of("protocol", Code),)

    organisation_id: Mapped[UUID] = mapped_column(
        ForeignKey("organisation.id"), primary_key=True
    )
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    protocol: Mapped[Code] = mapped_column(Word(Code))
    chosen_at: Mapped[datetime]
    chosen_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    asks: Mapped[list[Any] | None]  # [way, seconds] of each attempt; None: the protocol's


class PrecheckAttempt(Base):
    """One attempt to ask the resident about one alert; kept as evidence."""

    __tablename__ = "precheck_attempt"
    __table_args__ = (one_of("way", Way), one_of("result", Result))

    alert_id: Mapped[UUID] = mapped_column(ForeignKey("alert.id"), primary_key=True)
    no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # from 1
    way: Mapped[Way] = mapped_column(Word(Way))
    asked_at: Mapped[datetime]
    answer_by: Mapped[datetime]
    result: Mapped[Result | None] = mapped_column(Word(Result))  # None: it is waited for
    ended_at: Mapped[datetime | None]


CHOICES: Final = PrecheckChoice.__table__
ATTEMPTS: Final = PrecheckAttempt.__table__
_HERE: Final = ORGANISATIONS.alias("here")
_NEAREST: Final = Prepared(
    select(*CHOICES.c)
    .join_from(CHOICES, ORGANISATIONS, ORGANISATIONS.c.id == CHOICES.c.organisation_id)
    .join(_HERE, _HERE.c.path.startswith(ORGANISATIONS.c.path))
    .where(_HERE.c.id == bindparam("organisation_id", type_=CHOICES.c.organisation_id.type))
    .order_by(func.length(ORGANISATIONS.c.path).desc(), CHOICES.c.version.desc())
    .limit(1)
)


def standing_row(db: Session, organisation_id: UUID) -> Row[Any] | None:
    """Return the organisation's own newest choice, else the nearest above it; None: none."""
    row: Row[Any] | None = _NEAREST.first(db, {"organisation_id": organisation_id})
    return row


def standing(db: Session, organisation_id: UUID) -> Protocol:
    """Return what counts in an organisation now; NONE where nobody has ever chosen."""
    known: dict[UUID, Protocol] = db.info.setdefault(_CACHED, {})
    if organisation_id not in known:
        row = standing_row(db, organisation_id)
        known[organisation_id] = NOBODY if row is None else protocol_of(row)
    return known[organisation_id]


def protocol_of(choice: Row[Any]) -> Protocol:
    """Return what a choice means: the shipped attempts, or those it holds itself."""
    if choice.asks is None:
        return Protocol(choice.protocol, PROTOCOLS[choice.protocol])
    return Protocol(choice.protocol, tuple(asks_from_json(choice.asks)))


def forget(db: Session) -> None:
    """Let `standing` look again in this session."""
    db.info.pop(_CACHED, None)


def newest_version(db: Session, organisation_id: UUID) -> int:
    """Return the newest version an organisation has chosen itself; 0: none yet."""
    mine = CHOICES.c.organisation_id == organisation_id
    return db.scalar(select(func.max(CHOICES.c.version)).where(mine)) or 0


def of_alert(db: Session, alert_id: UUID) -> list[Row[Any]]:
    """Return the attempts of an alert, the first asked first."""
    mine = select(*ATTEMPTS.c).where(ATTEMPTS.c.alert_id == alert_id)
    return list(db.execute(mine.order_by(ATTEMPTS.c.no)))


def of_alerts(db: Session, alert_ids: Iterable[UUID]) -> dict[UUID, Row[Any]]:
    """Return the attempt each alert waits for now, by alert; one query."""
    waiting = select(*ATTEMPTS.c).where(
        ATTEMPTS.c.alert_id.in_(alert_ids), ATTEMPTS.c.result.is_(None)
    )
    return {row.alert_id: row for row in db.execute(waiting)}


def end_attempt(db: Session, alert_id: UUID, result: Result, now: datetime) -> None:
    """Write what came of the attempts that are still waited for.

    What the resident said goes before what was concluded from the same tap: a tap for help is
    a press too, so by then somebody has been seen.
    """
    waiting: ColumnElement[bool] = ATTEMPTS.c.result.is_(None)
    if result is not Result.ACTIVITY:
        seen = and_(ATTEMPTS.c.result == Result.ACTIVITY, ATTEMPTS.c.ended_at == now)
        waiting = or_(waiting, seen)
    mine = ATTEMPTS.c.alert_id == alert_id
    db.execute(update(ATTEMPTS).where(mine, waiting).values(result=result, ended_at=now))


def lock(db: Session, alert_id: UUID) -> None:
    """Lock an alert before anything of it: its attempts and prompts are locked after it."""
    db.execute(select(ALERTS.c.id).where(ALERTS.c.id == alert_id).with_for_update())


def came_to_nothing(
    db: Session, alert_id: UUID, way: Way, result: Result, now: datetime
) -> bool:
    """End the attempt that is waited for by `way`, and make its alert due at once.

    False when nothing is waited for by that way: the news is about an older attempt.
    """
    lock(db, alert_id)
    ended = db.execute(
        update(ATTEMPTS)
        .where(ATTEMPTS.c.alert_id == alert_id, ATTEMPTS.c.way == way)
        .where(ATTEMPTS.c.result.is_(None))
        .values(result=result, ended_at=now)
        .returning(ATTEMPTS.c.no)
    ).first()
    if ended is None:
        return False
    asked = (ALERTS.c.id == alert_id, ALERTS.c.state == State.PRECHECK)
    db.execute(update(ALERTS).where(*asked).values(due_at=now))
    return True
