"""Every number the rules use, with where it comes from.

A set of parameters is stored as JSON, a new version for each change; durations are seconds
(`…_s` in JSON), wall times "HH:MM". A number younger than a stored set takes its default.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import time, timedelta
from typing import Annotated, Any, Final, TypeAlias, get_type_hints

SECOND: Final = timedelta(seconds=1)
MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)

Number: TypeAlias = int | float | str


class BadParameters(ValueError):
    """A stored set of parameters cannot be read; the text says which key and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sos:
    """Numbers of the rule `sos`."""

    debounce: Annotated[timedelta, "monitoring R1: repeats within 30 s are one"] = 30 * SECOND
    late_after: Annotated[timedelta, "ARCHITECTURE, Time: late is more than 5 min"] = 5 * MINUTE
    keeps: Annotated[timedelta, "own: a press not answered in a day is history"] = 24 * HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedCheckIn:
    """Numbers of the rule `missed_check_in`; time, window and grace are each plan's own."""

    default_at: Annotated[time, "monitoring R2: one a day, at 10:00"] = time(10)
    default_window_opens: Annotated[time, "UI: the OK window opens at 07:00"] = time(7)
    default_grace: Annotated[timedelta, "monitoring R2: grace of 60 min"] = 60 * MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHome:
    """Numbers of the rule `quiet_home`."""

    day_from: Annotated[time, "monitoring R3: the day is 06–22"] = time(6)
    day_until: Annotated[time, "monitoring R3: the day is 06–22"] = time(22)
    day_limit: Annotated[timedelta, "monitoring R3: 8 h by day"] = 8 * HOUR
    high_risk_day_limit: Annotated[timedelta, "monitoring R3: 6 h at high risk"] = 6 * HOUR
    any_limit: Annotated[timedelta, "monitoring R3: 12 h at any hour"] = 12 * HOUR
    late_morning: Annotated[
        time,
        "monitoring R5: no movement after 10 am; on the 12 recorded homes it takes the day"
        " limit from 0.114 to 0.033 findings per home and day: most others were sleep",
    ] = time(10)
    out_extra: Annotated[
        timedelta,
        "own: last heard at an outer door means out (R7): so much after the any limit",
    ] = 4 * HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentDevice:
    """Numbers of hearing and of the rule `silent_device`."""

    heartbeat: Annotated[timedelta, "issue 2 §4: a gateway is expected every 60 s"] = 1 * MINUTE
    late_beats: Annotated[int, "issue 2 §4: late at 3 beats"] = 3
    blind_after: Annotated[timedelta, "issue 2 §4: P4 at 15 min and the home is blind"] = (
        15 * MINUTE
    )
    blind_high_risk: Annotated[timedelta, "issue 2 §4: blind 1 h for a person at risk"] = (
        1 * HOUR
    )
    blind_normal: Annotated[timedelta, "issue 2 §4: blind 4 h for anybody else"] = 4 * HOUR
    mains_sensor: Annotated[timedelta, "monitoring R16: mains sensor 2 h"] = 2 * HOUR
    battery_sensor: Annotated[timedelta, "monitoring R16: battery sensor 25 h"] = 25 * HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class NeverHeard:
    """Numbers of the rule `never_heard`."""

    deadline: Annotated[timedelta, "monitoring R18: no first signal within 24 h"] = 24 * HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Numbers of the area outage."""

    within: Annotated[timedelta, "issue 2 §4: gone silent within 10 min"] = 10 * MINUTE
    homes: Annotated[int, "issue 2 §4: at least 5 homes"] = 5
    share_percent: Annotated[float, "issue 2 §4: or at least 20 % of the scope"] = 20.0
    share_homes: Annotated[int, "issue 2 §4: with at least 3 homes"] = 3
    wide_share_percent: Annotated[
        float,
        "own: of a network or the platform at least 1 % too, or five unrelated power cuts"
        " among 20,000 homes would be an outage of everything",
    ] = 1.0
    explained_percent: Annotated[
        float, "own: a narrower scope holding half of the silent homes may be the better name"
    ] = 50.0
    news_for: Annotated[timedelta, "own: an outage a day old is not discovered again"] = (
        24 * HOUR
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """One version of every rule's numbers."""

    sos: Sos = field(default_factory=Sos)
    missed_check_in: MissedCheckIn = field(default_factory=MissedCheckIn)
    quiet_home: QuietHome = field(default_factory=QuietHome)
    silent_device: SilentDevice = field(default_factory=SilentDevice)
    never_heard: NeverHeard = field(default_factory=NeverHeard)
    area: Area = field(default_factory=Area)

    def to_json(self) -> dict[str, dict[str, Number]]:
        """Return a value that `json` can write and `from_json` reads back equal."""
        return {
            group: dict(_written(name, value) for name, value in numbers.items())
            for group, numbers in asdict(self).items()
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Mapping[str, Number]]) -> "Parameters":
        """Read a stored set.

        Raises:
            BadParameters: a group or number nobody knows, or a value that cannot be one.
        """
        defaults = cls()
        if strangers := stored.keys() - {group.name for group in fields(cls)}:
            raise BadParameters(f"unknown group {min(strangers)}")
        groups = {name: _group(name, getattr(defaults, name), stored[name]) for name in stored}
        return replace(defaults, **groups)


def sources() -> dict[str, str]:
    """Return where every number comes from, by "group.number"."""
    return {
        f"{group.name}.{name}": hint.__metadata__[0]
        for group in fields(Parameters)
        for name, hint in get_type_hints(
            type(getattr(DEFAULT, group.name)), include_extras=True
        ).items()
    }


def _written(name: str, value: object) -> tuple[str, Number]:
    match value:
        case timedelta():
            return f"{name}_s", value.total_seconds()
        case time():
            return name, value.isoformat("minutes")
        case int() | float():
            return name, value
        case _:  # pragma: no cover - a new kind of number needs a line above
            raise TypeError(name)


def _group(name: str, default: Any, stored: Mapping[str, Number]) -> Any:  # noqa: ANN401
    """Read one group of numbers; each group is a dataclass of its own type."""
    keys = {_written(f.name, getattr(default, f.name))[0]: f.name for f in fields(default)}
    if strangers := stored.keys() - keys.keys():
        raise BadParameters(f"unknown number {name}.{min(strangers)}")
    values = {
        keys[key]: _read(f"{name}.{key}", getattr(default, keys[key]), value)
        for key, value in stored.items()
    }
    return replace(default, **values)


def _read(where: str, default: object, value: Number) -> object:
    if isinstance(default, time):
        return _read_time(where, value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise BadParameters(f"{where} must be a number above 0")
    if isinstance(default, timedelta):
        return timedelta(seconds=value)
    return int(value) if isinstance(default, int) else float(value)


def _read_time(where: str, value: Number) -> time:
    try:
        return time.fromisoformat(str(value))
    except ValueError:
        raise BadParameters(f"{where} must be a time of day") from None


DEFAULT: Final = Parameters()
