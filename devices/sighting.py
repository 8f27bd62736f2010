"""What a driver noticed, in the words of the house, before it gets a number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from telecare.protocol.messages import Kind, Sensor


@dataclass(frozen=True, slots=True)
class Sighting:
    """Something noticed in the home.

    `sensor` is the driver's own name for the sensor (`kitchen`, `front-door`), None when the
    gateway itself speaks. `data` is JSON text of an object, empty when there is none.
    """

    kind: Kind
    taken_at: datetime
    sensor: str | None = None
    value: float | None = None
    simulated: bool = False
    data: bytes = b""


class Driver(Protocol):
    """A way to hear a home. Asked again and again; never blocks."""

    def read(self, after: datetime | None, now: datetime) -> Sequence[Sighting]:
        """Return what was noticed later than `after` and not later than `now`, in order.

        `after` is what the diary remembers of the last reading, None at the first; a driver
        of real sensors, which cannot look back, may ignore it.
        """

    def next_at(self, now: datetime) -> datetime | None:
        """Return when there will be more, if the driver can know; None when it cannot."""


def sensor_named(name: str, sensors: Iterable[Sensor]) -> Sensor | None:
    """Find the enrolled sensor a driver means.

    `front-door` and `button` are kinds; a room (`kitchen`) is the motion sensor of that room,
    or else the sensor with the room in its label.
    """
    kind = name.replace("-", "_")
    known = list(sensors)
    for wanted in (kind, f"motion_{kind}"):
        for sensor in known:
            if sensor.kind == wanted:
                return sensor
    labelled = (each for each in known if name.casefold() in each.label.casefold().split())
    return next(labelled, None)
