"""The tablet's socket: says "look again", and "load the app anew". Nothing else.

A tablet comes in with a ticket it asked for over a signed request. What it is told is a nudge:
it then asks for its home over HTTP, signed, so a nudge may be lost, doubled or late. Whatever
moves a resident's alerts, plan, calls or prompts is numbered in the feed of the si/gun; the
thread here follows the feeds and nudges the tablets of the residents named there. The bell
carries it at once; every second the feeds are looked at anyway.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from flask import request
from flask_socketio import SocketIO, join_room
from sqlalchemy import Engine, or_, select
from sqlalchemy.orm import Session

from telecare.actions.tablets import read_ticket
from telecare.db.bell import TABLET, WATCH, Bell, Topics
from telecare.db.engine import reading
from telecare.errors import Refused
from telecare.live.lookout import Lookout
from telecare.records import tablets
from telecare.records.alerts import ALERTS
from telecare.records.devices import DEVICES
from telecare.records.feeds import Feed, FeedChange
from telecare.vault.vault import Vault

NAMESPACE: Final = "/tablet"
TOLD_AT_MOST: Final = 1_000  # changes of one look; beyond, every tablet is nudged


@dataclass(frozen=True, slots=True)
class Listener:
    """One connected tablet."""

    device_id: UUID
    resident_id: UUID


class TabletDoor:
    """The `/tablet` namespace: who may come in, and the thread that nudges.

    Args:
        sockets: The server; its async mode is set by `app`.
        engine: Where the feeds' changes stand.
        vault: Reads the tickets.
        now: The clock, for their minute.
    """

    def __init__(
        self, sockets: SocketIO, engine: Engine, vault: Vault, now: Callable[[], datetime]
    ) -> None:
        self._sockets = sockets
        self._engine = engine
        self._vault = vault
        self._now = now
        self._lock = threading.Lock()
        self._here: dict[str, Listener] = {}  # by the socket's session
        self._called: set[str] = set()  # devices the bell named
        self._told: dict[UUID, int] | None = None  # None: not looked yet
        self._reloads: dict[UUID, int] = {}
        failed = "the tablets' door could not look at the feeds"
        self._lookout = Lookout(sockets, self.look, failed)

    def connect(self, auth: object = None) -> bool:
        """Let a tablet in whose ticket is good and that is still in use."""
        ticket = auth.get("ticket") if isinstance(auth, Mapping) else None
        device_id = read_ticket(self._vault, ticket, self._now())
        if device_id is None:
            return False
        try:
            with reading(self._engine) as db:
                tablet = tablets.serving(db, device_id)
        except Refused:
            return False
        join_room(str(device_id), namespace=NAMESPACE)
        with self._lock:
            self._here[_session()] = Listener(device_id, tablet.resident_id)
            self._reloads.setdefault(device_id, tablet.reload_version)
        return True

    def disconnect(self, _reason: object = None) -> None:
        """Forget a tablet that has left."""
        with self._lock:
            self._here.pop(_session(), None)
            staying = {one.device_id for one in self._here.values()}
            self._reloads = {one: at for one, at in self._reloads.items() if one in staying}

    def connected(self, device_id: UUID) -> bool:
        """Whether this process holds an open socket of that tablet."""
        with self._lock:
            return any(one.device_id == device_id for one in self._here.values())

    def start(self, bell: Bell) -> None:
        """Open the door and begin to nudge."""
        self._sockets.on_event("connect", self.connect, namespace=NAMESPACE)
        self._sockets.on_event("disconnect", self.disconnect, namespace=NAMESPACE)
        self._lookout.ring()  # the first look only notes where the feeds stand
        self._lookout.start(bell, self._hear)

    def stop(self) -> None:
        """End the nudging; connections end with the server."""
        self._lookout.stop()

    def look(self) -> int:
        """Nudge every tablet whose resident's home may have moved; return how many."""
        with self._lock:
            here, called = set(self._here.values()), self._called
            self._called = set()
        with reading(self._engine) as db:
            numbers = {feed: seq for feed, seq in db.execute(_NUMBERS)}  # noqa: C416
            before = numbers if self._told is None else self._told
            self._told = numbers
            moved = {
                feed: before.get(feed, 0)
                for feed, seq in numbers.items()
                if before.get(feed, 0) != seq
            }
            if not here or not (moved or called):
                return 0
            touched = _touched(db, moved)
            wanted = [
                one
                for one in here
                if touched is None or one.resident_id in touched or str(one.device_id) in called
            ]
            reloads = _reload_versions(db, [one.device_id for one in wanted])
        for one in wanted:
            self._nudge(one.device_id, reloads.get(one.device_id, 0))
        return len(wanted)

    def _nudge(self, device_id: UUID, reload_version: int) -> None:
        room = {"to": str(device_id), "namespace": NAMESPACE}
        with self._lock:
            known = self._reloads.get(device_id, reload_version)
            self._reloads[device_id] = reload_version
        self._sockets.emit("reload" if known != reload_version else "nudge", {}, **room)

    def _hear(self, topics: Topics) -> bool:
        named = {topic.removeprefix(TABLET) for topic in topics if topic.startswith(TABLET)}
        if named:
            with self._lock:
                self._called |= named
        return topics != {WATCH}


def _session() -> str:
    return str(request.sid)  # type: ignore[attr-defined]  # Flask-SocketIO's


def _touched(db: Session, moved: Mapping[UUID, int]) -> set[UUID] | None:
    """Return the residents named by what moved after a number; None: too many to name."""
    if not moved:
        return set()
    news = or_(*(
        (FeedChange.organisation_id == feed) & (FeedChange.seq > seq)
        for feed, seq in moved.items()
    ))  # fmt: skip
    found = db.execute(
        select(FeedChange.resident_id, ALERTS.c.resident_id)
        .outerjoin(ALERTS, ALERTS.c.id == FeedChange.alert_id)
        .where(news)
        .limit(TOLD_AT_MOST)
    ).all()
    if len(found) == TOLD_AT_MOST:
        return None
    return {named or of_alert for named, of_alert in found if named or of_alert}


def _reload_versions(db: Session, device_ids: Iterable[UUID]) -> dict[UUID, int]:
    found = db.execute(
        select(DEVICES.c.id, DEVICES.c.reload_version).where(DEVICES.c.id.in_(device_ids))
    )
    return {device_id: version for device_id, version in found}  # noqa: C416


_NUMBERS: Final = select(Feed.organisation_id, Feed.seq)
