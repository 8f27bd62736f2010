"""Suppression: what is held back, for how long at the most, and never a P1."""

from datetime import timedelta

import pytest

from telecare.care.facts import AlertClass, Severity
from telecare.care.suppression import (
    LEAVING,
    MOST,
    NEVER,
    Reason,
    Suppression,
    covers,
    has_returned,
    remind_at,
)
from tests.cast import NOON

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def held(reason: Reason, subject: str = "") -> Suppression:
    return Suppression(reason, subject, NOON, NOON + HOUR)


@pytest.mark.parametrize("reason", Reason)
def test_i05_no_reason_ever_covers_a_p1_or_an_alarm_of_the_person(reason: Reason) -> None:
    for alert_class in AlertClass:
        assert not covers(held(reason), Severity.P1, alert_class, "", NOON)
    for alert_class in NEVER:
        for severity in Severity:
            assert not covers(held(reason), severity, alert_class, "", NOON)


def test_i07_a_suppression_covers_from_its_start_up_to_its_end_and_no_longer() -> None:
    away = held(Reason.AWAY)
    at = {
        minutes: covers(
            away, Severity.P2, AlertClass.SILENCE, "", NOON + timedelta(minutes=minutes)
        )
        for minutes in (-1, 0, 59, 60)
    }
    assert at == {-1: False, 0: True, 59: True, 60: False}


def test_i07_every_reason_has_a_longest_time() -> None:
    hours = {reason.value: MOST[reason] / HOUR for reason in Reason}
    assert hours == {
        "away": 720, "hospital": 336, "visit": 4, "device_test": 1, "out_of_service": 720,
    }  # fmt: skip


def test_an_empty_home_still_tells_of_a_broken_device() -> None:
    assert not covers(held(Reason.AWAY), Severity.P3, AlertClass.DEVICE, "d1", NOON)
    assert covers(held(Reason.VISIT), Severity.P3, AlertClass.DEVICE, "d1", NOON)


def test_one_device_out_of_service_hides_no_other_and_no_silence_of_the_person() -> None:
    broken = held(Reason.OUT_OF_SERVICE, "d1")
    assert covers(broken, Severity.P3, AlertClass.DEVICE, "d1", NOON)
    assert not covers(broken, Severity.P3, AlertClass.DEVICE, "d2", NOON)
    assert not covers(broken, Severity.P2, AlertClass.SILENCE, "", NOON)


def test_i07_the_reminder_comes_a_tenth_before_the_end_ten_minutes_to_a_day() -> None:
    leads = [
        NOON + length - remind_at(NOON, NOON + length)
        for length in (15 * MINUTE, 4 * HOUR, 24 * HOUR, 720 * HOUR)
    ]
    assert leads == [10 * MINUTE, 24 * MINUTE, 144 * MINUTE, 24 * HOUR]


def test_who_moves_indoors_after_the_hour_of_leaving_has_returned() -> None:
    away = held(Reason.AWAY)
    assert not has_returned(away, None)
    assert not has_returned(away, NOON + LEAVING - MINUTE)
    assert has_returned(away, NOON + LEAVING)
    assert not has_returned(held(Reason.VISIT), NOON + LEAVING)
