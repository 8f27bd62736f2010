"""The words: short, in both languages, with the units people use."""

from datetime import timedelta

import pytest

from telecare.care.facts import DeviceKind, Sentence
from telecare.care.words import PLACES, device_name, joined, span


@pytest.mark.parametrize(
    ("length", "ko", "en"),
    [
        (timedelta(0), "0분", "0 min"),
        (timedelta(seconds=59), "0분", "0 min"),
        (timedelta(minutes=45), "45분", "45 min"),
        (timedelta(hours=8), "8시간", "8 h"),
        (timedelta(hours=8, minutes=10, seconds=59), "8시간 10분", "8 h 10 min"),
        (timedelta(days=2, hours=3, minutes=59), "2일 3시간", "2 d 3 h"),
        (timedelta(days=7), "7일", "7 d"),
        (timedelta(days=1, minutes=5), "1일", "1 d"),
    ],
)
def test_a_length_of_time_reads_in_its_two_largest_units(
    length: timedelta, ko: str, en: str
) -> None:
    assert span(length) == Sentence(ko, en)


@pytest.mark.parametrize("kind", DeviceKind)
def test_every_kind_of_device_has_a_name_in_both_languages(kind: DeviceKind) -> None:
    assert PLACES[kind].ko
    assert PLACES[kind].en
    assert device_name(kind).ko


def test_a_sensor_is_named_by_its_place_and_a_tablet_by_itself() -> None:
    assert device_name(DeviceKind.MOTION_KITCHEN) == Sentence("부엌 감지기", "kitchen sensor")
    assert device_name(DeviceKind.TABLET) == Sentence("태블릿", "tablet")


def test_parts_that_are_not_there_leave_no_gap() -> None:
    assert joined(Sentence("가", "one"), None, Sentence("나", "two")) == Sentence(
        "가 · 나", "One · two"
    )
