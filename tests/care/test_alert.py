"""The life of an alert: it moves only through the table, and verdicts never end it wrongly."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telecare.care.alert import (
    BIRTHS,
    FIRST_HUMAN,
    LEASE,
    LIVE_STATES,
    OUTCOME_LABELS,
    OWNED_STATES,
    TRANSITIONS,
    VERIFIED_LABELS,
    Act,
    Decision,
    Episode,
    Move,
    Outcome,
    State,
    Verified,
    after,
    decide,
    diagram,
    may_hold,
    may_resolve,
    strongest,
)
from telecare.care.facts import AlertClass, Finding, Judgement, Sentence, Severity, Verdict
from telecare.care.life import IllegalMove
from tests.care.household import HOUR, MINUTE, at

NOW = at("12:00")
SINCE = at("09:00")
P1, P2, P3, P4 = Severity


# ------------------------------------------------------------------- the table


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_a_move_is_in_the_table_or_illegal(state: State, move: Move) -> None:
    if (state, move) in TRANSITIONS:
        assert after(state, move) is TRANSITIONS[state, move]
        return
    with pytest.raises(IllegalMove) as refused:
        after(state, move)
    assert (refused.value.state, refused.value.move) == (state, move)


WAY = """
    open       claim             claimed       two may press, the row decides
    claimed    undo_claim        open          within eight seconds
    claimed    hold              responding    somebody is on the way
    responding hand_over         claimed       the new owner claims it anew
    responding lease_expired     open          nobody is forgotten
    claimed    resolve           resolved      with an outcome
    resolved   undo_resolve      claimed       and this too
    resolved   reopen            open          true again
    resolved   close             closed        a day later
    open       condition_cleared open          noted; a human finishes it
    open       auto_clear        auto_cleared  soft, before anybody claimed it
    precheck   precheck_help     open          the resident asks for help
