"""Calls to a resident's tablet, as the caller's screen makes them over HTTP."""

from typing import Final
from uuid import UUID

from flask import Blueprint

from telecare.actions import calling
from telecare.boards import calls as boards
from telecare.boards.shapes.calls import (
    Call,
    CallAsked,
    CallRung,
    PhoneAsked,
    QualityAsked,
    Seat,
    SeatAsked,
)
from telecare.boards.shapes.common import Done
from telecare.records.context import Context
from telecare.records.staff import Role
from telecare.web.guard import allow, guard

CALLERS: Final = (Role.CASEWORKER, Role.SUPERVISOR, Role.CLINICIAN)

blueprint = Blueprint("calls", __name__)


@blueprint.post("/api/residents/<uuid:resident_id>/calls")
@allow(*CALLERS, body=CallAsked, answers=CallRung, status=201)
def ring(ctx: Context, resident_id: UUID, body: CallAsked) -> CallRung:
    """Ring a resident's tablet; a call it cannot take has ended in the answer."""
    rung = calling.ring(ctx, resident_id, body, _turn())
    return CallRung(call=boards.call(ctx, rung.id), seat=rung.seat)


@blueprint.get("/api/calls/mine")
@allow(*CALLERS, answers=Call, locked=True, reads=True)
def get_mine(ctx: Context) -> Call:
    """One's own live call. 404 `no_call`: there is none."""
    return boards.mine(ctx)


@blueprint.get("/api/calls/<uuid:call_id>")
@allow(*CALLERS, answers=Call, locked=True, reads=True)
def get_call(ctx: Context, call_id: UUID) -> Call:
    """Where one's own call stands."""
    return boards.call(ctx, call_id)


@blueprint.post("/api/calls/<uuid:call_id>/seat")
@allow(*CALLERS, body=SeatAsked, answers=Seat, locked=True)
def seat(ctx: Context, call_id: UUID, body: SeatAsked) -> Seat:
    """Ask for one's place again, with the certificate of a new connection."""
    return calling.seat(ctx, call_id, body, _turn())


@blueprint.post("/api/calls/<uuid:call_id>/end")
@allow(*CALLERS, answers=Call, locked=True)
def end(ctx: Context, call_id: UUID) -> Call:
    """End one's own call; before it connected it is cancelled."""
    calling.end(ctx, call_id)
    return boards.call(ctx, call_id)


@blueprint.post("/api/calls/<uuid:call_id>/phone")
@allow(*CALLERS, body=PhoneAsked, answers=Call)
def phone(ctx: Context, call_id: UUID, body: PhoneAsked) -> Call:
    """Go on by telephone, with the reason."""
    calling.phone(ctx, call_id, body)
    return boards.call(ctx, call_id)


@blueprint.post("/api/calls/<uuid:call_id>/quality")
@allow(*CALLERS, body=QualityAsked, answers=Done, locked=True)
def quality(ctx: Context, call_id: UUID, body: QualityAsked) -> Done:
    """Keep what one's end measured."""
    calling.quality(ctx, call_id, body)
    return Done()


def _turn() -> calling.Turn | None:
    return calling.turn_of(guard().settings)
