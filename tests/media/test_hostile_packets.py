"""Garbage and floods on the UDP ports: the hub lives, and other rooms do not notice."""

import asyncio
import random
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

import pytest
from aiortc.rtp import RtcpPsfbPacket, RtcpRtpfbPacket

from bench.media_peer import Peer, fingerprint
from tests import loops
from tests.media.hostile import (
    MediaProcess,
    hears,
    is_unharmed,
    media_process,
    pair,
    seat_of,
    speak,
)

pytestmark = pytest.mark.timeout(300)

FIRST_BYTES: Final = (0, 1, 19, 20, 22, 63, 64, 127, 128, 144, 191, 192, 255)
FLOOD: Final = 3_000  # packets in less than a second; a seat may send 600
MOST_PASSED: Final = 2_000  # two seconds' worth and the burst, with room for a slow machine


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaProcess]:
    with media_process(tmp_path_factory.mktemp("media")) as running:
        yield running


def rtp(peer: Peer, after: bytes, *, first: int = 0x80, second: int | None = None) -> bytes:
    """Return a packet of the peer's video whose first byte promises what it does not hold."""
    video = peer.video
    head = struct.pack(
        "!BBHLL", first, video.payload_type if second is None else second,
        video.next_sequence(), video.timestamp, video.ssrc,
    )  # fmt: skip
    return head + after


def bad_media(peer: Peer) -> list[bytes]:
    """Return RTP that is well protected and badly made."""
    again = peer.again.payload_type if peer.again else 97
    return [
        rtp(peer, b""),
        rtp(peer, b"\x10"),
        rtp(peer, b"", second=again),
        rtp(peer, b"\x00", second=again),
        rtp(peer, b"\xff\xff" + bytes(20), second=again),
        rtp(peer, bytes(4), first=0xA0),  # padding of nothing
        rtp(peer, bytes(20) + b"\xff", first=0xA0),  # padding longer than the packet
        rtp(peer, b"\x00" * 60, first=0x8F),  # fifteen contributors, whom it does not name
        rtp(peer, b"\xbe\xde\x00\x01\x10\x41\xff\x00" + bytes(30), first=0x90),
        rtp(peer, b"\xbe\xde\x00\x01\xff\xff\xff\xff" + bytes(30), first=0x90),
        rtp(peer, b"\x10\x00\x00\x01\x01\xff\x00\x00" + bytes(30), first=0x90),
        *(rtp(peer, bytes(100), second=payload_type) for payload_type in range(128)),
        *(struct.pack("!BBHLL", 0x80, 96, n, 0, n) + bytes(40) for n in range(200)),
    ]


def bad_reports(peer: Peer) -> list[bytes]:
    """Return RTCP that is well protected and badly made."""
    own, other = peer.video.ssrc, 0xFFFFFFFF
    nack = RtcpRtpfbPacket(1, own, other, list(range(0, 65_535, 220)))
    chance = random.Random(9)
    return [
        b"\x80\xc8\x00\x00" + own.to_bytes(4),
        b"\x9f\xc9\x00\x01" + own.to_bytes(4),  # 31 reports, none there
        b"\x81\xcd\xff\xff" + bytes(8),  # longer than it is
        b"\xa1\xcd\x00\x02" + bytes(8),  # padding of nothing
        b"\x8f\xce\x00\x04" + bytes(8) + b"REMB\xff\xff\xff\xff",  # 255 streams, none named
        b"\x8f\xce\x00\x04" + bytes(8) + b"BMER" + bytes(4),
        b"\x84\xce\x00\x02" + bytes(8),  # a full intra request without an entry
        b"\x83\xca\x00\x02" + bytes(8),
        b"\x81\xcb\x00\x01" + own.to_bytes(4),  # goodbye
        bytes(nack),
        bytes(RtcpPsfbPacket(1, own, other)),
        bytes(RtcpPsfbPacket(15, own, 0, b"")),
        *(bytes([0x80 | n % 32, 200 + n % 8]) + chance.randbytes(10 + n) for n in range(100)),
    ]


def test_garbage_from_strangers_disturbs_nobody(media: MediaProcess) -> None:
    async def story() -> None:
        async with pair(media) as attacked, pair(media) as others:
            chance = random.Random(5)
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
                for first in FIRST_BYTES:
                    for size in (0, 1, 3, 11, 12, 19, 40, 400, 1400):
                        for peer in attacked:
                            stranger.sendto(bytes([first]) + chance.randbytes(size), peer._to)
                stranger.sendto(b"", attacked[0]._to)
            await is_unharmed(*attacked)
            await is_unharmed(*others)
        await media.is_well()
        assert media.complains() == ""

    loops.run(story())


def test_garbage_from_a_seat_disturbs_nobody(media: MediaProcess) -> None:
    async def story() -> None:
        async with pair(media) as (bad, good), pair(media) as others:
            chance = random.Random(6)
            for first in (0, 1, 64, 127, 128, 144, 191, 192, 255):
                for size in (0, 1, 3, 11, 12, 40, 1400):
                    bad.send_raw(bytes([first]) + chance.randbytes(size))
            await is_unharmed(*others)
            await is_unharmed(bad, good)
        assert media.complains() == ""

    loops.run(story())


