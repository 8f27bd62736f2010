"""A story: one home, the people who look after it, and one clock that only we move."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, Row, insert, select

from telecare.actions import delivery, escalating, judging
from telecare.actions.delivery import Batch, Stored
from telecare.db.engine import reading, transaction
from telecare.protocol import messages
from telecare.records import arrivals
from telecare.records.alerts import ALERTS
from telecare.records.audit import AuditEntry
from telecare.records.context import Context
from telecare.records.notifications import Notification
from telecare.records.sessions import SignIn
from telecare.records.watching import Condition
from telecare.scheduler import deliver_due
from tests.cast import NOON, VAULT, Cast, Worker, context
from tests.homes import Gateway, make_gateway


@dataclass
class Story:
    """What happens between a home and its caseworkers, told step by step."""

    engine: Engine
    home: Gateway
    cast: Cast
    now: datetime = NOON

    # ------------------------------------------------------------ time and the home

    def later(self, **span: float) -> "Story":
        """Let time pass: `later(minutes=30)`."""
        self.now += timedelta(**span)
        return self

    def says(self, *observations: Mapping[str, Any], home: Gateway | None = None) -> Stored:
        """Deliver observations now, as the home's gateway would."""
        result = self.try_to_say(*observations, home=home)
        assert isinstance(result, Stored), result
        return result

    def try_to_say(
        self, *observations: Mapping[str, Any], home: Gateway | None = None
    ) -> Stored | Exception:
        batch = self.batch(home or self.home, observations)
        with transaction(self.engine) as db:
            return delivery.receive(db, [batch], vault=VAULT)[0]

    def batch(self, home: Gateway, observations: Iterable[Mapping[str, Any]]) -> Batch:
        body = home.body([dict(one) for one in observations], self.now)
        with reading(self.engine) as db:
            identity = arrivals.identity_of(db, home.device_id)
        assert identity is not None
        return delivery.prepare(identity, messages.read_delivery(body), self.now)

    def beats(self, home: Gateway | None = None) -> None:
        """The gateway says that it lives."""
        home = home or self.home
        self.says(home.saw("heartbeat", self.now), home=home)

    def moves(self, at: datetime | None = None, **more: object) -> None:
        """Somebody walks through the kitchen (the gateway beats with it)."""
        self.says(
            self.home.saw("heartbeat", self.now),
            self.home.saw("activity", at or self.now, **more),
        )

    def presses(self, at: datetime | None = None, **more: object) -> None:
        """Somebody presses the emergency button."""
        self.says(self.home.saw("sos", at or self.now, sensor="침실", **more))

    def lives_on(self, *, hours: float, moving: bool = False) -> None:
        """The gateway beats every five minutes for a while, and the judge ticks with it."""
        until = self.now + timedelta(hours=hours)
        while self.now < until:
            self.later(minutes=5)
            if moving:
                self.moves()
            else:
                self.beats()
            self.judge()

    # ------------------------------------------------------------ the hub's ticks

    def judge(self) -> int:
        return judging.judge_due(self.engine, VAULT, self.now)

    def climb(self) -> int:
        return escalating.climb_due(self.engine, self.now)

    def deliver(self) -> int:
        return deliver_due(self.engine, self.now)

    # ------------------------------------------------------------ people

    @contextmanager
    def acting(self, name: str) -> Iterator[Context]:
        """One request of one person: one transaction."""
        with transaction(self.engine) as db:
            yield context(db, self.worker(name), now=self.now)

    def worker(self, name: str) -> Worker:
        """Return one of the cast by the name they sign in with."""
        return next(worker for worker in self.cast.workers if worker.login == name)

    def signs_in(self, name: str) -> None:
        """Open a screen for this person now."""
        staff_id = self.worker(name).id
        with transaction(self.engine) as db:
            db.execute(
                insert(SignIn).values(
                    token_hash=uuid4().bytes, staff_id=staff_id, created_at=self.now,
                    seen_at=self.now, touched_at=self.now,
                    expires_at=self.now + timedelta(hours=12), locked_at=None,
                    strong=True, csrf="x",
                )
            )  # fmt: skip

    # ------------------------------------------------------------ what stands where

    def alerts(self, home: Gateway | None = None) -> list[Row[Any]]:
        """Return every alert of the story's home, oldest first."""
        mine = ALERTS.c.resident_id == (home or self.home).resident_id
        with reading(self.engine) as db:
            return list(db.execute(select(ALERTS).where(mine).order_by(ALERTS.c.opened_at)))

    def alert(self, alert_class: str | None = None) -> Row[Any]:
        """Return the one alert there is (of that class)."""
        found = [a for a in self.alerts() if alert_class in {None, a.alert_class}]
        assert len(found) == 1, [(a.alert_class, a.state) for a in found]
        return found[0]

    def entries(self, what: str | None = None) -> list[Row[Any]]:
        with reading(self.engine) as db:
            rows = db.execute(select(AuditEntry.__table__).order_by(AuditEntry.id)).all()
        mine = [row for row in rows if row.resident_id == self.home.resident_id]
        return [row for row in mine if what in {None, row.what}]

    def notices(self) -> list[Row[Any]]:
        with reading(self.engine) as db:
            table = Notification.__table__
            rows = db.execute(
                select(table)
                .join(ALERTS, ALERTS.c.id == table.c.alert_id)
                .where(ALERTS.c.resident_id == self.home.resident_id)
                .order_by(table.c.due_at, table.c.id)
            )
            return list(rows)

    def verdict(self, rule: str, subject: str = "") -> str:
        with reading(self.engine) as db:
            return str(
                db.scalars(
                    select(Condition.verdict).where(
                        Condition.resident_id == self.home.resident_id,
                        Condition.rule == rule,
                        Condition.subject == subject,
                    )
                ).one()
            )


def begin(engine: Engine, cast: Cast) -> Story:
    """Chungil's home gets a gateway, which has just spoken; the board is at rest.

    Soonja's devices have never been heard: her alert is there from the start, and no story's.
    """
    story = Story(engine, make_gateway(engine, cast.chungil.id), cast)
    story.moves()
    story.judge()
    while story.climb() + story.deliver():
        pass
    return story
