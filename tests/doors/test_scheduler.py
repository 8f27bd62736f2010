"""The scheduler: ticks while it leads, survives what a tick raises, ends cleanly."""

import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import Engine

from telecare import clock, scheduler
from telecare.db.engine import reading
from telecare.records import ticks
from telecare.scheduler import Loop, Scheduler
from tests.cast import VAULT, Cast
from tests.stories.story import begin


def loops(*works: Callable[[datetime], object]) -> Callable[[Scheduler], tuple[Loop, ...]]:
    return lambda _: tuple(Loop(f"loop {n}", 0.02, work) for n, work in enumerate(works))


def test_a_tick_that_fails_is_logged_and_run_again(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ran, done = [], threading.Event()

    def fails(now: datetime) -> None:
        ran.append(now)
        if len(ran) >= 3:
            done.set()
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(Scheduler, "loops", loops(fails))
    ticking = Scheduler(engine, VAULT, clock.now)
    ticking.start()
    try:
        assert done.wait(10)
    finally:
        ticking.stop()
    assert "failed and is run again" in caplog.text


def test_only_one_of_two_schedulers_ticks_and_the_other_takes_over(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    who: list[str] = []
    monkeypatch.setattr(scheduler, "LEAD_S", 0.05)
    monkeypatch.setattr(Scheduler, "loops", loops(lambda _: who.append("first")))
    first = Scheduler(engine, VAULT, clock.now)
    first.start()
    taken = threading.Event()
    monkeypatch.setattr(Scheduler, "loops", loops(lambda _: taken.set()))
    second = Scheduler(engine, VAULT, clock.now)
    second.start()
    try:
        assert not taken.wait(0.3)
        first.stop()
        assert taken.wait(10)
    finally:
        second.stop()


def test_every_tick_runs_on_a_whole_hub_and_says_so(engine: Engine, cast: Cast) -> None:
    story = begin(engine, cast)
    story.presses()
    whole = Scheduler(engine, VAULT, lambda: story.now)

    whole.run_all(story.now)
    for loop in whole.loops():
        whole._tick(loop)  # stands by: nothing is beaten by one who does not lead
    whole._try_lead()
    try:
        for loop in (*whole.loops(), whole.loops()[0]):
            whole._tick(loop)
    finally:
        whole.stop()

    with reading(engine) as db:
        assert set(ticks.beats(db)) == {loop.name for loop in whole.loops()}
    assert story.notices()
