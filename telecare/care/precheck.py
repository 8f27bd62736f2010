"""The pre-check: asking the resident first, before a soft alert takes anybody's time.

Only what may be answered by "I am well" is asked: a P2 about silence or the door. A P1 is never
asked (I5), and neither is a home that cannot be heard, which is an alert about its devices.

Source: monitoring.md §3.4 (tablet for ten minutes, then an automatic call) and the protocols
table of the domain notes (Chungju 4 calls, Gyeonggi 3 calls before a person). The sources give
no pause between calls: `CALL_WAITS` is ours. The attempts of *people* that those protocols name
next are steps of the escalation policy, which begins where the pre-check ends.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from telecare.care.facts import AlertClass, Finding, Severity


class Way(StrEnum):
    """How a resident is asked."""

    TABLET = "tablet"
    VOICE = "voice"
    SMS = "sms"


class Code(StrEnum):
    """The choices an organisation has."""

    NONE = "none"  # nobody is asked first: what is found opens at once
    STANDARD = "standard"
    CHUNGJU = "chungju"
    GYEONGGI = "gyeonggi"
    OWN = "own"  # attempts the organisation has written down itself


@dataclass(frozen=True, slots=True)
class Ask:
    """One attempt: how, and how long an answer is waited for."""

    way: Way
    wait: timedelta


@dataclass(frozen=True, slots=True)
class Protocol:
    """What an organisation has chosen, and the attempts that it means, in order."""

    code: Code
    asks: tuple[Ask, ...]


TABLET_WAITS: Final = timedelta(minutes=10)
CALL_WAITS: Final = timedelta(minutes=3)
_CALL: Final = Ask(Way.VOICE, CALL_WAITS)

PROTOCOLS: Final[Mapping[Code, tuple[Ask, ...]]] = MappingProxyType(
    {
        Code.NONE: (),
        Code.STANDARD: (Ask(Way.TABLET, TABLET_WAITS), _CALL),
        Code.CHUNGJU: (_CALL,) * 4,
        Code.GYEONGGI: (_CALL,) * 3,
    }
)
NOBODY: Final = Protocol(Code.NONE, ())
MOST_ASKS: Final = 10  # of an organisation's own; Chungju, the longest of the sources, has four
SHORTEST_WAIT: Final = timedelta(minutes=1)  # ours: a call has to ring and be listened to
LONGEST_IN_ALL: Final = timedelta(minutes=60)  # ours: a P2 must reach people within the hour
_ASKABLE: Final = frozenset({AlertClass.SILENCE, AlertClass.DOOR})


def asks_first(finding: Finding) -> bool:
    """Whether a resident may be asked about this before people are told: never about a P1."""
    askable = finding.alert_class in _ASKABLE and finding.soft
    return askable and finding.severity is Severity.P2


def to_json(protocol: Protocol) -> dict[str, Any]:
    """Return an alert's own copy of a protocol, so that a later choice never changes it."""
    return {"protocol": protocol.code.value, "asks": asks_to_json(protocol.asks)}


def from_json(copied: Mapping[str, Any] | None) -> Sequence[Ask]:
    """Return the attempts of an alert's copy; none for an alert that was never asked."""
    return [] if copied is None else asks_from_json(copied["asks"])


def asks_to_json(asks: Sequence[Ask]) -> list[Any]:
    """Return attempts as they are kept: `[way, seconds]` each."""
    return [[ask.way.value, int(ask.wait.total_seconds())] for ask in asks]


def asks_from_json(kept: Sequence[Any]) -> list[Ask]:
    """Return what `asks_to_json` kept."""
    return [Ask(Way(way), timedelta(seconds=wait_s)) for way, wait_s in kept]
