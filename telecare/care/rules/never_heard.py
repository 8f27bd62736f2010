"""Rule: a device was installed, and has not been heard even once by its deadline.

Nothing else notices it: a silence needs a first word. The deadline (24 hours after enrolment)
is kept with each device. Behind a gateway that cannot be heard a sensor is UNKNOWN, unless its
deadline had passed while the home was still heard.

Source: monitoring.md §0.1, R18 and I9; P4 by the severity table of ARCHITECTURE.md.
"""

from datetime import datetime
from typing import Final

from telecare.care import words
from telecare.care.facts import (
    AlertClass,
    DeviceFact,
    Facts,
    Finding,
    Judgement,
    Sentence,
    Severity,
    Verdict,
)
from telecare.care.hearing import Hearing
from telecare.care.parameters import NeverHeard

VERSION = 1
ALERT_CLASS: Final = AlertClass.DEVICE


def never_heard(
    facts: Facts, parameters: NeverHeard, hearing: Hearing, now: datetime
) -> tuple[Judgement, ...]:
    """Judge every device on its own, in the order they are given."""
    del parameters  # the deadline was set from them when the device was enrolled
    return tuple(_device(device, facts, hearing, now) for device in facts.devices)


def _device(device: DeviceFact, facts: Facts, hearing: Hearing, now: datetime) -> Judgement:
    deadline = device.enrol_deadline
    if device.heard_at is not None:
        return _judgement(device, Verdict.FALSE)
    if not device.is_gateway and hearing.blind and not _was_due(deadline, hearing):
        return _judgement(device, Verdict.UNKNOWN)
    if now < deadline:
        return _judgement(device, Verdict.FALSE, due_at=deadline)
    return _judgement(device, Verdict.TRUE, finding=_finding(device, facts, now))


def _was_due(deadline: datetime, hearing: Hearing) -> bool:
    return hearing.blind_from is not None and deadline < hearing.blind_from


def _judgement(
    device: DeviceFact,
    verdict: Verdict,
    finding: Finding | None = None,
    due_at: datetime | None = None,
) -> Judgement:
    return Judgement(never_heard.__name__, str(device.id), verdict, finding, due_at)


def _finding(device: DeviceFact, facts: Facts, now: datetime) -> Finding:
    deadline = device.enrol_deadline
    name = words.device_name(device.kind)
    wall = words.clock(deadline, facts.plan.zone, now)
    return Finding(
        rule=never_heard.__name__,
        alert_class=ALERT_CLASS,
        severity=Severity.P4,
        subject=str(device.id),
        since=deadline,
        signal_at=deadline,
        simulated=device.simulated,
        because=words.joined(
            Sentence(f"{name.ko}: 설치 후 신호 없음", f"{name.en} never heard since installed"),
            Sentence(f"기한 {wall.ko} 지남", f"was expected by {wall.en}"),
        ),
        evidence={
            "kind": device.kind.value,
            "installed_at": device.installed_at.isoformat(),
            "enrol_deadline": deadline.isoformat(),
            "overdue_s": (now - deadline).total_seconds(),
        },
    )
