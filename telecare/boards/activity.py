"""A resident's days: activity hour by hour, in their own time, and the hours nobody heard."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, Row, case, func, select, type_coerce

from telecare.boards.shapes.register import ActivityDay, ActivityPicture
from telecare.care.localtime import day_bounds, local_day
from telecare.db.types import MICROSECOND, from_us
from telecare.records import audit
from telecare.records.context import Context
from telecare.records.observations import Observation, ObservationKind
from telecare.records.residents import one_for

DAYS_AT_MOST: Final = 90
HOURS: Final = 24
SPAN: Final = timedelta(minutes=15)  # every zone's hours begin on a quarter of an hour
SPAN_US: Final = SPAN // MICROSECOND
ACTIVITY: Final = ObservationKind.ACTIVITY.value
CHECK_IN: Final = ObservationKind.CHECK_IN.value
OBSERVATIONS: Final = Observation.__table__


def activity(ctx: Context, resident_id: UUID, *, days: int, opened: bool) -> ActivityPicture:
    """Return the last `days` local days, today the last, hour by hour.

    An hour is None when nothing at all was received about it (a gateway says something every
    minute): the home was not heard, which is not the same as quiet. Hours still to come are
    None too. Opening it leaves a view entry; a refresh (`opened` False) leaves none.

    Raises:
        NotYours: The actor may not see this resident.
    """
    resident = one_for(ctx, resident_id)
    zone = ZoneInfo(resident.zone)
    today = local_day(ctx.now, zone)
    first = today - timedelta(days=days - 1)
    start, _ = day_bounds(first, zone)
    if opened or not audit.seen_lately(ctx.db, ctx.actor, resident_id, now=ctx.now):
        audit.write(
            ctx.db, ctx.actor, "resident.activity_viewed", at=ctx.now, resident=resident_id,
            organisation=resident.organisation_id, purpose="care", days=days,
        )  # fmt: skip
    counts: Counter[tuple[date, int]] = Counter()
    heard: set[tuple[date, int]] = set()
    for span in _spans(ctx, resident_id, start):
        local = from_us(span.at * SPAN_US).astimezone(zone)
        hour = (local.date(), local.hour)
        heard.add(hour)
        counts[hour] += span.active
    check_ins = _check_ins(ctx, resident_id, start, zone)
    return ActivityPicture(
        zone=resident.zone,
        days=[
            ActivityDay(
                date=day,
                hours=[
                    counts[day, hour] if (day, hour) in heard else None for hour in range(HOURS)
                ],
                check_ins=check_ins.get(day, []),
            )
            for day in (first + timedelta(days=n) for n in range(days))
        ],
    )


def _spans(ctx: Context, resident_id: UUID, start: datetime) -> list[Row[Any]]:
    """Return quarters of an hour in which anything was received, with the activity in them.

    Every kind is named, because the index begins with resident and kind.
    """
    at = type_coerce(OBSERVATIONS.c.taken_at, BigInteger) // SPAN_US
    active = func.sum(case((OBSERVATIONS.c.kind == ACTIVITY, 1), else_=0))
    return list(
        ctx.db.execute(
            select(at.label("at"), active.label("active"))
            .where(OBSERVATIONS.c.resident_id == resident_id)
            .where(OBSERVATIONS.c.kind.in_([kind.value for kind in ObservationKind]))
            .where(OBSERVATIONS.c.taken_at >= start, OBSERVATIONS.c.taken_at <= ctx.now)
            .group_by(at)
        )
    )


def _check_ins(
    ctx: Context, resident_id: UUID, start: datetime, zone: ZoneInfo
) -> dict[date, list[datetime]]:
    found = ctx.db.scalars(
        select(OBSERVATIONS.c.taken_at)
        .where(OBSERVATIONS.c.resident_id == resident_id)
        .where(OBSERVATIONS.c.kind == CHECK_IN)
        .where(OBSERVATIONS.c.taken_at >= start, OBSERVATIONS.c.taken_at <= ctx.now)
        .order_by(OBSERVATIONS.c.taken_at)
    )
    days: dict[date, list[datetime]] = {}
    for taken_at in found:
        days.setdefault(local_day(taken_at, zone), []).append(taken_at.astimezone(UTC))
    return days
