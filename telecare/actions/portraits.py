"""Portraits: a member of staff puts up their own picture, replaces it and takes it down.

Nobody does it for somebody else. Whom the person calls sees it (see `boards.portraits`).
"""

from base64 import b64encode
from typing import Final
from uuid import UUID

from telecare.call_errors import NoPicture, PictureTooLarge
from telecare.care.portrait import media_type
from telecare.errors import SignedOut
from telecare.records import audit, portraits
from telecare.records.context import Context

MAX_BYTES: Final = 64 * 1024  # a 320 × 320 picture has 10 to 40 kB


def put_up(ctx: Context, picture: bytes) -> int:
    """Put up the actor's own picture in the place of the one before; return its version.

    Raises:
        PictureTooLarge: More than `MAX_BYTES`.
        NoPicture: Its first bytes are not those of a WebP, JPEG or PNG file.
    """
    if len(picture) > MAX_BYTES:
        raise PictureTooLarge
    if media_type(picture) is None:
        raise NoPicture
    staff_id = _self(ctx)
    ctx.ring.ensure(("staff", staff_id), at=ctx.now)
    sealed = ctx.ring.seal(
        ("staff", staff_id), b64encode(picture).decode(),
        table=portraits.TABLE, column=portraits.COLUMN, row=staff_id,
    )  # fmt: skip
    version = portraits.keep(ctx.db, staff_id, sealed, at=ctx.now)
    _written(ctx, "portrait.put_up", staff_id)
    return version


def take_down(ctx: Context) -> None:
    """Take the actor's own picture down; one that is not there stays not there."""
    staff_id = _self(ctx)
    if portraits.drop(ctx.db, staff_id, at=ctx.now):
        _written(ctx, "portrait.taken_down", staff_id)


def _self(ctx: Context) -> UUID:
    if ctx.actor.staff_id is None:
        raise SignedOut
    return ctx.actor.staff_id


def _written(ctx: Context, verb: str, staff_id: UUID) -> None:
    audit.write(
        ctx.db, ctx.actor, verb, at=ctx.now, organisation=ctx.actor.organisation_id,
        staff=staff_id,
    )  # fmt: skip
