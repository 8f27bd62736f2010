"""The bell: tells waiting threads that a commit brought something to look at.

It carries topics, never content, and it may be missed: whoever listens looks by itself now
and then (live every second, the judge every half second). So nothing here is retried.

In one process the bell rings its listeners directly. On PostgreSQL a topic noted in a
transaction travels by NOTIFY with that transaction's commit, to every process that follows.
"""

import logging
import threading
from collections.abc import Callable, Iterable
from typing import Final
from weakref import WeakKeyDictionary

import psycopg
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

CHANNEL: Final = "telecare"
WATCH: Final = "watch"  # the topic of residents to judge
TABLET: Final = "tablet:"  # and a device's id: that tablet should look again
NOTED: Final = "telecare.bell"  # key of Session.info
FOLLOW_TIMEOUT_S: Final = 1.0  # how soon a follower notices that it was closed
RECONNECT_S: Final = 2.0

Topics = frozenset[str]
Hear = Callable[[Topics], None]

log = logging.getLogger(__name__)


def tablet(device_id: object) -> str:
    """Return the topic of one tablet; a topic that is nothing else is a feed's id."""
    return f"{TABLET}{device_id}"


class Bell:
    """One per process and engine: listeners, and on PostgreSQL a thread that follows others."""

    def __init__(self) -> None:
        self._listeners: list[Hear] = []
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._follower: threading.Thread | None = None

    def listen(self, hear: Hear) -> Callable[[], None]:
        """Call `hear` with the topics of every ring; return what ends that.

        `hear` runs in the thread that committed, before its caller goes on: set an event and
        return. What it raises is logged and stops nobody.
        """
        with self._lock:
            self._listeners.append(hear)

        def leave() -> None:
            with self._lock:
                if hear in self._listeners:
                    self._listeners.remove(hear)

        return leave

    def ring(self, topics: Iterable[object]) -> None:
        """Tell this process's listeners about `topics` (feed ids, or `WATCH`)."""
        named = frozenset(str(topic) for topic in topics)
        if not named:
            return
        with self._lock:
            listeners = tuple(self._listeners)
        for hear in listeners:
            try:
                hear(named)
            except Exception:
                log.exception("a listener of the bell failed")

    def follow(self, engine: Engine) -> None:
        """Ring for what other processes commit, too; on SQLite there are none."""
        if engine.dialect.name != "postgresql" or self._follower is not None:
            return
        self._follower = threading.Thread(
            target=self._hear_others, args=(engine,), name="bell", daemon=True
        )
        self._follower.start()

    def close(self) -> None:
        """Stop following."""
        self._closing.set()
        if self._follower is not None:
            self._follower.join(timeout=FOLLOW_TIMEOUT_S * 3)
            self._follower = None

    def _hear_others(self, engine: Engine) -> None:
        url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        while not self._closing.is_set():
            try:
                with psycopg.connect(url, autocommit=True) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    while not self._closing.is_set():
                        heard = connection.notifies(timeout=FOLLOW_TIMEOUT_S, stop_after=1)
                        self.ring({notify.payload for notify in heard})
            except psycopg.Error:
                log.warning("the bell lost the database; trying again")
                self._closing.wait(RECONNECT_S)


_BELLS: "WeakKeyDictionary[Engine, Bell]" = WeakKeyDictionary()
_BELLS_LOCK = threading.Lock()


def bell_of(engine: Engine) -> Bell:
    """Return this process's bell for `engine`, hanging it the first time."""
    with _BELLS_LOCK:
        return _BELLS.setdefault(engine, Bell())


def note(db: Session, topic: object) -> None:
    """Ring `topic` once this transaction has committed (`db.engine.transaction` does it).

    Feeds travel to other processes too. `WATCH` does not: it is noted by every delivery, and
    NOTIFY would make all of them commit one after the other.
    """
    noted: set[str] = db.info.setdefault(NOTED, set())
    if str(topic) in noted:
        return
    noted.add(str(topic))
    connection = db.connection()
    if topic != WATCH and connection.dialect.name == "postgresql":
        connection.execute(_NOTIFY, {"channel": CHANNEL, "topic": str(topic)})


def noted(db: Session) -> Topics:
    """Take what was noted in this transaction, to ring after its commit."""
    return frozenset(db.info.pop(NOTED, ()))


_NOTIFY = text("SELECT pg_notify(:channel, :topic)")
