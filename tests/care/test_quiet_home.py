"""The rule quiet_home: a silence is found in time, not before, and not lost again."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from telecare.care.facts import DeviceKind, Facts, Finding, Press, Risk, Severity, Verdict
from telecare.care.parameters import DEFAULT
from telecare.care.rules.quiet_home import quiet_home, shortest_limit
from tests.care.household import (
    DAY,
    HOUR,
    IDS,
    MINUTE,
    NAMES,
    at,
    gateway,
    heard_now,
    hears,
    home,
    only,
    plan,
    seen,
)

HIGH = plan(risk=Risk.HIGH)
SECOND = timedelta(seconds=1)


def judged(facts: Facts, now: datetime) -> tuple[Verdict, Finding | None, datetime | None]:
    facts = heard_now(facts, now)
    judgement = only(quiet_home(facts, DEFAULT.quiet_home, hears(facts, now), now))
    return judgement.verdict, judgement.finding, judgement.due_at


def found(facts: Facts, now: datetime) -> Finding:
    _, finding, _ = judged(facts, now)
    assert finding is not None
    return finding


# last sign of life | high risk? | found at | why
FOUND_AT = """
    kitchen 08:00     | normal | 16:00     | eight hours by day
    kitchen 08:00     | high   | 14:00     | six at high risk
    kitchen 02:10     | normal | 10:10     | it may begin at night
    kitchen 13:59     | normal | 21:59     | just before nightfall
    kitchen 14:00     | normal | +1 02:00  | by night twelve hours
    kitchen 16:01     | high   | +1 04:01  | by night twelve hours at any risk
    kitchen -1 21:30  | normal | 09:30     | any twelve hours come before ten o'clock
    kitchen -1 22:30  | normal | 10:00     | asleep since 22:30: not found at 06:30
    kitchen -1 23:30  | normal | 10:00     | nor at 07:30
    kitchen 01:59     | normal | 10:00     | nor before ten
    kitchen 03:00     | high   | 10:00     | a late morning at high risk
    kitchen 05:59     | normal | 13:59     | up before six
    kitchen 06:00     | high   | 12:00     | up at six
    front 08:00       | normal | +1 00:00  | out, not fallen: four hours after any limit
    back 08:00        | high   | +1 00:00  | at the back door too
    front -1 22:00    | normal | 14:00     | and at night
