"""`telecare demo`: a hub, its scheduler and a street of recorded homes, in one command.

For evaluation only. The sign-ins are printed on the terminal, so the hub answers on the
loopback address and refuses any other.
"""

import ipaddress
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from http.client import HTTPConnection
from types import FrameType
from typing import IO, Any, Final

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from telecare import clock
from telecare.cli import demo_reach, demo_street
from telecare.cli.ground import database_file
from telecare.cli.serving import free_port
from telecare.config import Settings
from telecare.db.engine import open_engine
from telecare.db.migrations import migrate
from telecare.errors import BadSetting
from telecare.vault.sitekey import open_vault

LIVE_WITHIN_S: Final = 20.0  # a hub that does not answer by then will not
POLL_S: Final = 0.1
FASTEST: Final = 1000  # the homes' heartbeats reach one a second long before
END_WITHIN_S: Final = 8.0
TOLD: Final = {
    "sos": "pressed the help button",
    "silence": "has fallen silent",
    "dead_gateway": "has lost its gateway",
    "outage": "has lost its network (one of several homes)",
    "never_heard": "was enrolled and never heard",
}


class Stop(Exception):
    """Somebody wants the demo to end."""


@click.command()
@click.option(
    "--speed", type=click.FloatRange(1, FASTEST),
    help="Shortens the waiting; TELECARE_SPEED does too.",
)  # fmt: skip
def demo(speed: float | None) -> None:
    """Run a hub with a street of recorded homes until Ctrl-C. For evaluation only."""
    settings = Settings.from_env({**os.environ, "TELECARE_DEMO": "1"})
    settings = replace(settings, speed=speed or settings.speed)
    if not 1 <= settings.speed <= FASTEST:
        raise BadSetting(f"The demo's speed must be from 1 to {FASTEST}.")
    _only_here(settings)
    database_file(settings)
    free_port(settings)
    signal.signal(signal.SIGTERM, _wish_to_stop)
    console = Console(stderr=False)
    children: list[subprocess.Popen[str]] = []
    try:
        _run(settings, console, children)
    except (KeyboardInterrupt, Stop):
        console.print("\nEnding: the homes first, then the hub …")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not orphan anybody
        for child in reversed(children):
            _end(child)
    console.print(
        f"Ended. What it kept is in [bold]{settings.var}/[/]; the next start goes on there."
    )


def _only_here(settings: Settings) -> None:
    """Refuse any address that other machines could reach.

    Raises:
        BadSetting: Names the address.
    """
    host = settings.host
    try:
        here = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = False
    if not here:
        raise BadSetting(
            f"The demo prints its passwords, so it answers on 127.0.0.1 only, not on {host}."
        )


def _wish_to_stop(_number: int, _frame: FrameType | None) -> None:
    raise Stop


def _run(settings: Settings, console: Console, children: list[subprocess.Popen[str]]) -> None:
    var = settings.var
    with _progress(console) as progress:
        task = progress.add_task("Database and site key", total=None)
        migrate(settings.database_url)
        vault = open_vault(settings, make=True)
        progress.update(task, description="People, households and enrolment codes")
        engine = open_engine(settings.database_url)
        settled = demo_street.settle(engine, vault, var, now=clock.now(), speed=settings.speed)
        port = demo_reach.free_port()
        secret = demo_reach.settle(engine, vault, port, now=clock.now())
        engine.dispose()
        progress.update(task, description="Hub")
        with (var / "hub.log").open("a", encoding="utf-8") as log:
            children.append(_start(["telecare.cli.main", "serve"], settings, log, log))
            service = ["devices.simulator.provider", "--port", f"{port}", "--secret", secret]
            children.append(_start(service, settings, log, log))
            _wait_for(settings, children[0])
            progress.update(task, description="Homes: enrolling")
            street = _start(
                [
                    "devices.simulator", "--hub", _address(settings), "--street",
                    str(var / demo_street.STREET), "--speed", str(settings.speed),
                    "--state-dir", str(var / "street"),
                ],
                settings, subprocess.PIPE, log,
            )  # fmt: skip
        children.append(street)
        news = _news(street)
        _until_live(news, progress, task, first=settled.first)
    console.print(
        f"\nSMS and telephone calls end at [bold]http://127.0.0.1:{port}/[/], a message "
        "service that reaches nobody; press a key there as the person called.",
        soft_wrap=True,
    )
    _welcome(settings, console, settled)
    _tell(news, console)
    if (status := street.wait()) != 0:
        console.print(f"The homes have stopped (status {status}); see {var / 'hub.log'}.")


def _start(
    module: list[str], settings: Settings, out: IO[str] | int, errors: IO[str]
) -> subprocess.Popen[str]:
    """Start one of our own commands in a session of its own: Ctrl-C is ours to pass on."""
    environ = {
        **os.environ,
        "TELECARE_DEMO": "1",
        "TELECARE_HOST": settings.host,
        "PORT": str(settings.port),
        "PYTHONUNBUFFERED": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-m", *module],
        env=environ, stdin=subprocess.DEVNULL, stdout=out, stderr=errors, text=True,
        start_new_session=True,
    )  # fmt: skip


