"""What message services report, signed; no session stands behind it."""

from typing import Final
from uuid import UUID

from flask import Blueprint, Response, request

from telecare import clock
from telecare.actions import hooks
from telecare.boards.shapes.reach import Reported
from telecare.db.engine import transaction
from telecare.errors import Invalid
from telecare.protocol.hooks import SIGNATURE, TIMESTAMP, Result
from telecare.records.actor import SERVICE
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.web.guard import allow_signed, answered, guard

BODY_MAX: Final = 8_192  # bytes; a report is a few words

blueprint = Blueprint("hooks", __name__)


@blueprint.post("/api/hooks/<uuid:provider_id>")
@allow_signed(body=Result, answers=Reported)
def report(provider_id: UUID) -> Response:
    """A provider's report on one message, signed by HMAC; the same one twice is one."""
    door, now = guard(), clock.now()
    body = request.get_data(cache=False)
    if len(body) > BODY_MAX:
        raise Invalid({"body": "A report is shorter."}, {"body": "보고는 더 짧습니다."})
    signing = {name: request.headers.get(name, "") for name in (TIMESTAMP, SIGNATURE)}
    with transaction(door.engine) as db:
        ctx = Context(db, KeyRing(db, door.vault), SERVICE, now)
        said = hooks.take(ctx, provider_id, signing, body)
    return answered(Reported(said=said))
