"""A street of simulated homes as a command.

    python -m devices.simulator --hub URL --street FILE --speed S --state-dir DIR

Every home has its own key, diary and line: the ordinary home agent. Says what happens as JSON
lines on standard output: `enrolled`, `progress`, `live`, `planned`, `incident`, `over`. A
second start goes on where the diaries stand. Ends with status 0 on Ctrl-C or SIGTERM, 1 when
it cannot start, 3 when the hub has revoked every home.
"""

import argparse
import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import Final

import urllib3

from devices.enrolling import Installation
from devices.identity import BadState, Identity
from devices.link import BadHub, NotEnrolled, checked_hub, open_pool
from devices.runner import Runner
from devices.simulator.show import Actor, Show, say
from devices.simulator.street import (
    BadStreet,
    Memory,
    Plot,
    move_in,
    open_home,
    read_street,
    recall,
    remember,
)
from telecare import clock

WORKERS: Final = 4  # deliveries at once: enough to keep a hub on two cores busy
PATIENCE: Final = 20  # tries to reach a hub that is still starting
PAUSE_S: Final = 0.5
REVOKED: Final = 3


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line, or leave with a usage error."""
    parser = argparse.ArgumentParser(prog="devices.simulator", description="A street of homes.")
    parser.add_argument("--hub", required=True, help="the hub, as http://127.0.0.1:8000")
    parser.add_argument("--street", required=True, type=Path, help="JSON list of homes")
    parser.add_argument("--state-dir", required=True, type=Path, help="keys and diaries")
    parser.add_argument("--speed", type=_speed, default=1.0, help="divides the waits")
    parser.add_argument("--ca", help="a PEM file with the authority that signed the hub")
    return parser.parse_args(given)


def _speed(text: str) -> float:
    speed = float(text)
    if not 1 <= speed <= 1000:  # noqa: PLR2004 slower than life, or faster than a beat a second
        raise ValueError
    return speed


def houses(
    plots: Sequence[Plot], hub: str, state: Path, pool: urllib3.PoolManager
) -> list[tuple[Plot, Installation]]:
    """Give every home a directory of its own."""
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    return [(plot, Installation(hub, state / plot.resident_key, pool)) for plot in plots]


def enrol_all(
    street: Sequence[tuple[Plot, Installation]], memory: Memory, state: Path
) -> list[tuple[Plot, Installation, Identity]]:
    """Enrol whoever brings a new code; remember each at once, for a code works only once."""
    known = []
    for count, (plot, house) in enumerate(street, start=1):
        identity = _patiently(plot, house, memory)
        remember(state, memory)
        if identity is None:
            raise BadStreet(f"{plot.resident_key} is not enrolled and brings no code")
        known.append((plot, house, identity))
        say("enrolled", resident_key=plot.resident_key, n=count, of=len(street))
    return known


def _patiently(plot: Plot, house: Installation, memory: Memory) -> Identity | None:
    """Move in; a hub that is still starting is waited for."""
    pause = Event()
    for left in range(PATIENCE, -1, -1):
        try:
            return move_in(plot, house, memory, clock.now())
        except NotEnrolled as refused:
            if refused.code != "unreachable" or not left:
                raise
        pause.wait(PAUSE_S)
    return None


def run(options: argparse.Namespace) -> int:
    """Bring the street to life until it is told to end."""
    state: Path = options.state_dir
    street = houses(
        read_street(options.street),
        checked_hub(options.hub),
        state,
        open_pool(options.ca, size=8),
    )
    memory = recall(state)
    enrolled = enrol_all(street, memory, state)
    now = clock.now()
    actors = []
    for plot, house, identity in enrolled:
        if plot.heard:
            agent = open_home(plot, house, identity, memory, now=now, speed=options.speed)
            actors.append(
                Actor(
                    key=plot.resident_key,
                    home=plot.home or "",
                    agent=agent,
                    incidents=plot.incidents,
                    silences=memory.of(plot.resident_key),
                )
            )
    remember(state, memory)
    unheard = [plot.resident_key for plot, _, _ in enrolled if not plot.heard]
    return live(Show(actors, options.speed, unheard))


def live(show: Show) -> int:
    """Run the show until a signal ends it."""
    runner = Runner([actor.agent for actor in show.actors], workers=WORKERS)
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: runner.stop())
    try:
        show.begin(clock.now())
        runner.run(show.turn)
    finally:
        for actor in show.actors:
            actor.agent.diary.close()
    return REVOKED if all(actor.agent.stopped for actor in show.actors) else 0


def main(given: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = arguments(given)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    try:
        return run(options)
    except (BadHub, BadState, BadStreet, NotEnrolled) as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
