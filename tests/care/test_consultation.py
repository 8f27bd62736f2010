"""The life of a consultation: it moves only through the table, and always ends."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telecare.care.consultation import (
    BIRTHS,
    CONNECTS_WITHIN,
    LIVE_STATES,
    LONGEST,
    OUTCOME_LABELS,
    OUTCOMES,
    RINGS_FOR,
    SEAT_KEPT,
    TRANSITIONS,
    Move,
    Outcome,
    Presence,
    State,
    after,
    diagram,
    due_at,
    hang_up,
    when_due,
)
from telecare.care.life import IllegalMove
from tests.care.household import at

NOW = at("12:00")
ABSENT, HERE, AWAY = Presence


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
    ringing    answer        answered   one green button
    ringing    auto_answer   answered   agreed beforehand
    ringing    decline       ended      the resident does not want to
    ringing    cancel        ended      the caller gives up
    ringing    ring_out      ended      nobody came in 45 seconds
    answered   connect       connected  both see each other
    answered   never_connect ended      they never did
    connected  lose          connected  the seat is kept
    connected  return        connected  and taken again
    connected  hang_up       ended      either of them
    connected  go_to_phone   ended      the picture was too bad
"""
WAY_ROWS = [line.split(maxsplit=3) for line in WAY.strip().splitlines()]


@pytest.mark.parametrize("row", WAY_ROWS, ids=[row[-1] for row in WAY_ROWS])
def test_the_ways_people_know(row: list[str]) -> None:
    state, move, then, _ = row

    assert after(State(state), Move(move)) is State(then)


def test_every_move_that_ends_a_call_says_how_and_no_other_does() -> None:
    ending = {move for (_, move), then in TRANSITIONS.items() if then is State.ENDED}
    ending |= {move for move, then in BIRTHS.items() if then is State.ENDED}

    assert OUTCOMES.keys() == ending
    assert set(OUTCOMES.values()) == set(Outcome) == OUTCOME_LABELS.keys()


def test_what_has_ended_stays_ended_and_every_state_can_be_reached() -> None:
    assert not [move for state, move in TRANSITIONS if state is State.ENDED]
    assert {*BIRTHS.values(), *TRANSITIONS.values()} == set(State)


def test_nothing_goes_back_to_ringing() -> None:
    order = list(State)

    assert all(
        order.index(then) >= order.index(state) for (state, _), then in TRANSITIONS.items()
    )


def test_every_code_has_words_in_both_languages() -> None:
    assert all(label.ko and label.en for label in OUTCOME_LABELS.values())


@pytest.mark.parametrize("state", sorted(LIVE_STATES))
def test_either_end_can_always_end_a_live_call(state: State) -> None:
    assert after(state, hang_up(state)) is State.ENDED
    assert after(state, Move.GO_TO_PHONE) is State.ENDED


def test_only_a_call_that_connected_counts_as_a_conversation() -> None:
    outcomes = {state: OUTCOMES[hang_up(state)] for state in LIVE_STATES}

    assert outcomes == {
        State.RINGING: Outcome.CANCELLED,
        State.ANSWERED: Outcome.CANCELLED,
        State.CONNECTED: Outcome.COMPLETED,
    }


def test_each_state_waits_its_own_time() -> None:
    assert due_at(State.RINGING, NOW, None, NOW) == NOW + RINGS_FOR
    assert due_at(State.ANSWERED, NOW, None, NOW) == NOW + CONNECTS_WITHIN
    assert due_at(State.CONNECTED, NOW, None, NOW) == NOW + LONGEST
    assert due_at(State.CONNECTED, NOW, NOW, NOW) == NOW + SEAT_KEPT
    assert due_at(State.ENDED, NOW, None, NOW) is None


spans = st.integers(0, 5 * 3600).map(lambda seconds: timedelta(seconds=seconds))


@given(state=st.sampled_from(sorted(LIVE_STATES)), waited=spans, away=st.none() | spans)
def test_a_live_call_is_always_due_and_never_in_the_past(
    state: State, waited: timedelta, away: timedelta | None
) -> None:
    away_since = None if away is None else NOW - min(away, waited)
    due = due_at(state, NOW - waited, away_since, NOW)

    assert due is not None
    assert NOW <= due <= NOW + LONGEST


@given(
    state=st.sampled_from(sorted(LIVE_STATES)),
    caller=st.sampled_from(Presence),
    resident=st.sampled_from(Presence),
    ran_out=st.booleans(),
)
def test_a_live_call_that_is_due_always_ends(
    state: State, caller: Presence, resident: Presence, *, ran_out: bool
) -> None:
    move = when_due(state, caller, resident, ran_out=ran_out)

    assert after(state, move) is State.ENDED


def test_who_is_left_alone_did_not_complete_the_call() -> None:
    ends = {
        (HERE, AWAY): Outcome.FAILED,
        (AWAY, HERE): Outcome.FAILED,
        (AWAY, AWAY): Outcome.COMPLETED,
        (HERE, HERE): Outcome.COMPLETED,  # the longest a call lasts
    }

    assert {pair: OUTCOMES[when_due(State.CONNECTED, *pair)] for pair in ends} == ends


def test_nothing_of_an_ended_call_is_due() -> None:
    with pytest.raises(IllegalMove):
        when_due(State.ENDED, HERE, HERE)


def test_the_diagram_draws_every_move() -> None:
    drawn = diagram()

    assert drawn.startswith("stateDiagram-v2\n    [*] --> ringing: ring\n")
    for (state, move), then in TRANSITIONS.items():
        (line,) = [a for a in drawn.splitlines() if f"{state.value} --> {then.value}:" in a]
        assert move.value in line
