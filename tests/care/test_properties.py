"""What holds for every home, whatever it says and however its clocks run."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from telecare.care.facts import (
    Absence,
    Activity,
    CheckInPromise,
    DeviceFact,
    DeviceKind,
    Facts,
    Judgement,
    Plan,
    Power,
    Press,
    Risk,
    Severity,
    Verdict,
    earliest,
)
from telecare.care.hearing import Hearing, hearing
from telecare.care.judge import judge
from telecare.care.parameters import DEFAULT
from telecare.care.rules.missed_check_in import missed_check_in
from telecare.care.rules.quiet_home import quiet_home
from telecare.care.rules.sos import sos
from tests.care.household import DAY, HOUR, MINUTE, at, gateway, heard_now

NOW = at("12:00")
PEOPLE = {"sos", "missed_check_in", "quiet_home"}
some = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])

spans = st.one_of(
    st.integers(-10, 60).map(lambda m: m * MINUTE),  # minutes around now, ahead of it too
    st.integers(0, 72).map(lambda h: h * HOUR),
    st.timedeltas(-10 * MINUTE, 3 * DAY),
)
stamps = spans.map(lambda ago: NOW - ago)
walls = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
zones = st.sampled_from(["Asia/Seoul", "Europe/Lisbon", "America/Santiago"]).map(ZoneInfo)
promises = st.builds(
    CheckInPromise,
    at=walls,
    window_opens=walls,
    grace=st.integers(5, 180).map(lambda m: m * MINUTE),
    made_at=st.none() | stamps,
)
limits = st.none() | st.integers(1, 30).map(lambda h: h * HOUR)
plans = st.builds(
    Plan,
    zone=zones,
    risk=st.sampled_from(Risk),
    watched_since=st.integers(0, 30).map(lambda days: NOW - days * DAY),
    check_ins=st.lists(promises, max_size=3).map(tuple),
    day_limit=limits,
    any_limit=limits,
)
activities = st.builds(
    Activity,
    at=stamps,
    sensor=st.sampled_from(
        [DeviceKind.MOTION_KITCHEN, DeviceKind.FRONT_DOOR, DeviceKind.FRIDGE_DOOR]
    ),
    device_id=st.integers(2, 5).map(lambda n: UUID(int=n)),
)
presses = st.builds(
    lambda pressed, delay: Press(pressed, pressed + delay, UUID(int=6)),
    stamps,
    st.timedeltas(-5 * MINUTE, 2 * DAY),
)
absences = st.builds(
    lambda start, length: Absence(start, start + length, "travel"),
    st.timedeltas(-3 * DAY, 2 * DAY).map(lambda ahead: NOW + ahead),
    st.timedeltas(MINUTE, 3 * DAY),
)
devices = st.builds(
    DeviceFact,
    id=st.integers(1, 9).map(lambda n: UUID(int=n)),
    kind=st.just(DeviceKind.MOTION_KITCHEN),
    power=st.sampled_from(Power),
    is_gateway=st.booleans(),
    installed_at=st.just(NOW - 9 * DAY),
    enrol_deadline=stamps,
    heard_at=st.none() | stamps,
    heard_until=st.none() | stamps,
)
homes = st.builds(
    Facts,
    plan=plans,
    absences=st.lists(absences, max_size=2).map(tuple),
    devices=st.lists(devices, max_size=3, unique_by=lambda d: d.id).map(tuple),
    last_activity=st.none() | activities,
    recent=st.lists(activities, max_size=3).map(tuple),
    check_ins=st.lists(stamps, max_size=2).map(tuple),
    presses=st.lists(presses, max_size=3).map(tuple),
    verified_at=st.none() | stamps,
    listening_since=st.none() | stamps,
)
fractions = st.floats(0, 1, exclude_max=True)
Rule = Callable[[Facts, Hearing, datetime], tuple[Judgement, ...]]
PERSON_RULES: list[Rule] = [
    lambda facts, heard, now: sos(facts, DEFAULT.sos, heard, now),
    lambda facts, heard, now: missed_check_in(facts, DEFAULT.missed_check_in, heard, now),
    lambda facts, heard, now: quiet_home(facts, DEFAULT.quiet_home, heard, now),
]


def said(judgement: Judgement) -> tuple[str, str, Verdict, Severity | None]:
    severity = judgement.finding.severity if judgement.finding else None
    return judgement.rule, judgement.subject, judgement.verdict, severity


def between(now: datetime, due_at: datetime | None, fraction: float) -> datetime:
    until = due_at or now + 30 * DAY
    return min(now + (until - now) * fraction, until - timedelta(microseconds=1))


@some
@given(facts=homes, fraction=fractions)
def test_nothing_changes_before_the_earliest_due_at(facts: Facts, fraction: float) -> None:
    """That is what lets the sweep sleep."""
    judgements = judge(facts, DEFAULT, NOW)
    due_at = earliest(*(judgement.due_at for judgement in judgements))

    for moment in (between(NOW, due_at, fraction), between(NOW, due_at, 1)):
        later = judge(facts, DEFAULT, moment)
        assert [said(j) for j in later] == [said(j) for j in judgements]


@some
@given(facts=homes, fraction=fractions)
def test_each_due_at_holds_by_itself_while_the_home_is_heard_the_same(
    facts: Facts, fraction: float
) -> None:
    heard = hearing(facts, DEFAULT, NOW)
    for rule in PERSON_RULES:
        (judgement,) = rule(facts, heard, NOW)
        moment = between(NOW, judgement.due_at, fraction)
        assert [said(j) for j in rule(facts, heard, moment)] == [said(judgement)]


@some
@given(facts=homes)
def test_a_due_at_lies_ahead_and_a_finding_does_not(facts: Facts) -> None:
    for judgement in judge(facts, DEFAULT, NOW):
        assert judgement.due_at is None or judgement.due_at > NOW
        if judgement.finding is not None:
            assert judgement.finding.since <= NOW
            assert judgement.finding.signal_at <= NOW
            assert judgement.finding.because.ko
            assert judgement.finding.because.en


@some
@given(facts=homes)
def test_what_is_not_yet_known_changes_nothing(facts: Facts) -> None:
    """No look-ahead: the same answer as from the facts of the past alone."""
    past = replace(
        facts,
        last_activity=(
            facts.last_activity
            if facts.last_activity and facts.last_activity.at <= NOW
            else None
        ),
        recent=tuple(a for a in facts.recent if a.at <= NOW),
        check_ins=tuple(c for c in facts.check_ins if c <= NOW),
        presses=tuple(p for p in facts.presses if p.received_at <= NOW),
        verified_at=facts.verified_at
        if facts.verified_at and facts.verified_at <= NOW
        else None,
        absences=tuple(a for a in facts.absences if a.start <= NOW),
    )

    with_future, without = judge(facts, DEFAULT, NOW), judge(past, DEFAULT, NOW)

    assert [(said(j), j.finding) for j in with_future] == [
        (said(j), j.finding) for j in without
    ]


@some
@given(facts=homes)
def test_the_order_of_the_facts_means_nothing(facts: Facts) -> None:
    turned = replace(
        facts,
        recent=facts.recent[::-1],
        check_ins=facts.check_ins[::-1],
        presses=facts.presses[::-1],
        absences=facts.absences[::-1],
    )

    assert judge(turned, DEFAULT, NOW) == judge(facts, DEFAULT, NOW)


@some
@given(facts=homes, later=st.timedeltas(timedelta(0), 2 * DAY))
def test_a_blind_home_is_never_found_fine(facts: Facts, later: timedelta) -> None:
    """However long it is blind, TRUE about a person never becomes FALSE for want of news."""
    assume(facts.plan.check_ins)
    blind = replace(facts, presses=(), devices=(gateway(NOW - HOUR),), listening_since=None)

    for moment in (NOW, NOW + later):
        for judgement in judge(blind, DEFAULT, moment):
            if judgement.rule in PEOPLE - {"sos"}:
                assert judgement.verdict is not Verdict.FALSE


@some
@given(facts=homes, sooner=spans, later=spans)
def test_a_longer_silence_never_weighs_less(
    facts: Facts, sooner: timedelta, later: timedelta
) -> None:
    """The same home, the same instant: who was seen longer ago is no better off."""
    short, long = sorted((abs(sooner), abs(later)))
    bare = heard_now(
        replace(
            facts, absences=(), recent=(), check_ins=(), presses=(), verified_at=None,
            devices=(), listening_since=None,
        ),
        NOW,
    )  # fmt: skip
    kitchen = Activity(NOW, DeviceKind.MOTION_KITCHEN, UUID(int=2))

    def weight(silence: timedelta) -> dict[str, int]:
        seen = replace(bare, last_activity=replace(kitchen, at=NOW - silence))
        return {
            j.rule: -j.finding.severity.rank if j.finding else -9
            for j in judge(seen, DEFAULT, NOW)
            if j.rule in PEOPLE
        }

    less, more = weight(short), weight(long)
    assert all(more[rule] >= less[rule] for rule in PEOPLE)


@some
@given(facts=homes, hours=st.integers(0, 72))
def test_a_silence_found_stays_found_until_somebody_is_seen(facts: Facts, hours: int) -> None:
    """Time alone ends nothing: not nightfall, not a new day."""
    still = replace(facts, absences=(), devices=(), listening_since=None)
    later = NOW + hours * HOUR
    assume(still.next_after(NOW) is None)

    before, after = (
        quiet_home(heard, DEFAULT.quiet_home, hearing(heard, DEFAULT, now), now)[0]
        for now in (NOW, later)
        for heard in (heard_now(still, now),)
    )

    if before.verdict is Verdict.TRUE:
        assert after.verdict is Verdict.TRUE
        assert after.finding is not None
        assert before.finding is not None
        assert after.finding.since == before.finding.since


@some
@given(
    plan=plans,
    silences=st.tuples(st.integers(0, 600), st.integers(0, 600)).map(sorted),
)
def test_a_gateway_silent_for_longer_is_never_less_severe(
    plan: Plan, silences: list[int]
) -> None:
    def rank(minutes: int) -> int:
        facts = Facts(plan, devices=(gateway(NOW - minutes * MINUTE),))
        (judgement,) = (j for j in judge(facts, DEFAULT, NOW) if j.rule == "silent_device")
        return judgement.finding.severity.rank if judgement.finding else 9

    shorter, longer = silences
    assert rank(longer) <= rank(shorter)
    assert rank(longer) != 1
