"""Which numbers of one device are on disk, exactly, without looking at the observations."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

import msgspec

MAX_GAPS: Final = 1_000  # a real diary has a handful; far more is an attack on our memory

_gaps: Final = msgspec.json.Decoder(list[tuple[int, int]])


class TooManyGaps(ValueError):
    """The numbers of this device have more holes than any diary could make."""


class Numbering:
    """The numbers of one device that are stored: everything up to `highest` but the gaps.

    `gaps` are inclusive ranges, ascending, apart from each other, all below `highest`.
    """

    __slots__ = ("gaps", "highest")

    def __init__(self, highest: int = 0, gaps: Iterable[tuple[int, int]] = ()) -> None:
        self.highest = highest
        self.gaps = list(gaps)

    @classmethod
    def load(cls, highest: int, missing: str | None) -> "Numbering":
        """Read what `device.highest` and `device.missing` keep."""
        return cls(highest, _gaps.decode(missing) if missing else ())

    def dump(self) -> str | None:
        """Return what `device.missing` keeps: JSON, or None when nothing is missing."""
        return msgspec.json.encode(self.gaps).decode() if self.gaps else None

    @property
    def contiguous(self) -> int:
        """The highest number below which nothing is missing; 0 when nothing is stored."""
        return self.gaps[0][0] - 1 if self.gaps else self.highest

    def has(self, number: int) -> bool:
        """Say whether this number is stored."""
        if number > self.highest:
            return False
        at = bisect_right(self.gaps, (number, self.highest)) - 1
        return at < 0 or not self.gaps[at][0] <= number <= self.gaps[at][1]

    def add(self, numbers: Iterable[int]) -> None:
        """Count numbers as stored, in any order; those already there change nothing.

        Raises:
            TooManyGaps: more than 1,000 holes; the numbering is then not to be kept.
        """
        for number in sorted(numbers):
            if number == self.highest + 1:
                self.highest = number
            elif number > self.highest:
                self.gaps.append((self.highest + 1, number - 1))
                self.highest = number
            else:
                self._fill(number)
        if len(self.gaps) > MAX_GAPS:
            raise TooManyGaps

    def missing(self, at_most: int) -> tuple[tuple[int, int], ...]:
        """Return the first gaps, to be asked for."""
        return tuple(self.gaps[:at_most])

    def _fill(self, number: int) -> None:
        at = bisect_right(self.gaps, (number, self.highest)) - 1
        if at < 0 or number > self.gaps[at][1]:
            return
        first, last = self.gaps[at]
        left = [(first, number - 1)] if first < number else []
        right = [(number + 1, last)] if number < last else []
        self.gaps[at : at + 1] = left + right
