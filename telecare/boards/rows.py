"""Rows of the triage board: read in a few queries, ranked, with their sealed names opened.

Rank (UI.md D2): severity, lifted one step while unowned and overdue → unowned first → least
time left → older first. Devices (P4) are a lane of their own and are never lifted into people.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    Select,
    func,
    select,
    type_coerce,
)
from sqlalchemy.orm import aliased

from telecare.boards import asking as asking_boards
from telecare.boards import words
from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.triage import AlertRow, Asking, Owner, PersonBrief
from telecare.care.alert import FIRST_HUMAN, LIVE_STATES, State
from telecare.care.facts import Severity
from telecare.care.localtime import local_day, working_deadline
from telecare.db.types import MICROSECOND, to_us
from telecare.records.alerts import Alert
from telecare.records.context import Context
from telecare.records.observations import Observation, ObservationKind
from telecare.records.organisations import Organisation
from telecare.records.residents import Resident
from telecare.records.scope import seen_by
from telecare.records.staff import Staff

OFFICE: Final = ZoneInfo("Asia/Seoul")  # where the desks are that P3 and P4 wait for
HOURS: Final = 24  # of the spark line
HOUR_US: Final = timedelta(hours=1) // MICROSECOND
MOST: Final = 300  # rows of one screen: nobody works down more, and severity comes first
LIVES_IN, SIGUNGU = aliased(Organisation), aliased(Organisation)


def rows_where(
    ctx: Context, *conditions: ColumnElement[bool], locked: bool, ranked: bool = True
) -> list[AlertRow]:
    """Return the alerts in scope that meet `conditions`; four or five queries however many.

    Args:
        ctx: Whose scope, and the instant every clock of the rows is measured at.
        conditions: On `Alert`.
        locked: Mask the names (the idle lock); severity, place and timers stay.
        ranked: In the order of work, else the newest first.
    """
    found = ctx.db.execute(_select(ctx, *conditions)).all()
    if not found:
        return []
    if not locked:
        names = [s for row in found for s in (row.name, row.birth_date, row.owner_name) if s]
        ctx.ring.warm(names)
    sparks = _sparks(ctx, {row.resident_id for row in found})
    together = _live_in_households(ctx, {row.household_id for row in found})
    asking = asking_boards.asking(ctx, found)
    rows = [_row(ctx, one, sparks, together, asking, locked=locked) for one in found]
    if ranked:
        rows.sort(key=lambda row: rank(row, ctx.now))
    else:
        rows.sort(key=lambda row: row.opened_at, reverse=True)
    return rows


def rank(row: AlertRow, now: datetime) -> tuple[int, bool, datetime, datetime]:
    """Return the sort key of a row: the smaller, the sooner it needs somebody."""
    bucket = Severity(row.severity).rank - (1 if row.lifted else 0)
    left = row.expected_by or row.lease_until if row.owner else row.first_human_by
    if row.asking is not None:
        left = row.asking.answer_by
    return bucket, row.owner is not None, left or now, row.opened_at


def overdue(first_human_by: datetime | None, severity: Severity, now: datetime) -> bool:
    """Whether an unowned alert ranks one step higher: not a P1 (it is first), nor a P4."""
    late = first_human_by is not None and first_human_by <= now
    return late and severity in {Severity.P2, Severity.P3}


def first_human_by(alert: Row[Any]) -> datetime | None:
    """Return until when a human should have acted; None once one has.

    The clock starts at the first signal's receipt (I19), or when the alert became worse.
    """
    if alert.first_human_at is not None and alert.owner_id is not None:
        return None
    began = alert.policy.get("began_at")
    start = datetime.fromisoformat(began) if began else alert.first_signal_received_at
    within = FIRST_HUMAN[alert.severity]
    if alert.severity in {Severity.P1, Severity.P2}:
        return start + within
    return working_deadline(start, within, OFFICE)


def age_on(birth_date: str, today: date) -> int | None:
    """Return full years of age; None for a birth date that is not one."""
    try:
        born = date.fromisoformat(birth_date)
    except ValueError:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _select(ctx: Context, *conditions: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            *Alert.__table__.c,
            Resident.name,
            Resident.birth_date,
            Resident.zone,
            Resident.household_id,
            LIVES_IN.name_ko.label("town_ko"),
            LIVES_IN.name_en.label("town_en"),
            SIGUNGU.name_ko.label("county_ko"),
            SIGUNGU.name_en.label("county_en"),
            Staff.name.label("owner_name"),
        )
        .join(Resident, Resident.id == Alert.resident_id)
        .join(LIVES_IN, LIVES_IN.id == Resident.organisation_id)
        .join(SIGUNGU, SIGUNGU.id == Alert.organisation_id)
        .outerjoin(Staff, Staff.id == Alert.owner_id)
        .where(seen_by(ctx.actor, ctx.now), *conditions)
        .order_by(Alert.severity, Alert.opened_at.desc())
        .limit(MOST)
    )


def _sparks(ctx: Context, residents: Iterable[UUID]) -> Mapping[UUID, list[int]]:
    """Return activity per hour of the last 24 h, oldest first; one query for everybody."""
    start = to_us(ctx.now) - HOURS * HOUR_US
    hour = (type_coerce(Observation.taken_at, BigInteger) - start) // HOUR_US
    counted = ctx.db.execute(
        select(Observation.resident_id, hour.label("hour"), func.count().label("count"))
        .where(Observation.resident_id.in_(residents))
        .where(Observation.kind == ObservationKind.ACTIVITY.value)
        .where(Observation.taken_at >= ctx.now - timedelta(hours=HOURS))
        .where(Observation.taken_at < ctx.now)
        .group_by(Observation.resident_id, hour)
    )
    sparks: dict[UUID, list[int]] = {}
    for resident_id, at, count in counted:
        sparks.setdefault(resident_id, [0] * HOURS)[min(int(at), HOURS - 1)] += count
    return sparks


def _live_in_households(ctx: Context, households: Iterable[UUID]) -> Mapping[UUID, int]:
    counted = ctx.db.execute(
        select(Resident.household_id, func.count())
        .join(Alert, Alert.resident_id == Resident.id)
        .where(Resident.household_id.in_(households), Alert.state.in_(LIVE_STATES))
        .group_by(Resident.household_id)
    )
    return {household_id: count for household_id, count in counted}  # noqa: C416


def _row(
    ctx: Context,
    alert: Row[Any],
    sparks: Mapping[UUID, Sequence[int]],
    together: Mapping[UUID, int],
    asking: Mapping[UUID, Asking],
    *,
    locked: bool,
) -> AlertRow:
    human_by = None if alert.state is State.PRECHECK else first_human_by(alert)
    unowned = alert.owner_id is None and alert.state in LIVE_STATES
    others = together.get(alert.household_id, 0) - (1 if alert.state in LIVE_STATES else 0)
    return AlertRow(
        id=alert.id,
        version=alert.version,
        severity=alert.severity.value,
        lifted=unowned and overdue(human_by, alert.severity, ctx.now),
        state=alert.state.value,
        alert_class=alert.alert_class.value,
        rule=alert.rule,
        title=words.title(alert.rule, alert.severity.value),
        because=Bilingual(ko=alert.because_ko, en=alert.because_en),
        resident=_person(ctx, alert, locked=locked),
        household_signals=max(others, 0),
        opened_at=alert.opened_at,
        first_human_by=human_by,
        asking=asking.get(alert.id),
        lease_until=alert.lease_until if alert.owner_id else None,
        expected_by=alert.expected_by,
        owner=_owner(ctx, alert, locked=locked),
        mine=alert.owner_id is not None and alert.owner_id == ctx.actor.staff_id,
        signals=alert.signals,
        late_by_s=alert.late_by_s,
        blind=alert.blind,
        simulated=alert.simulated,
        spark=list(sparks.get(alert.resident_id, [0] * HOURS)),
        incident_id=alert.incident_id,
        undo_until=_undo_until(ctx, alert),
        last_signal_at=alert.last_signal_at,
        condition_cleared_at=alert.condition_cleared_at,
    )


def _person(ctx: Context, alert: Row[Any], *, locked: bool) -> PersonBrief:
    place = Bilingual(
        ko=f"{alert.county_ko} {alert.town_ko}", en=f"{alert.town_en}, {alert.county_en}"
    )
    if locked:
        return PersonBrief(id=alert.resident_id, name="", age=None, place=place)
    where = {"table": "resident", "row": alert.resident_id}
    name = ctx.ring.read(alert.name, column="name", **where)
    born = ctx.ring.read(alert.birth_date, column="birth_date", **where)
    today = local_day(ctx.now, ZoneInfo(alert.zone))
    return PersonBrief(id=alert.resident_id, name=name, age=age_on(born, today), place=place)


def _owner(ctx: Context, alert: Row[Any], *, locked: bool) -> Owner | None:
    if alert.owner_id is None:
        return None
    if locked:
        return Owner(id=alert.owner_id, name="")
    name = ctx.ring.read(alert.owner_name, table="staff", column="name", row=alert.owner_id)
    return Owner(id=alert.owner_id, name=name)


def _undo_until(ctx: Context, alert: Row[Any]) -> datetime | None:
    """Only the one who may undo sees how long."""
    who = alert.resolved_by if alert.state is State.RESOLVED else alert.owner_id
    return alert.undo_until if who is not None and who == ctx.actor.staff_id else None
