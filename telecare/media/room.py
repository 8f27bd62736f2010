"""A room: two sides, their media, and who is there.

A side's media (`Source`) belongs to the room, so that a browser that comes back continues the
numbers its viewer knows. A seat that falls silent is said to be lost after 3 s, kept for
120 s and then given up.
"""

import asyncio
import itertools
from collections.abc import Callable
from time import monotonic
from typing import Final, get_args

from telecare.media.flow import MediaKind, Source
from telecare.media.offer import read_offer
from telecare.media.peer import Peer, Sources
from telecare.media.ports import Ports
from telecare.protocol.media import (
    Admit,
    RoomStats,
    SeatNews,
    SeatState,
    SeatStats,
    Side,
)

LOST_AFTER_S: Final = 3.0
KEPT_S: Final = 120.0
CAPPED_EVERY_S: Final = 10.0
REPORT_EVERY_S: Final = 1.0
SIDES: Final[tuple[Side, ...]] = get_args(Side)

Tell = Callable[[Side, SeatNews], None]


class Seat:
    """One side's place, through all its connections.

    Attributes:
        peer: The present connection; None: between two.
        state: What was last said of it.
    """

    def __init__(self, side: Side, own: Sources, tell: Tell, now: float) -> None:
        self.side: Side = side
        self.peer: Peer | None = None
        self.state: SeatState = "connecting"
        self._own = own
        self._tell = tell
        self._heard_at = now  # or admitted, while nothing was heard yet
        self._connections = 0
        self._refused = 0
        self._capped_at = float("-inf")
        self._refused_said = 0
        self._ending: set[asyncio.Task[None]] = set()
        self._sent = (0, 0, 0)  # packets, bytes, again: of the connections before this one

    def take(self, peer: Peer, now: float) -> None:
        """Replace the connection; the old one ends beside, nobody waits for it."""
        old = self._retire()
        if old is not None:
            ending = asyncio.create_task(old.close())
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)
        self.peer = peer
        self._connections += 1
        self._heard_at = now
        self._refused_said = 0

    async def drop(self) -> None:
        """End the connection, and wait until every earlier one has ended."""
        old = self._retire()
        if old is not None:
            await old.close()
        await asyncio.gather(*self._ending)

    def moved(self, peer: Peer, state: str, now: float) -> None:
        """Follow the state of a connection; an older one's is of no interest."""
        if peer is not self.peer:
            return
        if state == "connected":
            self._heard_at = now
            self._say_here()
        elif state in {"failed", "closed"}:
            self._heard_at = now  # its last words are no sign that it is back
            self._say_lost()

    def watch(self, now: float) -> bool:
        """Say whether the seat is still kept, and tell when it is lost, back or capped."""
        peer = self.peer
        if peer is not None and peer.heard_at is not None:
            if peer.heard_at > self._heard_at:
                self._heard_at = peer.heard_at
                self._say_here()
            self._watch_cap(peer, now)
        silent = now - self._heard_at
        if self.state == "connected" and silent >= LOST_AFTER_S:
            self._say_lost()
        return silent < KEPT_S

    def stats(self, now: float) -> SeatStats:
        """Return what the seat has carried."""
        packets_out, bytes_out, again = self._sent_so_far(self.peer)
        own = list(self._own.values())
        peer = self.peer
        heard_at = self._heard_at if self.state != "connecting" else None
        if peer is not None and peer.heard_at is not None:
            heard_at = peer.heard_at
        return SeatStats(
            state=self.state,
            packets_in=sum(source.packets for source in own),
            packets_out=packets_out,
            bytes_in=sum(source.octets for source in own),
            bytes_out=bytes_out,
            lost=sum(source.gaps.lost for source in own),
            nacks=sum(source.gaps.asked for source in own),
            rtx=again,
            plis=sum(source.key_frames.asked for source in own),
            capped=self._refused + (peer.cap.refused if peer is not None else 0),
            rejoins=max(0, self._connections - 1),
            last_packet_age_ms=None if heard_at is None else round((now - heard_at) * 1000),
        )

    def _retire(self) -> Peer | None:
        """Keep the connection's counts, silence it and return it to be closed."""
        peer, self.peer = self.peer, None
        if peer is None:
            return None
        self._sent = self._sent_so_far(peer)
        self._refused += peer.cap.refused
        peer.detach()
        for source in self._own.values():
            source.unplug()
        return peer

    def _sent_so_far(self, peer: Peer | None) -> tuple[int, int, int]:
        outlets = peer.outlets.values() if peer is not None else ()
        packets, octets, again = self._sent
        return (
            packets + sum(outlet.packets for outlet in outlets),
            octets + sum(outlet.octets for outlet in outlets),
            again + sum(outlet.again for outlet in outlets),
        )

    def _say_here(self) -> None:
        if self.state == "connected":
            return
        first = self.state == "connecting"
        self.state = "connected"
        self._tell(self.side, "connected" if first else "back")

    def _say_lost(self) -> None:
        if self.state == "connected":
            self.state = "lost"
            self._tell(self.side, "lost")

    def _watch_cap(self, peer: Peer, now: float) -> None:
        if peer.cap.refused > self._refused_said and now - self._capped_at >= CAPPED_EVERY_S:
            self._capped_at = now
            self._refused_said = peer.cap.refused
            self._tell(self.side, "capped")


