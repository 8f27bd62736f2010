"""Ingest: signed deliveries over HTTP on the product's own path, beside the bare driver.

`python -m bench.ingest [--json] [--seconds S] [--rounds R] [--homes N]`

The hub is the product's own command: on SQLite `telecare serve` (gunicorn, one worker, its
scheduler inside), on PostgreSQL `telecare serve --role api --workers 2` (granian) with a
scheduler beside it. Every request is signed for its own body before the clock starts and sent
once; every run is checked: observations in the database ≥ acknowledged requests × batch size.
Runs that are compared alternate within each round, and the median of the rounds counts.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nacl.signing import SigningKey

from bench import bare
from bench.homes import requests
from bench.hubs import Hub, can_slow_the_disk, postgresql, postgresql_hub, scratch, sqlite_hub
from bench.load import CONNECTIONS, load, loader
from bench.report import Figure, middle, report
from telecare import clock
from tests.postgres import Unavailable

SIZES: Final = (1, 10, 100)
SLOW_DISK_US: Final = 8_000  # added to each fsync: a home server's spinning disk
SPARE: Final = 1.6  # requests are signed for this much more than the last rate
GUESS: Final = {1: 3_000, 10: 2_500, 100: 1_200}  # requests a second, before anything is known
WARM_UP: Final = 200
VERIFICATIONS: Final = 2_000


class Short(RuntimeError):
    """Fewer observations are stored than were acknowledged: the promise is broken."""


@dataclass(frozen=True, slots=True)
class Run:
    """One measured run of one hub."""

    size: int
    rate: float  # acknowledged requests a second
    p50_ms: float
    p99_ms: float
    cpu_us: float  # of application and database, per observation
    errors: int

    @property
    def events(self) -> float:
        """Observations stored per second."""
        return self.rate * self.size


class Bench:
    """Measures, remembers what it measured, and tells figures of it."""

    def __init__(self, seconds: float, rounds: int) -> None:
        self.seconds = seconds
        self.rounds = rounds
        self.runs: dict[str, list[Run]] = defaultdict(list)
        self.bare: dict[str, list[float]] = defaultdict(list)
        self._rates: dict[str, float] = {}

    def warm_up(self, hub: Hub) -> None:
        """Open connections, read keys, judge each home for the first time."""
        load(hub.port, requests(hub.homes, WARM_UP, 1, clock.now()), 1)

    def measure(self, name: str, hub: Hub, size: int) -> None:
        """Run one load against a hub and check that what it acknowledged is there."""
        expected = self._rates.get(name, GUESS[size]) * self.seconds * SPARE
        signed = list(requests(hub.homes, int(expected) + CONNECTIONS, size, clock.now()))
        before, cpu = hub.stored(), hub.cpu_s()
        came = load(hub.port, signed, self.seconds)
        cpu = hub.cpu_s() - cpu
        stored = hub.stored() - before
        if stored < came.acks * size:
            raise Short(f"{name}: {came.acks} × {size} acknowledged, {stored} stored")
        self._rates[name] = came.rate
        run = Run(size, came.rate, came.p50_ms, came.p99_ms, 1e6 * cpu / stored, came.errors)
        self.runs[name].append(run)

    def of(self, name: str, number: Callable[[Run], float]) -> float:
        """Return the median of a number over the rounds."""
        return middle(map(number, self.runs[name]))

    def ratio(self, one: str, other: str) -> float:
        """Return how many times more requests `one` takes than `other`, round by round."""
        pairs = zip(self.runs[one], self.runs[other], strict=True)
        return middle(a.rate / b.rate for a, b in pairs)

    def against_bare(self, name: str) -> float:
        """Return observations over HTTP for each one of the bare driver, round by round."""
        pairs = zip(self.runs[name], self.bare[name], strict=True)
        return middle(run.events / events for run, events in pairs)

    def told(
        self, name: str, *, p99_ms: float | None = None, cpu_us: float | None = None
    ) -> list[Figure]:
        """Return the figures of a hub, with the targets that are set for them."""
        cpu = f"{name}: CPU, app + database"
        return [
            Figure(f"{name}: stored", self.of(name, lambda run: run.events), "events/s"),
            Figure(f"{name}: p50", self.of(name, lambda run: run.p50_ms), "ms"),
            Figure(f"{name}: p99", self.of(name, lambda run: run.p99_ms), "ms", p99_ms),
            Figure(cpu, self.of(name, lambda run: run.cpu_us), "µs/event", cpu_us),
        ]


def sqlite(bench: Bench, place: Path, homes: int) -> list[Figure]:
    """Embedded, on the disk as it is found: grouped, one commit per request, bare driver."""
    with ExitStack() as running:
        hub, apart, still = (
            running.enter_context(sqlite_hub(_sub(place, name), homes, apart=name == "apart"))
            for name in ("hub", "apart", "still")
        )
        for one in (hub, apart):
            bench.warm_up(one)
        for _ in range(bench.rounds):
            bench.measure("SQLite ×1", hub, 1)
            bench.measure("SQLite ×1, commit each", apart, 1)
            for size in SIZES[1:]:
                bench.measure(f"SQLite ×{size}", hub, size)
                given = bare.rows(still.engine, still.homes, int(400_000 * bench.seconds))
                events = bare.sqlite_rate(still.engine, given, size, bench.seconds)
                bench.bare[f"SQLite ×{size}"].append(events)
    return [
        *bench.told("SQLite ×1", p99_ms=60),
        *bench.told("SQLite ×1, commit each"),
        Figure(
            "SQLite ×1: grouped ÷ one commit per request",
            bench.ratio("SQLite ×1", "SQLite ×1, commit each"), "×", 1.3, "at least",
        ),
        *bench.told("SQLite ×10"),
        *bench.told("SQLite ×100"),
        Figure("bare executemany, 10 a commit", middle(bench.bare["SQLite ×10"]), "events/s"),
        Figure("bare executemany, 100 a commit", middle(bench.bare["SQLite ×100"]), "events/s"),
        Figure(
            "SQLite ×100: HTTP ÷ bare executemany",
            bench.against_bare("SQLite ×100"), "×", 0.3, "at least",
        ),
    ]  # fmt: skip


def slow_disk(bench: Bench, place: Path, homes: int) -> list[Figure]:
    """Embedded, with 8 ms added to each fsync: what sharing one is for."""
    with ExitStack() as running:
        hub, apart = (
            running.enter_context(
                sqlite_hub(
                    _sub(place, f"slow-{name}"), homes,
                    apart=name == "apart", slow_disk_us=SLOW_DISK_US,
                )
            )
            for name in ("hub", "apart")
        )  # fmt: skip
        for one in (hub, apart):
            bench.warm_up(one)
        for _ in range(bench.rounds):
            bench.measure("fsync + 8 ms ×1", hub, 1)
            bench.measure("fsync + 8 ms ×1, commit each", apart, 1)
    return [
        *bench.told("fsync + 8 ms ×1"),
        *bench.told("fsync + 8 ms ×1, commit each"),
        Figure(
            "fsync + 8 ms ×1: grouped ÷ one commit per request",
            bench.ratio("fsync + 8 ms ×1", "fsync + 8 ms ×1, commit each"), "×", 5, "at least",
        ),
    ]  # fmt: skip


def scale_out(bench: Bench, place: Path, homes: int) -> list[Figure]:
    """PostgreSQL with two granian workers and a scheduler, beside raw COPY."""
    with ExitStack() as running:
        server = running.enter_context(postgresql())
        hub, still = (
            running.enter_context(
                postgresql_hub(server.url(server.create()), _sub(place, f"pg-{name}"), homes)
            )
            for name in ("hub", "still")
        )
        bench.warm_up(hub)
        for _ in range(bench.rounds):
            for size in SIZES:
                bench.measure(f"PostgreSQL ×{size}", hub, size)
            given = bare.rows(still.engine, still.homes, int(150_000 * bench.seconds))
            bench.bare["PostgreSQL ×100"].append(
                bare.copy_rate(still.engine, given, 100, bench.seconds)
            )
    return [
        *bench.told("PostgreSQL ×1", cpu_us=650),
        *bench.told("PostgreSQL ×10"),
        *bench.told("PostgreSQL ×100"),
        Figure("raw COPY, 100 a commit", middle(bench.bare["PostgreSQL ×100"]), "events/s"),
        Figure(
            "PostgreSQL ×100: HTTP ÷ raw COPY",
            bench.against_bare("PostgreSQL ×100"), "×", 0.3, "at least",
        ),
    ]  # fmt: skip


def verification_us() -> float:
    """Return the CPU time of one signature check: how much this machine is held up now."""
    key = SigningKey.generate()
    signed, verify = key.sign(bytes(300)), key.verify_key.verify
    begun = time.thread_time()
    for _ in range(VERIFICATIONS):
        verify(signed)
    return 1e6 * (time.thread_time() - begun) / VERIFICATIONS


def _sub(place: Path, name: str) -> Path:
    path = place / name
    path.mkdir()
    return path


def main(given: Sequence[str] | None = None) -> None:
    """Measure everything this machine can, and print the table."""
    options = argparse.ArgumentParser(prog="bench.ingest", description=__doc__)
    options.add_argument("--json", action="store_true", help="one JSON object on the last line")
    options.add_argument("--seconds", type=float, default=3, help="of each run")
    options.add_argument("--rounds", type=int, default=3, help="of which the median counts")
    options.add_argument("--homes", type=int, default=32, help="that take turns delivering")
    options.add_argument("--only", choices=("sqlite", "slow", "postgresql"), help="one part")
    chosen = options.parse_args(given)
    bench = Bench(chosen.seconds, chosen.rounds)
    figures: list[Figure] = []
    notes = [
        f"{CONNECTIONS} connections, {chosen.homes} homes, load by {loader()};",
        f"median of {chosen.rounds} rounds of {chosen.seconds:g} s, judge tick running;",
        f"one Ed25519 verification took {verification_us():.0f} µs of CPU (44 when quiet).",
    ]
    with scratch() as place:
        if chosen.only in {None, "sqlite"}:
            figures += sqlite(bench, place, chosen.homes)
        if chosen.only in {None, "slow"}:
            if can_slow_the_disk():
                figures += slow_disk(bench, place, chosen.homes)
            else:
                notes.append("slow disk not measured: apt-get install -y gcc libc6-dev")
        if chosen.only in {None, "postgresql"}:
            try:
                figures += scale_out(bench, place, chosen.homes)
            except Unavailable as why:
                notes.append(f"PostgreSQL not measured: {why}")
    report(
        "Ingest",
        figures,
        as_json=chosen.json,
        notes=notes,
        facts={
            "errors": {name: sum(r.errors for r in runs) for name, runs in bench.runs.items()}
        },
    )


if __name__ == "__main__":
    main()
