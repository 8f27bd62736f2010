"""Watch: what the operator sees of the service itself. No personal data."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, literal, or_, select

from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.watch import (
    CanariesUnheard,
    CanaryRow,
    CanaryUnheard,
    CanaryWord,
    TickName,
    TickRow,
    WatchPage,
)
from telecare.records import providers, ticks
from telecare.records.canaries import CANARIES
from telecare.records.context import Context
from telecare.records.organisations import ORGANISATIONS, Kind
from telecare.records.staff import Role

PINGED = "ping sent"  # the beat of `actions.pinging`


def page(
    ctx: Context,
    *,
    silent: Collection[TickName],
    watched: Collection[TickName],
    ping: bool | None,
) -> WatchPage:
    """Return the page for the actor: the service, and the canaries of their desk.

    Args:
        ctx: Who asks, and when.
        silent: The ticks that are ill, of those `watched`.
        watched: Every tick's name.
        ping: Whether the service outside hears this hub; None: there is none.
    """
    beats = ticks.beats(ctx.db)
    canaries = _canaries(ctx)
    down = [row for row in providers.of(ctx.db, ctx.actor.path) if row.disabled_at is not None]
    word: Literal["off", "well", "missed"] = (
        "off" if ping is None else "well" if ping else "missed"
    )
    lost = any(row.standing == "unheard" for row in canaries)
    return WatchPage(
        ok=not silent and word != "missed" and not lost and not down,
        ticks=_ticks(beats, silent, watched),
        ping=word,
        ping_at=beats.get(PINGED) if ping is not None else None,
        canaries=canaries,
        dead_channels=len(down),
    )


def unheard(ctx: Context) -> CanariesUnheard:
    """Return the canaries of the actor's desk whose presses do not come through."""
    place = (ORGANISATIONS.c.id, ORGANISATIONS.c.name_ko, ORGANISATIONS.c.name_en)
    rows = ctx.db.execute(
        select(*place, CANARIES.c.failing_since)
        .join(ORGANISATIONS, ORGANISATIONS.c.id == CANARIES.c.organisation_id)
        .where(CANARIES.c.failing_since.is_not(None), CANARIES.c.due_at.is_not(None))
        .where(_of_desk(ctx))
        .order_by(ORGANISATIONS.c.path)
    )
    return CanariesUnheard(
        rows=[
            CanaryUnheard(
                organisation_id=row.id,
                organisation_name=Bilingual(ko=row.name_ko, en=row.name_en),
                since=row.failing_since,
            )
            for row in rows
        ]
    )


def _of_desk(ctx: Context) -> ColumnElement[bool]:
    """Return the condition of a si/gun below the actor's place, or that it lies in."""
    path, place = ctx.actor.path, ORGANISATIONS.c.path
    return or_(place.startswith(path, autoescape=True), literal(path).startswith(place))


def _ticks(
    beats: Mapping[str, datetime], silent: Collection[TickName], watched: Collection[TickName]
) -> list[TickRow]:
    return [
        TickRow(name=name, ended_at=beats.get(name), silent=name in silent)
        for name in sorted(watched)
    ]


def _canaries(ctx: Context) -> list[CanaryRow]:
    """Return every si/gun in sight, those without a canary too: nothing proves them."""
    rows = ctx.db.execute(
        select(
            ORGANISATIONS.c.id, ORGANISATIONS.c.name_ko, ORGANISATIONS.c.name_en,
            ORGANISATIONS.c.path,
            *(column for column in CANARIES.c if column.name != "key"),
        )
        .outerjoin_from(
            ORGANISATIONS, CANARIES, CANARIES.c.organisation_id == ORGANISATIONS.c.id
        )
        .where(ORGANISATIONS.c.kind == Kind.SIGUNGU)
        .where(_of_desk(ctx))
        .order_by(ORGANISATIONS.c.path)
    )  # fmt: skip
    return [_canary(ctx, row) for row in rows]


def _canary(ctx: Context, row: Row[Any]) -> CanaryRow:
    below = row.path.startswith(ctx.actor.path)
    return CanaryRow(
        organisation_id=row.id,
        organisation_name=Bilingual(ko=row.name_ko, en=row.name_en),
        yours=below and ctx.actor.role == Role.ADMINISTRATOR,
        standing=_standing(row),
        every_minutes=None if row.every_s is None else row.every_s // 60,
        pressed_at=row.pressed_at,
        through_at=row.through_at,
        took_ms=row.took_ms,
        failing_since=row.failing_since,
        result=row.result,
    )


def _standing(row: Row[Any]) -> CanaryWord:
    if row.every_s is None:
        return "none"
    if row.due_at is None:
        return "stopped"
    if row.failing_since is not None:
        return "unheard"
    return "waiting" if row.through_at is None else "well"
