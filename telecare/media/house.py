"""The house of all rooms: who is admitted, and the timers that look after everybody."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from ipaddress import ip_address
from time import monotonic
from typing import Final
from uuid import UUID, uuid4

from telecare import clock
from telecare.config import Settings
from telecare.errors import BadSetting
from telecare.media.ports import Ports, own_addresses
from telecare.media.refusals import Full, NoRoom
from telecare.media.room import Room
from telecare.protocol.media import (
    Admit,
    Admitted,
    MediaEvent,
    MediaHealth,
    RoomStats,
    SeatNews,
    Side,
)

CHASE_EVERY_S: Final = 0.020
WATCH_EVERY: Final = 10  # chases: five times a second
MAX_ROOMS: Final = 400  # far above what one core carries; a bound on a hub gone mad

Hear = Callable[[MediaEvent], None]

logger = logging.getLogger(__name__)


def _ignore(_event: MediaEvent) -> None:
    """Nobody listens."""


def _addresses(settings: Settings) -> list[str]:
    """Return the addresses browsers are told: the operator's, else this machine's own."""
    if settings.media_address is None:
        return own_addresses()
    try:
        return [str(ip_address(one.strip())) for one in settings.media_address.split(",")]
    except ValueError:
        raise BadSetting(
            "TELECARE_MEDIA_ADDRESS must be IP addresses, separated by commas."
        ) from None


class House:
    """Rooms of one process; every method is called on one event loop."""

    def __init__(self, settings: Settings, hear: Hear = _ignore) -> None:
        """Open no socket yet; `hear` is called with every event and must not wait.

        Raises:
            BadSetting: The announced address is none.
        """
        for name in ("aiortc", "aioice"):  # at DEBUG and INFO they write descriptions out
            logging.getLogger(name).setLevel(logging.WARNING)
        self._ports = Ports(*settings.media_ports, _addresses(settings))
        self._hear = hear
        self._rooms: dict[UUID, Room] = {}
        self._started_at = monotonic()
        self._life = uuid4().hex
        self._ticking: asyncio.Task[None] | None = None
        self._beside_us: set[asyncio.Task[None]] = set()

    async def admit(self, room: UUID, side: Side, admit: Admit) -> Admitted:
        """Give a browser a seat; the first admission makes the room.

        Raises:
            MediaRefused: The offer is not fit, or the house is full.
        """
        self._tick()
        found = self._rooms.get(room)
        if found is None:
            if len(self._rooms) >= MAX_ROOMS:
                raise Full
            found = self._rooms[room] = Room(self._ports, self._teller(room))
        try:
            return Admitted(answer=await found.admit(side, admit))
        finally:
            self._sweep(room)

    async def leave(self, room: UUID, side: Side) -> None:
        """Take a seat away, and its room with the last one; without one, do nothing."""
        found = self._rooms.get(room)
        if found is not None:
            await found.leave(side)
            self._sweep(room)

    async def close_room(self, room: UUID) -> None:
        """Take a room away; nothing happens if there is none."""
        found = self._rooms.pop(room, None)
        if found is not None:
            await found.close()

    def stats(self, room: UUID) -> RoomStats:
        """Return what a room has carried.

        Raises:
            NoRoom: There is none of this id.
        """
        found = self._rooms.get(room)
        if found is None:
            raise NoRoom
        return found.stats(monotonic())

    def health(self) -> MediaHealth:
        """Return how much the process carries."""
        return MediaHealth(
            life=self._life,
            ok=True,
            rooms=len(self._rooms),
            seats=sum(len(room.seats) for room in self._rooms.values()),
            uptime_s=int(monotonic() - self._started_at),
        )

    async def close(self) -> None:
        """Take every room away and stop the timers."""
        if self._ticking is not None:
            self._ticking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._ticking
            self._ticking = None
        for room in list(self._rooms):
            await self.close_room(room)
        await asyncio.gather(*self._beside_us)

    def _teller(self, room: UUID) -> Callable[[Side, SeatNews], None]:
        def tell(side: Side, what: SeatNews) -> None:
            self._hear(MediaEvent(room=room, side=side, what=what, at=clock.now()))

        return tell

    def _sweep(self, room: UUID) -> None:
        """Forget a room without seats."""
        found = self._rooms.get(room)
        if found is not None and not found.seats:
            del self._rooms[room]

    def _tick(self) -> None:
        if self._ticking is None:
            self._ticking = asyncio.create_task(self._look_after(), name="media timers")

    async def _look_after(self) -> None:
        """Look after every room; one room's fault is its own."""
        turn = 0
        while True:
            await asyncio.sleep(CHASE_EVERY_S)
            turn += 1
            for room_id, room in list(self._rooms.items()):
                try:
                    self._look_into(room_id, room, watch=turn % WATCH_EVERY == 0)
                except Exception as error:  # noqa: BLE001 - the others must go on
                    logger.warning("a room was closed: %s", type(error).__name__)
                    self._beside(self.close_room(room_id))

    def _look_into(self, room_id: UUID, room: Room, *, watch: bool) -> None:
        now = monotonic()
        room.chase(now)
        if watch:
            gone = room.give_up(now)
            for seat in gone:
                self._beside(seat.drop())
            if gone:
                self._sweep(room_id)

    def _beside(self, work: Coroutine[None, None, None]) -> None:
        """Do what waits, while the timers go on."""
        task = asyncio.create_task(work)
        self._beside_us.add(task)
        task.add_done_callback(self._beside_us.discard)
