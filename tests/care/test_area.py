"""The area outage: one name for many silent homes, and the right one."""

from datetime import timedelta
from uuid import UUID

import pytest

from telecare.care.area import HomeHearing, Outage, outages, same_outage
from telecare.care.parameters import DEFAULT
from tests.care.household import HOUR, MINUTE, at

NOW = at("12:00")
SILENT = at("11:45")


def street(
    count: int,
    silent: int,
    place: str = "춘양면",
    *,
    county: str = "봉화군",
    network: str = "KT",
    first: int = 0,
    apart: timedelta = MINUTE,
) -> list[HomeHearing]:
    """Build `count` homes of one place, the first `silent` of them silent a minute apart."""
    return [
        HomeHearing(
            resident_id=UUID(int=hash((place, network)) % 2**32 * 1000 + first + n),
            eupmyeon=place,
            sigungu=county,
            network=network,
            blind_since=SILENT + n * apart if n < silent else None,
        )
        for n in range(count)
    ]


def elsewhere(count: int, silent: int = 0) -> list[HomeHearing]:
    """Build homes each in a county and on a network of its own."""
    return [
        home
        for n in range(count)
        for home in street(
            1, int(n < silent), f"면{n}", county=f"군{n}", network=f"망{n}", first=n
        )
    ]


def named(found: tuple[Outage, ...]) -> list[tuple[str, str, int]]:
    return [(o.scope_kind.value, o.scope_key, len(o.resident_ids)) for o in found]


def judged(*homes: HomeHearing) -> list[tuple[str, str, int]]:
    return named(outages(homes, DEFAULT, NOW))


THRESHOLD = """
    100 | 4 | -        | four of a hundred are four homes
    100 | 5 | outage   | five are an outage, whatever the share
    20  | 4 | outage   | or a fifth
    21  | 4 | -        | not quite a fifth
    15  | 3 | outage   | of at least three
    10  | 2 | -        | two are not enough, though a fifth
    3   | 3 | outage   | a hamlet of three
"""
ROWS = [[c.strip() for c in line.split("|")] for line in THRESHOLD.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row[-1] for row in ROWS])
def test_five_homes_or_a_fifth_with_three(row: list[str]) -> None:
    homes, silent, expected, _ = row
    village = street(int(homes), int(silent))

    found = judged(*village, *street(50, 0, "물야면"), *elsewhere(200))

    assert bool(found) is (expected == "outage")
    if found:
        assert found == [("eupmyeon", "춘양면", int(silent))]


def test_a_village_is_a_village_though_five_homes_of_the_platform_are_silent() -> None:
    assert judged(*street(5, 5), *street(10, 0, "물야면"), *elsewhere(6)) == [
        ("eupmyeon", "춘양면", 5)
    ]


def test_one_unlucky_home_elsewhere_does_not_make_it_the_platform() -> None:
    found = judged(*street(5, 5), *street(10, 0, "물야면"), *elsewhere(12, silent=1))

    assert found == [("eupmyeon", "춘양면", 5)]


def test_when_every_home_falls_silent_it_is_the_platform_once() -> None:
    homes = [*street(5, 5), *elsewhere(7, silent=7)]

    (outage,) = outages(homes, DEFAULT, NOW)

    assert named((outage,)) == [("platform", "platform", 12)]
    assert outage.since == SILENT
    assert outage.because.ko == "서비스 전체 12가구 중 12가구 신호가 한꺼번에 끊김"
    assert outage.because.en == "12 of 12 homes of the whole service fell silent together"


def test_a_single_village_is_named_by_the_widest_scope_it_fills() -> None:
    assert judged(*street(5, 5)) == [("platform", "platform", 5)]
    assert judged(*street(5, 5), *elsewhere(7)) == [("network", "KT", 5)]


def test_three_villages_of_one_county_are_the_county() -> None:
    villages = [
        h for name in ("춘양면", "물야면", "봉성면") for h in street(6, 3, name, network="")
    ]

    assert judged(*villages, *elsewhere(100)) == [("sigungu", "봉화군", 9)]


def test_a_network_is_named_when_only_its_homes_are_silent() -> None:
    places = [f"면{n}" for n in range(6)]
    dead = [h for p in places for h in street(2, 2, p, county=f"{p}군", network="SKT")]
    alive = [h for p in places for h in street(8, 0, p, county=f"{p}군", network="KT")]

    assert judged(*dead, *alive) == [("network", "SKT", 12)]


def test_two_villages_at_once_are_two_outages() -> None:
    north = street(10, 6)
    south = street(10, 6, "화북면", county="의성군", network="LGU")

    assert judged(*north, *south, *elsewhere(200)) == [
        ("network", "KT", 6),
        ("network", "LGU", 6),
    ]


def test_five_unrelated_power_cuts_among_thousands_are_no_outage() -> None:
    assert judged(*elsewhere(600, silent=5)) == []
    assert judged(*elsewhere(500, silent=5)) == [("platform", "platform", 5)]


def test_homes_that_fall_silent_one_after_another_are_not_together() -> None:
    apart = street(60, 5, apart=timedelta(minutes=3))  # twelve minutes from first to last
    together = street(60, 5, apart=timedelta(minutes=2.5))

    assert judged(*apart, *street(50, 0, "물야면"), *elsewhere(50)) == []
    assert len(judged(*together, *street(50, 0, "물야면"), *elsewhere(50))) == 1


def test_the_larger_of_two_bursts_in_one_village_is_found_first() -> None:
    early = street(4, 4, first=10)
    late = [
        HomeHearing(h.resident_id, h.eupmyeon, h.sigungu, h.network, NOW - MINUTE)
        for h in street(6, 6, first=20)
    ]
    homes = [*early, *late, *street(10, 0, first=50), *street(50, 0, "물야면"), *elsewhere(50)]

    found = outages(homes, DEFAULT, NOW)

    assert sorted(len(o.resident_ids) for o in found) == [4, 6]


def test_silences_to_come_and_old_ones_are_left_out() -> None:
    homes = [*street(5, 5), *elsewhere(20)]

    assert outages(homes, DEFAULT, SILENT + MINUTE) == ()
    assert outages(homes, DEFAULT, SILENT + 24 * HOUR + 5 * MINUTE) == ()
    assert len(outages(homes, DEFAULT, SILENT + 2 * MINUTE)[0].resident_ids) == 3
    assert len(outages(homes, DEFAULT, SILENT + 24 * HOUR)[0].resident_ids) == 5
    assert named(outages(homes, DEFAULT, SILENT + 23 * HOUR)) == [("network", "KT", 5)]


def test_no_home_is_in_two_outages_and_order_does_not_matter() -> None:
    homes = [*street(10, 6), *street(10, 6, "화북면", county="의성군"), *elsewhere(9, silent=5)]

    found = outages(homes, DEFAULT, NOW)
    members = [resident for outage in found for resident in outage.resident_ids]

    assert len(members) == len(set(members))
    assert outages(reversed(homes), DEFAULT, NOW) == found


def test_nobody_silent_is_no_outage() -> None:
    assert outages([], DEFAULT, NOW) == ()
    assert judged(*street(9, 0)) == []


def test_an_outage_whose_first_home_came_back_is_still_the_same() -> None:
    assert same_outage(SILENT, SILENT + 10 * MINUTE, DEFAULT)
    assert not same_outage(SILENT, SILENT - 11 * MINUTE, DEFAULT)
