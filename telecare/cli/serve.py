"""`telecare serve`: run the hub, whole on one machine or one role a process.

Nothing heavy is imported before the role is known: gevent has to replace the standard
library's waiting before anything else has taken hold of it.
"""

import os
from typing import Any, Final

import click

ROLES: Final = ("all", "api", "realtime", "scheduler")


@click.command()
@click.option(
    "--role", type=click.Choice(ROLES), default="all", show_default=True,
    help="Which part to run; all but `all` need PostgreSQL.",
)  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True,
    help="Processes of the api role.",
)  # fmt: skip
def serve(role: str, workers: int) -> None:
    """Run the hub until Ctrl-C or SIGTERM. Settings come from the environment.

    `all` is one process with its scheduler inside (SQLite, or a small PostgreSQL site). `api`
    answers requests, `realtime` holds the screens' sockets, `scheduler` ticks or stands by.
    """
    if role == "realtime":
        os.environ["TELECARE_ASYNC_MODE"] = "gevent"
    if role in {"all", "realtime"} and os.environ.get("TELECARE_ASYNC_MODE") == "gevent":
        from gevent import monkey  # type: ignore[import-untyped]

        monkey.patch_all()
    from telecare.cli import serving

    serving.run(role, workers)


def api() -> Any:  # noqa: ANN401 - a WSGI application
    """Build the web app of one api worker."""
    from telecare.cli import serving

    return serving.api_app()
