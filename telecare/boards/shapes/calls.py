"""A call between a screen of staff and a resident's tablet, as both ends see it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from telecare.boards.shapes.common import Asked, Bilingual, Shape

CallState = Literal["ringing", "answered", "connected", "ended"]
CallOutcome = Literal[
    "completed", "declined", "no_answer", "busy", "cancelled", "unreachable", "failed",
    "by_phone",
]  # fmt: skip
CallPurpose = Literal["care", "welfare"]


class IceServer(Shape, frozen=True, kw_only=True):
    """A TURN server with its short-lived credentials."""

    urls: list[str]
    username: str
    credential: str


class Seat(Shape, frozen=True, kw_only=True):
    """A place in a call; the token opens the `/call` socket and is bound to one certificate."""

    consultation_id: UUID
    side: Literal["caller", "resident"]
    token: str
    expires_at: datetime
    video: bool  # False: the plan allows a voice call only
    ice_servers: list[IceServer]


class Call(Shape, frozen=True, kw_only=True):
    """Where a call stands."""

    id: UUID
    resident_id: UUID
    resident_name: str
    resident_birth_year: int | None  # None: not known, or the console is locked
    resident_place: Bilingual
    caller_id: UUID
    caller_name: str
    alert_id: UUID | None
    purpose: CallPurpose
    state: CallState
    outcome: CallOutcome | None
    video: bool
    version: int
    rung_at: datetime
    rings_until: datetime
    answered_at: datetime | None
    connected_at: datetime | None
    ended_at: datetime | None
    phone_reason: str | None


class CallAsked(Asked, frozen=True, kw_only=True):
    """Ring a resident's tablet; a welfare call names its claimed alert and the lease."""

    purpose: CallPurpose
    fingerprint: str
    video: bool = True
    alert_id: UUID | None = None
    lease_token: UUID | None = None


class CallRung(Shape, frozen=True, kw_only=True):
    """The call just made and the caller's place in it."""

    call: Call
    seat: Seat | None  # None: it has ended at once, busy or unreachable


class SeatAsked(Asked, frozen=True, kw_only=True):
    """Ask for one's seat again, with the certificate of the new connection."""

    fingerprint: str


class PhoneAsked(Asked, frozen=True, kw_only=True):
    """Go on by telephone; the law wants the reason (Medical Service Act art. 34-3 (5))."""

    reason: Literal["no_video", "no_sound", "line_too_bad", "resident_wish", "other"]
    words: str = ""


class QualityAsked(Asked, frozen=True, kw_only=True):
    """What one end measured since its last report; kept with the consultation."""

    loss_percent: float
    round_trip_ms: float | None = None
    freezes: int = 0
    reconnects: int = 0
    received_kbps: float | None = None
    width: int | None = None
    height: int | None = None


class SocketOffer(Shape, frozen=True, kw_only=True):
    """The `offer` event of the `/call` socket: the browser's session description."""

    sdp: str


class SocketAnswer(Shape, frozen=True, kw_only=True):
    """What the hub acknowledges an offer with; exactly one of the two is set."""

    sdp: str | None
    error: str | None


class PeerSeen(Shape, frozen=True, kw_only=True):
    """The `peer` event: whether the other end is in the call."""

    state: Literal["here", "away", "gone"]


class CallMoved(Shape, frozen=True, kw_only=True):
    """The `call` event: the call has moved; ask for it again."""

    consultation_id: UUID
    state: CallState
    version: int


class TypedLine(Shape, frozen=True, kw_only=True):
    """The `line` event: what the caller types, large on the tablet; at most 200 characters."""

    text: str
