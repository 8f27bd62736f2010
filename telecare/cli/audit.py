"""`telecare audit verify`: whether the audit trail is whole."""

import os
import sys

import click

from telecare import clock
from telecare.actions.note_proof import verify_notes
from telecare.cli.ground import opened
from telecare.config import Settings
from telecare.db.engine import reading
from telecare.records import audit as trail
from telecare.records.keys import KeyRing
from telecare.vault.sitekey import open_vault


@click.group()
def audit() -> None:
    """Look after the audit trail."""


@audit.command()
def verify() -> None:
    """Find entries that were altered, removed or reordered, or stand unchained after 60 s.

    Every signed clinical note is checked too: its text against the digest that was signed,
    its signature against the key that made it, and both against the chained entry.

    Exit status: 0 whole, 1 faults found, 2 the question could not be asked.
    """
    settings = Settings.from_env(os.environ)
    vault = open_vault(settings)
    with opened(settings) as engine, reading(engine) as db:
        broken = trail.verify(db, vault, now=clock.now())
        signed, tampered = verify_notes(db, KeyRing(db, vault))
    faults = [*broken, *tampered]
    for fault in faults:
        click.echo(str(fault))
    if faults:
        click.echo(f"{len(faults)} faults.", err=True)
        sys.exit(1)
    click.echo("The audit chain is whole.")
    click.echo(f"{signed} signed notes are as they were signed.")
