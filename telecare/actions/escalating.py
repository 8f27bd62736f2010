"""Escalating: what happens to an alert when its time comes and no human has moved it.

Every live alert has a `due_at` (the database insists). The tick takes what is due and does the
one thing its state asks for: OPEN — tell the next step of its policy; CLAIMED or RESPONDING —
remind the owner, then the supervisor too, and give the alert back when the lease has run out.
Nothing here asks how late it is: what became due while the hub was down is done at once (I11).
"""

import logging
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Engine, Row, bindparam, select, update
from sqlalchemy.orm import Session

from telecare.actions import leases, looking, outbox, prechecks
from telecare.actions.outbox import Call
from telecare.care import escalation
from telecare.care.alert import LIVE_STATES, OWNED_STATES, Move, State, after
from telecare.care.escalation import Hours, LeaseEvent, Policy
from telecare.care.facts import Severity
from telecare.db.engine import reading, transaction
from telecare.db.prepared import Prepared
from telecare.db.types import Instant
from telecare.records import audit, feeds, policies
from telecare.records.actor import SERVICE
from telecare.records.alerts import Alert

log = logging.getLogger(__name__)
ALERTS = Alert.__table__
FREE: Final[Mapping[str, object]] = {
    "owner_id": None,
    "lease_until": None,
    "lease_token": None,
    "expected_by": None,
    "hold_reason": None,
    "undo_until": None,
    "undo_from": None,
}
BEHIND: Final = timedelta(seconds=60)  # a timer this late is one that nobody works on
SLICE: Final = 25  # alerts between two looks at what is most severe: about 0.1 s of work
_REMINDED: Final[Mapping[LeaseEvent, tuple[str, ...]]] = {
    LeaseEvent.REMIND_OWNER: ("owner",),
    LeaseEvent.REMIND_SUPERVISOR: ("owner", "supervisor"),
}


def climb_due(engine: Engine, now: datetime, limit: int = 200) -> int:
    """Do what is due for every live alert, most severe first; return how many moved.

    One transaction per alert, so that one that fails does not hold the others back. In a storm
    it looks again after every `SLICE`: what is more severe and fell due meanwhile goes before
    the rest. With nothing due this is one probe of an index, whatever the number of timers.
    """
    moved, failed = 0, 0
    seen: set[UUID] = set()
    while len(seen) < limit and (ids := _due(engine, now, seen)):
        seen.update(ids)
        for alert_id in ids:
            try:
                with transaction(engine) as db:
                    moved += climb(db, alert_id, now)
            except Exception:  # one alert must not hold the others back; it stays due
                failed += 1
                if failed == 1:  # hundreds may fail of one cause: one traceback tells it
                    log.exception("an alert could not be escalated and is tried again")
    if failed > 1:
        log.error("%d alerts could not be escalated and are tried again", failed)
    return moved


def _due(engine: Engine, now: datetime, seen: Collection[UUID]) -> list[UUID]:
    """Return the next slice of who is due and has not been `seen` in this tick."""
    if _ANY_DUE.peek(engine, {"now": now}) is None:
        return []
    with reading(engine) as db:
        due = db.scalars(
            select(ALERTS.c.id)
            .where(ALERTS.c.due_at <= now)
            .order_by(ALERTS.c.severity, ALERTS.c.due_at)
            .limit(SLICE + len(seen))  # those that failed or are another's stay due
        ).all()
    return [alert_id for alert_id in due if alert_id not in seen][:SLICE]


def climb(db: Session, alert_id: UUID, now: datetime) -> bool:
    """Do what is due for one alert; False when somebody else has or nothing is due."""
    alert = db.execute(
        select(*ALERTS.c)
        .where(ALERTS.c.id == alert_id, ALERTS.c.due_at <= now)
        .with_for_update(skip_locked=True)
    ).first()
    if alert is None:
        return False
    match alert.state:
        case State.PRECHECK:
            return prechecks.next_attempt(db, alert, now)
        case State.OPEN:
            return _next_step(db, alert, now)
        case State.CLAIMED | State.RESPONDING:
            return _lease(db, alert, now)
        case _:
            return False  # finished: nothing of it is due any more


