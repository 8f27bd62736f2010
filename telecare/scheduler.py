"""The scheduler: a few ticks that do what has become due. It knows no deadline itself.

Every deadline is a column; a tick claims what is due, so restarting loses nothing and two
schedulers are safe. Leadership (a lock) only saves the others the work. APScheduler, with its
job store in memory, does nothing but call the ticks.
"""

import logging
import os
import socket
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor as Pool
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from telecare.actions import (
    addressing,
    calls_due,
    canary,
    escalating,
    expanding,
    incidents,
    judging,
    outbox,
    pinging,
    prompts,
    sending,
    suppressing,
    tasks,
    transferring,
    upkeep,
)
from telecare.actions.sending import Ready
from telecare.channels import console, mail, push, services, webhook
from telecare.db.engine import transaction
from telecare.db.locks import leadership
from telecare.protocol.hooks import Line, Message
from telecare.records import ticks
from telecare.records.actor import SERVICE
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.records.notifications import NotificationState
from telecare.vault.vault import Vault

JUDGE_S: Final = 0.25  # the promise is 500 ms from the commit to the judging
OVERDUE_S: Final = 0.5
NOTIFY_S: Final = 0.5
CALLS_S: Final = 0.5
PROMPTS_S: Final = 0.5
TESTS_S: Final = 1.0
INCIDENTS_S: Final = 10.0
TASKS_S: Final = 10.0
PRESS_S: Final = 5.0
PING_LOOK_S: Final = 10.0
CANARY_S: Final = 1.0  # it is promised to alarm after 30 s
TRANSFERS_S: Final = 10.0
HELD_S: Final = 1.0  # what is true at the end of a suppression opens within a second more
RETURNS_S: Final = 10.0
CHAIN_S: Final = 0.5  # an entry is chained within a second
HOUSEKEEPING_S: Final = 60.0
LEFT_OVER_S: Final = 3600.0
PRUNE_S: Final = 3600.0
LEAD_S: Final = 1.0  # how soon a standby notices that the leader is gone
BEAT_S: Final = 5.0  # how often it is written that the ticks live: a write each run is noise

CHANNELS: Final = {"console": console.deliver}
Deliver = Callable[[Message, Line], tuple[NotificationState, str]]
CARRIERS: Final[Mapping[str, Deliver]] = {  # by the kind of the provider
    "smtp": mail.deliver,
    "webhook": webhook.deliver,
    "apprise": services.deliver,
    "push": push.deliver,
}
SENDERS: Final = 8  # messages on their way at the same time, urgent and others each

log = logging.getLogger(__name__)
# a tick that takes longer than its period is simply called again; that is no news
logging.getLogger("apscheduler").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Loop:
    """One tick: its name, its period and what it does at an instant."""

    name: str
    every_s: float
    work: Callable[[datetime], object]


class Scheduler:
    """Ticks while this process leads.

    Args:
        engine: The hub's database.
        vault: For chaining the audit.
        now: The clock; every tick reads it once.
        origin: How people reach this hub; links in messages begin with it.
        ping: Where to say that the hub is well, and how often; None: nowhere.
    """

    def __init__(
        self,
        engine: Engine,
        vault: Vault,
        now: Callable[[], datetime],
        origin: str = "http://127.0.0.1:8000",
        ping: pinging.Ping | None = None,
    ) -> None:
        self._engine = engine
        self._origin = origin
        self._ping = ping
        self._vault = vault
        self._now = now
        self._lead = leadership(engine)
        self._leads = False
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        self._ran: dict[str, datetime] = {}  # when each tick last ended well
        self._ticking = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(max_workers=len(self.loops()))},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone="UTC",
        )

    def loops(self) -> tuple[Loop, ...]:
        """Return every tick with its period."""
        engine, vault = self._engine, self._vault
        return (
            Loop("beat", BEAT_S, self._beat),
            Loop("judge", JUDGE_S, self._judge),
            Loop("overdue", OVERDUE_S, partial(escalating.climb_due, engine)),
            Loop("notifications", NOTIFY_S, partial(deliver_due, engine)),
            Loop("urgent", NOTIFY_S, partial(self._send, urgent=True)),
            Loop("messages", NOTIFY_S, partial(self._send, urgent=False)),
            Loop("tests", TESTS_S, partial(addressing.test_due, engine, vault)),
            Loop("calls", CALLS_S, partial(calls_due.end_due, engine, vault)),
            Loop("prompts", PROMPTS_S, partial(prompts.give_up_due, engine, vault)),
            Loop("tasks", TASKS_S, partial(tasks.tell_late, engine, vault)),
            Loop("transfers", TRANSFERS_S, partial(transferring.remind_due, engine, vault)),
            Loop("suppressions", HELD_S, partial(suppressing.end_due, engine, vault)),
            Loop("returns", RETURNS_S, partial(suppressing.notice_returns, engine, vault)),
            Loop("incidents", INCIDENTS_S, partial(incidents.look, engine)),
            Loop("press", PRESS_S, self._press),
            Loop("canary", CANARY_S, partial(canary.look, engine, vault)),
            Loop("ping", PING_LOOK_S, partial(pinging.ping_due, engine, ping=self._ping)),
            Loop("chain", CHAIN_S, partial(upkeep.chain_audit, engine, vault)),
            Loop("upkeep", HOUSEKEEPING_S, partial(keep_house, engine)),
            Loop("left over", LEFT_OVER_S, partial(upkeep.chain_left_over, engine, vault)),
            Loop("prune", PRUNE_S, partial(upkeep.prune, engine)),
        )

    def start(self) -> None:
        """Begin to tick; a standby begins to wait for the lead."""
        self._try_lead()
        self._ticking.add_job(self._try_lead, "interval", seconds=LEAD_S, id="lead")
        for loop in self.loops():  # each begins at once: what was missed is done first
            self._ticking.add_job(
                self._tick,
                "interval",
                seconds=loop.every_s,
                id=loop.name,
                args=[loop],
                next_run_time=self._now(),
            )
        self._ticking.start()

    def stop(self) -> None:
        """End the ticks, waiting for those that run, and let another process lead."""
        if self._ticking.running:
            self._ticking.shutdown(wait=True)
        self._lead.give_up()
        self._leads = False

    def run_all(self, now: datetime) -> None:
        """Run every tick once, at `now`: what a story does instead of waiting."""
        for loop in self.loops():
            loop.work(now)

    def _judge(self, now: datetime) -> None:
        """Judge every resident who is due, urgent first."""
        judging.judge_due(self._engine, self._vault, now, clock=self._now)

    def _send(self, now: datetime, *, urgent: bool) -> None:
        """Send what is due outside; the urgent never waits behind the rest."""
        send_due(self._engine, self._vault, now, origin=self._origin, urgent=urgent)

    def _press(self, now: datetime) -> None:
        """Let the canaries that are due press, by the way every home takes."""
        canary.press_due(self._engine, self._vault, now, origin=self._origin)

    def _try_lead(self) -> None:
        leads = self._lead.try_lead()
        if leads is not self._leads:
            log.info("this process %s", "leads the ticks" if leads else "no longer leads")
        self._leads = leads

    def _tick(self, loop: Loop) -> None:
        """Run one tick; what it raises is logged, naming no person, and ends nothing."""
        if not self._leads:
            return
        now = self._now()
        try:
            loop.work(now)
            self._ran[loop.name] = now
        except Exception:
            log.exception("the tick %s failed and is run again", loop.name)

    def _beat(self, now: datetime) -> None:
        """Write when each tick last ran, and that the hub listens."""
        with transaction(self._engine) as db:
            ticks.listen(db, now=now)
            for name, ran_at in sorted(self._ran.items()):
                ticks.beat(db, name, now=ran_at, leader=self._name)


