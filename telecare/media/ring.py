"""The last packets sent to a viewer, for when it asks for one again."""

from typing import Final, NamedTuple

RING_SIZE: Final = 1024  # a power of two; about 4 s of picture at 2 Mbit/s (aiortc keeps 128)
AGAIN_AFTER_S: Final = 0.020  # a second request within this is the same request


class Kept(NamedTuple):
    """One packet as it was sent, without header."""

    sequence: int
    timestamp: int
    flags: int  # padding bit of the first header byte
    marker: int
    payload: bytes


class Ring:
    """Packets by their sequence number; the newest `RING_SIZE` are there."""

    __slots__ = ("_again", "_kept")

    def __init__(self) -> None:
        self._kept: list[Kept | None] = [None] * RING_SIZE
        self._again: dict[int, float] = {}  # sequence number: when it was last sent again

    def keep(self, kept: Kept) -> None:
        """Remember a packet in the place of the one `RING_SIZE` before it."""
        self._kept[kept.sequence % RING_SIZE] = kept

    def again(self, sequence: int, now: float) -> Kept | None:
        """Return the packet to send again; None: forgotten, or just sent again."""
        kept = self._kept[sequence % RING_SIZE]
        if kept is None or kept.sequence != sequence:
            return None
        if now - self._again.get(sequence, -1.0) < AGAIN_AFTER_S:
            return None
        if len(self._again) >= RING_SIZE:
            self._again.clear()
        self._again[sequence] = now
        return kept
