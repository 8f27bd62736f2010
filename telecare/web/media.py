"""What the media process tells the hub: who has come, gone silent, returned or been given up.

This door is no door to the world: it takes a request only from the hub's own unix socket, and
only with the key the hub has given to its media process. Everybody else finds no such address.
"""

import hmac
import socket
from typing import Final

import msgspec
from flask import Blueprint, Response, abort, request

from telecare import clock
from telecare.actions import calls_due
from telecare.config import Settings
from telecare.db.engine import transaction
from telecare.errors import Malformed, TooLarge
from telecare.protocol.media import (
    MAX_MEDIA_BODY_BYTES,
    MAX_MEDIA_EVENTS,
    MEDIA_KEY_HEADER,
    MediaEvents,
)
from telecare.records.actor import SERVICE
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.vault.vault import Vault
from telecare.web.guard import allow_device, guard

NOT_FOUND: Final = 404
SOCKET: Final = "gunicorn.socket"  # of the connection, in the request's environment

blueprint = Blueprint("media", __name__)


@blueprint.post("/internal/media/events")
@allow_device
def post_events() -> Response:
    """Take events of the media process, each in a transaction of its own. 204."""
    if not (_by_unix_socket() and _knows_key()):
        abort(NOT_FOUND)
    for event in _read().events:
        with transaction(guard().engine) as db:
            ring = KeyRing(db, guard().vault)
            calls_due.heard_from_media(Context(db, ring, SERVICE, clock.now()), event)
    return Response(status=204)


def media_key(settings: Settings, vault: Vault) -> str:
    """Return the word by which the hub knows its media process."""
    return settings.media_key or vault.media_key()


def _by_unix_socket() -> bool:
    connection = request.environ.get(SOCKET)
    return getattr(connection, "family", None) == socket.AF_UNIX


def _knows_key() -> bool:
    given = request.headers.get(MEDIA_KEY_HEADER, "")
    wanted = media_key(guard().settings, guard().vault)
    return hmac.compare_digest(given.encode(), wanted.encode())


def _read() -> MediaEvents:
    """Read the events.

    Raises:
        TooLarge, Malformed: No media process of ours says that.
    """
    if (request.content_length or 0) > MAX_MEDIA_BODY_BYTES:
        raise TooLarge
    try:
        said = msgspec.json.decode(request.get_data(cache=False), type=MediaEvents)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise Malformed from None
    if len(said.events) > MAX_MEDIA_EVENTS:
        raise TooLarge
    return said
