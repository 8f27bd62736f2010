"""The lookout of a socket's door: rung or not, it looks; and it ends when told to."""

import logging
import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask_socketio import SocketIO

from telecare.db.bell import WATCH, Bell, Topics
from telecare.live.lookout import LOOK_S, Lookout

LONG_S = LOOK_S * 5

Begin = Callable[[Callable[[], object]], Lookout]


@pytest.fixture
def begin() -> Iterator[Begin]:
    made: list[Lookout] = []
    sockets = SocketIO(Flask("test"), async_mode="threading")

    def lookout(look: Callable[[], object]) -> Lookout:
        made.append(Lookout(sockets, look, "nothing was seen"))
        return made[-1]

    yield lookout
    for one in made:
        one.stop()


def test_it_looks_though_nothing_rings(begin: Begin) -> None:
    looks = threading.Semaphore(0)

    begin(looks.release).start()

    assert all(looks.acquire(timeout=LONG_S) for _ in range(2))


def test_it_looks_again_after_a_look_that_failed(
    begin: Begin, caplog: pytest.LogCaptureFixture
) -> None:
    again, looks = threading.Event(), iter([OSError("away")])

    def look() -> None:
        for error in looks:
            raise error
        again.set()

    with caplog.at_level(logging.ERROR, "telecare.live.lookout"):
        begin(look).start()

        assert again.wait(LONG_S)
    assert [record.getMessage() for record in caplog.records] == ["nothing was seen"]


def test_the_bell_makes_a_look_come_when_it_is_worth_one(begin: Begin) -> None:
    bell, seen, asked = Bell(), threading.Event(), []

    def worth_it(topics: Topics) -> bool:
        asked.append(topics)
        return topics != {WATCH}

    begin(seen.set).start(bell, worth_it)
    bell.ring([WATCH])
    bell.ring(["a feed"])

    assert seen.wait(LONG_S)
    assert asked == [{WATCH}, {"a feed"}]


def test_stopped_it_neither_looks_nor_listens(begin: Begin) -> None:
    bell, looks = Bell(), list[int]()
    lookout = begin(lambda: looks.append(1))
    lookout.start(bell, lambda _: pytest.fail("it listened"))

    lookout.stop()
    before = len(looks)
    bell.ring(["a feed"])
    lookout.ring()

    assert len(looks) == before


def test_one_that_never_began_can_be_stopped(begin: Begin) -> None:
    begin(int).stop()
