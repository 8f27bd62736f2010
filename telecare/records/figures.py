"""What figures are counted from: narrow reads of a span of waits, in plain numbers and words.

A wait runs from a signal to the first act of a human. An alert has one; when it comes back, or
becomes a P1, it has another, and each counts for itself (`past_waits`). Simulated alerts and
those that ended as a test are no part of any figure; `left_out` says how many there were. Those
of a canary, which is a machine, are not even spoken of. Every instant is in microseconds since
1970, as it is stored: a county's month is read in one query without making a hundred thousand
datetimes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    FromClause,
    Row,
    String,
    and_,
    case,
    false,
    func,
    null,
    or_,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from telecare.care.alert import LIVE_STATES, Outcome
from telecare.care.facts import Severity
from telecare.care.figures import LATE, SOON
from telecare.db.types import MICROSECOND, Instant
from telecare.records.alerts import ALERTS
from telecare.records.devices import DEVICES
from telecare.records.organisations import ORGANISATIONS, Kind
from telecare.records.past_waits import PAST_WAITS
from telecare.records.residents import RESIDENTS
from telecare.records.scope import subtree

A: Final = ALERTS.c
W: Final = PAST_WAITS.c
SOON_US, LATE_US = SOON // MICROSECOND, LATE // MICROSECOND
LATE_SHOWN: Final = 200
DEVICES_SHOWN: Final = 50
_BELOW_A_DESK: Final = (Kind.GU, Kind.EUPMYEONDONG)  # their alerts are their si/gun's


@dataclass(frozen=True, slots=True)
class Wait:
    """The columns of a wait: of the one that an alert has now, or of those that are over."""

    source: FromClause  # joined with the alert and its organisation
    no: ColumnElement[int]
    severity: ColumnElement[Any]
    simulated: ColumnElement[bool]
    outcome: ColumnElement[Any]
    received_at: ColumnElement[Any]
    human_at: ColumnElement[Any]
    ended_at: ColumnElement[Any]
    live: ColumnElement[bool]  # nobody has finished it, and it goes on
    passed: ColumnElement[bool]  # if no human acted and it is over: it ended by itself
    device: ColumnElement[Any]  # null: a whole home told it

    @property
    def received(self) -> ColumnElement[int]:
        """When it began, in microseconds."""
        return type_coerce(self.received_at, BigInteger)

    @property
    def human(self) -> ColumnElement[int]:
        """When a human first acted, in microseconds; null: nobody has."""
        return type_coerce(self.human_at, BigInteger)

    def waits_too_long(self, now: datetime) -> ColumnElement[bool]:
        """Return the condition that nobody has acted yet and 180 s are over."""
        return and_(self.live, self.human_at.is_(None), self.received_at < now - LATE)


_PRESSED: Final = A.evidence["device_id"].as_string()
_DESK: Final = ORGANISATIONS.c.id == A.organisation_id
WAITS: Final = (
    Wait(
        source=ALERTS.join(ORGANISATIONS, _DESK), no=A.wait_no, severity=A.severity,
        simulated=A.simulated, outcome=A.outcome, received_at=A.first_signal_received_at,
        human_at=A.first_human_at, ended_at=null(), live=A.state.in_(sorted(LIVE_STATES)),
        passed=true(),
        device=func.replace(case((A.subject != "", A.subject), else_=_PRESSED), "-", ""),
    ),
    Wait(
        source=PAST_WAITS.join(ALERTS, A.id == W.alert_id).join(ORGANISATIONS, _DESK),
        no=W.no, severity=W.severity, simulated=W.simulated, outcome=W.outcome,
        received_at=W.received_at, human_at=W.first_human_at, ended_at=W.ended_at,
        live=false(), passed=W.passed.is_(True), device=W.device,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """The waits of one place that began within [start, end)."""

    place: Row[Any]  # an organisation
    start: datetime
    end: datetime

    def within(self, wait: Wait) -> ColumnElement[bool]:
        """Return the condition on a wait joined with its alert and organisation."""
        canaries = select(RESIDENTS.c.id).where(RESIDENTS.c.canary.is_(True))
        came = and_(
            wait.received_at >= self.start,
            wait.received_at < self.end,
            A.resident_id.not_in(canaries),
        )
        if self.place.kind in _BELOW_A_DESK:
            at_home = RESIDENTS.c.organisation_id.in_(subtree(self.place.path))
            return and_(came, A.resident_id.in_(select(RESIDENTS.c.id).where(at_home)))
        path = ORGANISATIONS.c.path.startswith(self.place.path, autoescape=True)
        return and_(came, path)

    def counted(self, wait: Wait) -> ColumnElement[bool]:
        """Return the same, without what was a test or simulated."""
        real = wait.simulated.is_(False)
        real_outcome = or_(wait.outcome.is_(None), wait.outcome != Outcome.TEST)
        return and_(self.within(wait), real, real_outcome)


Columns = Callable[[Wait], Sequence[ColumnElement[Any]]]


def _each(
    columns: Columns, where: Callable[[Wait], ColumnElement[bool]]
) -> CompoundSelect[Any]:
    """Return the columns of every wait, running or over, for which the condition holds."""
    return union_all(
        *(select(*columns(one)).select_from(one.source).where(where(one)) for one in WAITS)
    )


def waits(db: Session, span: Span) -> Sequence[Row[str, str, int, int | None, bool]]:
    """Return of each wait its path, severity, when it began, the first act, and if it lives."""
    found = db.execute(
        _each(
            lambda one: (
                ORGANISATIONS.c.path, type_coerce(one.severity, String), one.received,
                one.human, case((one.live, 1), else_=0),
            ),
            # one that became urgent before anybody came did not pass: it counts nowhere
            lambda one: and_(
                span.counted(one), or_(one.human_at.is_not(None), one.passed)
            ),
        )
    )  # fmt: skip
    return found.all()


def by_month(
    db: Session, span: Span, bounds: Sequence[datetime], now: datetime
) -> dict[int, tuple[int, int, int]]:
    """Return of each month how many P1 counted, how many within 60 s, how many within 180 s.

    `bounds` are where the months begin and the last one ends; the keys are their places in it.
    A month without a P1 that counts is not in the answer.
    """
    ends = list(enumerate(bounds[1:]))
    counted = _each(
        lambda one: (
            case(*((one.received_at < end, at) for at, end in ends), else_=-1).label("month"),
            (one.human - one.received).label("waited"),
        ),
        lambda one: and_(
            span.counted(one),
            one.severity == Severity.P1,
            or_(one.human_at.is_not(None), one.waits_too_long(now)),
        ),
    ).subquery()
    found = db.execute(
        select(
            counted.c.month,
            func.count(),
            func.sum(case((counted.c.waited <= SOON_US, 1), else_=0)),
            func.sum(case((counted.c.waited <= LATE_US, 1), else_=0)),
        ).group_by(counted.c.month)
    )
    return {at: (n, int(soon), int(in_time)) for at, n, soon, in_time in found}


def late(db: Session, span: Span, now: datetime) -> tuple[Sequence[Row[*tuple[Any, ...]]], int]:
    """Return the P1 waits longer than 180 s, the newest first, at most 200; and how many.

    The rows carry `id`, `rule`, `resident_id` and `path` of the alert, `wait_no`, `severity`,
    `outcome`, `received_at`, `human_at` and `ended_at` (None: it is the alert's last one) of
    the wait, and `town_id`, where the resident lives.
    """
    found = _each(
        lambda one: (
            A.id, A.rule, A.resident_id, ORGANISATIONS.c.path, one.no.label("wait_no"),
            one.severity.label("severity"), one.outcome.label("outcome"),
            one.received_at.label("received_at"), one.human_at.label("human_at"),
            type_coerce(one.ended_at, Instant).label("ended_at"),
        ),
        lambda one: and_(
            span.counted(one),
            one.severity == Severity.P1,
            or_(one.human - one.received > LATE_US, one.waits_too_long(now)),
        ),
    ).subquery()  # fmt: skip
    total = db.execute(select(func.count()).select_from(found)).scalar_one()
    rows = db.execute(
        select(*found.c, RESIDENTS.c.organisation_id.label("town_id"))
        .join(RESIDENTS, RESIDENTS.c.id == found.c.resident_id)
        .order_by(found.c.received_at.desc(), found.c.id, found.c.wait_no)
        .limit(LATE_SHOWN)
    )
    return rows.all(), total


def outcomes_by_rule(db: Session, span: Span) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return (rule, class, severity, outcome, how many) of the waits that have an outcome."""
    found = _each(
        lambda one: (
            A.rule, A.alert_class, one.severity.label("severity"), one.outcome.label("outcome"),
        ),
        lambda one: and_(span.counted(one), one.outcome.is_not(None)),
    ).subquery()  # fmt: skip
    asked = select(*found.c, func.count().label("n")).group_by(*found.c)
    return db.execute(asked.order_by(*found.c)).all()


def outcomes_by_device(db: Session, span: Span) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return (device, class, outcome, how many) of the waits one device gave rise to.

    The device is the alert's subject, or the button that was pressed; alerts that come from a
    whole home belong to no device. Its id is text without hyphens.
    """
    found = _each(
        lambda one: (one.device.label("device"), A.alert_class, one.outcome.label("outcome")),
        lambda one: and_(span.counted(one), one.outcome.is_not(None), one.device.is_not(None)),
    ).subquery()
    asked = select(*found.c, func.count().label("n")).group_by(*found.c)
    return db.execute(asked).all()


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
    found = _each(
        lambda one: (
            case((one.simulated.is_(True), 1), else_=0).label("simulated"),
            case(
                (and_(one.simulated.is_(False), one.outcome == Outcome.TEST), 1), else_=0
            ).label("test"),
        ),
        span.within,
    ).subquery()
    sums = select(func.sum(found.c.simulated), func.sum(found.c.test))
    simulated, tests = db.execute(sums).one()
    return int(simulated or 0), int(tests or 0)
