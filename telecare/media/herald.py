"""Tells the hub what became of a seat, and keeps telling until it has heard."""

import asyncio
import contextlib
import logging
from collections import deque
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from telecare.media.http import BadMessage, post, read_status
from telecare.protocol.media import (
    MAX_MEDIA_EVENTS,
    MEDIA_KEY_HEADER,
    MediaEvent,
    MediaEvents,
)

EVENTS_PATH: Final = "/internal/media/events"
MAX_WAITING: Final = 2_000  # hours of a hub's absence; the oldest news is worth least
FIRST_WAIT_S: Final = 0.1
LONGEST_WAIT_S: Final = 5.0
ANSWER_S: Final = 5.0
NEVER: Final = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE})

logger = logging.getLogger(__name__)


class Herald:
    """A bounded queue of events and the task that delivers it in order.

    Attributes:
        dropped: Events given up because the queue was full or the hub cannot read them.
    """

    def __init__(self, hub_socket: Path, key: str) -> None:
        self.dropped = 0
        self._hub_socket = hub_socket
        self._key = key
        self._waiting: deque[MediaEvent] = deque()
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def hear(self, event: MediaEvent) -> None:
        """Take an event to deliver; returns at once."""
        if len(self._waiting) >= MAX_WAITING:
            self._waiting.popleft()
            self.dropped += 1
        self._waiting.append(event)
        self._news.set()

    def start(self) -> None:
        """Begin to deliver."""
        self._task = asyncio.create_task(self._deliver_all(), name="media events")

    async def stop(self) -> None:
        """Stop; what the hub has not heard is lost with the rooms it was about."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _deliver_all(self) -> None:
        wait = FIRST_WAIT_S
        while True:
            if not self._waiting:
                self._news.clear()
                await self._news.wait()
            if await self._deliver():
                wait = FIRST_WAIT_S
            else:
                await asyncio.sleep(wait)
                wait = min(2 * wait, LONGEST_WAIT_S)

    async def _deliver(self) -> bool:
        """Deliver the oldest events in one request; False: try them again later."""
        batch = list(islice(self._waiting, MAX_MEDIA_EVENTS))
        try:
            async with asyncio.timeout(ANSWER_S):
                status = await self._post(msgspec.json.encode(MediaEvents(events=batch)))
        except (OSError, TimeoutError, BadMessage):
            return False
        if status in NEVER:
            self.dropped += len(batch)
            logger.warning("the hub cannot read %d events: %d", len(batch), status)
        elif not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return False
        for event in batch:
            if self._waiting and self._waiting[0] is event:  # not pushed out meanwhile
                self._waiting.popleft()
        return True

    async def _post(self, body: bytes) -> int:
        reader, writer = await asyncio.open_unix_connection(self._hub_socket)
        try:
            writer.write(post(EVENTS_PATH, body, (MEDIA_KEY_HEADER, self._key)))
            await writer.drain()
            return await read_status(reader)
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
