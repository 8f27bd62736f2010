"""What judgement is given and what it answers: frozen values, no clock, no database.

Every instant here is aware. Facts hold only what the hub had received by the instant they were
asked for, so the same facts give the same answer a year later.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

Evidence: TypeAlias = Mapping[str, int | float | str | None]


class Severity(StrEnum):
    """One scale everywhere; P4 is the lane of devices and information, never of people."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"

    @property
    def rank(self) -> int:
        """1 for the most urgent, 4 for the least."""
        return int(self.value[1])


def worse(a: Severity, b: Severity) -> Severity:
    """Return the more urgent of two severities."""
    return a if a.rank <= b.rank else b


class Verdict(StrEnum):
    """What a rule concludes. UNKNOWN is an answer of its own: it alarms and clears nothing."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


class AlertClass(StrEnum):
    """What an alert is about; a resident has at most one live alert of each class."""

    SOS = "sos"
    FIRE_GAS = "fire_gas"
    FALL = "fall"
    SILENCE = "silence"
    DOOR = "door"
    VITALS = "vitals"
    MEDICATION = "medication"
    ENVIRONMENT = "environment"
    CONTACT = "contact"
    DEVICE = "device"


class Risk(StrEnum):
    """How closely a resident is watched."""

    NORMAL = "normal"
    HIGH = "high"


class Power(StrEnum):
    """What a device runs on, which decides how often it can afford to speak."""

    MAINS = "mains"
    BATTERY = "battery"


class DeviceKind(StrEnum):
    """What a device is. Motion sensors name their room, for the sentence people read."""

    GATEWAY = "gateway"
    MOTION = "motion"  # a room not named here
    MOTION_KITCHEN = "motion_kitchen"
    MOTION_HALLWAY = "motion_hallway"
    MOTION_LOUNGE = "motion_lounge"
    MOTION_BEDROOM = "motion_bedroom"
    MOTION_BATHROOM = "motion_bathroom"
    FRONT_DOOR = "front_door"
    BACK_DOOR = "back_door"
    FRIDGE_DOOR = "fridge_door"
    BUTTON = "button"  # the emergency call button
    TABLET = "tablet"


OUTER_DOORS = frozenset({DeviceKind.FRONT_DOOR, DeviceKind.BACK_DOOR})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence for people, in both languages; it names no person."""

    ko: str
    en: str


