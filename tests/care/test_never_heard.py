"""The rule never_heard: what was installed and never spoke is noticed all the same."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from telecare.care.facts import DeviceFact, Facts, Judgement, Severity, Verdict
from telecare.care.parameters import DEFAULT
from telecare.care.rules.never_heard import never_heard
from tests.care.household import HOUR, MINUTE, at, gateway, hears, home, plan, sensor

NOW = at("12:00")
DEADLINE = at("13:00")


def judged(facts: Facts, now: datetime = NOW) -> tuple[Judgement, ...]:
    return never_heard(facts, DEFAULT.never_heard, hears(facts, now), now)


def new(device: DeviceFact) -> DeviceFact:
    return replace(device, installed_at=DEADLINE - 24 * HOUR, enrol_deadline=DEADLINE)


@pytest.mark.parametrize("device", [new(gateway(None, n=7)), new(sensor("kitchen", None))])
def test_a_device_has_until_its_deadline(device: DeviceFact) -> None:
    def of(now: datetime) -> Judgement:
        facts = Facts(plan(), devices=(gateway(now), device))
        return judged(facts, now)[1]

    before, on_time = of(DEADLINE - timedelta(seconds=1)), of(DEADLINE)

    assert (before.verdict, before.due_at) == (Verdict.FALSE, DEADLINE)
    assert on_time.finding is not None
    assert on_time.finding.severity is Severity.P4
    assert on_time.finding.since == on_time.finding.signal_at == DEADLINE
    assert on_time.due_at is None
    assert on_time.subject == str(device.id)


def test_what_was_heard_once_is_no_longer_watched_here() -> None:
    facts = Facts(plan(), devices=(new(gateway(NOW)), new(sensor("kitchen", NOW))))

    verdicts = [(j.verdict, j.due_at) for j in judged(facts, DEADLINE + 99 * HOUR)]

    assert verdicts == [(Verdict.FALSE, None)] * 2


def test_behind_a_gateway_never_heard_a_sensor_is_unknown() -> None:
    facts = Facts(plan(), devices=(new(gateway(None)), new(sensor("kitchen", None))))

    verdicts = [j.verdict for j in judged(facts, DEADLINE)]

    assert verdicts == [Verdict.TRUE, Verdict.UNKNOWN]


def test_a_deadline_that_passed_while_the_home_was_heard_stays_passed() -> None:
    overdue, not_yet = sensor("kitchen", None), new(sensor("bedroom", None))
    facts = replace(home(), devices=(gateway(NOW), overdue, not_yet))

    verdicts = [j.verdict for j in judged(facts, NOW + 5 * HOUR)]

    assert verdicts == [Verdict.FALSE, Verdict.TRUE, Verdict.UNKNOWN]


def test_a_deadline_in_the_very_moment_the_home_went_blind_was_not_seen_to_pass() -> None:
    kitchen = new(sensor("kitchen", None))
    facts = Facts(plan(), devices=(gateway(DEADLINE - 15 * MINUTE), kitchen))

    assert judged(facts, DEADLINE)[1].verdict is Verdict.UNKNOWN


def test_the_sentence_names_the_device_and_the_deadline() -> None:
    facts = Facts(plan(), devices=(gateway(DEADLINE), new(sensor("front", None))))

    finding = judged(facts, DEADLINE)[1].finding

    assert finding is not None
    assert finding.because.ko == "현관문 감지기: 설치 후 신호 없음 · 기한 13:00 지남"
    assert finding.because.en == (
        "Front door sensor never heard since installed · was expected by 13:00"
    )
    assert finding.evidence["overdue_s"] == 0
