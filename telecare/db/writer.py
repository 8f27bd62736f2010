"""The group writer: requests that wait at the same moment share one transaction, one fsync.

Theory of operation. One thread per process owns all writing of deliveries. A request puts
its batch into a lane and sleeps on a lock of its own; the writer takes everything that
waits (up to a weight), applies it in one transaction, commits, and wakes each request with
its own result. While one group is being flushed to disk the next one gathers by itself, so
the slower the disk the larger the groups: throughput no longer depends on the disk's
latency, and one connection alone pays no artificial delay.

A group that fails is rolled back and its batches are applied one at a time, so a poison
batch fails alone. The urgent lane is served first, in groups of its own, and is never
refused for want of room.

Only `threading` primitives are used, so the same code runs under gevent's monkey patching.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence, Sized
from typing import Final, Generic, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from telecare.db.engine import transaction
from telecare.errors import Busy

CAPACITY: Final = 512  # ordinary batches that may wait; more than that is a storm: 503
GROUP_WEIGHT: Final = 5_000  # observations in one transaction: 50 ms, so an SOS waits little
PATIENCE_S: Final = 15.0  # then an ordinary request is told `busy`; a home agent asks again

log = logging.getLogger(__name__)

Batch = TypeVar("Batch", bound=Sized)
Result = TypeVar("Result")
Apply = Callable[[Session, Sequence[Batch]], Sequence[Result | Exception]]


class WriterDied(RuntimeError):
    """The writer thread has ended; nothing can be stored until the process starts again."""


class _Waiting(Generic[Batch, Result]):
    """One request, asleep on its own lock until the writer answers."""

    __slots__ = ("_answer", "_lock", "abandoned", "answered", "batch", "urgent")

    def __init__(self, batch: Batch, *, urgent: bool) -> None:
        self.batch = batch
        self.urgent = urgent  # a group is of one lane: all of it is urgent, or none
        self.abandoned = False  # its request gave up waiting
        self.answered = False
        self._answer: Result | Exception | None = None
        self._lock = threading.Lock()
        self._lock.acquire()

    def answer(self, result: Result | Exception) -> None:
        self._answer = result
        self.answered = True
        self._lock.release()

    def wait(self, patience_s: float) -> Result:
        """Sleep until answered; raise what was refused. A negative patience has no end."""
        if not self._lock.acquire(timeout=patience_s):
            self.abandoned = True  # it may still be stored: sending it again is harmless
            raise Busy
        self._lock.release()
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer  # type: ignore[return-value]  # None only where Result allows it


class GroupWriter(Generic[Batch, Result]):
    """Share one transaction among the batches that wait at the same moment.

    Args:
        engine: Where to write; the writer opens one transaction per group.
        apply: Applies a group in the given session and answers one result per batch, in
            order. A result that is an exception is raised in the request it belongs to while
            the rest of the group is kept; raising rolls the group back, after which every
            batch is applied alone.
        capacity: Ordinary batches that may wait before `Busy` is raised.
        patience_s: How long an ordinary request waits before it is told `Busy`.
    """

    def __init__(
        self,
        engine: Engine,
        apply: "Apply[Batch, Result]",
        capacity: int = CAPACITY,
        *,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._engine = engine
        self._apply = apply
        self._capacity = capacity
        self._patience_s = patience_s
        self._wake = threading.Condition()
        self._urgent: deque[_Waiting[Batch, Result]] = deque()
        self._ordinary: deque[_Waiting[Batch, Result]] = deque()
        self._open = True
        self.groups = 0  # transactions committed so far
        self.batches = 0  # batches answered so far: batches / groups is the gain
        self._thread = threading.Thread(target=self._run, name="group-writer", daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether batches can still be stored; for /health."""
        return self._open and self._thread.is_alive()

    def submit(self, batch: Batch) -> Result:
        """Store a batch and return its result once it is on disk.

        Raises:
            Busy: Too many batches wait already, or the disk is too slow; nothing is lost.
            WriterDied: The writer thread has ended.
        """
        return self._enqueue(self._ordinary, batch, self._capacity).wait(self._patience_s)

    def submit_urgent(self, batch: Batch) -> Result:
        """Store a batch before all ordinary ones; never refused for want of room or time.

        Raises:
            WriterDied: The writer thread has ended.
        """
        return self._enqueue(self._urgent, batch, None).wait(-1)

    def close(self, timeout_s: float = 30.0) -> None:
        """Store what waits, take nothing new, and end the thread."""
        with self._wake:
            self._open = False
            self._wake.notify()
        self._thread.join(timeout_s)

    def _enqueue(
        self, lane: "deque[_Waiting[Batch, Result]]", batch: Batch, room: int | None
    ) -> _Waiting[Batch, Result]:
        waiting: _Waiting[Batch, Result] = _Waiting(batch, urgent=room is None)
        with self._wake:
            if not self.alive:
                raise WriterDied("the group writer is not running")
            if room is not None and len(lane) >= room:
                raise Busy
            lane.append(waiting)
            self._wake.notify()
        return waiting

    def _run(self) -> None:
        """Serve groups until closed; whatever ends this thread, nobody is left asleep."""
        try:
            while group := self._next_group():
                self._serve(group)
        except BaseException:
            log.critical("group writer died", exc_info=True)
        finally:
            with self._wake:
                self._open = False
                left = [*self._urgent, *self._ordinary]
                self._urgent.clear()
                self._ordinary.clear()
            for waiting in left:
                waiting.answer(WriterDied("the group writer has ended"))

    def _next_group(self) -> list[_Waiting[Batch, Result]]:
        """Wait for work and take one group of it; an empty list means closed and drained."""
        while True:
            with self._wake:
                while self._open and not self._urgent and not self._ordinary:
                    self._wake.wait()
            # Let requests that became runnable together join this group: without one
            # yield, every group under gevent would have size 1.
            time.sleep(0)
            with self._wake:
                group = _take(self._urgent) or _take(self._ordinary)
                if group or not self._open:
                    return group

    def _serve(self, group: list[_Waiting[Batch, Result]]) -> None:
        try:
            if not self._commit(group) and len(group) > 1:
                for waiting in group:
                    if not waiting.abandoned:  # its request has gone: it will ask again
                        self._commit([waiting], last=True)
        finally:
            for waiting in group:
                if not waiting.answered:
                    waiting.answer(WriterDied("the group writer ended in this group"))

    def _commit(self, group: list[_Waiting[Batch, Result]], *, last: bool = False) -> bool:
        """Apply a group in one transaction and answer it; False: it must be tried apart."""
        try:
            answers = self._stored(group)
        except Exception as error:  # noqa: BLE001 raised again in the request it belongs to
            if last or len(group) == 1:
                group[0].answer(error)
            return False
        self.groups += 1
        self.batches += len(group)
        for waiting, result in answers:
            waiting.answer(result)
        return True

    def _stored(
        self, group: list[_Waiting[Batch, Result]]
    ) -> list[tuple[_Waiting[Batch, Result], Result | Exception]]:
        """Apply a group in one transaction; an emergency waits however long."""
        while True:
            try:
                with transaction(self._engine) as db:
                    results = self._apply(db, [waiting.batch for waiting in group])
                    return list(zip(group, results, strict=True))  # one each, or roll back
            except Busy:
                if not group[0].urgent:
                    raise
                log.warning("an emergency waits for the database: another writer holds it")


def _take(lane: "deque[_Waiting[Batch, Result]]") -> list[_Waiting[Batch, Result]]:
    """Take waiting requests from the front of a lane, up to one group's weight."""
    group: list[_Waiting[Batch, Result]] = []
    weight = 0
    while lane and (not group or weight + len(lane[0].batch) <= GROUP_WEIGHT):
        waiting = lane.popleft()
        if waiting.abandoned:
            waiting.answer(Busy())
            continue
        weight += len(waiting.batch)
        group.append(waiting)
    return group
