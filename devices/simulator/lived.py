"""The driver of a simulated home: the recording, and what a recording does not have.

Real gateways beat, real battery sensors report at least daily, and a resident who promised to
check in does. None of that was recorded, so it is made up here, always the same for the same
home and day, and marked `simulated` (a heartbeat is the agent's own and needs no mark).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zlib import crc32

from devices.drivers.replay import Timeline
from devices.sighting import Sighting
from devices.simulator.staging import Silence
from telecare.protocol.messages import Kind

DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
BACKLOG: Final = 2 * HOUR  # a longer stretch of the past gets a heartbeat an hour
OUTAGE: Final = (  # the recording platform heard no home; kept as it is
    datetime(2019, 6, 15, 5),  # noqa: DTZ001 wall clock of the recording
    datetime(2019, 6, 17, 14),  # noqa: DTZ001 wall clock of the recording
)
BUTTON: Final = "button"
LAST_SIGN_SENSOR: Final = "kitchen"


@dataclass(frozen=True, slots=True)
class LivedIn:
    """A home somebody seems to live in, from `since` on.

    `sensors` are the battery-powered ones, by the recording's names; `check_in` is the local
    time of the daily promise, None when none was made.
    """

    home: str
    timeline: Timeline
    since: datetime
    sensors: tuple[str, ...]
    check_in: time | None = None
    silences: tuple[Silence, ...] = field(default=())

    def read(self, after: datetime | None, now: datetime) -> Sequence[Sighting]:
        """Return everything later than `after` (None: than `since`) up to `now`, in order."""
        start = after or self.since
        heard = [
            *self._activity(start, now),
            *self._check_ins(start, now),
            *self._batteries(start, now),
            *self._beats(start, now),
        ]
        return sorted(heard, key=lambda sighting: sighting.taken_at)

    def next_at(self, now: datetime) -> datetime | None:
        """Return when the recording goes on."""
        return self.timeline.next_after(now)

    def _activity(self, start: datetime, now: datetime) -> Iterator[Sighting]:
        for instant, sensor in self.timeline.between(start, now):
            if not self._silent(instant):
                yield Sighting(Kind.ACTIVITY, instant, sensor, 1.0)
        for silence in self.silences:
            if start < silence.last_sign <= now:
                yield Sighting(
                    Kind.ACTIVITY, silence.last_sign, LAST_SIGN_SENSOR, 1.0, simulated=True
                )

    def _check_ins(self, start: datetime, now: datetime) -> Iterator[Sighting]:
        if self.check_in is None:
            return
        for day, midnight in self._days(start, now):
            early = timedelta(minutes=5 + self._dice(f"check-in {day}", 50))
            moment = midnight + timedelta(
                hours=self.check_in.hour, minutes=self.check_in.minute
            )
            if self._happens(moment - early, start, now) and not self._silent(moment - early):
                yield Sighting(Kind.CHECK_IN, moment - early, BUTTON, simulated=True)

    def _batteries(self, start: datetime, now: datetime) -> Iterator[Sighting]:
        for day, midnight in self._days(start, now):
            for sensor in self.sensors:
                moment = midnight + timedelta(minutes=self._dice(sensor, 24 * 60))
                if self._happens(moment, start, now):
                    level = float(100 - self._dice(f"{sensor} level", 40) - day % 200 // 10)
                    yield Sighting(Kind.BATTERY, moment, sensor, level, simulated=True)

    def _beats(self, start: datetime, now: datetime) -> Iterator[Sighting]:
        if now - start < BACKLOG:
            return  # the agent itself beats every minute
        moment = start.replace(minute=0, second=0, microsecond=0) + HOUR
        while moment <= now:
            if self._happens(moment, start, now):
                yield Sighting(Kind.HEARTBEAT, moment)
            moment += HOUR

    def _happens(self, moment: datetime, start: datetime, now: datetime) -> bool:
        """Whether this falls into the span, and not into the recorded outage."""
        if not start < moment <= now:
            return False
        return not OUTAGE[0] <= self.timeline.recorded_as(moment) < OUTAGE[1]

    def _silent(self, moment: datetime) -> bool:
        return any(silence.covers(moment) for silence in self.silences)

    def _days(self, start: datetime, now: datetime) -> Iterator[tuple[int, datetime]]:
        """Give every local day the span touches: its ordinal and its first instant."""
        zone = self.timeline.zone
        day = start.astimezone(zone).date()
        while day <= now.astimezone(zone).date():
            midnight = datetime.combine(day, time(), tzinfo=zone)
            yield day.toordinal(), midnight.astimezone(UTC)
            day += DAY

    def _dice(self, what: str, sides: int) -> int:
        """Return a number below `sides`, always the same for this home and thing."""
        return crc32(f"{self.home} {what}".encode()) % sides
