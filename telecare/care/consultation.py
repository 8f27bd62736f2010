"""The life of a consultation: one transition table, and when each state has waited enough.

A consultation is a call between a screen of staff and a resident's tablet. It moves only
through `TRANSITIONS`; `diagram` draws the same table for the handbook. Who may move it, and the
compare-and-set that makes it happen once, are the business of `actions`.

Source: VIDEO.md §1 (a seat is kept 120 s), UI.md §D (a tablet rings for 45 s).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from telecare.care.facts import Sentence
from telecare.care.life import IllegalMove, Life


class State(StrEnum):
    """Where a consultation stands."""

    RINGING = "ringing"
    ANSWERED = "answered"  # picked up; the two ends look for each other
    CONNECTED = "connected"
    ENDED = "ended"


class Move(StrEnum):
    """What can happen to a consultation."""

    RING = "ring"
    FIND_BUSY = "find_busy"  # the tablet is in another call
    FIND_AWAY = "find_away"  # the tablet cannot be heard
    ANSWER = "answer"
    AUTO_ANSWER = "auto_answer"
    DECLINE = "decline"
    CANCEL = "cancel"  # ended before the two ends saw each other
    RING_OUT = "ring_out"
    CONNECT = "connect"  # both ends send and receive
    NEVER_CONNECT = "never_connect"
    LOSE = "lose"  # one end has gone silent; its seat is kept
    RETURN = "return"
    HANG_UP = "hang_up"
    LEAVE = "leave"  # both ends have been gone longer than a seat is kept
    BREAK_OFF = "break_off"  # one end has, while the other waited
    RUN_OUT = "run_out"  # the longest a call lasts
    GO_TO_PHONE = "go_to_phone"
    CUT_OFF = "cut_off"  # the caller may call no longer: account, role or scope has gone


class Outcome(StrEnum):
    """How a consultation ended; the result code of the alert's log."""

    COMPLETED = "completed"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    CANCELLED = "cancelled"
    UNREACHABLE = "unreachable"
    FAILED = "failed"
    BY_PHONE = "by_phone"


class Purpose(StrEnum):
    """Why somebody calls."""

    CARE = "care"  # a clinician's consultation, behind the gate
    WELFARE = "welfare"  # a caseworker looks after a claimed alert


class Side(StrEnum):
    """The two ends."""

    CALLER = "caller"
    RESIDENT = "resident"


class Presence(StrEnum):
    """Whether one end's media reaches the hub."""

    ABSENT = "absent"  # has not come yet
    HERE = "here"
    AWAY = "away"  # was here and has gone silent


def spoken(connected_at: datetime | None, outcome: Outcome | None) -> bool:
    """Whether the two ends have spoken: on the tablet, or by telephone in its stead.

    Only then can somebody have been recognised and have agreed.
    """
    return connected_at is not None or outcome is Outcome.BY_PHONE


BIRTHS: Final[Mapping[Move, State]] = MappingProxyType(
    {
        Move.RING: State.RINGING,
        Move.FIND_BUSY: State.ENDED,
        Move.FIND_AWAY: State.ENDED,
    }
)

TRANSITIONS: Final[Mapping[tuple[State, Move], State]] = MappingProxyType(
    {
        (State.RINGING, Move.ANSWER): State.ANSWERED,
        (State.RINGING, Move.AUTO_ANSWER): State.ANSWERED,
        (State.RINGING, Move.DECLINE): State.ENDED,
        (State.RINGING, Move.CANCEL): State.ENDED,
        (State.RINGING, Move.RING_OUT): State.ENDED,
        (State.RINGING, Move.GO_TO_PHONE): State.ENDED,
        (State.RINGING, Move.CUT_OFF): State.ENDED,
        (State.ANSWERED, Move.CONNECT): State.CONNECTED,
        (State.ANSWERED, Move.NEVER_CONNECT): State.ENDED,
        (State.ANSWERED, Move.CANCEL): State.ENDED,
        (State.ANSWERED, Move.GO_TO_PHONE): State.ENDED,
        (State.ANSWERED, Move.CUT_OFF): State.ENDED,
        (State.CONNECTED, Move.LOSE): State.CONNECTED,
        (State.CONNECTED, Move.RETURN): State.CONNECTED,
        (State.CONNECTED, Move.HANG_UP): State.ENDED,
        (State.CONNECTED, Move.LEAVE): State.ENDED,
        (State.CONNECTED, Move.BREAK_OFF): State.ENDED,
        (State.CONNECTED, Move.RUN_OUT): State.ENDED,
        (State.CONNECTED, Move.GO_TO_PHONE): State.ENDED,
        (State.CONNECTED, Move.CUT_OFF): State.ENDED,
    }
)
LIFE: Final = Life("a consultation", State, BIRTHS, TRANSITIONS)
after = LIFE.after
diagram = LIFE.diagram

