"""Sweep: what it costs to find who is due, and to judge them, whatever the population.

    python -m bench.sweep [--quick] [--json]

(i) Claim and flag, with 10 thousand, 100 thousand and 1 million residents of five conditions
each, on both databases: nothing due, and a thousand due. (ii) The whole way of a due resident:
facts, judgement, conditions, alert with its policy, outbox, audit and feed, in CPU time of the
application and (PostgreSQL) its server, emergencies first. Everything runs on the product's own
functions; only the rows are laid down in bulk.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final
from unittest.mock import patch
from uuid import UUID

from sqlalchemy import Engine, Uuid, bindparam, func, select, text, update

from bench.homes import Home, lay_down
from bench.hubs import SITE_KEY, postgresql, postmaster, scratch
from bench.report import Figure, cpu_s, family, middle, report
from telecare.actions import delivery, judging
from telecare.db.engine import open_engine, reading, transaction
from telecare.db.migrations import migrate
from telecare.db.types import to_us
from telecare.protocol.messages import Delivery, Kind, Observation
from telecare.records import arrivals, tables, watching
from telecare.records.alerts import ALERTS
from telecare.records.watching import CONDITIONS, WATCHES
from telecare.vault.vault import Vault
from tests.postgres import Unavailable

NOW: Final = datetime(2026, 11, 22, 3, tzinfo=UTC)
VAULT: Final = Vault(SITE_KEY)
POPULATIONS: Final = (10_000, 100_000, 1_000_000)
QUICK: Final = (10_000,)
DUE: Final = 1_000
ROUNDS: Final = 7
IDLE_LOOKS: Final = 200
NOTHING_DUE_MS: Final = {
    "SQLite": 0.1,
    "PostgreSQL": 0.5,
}  # issue 2 §8
DUE_MS: Final = 50.0
WHOLE_AIM_MS: Final = 1.5
HOMES: Final = 600  # of the whole way; a third of them press the button

tables.metadata()


@dataclass(frozen=True, slots=True)
class Ground:
    """A database to measure on; without a server the database lives in this process."""

    name: str
    engine: Engine
    server: int | None  # process id of the postmaster

    def cpu_ms(self, work: Callable[[], object]) -> float:
        """Return the CPU milliseconds `work` costs here and in the server."""
        server, own = self._server_s(), time.process_time()
        work()
        return (time.process_time() - own + self._server_s() - server) * 1000

    def _server_s(self) -> float:
        return 0.0 if self.server is None else cpu_s(family(self.server))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    parser.add_argument("--quick", action="store_true", help="10 thousand residents only")
    asked = parser.parse_args()
    populations, homes = (QUICK, HOMES // 4) if asked.quick else (POPULATIONS, HOMES)
    figures: list[Figure] = []
    notes: list[str] = []
    with scratch() as place:
        files = (f"sqlite:///{place}/{number}.db" for number in count())
        figures += measured("SQLite", files, populations, homes)
        try:
            with postgresql() as server:
                databases = (server.url(server.create()) for _ in count())
                figures += measured("PostgreSQL", databases, populations, homes)
        except Unavailable as why:
            notes.append(f"PostgreSQL not measured: {why}")
    report("sweep", figures, as_json=asked.json, notes=notes)


def measured(
    name: str, urls: Iterator[str], populations: Sequence[int], homes: int
) -> list[Figure]:
    """Measure on one kind of database, each time in a fresh one of `urls`."""
    figures = []
    for population in populations:
        with ground(name, next(urls)) as here:
            populate(here.engine, population)
            figures += claim_and_flag(here, population)
    with ground(name, next(urls)) as here:
        figures += whole_way(here, homes)
    return figures


@contextmanager
def ground(name: str, url: str) -> Iterator[Ground]:
    """Migrate an empty database and open it."""
    migrate(url)
    engine = open_engine(url)
    try:
        yield Ground(name, engine, postmaster(engine) if name == "PostgreSQL" else None)
    finally:
        engine.dispose()


# ------------------------------------------------------------------- claim and flag


def claim_and_flag(here: Ground, population: int) -> list[Figure]:
    """Measure what an idle tick costs, then the flagging of a thousand."""
    judging.claim(here.engine, NOW)
    idle = [milliseconds(lambda: judging.claim(here.engine, NOW)) for _ in range(IDLE_LOOKS)]
    flagging = []
    due = [UUID(int=1 + n * (population // DUE)) for n in range(DUE)]
    for _ in range(ROUNDS):
        set_due(here.engine, due, NOW - timedelta(seconds=1))
        flagging.append(milliseconds(lambda: judging.claim(here.engine, NOW)))
        with reading(here.engine) as db:
            flagged = db.scalar(select(func.count()).where(WATCHES.c.to_judge_at <= NOW))
        assert flagged == DUE, flagged
        settle(here.engine, due)
    people = f"{here.name}, {population:,} residents"
    return [
        Figure(f"{people}, nothing due", middle(idle), "ms", NOTHING_DUE_MS[here.name]),
        Figure(f"{people}, {DUE:,} due", middle(flagging), "ms", DUE_MS),
    ]


def populate(engine: Engine, population: int) -> None:
    """Lay down residents under watch with five conditions each, two of them with a deadline."""
    sqlite = engine.dialect.name == "sqlite"
    numbers = _SQLITE_NUMBERS if sqlite else "generate_series(1, :population) AS n(i)"
    resident = "printf('%032x', i)" if sqlite else "lpad(to_hex(i), 32, '0')::uuid"
    with engine.connect() as db:
        if sqlite:  # the residents themselves are not looked at here
            driver = db.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA foreign_keys=OFF")
        else:
            db.exec_driver_sql("SET session_replication_role = replica")
        asked = {"population": population, "now": to_us(NOW)}
        db.execute(
            text(
                f"INSERT INTO watch (resident_id, urgent) SELECT {resident}, false"
                f" FROM {numbers}"
            ),
            {"population": population},
        )
        for rule, window_h in RULES.items():
            due = "NULL" if window_h is None else f":now + 60000000 + i * 1000 + {window_h}"
            db.execute(
                text(
                    "INSERT INTO condition (resident_id, rule, subject, verdict, evaluated_at,"
                    f" due_at, evidence) SELECT {resident}, '{rule}', '', 'false', :now, {due},"
                    f" '{{}}' FROM {numbers}"
                ),
                asked,
            )
        db.commit()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.exec_driver_sql("ANALYZE")


RULES: Final[dict[str, int | None]] = {  # each with an offset of its deadlines, in microseconds
    "sos": None,
    "missed_check_in": None,
    "quiet_home": 250,
    "silent_device": 500,
    "never_heard": None,
}
_SQLITE_NUMBERS: Final = (
    "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :population)"
    " SELECT i FROM n)"
)


def set_due(engine: Engine, residents: Sequence[UUID], at: datetime) -> None:
    """Let the silence of these homes be due at `at`."""
    with transaction(engine) as db:
        db.connection().execute(
            update(CONDITIONS)
            .where(CONDITIONS.c.resident_id == bindparam("resident", type_=Uuid()))
            .where(CONDITIONS.c.rule == "silent_device", CONDITIONS.c.subject == "")
            .values(due_at=at),
            [{"resident": resident} for resident in residents],
        )


def settle(engine: Engine, residents: Sequence[UUID]) -> None:
    """Put everything back to rest."""
    set_due(engine, residents, NOW + timedelta(hours=1))
    with transaction(engine) as db:
        db.execute(update(WATCHES).where(WATCHES.c.to_judge_at <= NOW).values(to_judge_at=None))


# ------------------------------------------------------------------- the whole way


def whole_way(here: Ground, homes: int) -> list[Figure]:
    """Measure all that a due resident costs: with an alert to open, and with nothing new."""
    street = lay_down(here.engine, VAULT, homes, now=NOW)
    say(here.engine, street, Kind.ACTIVITY, NOW)
    judging.judge_due(here.engine, VAULT, NOW + timedelta(seconds=10))
    at = NOW + timedelta(minutes=1)
    pressed = street[: homes // 3]
    say(here.engine, pressed, Kind.SOS, at)
    mark(here.engine, pressed, at, urgent=True)
    figures = [_whole(here, "a press, P1", len(pressed), at)]
    at = NOW + timedelta(minutes=20)
    figures.append(_whole(here, "a silent gateway, P4", homes, at))
    mark(here.engine, street, at)
    figures.append(_whole(here, "nothing new", homes, at))
    with reading(here.engine) as db:
        opened = db.scalar(select(func.count()).select_from(ALERTS))
    assert opened == len(pressed) + homes, opened
    return figures


def _whole(here: Ground, what: str, due: int, at: datetime) -> Figure:
    judged: list[int] = []
    spent = here.cpu_ms(lambda: judged.append(judging.judge_due(here.engine, VAULT, at)))
    assert judged == [due], judged
    name = f"{here.name}, whole way of a due resident: {what}"
    return Figure(name, spent / due, "ms CPU", WHOLE_AIM_MS)


def mark(engine: Engine, homes: Sequence[Home], at: datetime, *, urgent: bool = False) -> None:
    """Have these residents judged at `at`."""
    with transaction(engine) as db:
        for home in homes:
            watching.mark(db, home.resident_id, at=at, urgent=urgent)


def say(engine: Engine, homes: Sequence[Home], kind: Kind, at: datetime) -> None:
    """Let every home report one thing; an emergency is left for the tick to judge."""
    with reading(engine) as db:
        signers = [arrivals.identity_of(db, home.device_id) for home in homes]
    batches = []
    for home, signer in zip(homes, signers, strict=True):
        assert signer is not None
        home.said += 1
        sensor = home.sensors[0] if kind is Kind.ACTIVITY else None
        told = Observation(number=home.said, kind=kind, taken_at=at, sensor_id=sensor)
        batches.append(delivery.prepare(signer, Delivery(at, (told,)), at))
    judged = patch.object(judging, "judge_resident")  # the tick shall do it, measured
    with judged, transaction(engine) as db:
        answers = delivery.receive(db, batches, vault=VAULT)
    assert not any(isinstance(answer, Exception) for answer in answers), answers


def milliseconds(work: Callable[[], object]) -> float:
    """Return the wall time `work` takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
