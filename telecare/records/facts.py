"""Facts: everything judgement may know about one resident at one instant.

Built only from what had been received or recorded by that instant, so asking about a past
instant answers as it was answered then, however much has arrived since. Live judging passes
its own `now`; there is no second way.

Four queries (a fifth where a touch is a check-in), each a handful of index probes, prepared
once because this runs for every resident judged: the budget is 0.6 ms.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    Uuid,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from telecare.care.facts import (
    OUTER_DOORS,
    Absence,
    Activity,
    CheckInPromise,
    DeviceFact,
    DeviceKind,
    Facts,
    Plan,
    Press,
    Risk,
)
from telecare.care.parameters import DEFAULT, Parameters
from telecare.db.prepared import Prepared
from telecare.db.types import Instant, from_us
from telecare.errors import NotYours
from telecare.protocol.messages import is_urgent
from telecare.records.alerts import Alert
from telecare.records.devices import Device
from telecare.records.observations import Delivery, Observation, ObservationKind
from telecare.records.plans import Absence as PlannedAbsence
from telecare.records.plans import ParameterSet, PlanVersion, check_in_promises
from telecare.records.residents import Resident
from telecare.records.ticks import Listening

AHEAD: Final = timedelta(minutes=10)  # no stored time is later than its receipt by more
CHECK_INS_KEPT: Final = timedelta(hours=48)
PRESSES_KEPT: Final = timedelta(hours=24)  # by receipt: a press may come late
PRESSES_TAKEN: Final = timedelta(days=90)  # and this late at the most
ABSENCES_KEPT: Final = timedelta(days=30)  # after their end

R: Final = Resident.__table__
P: Final = PlanVersion.__table__
A: Final = PlannedAbsence.__table__
D: Final = Device.__table__
O: Final = Observation.__table__  # noqa: E741 - one letter per table, as in SQL

AT: Final = bindparam("at", type_=Instant)
RESIDENT: Final = bindparam("resident", type_=Uuid())


def facts_at(db: Session, resident_id: UUID, *, at: datetime) -> Facts:
    """Return what the hub knew about a resident at `at`.

    Raises:
        NotYours: There was no such resident yet.
    """
    asked = {
        "resident": resident_id,
        "at": at,
        "ahead": at + AHEAD,
        "check_ins_from": at - CHECK_INS_KEPT,
        "presses_from": at - PRESSES_KEPT,
        "presses_taken": at - PRESSES_TAKEN,
        "absences_from": at - ABSENCES_KEPT,
    }
    person = _PERSON.first(db, asked)
    if person is None:
        raise NotYours
    absences = _ABSENCES.all(db, asked)
    devices = [_Device(*row) for row in _DEVICES.all(db, asked)]
    seen = _SEEN.all(db, asked)
    recent = _recent(devices, seen)
    last_activity = _newest(recent)
    return Facts(
        plan=_plan(person, devices, last_activity),
        absences=tuple(Absence(*row) for row in absences),
        devices=tuple(_device(device) for device in devices if device.revoked_at is None),
        last_activity=last_activity,
        last_outer_door=_newest([one for one in recent if one.sensor in OUTER_DOORS]),
        last_indoor=_newest([one for one in recent if one.sensor not in OUTER_DOORS]),
        recent=tuple(recent),
        check_ins=_check_ins(seen, _touches(db, person, asked)),
        presses=tuple(_press(row) for row in seen if is_urgent(row.kind, row.payload)),
        verified_at=person.verified_at,
        listening_since=person.listening_since,
    )


def parameters_at(db: Session, at: datetime) -> Parameters:
    """Return the rules' numbers in force at `at`; the shipped ones if none was recorded."""
    stored = _PARAMETERS.first(db, {"at": at})
    return DEFAULT if stored is None else Parameters.from_json(stored.parameters)


class _Device(NamedTuple):
    """A device as it stood, with what it said last."""

    id: UUID
    parent_id: UUID | None
    kind: DeviceKind
    power: Any
    installed_at: datetime
    enrol_deadline: datetime
    enrolled_at: datetime | None
    revoked_at: datetime | None
    simulated: bool
    delivered_at: datetime | None  # a gateway's newest delivery
    newest: int | None  # a gateway's newest observation, packed like `active`
    heard_at: datetime | None  # a sensor's newest observation
    active: int | None  # microseconds × 2, plus 1 if simulated; see _packed


def _plan(person: Row[Any], devices: Sequence[_Device], last_activity: Activity | None) -> Plan:
    enrolled_at = _enrolled_at(devices)  # a tablet hears a promise kept as a gateway does
    promises = check_in_promises(person.check_ins or ())
    return Plan(
        zone=_zone(person.zone),
        risk=person.risk or Risk.NORMAL,
        watched_since=_watched_since(person, devices, last_activity),
        check_ins=tuple(_from(promise, enrolled_at) for promise in promises),
        day_limit=_seconds(person.day_limit_s),
        any_limit=_seconds(person.any_limit_s),
    )


