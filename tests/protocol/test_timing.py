"""Lateness and a wrong clock are different things."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telecare.protocol.timing import clock_off, from_the_future, offset_of, stamp

NOON = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
S = timedelta(seconds=1)

# taken, device's clock at sending (against the receive time) → believed, corrected, late
STAMPS = """
    -10        0     -10       no   no   a moment ago
    -300       0     -300      no   no   five minutes is still news
    -301       0     -301      no   yes  older is history
    -604800    0     -604800   no   yes  a week without network is late, not suspect
    -10        120   -10       no   no   two minutes fast is trusted
    100        120   0         no   no   but never later than receipt
    111        121   -10       yes  no   beyond, the offset is taken away
    -610       -600  -10       yes  no   ten minutes slow
    -50000000  -49999990  -10  yes  no   a clock that forgot the year
    700        600   0         yes  no   ahead of its own batch, cut at receipt
    -3000      600   -3600     yes  yes  fast and an hour old
"""
ROWS = [line.split(maxsplit=5) for line in STAMPS.strip().splitlines()]


@pytest.mark.parametrize(
    ("taken", "clock", "believed", "corrected", "late"),
    [row[:5] for row in ROWS],
    ids=[row[5] for row in ROWS],
)
def test_a_stamp_is_believed_or_corrected(
    taken: str, clock: str, believed: str, corrected: str, late: str
) -> None:
    made = stamp(NOON + int(taken) * S, offset_of(NOON + int(clock) * S, NOON), NOON)

    assert made.taken_at == NOON + int(believed) * S
    assert (made.corrected, made.late) == (corrected == "yes", late == "yes")


SPAN = st.timedeltas(timedelta(days=-3650), timedelta(days=3650))


@given(taken=SPAN, clock=SPAN)
def test_nothing_is_believed_later_than_it_was_received(
    taken: timedelta, clock: timedelta
) -> None:
    assert stamp(NOON + taken, clock, NOON).taken_at <= NOON


def test_the_future_is_measured_on_the_batchs_own_clock() -> None:
    assert not from_the_future(NOON + 300 * S, NOON)
    assert from_the_future(NOON + 301 * S, NOON)


@pytest.mark.parametrize(
    ("seconds", "off"), [(300, False), (-300, False), (301, True), (-301, True)]
)
def test_a_signature_is_fresh_for_five_minutes(seconds: int, off: bool) -> None:  # noqa: FBT001
    assert clock_off(int(NOON.timestamp()) + seconds, NOON) is off
