"""The rule silent_device: a device is a P4, a home nobody can hear is a concern, never a P1."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from telecare.care.facts import Facts, Judgement, Power, Risk, Severity, Verdict
from telecare.care.parameters import DEFAULT
from telecare.care.rules.silent_device import first_limit, silent_device
from tests.care.household import DAY, HOUR, MINUTE, at, gateway, hears, home, plan, sensor

HIGH = plan(risk=Risk.HIGH)
NOW = at("12:00")


def judged(facts: Facts, now: datetime = NOW) -> tuple[Judgement, ...]:
    return silent_device(facts, DEFAULT.silent_device, hears(facts, now), now)


def severity(judgement: Judgement) -> Severity | Verdict:
    return judgement.finding.severity if judgement.finding else judgement.verdict


GATEWAY = """
    normal |  0  | false |   15  | heard now
    normal |  3  | false |   15  | three beats late is a remark, no finding
    normal | 14  | false |   15  | still only late
    normal | 15  | P4    |  240  | the home is blind
    normal | 239 | P4    |  240  | a device, so far
    normal | 240 | P2    |  -    | four hours: cannot hear this home
    high   | 15  | P4    |  60   | at high risk the same P4
    high   | 60  | P2    |  -    | and a concern after one hour
    high   | 9999| P2    |  -    | never a P1
"""
GATEWAY_ROWS = [[c.strip() for c in line.split("|")] for line in GATEWAY.strip().splitlines()]


@pytest.mark.parametrize("row", GATEWAY_ROWS, ids=[row[-1] for row in GATEWAY_ROWS])
def test_a_gateway_falls_silent(row: list[str]) -> None:
    risk, silent_min, expected, due_min, _ = row
    heard_at = NOW - int(silent_min) * MINUTE
    facts = Facts(plan(risk=Risk(risk)), devices=(gateway(heard_at),))

    (judgement,) = judged(facts)

    assert severity(judgement) == expected
    assert judgement.due_at == (None if due_min == "-" else heard_at + int(due_min) * MINUTE)
    if judgement.finding:
        assert judgement.finding.since == heard_at
        assert judgement.finding.subject == str(gateway(None).id)
        assert judgement.finding.evidence["silence_s"] == int(silent_min) * 60
        assert judgement.finding.soft


SENSOR = """
    mains   | 1:59  | false
    mains   | 2:00  | P4
    mains   | 99:00 | P4
    battery | 2:00  | false
    battery | 24:59 | false
    battery | 25:00 | P4
