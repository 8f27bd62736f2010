"""The life of an alert: one transition table, and what a verdict does to an episode.

An alert moves only through `TRANSITIONS`; `diagram` draws the same table for the handbook. Who
may move it, and the compare-and-set that makes it happen once, are the business of `actions`.

Source: monitoring.md §3.2 and §3.5, with the verbs and the undo of ARCHITECTURE.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from telecare.care.facts import (
    AlertClass,
    Finding,
    Judgement,
    Sentence,
    Severity,
    Verdict,
    worse,
)
from telecare.care.life import Life


class State(StrEnum):
    """Where an alert stands."""

    PRECHECK = "precheck"  # the resident is being asked first
    OPEN = "open"
    CLAIMED = "claimed"
    RESPONDING = "responding"  # somebody is on the way or expected; long lease
    RESOLVED = "resolved"
    CLOSED = "closed"
    AUTO_CLEARED = "auto_cleared"  # it passed before anybody claimed it
    MERGED = "merged"


class Move(StrEnum):
    """What can happen to an alert."""

    OPEN = "open"
    PRECHECK = "precheck"
    PRECHECK_OK = "precheck_ok"
    PRECHECK_HELP = "precheck_help"
    PRECHECK_EXPIRED = "precheck_expired"
    CLAIM = "claim"
    RENEW = "renew"
    RELEASE = "release"
    HAND_OVER = "hand_over"
    LEASE_EXPIRED = "lease_expired"
    HOLD = "hold"
    RESPOND = "respond"
    WORSEN = "worsen"
    REPEAT = "repeat"
    CONDITION_CLEARED = "condition_cleared"  # noted; the alert stays where it is
    AUTO_CLEAR = "auto_clear"
    RESOLVE = "resolve"
    UNDO_CLAIM = "undo_claim"
    UNDO_EARLY_CLAIM = "undo_early_claim"  # it was claimed while the resident was being asked
    UNDO_RESOLVE = "undo_resolve"
    REOPEN = "reopen"
    CLOSE = "close"
    MERGE = "merge"


BIRTHS: Final[Mapping[Move, State]] = MappingProxyType(
    {Move.OPEN: State.OPEN, Move.PRECHECK: State.PRECHECK}
)

TRANSITIONS: Final[Mapping[tuple[State, Move], State]] = MappingProxyType(
    {
        (State.PRECHECK, Move.PRECHECK_OK): State.AUTO_CLEARED,
        (State.PRECHECK, Move.PRECHECK_HELP): State.OPEN,
        (State.PRECHECK, Move.PRECHECK_EXPIRED): State.OPEN,
        (State.PRECHECK, Move.WORSEN): State.OPEN,
        (State.PRECHECK, Move.REPEAT): State.PRECHECK,
        (State.PRECHECK, Move.CONDITION_CLEARED): State.PRECHECK,
        (State.PRECHECK, Move.AUTO_CLEAR): State.AUTO_CLEARED,
        (State.PRECHECK, Move.MERGE): State.MERGED,
        (State.PRECHECK, Move.CLAIM): State.CLAIMED,  # nobody need wait for the answer
        (State.OPEN, Move.CLAIM): State.CLAIMED,
        (State.OPEN, Move.WORSEN): State.OPEN,
        (State.OPEN, Move.REPEAT): State.OPEN,
        (State.OPEN, Move.CONDITION_CLEARED): State.OPEN,
        (State.OPEN, Move.AUTO_CLEAR): State.AUTO_CLEARED,
        (State.OPEN, Move.MERGE): State.MERGED,
        (State.CLAIMED, Move.RENEW): State.CLAIMED,
        (State.CLAIMED, Move.RELEASE): State.OPEN,
        (State.CLAIMED, Move.HAND_OVER): State.CLAIMED,
        (State.CLAIMED, Move.LEASE_EXPIRED): State.OPEN,
        (State.CLAIMED, Move.HOLD): State.RESPONDING,
        (State.CLAIMED, Move.RESPOND): State.RESPONDING,
        (State.CLAIMED, Move.WORSEN): State.CLAIMED,
        (State.CLAIMED, Move.REPEAT): State.CLAIMED,
        (State.CLAIMED, Move.CONDITION_CLEARED): State.CLAIMED,
        (State.CLAIMED, Move.RESOLVE): State.RESOLVED,
        (State.CLAIMED, Move.UNDO_CLAIM): State.OPEN,
        (State.CLAIMED, Move.UNDO_EARLY_CLAIM): State.PRECHECK,
        (State.RESPONDING, Move.RENEW): State.RESPONDING,
        (State.RESPONDING, Move.RELEASE): State.OPEN,
        (State.RESPONDING, Move.HAND_OVER): State.CLAIMED,
        (State.RESPONDING, Move.LEASE_EXPIRED): State.OPEN,
        (State.RESPONDING, Move.HOLD): State.RESPONDING,
        (State.RESPONDING, Move.RESPOND): State.RESPONDING,
        (State.RESPONDING, Move.WORSEN): State.RESPONDING,
        (State.RESPONDING, Move.REPEAT): State.RESPONDING,
        (State.RESPONDING, Move.CONDITION_CLEARED): State.RESPONDING,
        (State.RESPONDING, Move.RESOLVE): State.RESOLVED,
        (State.RESOLVED, Move.UNDO_RESOLVE): State.CLAIMED,
        (State.RESOLVED, Move.REOPEN): State.OPEN,
        (State.RESOLVED, Move.CLOSE): State.CLOSED,
        (State.AUTO_CLEARED, Move.REOPEN): State.OPEN,
    }
)
LIFE: Final = Life("an alert", State, BIRTHS, TRANSITIONS)
after = LIFE.after
diagram = LIFE.diagram

LIVE_STATES: Final = frozenset({State.PRECHECK, State.OPEN, State.CLAIMED, State.RESPONDING})
OWNED_STATES: Final = frozenset({State.CLAIMED, State.RESPONDING})

_WORKING_DAY: Final = timedelta(hours=24)  # to the same hour of the next day
LEASE: Final[Mapping[Severity, timedelta]] = MappingProxyType(
    {
        Severity.P1: timedelta(minutes=5),
        Severity.P2: timedelta(minutes=20),
        Severity.P3: _WORKING_DAY,
        Severity.P4: 3 * _WORKING_DAY,
    }
)
FIRST_HUMAN: Final[Mapping[Severity, timedelta]] = MappingProxyType(
    {
        Severity.P1: timedelta(seconds=60),
        Severity.P2: timedelta(minutes=15),
        Severity.P3: timedelta(hours=8),  # working time: the same working day
        Severity.P4: timedelta(hours=4),  # working time
    }
)
HOLD_MARGIN: Final = timedelta(minutes=10)  # past `expected_by` before the lease runs out
REOPEN_WITHIN: Final = timedelta(minutes=30)  # TRUE again so soon is the same episode
CLOSE_AFTER: Final = timedelta(hours=24)
UNDO_WITHIN: Final = timedelta(seconds=8)


class Outcome(StrEnum):
    """How an alert ended; mandatory, because tuning is done from these codes."""

    EMERGENCY_119 = "emergency_119"
    ASSISTED = "assisted"
    WELFARE_NEED = "welfare_need"
    OK_CONFIRMED = "ok_confirmed"
    ACCIDENTAL_PRESS = "accidental_press"
    OVER_SENSITIVE = "over_sensitive"
    DEVICE_FAULT = "device_fault"
    BATTERY = "battery"
    NETWORK = "network"
    AWAY_HOSPITAL = "away_hospital"
    AWAY_TRAVEL = "away_travel"
    TEST = "test"
    DUPLICATE = "duplicate"
    DECEASED = "deceased"
    UNREACHABLE_HANDED_OVER = "unreachable_handed_over"  # to the police or 119


OUTCOME_LABELS: Final[Mapping[Outcome, Sentence]] = MappingProxyType(
    {
        Outcome.EMERGENCY_119: Sentence("119 출동", "119 responded"),
        Outcome.ASSISTED: Sentence("도움 제공", "Helped on the spot"),
        Outcome.WELFARE_NEED: Sentence("복지 지원 필요", "Needs welfare support"),
        Outcome.OK_CONFIRMED: Sentence("안전 확인", "Confirmed well"),
        Outcome.ACCIDENTAL_PRESS: Sentence("실수로 누름", "Pressed by accident"),
        Outcome.OVER_SENSITIVE: Sentence("감지 기준이 예민함", "Rule too sensitive"),
        Outcome.DEVICE_FAULT: Sentence("기기 고장", "Device fault"),
        Outcome.BATTERY: Sentence("배터리 방전", "Battery flat"),
        Outcome.NETWORK: Sentence("통신 장애", "Network fault"),
        Outcome.AWAY_HOSPITAL: Sentence("입원·병원", "Away: hospital"),
        Outcome.AWAY_TRAVEL: Sentence("외출·여행", "Away: out or travelling"),
        Outcome.TEST: Sentence("시험", "Test"),
        Outcome.DUPLICATE: Sentence("중복", "Duplicate"),
        Outcome.DECEASED: Sentence("사망", "Deceased"),
        Outcome.UNREACHABLE_HANDED_OVER: Sentence(
            "연락 불가, 경찰·119 인계", "Not reached, handed to police or 119"
        ),
    }
)


class Verified(StrEnum):
    """How a human made sure of the person."""

    VOICE = "voice"
    VIDEO = "video"
    VISIT = "visit"
    THIRD_PARTY = "third_party"
    EMERGENCY_119 = "emergency_119"


VERIFIED_LABELS: Final[Mapping[Verified, Sentence]] = MappingProxyType(
    {
        Verified.VOICE: Sentence("음성 통화", "Spoke by voice"),
        Verified.VIDEO: Sentence("영상 통화", "Seen by video"),
        Verified.VISIT: Sentence("방문", "Visited"),
        Verified.THIRD_PARTY: Sentence("이웃·가족 확인", "Neighbour or family confirmed"),
        Verified.EMERGENCY_119: Sentence("119 확인", "119 confirmed"),
    }
)

_PERSON_FIRST: Final = frozenset({Severity.P1, Severity.P2})


def may_resolve(
    severity: Severity, outcome: Outcome | None, verified: Verified | None
) -> str | None:
    """Return None if an alert may end so, else the field that is missing.

    "outcome": every alert needs one. "verified": a P1 or P2 ends only once somebody has made
    sure of the person (I16). "Cannot hear this home" is a P2 like any other: that the device
    is explained says nothing about how its resident is.
    """
    if outcome is None:
        return "outcome"
    if severity in _PERSON_FIRST and verified is None:
        return "verified"
    return None


def may_hold(severity: Severity) -> bool:
    """Whether an alert may be put on hold: never a P1, somebody acts on it now."""
    return severity is not Severity.P1


@dataclass(frozen=True, slots=True)
class Episode:
    """What `decide` must know about an alert of the class it decides on.

    `last_signal_at` is the `signal_at` of the last finding fed to it. `resolved_at` is when it
    ended, by a human or by itself; None while live. `cleared_at` is when its condition was last
    seen FALSE; None while it is not.
    """

    state: State
    severity: Severity
    alert_class: AlertClass
    episode_since: datetime
    last_signal_at: datetime
    resolved_at: datetime | None
    soft: bool
    cleared_at: datetime | None = None


class Act(StrEnum):
    """What the machine does about a class of alerts after judging."""

    OPEN = "open"
    REPEAT = "repeat"
    WORSEN = "worsen"
    CLEAR = "clear"
    AUTO_CLEAR = "auto_clear"
    REOPEN = "reopen"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Decision:
    """The act and, for all but CLEAR, AUTO_CLEAR and NOTHING, the finding that speaks.

    `severity` is what the alert shall have from now on: it never falls while the episode lasts.
    """

    act: Act
    finding: Finding | None = None
    severity: Severity | None = None


NOTHING: Final = Decision(Act.NOTHING)


def decide(
    live: Episode | None,
    last_resolved: Episode | None,
    judgements_of_class: Sequence[Judgement],
    now: datetime,
) -> Decision:
    """Say what the verdicts of one class do to its alert.

    The strongest finding gives severity and sentence. UNKNOWN neither opens nor clears. A P1
    never ends by itself; a soft one nobody has claimed does. What was TRUE when a human
    resolved it opens nothing again unless it has become worse; TRUE again within 30 minutes of
    the end is the same episode, later it is a new one.

    Args:
        live: The one alert of this class that is not finished, if any.
        last_resolved: The newest finished one (resolved or auto-cleared), if any.
        judgements_of_class: Every judgement of the rules of this class, FALSE ones too.
        now: The instant of judging.
    """
    findings = [j.finding for j in judgements_of_class if j.finding is not None]
    if last_resolved is not None:
        findings = [f for f in findings if _is_news(f, last_resolved)]
    if live is not None:
        unknown = any(j.verdict is Verdict.UNKNOWN for j in judgements_of_class)
        known = bool(judgements_of_class) and not unknown
        return _feed(live, findings) if findings else _quieten(live, known=known)
    if not findings:
        return NOTHING
    finding = strongest(findings)
    again = last_resolved is not None and _comes_back(last_resolved, now)
    return Decision(Act.REOPEN if again else Act.OPEN, finding, finding.severity)


def strongest(findings: Sequence[Finding]) -> Finding:
    """Return the finding that speaks for its class: most urgent, then longest standing."""
    return min(findings, key=lambda f: (f.severity.rank, f.since, f.rule, f.subject))


def _feed(live: Episode, findings: Sequence[Finding]) -> Decision:
    finding = strongest(findings)
    severity = worse(live.severity, finding.severity)
    if severity is not live.severity:
        return Decision(Act.WORSEN, finding, severity)
    newest = max(f.signal_at for f in findings)
    if newest > live.last_signal_at or live.cleared_at is not None:
        return Decision(Act.REPEAT, finding, severity)
    return NOTHING


def _quieten(live: Episode, *, known: bool) -> Decision:
    if not known:
        return NOTHING  # a home that cannot be heard is never fine
    ends_by_itself = live.soft and live.severity is not Severity.P1
    if ends_by_itself and live.state not in OWNED_STATES:
        return Decision(Act.AUTO_CLEAR)
    return NOTHING if live.cleared_at is not None else Decision(Act.CLEAR)


def _is_news(finding: Finding, ended: Episode) -> bool:
    """Tell a new finding from one a human has already dealt with."""
    if ended.state is State.AUTO_CLEARED or ended.resolved_at is None:
        return True  # no human has dealt with it
    if finding.severity.rank < ended.severity.rank:
        return True
    if finding.since == ended.episode_since:
        return ended.cleared_at is not None  # it left TRUE and came back
    return finding.signal_at > ended.resolved_at


def _comes_back(ended: Episode, now: datetime) -> bool:
    if (ended.state, Move.REOPEN) not in TRANSITIONS or ended.resolved_at is None:
        return False
    return now - ended.resolved_at <= REOPEN_WITHIN
