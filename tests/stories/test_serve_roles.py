"""A hub in four kinds of processes on PostgreSQL, and what happens when one of them dies."""

import queue
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
import socketio
from sqlalchemy import Engine, select, update

from telecare import clock
from telecare.care.alert import State
from telecare.db.engine import open_engine, reading, transaction
from telecare.records.alerts import ALERTS
from telecare.records.keys import KeyRing
from telecare.records.ticks import Tick
from tests.cast import PASSWORD, Cast, build
from tests.homes import VAULT, Gateway, make_gateway
from tests.stories.operator import SITE_KEY, Browser, Hub, Operator, Process, until


@dataclass
class Site:
    """A database with the cast in it, and the processes that serve it."""

    operator: Operator
    engine: Engine
    cast: Cast
    home: Gateway

    def alert(self) -> Any:  # noqa: ANN401 - a row
        with reading(self.engine) as db:
            mine = ALERTS.c.resident_id == self.home.resident_id
            return db.execute(select(ALERTS).where(mine)).one_or_none()

    def leader(self) -> str:
        """Return which process wrote the newest beat."""
        with reading(self.engine) as db:
            newest = select(Tick.leader).order_by(Tick.beat_at.desc()).limit(1)
            return db.scalar(newest) or ""

    def presses(self, hub: Hub) -> None:
        receipt = hub.hears(self.home, self.home.saw("sos", clock.now(), sensor="침실"))
        assert receipt["stored"] == 1

    def schedules(self) -> Process:
        return self.operator.starts("serve", "--role", "scheduler")


@pytest.fixture
def site(postgresql_url: str, tmp_path: Path) -> Iterator[Site]:
    engine = open_engine(postgresql_url)
    with transaction(engine) as db:
        cast = build(db, KeyRing(db, VAULT), clock.now())
    operator = Operator(tmp_path, postgresql_url, {"TELECARE_SITE_KEY": SITE_KEY})
    yield Site(operator, engine, cast, make_gateway(engine, cast.chungil.id, now=clock.now()))
    operator.goes_home()
    engine.dispose()


class Screen:
    """A caseworker's open board: signed in with both factors, listening to the socket."""

    def __init__(self, url: str, login: str) -> None:
        self.browser = Browser(url)
        self.browser.post("/api/session", login=login, password=PASSWORD)
        secret = self.browser.post("/api/session/second-factor/totp")["secret"]
        shown = pyotp.TOTP(secret).at(clock.now())
        self.browser.post("/api/session/second-factor/totp/confirm", code=shown)
        self.nudges: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self.socket = socketio.Client(reconnection=False)
        self.socket.on("nudge", self.nudges.put, namespace="/board")
        self.socket.connect(
            url, headers={"Cookie": self.browser.cookie}, transports=["websocket"],
            namespaces=["/board"],
        )  # fmt: skip

    def is_nudged(self, *, past: int, within_s: float) -> dict[str, Any]:
        """Wait for a nudge to a number after `past`."""
        while (nudge := self.nudges.get(timeout=within_s))["seq"] <= past:
            pass
        return nudge

    def closes(self) -> None:
        self.socket.disconnect()


@pytest.mark.timeout(400)
def test_each_process_does_its_part(site: Site) -> None:
    site.schedules()
    realtime = site.operator.serves("--role", "realtime")
    api = site.operator.serves("--role", "api", "--workers", "2")
    until(lambda: Browser(api.url).get("/health")["ok"], "the ticks beat")

    screen = Screen(realtime.url, "jimin")
    board = screen.browser.get("/api/board?view=now")
    (feed,) = board["feeds"]
    site.presses(api)
    alert = site.alert()
    assert (alert.alert_class, alert.severity) == ("sos", "P1"), "judged as it was stored"

    nudge = screen.is_nudged(past=feed["seq"], within_s=5)
    assert nudge["feed"] == feed["feed"]
    changes = screen.browser.get(f"/api/feeds/{feed['feed']}/changes?after={feed['seq']}")
    assert str(alert.id) in [row["id"] for row in changes["rows"]]

    row = screen.browser.get(f"/api/alerts/{alert.id}")["row"]
    asked = {"version": row["version"]}
    claimed = screen.browser.post(f"/api/alerts/{alert.id}/claim", **asked)
    assert (screen.browser.status, claimed["row"]["mine"]) == (200, True)

    for hub in (api, realtime):
        status, took = hub.process.is_told_to_end(within_s=20)
        assert (status, took < 5) == (0, True), hub.process.said()
    screen.closes()


@pytest.mark.timeout(400)
def test_a_standby_takes_over_and_the_escalation_climbs(site: Site) -> None:
    first = site.schedules()
    until(lambda: site.leader().endswith(f":{first.popen.pid}"), "the first leads")
    second = site.schedules()
    api = site.operator.serves("--role", "api", "--workers", "1")
    site.presses(api)
    told = until(lambda: (a := site.alert()) and a.step_no > 0 and a, "the first step was told")
    first.is_killed()
    with transaction(site.engine) as db:  # time passes: the next step is due
        long_ago = clock.now() - timedelta(seconds=1)
        db.execute(update(ALERTS).where(ALERTS.c.id == told.id).values(due_at=long_ago))
    climbed = until(lambda: (a := site.alert()) and a.step_no > told.step_no and a, "it climbs")
    assert climbed.state == State.OPEN
    assert climbed.due_at > clock.now()
    until(lambda: site.leader().endswith(f":{second.popen.pid}"), "the standby leads")
    assert second.is_told_to_end(within_s=10)[0] == 0
