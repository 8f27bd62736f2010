"""Portraits as they are shown: to the person themself, and to a tablet they ring at."""

from base64 import b64decode
from uuid import UUID

from telecare.call_errors import NoPortrait
from telecare.errors import KeyDestroyed
from telecare.records import consultations, portraits, tablets
from telecare.records.context import Context


def own(ctx: Context) -> bytes:
    """Return the actor's own picture.

    Raises:
        NoPortrait: None is up.
    """
    return _opened(ctx, ctx.actor.staff_id)


def of_ring(ctx: Context, device_id: UUID, consultation_id: UUID) -> bytes:
    """Return the picture of who rings at this tablet, or is in a call with it, now.

    Raises:
        NotYours: The device is no tablet.
        Revoked: It was revoked, or its resident's service has ended.
        NoPortrait: That is not this tablet's live call, or the caller has no picture up.
    """
    tablets.serving(ctx.db, device_id)
    live = consultations.live_of_tablet(ctx.db, device_id)
    if live is None or live.id != consultation_id:
        raise NoPortrait
    return _opened(ctx, live.caller_id)


def _opened(ctx: Context, staff_id: UUID | None) -> bytes:
    sealed = portraits.sealed_of(ctx.db, staff_id)
    if sealed is None or staff_id is None:
        raise NoPortrait
    try:
        text = ctx.ring.open(
            sealed, table=portraits.TABLE, column=portraits.COLUMN, row=staff_id
        )
    except KeyDestroyed:
        raise NoPortrait from None
    return b64decode(text)
