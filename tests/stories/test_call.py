"""A call through the real hub and its media process: both ways, the media killed, and back."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
import pytest
import socketio
from sqlalchemy import Engine, update

from bench.media_peer import Peer, Street, fingerprint, synthetic
from telecare import clock
from telecare.actions import signin
from telecare.db.engine import open_engine, transaction
from telecare.live.call import NAMESPACE
from telecare.media_client import MediaClient
from telecare.protocol.limits import OBSERVATIONS_PATH
from telecare.records import plans
from telecare.records.keys import KeyRing
from telecare.records.plans import TabletTerms
from telecare.records.staff import Staff
from tests import loops
from tests.cast import VAULT, Cast, build
from tests.doors.conftest import open_alert
from tests.stories.operator import SITE_KEY, Hub, Operator, until
from tests.tablets import Tablet, make_tablet

HOME = "/device/v1/tablet"
SPOKEN_S = 0.5
WITHIN_S = 20.0


@dataclass
class Stage:
    """A hub that runs, Jimin's browser, and Soonja's tablet."""

    hub: Hub
    cast: Cast
    tablet: Tablet
    alert: str
    cookie: str
    media: MediaClient
    csrf: str = ""

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Any:  # noqa: ANN401
        """Send one request as Jimin's browser, or with the tablet's signature."""
        where = urlsplit(self.hub.url)
        connection = HTTPConnection(where.hostname or "", where.port, timeout=20)
        sent = body if isinstance(body, bytes) else msgspec.json.encode(body)
        mine = {"Cookie": f"telecare={self.cookie}", "X-CSRF": self.csrf}
        if body is not None:
            mine["Content-Type"] = "application/json"
        try:
            connection.request(method, path, None if body is None else sent, headers or mine)
            answer = connection.getresponse()
            said = answer.read()
            assert answer.status < 300, (answer.status, said)
            return msgspec.json.decode(said)
        finally:
            connection.close()

    def signed(self, method: str, path: str, said: object = None) -> Any:  # noqa: ANN401
        body = None if said is None else msgspec.json.encode(said)
        return self.ask(
            method, path, body, **self.tablet.headers(method, path, body, clock.now())
        )

    def tablet_says(self, call: str, act: str, print_: str | None = None) -> Any:  # noqa: ANN401
        said = {"consultation_id": call, "act": act, "fingerprint": print_}
        return self.signed("POST", f"{HOME}/calls", said)

    def media_pid(self) -> int:
        """Return the process that listens as media: the grandchild of what was started."""
        found = until(lambda: _grandchild(self.hub.process.popen.pid), "a media process runs")
        assert found is not None
        return found


def _grandchild(pid: int) -> int | None:
    found = [grand for child in _children(pid) for grand in _children(child)]
    return found[0] if found else None


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    mine = listed.read_text(encoding="ascii").split() if listed.exists() else []
    threads = Path(f"/proc/{pid}/task")
    others = [
        word
        for thread in (threads.iterdir() if threads.exists() else ())
        for word in (thread / "children").read_text(encoding="ascii").split()
    ]
    return sorted({int(word) for word in (*mine, *others)})


@dataclass
class End:
    """One end of the call: a socket, and a peer that speaks."""

    stage: Stage
    side: str
    socket: socketio.Client | None = None
    peer: Peer | None = None
    told: list[tuple[str, Any]] = field(default_factory=list)

    async def prepares(self) -> str:
        """Make a new connection and return its certificate's fingerprint."""
        self.peer = Peer("story", self.side)
        self.sdp = await self.peer.offer()
        return f"sha-256 {fingerprint(self.sdp).removeprefix('SHA-256 ')}"

    async def joins(self, token: str) -> None:
        """Open the socket with a seat's token, offer, and wait until the picture may flow."""
        if self.socket is not None:
            await asyncio.to_thread(self.socket.disconnect)
        self.socket = client = await asyncio.to_thread(self._connected, token)
        answer = await asyncio.to_thread(
            client.call, "offer", {"sdp": self.sdp}, NAMESPACE, WITHIN_S
        )
        assert answer["error"] is None, answer
        assert self.peer is not None
        await self.peer.accept(answer["sdp"])

    def _connected(self, token: str) -> socketio.Client:
        client = socketio.Client(reconnection=False)
        for name in ("call", "peer", "line", "rejoin"):
            client.on(name, self._listener(name), namespace=NAMESPACE)
        client.connect(
            self.stage.hub.url, auth={"token": token}, namespaces=[NAMESPACE],
            transports=["websocket"], wait_timeout=WITHIN_S,
        )  # fmt: skip
        return client

    def _listener(self, name: str) -> Callable[[Any], None]:
        return lambda said: self.told.append((name, said))

    async def hears(self, name: str, said: object) -> None:
        await _soon(lambda: (name, said) in self.told, f"{self.side} hears {name}")

    async def leaves(self) -> None:
        if self.socket is not None:
            await asyncio.to_thread(self.socket.disconnect)
        if self.peer is not None:
            await self.peer.close()


