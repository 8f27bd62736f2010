"""An operator sets a hub up, runs it and ends it, with the commands of the handbook."""

import re
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyotp
import pytest
import socketio

from telecare import clock
from tests.postgres import Server
from tests.stories.operator import SITE_KEY, Browser, Operator, free_port, until

CODE = re.compile(r"^  ([A-Z2-9]{4}(?:-[A-Z2-9]{4}){3})$", re.MULTILINE)
PASSWORD = "춘양목 아래 우체통 1937"
ENDS_WITHIN_S = 5.0


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Operator]:
    """Nothing yet: no database, no key."""
    operator = Operator(tmp_path, f"sqlite:///{tmp_path / 'var' / 'telecare.db'}")
    yield operator
    operator.goes_home()


@pytest.fixture
def ready(sqlite_url: str, tmp_path: Path) -> Iterator[Operator]:
    """A migrated database and a key in the environment."""
    operator = Operator(tmp_path, sqlite_url, {"TELECARE_SITE_KEY": SITE_KEY})
    yield operator
    operator.goes_home()


def refuses(operator: Operator, *words: str, **settings: str) -> str:
    """Run what must be refused with status 2; return its one sentence."""
    done = operator.runs(*words, **settings)
    assert (done.returncode, done.stdout) == (2, ""), done
    (sentence,) = done.stderr.splitlines()
    assert sentence.endswith(".")
    return sentence


@pytest.mark.timeout(400)
def test_from_nothing_to_the_first_administrator(fresh: Operator) -> None:
    first = fresh.runs("init")
    assert first.returncode == 0, first.stderr
    (code,) = CODE.findall(first.stdout)
    key = fresh.place / "var" / "site.key"
    assert key.stat().st_mode & 0o777 == 0o600

    again = fresh.runs("init")
    assert again.returncode == 0
    assert "out already" in again.stdout
    assert CODE.findall(again.stdout) == []

    browser = Browser(fresh.serves().url)
    asked = {"login": "haneul", "name": "서하늘", "password": PASSWORD}
    browser.post("/api/setup", code="AAAA-BBBB-CCCC-DDDD", **asked)
    assert browser.status == 410
    browser.post("/api/setup", code=code, **asked)
    assert browser.status == 200
    browser.post("/api/setup", code=code, **asked)
    assert browser.status == 410, "a code works once"

    session = browser.post("/api/session", login="haneul", password=PASSWORD)
    assert (session["second_factor"], session["staff"]["role"]) == ("enrol", "administrator")
    browser.get("/api/organisations")
    assert browser.status == 403, "a password alone opens nothing"
    secret = browser.post("/api/session/second-factor/totp")["secret"]
    shown = pyotp.TOTP(secret).at(clock.now())
    assert (
        browser.post("/api/session/second-factor/totp/confirm", code=shown)["second_factor"]
        == "done"
    )
    names = [one["name"]["en"] for one in browser.get("/api/organisations")["rows"]]
    assert "Bonghwa-gun" in names
    assert [one["login"] for one in browser.get("/api/staff")["rows"]] == ["haneul"]

    assert "already has staff" in fresh.runs("init").stdout
    assert fresh.runs("audit", "verify").returncode == 0


def test_a_lost_code_is_replaced(fresh: Operator) -> None:
    (lost,) = CODE.findall(fresh.runs("init").stdout)
    (found,) = CODE.findall(fresh.runs("init", "--new-code").stdout)
    assert found != lost


def test_without_its_site_key_a_hub_refuses_to_start(sqlite_url: str, tmp_path: Path) -> None:
    assert "site key is missing" in refuses(Operator(tmp_path, sqlite_url), "serve")


def test_a_key_file_that_others_can_read_is_refused(ready: Operator) -> None:
    key = ready.place / "site.key"
    key.write_text(SITE_KEY)
    key.chmod(0o644)
    where = {"TELECARE_SITE_KEY": "", "TELECARE_SITE_KEY_FILE": str(key)}
    assert "mode must be 0600" in refuses(ready, "serve", **where)


def test_a_database_without_tables_is_refused(fresh: Operator) -> None:
    assert "telecare init" in refuses(fresh, "serve", TELECARE_SITE_KEY=SITE_KEY)


@pytest.mark.parametrize("url", ["mysql://db/care", "postgresql://127.0.0.1:1/care"])
def test_a_database_that_cannot_be_is_refused(fresh: Operator, url: str) -> None:
    settings = {"TELECARE_SITE_KEY": SITE_KEY, "TELECARE_DATABASE_URL": url}
    assert "TELECARE_DATABASE_URL" in refuses(fresh, "serve", **settings)


def test_sqlite_has_one_process(ready: Operator) -> None:
    assert "SQLite has one hub process" in refuses(ready, "serve", "--role", "api")


def test_a_busy_port_is_one_sentence(ready: Operator) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        assert f"Port {port} of 127.0.0.1 is not free" in refuses(ready, "serve", PORT=port)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("mode", ["threading", "gevent"])
def test_a_hub_is_alone_tells_the_truth_and_ends_at_once(ready: Operator, mode: str) -> None:
    hub = ready.serves(TELECARE_ASYNC_MODE=mode)
    browser = Browser(hub.url)
    assert "Another hub" in refuses(ready, "serve", PORT=str(free_port()))

    until(lambda: browser.get("/health")["ok"], "every tick has beaten")
    health = browser.get("/health")
    assert browser.status == 200
    assert health["checks"] == dict.fromkeys(
        ("database", "writer", "ticks", "canaries", "timers", "ping"), True
    )
    assert {"judge", "overdue", "notifications", "chain"} <= health["ticks_age_s"].keys()

    screen = socketio.SimpleClient(reconnection=False)  # or its thread outlives this test
    screen.connect(hub.url, transports=["websocket"])
    status, took = hub.process.is_told_to_end(within_s=20)
    screen.disconnect()
    assert (status, took < ENDS_WITHIN_S) == (0, True), took
    assert "Traceback" not in hub.process.said()


def test_health_says_when_the_database_is_gone(
    postgres_server: Server, postgres_template: str, tmp_path: Path
) -> None:
    name = postgres_server.create(template=postgres_template)
    operator = Operator(tmp_path, postgres_server.url(name), {"TELECARE_SITE_KEY": SITE_KEY})
    try:
        browser = Browser(operator.serves().url)
        assert browser.get("/health")["checks"]["database"]
        postgres_server.drop(name)
        assert not browser.get("/health")["checks"]["database"]
        assert browser.status == 503
    finally:
        operator.goes_home()
