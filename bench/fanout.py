"""Fan-out: how soon a commit is a frame at every open screen, and what one frame costs.

    python -m bench.fanout [--quick] [--json]

The hub runs as `telecare serve` runs it, on SQLite, once with threads and once with gevent. Its
screens are plain WebSocket clients of one process beside it, on the same machine, so their own
work is in the latency too, and the CPU of a delivery holds its share of the commit. What is
left out is the sign-in of each screen: they are let in by name, because opening five hundred
sessions is not what is measured.
"""

# ruff: noqa: PLC0415 - the hub's modules come only after gevent has replaced waiting

import argparse
import asyncio
import base64
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch
from uuid import UUID

from bench.report import Figure, cpu_s, family, percentile, report

MODES: Final = ("threading", "gevent")
SCREENS: Final = (1, 100, 500)
QUICK: Final = (1, 20)
ROUNDS: Final = 60
PACE_S: Final = 0.15  # between two changes: faster than people, slower than the slowest frame
PATIENCE_S: Final = 30.0
HUB_THREADS: Final = (
    700  # a thread per screen; the product stops at 200 screens and says gevent
)
TRIGGER: Final = "/bench/change"
TEXT, PONG = 0x1, b"3"


def main() -> None:
    """Measure and print; `--hub` is the hub itself, started by this program."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    parser.add_argument("--quick", action="store_true", help="1 and 20 screens, few rounds")
    parser.add_argument("--hub", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.hub:
        serve()
        return
    figures: list[Figure] = []
    for mode in MODES:
        for screens in QUICK if asked.quick else SCREENS:
            figures += measured(mode, screens, ROUNDS // 4 if asked.quick else ROUNDS)
    report("fanout", figures, as_json=asked.json)


def measured(mode: str, screens: int, rounds: int) -> list[Figure]:
    """Measure one mode with so many screens, on a hub of its own."""
    with hub(mode) as (port, pid):
        street = asyncio.run(watch(port, screens, rounds, lambda: cpu_s(family(pid))))
    expected = screens * rounds
    assert len(street.latencies_ms) == expected, (len(street.latencies_ms), expected)
    name = f"{mode}, {screens} screen" + ("s" if screens > 1 else "")
    return [
        Figure(f"{name}: commit → frame, p50", percentile(street.latencies_ms, 50), "ms"),
        Figure(f"{name}: commit → frame, p99", percentile(street.latencies_ms, 99), "ms"),
        Figure(
            f"{name}: CPU of one delivery with its commit", street.cpu_s / expected * 1e6, "µs"
        ),
    ]


# ------------------------------------------------------------------------ the screens


@dataclass
class Street:
    """What the screens saw."""

    latencies_ms: list[float] = field(default_factory=list)
    cpu_s: float = 0.0


async def watch(port: int, screens: int, rounds: int, spent: Callable[[], float]) -> Street:
    """Open the screens, make changes, and note when each frame arrives."""
    street = Street()
    seen: dict[int, list[float]] = {}
    opened = [await Screen.open(port, seen) for _ in range(screens)]
    reading = [asyncio.create_task(screen.read()) for screen in opened]
    await change(port)  # the first change warms everything
    await asyncio.sleep(1)
    seen.clear()
    before = spent()
    committed: dict[int, float] = {}
    for _ in range(rounds):
        seq, at = await change(port)
        committed[seq] = at
        await asyncio.sleep(PACE_S)
    await all_arrived(seen, committed, screens)
    street.cpu_s = spent() - before
    for seq, at in committed.items():
        street.latencies_ms += [(arrived - at) * 1000 for arrived in seen.get(seq, [])]
    for task, screen in zip(reading, opened, strict=True):
        task.cancel()
        screen.writer.close()
    return street


async def all_arrived(
    seen: dict[int, list[float]], committed: Iterable[int], screens: int
) -> None:
    """Wait until every screen has seen every change, or patience ends."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if all(len(seen.get(seq, [])) == screens for seq in committed):
            return
        await asyncio.sleep(0.05)


async def change(port: int) -> tuple[int, float]:
    """Have the hub commit one change; return its number and the instant of the commit."""
    answer = await asyncio.to_thread(_post, f"http://127.0.0.1:{port}{TRIGGER}")
    return int(answer["seq"]), float(answer["at"])


def _post(url: str) -> dict[str, Any]:
    request = urllib.request.Request(url, data=b"", method="POST")  # noqa: S310 - our own hub
    with urllib.request.urlopen(request, timeout=PATIENCE_S) as response:  # noqa: S310
        answer: dict[str, Any] = json.load(response)
    return answer


