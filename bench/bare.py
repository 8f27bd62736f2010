"""The bare driver: the same rows at the same commit size, with nothing around it.

SQLite by `executemany`, PostgreSQL by binary `COPY`; one connection, one thread, the same
tables with the same keys and indexes, the same promise of the disk.
"""

import sqlite3
import time
from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
import psycopg
from sqlalchemy import Engine

from bench.homes import Home
from telecare import clock
from telecare.actions import delivery
from telecare.db.engine import reading, sqlite_file
from telecare.protocol import messages
from telecare.records import arrivals
from telecare.records.arrivals import ObservationRow

COLUMNS: Final = ObservationRow.__struct_fields__
INSERT: Final = (
    f"INSERT INTO observation ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
)
COPY: Final = f"COPY observation ({', '.join(COLUMNS)}) FROM STDIN (FORMAT BINARY)"
TYPES: Final = (
    "uuid", "int8", "uuid", "uuid", "text", "int8", "int8", "bytea", "float8", "text", "bool",
    "bool", "bool",
)  # fmt: skip
UUIDS: Final = tuple(n for n, kind in enumerate(TYPES) if kind == "uuid")

Row = tuple[Any, ...]


def rows(engine: Engine, homes: Sequence[Home], count: int) -> list[Row]:
    """Return `count` rows as the hub would write them, for homes that have said nothing yet."""
    now = clock.now()
    found: list[Row] = []
    signers = {}
    with reading(engine) as db:
        for home in homes:
            signers[home.device_id] = arrivals.identity_of(db, home.device_id)
    size = 100
    for n in range(-(-count // size)):
        home = homes[n % len(homes)]
        signer = signers[home.device_id]
        assert signer is not None
        said = messages.Delivery(now, tuple(home.observations(size, now)))
        found += map(msgspec.structs.astuple, delivery.prepare(signer, said, now).rows)
    return found[:count]


def sqlite_rate(engine: Engine, given: Sequence[Row], size: int, seconds: float) -> float:
    """Return events per second of `executemany` with one commit per `size` rows."""
    path = sqlite_file(engine.url.render_as_string(hide_password=False))
    assert path is not None
    db = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        db.execute(f"PRAGMA {pragma}")

    def write(chunk: Sequence[Row]) -> None:
        db.execute("BEGIN IMMEDIATE")
        db.executemany(INSERT, chunk)
        db.execute("COMMIT")

    try:
        return _rate(write, given, size, seconds)
    finally:
        db.close()


def copy_rate(engine: Engine, given: Sequence[Row], size: int, seconds: float) -> float:
    """Return events per second of `COPY` with one commit per `size` rows."""
    ready = [_typed(row) for row in given]
    address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as db:

        def write(chunk: Sequence[Row]) -> None:
            with db.cursor().copy(COPY) as copy:
                copy.set_types(TYPES)
                for row in chunk:
                    copy.write_row(row)

        return _rate(write, ready, size, seconds)


def _typed(row: Row) -> Row:
    return tuple(
        UUID(value) if n in UUIDS and value is not None else value
        for n, value in enumerate(row)
    )


def _rate(
    write: Callable[[Sequence[Row]], None], given: Sequence[Row], size: int, seconds: float
) -> float:
    begun = time.perf_counter()
    written = 0
    while written + size <= len(given) and time.perf_counter() - begun < seconds:
        write(given[written : written + size])
        written += size
    return written / (time.perf_counter() - begun)
