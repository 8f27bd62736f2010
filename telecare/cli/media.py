"""`telecare media`: the process that carries the pictures and sounds of calls."""

import asyncio
import os
from typing import Final

import click

KEEPER: Final = "TELECARE_MEDIA_KEEPER"


@click.command()
def media() -> None:
    """Carry calls until Ctrl-C or SIGTERM. Settings come from the environment.

    The hub starts this by itself. It opens no database and knows no names: browsers send
    encrypted pictures and sounds to its UDP ports, and it passes them on without decoding.
    """
    from telecare.config import Settings
    from telecare.media.process import serve

    settings = Settings.from_env(os.environ)
    asyncio.run(serve(settings, kept=os.environ.get(KEEPER) == "stdin"))
