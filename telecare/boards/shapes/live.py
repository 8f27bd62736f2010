"""What the hub says over a socket: that a feed has moved, and what time it is."""

from datetime import datetime
from uuid import UUID

from telecare.boards.shapes.common import Shape


class Nudge(Shape, frozen=True, kw_only=True):
    """The `nudge` event: one feed has moved to `seq`; the screen fetches what happened."""

    feed: UUID
    seq: int


class ServerClock(Shape, frozen=True, kw_only=True):
    """The `clock` event: what time it is at the hub."""

    server_time: datetime
