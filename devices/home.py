"""One home: from the driver into the diary, from the diary to the hub, obeying settings.

`HomeAgent` decides; it is told the time and never waits. `devices.runner` gives it threads.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from msgspec import Raw

from devices.diary import Diary, Entry, Note
from devices.identity import Identity, keep_identity
from devices.link import Answer, Held, Link, Refused, Revoked, Stored, back_off
from devices.sighting import Driver, Sighting, sensor_named
from telecare.protocol.limits import MAX_BATCH
from telecare.protocol.messages import NO_DATA, DeviceSettings, Kind, read_observation

log = logging.getLogger(__name__)

READ_UNTIL: Final = "read_until"
LONGEST_WAIT: Final = timedelta(minutes=6)  # no back-off and no Retry-After exceeds 5 min
MEANT_FOR_THE_HOME: Final = frozenset({Kind.SOS, Kind.CHECK_IN})  # told by whatever was pressed
QUIET_HEARTBEAT: Final = timedelta(
    minutes=15
)  # while nobody hears: proof the gateway had power


@dataclass(slots=True)
class Lane:
    """One queue to the hub: the urgent one is short and never waits behind the other."""

    urgent: bool
    limit: int = MAX_BATCH
    failures: int = 0
    not_before: datetime | None = None
    newest: bool = True  # a backlog is told from both ends, beginning with now

    def ready(self, now: datetime) -> bool:
        """Whether it may speak; a wait beyond all waits is from before the clock was set."""
        wait = None if self.not_before is None else self.not_before - now
        return wait is None or not timedelta(0) < wait <= LONGEST_WAIT

    def succeeded(self) -> None:
        """Go on at once, with larger batches again."""
        self.failures = 0
        self.not_before = None
        self.limit = min(self.limit * 2, MAX_BATCH)
        self.newest = not self.newest

    def failed(self, now: datetime, jitter: float, asked: timedelta | None) -> None:
        """Wait, the longer the more often it failed; the hub may ask for more."""
        self.failures += 1
        own = back_off(self.failures, jitter, urgent=self.urgent)
        self.not_before = now + max(own, asked or own)
        self.newest = True


@dataclass(slots=True)
class HomeAgent:
    """One home. `listen` and `deliver` may run in different threads."""

    state: Path
    identity: Identity
    diary: Diary
    link: Link
    driver: Driver
    roll: Callable[[], float]  # jitter in [0, 1)
    heartbeat_scale: float = 1.0  # a simulated street may beat faster than it is asked to
    normal: Lane = field(default_factory=lambda: Lane(urgent=False))
    at_once: Lane = field(default_factory=lambda: Lane(urgent=True))
    stopped: str | None = None  # the code that ended it, None while it works
    silent: bool = False  # a dead gateway (staged): reads and delivers nothing
    next_heartbeat_at: datetime | None = None
    wake: Callable[[], object] = field(default=lambda: None)  # whoever runs it, if it naps
    _unknown: set[str] = field(default_factory=set)

    # --- from the home into the diary ---------------------------------------------------

    def listen(self, now: datetime) -> int:
        """Write down what the driver noticed and a heartbeat if due; return how many."""
        if self.stopped or self.silent:
            return 0
        mark = self.diary.recall(READ_UNTIL)
        after = datetime.fromisoformat(mark) if mark else None
        seen = self.driver.read(after, now)
        notes = [note for note in map(self._note, seen) if note is not None]
        if self._beat_is_due(now):
            notes.append(Note(kind=Kind.HEARTBEAT, taken_at=now))
            self.next_heartbeat_at = now + self._heartbeat()
        if notes:
            until = max(after or now, now)  # a clock set back makes us read nothing twice
            self.diary.store(notes, **{READ_UNTIL: until.isoformat()})
        return len(notes)

    def tell(self, sightings: Sequence[Sighting]) -> None:
        """Write down at once what no driver reads (a press, a staged fault), and say so."""
        self.diary.store([note for note in map(self._note, sightings) if note is not None])
        self.wake()

    def next_listen_at(self, now: datetime) -> datetime | None:
        """Return when there will be something to hear, None when there never will."""
        if self.stopped or self.silent:
            return None
        moments = [self.next_heartbeat_at or now, self.driver.next_at(now)]
        return min(moment for moment in moments if moment is not None)

    def _beat_is_due(self, now: datetime) -> bool:
        """Whether a minute has passed; one too far ahead is from before the clock was set."""
        wait = None if self.next_heartbeat_at is None else self.next_heartbeat_at - now
        return wait is None or not timedelta(0) < wait <= QUIET_HEARTBEAT

    def _heartbeat(self) -> timedelta:
        if self.normal.failures:
            return QUIET_HEARTBEAT
        return timedelta(seconds=max(1.0, self.identity.heartbeat_s / self.heartbeat_scale))

    def _note(self, seen: Sighting) -> Note | None:
        sensor_id: UUID | None = None
        if seen.sensor is not None:
            sensor = sensor_named(seen.sensor, self.identity.sensors)
            if sensor is None:
                self._warn_once(seen.sensor)
                if seen.kind not in MEANT_FOR_THE_HOME:
                    return None
            sensor_id = None if sensor is None else sensor.sensor_id
        return Note(
            kind=seen.kind,
            taken_at=seen.taken_at,
            sensor_id=sensor_id,
            value=seen.value,
            simulated=seen.simulated,
            data=Raw(seen.data) if seen.data else NO_DATA,
        )

    def _warn_once(self, name: str) -> None:
        if name not in self._unknown:
            self._unknown.add(name)
            log.warning("%s: no sensor %r is enrolled here", self.identity.device_id, name)

    # --- from the diary to the hub ------------------------------------------------------

    def due_lanes(self, now: datetime) -> list[Lane]:
        """Return the lanes that have something to say and may say it now."""
        if self.stopped or self.silent:
            return []
        ready = [lane for lane in (self.at_once, self.normal) if lane.ready(now)]
        return [lane for lane in ready if self._next_batch(lane, peek=True)]

    def next_delivery_at(self) -> datetime | None:
        """Return when a lane that had to wait may go on, None if none waits."""
        waits = [lane.not_before for lane in (self.at_once, self.normal) if lane.not_before]
        return min(waits) if waits and not self.stopped and not self.silent else None

    def deliver(self, lane: Lane, now: datetime) -> bool:
        """Deliver one batch of that lane; say whether the hub answered for any of it."""
        entries = self._next_batch(lane)
        if not entries or self.stopped or self.silent:
            return False
        lane.not_before = None  # under way: nobody is to wake for it
        answer = self.link.deliver(
            [entry.line for entry in entries], now=now, urgent=lane.urgent
        )
        return self._heed(answer, lane, entries, now)

    def _next_batch(self, lane: Lane, *, peek: bool = False) -> list[Entry]:
        limit = 1 if peek else lane.limit
        if lane.urgent:
            return self.diary.urgent(limit)
        if lane.newest and not peek and self.diary.waiting > limit:
            return self.diary.newest(limit)
        return self.diary.oldest(limit)

    def _heed(self, answer: Answer, lane: Lane, entries: list[Entry], now: datetime) -> bool:
        numbers = [entry.number for entry in entries]
        match answer:
            case Stored(receipt):
                self._heard_again(lane)
                self.diary.settle(numbers)
                lane.succeeded()
                if not lane.urgent:
                    self.diary.reopen(receipt.missing, just_sent=numbers)
                    self._obey(receipt.settings_version, now)
                return True
            case Refused(code, number):
                return self._set_aside(code, number, lane, entries, now)
            case Revoked():
                self.stopped = "revoked"
                log.warning("%s: the hub revoked this device", self.identity.device_id)
                return False
            case Held(why, after):
                if not lane.failures:
                    log.warning("%s: cannot deliver: %s", self.identity.device_id, why)
                lane.failed(now, self.roll(), after)
                return False

    def _set_aside(
        self, code: str, number: int | None, lane: Lane, entries: list[Entry], now: datetime
    ) -> bool:
        """Let one bad observation never block the others: skip it, or halve the batch."""
        numbers = [entry.number for entry in entries]
        if number not in numbers:
            number = None
        if number is None and len(numbers) > 1:
            lane.limit = max(1, len(numbers) // 2)
            return False
        bad = numbers[0] if number is None else number
        log.warning("%s: observation %d refused: %s", self.identity.device_id, bad, code)
        line = next(entry.line for entry in entries if entry.number == bad)
        if code == "number_reused":
            self.diary.tell_again(bad, code, now)
        elif code == "from_the_future" and read_observation(line).taken_at > now:
            self.diary.tell_again(bad, code, now, latest=now)
        else:
            self.diary.refuse(bad, code, now)
        return True

    def _heard_again(self, lane: Lane) -> None:
        if lane.failures:
            log.info("%s: delivering again", self.identity.device_id)
            self.next_heartbeat_at = None  # the hub counts beats again from now

    def _obey(self, version: int, now: datetime) -> None:
        """Take the hub's settings whole when their version moved."""
        if version == self.identity.settings_version:
            return
        settings = self.link.settings(now=now)
        if isinstance(settings, DeviceSettings):
            self.identity = self.identity.obeying(settings)
            keep_identity(self.state, self.identity)
            if settings.revoked:
                self.stopped = "revoked"
