"""Incidents: many homes gone silent at once is one outage, not many alerts.

Homes are counted by what they have in common (eup/myeon, si/gun, network, the platform); what
counts as an outage is decided by `care.area`. The alerts of the homes stay alerts: they keep
their own life, are evaluated as before and only carry the incident's id. An SOS is never among
them. Closing an incident leaves them where they are.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Engine, Row, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from telecare.care.alert import LIVE_STATES
from telecare.care.area import HomeHearing, Outage, outages, same_outage
from telecare.care.facts import AlertClass
from telecare.care.parameters import Parameters
from telecare.db.engine import reading, transaction
from telecare.errors import IllegalMove, NotYours, Overtaken
from telecare.records import audit, feeds
from telecare.records.actor import SERVICE
from telecare.records.alerts import Alert
from telecare.records.context import Context
from telecare.records.devices import Device, home_heard_at
from telecare.records.facts import parameters_at
from telecare.records.incidents import Incident, IncidentState
from telecare.records.organisations import Kind, Organisation
from telecare.records.residents import Resident
from telecare.records.scope import subtree
from telecare.records.ticks import Listening

ALERTS = Alert.__table__
INCIDENTS = Incident.__table__
HOMES_AT_ONCE: Final = 200  # taken under an incident in one transaction
HEARD_FOR: Final = timedelta(minutes=30)  # every home heard again so long: the outage is over


def look(engine: Engine, now: datetime) -> int:
    """Open, extend or end incidents by what can be heard now; return how many outages.

    Without enough silent homes there is nothing to count: an idle look is one cheap query.
    """
    with reading(engine) as db:
        parameters = parameters_at(db, now)
        enough = _silent_gateways(db, parameters, now) >= parameters.area.share_homes
        homes = _homes(db, parameters, now) if enough else []
        standing = db.scalar(_ANY_OPEN)
    found = outages(homes, parameters, now)
    if not found and standing is None:
        return 0
    for outage in found:
        _open_or_extend(engine, outage, parameters, now)
    with transaction(engine) as db:
        _end_passed(db, now)
    return len(found)


def close(ctx: Context, incident_id: UUID, version: int) -> None:
    """Close an incident; its alerts stay where they are, each for its own caseworker.

    Raises:
        NotYours: No such incident touches the actor's organisation.
        IllegalMove: It is closed already.
        Overtaken: Somebody changed it a moment ago.
    """
    incident = ctx.db.execute(
        select(*INCIDENTS.c).where(INCIDENTS.c.id == incident_id, touches(ctx.actor.path))
    ).first()
    if incident is None:
        raise NotYours
    if incident.state is IncidentState.CLOSED:
        raise IllegalMove(state=incident.state)
    if incident.version != version:
        raise Overtaken(version=incident.version)
    if not _close(ctx.db, incident, ctx.now, by=ctx.actor.staff_id):
        raise Overtaken
    audit.write(ctx.db, ctx.actor, "incident.closed", at=ctx.now, incident=incident_id)
    _announce(ctx.db, incident_id, ctx.now)


def touches(path: str) -> Any:  # noqa: ANN401 - a column expression
    """Return the condition on the incident table that one of its homes lies under `path`."""
    return exists().where(
        Alert.incident_id == INCIDENTS.c.id,
        Alert.resident_id == Resident.id,
        Resident.organisation_id.in_(subtree(path)),
    )


def _silent_gateways(db: Session, parameters: Parameters, now: datetime) -> int:
    silent = now - parameters.silent_device.blind_after
    news = now - parameters.area.news_for
    return db.scalar(
        select(func.count())
        .select_from(Device)
        .where(Device.parent_id.is_(None), Device.revoked_at.is_(None))
        .where(Device.heard_at.between(news, silent))
    ) or 0  # fmt: skip


def _homes(db: Session, parameters: Parameters, now: datetime) -> list[HomeHearing]:
    """Return every watched home with when it fell silent; a home is its best gateway."""
    listening = db.scalar(select(func.max(Listening.from_at)))
    eupmyeon, sigungu = aliased(Organisation), aliased(Organisation)
    rows = db.execute(
        select(
            Resident.id,
            eupmyeon.code.label("eupmyeon"),
            sigungu.code.label("sigungu"),
            func.max(Device.network).label("network"),
            home_heard_at().label("heard_at"),
        )
        .join(Device, Device.resident_id == Resident.id)
        .join(eupmyeon, eupmyeon.id == Resident.organisation_id)
        .join(sigungu, eupmyeon.path.startswith(sigungu.path))
        .where(sigungu.kind == Kind.SIGUNGU, Resident.ended_at.is_(None))
        .where(Device.parent_id.is_(None), Device.revoked_at.is_(None))
        .where(Device.heard_at.is_not(None))
        .group_by(Resident.id, eupmyeon.code, sigungu.code)
    )
    blind_after = parameters.silent_device.blind_after
    homes = []
    for row in rows:
        counts_from = max(row.heard_at, listening or row.heard_at)
        blind_since = row.heard_at if now - counts_from >= blind_after else None
        homes.append(HomeHearing(row.id, row.eupmyeon, row.sigungu, row.network, blind_since))
    return homes


def _open_or_extend(
    engine: Engine, outage: Outage, parameters: Parameters, now: datetime
) -> None:
    """Keep one open incident per scope, and its homes' device alerts under it.

    Ten thousand homes are taken in slices: a press for help waits for the one that runs, not
    for them all.
    """
    with transaction(engine) as db:
        incident = _standing(db, outage)
        if incident is None and not _closed_by_hand(db, outage, parameters):
            incident = _open(db, outage, now)
        if incident is None:
            return
        grown = _grow(db, incident, outage)
    adopted = 0
    for start in range(0, len(outage.resident_ids), HOMES_AT_ONCE):
        with transaction(engine) as db:
            some = outage.resident_ids[start : start + HOMES_AT_ONCE]
            children = _adopt(db, incident.id, some)
            adopted += children
            if children:
                _announce(db, incident.id, now)
    if adopted or grown:
        with transaction(engine) as db:
            homes = len(outage.resident_ids)
            audit.write(
                db, SERVICE, "incident.grown", at=now, incident=incident.id, homes=homes
            )
            if not adopted:
                _announce(db, incident.id, now)


def _grow(db: Session, incident: Row[Any], outage: Outage) -> bool:
    """Write that more homes belong to the incident than when it was last looked at."""
    homes = len(outage.resident_ids)
    if homes <= incident.homes:
        return False
    words = {"because_ko": outage.because.ko, "because_en": outage.because.en}
    grown = db.execute(
        update(INCIDENTS)
        .where(INCIDENTS.c.id == incident.id, INCIDENTS.c.version == incident.version)
        .values(homes=homes, version=incident.version + 1, **words)
    )
    return bool(grown.rowcount)  # type: ignore[attr-defined]  # a cursor result has one


def _standing(db: Session, outage: Outage) -> Row[Any] | None:
    return db.execute(
        select(*INCIDENTS.c)
        .where(INCIDENTS.c.scope_kind == outage.scope_kind.value)
        .where(INCIDENTS.c.scope_key == outage.scope_key)
        .where(INCIDENTS.c.state == IncidentState.OPEN)
        .with_for_update()
    ).first()


def _closed_by_hand(db: Session, outage: Outage, parameters: Parameters) -> bool:
    """Whether somebody has closed this very outage already: it is not discovered again."""
    closed = db.scalars(
        select(INCIDENTS.c.since)
        .where(INCIDENTS.c.scope_kind == outage.scope_kind.value)
        .where(INCIDENTS.c.scope_key == outage.scope_key)
        .where(INCIDENTS.c.state == IncidentState.CLOSED)
        .order_by(INCIDENTS.c.opened_at.desc())
        .limit(1)
    ).first()
    return closed is not None and same_outage(closed, outage.since, parameters)


def _open(db: Session, outage: Outage, now: datetime) -> Row[Any] | None:
    on_postgres = db.get_bind().dialect.name == "postgresql"
    build = postgresql.insert if on_postgres else sqlite.insert
    real = db.scalar(
        select(func.count())
        .select_from(ALERTS)
        .where(ALERTS.c.resident_id.in_(outage.resident_ids), ALERTS.c.state.in_(LIVE_STATES))
        .where(ALERTS.c.alert_class == AlertClass.DEVICE, ALERTS.c.simulated.is_(False))
    )
    row = {
        "id": uuid4(), "scope_kind": outage.scope_kind.value, "scope_key": outage.scope_key,
        "state": IncidentState.OPEN, "opened_at": now, "since": outage.since,
        "homes": len(outage.resident_ids), "because_ko": outage.because.ko,
        "because_en": outage.because.en, "simulated": real == 0, "version": 1,
    }  # fmt: skip
    opened = build(INCIDENTS).values(row).on_conflict_do_nothing().returning(*INCIDENTS.c)
    incident = db.execute(opened).first()
    if incident is not None:
        audit.write(
            db, SERVICE, "incident.opened", at=now, incident=incident.id, homes=incident.homes
        )
    return incident  # None: another process has opened it, and its look goes on


def _adopt(db: Session, incident_id: UUID, resident_ids: Sequence[UUID]) -> int:
    """Put the homes' device alerts under the incident while it is open; return how many.

    An SOS stays on its own.
    """
    stands = exists().where(
        INCIDENTS.c.id == incident_id, INCIDENTS.c.state == IncidentState.OPEN
    )
    adopted = db.execute(
        update(ALERTS)
        .where(ALERTS.c.resident_id.in_(resident_ids), ALERTS.c.state.in_(LIVE_STATES))
        .where(ALERTS.c.alert_class == AlertClass.DEVICE, ALERTS.c.incident_id.is_(None))
        .where(stands)
        .values(incident_id=incident_id, version=ALERTS.c.version + 1)
    )
    return adopted.rowcount  # type: ignore[attr-defined,no-any-return]


def _end_passed(db: Session, now: datetime) -> None:
    """Close what nobody has closed once every home of it has been heard for half an hour."""
    still = exists().where(
        Alert.incident_id == INCIDENTS.c.id,
        or_(
            Alert.condition_cleared_at.is_(None),
            Alert.condition_cleared_at > now - HEARD_FOR,
        ),
    )
    passed = db.execute(
        select(*INCIDENTS.c)
        .where(INCIDENTS.c.state == IncidentState.OPEN)
        .where(INCIDENTS.c.opened_at <= now - HEARD_FOR, ~still)
    ).all()
    for incident in passed:
        if _close(db, incident, now, by=None):
            audit.write(db, SERVICE, "incident.closed", at=now, incident=incident.id)
            _announce(db, incident.id, now)


def _close(db: Session, incident: Row[Any], now: datetime, *, by: UUID | None) -> bool:
    closed = db.execute(
        update(INCIDENTS)
        .where(INCIDENTS.c.id == incident.id, INCIDENTS.c.version == incident.version)
        .where(INCIDENTS.c.state == IncidentState.OPEN)
        .values(
            state=IncidentState.CLOSED,
            closed_at=now,
            closed_by=by,
            version=incident.version + 1,
        )
    )
    return bool(closed.rowcount)  # type: ignore[attr-defined]  # a cursor result has one


def _announce(db: Session, incident_id: UUID, now: datetime) -> None:
    """Number the change in every si/gun the incident touches, in the order of their codes.

    A screen takes a new snapshot when an incident changes: its alerts need no number each.
    """
    touched = db.execute(
        select(Organisation.id)
        .join(Alert, Alert.organisation_id == Organisation.id)
        .where(Alert.incident_id == incident_id)
        .group_by(Organisation.id, Organisation.code)
        .order_by(Organisation.code)
    ).scalars()
    for feed in touched:
        feeds.announce(db, feed, "incident", at=now)


_ANY_OPEN: Final = (
    select(INCIDENTS.c.id).where(INCIDENTS.c.state == IncidentState.OPEN).limit(1)
)
