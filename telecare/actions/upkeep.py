"""Upkeep: what keeps the house in order while nobody looks.

How long things are kept: deliveries and the minute-by-minute heartbeats 14 days, after that one
heartbeat an hour (so that a picture of the month still tells "quiet" from "not heard"), and
everything from a day before an alert to a day after its end for good (so that `why --at`
answers months later); numbered changes 7 days; finished notifications 90 days. Activity,
check-ins, presses, conditions, alerts and audit entries are not pruned here.
"""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Engine,
    Row,
    and_,
    delete,
    exists,
    func,
    literal,
    select,
    type_coerce,
    update,
)
from sqlalchemy.orm import Session, aliased

from telecare.care.alert import CLOSE_AFTER, Move, State, after
from telecare.db.engine import reading, transaction
from telecare.db.types import MICROSECOND, Instant
from telecare.records import audit, feeds, providers
from telecare.records.actor import SERVICE
from telecare.records.alerts import Alert
from telecare.records.devices import Device
from telecare.records.notifications import Notification, NotificationState
from telecare.records.observations import Delivery, Observation, ObservationKind
from telecare.vault.vault import Vault

ALERTS = Alert.__table__
KEPT: Final = timedelta(days=14)  # deliveries, and heartbeats minute by minute
THINNED: Final = timedelta(days=3)  # how far behind `KEPT` is looked: a hub may be off a while
AROUND_ALERT: Final = timedelta(days=1)  # longer than any rule about hearing looks back
HOUR_US: Final = timedelta(hours=1) // MICROSECOND
CHANGES_KEPT: Final = timedelta(days=7)  # a screen further behind fetches the board anew
LINKS_KEPT: Final = timedelta(days=1)  # past their time; longer would only be more to steal
NOTICES_KEPT: Final = timedelta(days=90)
SLICE: Final = 500  # rows of one transaction: nobody waits long behind the upkeep
GATEWAYS: Final = 50  # gateways of one transaction


def chain_audit(engine: Engine, vault: Vault, now: datetime, limit: int = SLICE) -> int:
    """Chain the audit entries written since the last time; return how many."""
    with transaction(engine) as db:
        return audit.chain(db, vault, now=now, limit=limit)


def chain_left_over(engine: Engine, vault: Vault, now: datetime) -> int:
    """Chain every entry that is not, however old: a slow transaction may have left it over.

    Looks through the whole trail, so it runs when a process begins to lead and then hourly.
    """
    chained = 0
    while True:
        with transaction(engine) as db:
            more = audit.chain_all(db, vault, now=now)
        chained += more
        if not more:
            return chained


def close_resolved(engine: Engine, now: datetime, limit: int = SLICE) -> int:
    """Close what was resolved a day ago and not reopened; return how many."""
    with transaction(engine) as db:
        due = db.execute(
            select(
                ALERTS.c.id, ALERTS.c.version, ALERTS.c.resident_id, ALERTS.c.organisation_id
            )
            .where(ALERTS.c.state == State.RESOLVED)
            .where(ALERTS.c.resolved_at <= now - CLOSE_AFTER)
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        for alert in due:
            _close(db, alert, now)
    return len(due)


def prune(engine: Engine, now: datetime) -> int:
    """Delete what is kept for a time only; return how many rows went."""
    gone = 0
    with reading(engine) as db:
        gateways = db.execute(
            select(Device.id, Device.resident_id).where(Device.parent_id.is_(None))
        ).all()
    for first in range(0, len(gateways), GATEWAYS):
        with transaction(engine) as db:
            for gateway in gateways[first : first + GATEWAYS]:
                gone += _prune_gateway(db, gateway, now)
    with transaction(engine) as db:
        gone += feeds.prune(db, before=now - CHANGES_KEPT)
        gone += providers.prune(db, links=now - LINKS_KEPT, events=now - NOTICES_KEPT)
        old = and_(
            Notification.state.not_in([NotificationState.QUEUED, NotificationState.SENT]),
            Notification.due_at < now - NOTICES_KEPT,
        )
        gone += _count(db.execute(delete(Notification).where(old)))
    return gone


def kept_whole(db: Session, resident_id: UUID, moment: datetime, *, now: datetime) -> bool:
    """Whether everything heard from a resident's home at `moment` is still there to judge."""
    if moment >= now - KEPT:
        return True
    return not db.scalar(select(_no_alert_near(resident_id, literal(moment, Instant), now)))


def _close(db: Session, alert: Row[*tuple[Any, ...]], now: datetime) -> None:
    moved = db.execute(
        update(ALERTS)
        .where(ALERTS.c.id == alert.id, ALERTS.c.version == alert.version)
        .where(ALERTS.c.state == State.RESOLVED)
        .values(
            state=after(State.RESOLVED, Move.CLOSE),
            version=alert.version + 1,
            closed_at=now,
            lease_token=None,
            undo_until=None,
            undo_from=None,
        )
    )
    if _count(moved):
        audit.write(
            db, SERVICE, "alert.closed", at=now, resident=alert.resident_id, alert=alert.id,
            organisation=alert.organisation_id,
        )  # fmt: skip
        feeds.announce(
            db, alert.organisation_id, "alert", alert_id=alert.id,
            resident_id=alert.resident_id, at=now,
        )  # fmt: skip


def _prune_gateway(db: Session, gateway: Row[*tuple[Any, ...]], now: datetime) -> int:
    """Delete one gateway's old deliveries and thin its old heartbeats to one an hour."""
    before = now - KEPT
    alone = _no_alert_near(gateway.resident_id, Delivery.received_at, now)
    old = and_(Delivery.device_id == gateway.id, Delivery.received_at < before)
    gone = _count(db.execute(delete(Delivery).where(old, alone)))
    beat = aliased(Observation)
    span = (before - THINNED, before)
    first_of_hour = (
        select(func.min(beat.number))
        .where(beat.resident_id == gateway.resident_id)
        .where(beat.device_id == gateway.id, beat.kind == ObservationKind.HEARTBEAT)
        .where(beat.taken_at.between(*span))
        .group_by(type_coerce(beat.taken_at, BigInteger) // HOUR_US)
    )
    thinned = (
        delete(Observation)
        .where(Observation.resident_id == gateway.resident_id)
        .where(Observation.kind == ObservationKind.HEARTBEAT)
        .where(Observation.taken_at.between(*span), Observation.device_id == gateway.id)
        .where(Observation.number.not_in(first_of_hour))
        .where(_no_alert_near(gateway.resident_id, Observation.received_at, now))
    )
    return gone + _count(db.execute(thinned))


def _no_alert_near(
    resident_id: UUID,
    moment: Any,  # noqa: ANN401 - a column of either table
    now: datetime,
) -> ColumnElement[bool]:
    """Whether no alert of the resident was alive within a day of `moment`."""
    span_us = AROUND_ALERT // MICROSECOND
    ended = func.coalesce(Alert.closed_at, Alert.resolved_at, literal(now, Instant))
    return ~exists().where(
        Alert.resident_id == resident_id,
        moment > Alert.opened_at - span_us,
        moment < type_coerce(ended, Instant) + span_us,
    )


def _count(result: Any) -> int:  # noqa: ANN401 - a cursor result has a rowcount, its type not
    return int(result.rowcount)
