"""A story: one home, the people who look after it, and one clock that only we move."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, Row, insert, select
from sqlalchemy.orm import Session

from telecare.actions import delivery, escalating, judging
from telecare.actions.delivery import Batch, Stored
from telecare.db.engine import reading, transaction
from telecare.protocol import messages
from telecare.records import arrivals
from telecare.records.actor import Actor
from telecare.records.alerts import ALERTS
from telecare.records.audit import AuditEntry
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.records.notifications import Notification
from telecare.records.organisations import Organisation
from telecare.records.sessions import SignIn
from telecare.records.staff import Language, Role, Staff
from telecare.records.watching import Condition
from telecare.scheduler import deliver_due
from tests.homes import NOON, VAULT, Gateway, make_gateway, make_resident

BONGHWA = "4792000000"
PROVINCE = "4700000000"
ANDONG = ("4717000000", "sigungu", "/47/47170/", "안동시", "Andong-si")


@dataclass
class Story:
    """What happens between a home and its caseworkers, told step by step."""

    engine: Engine
    home: Gateway
    people: dict[str, Actor]
    now: datetime = NOON
    sent: list[dict[str, Any]] = field(default_factory=list)

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
            yield Context(db, KeyRing(db, VAULT), self.people[name], self.now)

    def signs_in(self, name: str) -> None:
        """Open a screen for this person now."""
        staff_id = self.people[name].staff_id
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

    def alerts(self) -> list[Row[Any]]:
        with reading(self.engine) as db:
            return list(db.execute(select(ALERTS).order_by(ALERTS.c.opened_at)).all())

    def alert(self, alert_class: str | None = None) -> Row[Any]:
        """Return the one alert there is (of that class)."""
        found = [a for a in self.alerts() if alert_class in {None, a.alert_class}]
        assert len(found) == 1, [(a.alert_class, a.state) for a in found]
        return found[0]

    def entries(self, what: str | None = None) -> list[Row[Any]]:
        with reading(self.engine) as db:
            rows = db.execute(select(AuditEntry.__table__).order_by(AuditEntry.id)).all()
        return [row for row in rows if what in {None, row.what}]

    def notices(self) -> list[Row[Any]]:
        with reading(self.engine) as db:
            table = Notification.__table__
            return list(db.execute(select(table).order_by(table.c.due_at, table.c.id)).all())

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


def begin(engine: Engine) -> Story:
    """A resident of 춘양면 with a gateway that has spoken, and five people who may act."""
    home = make_gateway(engine, make_resident(engine))
    with transaction(engine) as db:
        ring = KeyRing(db, VAULT)
        code, kind, path, ko, en = ANDONG
        province = db.scalars(select(Organisation).where(Organisation.code == PROVINCE)).one()
        bonghwa = db.scalars(select(Organisation).where(Organisation.code == BONGHWA)).one()
        andong_id = uuid4()
        db.execute(
            insert(Organisation).values(
                id=andong_id, parent_id=province.id, kind=kind, code=code, path=path,
                name_ko=ko, name_en=en, name_initials="",
            )
        )  # fmt: skip
        people = {
            "jimin": _staff(ring, db, "한지민", Role.CASEWORKER, bonghwa.id, bonghwa.path),
            "sera": _staff(ring, db, "오세라", Role.CASEWORKER, bonghwa.id, bonghwa.path),
            "suhyeon": _staff(ring, db, "민수현", Role.SUPERVISOR, bonghwa.id, bonghwa.path),
            "province": _staff(ring, db, "정도윤", Role.SUPERVISOR, province.id, province.path),
            "oeji": _staff(ring, db, "강외지", Role.CASEWORKER, andong_id, path),
        }
    story = Story(engine, home, people)
    story.moves()
    story.judge()
    return story


def _staff(
    ring: KeyRing, db: Session, name: str, role: Role, organisation_id: UUID, path: str
) -> Actor:
    staff_id = uuid4()
    ring.ensure(("staff", staff_id), at=NOON)
    sealed = ring.seal(("staff", staff_id), name, table="staff", column="name", row=staff_id)
    db.execute(
        insert(Staff).values(
            id=staff_id, organisation_id=organisation_id, login=staff_id.hex[:8], name=sealed,
            role=role, language=Language.KO, password_hash="-", created_at=NOON, version=1,
        )
    )  # fmt: skip
    return Actor(staff_id, role, organisation_id, path, session_strong=True)