def deliver_due(engine: Engine, now: datetime) -> int:
    """Deliver what is due over its channel and keep each outcome; return how many.

    What leaves the house is expanded here, into rows that `send_due` takes. A step that reaches
    nobody falls through.
    """
    with transaction(engine) as db:
        waiting = outbox.due(db, now)
    for notice in waiting:
        try:
            with transaction(engine) as db:
                state, result = _deliver(db, notice, now)
                outbox.record(db, notice, state, result, now)
                if state is NotificationState.NO_ONE and notice.step_no != outbox.REMINDER:
                    escalating.fall_through(db, notice, now)
        except Exception:  # one that fails must not silence the others; it is taken again
            log.exception("a notification could not be delivered and is tried again")
    return len(waiting)


def send_due(engine: Engine, vault: Vault, now: datetime, *, origin: str, urgent: bool) -> int:
    """Send what is due to people outside, several at a time; return how many were sent.

    No transaction is open while a service is asked. One that hangs holds up its own batch for
    ten seconds at most, and never a batch of the urgent if it carries none.
    """
    with transaction(engine) as db:
        ready = sending.take(_serving(db, vault, now), urgent=urgent, origin=origin)
    if not ready:
        return 0
    with Pool(min(SENDERS, len(ready)), "sending") as pool:
        for one, (state, result) in zip(ready, pool.map(_carry, ready), strict=True):
            try:
                with transaction(engine) as db:
                    sending.settle(_serving(db, vault, now), one.waiting, state, result)
            except Exception:  # the others are kept; this one is taken again in a minute
                log.exception("what became of a message could not be kept")
    return len(ready)


def _carry(ready: Ready) -> tuple[NotificationState, str]:
    """Let the provider's channel carry it; what a library throws is a failure and no more.

    Its text is not logged: it may repeat an address.
    """
    try:
        return CARRIERS[ready.line.kind](ready.message, ready.line)
    except Exception as error:  # noqa: BLE001 - any library of any channel
        log.error("the channel %s failed: %s", ready.line.kind, type(error).__name__)  # noqa: TRY400
        return NotificationState.FAILED, "not_taken"


def _serving(db: Session, vault: Vault, now: datetime) -> Context:
    return Context(db, KeyRing(db, vault), SERVICE, now)


def keep_house(engine: Engine, now: datetime) -> None:
    """Close what was resolved a day ago, restore lost timers, take lost deliveries again."""
    upkeep.close_resolved(engine, now)
    escalating.sweep(engine, now)
    with transaction(engine) as db:
        outbox.retake(db, now)


def _deliver(
    db: Session, notice: outbox.Waiting, now: datetime
) -> tuple[NotificationState, str]:
    if notice.overtaken:
        return NotificationState.FAILED, "overtaken"
    channel = CHANNELS.get(notice.channel)
    if channel is None:
        return expanding.expand(db, notice, now)
    return channel(
        db,
        target=notice.target,
        organisation_id=notice.organisation_id,
        owner_id=notice.owner_id,
        now=now,
    )