"""
WAY_ROWS = [line.split(maxsplit=3) for line in WAY.strip().splitlines()]


@pytest.mark.parametrize("row", WAY_ROWS, ids=[row[-1] for row in WAY_ROWS])
def test_the_ways_people_know(row: list[str]) -> None:
    state, move, then, _ = row

    assert after(State(state), Move(move)) is State(then)


def test_only_the_owner_of_an_alert_can_resolve_it() -> None:
    resolvable = {state for state, move in TRANSITIONS if move is Move.RESOLVE}

    assert resolvable == OWNED_STATES


def test_an_owned_alert_never_ends_by_itself() -> None:
    machine = {Move.AUTO_CLEAR, Move.PRECHECK_OK, Move.CONDITION_CLEARED, Move.LEASE_EXPIRED}
    ends = {TRANSITIONS[s, m] for s, m in TRANSITIONS if s in OWNED_STATES and m in machine}

    assert ends <= LIVE_STATES


def test_worse_and_repeated_signals_are_taken_in_every_live_state() -> None:
    for state in LIVE_STATES:
        for move in (Move.WORSEN, Move.REPEAT, Move.CONDITION_CLEARED):
            assert after(state, move) in LIVE_STATES


def test_what_is_closed_stays_closed() -> None:
    assert not [move for state, move in TRANSITIONS if state is State.CLOSED]


def test_every_state_can_be_reached() -> None:
    assert {*BIRTHS.values(), *TRANSITIONS.values()} == set(State)


def test_the_diagram_draws_every_move() -> None:
    drawn = diagram()

    assert drawn.startswith("stateDiagram-v2\n    [*] --> open: open\n")
    assert "claimed --> open: release, lease_expired, undo_claim" in drawn
    assert "closed --> [*]" in drawn
    for (state, move), then in TRANSITIONS.items():
        (line,) = [a for a in drawn.splitlines() if f"{state.value} --> {then.value}:" in a]
        assert move.value in line


# ------------------------------------------------------------ how it may end


@pytest.mark.parametrize("severity", Severity)
def test_i16_no_alert_ends_without_an_outcome(severity: Severity) -> None:
    assert may_resolve(severity, None, Verified.VISIT) == "outcome"
    assert may_resolve(severity, Outcome.OK_CONFIRMED, Verified.VOICE) is None


@pytest.mark.parametrize("outcome", Outcome)
def test_i16_an_urgent_alert_ends_only_when_the_person_was_verified(outcome: Outcome) -> None:
    assert may_resolve(P1, outcome, None) == "verified"
    assert may_resolve(P2, outcome, None) == "verified"
    assert may_resolve(P3, outcome, None) is None
    assert may_resolve(P4, outcome, None) is None


def test_nobody_puts_an_emergency_on_hold() -> None:
    assert [may_hold(severity) for severity in Severity] == [False, True, True, True]


def test_every_code_has_words_in_both_languages() -> None:
    assert OUTCOME_LABELS.keys() == set(Outcome)
    assert VERIFIED_LABELS.keys() == set(Verified)
    assert all(s.ko and s.en for s in (*OUTCOME_LABELS.values(), *VERIFIED_LABELS.values()))


def test_the_more_urgent_the_shorter() -> None:
    for times in (LEASE, FIRST_HUMAN):
        assert times.keys() == set(Severity)
    assert [LEASE[severity] for severity in Severity] == sorted(LEASE.values())


# ---------------------------------------------------------- what verdicts do


def true(
    severity: Severity = P2,
    since: datetime = SINCE,
    signal_at: datetime | None = None,
    rule: str = "quiet_home",
) -> Judgement:
    finding = Finding(
        rule=rule,
        alert_class=AlertClass.SILENCE,
        severity=severity,
        subject="",
        since=since,
        signal_at=signal_at or since,
        because=Sentence("활동 없음", "No activity"),
    )
    return Judgement(rule, "", Verdict.TRUE, finding)


FALSE = Judgement("quiet_home", "", Verdict.FALSE)
UNKNOWN = Judgement("quiet_home", "", Verdict.UNKNOWN)
LIVE = Episode(
    state=State.OPEN,
    severity=P2,
    alert_class=AlertClass.SILENCE,
    episode_since=at("09:00"),
    last_signal_at=at("11:00"),
    resolved_at=None,
    soft=True,
)
ENDED = replace(LIVE, state=State.RESOLVED, resolved_at=at("11:40"))


def decided(
    *judgements: Judgement, live: Episode | None = None, ended: Episode | None = None
) -> Decision:
    return decide(live, ended, judgements, NOW)


def acts(
    *judgements: Judgement, live: Episode | None = None, ended: Episode | None = None
) -> Act:
    return decided(*judgements, live=live, ended=ended).act


def test_a_finding_opens_an_alert_with_its_severity() -> None:
    judgement = true(P2)

    assert decided(FALSE, judgement) == Decision(Act.OPEN, judgement.finding, P2)


@pytest.mark.parametrize("judgements", [(), (FALSE,), (UNKNOWN,), (FALSE, UNKNOWN)])
def test_without_a_finding_nothing_opens(judgements: Sequence[Judgement]) -> None:
    assert acts(*judgements) is Act.NOTHING
    assert acts(*judgements, ended=ENDED) is Act.NOTHING


def test_the_strongest_finding_speaks_then_the_one_that_stands_longest() -> None:
    mild, old, young = true(P3, at("01:00")), true(P2, at("08:00")), true(P2, at("10:00"))

    assert decided(young, mild, old).finding == old.finding
    assert strongest([f for j in (mild, young) if (f := j.finding)]) == young.finding


def test_what_is_said_already_is_not_said_again() -> None:
    assert acts(true(P2), live=LIVE) is Act.NOTHING
    assert acts(true(P3), live=LIVE) is Act.NOTHING


@pytest.mark.parametrize("state", sorted(LIVE_STATES))
def test_i4_a_worse_finding_always_speaks_whoever_has_claimed_it(state: State) -> None:
    decision = decided(true(P1), live=replace(LIVE, state=state))

    assert (decision.act, decision.severity) == (Act.WORSEN, P1)


@pytest.mark.parametrize("state", sorted(LIVE_STATES))
def test_i4_a_new_signal_always_speaks_and_the_severity_never_falls(state: State) -> None:
    decision = decided(true(P3, signal_at=at("11:30")), live=replace(LIVE, state=state))

    assert (decision.act, decision.severity) == (Act.REPEAT, P2)


def test_a_new_signal_is_heard_among_old_ones() -> None:
    old, new = true(signal_at=at("10:00")), true(P3, signal_at=at("11:30"))

    assert acts(old, new, live=LIVE) is Act.REPEAT
    assert acts(old, true(P3, signal_at=LIVE.last_signal_at), live=LIVE) is Act.NOTHING


def test_a_condition_that_comes_back_after_it_cleared_speaks_again() -> None:
    assert acts(true(P2), live=replace(LIVE, cleared_at=at("11:30"))) is Act.REPEAT


def test_a_soft_alert_nobody_claimed_ends_with_its_condition() -> None:
    assert acts(FALSE, FALSE, live=LIVE) is Act.AUTO_CLEAR
    assert acts(FALSE, live=replace(LIVE, state=State.PRECHECK)) is Act.AUTO_CLEAR


@pytest.mark.parametrize(
    "live",
    [
        replace(LIVE, state=State.CLAIMED),
        replace(LIVE, state=State.RESPONDING),
        replace(LIVE, soft=False),
        replace(LIVE, severity=P1, soft=False),
        replace(LIVE, severity=P1, soft=True),
    ],
)
def test_i5_a_claimed_or_hard_alert_or_any_p1_waits_for_a_human(live: Episode) -> None:
    assert acts(FALSE, live=live) is Act.CLEAR
    assert acts(FALSE, live=replace(live, cleared_at=at("11:59"))) is Act.NOTHING


@pytest.mark.parametrize("judgements", [(UNKNOWN,), (FALSE, UNKNOWN), ()])
@pytest.mark.parametrize("state", sorted(LIVE_STATES))
def test_i8_unknown_never_clears(state: State, judgements: Sequence[Judgement]) -> None:
    assert acts(*judgements, live=replace(LIVE, state=state)) is Act.NOTHING


ENDINGS = """
    P2 | 09:00 | 09:00 | nothing | the same silence was dealt with
    P2 | 08:00 | 11:00 | nothing | so was everything true at the time
    P2 | 08:00 | 11:40 | nothing | to the very second
    P1 | 09:00 | 09:00 | reopen  | unless it has become worse
    P2 | 11:45 | 11:50 | reopen  | true again within half an hour is the same episode
    P3 | 11:45 | 11:50 | reopen  | milder ones too
