"""Wall clocks: a daily promise is kept once, whatever the clock does."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telecare.care.localtime import (
    day_bounds,
    is_day,
    last_due,
    local_day,
    next_due,
    wall_text,
    working_deadline,
)

KEPT_ONCE = """
    Asia/Seoul           10:00  2026-11-18T00:59  2026-11-18T01:00  no summer time in Korea
    Asia/Seoul           10:00  2026-11-18T01:00  2026-11-19T01:00  strictly later
    Asia/Kolkata         08:00  2025-03-30T00:00  2025-03-30T02:30  no summer time
    Europe/Lisbon        01:30  2025-03-29T12:00  2025-03-30T01:30  the hour that is skipped
    Europe/Lisbon        01:30  2025-10-25T12:00  2025-10-26T00:30  the hour that repeats
    Europe/Lisbon        01:30  2025-10-26T00:30  2025-10-27T01:30  and is not kept again
    Australia/Lord_Howe  02:15  2025-10-04T12:00  2025-10-04T15:45  half an hour is skipped
    America/Santiago     00:30  2025-09-06T12:00  2025-09-07T04:30  midnight is skipped
    Pacific/Apia         08:00  2011-12-29T20:00  2011-12-30T18:00  a whole day is skipped
"""
ROWS = [line.split(maxsplit=4) for line in KEPT_ONCE.strip().splitlines()]
ZONES = sorted({row[0] for row in ROWS})
walls = st.builds(time, st.integers(0, 23), st.integers(0, 59))
zones = st.sampled_from(ZONES).map(ZoneInfo)
instants = st.datetimes(
    datetime(2010, 1, 1),  # noqa: DTZ001
    datetime(2037, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "wall", "after", "due"),
    [row[:4] for row in ROWS],
    ids=[row[4] for row in ROWS],
)
def test_a_daily_promise_is_kept_once(zone: str, wall: str, after: str, due: str) -> None:
    assert next_due(time.fromisoformat(wall), ZoneInfo(zone), utc(after)) == utc(due)


@settings(max_examples=80)
@given(wall=walls, zone=zones, after=instants)
def test_a_promise_is_ahead_and_never_far(wall: time, zone: ZoneInfo, after: datetime) -> None:
    due = next_due(wall, zone, after)

    assert after < due <= after + timedelta(hours=49)
    assert due.tzinfo is UTC


@settings(max_examples=80)
@given(wall=walls, zone=zones, until=instants)
def test_looking_back_finds_what_looking_ahead_promised(
    wall: time, zone: ZoneInfo, until: datetime
) -> None:
    last = last_due(wall, zone, until)

    assert until - timedelta(hours=49) <= last <= until
    assert next_due(wall, zone, last) > until
    assert next_due(wall, zone, last - timedelta(seconds=1)) == last


@settings(max_examples=30)
@given(zone=zones, start=instants)
def test_a_month_of_promises_is_one_a_day(zone: ZoneInfo, start: datetime) -> None:
    """Never dropped, never doubled: about thirty in thirty days, a day apart."""
    due, end, kept = start, start + timedelta(days=30), []
    while (due := next_due(time(1, 30), zone, due)) <= end:
        kept.append(due)
    gaps = [b - a for a, b in pairwise(kept)]

    assert 29 <= len(kept) <= 31
    assert all(timedelta(hours=22) <= gap <= timedelta(hours=26) for gap in gaps)


def test_looking_back_counts_the_instant_itself() -> None:
    ten = utc("2026-11-18T01:00")

    assert last_due(time(10), ZoneInfo("Asia/Seoul"), ten) == ten


def test_a_naive_instant_is_refused() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001

    with pytest.raises(TypeError):
        next_due(time(8), ZoneInfo("UTC"), naive)
    with pytest.raises(TypeError):
        last_due(time(8), ZoneInfo("UTC"), naive)
    with pytest.raises(TypeError):
        local_day(naive, ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Asia/Seoul", date(2026, 11, 18), 24),
        ("Europe/Lisbon", date(2025, 3, 30), 23),
        ("Europe/Lisbon", date(2025, 10, 26), 25),
    ],
)
def test_a_local_day_has_its_own_length(zone: str, day: date, hours: int) -> None:
    begins, ends = day_bounds(day, ZoneInfo(zone))

    assert ends - begins == timedelta(hours=hours)
    assert local_day(begins, ZoneInfo(zone)) == day


@pytest.mark.parametrize(
    ("wall", "day", "night"),
    [
        ("05:59", False, True),
        ("06:00", True, False),
        ("21:59", True, False),
        ("22:00", False, True),
    ],
)
def test_the_day_begins_at_six_and_ends_before_ten(wall: str, day: bool, night: bool) -> None:  # noqa: FBT001
    seoul = ZoneInfo("Asia/Seoul")
    instant = datetime.combine(date(2026, 11, 18), time.fromisoformat(wall), seoul)

    assert is_day(instant, seoul, time(6), time(22)) is day
    assert is_day(instant, seoul, time(22), time(6)) is night


def test_people_read_their_own_wall_clock() -> None:
    seoul, now = ZoneInfo("Asia/Seoul"), utc("2026-11-18T01:20")

    assert wall_text(utc("2026-11-17T17:10"), seoul, now) == ("02:10", "02:10")
    assert wall_text(utc("2026-11-17T13:00"), seoul, now) == ("어제 22:00", "yesterday 22:00")
    long_ago = wall_text(utc("2026-11-01T01:00"), seoul, now)
    assert long_ago == ("11월 1일 10:00", "1 Nov 10:00")


WORK = """
    18 10:00  4  18 14:00  a Wednesday morning
    18 16:00  4  19 11:00  what is left goes on next morning
    20 17:00  4  23 12:00  over a weekend
    18 22:00  4  19 13:00  at night
    18 06:00  1  18 10:00  before the office opens
    18 09:00  9  18 18:00  the whole day
"""
WORK_ROWS = [line.split(maxsplit=5) for line in WORK.strip().splitlines()]


@pytest.mark.parametrize(
    ("day", "wall", "hours", "due_day", "due"),
    [row[:5] for row in WORK_ROWS],
    ids=[row[5] for row in WORK_ROWS],
)
def test_working_time_stands_still_while_the_office_is_shut(
    day: str, wall: str, hours: str, due_day: str, due: str
) -> None:
    seoul = ZoneInfo("Asia/Seoul")

    def local(day: str, wall: str) -> datetime:
        return datetime.combine(date(2026, 11, int(day)), time.fromisoformat(wall), seoul)

    deadline = working_deadline(local(day, wall), timedelta(hours=int(hours)), seoul)

    assert deadline == local(due_day, due)
