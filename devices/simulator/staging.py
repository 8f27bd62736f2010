"""Incidents staged on top of the recordings: when each happens and when it can be seen.

Observations always carry true wall-clock stamps and the hub counts in real time, so speed
cannot hurry a rule. It shortens the waits before an incident, and a staged silence is made to
have begun hours ago, in the part of the past that is told at the start: its last sign of life
is placed so that the rule ripens shortly after the street has gone live. How long the hub
takes to miss a gateway is the hub's own parameter; a demo may divide it by the same speed,
and heartbeats come that much faster, so the estimate here does too.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal
from zlib import crc32

from msgspec import Struct

IncidentKind = Literal["sos", "silence", "dead_gateway", "outage", "never_heard"]

GATEWAY_MISSED_AFTER: Final = timedelta(minutes=15)  # the hub's rule silent_device, P4
SILENCE_LIMIT: Final = timedelta(hours=8)  # the plan of the resident it is staged for
SETTLING: Final = timedelta(seconds=45)  # what telling the past of the whole street may take
SPREAD_S: Final = 60


class Incident(Struct, frozen=True, forbid_unknown_fields=True):
    """One staged incident, as a street file asks for it; waits are at speed 1.

    `after_s` counts from the moment the street is live. `lasts_s` is how long a silence, a
    dead gateway or an outage lasts; an outage should name a similar span for every home.
    """

    kind: IncidentKind
    after_s: float = 60
    lasts_s: float = 7200


@dataclass(frozen=True, slots=True)
class Stage:
    """An incident with its instants; `until` None: it does not end by itself."""

    kind: IncidentKind
    key: str
    at: datetime
    until: datetime | None
    visible_at: datetime


@dataclass(frozen=True, slots=True)
class Silence:
    """Nobody stirs from just after `last_sign` until just before `until`."""

    last_sign: datetime
    until: datetime

    def covers(self, moment: datetime) -> bool:
        """Whether nothing is to be heard at `moment`."""
        return self.last_sign < moment < self.until


def staged(incident: Incident, key: str, live_at: datetime, speed: float) -> Stage:
    """Return when an incident happens, once the street is live."""
    wait = incident.after_s
    if incident.kind == "outage":
        wait += crc32(key.encode()) % SPREAD_S  # an outage reaches one home after the other
    at = live_at + timedelta(seconds=wait) / speed
    until = at + timedelta(seconds=incident.lasts_s) / speed
    match incident.kind:
        case "sos":
            return Stage(incident.kind, key, at, None, at)
        case "dead_gateway" | "outage":
            seen = at + GATEWAY_MISSED_AFTER / speed
            return Stage(incident.kind, key, at, max(until, seen), seen)
        case "silence" | "never_heard":
            return Stage(incident.kind, key, live_at, None, live_at)


def silence(
    incident: Incident, start: datetime, speed: float, told_until: datetime | None
) -> Silence:
    """Return the silence to stage at a start, ripe soon after the street is live.

    Args:
        incident: `after_s` is how long after going live it becomes too long, at speed 1.
        start: When the street starts.
        speed: Divides `after_s`.
        told_until: How far this home has already told its past; a sign of life that was told
            cannot be taken back, so the silence begins no earlier.
    """
    ripe = start + SETTLING + timedelta(seconds=incident.after_s) / speed
    last_sign = ripe - SILENCE_LIMIT
    if told_until is not None:
        last_sign = max(last_sign, told_until + timedelta(microseconds=1))
    return Silence(last_sign, last_sign + SILENCE_LIMIT + timedelta(seconds=incident.lasts_s))
