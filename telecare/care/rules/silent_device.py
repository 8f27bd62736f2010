"""Rule: a device that used to speak has fallen silent.

A gateway is expected every minute. Three missed beats are a remark in the hearing of the home;
at 15 minutes it is a P4 and the home is blind. When the whole home has been blind for an hour
(a person at high risk) or for four, it is a P2 "cannot hear this home", whatever the device:
nobody would notice if its resident fell. While the resident is known to be away it stays a P4,
and the hour counts from the return.

A sensor on the mains is expected every 2 hours, one on a battery every 25. Behind a gateway
that cannot be heard a sensor is UNKNOWN, not silent. A device that never spoke has not fallen
silent: `never_heard` watches it. Nothing here is ever a P1.

Source: monitoring.md R16 and §3.4; severity table of ARCHITECTURE.md.
"""

from datetime import datetime, timedelta
from typing import Final

from telecare.care import words
from telecare.care.facts import (
    AlertClass,
    DeviceFact,
    Facts,
    Finding,
    Judgement,
    Power,
    Risk,
    Sentence,
    Severity,
    Verdict,
    earliest,
)
from telecare.care.hearing import BLIND, Hearing
from telecare.care.parameters import SilentDevice

VERSION = 1
ALERT_CLASS: Final = AlertClass.DEVICE


def silent_device(
    facts: Facts, parameters: SilentDevice, hearing: Hearing, now: datetime
) -> tuple[Judgement, ...]:
    """Judge every device on its own, in the order they are given."""
    return tuple(
        _gateway(device, facts, parameters, hearing, now)
        if device.is_gateway
        else _sensor(device, facts, parameters, hearing, now)
        for device in facts.devices
    )


def first_limit(device: DeviceFact, parameters: SilentDevice) -> timedelta:
    """Return the shortest silence of this device that means anything."""
    if device.is_gateway:
        return parameters.blind_after
    mains = device.power is Power.MAINS
    return parameters.mains_sensor if mains else parameters.battery_sensor


def _gateway(
    device: DeviceFact,
    facts: Facts,
    parameters: SilentDevice,
    hearing: Hearing,
    now: datetime,
) -> Judgement:
    """Judge a gateway; its `due_at` is also when the hearing of the home will change."""
    if device.heard_at is None:
        return _judgement(device, Verdict.FALSE, hearing.changes_at)
    silent_from = max(device.heard_at, facts.listening_since or device.heard_at)
    found_at = silent_from + parameters.blind_after
    if now < found_at:
        return _judgement(device, Verdict.FALSE, earliest(found_at, hearing.changes_at))
    cannot_hear_at = _cannot_hear_at(facts, parameters, hearing, now)
    edges = facts.absence_edges_after(now)[:1]
    if cannot_hear_at is None or now < cannot_hear_at:
        finding = _finding(device, Severity.P4, silent_from, found_at, facts, now)
        due_at = earliest(cannot_hear_at, hearing.changes_at, *edges)
        return _judgement(device, Verdict.TRUE, due_at, finding)
    finding = _finding(device, Severity.P2, silent_from, cannot_hear_at, facts, now)
    return _judgement(device, Verdict.TRUE, earliest(hearing.changes_at, *edges), finding)


def _cannot_hear_at(
    facts: Facts, parameters: SilentDevice, hearing: Hearing, now: datetime
) -> datetime | None:
    """Return when the blindness of the home becomes a concern for its resident, or None."""
    if hearing.state is not BLIND or hearing.since is None or facts.away_at(now):
        return None
    high = facts.plan.risk is Risk.HIGH
    limit = parameters.blind_high_risk if high else parameters.blind_normal
    starts = (hearing.since, facts.listening_since, facts.returned_by(now))
    return max(start for start in starts if start is not None) + limit


def _sensor(
    device: DeviceFact,
    facts: Facts,
    parameters: SilentDevice,
    hearing: Hearing,
    now: datetime,
) -> Judgement:
    if device.heard_at is None:
        return _judgement(device, Verdict.FALSE, None)
    if hearing.blind:
        return _judgement(device, Verdict.UNKNOWN, None)
    found_at = device.heard_at + first_limit(device, parameters)
    if now < found_at:
        return _judgement(device, Verdict.FALSE, found_at)
    finding = _finding(device, Severity.P4, device.heard_at, found_at, facts, now)
    return _judgement(device, Verdict.TRUE, None, finding)


def _judgement(
    device: DeviceFact,
    verdict: Verdict,
    due_at: datetime | None,
    finding: Finding | None = None,
) -> Judgement:
    return Judgement(silent_device.__name__, str(device.id), verdict, finding, due_at)


def _finding(
    device: DeviceFact,
    severity: Severity,
    silent_from: datetime,
    found_at: datetime,
    facts: Facts,
    now: datetime,
) -> Finding:
    silence = now - silent_from
    return Finding(
        rule=silent_device.__name__,
        alert_class=ALERT_CLASS,
        severity=severity,
        subject=str(device.id),
        since=silent_from,
        signal_at=found_at,
        because=_because(device, severity, silence, silent_from, facts, now),
        simulated=device.simulated,
        evidence={
            "kind": device.kind.value,
            "power": device.power.value,
            "silence_s": silence.total_seconds(),
            "limit_s": (found_at - silent_from).total_seconds(),
            "heard_at": silent_from.isoformat(),
        },
    )


def _because(
    device: DeviceFact,
    severity: Severity,
    silence: timedelta,
    silent_from: datetime,
    facts: Facts,
    now: datetime,
) -> Sentence:
    name, long = words.device_name(device.kind), words.span(silence)
    wall = words.clock(silent_from, facts.plan.zone, now)
    if severity is Severity.P2:
        what = Sentence(
            f"이 집 상태를 알 수 없음 {long.ko}", f"cannot hear this home for {long.en}"
        )
    else:
        what = Sentence(f"{name.ko} 신호 없음 {long.ko}", f"{name.en} silent for {long.en}")
    return words.joined(what, Sentence(f"마지막 신호: {wall.ko}", f"last heard: {wall.en}"))
