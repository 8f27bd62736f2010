"""Load: signed requests, each used once, over 32 connections; `wrk` where it is found.

`wrk` is a C program and takes little from the two cores that are measured. Where it is not
on the machine, a small loader of our own does the same: one thread, non-blocking sockets, one
request in flight per connection.
"""

import json
import selectors
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.report import percentile

CONNECTIONS: Final = 32
THREADS: Final = 2  # of wrk
LUA: Final = Path(__file__).with_name("load.lua")
OK: Final = b"HTTP/1.1 200"
HEAD_END: Final = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Load:
    """What came back: acknowledged requests, all others, and how long they took."""

    acks: int
    errors: int
    seconds: float
    p50_ms: float
    p99_ms: float

    @property
    def rate(self) -> float:
        """Acknowledged requests per second."""
        return self.acks / self.seconds


def loader() -> str:
    """Return which loader is used."""
    return "wrk" if shutil.which("wrk") else "own"


def load(port: int, requests: Iterable[bytes], seconds: float) -> Load:
    """Send the requests to a server on this machine for at most `seconds`."""
    wrk = shutil.which("wrk")
    if wrk is None:
        return _own(port, iter(requests), seconds)
    with tempfile.TemporaryDirectory(prefix="telecare-load-") as place:
        _deal(Path(place), requests)
        return _wrk(wrk, port, Path(place), seconds)


def _deal(place: Path, requests: Iterable[bytes]) -> None:
    """Deal the requests to one file per thread, each as its length and itself."""
    files = [(place / f"{thread}.bin").open("wb") for thread in range(THREADS)]
    for n, request in enumerate(requests):
        files[n % THREADS].write(b"%08d" % len(request) + request)
    for file in files:
        file.close()


def _wrk(wrk: str, port: int, place: Path, seconds: float) -> Load:
    ran = subprocess.run(
        [
            wrk, f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", "--timeout", "20s",
            "-s", str(LUA), f"http://127.0.0.1:{port}/", "--", str(place),
        ],
        capture_output=True, text=True, check=True, timeout=seconds + 60,
    )  # fmt: skip
    told = json.loads(ran.stdout.rstrip().rpartition("\n")[2])
    return Load(
        acks=told["requests"] - told["refused"],
        errors=told["refused"] + told["broken"],
        seconds=told["us"] / 1e6,
        p50_ms=told["p50_us"] / 1e3,
        p99_ms=told["p99_us"] / 1e3,
    )


class _Line:
    """One connection with at most one request in flight."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.since = 0.0
        self.heard = b""

    def ask(self, request: bytes) -> None:
        self.since = time.perf_counter()
        self.heard = b""
        self.socket.sendall(request)

    def hear(self) -> bool:
        """Read what has come; True once the answer is whole."""
        came = self.socket.recv(65_536)
        if not came:
            raise ConnectionError("the server closed the connection")
        self.heard += came
        head, end, body = self.heard.partition(HEAD_END)
        if not end:
            return False
        length = next(
            int(line[15:])
            for line in head.lower().split(b"\r\n")
            if line.startswith(b"content-length:")
        )
        return len(body) >= length


def _own(port: int, requests: Iterator[bytes], seconds: float) -> Load:
    took: list[float] = []
    errors = 0
    with selectors.DefaultSelector() as selector:
        begun = time.perf_counter()
        for request in [r for r, _ in zip(requests, range(CONNECTIONS), strict=False)]:
            line = _Line(port)
            selector.register(line.socket, selectors.EVENT_READ, line)
            line.ask(request)
        while selector.get_map():
            for key, _ in selector.select(timeout=20):
                line = key.data
                if not line.hear():
                    continue
                ended = time.perf_counter()
                took.append(ended - line.since)
                errors += not line.heard.startswith(OK)
                request = next(requests, b"") if ended - begun < seconds else b""
                if request:
                    line.ask(request)
                else:
                    selector.unregister(line.socket)
                    line.socket.close()
        ended = time.perf_counter()
    return Load(
        acks=len(took) - errors,
        errors=errors,
        seconds=ended - begun,
        p50_ms=percentile(took, 50) * 1e3,
        p99_ms=percentile(took, 99) * 1e3,
    )
