"""`telecare init`: from nothing to a hub that its first administrator can sign in to."""

import os

import click

from telecare import clock
from telecare.actions import people
from telecare.config import Settings
from telecare.db.engine import open_engine, transaction
from telecare.db.migrations import migrate
from telecare.records import organisations
from telecare.vault.sitekey import open_vault


@click.command()
def init() -> None:
    """Migrate the database, make the site key, print one one-time administrator code.

    Safe to run again: it migrates to this version, and prints a new code only while the hub
    has no staff. Exit status 0, or 2 with one sentence.
    """
    settings = Settings.from_env(os.environ)
    migrate(settings.database_url)
    open_vault(settings, make=True)
    engine = open_engine(settings.database_url)
    try:
        with transaction(engine) as db:
            organisations.load_gyeongbuk(db)
            code = people.new_admin_code(db, now=clock.now())
    finally:
        engine.dispose()
    click.echo("The database is ready, and so is the site key.")
    if code is None:
        click.echo("This hub already has staff: an administrator gives new codes.")
        return
    click.echo(f"One-time administrator code (until {code.expires_at:%Y-%m-%d %H:%M} UTC):")
    click.echo(f"  {code.code}")
    click.echo("Run `telecare serve`, open its address, choose “First sign-in”.")
    click.echo("Keep a copy of the site key apart from the backups: without it no name opens.")
