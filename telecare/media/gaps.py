"""Which packets of a source are missing, and when to ask for each again.

aiortc asks once, when a gap appears; one lost request then freezes the picture. Here every
missing packet is asked for by a timer until it comes, is too old, or the gaps are too many:
then only a key frame helps.
"""

from typing import Final

FIRST_ASK_S: Final = 0.010  # a packet out of order is here by then
ASK_AGAIN_S: Final = 0.040  # within VIDEO.md's 20–50 ms
MAX_ASKS: Final = 10
MAX_MISSING: Final = 256  # about a second of picture; more is an outage


class Gaps:
    """The missing places of one source.

    Attributes:
        lost: Places given up, over the life of the source.
        asked: Requests made, over the life of the source.
        broken: A gap was given up: a decoder is stuck until a key frame; the reader clears it.
    """

    __slots__ = ("_missing", "_next_at", "asked", "broken", "lost")

    def __init__(self) -> None:
        self._missing: dict[int, tuple[int, float]] = {}  # place: times asked, ask again at
        self._next_at = 0.0  # nothing is due before; looked at fifty times a second
        self.lost = 0
        self.asked = 0
        self.broken = False

    def __len__(self) -> int:
        return len(self._missing)

    def open(self, first: int, last: int, now: float) -> None:
        """Note that the places from `first` to `last` have not come."""
        if len(self._missing) + last - first + 1 > MAX_MISSING:
            self.clear()
            self.lost += last - first + 1
            self.broken = True
            return
        for place in range(first, last + 1):
            self._missing[place] = (0, now + FIRST_ASK_S)
        self._next_at = min(self._next_at, now + FIRST_ASK_S)

    def fill(self, place: int) -> bool:
        """Take a late packet; False: nobody waits for it (a second copy, or given up)."""
        return self._missing.pop(place, None) is not None

    def clear(self) -> None:
        """Give every gap up: the source began anew, or there are too many."""
        self.lost += len(self._missing)
        self._missing.clear()

    def expire(self, before: float) -> None:
        """Give up what was noticed before `before`: nobody asks for it again (a voice)."""
        old = [place for place, (_, at) in self._missing.items() if at < before]
        for place in old:
            del self._missing[place]
        self.lost += len(old)

    def due(self, now: float) -> list[int]:
        """Return the places to ask for at `now`, in order, and count them as asked.

        Places asked for `MAX_ASKS` times are given up and set `broken`.
        """
        if now < self._next_at:
            return []
        ask: list[int] = []
        given_up: list[int] = []
        for place, (times, at) in self._missing.items():
            if at > now:
                continue
            if times >= MAX_ASKS:
                given_up.append(place)
            else:
                ask.append(place)
        for place in given_up:
            del self._missing[place]
        self.lost += len(given_up)
        self.broken = self.broken or bool(given_up)
        for place in ask:
            times = self._missing[place][0]
            self._missing[place] = (times + 1, now + ASK_AGAIN_S)
        self._next_at = min((at for _, at in self._missing.values()), default=now)
        self.asked += len(ask)
        return sorted(ask)
