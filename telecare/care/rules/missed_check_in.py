"""Rule: the resident promised to check in, and nothing came.

A promise is a time of day in the resident's own zone, with a window before it and a grace after
it. It is kept by a check-in, early within the window or however late, or by a human who made
sure of the person. Somebody known to be away at any time since the promised hour is excused,
and a promise counts from its first whole window.

P2 when nothing at all was seen since the window opened, or when the home cannot be heard, on
any day of the week; P3 when activity was seen. A home that is still handing over its diary is
UNKNOWN: the check-in may be in it. So is one that was never heard: `never_heard` watches it.

Source: monitoring.md R2; severity table of ARCHITECTURE.md.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from telecare.care import words
from telecare.care.facts import (
    Activity,
    AlertClass,
    CheckInPromise,
    Facts,
    Finding,
    Judgement,
    Sentence,
    Severity,
    Verdict,
    earliest,
)
from telecare.care.hearing import BLIND, CATCHING_UP, NEVER, Hearing
from telecare.care.localtime import last_due, next_due
from telecare.care.parameters import MissedCheckIn

VERSION = 1
ALERT_CLASS: Final = AlertClass.SILENCE


@dataclass(frozen=True, slots=True)
class _Missed:
    """One promise of one day, past its grace and not kept."""

    opens: datetime
    at: datetime
    deadline: datetime
    severity: Severity
    seen: Activity | None  # the newest activity since the window opened


def missed_check_in(
    facts: Facts, parameters: MissedCheckIn, hearing: Hearing, now: datetime
) -> tuple[Judgement, ...]:
    """Judge the newest promise of each kind whose grace is over."""
    del parameters  # time, window and grace are each plan's own
    promises = facts.plan.check_ins
    if not promises:
        return (Judgement(missed_check_in.__name__, "", Verdict.FALSE),)
    due_at = earliest(
        *(_next_deadline(promise, facts, now) for promise in promises),
        *facts.absence_edges_after(now)[:1],
        facts.next_after(now),
    )
    missed = [m for promise in promises if (m := _missed(promise, facts, hearing, now))]
    if hearing.state in {NEVER, CATCHING_UP} or (hearing.blind and not missed):
        return (Judgement(missed_check_in.__name__, "", Verdict.UNKNOWN, due_at=due_at),)
    if not missed:
        return (Judgement(missed_check_in.__name__, "", Verdict.FALSE, due_at=due_at),)
    worst = min(missed, key=lambda m: (m.severity.rank, -m.at.timestamp()))
    finding = _finding(worst, facts, hearing, now)
    return (Judgement(missed_check_in.__name__, "", Verdict.TRUE, finding, due_at),)


def _next_deadline(promise: CheckInPromise, facts: Facts, now: datetime) -> datetime:
    return next_due(promise.at, facts.plan.zone, now - promise.grace) + promise.grace


def _missed(
    promise: CheckInPromise, facts: Facts, hearing: Hearing, now: datetime
) -> _Missed | None:
    zone = facts.plan.zone
    at = last_due(promise.at, zone, now - promise.grace)
    opens = last_due(promise.window_opens, zone, at)
    counts_from = max(facts.plan.watched_since, promise.made_at or facts.plan.watched_since)
    if opens < counts_from or facts.away_during(at, now):
        return None
    answers = (*facts.check_ins, facts.verified_at)
    if any(answer is not None and opens <= answer <= now for answer in answers):
        return None
    seen = [a for a in facts.activities() if opens <= a.at <= now]
    pressed = any(press.pressed_at >= opens for press in facts.presses_by(now))
    unseen = hearing.state is BLIND or not (seen or pressed)
    return _Missed(
        opens=opens,
        at=at,
        deadline=at + promise.grace,
        severity=Severity.P2 if unseen else Severity.P3,
        seen=seen[-1] if seen else None,
    )


def _finding(missed: _Missed, facts: Facts, hearing: Hearing, now: datetime) -> Finding:
    overdue: timedelta = now - missed.at
    return Finding(
        rule=missed_check_in.__name__,
        alert_class=ALERT_CLASS,
        severity=missed.severity,
        subject="",
        since=missed.at,
        signal_at=missed.deadline,
        because=_because(missed, facts, hearing, now),
        evidence={
            "promised_at": missed.at.isoformat(),
            "window_opened_at": missed.opens.isoformat(),
            "grace_s": (missed.deadline - missed.at).total_seconds(),
            "overdue_s": overdue.total_seconds(),
            "seen_at": missed.seen.at.isoformat() if missed.seen else None,
            "seen_sensor": missed.seen.sensor.value if missed.seen else None,
            "hearing": hearing.state.value,
        },
    )


def _because(missed: _Missed, facts: Facts, hearing: Hearing, now: datetime) -> Sentence:
    zone = facts.plan.zone
    promised = words.clock(missed.at, zone, now)
    return words.joined(
        Sentence(f"{promised.ko} 안부 아직 없음", f"no check-in yet for {promised.en}"),
        _seen(missed, facts, now),
        Sentence("지금 이 집 신호를 들을 수 없음", "this home cannot be heard now")
        if hearing.state is BLIND
        else None,
    )


def _seen(missed: _Missed, facts: Facts, now: datetime) -> Sentence | None:
    zone = facts.plan.zone
    if missed.seen is not None:
        place, wall = words.PLACES[missed.seen.sensor], words.clock(missed.seen.at, zone, now)
        return Sentence(
            f"마지막 활동: {place.ko} {wall.ko}", f"last activity: {place.en} {wall.en}"
        )
    if missed.severity is Severity.P3:
        return Sentence("응급호출은 있었음", "but the emergency button was pressed")
    wall = words.clock(missed.opens, zone, now)
    return Sentence(f"{wall.ko} 이후 활동 없음", f"nothing seen since {wall.en}")