def fall_through(db: Session, waiting: outbox.Waiting, now: datetime) -> None:
    """Tell the next step at once when everything said at this one came to nothing (I14).

    The last step of a loop waits for the policy's repeat: it has nobody after it.
    """
    alert = db.execute(
        select(*ALERTS.c).where(ALERTS.c.id == waiting.alert_id).with_for_update()
    ).one()
    stands = alert.state is State.OPEN and alert.epoch == waiting.epoch
    if not stands or alert.step_no != waiting.step_no + 1 or alert.due_at <= now:
        return
    if not outbox.unreached(db, alert.id, alert.epoch, alert.loop_no, waiting.step_no):
        return
    if _moved(db, alert, {"due_at": now}):
        _log(db, alert, "escalation.fell_through", now, step=waiting.step_no)


def sweep(engine: Engine, now: datetime) -> int:
    """Give every OPEN alert that has lost its timer one that is due now (I10); how many had.

    The database forbids it; this is for rows that came by another way (a restore, a repair).
    """
    with transaction(engine) as db:
        lost = db.execute(
            select(*ALERTS.c).where(ALERTS.c.state.in_(LIVE_STATES), ALERTS.c.due_at.is_(None))
        ).all()
        for alert in lost:
            _moved(db, alert, {"due_at": now})
            _log(db, alert, "escalation.timer_restored", now)
    return len(lost)


def _next_step(db: Session, alert: Row[Any], now: datetime) -> bool:
    """Tell the step that is due; a step of an older epoch finds nothing to move (I12)."""
    policy, broken = _policy_of(alert)
    step_at = min(alert.step_no, len(policy.steps) - 1)
    if broken:  # an unreadable copy must not silence it: the shipped policy, from here on
        repaired = escalation.policy_to_json(policy) | {"began_at": now.isoformat()}
        if not _moved(db, alert, {"policy": repaired, "step_no": step_at}):
            return False
        _log(db, alert, "escalation.policy_unreadable", now)
        log.error("the policy copied into an alert cannot be read; the shipped one goes on")
        return True
    step = policy.steps[alert.step_no]
    step_no, loop_no, due_at = escalation.next_timer(policy, alert.step_no, alert.loop_no, now)
    if _out_of_hours(db, alert, policy, now):
        if not _moved(db, alert, {"step_no": step_no, "loop_no": loop_no, "due_at": now}):
            return False
        _log(db, alert, "escalation.out_of_hours", now, step=alert.step_no)
        return True
    values = {"step_no": step_no, "loop_no": loop_no, "due_at": due_at}
    if not _moved(db, alert, values):
        return False
    call = Call(alert.id, alert.severity, alert.epoch, alert.loop_no, str(alert.step_no))
    told = outbox.tell_step(db, call, step, now)
    _log(db, alert, "escalation.step", now, step=alert.step_no, loop=alert.loop_no, told=told)
    return True


def _policy_of(alert: Row[Any]) -> tuple[Policy, bool]:
    """Return the alert's own copy, or the shipped one of its severity; whether it is that."""
    try:
        return escalation.policy_from_json(alert.policy), False
    except ValueError:
        return escalation.DEFAULT_POLICIES[Severity(alert.severity)], True


def _out_of_hours(db: Session, alert: Row[Any], policy: Policy, now: datetime) -> bool:
    """Whether the step that is due keeps hours and these are others; never the last step."""
    step = policy.steps[alert.step_no]
    if step.hours is Hours.ALWAYS or step is policy.steps[-1]:
        return False
    working = policies.in_office_hours(db, alert.organisation_id, now)
    return not step.told_when(working=working)


def _lease(db: Session, alert: Row[Any], now: datetime) -> bool:
    look_by = looking.limit(alert)
    running = alert.lease_until is None or now < alert.lease_until
    if look_by is not None and running and look_by <= now:
        return _looked(db, alert, look_by, now)
    lease = (alert.severity, alert.state, alert.lease_until, now)
    match leases.mark_reached(*lease):
        case LeaseEvent.EXPIRE:
            return _expire(db, alert, now)
        case LeaseEvent() as mark:
            return _remind(db, alert, mark, leases.next_mark(*lease), now)
        case None:  # the lease was renewed between
            return _moved(db, alert, {"due_at": leases.next_mark(*lease)})


