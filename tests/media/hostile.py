"""The real media process, honest people in it, and the means to tell nothing harmed them."""

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from bench.hubs import TELECARE
from bench.media_hubs import Forwarder, media_environ
from bench.media_peer import Peer, Street, synthetic
from tests import loops

UP_WITHIN_S = 30.0
SIDES = ("caller", "resident")
SPOKEN_S = 0.8
UNDER_WAY_S = 2.0
LOOK_S = 0.005
STILL_COMES = 0.97  # of what an honest pair sends: a busy machine may drop a few


@dataclass
class MediaProcess:
    """`telecare media`, started once for a file of tests."""

    door: Forwarder
    popen: "subprocess.Popen[bytes]"
    log: Path

    def open_files(self) -> int:
        """Return how many files and sockets it holds."""
        return sum(1 for _ in Path(f"/proc/{self.popen.pid}/fd").iterdir())

    async def is_well(self) -> None:
        """Assert that it answers."""
        status, told = await asyncio.wait_for(self.door.ask("GET", "/health"), 5)
        assert (status, told["ok"]) == (200, True)
        assert self.popen.poll() is None

    async def settles(self, files: int) -> None:
        """Assert that it comes back to this many open files."""
        until = time.monotonic() + 10
        while self.open_files() > files and time.monotonic() < until:
            await self.is_well()  # a closed connection leaves within a few of its turns
        assert self.open_files() <= files

    def complains(self) -> str:
        """Return tracebacks from its log: what nobody foresaw."""
        said = self.log.read_text(errors="replace")
        return said[said.find("Traceback") :] if "Traceback" in said else ""


@contextmanager
def media_process(place: Path, **more: str) -> Iterator[MediaProcess]:
    """Start a media process with its sockets in `place` and settings; end it afterwards."""
    environ = media_environ(place) | more
    log = place / "media.log"
    with log.open("ab") as out:
        command = [sys.executable, *TELECARE, "media"]
        popen = subprocess.Popen(command, env=environ, stdout=out, stderr=out)
    media = MediaProcess(Forwarder(popen.pid, place / "media.sock"), popen, log)
    try:
        loops.run(_up(media))
        yield media
    finally:
        popen.terminate()
        try:
            popen.wait(10)
        except subprocess.TimeoutExpired:
            popen.kill()
            popen.wait(10)


async def _up(media: MediaProcess) -> None:
    until = time.monotonic() + UP_WITHIN_S
    while True:
        assert media.popen.poll() is None, media.log.read_text()[-2000:]
        assert time.monotonic() < until, media.log.read_text()[-2000:]
        try:
            return await media.is_well()
        except (OSError, TimeoutError, TypeError):
            await asyncio.sleep(0.05)


@asynccontextmanager
async def pair(media: MediaProcess) -> AsyncIterator[tuple[Peer, Peer]]:
    """Seat an honest caller and resident in a room of their own."""
    room = str(uuid4())
    one, other = (Peer(room, side) for side in SIDES)
    try:
        for peer in (one, other):
            await media.door.seat(peer)
        await _greet(one, other)
        await _greet(other, one)
        yield one, other
    finally:
        await media.door.close_room(room)
        for peer in (one, other):
            await peer.close()


async def _greet(one: Peer, other: Peer) -> None:
    """Say something until it is heard: a hub takes media a moment after the handshake."""
    for _ in range(round(UNDER_WAY_S / LOOK_S)):
        one.send_audio()
        await asyncio.sleep(LOOK_S)
        if other.heard.packets:
            break
    one.sent = other.heard.packets = 0


async def speak(*peers: Peer) -> None:
    """Have honest peers send picture, sound and reports for a while, and let it all arrive."""
    await Street(list(peers), synthetic()).speak(SPOKEN_S)
    for peer, other in zip(peers, reversed(peers), strict=True):
        if peer is not other:
            await hears(peer, other.sent)


async def hears(peer: Peer, packets: int) -> None:
    """Wait until a peer has heard so many packets, or no more of them can be on their way."""
    for _ in range(round(UNDER_WAY_S / LOOK_S)):
        if peer.heard.packets >= packets:
            return
        await asyncio.sleep(LOOK_S)


async def is_unharmed(*peers: Peer) -> None:
    """Assert that what honest peers of a room say reaches the other one."""
    Street(list(peers), synthetic()).reset()
    await speak(*peers)
    for peer, other in zip(peers, reversed(peers), strict=True):
        assert peer.heard.packets >= STILL_COMES * other.sent


async def seat_of(media: MediaProcess, peer: Peer) -> dict[str, Any]:
    """Return the counters of a peer's seat."""
    seat: dict[str, Any] = (await media.door.stats(peer.room))[peer.side]
    return seat
