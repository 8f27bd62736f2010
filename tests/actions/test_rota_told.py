"""Whose turn it is or was hears of every swap and stand-in, but for who did it themself."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from telecare.actions import rota, swaps
from telecare.boards.shapes.rota import OverrideAsked, SwapAnswered, SwapAsked, SwapVerb
from telecare.db.engine import reading
from telecare.errors import Invalid
from telecare.records.notifications import NOTICES, About
from tests.actions.test_rota import MONDAY_NIGHT, Desk, a_swap, lines
from tests.cast import NOON, Cast, Worker

HOUR = timedelta(hours=1)


@pytest.fixture
def desk(engine: Engine, cast: Cast) -> Desk:
    return Desk(engine, cast)


@pytest.fixture
def night(desk: Desk, cast: Cast) -> UUID:
    """A night duty that Jimin does on weekdays, and Sera on all other days."""
    duty = desk.lays_down()
    desk.publishes(duty, *lines(cast.jimin, 0, 1, 2, 3, 4), *lines(cast.sera, 5, 6, 7))
    return duty


def told(desk: Desk, about_id: UUID) -> set[str]:
    """Return whom the outbox tells of a swap or stand-in, by screen and by push alike."""
    with reading(desk.engine) as db:
        asked = select(NOTICES.c.target, NOTICES.c.channel, NOTICES.c.about)
        rows = db.execute(asked.where(NOTICES.c.about_id == about_id)).all()
    assert {row.about for row in rows} <= {About.NOTICE}
    by_push = {row.target for row in rows if row.channel == "push"}
    assert by_push == {row.target for row in rows if row.channel == "console"}
    return by_push


def times(desk: Desk, about_id: UUID, who: Worker) -> int:
    """Return how often somebody was told, on a screen."""
    with reading(desk.engine) as db:
        asked = select(NOTICES.c.id).where(NOTICES.c.about_id == about_id)
        mine = asked.where(NOTICES.c.target == to(who), NOTICES.c.channel == "console")
        return len(db.execute(mine).all())


def to(who: Worker) -> str:
    return f"staff:{who.id}"


def test_who_is_asked_to_take_a_shift_is_told(desk: Desk, cast: Cast, night: UUID) -> None:
    swap = desk.acts(cast.jimin, swaps.ask_swap, night, a_swap(cast.sera))
    assert told(desk, swap) == {to(cast.sera)}


@pytest.mark.parametrize("verb", ["accept", "refuse"])
def test_who_asked_is_told_the_answer(
    desk: Desk, cast: Cast, night: UUID, verb: SwapVerb
) -> None:
    swap = desk.acts(cast.jimin, swaps.ask_swap, night, a_swap(cast.sera))
    desk.acts(cast.sera, swaps.answer_swap, swap, SwapAnswered(version=1, answer=verb))
    assert told(desk, swap) == {to(cast.sera), to(cast.jimin)}
    assert times(desk, swap, cast.sera) == 1  # of the question; not of her own answer


def test_who_was_asked_is_told_that_it_was_taken_back(
    desk: Desk, cast: Cast, night: UUID
) -> None:
    swap = desk.acts(cast.jimin, swaps.ask_swap, night, a_swap(cast.sera))
    back = SwapAnswered(version=1, answer="withdraw")
    desk.acts(cast.jimin, swaps.answer_swap, swap, back)
    assert told(desk, swap) == {to(cast.sera)}
    assert times(desk, swap, cast.sera) == 2


def test_both_are_told_of_a_swap_a_supervisor_sets(desk: Desk, cast: Cast, night: UUID) -> None:
    asked = a_swap(cast.sera, asker=cast.jimin)
    swap = desk.acts(cast.suhyeon, swaps.ask_swap, night, asked)
    assert told(desk, swap) == {to(cast.sera), to(cast.jimin)}


def test_an_answer_a_supervisor_gives_is_told_to_both(
    desk: Desk, cast: Cast, night: UUID
) -> None:
    swap = desk.acts(cast.jimin, swaps.ask_swap, night, a_swap(cast.sera))
    yes = SwapAnswered(version=1, answer="accept")
    desk.acts(cast.suhyeon, swaps.answer_swap, swap, yes)
    assert told(desk, swap) == {to(cast.sera), to(cast.jimin)}
    assert times(desk, swap, cast.sera) == 2


def stands_in(desk: Desk, duty: UUID, who: Worker, instead_of: Worker | None) -> UUID:
    asked = OverrideAsked(
        from_at=NOON + HOUR, until_at=NOON + 3 * HOUR, staff_id=who.id,
        instead_of=None if instead_of is None else instead_of.id,
    )  # fmt: skip
    made: UUID = desk.acts(desk.cast.suhyeon, rota.stand_in, duty, asked)
    return made


def test_a_stand_in_and_whom_they_stand_in_for_are_told(
    desk: Desk, cast: Cast, night: UUID
) -> None:
    one = stands_in(desk, night, cast.jimin, cast.sera)
    assert told(desk, one) == {to(cast.jimin), to(cast.sera)}
    desk.acts(cast.suhyeon, rota.cancel_stand_in, one)
    assert (times(desk, one, cast.jimin), times(desk, one, cast.sera)) == (2, 2)


def test_who_stands_in_by_their_own_act_is_not_told(
    desk: Desk, cast: Cast, night: UUID
) -> None:
    one = stands_in(desk, night, cast.suhyeon, None)  # instead of all: that is Sera, on Sunday
    assert told(desk, one) == {to(cast.sera)}


def test_a_swap_that_was_refused_for_a_fault_tells_nobody(
    desk: Desk, cast: Cast, night: UUID
) -> None:
    asked = SwapAsked(from_at=MONDAY_NIGHT[0], until_at=MONDAY_NIGHT[1], other_id=cast.oeji.id)
    with pytest.raises(Invalid):
        desk.acts(cast.jimin, swaps.ask_swap, night, asked)
    with reading(desk.engine) as db:
        assert db.execute(select(NOTICES.c.id)).all() == []
