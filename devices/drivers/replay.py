"""Driver: a recorded home, replayed as if it were lived in now.

A recording is a list of local wall-clock times without a zone. It is moved by whole weeks, so
that a Sunday stays a Sunday, and its wall clock is read in the resident's zone. How far:

    the largest whole number of weeks that lets the recording end no later than two days
    after the start of the replay.

So its last two days are being lived now or were lived in the last five days, and what comes
before is history. When it ends it starts again from its first full day; a recording of more
than a week starts again on the weekday that follows its end, so the weekdays stay true.
"""

import csv
import gzip
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from devices.sighting import Sighting
from telecare.protocol.messages import Kind

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(weeks=1)
LIVE: Final = 2 * DAY  # how much of a recording may lie ahead when its replay starts
CLOCK_CHANGE: Final = timedelta(hours=2)  # no zone sets its clock back by more
HISTORY: Final = 30 * DAY  # how much of the past is told at the start


class BadRecording(ValueError):
    """This file is not a recording; the text says where it stops being one."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A recorded home: naive wall-clock times in order, and the sensor that spoke."""

    times: tuple[datetime, ...]
    sensors: tuple[str, ...]

    @property
    def end(self) -> datetime:
        """The midnight after its last day."""
        return _midnight(self.times[-1]) + DAY

    @property
    def first_full_day(self) -> datetime:
        """The first midnight it was there for; its first moment if it has no full day."""
        morrow = _midnight(self.times[0]) + DAY
        return morrow if morrow < self.end else self.times[0]

    @property
    def lap_start(self) -> datetime:
        """Where it starts again: a full day, on the weekday that follows its end if it can."""
        ahead = timedelta(days=(self.end - self.first_full_day).days % 7)
        aligned = self.first_full_day + ahead
        return aligned if aligned < self.end else self.first_full_day


@dataclass(frozen=True, slots=True)
class Timeline:
    """A recording laid over real time, without end."""

    recording: Recording
    zone: ZoneInfo
    shift: timedelta

    @property
    def begins_at(self) -> datetime:
        """The instant of its first activation."""
        return self._instant(self.recording.times[0], self.shift)

    def between(self, after: datetime, until: datetime) -> list[tuple[datetime, str]]:
        """Return what happens later than `after` and not later than `until`, in order."""
        found = [
            (instant, sensor)
            for first, last, shift in self._laps(after, until)
            for instant, sensor in self._slice(first, last, shift)
            if after < instant <= until
        ]
        return sorted(found)

    def next_after(self, instant: datetime) -> datetime:
        """Return when something happens next; a lap is never empty, so there always is."""
        span = timedelta(hours=1)
        while not (found := self.between(instant, instant + span)):
            span *= 2
        return found[0][0]

    def recorded_as(self, instant: datetime) -> datetime:
        """Return the wall clock of the recording that is played at `instant`."""
        wall = self._wall(instant) - self.shift
        if wall < self.recording.end:
            return wall
        start = self.recording.lap_start
        return start + (wall - self.recording.end) % (self.recording.end - start)

    def _laps(
        self, after: datetime, until: datetime
    ) -> Iterator[tuple[datetime, datetime, timedelta]]:
        """Give the stretches that may fall into the span, each with its shift."""
        low = self._wall(after) - self.shift - CLOCK_CHANGE
        high = self._wall(until) - self.shift + CLOCK_CHANGE
        start, end = self.recording.lap_start, self.recording.end
        yield low, min(high, end), self.shift
        period = end - start
        ahead = max(0, (low - end) // period) * period + (end - start)
        while start + ahead <= high:
            yield max(start, low - ahead), min(end, high - ahead), self.shift + ahead
            ahead += period

    def _slice(
        self, first: datetime, last: datetime, shift: timedelta
    ) -> Iterator[tuple[datetime, str]]:
        times = self.recording.times
        for place in range(bisect_left(times, first), bisect_right(times, last)):
            yield self._instant(times[place], shift), self.recording.sensors[place]

    def _wall(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone).replace(tzinfo=None)

    def _instant(self, wall: datetime, shift: timedelta) -> datetime:
        return (wall + shift).replace(tzinfo=self.zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Replay:
    """The driver: everything since `since`, then live."""

    timeline: Timeline
    since: datetime

    def read(self, after: datetime | None, now: datetime) -> Sequence[Sighting]:
        """Return the activations later than `after` (None: than `since`), up to `now`."""
        return [
            Sighting(Kind.ACTIVITY, instant, sensor, 1.0)
            for instant, sensor in self.timeline.between(after or self.since, now)
        ]

    def next_at(self, now: datetime) -> datetime | None:
        """Return when the recording goes on."""
        return self.timeline.next_after(now)


def load_recording(path: Path) -> Recording:
    """Read a recording: CSV with `ts,sensor,value`, gzip by its name; or `BadRecording`."""
    times: list[datetime] = []
    sensors: list[str] = []
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            try:
                times.append(datetime.fromisoformat(row["ts"]))
                sensors.append(row["sensor"])
            except (KeyError, TypeError, ValueError):
                raise BadRecording(f"{path.name}, line {line}: no wall-clock time") from None
            if times[-1].tzinfo is not None or times[-1] < times[max(0, len(times) - 2)]:
                raise BadRecording(f"{path.name}, line {line}: not in order, or with a zone")
    if not times:
        raise BadRecording(f"{path.name} is empty")
    return Recording(tuple(times), tuple(sensors))


def shift_for(end: datetime, start: datetime, zone: ZoneInfo) -> timedelta:
    """Return the most whole weeks that move `end` to no later than 2 days after `start`.

    Args:
        end: The recording's end, naive wall clock.
        start: When the replay starts, aware.
        zone: The zone the wall clock is read in.
    """
    latest = start.astimezone(zone).replace(tzinfo=None) + LIVE
    return (latest - end) // WEEK * WEEK


def lay_over(recording: Recording, start: datetime, zone: ZoneInfo) -> Timeline:
    """Return the recording as it is lived from `start` on, and its past."""
    return Timeline(recording, zone, shift_for(recording.end, start, zone))


def history_start(timeline: Timeline, start: datetime) -> datetime:
    """Return from when on the past is told: 30 days back, or from its first activation."""
    return max(start - HISTORY, timeline.begins_at - timedelta(seconds=1))


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time())
