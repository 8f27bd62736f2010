"""Who is on call: every instant of a full plan has somebody, in any zone, on any day."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telecare.care.localtime import local_day, wall_instant
from telecare.care.rota import (
    DAY_MINUTES,
    HOLIDAY,
    KINDS,
    Duty,
    Gap,
    Line,
    Override,
    Plan,
    Rota,
    Span,
    gaps,
    on_call,
    shifts,
    uncovered,
)

SEOUL, BERLIN = ZoneInfo("Asia/Seoul"), ZoneInfo("Europe/Berlin")
ZONES = [SEOUL, BERLIN, ZoneInfo("America/Havana"), ZoneInfo("Asia/Beirut"), ZoneInfo("UTC")]
ANA, BO, CHO = (UUID(int=n) for n in (1, 2, 3))
DAYTIME = ((Span(9 * 60, 14 * 60 + 30),),) * 5 + ((),) * 3
NIGHT = ((Span(0, 9 * 60), Span(14 * 60 + 30, DAY_MINUTES)),) * 5 + (
    (Span(0, DAY_MINUTES),),
) * 3
EPOCH = date(2020, 1, 1)
SERVING = frozenset({ANA, BO, CHO})


def every_day(who: UUID, *spans: Span) -> tuple[Line, ...]:
    return tuple(Line(kind, span, who) for kind in range(KINDS) for span in spans)


def rota(
    lines: tuple[Line, ...],
    zone: ZoneInfo = SEOUL,
    hours: tuple[tuple[Span, ...], ...] = NIGHT,
    **told: object,
) -> Rota:
    told.setdefault("serving", SERVING)
    return Rota(Duty(zone, hours), (Plan(EPOCH, lines),), **told)  # type: ignore[arg-type]


def at(text: str, zone: ZoneInfo = SEOUL) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


ALL_DAY = Span(0, DAY_MINUTES)
instants = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


# ------------------------------------------------------------------- every instant


@given(instants, st.sampled_from(ZONES), st.lists(st.integers(1, DAY_MINUTES - 1), max_size=4))
def test_lines_that_tile_the_week_leave_no_gap_in_any_zone(
    since: datetime, zone: ZoneInfo, edges: list[int]
) -> None:
    cuts = [0, *sorted(set(edges)), DAY_MINUTES]
    people = [ANA, BO, CHO]
    lines = tuple(
        Line(kind, Span(low, high), people[n % 3])
        for kind in range(KINDS)
        for n, (low, high) in enumerate(pairwise(cuts))
    )
    full = rota(lines, zone, ((ALL_DAY,),) * KINDS)
    assert gaps(full, since, since + timedelta(days=40)) == ()
    assert on_call(full, since)


@given(instants, st.sampled_from(ZONES), st.integers(1, 40 * 24))
def test_the_shifts_tile_the_time_asked_for(
    since: datetime, zone: ZoneInfo, hours: int
) -> None:
    until = since + timedelta(hours=hours)
    told = shifts(rota(every_day(ANA, Span(60, 700)), zone), since, until)
    assert (told[0].start, told[-1].end) == (since, until)
    assert all(one.end == then.start for one, then in pairwise(told))
    assert all(one.start < one.end for one in told)


@given(instants, st.sampled_from(ZONES), st.integers(0, 30 * 24 * 60))
def test_on_call_and_the_gaps_say_the_same(
    since: datetime, zone: ZoneInfo, minutes: int
) -> None:
    half = rota(every_day(BO, Span(0, 300), Span(900, 1300)), zone)
    moment = since + timedelta(minutes=minutes)
    inside = any(
        one.start <= moment < one.end for one in gaps(half, since, since + timedelta(31))
    )
    (now,) = [
        one
        for one in shifts(half, since, since + timedelta(31))
        if one.start <= moment < one.end
    ]
    assert inside == (now.open and not on_call(half, moment))


@given(st.dates(date(2024, 1, 1), date(2028, 1, 1)), st.sampled_from(ZONES))
def test_daytime_and_night_share_the_day_without_a_hole(day: date, zone: ZoneInfo) -> None:
    start, end = wall_instant(day, 0, zone), wall_instant(day, DAY_MINUTES, zone)
    light = shifts(rota((), zone, DAYTIME), start, end)
    dark = shifts(rota((), zone, NIGHT), start, end)
    opened = sum((one.end - one.start for one in [*light, *dark] if one.open), timedelta())
    assert opened == end - start


# ------------------------------------------------------------------- clocks that jump


def test_a_berlin_night_lasts_seven_hours_in_spring_and_nine_in_autumn() -> None:
    night = rota(every_day(ANA, Span(0, 480)), BERLIN, ((Span(0, 480),),) * KINDS)
    for day, length in (("2026-03-29", 7), ("2026-10-25", 9), ("2026-10-26", 8)):
        start = wall_instant(date.fromisoformat(day), 0, BERLIN)
        (on, off) = shifts(night, start, start + timedelta(hours=12))
        assert on.end - on.start == timedelta(hours=length)
        assert not off.open


def test_a_shift_that_changes_in_the_repeated_hour_has_one_person_at_every_instant() -> None:
    """02:30 comes twice on 25 October 2026 in Berlin: Bo takes over at its first showing."""
    lines = (*every_day(ANA, Span(0, 150)), *every_day(BO, Span(150, DAY_MINUTES)))
    both = rota(lines, BERLIN, ((ALL_DAY,),) * KINDS)
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30 summer time
    assert on_call(both, first - timedelta(seconds=1)) == (ANA,)
    assert on_call(both, first) == (BO,)
    assert on_call(both, first + timedelta(hours=1)) == (BO,)  # 02:30 once more


def test_a_shift_that_changes_in_the_skipped_hour_is_handed_over_after_it() -> None:
    lines = (*every_day(ANA, Span(0, 150)), *every_day(BO, Span(150, DAY_MINUTES)))
    both = rota(lines, BERLIN, ((ALL_DAY,),) * KINDS)
    over = at("2026-03-29T03:30", BERLIN)  # 02:30 does not come: an hour further
    assert on_call(both, over - timedelta(seconds=1)) == (ANA,)
    assert on_call(both, over) == (BO,)


# ------------------------------------------------------------------- holidays and plans


def test_a_holiday_outranks_its_weekday() -> None:
    lines = (
        *(Line(kind, ALL_DAY, ANA) for kind in range(7)),
        Line(HOLIDAY, ALL_DAY, BO),
    )
    seollal = date(2026, 2, 17)
    asked = rota(lines, holidays=frozenset({seollal}))
    assert on_call(asked, at("2026-02-17T10:00")) == (BO,)  # a Tuesday; the day team is off
    assert on_call(asked, at("2026-02-18T03:00")) == (ANA,)


def test_the_day_team_is_not_asked_for_on_a_holiday() -> None:
    nobody = rota((), hours=DAYTIME, holidays=frozenset({date(2026, 9, 25)}))
    assert gaps(nobody, at("2026-09-25T00:00"), at("2026-09-26T00:00")) == ()


def test_a_line_counts_only_while_the_duty_is_open() -> None:
    asked = rota(every_day(ANA, ALL_DAY), hours=DAYTIME)
    assert on_call(asked, at("2026-11-23T10:00")) == (ANA,)
    assert on_call(asked, at("2026-11-23T20:00")) == ()


def test_a_plan_published_later_rules_from_its_day_on() -> None:
    early = Plan(date(2026, 11, 1), every_day(ANA, ALL_DAY))
    later = Plan(date(2026, 12, 1), every_day(BO, ALL_DAY))
    both = Rota(Duty(SEOUL, NIGHT), (early, later), serving=SERVING)
    assert on_call(both, at("2026-11-30T23:59")) == (ANA,)
    assert on_call(both, at("2026-12-01T00:00")) == (BO,)
    assert on_call(both, at("2026-10-31T23:00")) == ()


def test_a_plan_that_leaves_a_span_to_nobody_is_told_by_day_and_span() -> None:
    lines = (
        *(line for line in every_day(ANA, ALL_DAY) if line.kind not in {2, HOLIDAY}),
        Line(2, Span(0, 9 * 60), BO),
        Line(2, Span(20 * 60, DAY_MINUTES), BO),
    )
    assert uncovered(NIGHT, lines) == [
        (2, Span(14 * 60 + 30, 20 * 60)),
        (HOLIDAY, ALL_DAY),
    ]


# ------------------------------------------------------------------- people


def test_a_person_whose_account_has_ended_leaves_a_gap() -> None:
    asked = rota(every_day(ANA, ALL_DAY), serving=frozenset({BO}))
    since, until = at("2026-11-23T14:30"), at("2026-11-24T09:00")
    assert gaps(asked, since, until) == (Gap(since, until),)


def test_stand_ins_act_in_the_order_they_were_made() -> None:
    start, end = at("2026-11-23T18:00"), at("2026-11-23T22:00")
    asked = rota(
        every_day(ANA, ALL_DAY),
        overrides=(
            Override(uuid4(), start, end, BO, ANA),
            Override(uuid4(), start + timedelta(hours=1), end, CHO, BO),
        ),
    )
    assert on_call(asked, start - timedelta(seconds=1)) == (ANA,)
    assert on_call(asked, start) == (BO,)
    assert on_call(asked, start + timedelta(hours=2)) == (CHO,)
    assert on_call(asked, end) == (ANA,)


def test_a_stand_in_for_one_of_two_leaves_the_other_on() -> None:
    asked = rota(
        (*every_day(ANA, ALL_DAY), *every_day(BO, ALL_DAY)),
        overrides=(
            Override(uuid4(), at("2026-11-23T18:00"), at("2026-11-23T22:00"), CHO, ANA),
        ),
    )
    assert on_call(asked, at("2026-11-23T19:00")) == (BO, CHO)


def test_a_stand_in_for_all_is_alone() -> None:
    asked = rota(
        (*every_day(ANA, ALL_DAY), *every_day(BO, ALL_DAY)),
        overrides=(
            Override(uuid4(), at("2026-11-23T18:00"), at("2026-11-23T22:00"), CHO, None),
        ),
    )
    assert on_call(asked, at("2026-11-23T19:00")) == (CHO,)


def test_a_stand_in_whose_account_has_ended_is_a_gap_that_shows() -> None:
    """The one they stand in for does not know they are wanted: the banner must say so."""
    start, end = at("2026-11-23T18:00"), at("2026-11-23T22:00")
    asked = rota(
        every_day(ANA, ALL_DAY),
        serving=frozenset({ANA}),
        overrides=(Override(uuid4(), start, end, BO, ANA),),
    )
    assert gaps(asked, at("2026-11-23T12:00"), at("2026-11-24T12:00")) == (Gap(start, end),)


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (9, 8), (0, 1441)])
def test_a_span_outside_its_day_is_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="begins before it ends"):
        Span(start, end)


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(TypeError):
        on_call(rota(()), datetime(2026, 11, 23, 10))  # noqa: DTZ001


def test_local_days_are_the_duty_zone_s() -> None:
    assert local_day(at("2026-11-23T00:30"), SEOUL) == date(2026, 11, 23)
