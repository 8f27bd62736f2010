"""The diary of a home: every observation is written here before anything else happens.

An append-only SQLite file. Rows are numbered from 1 and never change; the file itself
refuses to forget one the hub has not acknowledged. Theory of operation:

- `entry` holds the observations as JSON lines, ready to be sent.
- `mark.settled` is the highest number below which everything is settled, that is stored by
  the hub or refused by it for good; `above` names the settled numbers beyond that mark.
- `again` names settled numbers the hub asked for once more (it lost them, we still have
  them in the kept tail).
- `refused` keeps the code of each observation the hub would not take; its entry stays.

Safe from several threads; every write is one transaction, on disk when it returns.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Final, NamedTuple
from uuid import UUID

import msgspec
from msgspec import Raw, Struct

from telecare.protocol.limits import MAX_BATCH, MAX_BODY_BYTES
from telecare.protocol.messages import NO_DATA, URGENT, Kind, read_observation, write

TAIL: Final = 10_000  # settled entries kept, so that a hub restored from a backup can ask
TRIM_EVERY: Final = 1_000  # settled entries between two trims
MAX_LINES_BYTES: Final = MAX_BODY_BYTES - 4096  # room for the envelope of a batch

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS entry (
    number INTEGER PRIMARY KEY AUTOINCREMENT, urgent INTEGER NOT NULL, line BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS entry_urgent ON entry (number) WHERE urgent;
CREATE TABLE IF NOT EXISTS above (number INTEGER PRIMARY KEY) STRICT;
CREATE TABLE IF NOT EXISTS again (number INTEGER PRIMARY KEY) STRICT;
CREATE TABLE IF NOT EXISTS refused (
    number INTEGER PRIMARY KEY, code TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS mark (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT OR IGNORE INTO mark VALUES ('settled', '0');
CREATE TRIGGER IF NOT EXISTS entry_never_changes BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the diary is append-only'); END;
CREATE TRIGGER IF NOT EXISTS entry_kept_until_settled BEFORE DELETE ON entry
WHEN OLD.number > (SELECT CAST(value AS INTEGER) FROM mark WHERE name = 'settled')
BEGIN SELECT RAISE(ABORT, 'the hub has not acknowledged this'); END;
"""
_WAITING: Final = (
    "SELECT number, line FROM entry"
    " WHERE number > ? AND number NOT IN (SELECT number FROM above)"
)
_UNSETTLE: Final = (
    "DELETE FROM above WHERE number BETWEEN ? AND ?"
    " AND number NOT IN (SELECT number FROM refused)"
)
_STILL_KEPT: Final = (
    "SELECT number FROM entry WHERE number BETWEEN ? AND ?"
    " AND number NOT IN (SELECT number FROM refused)"
)


class Note(Struct, frozen=True, omit_defaults=True):
    """An observation that has no number yet; the fields are those of the protocol."""

    kind: Kind
    taken_at: datetime
    sensor_id: UUID | None = None
    value: float | None = None
    simulated: bool = False
    data: Raw = NO_DATA


class Entry(NamedTuple):
    """A numbered observation, as the JSON line that is sent."""

    number: int
    line: bytes


