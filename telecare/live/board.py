"""The board's socket: says that a feed has moved, and what time it is. Nothing else.

The browser treats it as a nudge: it fetches the changes over HTTP, scoped like every read.
So a nudge may be lost, doubled or late; each feed is looked at every second anyway.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from flask_socketio import SocketIO, join_room
from msgspec import to_builtins
from sqlalchemy import Engine, select

from telecare.boards.shapes.live import Nudge, ServerClock
from telecare.db.bell import WATCH, Bell, Topics
from telecare.db.engine import reading
from telecare.records import feeds
from telecare.records.actor import Actor
from telecare.records.feeds import Feed

NAMESPACE: Final = "/board"
LOOK_S: Final = 1.0  # the longest a screen waits for a nudge the bell did not carry
CLOCK: Final = timedelta(seconds=5)  # how often the hub says what time it is

SignedIn = Callable[[], "Actor | None"]  # who sits behind the request's cookie

log = logging.getLogger(__name__)


class BoardDoor:
    """The `/board` namespace: who may come in, and the thread that nudges.

    Args:
        sockets: The server; its async mode is set by `app`.
        engine: Where the feeds' numbers stand.
        signed_in: Reads the cookie of the connecting request; None is a stranger, who is
            turned away.
        now: The clock, for the `clock` event.
    """

    def __init__(
        self,
        sockets: SocketIO,
        engine: Engine,
        signed_in: SignedIn,
        now: Callable[[], datetime],
    ) -> None:
        self._sockets = sockets
        self._engine = engine
        self._signed_in = signed_in
        self._now = now
        self._rung = threading.Event()
        self._closing = threading.Event()
        self._told: dict[UUID, int] = {}
        self._leave: Callable[[], None] | None = None
        self._task: Any = None

    def connect(self, _auth: object = None) -> bool:
        """Let a signed-in person in and put them in the rooms of the feeds they may see."""
        actor = self._signed_in()
        if actor is None:
            return False  # the browser is told "connection refused" and signs in again
        with reading(self._engine) as db:
            numbers = feeds.followed_by(db, actor, self._now())
        for feed in numbers:
            join_room(str(feed), namespace=NAMESPACE)
        return True

    def start(self, bell: Bell) -> None:
        """Open the door and begin to nudge."""
        self._sockets.on_event("connect", self.connect, namespace=NAMESPACE)
        self._leave = bell.listen(self._hear)
        self._task = self._sockets.start_background_task(self._run)

    def stop(self) -> None:
        """End the nudging; connections end with the server."""
        if self._leave is not None:
            self._leave()
        self._closing.set()
        self._rung.set()
        if self._task is not None:
            self._task.join(LOOK_S * 2)  # it may be reading: the engine outlives it

    def look(self) -> int:
        """Nudge every feed that has moved since the last look; return how many had."""
        with reading(self._engine) as db:
            numbers = {feed: seq for feed, seq in db.execute(_NUMBERS)}  # noqa: C416
        moved = [
            Nudge(feed=feed, seq=seq)
            for feed, seq in numbers.items()
            if seq != self._told.get(feed)
        ]
        for nudge in moved:
            self._sockets.emit(
                "nudge", to_builtins(nudge), to=str(nudge.feed), namespace=NAMESPACE
            )
        self._told = numbers
        return len(moved)

    def _hear(self, topics: Topics) -> None:
        if topics != {WATCH}:
            self._rung.set()

    def _run(self) -> None:
        told_time = self._now() - CLOCK
        while not self._closing.is_set():
            self._rung.wait(LOOK_S)
            self._rung.clear()
            try:
                self.look()
            except Exception:  # the database is away for a moment; look again
                log.exception("the board could not look at the feeds")
                self._closing.wait(LOOK_S)
            now = self._now()
            if now - told_time >= CLOCK:
                told_time = now
                self._sockets.emit(
                    "clock", to_builtins(ServerClock(server_time=now)), namespace=NAMESPACE
                )


_NUMBERS: Final = select(Feed.organisation_id, Feed.seq)
