"""Seats: the short-lived word that opens one place in one call for one certificate.

A seat token is stateless: the claim and its keyed digest. It is bound to the DTLS certificate
its holder has made (VIDEO.md §5.15), so whoever copies it cannot answer with a picture of
their own; and it lasts two minutes, after which its holder asks for the seat again.
"""

import base64
import binascii
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Row

from telecare.boards.shapes.calls import IceServer, Seat
from telecare.call_errors import SeatRefused
from telecare.care.consultation import LONGEST, Side
from telecare.config import Settings
from telecare.errors import Invalid
from telecare.records.context import Context
from telecare.vault.vault import Vault

SEAT_LASTS: Final = timedelta(seconds=120)
TOKEN_CHARS: Final = 1_024  # ours have about 300
FINGERPRINT: Final = re.compile(
    r"(?:sha-256[ :]+)?((?:[0-9a-f]{2}:?){31}[0-9a-f]{2})", re.IGNORECASE
)


class SeatClaim(msgspec.Struct, frozen=True, kw_only=True):
    """What a seat token says."""

    consultation_id: UUID
    side: Side
    fingerprint: str  # 64 lower-case hexadecimal digits
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """This site's TURN servers and the secret they share with the hub."""

    urls: tuple[str, ...]
    secret: str


def turn_of(settings: Settings) -> Turn | None:
    """Return the TURN servers of a hub; None: calls need none, or have none."""
    if settings.turn_secret is None or not settings.turn_urls:
        return None
    return Turn(settings.turn_urls, settings.turn_secret)


def fingerprint_of(text: str | None) -> str:
    """Return a SHA-256 certificate fingerprint as 64 lower-case hexadecimal digits.

    Raises:
        Invalid: It is no such fingerprint.
    """
    found = FINGERPRINT.fullmatch((text or "").strip())
    if found is None:
        raise Invalid(
            {"fingerprint": "Send the certificate's sha-256 fingerprint."},
            {"fingerprint": "인증서의 sha-256 지문을 보내세요."},
        )
    return found[1].replace(":", "").lower()


def seat(ctx: Context, call: Row[Any], side: Side, fingerprint: str, turn: Turn | None) -> Seat:
    """Return a place in a call for the holder of one certificate."""
    claim = SeatClaim(
        consultation_id=call.id,
        side=side,
        fingerprint=fingerprint,
        expires_at=ctx.now + SEAT_LASTS,
    )
    return Seat(
        consultation_id=call.id,
        side=side.value,
        token=seat_token(ctx.ring.vault, claim),
        expires_at=claim.expires_at,
        video=call.video,
        ice_servers=ice_servers(turn, call.id, side, ctx.now),
    )


def seat_token(vault: Vault, claim: SeatClaim) -> str:
    """Return the token of a claim: base64url of the claim, a dot, base64url of its digest."""
    said = msgspec.json.encode(claim)
    return f"{_to_text(said)}.{_to_text(vault.seat_mac(said))}"


def read_seat_token(vault: Vault, token: object, now: datetime) -> SeatClaim:
    """Return what a seat token says.

    Raises:
        SeatRefused: It is no token of this hub, or its time has run out.
    """
    if not isinstance(token, str) or not token.isascii() or len(token) > TOKEN_CHARS:
        raise SeatRefused
    said, _, digest = token.partition(".")
    try:
        claim = _to_bytes(said)
        if not hmac.compare_digest(_to_bytes(digest), vault.seat_mac(claim)):
            raise SeatRefused
        read = msgspec.json.decode(claim, type=SeatClaim)
    except (binascii.Error, msgspec.MsgspecError):
        raise SeatRefused from None
    if now >= read.expires_at:
        raise SeatRefused
    return read


def ice_servers(turn: Turn | None, call_id: UUID, side: Side, now: datetime) -> list[IceServer]:
    """Return TURN servers with credentials that last as long as the longest call.

    Source: coturn's REST credentials (`use-auth-secret`): the name is the Unix time of their
    end and a word for the log, the password is base64 of HMAC-SHA1 of that name.
    """
    if turn is None:
        return []
    ends_at = int((now + LONGEST).timestamp())
    name = f"{ends_at}:{call_id.hex[:12]}-{side}"
    digest = hmac.digest(turn.secret.encode(), name.encode(), hashlib.sha1)
    word = base64.b64encode(digest).decode()
    return [IceServer(urls=list(turn.urls), username=name, credential=word)]


def _to_text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _to_bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
