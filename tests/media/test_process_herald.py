"""Events reach the hub in order, however often it is away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from telecare.media import herald as heralds
from telecare.media.herald import Herald
from telecare.protocol.media import MAX_MEDIA_EVENTS, MediaEvent, MediaEvents
from tests import loops

NOON = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
WITHIN_S = 20


class Hub:
    """Answers each request with the next of `statuses`, then with 200."""

    def __init__(self, statuses: list[int]) -> None:
        self.heard: list[int] = []
        self.requests = 0
        self._news = asyncio.Event()
        self._statuses = statuses

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.partition("content-length:")[2].split("\r\n")[0])
        told = msgspec.json.decode(await reader.readexactly(length), type=MediaEvents)
        assert len(told.events) <= MAX_MEDIA_EVENTS
        status = self._statuses.pop(0) if self._statuses else 200
        self.requests += 1
        if status == 200:
            self.heard += [event.room.int for event in told.events]
            self._news.set()
        if status:
            writer.write(f"HTTP/1.1 {status} x\r\ncontent-length: 0\r\n\r\n".encode())
        writer.close()

    async def hears(self, count: int) -> None:
        async with asyncio.timeout(WITHIN_S):
            while len(self.heard) < count:
                self._news.clear()
                await self._news.wait()


@asynccontextmanager
async def telling(place: Path, hub: Hub, events: int) -> AsyncIterator[Herald]:
    herald = Herald(place / "hub.sock", "key")
    for number in range(events):
        event = MediaEvent(room=UUID(int=number), side="caller", what="connected", at=NOON)
        herald.hear(event)
    server = await asyncio.start_unix_server(hub.answer, place / "hub.sock")
    herald.start()
    try:
        yield herald
    finally:
        await herald.stop()
        server.close()
        await server.wait_closed()


@pytest.mark.parametrize("refusals", [[], [503], [500, 0, 403]])
def test_events_come_in_order_after_any_trouble(tmp_path: Path, refusals: list[int]) -> None:
    async def story() -> None:
        hub = Hub(refusals.copy())
        async with telling(tmp_path, hub, 250):
            await hub.hears(250)
        assert hub.heard == list(range(250))
        assert hub.requests == 3 + len(refusals)

    loops.run(story())


def test_what_the_hub_cannot_read_does_not_hold_up_the_rest(tmp_path: Path) -> None:
    async def story() -> None:
        hub = Hub([400])
        async with telling(tmp_path, hub, 150) as herald:
            await hub.hears(50)
        assert hub.heard == list(range(100, 150))
        assert herald.dropped == 100

    loops.run(story())


def test_the_oldest_news_is_given_up_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heralds, "MAX_WAITING", 10)

    async def story() -> None:
        hub = Hub([])
        async with telling(tmp_path, hub, 25) as herald:
            await hub.hears(10)
        assert hub.heard == list(range(15, 25))
        assert herald.dropped == 15

    loops.run(story())
