"""The operator's page: whether the service itself is well, and what is asked of it."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from telecare.boards.shapes.common import Asked, Bilingual, Shape

TickName = Literal[
    "beat", "judge", "overdue", "notifications", "urgent", "messages", "tests", "calls",
    "prompts", "tasks", "transfers", "suppressions", "returns", "incidents", "press",
    "canary", "ping", "chain", "upkeep", "left over", "prune",
]  # fmt: skip
CanaryWord = Literal["none", "stopped", "waiting", "well", "unheard"]


class TickRow(Shape, frozen=True, kw_only=True):
    """One tick of the scheduler; None: it never ended well."""

    name: TickName
    ended_at: datetime | None
    silent: bool


class CanaryRow(Shape, frozen=True, kw_only=True):
    """The canary of one si/gun, and how its last press went."""

    organisation_id: UUID
    organisation_name: Bilingual
    yours: bool  # the actor may begin and stop it
    standing: CanaryWord
    every_minutes: int | None
    pressed_at: datetime | None
    through_at: datetime | None
    took_ms: int | None
    failing_since: datetime | None
    result: str | None  # taken, unreachable or refused_STATUS; None: not answered yet


class WatchPage(Shape, frozen=True, kw_only=True):
    """What the watchman sees. `ping_at` None: never taken, or `ping` is off."""

    ok: bool
    ticks: list[TickRow]
    ping: Literal["off", "well", "missed"]
    ping_at: datetime | None
    canaries: list[CanaryRow]
    dead_channels: int  # services in sight that are down


class CanaryUnheard(Shape, frozen=True, kw_only=True):
    """A canary whose presses do not come through, and since which press."""

    organisation_id: UUID
    organisation_name: Bilingual
    since: datetime


class CanariesUnheard(Shape, frozen=True, kw_only=True):
    """What the board warns of; empty while every canary of the desk is heard."""

    rows: list[CanaryUnheard]


class CanaryAsked(Asked, frozen=True, kw_only=True):
    """Let the organisation's canary press every so many minutes."""

    every_minutes: Annotated[int, Meta(ge=0, le=1440)] = 10
