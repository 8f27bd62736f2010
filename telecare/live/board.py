"""The board's socket: says that a feed has moved, and what time it is. Nothing else.

The browser treats it as a nudge: it fetches the changes over HTTP, scoped like every read.
So a nudge may be lost, doubled or late; each feed is looked at every second anyway.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from flask_socketio import SocketIO, join_room
from msgspec import to_builtins
from sqlalchemy import Engine, select

from telecare.boards.shapes.live import Nudge, ServerClock
from telecare.db.bell import WATCH, Bell, Topics
from telecare.db.engine import reading
from telecare.live.lookout import Lookout
from telecare.records import feeds
from telecare.records.actor import Actor
from telecare.records.feeds import Feed

NAMESPACE: Final = "/board"
CLOCK: Final = timedelta(seconds=5)  # how often the hub says what time it is

SignedIn = Callable[[], "Actor | None"]  # who sits behind the request's cookie


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
        self._told: dict[UUID, int] = {}
        self._told_time = now() - CLOCK
        self._lookout = Lookout(sockets, self._turn, "the board could not look at the feeds")

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
        self._lookout.start(bell, hear=_beyond_watch)

    def stop(self) -> None:
        """End the nudging; connections end with the server."""
        self._lookout.stop()

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

    def _turn(self) -> None:
        self._tell_time()  # first: it is told also while the feeds cannot be read
        self.look()

    def _tell_time(self) -> None:
        now = self._now()
        if now - self._told_time >= CLOCK:
            self._told_time = now
            self._sockets.emit(
                "clock", to_builtins(ServerClock(server_time=now)), namespace=NAMESPACE
            )


def _beyond_watch(topics: Topics) -> bool:
    return topics != {WATCH}


_NUMBERS: Final = select(Feed.organisation_id, Feed.seq)
