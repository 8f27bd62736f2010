"""Suppression: which findings are held back for a while, and for how long at the most.

A suppression only keeps an alert from opening. Rules go on concluding, what is open is fed and
cleared as ever, and nothing that may be a P1 is held back by any of them (I5, I6).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from telecare.care.facts import AlertClass, Severity


class Reason(StrEnum):
    """Why alerts are held back."""

    AWAY = "away"
    HOSPITAL = "hospital"
    VISIT = "visit"  # somebody of the service is in the home
    DEVICE_TEST = "device_test"
    OUT_OF_SERVICE = "out_of_service"  # one device


class Why(StrEnum):
    """Why a suppression has ended."""

    OVER = "over"
    BY_HAND = "by_hand"
    RETURNED = "returned"  # somebody moved in the home


MOST: Final[Mapping[Reason, timedelta]] = MappingProxyType(  # monitoring.md §3.5, I7
    {
        Reason.AWAY: timedelta(days=30),
        Reason.HOSPITAL: timedelta(days=14),
        Reason.VISIT: timedelta(hours=4),
        Reason.DEVICE_TEST: timedelta(hours=1),
        Reason.OUT_OF_SERVICE: timedelta(days=30),
    }
)
LEAST: Final = timedelta(minutes=15)  # below it the reminder would come with the start
EMPTY_HOME: Final = frozenset({Reason.AWAY, Reason.HOSPITAL})
LEAVING: Final = timedelta(hours=1)  # who is just leaving still moves about
REMIND_PART: Final = 10  # a tenth of the length before its end …
REMIND_LEAST: Final = timedelta(minutes=10)  # … but not less than this
REMIND_MOST: Final = timedelta(days=1)  # … and not more than this

NEVER: Final = frozenset({AlertClass.SOS, AlertClass.FIRE_GAS, AlertClass.FALL})
_PERSON: Final = frozenset(AlertClass) - NEVER - {AlertClass.DEVICE}
_DEVICE: Final = frozenset({AlertClass.DEVICE})
COVERED: Final[Mapping[Reason, frozenset[AlertClass]]] = MappingProxyType(
    {
        Reason.AWAY: _PERSON,
        Reason.HOSPITAL: _PERSON,
        Reason.VISIT: _PERSON | _DEVICE,
        Reason.DEVICE_TEST: _DEVICE,
        Reason.OUT_OF_SERVICE: _DEVICE,
    }
)


@dataclass(frozen=True, slots=True)
class Suppression:
    """Alerts held back in [`start`, `end`); `subject` is a device's id, "" for the home."""

    reason: Reason
    subject: str
    start: datetime
    end: datetime


def covers(
    held: Suppression,
    severity: Severity,
    alert_class: AlertClass,
    subject: str,
    now: datetime,
) -> bool:
    """Return whether an alert about `subject` is held back at `now`; never for a P1."""
    return (
        severity is not Severity.P1
        and held.start <= now < held.end
        and alert_class in COVERED[held.reason]
        and held.subject in {"", subject}
    )


def remind_at(start: datetime, end: datetime) -> datetime:
    """Return when whoever began it is reminded of the end: a tenth before, 10 min to 1 d."""
    lead = min(max((end - start) / REMIND_PART, REMIND_LEAST), REMIND_MOST)
    return max(end - lead, start)


def has_returned(held: Suppression, indoor_at: datetime | None) -> bool:
    """Return whether movement indoors at `indoor_at` says that the person is home again.

    The first hour counts as leaving. None: nobody has moved.
    """
    return (
        held.reason in EMPTY_HOME
        and indoor_at is not None
        and indoor_at >= held.start + LEAVING
    )
