"""The keeper: starts the media process beside the hub, and starts it again when it dies."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from telecare.config import Settings
from telecare.errors import BadSetting

COMMAND: Final = (sys.executable, "-m", "telecare.cli.main", "media")
FIRST_WAIT_S: Final = 0.2  # between a death and the next start; doubles up to LONGEST_WAIT_S
LONGEST_WAIT_S: Final = 5.0
LIVED_S: Final = 10.0  # a child that lived so long had no bad start: the wait begins anew
END_WITHIN_S: Final = 5.0
PATH_BYTES: Final = 107  # of a unix socket on Linux

log = logging.getLogger(__name__)


class MediaKeeper:
    """Keeps one media process alive, in a thread, until told to stop.

    The child is in a session of its own, so Ctrl-C is the hub's to pass on; and it holds the
    other end of a pipe of ours, so it ends even when the hub is killed.

    Args:
        environ: What the child is given; see `child_environ`.
        command: What is started.
    """

    def __init__(self, environ: Mapping[str, str], command: tuple[str, ...] = COMMAND) -> None:
        self._environ = dict(environ)
        self._command = command
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name="media keeper", daemon=True)

    @property
    def pid(self) -> int | None:
        """The child's process id; None between two lives."""
        with self._lock:
            return None if self._child is None else self._child.pid

    def start(self) -> None:
        """Start the child and look after it."""
        self._thread.start()

    def stop(self) -> None:
        """End the child and wait for it; it is killed if it does not go."""
        self._closing.set()
        with self._lock:
            child = self._child
            if child is not None:
                child.terminate()
        if child is not None:
            try:
                child.wait(END_WITHIN_S)
            except subprocess.TimeoutExpired:
                child.kill()
        self._thread.join(END_WITHIN_S)

    def _run(self) -> None:
        wait_s = FIRST_WAIT_S
        while not self._closing.is_set():
            began = time.monotonic()
            status = self._one_life()
            if self._closing.is_set():
                return
            lived = time.monotonic() - began
            wait_s = FIRST_WAIT_S if lived >= LIVED_S else wait_s
            log.warning(
                "the media process ended (status %s) after %.0f s; starting it again in %.1f s",
                status, lived, wait_s,
            )  # fmt: skip
            self._closing.wait(wait_s)
            wait_s = min(wait_s * 2, LONGEST_WAIT_S)

    def _one_life(self) -> int | None:
        """Start the child and wait for its end; None: it was not started."""
        with self._lock:
            if self._closing.is_set():
                return None
            self._child = child = subprocess.Popen(
                self._command, env=self._environ, stdin=subprocess.PIPE, start_new_session=True
            )
        try:
            return child.wait()
        finally:
            with self._lock:
                self._child = None
            if child.stdin is not None:
                child.stdin.close()


def child_environ(
    settings: Settings, key: str, environ: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """Return the environment of the media process: no site key and no database."""
    kept = {name: value for name, value in environ.items() if not name.startswith("TELECARE_")}
    first, last = settings.media_ports
    given = {
        "TELECARE_VAR": str(settings.var),
        "TELECARE_MEDIA_SOCKET": str(settings.media_socket.absolute()),
        "TELECARE_HUB_SOCKET": str(settings.hub_socket.absolute()),
        "TELECARE_MEDIA_PORTS": f"{first}-{last}",
        "TELECARE_MEDIA_ADDRESS": settings.media_address or "",
        "TELECARE_MEDIA_KEY": key,
        "TELECARE_MEDIA_KEEPER": "stdin",
        "PYTHONUNBUFFERED": "1",
    }
    return kept | given


def prepare_calls(settings: Settings) -> None:
    """Make the folders of the two sockets, and refuse what would fail only in a call.

    Raises:
        BadSetting: A path is longer than a socket's may be, or TURN is half configured.
    """
    if bool(settings.turn_urls) is not bool(settings.turn_secret):
        raise BadSetting("Set TELECARE_TURN_URLS and TELECARE_TURN_SECRET together.")
    for name, path in (
        ("TELECARE_HUB_SOCKET", settings.hub_socket),
        ("TELECARE_MEDIA_SOCKET", settings.media_socket),
    ):
        if len(os.fsencode(path.absolute())) > PATH_BYTES:
            raise BadSetting(f"{name} must be a path of at most {PATH_BYTES} bytes: set it.")
        path.absolute().parent.mkdir(parents=True, exist_ok=True)


def keeping(settings: Settings, key: str) -> Callable[[], None]:
    """Start the media process if this hub is to look after it; return what ends it."""
    if not settings.media:
        return lambda: None
    keeper = MediaKeeper(child_environ(settings, key))
    keeper.start()
    return keeper.stop


def hub_bind(path: Path) -> str:
    """Return the address of the hub's own socket in gunicorn's words."""
    return f"unix:{path.absolute()}"
