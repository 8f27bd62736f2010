"""Scope: whose records an actor may see. Every way to a record from outside asks this."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select

from telecare.db.types import Base
from telecare.records.actor import SERVICE, Actor
from telecare.records.organisations import Organisation
from telecare.records.relationships import CareRelationship


def seen_by(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Return the condition on `Resident` that `actor` may see the row at `now` (law 9).

    Either the resident lives in the subtree of the actor's organisation, or a care
    relationship that holds at `now` names the actor, or an institution the actor works in.
    A canary is seen by the service alone.
    """
    resident = Base.metadata.tables["resident"].c  # by name: that room asks this one
    theirs = or_(
        resident.organisation_id.in_(subtree(actor.path)),
        resident.id.in_(related_to(actor, now)),
    )
    if actor.role == SERVICE.role:
        return theirs
    return and_(theirs, resident.canary.is_(False))  # a machine is nobody's resident


def related_to(actor: Actor, now: datetime) -> Select[UUID]:
    """Return the select of residents a care relationship ties to `actor` at `now`."""
    return (
        select(CareRelationship.resident_id)
        .where(CareRelationship.from_at <= now)
        .where(or_(CareRelationship.until_at.is_(None), CareRelationship.until_at > now))
        .where(
            or_(
                CareRelationship.staff_id == actor.staff_id,
                CareRelationship.organisation_id.in_(_workplaces(actor.path)),
            )
        )
    )


def subtree(path: str) -> Select[UUID]:
    """Return the select of every organisation at or below `path`."""
    return select(Organisation.id).where(Organisation.path.startswith(path, autoescape=True))


def _workplaces(path: str) -> Select[UUID]:
    """Return the select of the organisation at `path` and of every one above it."""
    return select(Organisation.id).where(literal(path).startswith(Organisation.path))
