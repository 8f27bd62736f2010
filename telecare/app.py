"""Wiring: one hub from its settings. Knows every door; no room reads it."""

from dataclasses import dataclass
from typing import Final

from flask import Flask, request
from flask_socketio import SocketIO
from sqlalchemy import Engine

from telecare import clock
from telecare.actions import pinging, signin
from telecare.actions.delivery import Batch, Stored
from telecare.config import Settings
from telecare.db.bell import bell_of
from telecare.db.engine import open_engine, reading, warm_up
from telecare.db.writer import GroupWriter
from telecare.live.board import BoardDoor
from telecare.live.call import CallDoor
from telecare.live.tablet import TabletDoor
from telecare.media_client import MediaClient
from telecare.records.actor import Actor
from telecare.scheduler import Scheduler
from telecare.vault.sitekey import open_vault
from telecare.vault.vault import Vault
from telecare.web import (
    admin,
    bulk,
    calls,
    caseworker,
    clinician,
    device,
    figures,
    guard,
    handbook,
    handover,
    helping,
    hooks,
    media,
    pages,
    policies,
    portrait,
    prechecks,
    reach,
    resident,
    residents,
    rota,
    session,
    suppressions,
    tablets,
    tasks,
    transfers,
    visits,
    watch,
)

ROOMS: Final = (
    session, portrait, caseworker, bulk, calls, clinician, media, resident, residents, rota,
    tablets, tasks, transfers, visits, admin, policies, prechecks, hooks, reach, helping,
    suppressions, handover, figures, watch, handbook, pages,
)  # fmt: skip
PING_S: Final = 10  # a screen learns within this and the next that the hub is away
PING_WAIT_S: Final = 10


@dataclass(frozen=True, slots=True)
class Hub:
    """One process of the service: its web app, its sockets, its writer and its ticks."""

    app: Flask
    sockets: SocketIO
    engine: Engine
    vault: Vault
    writer: "GroupWriter[Batch, Stored]"
    board: BoardDoor
    calls: CallDoor
    tablets: TabletDoor
    scheduler: Scheduler

    def start(self, *, ticking: bool = True) -> None:
        """Open connections, nudge screens and (if this process may lead) tick."""
        self.start_answering()
        bell = bell_of(self.engine)
        bell.follow(self.engine)
        self.board.start(bell)
        self.calls.start(bell)
        self.tablets.start(bell)
        if ticking:
            self.scheduler.start()

    def start_answering(self) -> None:
        """Open connections before the first request: all that an api worker needs."""
        warm_up(self.engine)

    def stop(self) -> None:
        """End what `start` began; what was acknowledged is on disk."""
        self.scheduler.stop()
        self.board.stop()
        self.calls.stop()
        self.tablets.stop()
        self.writer.close()
        bell_of(self.engine).close()
        self.engine.dispose()


def create_hub(
    settings: Settings, *, engine: Engine | None = None, vault: Vault | None = None
) -> Hub:
    """Build a hub. It listens to nobody until a server serves its app and `start` is called.

    Raises:
        MissingSiteKey, OpenSiteKey, BadSiteKey: See `vault.sitekey.open_vault`.
        RuntimeError: A route has no guard.
    """
    vault = vault or open_vault(settings)
    engine = engine or open_engine(settings.database_url)
    app = Flask("telecare", static_folder=None)
    guard.install(app, engine, vault, settings)
    writer = device.install(app, engine=engine, vault=vault)
    app.extensions["telecare.writer"] = writer
    for room in ROOMS:
        app.register_blueprint(room.blueprint)
    guard.require_marks(app)
    sockets = SocketIO(
        app,
        async_mode=settings.async_mode,
        ping_interval=PING_S,
        ping_timeout=PING_WAIT_S,
        cors_allowed_origins=[settings.public_origin] if settings.public_origin else None,
        manage_session=False,
    )
    board = BoardDoor(sockets, engine, lambda: signed_in(engine, settings, app), clock.now)
    ends = CallDoor(sockets, engine, vault, MediaClient(settings.media_socket), clock.now)
    homes = TabletDoor(sockets, engine, vault, clock.now)
    scheduler = scheduler_of(settings, engine, vault)
    return Hub(app, sockets, engine, vault, writer, board, ends, homes, scheduler)


def scheduler_of(settings: Settings, engine: Engine, vault: Vault) -> Scheduler:
    """Build the ticks of a site, for a hub or for a process of their own."""
    ping = pinging.Ping(settings.ping_url, settings.ping_s) if settings.ping_url else None
    return Scheduler(engine, vault, clock.now, settings.origin, ping)


def create_app(
    settings: Settings, *, engine: Engine | None = None, vault: Vault | None = None
) -> Flask:
    """Build the web app alone, for a server that only answers requests."""
    return create_hub(settings, engine=engine, vault=vault).app


def signed_in(engine: Engine, settings: Settings, app: Flask) -> Actor | None:
    """Return who sits behind the cookie of a connecting socket; None: a stranger."""
    cookie = app.extensions[guard.EXTENSION].cookie
    token, now = request.cookies.get(cookie, ""), clock.now()
    with reading(engine) as db:
        seen = signin.session_of(db, token, now=now, idle_lock_s=settings.idle_lock_s)
    if seen is None:
        return None
    actor = seen.actor(demo=settings.demo)
    return actor if actor.session_strong else None
