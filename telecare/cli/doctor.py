"""`telecare doctor`: what is wrong with this installation, and the documents it can draw."""

import json
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Final

import click
from sqlalchemy import Engine

from telecare import clock
from telecare.care.alert import diagram
from telecare.cli.ground import opened
from telecare.cli.reference import pages, stale, write
from telecare.config import Settings
from telecare.db.engine import open_engine, reading
from telecare.errors import Refused
from telecare.records import keys, ticks
from telecare.vault.sitekey import open_vault
from telecare.vault.vault import Vault
from telecare.web.pages import STATIC

SLOWEST_TICK: Final = timedelta(hours=2)  # housekeeping runs hourly
CLOCK_YEARS: Final = (2026, 2100)  # a machine without a battery clock starts in 1970


@click.group(invoke_without_command=True)
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Look for what is wrong. Exit status: 0 nothing, 1 something."""
    if ctx.invoked_subcommand is not None:
        return
    settings = Settings.from_env(os.environ)
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("database", lambda: _asked(settings, lambda _: "")),
        ("site key", lambda: _asked(settings, lambda engine: _key(engine, settings))),
        ("ticks", lambda: _asked(settings, _ticks)),
        ("clock", _clock),
        ("screens", _screens),
    )
    wrong = [name for name, check in checks if _report(name, check)]
    sys.exit(1 if wrong else 0)


@doctor.command()
def openapi() -> None:
    """Print the OpenAPI 3.1 document; the screens' types are made from it."""
    from telecare.app import create_hub
    from telecare.web.openapi import document

    hub = create_hub(
        Settings(database_url="sqlite://"),
        vault=Vault(bytes(32)),
        engine=open_engine("sqlite://"),
    )
    click.echo(json.dumps(document(hub.app, "1"), ensure_ascii=False, indent=1, sort_keys=True))
    hub.writer.close()


@doctor.command()
def states() -> None:
    """Print the life of an alert as a Mermaid diagram, drawn from its table."""
    click.echo(diagram())


@doctor.command()
@click.option("--check", is_flag=True, help="Write nothing; say which pages are not current.")
def reference(*, check: bool) -> None:
    """Write the look-up pages of the handbook from the code itself.

    Exit status: 0, or with --check 1 when a page is not current.
    """
    old = stale(pages())
    if not check:
        write(pages())
    for name in old:
        click.echo(f"{name} {'is not current: run telecare doctor reference' if check else ''}")
    sys.exit(1 if old and check else 0)


def _report(name: str, check: Callable[[], str]) -> bool:
    """Print one line; return whether something is wrong."""
    try:
        wrong = check()
    except Refused as refusal:
        wrong = refusal.sentence
    except Exception as error:  # noqa: BLE001 - a doctor goes on with the next organ
        wrong = f"cannot be looked at: {type(error).__name__}"
    click.echo(f"{'!!' if wrong else 'ok'}  {name}{': ' + wrong if wrong else ''}")
    return bool(wrong)


def _asked(settings: Settings, question: Callable[[Engine], str]) -> str:
    """Ask something of a database that answers; what keeps it from that is the finding."""
    with opened(settings) as engine:
        return question(engine)


def _key(engine: Engine, settings: Settings) -> str:
    with reading(engine) as db:
        keys.check(db, open_vault(settings))
    return ""


def _clock() -> str:
    low, high = CLOCK_YEARS
    year = clock.now().year
    return "" if low <= year < high else f"this machine believes it is {year}"


def _ticks(engine: Engine) -> str:
    with reading(engine) as db:
        beats = ticks.beats(db)
    now = clock.now()
    old = [name for name, beat in beats.items() if now - beat > SLOWEST_TICK]
    if not beats:
        return "none has run yet: start telecare serve"
    return f"not running: {', '.join(sorted(old))}" if old else ""


def _screens() -> str:
    return "" if (STATIC / "index.html").is_file() else "not built: run make setup"
