"""The door of the media process: the hub's requests over a unix socket of mode 0600."""

import asyncio
import contextlib
import logging
import os
import socket
import stat
from http import HTTPStatus
from pathlib import Path
from typing import Final, get_args
from uuid import UUID

import msgspec

from telecare.errors import BadSetting
from telecare.media.house import House
from telecare.media.http import MAX_HEAD_BYTES, BadMessage, Request, answer, read_request
from telecare.media.refusals import BadOffer, MediaRefused, NoRoom
from telecare.protocol.media import MAX_MEDIA_BODY_BYTES, Admit, MediaRefusal, Side

IDLE_S: Final = 60.0  # a hub's connection may wait this long between two requests
ASKED_S: Final = 5.0  # and this long within one
PRIVATE: Final = 0o177  # the mask that leaves 0600
SIDES: Final = get_args(Side)

logger = logging.getLogger(__name__)


class Door:
    """Answers the hub on behalf of a house."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._server: asyncio.Server | None = None
        self._talking: set[asyncio.Task[None]] = set()
        self._path: Path | None = None

    async def open(self, path: Path) -> None:
        """Listen at `path`; a socket left by a process that died is replaced.

        Raises:
            BadSetting: Another media process listens there, or it cannot be made.
        """
        listening = _listen(path)
        limit = MAX_HEAD_BYTES + MAX_MEDIA_BODY_BYTES
        self._server = await asyncio.start_unix_server(
            self._connected, sock=listening, limit=limit
        )
        self._path = path

    async def close(self) -> None:
        """Stop listening and hang up on everybody."""
        if self._server is not None:
            self._server.close()
        for task in self._talking:
            task.cancel()
        await asyncio.gather(*self._talking, return_exceptions=True)
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    async def _connected(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._talking.add(task)
            task.add_done_callback(self._talking.discard)
        try:
            await self._talk(reader, writer)
        except (ConnectionError, TimeoutError, asyncio.CancelledError):
            pass  # the hub hung up or fell silent, or we are closing
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        last = False
        while not last:
            try:
                async with asyncio.timeout(IDLE_S):
                    request = await read_request(reader)
            except BadMessage as bad:
                writer.write(answer(bad.status, last=True))
                await writer.drain()
                return
            if request is None:
                return
            last = request.last
            status, body = await self._answered(request)
            said = b"" if body is None else msgspec.json.encode(body)
            writer.write(answer(status, said, last=last))
            async with asyncio.timeout(ASKED_S):
                await writer.drain()

    async def _answered(self, request: Request) -> tuple[HTTPStatus, object | None]:
        """Answer one request; what goes wrong in it ends with it."""
        try:
            return await self._asked(request)
        except MediaRefused as refused:
            said = MediaRefusal(error=refused.code, message=refused.sentence)
            return HTTPStatus(refused.status), said
        except Exception as error:  # noqa: BLE001 - one request must not end the process
            logger.warning("a request failed: %s", type(error).__name__)
            return HTTPStatus.INTERNAL_SERVER_ERROR, None

    async def _asked(self, request: Request) -> tuple[HTTPStatus, object | None]:
        parts = request.path.strip("/").split("/")
        match request.method, parts:
            case "GET", ["health"]:
                return HTTPStatus.OK, self._house.health()
            case "GET", ["rooms", room]:
                return HTTPStatus.OK, self._house.stats(_room(room))
            case "DELETE", ["rooms", room]:
                await self._house.close_room(_room(room))
                return HTTPStatus.NO_CONTENT, None
            case "POST", ["rooms", room, "seats", side]:
                admit = _decoded(request.body)
                return HTTPStatus.OK, await self._house.admit(_room(room), _side(side), admit)
            case "DELETE", ["rooms", room, "seats", side]:
                await self._house.leave(_room(room), _side(side))
                return HTTPStatus.NO_CONTENT, None
            case _:
                return HTTPStatus.NOT_FOUND, None


def _room(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NoRoom from None


def _side(text: str) -> Side:
    for side in SIDES:
        if text == side:
            found: Side = side
            return found
    raise NoRoom


def _decoded(body: bytes) -> Admit:
    try:
        return msgspec.json.decode(body, type=Admit)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BadOffer from None


def _listen(path: Path) -> socket.socket:
    """Return a socket bound to `path` that only our own user may open."""
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    mask = os.umask(PRIVATE)
    try:
        _clear(path)
        listening.bind(str(path))
    except OSError as error:
        listening.close()
        raise BadSetting(
            f"TELECARE_MEDIA_SOCKET {path} cannot be made ({error.strerror})."
        ) from error
    except BaseException:
        listening.close()
        raise
    finally:
        os.umask(mask)
    listening.setblocking(False)  # noqa: FBT003 - the standard library's own call
    return listening


def _clear(path: Path) -> None:
    """Remove a socket that nobody listens on; other files are left alone."""
    try:
        if not stat.S_ISSOCK(path.lstat().st_mode):
            return
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink()
            return
    raise BadSetting(f"Another media process listens on {path}.")
