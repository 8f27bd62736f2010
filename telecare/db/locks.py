"""Locks between processes: one hub per SQLite file, one leader per PostgreSQL database.

Leadership is only an optimisation: whoever claims a row does it so that two leaders cannot
act twice (law 1). Losing it by a crash frees it at once, since the system drops the lock.
"""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from telecare.db.engine import sqlite_file
from telecare.errors import HubRunning

LEADER: Final = 0x7465_6C65_0002  # advisory lock number of the scheduler's leader


class Leadership(Protocol):
    """Something one process at a time can hold."""

    def try_lead(self) -> bool:
        """Return whether this process leads now, taking the lead if nobody has it."""

    def give_up(self) -> None:
        """Let another process lead."""


class FileLock:
    """An advisory lock on a file; the system drops it when the process ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def try_lead(self) -> bool:
        """Take the lock unless another process has it."""
        if self._descriptor is not None:
            return True
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def give_up(self) -> None:
        """Free the lock; the file stays, or two processes could lock two files of one name."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        """Hold the lock, or raise `HubRunning`."""
        if not self.try_lead():
            raise HubRunning
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.give_up()


class AdvisoryLock:
    """A PostgreSQL session lock on a connection of its own; a lost connection frees it."""

    def __init__(self, engine: Engine, number: int = LEADER) -> None:
        self._engine = engine
        self._number = number
        self._connection: Connection | None = None

    def try_lead(self) -> bool:
        """Take the lock, or make sure that the connection which holds it still lives."""
        try:
            if self._connection is not None:
                self._connection.execute(text("SELECT 1"))
                return True
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            taken = connection.scalar(
                text("SELECT pg_try_advisory_lock(:n)"), {"n": self._number}
            )
        except DBAPIError:
            self.give_up()
            return False
        if not taken:
            connection.close()
            return False
        self._connection = connection
        return True

    def give_up(self) -> None:
        """Unlock, and close the connection for good: a pooled one might keep the lock."""
        held, self._connection = self._connection, None
        if held is None:
            return
        with suppress(DBAPIError):  # a lost connection has unlocked already
            held.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": self._number})
        held.invalidate()
        held.close()


def hub_lock(url: str) -> FileLock | None:
    """Return the lock of the only hub process on a SQLite file; None on PostgreSQL."""
    path = sqlite_file(url)
    return None if path is None else FileLock(path.with_name(path.name + ".hub"))


def leadership(engine: Engine) -> Leadership:
    """Return what the scheduler asks before it ticks."""
    if engine.dialect.name == "postgresql":
        return AdvisoryLock(engine)
    path = sqlite_file(engine.url.render_as_string(hide_password=False))
    return AlwaysLeads() if path is None else FileLock(path.with_name(path.name + ".leader"))


class AlwaysLeads:
    """A database in memory has one process only."""

    def try_lead(self) -> bool:
        """Return True."""
        return True

    def give_up(self) -> None:
        """Do nothing."""
