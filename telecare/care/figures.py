"""The figures of a service: how soon a human acted, and how often an alarm was for nothing.

The clock is the TSA's: from the moment the first signal came in to the first act of a human.
What a machine answers by itself is no act. An alert counts once a human acted on it, or once it
has waited longer than 180 s; one that passed before anybody came counts nowhere.

Source: monitoring.md §2.2 (97.5 % within 60 s and 99 % within 180 s, per calendar month, an
exception report for each call beyond 180 s) and §3.5, I19.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import ceil
from typing import Final

from telecare.care.alert import Outcome
from telecare.care.facts import AlertClass

SOON: Final = timedelta(seconds=60)
LATE: Final = timedelta(seconds=180)  # longer than this asks for a report
SOON_TARGET: Final = 97.5  # per cent of a month's alerts
LATE_TARGET: Final = 99.0  # per cent of a month's alerts
FEW: Final = 20  # below this a share says little, and the screens say so
SECOND_US: Final = 1_000_000
_MEDIAN, _P95 = 50, 95


class Judged(StrEnum):
    """What an alert turned out to be, by its outcome."""

    FALSE = "false"  # nothing was there to see: pressed by accident, too sensitive, a fault
    WELL = "well"  # rightly told, and the person was well or away
    NEEDED = "needed"  # somebody or something needed help


_FALSE: Final = frozenset(
    {Outcome.ACCIDENTAL_PRESS, Outcome.OVER_SENSITIVE, Outcome.DEVICE_FAULT}
)
_TECHNICAL: Final = frozenset({Outcome.DEVICE_FAULT, Outcome.BATTERY, Outcome.NETWORK})
_WELL: Final = frozenset({Outcome.OK_CONFIRMED, Outcome.AWAY_HOSPITAL, Outcome.AWAY_TRAVEL})
_NOWHERE: Final = frozenset({Outcome.TEST, Outcome.DUPLICATE})


def judged(outcome: Outcome, alert_class: AlertClass) -> Judged | None:
    """Return what an outcome says of its alarm; None: it counts nowhere.

    A flat battery or a fault is what an alert about a device is for, and a false alarm when a
    person was thought to be in need.
    """
    if outcome in _NOWHERE:
        return None
    if alert_class is AlertClass.DEVICE and outcome in _TECHNICAL:
        return Judged.NEEDED
    if outcome in _FALSE or outcome in _TECHNICAL:
        return Judged.FALSE
    return Judged.WELL if outcome in _WELL else Judged.NEEDED


@dataclass(frozen=True, slots=True)
class Answers:
    """How soon humans acted on `n` alerts.

    Attributes:
        n: How many counted.
        soon: How many of them within 60 s.
        in_time: How many of them within 180 s.
        median_s: In seconds; None: none counted.
        p95_s: In seconds, by nearest rank; None: none counted.
    """

    n: int
    soon: int
    in_time: int
    median_s: float | None
    p95_s: float | None


def answers(waits_us: Iterable[int]) -> Answers:
    """Return the figures of some waits, each in microseconds from the signal to the act."""
    ordered = sorted(waits_us)
    return Answers(
        n=len(ordered),
        soon=sum(wait <= SOON // _US for wait in ordered),
        in_time=sum(wait <= LATE // _US for wait in ordered),
        median_s=nearest_rank(ordered, _MEDIAN),
        p95_s=nearest_rank(ordered, _P95),
    )


def wait_of(received_us: int, human_us: int | None, now_us: int, *, live: bool) -> int | None:
    """Return how long an alert waited for a human, in microseconds; None: it does not count.

    An alert nobody has acted on counts with the wait so far, once that is longer than 180 s.
    """
    if human_us is not None:
        return max(0, human_us - received_us)
    waited = now_us - received_us
    return waited if live and waited > LATE // _US else None


def nearest_rank(ordered: Sequence[int], percent: int) -> float | None:
    """Return the value below or at which `percent` of ascending microseconds lie, in seconds.

    It is always one of the values themselves; None: there are none.
    """
    if not ordered:
        return None
    return ordered[ceil(len(ordered) * percent / 100) - 1] / SECOND_US


_US: Final = timedelta(microseconds=1)
