"""The register: the one way to a resident's record from outside, and where it belongs."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select

from telecare.errors import NotYours, ServiceEnded
from telecare.records import audit, feeds
from telecare.records.context import Context
from telecare.records.organisations import Kind, Organisation
from telecare.records.residents import Resident
from telecare.records.scope import seen_by, subtree

RESIDENTS: Final = Resident.__table__
ORGANISATIONS: Final = Organisation.__table__


def resident_for(ctx: Context, resident_id: UUID) -> Row[Any]:
    """Return the resident's row if the actor may see it, else raise `NotYours`.

    This is the only way to a resident from outside; keep one condition a line.
    """
    resident = ctx.db.execute(
        select(RESIDENTS)
        .where(RESIDENTS.c.id == resident_id)
        .where(seen_by(ctx.actor, ctx.now))
    ).first()
    if resident is None:
        raise NotYours(resident=resident_id)
    return resident


def served_resident_for(ctx: Context, resident_id: UUID) -> Row[Any]:
    """Return the resident's row for a change; after the service ended nothing changes.

    Raises:
        NotYours: The actor may not see them.
        ServiceEnded: The service has ended.
    """
    resident = resident_for(ctx, resident_id)
    if resident.ended_at is not None:
        raise ServiceEnded(resident=resident_id)
    return resident


def home_organisation(ctx: Context, organisation_id: UUID) -> Row[Any]:
    """Return an eup, myeon or dong in the actor's subtree, else raise `NotYours`."""
    found = ctx.db.execute(
        select(ORGANISATIONS)
        .where(ORGANISATIONS.c.id == organisation_id)
        .where(ORGANISATIONS.c.kind == Kind.EUPMYEONDONG)
        .where(ORGANISATIONS.c.id.in_(subtree(ctx.actor.path)))
    ).first()
    if found is None:
        raise NotYours(organisation=organisation_id)
    return found


def changed(
    ctx: Context, what: str, resident_id: UUID, organisation_id: UUID, **facts: object
) -> None:
    """Say that a resident's record changed: one audit entry, one number of the feed.

    The last statement of an action, because the feed's row stays locked until the commit.
    """
    audit.write(
        ctx.db, ctx.actor, what, at=ctx.now, resident=resident_id,
        organisation=organisation_id, purpose="register", **facts,
    )  # fmt: skip
    sigungu_id = _sigungu_of(ctx, organisation_id)
    if sigungu_id is not None:
        feeds.announce(
            ctx.db, sigungu_id, feeds.Change.RESIDENT, resident_id=resident_id, at=ctx.now
        )


def _sigungu_of(ctx: Context, organisation_id: UUID) -> UUID | None:
    """Return the si/gun an eup/myeon/dong lies in: the feed its screens follow."""
    path = ctx.db.scalar(
        select(ORGANISATIONS.c.path).where(ORGANISATIONS.c.id == organisation_id)
    )
    parts = (path or "").strip("/").split("/")
    above = ["/" + "/".join(parts[: end + 1]) + "/" for end in range(len(parts))]
    found: UUID | None = ctx.db.scalar(
        select(ORGANISATIONS.c.id)
        .where(ORGANISATIONS.c.path.in_(above))
        .where(ORGANISATIONS.c.kind == Kind.SIGUNGU)
    )
    return found
