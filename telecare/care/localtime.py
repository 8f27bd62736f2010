"""Promises made in a resident's own time, kept in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_DAY: Final = timedelta(days=1)
WORK_FROM: Final = 9  # o'clock; the hours of a Korean public office
WORK_UNTIL: Final = 18
_SATURDAY: Final = 5
_MINUTES_OF_DAY: Final = 1440
_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def next_due(wall: time, zone: ZoneInfo, after: datetime) -> datetime:
    """Return the first instant strictly later than `after` when the clock reads `wall`.

    A time the clock skips moves on by the size of the gap (02:30 becomes 03:30); a time
    the clock repeats means its first showing. So a daily promise is never dropped and
    never kept twice.

    Args:
        wall: Local time of day, naive, to the minute.
        zone: The resident's IANA zone, not the hub's.
        after: Aware instant, any zone.

    Returns:
        Aware instant in UTC, at most 49 h after `after`.

    Raises:
        TypeError: `after` is naive.

    Source:
        PEP 495, "Guidelines for New tzinfo Implementations" (fold=0).
    """
    day = local_day(after, zone)
    while True:
        due = _instant(day, wall, zone)
        if due > after:
            return due
        day += _DAY


def last_due(wall: time, zone: ZoneInfo, until: datetime) -> datetime:
    """Return the latest instant not later than `until` when the clock read `wall`.

    The mirror of `next_due`: the same instants, looked at from the other side, at most 49 h
    before `until`.

    Raises:
        TypeError: `until` is naive.
    """
    day = local_day(until, zone) + _DAY  # a skipped midnight may push a time past its own day
    while True:
        due = _instant(day, wall, zone)
        if due <= until:
            return due
        day -= _DAY


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """Return the calendar day a resident would name at `instant`.

    Raises:
        TypeError: `instant` is naive.
    """
    if instant.tzinfo is None:
        raise TypeError("an instant must be aware")
    return instant.astimezone(zone).date()


def day_bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the first instant of a local day and of the next, in UTC: 23 to 25 h apart."""
    return _instant(day, time(), zone), _instant(day + _DAY, time(), zone)


def wall_instant(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """Return when the clock of local `day` reads `minutes` after midnight, in UTC.

    1440 is the next day's midnight. A time the clock skips moves on by the size of the gap; one
    it repeats means its first showing: so spans that meet on the wall meet in UTC as well.
    """
    whole, rest = divmod(minutes, _MINUTES_OF_DAY)
    return _instant(day + whole * _DAY, time(rest // 60, rest % 60), zone)


def is_day(instant: datetime, zone: ZoneInfo, from_h: time, to_h: time) -> bool:
    """Whether the resident's clock reads `from_h` or later, but not yet `to_h`.

    A `from_h` later than `to_h` means a span over midnight.
    """
    wall = instant.astimezone(zone).time()
    if from_h <= to_h:
        return from_h <= wall < to_h
    return wall >= from_h or wall < to_h


def wall_text(instant: datetime, zone: ZoneInfo, now: datetime) -> tuple[str, str]:
    """Write the resident's wall clock for people, in Korean and English.

    The clock alone ("02:10") on the day of `now`; with "어제" / "yesterday" the day before, and
    with the date ("11월 20일 02:10" / "20 Nov 02:10") any other day.
    """
    local = instant.astimezone(zone)
    clock = f"{local:%H:%M}"
    days_ago = (local_day(now, zone) - local.date()).days
    if days_ago == 0:
        return clock, clock
    if days_ago == 1:
        return f"어제 {clock}", f"yesterday {clock}"
    month = _MONTHS[local.month - 1]
    return f"{local.month}월 {local.day}일 {clock}", f"{local.day} {month} {clock}"


def working_deadline(start: datetime, working: timedelta, zone: ZoneInfo) -> datetime:
    """Return when `working` hours of office time (Mon–Fri, 09–18) have gone by since `start`.

    Public holidays are not known here, so on one of them the answer is earlier than the office
    would say: a deadline too early is seen, one too late is not.
    """
    left = working
    day = local_day(start, zone)
    while True:
        opens = max(start, _instant(day, time(WORK_FROM), zone))
        shuts = _instant(day, time(WORK_UNTIL), zone)
        if day.weekday() < _SATURDAY and opens < shuts:
            if opens + left <= shuts:
                return (opens + left).astimezone(UTC)
            left -= shuts - opens
        day += _DAY


def _instant(day: date, wall: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, wall, tzinfo=zone).astimezone(UTC)