OUTCOMES: Final[Mapping[Move, Outcome]] = MappingProxyType(  # of every move that ends a call
    {
        Move.FIND_BUSY: Outcome.BUSY,
        Move.FIND_AWAY: Outcome.UNREACHABLE,
        Move.DECLINE: Outcome.DECLINED,
        Move.CANCEL: Outcome.CANCELLED,
        Move.RING_OUT: Outcome.NO_ANSWER,
        Move.NEVER_CONNECT: Outcome.FAILED,
        Move.HANG_UP: Outcome.COMPLETED,
        Move.LEAVE: Outcome.COMPLETED,
        Move.BREAK_OFF: Outcome.FAILED,
        Move.RUN_OUT: Outcome.COMPLETED,
        Move.GO_TO_PHONE: Outcome.BY_PHONE,
        Move.CUT_OFF: Outcome.FAILED,
    }
)

OUTCOME_LABELS: Final[Mapping[Outcome, Sentence]] = MappingProxyType(
    {
        Outcome.COMPLETED: Sentence("태블릿으로 통화함", "spoke on the tablet"),
        Outcome.DECLINED: Sentence("받지 않겠다고 함", "declined on the tablet"),
        Outcome.NO_ANSWER: Sentence("받지 않음", "no answer"),
        Outcome.BUSY: Sentence("통화 중", "busy"),
        Outcome.CANCELLED: Sentence("연결되기 전에 끊음", "ended before it connected"),
        Outcome.UNREACHABLE: Sentence("태블릿이 연결되지 않음", "tablet not reachable"),
        Outcome.FAILED: Sentence("연결이 끊어짐", "connection failed"),
        Outcome.BY_PHONE: Sentence("전화로 이어감", "went on by telephone"),
    }
)

LIVE_STATES: Final = frozenset({State.RINGING, State.ANSWERED, State.CONNECTED})
RINGS_FOR: Final = timedelta(seconds=45)
CONNECTS_WITHIN: Final = timedelta(seconds=30)
SEAT_KEPT: Final = timedelta(seconds=120)
LONGEST: Final = timedelta(hours=4)  # a call nobody ended frees its tablet by then
WAITS: Final[Mapping[State, timedelta]] = MappingProxyType(
    {State.RINGING: RINGS_FOR, State.ANSWERED: CONNECTS_WITHIN, State.CONNECTED: LONGEST}
)


def hang_up(state: State) -> Move:
    """Return what it means that one end ends a call standing at `state`.

    Only a call that connected was a conversation; before that it is cancelled.
    """
    return Move.HANG_UP if state is State.CONNECTED else Move.CANCEL


def due_at(
    state: State, since: datetime, away_since: datetime | None, now: datetime
) -> datetime | None:
    """Return when a consultation has waited enough; None once it has ended.

    Args:
        state: Where it stands.
        since: When it came there: rung, answered or connected.
        away_since: Since when the end that has been gone longest is gone; None: both are here.
        now: The instant of asking; the answer is never before it.
    """
    if state is State.ENDED:
        return None
    due = since + WAITS[state]
    if state is State.CONNECTED and away_since is not None:
        due = min(due, away_since + SEAT_KEPT)
    return max(due, now)


def when_due(
    state: State, caller: Presence, resident: Presence, *, ran_out: bool = False
) -> Move:
    """Return what happens to a live consultation that has waited enough.

    Raises:
        IllegalMove: It has ended; nothing of it is due.
    """
    match state:
        case State.RINGING:
            return Move.RING_OUT
        case State.ANSWERED:
            return Move.NEVER_CONNECT
        case State.CONNECTED:
            if ran_out or caller is resident is Presence.HERE:
                return Move.RUN_OUT
            here = Presence.HERE in {caller, resident}
            return Move.BREAK_OFF if here else Move.LEAVE
        case State.ENDED:
            raise IllegalMove(LIFE.name, state, Move.RUN_OUT)
