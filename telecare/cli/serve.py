"""`telecare serve`: run the hub, whole on one machine or one role a process."""

import contextlib
import os
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, Final

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from telecare import clock
from telecare.config import Settings
from telecare.db.engine import open_engine, sqlite_file
from telecare.db.locks import hub_lock
from telecare.errors import BadSetting
from telecare.scheduler import Scheduler
from telecare.vault.sitekey import open_vault

THREADS: Final = 264  # 64 requests at once and 200 open screens (one thread each)
GRACEFUL_S: Final = 3  # an open screen reconnects; it must not hold a restart back
ROLES: Final = ("all", "api", "realtime", "scheduler")


@click.command()
@click.option(
    "--role", type=click.Choice(ROLES), default="all", show_default=True,
    help="Which part to run; all but `all` need PostgreSQL.",
)  # fmt: skip
@click.option("--workers", default=2, show_default=True, help="Processes of the api role.")
def serve(role: str, workers: int) -> None:
    """Run the hub until Ctrl-C or SIGTERM. Settings come from the environment.

    `all` is one process with its scheduler inside (SQLite, or a small PostgreSQL site).
    """
    settings = Settings.from_env(os.environ)
    if role != "all" and sqlite_file(settings.database_url) is not None:
        raise BadSetting("SQLite has one hub process: run `telecare serve` without --role.")
    open_vault(settings)  # refuse in one sentence, before any process is started
    if role == "scheduler":
        _schedule(settings)
        return
    free_port(settings)
    if role == "api":
        _granian(settings, workers)
        return
    with hub_lock(settings.database_url) or nullcontext():
        _Server(settings, gevent=role == "realtime", ticking=role == "all").run()


def free_port(settings: Settings) -> None:
    """Refuse a busy port before anything is started.

    Raises:
        BadSetting: Another program listens there, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with contextlib.closing(socket.socket(family)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise BadSetting(
                f"Port {settings.port} of {settings.host} is not free ({error.strerror}): "
                "set PORT to another one."
            ) from error


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """Gunicorn as a library: one worker, because SQLite has one writer process."""

    def __init__(self, settings: Settings, *, gevent: bool, ticking: bool) -> None:
        self._settings = settings
        self._gevent = gevent
        self._ticking = ticking
        self._stop: Callable[[], None] | None = None
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn how to serve."""
        settings = {
            "bind": f"{self._settings.host}:{self._settings.port}",
            "workers": 1,
            "worker_class": "gevent" if self._gevent else "gthread",
            "threads": THREADS,
            "worker_connections": 10_000,
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
        """Build and start the hub inside the worker, after the fork."""
        from telecare.app import create_hub

        hub = create_hub(self._settings)
        self._stop = hub.stop
        hub.start(ticking=self._ticking)
        return hub.app

    def _worker_exit(self, _arbiter: object, _worker: object) -> None:
        if self._stop is not None:
            self._stop()


def _granian(settings: Settings, workers: int) -> None:
    """Serve requests from several processes; sockets are the realtime role's."""
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        "telecare.cli.serve:api",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=16,
        log_access=False,
    ).serve()


def api() -> Any:  # noqa: ANN401 - a WSGI application
    """Build the web app of one api worker."""
    from telecare.app import create_hub

    hub = create_hub(Settings.from_env(os.environ))
    hub.start_answering()
    return hub.app


def _schedule(settings: Settings) -> None:
    """Tick while leading, stand by while not, until told to stop."""
    engine = open_engine(settings.database_url)
    scheduler = Scheduler(engine, open_vault(settings), clock.now)
    told = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: told.set())
    scheduler.start()
    told.wait()
    scheduler.stop()
    engine.dispose()
