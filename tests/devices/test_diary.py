"""A week without network loses nothing, and neither does a power cut."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.diary import Diary, Note
from telecare.protocol.limits import MAX_BODY_BYTES
from telecare.protocol.messages import Kind, Observation, read_observation

NOON = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def notes(count: int, kind: Kind = Kind.HEARTBEAT) -> list[Note]:
    return [Note(kind=kind, taken_at=NOON)] * count


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.db"


@pytest.fixture
def diary(path: Path) -> Iterator[Diary]:
    opened = Diary(path)
    yield opened
    opened.close()


def test_numbers_begin_at_one_and_leave_no_gap(diary: Diary) -> None:
    assert list(diary.store(notes(2))) == [1, 2]
    assert list(diary.store([])) == []
    assert list(diary.store(notes(1))) == [3]
    assert [entry.number for entry in diary.oldest()] == [1, 2, 3]
    assert diary.waiting == 3


def test_a_line_is_the_observation_of_the_protocol(diary: Diary) -> None:
    diary.store([Note(kind=Kind.SOS, taken_at=NOON, simulated=True, data=msgspec.Raw(b"{}"))])

    read = read_observation(diary.oldest()[0].line)

    assert read == Observation(1, Kind.SOS, NOON, simulated=True, data=msgspec.Raw(b"{}"))
    assert Note.__struct_fields__ == tuple(
        name for name in Observation.__struct_fields__ if name != "number"
    )


def test_everything_is_there_after_closing_and_opening(path: Path) -> None:
    before = Diary(path)
    before.store(notes(3), read_until="2026-11-22")
    before.settle([2])
    before.close()

    after = Diary(path)

    assert [entry.number for entry in after.oldest()] == [1, 3]
    assert after.recall("read_until") == "2026-11-22"
    assert list(after.store(notes(1))) == [4]
    assert path.stat().st_mode & 0o777 == 0o600
    after.close()


def test_the_urgent_lane_does_not_queue(diary: Diary) -> None:
    diary.store(notes(600))
    diary.store(notes(1, Kind.SOS))
    diary.store(notes(5))

    assert [entry.number for entry in diary.urgent()] == [601]
    diary.settle([601])
    assert diary.urgent() == []
    assert diary.waiting == 605


def test_a_backlog_can_be_told_from_both_ends(diary: Diary) -> None:
    diary.store(notes(10))
    told: list[list[int]] = []

    while diary.waiting:
        batch = diary.newest(3) if len(told) % 2 == 0 else diary.oldest(3)
        diary.settle([entry.number for entry in batch])
        told.append([entry.number for entry in batch])

    assert told == [[8, 9, 10], [1, 2, 3], [5, 6, 7], [4]]
    assert diary.settled == 10


def test_nothing_unacknowledged_can_be_forgotten_or_changed(diary: Diary, path: Path) -> None:
    diary.store(notes(2))
    diary.settle([1])
    with closing(sqlite3.connect(path)) as stranger:
        for attempt in ("DELETE FROM entry", "UPDATE entry SET urgent = 1"):
            with pytest.raises(sqlite3.IntegrityError):
                stranger.execute(attempt)


def test_acknowledged_rows_are_trimmed_behind_a_kept_tail(path: Path) -> None:
    diary = Diary(path, tail=10, trim_every=20)
    diary.store(notes(100))
    diary.refuse(5, "implausible", NOON)

    for _ in range(10):
        diary.settle([entry.number for entry in diary.oldest(10)])

    with closing(sqlite3.connect(path)) as db:
        kept = db.execute("SELECT number FROM entry ORDER BY number").fetchall()
    assert diary.settled == 100
    assert kept[0] == (5,)
    assert kept[1:] == [(number,) for number in range(72, 101)]  # trimmed last at 81
    assert list(diary.store(notes(1))) == [101]
    diary.close()


def test_a_gap_the_hub_names_is_delivered_again_from_the_tail(diary: Diary) -> None:
    diary.store(notes(6))
    diary.refuse(3, "implausible", NOON)
    diary.settle([1, 2, 4, 5, 6])

    diary.reopen([(2, 4), (900, 950)], just_sent=[4])

    assert [entry.number for entry in diary.oldest()] == [2]  # 3 is refused, 4 was just sent
    assert diary.waiting == 1
    diary.settle([2])
    assert diary.waiting == 0


def test_a_gap_above_the_mark_is_simply_waiting_again(diary: Diary) -> None:
    diary.store(notes(4))
    diary.settle([3, 4])

    diary.reopen([(1, 3)])

    assert [entry.number for entry in diary.oldest()] == [1, 2, 3]


def test_a_refused_observation_stays_with_its_code_and_blocks_nobody(diary: Diary) -> None:
    diary.store(notes(3))

    diary.refuse(1, "implausible", NOON)

    assert [entry.number for entry in diary.oldest()] == [2, 3]
    assert diary.settled == 1
    assert diary.refusals() == [(1, "implausible")]


def test_a_reused_number_is_told_again_under_a_new_one(diary: Diary) -> None:
    diary.store([*notes(1, Kind.SOS), *notes(1)])

    diary.tell_again(1, "number_reused", NOON)

    again = diary.urgent()
    assert [entry.number for entry in again] == [3]
    assert read_observation(again[0].line) == Observation(3, Kind.SOS, NOON)
    assert diary.refusals() == [(1, "number_reused")]


def test_a_stamp_from_a_clock_that_ran_ahead_is_cut(diary: Diary) -> None:
    ahead = NOON + timedelta(hours=1)
    diary.store([Note(kind=Kind.SOS, taken_at=ahead, data=msgspec.Raw(b'{"a":1}'))])

    diary.tell_again(1, "from_the_future", NOON, latest=NOON)

    again = read_observation(diary.urgent()[0].line)
    assert again == Observation(2, Kind.SOS, NOON, data=msgspec.Raw(b'{"a":1}'))


def test_a_batch_fits_into_one_request(diary: Diary) -> None:
    large = msgspec.Raw(b'{"a":"' + b"x" * 4000 + b'"}')
    diary.store([Note(kind=Kind.DEVICE_STATUS, taken_at=NOON, data=large)] * 400)

    batch = diary.oldest()

    assert 200 < len(batch) < 400
    assert sum(len(entry.line) + 1 for entry in batch) < MAX_BODY_BYTES


@settings(max_examples=30)  # every step is a real write to disk
@given(st.lists(st.tuples(st.booleans(), st.integers(1, 7), st.booleans()), max_size=40))
def test_whatever_is_lost_on_the_way_everything_arrives_once(
    steps: list[tuple[bool, int, bool]],
) -> None:
    folder = TemporaryDirectory()
    diary = Diary(Path(folder.name) / "diary.db")
    stored: set[int] = set()
    arrived: set[int] = set()
    for fresh, size, answered in steps:
        if fresh:
            stored |= set(diary.store(notes(size)))
        batch = {entry.number for entry in (diary.newest if fresh else diary.oldest)(size)}
        arrived |= batch
        if answered:
            diary.settle(batch)
        assert diary.settled <= diary.last
    while diary.waiting:
        batch = {entry.number for entry in diary.oldest(3)}
        arrived |= batch
        diary.settle(batch)

    assert arrived == stored
    assert diary.settled == len(stored)
    diary.close()
    folder.cleanup()


WRITER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from devices.diary import Diary, Note
from telecare.protocol.messages import Kind

diary = Diary(Path(sys.argv[1]))
note = Note(kind=Kind.HEARTBEAT, taken_at=datetime(2026, 11, 22, tzinfo=UTC))
while True:
    numbers = diary.store([note] * 7)
    print(numbers.stop - 1, flush=True)
    if numbers.stop % 3 == 0:
        diary.settle(numbers[:2])
"""


@pytest.mark.parametrize("after", [1, 5, 40])
def test_a_power_cut_loses_nothing_that_was_written_down(path: Path, after: int) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    last_said = [int(writer.stdout.readline()) for _ in range(after)][-1]
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()

    diary = Diary(path)

    assert diary.last >= last_said
    assert diary.last % 7 == 0  # a batch is written as a whole or not at all
    numbers = [entry.number for entry in diary.oldest(500)]
    assert set(range(diary.settled + 1, last_said + 1)) - set(numbers) <= _settled(path)
    assert list(diary.store(notes(1))) == [numbers[-1] + 1]
    diary.close()


def _settled(path: Path) -> set[int]:
    with closing(sqlite3.connect(path)) as db:
        return {number for (number,) in db.execute("SELECT number FROM above")}