"""
END_ROWS = [[c.strip() for c in line.split("|")] for line in ENDINGS.strip().splitlines()]


@pytest.mark.parametrize("row", END_ROWS, ids=[row[-1] for row in END_ROWS])
def test_after_a_human_resolved_it(row: list[str]) -> None:
    severity, since, signal_at, expected, _ = row

    act = acts(true(Severity(severity), at(since), at(signal_at)), ended=ENDED)

    assert act == expected


def test_half_an_hour_later_it_is_a_new_episode() -> None:
    again = true(P2, at("11:45"), at("11:50"))

    assert acts(again, ended=replace(ENDED, resolved_at=at("11:30"))) is Act.REOPEN
    assert acts(again, ended=replace(ENDED, resolved_at=at("11:29:59"))) is Act.OPEN


def test_the_same_silence_speaks_again_if_it_had_left() -> None:
    assert acts(true(P2), ended=replace(ENDED, cleared_at=at("11:50"))) is Act.REOPEN


def test_what_a_human_resolved_of_two_devices_does_not_come_back_in_turns() -> None:
    first, second = true(P4, at("08:00"), at("09:00")), true(P4, at("09:00"), at("10:00"))
    ended = replace(ENDED, severity=P4, episode_since=at("08:00"))

    assert acts(first, second, ended=ended) is Act.NOTHING


def test_what_was_dealt_with_does_not_creep_into_the_next_alert() -> None:
    """A P2 resolved at 11:40 is still TRUE when a new P3 has opened an alert."""
    old, new = true(P2, at("09:00")), true(P3, at("11:45"), at("11:50"))
    live = replace(LIVE, severity=P3, episode_since=at("11:45"), last_signal_at=NOW)

    assert acts(old, new, live=live, ended=ENDED) is Act.NOTHING
    assert acts(old, FALSE, live=live, ended=ENDED) is Act.AUTO_CLEAR


def test_what_ended_by_itself_was_dealt_with_by_nobody() -> None:
    passed = replace(ENDED, state=State.AUTO_CLEARED)

    assert acts(true(P2), ended=passed) is Act.REOPEN
    assert acts(true(P2), ended=replace(passed, resolved_at=at("11:00"))) is Act.OPEN


def test_a_closed_alert_is_never_reopened() -> None:
    closed = replace(ENDED, state=State.CLOSED)

    assert acts(true(P2, at("11:45"), at("11:50")), ended=closed) is Act.OPEN
    assert acts(true(P2), ended=closed) is Act.NOTHING


instants = st.integers(0, 240).map(lambda minutes: at("09:00") + minutes * MINUTE)
findings = st.builds(true, st.sampled_from(Severity), instants, instants)
judgements = st.lists(st.one_of(findings, st.just(FALSE), st.just(UNKNOWN)), max_size=4)
lives = st.builds(
    replace,
    st.just(LIVE),
    state=st.sampled_from(sorted(LIVE_STATES)),
    severity=st.sampled_from(Severity),
    last_signal_at=instants,
    soft=st.booleans(),
    cleared_at=st.none() | instants,
)


@settings(max_examples=60)
@given(live=lives, judged=judgements)
def test_whatever_the_verdicts_say(live: Episode, judged: list[Judgement]) -> None:
    decision = decide(live, None, judged, NOW)

    assert decision.act not in {Act.OPEN, Act.REOPEN}
    if decision.severity is not None:
        assert decision.severity.rank <= live.severity.rank
    if live.severity is P1 or live.state in OWNED_STATES:
        assert decision.act is not Act.AUTO_CLEAR
    if decision.act in {Act.CLEAR, Act.AUTO_CLEAR}:
        assert all(j.verdict is Verdict.FALSE for j in judged)


@settings(max_examples=60)
@given(judged=judgements, resolved_at=instants)
def test_deciding_twice_opens_once(judged: list[Judgement], resolved_at: datetime) -> None:
    ended = replace(ENDED, resolved_at=resolved_at)
    decision = decide(None, ended, judged, NOW + HOUR)
    if decision.finding is None or decision.severity is None:
        return
    opened = replace(
        LIVE,
        severity=decision.severity,
        episode_since=decision.finding.since,
        last_signal_at=NOW + HOUR + timedelta(hours=5),
    )

    assert decide(opened, ended, judged, NOW + HOUR).act is Act.NOTHING
