"""The servers behind `telecare serve`: gunicorn for screens, granian for requests, ticks."""

import contextlib
import os
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import Final

from flask import Flask
from gunicorn.app.base import BaseApplication

from telecare.cli.ground import database_file, require_ready
from telecare.cli.keeper import hub_bind, keeping, prepare_calls
from telecare.config import Settings
from telecare.db.engine import open_engine
from telecare.db.locks import hub_lock
from telecare.errors import BadSetting
from telecare.vault.sitekey import open_vault

THREADS: Final = 264  # 64 requests at once and 200 open screens (one thread each)
SOCKETS: Final = 10_000  # open screens of one gevent process
BLOCKING_THREADS: Final = 16  # requests at once in one api worker
OWNER_ONLY: Final = 0o177  # the mask of the hub's unix socket: mode 0600
GRACEFUL_S: Final = 2  # an open screen reconnects; it must not hold a restart back


def run(role: str, workers: int) -> None:
    """Serve until told to stop.

    Raises:
        Refused: Anything that would keep this hub from working, before it is started.
    """
    settings = Settings.from_env(os.environ)
    file = database_file(settings)
    if role != "all" and file is not None:
        raise BadSetting("SQLite has one hub process: run `telecare serve` without --role.")
    require_ready(settings)
    if role != "scheduler":
        free_port(settings)
    if role in {"all", "realtime"}:
        prepare_calls(settings)
    with hub_lock(settings.database_url) or nullcontext():
        match role:
            case "scheduler":
                _schedule(settings)
            case "api":
                _granian(settings, workers)
            case _:
                _Server(settings, ticking=role == "all").run()


def free_port(settings: Settings) -> None:
    """Refuse a busy port before anything is started.

    Raises:
        BadSetting: Another program listens there, or the address is not this machine's.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with contextlib.closing(socket.socket(family, kind)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise BadSetting(
            f"Port {settings.port} of {settings.host} is not free ({error.strerror}): "
            "set PORT to another one."
        ) from error


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """Gunicorn as a library: one worker, because SQLite has one writer process."""

    def __init__(self, settings: Settings, *, ticking: bool) -> None:
        self._settings = settings
        self._ticking = ticking
        self._stops: list[Callable[[], None]] = []
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn how to serve."""
        host = self._settings.host
        gevent = self._settings.async_mode == "gevent"
        settings = {
            "bind": [
                f"{f'[{host}]' if ':' in host else host}:{self._settings.port}",
                hub_bind(self._settings.hub_socket),  # for the media process alone
            ],
            "umask": OWNER_ONLY,
            "workers": 1,
            "worker_class": "gevent" if gevent else "gthread",
            "threads": THREADS,
            "worker_connections": SOCKETS,
            "graceful_timeout": GRACEFUL_S,
            "keepalive": 75,
            "timeout": 60,
            "loglevel": "warning",
            "accesslog": None,  # addresses and paths of people are not kept
            "control_socket_disable": True,
            "worker_exit": self._worker_exit,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Build and start the hub inside the worker, after the fork, and media beside it."""
        from telecare.app import create_hub
        from telecare.web.media import media_key

        hub = create_hub(self._settings)
        self._stops = [hub.stop]
        hub.start(ticking=self._ticking)
        self._stops.append(keeping(self._settings, media_key(self._settings, hub.vault)))
        return hub.app

    def _worker_exit(self, _arbiter: object, _worker: object) -> None:
        for stop in self._stops:
            stop()


def api_app() -> Flask:
    """Build and start what one api worker needs: connections, keys and a group writer."""
    from telecare.app import create_hub

    hub = create_hub(replace(Settings.from_env(os.environ), async_mode="threading"))
    hub.start_answering()
    return hub.app


def _granian(settings: Settings, workers: int) -> None:
    """Serve requests from several processes; sockets are the realtime role's."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "telecare.cli.serve:api",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=BLOCKING_THREADS,
        workers_kill_timeout=GRACEFUL_S,
        log_level=LogLevels.warning,
        log_access=False,
    ).serve()


def _schedule(settings: Settings) -> None:
    """Tick while leading, stand by while not, until told to stop."""
    from telecare.app import scheduler_of

    engine = open_engine(settings.database_url)
    scheduler = scheduler_of(settings, engine, open_vault(settings))
    told = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: told.set())
    scheduler.start()
    told.wait()
    scheduler.stop()
    engine.dispose()
