"""The rota as people read it: the week of each duty, who is on now, and what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, and_, or_, select

from telecare.boards.names import staff_names
from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.rota import (
    DayShape,
    DutyShape,
    GapsAhead,
    GapShape,
    HolidayShape,
    LineSaid,
    OverrideShape,
    PersonOn,
    RotaPage,
    RotaPerson,
    RotaPlace,
    ShiftShape,
    ShippedDuty,
    SpanSaid,
    SwapShape,
    WeeklyPlan,
)
from telecare.care import rota
from telecare.care.localtime import local_day, wall_instant
from telecare.care.rota import AHEAD, DAY_MINUTES, HOLIDAY, Rota, Shift
from telecare.errors import NotYours
from telecare.records import holidays, rotas
from telecare.records.context import Context
from telecare.records.holidays import Holiday
from telecare.records.organisations import ORGANISATIONS, Kind
from telecare.records.rotas import DUTIES, OVERRIDES, SWAPS, SwapState
from telecare.records.staff import Role

SEOUL: Final = ZoneInfo("Asia/Seoul")
EDITORS: Final = (Role.SUPERVISOR, Role.ADMINISTRATOR)
WEEK: Final = 7
GAPS_SHOWN: Final = 50
SWAPS_SHOWN: Final = 50
ANSWERED_FOR: Final = timedelta(days=7)  # an answered swap stays in sight
HOLIDAYS_AHEAD: Final = timedelta(days=180)
_DAY: Final = timedelta(days=1)
_MORNING, _AFTERNOON = 9 * 60, 14 * 60 + 30  # the hours of a 생활지원사
SHIPPED: Final = (
    ShippedDuty(
        code="daytime",
        name=Bilingual(ko="생활지원사 주간", en="Daytime care workers"),
        hours=[*[[SpanSaid(start=_MORNING, end=_AFTERNOON)]] * 5, [], [], []],
    ),
    ShippedDuty(
        code="night",
        name=Bilingual(ko="관제 야간·휴일", en="Control centre, nights and holidays"),
        hours=[
            *[
                [
                    SpanSaid(start=0, end=_MORNING),
                    SpanSaid(start=_AFTERNOON, end=DAY_MINUTES),
                ]
            ]
            * 5,
            *[[SpanSaid(start=0, end=DAY_MINUTES)]] * 3,
        ],
    ),
)


def rota_page(ctx: Context, organisation_id: UUID | None, week: date | None) -> RotaPage:
    """Return the rota of one organisation for the week in which `week` lies.

    Args:
        ctx: Who asks, and when.
        organisation_id: None: the nearest of the actor that has a duty, else their si/gun.
        week: None: the week of today.

    Raises:
        NotYours: The organisation is neither at, below nor above the actor's.
    """
    places = _places(ctx)
    place = _chosen(ctx, places, organisation_id)
    monday = _monday(local_day(ctx.now, SEOUL) if week is None else week)
    duties = rotas.of(ctx.db, [place.id])
    since, until = _bounds(monday, duties)
    reach = min(since, ctx.now), max(until, ctx.now + AHEAD)
    loaded = rotas.loaded(ctx.db, duties, *reach)
    days = _days_off(ctx, place.id, monday)
    overrides = _overrides(ctx, [row.id for row in duties], since, until)
    swaps = _swaps(ctx, [row.id for row in duties])
    shapes = [
        _duty(ctx, row, loaded[row.id], monday, days, overrides.get(row.id, []))
        for row in duties
    ]
    may_edit = _may_edit(ctx, place.path)
    return RotaPage(
        organisation_id=place.id,
        may_edit=may_edit,
        me=ctx.actor.staff_id or place.id,
        week_from=monday,
        places=[
            RotaPlace(id=one.id, name=_name(one), may_edit=_may_edit(ctx, one.path))
            for one in places
        ],
        people=_people(ctx, place.path, shapes, swaps),
        duties=shapes,
        shipped=[one for one in SHIPPED if may_edit and one.code not in _codes(duties)],
        swaps=swaps,
        gaps=_gaps(ctx, duties, loaded, {place.id: place})[:GAPS_SHOWN],
        holidays=[
            HolidayShape(day=day, name=Bilingual(ko=off.ko, en=off.en), own_id=off.own_id)
            for day, off in sorted(days.items())
        ],
    )


def gaps_ahead(ctx: Context) -> GapsAhead:
    """Return the gaps of the next 30 days near the actor, soonest first, and asked swaps.

    Near: at or below the actor's organisation, or of the nearest above it that has duties.
    """
    found = ctx.db.execute(
        select(DUTIES, ORGANISATIONS.c.path, ORGANISATIONS.c.name_ko, ORGANISATIONS.c.name_en)
        .join(ORGANISATIONS, ORGANISATIONS.c.id == DUTIES.c.organisation_id)
        .where(DUTIES.c.ended_at.is_(None))
        .where(rotas.nearby(ctx.actor.path))
        .order_by(ORGANISATIONS.c.path, DUTIES.c.created_at)
    ).all()
    below = [row for row in found if row.path.startswith(ctx.actor.path)]
    above = [row for row in found if not row.path.startswith(ctx.actor.path)]
    duties = below or [row for row in above if row.path == above[-1].path]
    loaded = rotas.loaded(ctx.db, duties, ctx.now, ctx.now + AHEAD)
    names = _places_of(ctx, duties)
    gaps = _gaps(ctx, duties, loaded, names)
    waiting = ctx.db.execute(
        select(SWAPS.c.id)
        .where(SWAPS.c.other_id == ctx.actor.staff_id, SWAPS.c.state == SwapState.ASKED)
        .where(SWAPS.c.from_at > ctx.now)
    ).all()
    return GapsAhead(rows=gaps[:GAPS_SHOWN], total=len(gaps), asked_of_me=len(waiting))


# ---------------------------------------------------------------------------- places


def _places(ctx: Context) -> Sequence[Row[Any]]:
    """Return where the actor may look: desks at, below and above, and whatever has duties."""
    with_duties = select(DUTIES.c.organisation_id).where(DUTIES.c.ended_at.is_(None))
    desks = (Kind.PROVINCE, Kind.SIGUNGU, Kind.INSTITUTION)
    found = ctx.db.execute(
        select(ORGANISATIONS)
        .where(rotas.nearby(ctx.actor.path))
        .where(
            or_(
                ORGANISATIONS.c.kind.in_(desks),
                ORGANISATIONS.c.id == ctx.actor.organisation_id,
                ORGANISATIONS.c.id.in_(with_duties),
            )
        )
        .order_by(ORGANISATIONS.c.path)
    )
    return found.all()


def _chosen(ctx: Context, places: Sequence[Row[Any]], organisation_id: UUID | None) -> Row[Any]:
    """Return the place asked for, else where the actor's own duty is done.

    Raises:
        NotYours: It is none of `places`.
    """
    if organisation_id is not None:
        asked = [one for one in places if one.id == organisation_id]
    else:
        own = ctx.actor.organisation_id
        nearest = [] if own is None else rotas.nearest(ctx.db, own, None)
        wanted = nearest[0].organisation_id if nearest else None
        above = [one for one in places if ctx.actor.path.startswith(one.path)]
        asked = [one for one in above if one.id == wanted] or above[-1:]
    if not asked:
        raise NotYours
    return asked[0]


def _places_of(ctx: Context, duties: Iterable[Row[Any]]) -> dict[UUID, Row[Any]]:
    ids = {row.organisation_id for row in duties}
    found = ctx.db.execute(select(ORGANISATIONS).where(ORGANISATIONS.c.id.in_(ids)))
    return {row.id: row for row in found}


def _may_edit(ctx: Context, path: str) -> bool:
    return ctx.actor.role in EDITORS and path.startswith(ctx.actor.path)


def _name(row: Row[Any]) -> Bilingual:
    return Bilingual(ko=row.name_ko, en=row.name_en)


def _codes(duties: Iterable[Row[Any]]) -> set[str]:
    return {row.code for row in duties}


# ---------------------------------------------------------------------------- the week


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _bounds(monday: date, duties: Sequence[Row[Any]]) -> tuple[datetime, datetime]:
    zones = [ZoneInfo(row.zone) for row in duties] or [SEOUL]
    return (
        min(wall_instant(monday, 0, zone) for zone in zones),
        max(wall_instant(monday + WEEK * _DAY, 0, zone) for zone in zones),
    )


def _days_off(ctx: Context, place: UUID, monday: date) -> dict[date, Holiday]:
    first = min(monday, local_day(ctx.now, SEOUL))
    last = max(monday + WEEK * _DAY, local_day(ctx.now, SEOUL) + HOLIDAYS_AHEAD)
    return holidays.between(ctx.db, [place], first, last)[place]


def _duty(
    ctx: Context,
    row: Row[Any],
    loaded: Rota,
    monday: date,
    days: Mapping[date, Holiday],
    overrides: list[OverrideShape],
) -> DutyShape:
    now = _until_it_changes(loaded, ctx.now)
    return DutyShape(
        id=row.id,
        version=row.version,
        code=row.code,
        name=_name(row),
        zone=row.zone,
        hours=[[SpanSaid(start=low, end=high) for low, high in day] for day in row.hours],
        now=_shift(loaded, now),
        days=[_day(loaded, monday + n * _DAY, days) for n in range(WEEK)],
        overrides=overrides,
        plan=_plan(ctx, row.id),
    )


def _until_it_changes(loaded: Rota, now: datetime) -> Shift:
    """Return the shift at `now`, followed until somebody else is on, for at most a week."""
    return next(iter(rota.shifts(loaded, now, now + WEEK * _DAY)))


def _day(loaded: Rota, day: date, days: Mapping[date, Holiday]) -> DayShape:
    zone, off = loaded.duty.zone, days.get(day)
    start, end = wall_instant(day, 0, zone), wall_instant(day, DAY_MINUTES, zone)
    return DayShape(
        day=day,
        kind=HOLIDAY if off else day.weekday(),
        holiday=None if off is None else Bilingual(ko=off.ko, en=off.en),
        shifts=[
            _shift(loaded, one) for one in rota.shifts(loaded, start, end) if one.open or one.on
        ],
    )


def _shift(loaded: Rota, shift: Shift) -> ShiftShape:
    swapped = {one.id for one in loaded.overrides if one.swapped}
    return ShiftShape(
        from_at=shift.start,
        until_at=shift.end,
        on=[
            PersonOn(
                staff_id=one.staff_id,
                override_id=one.override,
                swapped=one.override in swapped,
            )
            for one in shift.on
        ],
        open=shift.open,
    )


def _plan(ctx: Context, duty_id: UUID) -> WeeklyPlan | None:
    newest = rotas.newest_plan(ctx.db, duty_id)
    if newest is None:
        return None
    names = staff_names(ctx, [newest.published_by])
    return WeeklyPlan(
        version=newest.version,
        from_day=date.fromisoformat(newest.from_day),
        lines=[
            LineSaid(
                kind=line.kind,
                start=line.span.start,
                end=line.span.end,
                staff_id=line.staff_id,
            )
            for line in rotas.lines_from_json(newest.lines)
        ],
        published_at=newest.published_at,
        published_by=names.get(newest.published_by),
    )


def _overrides(
    ctx: Context, duty_ids: Sequence[UUID], since: datetime, until: datetime
) -> dict[UUID, list[OverrideShape]]:
    found: dict[UUID, list[OverrideShape]] = {}
    for row in ctx.db.execute(
        select(OVERRIDES)
        .where(OVERRIDES.c.duty_id.in_(duty_ids), OVERRIDES.c.cancelled_at.is_(None))
        .where(OVERRIDES.c.until_at > since, OVERRIDES.c.from_at < until)
        .order_by(OVERRIDES.c.from_at, OVERRIDES.c.number)
    ):
        found.setdefault(row.duty_id, []).append(
            OverrideShape(
                id=row.id,
                from_at=row.from_at,
                until_at=row.until_at,
                staff_id=row.staff_id,
                instead_of=row.instead_of,
                swap_id=row.swap_id,
            )
        )
    return found


# ---------------------------------------------------------------------------- people, gaps


def _swaps(ctx: Context, duty_ids: Sequence[UUID]) -> list[SwapShape]:
    """Return the swaps that wait, and those answered lately, soonest shift first."""
    lately = ctx.now - ANSWERED_FOR
    rows = ctx.db.execute(
        select(SWAPS)
        .where(SWAPS.c.duty_id.in_(duty_ids))
        .where(
            or_(
                and_(SWAPS.c.state == SwapState.ASKED, SWAPS.c.from_at > lately),
                SWAPS.c.answered_at > lately,
            )
        )
        .order_by(SWAPS.c.from_at, SWAPS.c.id)
        .limit(SWAPS_SHOWN)
    )
    return [
        SwapShape(
            id=row.id,
            version=row.version,
            duty_id=row.duty_id,
            state=row.state.value,
            asker_id=row.asker_id,
            other_id=row.other_id,
            from_at=row.from_at,
            until_at=row.until_at,
            return_from=row.return_from,
            return_until=row.return_until,
            lapsed=row.state is SwapState.ASKED and row.from_at <= ctx.now,
        )
        for row in rows
    ]


def _people(
    ctx: Context, path: str, duties: Sequence[DutyShape], swaps: Sequence[SwapShape]
) -> list[RotaPerson]:
    """Return who may be put on, and whoever else the page names."""
    may = rotas.people(ctx.db, path)
    ids = {row.id for row in may}
    named = {line.staff_id for duty in duties if duty.plan for line in duty.plan.lines}
    named |= {who for swap in swaps for who in (swap.asker_id, swap.other_id)}
    for duty in duties:
        named |= {one.staff_id for one in duty.overrides}
        named |= {one.instead_of for one in duty.overrides if one.instead_of}
    others = rotas.named(ctx.db, named - ids)
    names = staff_names(ctx, [row.id for row in (*may, *others)])
    return [
        RotaPerson(
            id=row.id,
            name=names[row.id],
            role=row.role.value,
            may_be_on=row.id in ids,
        )
        for row in (*may, *others)
    ]


def _gaps(
    ctx: Context,
    duties: Iterable[Row[Any]],
    loaded: Mapping[UUID, Rota],
    places: Mapping[UUID, Row[Any]],
) -> list[GapShape]:
    """Return every gap of the next 30 days, soonest first."""
    found = [
        GapShape(
            organisation_id=row.organisation_id,
            organisation_name=_name(places[row.organisation_id]),
            duty_id=row.id,
            duty_name=_name(row),
            zone=row.zone,
            from_at=gap.start,
            until_at=gap.end,
        )
        for row in duties
        for gap in rota.gaps(loaded[row.id], ctx.now, ctx.now + AHEAD)
    ]
    return sorted(found, key=lambda gap: (gap.from_at, gap.until_at))
