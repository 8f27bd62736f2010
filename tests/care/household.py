"""One invented home for the tests of judgement: a gateway, four sensors, a plan, no name.

Wall times are Seoul's on `TODAY`, a Wednesday; "-1 22:30" is the evening before.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from telecare.care.facts import (
    Absence,
    Activity,
    CheckInPromise,
    DeviceFact,
    DeviceKind,
    Facts,
    Judgement,
    Plan,
    Power,
    Press,
    Risk,
)
from telecare.care.hearing import Hearing, hearing
from telecare.care.parameters import DEFAULT

SEOUL = ZoneInfo("Asia/Seoul")
TODAY = date(2026, 11, 18)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TEN = CheckInPromise(at=time(10), window_opens=time(7), grace=HOUR)

GATEWAY_ID = UUID(int=1)
IDS = {
    DeviceKind.MOTION_KITCHEN: UUID(int=2),
    DeviceKind.MOTION_BEDROOM: UUID(int=3),
    DeviceKind.FRONT_DOOR: UUID(int=4),
    DeviceKind.BACK_DOOR: UUID(int=5),
    DeviceKind.BUTTON: UUID(int=6),
}
NAMES = {
    "kitchen": DeviceKind.MOTION_KITCHEN,
    "bedroom": DeviceKind.MOTION_BEDROOM,
    "front": DeviceKind.FRONT_DOOR,
    "back": DeviceKind.BACK_DOOR,
}


def at(text: str) -> datetime:
    """Read "10:20", "10:20:30" or "-1 22:30" as an instant in UTC."""
    day, _, wall = text.rpartition(" ")
    local = datetime.combine(TODAY + int(day or 0) * DAY, time.fromisoformat(wall), SEOUL)
    return local.astimezone(UTC)


def seen(text: str, *, simulated: bool = False) -> Activity:
    """Read "kitchen 09:30" or "front -1 21:00" as an activity."""
    name, _, when = text.partition(" ")
    return Activity(at(when), NAMES[name], IDS[NAMES[name]], simulated)


def gateway(
    heard_at: datetime | None, *, n: int = 1, heard_until: datetime | None = None
) -> DeviceFact:
    return DeviceFact(
        id=UUID(int=n),
        kind=DeviceKind.GATEWAY,
        power=Power.MAINS,
        is_gateway=True,
        installed_at=at("-30 09:00"),
        enrol_deadline=at("-29 09:00"),
        heard_at=heard_at,
        heard_until=heard_until,
    )


def sensor(name: str, heard_at: datetime | None, power: Power = Power.BATTERY) -> DeviceFact:
    return DeviceFact(
        id=IDS[NAMES[name]],
        kind=NAMES[name],
        power=power,
        is_gateway=False,
        installed_at=at("-30 09:00"),
        enrol_deadline=at("-29 09:00"),
        heard_at=heard_at,
    )


def plan(*check_ins: CheckInPromise, risk: Risk = Risk.NORMAL) -> Plan:
    return Plan(SEOUL, risk, at("-30 09:00"), check_ins)


def home(
    activities: Sequence[str] = (),
    *,
    heard: str | None = None,
    the_plan: Plan | None = None,
    away: Sequence[tuple[str, str]] = (),
    check_ins: Sequence[str] = (),
    presses: Sequence[Press] = (),
    verified: str | None = None,
) -> Facts:
    """Build the facts of one home; `heard` is its gateway's last word, None for a home that
    will be heard at whatever instant it is judged."""
    all_seen = tuple(seen(text) for text in activities)
    outer = [a for a in all_seen if "door" in a.sensor.value]
    indoor = [a for a in all_seen if a not in outer]
    newest = {a.sensor: a for a in sorted(all_seen, key=lambda a: a.at)}
    return Facts(
        plan=the_plan or plan(),
        absences=tuple(Absence(at(start), at(end), "travel") for start, end in away),
        devices=(gateway(at(heard)),) if heard else (),
        last_activity=max(all_seen, key=lambda a: a.at, default=None),
        last_outer_door=max(outer, key=lambda a: a.at, default=None),
        last_indoor=max(indoor, key=lambda a: a.at, default=None),
        recent=tuple(newest.values()),
        check_ins=tuple(at(text) for text in check_ins),
        presses=tuple(presses),
        verified_at=at(verified) if verified else None,
    )


def heard_now(facts: Facts, now: datetime) -> Facts:
    """Give the home a gateway that spoke 20 s ago, unless it has one."""
    if any(device.is_gateway for device in facts.devices):
        return facts
    return replace(facts, devices=(gateway(now - timedelta(seconds=20)), *facts.devices))


def hears(facts: Facts, now: datetime) -> Hearing:
    return hearing(facts, DEFAULT, now)


def only(judgements: Sequence[Judgement]) -> Judgement:
    """Return the one judgement of a rule about a person."""
    (judgement,) = judgements
    return judgement
