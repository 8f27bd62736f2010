"""A bad line between a peer and the media hub: loses and delays packets, both ways.

Neither end knows. The offer's candidates are replaced by a socket of ours that faces the hub,
the answer's by one that faces the peer; what comes to one goes out by the other. Only RTP and
RTCP are lost and delayed: the handshake is not what is measured.
"""

import asyncio
import random
import re
from dataclasses import dataclass
from typing import Any, Final

from bench.media_peer import LOOPBACK

CANDIDATE: Final = re.compile(
    r"a=candidate:(\S+) (\d+) udp (\d+) (\S+) (\d+) typ \S+[^\r\n]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Weather:
    """How bad: the share lost (0–1) and the delay each way."""

    lost: float = 0.03
    delay_s: float = 0.025


class _End(asyncio.DatagramProtocol):
    """One of the two sockets of a leg."""

    def __init__(self, leg: "Leg") -> None:
        self.leg = leg
        self.other: _End | None = None
        self.far: tuple[str, int] | None = None
        self.transport: asyncio.DatagramTransport

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - asyncio's
        self.transport = transport

    def datagram_received(self, data: bytes, addr: Any) -> None:  # noqa: ANN401 - asyncio's
        self.far = addr
        assert self.other is not None
        self.leg.carry(data, self.other)


class Leg:
    """The way between one peer and the hub."""

    def __init__(self, weather: Weather, seed: int) -> None:
        self.weather = weather
        self.lost = 0
        self.carried = 0
        self._chance = random.Random(seed)
        self._loop = asyncio.get_running_loop()

    async def open(self) -> None:
        """Open the two sockets."""
        ends = []
        for _ in range(2):
            _, end = await self._loop.create_datagram_endpoint(
                lambda: _End(self), local_addr=(LOOPBACK, 0)
            )
            ends.append(end)
        self._peer, self._hub = ends
        self._peer.other, self._hub.other = self._hub, self._peer

    def close(self) -> None:
        """Close them."""
        self._peer.transport.close()
        self._hub.transport.close()

    def offer(self, sdp: str) -> str:
        """Return the offer the hub is to see."""
        return _only_candidate(sdp, self._hub)

    def answer(self, sdp: str) -> str:
        """Return the answer the peer is to see."""
        found = CANDIDATE.search(sdp)
        if found is None:
            raise ValueError("no candidate in the answer")
        self._hub.far = (found[4], int(found[5]))
        return _only_candidate(sdp, self._peer)

    def carry(self, data: bytes, out: _End) -> None:
        """Carry one datagram, late, or lose it."""
        if not 127 < data[0] < 192:
            self._send(data, out)
            return
        self.carried += 1
        if self._chance.random() < self.weather.lost:
            self.lost += 1
        else:
            self._loop.call_later(self.weather.delay_s, self._send, data, out)

    def _send(self, data: bytes, out: _End) -> None:
        if out.far is not None and not out.transport.is_closing():
            out.transport.sendto(data, out.far)


def _only_candidate(sdp: str, end: _End) -> str:
    """Return the SDP with every candidate replaced by this one socket."""
    port = end.transport.get_extra_info("sockname")[1]
    return CANDIDATE.sub(rf"a=candidate:\1 \2 udp \3 {LOOPBACK} {port} typ host", sdp)
