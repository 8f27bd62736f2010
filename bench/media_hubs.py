"""The media hubs that are measured, each a process: `telecare media` and MediaRelay."""

import asyncio
import json
import os
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final

from bench.hubs import TELECARE
from bench.media_peer import LOOPBACK, Peer, fingerprint
from bench.report import cpu_s

UP_WITHIN_S: Final = 30.0
PORTS: Final = "40000-44999"
SINK: Final = b"HTTP/1.1 204 No Content\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
BUFFER: Final = 1 << 20


class MediaHub(ABC):
    """A running hub: what it costs, and its one door."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def cpu_s(self) -> float:
        """Return the CPU seconds, user and system, this process has used."""
        return cpu_s([self.pid])

    def rss_mb(self) -> float:
        """Return its resident memory."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("the hub has gone")

    @abstractmethod
    async def admit(self, room: str, side: str, offer: str) -> str:
        """Return the answer to an offer."""

    async def seat(self, peer: Peer) -> None:
        """Take a peer from its offer to a connection."""
        await peer.accept(await self.admit(peer.room, peer.side, await peer.offer()))


class Forwarder(MediaHub):
    """The product: `telecare media`, spoken to over its unix socket."""

    def __init__(self, pid: int, door: Path) -> None:
        super().__init__(pid)
        self.door = door

    async def admit(self, room: str, side: str, offer: str) -> str:
        """Admit a seat by the product's door; raises RuntimeError when it is refused."""
        body = {"offer": offer, "fingerprint": fingerprint(offer), "video": True}
        status, told = await self.ask("POST", f"/rooms/{room}/seats/{side}", body)
        if status != 200:
            raise RuntimeError(f"{status} {told}")
        return str(told["answer"])

    async def close_room(self, room: str) -> None:
        """End a room and all its seats."""
        await self.ask("DELETE", f"/rooms/{room}")

    async def stats(self, room: str) -> dict[str, Any]:
        """Return the counters of each seat."""
        _, told = await self.ask("GET", f"/rooms/{room}")
        seats: dict[str, Any] = told["seats"]
        return seats

    async def ask(
        self, method: str, path: str, body: dict[str, Any] | None = None
    ) -> tuple[int, Any]:
        """Ask the door one thing; return the status and the JSON told, None without any."""
        sent = b"" if body is None else json.dumps(body).encode()
        head = (
            f"{method} {path} HTTP/1.1\r\nhost: media\r\ncontent-type: application/json\r\n"
            f"content-length: {len(sent)}\r\nconnection: close\r\n\r\n"
        )
        status, told = await self.ask_raw(head.encode() + sent)
        return status, json.loads(told) if told else None

    async def ask_raw(self, request: bytes) -> tuple[int, bytes]:
        """Send bytes to the door; return the status (0: it hung up) and the body."""
        reader, writer = await asyncio.open_unix_connection(self.door)
        try:
            writer.write(request)
            with suppress(ConnectionError):
                await writer.drain()
            return await _answer(reader)
        finally:
            writer.close()


class Relay(MediaHub):
    """The comparison: aiortc's MediaRelay, spoken to over its standard input."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        super().__init__(process.pid)
        self.process = process

    async def admit(self, room: str, side: str, offer: str) -> str:
        """Hand the offer over as a line."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        asked = json.dumps({"room": room, "side": side, "offer": offer})
        self.process.stdin.write(asked.encode() + b"\n")
        await self.process.stdin.drain()
        answer: str = json.loads(await self.process.stdout.readline())["answer"]
        return answer


@asynccontextmanager
async def forwarder(place: Path, **more: str) -> AsyncIterator[Forwarder]:
    """Run `telecare media` with its sockets in `place` and a hub that takes its events."""
    door, environ = place / "media.sock", media_environ(place) | more
    sink = await asyncio.start_unix_server(_swallow, place / "hub.sock")
    with (place / "media.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *TELECARE, "media", env=environ, stdout=log, stderr=log
        )
    hub = Forwarder(process.pid, door)
    try:
        await _until_up(hub, process, place / "media.log")
        yield hub
    finally:
        await _end(process)
        sink.close()


def media_environ(place: Path) -> dict[str, str]:
    """Return the environment of a media process with its sockets in `place`, on loopback."""
    return os.environ | {
        "TELECARE_VAR": str(place),
        "TELECARE_MEDIA_SOCKET": str(place / "media.sock"),
        "TELECARE_HUB_SOCKET": str(place / "hub.sock"),
        "TELECARE_MEDIA_KEY": "bench",
        "TELECARE_MEDIA_ADDRESS": LOOPBACK,
        "TELECARE_MEDIA_PORTS": PORTS,
    }


@asynccontextmanager
async def relay(place: Path) -> AsyncIterator[Relay]:
    """Run the MediaRelay hub."""
    with (place / "relay.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.media_relay",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=log,
            limit=BUFFER,
        )  # fmt: skip
    try:
        yield Relay(process)
    finally:
        await _end(process)


async def _until_up(hub: Forwarder, process: asyncio.subprocess.Process, log: Path) -> None:
    until = time.monotonic() + UP_WITHIN_S
    while time.monotonic() < until:
        if process.returncode is not None:
            raise RuntimeError(f"the media process ended at once: {_tail(log)}")
        with suppress(OSError):
            status, _ = await hub.ask("GET", "/health")
            if status == 200:
                return
        await asyncio.sleep(0.05)
    raise RuntimeError(f"the media process did not come up: {_tail(log)}")


def _tail(log: Path) -> str:
    return log.read_text(errors="replace")[-2000:]


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 10)
        except TimeoutError:
            process.kill()
            await process.wait()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return 0, b""
    length = 0
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    try:
        return int(head.split(b" ", 2)[1]), await reader.readexactly(length)
    except (asyncio.IncompleteReadError, ConnectionError):
        return 0, b""


async def _swallow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Be the hub that events are told to."""
    with suppress(asyncio.IncompleteReadError, ConnectionError, ValueError):
        head = await reader.readuntil(b"\r\n\r\n")
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                await reader.readexactly(int(line.partition(b":")[2]))
        writer.write(SINK)
        await writer.drain()
    writer.close()
