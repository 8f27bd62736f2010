"""The rule missed_check_in: a promise is asked for once, kindly, and in the right hour."""

from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from telecare.care.facts import (
    CheckInPromise,
    Facts,
    Finding,
    Plan,
    Press,
    Risk,
    Severity,
    Verdict,
)
from telecare.care.parameters import DEFAULT
from telecare.care.rules.missed_check_in import missed_check_in
from tests.care.household import (
    HOUR,
    IDS,
    MINUTE,
    NAMES,
    TEN,
    at,
    gateway,
    heard_now,
    hears,
    home,
    only,
    plan,
)

NOW = at("11:10")
EVENING = CheckInPromise(at=time(18), window_opens=time(16), grace=30 * MINUTE)


def judged(
    facts: Facts, now: datetime = NOW
) -> tuple[Verdict, Finding | None, datetime | None]:
    facts = heard_now(facts, now)
    judgement = only(missed_check_in(facts, DEFAULT.missed_check_in, hears(facts, now), now))
    return judgement.verdict, judgement.finding, judgement.due_at


def found(facts: Facts, now: datetime = NOW) -> Finding:
    _, finding, _ = judged(facts, now)
    assert finding is not None
    return finding


# what was seen | checked in | verified | away from–until | judged at | severity, by columns
TABLE = """
    -             | -        | -     | -              | 10:59    | -  | within the grace
    -             | -        | -     | -              | 11:00    | P2 | nothing was seen
    kitchen 09:00 | -        | -     | -              | 11:00    | P3 | but somebody is up
    kitchen 06:59 | -        | -     | -              | 11:00    | P2 | up before the window
    kitchen 07:00 | -        | -     | -              | 11:00    | P3 | as it opens
    kitchen 11:00 | -        | -     | -              | 11:00    | P3 | in this very second
    kitchen 11:05 | -        | -     | -              | 11:00    | P2 | a clock runs ahead
    -             | 07:00    | -     | -              | 11:00    | -  | kept as it opens
    -             | 06:59    | -     | -              | 11:00    | P2 | before the window
    -             | 10:59    | -     | -              | 11:00    | -  | kept within the grace
    -             | 14:00    | -     | -              | 14:00    | -  | late is kept too
    -             | 14:00    | -     | -              | 13:59    | P2 | but not ahead of time
    -             | -1 23:00 | -     | -              | 11:00    | P2 | that was yesterday's
    -             | -        | 09:00 | -              | 11:00    | -  | a human made sure
    -             | -        | 06:30 | -              | 11:00    | P2 | before the window opened
    -             | -        | 12:00 | -              | 12:00    | -  | and after
    -             | -        | -     | -1 09:00–12:00 | 11:00    | -  | away
    -             | -        | -     | -1 09:00–10:30 | 11:00    | -  | back within the grace
    -             | -        | -     | -1 09:00–10:00 | 11:00    | P2 | back for the promise
    -             | -        | -     | 10:30–15:00    | 11:00    | -  | left within the grace
    -             | -        | -     | 12:00–15:00    | 11:59    | P2 | before leaving
    -             | -        | -     | 12:00–15:00    | 12:00    | -  | gone, and known to be
    -             | -        | -     | 12:00–15:00    | 16:00    | -  | not asked again after
    -             | -        | -     | -              | 23:59    | P2 | it stays so all day
    -             | -        | -     | -              | +1 10:59 | P2 | and until the next
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row[-1] for row in ROWS])
def test_a_promise_at_ten_with_an_hour_of_grace(row: list[str]) -> None:
    activity, check_in, verified, away, now, expected, _ = row
    start, _, end = away.partition("–")
    facts = home(
        [] if activity == "-" else [activity],
        the_plan=plan(TEN),
        check_ins=["-1 10:00", *([] if check_in == "-" else [check_in])],
        verified=None if verified == "-" else verified,
        away=[] if away == "-" else [(start, end)],
    )

    verdict, finding, _ = judged(facts, at(now))

    assert verdict is (Verdict.FALSE if expected == "-" else Verdict.TRUE)
    assert (finding.severity if finding else "-") == expected


def test_the_evidence_and_the_sentence_say_what_a_caller_needs() -> None:
    finding = found(home(["kitchen 09:40"], the_plan=plan(TEN)))

    assert finding.since == at("10:00")
    assert finding.signal_at == at("11:00")
    assert finding.soft
    assert finding.evidence["overdue_s"] == 70 * 60
    assert finding.evidence["grace_s"] == 3600
    assert finding.evidence["seen_sensor"] == "motion_kitchen"
    assert finding.because.ko == "10:00 안부 아직 없음 · 마지막 활동: 부엌 09:40"
    assert finding.because.en == "No check-in yet for 10:00 · last activity: kitchen 09:40"


def test_when_nothing_was_seen_it_says_since_when() -> None:
    finding = found(home(the_plan=plan(TEN)))

    assert finding.evidence["seen_at"] is None
    assert finding.because.ko == "10:00 안부 아직 없음 · 07:00 이후 활동 없음"
    assert finding.because.en == "No check-in yet for 10:00 · nothing seen since 07:00"


def test_an_emergency_press_is_a_sign_of_life_but_no_check_in() -> None:
    facts = home(
        the_plan=plan(TEN), presses=[Press(at("07:00"), at("07:00"), IDS[NAMES["front"]])]
    )

    finding = found(facts)

    assert finding.severity is Severity.P3
    assert "emergency button was pressed" in finding.because.en


def test_a_home_that_cannot_be_heard_makes_it_urgent_on_any_day() -> None:
    finding = found(home(["kitchen 09:40"], the_plan=plan(TEN), heard="10:30"))

    assert finding.severity is Severity.P2
    assert finding.evidence["hearing"] == "blind"
    assert finding.because.en.endswith("this home cannot be heard now")


def test_a_blind_home_is_never_fine() -> None:
    kept = home(the_plan=plan(TEN), check_ins=["09:00"], heard="10:30")
    not_yet = home(the_plan=plan(TEN), check_ins=["-1 09:00"], heard="08:00")

    assert judged(kept)[0] is Verdict.UNKNOWN
    assert judged(not_yet, at("09:00"))[0] is Verdict.UNKNOWN


def test_the_check_in_may_be_in_the_diary_that_is_still_arriving() -> None:
    behind = gateway(NOW, heard_until=at("09:00"))
    facts = replace(home(the_plan=plan(TEN)), devices=(behind,))

    assert judged(facts)[0] is Verdict.UNKNOWN


def test_nobody_can_check_in_through_a_gateway_that_was_never_heard() -> None:
    facts = replace(home(the_plan=plan(TEN)), devices=(gateway(None),))

    assert judged(facts)[0] is Verdict.UNKNOWN


def test_who_promised_nothing_owes_nothing() -> None:
    assert judged(home()) == (Verdict.FALSE, None, None)
    assert judged(home(heard="-1 10:00"))[0] is Verdict.FALSE


def test_the_first_promise_is_the_first_whole_window() -> None:
    watched = replace(plan(TEN), watched_since=at("07:01"))
    written_down = plan(replace(TEN, made_at=at("07:01")))
    in_time = plan(replace(TEN, made_at=at("07:00")))

    assert judged(home(the_plan=watched))[0] is Verdict.FALSE
    assert judged(home(the_plan=written_down))[0] is Verdict.FALSE
    assert judged(home(the_plan=in_time))[0] is Verdict.TRUE
    assert judged(home(the_plan=watched), at("+1 11:00"))[0] is Verdict.TRUE


def test_the_worst_of_several_promises_speaks() -> None:
    facts = home(["kitchen 12:00"], the_plan=plan(TEN, EVENING))

    assert found(facts, at("18:29")).severity is Severity.P3
    assert found(facts, at("18:29")).since == at("10:00")
    assert found(facts, at("18:30")).severity is Severity.P2
    assert found(facts, at("18:30")).since == at("18:00")


def test_of_two_alike_the_newer_promise_speaks() -> None:
    assert found(home(the_plan=plan(TEN, EVENING)), at("19:00")).since == at("18:00")


def test_one_check_in_keeps_every_promise_whose_window_was_open() -> None:
    facts = home(the_plan=plan(TEN, EVENING), check_ins=["16:30"])

    assert judged(facts, at("19:00"))[0] is Verdict.FALSE


def test_a_window_may_open_the_evening_before() -> None:
    early = CheckInPromise(at=time(6), window_opens=time(22), grace=HOUR)
    facts = home(the_plan=plan(early), check_ins=["-1 22:30"])

    assert judged(facts, at("07:00"))[0] is Verdict.FALSE
    assert (
        judged(home(the_plan=plan(early), check_ins=["-1 21:30"]), at("07:00"))[0]
        is Verdict.TRUE
    )


@pytest.mark.parametrize(
    ("now", "due"),
    [("10:59", "11:00"), ("11:00", "+1 11:00"), ("00:30", "11:00")],
)
def test_it_wakes_at_the_next_deadline(now: str, due: str) -> None:
    assert judged(home(the_plan=plan(TEN)), at(now))[2] == at(due)


def test_it_wakes_when_somebody_leaves_or_a_stamp_ahead_is_reached() -> None:
    leaving = home(the_plan=plan(TEN), away=[("11:30", "15:00")])
    ahead = home(["kitchen 11:12"], the_plan=plan(TEN))

    assert judged(leaving)[2] == at("11:30")
    assert judged(ahead)[2] == at("11:12")


@pytest.mark.parametrize(
    ("zone", "wall", "before", "missed"),
    [
        ("Europe/Lisbon", "01:30", "2025-03-30T02:29", "2025-03-30T02:30"),  # skipped: 02:30
        ("Europe/Lisbon", "01:30", "2025-10-26T01:29", "2025-10-26T01:30"),  # its first showing
        ("America/Santiago", "00:30", "2025-09-07T05:29", "2025-09-07T05:30"),
        ("Asia/Seoul", "10:00", "2025-10-26T01:59", "2025-10-26T02:00"),
    ],
)
def test_a_promise_is_neither_dropped_nor_doubled_when_the_clock_moves(
    zone: str, wall: str, before: str, missed: str
) -> None:
    def instant(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)

    promise = CheckInPromise(time.fromisoformat(wall), time(18), HOUR)
    since = instant(before) - 30 * 24 * HOUR
    facts = Facts(
        Plan(ZoneInfo(zone), Risk.NORMAL, since, (promise,)),
        check_ins=(instant(before) - 24 * HOUR,),  # yesterday's promise was kept
    )

    assert judged(facts, instant(before))[0] is Verdict.FALSE
    finding = found(facts, instant(missed))
    assert finding.since == instant(missed) - HOUR
    later = found(facts, instant(missed) + 20 * HOUR)
    assert later.since == finding.since  # the repeated hour breaks it once