def _watched_since(
    person: Row[Any], devices: Sequence[_Device], last_activity: Activity | None
) -> datetime:
    """Return when somebody first watched over the home.

    That is its first enrolment (of a gateway, where there is one: a tablet notices no movement,
    so what lies before the gateway is no silence), unless all it has told so far lies before:
    then it is the installation which made that history legitimate. A home just enrolled that
    has told nothing yet must not look as if it had been silent since the installation; one that
    has told of the time since counts from what it told.
    """
    created: datetime = person.created_at
    watching = [one for one in devices if one.kind is not DeviceKind.TABLET and _signs(one)]
    enrolled_at = _enrolled_at(watching or devices)
    if enrolled_at is None:
        return created
    if last_activity is not None and last_activity.at < enrolled_at:
        return min(one.installed_at for one in devices if _signs(one))
    return max(created, enrolled_at)


def _enrolled_at(devices: Sequence[_Device]) -> datetime | None:
    """Return when the home could first be heard; None: it cannot yet."""
    return min(
        (one.enrolled_at for one in devices if one.enrolled_at and _signs(one)), default=None
    )


def _signs(device: _Device) -> bool:
    return device.enrolled_at is not None and device.revoked_at is None


def _from(promise: CheckInPromise, enrolled_at: datetime | None) -> CheckInPromise:
    """Return the promise as it binds: never before the home could be heard keeping it."""
    if enrolled_at is None or (promise.made_at is not None and promise.made_at >= enrolled_at):
        return promise
    return replace(promise, made_at=enrolled_at)


def _device(device: _Device) -> DeviceFact:
    is_gateway = device.parent_id is None
    return DeviceFact(
        id=device.id,
        kind=device.kind,
        power=device.power,
        is_gateway=is_gateway,
        installed_at=device.installed_at,
        enrol_deadline=device.enrol_deadline,
        heard_at=device.delivered_at if is_gateway else device.heard_at,
        heard_until=from_us(device.newest >> 1) if device.newest is not None else None,
        simulated=device.simulated or bool((device.newest or 0) & 1),
    )


def _recent(devices: Sequence[_Device], seen: Sequence[Row[Any]]) -> list[Activity]:
    """Return the newest activity of every device, those now revoked included."""
    found = [
        Activity(from_us(device.active >> 1), device.kind, device.id, bool(device.active & 1))
        for device in devices
        if device.active is not None
    ]
    kinds = {device.id: device.kind for device in devices}
    found += [  # a device that signs for itself has no sensor behind it
        Activity(row.taken_at, kinds[row.device_id], row.device_id, row.simulated)
        for row in seen
        if row.kind == ObservationKind.ACTIVITY
        and row.sensor_id in {None, row.device_id}
        and row.device_id in kinds
    ]
    return found


def _newest(activities: Sequence[Activity]) -> Activity | None:
    return max(activities, key=lambda one: one.at, default=None)


def _check_ins(seen: Sequence[Row[Any]], touches: Sequence[datetime]) -> tuple[datetime, ...]:
    """Return when the resident said that all is well.

    By the button, by answering a prompt with "ok", and, where the plan lets it count, by
    touching the tablet at all.
    """
    said = [
        row.taken_at
        for row in seen
        if row.kind == ObservationKind.CHECK_IN
        or (row.kind == ObservationKind.PROMPT_ANSWER and not is_urgent(row.kind, row.payload))
    ]
    return tuple(sorted({*said, *touches}))


def _touches(db: Session, person: Row[Any], asked: dict[str, Any]) -> list[datetime]:
    """Return when a tablet of the home was touched, if that counts as a check-in there."""
    if not (person.tablet or {}).get("touch_counts"):
        return []
    return [row.taken_at for row in _TOUCHES.all(db, asked)]


def _press(row: Row[Any]) -> Press:
    return Press(row.taken_at, row.received_at, row.sensor_id or row.device_id, row.simulated)


