"""Tablets: having one load its app anew, and the short-lived ticket of its socket."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from telecare.boards.shapes.tablet import SocketTicket
from telecare.care.facts import DeviceKind
from telecare.db import bell
from telecare.db.types import from_us, to_us
from telecare.errors import NotYours, Revoked
from telecare.records import audit, devices, tablets
from telecare.records.context import Context
from telecare.records.devices import DEVICES
from telecare.vault.vault import Vault

TICKET_LIFETIME: Final = timedelta(seconds=60)  # from asking to connecting
TICKET_KIND: Final = "socket ticket"
ID_BYTES: Final = 16
UNTIL_BYTES: Final = 8
TICKET_BYTES: Final = ID_BYTES + UNTIL_BYTES + 32
TICKET_CHARS: Final = 128  # a longer one is a joke


def reload(ctx: Context, device_id: UUID) -> None:
    """Have a tablet load its app anew the next time it looks.

    Raises:
        NotYours: There is no such tablet for the actor.
        Revoked: It was revoked.
    """
    device = devices.one_for(ctx, device_id)
    if device.kind is not DeviceKind.TABLET or device.parent_id is not None:
        raise NotYours(device=device_id)
    if device.revoked_at is not None:
        raise Revoked(device=device_id)
    ctx.db.execute(
        update(DEVICES)
        .where(DEVICES.c.id == device_id)
        .values(reload_version=DEVICES.c.reload_version + 1)
    )
    audit.write(
        ctx.db, ctx.actor, "device.reload_asked", at=ctx.now, resident=device.resident_id,
        organisation=device.organisation_id, device=device_id,
    )  # fmt: skip
    bell.note(ctx.db, bell.tablet(device_id))


def ticket(db: Session, vault: Vault, device_id: UUID, now: datetime) -> SocketTicket:
    """Return what opens the tablet's socket within a minute; it is kept nowhere.

    Raises:
        NotYours, Revoked: See `records.tablets.serving`.
    """
    tablets.serving(db, device_id)
    expires_at = now + TICKET_LIFETIME
    said = device_id.bytes + to_us(expires_at).to_bytes(UNTIL_BYTES)
    text = urlsafe_b64encode(said + _mac(vault, said)).decode()
    return SocketTicket(ticket=text, expires_at=expires_at)


def read_ticket(vault: Vault, text: object, now: datetime) -> UUID | None:
    """Return whose ticket this is; None: it is none of ours, or its minute is over.

    Whether the tablet may still come in is for the caller to find out.
    """
    if not isinstance(text, str) or len(text) > TICKET_CHARS or not text.isascii():
        return None
    try:
        raw = urlsafe_b64decode(text)
    except (NotBase64, ValueError):
        return None
    said, mac = raw[: ID_BYTES + UNTIL_BYTES], raw[ID_BYTES + UNTIL_BYTES :]
    if len(raw) != TICKET_BYTES or not hmac.compare_digest(mac, _mac(vault, said)):
        return None
    expires_at = from_us(int.from_bytes(said[ID_BYTES:]))
    return UUID(bytes=said[:ID_BYTES]) if now < expires_at else None


def _mac(vault: Vault, said: bytes) -> bytes:
    return vault.blind(TICKET_KIND, said.hex())
