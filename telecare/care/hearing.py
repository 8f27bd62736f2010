"""Can this home be heard? What every rule about a person asks first.

A home is as well heard as its best gateway. Its tablet speaks for it only where no gateway
ever spoke: a tablet hears a check-in and a call for help, but notices no movement, so it must
not make a home whose gateway is dead look watched. A silence of three beats is late and no
more than a remark; after 15 minutes the home is blind, and a blind home is UNKNOWN, never fine.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from telecare.care.facts import DeviceFact, DeviceKind, Facts, earliest
from telecare.care.parameters import Parameters, SilentDevice


class HearingState(StrEnum):
    """How well a home is heard, best first."""

    HEARD = "heard"
    LATE = "late"  # three beats missed: a remark, no verdict
    CATCHING_UP = "catching_up"  # it speaks again, but what it has told so far is old
    BLIND = "blind"
    NEVER = "never"  # no gateway was ever heard


_ORDER = tuple(HearingState)


@dataclass(frozen=True, slots=True)
class Hearing:
    """How well a home is heard at one instant.

    `since` is the last instant anything was received from the home; None: never. `known_until`
    is the last instant the home has told us about; `blind_from` when, for want of newer news,
    it counts as blind: what had become true before then was seen, not guessed. Both None:
    never. `watched`: something there notices movement; False when only a tablet speaks for the
    home. `changes_at` is when verdicts change for want of news if nothing more is received
    (being late changes none); None: it cannot get worse.
    """

    state: HearingState
    since: datetime | None = None
    known_until: datetime | None = None
    blind_from: datetime | None = None
    changes_at: datetime | None = None
    watched: bool = True

    @property
    def blind(self) -> bool:
        """Whether rules about the person must say UNKNOWN rather than FALSE."""
        return self.state not in {HearingState.HEARD, HearingState.LATE}


HEARD = HearingState.HEARD
LATE = HearingState.LATE
CATCHING_UP = HearingState.CATCHING_UP
BLIND = HearingState.BLIND
NEVER = HearingState.NEVER


def hearing(facts: Facts, parameters: Parameters, now: datetime) -> Hearing:
    """Say how well the home is heard at `now`.

    A home without a gateway, or whose gateways have never spoken, was never heard. A gateway
    that speaks but whose news is older than 15 minutes (it empties its diary after an outage)
    leaves the home as unknown as before: old news must not look like silence.
    """
    numbers = parameters.silent_device
    speaking = [one for one in facts.devices if one.is_gateway and one.heard_at is not None]
    gateways = [one for one in speaking if one.kind is not DeviceKind.TABLET]
    each = [
        _one(voice, heard_at, facts.listening_since, numbers, now)
        for voice in gateways or speaking
        if (heard_at := voice.heard_at) is not None
    ]
    if not each:
        return Hearing(NEVER)
    best = min(each, key=lambda gateway: _ORDER.index(gateway.state))
    known_until = max(gateway.known_until for gateway in each)
    return Hearing(
        state=best.state,
        since=max(gateway.heard_at for gateway in each),
        known_until=known_until,
        blind_from=known_until + numbers.blind_after,
        changes_at=earliest(*(gateway.changes_at for gateway in each)),
        watched=bool(gateways),
    )


@dataclass(frozen=True, slots=True)
class _Gateway:
    """How well one gateway is heard."""

    state: HearingState
    heard_at: datetime
    known_until: datetime
    changes_at: datetime | None


def _one(
    gateway: DeviceFact,
    heard_at: datetime,
    listening_since: datetime | None,
    numbers: SilentDevice,
    now: datetime,
) -> _Gateway:
    silent_from = max(heard_at, listening_since or heard_at)  # the hub's own gap is not its own
    known_until = min(heard_at, gateway.heard_until or heard_at)
    late_at = silent_from + numbers.late_beats * numbers.heartbeat
    old_at = known_until + numbers.blind_after
    blind_at = silent_from + numbers.blind_after
    if now >= blind_at:
        state = BLIND
    elif now >= old_at:
        state = CATCHING_UP
    else:
        state = LATE if now >= late_at else HEARD
    changes = [moment for moment in (old_at, blind_at) if moment > now]
    return _Gateway(state, heard_at, known_until, earliest(*changes))
