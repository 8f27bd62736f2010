"""The media process: one event loop, no database."""

import asyncio
import contextlib
import gc
import logging
import os
import signal
import sys
from typing import Any, Final

from telecare.config import Settings
from telecare.media.door import Door
from telecare.media.herald import Herald
from telecare.media.house import House

logger = logging.getLogger(__name__)

NICER: Final = -10  # 20 ms of voice must not wait behind a page; where the system lets us
GC_YOUNG: Final = 50_000  # a packet leaves no circle behind; looking often costs audio frames


async def serve(settings: Settings, *, kept: bool) -> None:
    """Carry calls until told to stop by a signal.

    Args:
        settings: The sockets, ports, address and key.
        kept: Whether a keeper holds our standard input open; its end is ours too.

    Raises:
        BadSetting: The socket cannot be used.
    """
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(_note)
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told.set)
    herald = Herald(settings.hub_socket, settings.media_key or "")
    house = House(settings, herald.hear)
    door = Door(house)
    await door.open(settings.media_socket)
    herald.start()
    with contextlib.suppress(PermissionError):
        os.nice(NICER)
    watching = asyncio.create_task(_input_ends(told)) if kept else None
    gc.freeze()
    gc.set_threshold(GC_YOUNG, 20, 20)
    try:
        await told.wait()
    finally:
        if watching is not None:
            watching.cancel()
        await door.close()
        await house.close()
        await herald.stop()


def _note(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what went wrong in nobody's hands, without its text: it may quote a description."""
    error = context.get("exception")
    logger.warning("%s: %s", context.get("message"), type(error).__name__)


async def _input_ends(told: asyncio.Event) -> None:
    """Set `told` when standard input ends: the keeper is gone, however it went."""
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while await reader.read(1024):
        pass
    told.set()
