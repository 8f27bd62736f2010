"""Hooks: how the hub and a message service speak to each other over signed HTTP.

The hub posts a `Message` to the service; the service posts a `Result` back to
`/api/hooks/{provider}`. Both are signed alike: HMAC-SHA256 with the shared secret over
`timestamp.body`, as `v1=HEX` in `Telecare-Signature`; the timestamp, whole seconds since 1970,
stands in `Telecare-Timestamp` and is good for 300 s either way. A message is known by its id
and a result by its event: saying the same one twice does nothing twice.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import msgspec

TIMESTAMP: Final = "Telecare-Timestamp"
SIGNATURE: Final = "Telecare-Signature"
GOOD_FOR_S: Final = 300
RESULTS: Final = ("delivered", "failed", "answered", "no_answer", "busy", "key")

ResultWord = Literal["delivered", "failed", "answered", "no_answer", "busy", "key"]


@dataclass(frozen=True, slots=True)
class Message:
    """What a channel is asked to carry. `to` and `text` are for its eyes only.

    Attributes:
        id: The notification; a service that sees it twice delivers it once.
        channel: mail, sms, voice, push or webhook.
        to: A mail address, a telephone number, a push subscription's JSON; "" for a machine.
        subject: Of a mail.
        text: What is written or spoken; no personal data.
        language: In which it is spoken, "ko" or "en".
        keys: What may be pressed on a telephone; empty: nothing is asked.
        connect: A second telephone number to connect to, for a bridge call.
        urgent: It wakes people.
        answer_to: Where results are posted.
        data: Ids and words for a machine.
    """

    id: str
    channel: str
    to: str = field(repr=False)
    text: str = field(repr=False)
    subject: str = ""
    language: str = "ko"
    keys: tuple[str, ...] = ()
    connect: str | None = field(default=None, repr=False)
    urgent: bool = False
    answer_to: str = ""
    data: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Line:
    """A provider, opened for one message.

    Attributes:
        kind: smtp, webhook, apprise, or push for the browsers' own services.
        settings: What the office has set, such as `url`, `host`, `port`, `from`.
        secret: The password, the shared secret, or the key that signs.
    """

    kind: str
    settings: Mapping[str, str] = field(repr=False)
    secret: str = field(repr=False)


class Result(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a service tells of a message, signed."""

    event: str  # the service's own word for this report, 1–80 characters
    notification: str  # the id of the message
    result: ResultWord
    key: str = ""  # what was pressed, with the result "key"


def sign(secret: str, timestamp: int, body: bytes) -> str:
    """Return the signature of a body said at `timestamp`."""
    said = str(timestamp).encode() + b"." + body
    return "v1=" + hmac.digest(secret.encode(), said, "sha256").hex()


def signed(secret: str, timestamp: int, body: bytes) -> dict[str, str]:
    """Return the headers that sign a JSON body."""
    return {
        "Content-Type": "application/json",
        TIMESTAMP: str(timestamp),
        SIGNATURE: sign(secret, timestamp, body),
    }


def holds(secret: str, headers: Mapping[str, str], body: bytes, now_s: int) -> bool:
    """Whether the headers sign this body with this secret, and lately."""
    said = headers.get(TIMESTAMP, "")
    if not (said.isascii() and said.isdigit() and len(said) <= len("99999999999")):
        return False
    given = headers.get(SIGNATURE, "")
    right = hmac.compare_digest(sign(secret, int(said), body).encode(), given.encode())
    return right and abs(now_s - int(said)) <= GOOD_FOR_S


def message_body(message: Message) -> bytes:
    """Return the JSON a service is sent."""
    return msgspec.json.encode(message)
