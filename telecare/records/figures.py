"""What figures are counted from: narrow reads of a span of alerts, in plain numbers and words.

Simulated alerts and those that ended as a test are no part of any figure; `left_out` says how
many there were. Those of a canary, which is a machine, are not even spoken of. Every instant is
in microseconds since 1970, as it is stored: a county's month is read in one query without
making a hundred thousand datetimes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    Select,
    String,
    and_,
    case,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from telecare.care.alert import LIVE_STATES, Outcome
from telecare.care.facts import Severity
from telecare.care.figures import LATE, SOON
from telecare.db.types import MICROSECOND
from telecare.records.alerts import ALERTS
from telecare.records.devices import DEVICES
from telecare.records.organisations import ORGANISATIONS, Kind
from telecare.records.residents import RESIDENTS
from telecare.records.scope import subtree

A: Final = ALERTS.c
RECEIVED: Final = type_coerce(A.first_signal_received_at, BigInteger)
HUMAN: Final = type_coerce(A.first_human_at, BigInteger)
WAITED: Final = HUMAN - RECEIVED
LIVE: Final = A.state.in_(sorted(LIVE_STATES))
SOON_US, LATE_US = SOON // MICROSECOND, LATE // MICROSECOND
LATE_SHOWN: Final = 200
DEVICES_SHOWN: Final = 50
_BELOW_A_DESK: Final = (Kind.GU, Kind.EUPMYEONDONG)  # their alerts are their si/gun's


@dataclass(frozen=True, slots=True)
class Span:
    """The alerts of one place that came in within [start, end)."""

    place: Row[Any]  # an organisation
    start: datetime
    end: datetime

    def within(self) -> ColumnElement[bool]:
        """Return the condition on an alert joined with its organisation."""
        canaries = select(RESIDENTS.c.id).where(RESIDENTS.c.canary.is_(True))
        came = and_(
            A.first_signal_received_at >= self.start,
            A.first_signal_received_at < self.end,
            A.resident_id.not_in(canaries),
        )
        if self.place.kind in _BELOW_A_DESK:
            at_home = RESIDENTS.c.organisation_id.in_(subtree(self.place.path))
            return and_(came, A.resident_id.in_(select(RESIDENTS.c.id).where(at_home)))
        path = ORGANISATIONS.c.path.startswith(self.place.path, autoescape=True)
        return and_(came, path)


def _counted(span: Span) -> ColumnElement[bool]:
    real = A.simulated.is_(False)
    return and_(span.within(), real, or_(A.outcome.is_(None), A.outcome != Outcome.TEST))


def _waits_too_long(now: datetime) -> ColumnElement[bool]:
    """Return the condition that nobody has acted yet and 180 s are over."""
    return and_(LIVE, A.first_human_at.is_(None), A.first_signal_received_at < now - LATE)


def _joined(*columns: ColumnElement[Any]) -> Select[Any]:
    by_place = ORGANISATIONS.c.id == A.organisation_id
    return select(*columns).select_from(ALERTS).join(ORGANISATIONS, by_place)


def waits(db: Session, span: Span) -> Sequence[Row[str, str, int, int | None, bool]]:
    """Return of each alert its path, severity, when it came, the first act, and if it lives."""
    found = db.execute(
        _joined(
            ORGANISATIONS.c.path, type_coerce(A.severity, String), RECEIVED, HUMAN,
            case((LIVE, 1), else_=0),
        ).where(_counted(span))
    )  # fmt: skip
    return found.all()


def by_month(
    db: Session, span: Span, bounds: Sequence[datetime], now: datetime
) -> dict[int, tuple[int, int, int]]:
    """Return of each month how many P1 counted, how many within 60 s, how many within 180 s.

    `bounds` are where the months begin and the last one ends; the keys are their places in it.
    A month without a P1 that counts is not in the answer.
    """
    month = case(
        *((A.first_signal_received_at < end, at) for at, end in enumerate(bounds[1:])), else_=-1
    ).label("month")
    found = db.execute(
        _joined(
            month,
            func.count(),
            func.sum(case((WAITED <= SOON_US, 1), else_=0)),
            func.sum(case((WAITED <= LATE_US, 1), else_=0)),
        )
        .where(_counted(span), A.severity == Severity.P1)
        .where(or_(A.first_human_at.is_not(None), _waits_too_long(now)))
        .group_by(month)
    )
    return {at: (n, int(soon), int(in_time)) for at, n, soon, in_time in found}


def late(db: Session, span: Span, now: datetime) -> tuple[Sequence[Row[Any]], int]:
    """Return the P1 that waited longer than 180 s, the newest first, at most 200; and how many.

    The rows carry the alert's columns and `town_id`, where the resident lives.
    """
    where = and_(
        _counted(span),
        A.severity == Severity.P1,
        or_(WAITED > LATE_US, _waits_too_long(now)),
    )
    total = db.execute(_joined(func.count()).where(where)).scalar_one()
    rows = db.execute(
        _joined(*A, RESIDENTS.c.organisation_id.label("town_id"), ORGANISATIONS.c.path)
        .join(RESIDENTS, RESIDENTS.c.id == A.resident_id)
        .where(where)
        .order_by(A.first_signal_received_at.desc(), A.id)
        .limit(LATE_SHOWN)
    )
    return rows.all(), total


def outcomes_by_rule(db: Session, span: Span) -> Sequence[Row[Any]]:
    """Return (rule, class, severity, outcome, how many) of the alerts that have an outcome."""
    keys = (A.rule, A.alert_class, A.severity, A.outcome)
    asked = _joined(*keys, func.count().label("n"))
    asked = asked.where(_counted(span), A.outcome.is_not(None)).group_by(*keys)
    return db.execute(asked.order_by(*keys)).all()


def outcomes_by_device(db: Session, span: Span) -> Sequence[Row[Any]]:
    """Return (device, class, outcome, how many) of the alerts one device gave rise to.

    The device is the alert's subject, or the button that was pressed; alerts that come from a
    whole home belong to no device. Its id is text without hyphens.
    """
    pressed = A.evidence["device_id"].as_string()
    device = func.replace(case((A.subject != "", A.subject), else_=pressed), "-", "")
    told = device.label("device")
    keys = (told, A.alert_class, A.outcome)
    asked = _joined(*keys, func.count().label("n"))
    asked = asked.where(_counted(span), A.outcome.is_not(None), device.is_not(None))
    return db.execute(asked.group_by(*keys)).all()


def devices(db: Session, ids: Sequence[UUID]) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return devices with whose home they are in and where it lies (`town_id`)."""
    asked = (
        select(
            DEVICES.c.id, DEVICES.c.kind, DEVICES.c.label, DEVICES.c.resident_id,
            RESIDENTS.c.organisation_id.label("town_id"),
        )
        .join(RESIDENTS, RESIDENTS.c.id == DEVICES.c.resident_id)
        .where(DEVICES.c.id.in_(ids))
    )  # fmt: skip
    return db.execute(asked).all()


def left_out(db: Session, span: Span) -> tuple[int, int]:
    """Return how many alerts were simulated, and how many others ended as a test."""
    test = and_(A.simulated.is_(False), A.outcome == Outcome.TEST)
    simulated, tests = db.execute(
        _joined(
            func.sum(case((A.simulated.is_(True), 1), else_=0)),
            func.sum(case((test, 1), else_=0)),
        ).where(span.within())
    ).one()
    return int(simulated or 0), int(tests or 0)
