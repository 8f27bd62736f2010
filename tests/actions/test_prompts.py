"""Prompts under two hands: of two changes that exclude each other, one is made.

A prompt's row has no version. It moves by one statement that names the states it may be
moved from, so the second of two racing moves finds the first one's state, on both databases.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, Row, select

from telecare.actions import prompts
from telecare.db.engine import reading, transaction
from telecare.protocol.messages import PromptAnswer
from telecare.records.audit import AuditEntry
from telecare.records.context import Context
from telecare.records.prompts import PROMPTS, STANDING, PromptKind, PromptState
from tests.cast import NOON, VAULT, Cast, context
from tests.tablets import Tablet, make_tablet

LATER = NOON + prompts.SHOWN_WITHIN + timedelta(seconds=1)
ROUNDS = 8  # a race that is lost must be lost every time

Work = Callable[[], object]


@pytest.fixture
def tablet(engine: Engine, cast: Cast) -> Tablet:
    return make_tablet(engine, cast.chungil.id)


def ask(engine: Engine, cast: Cast, kind: PromptKind = PromptKind.ARE_YOU_OK) -> UUID:
    with transaction(engine) as db:
        return prompts.ask(context(db, cast.jimin), cast.chungil.id, kind)


def act(engine: Engine, what: Callable[[Context], object]) -> Work:
    """Make `what` a piece of work with a transaction of its own."""

    def work() -> object:
        with transaction(engine) as db:
            return what(context(db, now=LATER))

    return work


def at_once(works: Sequence[Work]) -> None:
    """Do everything at the same moment; what one of them raises, this raises."""
    start, errors = threading.Barrier(len(works)), list[BaseException]()

    def run(work: Work) -> None:
        start.wait()
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised again below
            errors.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for error in errors:
        raise error


def row(engine: Engine, prompt_id: UUID) -> Row[Any]:
    with reading(engine) as db:
        return db.execute(select(PROMPTS).where(PROMPTS.c.id == prompt_id)).one()


def entries(engine: Engine, prompt_id: UUID) -> list[str]:
    """What was written down of a prompt after it was asked."""
    with reading(engine) as db:
        found = db.execute(select(AuditEntry.what, AuditEntry.facts)).all()
    return sorted(
        what
        for what, facts in found
        if facts.get("prompt") == str(prompt_id) and what != "prompt.asked"
    )


def test_of_two_answers_one_counts(engine: Engine, cast: Cast, tablet: Tablet) -> None:
    for _ in range(ROUNDS):
        prompt_id = ask(engine, cast)
        both = [PromptAnswer(prompt_id=prompt_id, answer="ok"),
                PromptAnswer(prompt_id=prompt_id, answer="help")]  # fmt: skip

        at_once([
            act(engine, lambda ctx, said=said: prompts.answered(  # type: ignore[misc]
                ctx, tablet.device_id, said, NOON))
            for said in both
        ])  # fmt: skip

        told = row(engine, prompt_id)
        assert told.state is PromptState.ANSWERED
        assert entries(engine, prompt_id) == [f"prompt.answered_{told.answer}"]


def test_what_was_shown_is_never_given_up(engine: Engine, cast: Cast, tablet: Tablet) -> None:
    """Shown after it was given up is shown; given up after it was shown cannot be."""
    for _ in range(ROUNDS):
        prompt_id = ask(engine, cast)

        at_once([
            lambda: prompts.give_up_due(engine, VAULT, LATER),
            act(engine, lambda ctx, one=prompt_id: prompts.shown(  # type: ignore[misc]
                ctx, tablet.device_id, one)),
        ])  # fmt: skip

        told = row(engine, prompt_id)
        assert told.state is PromptState.SHOWN
        assert told.due_at is None


@pytest.mark.usefixtures("tablet")
def test_given_up_by_two_it_is_told_once(engine: Engine, cast: Cast) -> None:
    for _ in range(ROUNDS):
        prompt_id = ask(engine, cast)

        at_once([lambda: prompts.give_up_due(engine, VAULT, LATER)] * 2)

        assert row(engine, prompt_id).state is PromptState.UNDELIVERABLE
        assert entries(engine, prompt_id) == ["prompt.undeliverable"]


def test_asked_by_two_at_once_one_stands(engine: Engine, cast: Cast, tablet: Tablet) -> None:
    for _ in range(ROUNDS):
        at_once([lambda: ask(engine, cast)] * 2)

        with reading(engine) as db:
            standing = db.scalars(
                select(PROMPTS.c.id).where(
                    PROMPTS.c.device_id == tablet.device_id, PROMPTS.c.state.in_(STANDING)
                )
            ).all()
        assert len(standing) == 1
