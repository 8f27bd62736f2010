"""The figures' arithmetic: whose wait counts, shares, ranks, and what an outcome says."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telecare.care.alert import Outcome
from telecare.care.facts import AlertClass
from telecare.care.figures import Judged, answers, judged, nearest_rank, wait_of

S = 1_000_000


def test_sixty_and_a_hundred_and_eighty_seconds_are_still_in_time() -> None:
    found = answers([60 * S, 60 * S + 1, 180 * S, 180 * S + 1])
    assert (found.n, found.soon, found.in_time) == (4, 1, 3)


def test_the_ranks_are_waits_that_there_were() -> None:
    found = answers(second * S for second in range(100, 0, -1))
    assert (found.median_s, found.p95_s) == (50, 95)
    assert answers([7 * S]).p95_s == 7
    assert answers([]).median_s is None


@given(st.lists(st.integers(0, 10**12), min_size=1))
def test_so_many_per_cent_lie_at_or_below_their_rank(waits: list[int]) -> None:
    ordered = sorted(waits)
    for percent in (1, 50, 95, 100):
        rank = nearest_rank(ordered, percent)
        assert rank is not None
        assert rank * S == pytest.approx(ordered[-(-len(ordered) * percent // 100) - 1])
        below = sum(wait / S <= rank for wait in ordered)
        assert below * 100 >= percent * len(ordered)


def test_an_alert_nobody_acted_on_counts_once_it_is_late() -> None:
    assert wait_of(0, None, 180 * S, live=True) is None
    assert wait_of(0, None, 181 * S, live=True) == 181 * S
    assert wait_of(0, None, 999 * S, live=False) is None
    assert wait_of(0, 5 * S, 999 * S, live=False) == 5 * S
    assert wait_of(5 * S, 0, 999 * S, live=True) == 0, "a clock that was set back"


def test_every_outcome_is_judged_for_every_class() -> None:
    nowhere = {Outcome.TEST, Outcome.DUPLICATE}
    for outcome, alert_class in product(Outcome, AlertClass):
        assert (judged(outcome, alert_class) is None) == (outcome in nowhere)


def test_a_flat_battery_is_true_of_a_device_and_false_of_a_person() -> None:
    assert judged(Outcome.BATTERY, AlertClass.DEVICE) is Judged.NEEDED
    assert judged(Outcome.BATTERY, AlertClass.SILENCE) is Judged.FALSE
    assert judged(Outcome.ACCIDENTAL_PRESS, AlertClass.SOS) is Judged.FALSE
    assert judged(Outcome.OVER_SENSITIVE, AlertClass.DEVICE) is Judged.FALSE
    assert judged(Outcome.OK_CONFIRMED, AlertClass.SILENCE) is Judged.WELL
    assert judged(Outcome.EMERGENCY_119, AlertClass.FALL) is Judged.NEEDED