def _looked(db: Session, alert: Row[Any], look_by: datetime, now: datetime) -> bool:
    """Tell the next step when the owner of a P1 has not looked at it; the claim stays.

    The first step was told with the alert: the one after it is the earliest.
    """
    policy, _ = _policy_of(alert)
    seen_at = looking.looked_at(db, alert, look_by)
    kept = {word: value for word, value in alert.policy.items() if word != "look_by"}
    told_no = min(max(alert.step_no, 1), len(policy.steps) - 1)
    step_no, loop_no, _ = escalation.next_timer(policy, told_no, alert.loop_no, now)
    due_at = leases.next_mark(alert.severity, alert.state, alert.lease_until, now)
    values: dict[str, object] = {
        "policy": kept, "due_at": due_at, "first_human_at": alert.first_human_at or seen_at,
    }  # fmt: skip
    if seen_at is None:
        values |= {"step_no": step_no, "loop_no": loop_no}
    if not _moved(db, alert, values):
        return False
    if seen_at is None:
        call = Call(alert.id, alert.severity, alert.epoch, alert.loop_no, str(told_no))
        told = outbox.tell_step(db, call, policy.steps[told_no], now)
        _log(db, alert, "escalation.owner_not_looking", now, step=told_no, told=told)
    return True


def _remind(
    db: Session, alert: Row[Any], mark: LeaseEvent, due_at: datetime, now: datetime
) -> bool:
    """Remind the owner at half the lease, the supervisor too at four fifths."""
    if not _moved(db, alert, {"due_at": due_at}):
        return False
    # a lease renewed meanwhile is another lease: its reminders are said again
    step = f"{mark}@{int(alert.lease_until.timestamp())}"
    call = Call(alert.id, alert.severity, alert.epoch, alert.loop_no, step)
    outbox.tell_persons(db, call, _REMINDED[mark], now)
    _log(db, alert, f"escalation.{mark}", now)
    return True


def give_back(db: Session, owner_id: UUID, now: datetime) -> int:
    """Give back what somebody owns who works here no more; return how many alerts.

    As when a lease runs out: each is open again and its next step is told now.
    """
    theirs = (ALERTS.c.owner_id == owner_id, ALERTS.c.state.in_(OWNED_STATES))
    owned = select(ALERTS).where(*theirs).order_by(ALERTS.c.id).with_for_update()
    held = db.execute(owned).all()
    return sum(_expire(db, alert, now) for alert in held)


def _expire(db: Session, alert: Row[Any], now: datetime) -> bool:
    """Give the alert back to everybody; its escalation goes on with the next step, now."""
    values = {
        "state": after(alert.state, Move.LEASE_EXPIRED),
        "version": alert.version + 1,
        "epoch": alert.epoch + 1,
        "due_at": now,
        **FREE,
    }
    if not _moved(db, alert, values):
        return False
    _log(db, alert, "alert.lease_expired", now, owner=alert.owner_id)
    return True


def _moved(db: Session, read: Row[Any], values: Mapping[str, object]) -> bool:
    moved = db.execute(
        update(ALERTS)
        .where(ALERTS.c.id == read.id, ALERTS.c.version == read.version)
        .where(ALERTS.c.state == read.state, ALERTS.c.epoch == read.epoch)
        .where(ALERTS.c.due_at.is_not_distinct_from(read.due_at))
        .values(values)
    )
    return bool(moved.rowcount)  # type: ignore[attr-defined]  # a cursor result has one


def _log(
    db: Session,
    alert: Row[Any],
    what: str,
    now: datetime,
    **facts: Any,  # noqa: ANN401
) -> None:
    audit.write(
        db, SERVICE, what, at=now, resident=alert.resident_id, alert=alert.id,
        organisation=alert.organisation_id, **facts,
    )  # fmt: skip
    feeds.announce(
        db, alert.organisation_id, "alert", alert_id=alert.id,
        resident_id=alert.resident_id, at=now,
    )  # fmt: skip


def behind(db: Session, now: datetime) -> bool:
    """Whether a timer of an alert came due over a minute ago and nobody has moved it."""
    late = select(ALERTS.c.id).where(ALERTS.c.due_at <= now - BEHIND).limit(1)
    return db.scalar(late) is not None


_ANY_DUE: Final = Prepared(
    select(ALERTS.c.id).where(ALERTS.c.due_at <= bindparam("now", type_=Instant)).limit(1)
)