"""
SENSOR_ROWS = [[c.strip() for c in line.split("|")] for line in SENSOR.strip().splitlines()]


@pytest.mark.parametrize("row", SENSOR_ROWS, ids=[" ".join(row) for row in SENSOR_ROWS])
def test_a_sensor_falls_silent(row: list[str]) -> None:
    power, silent, expected = row
    hours, _, minutes = silent.partition(":")
    heard_at = NOW - int(hours) * HOUR - int(minutes) * MINUTE
    quiet = sensor("kitchen", heard_at, Power(power))

    _, judgement = judged(Facts(plan(), devices=(gateway(NOW), quiet)))

    limit = first_limit(quiet, DEFAULT.silent_device)
    assert severity(judgement) == expected
    assert judgement.due_at == (None if judgement.finding else heard_at + limit)


def test_behind_a_blind_gateway_a_sensor_is_unknown_not_silent() -> None:
    facts = Facts(plan(), devices=(gateway(NOW - HOUR), sensor("kitchen", NOW - 30 * HOUR)))

    assert [severity(j) for j in judged(facts)] == [Severity.P4, Verdict.UNKNOWN]


def test_behind_a_gateway_that_empties_its_diary_too() -> None:
    behind = gateway(NOW, heard_until=NOW - 2 * HOUR)
    facts = Facts(plan(), devices=(behind, sensor("kitchen", NOW - 30 * HOUR)))

    assert [severity(j) for j in judged(facts)] == [Verdict.FALSE, Verdict.UNKNOWN]


def test_what_never_spoke_has_not_fallen_silent() -> None:
    facts = Facts(plan(), devices=(gateway(None), sensor("kitchen", None)))

    assert [(severity(j), j.due_at) for j in judged(facts)] == [(Verdict.FALSE, None)] * 2


def test_one_dead_gateway_of_two_stays_a_matter_of_devices() -> None:
    facts = Facts(HIGH, devices=(gateway(NOW - 5 * HOUR), gateway(NOW, n=9)))

    first, second = judged(facts)

    assert (severity(first), severity(second)) == (Severity.P4, Verdict.FALSE)
    assert first.due_at == NOW + 15 * MINUTE  # when the other would fail and the home go blind


def test_the_hours_of_a_blind_home_count_from_its_last_gateway() -> None:
    facts = Facts(HIGH, devices=(gateway(NOW - 5 * HOUR), gateway(NOW - 59 * MINUTE, n=9)))

    assert [severity(j) for j in judged(facts)] == [Severity.P4] * 2
    assert [severity(j) for j in judged(facts, NOW + MINUTE)] == [Severity.P2] * 2


@pytest.mark.parametrize(
    ("now", "expected", "due"),
    [
        ("09:59", "P2", "10:00"),
        ("10:00", "P4", "15:00"),  # away: nobody is there to worry about
        ("15:00", "P4", "16:00"),  # back in a home nobody can hear: the hour starts now
        ("16:00", "P2", None),
    ],
)
def test_while_the_resident_is_away_a_blind_home_is_only_a_device(
    now: str, expected: str, due: str | None
) -> None:
    facts = home(the_plan=HIGH, heard="06:00", away=[("10:00", "15:00")])

    (judgement,) = judged(facts, at(now))

    assert severity(judgement) == expected
    assert judgement.due_at == (at(due) if due else None)


def test_the_hubs_own_gap_is_nobodys_silence() -> None:
    facts = replace(home(heard="06:00"), listening_since=NOW)

    assert severity(judged(facts)[0]) is Verdict.FALSE
    assert severity(judged(facts, NOW + 15 * MINUTE)[0]) is Severity.P4
    assert severity(judged(facts, NOW + 4 * HOUR)[0]) is Severity.P2


def test_the_sentences_name_the_device_or_the_home() -> None:
    late = home(heard="11:40")
    blind = home(heard="07:40")
    quiet = Facts(
        plan(), devices=(gateway(NOW), sensor("kitchen", NOW - 3 * HOUR, Power.MAINS))
    )

    sentences = [
        j.finding.because
        for facts in (late, blind, quiet)
        for j in judged(facts)
        if j.finding is not None
    ]

    assert [sentence.en for sentence in sentences] == [
        "Gateway silent for 20 min · last heard: 11:40",
        "Cannot hear this home for 4 h 20 min · last heard: 07:40",
        "Kitchen sensor silent for 3 h · last heard: 09:00",
    ]
    assert [sentence.ko for sentence in sentences] == [
        "게이트웨이 신호 없음 20분 · 마지막 신호: 11:40",
        "이 집 상태를 알 수 없음 4시간 20분 · 마지막 신호: 07:40",
        "부엌 감지기 신호 없음 3시간 · 마지막 신호: 09:00",
    ]


@pytest.mark.parametrize("silence", [timedelta(0), HOUR, 5 * HOUR, 400 * DAY])
@pytest.mark.parametrize("risk", list(Risk))
def test_no_silence_of_a_device_is_ever_a_p1(silence: timedelta, risk: Risk) -> None:
    facts = Facts(plan(risk=risk), devices=(gateway(NOW - silence), sensor("kitchen", NOW)))

    assert Severity.P1 not in {severity(j) for j in judged(facts)}


def test_a_staged_silence_is_marked_as_simulated() -> None:
    announced = replace(gateway(NOW - HOUR), simulated=True)
    real = gateway(NOW - HOUR, n=2)

    first, second = judged(Facts(plan(), devices=(announced, real)))

    assert first.finding is not None
    assert first.finding.simulated
    assert second.finding is not None
    assert not second.finding.simulated
