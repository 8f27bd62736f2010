"""The operator's page and the canaries, over HTTP."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from flask import Blueprint

from telecare.actions import canary, pinging, watchman
from telecare.boards import watch as boards
from telecare.boards.shapes.watch import CanariesUnheard, CanaryAsked, WatchPage
from telecare.records import ticks
from telecare.records.context import Context
from telecare.records.staff import Role
from telecare.web.guard import allow, guard

READS: Final = (Role.SUPERVISOR, Role.ADMINISTRATOR)  # who a lost press is told to
BOARD: Final = (Role.CASEWORKER, *READS)

blueprint = Blueprint("watch", __name__)


@blueprint.get("/api/watch")
@allow(*READS, answers=WatchPage, reads=True)
def get_watch(ctx: Context) -> WatchPage:
    """Whether the service itself is well: ticks, ping, canaries, channels that are down."""
    return _page(ctx)


@blueprint.get("/api/watch/canaries/unheard")
@allow(*BOARD, answers=CanariesUnheard, reads=True)
def get_unheard(ctx: Context) -> CanariesUnheard:
    """What the board warns of: the desk's canaries that do not come through."""
    return boards.unheard(ctx)


@blueprint.put("/api/watch/canaries/<uuid:organisation_id>")
@allow(Role.ADMINISTRATOR, body=CanaryAsked, answers=WatchPage)
def begin_canary(ctx: Context, organisation_id: UUID, body: CanaryAsked) -> WatchPage:
    """Let the canary of a si/gun press on a schedule; it is made the first time."""
    canary.begin(ctx, organisation_id, every=timedelta(minutes=body.every_minutes))
    return _page(ctx)


@blueprint.delete("/api/watch/canaries/<uuid:organisation_id>")
@allow(Role.ADMINISTRATOR, answers=WatchPage)
def stop_canary(ctx: Context, organisation_id: UUID) -> WatchPage:
    """Let the canary of a si/gun press no more."""
    canary.stop(ctx, organisation_id)
    return _page(ctx)


def _page(ctx: Context) -> WatchPage:
    beats, settings = ticks.beats(ctx.db), guard().settings
    url, said = settings.ping_url, beats.get(pinging.SENT)
    ping = None if url is None else pinging.well(url, settings.ping_s, said, ctx.now)
    return boards.page(
        ctx, silent=watchman.silent(beats, ctx.now), watched=watchman.WATCHED, ping=ping
    )