class Room:
    """The two sides of one consultation."""

    _phases = itertools.count()

    def __init__(self, ports: Ports, tell: Tell) -> None:
        self.seats: dict[Side, Seat] = {}
        self._ports = ports
        self._tell = tell
        self._sources: dict[Side, dict[MediaKind, Source]] = {
            side: {"audio": Source("audio"), "video": Source("video")} for side in SIDES
        }
        self._one_at_a_time = asyncio.Lock()
        self._report_at = monotonic() + next(self._phases) % 10 / 10  # not all rooms at once

    async def admit(self, side: Side, admit: Admit) -> str:
        """Give a side its seat, or its seat another connection; return the answer.

        A refused offer leaves the connection before it as it was.

        Raises:
            MediaRefused: The offer is not fit, or no port is free.
        """
        offer = read_offer(admit.offer, admit.fingerprint)
        other: Side = "resident" if side == "caller" else "caller"
        own = self._sources[side]
        async with self._one_at_a_time:
            seat = self.seats.get(side)
            if seat is None:
                seat = Seat(side, own, self._tell, monotonic())
            peer = self._peer(seat, admit, other)
            try:
                answer = await peer.answer(offer, self._ports)
            except BaseException:
                await peer.close()
                raise
            seat.take(peer, monotonic())
            self.seats[side] = seat
        return answer

    async def leave(self, side: Side) -> None:
        """Take a side's seat away; nothing happens if it has none."""
        async with self._one_at_a_time:
            seat = self.seats.pop(side, None)
            if seat is not None:
                await seat.drop()

    async def close(self) -> None:
        """Take every seat away."""
        for side in SIDES:
            await self.leave(side)

    def chase(self, now: float) -> None:
        """Ask again for what is missing; every second, tell everybody what came."""
        for sources in self._sources.values():
            sources["video"].chase(now)
        if now >= self._report_at:
            self._report_at = now + REPORT_EVERY_S
            self._report(now)

    def give_up(self, now: float) -> list[Seat]:
        """Look at every seat, and return those given up, which are no more; drop them."""
        gone = [seat for seat in list(self.seats.values()) if not seat.watch(now)]
        for seat in gone:
            del self.seats[seat.side]
            self._tell(seat.side, "gone")
        return gone

    def stats(self, now: float) -> RoomStats:
        """Return what the seats have carried."""
        return RoomStats(seats={side: seat.stats(now) for side, seat in self.seats.items()})

    def _peer(self, seat: Seat, admit: Admit, other: Side) -> Peer:
        def moved(state: str) -> None:
            seat.moved(peer, state, monotonic())

        peer = Peer(admit, self._sources[seat.side], self._sources[other], moved)
        return peer

    def _report(self, now: float) -> None:
        for sources in self._sources.values():
            for source in sources.values():
                source.report(now)
                for outlet in source.outlets:
                    outlet.report(now)
