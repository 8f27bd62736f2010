"""Escalation: somebody is always told next, in time, and a lease reminds before it ends."""

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telecare.care.alert import FIRST_HUMAN, LEASE
from telecare.care.escalation import (
    DEFAULT_POLICIES,
    LeaseEvent,
    Policy,
    Step,
    next_lease_timer,
    next_timer,
    policy_from_json,
    policy_to_json,
)
from telecare.care.facts import Severity
from tests.care.household import DAY, MINUTE, at

NOW = at("12:00")


def told(severity: Severity, times: int) -> list[tuple[int, int, float]]:
    """Follow a policy nobody answers: (step, loop, seconds since the start)."""
    policy, step, loop, when = DEFAULT_POLICIES[severity], 0, 0, NOW
    calls = [(0, 0, 0.0)]
    for _ in range(times - 1):
        step, loop, when = next_timer(policy, step, loop, when)
        calls.append((step, loop, (when - NOW).total_seconds()))
    return calls


def test_an_emergency_climbs_in_the_seconds_of_the_standard() -> None:
    assert told(Severity.P1, 6) == [
        (0, 0, 0), (1, 0, 60), (2, 0, 120), (3, 0, 180), (3, 1, 300), (3, 2, 420),
    ]  # fmt: skip


def test_an_urgent_alert_climbs_in_quarters_of_an_hour() -> None:
    minutes = [(step, loop, s / 60) for step, loop, s in told(Severity.P2, 7)]

    assert minutes == [
        (0, 0, 0), (1, 0, 15), (2, 0, 30), (3, 0, 60), (4, 0, 120), (4, 1, 150), (4, 2, 180),
    ]  # fmt: skip


@pytest.mark.parametrize("severity", Severity)
def test_the_second_call_comes_when_the_first_human_is_late(severity: Severity) -> None:
    assert told(severity, 2)[1][2] == FIRST_HUMAN[severity].total_seconds()


@settings(max_examples=50)
@given(
    severity=st.sampled_from(Severity),
    step=st.integers(0, 12),
    loop=st.integers(0, 1000),
)
def test_i10_an_open_alert_always_has_a_next_timer(
    severity: Severity, step: int, loop: int
) -> None:
    policy = DEFAULT_POLICIES[severity]

    then, then_loop, due_at = next_timer(policy, step, loop, NOW)

    assert NOW < due_at <= NOW + 3 * DAY
    assert (then_loop, then) > (loop, min(step, len(policy.steps) - 1))
    assert 0 <= then < len(policy.steps)


def test_i10_a_policy_that_does_not_say_repeats_every_day() -> None:
    policy = Policy(1, Severity.P3, (Step(0, ("desk",), ("console",)),), None)

    assert next_timer(policy, 0, 0, NOW) == (0, 1, NOW + DAY)


@pytest.mark.parametrize(
    ("steps", "repeat_s"),
    [
        ((), 60),
        ((Step(5, ("desk",), ("console",)),), 60),
        ((Step(0, ("a",), ("console",)), Step(0, ("b",), ("console",))), 60),
        ((Step(0, ("a",), ("console",)), Step(9, (), ()), Step(3, (), ())), 60),
        ((Step(0, ("desk",), ("console",)),), 0),
    ],
)
def test_a_policy_that_could_fall_silent_is_refused(
    steps: tuple[Step, ...], repeat_s: int
) -> None:
    with pytest.raises(ValueError, match=r"step|repeats"):
        Policy(1, Severity.P1, steps, repeat_s)


@pytest.mark.parametrize("severity", Severity)
def test_every_default_step_tells_somebody_by_something(severity: Severity) -> None:
    policy = DEFAULT_POLICIES[severity]

    assert policy.severity is severity
    assert all(step.targets and step.channels for step in policy.steps)


@pytest.mark.parametrize("severity", Severity)
def test_the_copy_in_an_alert_reads_back_equal(severity: Severity) -> None:
    policy = DEFAULT_POLICIES[severity]

    assert policy_from_json(json.loads(json.dumps(policy_to_json(policy)))) == policy


@pytest.mark.parametrize("stored", [{}, {"version": 1, "severity": "P1", "steps": [1]}])
def test_what_is_no_policy_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="policy"):
        policy_from_json(stored)


@pytest.mark.parametrize("severity", Severity)
def test_a_lease_reminds_at_half_and_at_four_fifths_and_then_ends(severity: Severity) -> None:
    lease = LEASE[severity]
    until, when, events = NOW + lease, NOW, []
    for _ in range(3):
        event, when = next_lease_timer(NOW, until, when)
        events.append((event, (when - NOW) / lease))

    assert events == [
        (LeaseEvent.REMIND_OWNER, 0.5),
        (LeaseEvent.REMIND_SUPERVISOR, 0.8),
        (LeaseEvent.EXPIRE, 1.0),
    ]


def test_a_lease_already_over_is_due_at_once() -> None:
    until = NOW + 5 * MINUTE

    assert next_lease_timer(NOW, until, until) == (LeaseEvent.EXPIRE, until)
    assert next_lease_timer(NOW, until, until + timedelta(days=1)) == (LeaseEvent.EXPIRE, until)


@pytest.mark.parametrize("severity", list(Severity))
def test_every_shipped_policy_ends_at_the_province_or_at_a_card(severity: Severity) -> None:
    """Where there is no supervisor, a P3 and a P4 still reach somebody in the end."""
    last = DEFAULT_POLICIES[severity].steps[-1]
    assert {"province_desk", "emergency_card"} & set(last.targets)
