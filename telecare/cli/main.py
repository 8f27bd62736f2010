"""`telecare`: the operator's commands, each loaded only when it is asked for."""

from importlib import import_module
from typing import Final

import click

from telecare.errors import Refused

COMMANDS: Final = {
    "init": "Prepare a hub: database, site key, organisations, one administrator code.",
    "serve": "Run the hub.",
    "media": "Carry the pictures and sounds of calls; the hub starts it by itself.",
    "demo": "Run a hub with a street of recorded homes, for evaluation only.",
    "why": "Say what every rule concluded about an alert, and why.",
    "audit": "Verify the audit chain.",
    "doctor": "Look for what is wrong with this installation.",
}


class Commands(click.Group):
    """The commands, by the modules of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return their names in the order of a hub's life."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one; None: there is no such command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(f"telecare.cli.{cmd_name}"), cmd_name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List them without loading any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run one; a refusal is a sentence on the terminal and exit status 2, not a trace."""
        try:
            return super().invoke(ctx)
        except Refused as refusal:
            click.echo(refusal.sentence, err=True)
            raise SystemExit(2) from None


@click.group(cls=Commands)
@click.version_option(package_name="telecare")
def main() -> None:
    """A self-hosted telecare hub."""


if __name__ == "__main__":
    main()