class Screen:
    """One browser's socket: Engine.IO 4 over a bare WebSocket, read as fast as it comes."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        seen: dict[int, list[float]],
    ) -> None:
        self.reader = reader
        self.writer = writer
        self._seen = seen
        self._last = 0

    @classmethod
    async def open(cls, port: int, seen: dict[int, list[float]]) -> "Screen":
        """Connect, upgrade and enter the board's namespace."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        screen = cls(reader, writer, seen)
        key = base64.b64encode(os.urandom(16)).decode()
        writer.write(
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
            f"Host: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        status = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n", 1)[0]
        assert b" 101 " in status, status
        assert (await screen.message()).startswith(b"0")
        screen.send(b"40/board,")
        while not (await screen.message()).startswith(b"40/board,"):
            pass  # the hub may say the time before it says "come in"
        return screen

    async def read(self) -> None:
        """Note every nudge with the instant it came; answer the pings."""
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                message = await self.message()
                if message == b"2":
                    self.send(PONG)
                elif message.startswith(b'42/board,["nudge"'):
                    arrived = time.monotonic()
                    seq = json.loads(message.removeprefix(b"42/board,"))[1]["seq"]
                    for told in range(self._last + 1, seq + 1):  # a nudge may stand for several
                        self._seen.setdefault(told, []).append(arrived)
                    self._last = seq

    async def message(self) -> bytes:
        """Return the payload of the next frame; a server's frames are whole and unmasked."""
        head = await self.reader.readexactly(2)
        length = head[1] & 0x7F
        if length == 126:
            length = int.from_bytes(await self.reader.readexactly(2), "big")
        elif length == 127:
            length = int.from_bytes(await self.reader.readexactly(8), "big")
        return await self.reader.readexactly(length)

    def send(self, payload: bytes) -> None:
        """Send one short text frame, masked as a client's must be."""
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[n % 4] for n, byte in enumerate(payload))
        self.writer.write(bytes((0x80 | TEXT, 0x80 | len(payload))) + mask + masked)


# ------------------------------------------------------------------------ the hub


@contextmanager
def hub(mode: str) -> Iterator[tuple[int, int]]:
    """Run a hub in `mode` on an empty database; yield its port and process id."""
    from bench.homes import lay_down
    from bench.hubs import SITE_KEY, scratch
    from telecare import clock
    from telecare.db.engine import open_engine
    from telecare.db.migrations import migrate
    from telecare.records import tables
    from telecare.vault.vault import Vault

    tables.metadata()
    with scratch() as place:
        url = f"sqlite:///{place}/telecare.db"
        migrate(url)
        engine = open_engine(url)
        lay_down(engine, Vault(SITE_KEY), 1, now=clock.now())
        engine.dispose()
        port = _free_port()
        environ = os.environ | {
            "TELECARE_DATABASE_URL": url,
            "TELECARE_VAR": str(place),
            "TELECARE_SITE_KEY": base64.b64encode(SITE_KEY).decode(),
            "TELECARE_ASYNC_MODE": mode,
            "PORT": str(port),
        }
        with (place / "hub.log").open("w") as log:
            command = [sys.executable, "-m", "bench.fanout", "--hub"]
            process = subprocess.Popen(command, env=environ, stdout=log, stderr=log)
            try:
                _wait_until_up(port, process, place / "hub.log")
                yield port, process.pid
            finally:
                process.terminate()
                process.wait(timeout=PATIENCE_S)


def serve() -> None:
    """Be the hub: `telecare serve`, its screens let in by name, one door to make changes."""
    if os.environ["TELECARE_ASYNC_MODE"] == "gevent":
        from gevent import monkey  # type: ignore[import-untyped]

        monkey.patch_all()
    from telecare import app
    from telecare.cli import serving
    from telecare.records.actor import SERVICE

    real = app.create_hub

    def create_hub(*given: Any, **named: Any) -> app.Hub:  # noqa: ANN401 - handed through
        made = real(*given, **named)
        made.app.wsgi_app = _changing(made)  # type: ignore[assignment]
        return made

    with (
        patch.object(app, "create_hub", create_hub),
        patch.object(app, "signed_in", lambda *_: SERVICE),
        patch.object(serving, "THREADS", HUB_THREADS),
    ):
        serving.run("all", 1)


def _changing(made: Any) -> Callable[[dict[str, Any], Any], Iterable[bytes]]:  # noqa: ANN401
    """Wrap the hub's app: one more path, which commits a change and tells when."""
    from sqlalchemy import select

    from telecare import clock
    from telecare.db.bell import bell_of
    from telecare.db.engine import reading, transaction
    from telecare.records import feeds
    from telecare.records.organisations import Kind, Organisation

    inner = made.app.wsgi_app
    rung: list[float] = []
    bell_of(made.engine).listen(lambda _: rung.append(time.monotonic()))
    with reading(made.engine) as db:
        feed: UUID = db.scalars(
            select(Organisation.id).where(Organisation.kind == Kind.SIGUNGU)
        ).one()

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:  # noqa: ANN401
        if environ["PATH_INFO"] != TRIGGER:
            return inner(environ, start)  # type: ignore[no-any-return]
        rung.clear()
        with transaction(made.engine) as db:
            seq = feeds.announce(db, feed, "alert", at=clock.now())
        body = json.dumps({"seq": seq, "at": rung[0]}).encode()
        start("200 OK", [("Content-Type", "application/json")])
        return [body]

    return answer


def _wait_until_up(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(log.read_text())
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/health"):
            return
        time.sleep(0.1)
    raise RuntimeError(log.read_text())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
