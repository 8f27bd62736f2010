"""The register: residents in scope page by page, and the search for one of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, func, select

from telecare.boards.places import places_of
from telecare.boards.rows import age_on
from telecare.boards.shapes.common import HearingWord
from telecare.boards.shapes.register import RegisterPage, RegisterRow
from telecare.boards.shapes.triage import Found, SearchAnswer
from telecare.care.alert import LIVE_STATES
from telecare.care.facts import Risk, Severity
from telecare.care.localtime import local_day
from telecare.care.parameters import SilentDevice
from telecare.errors import NotYours
from telecare.records import audit, residents
from telecare.records.alerts import ALERTS
from telecare.records.context import Context
from telecare.records.devices import DEVICES, home_heard_at
from telecare.records.facts import parameters_at
from telecare.records.organisations import Organisation
from telecare.records.plans import PLANS
from telecare.records.residents import PAGE_ROWS
from telecare.records.scope import subtree
from telecare.records.watching import WATCHES

FOUND_AT_MOST: Final = 20  # a search that finds more is no search


@dataclass(frozen=True, slots=True)
class _Home:
    """What the list says of a home, beside the person."""

    devices: int
    heard_at: datetime | None
    active_at: datetime | None
    risk: Risk


def page(
    ctx: Context, *, page: int, organisation_id: UUID | None, ended: bool, opened: bool
) -> RegisterPage:
    """Return one page of residents in scope, in the order of their places.

    Args:
        ctx: Who asks, and when.
        page: From 1; beyond the last one it is empty.
        organisation_id: Only at or below this organisation; None: wherever.
        ended: Also those whose service has ended.
        opened: A person opened or filtered the list; that leaves one audit entry with the ids
            shown (law 12). A refresh leaves none.

    Raises:
        NotYours: The organisation is not in the actor's scope.
    """
    path = None if organisation_id is None else _path(ctx, organisation_id)
    total, rows = residents.page_for(ctx, page=page, path=path, ended=None if ended else False)
    ctx.ring.warm(sealed for row in rows for sealed in (row.name, row.birth_date))
    shown = [row.id for row in rows]
    places = places_of(ctx, {row.organisation_id for row in rows})
    homes, worst = _homes(ctx, shown), worst_alerts(ctx, shown)
    numbers = parameters_at(ctx.db, ctx.now).silent_device
    if opened:
        audit.write(
            ctx.db, ctx.actor, "register.viewed", at=ctx.now, purpose="register", page=page,
            filtered_by=organisation_id, ended=ended, residents=shown,
        )  # fmt: skip
    return RegisterPage(
        page=page,
        pages=max(1, -(-total // PAGE_ROWS)),
        total=total,
        rows=[
            RegisterRow(
                id=row.id,
                name=name_of(ctx, row),
                age=age_of(ctx, row),
                place=places[row.organisation_id],
                risk=homes[row.id].risk.value,
                category=row.category,
                devices=homes[row.id].devices,
                last_activity_at=homes[row.id].active_at,
                hearing=heard(homes[row.id].heard_at, numbers, ctx.now),
                alert=worst[row.id][0].value if row.id in worst else None,
                simulated=row.simulated,
                ended_at=row.ended_at,
            )
            for row in rows
        ],
    )


def search(ctx: Context, text: str) -> SearchAnswer:
    """Find people by their whole name, its Hangul initials, or the tail of a telephone.

    One audit entry per search, with the ids found and never with what was typed.
    """
    rows = residents.found_by(ctx, text, limit=FOUND_AT_MOST)
    ctx.ring.warm(sealed for row in rows for sealed in (row.name, row.birth_date))
    places = places_of(ctx, {row.organisation_id for row in rows})
    worst = worst_alerts(ctx, [row.id for row in rows])
    audit.write(
        ctx.db, ctx.actor, "register.searched", at=ctx.now, purpose="search",
        residents=[row.id for row in rows],
    )  # fmt: skip
    found = []
    for row in rows:
        severity, alert_id = worst.get(row.id, (None, None))
        found.append(
            Found(
                id=row.id,
                name=name_of(ctx, row),
                age=age_of(ctx, row),
                place=places[row.organisation_id],
                severity=None if severity is None else severity.value,
                alert_id=alert_id,
            )
        )
    return SearchAnswer(residents=found)


def heard(heard_at: datetime | None, numbers: SilentDevice, now: datetime) -> HearingWord:
    """Say how well a home is heard whose best gateway last delivered at `heard_at`."""
    if heard_at is None:
        return "never"
    silence = now - heard_at
    if silence >= numbers.blind_after:
        return "blind"
    return "late" if silence >= numbers.late_beats * numbers.heartbeat else "heard"


def name_of(ctx: Context, row: Row[Any]) -> str:
    """Open a resident's name for a screen."""
    return ctx.ring.read(row.name, table="resident", column="name", row=row.id)


def age_of(ctx: Context, row: Row[Any]) -> int | None:
    """Return a resident's full years on their own calendar day."""
    born = ctx.ring.read(row.birth_date, table="resident", column="birth_date", row=row.id)
    return age_on(born, local_day(ctx.now, ZoneInfo(row.zone)))


def worst_alerts(
    ctx: Context, resident_ids: Iterable[UUID]
) -> Mapping[UUID, tuple[Severity, UUID]]:
    """Return each resident's most severe live alert, the oldest of equals."""
    rows = ctx.db.execute(
        select(ALERTS.c.resident_id, ALERTS.c.severity, ALERTS.c.id)
        .where(ALERTS.c.resident_id.in_(list(resident_ids)))
        .where(ALERTS.c.state.in_(LIVE_STATES))
        .order_by(ALERTS.c.severity.desc(), ALERTS.c.opened_at.desc())
    )
    return {resident_id: (severity, alert_id) for resident_id, severity, alert_id in rows}


def _homes(ctx: Context, shown: Sequence[UUID]) -> Mapping[UUID, _Home]:
    """Return what the list says of each home; two queries however many."""
    counted = ctx.db.execute(
        select(DEVICES.c.resident_id, func.count(), home_heard_at())
        .where(DEVICES.c.resident_id.in_(shown), DEVICES.c.revoked_at.is_(None))
        .group_by(DEVICES.c.resident_id)
    )
    devices = {resident_id: (count, at) for resident_id, count, at in counted}
    newest = (
        select(PLANS.c.resident_id, func.max(PLANS.c.version).label("version"))
        .where(PLANS.c.resident_id.in_(shown))
        .group_by(PLANS.c.resident_id)
        .subquery()
    )
    promised = ctx.db.execute(
        select(PLANS.c.resident_id, PLANS.c.risk, WATCHES.c.active_at)
        .join(
            newest,
            (newest.c.resident_id == PLANS.c.resident_id)
            & (newest.c.version == PLANS.c.version),
        )
        .outerjoin(WATCHES, WATCHES.c.resident_id == PLANS.c.resident_id)
    )
    agreed = {resident_id: (risk, at) for resident_id, risk, at in promised}
    homes = {}
    for resident_id in shown:
        count, at = devices.get(resident_id, (0, None))
        risk, active_at = agreed.get(resident_id, (Risk.NORMAL, None))
        homes[resident_id] = _Home(count, at, active_at, risk)
    return homes


def _path(ctx: Context, organisation_id: UUID) -> str:
    path = ctx.db.scalar(
        select(Organisation.path)
        .where(Organisation.id == organisation_id)
        .where(Organisation.id.in_(subtree(ctx.actor.path)))
    )
    if path is None:
        raise NotYours(organisation=organisation_id)
    return path
