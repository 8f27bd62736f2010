"""As much of HTTP/1.1 as two processes of one machine need, over asyncio streams.

Requests and answers carry a JSON body of a stated length, or none. Anything else of the
standard (chunks, trailers, upgrades, continued lines) is refused and the connection closed.
"""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from telecare.protocol.media import MAX_MEDIA_BODY_BYTES

MAX_HEAD_BYTES: Final = 8 * 1024
HEAD_ENDS: Final = b"\r\n\r\n"
REQUEST_WORDS: Final = 3
MAX_LENGTH_DIGITS: Final = 9


class BadMessage(Exception):
    """The other end does not speak as agreed; the connection is closed."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `last` says that the client wants the connection closed after it."""

    method: str
    path: str
    body: bytes
    last: bool


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """Return the next request; None: the client hung up between two.

    Raises:
        BadMessage: Not such a request, or too long.
    """
    head = await _head(reader)
    if head is None:
        return None
    first, headers = _split(head)
    words = first.split(" ")
    if len(words) != REQUEST_WORDS or words[2] not in {"HTTP/1.1", "HTTP/1.0"}:
        raise BadMessage(HTTPStatus.BAD_REQUEST)
    body = await _body(reader, headers)
    last = words[2] == "HTTP/1.0" or headers.get("connection", "").lower() == "close"
    return Request(words[0], words[1], body, last)


async def read_status(reader: asyncio.StreamReader) -> int:
    """Return the status of an answer; its body is not read.

    Raises:
        BadMessage: Not an answer.
    """
    head = await _head(reader)
    words = head.split(b"\r\n", 1)[0].split(b" ") if head is not None else []
    if len(words) < REQUEST_WORDS - 1 or not words[1].isdigit():
        raise BadMessage(HTTPStatus.BAD_GATEWAY)
    return int(words[1])


def answer(status: HTTPStatus, body: bytes = b"", *, last: bool = False) -> bytes:
    """Return an answer with a JSON body, or without one."""
    lines = [f"HTTP/1.1 {status.value} {status.phrase}"]
    if status is not HTTPStatus.NO_CONTENT:
        lines.append(f"Content-Length: {len(body)}")
    if body:
        lines.append("Content-Type: application/json")
    if last:
        lines.append("Connection: close")
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


def post(path: str, body: bytes, header: tuple[str, str]) -> bytes:
    """Return a request with a JSON body and one header of ours; the connection ends with it."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: localhost",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        f"{header[0]}: {header[1]}",
        "Connection: close",
    ]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


async def _head(reader: asyncio.StreamReader) -> bytes | None:
    try:
        head = await reader.readuntil(HEAD_ENDS)
    except asyncio.IncompleteReadError as cut:
        if not cut.partial:
            return None
        raise BadMessage(HTTPStatus.BAD_REQUEST) from None
    except asyncio.LimitOverrunError:
        raise BadMessage(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE) from None
    if len(head) > MAX_HEAD_BYTES:
        raise BadMessage(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
    return head


def _split(head: bytes) -> tuple[str, dict[str, str]]:
    """Return the first line and the headers by their small names."""
    try:
        first, *rest = head[: -len(HEAD_ENDS)].decode("ascii").split("\r\n")
    except UnicodeDecodeError:
        raise BadMessage(HTTPStatus.BAD_REQUEST) from None
    headers: dict[str, str] = {}
    for line in rest:
        name, colon, value = line.partition(":")
        name = name.lower()
        if not colon or name != name.strip() or name in headers:
            raise BadMessage(HTTPStatus.BAD_REQUEST)
        headers[name] = value.strip()
    return first, headers


async def _body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if "transfer-encoding" in headers:
        raise BadMessage(HTTPStatus.NOT_IMPLEMENTED)
    told = headers.get("content-length", "0")
    if not (told.isascii() and told.isdigit() and len(told) <= MAX_LENGTH_DIGITS):
        raise BadMessage(HTTPStatus.BAD_REQUEST)
    if int(told) > MAX_MEDIA_BODY_BYTES:
        raise BadMessage(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        return await reader.readexactly(int(told))
    except asyncio.IncompleteReadError:
        raise BadMessage(HTTPStatus.BAD_REQUEST) from None