@pytest.fixture(params=["threading", "gevent"])
def stage(request: pytest.FixtureRequest, tmp_path: Path, sqlite_url: str) -> Iterator[Stage]:
    now = clock.now()
    engine = open_engine(sqlite_url)
    cast, alert, cookie = _set(engine, now)
    tablet = make_tablet(engine, cast.soonja.id, now=now)
    engine.dispose()
    operator = Operator(tmp_path, sqlite_url, {"TELECARE_SITE_KEY": SITE_KEY})
    hub = operator.serves(
        TELECARE_MEDIA_ADDRESS="127.0.0.1", TELECARE_MEDIA_PORTS="42200-42399",
        TELECARE_ASYNC_MODE=request.param,
    )  # fmt: skip
    media = MediaClient(tmp_path / "var" / "media.sock")
    stage = Stage(hub, cast, tablet, alert, cookie, media)
    stage.csrf = stage.ask("GET", "/api/session")["csrf"]
    until(lambda: _lives(media), "the media process answers")
    yield stage
    operator.goes_home()


def _set(engine: Engine, now: datetime) -> tuple[Cast, str, str]:
    with transaction(engine) as db:
        cast = build(db, KeyRing(db, VAULT), now)
        terms = plans.Terms(tablet=TabletTerms(video_welfare=True))
        plans.record(db, cast.soonja.id, terms, after=1, by=None, at=now)
        who = signin.account(db, "jimin")
        cookie = signin.begin(db, who, now=now, strong=True)
    alert = open_alert(engine, cast, opened_at=now, last_signal_at=now, due_at=now)
    return cast, str(alert), cookie


def _lives(media: MediaClient) -> bool:
    from telecare.call_errors import MediaAway

    try:
        return media.health().ok
    except MediaAway:
        return False


async def _soon(look: Callable[[], bool], why: str) -> None:
    """Look from a thread, so that the peers of this loop go on meanwhile."""
    await asyncio.to_thread(until, look, why, within_s=WITHIN_S)


