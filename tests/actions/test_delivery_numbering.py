"""Numbers: which are stored and which are missing is known exactly, in any order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telecare.records.numbering import MAX_GAPS, Numbering, TooManyGaps

small = st.integers(1, 40)


@given(st.lists(st.lists(small, unique=True, max_size=8), max_size=8))
def test_it_agrees_with_a_plain_set_after_every_batch(batches: list[list[int]]) -> None:
    stored: set[int] = set()
    numbering = Numbering()
    for batch in batches:
        numbering.add(batch)
        stored |= set(batch)
        numbering = Numbering.load(numbering.highest, numbering.dump())

        assert {n for n in range(1, 50) if numbering.has(n)} == stored
        missing = {n for a, b in numbering.missing(100) for n in range(a, b + 1)}
        assert missing == set(range(1, max(stored, default=0))) - stored
        assert set(range(1, numbering.contiguous + 1)) <= stored
        assert numbering.contiguous + 1 not in stored


def test_a_fresh_device_has_nothing_and_misses_nothing() -> None:
    fresh = Numbering.load(0, None)

    assert (fresh.contiguous, fresh.missing(20), fresh.dump()) == (0, (), None)


def test_a_gap_is_named_until_it_is_filled() -> None:
    numbering = Numbering()
    numbering.add([1, 2, 7, 8])
    assert (numbering.contiguous, numbering.missing(20)) == (2, ((3, 6),))

    numbering.add([5])
    assert numbering.missing(20) == ((3, 4), (6, 6))
    assert numbering.missing(1) == ((3, 4),)

    numbering.add([6, 4, 3])
    assert (numbering.contiguous, numbering.dump()) == (8, None)


def test_an_attack_by_holes_is_refused() -> None:
    with pytest.raises(TooManyGaps):
        Numbering().add(range(2, 2 * MAX_GAPS + 4, 2))
