"""The home agent as a command.

    python -m devices.agent --hub URL --code CODE --state-dir DIR --driver replay:FILE

The code is needed once; afterwards the state directory knows who this home is. Ends with
status 0 when it is told to (Ctrl-C, SIGTERM), 1 when it cannot start, and 3 when the hub has
revoked the device.
"""

import argparse
import logging
import signal
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from random import SystemRandom
from zoneinfo import ZoneInfo

from devices.drivers.replay import (
    BadRecording,
    Replay,
    Timeline,
    history_start,
    lay_over,
    load_recording,
)
from devices.enrolling import Installation
from devices.identity import BadState, Identity
from devices.link import BadHub, NotEnrolled, checked_hub, open_pool
from devices.runner import Runner
from telecare import clock

REVOKED = 3


class CannotStart(Exception):
    """The agent cannot start; the text is for whoever started it."""


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line, or leave with a usage error."""
    parser = argparse.ArgumentParser(prog="devices.agent", description="One home's agent.")
    parser.add_argument("--hub", required=True, help="the hub, as https://hub.example")
    parser.add_argument("--code", help="the enrolment code, at the first start")
    parser.add_argument("--state-dir", required=True, type=Path, help="key, identity, diary")
    parser.add_argument("--driver", required=True, help="replay:FILE, a recorded home")
    parser.add_argument("--zone", default="Asia/Seoul", help="the recording's wall clock")
    parser.add_argument("--ca", help="a PEM file with the authority that signed the hub")
    return parser.parse_args(given)


def timeline_of(driver: str, zone: str, start: datetime) -> Timeline:
    """Open the recording a `replay:FILE` driver names, laid over the time since `start`."""
    kind, _, file = driver.partition(":")
    if kind != "replay" or not file:
        raise CannotStart("the driver must be replay:FILE")
    try:
        return lay_over(load_recording(Path(file)), start, ZoneInfo(zone))
    except FileNotFoundError:
        raise CannotStart(f"there is no recording {file}") from None
    except (BadRecording, OSError) as error:
        raise CannotStart(str(error)) from None


def enrolled(home: Installation, options: argparse.Namespace, now: datetime) -> Identity:
    """Return who this home is, enrolling it at the first start."""
    identity = home.identity()
    if identity is not None:
        return identity
    if not options.code:
        raise CannotStart("this home is not enrolled yet: give it a --code")
    timeline = timeline_of(options.driver, options.zone, now)
    return home.enrol(options.code, installed_at=history_start(timeline, now), now=now)


def run(options: argparse.Namespace) -> int:
    """Start the home and keep it going until it is told to end."""
    home = Installation(checked_hub(options.hub), options.state_dir, open_pool(options.ca))
    identity = enrolled(home, options, clock.now())
    timeline = timeline_of(options.driver, options.zone, identity.enrolled_at)
    driver = Replay(timeline, history_start(timeline, identity.enrolled_at))
    agent = home.agent(identity, driver, SystemRandom().random)
    runner = Runner([agent])
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: runner.stop())
    try:
        runner.run()
    finally:
        agent.diary.close()
    return REVOKED if agent.stopped else 0


def main(given: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = arguments(given)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        return run(options)
    except (CannotStart, BadHub, BadState, NotEnrolled) as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
