"""A person's own picture, over HTTP: put up, looked at by themself, taken down."""

from flask import Blueprint, Response, request

from telecare.actions import portraits as verbs
from telecare.boards import portraits as boards
from telecare.boards.shapes.common import Done
from telecare.boards.shapes.session import Portrait
from telecare.call_errors import PictureTooLarge
from telecare.care.portrait import media_type
from telecare.records.context import Context
from telecare.web.guard import ANY_ROLE, allow

blueprint = Blueprint("portrait", __name__)


@blueprint.get("/api/session/portrait")
@allow(*ANY_ROLE, produces="image/*", reads=True)
def get_portrait(ctx: Context) -> Response:
    """One's own picture. 404 `no_portrait` when none is up."""
    picture = boards.own(ctx)
    return Response(picture, content_type=media_type(picture))


@blueprint.put("/api/session/portrait")
@allow(*ANY_ROLE, answers=Portrait, consumes="image/webp")
def put_portrait(ctx: Context) -> Portrait:
    """Put up one's own picture (the body: WebP, JPEG or PNG, at most 64 kB)."""
    return Portrait(version=verbs.put_up(ctx, _body()))


@blueprint.delete("/api/session/portrait")
@allow(*ANY_ROLE, answers=Done)
def delete_portrait(ctx: Context) -> Done:
    """Take one's own picture down; nobody is shown it from now on."""
    verbs.take_down(ctx)
    return Done()


def _body() -> bytes:
    """Read the body, but never more than a picture may have.

    Raises:
        PictureTooLarge: It is larger.
    """
    if (request.content_length or 0) > verbs.MAX_BYTES:
        raise PictureTooLarge
    return request.stream.read(verbs.MAX_BYTES + 1)
