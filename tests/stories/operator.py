"""Somebody at the terminal of a hub's machine, who types the real commands."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from telecare import clock
from telecare.protocol.limits import OBSERVATIONS_PATH
from tests.homes import Gateway

TELECARE: Final = "telecare.cli.main"
SITE_KEY: Final = b64encode(bytes(range(32))).decode()  # the one of tests.homes.VAULT
ROOT: Final = Path(__file__).parents[2]
LOOK_S: Final = 0.05
SOON_S: Final = 90.0  # two shared cores: what happens at once may take a while to begin

Found = TypeVar("Found")


def until(look: Callable[[], Found], why: str, *, within_s: float = SOON_S) -> Found:
    """Look until there is something (truthy) to see, and return it."""
    deadline = time.monotonic() + within_s
    while not (found := look()):
        assert time.monotonic() < deadline, f"in vain: {why}"
        threading.Event().wait(LOOK_S)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Process:
    """A command that goes on until it is ended."""

    popen: "subprocess.Popen[bytes]"
    log: Path

    @property
    def running(self) -> bool:
        return self.popen.poll() is None

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def is_told_to_end(self, *, within_s: float) -> tuple[int, float]:
        """Send SIGTERM; return the exit status and how long it took."""
        began = time.monotonic()
        self.popen.terminate()
        status = self.popen.wait(within_s)
        return status, time.monotonic() - began

    def is_killed(self) -> None:
        """Kill -9 it and everything it started."""
        if self.running:
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait(10)


@dataclass
class Operator:
    """A folder, an environment, and the commands run in it."""

    place: Path
    database_url: str
    settings: Mapping[str, str] = field(default_factory=dict)
    started: list[Process] = field(default_factory=list)

    def runs(self, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end."""
        return subprocess.run(
            [sys.executable, "-m", TELECARE, *words],
            env=self._environ(settings), cwd=ROOT, timeout=SOON_S * 2,
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip

    def starts(self, *words: str, module: str = TELECARE, **settings: str) -> Process:
        """Start a command in a session of its own; it is killed after the test."""
        log = self.place / f"{len(self.started)}.log"
        with log.open("wb") as file:
            popen = subprocess.Popen(
                [sys.executable, "-m", module, *words], env=self._environ(settings), cwd=ROOT,
                stdin=subprocess.DEVNULL, stdout=file, stderr=file, start_new_session=True,
            )  # fmt: skip
        self.started.append(Process(popen, log))
        return self.started[-1]

    def serves(self, *words: str, **settings: str) -> "Hub":
        """Start `telecare serve` on a free port and wait until it answers."""
        port = free_port()
        process = self.starts("serve", *words, PORT=str(port), **settings)
        hub = Hub(process, f"http://127.0.0.1:{port}")

        def answers() -> bool:
            assert process.running, process.said()
            return hub.answers()

        until(answers, f"the hub answers ({' '.join(words)})")
        return hub

    def goes_home(self) -> None:
        for process in self.started:
            process.is_killed()

    def _environ(self, settings: Mapping[str, str]) -> dict[str, str]:
        kept = {
            name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ
        }
        return {
            **kept,
            "TELECARE_DATABASE_URL": self.database_url,
            "TELECARE_VAR": str(self.place / "var"),
            "PYTHONIOENCODING": "utf-8",
            **self.settings,
            **settings,
        }


@dataclass
class Hub:
    """A hub that runs, as a browser and a home see it."""

    process: Process
    url: str

    def answers(self) -> bool:
        try:
            return "checks" in Browser(self.url).get("/health")
        except OSError:
            return False

    def hears(self, home: Gateway, *observations: dict[str, Any]) -> dict[str, Any]:
        """Take one delivery, signed now; return the receipt."""
        now = clock.now()
        body = home.body(observations, now)
        request = Request(self.url + OBSERVATIONS_PATH, body, home.headers(body, now))  # noqa: S310
        with build_opener().open(request, timeout=20) as answer:
            receipt: dict[str, Any] = json.load(answer)
            return receipt


class Browser:
    """A browser without a screen: cookies, the CSRF header, JSON."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies = CookieJar()
        self.status = 0
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> dict[str, Any]:
        return self._ask(Request(self.url + path))  # noqa: S310 - http on loopback

    def post(self, path: str, **body: Any) -> dict[str, Any]:  # noqa: ANN401
        csrf = self.get("/api/session")["csrf"] or ""
        return self._ask(
            Request(  # noqa: S310
                self.url + path,
                json.dumps(body).encode(),
                {"Content-Type": "application/json", "X-CSRF": csrf},
                method="POST",
            )
        )

    @property
    def cookie(self) -> str:
        return "; ".join(f"{one.name}={one.value}" for one in self.cookies)

    def _ask(self, request: Request) -> dict[str, Any]:
        try:
            with self._opener.open(request, timeout=20) as answer:
                self.status = answer.status
                found: dict[str, Any] = json.load(answer)
        except HTTPError as refused:
            with refused:
                self.status = refused.code
                found = json.load(refused)
        return found
