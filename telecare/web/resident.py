"""The tablet's door: what a resident's tablet asks and says besides its observations.

Every request is signed by the tablet's own key (RFC 9421), like a gateway's. A tablet reads
and says only what concerns its own resident: whom that is says its device row, never the
request. Whether it may still ask is read in the transaction that answers it, so revoking holds
from the next request on.
"""

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Any, Final, TypeVar
from uuid import UUID

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from telecare.actions import calling, prompts
from telecare.actions import tablets as verbs
from telecare.actions.seats import turn_of
from telecare.boards import portraits
from telecare.boards import tablet as boards
from telecare.boards.shapes.calls import Seat
from telecare.boards.shapes.common import Asked, Shape
from telecare.boards.shapes.tablet import (
    CallAnswered,
    PromptShown,
    SocketTicket,
    TabletHome,
    TabletQuality,
)
from telecare.care.portrait import media_type
from telecare.db.engine import reading, transaction
from telecare.errors import Invalid, Malformed
from telecare.protocol.limits import DEVICE_PREFIX
from telecare.records import tablets
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.web.bodies import decoded
from telecare.web.device import answered, device_door
from telecare.web.guard import allow_signed, guard, to_json

TABLET_PATH: Final = f"{DEVICE_PREFIX}/tablet"
SHOWN_PATH: Final = f"{TABLET_PATH}/prompts-shown"
CALLS_PATH: Final = f"{TABLET_PATH}/calls"
QUALITY_PATH: Final = f"{CALLS_PATH}/quality"
PORTRAIT_PATH: Final = f"{CALLS_PATH}/<uuid:call_id>/portrait"
TICKETS_PATH: Final = f"{TABLET_PATH}/socket-tickets"
NOTHING: Final = b"{}"

Said = TypeVar("Said")

blueprint = Blueprint("resident", __name__)


class TicketAsked(Asked, frozen=True, kw_only=True):
    """Ask for a ticket; there is nothing to say."""


class Heard(Shape, frozen=True, kw_only=True):
    """An empty answer: it was heard."""


@blueprint.get(TABLET_PATH)
@allow_signed(answers=TabletHome)
def get_tablet() -> Response:
    """Everything the tablet draws."""

    def act(environ: Mapping[str, Any]) -> bytes:
        device_id, _ = device_door().whose("GET", environ)
        dial_119 = not guard().settings.demo
        with reading(guard().engine) as db:
            return to_json(boards.home(_context(db), device_id, dial_119=dial_119))

    return answered(HTTPStatus.OK, act)


@blueprint.post(SHOWN_PATH)
@allow_signed(body=PromptShown, answers=Heard)
def post_prompt_shown() -> Response:
    """Say that a prompt is on the screen and was said aloud."""

    def act(ctx: Context, device_id: UUID, said: PromptShown) -> bytes:
        prompts.shown(ctx, device_id, said.prompt_id)
        return NOTHING

    return _posted(PromptShown, act)


@blueprint.post(CALLS_PATH)
@allow_signed(body=CallAnswered, answers=Seat)
def post_call() -> Response:
    """Answer, decline or end a call; a seat for who answers or asks for it again, else {}."""

    def act(ctx: Context, device_id: UUID, said: CallAnswered) -> bytes:
        seat = calling.tablet_says(ctx, device_id, said, turn_of(guard().settings))
        return NOTHING if seat is None else to_json(seat)

    return _posted(CallAnswered, act)


@blueprint.post(QUALITY_PATH)
@allow_signed(body=TabletQuality, answers=Heard)
def post_quality() -> Response:
    """Keep what the tablet's end of a call measured."""

    def act(ctx: Context, device_id: UUID, said: TabletQuality) -> bytes:
        calling.tablet_measured(ctx, device_id, said)
        return NOTHING

    return _posted(TabletQuality, act)


@blueprint.get(PORTRAIT_PATH)
@allow_signed(produces="image/*")
def get_portrait(call_id: UUID) -> Response:
    """The caller's picture, while their call rings or is spoken here; 404 in words else."""

    def act(environ: Mapping[str, Any]) -> bytes:
        device_id, _ = device_door().whose("GET", environ)
        with reading(guard().engine) as db:
            return portraits.of_ring(_context(db), device_id, call_id)

    response = answered(HTTPStatus.OK, act)
    if response.status_code == HTTPStatus.OK:
        response.content_type = media_type(response.data) or "application/octet-stream"
    return response


@blueprint.post(TICKETS_PATH)
@allow_signed(body=TicketAsked, answers=SocketTicket)
def post_socket_ticket() -> Response:
    """A ticket for the tablet's socket, good for a minute."""

    def act(ctx: Context, device_id: UUID, _said: TicketAsked) -> bytes:
        return to_json(verbs.ticket(ctx.db, guard().vault, device_id, ctx.now))

    return _posted(TicketAsked, act)


def _posted(shape: type[Said], act: Callable[[Context, UUID, Said], bytes]) -> Response:
    """Answer a signed request that says something: one transaction."""
    return answered(HTTPStatus.OK, partial(_heard, shape, act))


def _heard(
    shape: type[Said],
    act: Callable[[Context, UUID, Said], bytes],
    environ: Mapping[str, Any],
) -> bytes:
    device_id, body = device_door().whose("POST", environ)
    said = _read(body or b"", shape)
    with transaction(guard().engine) as db:
        tablets.serving(db, device_id)
        return act(_context(db), device_id, said)


def _read(body: bytes, shape: type[Said]) -> Said:
    try:
        return decoded(body, shape)
    except Invalid:
        raise Malformed from None  # a tablet is a program: it has no form to mark


def _context(db: Session) -> Context:
    return calling.tablet_context(db, KeyRing(db, guard().vault), device_door().now())
