"""The board's socket: nudges and the time, to whoever may follow the feed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask_socketio import SocketIO
from sqlalchemy import Engine

from telecare.db.bell import bell_of
from telecare.live.board import NAMESPACE, BoardDoor
from telecare.records.actor import Actor
from tests.cast import NOON, Cast
from tests.stories.story import Story, begin


class Street:
    """A door, who knocks at it, and its clock."""

    def __init__(self, engine: Engine) -> None:
        self.app = Flask("test")
        self.sockets = SocketIO(self.app, async_mode="threading")
        self.knocks: Actor | None = None
        self.now = NOON
        self.door = BoardDoor(self.sockets, engine, lambda: self.knocks, self.clock)
        self.engine = engine

    def clock(self) -> datetime:
        return self.now


@pytest.fixture
def street(engine: Engine) -> Iterator[Street]:
    street = Street(engine)
    street.door.start(bell_of(engine))
    yield street
    street.door.stop()


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


def heard(client: object) -> list[tuple[str, dict[str, object]]]:
    received = client.get_received(NAMESPACE)  # type: ignore[attr-defined]
    return [(event["name"], event["args"][0]) for event in received]


def test_a_stranger_is_turned_away(street: Street) -> None:
    client = street.sockets.test_client(street.app, namespace=NAMESPACE)
    assert not client.is_connected(NAMESPACE)


def test_a_nudge_says_feed_and_number_and_nothing_of_a_person(
    street: Street, story: Story
) -> None:
    street.door.look()
    street.knocks = story.cast.jimin.actor
    client = street.sockets.test_client(street.app, namespace=NAMESPACE)
    assert client.is_connected(NAMESPACE)
    heard(client)

    story.presses()
    street.door.look()

    nudges = [body for name, body in heard(client) if name == "nudge"]
    assert {tuple(sorted(body)) for body in nudges} == {("feed", "seq")}
    assert {body["feed"] for body in nudges} == {str(story.cast.bonghwa)}


def test_a_screen_hears_only_the_feeds_it_may_follow(street: Street, story: Story) -> None:
    street.door.look()
    street.knocks = story.cast.oeji.actor
    client = street.sockets.test_client(street.app, namespace=NAMESPACE)
    heard(client)

    story.presses()
    street.door.look()

    assert [name for name, _ in heard(client) if name == "nudge"] == []


def test_looking_again_tells_nothing_twice(street: Street, story: Story) -> None:
    story.presses()
    street.door.look()

    assert street.door.look() == 0


def test_the_clock_is_told_every_five_seconds(street: Street, story: Story) -> None:
    import time

    street.knocks = story.cast.jimin.actor
    client = street.sockets.test_client(street.app, namespace=NAMESPACE)
    street.now += timedelta(seconds=6)
    until = time.monotonic() + 5
    told: list[tuple[str, dict[str, object]]] = []
    while time.monotonic() < until and not told:
        time.sleep(0.05)
        told = [event for event in heard(client) if event[0] == "clock"]

    assert [body for _, body in told][:1] == [{"server_time": "2026-11-22T03:00:06Z"}]
