"""The loss run: one consult over two bad lines, and how much of it comes through in time.

Both peers repair as a browser does: they answer NACKs from a history by RTX and ask again for
what is missing. Sound is not repaired, so it keeps what two legs leave of it.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from uuid import uuid4

from bench.media_hubs import Forwarder
from bench.media_peer import STAMP, VIDEO_PACKETS, Peer, Street, synthetic
from bench.media_shim import Leg, Weather
from bench.report import Figure, percentile

ASK_EVERY_S: Final = 0.01
DRAIN_S: Final = 1.5  # repairs of the last frames
WHOLE_WITHIN_MS: Final = 250.0
WHOLE_SHARE: Final = 0.98


@dataclass
class Through:
    """What one peer saw of the other: arrivals of each frame's packets and of sound."""

    peer: Peer
    frames: dict[int, dict[int, float]] = field(default_factory=dict)  # timestamp → latencies
    sounds: set[int] = field(default_factory=set)

    def listen(self) -> Callable[[int, int, int, bytes], None]:
        """Return what notes each packet."""

        def noted(payload_type: int, sequence: int, now: int, clear: bytes) -> None:
            if payload_type == self.peer.audio.payload_type:
                self.sounds.add(sequence)
                return
            (sent,) = STAMP.unpack(clear[-STAMP.size :])
            stamp = int.from_bytes(clear[4:8])
            self.frames.setdefault(stamp, {}).setdefault(sequence, (now - sent) / 1e6)

        return noted

    def whole_ms(self) -> list[float]:
        """Return how long each frame took whose four packets all came."""
        return [
            max(came.values()) for came in self.frames.values() if len(came) == VIDEO_PACKETS
        ]


@dataclass(frozen=True, slots=True)
class LossRun:
    """What one run came to; shares are 0–1 of what was sent."""

    packets_lost: float  # of all RTP and RTCP on each leg
    frames_whole: float
    whole_ms_p50: float
    whole_ms_p95: float
    sound: float
    asked_again: int  # packets the hub asked the peers for
    repaired: int  # packets that came to the peers as RTX

    def figures(self, n: int) -> list[Figure]:
        """Return the figures of run `n`."""
        name = f"loss run {n}"
        return [
            Figure(f"{name}: packets lost on each leg", 100 * self.packets_lost, "%"),
            Figure(
                f"{name}: frames whole", 100 * self.frames_whole, "%",
                100 * WHOLE_SHARE, "at least",
            ),
            Figure(f"{name}: sent → frame whole, p50", self.whole_ms_p50, "ms"),
            Figure(
                f"{name}: sent → frame whole, p95", self.whole_ms_p95, "ms", WHOLE_WITHIN_MS
            ),
            Figure(f"{name}: sound through, unrepaired", 100 * self.sound, "%"),
            Figure(f"{name}: asked again by the hub", self.asked_again, "packets"),
            Figure(f"{name}: repaired by the hub", self.repaired, "packets"),
        ]  # fmt: skip


async def loss_run(hub: Forwarder, seconds: float, seed: int) -> LossRun:
    """Hold one consult for so long over lines that lose 3 % and delay 25 ms each way."""
    room = str(uuid4())
    peers = [Peer(room, side, repairs=True) for side in ("caller", "resident")]
    legs = [Leg(Weather(), seed * 10 + n) for n in range(2)]
    for peer, leg in zip(peers, legs, strict=True):
        await leg.open()
        offer = leg.offer(await peer.offer())
        await peer.accept(leg.answer(await hub.admit(peer.room, peer.side, offer)))
    seen = [Through(peer) for peer in peers]
    for one in seen:
        one.peer.on_packet = one.listen()
    street = Street(peers, synthetic())
    asking = asyncio.create_task(_ask(peers))
    await street.speak(seconds)
    await asyncio.sleep(DRAIN_S)
    asking.cancel()
    run = _told(peers, legs, seen)
    await hub.close_room(room)
    for peer, leg in zip(peers, legs, strict=True):
        await peer.close()
        leg.close()
    return run


async def _ask(peers: list[Peer]) -> None:
    while True:
        for peer in peers:
            peer.ask_again(time.monotonic())
        await asyncio.sleep(ASK_EVERY_S)


def _told(peers: list[Peer], legs: list[Leg], seen: list[Through]) -> LossRun:
    whole = [span for one in seen for span in one.whole_ms()]
    frames = sum(peer.video.packets for peer in peers) / VIDEO_PACKETS
    return LossRun(
        packets_lost=sum(leg.lost for leg in legs) / sum(leg.carried for leg in legs),
        frames_whole=len(whole) / frames,
        whole_ms_p50=percentile(whole, 50) if whole else 0.0,
        whole_ms_p95=percentile(whole, 95) if whole else float("inf"),
        sound=sum(len(one.sounds) for one in seen) / sum(p.audio.packets for p in peers),
        asked_again=sum(peer.heard.asked["nack"] for peer in peers),
        repaired=sum(peer.heard.asked["rtx"] for peer in peers),
    )
