"""How the hub asks the media process: give a seat, take it away, close a room, say how it goes.

One request a connection over a unix socket, so that any thread may ask at any time and a media
process that was restarted is simply asked again. No message holds a word about a person, and
no session description is ever logged or put into an error's text.
"""

import socket
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final, TypeVar
from uuid import UUID

import msgspec

from telecare.call_errors import BadOffer, MediaAway
from telecare.protocol.media import (
    MAX_MEDIA_BODY_BYTES,
    Admit,
    Admitted,
    MediaHealth,
    MediaRefusal,
    RoomStats,
    Side,
)

TIMEOUT_S: Final = 5.0  # an answer takes 12 ms; a process that needs this long is away
JSON: Final = "application/json"
OK: Final = 200
GONE: Final = 404
CANNOT: Final = 500

Message = TypeVar("Message")


class MediaClient:
    """Asks the media process behind one unix socket. Safe to share among threads.

    Every method raises `MediaAway` when the process does not answer in time.
    """

    def __init__(self, path: Path, *, timeout_s: float = TIMEOUT_S) -> None:
        self.path = path
        self._timeout_s = timeout_s

    def admit(self, room: UUID, side: Side, asked: Admit) -> Admitted:
        """Give a browser its seat, replacing the connection it had; return the answer for it.

        Raises:
            BadOffer: The offer cannot be used; `facts["reason"]` is the stable code.
        """
        status, body = self._ask("POST", f"/rooms/{room}/seats/{side}", asked)
        if status == OK:
            return _read(body, Admitted)
        raise BadOffer(reason=_read(body, MediaRefusal).error)

    def leave(self, room: UUID, side: Side) -> None:
        """Take a seat away; nothing happens when there is none."""
        self._ask("DELETE", f"/rooms/{room}/seats/{side}")

    def close_room(self, room: UUID) -> None:
        """Take every seat of a room away; nothing happens when there is none."""
        self._ask("DELETE", f"/rooms/{room}")

    def stats(self, room: UUID) -> RoomStats | None:
        """Return what each seat has carried; None: there is no such room."""
        status, body = self._ask("GET", f"/rooms/{room}")
        return None if status == GONE else _read(body, RoomStats)

    def health(self) -> MediaHealth:
        """Return how much the process carries, since when, and which of its lives this is."""
        _, body = self._ask("GET", "/health")
        return _read(body, MediaHealth)

    def _ask(self, method: str, path: str, message: Admit | None = None) -> tuple[int, bytes]:
        body = None if message is None else msgspec.json.encode(message)
        headers = {} if body is None else {"Content-Type": JSON}
        connection = _UnixConnection(self.path, self._timeout_s)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            status, said = answer.status, answer.read(MAX_MEDIA_BODY_BYTES)
        except (OSError, HTTPException):
            raise MediaAway from None  # the cause names a path of this machine, no more
        finally:
            connection.close()
        if status >= CANNOT:
            raise MediaAway
        return status, said


class _UnixConnection(HTTPConnection):
    """HTTP to a socket file."""

    def __init__(self, path: Path, timeout_s: float) -> None:
        super().__init__("media", timeout=timeout_s)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


def _read(body: bytes, shape: type[Message]) -> Message:
    """Read an answer; one of another shape is no media process of ours."""
    try:
        return msgspec.json.decode(body, type=shape)
    except msgspec.MsgspecError:
        raise MediaAway from None
