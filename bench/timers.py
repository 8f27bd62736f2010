"""Timers: what the escalation tick costs with a hundred thousand open timers.

    python -m bench.timers [--quick] [--json]

Open alerts stand in the database, each with a timer of its own. (i) Nothing is due: the tick
only looks. (ii) A thousand are due at once: each is told its next step, in a transaction of
its own, with its outbox rows, audit entry and number in the feed. CPU time of the application
and (PostgreSQL) its server, on the product's own tick; only the rows are laid down in bulk.
"""

import argparse
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Engine, func, insert, select, update

from bench.homes import lay_down
from bench.hubs import postgresql, scratch
from bench.report import Figure, middle, percentile, report
from bench.sweep import NOW, VAULT, Ground, ground, milliseconds
from telecare.actions import escalating
from telecare.care.alert import State
from telecare.care.escalation import DEFAULT_POLICIES, policy_to_json
from telecare.care.facts import AlertClass, Severity
from telecare.db.engine import reading, transaction
from telecare.records.alerts import ALERTS
from telecare.records.notifications import NOTICES
from telecare.records.residents import Resident
from tests.postgres import Unavailable

OPEN: Final = 100_000
QUICK: Final = 10_000
DUE: Final = 1_000
PER_HOME: Final = 25  # alerts a resident: the register itself is not what is measured
CLASSES: Final = 5
IDLE_LOOKS: Final = 200
ROUNDS: Final = 3
NOTHING_DUE_MS: Final = 0.5
AT_ONCE: Final = escalating.SLICE  # the most an SOS falling due meanwhile waits for
FAR: Final = timedelta(hours=9)
SLICE: Final = 5_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    parser.add_argument("--quick", action="store_true", help="ten thousand timers only")
    asked = parser.parse_args()
    timers = QUICK if asked.quick else OPEN
    figures: list[Figure] = []
    notes: list[str] = []
    with scratch() as place:
        files = (f"sqlite:///{place}/{number}.db" for number in count())
        figures += measured("SQLite", files, timers)
        try:
            with postgresql() as server:
                figures += measured(
                    "PostgreSQL", (server.url(server.create()) for _ in count()), timers
                )
        except Unavailable as why:
            notes.append(f"PostgreSQL not measured: {why}")
    keys = {figure.name: figure.value for figure in figures}
    report("timers", figures, as_json=asked.json, notes=notes, keys=keys)


def measured(name: str, urls: Iterator[str], timers: int) -> list[Figure]:
    """Measure on one kind of database."""
    with ground(name, next(urls)) as here:
        open_alerts(here.engine, timers)
        idle = [
            milliseconds(lambda: escalating.climb_due(here.engine, NOW))
            for _ in range(IDLE_LOOKS)
        ]
        spent, slices = [], []
        for round_no in range(ROUNDS):
            fall_due(here.engine, round_no)
            spent.append(here.cpu_ms(lambda: slices.extend(climb_all(here))) / DUE)
        told = _told(here.engine)
        assert told >= ROUNDS * DUE, told
    what = f"{name}, {timers:,} open timers"
    return [
        Figure(f"{what}, nothing due, p50", middle(idle), "ms", NOTHING_DUE_MS),
        Figure(f"{what}, nothing due, p99", percentile(idle, 99), "ms"),
        Figure(f"{what}, {DUE:,} due, each", middle(spent), "ms CPU"),
        Figure(f"{what}, one slice of {AT_ONCE}, longest", max(slices), "ms"),
    ]


def climb_all(here: Ground) -> list[float]:
    """Tick until nobody is due; return what each slice took, in milliseconds of wall time."""
    took: list[float] = []
    moved: list[int] = [1]
    while moved[-1]:
        took.append(
            milliseconds(
                lambda: moved.append(escalating.climb_due(here.engine, NOW, limit=AT_ONCE))
            )
        )
    assert sum(moved) - 1 == DUE, moved
    return took


def fall_due(engine: Engine, round_no: int) -> None:
    """Let a thousand alerts of the younger severities be due a moment ago."""
    with transaction(engine) as db:
        ids = db.scalars(
            select(ALERTS.c.id)
            .where(ALERTS.c.due_at > NOW)
            .order_by(ALERTS.c.id)
            .offset(round_no * DUE)
            .limit(DUE)
        ).all()
        db.execute(
            update(ALERTS)
            .where(ALERTS.c.id.in_(ids))
            .values(due_at=NOW - timedelta(seconds=1), step_no=0)
        )


def open_alerts(engine: Engine, timers: int) -> None:
    """Lay down open P2 alerts, several a resident; what keeps them apart is left out."""
    lay_down(engine, VAULT, timers // PER_HOME, now=NOW)
    with transaction(engine) as db:
        _drop_unique(db.connection().exec_driver_sql)
        homes = db.execute(select(Resident.id, Resident.organisation_id)).all()
    rows = [_row(UUID(int=1 + n), homes[n % len(homes)], n) for n in range(timers)]
    for start in range(0, timers, SLICE):
        with transaction(engine) as db:
            db.execute(insert(ALERTS), rows[start : start + SLICE])
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.exec_driver_sql("ANALYZE")


def _drop_unique(run: Any) -> None:  # noqa: ANN401 - a bound method of the driver's connection
    """One resident has one open alert of a class; here few residents stand for many."""
    run("DROP INDEX uq_alert_live")


def _row(alert_id: UUID, home: Any, number: int) -> dict[str, Any]:  # noqa: ANN401 - a row
    policy = DEFAULT_POLICIES[Severity.P2]
    return dict.fromkeys(ALERTS.c.keys()) | {
        "id": alert_id,
        "organisation_id": home.organisation_id,
        "resident_id": home.id,
        "alert_class": list(AlertClass)[number % CLASSES],
        "rule": "quiet_home",
        "rule_version": 1,
        "subject": "",
        "severity": Severity.P2,
        "state": State.OPEN,
        "version": 1,
        "opened_at": NOW,
        "episode_since": NOW,
        "first_signal_taken_at": NOW,
        "wait_no": 1,
        "first_signal_received_at": NOW,
        "last_signal_at": NOW,
        "signals": 1,
        "epoch": 1,
        "reopen_count": 0,
        "blind": False,
        "simulated": True,
        "policy": policy_to_json(policy) | {"began_at": NOW.isoformat()},
        "policy_version": policy.version,
        "step_no": 0,
        "loop_no": 0,
        "due_at": NOW + FAR + timedelta(milliseconds=number),
        "because_ko": "조용함",
        "because_en": "quiet",
        "evidence": {},
    }


def _told(engine: Engine) -> int:
    with reading(engine) as db:
        return db.scalar(select(func.count()).select_from(NOTICES)) or 0


if __name__ == "__main__":
    main()
