"""Days off that an organisation names itself, beside the public holidays."""

from uuid import UUID, uuid4

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from telecare.actions.fields import Faults
from telecare.actions.rota import NAME_CHARS, check_day, today, within
from telecare.boards.shapes.rota import HolidayAsked
from telecare.errors import NotYours, Overtaken
from telecare.records import audit, holidays
from telecare.records.context import Context
from telecare.records.holidays import OWN
from telecare.records.scope import subtree


def add_holiday(ctx: Context, asked: HolidayAsked) -> UUID:
    """Name a day off of an organisation and all below it; return its id.

    Raises:
        NotYours: The organisation is not in the actor's scope.
        Invalid: The day has gone by, is off already, or has no name.
    """
    within(ctx, asked.organisation_id)
    faults = Faults()
    check_day(faults, asked.day, today(ctx, "Asia/Seoul"), field="day")
    name = faults.text("name_ko", asked.name_ko, NAME_CHARS, needed=True)
    english = faults.text("name_en", asked.name_en, NAME_CHARS) or name
    faults.stop()
    place = {asked.organisation_id}
    off = holidays.between(ctx.db, place, asked.day, asked.day)[asked.organisation_id]
    if asked.day in off:
        known = off[asked.day]
        faults.say(
            "day", f"This day is off already: {known.en}.", f"이미 쉬는 날입니다: {known.ko}"
        )
    faults.stop()
    holiday_id = uuid4()
    try:
        with ctx.db.begin_nested():
            ctx.db.execute(insert(OWN).values(
                id=holiday_id, organisation_id=asked.organisation_id,
                day=asked.day.isoformat(), name_ko=name, name_en=english, added_at=ctx.now,
                added_by=ctx.actor.staff_id,
            ))  # fmt: skip
    except IntegrityError as error:
        raise Overtaken from error
    audit.write(
        ctx.db, ctx.actor, "holiday.added", at=ctx.now, organisation=asked.organisation_id,
        holiday=holiday_id, day=asked.day.isoformat(),
    )  # fmt: skip
    return holiday_id


def remove_holiday(ctx: Context, holiday_id: UUID) -> None:
    """Take back a day off that has not begun.

    Raises:
        NotYours: No such holiday of an organisation in scope.
        Invalid: The day has begun: what was off stays off.
    """
    row = ctx.db.execute(
        select(OWN)
        .where(OWN.c.id == holiday_id)
        .where(OWN.c.organisation_id.in_(subtree(ctx.actor.path)))
    ).first()
    if row is None:
        raise NotYours
    if row.day <= today(ctx, "Asia/Seoul").isoformat():
        faults = Faults()
        faults.say("day", "This day has begun.", "이미 시작된 날입니다.")
        faults.stop()
    ctx.db.execute(delete(OWN).where(OWN.c.id == holiday_id))
    audit.write(
        ctx.db, ctx.actor, "holiday.removed", at=ctx.now, organisation=row.organisation_id,
        holiday=holiday_id, day=row.day,
    )  # fmt: skip
