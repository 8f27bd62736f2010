"""Care relationships: who outside the organisation may see a resident, and until when."""

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from telecare.actions.register import changed, served_resident
from telecare.boards.shapes.register import RelationshipAsked
from telecare.errors import Invalid, NotYours
from telecare.records import relationships
from telecare.records.context import Context
from telecare.records.organisations import Kind, Organisation
from telecare.records.relationships import Carer
from telecare.records.scope import subtree
from telecare.records.staff import Staff

AT_MOST: Final = timedelta(days=366)  # then somebody decides again


def add_relationship(ctx: Context, resident_id: UUID, asked: RelationshipAsked) -> UUID:
    """Let a person or an institution see a resident, from now (or later) until an instant.

    Only who is responsible for the place decides: a relationship is not passed on by somebody
    who sees the resident through another one.

    Raises:
        NotYours, ServiceEnded: See `register.served_resident`; or the resident lives elsewhere.
        Invalid: Names the fields that need another value.
    """
    resident = served_resident(ctx, resident_id)
    _must_live_here(ctx, resident.organisation_id)
    start = ctx.now if asked.start is None else max(asked.start.astimezone(UTC), ctx.now)
    until = None if asked.until is None else asked.until.astimezone(UTC)
    _check_span(start, until)
    carer = Carer(
        staff_id=_staff(ctx, asked.login) if asked.login else None,
        organisation_id=None if asked.login else _institution(ctx, asked.organisation_id),
        role=asked.role,
        basis=asked.basis,
    )
    relationship_id = relationships.add(
        ctx.db, resident_id, carer, from_at=start, until_at=until or start + AT_MOST
    )
    changed(
        ctx, "relationship.added", resident_id, resident.organisation_id,
        relationship=relationship_id, role_given=asked.role, basis=asked.basis,
    )  # fmt: skip
    return relationship_id


def end_relationship(ctx: Context, resident_id: UUID, relationship_id: UUID) -> None:
    """End a relationship: from now on its carer sees nothing of this resident.

    Raises:
        NotYours, ServiceEnded: As in `add_relationship`; or no such relationship holds.
    """
    resident = served_resident(ctx, resident_id)
    _must_live_here(ctx, resident.organisation_id)
    known = {row.id for row in relationships.of(ctx.db, resident_id)}
    if relationship_id not in known:
        raise NotYours(relationship=relationship_id)
    if not relationships.end(ctx.db, relationship_id, at=ctx.now):
        raise NotYours(relationship=relationship_id)
    changed(
        ctx, "relationship.ended", resident_id, resident.organisation_id,
        relationship=relationship_id,
    )  # fmt: skip


def _must_live_here(ctx: Context, organisation_id: UUID) -> None:
    found = ctx.db.execute(subtree(ctx.actor.path).where(Organisation.id == organisation_id))
    if found.first() is None:
        raise NotYours


def _check_span(start: datetime, until: datetime | None) -> None:
    if until is not None and not start < until <= start + AT_MOST:
        raise Invalid(
            {"until": "It must end after it starts, within a year."},
            {"until": "시작보다 뒤이고 1년 안이어야 합니다."},
        )


def _staff(ctx: Context, login: str) -> UUID:
    """Return who signs in with this name; a name nobody has is a fault of the form."""
    found: UUID | None = ctx.db.scalar(
        select(Staff.id).where(Staff.login == login.strip().lower(), Staff.ended_at.is_(None))
    )
    if found is None:
        raise Invalid(
            {"login": "Nobody signs in with this name."},
            {"login": "이 아이디를 쓰는 사람이 없습니다."},
        )
    return found


def _institution(ctx: Context, organisation_id: UUID | None) -> UUID:
    found: UUID | None = ctx.db.scalar(
        select(Organisation.id)
        .where(Organisation.id == organisation_id)
        .where(Organisation.kind == Kind.INSTITUTION)
    )
    if found is None:
        raise Invalid(
            {"organisation_id": "Choose an institution, or name a person."},
            {"organisation_id": "기관을 고르거나 사람의 아이디를 적으세요."},
        )
    return found
