"""Messages between the hub and its media process, over a unix socket, as frozen values.

The hub asks (`Admit`), the media process answers (`Admitted` or `MediaRefusal`) and tells
what became of a seat (`MediaEvents`). No message names a person: a room is a consultation's
id and a side is a place in it.
"""

from datetime import datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from msgspec import Meta, Struct

Side = Literal["caller", "resident"]
SeatState = Literal["connecting", "connected", "lost"]
SeatNews = Literal["connected", "lost", "back", "gone", "capped"]
RefusalCode = Literal["bad_offer", "fingerprint_mismatch", "full", "no_room"]

MAX_OFFER_BYTES: Final = 32 * 1024  # a browser's offer is 4–8 KiB
MAX_MEDIA_BODY_BYTES: Final = 64 * 1024  # an offer as JSON text, and room to spare
MAX_MEDIA_EVENTS: Final = 100  # in one request to the hub
MEDIA_KEY_HEADER: Final = "X-Telecare-Media"

Kbps = Annotated[int, Meta(ge=64, le=20_000)]
PacketsPerSecond = Annotated[int, Meta(ge=50, le=10_000)]


class Admit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Give one browser a seat in a room.

    Attributes:
        offer: The browser's session description, at most 32 KiB.
        fingerprint: SHA-256 of the certificate the seat is bound to, in hexadecimal; colons,
            capitals and a leading `sha-256` do not matter.
        video: False: a picture in the offer is answered `inactive`.
        max_kbps: What the seat may send, in kilobit a second; above it packets are dropped.
        max_pps: What the seat may send, in packets a second.
    """

    offer: str
    fingerprint: str
    video: bool = True
    max_kbps: Kbps = 2500
    max_pps: PacketsPerSecond = 600


class Admitted(Struct, frozen=True, kw_only=True):
    """The seat is given; the browser takes this answer."""

    answer: str


class MediaRefusal(Struct, frozen=True, kw_only=True):
    """Why not: a stable code for programs and a sentence for the log of the hub."""

    error: str
    message: str


class SeatStats(Struct, frozen=True, kw_only=True):
    """What one seat has carried since its first admission; numbers survive a rejoin.

    Attributes:
        state: `connecting` before the first handshake, `lost` after 3 s without a packet.
        packets_in: Media packets from the browser that were taken.
        packets_out: Media packets sent to the browser, retransmissions not counted.
        bytes_in: Bytes of `packets_in`, without encryption.
        bytes_out: Bytes of `packets_out`, without encryption.
        lost: Packets of the browser that never came, retransmissions counted as come.
        nacks: Packets the hub asked the browser to send again, each request counted.
        rtx: Packets sent to the browser again because it asked.
        plis: Key frames asked of the browser.
        capped: Packets dropped because the seat sent more than it may.
        rejoins: Connections after the first.
        last_packet_age_ms: Since the browser was last heard; None: never.
    """

    state: SeatState
    packets_in: int = 0
    packets_out: int = 0
    bytes_in: int = 0
    bytes_out: int = 0
    lost: int = 0
    nacks: int = 0
    rtx: int = 0
    plis: int = 0
    capped: int = 0
    rejoins: int = 0
    last_packet_age_ms: int | None = None


class RoomStats(Struct, frozen=True, kw_only=True):
    """The seats of a room by their side."""

    seats: dict[Side, SeatStats]


class MediaHealth(Struct, frozen=True, kw_only=True):
    """That the media process answers, and how much it carries.

    `life` names this life of the process: another one means that every seat is gone.
    """

    ok: bool
    life: str
    rooms: int
    seats: int
    uptime_s: int


class MediaEvent(Struct, frozen=True, kw_only=True):
    """What became of a seat.

    `connected` and `lost` are said once until `back`; `gone` is said when a lost seat is given
    up after 120 s and was removed; `capped` at most every 10 s.
    """

    room: UUID
    side: Side
    what: SeatNews
    at: datetime


class MediaEvents(Struct, frozen=True, kw_only=True):
    """Events in the order they happened, at most `MAX_MEDIA_EVENTS`."""

    events: list[MediaEvent]
