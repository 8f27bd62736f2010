"""The watchman: whether the ticks live, each by its name."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from telecare.boards.shapes.watch import TickName

ALIVE_WITHIN: Final = timedelta(seconds=60)  # of a tick that runs every ten seconds or faster
SLOW: Final[Mapping[TickName, timedelta]] = MappingProxyType(
    {  # two periods and a minute: one run may take long
        "upkeep": timedelta(minutes=3),
        "left over": timedelta(hours=2, minutes=1),
        "prune": timedelta(hours=2, minutes=1),
    }
)
QUICK: Final[tuple[TickName, ...]] = (
    "beat", "judge", "overdue", "notifications", "urgent", "messages", "tests", "calls",
    "prompts", "tasks", "transfers", "suppressions", "returns", "incidents", "press",
    "canary", "ping", "chain",
)  # fmt: skip
WATCHED: Final[Mapping[TickName, timedelta]] = MappingProxyType(
    {**dict.fromkeys(QUICK, ALIVE_WITHIN), **SLOW}
)


def silent(beats: Mapping[str, datetime], now: datetime) -> tuple[TickName, ...]:
    """Return the names of the ticks that are ill, sorted; empty: every one of them lives.

    A tick is ill that never ended well, or last did so longer ago than `WATCHED` allows.

    Args:
        beats: When each tick last ended well, as `records.ticks.beats` returns it.
        now: The instant to judge at.
    """
    return tuple(
        sorted(
            name
            for name, within in WATCHED.items()
            if name not in beats or now - beats[name] > within
        )
    )
