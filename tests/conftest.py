"""What every test may ask for: an empty migrated database, a real browser, strictness.

What the machine does not have is skipped by name, with the command that would provide it.
Under TELECARE_TEST_STRICT=1 (as `.ci/run` sets it) a skip is a failure.
"""

import os
import shutil
import sqlite3
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Playwright, sync_playwright

from tests.postgres import Server, Unavailable, started

pytest_plugins = ["tests.cast"]

STRICT = os.environ.get("TELECARE_TEST_STRICT") == "1"
HEADLESS = "chromium-headless-shell"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# A slow machine is no defect, and a failure must come back when it is looked for again.
settings.register_profile("house", deadline=None, derandomize=STRICT)
settings.load_profile("house")


# ------------------------------------------------------------------ strictness


def _forbid_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if STRICT and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"A skip is a failure under TELECARE_TEST_STRICT: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _forbid_skip(report)
    return report


# ------------------------------------------------------------------- order


LONG = ("stories/test_model.py", "browser/", "stories/")


def _turn(item: pytest.Item) -> int:
    path = item.path.as_posix()
    found = (at for at, part in enumerate(LONG) if f"/tests/{part}" in path)
    return next(found, len(LONG))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what takes long and waits begin first: run last, it would keep one core idle."""
    items.sort(key=_turn)


# ------------------------------------------------------------------- databases


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    try:
        with started() as server:
            yield server
    except Unavailable as why:
        pytest.skip(str(why))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The one driver of browsers: a second one in the same thread is refused."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def postgres_url(postgres_server: Server) -> str:
    """The server's maintenance database; make your own databases beside it."""
    return postgres_server.url("postgres")


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Server) -> Iterator[str]:
    """The name of a database migrated once, of which each test gets a copy."""
    from telecare.db.migrations import migrate

    name = postgres_server.create()
    migrate(postgres_server.url(name))
    yield name
    postgres_server.drop(name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file migrated once, of which each test gets a copy."""
    from telecare.db.migrations import migrate

    path = tmp_path_factory.mktemp("template") / "telecare.db"
    migrate(f"sqlite:///{path}")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """An empty migrated SQLite database of this test's own."""
    path = tmp_path / "telecare.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def postgres_emptied(postgres_server: Server) -> Iterator[dict[str, str]]:
    """Databases that a test has left, emptied: name → the shape it must still have."""
    left: dict[str, str] = {}
    yield left
    for name in left:
        postgres_server.drop(name)


@pytest.fixture
def postgresql_url(
    postgres_server: Server, postgres_template: str, postgres_emptied: dict[str, str]
) -> Iterator[str]:
    """An empty migrated PostgreSQL database of this test's own, or one left empty."""
    if postgres_emptied:
        name, shape = postgres_emptied.popitem()
    else:
        name = postgres_server.create(template=postgres_template)
        shape = postgres_server.shape(name)
    yield postgres_server.url(name)
    if postgres_server.shape(name) == shape:
        postgres_server.empty(name)
        postgres_emptied[name] = shape
    else:  # the test has altered the schema
        postgres_server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty migrated database of this test's own, on each of the two engines."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table, for those who test the migrations themselves."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: Server = request.getfixturevalue("postgres_server")
    name = server.create()
    yield server.url(name)
    server.drop(name)


# --------------------------------------------------------------------- browser


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The real browser on this machine; CHROMIUM names another."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(
            "No Chromium here: apt-get install -y chromium fonts-noto-cjk, "
            "or CHROMIUM=/path/to/it"
        )
    return found


@pytest.fixture(scope="session")
def headless_path(chromium_path: str) -> str:
    """The same engine without the browser's own windows, where it is here: far cheaper."""
    return os.environ.get("CHROMIUM") or shutil.which(HEADLESS) or chromium_path


# ------------------------------------------------------------------------ TURN


@pytest.fixture(scope="session")
def turnserver_path() -> str:
    """The coturn on this machine."""
    found = shutil.which("turnserver")
    if found is None:
        pytest.skip("No coturn here: apt-get install -y coturn")
    return found
