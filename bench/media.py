"""What a consult costs the media process: `python -m bench.media [--json]`.

The hub is the product's own command, `telecare media`. Its peers are in this process: real ICE
and DTLS-SRTP by aiortc, then raw RTP, 4 × 1000 bytes of video thirty times a second and 100
bytes of sound fifty times, each way, with the reports every client sends. CPU is user and
system time of the hub process alone. The comparison is a hub of aiortc's MediaRelay, in the
same run, under a clip of real VP8 and Opus of the same bit rate.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

from bench.media_clip import record
from bench.media_hubs import Forwarder, MediaHub, forwarder, relay
from bench.media_loss import LossRun, loss_run
from bench.media_peer import PACKETS_PER_S, Content, Peer, Street, synthetic
from bench.report import Figure, middle, percentile, report

CONSULTS: Final = 25
SECONDS: Final = 20.0
RELAYED: Final = 1  # consult; two would fill both cores of the machine that measures
RELAY_SECONDS: Final = 10.0
WARM_UP_S: Final = 3.0
JOINS: Final = 200
JOINS_BEFORE: Final = 60  # after them memory has taken its shape
LOSS_RUNS: Final = 3
LOSS_SECONDS: Final = 8.0
SIDES: Final = ("caller", "resident")
SETTLE_S: Final = 1.0
CORE_SHARE: Final = 0.8
RELAY_RATIO: Final = 12.0
JOIN_MS: Final = 150.0
DRIFT_MB: Final = 5.0
DELIVERED: Final = 0.99


@dataclass(frozen=True, slots=True)
class Load:
    """What so many consults at once came to.

    `cpu_share` is of one core and for the whole load: where a busy machine carried only a part
    of what was to be forwarded, the CPU used is scaled up to all of it.
    """

    consults: int
    cpu_share: float
    us_per_packet: float
    delivered: float
    frames_per_s: float  # whole frames each peer was given
    p50_ms: float
    p95_ms: float
    rss_mb: float

    @property
    def cpu_per_consult(self) -> float:
        """Share of a core one consult takes."""
        return self.cpu_share / self.consults


@dataclass(frozen=True, slots=True)
class Joins:
    """What joining and leaving came to."""

    cpu_ms: float  # of the hub, each, from the offer to the connection and out again
    wall_ms_p50: float
    wall_ms_p95: float
    drift_mb: float


async def carry(hub: MediaHub, consults: int, seconds: float, content: Content) -> Load:
    """Hold so many consults at once for so long."""
    rooms = [str(uuid4()) for _ in range(consults)]
    peers = [Peer(room, side) for room in rooms for side in SIDES]
    for peer in peers:
        await hub.seat(peer)
    street = Street(peers, content)
    await street.speak(WARM_UP_S)
    await asyncio.sleep(SETTLE_S / 4)  # what is on its way belongs to the warm-up
    street.reset()
    cpu, begun = hub.cpu_s(), time.monotonic()
    await street.speak(seconds)
    cpu, took = hub.cpu_s() - cpu, time.monotonic() - begun
    await asyncio.sleep(SETTLE_S / 4)
    packets = sum(peer.heard.packets for peer in peers)
    share = cpu / took
    if isinstance(hub, Forwarder):
        share = max(share, cpu / max(packets, 1) * len(peers) * PACKETS_PER_S)
    spans = [span for peer in peers for span in peer.heard.latencies_ms]
    found = Load(
        consults=consults,
        cpu_share=share,
        us_per_packet=1e6 * cpu / max(packets, 1),
        delivered=packets / sum(peer.sent for peer in peers),
        frames_per_s=sum(peer.heard.frames for peer in peers) / len(peers) / took,
        p50_ms=percentile(spans, 50),
        p95_ms=percentile(spans, 95),
        rss_mb=hub.rss_mb(),
    )
    for peer in peers:
        await peer.close()
    return found


async def come_and_go(hub: Forwarder, joins: int) -> Joins:
    """Have rooms of two made and left, one after another."""
    await _rooms(hub, JOINS_BEFORE // 2)
    await asyncio.sleep(SETTLE_S)
    rss, cpu = hub.rss_mb(), hub.cpu_s()
    walls = await _rooms(hub, joins // 2)
    cpu = hub.cpu_s() - cpu
    await asyncio.sleep(SETTLE_S)
    return Joins(
        cpu_ms=1000 * cpu / len(walls),
        wall_ms_p50=percentile(walls, 50),
        wall_ms_p95=percentile(walls, 95),
        drift_mb=hub.rss_mb() - rss,
    )


async def _rooms(hub: Forwarder, count: int) -> list[float]:
    """Return how long each seat took from its offer to its connection, in ms."""
    walls = []
    for _ in range(count):
        room = str(uuid4())
        peers = [Peer(room, side) for side in SIDES]
        for peer in peers:
            offer = await peer.offer()
            begun = time.monotonic()
            await peer.accept(await hub.admit(peer.room, peer.side, offer))
            walls.append(1000 * (time.monotonic() - begun))
        await hub.close_room(peers[0].room)
        for peer in peers:
            await peer.close()
    return walls


def figures(load: Load, beside: Load, joins: Joins, losses: Sequence[LossRun]) -> list[Figure]:
    """Return everything that is told, with what is promised."""
    return [
        Figure("consults", load.consults, "two-way", CONSULTS, "at least"),
        Figure("core_share", load.cpu_share, "of a core", CORE_SHARE),
        Figure("us_per_packet", load.us_per_packet, "µs CPU"),
        Figure("delivered", load.delivered, "of sent", DELIVERED, "at least"),
        Figure("forward_ms_p50", load.p50_ms, "ms"),
        Figure("forward_ms_p95", load.p95_ms, "ms"),
        Figure("rss_mb", load.rss_mb, "MB"),
        Figure("MediaRelay: consults", beside.consults, "two-way"),
        Figure("MediaRelay: core_share", beside.cpu_share, "of a core"),
        Figure("MediaRelay: frames passed on", beside.frames_per_s, "a second and peer"),
        Figure("MediaRelay: rss_mb", beside.rss_mb, "MB"),
        Figure("relay_ratio", ratio(load, beside), "× cheaper", RELAY_RATIO, "at least"),
        Figure("join_ms", joins.cpu_ms, "ms CPU", JOIN_MS),
        Figure("join: offer → connected, p50", joins.wall_ms_p50, "ms"),
        Figure("join: offer → connected, p95", joins.wall_ms_p95, "ms"),
        Figure("rss_drift_mb", joins.drift_mb, "MB", DRIFT_MB),
        *(figure for n, run in enumerate(losses, start=1) for figure in run.figures(n)),
    ]


def ratio(load: Load, beside: Load) -> float:
    """Return how many times less CPU a forwarded consult takes than a relayed one."""
    return beside.cpu_per_consult / load.cpu_per_consult


async def measure(chosen: argparse.Namespace) -> tuple[list[Figure], dict[str, float]]:
    """Measure one thing after another; the machine has only two cores."""
    clip = record()
    with tempfile.TemporaryDirectory(prefix="telecare-media-") as folder:
        places = {name: Path(folder) / name for name in ("load", "join", "relay")}
        for place in places.values():
            place.mkdir()
        async with forwarder(places["load"]) as hub:
            load = await carry(hub, chosen.consults, chosen.seconds, synthetic())
        async with relay(places["relay"]) as compared:
            beside = await carry(compared, RELAYED, RELAY_SECONDS, clip.content())
        async with forwarder(places["join"]) as hub:
            joins = await come_and_go(hub, chosen.joins)
            losses = [
                await loss_run(hub, LOSS_SECONDS, seed) for seed in range(1, LOSS_RUNS + 1)
            ]
    told = figures(load, beside, joins, losses)
    keys = {figure.name: figure.value for figure in told if figure.name.isidentifier()}
    return told, keys | {
        "loss_frame_ms_p95": middle(run.whole_ms_p95 for run in losses),
        "loss_frames_whole": middle(run.frames_whole for run in losses),
    }


def main(given: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(prog="bench.media", description=__doc__)
    options.add_argument("--json", action="store_true", help="one JSON object on the last line")
    options.add_argument("--consults", type=int, default=CONSULTS, help="at once")
    options.add_argument("--seconds", type=float, default=SECONDS, help="of the measured load")
    options.add_argument("--joins", type=int, default=JOINS, help="and leaves")
    chosen = options.parse_args(given)
    begun = time.monotonic()
    told, keys = asyncio.run(measure(chosen))
    report(
        "Media",
        told,
        as_json=chosen.json,
        notes=[
            f"{chosen.consults} consults for {chosen.seconds:g} s, then {RELAYED} through",
            f"MediaRelay for {RELAY_SECONDS:g} s; loss runs of {LOSS_SECONDS:g} s lose 3 % and",
            f"delay 25 ms on each leg and way; {time.monotonic() - begun:.0f} s in all.",
        ],
        keys=keys,
    )


if __name__ == "__main__":
    main()
