"""The engine and its transactions, for SQLite and PostgreSQL alike."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any, Final
from weakref import WeakKeyDictionary

import msgspec
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    StaticPool,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from telecare.db.bell import bell_of, noted
from telecare.errors import Busy

READING: Final = "telecare_reading"  # execution option: this connection only reads
BUSY_TIMEOUT_MS: Final = 10_000  # a writer waits this long for its turn before it fails
POOL_KEPT: Final = 8
POOL_OVERFLOW: Final = 56  # threads of one process that may hold a connection at once: 64


def database_url(url: str) -> URL:
    """Name the sync driver this project uses for `url`; other databases raise ValueError."""
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            return parsed.set(drivername="sqlite+pysqlite")
        case "postgresql" | "postgres":
            return parsed.set(drivername="postgresql+psycopg")
        case _:
            raise ValueError("the database must be SQLite or PostgreSQL")


def sqlite_file(url: str) -> Path | None:
    """Return the file of a SQLite `url`; None for PostgreSQL or a database in memory."""
    parsed = make_url(url)
    named = parsed.get_backend_name() == "sqlite" and parsed.database not in (
        None,
        "",
        ":memory:",
    )
    return Path(str(parsed.database)) if named else None


def open_engine(url: str, *, pooled: bool = True) -> Engine:
    """Open the engine for `url`; nothing connects until the first transaction.

    SQLite: WAL, synchronous=FULL (a commit is on disk), foreign keys, one writer at a time by
    BEGIN IMMEDIATE. PostgreSQL: psycopg, READ COMMITTED, connections tested before use.
    """
    parsed = database_url(url)
    shared: dict[str, Any] = {
        "json_serializer": _to_json,
        "json_deserializer": msgspec.json.decode,
        "hide_parameters": True,  # no personal value in the text of an exception
    }
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed, pooled=pooled, **shared)
    if not pooled:
        return create_engine(parsed, poolclass=NullPool, **shared)
    return create_engine(
        parsed,
        pool_pre_ping=True,
        pool_use_lifo=True,  # the warm connection again: its prepared statements are there
        pool_size=POOL_KEPT,
        max_overflow=POOL_OVERFLOW,
        isolation_level="READ COMMITTED",
        **shared,
    )


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Open a writing transaction: commit at the end, roll back on any error, then ring.

    On SQLite it takes the writer's turn at once (BEGIN IMMEDIATE), so that it never fails
    half way because another writer came between its read and its write.

    Raises:
        Busy: Other writers of this process did not finish within `BUSY_TIMEOUT_MS`.
    """
    with _writers_turn(engine), Session(engine, expire_on_commit=False) as db:
        db.connection()
        yield db
        db.commit()
    bell_of(engine).ring(noted(db))


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Open a transaction that sees one snapshot and cannot write; it is rolled back."""
    options: dict[str, Any] = {READING: True}
    if engine.dialect.name == "postgresql":
        options |= {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
    with Session(engine, expire_on_commit=False, autoflush=False) as db:
        db.connection(execution_options=options)
        yield db


def warm_up(engine: Engine, connections: int = 4) -> None:
    """Open `connections` before listening: the first one costs 70–100 ms on PostgreSQL."""
    reads = {READING: True}  # on SQLite: without waiting for a writer's turn
    opened = [engine.connect().execution_options(**reads) for _ in range(connections)]
    for connection in opened:
        connection.exec_driver_sql("SELECT 1")
        connection.close()


_TURNS: "WeakKeyDictionary[Engine, threading.Lock]" = WeakKeyDictionary()
_TURNS_LOCK = threading.Lock()


@contextmanager
def _writers_turn(engine: Engine) -> Iterator[None]:
    """Queue this process's SQLite writers: its own busy handler polls, and starves some."""
    if engine.dialect.name != "sqlite":
        yield
        return
    with _TURNS_LOCK:
        turn = _TURNS.setdefault(engine, threading.Lock())
    if not turn.acquire(timeout=BUSY_TIMEOUT_MS / 1000):
        raise Busy
    try:
        yield
    finally:
        turn.release()


def _to_json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _open_sqlite(url: URL, *, pooled: bool, **shared: Any) -> Engine:  # noqa: ANN401
    if url.database in (None, "", ":memory:"):  # one connection is the whole database
        engine = create_engine(
            url, poolclass=StaticPool, connect_args={"check_same_thread": False}, **shared
        )
    elif pooled:
        engine = create_engine(
            url,
            pool_use_lifo=True,
            pool_size=POOL_KEPT,
            max_overflow=POOL_OVERFLOW,
            **shared,
        )
    else:
        engine = create_engine(url, poolclass=NullPool, **shared)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "rollback", _end_reading_sqlite)
    return engine


def _prepare_sqlite(connection: SqliteConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver must not begin for us: see _begin_sqlite
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get(READING):
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.exec_driver_sql("BEGIN")
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _end_reading_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get(READING) and not connection.invalidated:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
