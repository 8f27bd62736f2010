"""Hubs to measure: the product's own commands, each on an empty database of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unittest.mock import patch

from sqlalchemy import Engine, text

from bench.homes import Home, lay_down
from bench.report import cpu_s, family
from telecare import clock
from telecare.db.engine import open_engine
from telecare.db.migrations import migrate
from telecare.records import tables
from telecare.vault.vault import Vault
from tests import postgres

SITE_KEY: Final = bytes(range(32))
UP_WITHIN_S: Final = 60.0
TELECARE: Final = ("-c", "from telecare.cli.main import main; main()")
APART: Final = ("-m", "bench.apart")
SLOW_DISK: Final = Path(__file__).with_name("slow_disk.c")
# The defaults of PostgreSQL: the tests' server forgets its disk promises, this one must not.
DURABLE: Final = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


@dataclass(frozen=True, slots=True)
class Hub:
    """A running hub with its homes; `processes` are those whose CPU time is its own."""

    port: int
    engine: Engine
    homes: list[Home]
    roots: tuple[int, ...]

    def cpu_s(self) -> float:
        """Return the CPU seconds its processes have used, the database's included."""
        return cpu_s({pid for root in self.roots for pid in family(root)})

    def stored(self) -> int:
        """Return how many observations are in its database."""
        with self.engine.connect() as db:
            return int(db.execute(text("SELECT count(*) FROM observation")).scalar_one())


@contextmanager
def sqlite_hub(
    place: Path, homes: int, *, apart: bool = False, slow_disk_us: int = 0
) -> Iterator[Hub]:
    """Run `telecare serve` on SQLite, as `make demo` does; with a slow disk if asked."""
    url = f"sqlite:///{place}/telecare.db"
    extra = {}
    if slow_disk_us:
        extra = {"LD_PRELOAD": str(_shim(place)), "SLOW_DISK_US": str(slow_disk_us)}
    with _laid_down(url, homes) as (engine, street):
        program = APART if apart else TELECARE
        with _serving(url, place, program, extra=extra) as (port, pid):
            yield Hub(port, engine, street, (pid,))


@contextmanager
def postgresql_hub(url: str, place: Path, homes: int, *, workers: int = 2) -> Iterator[Hub]:
    """Run the api with granian and a scheduler beside it, on an empty PostgreSQL database."""
    with _laid_down(url, homes) as (engine, street), ExitStack() as running:
        api = ("--role", "api", "--workers", str(workers))
        port, pid = running.enter_context(_serving(url, place, TELECARE, *api))
        _, ticks = running.enter_context(_serving(url, place, TELECARE, "--role", "scheduler"))
        yield Hub(port, engine, street, (pid, ticks, postmaster(engine)))


@contextmanager
def postgresql() -> Iterator[postgres.Server]:
    """Start a PostgreSQL that keeps its disk promises; raises `postgres.Unavailable`."""
    with patch.dict(postgres.SETTINGS, DURABLE), postgres.started() as server:
        yield server


def postmaster(engine: Engine) -> int:
    """Return the process all of a PostgreSQL server on this machine descends from."""
    with engine.connect() as db:
        backend = db.execute(text("SELECT pg_backend_pid()")).scalar_one()
    fields = Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()
    return int(fields[1])


def can_slow_the_disk() -> bool:
    """Whether there is a C compiler to build the shim with."""
    return shutil.which("cc") is not None


@contextmanager
def scratch() -> Iterator[Path]:
    """Yield a folder on a disk, not in memory: an fsync must cost what it costs."""
    base = Path("var")
    base.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=base) as place:
        yield Path(place).resolve()


def _shim(place: Path) -> Path:
    built = place / "slow_disk.so"
    command = ["cc", "-shared", "-fPIC", "-O2", "-o", str(built), str(SLOW_DISK), "-ldl"]
    subprocess.run(command, check=True, capture_output=True)
    return built


@contextmanager
def _laid_down(url: str, homes: int) -> Iterator[tuple[Engine, list[Home]]]:
    tables.metadata()
    migrate(url)
    engine = open_engine(url)
    try:
        yield engine, lay_down(engine, Vault(SITE_KEY), homes, now=clock.now())
    finally:
        engine.dispose()


@contextmanager
def _serving(
    url: str,
    place: Path,
    program: Sequence[str],
    *arguments: str,
    extra: dict[str, str] | None = None,
) -> Iterator[tuple[int, int]]:
    """Run `telecare serve` and yield its port and process id once it answers."""
    port = _free_port()
    environ = os.environ | (extra or {}) | {
        "TELECARE_DATABASE_URL": url,
        "TELECARE_VAR": str(place),
        "TELECARE_SITE_KEY": b64encode(SITE_KEY).decode(),
        "PORT": str(port),
    }  # fmt: skip
    with (place / "hub.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, *program, "serve", *arguments],
            env=environ, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        if "scheduler" not in arguments:
            _wait(process, port, place / "hub.log")
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + UP_WITHIN_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the hub ended at once: {log.read_text()[-2000:]}")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
                line.sendall(b"GET /health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
                if line.recv(12):
                    return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the hub did not come up")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
