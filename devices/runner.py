"""Threads for agents: one that listens to every home, a few that deliver."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event, Lock
from typing import Final

from devices.home import HomeAgent, Lane
from telecare import clock

log = logging.getLogger(__name__)

LONGEST_NAP: Final = timedelta(seconds=1)  # a driver may notice something it could not foresee
SHORTEST_NAP: Final = timedelta(milliseconds=5)


class Runner:
    """Runs homes until it is told to stop. One home is the ordinary case; a street works too.

    The urgent lane has threads of its own, so an SOS never waits for a batch in flight.
    """

    def __init__(
        self,
        agents: Sequence[HomeAgent],
        *,
        workers: int = 1,
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self._agents = agents
        self._workers = workers
        self._now = now
        self._wake = Event()
        self._stop = Event()
        self._lock = Lock()
        self._in_flight: set[tuple[int, bool]] = set()
        self._deaf: set[str] = set()
        for agent in agents:
            agent.wake = self._wake.set

    def stop(self) -> None:
        """End `run` soon; safe from a signal handler."""
        self._stop.set()
        self._wake.set()

    def run(self, each_turn: Callable[[datetime], datetime | None] = lambda _now: None) -> None:
        """Listen and deliver until `stop`, or until every home was stopped by the hub.

        `each_turn` is called in this thread before each round and returns when it wants to
        be called again, None when it does not care.
        """
        normal = ThreadPoolExecutor(self._workers, "deliver")
        urgent = ThreadPoolExecutor(max(1, self._workers // 2), "urgent")
        try:
            while not self._stop.is_set() and not all(agent.stopped for agent in self._agents):
                self._wake.clear()
                now = self._now()
                wanted = [each_turn(now)]
                for agent in self._agents:
                    self._listen(agent, now)
                    self._hand_out(agent, now, normal, urgent)
                    wanted += [agent.next_listen_at(now), agent.next_delivery_at()]
                self._nap([moment for moment in wanted if moment is not None])
        finally:
            normal.shutdown(cancel_futures=True)
            urgent.shutdown(cancel_futures=True)

    def _nap(self, wanted: Sequence[datetime]) -> None:
        span = min(wanted, default=self._now() + LONGEST_NAP) - self._now()
        nap = min(max(span, SHORTEST_NAP), LONGEST_NAP)
        self._wake.wait(nap.total_seconds())

    def _listen(self, agent: HomeAgent, now: datetime) -> None:
        """A home whose driver or disk fails must not silence its neighbours."""
        name = agent.identity.device_id
        try:
            agent.listen(now)
        except Exception:
            if name not in self._deaf:
                log.exception("%s: cannot listen", name)
            self._deaf.add(name)
        else:
            if name in self._deaf:
                self._deaf.discard(name)
                log.info("%s: listening again", name)

    def _hand_out(
        self, agent: HomeAgent, now: datetime, normal: Executor, urgent: Executor
    ) -> None:
        for lane in agent.due_lanes(now):
            ticket = (id(agent), lane.urgent)
            with self._lock:
                if ticket in self._in_flight:
                    continue
                self._in_flight.add(ticket)
            (urgent if lane.urgent else normal).submit(self._deliver, agent, lane, ticket)

    def _deliver(self, agent: HomeAgent, lane: Lane, ticket: tuple[int, bool]) -> None:
        try:
            agent.deliver(lane, self._now())
        except Exception:
            log.exception("%s: delivery failed", agent.identity.device_id)
            lane.failed(self._now(), agent.roll(), None)
        finally:
            with self._lock:
                self._in_flight.discard(ticket)
            self._wake.set()
