"""A recorded home, moved by whole weeks, without end."""

import gzip
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.drivers.replay import (
    DAY,
    HISTORY,
    LIVE,
    WEEK,
    BadRecording,
    Recording,
    Replay,
    history_start,
    lay_over,
    load_recording,
    shift_for,
)
from devices.sighting import Sighting

SEOUL = ZoneInfo("Asia/Seoul")
HOMES = sorted(Path("devices/simulator/homes").glob("*.csv.gz"))
END = datetime(2019, 7, 1)  # noqa: DTZ001 a wall clock: the recordings end on a Sunday night
STARTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def seoul(text: str) -> datetime:
    return wall(text).replace(tzinfo=SEOUL).astimezone(UTC)


def a_recording(first: str, last: str, *, every: timedelta = timedelta(hours=1)) -> Recording:
    moment, times = wall(first), []
    while moment <= wall(last):
        times.append(moment)
        moment += every
    return Recording(tuple(times), ("kitchen",) * len(times))


SHIFTS = """
    2026-11-20T12:00  2026-11-16T00:00  a Friday: it ended on Sunday and plays again
    2026-11-21T00:00  2026-11-23T00:00  Saturday midnight: its last two days begin
    2026-11-20T23:59  2026-11-16T00:00  a minute earlier they do not
    2026-11-22T23:00  2026-11-23T00:00  Sunday: the last hour
    2026-11-23T00:00  2026-11-23T00:00  Monday: it has just ended
    2026-11-26T09:00  2026-11-23T00:00  Thursday: three days into its second lap
"""
ROWS = [line.split(maxsplit=2) for line in SHIFTS.strip().splitlines()]


@pytest.mark.parametrize(
    ("start", "ends"), [row[:2] for row in ROWS], ids=[row[2] for row in ROWS]
)
def test_a_recording_is_moved_by_whole_weeks(start: str, ends: str) -> None:
    assert END + shift_for(END, seoul(start), SEOUL) == wall(ends)


@given(STARTS)
def test_its_last_two_days_are_lived_now_or_just_were(start: datetime) -> None:
    shift = shift_for(END, start, SEOUL)
    ends = (END + shift).replace(tzinfo=SEOUL)

    assert shift % WEEK == timedelta(0)
    assert start - 5 * DAY < ends <= start + LIVE


@settings(max_examples=40)
@given(STARTS, st.sampled_from(HOMES))
def test_every_home_is_lived_in_whenever_the_replay_starts(start: datetime, path: Path) -> None:
    timeline = lay_over(RECORDINGS[path], start, SEOUL)

    past = timeline.between(history_start(timeline, start), start)
    ahead = timeline.between(start, start + 3 * DAY)

    assert past
    assert ahead
    assert start - HISTORY <= past[0][0]
    assert timeline.next_after(start) == ahead[0][0]
    assert [instant for instant, _ in ahead] == sorted(instant for instant, _ in ahead)


RECORDINGS = {path: load_recording(path) for path in HOMES}


def test_there_are_twelve_homes_and_three_are_new() -> None:
    days = {
        path.name[:5]: (recording.end - recording.times[0]).days + 1
        for path, recording in RECORDINGS.items()
    }

    assert len(days) == 12
    assert {home for home, count in days.items() if count < 8} == {"fd100", "0f352", "d8d97"}
    assert {recording.end for recording in RECORDINGS.values()} == {END}


def test_the_recorded_outage_stays_in_the_past_of_every_home() -> None:
    start = seoul("2026-11-22T12:00")
    silent = (wall("2019-06-15T05:00"), wall("2019-06-17T14:00"))
    for recording in RECORDINGS.values():
        timeline = lay_over(recording, start, SEOUL)
        first, last = ((at + timeline.shift).replace(tzinfo=SEOUL) for at in silent)

        assert timeline.between(first, last) == []
        assert start - HISTORY < first.astimezone(UTC) < start


def test_at_its_end_it_starts_again_on_the_right_weekday() -> None:
    recording = a_recording("2019-06-05T10:00", "2019-06-30T23:00")
    timeline = lay_over(recording, seoul("2026-11-21T10:00"), SEOUL)

    assert recording.first_full_day == wall("2019-06-06T00:00")
    assert recording.lap_start == wall("2019-06-10T00:00")  # a Monday, as its end
    after = seoul("2026-11-22T23:30")
    assert timeline.next_after(after) == seoul("2026-11-23T00:00")
    for instant, _ in timeline.between(after, after + 60 * DAY):
        played = timeline.recorded_as(instant)
        assert played.weekday() == instant.astimezone(SEOUL).weekday()
        assert played.hour == instant.astimezone(SEOUL).hour


@pytest.mark.parametrize(
    ("first", "starts_again"),
    [
        ("2019-06-27T10:50", "2019-06-28T00:00"),
        ("2019-06-24T13:55", "2019-06-25T00:00"),
        ("2019-06-30T10:00", "2019-06-30T10:00"),
    ],
    ids=["four days", "seven days", "no full day at all"],
)
def test_a_short_recording_starts_again_from_its_first_full_day(
    first: str, starts_again: str
) -> None:
    recording = a_recording(first, "2019-06-30T23:00")

    assert recording.lap_start == wall(starts_again)


def test_laps_leave_no_hole_and_no_double() -> None:
    recording = a_recording("2019-06-27T10:00", "2019-06-30T23:00")
    timeline = lay_over(recording, seoul("2026-11-21T10:00"), SEOUL)

    instants = [
        at for at, _ in timeline.between(seoul("2026-11-20T00:00"), seoul("2026-12-31T00:00"))
    ]

    assert {later - earlier for earlier, later in pairwise(instants)} == {timedelta(hours=1)}


@given(cuts=st.lists(st.integers(0, 20_000), max_size=12))
def test_however_it_is_asked_it_says_everything_once(cuts: list[int]) -> None:
    recording = a_recording("2019-06-27T10:00", "2019-06-30T23:00", every=timedelta(minutes=97))
    start = seoul("2026-11-21T10:00")
    replay = Replay(lay_over(recording, start, SEOUL), start - HISTORY)
    whole = replay.read(None, start + timedelta(minutes=20_000))

    told: list[Sighting] = []
    after = None
    for cut in [*sorted(cuts), 20_000]:
        now = start + timedelta(minutes=cut)
        told += replay.read(after, now)
        after = now

    assert told == list(whole)


def test_a_zone_that_sets_its_clock_back_loses_and_doubles_nothing() -> None:
    recording = a_recording("2019-06-03T00:00", "2019-06-30T23:30", every=timedelta(minutes=30))
    madrid = ZoneInfo("Europe/Madrid")
    start = datetime(2026, 10, 24, 12, tzinfo=UTC)
    timeline = lay_over(recording, start, madrid)

    night = timeline.between(start, start + DAY)

    assert len(night) == len(set(night))
    assert 46 <= len(night) <= 50


def test_a_file_that_is_no_recording_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "home.csv.gz"
    for rows, where in (
        ("", "empty"),
        ("2019-06-01T00:00:00+09:00,kitchen,1\n", "line 2"),
        ("2019-06-02T00:00:00,kitchen,1\n2019-06-01T00:00:00,kitchen,1\n", "line 3"),
        ("yesterday,kitchen,1\n", "line 2"),
        ("\n,,\n", "line"),
    ):
        file.write_bytes(gzip.compress(f"ts,sensor,value\n{rows}".encode()))
        with pytest.raises(BadRecording, match=where):
            load_recording(file)