"""
FOUND_ROWS = [[c.strip() for c in line.split("|")] for line in FOUND_AT.strip().splitlines()]


@pytest.mark.parametrize("row", FOUND_ROWS, ids=[row[-1] for row in FOUND_ROWS])
def test_a_silence_is_found_to_the_second(row: list[str]) -> None:
    last, risk, found_at, _ = row
    facts = home([last], the_plan=plan(risk=Risk(risk)))

    before = judged(facts, at(found_at) - SECOND)

    assert (before[0], before[2]) == (Verdict.FALSE, at(found_at))
    finding = found(facts, at(found_at))
    assert finding.since == seen(last).at
    assert finding.signal_at == at(found_at)
    assert (finding.severity, finding.soft) == (Severity.P2, True)


def test_the_sentence_tells_how_long_and_where_last() -> None:
    finding = found(home(["kitchen 02:10"]), at("10:20"))

    assert finding.because.ko == "활동 없음 8시간 10분 · 마지막: 부엌 02:10"
    assert finding.because.en == "No activity for 8 h 10 min · last: kitchen 02:10"
    assert finding.evidence["silence_s"] == 8 * 3600 + 600
    assert finding.evidence["limit_s"] == 8 * 3600
    assert finding.evidence["last_sign"] == "motion_kitchen"


def test_nightfall_does_not_end_a_silence_found_by_day() -> None:
    facts = home(["kitchen 13:30"])

    assert judged(facts, at("21:30"))[0] is Verdict.TRUE
    assert judged(facts, at("22:30"))[0] is Verdict.TRUE


def test_who_left_by_the_door_is_probably_out_and_the_sentence_says_so() -> None:
    facts = home(["kitchen 08:59", "front 09:00"])

    assert judged(facts, at("+1 00:59"))[0] is Verdict.FALSE
    finding = found(facts, at("+1 01:00"))
    assert finding.evidence["probably_out"] == 1
    assert (
        finding.because.ko == "활동 없음 16시간 · 마지막: 현관문 어제 09:00 · 외출 중일 수 있음"
    )
    assert (
        finding.because.en
        == "No activity for 16 h · last: front door yesterday 09:00 · probably out"
    )


@pytest.mark.parametrize(
    "signs",
    [
        ["front 09:00", "kitchen 09:01"],  # came home
        ["front 09:00", "kitchen 09:00"],  # in the same second: inside counts
    ],
)
def test_who_was_seen_inside_after_the_door_is_at_home(signs: list[str]) -> None:
    finding = found(home(signs), at("17:01"))

    assert finding.evidence["probably_out"] == 0


def test_a_resident_may_have_limits_of_their_own() -> None:
    shorter = replace(plan(), day_limit=3 * HOUR, any_limit=5 * HOUR)
    longer = replace(plan(), day_limit=10 * HOUR, any_limit=20 * HOUR)

    assert judged(home(["kitchen 08:00"], the_plan=shorter), at("11:00"))[0] is Verdict.TRUE
    assert judged(home(["kitchen 21:00"], the_plan=shorter), at("+1 02:00"))[0] is Verdict.TRUE
    assert judged(home(["front 08:00"], the_plan=shorter), at("16:59"))[0] is Verdict.FALSE
    assert judged(home(["front 08:00"], the_plan=shorter), at("17:00"))[0] is Verdict.TRUE
    assert judged(home(["kitchen 08:00"], the_plan=longer), at("17:59"))[0] is Verdict.FALSE
    assert judged(home(["kitchen 08:00"], the_plan=longer), at("18:00"))[0] is Verdict.TRUE
    assert judged(home(["kitchen 15:00"], the_plan=longer), at("+1 09:59"))[0] is Verdict.FALSE


def test_a_short_limit_of_ones_own_counts_from_the_morning_after_a_night() -> None:
    early_riser = replace(plan(), day_limit=2 * HOUR)
    at_six, before_six = home(["kitchen 06:00"]), home(["kitchen 05:59"])

    assert judged(replace(at_six, plan=early_riser), at("06:00"))[2] == at("08:00")
    assert judged(replace(before_six, plan=early_riser), at("06:00"))[2] == at("08:00")

    verdict, _, due_at = judged(home(["kitchen -1 23:00"], the_plan=early_riser), at("07:59"))

    assert (verdict, due_at) == (Verdict.FALSE, at("08:00"))


def test_the_shortest_limit_is_what_a_push_may_use() -> None:
    numbers = DEFAULT.quiet_home

    assert shortest_limit(plan(), numbers) == 8 * HOUR
    assert shortest_limit(HIGH, numbers) == 6 * HOUR
    assert shortest_limit(replace(plan(), any_limit=5 * HOUR), numbers) == 5 * HOUR


def test_every_kind_of_sign_of_life_starts_the_clock_again() -> None:
    early = ["kitchen 02:00"]
    pressed = Press(at("09:00"), at("09:00"), IDS[NAMES["front"]])

    for facts, kind in [
        (home(early, check_ins=["09:00"]), "check_in"),
        (home(early, presses=[pressed]), "press"),
        (home(early, verified="09:00"), "verified"),
        (home(early, away=[("05:00", "09:00")]), "returned"),
        (home(the_plan=replace(plan(), watched_since=at("09:00"))), "watch_began"),
    ]:
        verdict, _, due_at = judged(facts, at("16:59"))
        assert (verdict, due_at) == (Verdict.FALSE, at("17:00")), kind
        assert found(facts, at("17:00")).evidence["last_sign"] == kind


@pytest.mark.parametrize(
    ("now", "verdict", "due"),
    [
        ("11:59", Verdict.FALSE, "12:00"),  # before leaving
        ("12:00", Verdict.FALSE, "18:00"),  # gone: masked until the return
        ("17:59", Verdict.FALSE, "18:00"),
        ("18:00", Verdict.FALSE, "+1 06:00"),  # back: the clock starts at the return
        ("+1 06:00", Verdict.TRUE, None),
    ],
)
def test_an_absence_masks_and_the_return_starts_the_clock(
    now: str, verdict: Verdict, due: str | None
) -> None:
    facts = home(["kitchen 11:00"], away=[("12:00", "18:00")])

    assert judged(facts, at(now))[0] is verdict
    assert judged(facts, at(now))[2] == (at(due) if due else None)


def test_the_latest_of_several_returns_starts_the_clock() -> None:
    facts = home(away=[("-2 08:00", "-2 12:00"), ("06:00", "09:00"), ("-1 08:00", "-1 12:00")])

    assert judged(facts, at("16:59"))[2] == at("17:00")


def test_the_nearest_stamp_ahead_is_waited_for() -> None:
    facts = home(["kitchen 10:05", "bedroom 10:03"], check_ins=["10:04"])

    assert judged(facts, at("10:00"))[2] == at("10:03")
    assert judged(facts, at("10:03"))[2] == at("10:04")


def test_leaving_hides_a_silence_already_found() -> None:
    facts = home(["kitchen 02:00"], away=[("12:00", "18:00")])

    assert judged(facts, at("11:59"))[0] is Verdict.TRUE
    assert judged(facts, at("11:59"))[2] == at("12:00")
    assert judged(facts, at("12:00"))[0] is Verdict.FALSE


def test_a_clock_that_runs_ahead_is_no_sign_of_life_yet() -> None:
    facts = home(["kitchen 02:00", "bedroom 10:05"])

    verdict, finding, due_at = judged(facts, at("10:00"))

    assert verdict is Verdict.TRUE
    assert finding is not None
    assert finding.evidence["last_at"] == at("02:00").isoformat()
    assert due_at == at("10:05")
    assert judged(facts, at("10:05"))[0] is Verdict.FALSE


def test_a_home_without_facts_counts_from_when_somebody_began_to_watch() -> None:
    new = home(the_plan=replace(plan(), watched_since=at("08:00")))

    assert judged(new, at("08:00"))[0] is Verdict.FALSE
    assert found(new, at("16:00")).because.ko == "활동 없음 8시간 · 마지막: 관찰 시작 08:00"


def test_a_home_that_cannot_be_heard_is_unknown() -> None:
    facts = home(["kitchen 08:00"], heard="08:30")

    assert judged(facts, at("08:44"))[0] is Verdict.FALSE  # late is only a remark
    assert judged(facts, at("08:45"))[0] is Verdict.UNKNOWN
    assert judged(facts, at("+3 08:45"))[0] is Verdict.UNKNOWN


def test_a_home_never_heard_is_unknown() -> None:
    facts = replace(home(), devices=(gateway(None),))

    assert judged(facts, at("12:00")) == (Verdict.UNKNOWN, None, None)


def test_a_home_with_nothing_but_a_tablet_cannot_be_quiet() -> None:
    """One check-in a day is no activity: its promise is what is watched there."""
    tablet = replace(gateway(at("20:00")), kind=DeviceKind.TABLET)
    facts = replace(home(check_ins=["09:00"]), devices=(tablet,))

    assert judged(facts, at("20:01")) == (Verdict.FALSE, None, None)
    assert judged(facts, at("20:15")) == (Verdict.UNKNOWN, None, None)


def test_a_silence_found_before_the_home_went_blind_stays_found() -> None:
    facts = home(["kitchen 02:10"], heard="10:20")

    finding = found(facts, at("15:00"))

    assert finding.evidence["hearing"] == "blind"
    assert finding.evidence["silence_s"] == 8 * 3600 + 600
    assert finding.because.en == (
        "No activity for 8 h 10 min · last: kitchen 02:10 · home not heard since 10:20"
    )
    assert finding.because.ko.endswith("10:20 이후 이 집 신호 없음")


def test_what_was_found_while_late_stays_found_when_blind() -> None:
    found_while_late = home(["kitchen 02:10"], heard="10:00")
    not_found_in_time = home(["kitchen 02:15"], heard="10:00")

    assert judged(found_while_late, at("10:14"))[0] is Verdict.TRUE
    assert judged(found_while_late, at("10:16"))[0] is Verdict.TRUE
    assert judged(not_found_in_time, at("10:16"))[0] is Verdict.UNKNOWN


def test_old_news_still_arriving_is_not_silence() -> None:
    behind = gateway(at("20:00"), heard_until=at("09:00"))
    facts = replace(home(["kitchen 09:00"]), devices=(behind,))

    assert judged(facts, at("20:00"))[0] is Verdict.UNKNOWN


def test_away_and_blind_is_unknown_and_never_fine() -> None:
    facts = home(["kitchen 02:00"], heard="11:00", away=[("12:00", "18:00")])

    assert judged(facts, at("11:59"))[0] is Verdict.TRUE
    assert judged(facts, at("12:00"))[0] is Verdict.UNKNOWN


def test_a_staged_silence_is_marked() -> None:
    facts = replace(home(), last_activity=seen("kitchen 02:00", simulated=True))

    assert found(facts, at("11:00")).simulated


def test_the_day_is_the_residents_own() -> None:
    """22:30 in Seoul is afternoon in Lisbon; the plan's zone decides."""
    lisbon = replace(plan(), zone=ZoneInfo("Europe/Lisbon"))
    last = at("13:00") + 9 * HOUR  # 22:00 in Seoul, 13:00 in Lisbon
    facts = replace(home(the_plan=lisbon), check_ins=(last,))

    assert judged(facts, last + 8 * HOUR)[0] is Verdict.TRUE
    assert judged(facts, last + 8 * HOUR - MINUTE)[0] is Verdict.FALSE
    assert judged(facts, last + 2 * DAY)[0] is Verdict.TRUE
