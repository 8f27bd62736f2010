"""The on-call rota, over HTTP."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from flask import Blueprint, request

from telecare.actions import days_off, swaps
from telecare.actions import rota as work
from telecare.boards import rota
from telecare.boards.shapes.common import Done
from telecare.boards.shapes.rota import (
    DutyAsked,
    DutyEdited,
    GapsAhead,
    HolidayAsked,
    LineCancelled,
    Made,
    OverrideAsked,
    PlanPublished,
    RotaPage,
    SwapAnswered,
    SwapAsked,
    WeeklyPlanAsked,
)
from telecare.errors import Invalid, NotYours
from telecare.records.context import Context
from telecare.records.staff import Role
from telecare.web.guard import allow

LOOKS: Final = (Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR)
EDITS: Final = (Role.SUPERVISOR, Role.ADMINISTRATOR)
FARTHEST: Final = timedelta(days=731)

blueprint = Blueprint("rota", __name__)


@blueprint.get("/api/rota")
@allow(*LOOKS, answers=RotaPage, reads=True, query=("organisation", "week"))
def get_rota(ctx: Context) -> RotaPage:
    """One organisation's rota for the week of a day: `?organisation=`, `?week=2026-11-23`."""
    return rota.rota_page(ctx, _organisation(), _week(ctx.now))


@blueprint.get("/api/rota/gaps")
@allow(*LOOKS, answers=GapsAhead, reads=True)
def get_gaps(ctx: Context) -> GapsAhead:
    """When, in the next 30 days, nobody is on call; and how many swaps wait for one's word."""
    return rota.gaps_ahead(ctx)


@blueprint.post("/api/rota/duties")
@allow(*EDITS, body=DutyAsked, answers=Made, status=201)
def make_duty(ctx: Context, body: DutyAsked) -> Made:
    """Lay down a duty: its hours for Monday to Sunday and for holidays."""
    return Made(id=work.make_duty(ctx, body))


@blueprint.patch("/api/rota/duties/<uuid:duty_id>")
@allow(*EDITS, body=DutyEdited, answers=Done)
def edit_duty(ctx: Context, duty_id: UUID, body: DutyEdited) -> Done:
    """Change a duty's names, hours or zone, or end it."""
    work.edit_duty(ctx, duty_id, body)
    return Done()


@blueprint.put("/api/rota/duties/<uuid:duty_id>/plan")
@allow(*EDITS, body=WeeklyPlanAsked, answers=PlanPublished)
def publish_plan(ctx: Context, duty_id: UUID, body: WeeklyPlanAsked) -> PlanPublished:
    """Publish a weekly plan; one that leaves a gap is refused, by day and hours."""
    return PlanPublished(version=work.publish(ctx, duty_id, body))


@blueprint.post("/api/rota/duties/<uuid:duty_id>/plan/cancel")
@allow(*EDITS, body=LineCancelled, answers=PlanPublished)
def cancel_line(ctx: Context, duty_id: UUID, body: LineCancelled) -> PlanPublished:
    """Take one line out of the plan, though it leave a gap; the gap is shown."""
    return PlanPublished(version=work.cancel_line(ctx, duty_id, body))


@blueprint.post("/api/rota/duties/<uuid:duty_id>/overrides")
@allow(*EDITS, body=OverrideAsked, answers=Made, status=201)
def stand_in(ctx: Context, duty_id: UUID, body: OverrideAsked) -> Made:
    """Let somebody stand in for one person, or for all, from one instant to another."""
    return Made(id=work.stand_in(ctx, duty_id, body))


@blueprint.delete("/api/rota/overrides/<uuid:override_id>")
@allow(*EDITS, answers=Done)
def cancel_stand_in(ctx: Context, override_id: UUID) -> Done:
    """Take a stand-in back; one that runs ends now."""
    work.cancel_stand_in(ctx, override_id)
    return Done()


@blueprint.post("/api/rota/duties/<uuid:duty_id>/swaps")
@allow(*LOOKS, body=SwapAsked, answers=Made, status=201)
def ask_swap(ctx: Context, duty_id: UUID, body: SwapAsked) -> Made:
    """Ask another to take one's shift over, perhaps for one of theirs."""
    return Made(id=swaps.ask_swap(ctx, duty_id, body))


@blueprint.post("/api/rota/swaps/<uuid:swap_id>")
@allow(*LOOKS, body=SwapAnswered, answers=Done)
def answer_swap(ctx: Context, swap_id: UUID, body: SwapAnswered) -> Done:
    """Accept, refuse or withdraw a swap."""
    swaps.answer_swap(ctx, swap_id, body)
    return Done()


@blueprint.post("/api/rota/holidays")
@allow(*EDITS, body=HolidayAsked, answers=Made, status=201)
def add_holiday(ctx: Context, body: HolidayAsked) -> Made:
    """Name a day off of an organisation and all below it."""
    return Made(id=days_off.add_holiday(ctx, body))


@blueprint.delete("/api/rota/holidays/<uuid:holiday_id>")
@allow(*EDITS, answers=Done)
def remove_holiday(ctx: Context, holiday_id: UUID) -> Done:
    """Take an own day off back, before it begins."""
    days_off.remove_holiday(ctx, holiday_id)
    return Done()


def _organisation() -> UUID | None:
    said = request.args.get("organisation", "")
    if not said:
        return None
    try:
        return UUID(said)
    except ValueError:
        raise NotYours from None


def _week(now: datetime) -> date | None:
    said = request.args.get("week", "")
    if not said:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError:
        day = date.min
    if abs(day - now.date()) > FARTHEST:
        raise Invalid(
            {"week": "Send a day within two years, such as 2026-11-23."},
            {"week": "2년 안의 날을 2026-11-23처럼 보내세요."},
        )
    return day
