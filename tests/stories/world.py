"""The world of the machine: what stands in the hub, held against the model after every step."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy import Row, event, func, select
from sqlalchemy.orm import Session

from telecare.actions import escalating, judging, prompts, suppressing, upkeep
from telecare.care.judge import ALERT_CLASSES
from telecare.db.engine import reading
from telecare.errors import Refused as HubRefused
from telecare.records import audit
from telecare.records.audit import AuditEntry
from telecare.records.context import Context
from telecare.records.notifications import NOTICES, NotificationState
from telecare.records.past_waits import PAST_WAITS
from telecare.records.suppressions import HELD
from telecare.records.watching import CONDITIONS
from telecare.scheduler import deliver_due, keep_house
from tests.cast import VAULT
from tests.stories import model
from tests.stories.model import LIVE, Alert, Broken, Refused
from tests.stories.story import Story

MOST: Final = {"away": 30 * 24.0, "hospital": 14 * 24.0, "visit": 4.0, "device_test": 1.0}
SPARED: Final = frozenset({"sos", "fall", "fire_gas"})
NO_TOKEN: Final = UUID(int=0)

Begins = Callable[[], Story]


class Killed(BaseException):
    """Kill -9, as the code sees it: nothing after it runs, nothing uncommitted stays."""


@contextmanager
def dying(at: int) -> Iterator[None]:
    """Kill the process at its `at`-th commit (0: it lives on)."""
    left = at

    def before_commit(_: Session) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise Killed

    event.listen(Session, "before_commit", before_commit)
    try:
        yield
    finally:
        event.remove(Session, "before_commit", before_commit)


def promise(what: str, kept: object) -> None:
    """Raise `Broken`, saying what was promised, unless it was kept."""
    if not kept:
        raise Broken(what)


class World(RuleBasedStateMachine):
    """One life of one home. `begins` opens a fresh hub; `steps` counts over all lives."""

    steps = 0

    def __init__(self, begins: Begins) -> None:
        super().__init__()
        self.story = begins()
        self.known: dict[UUID, Alert] = {}
        self.asked: set[UUID] = set()  # stood in a pre-check once
        self.tokens: list[UUID] = []  # every lease token ever given
        self.entries = self._entries()
        self.rows: dict[UUID, Row[Any]] = {}
        self.older: list[Row[Any]] = []  # as they stood before this step
        self._observe(self._rows())

    def teardown(self) -> None:
        """Let the ticks run undisturbed: nothing is left unsaid, and the trail is whole."""
        story = self.story
        if sys.exception() is not None:  # a promise was broken: that is what shall be told
            story.engine.dispose()
            return
        for _ in range(8):
            story.later(minutes=11)
            self.tick_all()
        with reading(story.engine) as db:
            waits = (NotificationState.QUEUED, NotificationState.SENT)
            due = NOTICES.c.due_at <= story.now - timedelta(minutes=11)
            left = db.scalar(select(func.count()).where(NOTICES.c.state.in_(waits), due))
        promise("I13: a message was lost", not left)
        while upkeep.chain_audit(story.engine, VAULT, story.now):
            pass
        with reading(story.engine) as db:
            promise("I17: the trail is broken", not audit.verify(db, VAULT, now=story.now))
        story.engine.dispose()

    # ------------------------------------------------------------- agreement

    def second(self) -> Story:
        """Everything takes a second: two things never happen at the very same instant."""
        type(self).steps += 1
        self.older = list(self.rows.values())
        return self.story.later(seconds=1)

    def tick_all(self) -> None:
        story = self.story
        suppressing.end_due(story.engine, VAULT, story.now)
        suppressing.notice_returns(story.engine, VAULT, story.now)
        judging.judge_due(story.engine, VAULT, story.now)
        prompts.give_up_due(story.engine, VAULT, story.now)
        self.agree(judging=True)
        escalating.climb_due(story.engine, story.now)
        self.agree(climb=True)
        deliver_due(story.engine, story.now)
        self.agree()
        keep_house(story.engine, story.now)
        self.agree(closing=True)

    def person(
        self,
        who: str,
        which: int,
        dies: int,
        act: Callable[[Context, Alert, UUID], object],
        expect: Callable[[Alert, UUID, datetime], Alert],
    ) -> None:
        """Let somebody act on one alert; the hub must do, or refuse, what the model says."""
        story = self.second()
        if not self.known:
            return None
        alert_id, one = list(self.known.items())[which % len(self.known)]
        name = self._name(one) if who == "owner" else who
        then, expected = one, "NotYours" if name == "oeji" else None
        if expected is None:
            try:
                then = expect(one, story.worker(name).id, story.now)
            except Refused as refusal:
                expected = str(refusal)
        said, killed = self.attempt(name, dies, lambda ctx: act(ctx, one, alert_id))
        if killed:
            return self.agree()
        promise(f"{one} was {said}, the model says {expected}", said == expected)
        if expected is None:
            self.known[alert_id] = self._with_token(alert_id, one, then)
        return self.agree()

    def attempt(
        self, name: str, dies: int, act: Callable[[Context], object]
    ) -> tuple[str | None, bool]:
        """Return the name of the refusal, if any, and whether the process died."""
        try:
            with dying(min(dies, 1)), self.story.acting(name) as ctx:
                act(ctx)
        except HubRefused as refusal:
            return type(refusal).__name__, False
        except Killed:
            return None, True
        return None, False

    def _with_token(self, alert_id: UUID, one: Alert, then: Alert) -> Alert:
        """A new owner holds a token that nobody ever held (I3)."""
        if then.state not in model.OWNED or then.epoch == one.epoch or one.state == "resolved":
            return then
        token = next(row.lease_token for row in self._rows() if row.id == alert_id)
        promise("I3: a lease token was given twice", token not in self.tokens)
        self.tokens.append(token)
        return replace(then, token=token)

    def agree(
        self,
        *,
        judging: bool = False,
        climb: bool = False,
        killed: bool = False,
        closing: bool = False,
    ) -> None:
        """Hold every row against the model; `known` is what it says from now on."""
        rows, now = self._rows(), self.story.now
        if judging:
            self._observe(rows)
        for row in rows:
            promise("an alert came out of nowhere", row.id in self.known)
            one = self.known[row.id]
            ways = [one]
            if climb:
                ways = [model.climbed(one, now), *([one] if killed else [])]
            ended = one.resolved_at if one.state == "resolved" else None
            if closing and ended is not None and now - ended >= model.CLOSE_AFTER:
                ways = [model.close(one, one.version)]
            ways += [*model.asking(one, row, now), *model.fallen_through(one, row, now)]
            apart = [model.unlike(way, row) for way in ways]
            if all(apart):
                raise Broken(f"{one.alert_class} at {now}: (model, hub) {apart[0]}")
            self.known[row.id] = ways[apart.index({})]
        promise("an alert is gone", len(rows) == len(self.known))
        self._invariants(rows)
        self.rows = {row.id: row for row in rows}

    def _observe(self, rows: list[Row[Any]]) -> None:
        """Take in what the rules have concluded: births, signals, endings."""
        now = self.story.now
        for row in rows:
            one = self.known.get(row.id)
            then = model.born(row, now) if one is None else model.judged(one, row, now)
            opened = one is None or then.reopened > one.reopened
            if opened and self._covered(str(row.alert_class), str(row.severity)):
                raise Broken("I6: what is held back was opened")
            if then.state == "precheck":
                self.asked.add(row.id)
            self.known[row.id] = then

    def _invariants(self, rows: list[Row[Any]]) -> None:
        with reading(self.story.engine) as db:
            kept_waits = db.scalars(select(PAST_WAITS.c.alert_id)).all()
        classes = [row.alert_class for row in rows if row.state in LIVE]
        promise("I1: two live alerts of a class", len(classes) == len(set(classes)))
        for row in rows:
            live = row.state in LIVE
            promise("I10: live without a timer", live is (row.due_at is not None))
            promise("a lease without an owner", (row.state in model.OWNED) <= (
                row.owner_id is not None and row.lease_until is not None))  # fmt: skip
            ended = row.state in {"resolved", "closed"}
            promise("I16: ended without outcome", not ended or row.outcome is not None)
            if ended and row.severity in {"P1", "P2"}:
                promise("I16: nobody verified", row.person_verified_at is not None)
            promise("I19: a wait was not kept", kept_waits.count(row.id) == row.wait_no - 1)
            promise("I5: a P1 cleared itself", row.state != "auto_cleared"
                     or row.severity != "P1")  # fmt: skip
            before = self.rows.get(row.id)
            if before is not None:
                promise("I2: a version went back", row.version >= before.version)
                same = row.first_signal_received_at == before.first_signal_received_at
                anew = row.wait_no > before.wait_no
                promise("I19: the clock's start was moved", same or anew)
                kept = row.version > before.version or row.policy["steps"] == (
                    before.policy["steps"])  # fmt: skip
                promise("I15: the copied policy changed", kept)
        for held in self.held():
            longest = timedelta(hours=MOST[str(held.reason)])
            promise("I7: a suppression without end", held.until_at - held.from_at <= longest)
            timed = held.ended_at is not None or held.due_at is not None
            promise("I7: nobody is reminded of a suppression", timed)
        before_, self.entries = self.entries, self._entries()
        versions = sum(row.version - self.rows[row.id].version
                       for row in rows if row.id in self.rows)  # fmt: skip
        promise("I17: a move left no entry", self.entries - before_ >= versions)

    def nothing_true_is_silent(self) -> None:
        """What a rule holds true is on the board, dealt with by a human, or held back."""
        with reading(self.story.engine) as db:
            mine = CONDITIONS.c.resident_id == self.story.home.resident_id
            true = select(CONDITIONS).where(mine, CONDITIONS.c.verdict == "true")
            rows = db.execute(true).all()
        seen = LIVE | {"resolved", "closed"}
        stands = {one.alert_class for one in self.known.values() if one.state in seen}
        for row in rows:
            alert_class = str(ALERT_CLASSES[row.rule])
            held = self._covered(alert_class, str(row.severity))
            promise(f"{row.rule} is true and silent", held or alert_class in stands)

    def _covered(self, alert_class: str, severity: str) -> bool:
        now = self.story.now
        for held in self.held():
            over = held.ended_at is not None or not held.from_at <= now < held.until_at
            if over or severity == "P1" or alert_class in SPARED:
                continue
            device, reason = alert_class == "device", str(held.reason)
            if reason == "visit" or device is (reason == "device_test"):
                return True
        return False

    # ------------------------------------------------------------- reading

    def _rows(self) -> list[Row[Any]]:
        rows = self.story.alerts()
        return sorted(rows, key=lambda row: (row.opened_at, row.alert_class))

    def live_ones(self) -> list[Alert]:
        return [one for one in self.known.values() if one.state in LIVE]

    def lives(self, alert_id: UUID) -> bool:
        return self.known[alert_id].state in LIVE

    def held(self) -> list[Row[Any]]:
        with reading(self.story.engine) as db:
            mine = HELD.c.resident_id == self.story.home.resident_id
            return list(db.execute(select(HELD).where(mine)))

    def _entries(self) -> int:
        with reading(self.story.engine) as db:
            mine = AuditEntry.resident_id == self.story.home.resident_id
            return db.scalar(select(func.count()).select_from(AuditEntry).where(mine)) or 0

    def _name(self, one: Alert) -> str:
        by_id = {worker.id: worker.login for worker in self.story.cast.workers}
        return by_id.get(one.owner, "jimin") if one.owner else "jimin"

    def token(self, one: Alert, old: int) -> UUID:
        """Return the token the actor's screen holds: the alert's, or an older one."""
        if one.token is not None and not old:
            return one.token
        older = [token for token in self.tokens if token != one.token]
        return older[-1] if older else NO_TOKEN
