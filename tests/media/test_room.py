"""Two browsers in a room: they hear each other, one falls silent, comes back or is given up."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from itertools import pairwise
from uuid import UUID, uuid4

import pytest

from bench.media_peer import Peer, Street, fingerprint, synthetic
from telecare.config import Settings
from telecare.errors import BadSetting
from telecare.media import room as rooms
from telecare.media.house import House
from telecare.media.refusals import BadOffer, FingerprintMismatch, Full, NoRoom
from telecare.protocol.media import Admit, MediaEvent, SeatNews, SeatStats, Side
from tests import loops

WITHIN_S = 20.0
SPOKEN_S = 0.4
LOOPBACK = Settings(media_address="127.0.0.1", media_ports=(42_000, 42_199))


class Scene:
    """A house, one room in it, and what was told of its seats."""

    def __init__(self, settings: Settings) -> None:
        self.told: list[tuple[Side, SeatNews]] = []
        self.room = uuid4()
        self.house = House(settings, self._hear)
        self._heard = asyncio.Event()
        self._peers: list[Peer] = []

    def _hear(self, event: MediaEvent) -> None:
        assert event.room == self.room
        assert event.at.utcoffset() is not None
        self.told.append((event.side, event.what))
        self._heard.set()

    async def until(self, side: Side, what: SeatNews) -> None:
        async with asyncio.timeout(WITHIN_S):
            while (side, what) not in self.told:
                self._heard.clear()
                await self._heard.wait()

    async def offers(self, side: Side) -> tuple[Peer, str]:
        peer = Peer(str(self.room), side)
        self._peers.append(peer)
        return peer, await peer.offer()

    async def sits(self, side: Side, *, video: bool = True, pps: int = 600) -> Peer:
        peer, offer = await self.offers(side)
        admit = Admit(offer=offer, fingerprint=fingerprint(offer), video=video, max_pps=pps)
        await peer.accept((await self.house.admit(self.room, side, admit)).answer)
        return peer

    def seat(self, side: Side) -> SeatStats:
        return self.house.stats(self.room).seats[side]

    async def ends(self) -> None:
        await self.house.close()
        for peer in self._peers:
            await peer.close()


@asynccontextmanager
async def scene(settings: Settings = LOOPBACK) -> AsyncIterator[Scene]:
    made = Scene(settings)
    try:
        yield made
    finally:
        await made.ends()


async def speak(*peers: Peer) -> None:
    await Street(list(peers), synthetic()).speak(SPOKEN_S)
    await asyncio.sleep(0)


async def comes(true: Callable[[], bool]) -> None:
    """Wait for packets that are on their way; more than expected never fulfils it."""
    async with asyncio.timeout(WITHIN_S):
        while not true():  # noqa: ASYNC110 - a kernel's buffer sets no event
            await asyncio.sleep(0.01)


def notes(peer: Peer) -> list[tuple[int, int, int]]:
    """Have a peer note SSRC, payload type and number of every packet that comes."""
    noted: list[tuple[int, int, int]] = []

    def note(payload_type: int, sequence: int, _now: int, clear: bytes) -> None:
        noted.append((int.from_bytes(clear[8:12]), payload_type, sequence))

    peer.on_packet = note
    return noted


def in_order(numbers: Sequence[int]) -> bool:
    return all((b - a) & 0xFFFF == 1 for a, b in pairwise(numbers))


def test_two_hear_and_see_each_other() -> None:
    async def story() -> None:
        async with scene() as s:
            caller, resident = await s.sits("caller"), await s.sits("resident")
            await s.until("resident", "connected")
            await speak(caller, resident)
            await comes(lambda: caller.heard.packets == resident.sent)
            await comes(lambda: resident.heard.packets == caller.sent)
            for side, peer, other in (
                ("caller", caller, resident), ("resident", resident, caller),
            ):  # fmt: skip
                seat = s.seat(side)  # type: ignore[arg-type] # one of the two
                assert seat.packets_in == peer.sent
                assert seat.packets_out == other.sent
                assert (seat.state, seat.lost, seat.capped, seat.rejoins) == (
                    "connected", 0, 0, 0,
                )  # fmt: skip
            assert s.told == [("caller", "connected"), ("resident", "connected")]

    loops.run(story())


def test_who_comes_back_continues_the_numbers_the_other_one_knows() -> None:
    async def story() -> None:
        async with scene() as s:
            caller, resident = await s.sits("caller"), await s.sits("resident")
            seen = notes(resident)
            await speak(caller)
            again = await s.sits("caller")
            await speak(again)
            await speak(again)
            await comes(lambda: resident.heard.packets == caller.sent + again.sent)
            for payload_type in (resident.audio.payload_type, resident.video.payload_type):
                heard = [(ssrc, number) for ssrc, kind, number in seen if kind == payload_type]
                assert len({ssrc for ssrc, _ in heard}) == 1
                assert in_order([number for _, number in heard])
            seat = s.seat("caller")
            assert (seat.rejoins, seat.packets_in) == (1, caller.sent + again.sent)

    loops.run(story())


def test_the_dead_are_lost_kept_and_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "LOST_AFTER_S", 0.3)

    async def story() -> None:
        async with scene() as s:
            caller, resident = await s.sits("caller"), await s.sits("resident")
            await speak(caller, resident)
            await s.until("caller", "lost")  # it says nothing any more, and no farewell
            await speak(caller)
            await s.until("caller", "back")
            monkeypatch.setattr(rooms, "KEPT_S", 0.5)
            await s.until("caller", "gone")
            await s.until("resident", "gone")
            with pytest.raises(NoRoom):
                s.house.stats(s.room)

    loops.run(story())


def test_a_farewell_is_noticed_at_once_and_the_seat_is_kept() -> None:
    async def story() -> None:
        async with scene() as s:
            caller = await s.sits("caller")
            await caller.close()
            await s.until("caller", "lost")
            assert s.seat("caller").state == "lost"
            await s.sits("caller")
            await s.until("caller", "back")
            assert s.seat("caller").rejoins == 1

    loops.run(story())


def test_a_refused_offer_leaves_the_connection_as_it_was() -> None:
    async def story() -> None:
        async with scene() as s:
            caller, resident = await s.sits("caller"), await s.sits("resident")
            _, offer = await s.offers("caller")
            mistakes: list[tuple[str, str, type[Exception]]] = [
                ("v=0", "00", BadOffer),
                (offer, "00" * 32, FingerprintMismatch),
                (offer.replace("a=ice-pwd", "a=x"), fingerprint(offer), BadOffer),
                (offer.replace("VP8", "H264"), fingerprint(offer), BadOffer),
                (offer.replace("opus", "PCMU"), fingerprint(offer), BadOffer),
            ]
            for text, bound, refusal in mistakes:
                with pytest.raises(refusal):
                    await s.house.admit(s.room, "caller", Admit(offer=text, fingerprint=bound))
            await speak(caller, resident)
            await comes(lambda: resident.heard.packets == caller.sent)
            assert s.seat("caller").rejoins == 0

    loops.run(story())


def test_a_certificate_other_than_the_offered_one_never_connects() -> None:
    async def story() -> None:
        async with scene() as s:
            peer, offer = await s.offers("caller")
            mine = fingerprint(offer)
            other = fingerprint((await s.offers("caller"))[1])
            admit = Admit(offer=offer.replace(mine, other), fingerprint=other)
            answer = (await s.house.admit(s.room, "caller", admit)).answer
            with contextlib.suppress(ConnectionError):
                await peer.accept(answer)  # this end may not know that the hub turned away
                await speak(peer)
            assert ("caller", "connected") not in s.told
            assert s.seat("caller").packets_in == 0

    loops.run(story())


def test_a_voice_call_answers_the_picture_inactive_and_passes_none() -> None:
    async def story() -> None:
        async with scene() as s:
            peer, offer = await s.offers("caller")
            admit = Admit(offer=offer, fingerprint=fingerprint(offer), video=False)
            answer = (await s.house.admit(s.room, "caller", admit)).answer
            _, audio, video = answer.split("m=")
            assert "a=sendrecv" in audio
            assert "a=inactive" in video
            await peer.accept(answer)
            resident = await s.sits("resident")
            await speak(peer, resident)
            seat = s.seat("caller")
            assert 0 < seat.packets_in < peer.sent
            assert resident.heard.frames == 0

    loops.run(story())


def test_a_flood_costs_its_own_seat_only() -> None:
    async def story() -> None:
        async with scene() as s:
            caller, resident = await s.sits("caller", pps=50), await s.sits("resident")
            for _ in range(3):
                await speak(caller, resident)
            await s.until("caller", "capped")
            assert s.seat("caller").capped > 0
            assert s.seat("resident").capped == 0
            assert s.told.count(("caller", "capped")) == 1
            await comes(lambda: caller.heard.packets == resident.sent)

    loops.run(story())


def test_only_what_was_negotiated_is_taken() -> None:
    async def story() -> None:
        async with scene() as s:
            caller, resident = await s.sits("caller"), await s.sits("resident")
            await speak(caller)
            before = s.seat("caller").packets_in
            for payload_type in (0, 35, 110, 127):
                packet = bytes([0x80, payload_type]) + bytes(9) + b"\x07" + b"payload"
                caller.send_protected(packet)
            await speak(caller)
            await comes(lambda: resident.heard.packets == caller.sent)
            assert before < s.seat("caller").packets_in == caller.sent

    loops.run(story())


def test_a_house_without_ports_is_full_and_forgets_the_room() -> None:
    async def story() -> None:
        one_port = Settings(media_address="127.0.0.1", media_ports=(42_300, 42_300))
        async with scene(one_port) as s:
            await s.sits("caller")
            with pytest.raises(Full):
                await s.sits("resident")
            _, offer = await s.offers("caller")
            with pytest.raises(Full):
                await s.house.admit(
                    UUID(int=1), "caller", Admit(offer=offer, fingerprint=fingerprint(offer))
                )
            assert (s.house.health().rooms, s.house.health().seats) == (1, 1)
            await s.house.leave(s.room, "caller")
            await s.sits("resident")  # the port is free again

    loops.run(story())


@pytest.mark.parametrize("address", ["", "hub.example", "192.0.2.1,", "1.2.3"])
def test_an_address_that_is_none_is_refused_at_once(address: str) -> None:
    with pytest.raises(BadSetting, match="TELECARE_MEDIA_ADDRESS"):
        House(Settings(media_address=address))


def test_leaving_twice_is_leaving() -> None:
    async def story() -> None:
        async with scene() as s:
            await s.sits("caller")
            for _ in range(2):
                await s.house.leave(s.room, "caller")
                await s.house.close_room(s.room)
            assert s.house.health().rooms == 0
            with pytest.raises(NoRoom):
                s.house.stats(s.room)

    loops.run(story())


def test_no_description_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        async with scene() as s:
            caplog.set_level(logging.DEBUG)
            await s.sits("caller")
            with pytest.raises(BadOffer):
                await s.house.admit(s.room, "caller", Admit(offer="a=x", fingerprint="00"))

    loops.run(story())
    said = [record for record in caplog.records if not record.name.startswith("asyncio")]
    assert not any("a=" in one.getMessage() or "127.0.0.1" in one.getMessage() for one in said)