async def _speak(*ends: End) -> None:
    """Both speak for a moment; both are heard by the other."""
    peers = [end.peer for end in ends if end.peer is not None]
    street = Street(peers, synthetic())
    street.reset()
    await street.speak(SPOKEN_S)
    await _soon(
        lambda: all(peer.heard.packets >= peers[0].sent // 2 for peer in peers), "both hear"
    )


async def _rung(stage: Stage, caller: End, tablet: End) -> str:
    """Jimin claims and rings, the tablet sees it and answers; return the call's id."""
    row = stage.ask("GET", f"/api/alerts/{stage.alert}")["row"]
    claimed = stage.ask("POST", f"/api/alerts/{stage.alert}/claim", {"version": row["version"]})
    now = clock.now()  # the tablet beats: it can be reached
    beat = {"sent_at": now, "observations": [stage.tablet.saw("heartbeat", now)]}
    stage.signed("POST", OBSERVATIONS_PATH, beat)
    asked = {
        "purpose": "welfare", "fingerprint": await caller.prepares(), "video": True,
        "alert_id": stage.alert, "lease_token": claimed["lease_token"],
    }  # fmt: skip
    rung = stage.ask("POST", f"/api/residents/{stage.cast.soonja.id}/calls", asked)
    assert rung["call"]["outcome"] is None
    call: str = rung["call"]["id"]
    assert stage.signed("GET", HOME)["ringing"]["consultation_id"] == call
    await caller.joins(rung["seat"]["token"])
    seat = stage.tablet_says(call, "answer", await tablet.prepares())
    await tablet.joins(seat["token"])
    return call


async def _rejoins(stage: Stage, call: str, caller: End, tablet: End) -> None:
    """Both make their connections anew, each with a new certificate and a new seat."""
    for end in (caller, tablet):
        assert end.peer is not None
        await end.peer.close()
        end.told.clear()
    seat = stage.ask(
        "POST", f"/api/calls/{call}/seat", {"fingerprint": await caller.prepares()}
    )
    await caller.joins(seat["token"])
    seat = stage.tablet_says(call, "seat", await tablet.prepares())
    await tablet.joins(seat["token"])


def test_a_call_both_ways_with_the_media_process_killed_and_back(stage: Stage) -> None:
    async def story() -> None:
        caller, tablet = End(stage, "caller"), End(stage, "resident")
        try:
            call = await _rung(stage, caller, tablet)
            await caller.hears("peer", {"state": "here"})
            await _speak(caller, tablet)
            assert stage.ask("GET", f"/api/calls/{call}")["state"] == "connected"
            caller.socket.emit("line", {"text": "들리세요?"}, namespace=NAMESPACE)  # type: ignore[union-attr]
            await tablet.hears("line", {"text": "들리세요?"})

            os.kill(stage.media_pid(), signal.SIGKILL)
            await caller.hears("rejoin", {})
            await tablet.hears("rejoin", {})
            await _rejoins(stage, call, caller, tablet)
            await caller.hears("peer", {"state": "here"})
            await _speak(caller, tablet)
            assert stage.ask("GET", f"/api/calls/{call}")["state"] == "connected"

            ended = stage.ask("POST", f"/api/calls/{call}/end", {})
            assert (ended["state"], ended["outcome"]) == ("ended", "completed")
            await tablet.hears("peer", {"state": "gone"})
            await _soon(lambda: stage.media.health().rooms == 0, "the room is taken away")
        finally:
            await caller.leaves()
            await tablet.leaves()

    loops.run(story())
    timeline = stage.ask("GET", f"/api/alerts/{stage.alert}")["timeline"]
    assert "Call: spoke on the tablet" in [line["text"]["en"] for line in timeline]


def test_an_account_that_ends_takes_the_picture_away(stage: Stage, sqlite_url: str) -> None:
    async def story() -> None:
        caller, tablet = End(stage, "caller"), End(stage, "resident")
        try:
            await _rung(stage, caller, tablet)
            await caller.hears("peer", {"state": "here"})
            await _speak(caller, tablet)
            _ends(sqlite_url, stage.cast.jimin.id)
            await tablet.hears("peer", {"state": "gone"})
            await _soon(lambda: stage.media.health().rooms == 0, "the room is taken away")
        finally:
            await caller.leaves()
            await tablet.leaves()

    loops.run(story())
    assert stage.signed("GET", HOME)["ringing"] is None


def _ends(url: str, staff_id: UUID) -> None:
    """End an account, as its administrator does."""
    engine = open_engine(url)
    with transaction(engine) as db:
        db.execute(update(Staff).where(Staff.id == staff_id).values(ended_at=clock.now()))
    engine.dispose()


def test_the_media_process_goes_with_the_hub(stage: Stage) -> None:
    pid = stage.media_pid()
    stage.hub.process.is_told_to_end(within_s=20)

    until(lambda: not Path(f"/proc/{pid}").exists(), "the media process has gone")


def test_a_killed_hub_leaves_no_media_process_behind(stage: Stage) -> None:
    pid = stage.media_pid()
    for process in (*_children(stage.hub.process.popen.pid), stage.hub.process.popen.pid):
        os.kill(process, signal.SIGKILL)
    stage.hub.process.popen.wait(10)

    until(lambda: not Path(f"/proc/{pid}").exists(), "the media process has gone")
