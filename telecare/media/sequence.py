"""One unbroken numbering of a source, through wraps, new SSRCs, jumps and rejoins.

Every packet of a seat gets a place: a whole number that only grows while packets come in
order. What a viewer is sent is its place plus a constant, so a publisher that comes back with
another SSRC and another beginning continues where it stopped, and no viewer ever sees one
number twice (with AES-GCM a repeated number would give the key away).
"""

from typing import Final

MAX_AHEAD: Final = 3000  # RFC 3550 A.1 MAX_DROPOUT: a longer leap is another beginning
MAX_BEHIND: Final = 512  # older than the history ring nobody can use it
SEQUENCE_MASK: Final = 0xFFFF
TIMESTAMP_MASK: Final = 0xFFFFFFFF


class Numbering:
    """Places and timestamps of one source; `clock_rate` is ticks of its timestamp a second.

    Attributes:
        highest: The last place given in order; 0: none yet.
        floor: The first place of the present beginning; earlier ones belong to the past.
        shift: Add it to a timestamp of the source (modulo 2^32) to get the one viewers see.
        beginnings: How often the source began anew, the first time counted.
    """

    __slots__ = ("_at", "_clock_rate", "_raw", "_timestamp", "beginnings", "floor", "highest",
                 "shift")  # fmt: skip

    def __init__(self, clock_rate: int) -> None:
        self._clock_rate = clock_rate
        self._raw = 0
        self._timestamp = 0  # the last one that viewers saw
        self._at = 0.0
        self.highest = 0
        self.floor = 0
        self.shift = 0
        self.beginnings = 0

    def begin(self, sequence: int, timestamp: int, now: float) -> int:
        """Start anew at this packet and return its place, right after the last one.

        Its timestamp is the time since then after the last one that viewers saw.
        """
        if self.beginnings:
            elapsed = max(1, round((now - self._at) * self._clock_rate))
            self.shift = (self._timestamp + elapsed - timestamp) & TIMESTAMP_MASK
        self.beginnings += 1
        self._raw = sequence
        self._timestamp = (timestamp + self.shift) & TIMESTAMP_MASK
        self._at = now
        self.highest += 1
        self.floor = self.highest
        return self.highest

    def place(self, sequence: int, timestamp: int, now: float) -> int | None:
        """Return the packet's place.

        A place above the former `highest` is new and becomes the highest; a lower one is late.
        None: too far from the last packet to belong to this beginning, or before it.
        """
        step = ((sequence - self._raw + 0x8000) & SEQUENCE_MASK) - 0x8000
        if step > 0:
            if step > MAX_AHEAD:
                return None
            self._raw = sequence
            self._timestamp = (timestamp + self.shift) & TIMESTAMP_MASK
            self._at = now
            self.highest += step
            return self.highest
        late = self.highest + step
        return late if step >= -MAX_BEHIND and late >= self.floor else None

    def leaps(self, sequence: int) -> bool:
        """Say whether this number is too far away to be of the present beginning."""
        step = ((sequence - self._raw + 0x8000) & SEQUENCE_MASK) - 0x8000
        return step > MAX_AHEAD or step < -MAX_AHEAD

    def raw(self, place: int) -> int:
        """Return the source's own sequence number of a place of the present beginning."""
        return (self._raw + place - self.highest) & SEQUENCE_MASK
