"""Reach: one's own addresses, whether each colleague would be reached, and the providers."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select

from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.reach import (
    AddressRow,
    MyAddresses,
    PersonRow,
    ProviderRow,
    Providers,
    Reachability,
    StandingWord,
    WayRow,
)
from telecare.records import addresses, audit, providers
from telecare.records.addresses import Channel
from telecare.records.alerts import CLAIMING_ROLES
from telecare.records.context import Context
from telecare.records.organisations import ORGANISATIONS
from telecare.records.providers import Carries
from telecare.records.scope import subtree
from telecare.records.staff import Role, Staff

ON_CALL_ROLES: Final = (*CLAIMING_ROLES, Role.ADMINISTRATOR)


def mine(ctx: Context, *, push_key: str) -> MyAddresses:
    """Return the actor's own addresses in full: nobody else ever sees them."""
    assert ctx.actor.staff_id is not None  # noqa: S101 - the door let a person in
    assert ctx.actor.organisation_id is not None  # noqa: S101
    carriers = {
        channel: providers.standing(
            ctx.db, ctx.actor.organisation_id, Carries(channel), ctx.now
        )
        for channel in (Channel.MAIL, Channel.SMS, Channel.VOICE)
    }
    rows = addresses.standing(ctx.db, [ctx.actor.staff_id])
    return MyAddresses(
        rows=[_address(ctx, row, carriers.get(row.channel)) for row in rows], push_key=push_key
    )


def reachability(ctx: Context) -> Reachability:
    """Return who could be reached now and how, the unreachable first; leaves a view entry."""
    people = ctx.db.execute(
        select(Staff.id, Staff.name, Staff.role, Staff.organisation_id,
               ORGANISATIONS.c.name_ko, ORGANISATIONS.c.name_en)
        .join(ORGANISATIONS, ORGANISATIONS.c.id == Staff.organisation_id)
        .where(Staff.organisation_id.in_(subtree(ctx.actor.path)))
        .where(Staff.ended_at.is_(None), Staff.role.in_(ON_CALL_ROLES))
        .order_by(ORGANISATIONS.c.path, Staff.created_at, Staff.id)
    ).all()  # fmt: skip
    ctx.ring.warm(row.name for row in people)
    theirs: dict[UUID, list[Row[Any]]] = {}
    for row in addresses.standing(ctx.db, [one.id for one in people]):
        theirs.setdefault(row.staff_id, []).append(row)
    rows = [_person(ctx, one, theirs.get(one.id, [])) for one in people]
    audit.write(ctx.db, ctx.actor, "reachability.viewed", at=ctx.now, shown=len(rows))
    return Reachability(rows=sorted(rows, key=lambda row: row.reachable))


def standing(row: Row[Any], now: datetime) -> StandingWord:
    """Return how an address stands: a test that is under way is not yet a failure."""
    if row.disabled_at is not None:
        return "dead"
    if addresses.answers(row, now):
        return "reachable"
    fresh = row.tested_at is None or now - row.tested_at < addresses.CONFIRM_WITHIN
    return "waiting" if row.confirmed_at is None and fresh else "unconfirmed"


def provider_list(ctx: Context) -> Providers:
    """Return the services in sight; a secret is never opened here."""
    return Providers(rows=[_provider(ctx, row) for row in providers.of(ctx.db, ctx.actor.path)])


def _address(ctx: Context, row: Row[Any], carrier: Row[Any] | None) -> AddressRow:
    push = row.channel is Channel.PUSH
    return AddressRow(
        id=row.id,
        channel=row.channel.value,
        address="" if push else addresses.plain(ctx, row),
        standing=standing(row, ctx.now),
        tested_at=row.tested_at,
        confirmed_at=row.confirmed_at,
        carried=push or carrier is not None,
        simulated=carrier is not None and carrier.simulated,
    )


def _person(ctx: Context, one: Any, rows: Sequence[Row[Any]]) -> PersonRow:  # noqa: ANN401
    ways = [_best(ctx, channel, rows) for channel in Channel]
    return PersonRow(
        id=one.id,
        name=ctx.ring.read(one.name, table="staff", column="name", row=one.id),
        role=one.role.value,
        organisation_name=Bilingual(ko=one.name_ko, en=one.name_en),
        reachable=any(way.standing == "reachable" for way in ways),
        ways=ways,
    )


def _best(ctx: Context, channel: Channel, rows: Sequence[Row[Any]]) -> WayRow:
    """Return how a person stands on a channel: by the best of their addresses."""
    mine = [row for row in rows if row.channel is channel]
    order: tuple[StandingWord, ...] = ("reachable", "waiting", "unconfirmed", "dead")
    found = sorted(mine, key=lambda row: order.index(standing(row, ctx.now)))
    if not found:
        return WayRow(channel=channel.value, standing="no_address", confirmed_at=None)
    best = found[0]
    return WayRow(
        channel=channel.value,
        standing=standing(best, ctx.now),
        confirmed_at=best.confirmed_at,
    )


def _provider(ctx: Context, row: Any) -> ProviderRow:  # noqa: ANN401
    settings = ctx.ring.open(row.settings, table="provider", column="settings", row=row.id)
    return ProviderRow(
        id=row.id,
        organisation_name=Bilingual(ko=row.name_ko, en=row.name_en),
        mine=row.path.startswith(ctx.actor.path),
        channel=row.channel.value,
        kind=row.kind.value,
        label=row.label,
        settings=json.loads(settings),
        simulated=row.simulated,
        down_since=row.disabled_at,
    )
