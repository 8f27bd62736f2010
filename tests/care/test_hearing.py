"""Hearing: late is a remark, blind is unknown, and old news is not silence."""

from dataclasses import replace
from datetime import timedelta

import pytest

from telecare.care.facts import DeviceKind, Facts
from telecare.care.hearing import (
    BLIND,
    CATCHING_UP,
    HEARD,
    LATE,
    NEVER,
    HearingState,
    hearing,
)
from telecare.care.parameters import DEFAULT
from tests.care.household import DAY, HOUR, MINUTE, at, gateway, home, plan, sensor

NOW = at("12:00")


@pytest.mark.parametrize(
    ("silence", "state"),
    [
        (timedelta(0), HEARD),
        (timedelta(seconds=179), HEARD),
        (3 * MINUTE, LATE),
        (15 * MINUTE - timedelta(seconds=1), LATE),
        (15 * MINUTE, BLIND),
        (30 * DAY, BLIND),
        (-2 * MINUTE, HEARD),  # a stamp ahead of the hub's clock
    ],
)
def test_a_gateway_is_late_at_three_beats_and_the_home_blind_at_fifteen_minutes(
    silence: timedelta, state: HearingState
) -> None:
    heard = hearing(Facts(plan(), devices=(gateway(NOW - silence),)), DEFAULT, NOW)

    assert heard.state is state
    assert heard.since == NOW - silence
    assert heard.blind is (state is BLIND)


@pytest.mark.parametrize("devices", [(), (gateway(None),), (sensor("kitchen", NOW),)])
def test_a_home_without_a_gateway_that_ever_spoke_was_never_heard(devices: tuple) -> None:  # type: ignore[type-arg]
    heard = hearing(Facts(plan(), devices=devices), DEFAULT, NOW)

    assert (heard.state, heard.since, heard.blind) == (NEVER, None, True)


def test_the_best_gateway_speaks_for_the_home() -> None:
    dead, alive = gateway(NOW - DAY), gateway(NOW - MINUTE, n=9)

    heard = hearing(Facts(plan(), devices=(dead, alive)), DEFAULT, NOW)

    assert (heard.state, heard.since) == (HEARD, NOW - MINUTE)
    assert heard.known_until == NOW - MINUTE


def test_a_home_that_empties_its_diary_is_still_unknown() -> None:
    behind = gateway(NOW, heard_until=NOW - 15 * MINUTE)
    caught_up = gateway(NOW, heard_until=NOW - 15 * MINUTE + timedelta(seconds=1))

    assert hearing(Facts(plan(), devices=(behind,)), DEFAULT, NOW).state is CATCHING_UP
    assert hearing(Facts(plan(), devices=(behind,)), DEFAULT, NOW).blind
    assert hearing(Facts(plan(), devices=(caught_up,)), DEFAULT, NOW).state is HEARD


def test_a_stamp_ahead_of_its_receipt_does_not_make_the_home_better_heard() -> None:
    ahead = gateway(NOW - HOUR, heard_until=NOW + HOUR)

    assert hearing(Facts(plan(), devices=(ahead,)), DEFAULT, NOW).state is BLIND


def test_the_hubs_own_gap_is_not_the_homes_silence() -> None:
    facts = replace(home(heard="06:00"), listening_since=NOW - MINUTE)

    assert hearing(facts, DEFAULT, NOW).state is CATCHING_UP
    assert hearing(facts, DEFAULT, NOW + 14 * MINUTE).state is BLIND


def test_hearing_says_when_it_will_get_worse() -> None:
    facts = home(heard="11:59")

    assert hearing(facts, DEFAULT, NOW).changes_at == at("12:14")
    assert hearing(facts, DEFAULT, at("12:14")).changes_at is None
    assert hearing(facts, DEFAULT, at("12:14")).blind_from == at("12:14")


def test_a_tablet_speaks_for_a_home_only_where_no_gateway_ever_spoke() -> None:
    """It notices no movement: a home whose gateway is dead must not look watched by it."""
    tablet = replace(gateway(NOW - MINUTE, n=9), kind=DeviceKind.TABLET)

    alone = hearing(Facts(plan(), devices=(tablet,)), DEFAULT, NOW)
    unused = hearing(Facts(plan(), devices=(gateway(None), tablet)), DEFAULT, NOW)
    beside = hearing(Facts(plan(), devices=(gateway(NOW - HOUR), tablet)), DEFAULT, NOW)

    assert (alone.state, alone.watched) == (unused.state, unused.watched) == (HEARD, False)
    assert (beside.state, beside.watched, beside.since) == (BLIND, True, NOW - HOUR)
