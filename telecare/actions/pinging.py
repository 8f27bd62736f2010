"""The dead-man ping: a well hub says so outside, and its silence is the alarm.

Nothing inside can tell that everything inside is dead. So the ping is sent only while every
tick lives and every canary is heard. It carries nothing.
"""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import urllib3
from sqlalchemy import Engine

from telecare.actions import canary, escalating, watchman
from telecare.db.engine import reading, transaction
from telecare.records import ticks

SENT: Final = "ping sent"  # the beat that says when one was last taken
TIMEOUT: Final = urllib3.Timeout(connect=5, read=5)
MISSED: Final = 3  # periods without one before `/health` says so
REFUSED_FROM: Final = 300  # the status of an answer that did not take it

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ping:
    """Where to say it (the address may be a secret: it is in no log), and how often."""

    url: str = field(repr=False)
    every_s: int


def ping_due(engine: Engine, now: datetime, *, ping: Ping | None) -> bool:
    """Say that the hub is well if it is, and if it is time; tell whether it was taken."""
    if ping is None:
        return False
    with reading(engine) as db:
        beats, unheard = ticks.beats(db), canary.ill(db, now)
        late = escalating.behind(db, now)
    if SENT in beats and now - beats[SENT] < timedelta(seconds=ping.every_s):
        return False
    silent = [name for name in watchman.silent(beats, now) if name != "ping"]
    if silent or unheard or late:
        log.warning("the dead-man ping is held back: the hub is not well")
        return False
    if not _taken(ping.url):
        log.error("the dead-man ping was not taken")
        return False
    with transaction(engine) as db:
        ticks.beat(db, SENT, now=now, leader="")
    return True


def well(url: str | None, every_s: int, said: datetime | None, now: datetime) -> bool:
    """Whether the service outside has heard of this hub lately, or there is none.

    Args:
        url: Where pings go; None: nowhere.
        every_s: How often they should.
        said: When one was last taken; None: never.
        now: The instant.
    """
    if url is None:
        return True
    return said is not None and now - said <= MISSED * timedelta(seconds=every_s)


def _taken(url: str) -> bool:
    try:
        answer = urllib3.request("GET", url, timeout=TIMEOUT, retries=False, redirect=False)
    except urllib3.exceptions.HTTPError:
        return False
    return answer.status < REFUSED_FROM
