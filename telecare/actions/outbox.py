"""The outbox: what must be said to people, written now and delivered after the commit.

A notification is one row per (alert, epoch, loop, step, target, channel); its idempotency key
is unique, so writing the same step twice says it once. What leaves the house is then one row
more per person and way (see `expanding`). Delivery is at least once: a duplicate is preferred
to a loss.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Row, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from telecare.care.alert import LIVE_STATES, UNDO_WITHIN, State
from telecare.care.escalation import Step
from telecare.care.facts import Severity
from telecare.db.prepared import Prepared
from telecare.records.alerts import Alert
from telecare.records.notifications import NOTICES, About, NotificationState

ALERTS = Alert.__table__
IN_HOUSE: Final = frozenset({"console"})  # never leaves the building: need not wait for an undo
AWAY: Final = ("push", "sms")  # how one person by a telephone is told
OVERTAKEN: Final = "overtaken"  # the result of what was not sent: the alert had moved on
ATTEMPTS: Final = 5  # of what is urgent: the next step of the policy is told meanwhile
PATIENT_ATTEMPTS: Final = 10  # of the rest: a service may be down for most of an hour
RETRY_AFTER: Final = timedelta(seconds=5)  # tripled with each attempt …
RETRY_AT_MOST: Final = timedelta(minutes=10)  # … until here
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
    key: str  # the idempotency key
    alert_id: UUID | None  # None: it is about something else
    about: About
    about_id: UUID | None
    organisation_id: UUID  # the alert's si/gun, or what the row itself says
    resident_id: UUID | None  # the alert's, or the one it is said to
    owner_id: UUID | None
    staff_id: UUID | None
    contact_id: UUID | None
    address_id: UUID | None
    provider_id: UUID | None
    channel: str
    target: str
    urgent: bool
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


def tell_persons(db: Session, call: Call, targets: Iterable[str], now: datetime) -> int:
    """Write what certain people must know wherever they are: on a screen and by telephone.

    A P1 rings them too. What is milder is bundled with the rest of the person's messages.
    """
    ways = ("console", *AWAY, "voice") if call.severity is Severity.P1 else ("console", *AWAY)
    return tell(db, call, [(target, way) for target in targets for way in ways], now)


def tell_step(db: Session, call: Call, step: Step, now: datetime) -> int:
    """Write the notifications of one escalation step."""
    pairs = [(target, channel) for target in step.targets for channel in step.channels]
    return tell(db, call, pairs, now)


def say(  # noqa: PLR0913 - what a message outside an alert is made of, by name
    db: Session,
    about: About,
    about_id: UUID,
    *,
    organisation_id: UUID,
    target: str,
    channels: Iterable[str],
    now: datetime,
    word: str = "",
    urgent: bool = False,
    resident_id: UUID | None = None,
    staff_id: UUID | None = None,
    contact_id: UUID | None = None,
    address_id: UUID | None = None,
    alert_id: UUID | None = None,
) -> list[UUID]:
    """Write messages that are no step of a policy, one a channel; return the new rows' ids.

    Said twice is said once: `about`, `about_id`, `word` (such as an attempt's number), target
    and channel tell one message from another. With `staff_id`, `contact_id` or `resident_id`
    it is for that one person (the latter two by the telephone of their record); else `target`
    is expanded as a policy's is. `alert_id` only names the alert it belongs to: unlike a step
    of a policy, it is said even if that alert moves on.
    """
    rows = [
        {
            **_EMPTY, "id": uuid4(),
            "idempotency_key": f"{about}:{about_id}:{word}:{target}:{c}",
            "about": about, "about_id": about_id, "alert_id": alert_id,
            "organisation_id": organisation_id, "resident_id": resident_id,
            "staff_id": staff_id, "contact_id": contact_id, "address_id": address_id,
            "channel": c, "target": target, "state": NotificationState.QUEUED, "due_at": now,
            "epoch": 0, "step_no": REMINDER, "urgent": urgent,
        }
        for c in channels
    ]  # fmt: skip
    on_postgres = db.get_bind().dialect.name == "postgresql"
    build = postgresql.insert if on_postgres else sqlite.insert
    written: list[UUID] = []
    for row in rows:
        adding = build(NOTICES).values(row).on_conflict_do_nothing().returning(NOTICES.c.id)
        written += db.scalars(adding).all()
    return written


def due(
    db: Session,
    now: datetime,
    limit: int = 200,
    *,
    leaves: bool = False,
    urgent: bool | None = None,
) -> list[Waiting]:
    """Take the notifications whose time has come, most severe first, and mark them `sent`.

    Args:
        db: The transaction, which must be committed before anything is sent.
        now: The instant.
        limit: How many at most.
        leaves: Those for one person by a channel that leaves the house; else the others.
        urgent: Only the urgent ones, or only the others; None: both.
    """
    waiting = (
        select(NOTICES.c.id)
        .where(NOTICES.c.state == NotificationState.QUEUED, NOTICES.c.due_at <= now)
        .where(LEAVES if leaves else ~LEAVES)
        .order_by(NOTICES.c.urgent.desc(), NOTICES.c.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    if urgent is not None:
        waiting = waiting.where(NOTICES.c.urgent.is_(urgent))
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
        .outerjoin_from(NOTICES, ALERTS, NOTICES.c.alert_id == ALERTS.c.id)
        .where(NOTICES.c.id.in_(ids))
        .order_by(NOTICES.c.urgent.desc(), ALERTS.c.severity, NOTICES.c.due_at)
    )
    return [_waiting(row) for row in rows]


def one(db: Session, notification_id: UUID) -> Waiting:
    """Return one notification as the channels see it; `LookupError` if there is none."""
    row = db.execute(
        select(*NOTICES.c, *_ALERT_SIDE)
        .outerjoin_from(NOTICES, ALERTS, NOTICES.c.alert_id == ALERTS.c.id)
        .where(NOTICES.c.id == notification_id)
    ).first()
    if row is None:
        raise LookupError("no such notification")
    return _waiting(row)


def retake(db: Session, now: datetime) -> int:
    """Queue again what was taken a minute ago and never answered: its process died (I13)."""
    lost = (NOTICES.c.state == NotificationState.SENT, NOTICES.c.sent_at < now - SILENT_FOR)
    again = update(NOTICES).where(*lost).values(state=NotificationState.QUEUED)
    return db.execute(again).rowcount  # type: ignore[attr-defined,no-any-return]


def record(
    db: Session,
    waiting: Waiting,
    state: NotificationState,
    result: str,
    now: datetime,
    *,
    for_good: bool = False,
    back_at: datetime | None = None,
) -> bool:
    """Keep what became of a notification; tell whether it is settled.

    A failure that is not `for_good` is tried again with longer and longer pauses; after the
    last attempt it stays failed, for everybody to see. What waits for a provider that is down
    does not go before that is tried (`back_at`), nor later than after the longest pause.
    """  # fmt: skip
    failed = state is NotificationState.FAILED and not waiting.overtaken
    most = ATTEMPTS if waiting.urgent else PATIENT_ATTEMPTS
    again = failed and not for_good and waiting.attempts < most
    values: dict[str, object] = {"state": state, "result": result}
    if again:
        pause = min(RETRY_AFTER * 3 ** (waiting.attempts - 1), RETRY_AT_MOST)
        if back_at is not None:
            pause = min(max(back_at - now, pause), RETRY_AT_MOST)
        values |= {"state": NotificationState.QUEUED, "due_at": now + pause}
    taken = NOTICES.c.state == NotificationState.SENT  # a result that came in meanwhile stays
    db.execute(update(NOTICES).where(NOTICES.c.id == waiting.id, taken).values(values))
    return not again


def carry_on(db: Session, alert_id: UUID, *, was: int, now_is: int) -> None:
    """Let what was said in one epoch count in another: a claim was taken back.

    What has not left yet goes after all, also if it was found overtaken meanwhile; what was
    delivered is not said twice.
    """
    of_alert = (NOTICES.c.alert_id == alert_id, NOTICES.c.about == About.ALERT)
    rows = db.execute(select(NOTICES).where(*of_alert, NOTICES.c.epoch == was)).all()
    for row in rows:
        tail = row.idempotency_key.removeprefix(f"{alert_id}:{was}:")
        values = {"epoch": now_is, "idempotency_key": f"{alert_id}:{now_is}:{tail}"}
        if row.result == OVERTAKEN:
            values |= {"state": NotificationState.QUEUED, "result": None}
        db.execute(update(NOTICES).where(NOTICES.c.id == row.id).values(values))


def unreached(db: Session, alert_id: UUID, epoch: int, loop_no: int, step_no: int) -> bool:
    """Whether everything said at this step has come to nothing (and something was said)."""
    states = db.scalars(
        select(NOTICES.c.state).where(
            NOTICES.c.alert_id == alert_id,
            NOTICES.c.idempotency_key.like(f"{alert_id}:{epoch}:{loop_no}:{step_no}:%"),
        )
    ).all()
    ends = [state for state in states if state is not NotificationState.EXPANDED]
    return bool(ends) and all(state in NOBODY for state in ends)


def _row(call: Call, target: str, channel: str, now: datetime) -> dict[str, object]:
    at_once = call.severity is Severity.P1 or channel in IN_HOUSE
    key = (call.alert_id, call.epoch, call.loop_no, call.step, target, channel)
    return _EMPTY | {
        "id": uuid4(),
        "alert_id": call.alert_id,
        "idempotency_key": ":".join(map(str, key)),
        "channel": channel,
        "target": target,
        "state": NotificationState.QUEUED,
        "due_at": now if at_once else now + UNDO_WITHIN,
        "epoch": call.epoch,
        "step_no": int(call.step) if call.step.isdigit() else REMINDER,
        "urgent": call.severity is Severity.P1,
    }


LEAVES: Final = or_(  # for one person (or machine) by a channel that leaves the house
    NOTICES.c.staff_id.is_not(None),
    NOTICES.c.resident_id.is_not(None),
    NOTICES.c.provider_id.is_not(None),
)
_EMPTY: Final[dict[str, object]] = {column.name: None for column in NOTICES.c} | {
    "about": About.ALERT,
    "attempts": 0,
    "urgent": False,
    "simulated": False,
}
NOBODY: Final = frozenset({NotificationState.FAILED, NotificationState.NO_ONE})
_ALERT_SIDE = (
    ALERTS.c.organisation_id.label("alert_organisation"),
    ALERTS.c.resident_id.label("alert_resident"),
    ALERTS.c.owner_id,
    ALERTS.c.epoch.label("alert_epoch"),
    ALERTS.c.state.label("alert_state"),
)


def _waiting(row: Row[*tuple[Any, ...]]) -> Waiting:
    of_step = row.about is About.ALERT and row.alert_id is not None
    live = row.alert_state in LIVE_STATES
    return Waiting(
        id=row.id,
        key=row.idempotency_key,
        alert_id=row.alert_id,
        about=row.about,
        about_id=row.about_id,
        organisation_id=row.organisation_id or row.alert_organisation,
        resident_id=row.resident_id or row.alert_resident,
        owner_id=row.owner_id,
        staff_id=row.staff_id,
        contact_id=row.contact_id,
        address_id=row.address_id,
        provider_id=row.provider_id,
        channel=row.channel,
        target=row.target,
        urgent=row.urgent,
        attempts=row.attempts,
        epoch=row.epoch,
        step_no=row.step_no,
        overtaken=(of_step and (not live or row.epoch != row.alert_epoch))
        or (row.about is About.PRECHECK and row.alert_state is not State.PRECHECK),
    )


_TELL_SQLITE: Final = Prepared(sqlite.insert(NOTICES).on_conflict_do_nothing())
_TELL_POSTGRES: Final = Prepared(postgresql.insert(NOTICES).on_conflict_do_nothing())