class Diary:
    """One home's diary. Open it once per process; close it when the home stops."""

    def __init__(self, path: Path, *, tail: int = TAIL, trim_every: int = TRIM_EVERY) -> None:
        self._tail = tail
        self._trim_every = trim_every
        self._lock = RLock()
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA auto_vacuum = INCREMENTAL")  # before the first table
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")  # a returned write survives a power cut
        self._db.executescript(_SCHEMA)
        path.chmod(0o600)
        self._trimmed = self.settled

    def close(self) -> None:
        """Close the file; everything written is already on disk."""
        with self._lock:
            self._db.close()

    # --- writing down -------------------------------------------------------------------

    def store(self, notes: Sequence[Note], **marks: str) -> range:
        """Number the notes and put them on disk, in order; return their numbers.

        `marks` are remembered in the same transaction, so that a driver which has to know
        how far it has read never reads a thing twice and never skips one.
        """
        encode = msgspec.json.Encoder().encode
        with self._writing() as db:
            first = self._last(db) + 1
            db.executemany(
                "INSERT INTO entry VALUES (?, ?, ?)",
                (
                    (
                        number,
                        note.kind in URGENT,
                        b'{"number":%d,%b' % (number, encode(note)[1:]),
                    )
                    for number, note in enumerate(notes, first)
                ),
            )
            self._remember(db, marks)
        return range(first, first + len(notes))

    def remember(self, **marks: str) -> None:
        """Keep small words beside the entries (a position, a version)."""
        with self._writing() as db:
            self._remember(db, marks)

    def recall(self, name: str) -> str | None:
        """Return what was remembered under that name, None if nothing was."""
        row = self._one("SELECT value FROM mark WHERE name = ?", name)
        return None if row is None else str(row[0])

    # --- what is still to be delivered --------------------------------------------------

    @property
    def settled(self) -> int:
        """The highest number below which the hub has answered for everything."""
        return int(self.recall("settled") or 0)

    @property
    def last(self) -> int:
        """The highest number given so far, 0 before the first."""
        with self._lock:
            return self._last(self._db)

    @property
    def waiting(self) -> int:
        """How many entries the hub has not answered for."""
        counts = "SELECT (SELECT count(*) FROM again) - (SELECT count(*) FROM above)"
        with self._lock:
            (difference,) = self._db.execute(counts).fetchone()
            return self.last - self.settled + int(difference)

    def urgent(self, limit: int = MAX_BATCH) -> list[Entry]:
        """Return the waiting entries that may not queue, oldest first."""
        with self._lock:
            return self._cut(f"{_WAITING} AND urgent ORDER BY number", self.settled, limit)

    def oldest(self, limit: int = MAX_BATCH) -> list[Entry]:
        """Return what the hub asked for again, else the oldest waiting entries, in order."""
        asked = (
            "SELECT number, line FROM entry JOIN again USING (number) WHERE number > ?"
            " ORDER BY number"
        )
        with self._lock:
            return self._cut(asked, 0, limit) or self._cut(
                f"{_WAITING} ORDER BY number", self.settled, limit
            )

    def newest(self, limit: int = MAX_BATCH) -> list[Entry]:
        """Return the newest waiting entries, in order: how the home is now."""
        with self._lock:
            return self._cut(f"{_WAITING} ORDER BY number DESC", self.settled, limit)[::-1]

    # --- what the hub said --------------------------------------------------------------

    def settle(self, numbers: Iterable[int]) -> None:
        """Note that the hub has these on disk, and trim what nobody can ask for any more."""
        with self._writing() as db:
            self._settle(db, set(numbers))
        if self.settled - self._trimmed >= self._trim_every:
            self._trim()

    def refuse(self, number: int, code: str, now: datetime) -> None:
        """Note that the hub will never take this one; it stays in the diary with the code."""
        with self._writing() as db:
            self._refuse(db, number, code, now)

    def tell_again(
        self, number: int, code: str, now: datetime, *, latest: datetime | None = None
    ) -> None:
        """Note that the number was refused, and write its observation down under a new one.

        For what is true but was said wrongly: a number the hub knows for something else (the
        diary came back from a copy), or a stamp made while our clock ran ahead. The stamp is
        cut at `latest` if that is given; a refused press of the button is still told.
        """
        with self._writing() as db:
            query = "SELECT urgent, line FROM entry WHERE number = ?"
            (urgent, line) = db.execute(query, (number,)).fetchone()
            self._refuse(db, number, code, now)
            fresh = self._last(db) + 1
            said = read_observation(line)
            taken_at = min(said.taken_at, latest or said.taken_at)
            again = msgspec.structs.replace(said, number=fresh, taken_at=taken_at)
            db.execute("INSERT INTO entry VALUES (?, ?, ?)", (fresh, urgent, write(again)))

    def refusals(self) -> list[tuple[int, str]]:
        """Return number and code of every observation the hub refused."""
        with self._lock:
            rows = self._db.execute("SELECT number, code FROM refused ORDER BY number")
            return [(int(number), str(code)) for number, code in rows]

    def reopen(self, gaps: Iterable[tuple[int, int]], just_sent: Iterable[int] = ()) -> None:
        """Deliver once more what the hub says it lacks, as far as we still have it.

        `just_sent` was acknowledged with the same answer and is not sent again for it, so a
        hub that contradicts itself cannot make us run in circles.
        """
        told = set(just_sent)
        with self._writing() as db:
            for first, last in gaps:
                db.execute(_UNSETTLE, (first, last))
                lost = db.execute(_STILL_KEPT, (first, min(last, self.settled))).fetchall()
                db.executemany(
                    "INSERT OR IGNORE INTO again VALUES (?)",
                    [row for row in lost if row[0] not in told],
                )

    # --- inside -------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise

    def _one(self, query: str, *values: object) -> tuple[object, ...] | None:
        with self._lock:
            row: tuple[object, ...] | None = self._db.execute(query, values).fetchone()
            return row

    @staticmethod
    def _last(db: sqlite3.Connection) -> int:
        row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entry'").fetchone()
        return int(row[0]) if row else 0

    @staticmethod
    def _remember(db: sqlite3.Connection, marks: dict[str, str]) -> None:
        db.executemany("INSERT OR REPLACE INTO mark VALUES (?, ?)", marks.items())

    def _cut(self, query: str, above: int, limit: int) -> list[Entry]:
        """Return at most `limit` rows, and no more than fit into one request."""
        entries: list[Entry] = []
        size = 0
        for number, line in self._db.execute(f"{query} LIMIT ?", (above, limit)):
            size += len(line) + 1
            if entries and size > MAX_LINES_BYTES:
                break
            entries.append(Entry(number, line))
        return entries

    def _settle(self, db: sqlite3.Connection, numbers: set[int]) -> None:
        mark = self.settled
        above = {row[0] for row in db.execute("SELECT number FROM above")}
        fresh = {number for number in numbers if number > mark} - above
        above |= fresh
        while mark + 1 in above:
            mark += 1
        db.executemany(
            "INSERT INTO above VALUES (?)", [(number,) for number in fresh if number > mark]
        )
        db.execute("DELETE FROM above WHERE number <= ?", (mark,))
        db.executemany("DELETE FROM again WHERE number = ?", [(number,) for number in numbers])
        self._remember(db, {"settled": str(mark)})

    def _refuse(self, db: sqlite3.Connection, number: int, code: str, now: datetime) -> None:
        db.execute(
            "INSERT OR REPLACE INTO refused VALUES (?, ?, ?)", (number, code, now.isoformat())
        )
        self._settle(db, {number})

    def _trim(self) -> None:
        """Forget settled entries behind the kept tail; refused ones stay for whoever asks."""
        with self._writing() as db:
            db.execute(
                "DELETE FROM entry WHERE number <= ?"
                " AND number NOT IN (SELECT number FROM refused)"
                " AND number NOT IN (SELECT number FROM again)",
                (self.settled - self._tail,),
            )
        with self._lock:
            self._db.execute("PRAGMA incremental_vacuum").fetchall()
        self._trimmed = self.settled
