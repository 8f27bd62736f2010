"""Transactions, locks and the bell keep their promises on both databases."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, StatementError

from telecare.db import bell, locks
from telecare.db.bell import Bell, bell_of
from telecare.db.engine import database_url, open_engine, reading, transaction, warm_up
from telecare.db.types import from_us, to_us
from telecare.errors import HubRunning
from telecare.records import feeds, ticks, watching
from telecare.records.ticks import Tick
from tests.cast import NOON, Cast

TICKS = Tick.__table__
WITHIN_S = 5.0


def beat_and_fail(engine: Engine, name: str = "judge", feed: UUID | None = None) -> None:
    with transaction(engine) as db:
        ticks.beat(db, name, now=NOON, leader="a")
        if feed is not None:
            feeds.announce(db, feed, "alert", at=NOON)
        db.execute(text("SELECT :x FROM nowhere"), {"x": name})


def test_an_error_leaves_nothing_behind(engine: Engine) -> None:
    with pytest.raises(DBAPIError):
        beat_and_fail(engine)

    with reading(engine) as db:
        assert ticks.beats(db) == {}


def test_a_reader_cannot_write(engine: Engine) -> None:
    with pytest.raises(DBAPIError), reading(engine) as db:
        ticks.beat(db, "judge", now=NOON, leader="a")

    with transaction(engine) as db:  # the same pooled connection writes again
        ticks.beat(db, "judge", now=NOON, leader="a")
    with reading(engine) as db:
        assert ticks.beats(db) == {"judge": NOON}


def test_a_reader_sees_one_snapshot_and_waits_for_nobody(engine: Engine) -> None:
    with reading(engine) as seen:
        assert ticks.beats(seen) == {}
        with transaction(engine) as db:
            ticks.beat(db, "judge", now=NOON, leader="a")
        assert ticks.beats(seen) == {}
    with reading(engine) as db:
        assert ticks.beats(db) == {"judge": NOON}


def test_sqlite_is_opened_to_keep_what_it_promised(sqlite_url: str) -> None:
    opened = open_engine(sqlite_url)
    with reading(opened) as db:
        asked = {
            pragma: db.scalar(text(f"PRAGMA {pragma}"))
            for pragma in ("journal_mode", "synchronous", "foreign_keys")
        }
    opened.dispose()

    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_many_writers_take_turns_and_lose_no_count(engine: Engine, cast: Cast) -> None:
    def count() -> None:
        for _ in range(10):
            with transaction(engine) as db:
                feeds.announce(db, cast.bonghwa, "resident", at=NOON)

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with reading(engine) as db:
        changes = feeds.changes_after(db, cast.bonghwa, 0)
    assert [change.seq for change in changes] == list(range(1, 81))  # dense, whoever wrote


@pytest.mark.parametrize(
    "zone", [UTC, timezone(timedelta(hours=9)), timezone(-timedelta(hours=3))]
)
def test_an_instant_comes_back_in_utc_to_the_microsecond(
    engine: Engine, zone: timezone
) -> None:
    moment = datetime(2026, 11, 22, 12, 34, 56, 789_123, tzinfo=zone)
    with transaction(engine) as db:
        ticks.beat(db, "judge", now=moment, leader="a")
    with reading(engine) as db:
        kept = ticks.beats(db)["judge"]

    assert kept == moment
    assert kept.tzinfo is UTC
    assert from_us(to_us(moment)) == moment


def test_a_naive_instant_is_refused(engine: Engine) -> None:
    with pytest.raises((TypeError, StatementError)), transaction(engine) as db:
        ticks.beat(db, "judge", now=datetime(2026, 11, 22), leader="a")  # noqa: DTZ001


def test_instants_can_be_reckoned_with_in_sql(engine: Engine) -> None:
    with transaction(engine) as db:
        ticks.beat(db, "judge", now=NOON, leader="a")
        db.execute(update(TICKS).values(beat_at=TICKS.c.beat_at + 60_000_000))
        db.execute(insert(TICKS).values(name="other", beat_at=NOON, leader="a"))
    with reading(engine) as db:
        newest = db.scalar(select(func.max(TICKS.c.beat_at)))
        earlier = db.scalar(select(TICKS.c.name).where(TICKS.c.beat_at <= NOON))

    assert newest == NOON + timedelta(minutes=1)
    assert earlier == "other"


def test_no_personal_value_stands_in_the_text_of_an_error(engine: Engine) -> None:
    with pytest.raises(DBAPIError) as failed:
        beat_and_fail(engine, "김순자")

    assert "김순자" not in str(failed.value)


def test_warming_up_opens_connections_before_anybody_waits(engine: Engine) -> None:
    warm_up(engine, 3)

    assert engine.pool.status().startswith("Pool size: 8  Connections in pool: 3")


def test_only_sqlite_and_postgresql_are_spoken() -> None:
    with pytest.raises(ValueError, match="SQLite or PostgreSQL"):
        open_engine("mysql://localhost/x")
    assert database_url("sqlite:///x.db").drivername == "sqlite+pysqlite"
    assert database_url("postgresql://localhost/x").drivername == "postgresql+psycopg"


# --- the bell ---------------------------------------------------------------------------


def heard_by(hung: Bell) -> tuple[list[frozenset[str]], threading.Event]:
    heard: list[frozenset[str]] = []
    rung = threading.Event()

    def hear(topics: frozenset[str]) -> None:
        heard.append(topics)
        rung.set()

    hung.listen(hear)
    return heard, rung


def test_the_bell_rings_after_the_commit_and_not_after_a_failure(
    engine: Engine, cast: Cast
) -> None:
    heard, _ = heard_by(bell_of(engine))
    with pytest.raises(DBAPIError):
        beat_and_fail(engine, feed=cast.bonghwa)
    assert heard == []

    with transaction(engine) as db:
        feeds.announce(db, cast.bonghwa, "alert", at=NOON)
        watching.mark(db, cast.soonja.id, at=NOON)
        assert heard == []

    assert heard == [frozenset({str(cast.bonghwa), bell.WATCH})]


def test_a_listener_that_fails_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    hung = Bell()

    def broken(_topics: frozenset[str]) -> None:
        raise RuntimeError

    leave = hung.listen(broken)
    heard, _ = heard_by(hung)
    hung.ring(["x"])
    leave()
    leave()
    hung.ring([])
    hung.ring(["y"])

    assert heard == [frozenset({"x"}), frozenset({"y"})]
    assert caplog.text.count("a listener of the bell failed") == 1


def test_other_processes_hear_a_feed_through_postgresql(postgresql_url: str) -> None:
    ours, theirs = open_engine(postgresql_url), open_engine(postgresql_url)
    hung = bell_of(theirs)
    heard, rung = heard_by(hung)
    hung.follow(theirs)
    deadline = time.monotonic() + WITHIN_S
    while not rung.wait(0.1) and time.monotonic() < deadline:  # until it has begun to listen
        with transaction(ours) as db:
            bell.note(db, "a-feed")
    hung.close()
    ours.dispose()
    theirs.dispose()

    assert frozenset({"a-feed"}) in heard


# --- locks ------------------------------------------------------------------------------


@pytest.fixture
def two(
    engine: Engine, database_url: str
) -> Iterator[tuple[locks.Leadership, locks.Leadership]]:
    other = open_engine(engine.url.render_as_string(hide_password=False))
    pair = (locks.leadership(engine), locks.leadership(other))
    yield pair
    for one in pair:
        one.give_up()
    other.dispose()


def test_one_leads_until_it_gives_up(two: tuple[locks.Leadership, locks.Leadership]) -> None:
    first, second = two

    assert [first.try_lead(), first.try_lead(), second.try_lead()] == [True, True, False]
    first.give_up()
    assert [second.try_lead(), first.try_lead()] == [True, False]


def test_a_second_hub_on_one_file_is_refused_even_after_a_crash(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'hub.db'}"
    holder = (
        "import sys, time; from telecare.db.locks import hub_lock\n"
        f"hub_lock({url!r}).__enter__(); print('held', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", holder], stdout=subprocess.PIPE, env={**os.environ}
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    lock = locks.hub_lock(url)
    assert lock is not None
    with pytest.raises(HubRunning), lock:
        pass

    process.kill()
    process.wait()
    process.stdout.close()
    with lock:
        pass


def test_postgresql_needs_no_hub_lock() -> None:
    assert locks.hub_lock("postgresql://localhost/x") is None
    memory = open_engine("sqlite://")
    assert locks.leadership(memory).try_lead()
