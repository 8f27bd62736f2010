"""The dead-man ping: sent while the hub is well, and only then."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from sqlalchemy import Engine

from telecare.actions import canary, escalating, pinging, watchman
from telecare.actions.pinging import Ping
from telecare.app import scheduler_of
from telecare.config import Settings
from telecare.db.engine import reading, transaction
from telecare.errors import BadSetting
from telecare.records import ticks
from tests.cast import NOON, VAULT, Cast, context
from tests.stories.story import begin

SECRET = "/ping/0f3c"


@pytest.fixture
def outside() -> Iterator[tuple[str, list[str]]]:
    """A service outside that remembers what it was asked."""
    heard: list[str] = []

    class Service(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(200 if self.path == SECRET else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Service)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()
    serving.join()
    server.server_close()


def lives(engine: Engine, *, but: str = "") -> None:
    with transaction(engine) as db:
        for name in watchman.WATCHED:
            if name != but:
                ticks.beat(db, name, now=NOON, leader="one")


def test_a_well_hub_pings_once_a_period(engine: Engine, outside: tuple[str, list[str]]) -> None:
    url, heard = outside
    ping = Ping(url + SECRET, 60)
    lives(engine)
    assert pinging.ping_due(engine, NOON, ping=ping)
    assert not pinging.ping_due(engine, NOON + timedelta(seconds=59), ping=ping)
    assert pinging.ping_due(engine, NOON + timedelta(seconds=60), ping=ping)
    assert heard == [SECRET, SECRET]


def test_a_hub_with_a_silent_tick_or_an_unheard_canary_holds_its_ping_back(
    engine: Engine, cast: Cast, outside: tuple[str, list[str]]
) -> None:
    url, heard = outside
    lives(engine, but="overdue")
    assert not pinging.ping_due(engine, NOON, ping=Ping(url + SECRET, 60))

    lives(engine)
    with transaction(engine) as db:
        canary.begin(context(db, cast.haneul, now=NOON - 2 * canary.OVERDUE), cast.bonghwa)
    assert not pinging.ping_due(engine, NOON, ping=Ping(url + SECRET, 60))
    assert heard == []


def test_a_timer_that_nobody_works_on_holds_the_ping_back(
    engine: Engine, cast: Cast, outside: tuple[str, list[str]]
) -> None:
    url, heard = outside
    story = begin(engine, cast)
    story.presses()
    due_at = story.alert("sos").due_at
    with reading(engine) as db:
        assert not escalating.behind(db, due_at + timedelta(seconds=59))
        assert escalating.behind(db, due_at + timedelta(seconds=60))
    late = max(NOON, due_at) + timedelta(seconds=60)
    with transaction(engine) as db:
        for name in watchman.WATCHED:
            ticks.beat(db, name, now=late, leader="one")
    assert not pinging.ping_due(engine, late, ping=Ping(url + SECRET, 60))
    assert heard == []


def test_a_ping_that_is_not_taken_is_said_without_its_address(
    engine: Engine, outside: tuple[str, list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    url, _ = outside
    lives(engine)
    assert not pinging.ping_due(engine, NOON, ping=Ping(url + "/other/0f3c", 60))
    assert not pinging.ping_due(engine, NOON, ping=Ping("http://127.0.0.1:9/0f3c", 60))
    assert caplog.text.count("was not taken") == 2
    assert "0f3c" not in caplog.text
    assert "0f3c" not in repr(Ping(url + SECRET, 60))


def test_health_is_ill_after_three_periods_without_a_ping() -> None:
    said = NOON - timedelta(seconds=180)
    assert pinging.well("https://outside.example", 60, said, NOON)
    assert not pinging.well("https://outside.example", 60, said, NOON + timedelta(seconds=1))
    assert not pinging.well("https://outside.example", 60, None, NOON)
    assert pinging.well(None, 60, None, NOON)


def test_a_scheduler_of_its_own_knows_the_origin_and_the_ping(engine: Engine) -> None:
    settings = Settings.from_env(
        {
            "TELECARE_PUBLIC_ORIGIN": "https://care.example",
            "TELECARE_PING_URL": "https://outside.example/x",
            "TELECARE_PING_S": "90",
        }
    )
    whole = scheduler_of(settings, engine, VAULT)
    assert whole._origin == "https://care.example"
    assert whole._ping == Ping("https://outside.example/x", 90)
    with pytest.raises(BadSetting, match="TELECARE_PING_URL"):
        Settings.from_env({"TELECARE_PING_URL": "ftp://outside.example"})