def _wait_for(settings: Settings, hub: subprocess.Popen[str]) -> None:
    """Wait until the hub answers.

    Raises:
        BadSetting: It ended, or does not answer in time; its log says why.
    """
    until = time.monotonic() + LIVE_WITHIN_S
    while time.monotonic() < until:
        if hub.poll() is not None:
            break
        connection = HTTPConnection(settings.host, settings.port, timeout=1)
        try:
            connection.request("GET", "/api/session")
            if connection.getresponse().status == 200:  # noqa: PLR2004
                return
        except OSError:
            threading.Event().wait(POLL_S)
        finally:
            connection.close()
    raise BadSetting(f"The hub did not start; {settings.var / 'hub.log'} says why.")


def _news(street: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    """Yield what the homes say, one JSON line each."""
    assert street.stdout is not None  # noqa: S101 - it was asked for
    for line in street.stdout:
        try:
            said = json.loads(line)
        except json.JSONDecodeError:
            continue
        yield said


def _until_live(
    news: Iterator[dict[str, Any]], progress: Progress, task: TaskID, *, first: bool
) -> None:
    """Show how far the homes have told their past, until they live.

    Raises:
        BadSetting: They never came to life.
    """
    past = "a month of history" if first else "what was missed since the last time"
    for said in news:
        match said:
            case {"event": "enrolled", "n": done, "of": total}:
                progress.update(task, completed=done, total=total)
            case {"event": "progress", "delivered": done, "total": total}:
                progress.update(task, description=f"Homes: {past}", completed=done, total=total)
            case {"event": "live"}:
                return
            case _:
                pass
    raise BadSetting("The homes did not come to life; hub.log in the demo's folder says why.")


def tablet_told(settings: Settings, settled: demo_street.Settled) -> str:
    """Say how a browser window becomes the demo's tablet, or that one is it already."""
    address = f"{_address(settings)}/tablet/"
    whose = settled.tablet_of
    if settled.tablet_code is None:
        return (
            f"\nA tablet: the browser window that became the one of {whose} still is it, at "
            f"[bold]{address}[/]. Lost it? Enrol another on the resident's page, as daeun."
        )
    return (
        f"\nA tablet: [bold]{address}#code={settled.tablet_code}[/] makes a browser window the "
        f"one of {whose}. Its 119 button dials nobody."
    )


def _welcome(settings: Settings, console: Console, settled: demo_street.Settled) -> None:
    """Print the address and the sign-ins."""
    console.print(f"\n[bold]Telecare is running at {_address(settings)}[/]  (Ctrl-C ends it)\n")
    table = Table("sign-in", "password", "name", "role", "works in")
    for staff in demo_street.cast()["staff"]:
        name = f"{staff['name']['ko']}  {staff['name']['en']}"
        place = demo_street.PLACES.get(staff["organisation"], staff["organisation"])
        table.add_row(staff["login"], demo_street.PASSWORD, name, staff["role"], place)
    console.print(table)
    console.print(tablet_told(settings, settled), soft_wrap=True)
    console.print(
        "\nHomes: TIHM recordings (CC BY 4.0), invented people. For evaluation only: enter no "
        "real personal data.\nStaged on top, each marked “simulated” (the time is when it will "
        "show on the board):",
        soft_wrap=True,
    )


def _tell(news: Iterator[dict[str, Any]], console: Console) -> None:
    """Print what is staged and what happens, until the homes stop."""
    names = {one["key"]: one for one in demo_street.cast()["residents"]}
    for said in news:
        what = TOLD.get(str(said.get("kind")), str(said.get("kind")))
        match said.get("event"):
            case "planned":
                console.print(f"  {_when(said)}  {_who(names, said)} {what}", soft_wrap=True)
            case "incident":
                console.print(f"  now: {_who(names, said)} {what}", soft_wrap=True)
            case "over":
                console.print(f"  over: {_who(names, said)}, {said['kind']}", soft_wrap=True)
            case _:
                pass


def _who(names: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    one = names.get(str(said.get("resident_key")))
    return "a home" if one is None else f"{one['name']['ko']} ({one['place']['en']})"


def _when(said: Mapping[str, Any]) -> str:
    """Return this terminal's wall time at which something will show, blank if not known."""
    try:
        moment = datetime.fromisoformat(str(said.get("visible_at") or said.get("at")))
    except ValueError:
        return " " * 8
    return f"{moment.astimezone():%H:%M:%S}"


@contextmanager
def _progress(console: Console) -> Iterator[Progress]:
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn(), console=console,
    ) as progress:  # fmt: skip
        yield progress


def _address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def _end(child: subprocess.Popen[str]) -> None:
    """Ask a process of ours to end; insist after a while."""
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(END_WITHIN_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
