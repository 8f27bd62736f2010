"""The outbox: what must be said to people, written now and delivered after the commit.

A notification is one row per (alert, epoch, loop, step, target, channel); its idempotency key
is unique, so writing the same step twice says it once. Delivery is at least once: a duplicate
is preferred to a loss.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Row, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from telecare.care.alert import LIVE_STATES, UNDO_WITHIN
from telecare.care.escalation import Step
from telecare.care.facts import Severity
from telecare.db.prepared import Prepared
from telecare.records.alerts import Alert
from telecare.records.notifications import Notification, NotificationState

NOTICES = Notification.__table__
ALERTS = Alert.__table__
IN_HOUSE: Final = frozenset({"console"})  # never leaves the building: need not wait for an undo
ATTEMPTS: Final = (
    3  # a channel that fails three times has failed; the next step is told instead
)
RETRY_AFTER: Final = timedelta(seconds=5)
SILENT_FOR: Final = timedelta(
    seconds=60
)  # taken, never answered: its process died; taken again
REMINDER: Final = -1  # step_no of what is not a step of the policy (lease reminder, new signal)


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to tell about one alert: the part of a notification that names its place."""

    alert_id: UUID
    severity: Severity
    epoch: int
    loop_no: int
    step: str  # the step's number, or the name of a reminder ("lease50", "signal7")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notification that is due, as the channels see it. Holds ids and numbers only."""

    id: UUID
    alert_id: UUID
    organisation_id: UUID  # the alert's si/gun
    owner_id: UUID | None
    channel: str
    target: str
    severity: Severity
    attempts: int
    epoch: int
    step_no: int  # REMINDER for what is not a step of the policy
    overtaken: bool  # the alert has moved on since this was written: say nothing


def tell(db: Session, call: Call, targets: Iterable[tuple[str, str]], now: datetime) -> int:
    """Write one notification per (target, channel); what was written before stays as it is.

    What leaves the house waits for the undo, except on P1. Returns the rows offered.
    """
    rows = [_row(call, target, channel, now) for target, channel in targets]
    if rows:
        on_postgres = db.get_bind().dialect.name == "postgresql"
        (_TELL_POSTGRES if on_postgres else _TELL_SQLITE).run_many(db, rows)
    return len(rows)


def tell_step(db: Session, call: Call, step: Step, now: datetime) -> int:
    """Write the notifications of one escalation step."""
    pairs = [(target, channel) for target in step.targets for channel in step.channels]
    return tell(db, call, pairs, now)


def due(db: Session, now: datetime, limit: int = 200) -> list[Waiting]:
    """Take the notifications whose time has come, most severe first, and mark them `sent`."""
    waiting = (
        select(NOTICES.c.id)
        .where(NOTICES.c.state == NotificationState.QUEUED, NOTICES.c.due_at <= now)
        .order_by(NOTICES.c.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = db.scalars(waiting).all()
    if not ids:
        return []
    taken = {
        "state": NotificationState.SENT,
        "sent_at": now,
        "attempts": NOTICES.c.attempts + 1,
    }
    db.execute(update(NOTICES).where(NOTICES.c.id.in_(ids)).values(taken))
    rows = db.execute(
        select(*NOTICES.c, *_ALERT_SIDE)
        .join_from(NOTICES, ALERTS, NOTICES.c.alert_id == ALERTS.c.id)
        .where(NOTICES.c.id.in_(ids))
        .order_by(ALERTS.c.severity, NOTICES.c.due_at)
    )
    return [_waiting(row) for row in rows]


def retake(db: Session, now: datetime) -> int:
    """Queue again what was taken a minute ago and never answered: its process died (I13)."""
    lost = (NOTICES.c.state == NotificationState.SENT, NOTICES.c.sent_at < now - SILENT_FOR)
    again = update(NOTICES).where(*lost).values(state=NotificationState.QUEUED)
    return db.execute(again).rowcount  # type: ignore[attr-defined,no-any-return]


def record(
    db: Session, waiting: Waiting, state: NotificationState, result: str, now: datetime
) -> None:
    """Keep what became of a notification; a failure is tried again until `ATTEMPTS`."""
    failed = state is NotificationState.FAILED and not waiting.overtaken
    again = failed and waiting.attempts < ATTEMPTS
    values: dict[str, object] = {"state": state, "result": result}
    if again:
        values |= {"state": NotificationState.QUEUED, "due_at": now + RETRY_AFTER}
    db.execute(update(NOTICES).where(NOTICES.c.id == waiting.id).values(values))


def unreached(db: Session, alert_id: UUID, epoch: int, loop_no: int, step_no: int) -> bool:
    """Whether everything said at this step has come to nothing (and something was said)."""
    states = db.scalars(
        select(NOTICES.c.state).where(
            NOTICES.c.alert_id == alert_id,
            NOTICES.c.idempotency_key.like(f"{alert_id}:{epoch}:{loop_no}:{step_no}:%"),
        )
    ).all()
    return bool(states) and all(state in _NOBODY for state in states)


def _row(call: Call, target: str, channel: str, now: datetime) -> dict[str, object]:
    at_once = call.severity is Severity.P1 or channel in IN_HOUSE
    key = (call.alert_id, call.epoch, call.loop_no, call.step, target, channel)
    return {
        "id": uuid4(),
        "alert_id": call.alert_id,
        "idempotency_key": ":".join(map(str, key)),
        "channel": channel,
        "target": target,
        "state": NotificationState.QUEUED,
        "due_at": now if at_once else now + UNDO_WITHIN,
        "attempts": 0,
        "epoch": call.epoch,
        "step_no": int(call.step) if call.step.isdigit() else REMINDER,
        "sent_at": None,
        "result": None,
    }


_NOBODY: Final = frozenset({NotificationState.FAILED, NotificationState.NO_ONE})
_ALERT_SIDE = (
    ALERTS.c.organisation_id,
    ALERTS.c.owner_id,
    ALERTS.c.severity,
    ALERTS.c.epoch.label("alert_epoch"),
    ALERTS.c.state.label("alert_state"),
)


def _waiting(row: Row[*tuple[Any, ...]]) -> Waiting:
    live = row.alert_state in LIVE_STATES
    return Waiting(
        id=row.id,
        alert_id=row.alert_id,
        organisation_id=row.organisation_id,
        owner_id=row.owner_id,
        channel=row.channel,
        target=row.target,
        severity=Severity(row.severity),
        attempts=row.attempts,
        epoch=row.epoch,
        step_no=row.step_no,
        overtaken=not live or row.epoch != row.alert_epoch,
    )


_TELL_SQLITE: Final = Prepared(sqlite.insert(NOTICES).on_conflict_do_nothing())
_TELL_POSTGRES: Final = Prepared(postgresql.insert(NOTICES).on_conflict_do_nothing())
