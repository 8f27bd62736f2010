"""The rule sos: at once, never soft, never lost, never louder than it must be."""

from datetime import datetime, timedelta

import pytest

from telecare.care.facts import Facts, Finding, Press, Severity, Verdict
from telecare.care.parameters import DEFAULT
from telecare.care.rules.sos import sos
from tests.care.household import (
    DAY,
    IDS,
    MINUTE,
    NAMES,
    at,
    heard_now,
    hears,
    home,
    only,
)

NOW = at("12:00")
BUTTON = IDS[NAMES["front"]]


def press(when: str, received: str | None = None, *, simulated: bool = False) -> Press:
    return Press(at(when), at(received or when), BUTTON, simulated)


def judged(
    facts: Facts, now: datetime = NOW
) -> tuple[Verdict, Finding | None, datetime | None]:
    facts = heard_now(facts, now)
    judgement = only(sos(facts, DEFAULT.sos, hears(facts, now), now))
    return judgement.verdict, judgement.finding, judgement.due_at


def found(facts: Facts, now: datetime = NOW) -> Finding:
    _, finding, _ = judged(facts, now)
    assert finding is not None
    return finding


def test_no_press_is_no_finding() -> None:
    assert judged(home()) == (Verdict.FALSE, None, None)


def test_a_press_is_an_emergency_at_once() -> None:
    verdict, finding, due_at = judged(home(presses=[press("12:00")]))

    assert verdict is Verdict.TRUE
    assert finding is not None
    assert (finding.severity, finding.soft, finding.late_by) == (Severity.P1, False, None)
    assert finding.since == finding.signal_at == NOW
    assert finding.because.ko == "응급호출 12:00"
    assert finding.because.en == "Emergency button pressed 12:00"
    assert due_at == NOW + DAY


CALLS = """
    12:00:00                   | 1 | 1 | 12:00:00 | one press
    12:00:00 12:00:29          | 2 | 1 | 12:00:00 | a re-press within 30 s is the same call
    12:00:00 12:00:30          | 2 | 2 | 12:00:30 | at 30 s it is a new call
    12:00:00 12:00:20 12:00:40 | 3 | 2 | 12:00:40 | measured from the call, not the re-press
    12:00:40 12:00:00          | 2 | 2 | 12:00:40 | in any order
"""
CALL_ROWS = [[c.strip() for c in line.split("|")] for line in CALLS.strip().splitlines()]


@pytest.mark.parametrize("row", CALL_ROWS, ids=[row[-1] for row in CALL_ROWS])
def test_repeats_are_debounced(row: list[str]) -> None:
    pressed, presses, calls, newest, _ = row
    times = pressed.split()

    finding = found(home(presses=[press(t) for t in times]), at("12:05"))

    assert finding.evidence["presses"] == int(presses)
    assert finding.evidence["calls"] == int(calls)
    assert finding.signal_at == at(newest)
    assert finding.since == at(min(times))


@pytest.mark.parametrize(
    ("pressed", "late_by"),
    [("11:55", None), ("11:54:59", timedelta(minutes=5, seconds=1)), ("-7 12:00", 7 * DAY)],
)
def test_a_late_press_still_calls_and_says_how_late(
    pressed: str, late_by: timedelta | None
) -> None:
    finding = found(home(presses=[press(pressed, "12:00")]))

    assert finding.late_by == late_by
    assert finding.severity is Severity.P1
    assert ("late by" in finding.because.en) is (late_by is not None)


def test_a_week_old_press_reads_as_one() -> None:
    finding = found(home(presses=[press("-7 12:00", "12:00")]))

    assert finding.because.ko == "응급호출 11월 11일 12:00 · 7일 늦게 도착"
    assert finding.because.en == "Emergency button pressed 11 Nov 12:00 · late by 7 d"


def test_a_button_whose_clock_runs_ahead_is_not_ignored() -> None:
    finding = found(home(presses=[press("12:06", "11:59")]))

    assert finding.since == at("11:59")


def test_a_press_not_yet_received_is_not_known() -> None:
    assert judged(home(presses=[press("11:00", "12:01")])) == (Verdict.FALSE, None, at("12:01"))


def test_a_human_who_made_sure_answers_the_presses_before_but_not_after() -> None:
    answered = home(presses=[press("11:00")], verified="11:10")
    again = home(presses=[press("11:00"), press("11:30")], verified="11:10")
    arrived_after = home(presses=[press("11:00", "11:20")], verified="11:10")

    assert judged(answered)[0] is Verdict.FALSE
    assert found(again).since == at("11:30")
    assert found(arrived_after).since == at("11:00")


def test_a_press_and_a_verification_at_once_are_answered() -> None:
    verdict, _, due_at = judged(home(presses=[press("12:00")], verified="12:00"))

    assert (verdict, due_at) == (Verdict.FALSE, None)


def test_a_verification_to_come_is_not_known_yet() -> None:
    facts = home(presses=[press("11:00")], verified="12:10")

    verdict, _, due_at = judged(facts)

    assert (verdict, due_at) == (Verdict.TRUE, at("12:10"))
    assert judged(facts, at("12:10"))[0] is Verdict.FALSE


def test_a_day_later_a_press_is_history() -> None:
    facts = home(presses=[press("-1 12:00")])

    assert judged(facts, NOW - timedelta(seconds=1))[0] is Verdict.TRUE
    assert judged(facts, NOW)[0] is Verdict.FALSE


def test_a_blind_home_does_not_hide_a_press() -> None:
    facts = home(presses=[press("11:00")], heard="11:01")

    assert found(facts).severity is Severity.P1


def test_only_a_staged_call_is_marked_simulated() -> None:
    staged = [press("11:00", simulated=True)]

    assert found(home(presses=staged)).simulated
    assert not found(home(presses=[*staged, press("11:01")])).simulated


def test_pressing_twice_is_said() -> None:
    finding = found(home(presses=[press("11:58"), press("11:58:10")]), NOW + MINUTE)

    assert finding.because.ko == "응급호출 11:58 · 2번 누름"
    assert finding.because.en == "Emergency button pressed 11:58 · 2 presses"
