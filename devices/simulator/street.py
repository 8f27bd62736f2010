"""A street: which recorded home is whose, where it keeps its state, who is staged for what."""

import shutil
from dataclasses import replace
from datetime import datetime, time
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Annotated, Final, Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta, Struct

from devices.drivers.replay import Recording, history_start, lay_over, load_recording
from devices.enrolling import Installation
from devices.home import READ_UNTIL, HomeAgent
from devices.identity import Identity
from devices.sighting import Sighting
from devices.simulator.lived import BUTTON, LivedIn
from devices.simulator.staging import Incident, Silence, silence
from telecare.protocol.messages import Kind

HOMES: Final = Path(__file__).parent / "homes"
STREET_FILE: Final = "street.json"

RecordedHome = Literal[
    "099bc", "0d5ef", "0f352", "561af", "8a835", "95899",
    "a539e", "d263a", "d8d97", "e4959", "eca1f", "fd100",
]  # fmt: skip
Key = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,40}$")]


class BadStreet(ValueError):
    """This is not a street file; the text says where."""


class Plot(Struct, frozen=True):
    """One home of the street, as the street file gives it.

    `home` is a recording, None for a device that is enrolled and never heard. `code` is the
    enrolment code; None means the home was enrolled at an earlier start. `check_in` is the
    local time of a daily promise, "10:00".
    """

    resident_key: Key
    home: RecordedHome | None
    code: str | None = None
    check_in: Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] | None = None
    incidents: tuple[Incident, ...] = ()

    @property
    def heard(self) -> bool:
        """Whether this home ever delivers."""
        return self.home is not None and all(i.kind != "never_heard" for i in self.incidents)


class Memory(Struct):
    """What the street remembers between starts: used codes and staged silences, by key."""

    codes: dict[str, str] = {}
    silences: dict[str, list[tuple[datetime, datetime]]] = {}

    def of(self, key: str) -> tuple[Silence, ...]:
        """Return the silences staged for a home so far."""
        return tuple(Silence(*pair) for pair in self.silences.get(key, []))


def read_street(file: Path) -> tuple[Plot, ...]:
    """Read a street file: a JSON list of plots; or `BadStreet`."""
    try:
        plots = msgspec.json.decode(file.read_bytes(), type=tuple[Plot, ...])
    except FileNotFoundError:
        raise BadStreet(f"there is no street file {file.name}") from None
    except msgspec.MsgspecError as error:
        raise BadStreet(f"{file.name}: {error}") from None
    if len({plot.resident_key for plot in plots}) < len(plots):
        raise BadStreet(f"{file.name}: two homes have the same resident_key")
    return plots


def recall(state: Path) -> Memory:
    """Return what the street remembers; nothing at the first start."""
    file = state / STREET_FILE
    return msgspec.json.decode(file.read_bytes(), type=Memory) if file.exists() else Memory()


def remember(state: Path, memory: Memory) -> None:
    """Keep what the street remembers."""
    fresh = state / f"{STREET_FILE}.new"
    fresh.write_bytes(msgspec.json.encode(memory))
    fresh.replace(state / STREET_FILE)


def move_in(plot: Plot, house: Installation, memory: Memory, now: datetime) -> Identity | None:
    """Return who a home is, redeeming a new code if the file has one; None: not enrolled.

    A code not seen before means a new hub or a new device: the simulated home moves out, its
    old key and diary go, and it starts again.

    Raises:
        NotEnrolled, BadState: as in `Installation.enrol`.
    """
    seal = sha256((plot.code or "").encode()).hexdigest()[:16]
    if plot.code is None or memory.codes.get(plot.resident_key) == seal:
        return house.identity()
    shutil.rmtree(house.state, ignore_errors=True)
    memory.silences.pop(plot.resident_key, None)
    identity = house.enrol(plot.code, installed_at=_installed_at(plot, now), now=now)
    memory.codes[plot.resident_key] = seal
    return identity


def open_home(
    plot: Plot,
    house: Installation,
    identity: Identity,
    memory: Memory,
    *,
    now: datetime,
    speed: float,
) -> HomeAgent:
    """Return the agent of a home that is heard, its silence staged if the file asks for one."""
    if plot.home is None:
        raise BadStreet(f"{plot.resident_key} has no recording")
    recording = load_recording(HOMES / f"{plot.home}.csv.gz")
    timeline = lay_over(recording, identity.enrolled_at, ZoneInfo(identity.zone))
    driver = LivedIn(
        home=plot.home,
        timeline=timeline,
        since=history_start(timeline, identity.enrolled_at),
        sensors=_battery_sensors(recording),
        check_in=None if plot.check_in is None else time.fromisoformat(plot.check_in),
    )
    roll = Random(plot.resident_key).random
    agent = house.agent(identity, driver, roll, heartbeat_scale=speed)
    for incident in plot.incidents:
        if incident.kind == "silence":
            _stage_silence(incident, plot.resident_key, agent, memory, now, speed)
    agent.driver = replace(driver, silences=memory.of(plot.resident_key))
    return agent


def announced(kind: str, now: datetime) -> Sighting:
    """Return the word a gateway says before something is staged with it."""
    data = msgspec.json.encode({"staged": kind})
    return Sighting(Kind.DEVICE_STATUS, now, simulated=True, data=data)


def _stage_silence(
    incident: Incident,
    key: str,
    agent: HomeAgent,
    memory: Memory,
    now: datetime,
    speed: float,
) -> None:
    """Let a new silence begin, unless one is going on."""
    if any(known.until > now for known in memory.of(key)):
        return
    mark = agent.diary.recall(READ_UNTIL)
    begun = silence(incident, now, speed, datetime.fromisoformat(mark) if mark else None)
    memory.silences[key] = [(begun.last_sign, begun.until)]
    agent.tell([announced("silence", now)])


def _battery_sensors(recording: Recording) -> tuple[str, ...]:
    return (*sorted(set(recording.sensors)), BUTTON)


def _installed_at(plot: Plot, now: datetime) -> datetime | None:
    """Return when the home's history begins, so that the hub takes it; None: now."""
    if plot.home is None:
        return None
    recording = load_recording(HOMES / f"{plot.home}.csv.gz")
    return history_start(lay_over(recording, now, ZoneInfo("Asia/Seoul")), now)
