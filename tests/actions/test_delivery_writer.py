"""The group writer: what waits together is written together, and fails alone."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from telecare.db.engine import open_engine, transaction
from telecare.db.writer import GROUP_WEIGHT, GroupWriter, WriterDied
from telecare.errors import Busy, NumberReused

Numbers = tuple[int, ...]
Apply = Callable[[Session, Sequence[Numbers]], Sequence[int | Exception]]
WAIT_S = 10  # far longer than any step here takes


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{tmp_path}/writer.db")
    with transaction(engine) as db:
        db.connection().exec_driver_sql("CREATE TABLE kept (number INTEGER PRIMARY KEY)")
    yield engine
    engine.dispose()


@contextmanager
def writing(engine: Engine, apply: Apply, **how: float) -> Iterator[GroupWriter[Numbers, int]]:
    writer: GroupWriter[Numbers, int] = GroupWriter(engine, apply, **how)  # type: ignore[arg-type]
    try:
        yield writer
    finally:
        writer.close(WAIT_S)


def keep(db: Session, group: Sequence[Numbers]) -> list[int | Exception]:
    """Store every number; a duplicate is an IntegrityError, as a poison batch would be."""
    for batch in group:
        for number in batch:
            db.connection().exec_driver_sql("INSERT INTO kept VALUES (?)", (number,))
    return [len(batch) for batch in group]


def kept(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT number FROM kept ORDER BY number")
        return list(rows.scalars())


class Gate:
    """Holds the writer inside its first group, so that the test decides what waits."""

    def __init__(self, apply: Apply) -> None:
        self.apply = apply
        self.entered = threading.Event()
        self.leave = threading.Event()
        self.groups: list[list[Numbers]] = []

    def __call__(self, db: Session, group: Sequence[Numbers]) -> Sequence[int | Exception]:
        self.groups.append(list(group))
        self.entered.set()
        assert self.leave.wait(WAIT_S)
        return self.apply(db, group)


class Crowd:
    """Requests on threads of their own, with what each was told."""

    def __init__(self) -> None:
        self.told: dict[str, int | Exception] = {}
        self.threads: list[threading.Thread] = []

    def ask(self, name: str, submit: Callable[[Numbers], int], batch: Numbers) -> None:
        def run() -> None:
            try:
                self.told[name] = submit(batch)
            except Exception as error:  # noqa: BLE001 - what it was told is the point
                self.told[name] = error

        thread = threading.Thread(target=run)
        self.threads.append(thread)
        thread.start()

    def answers(self) -> dict[str, int | Exception]:
        for thread in self.threads:
            thread.join(WAIT_S)
        return self.told


def until(true: Callable[[], bool]) -> None:
    """Wait until something has become true in another thread."""
    poll = threading.Event()
    for _ in range(WAIT_S * 1000):
        if true():
            return
        poll.wait(0.001)
    raise AssertionError("it never became true")


def waiting(writer: GroupWriter[Numbers, int]) -> int:
    return len(writer._ordinary) + len(writer._urgent)


def gathered(
    writer: GroupWriter[Numbers, int], gate: Gate, batches: dict[str, Numbers]
) -> dict[str, int | Exception]:
    """Send one batch, hold it in the writer, gather the others behind it, let all go."""
    crowd = Crowd()
    for number, (name, batch) in enumerate(batches.items()):
        lane = writer.submit_urgent if name.startswith("urgent") else writer.submit
        crowd.ask(name, lane, batch)
        if number == 0:
            assert gate.entered.wait(WAIT_S)
        else:
            until(lambda number=number: waiting(writer) == number)  # type: ignore[misc]
    gate.leave.set()
    return crowd.answers()


def test_what_waits_together_is_one_transaction(engine: Engine) -> None:
    gate = Gate(keep)
    with writing(engine, gate) as writer:
        told = gathered(writer, gate, {"a": (1,), "b": (2, 3), "c": (4,)})

    assert told == {"a": 1, "b": 2, "c": 1}
    assert gate.groups == [[(1,)], [(2, 3), (4,)]]
    assert (writer.groups, writer.batches) == (2, 3)
    assert kept(engine) == [1, 2, 3, 4]


def test_a_poison_batch_fails_alone_and_its_neighbours_are_kept(engine: Engine) -> None:
    gate = Gate(keep)
    with writing(engine, gate) as writer:
        told = gathered(writer, gate, {"a": (1,), "b": (2,), "poison": (3, 1), "c": (4,)})

    assert isinstance(told.pop("poison"), Exception)
    assert told == {"a": 1, "b": 1, "c": 1}
    assert kept(engine) == [
        1,
        2,
        4,
    ]  # nothing of the poison batch, not even its good half


def test_a_refusal_of_one_batch_does_not_undo_its_group(engine: Engine) -> None:
    def refuse_second(db: Session, group: Sequence[Numbers]) -> list[int | Exception]:
        results = keep(db, group)
        if (2,) in group:
            results[list(group).index((2,))] = NumberReused()
        return results

    gate = Gate(refuse_second)
    with writing(engine, gate) as writer:
        told = gathered(writer, gate, {"a": (1,), "b": (2,), "c": (3,)})

    assert isinstance(told["b"], NumberReused)
    assert kept(engine) == [1, 2, 3]
    assert len(gate.groups) == 2  # nothing was tried again


def test_a_full_queue_says_busy_but_never_to_an_emergency(engine: Engine) -> None:
    gate = Gate(keep)
    with writing(engine, gate, capacity=1) as writer:
        crowd = Crowd()
        crowd.ask("in the writer", writer.submit, (1,))
        assert gate.entered.wait(WAIT_S)
        crowd.ask("in the queue", writer.submit, (2,))
        until(lambda: waiting(writer) == 1)
        with pytest.raises(Busy):
            writer.submit((3,))
        for number in (4, 5, 6):
            crowd.ask(f"urgent {number}", writer.submit_urgent, (number,))
        until(lambda: waiting(writer) == 4)
        gate.leave.set()
        told = crowd.answers()

    assert set(told.values()) == {1}
    assert kept(engine) == [1, 2, 4, 5, 6]


def test_an_emergency_outwaits_a_long_transaction_of_others(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import may hold the database longer than a writer's turn: never 503 for an SOS."""
    monkeypatch.setattr("telecare.db.engine.BUSY_TIMEOUT_MS", 50)
    answers: list[int] = []
    with writing(engine, keep) as writer:
        with transaction(engine):
            sos = threading.Thread(target=lambda: answers.append(writer.submit_urgent((1,))))
            sos.start()
            with pytest.raises(Busy):
                writer.submit((2,))
        sos.join(WAIT_S)

    assert (answers, kept(engine)) == ([1], [1])


