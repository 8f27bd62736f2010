"""How often a publisher may be asked for a key frame: each is ten frames' worth of bits."""

from typing import Final

PLI_EVERY_S: Final = 0.300


class KeyFrames:
    """The limiter of one picture; a request too early is kept and due later.

    Attributes:
        asked: Key frames asked for so far.
    """

    __slots__ = ("_last", "_wanted", "asked")

    def __init__(self) -> None:
        self._last = float("-inf")
        self._wanted = False
        self.asked = 0

    def want(self, now: float) -> bool:
        """Note that somebody needs a key frame; True: ask for it now."""
        self._wanted = True
        return self.due(now)

    def due(self, now: float) -> bool:
        """Say whether a wanted key frame may be asked for now, and count it as asked."""
        if not self._wanted or now - self._last < PLI_EVERY_S:
            return False
        self._wanted = False
        self._last = now
        self.asked += 1
        return True
