"""Rule: somebody pressed the emergency button.

A press is P1 at once and never soft: nobody is asked first and it never ends by itself. Presses
within 30 seconds of one that counted are the same call ("re-press"); a later one is a new
signal, so the owner is told again. A press that reaches the hub late still opens an alert and
says how late. A press counts as answered once a human has verified the person after it arrived.

Source: monitoring.md R1 and I5; ARCHITECTURE.md, Time ("a late SOS alone opens an alert").
"""

from datetime import datetime
from typing import Final

from telecare.care import words
from telecare.care.facts import (
    AlertClass,
    Facts,
    Finding,
    Judgement,
    Press,
    Sentence,
    Severity,
    Verdict,
    earliest,
)
from telecare.care.hearing import Hearing
from telecare.care.parameters import Sos

VERSION = 1
ALERT_CLASS: Final = AlertClass.SOS


def sos(
    facts: Facts, parameters: Sos, hearing: Hearing, now: datetime
) -> tuple[Judgement, ...]:
    """Judge the presses received in the last day; a blind home's old press still counts."""
    del hearing  # a press that arrived was heard
    still_to_come = [press.received_at for press in facts.presses if press.received_at > now]
    waiting = sorted(
        (press for press in facts.presses if _waits(press, facts, parameters, now)),
        key=lambda press: (press.pressed_at, press.received_at, str(press.device_id)),
    )
    if not waiting:
        due_at = earliest(*still_to_come)
        return (Judgement(sos.__name__, "", Verdict.FALSE, due_at=due_at),)
    answered = facts.verified_at if facts.verified_at and facts.verified_at > now else None
    expires = (press.received_at + parameters.keeps for press in waiting)
    return (
        Judgement(
            sos.__name__,
            "",
            Verdict.TRUE,
            finding=_finding(waiting, facts, parameters, now),
            due_at=earliest(answered, *expires, *still_to_come),
        ),
    )


def _waits(press: Press, facts: Facts, parameters: Sos, now: datetime) -> bool:
    if not press.received_at <= now < press.received_at + parameters.keeps:
        return False
    verified_at = facts.verified_at
    return verified_at is None or not press.received_at <= verified_at <= now


def _calls(waiting: list[Press], parameters: Sos) -> list[Press]:
    """Return the presses that count as calls of their own: the rest are re-presses.

    Measured from the last press that counted, so that pressing on and on is told again and
    again instead of being one long re-press.
    """
    calls: list[Press] = []
    for press in waiting:
        if not calls or press.pressed_at - calls[-1].pressed_at >= parameters.debounce:
            calls.append(press)
    return calls


def _finding(waiting: list[Press], facts: Facts, parameters: Sos, now: datetime) -> Finding:
    calls = _calls(waiting, parameters)
    first, newest = waiting[0], max(calls, key=lambda press: press.received_at)
    since = first.pressed_at
    lateness = newest.received_at - newest.pressed_at
    late_by = lateness if lateness > parameters.late_after else None
    wall = words.clock(newest.pressed_at, facts.plan.zone, now)
    late = words.span(lateness) if late_by is not None else None
    count = len(waiting)
    return Finding(
        rule=sos.__name__,
        alert_class=ALERT_CLASS,
        severity=Severity.P1,
        subject="",
        since=since,
        signal_at=newest.received_at,
        because=words.joined(
            Sentence(f"응급호출 {wall.ko}", f"emergency button pressed {wall.en}"),
            Sentence(f"{count}번 누름", f"{count} presses") if count > 1 else None,
            Sentence(f"{late.ko} 늦게 도착", f"late by {late.en}") if late else None,
        ),
        evidence={
            "presses": count,
            "calls": len(calls),
            "pressed_at": newest.pressed_at.isoformat(),
            "received_at": newest.received_at.isoformat(),
            "late_by_s": lateness.total_seconds(),
            "device_id": str(newest.device_id),
        },
        soft=False,
        late_by=late_by,
        simulated=all(press.simulated for press in waiting),
    )
