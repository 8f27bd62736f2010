"""Rule: the home has been silent for longer than agreed.

A silence runs from the last sign of life: any activity, check-in or press, a human who made
sure of the person, the return from an absence, or the moment somebody first watched. It is
found

- by day (06–22): after 8 hours, 6 at high risk. A silence that began before the day did may be
  sleep, so it is found at 10:00 at the earliest, or one limit after the day began if sooner;
- at any hour: after 12 hours;
- when the last sign was the front or back door, the person is probably out and has not fallen:
  only 4 hours later than the limit for any hour, and the sentence says so.

The limits are each resident's own where the plan names them. Once found, a silence stays found
until there is a sign of life: nightfall ends nothing. During an absence nothing is found.

A home heard by its tablet alone has nothing that notices movement: nothing is found there, and
its promise is the check-in.

A blind home is UNKNOWN, except that a silence found before it went blind stays found: it was
seen, and nothing has been heard since that could end it. A blind hour that is over and brought
no news counts as silence: an alarm too early is better than one too late.

Source: monitoring.md R3, R5, R7; the door before most long silences: TIHM (data README).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from telecare.care import words
from telecare.care.facts import (
    OUTER_DOORS,
    AlertClass,
    Facts,
    Finding,
    Judgement,
    Plan,
    Risk,
    Sentence,
    Severity,
    Verdict,
    earliest,
)
from telecare.care.hearing import Hearing
from telecare.care.localtime import is_day, last_due, next_due
from telecare.care.parameters import QuietHome

VERSION = 1
ALERT_CLASS: Final = AlertClass.SILENCE


@dataclass(frozen=True, slots=True)
class _Sign:
    """One sign of life, and what it was in words."""

    at: datetime
    what: Sentence
    kind: str
    at_outer_door: bool = False
    simulated: bool = False


def quiet_home(
    facts: Facts, parameters: QuietHome, hearing: Hearing, now: datetime
) -> tuple[Judgement, ...]:
    """Judge the present silence of the home."""
    last = _last_sign(facts, now)
    found_at = _found_at(last, facts.plan, parameters)
    may_change = earliest(*facts.absence_edges_after(now)[:1], facts.next_after(now))
    away = facts.away_at(now)
    if not hearing.watched:
        verdict = Verdict.UNKNOWN if hearing.blind else Verdict.FALSE
        return (_judgement(verdict, may_change),)
    if found_at <= now and not away and _was_heard(found_at, hearing):
        finding = _finding(last, found_at, facts, hearing, now)
        return (_judgement(Verdict.TRUE, may_change, finding),)
    if hearing.blind:
        return (_judgement(Verdict.UNKNOWN, may_change),)
    if away:
        return (_judgement(Verdict.FALSE, may_change),)
    return (_judgement(Verdict.FALSE, earliest(found_at, may_change)),)


def _was_heard(found_at: datetime, hearing: Hearing) -> bool:
    """Whether the home was still heard when the silence became too long."""
    if not hearing.blind:
        return True
    return hearing.blind_from is not None and found_at < hearing.blind_from


def shortest_limit(plan: Plan, parameters: QuietHome) -> timedelta:
    """Return the shortest silence that could be found for this resident."""
    return min(_day_limit(plan, parameters), _any_limit(plan, parameters))


def _judgement(
    verdict: Verdict, due_at: datetime | None, finding: Finding | None = None
) -> Judgement:
    return Judgement(quiet_home.__name__, "", verdict, finding, due_at)


def _last_sign(facts: Facts, now: datetime) -> _Sign:
    """Return the newest sign of life; of two at once, one inside the home.

    A time later than `now` comes from a clock that runs ahead and is no sign yet.
    """
    began = _Sign(facts.plan.watched_since, _BEGAN, "watch_began")
    heard = [sign for sign in _signs(facts, now) if sign.at <= now]
    return max([began, *heard], key=lambda sign: (sign.at, not sign.at_outer_door))


_BEGAN: Final = Sentence("관찰 시작", "watch began")
_CHECK_IN: Final = Sentence("안부 확인", "check-in")
_PRESS: Final = Sentence("응급호출", "emergency button")
_VERIFIED: Final = Sentence("담당자 확인", "confirmed by a person")
_RETURN: Final = Sentence("돌아올 예정", "expected back")


def _signs(facts: Facts, now: datetime) -> list[_Sign]:
    signs = [
        _Sign(
            a.at, words.PLACES[a.sensor], a.sensor.value, a.sensor in OUTER_DOORS, a.simulated
        )
        for a in facts.activities()
    ]
    signs += [_Sign(at, _CHECK_IN, "check_in") for at in facts.check_ins]
    signs += [
        _Sign(press.pressed_at, _PRESS, "press", simulated=press.simulated)
        for press in facts.presses_by(now)
    ]
    if facts.verified_at is not None:
        signs.append(_Sign(facts.verified_at, _VERIFIED, "verified"))
    if (returned := facts.returned_by(now)) is not None:
        signs.append(_Sign(returned, _RETURN, "returned"))
    return signs


def _found_at(last: _Sign, plan: Plan, parameters: QuietHome) -> datetime:
    """Return when the silence after `last` becomes too long."""
    any_limit = _any_limit(plan, parameters)
    if last.at_outer_door:
        return last.at + any_limit + parameters.out_extra
    by_day = _found_by_day(last.at, _day_limit(plan, parameters), plan, parameters)
    return min(by_day, last.at + any_limit)


def _found_by_day(
    last: datetime, limit: timedelta, plan: Plan, parameters: QuietHome
) -> datetime:
    found = last + limit
    if not is_day(found, plan.zone, parameters.day_from, parameters.day_until):
        found = next_due(parameters.day_from, plan.zone, found)
    day_began = last_due(parameters.day_from, plan.zone, found)
    if last >= day_began:
        return found
    late_morning = next_due(parameters.late_morning, plan.zone, day_began)
    return max(found, min(late_morning, day_began + limit))


def _day_limit(plan: Plan, parameters: QuietHome) -> timedelta:
    if plan.day_limit is not None:
        return plan.day_limit
    high = plan.risk is Risk.HIGH
    return parameters.high_risk_day_limit if high else parameters.day_limit


def _any_limit(plan: Plan, parameters: QuietHome) -> timedelta:
    return plan.any_limit if plan.any_limit is not None else parameters.any_limit


def _finding(
    last: _Sign, found_at: datetime, facts: Facts, hearing: Hearing, now: datetime
) -> Finding:
    known = now if not hearing.blind or hearing.known_until is None else hearing.known_until
    silence = max(known, found_at) - last.at
    return Finding(
        rule=quiet_home.__name__,
        alert_class=ALERT_CLASS,
        severity=Severity.P2,
        subject="",
        since=last.at,
        signal_at=found_at,
        because=_because(last, silence, facts, hearing, now),
        evidence={
            "silence_s": silence.total_seconds(),
            "limit_s": (found_at - last.at).total_seconds(),
            "last_at": last.at.isoformat(),
            "last_sign": last.kind,
            "probably_out": int(last.at_outer_door),
            "hearing": hearing.state.value,
            "known_until": known.isoformat(),
        },
        simulated=last.simulated,
    )


def _because(
    last: _Sign, silence: timedelta, facts: Facts, hearing: Hearing, now: datetime
) -> Sentence:
    zone = facts.plan.zone
    long, wall = words.span(silence), words.clock(last.at, zone, now)
    parts: list[Sentence | None] = [
        Sentence(f"활동 없음 {long.ko}", f"no activity for {long.en}"),
        Sentence(f"마지막: {last.what.ko} {wall.ko}", f"last: {last.what.en} {wall.en}"),
    ]
    if last.at_outer_door:
        parts.append(Sentence("외출 중일 수 있음", "probably out"))
    if hearing.blind and hearing.known_until is not None:
        until = words.clock(hearing.known_until, zone, now)
        parts.append(
            Sentence(f"{until.ko} 이후 이 집 신호 없음", f"home not heard since {until.en}")
        )
    return words.joined(*parts)
