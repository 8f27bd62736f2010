"""A door's lookout: the thread that looks when the bell rings, and every second anyway.

The bell may be missed, so it only makes a look come sooner. A look that fails is logged and
looked again: the database may be away for a moment.
"""

import logging
import threading
from collections.abc import Callable
from typing import Any, Final

from flask_socketio import SocketIO

from telecare.db.bell import Bell, Topics

LOOK_S: Final = 1.0  # the longest anybody waits for what the bell did not carry

Look = Callable[[], object]
Hear = Callable[[Topics], bool]  # whether what the bell names is worth a look now

log = logging.getLogger(__name__)


class Lookout:
    """One thread, from `start` to `stop`.

    Args:
        sockets: The server, whose async mode says what a thread is.
        look: What is done at each look; its result is not used.
        failed: The line logged, with the exception, when `look` raises.
    """

    def __init__(self, sockets: SocketIO, look: Look, failed: str) -> None:
        self._sockets = sockets
        self._look = look
        self._failed = failed
        self._rung = threading.Event()
        self._closing = threading.Event()
        self._leave: Callable[[], None] | None = None
        self._task: Any = None

    def start(self, bell: Bell | None = None, hear: Hear | None = None) -> None:
        """Begin to look; sooner than every second when `hear` says so of a ring of `bell`."""
        if bell is not None and hear is not None:
            self._leave = bell.listen(lambda topics: self.ring() if hear(topics) else None)
        self._task = self._sockets.start_background_task(self._run)

    def ring(self) -> None:
        """Have a look made now."""
        self._rung.set()

    def stop(self) -> None:
        """End the looking, once the look under way is over (two seconds at the most)."""
        if self._leave is not None:
            self._leave()
        self._closing.set()
        self._rung.set()
        if self._task is not None:
            self._task.join(LOOK_S * 2)  # it may be reading: the engine outlives it

    def _run(self) -> None:
        while not self._closing.is_set():
            self._rung.wait(LOOK_S)
            self._rung.clear()
            try:
                self._look()
            except Exception:  # the database is away for a moment; look again
                log.exception("%s", self._failed)
                self._closing.wait(LOOK_S)
