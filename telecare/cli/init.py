"""`telecare init`: from nothing to a hub that its first administrator can sign in to."""

import os

import click

from telecare import clock
from telecare.actions import people
from telecare.cli.ground import database_file, opened
from telecare.config import Settings
from telecare.db.engine import transaction
from telecare.db.migrations import migrate
from telecare.records import organisations
from telecare.vault.sitekey import open_vault


@click.command()
@click.option(
    "--new-code", is_flag=True, help="Replace the administrator code that is out already."
)
def init(*, new_code: bool) -> None:
    """Migrate the database, make the site key, print one one-time administrator code.

    Safe to run again, at every start of a machine too: it migrates to this version and prints
    a code only where nobody could sign in otherwise. Exit status 0, or 2 with one sentence.
    """
    settings = Settings.from_env(os.environ)
    database_file(settings)
    open_vault(settings, make=True)
    migrate(settings.database_url)
    now = clock.now()
    with opened(settings) as engine, transaction(engine) as db:
        organisations.load_gyeongbuk(db)
        out_until = None if new_code else people.open_admin_code(db, now=now)
        code = None if out_until else people.new_admin_code(db, now=now)
    click.echo("The database is ready, and so is the site key.")
    if out_until is not None:
        click.echo(
            f"An administrator code is out already, until {out_until:%Y-%m-%d %H:%M} UTC."
        )
        click.echo("Lost? `telecare init --new-code` replaces it.")
    elif code is None:
        click.echo("This hub already has staff: an administrator gives new codes.")
    else:
        click.echo(f"One-time administrator code (until {code.expires_at:%Y-%m-%d %H:%M} UTC):")
        click.echo(f"  {code.code}")
        click.echo("Run `telecare serve`, open its address, choose “First sign-in”.")
        click.echo(
            "Keep a copy of the site key apart from the backups: without it no name opens."
        )