def test_the_urgent_lane_is_served_first_and_in_groups_of_its_own(
    engine: Engine,
) -> None:
    gate = Gate(keep)
    with writing(engine, gate) as writer:
        gathered(writer, gate, {"a": (1,), "b": (2,), "c": (3,), "urgent": (9,)})

    assert gate.groups == [[(1,)], [(9,)], [(2,), (3,)]]


def test_a_group_is_bounded_so_that_an_emergency_never_waits_long(
    engine: Engine,
) -> None:
    big = tuple(range(GROUP_WEIGHT))
    gate = Gate(lambda _db, group: [len(batch) for batch in group])
    with writing(engine, gate) as writer:
        gathered(writer, gate, {"a": (1,), "b": big, "c": big, "d": (2,)})

    assert [len(group) for group in gate.groups] == [1, 1, 1, 1]


def test_a_request_that_gave_up_is_told_busy_and_not_written_later(
    engine: Engine,
) -> None:
    gate = Gate(keep)
    with writing(engine, gate, patience_s=0.05) as writer:
        crowd = Crowd()
        crowd.ask("slow", writer.submit, (1,))
        assert gate.entered.wait(WAIT_S)
        with pytest.raises(Busy):
            writer.submit((2,))
        gate.leave.set()
        crowd.answers()
        writer.close(WAIT_S)

    assert kept(engine) == [1]


def test_closing_stores_what_waits_and_then_refuses_loudly(engine: Engine) -> None:
    gate = Gate(keep)
    with writing(engine, gate) as writer:
        crowd = Crowd()
        crowd.ask("a", writer.submit, (1,))
        assert gate.entered.wait(WAIT_S)
        crowd.ask("b", writer.submit, (2,))
        until(lambda: waiting(writer) == 1)
        gate.leave.set()
        writer.close(WAIT_S)

        assert crowd.answers() == {"a": 1, "b": 1}
        assert not writer.alive
        with pytest.raises(WriterDied):
            writer.submit((3,))


def test_a_dead_writer_is_noticed_and_nobody_is_left_asleep(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    def die(_db: Session, _group: Sequence[Numbers]) -> list[int | Exception]:
        raise SystemExit

    gate = Gate(die)
    with writing(engine, gate) as writer:
        told = gathered(writer, gate, {"in its hands": (1,), "behind": (2,), "urgent": (3,)})

        assert all(isinstance(answer, WriterDied) for answer in told.values())
        assert len(told) == 3
        until(lambda: not writer.alive)
        with pytest.raises(WriterDied):
            writer.submit_urgent((4,))
    assert "group writer died" in caplog.text


def test_many_threads_at_once_lose_and_double_nothing(engine: Engine) -> None:
    with writing(engine, keep) as writer:
        crowd = Crowd()
        for number in range(200):
            crowd.ask(str(number), writer.submit, (number,))
        told = crowd.answers()

    assert set(told.values()) == {1}
    assert kept(engine) == list(range(200))
    assert writer.batches == 200


UNDER_GEVENT = """
from gevent import monkey; monkey.patch_all()
import sys, threading
from telecare.db.engine import open_engine, transaction
from telecare.db.writer import GroupWriter

engine = open_engine(f"sqlite:///{sys.argv[1]}")
with transaction(engine) as db:
    db.connection().exec_driver_sql("CREATE TABLE kept (number INTEGER PRIMARY KEY)")

def keep(db, group):
    rows = [(number,) for batch in group for number in batch]
    db.connection().exec_driver_sql("INSERT INTO kept VALUES (?)", rows)
    return [len(batch) for batch in group]

writer = GroupWriter(engine, keep)
threads = [threading.Thread(target=writer.submit, args=((n,),)) for n in range(100)]
for thread in threads: thread.start()
for thread in threads: thread.join()
writer.close()
print(writer.batches, writer.groups)
"""


def test_under_gevent_requests_share_transactions_too(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", UNDER_GEVENT, str(tmp_path / "gevent.db")],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    batches, groups = map(int, ran.stdout.split())

    assert batches == 100
    assert groups < 20