@dataclass(frozen=True, slots=True)
class CheckInPromise:
    """A daily promise to check in, in the resident's own wall clock.

    `window_opens` later than `at` means the evening before. A promise counts from the first
    window that opens after `made_at` (None: it was always there), so that a promise written
    down at noon is not broken the same morning.
    """

    at: time
    window_opens: time
    grace: timedelta
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What was agreed for one resident.

    `watched_since` is when somebody first watched over the home; nothing before it counts.
    A limit of None means the parameter's value.
    """

    zone: ZoneInfo
    risk: Risk
    watched_since: datetime
    check_ins: tuple[CheckInPromise, ...] = ()
    day_limit: timedelta | None = None
    any_limit: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """Nobody is expected at home from `start` until just before `end`."""

    start: datetime
    end: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class DeviceFact:
    """One device that is neither revoked nor removed.

    `heard_at` is the receive time of a gateway's newest delivery, or of a sensor the time of
    its newest observation; None: never heard. `heard_until` (gateways only) is the newest time
    any observation of it carries, heartbeats counted; when it lags behind `heard_at` the
    gateway is still emptying its diary. None means not known, then `heard_at` stands for it.
    `simulated`: the device is staged, or what it said last announced a staged silence.
    """

    id: UUID
    kind: DeviceKind
    power: Power
    is_gateway: bool
    installed_at: datetime
    enrol_deadline: datetime
    heard_at: datetime | None
    heard_until: datetime | None = None
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """One press of an emergency button: when it happened, and when the hub received it."""

    at: datetime
    received_at: datetime
    device_id: UUID
    simulated: bool = False

    @property
    def pressed_at(self) -> datetime:
        """When it was pressed; a clock that runs ahead cannot press in the future."""
        return min(self.at, self.received_at)


@dataclass(frozen=True, slots=True)
class Activity:
    """One activation of a sensor, at its own time."""

    at: datetime
    sensor: DeviceKind
    device_id: UUID
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything judgement may know about one resident at one instant.

    `recent` holds the newest activity of each sensor; `check_ins` and `presses` what was
    received in the last 48 and 24 hours; `verified_at` when a human last made sure that the
    person is well. `listening_since` is when the hub itself last began to listen after a gap:
    a silence before it is the hub's, not the home's; None: it always listened.
    """

    plan: Plan
    absences: tuple[Absence, ...] = ()
    devices: tuple[DeviceFact, ...] = ()
    last_activity: Activity | None = None
    last_outer_door: Activity | None = None
    last_indoor: Activity | None = None
    recent: tuple[Activity, ...] = ()
    check_ins: tuple[datetime, ...] = ()
    presses: tuple[Press, ...] = ()
    verified_at: datetime | None = None
    listening_since: datetime | None = None

    def away_at(self, moment: datetime) -> bool:
        """Nobody is expected at home at `moment`."""
        return any(absence.start <= moment < absence.end for absence in self.absences)

    def away_during(self, start: datetime, end: datetime) -> bool:
        """Nobody was expected at home for at least part of `start` … `end` (both counted)."""
        return any(a.start <= end and start < a.end for a in self.absences)

    def returned_by(self, moment: datetime) -> datetime | None:
        """Return when the last absence over by `moment` ended, or None."""
        return max((a.end for a in self.absences if a.end <= moment), default=None)

    def absence_edges_after(self, moment: datetime) -> tuple[datetime, ...]:
        """Return every future instant when somebody leaves or comes back, in order."""
        edges = {edge for a in self.absences for edge in (a.start, a.end)}
        return tuple(sorted(edge for edge in edges if edge > moment))

    def presses_by(self, moment: datetime) -> tuple[Press, ...]:
        """Return the presses received by `moment`."""
        return tuple(press for press in self.presses if press.received_at <= moment)

    def next_after(self, moment: datetime) -> datetime | None:
        """Return the earliest stamp later than `moment`, or None.

        A device's clock may run ahead: such a fact counts from its own time on.
        """
        stamps = [
            *(activity.at for activity in self.activities()),
            *(press.received_at for press in self.presses),
            *self.check_ins,
        ]
        ahead = [stamp for stamp in stamps if stamp > moment]
        if self.verified_at is not None and self.verified_at > moment:
            ahead.append(self.verified_at)
        return min(ahead, default=None)

    def activities(self) -> tuple[Activity, ...]:
        """Return every activity known here, each once, oldest first."""
        named = (self.last_activity, self.last_outer_door, self.last_indoor)
        known = {*self.recent, *(activity for activity in named if activity is not None)}
        return tuple(sorted(known, key=lambda a: (a.at, a.sensor, a.device_id.int)))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, with its evidence.

    `since` names the episode and stays the same while it lasts. `signal_at` is when the finding
    last said something new: a press received, a limit crossed. `soft` findings may end by
    themselves. `late_by` is how late the news reached the hub; None: in time.
    """

    rule: str
    alert_class: AlertClass
    severity: Severity
    subject: str  # a device id, or "" for the person
    since: datetime
    signal_at: datetime
    because: Sentence
    evidence: Evidence = field(default_factory=dict)
    soft: bool = True
    late_by: timedelta | None = None
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """One rule's conclusion about one subject; `finding` is there exactly when it is TRUE.

    `due_at` is the next instant at which verdict or severity may change with no new fact and
    with the home heard as it is now; None: never. When hearing itself will change is the
    `due_at` of the gateway's `silent_device` judgement, and every judging runs every rule, so
    whoever wakes at the earliest `due_at` of a resident has missed nothing.
    """

    rule: str
    subject: str
    verdict: Verdict
    finding: Finding | None = None
    due_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a verdict and a finding that disagree."""
        if (self.verdict is Verdict.TRUE) != (self.finding is not None):
            raise ValueError("a finding belongs to a TRUE verdict, and to no other")


def earliest(*moments: datetime | None) -> datetime | None:
    """Return the earliest of the given instants; None stands for never."""
    return min((moment for moment in moments if moment is not None), default=None)
