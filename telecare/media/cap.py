"""What one seat may send: a bucket of bytes and a bucket of packets, both refilled by time."""

from typing import Final

BURST_S: Final = 1.0  # a key frame comes at once; a second's worth may


class Cap:
    """Two buckets; a packet that empties either is refused and takes nothing.

    Attributes:
        refused: Packets refused so far.
    """

    __slots__ = ("_at", "_bytes", "_bytes_s", "_packets", "_packets_s", "refused")

    def __init__(self, *, max_kbps: int, max_pps: int, now: float) -> None:
        self._bytes_s = max_kbps * 125.0  # 1000 bit / 8
        self._packets_s = float(max_pps)
        self._bytes = self._bytes_s * BURST_S
        self._packets = self._packets_s * BURST_S
        self._at = now
        self.refused = 0

    def admits(self, size: int, now: float) -> bool:
        """Take a packet of `size` bytes out of both buckets; False: it is too much."""
        elapsed = now - self._at
        self._at = now
        self._bytes = min(self._bytes + elapsed * self._bytes_s, self._bytes_s * BURST_S)
        packets = self._packets + elapsed * self._packets_s
        self._packets = min(packets, self._packets_s * BURST_S)
        if self._packets < 1.0 or self._bytes < size:
            self.refused += 1
            return False
        self._packets -= 1.0
        self._bytes -= size
        return True