def _seconds(seconds: int | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


# --- the statements ---------------------------------------------------------------------


def _person() -> Select[Any]:
    newest = (
        select(func.max(P.c.version))
        .where(P.c.resident_id == RESIDENT, P.c.recorded_at <= AT)
        .scalar_subquery()
    )
    verified = (
        select(func.max(Alert.person_verified_at))
        .where(Alert.resident_id == RESIDENT, Alert.person_verified_at <= AT)
        .scalar_subquery()
    )
    listening = (
        select(func.max(Listening.from_at)).where(Listening.from_at <= AT).scalar_subquery()
    )
    return (
        select(
            R.c.zone,
            R.c.created_at,
            P.c.risk,
            P.c.check_ins,
            P.c.tablet,
            P.c.day_limit_s,
            P.c.any_limit_s,
            verified.label("verified_at"),
            listening.label("listening_since"),
        )
        .outerjoin_from(R, P, and_(P.c.resident_id == R.c.id, P.c.version == newest))
        .where(R.c.id == RESIDENT, R.c.created_at <= AT)
    )


def _absences() -> Select[Any]:
    return (
        select(A.c.start_at, A.c.end_at, A.c.reason)
        .where(
            A.c.resident_id == RESIDENT, A.c.end_at > bindparam("absences_from", type_=Instant)
        )
        .where(A.c.recorded_at <= AT)
        .where(or_(A.c.revoked_at.is_(None), A.c.revoked_at > AT))
        .order_by(A.c.start_at)
    )


def _of_sensor(what: ColumnElement[Any], *also: ColumnElement[bool]) -> ScalarSelect[Any]:
    """Return `what` of the newest observation of the device row's sensor."""
    return (
        select(what)
        .where(O.c.sensor_id == D.c.id, O.c.taken_at <= bindparam("ahead", type_=Instant))
        .where(O.c.received_at <= AT, *also)
        .order_by(O.c.taken_at.desc())
        .limit(1)
        .correlate(D)
        .scalar_subquery()
    )


def _packed() -> ColumnElement[int]:
    """Return time and simulation mark in one number, since a subquery gives one column."""
    us = type_coerce(O.c.taken_at, BigInteger)
    return us * 2 + case((O.c.simulated, 1), else_=0)


def _devices() -> Select[Any]:
    delivered = (
        select(func.max(Delivery.received_at))
        .where(Delivery.device_id == D.c.id, Delivery.received_at <= AT)
        .correlate(D)
        .scalar_subquery()
    )
    newest = (
        select(_packed())
        .where(O.c.device_id == D.c.id, O.c.received_at <= AT)
        .order_by(O.c.number.desc())
        .limit(1)
        .correlate(D)
        .scalar_subquery()
    )
    is_gateway = D.c.parent_id.is_(None)

    def by(column: ColumnElement[Any]) -> ColumnElement[Any]:
        return case((column <= AT, column))  # what was not recorded by then reads as null

    return (
        select(
            D.c.id,
            D.c.parent_id,
            D.c.kind,
            D.c.power,
            D.c.installed_at,
            D.c.enrol_deadline,
            by(D.c.enrolled_at),
            by(D.c.revoked_at),
            D.c.simulated,
            case((is_gateway, delivered)),
            case((is_gateway, newest)),
            case((~is_gateway, _of_sensor(O.c.taken_at))),
            case(
                (~is_gateway, _of_sensor(_packed(), O.c.kind == ObservationKind.ACTIVITY.value))
            ),
        )
        .where(D.c.resident_id == RESIDENT, D.c.created_at <= AT)
        .order_by(D.c.position, D.c.id)
    )


def _seen() -> Any:  # noqa: ANN401 - a compound select of one shape
    columns = (
        O.c.kind,
        O.c.taken_at,
        O.c.received_at,
        O.c.sensor_id,
        O.c.device_id,
        O.c.simulated,
        O.c.payload,
    )

    def of(kind: ObservationKind) -> Select[Any]:
        return (
            select(*columns)
            .where(O.c.resident_id == RESIDENT, O.c.kind == literal(kind.value))
            .where(O.c.taken_at <= bindparam("ahead", type_=Instant), O.c.received_at <= AT)
        )

    newest = of(ObservationKind.ACTIVITY).order_by(O.c.taken_at.desc()).limit(1).subquery()
    return union_all(
        of(ObservationKind.CHECK_IN).where(
            O.c.taken_at > bindparam("check_ins_from", type_=Instant)
        ),
        *(
            of(kind)
            .where(O.c.taken_at > bindparam("presses_taken", type_=Instant))
            .where(O.c.received_at > bindparam("presses_from", type_=Instant))
            for kind in (ObservationKind.SOS, ObservationKind.PROMPT_ANSWER)
        ),
        select(*newest.c),
    )


_PERSON: Final = Prepared(_person())
_ABSENCES: Final = Prepared(_absences())
_DEVICES: Final = Prepared(_devices())
_SEEN: Final = Prepared(_seen())
_TOUCHES: Final = Prepared(  # a touch is stored as news of the tablet's own screen
    select(O.c.taken_at)
    .join(D, O.c.sensor_id == D.c.id)
    .where(D.c.resident_id == RESIDENT, D.c.kind == DeviceKind.TABLET.value)
    .where(O.c.device_id == D.c.id, O.c.kind == ObservationKind.ACTIVITY.value)
    .where(O.c.taken_at > bindparam("check_ins_from", type_=Instant))
    .where(O.c.taken_at <= bindparam("ahead", type_=Instant), O.c.received_at <= AT)
)
_PARAMETERS: Final = Prepared(
    select(ParameterSet.parameters)
    .where(ParameterSet.recorded_at <= AT)
    .order_by(ParameterSet.version.desc())
    .limit(1)
)
