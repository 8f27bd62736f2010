"""What a device's stamp means once its clock is known. Lateness is not a wrong clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from telecare.protocol.limits import (
    CLOCK_TRUSTED_WITHIN,
    FUTURE_TOLERANCE,
    LATE_AFTER,
    MAX_SIGNATURE_SKEW,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something happened, as the hub believes it.

    `corrected` says the device's clock was off and its offset was taken away; `late` says
    the news is older than five minutes at receipt and is history.
    """

    taken_at: datetime
    corrected: bool
    late: bool


def offset_of(sent_at: datetime, received_at: datetime) -> timedelta:
    """Return how far the device's clock is ahead of the hub's (negative: behind)."""
    return sent_at - received_at


def stamp(taken_at: datetime, offset: timedelta, received_at: datetime) -> Stamp:
    """Believe `taken_at` while the device's clock is within 120 s, else correct it.

    The answer is never later than `received_at`.
    """
    corrected = abs(offset) > CLOCK_TRUSTED_WITHIN
    believed = min(taken_at - offset if corrected else taken_at, received_at)
    return Stamp(believed, corrected, received_at - believed > LATE_AFTER)


def from_the_future(taken_at: datetime, sent_at: datetime) -> bool:
    """Say whether a stamp is more than 5 min ahead of the clock of its own batch."""
    return taken_at - sent_at > FUTURE_TOLERANCE


def clock_off(created: int, received_at: datetime) -> bool:
    """Say whether a signature's time (Unix seconds) is outside 300 s of the hub's time."""
    return abs(created - received_at.timestamp()) > MAX_SIGNATURE_SKEW.total_seconds()