def test_badly_made_media_disturbs_nobody(media: MediaProcess) -> None:
    async def story() -> None:
        async with pair(media) as (bad, good), pair(media) as others:
            for packet in bad_media(bad):
                bad.send_protected(packet)
            await is_unharmed(*others)
            await asyncio.sleep(1)  # until the cap forgives
            await is_unharmed(bad, good)
        await media.is_well()
        assert media.complains() == ""

    loops.run(story())


def test_only_negotiated_media_passes(media: MediaProcess) -> None:
    async def story() -> None:
        async with pair(media) as (bad, good):
            await speak(bad, good)
            heard = good.heard.packets
            known = {bad.audio.payload_type, bad.video.payload_type}
            known |= {bad.again.payload_type} if bad.again else set()
            for payload_type in set(range(128)) - known - set(range(64, 96)):
                bad.send_protected(rtp(bad, bytes(100), second=payload_type))
            bad.send_audio()
            await hears(good, heard + 1)
            assert good.heard.packets == heard + 1, "the honest packet after them"

    loops.run(story())


def test_badly_made_reports_disturb_nobody(media: MediaProcess) -> None:
    async def story() -> None:
        async with pair(media) as (bad, good), pair(media) as others:
            await speak(bad, good)
            for packet in bad_reports(bad):
                bad.send_rtcp(packet)
            await is_unharmed(*others)
            await is_unharmed(bad, good)
        await media.is_well()
        assert media.complains() == ""

    loops.run(story())


def test_a_flooding_seat_is_capped_and_the_rooms_go_on(media: MediaProcess) -> None:
    async def story() -> None:
        async with pair(media) as (bad, good), pair(media) as others:
            await speak(bad, good)
            before = good.heard.packets

            async def flood() -> None:
                for n in range(FLOOD):
                    bad.send(bad.video, bytes(200), marker=False)
                    if n % 40 == 0:
                        await asyncio.sleep(0.002)

            await asyncio.gather(flood(), is_unharmed(*others))
            seat = await seat_of(media, bad)
            assert seat["capped"] > FLOOD / 4
            assert good.heard.packets - before < MOST_PASSED
            await asyncio.sleep(1.5)
            await is_unharmed(bad, good)  # capped, not cast out
        await media.is_well()

    loops.run(story())


def test_a_seat_that_asks_for_everything_again_is_not_given_a_flood(
    media: MediaProcess,
) -> None:
    async def story() -> None:
        async with pair(media) as (asking, other), pair(media) as others:
            asking.on_packet = lambda *_: None  # decrypt all: it must know the hub's streams
            await speak(asking, other)
            asking.on_packet = None
            (remote,) = (
                ssrc for ssrc, kind in asking._seen.items() if kind == asking.video.payload_type
            )
            newest = asking._newest or 0
            lost = [(newest - n) & 0xFFFF for n in range(90)]
            before = asking.heard.packets
            for _ in range(100):  # 9000 packets asked for
                nack = RtcpRtpfbPacket(1, asking.video.ssrc, remote, sorted(lost))
                asking.send_rtcp(bytes(nack))
            await is_unharmed(*others)
            assert asking.heard.packets - before < MOST_PASSED
        await media.is_well()

    loops.run(story())


def test_a_seat_is_not_given_to_another_certificate(media: MediaProcess) -> None:
    async def story() -> None:
        async with pair(media) as (_, good):
            owner, thief = Peer(good.room, "caller"), Peer(good.room, "caller")
            taken = (await seat_of(media, thief))["packets_in"]
            bound = fingerprint(await owner.offer())
            own = await thief.offer()
            offer = own.replace(fingerprint(own), bound)
            asked = {"offer": offer, "fingerprint": bound, "video": True}
            _, told = await media.door.ask("POST", f"/rooms/{good.room}/seats/caller", asked)
            with suppress(ConnectionError, TimeoutError):  # its own end may think it is in
                await asyncio.wait_for(thief.accept(told["answer"]), 3)
                await speak(thief)
            seat = await seat_of(media, thief)
            for peer in (owner, thief):
                await peer.close()
            assert seat["packets_in"] == taken
            assert good.heard.packets == 0

    loops.run(story())


def test_a_packet_played_again_is_heard_once(media: MediaProcess) -> None:
    async def story() -> None:
        async with pair(media) as (bad, good):
            await speak(bad, good)
            heard = good.heard.packets
            again = bad._tx.protect(rtp(bad, b"\x10\x11" + bytes(90)))
            for _ in range(50):
                bad.send_raw(again)
            bad.send_audio()
            await hears(good, heard + 2)
            assert good.heard.packets == heard + 2, "that one, and the honest one after it"

    loops.run(story())
