"""The tablet's door: what a resident's tablet asks and says besides its observations.

Every request is signed by the tablet's own key (RFC 9421), like a gateway's. A tablet reads
and says only what concerns its own resident: whom that is says its device row, never the
request. Whether it may still ask is read in the transaction that answers it, so revoking holds
from the next request on.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, Response

from telecare.boards import tablet as boards
from telecare.boards.shapes.tablet import TabletHome
from telecare.db.engine import reading
from telecare.protocol.limits import DEVICE_PREFIX
from telecare.records.actor import SERVICE
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.web.device import answered, device_door
from telecare.web.guard import allow_signed, guard, to_json

TABLET_PATH: Final = f"{DEVICE_PREFIX}/tablet"

blueprint = Blueprint("resident", __name__)


@blueprint.get(TABLET_PATH)
@allow_signed(answers=TabletHome)
def get_tablet() -> Response:
    """Everything the tablet draws."""

    def act(environ: Mapping[str, Any]) -> bytes:
        device_id, _ = device_door().whose("GET", environ)
        door = guard()
        with reading(door.engine) as db:
            ctx = Context(db, KeyRing(db, door.vault), SERVICE, device_door().now())
            return to_json(boards.home(ctx, device_id, dial_119=not door.settings.demo))

    return answered(HTTPStatus.OK, act)
