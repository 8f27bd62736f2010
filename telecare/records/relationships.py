"""Care relationships: who outside the organisation's subtree cares for a resident, and when."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Row, insert, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.db.types import Base


class CareRelationship(Base):
    """A person or an institution cares for a resident from one instant until another."""

    __tablename__ = "care_relationship"
    __table_args__ = (
        CheckConstraint("(staff_id IS NULL) <> (organisation_id IS NULL)", name="one_party"),
        CheckConstraint("until_at IS NULL OR until_at > from_at", name="dated"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"), index=True)
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )
    role: Mapped[str]
    basis: Mapped[str]  # the legal or contractual ground
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]  # None: until it is ended


RELATIONSHIPS: Final = CareRelationship.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class Carer:
    """Who cares, in which role and on which ground: a person or an institution, not both."""

    staff_id: UUID | None = None
    organisation_id: UUID | None = None
    role: str
    basis: str


def of(db: Session, resident_id: UUID) -> Sequence[Row[Any]]:
    """Return every relationship of a resident, those that have ended included."""
    rows = db.execute(
        select(RELATIONSHIPS)
        .where(RELATIONSHIPS.c.resident_id == resident_id)
        .order_by(RELATIONSHIPS.c.from_at)
    )
    return rows.all()


def add(
    db: Session,
    resident_id: UUID,
    carer: Carer,
    *,
    from_at: datetime,
    until_at: datetime | None = None,
) -> UUID:
    """Let a person or an institution see a resident from one instant until another."""
    relationship_id = uuid4()
    db.execute(
        insert(RELATIONSHIPS).values(
            id=relationship_id,
            resident_id=resident_id,
            from_at=from_at,
            until_at=until_at,
            **asdict(carer),
        )
    )
    return relationship_id


def end(db: Session, relationship_id: UUID, *, at: datetime) -> bool:
    """End a relationship that still holds; return whether there was one."""
    ended = db.execute(
        update(RELATIONSHIPS)
        .where(RELATIONSHIPS.c.id == relationship_id)
        .where(RELATIONSHIPS.c.from_at < at)
        .where(or_(RELATIONSHIPS.c.until_at.is_(None), RELATIONSHIPS.c.until_at > at))
        .values(until_at=at)
        .returning(RELATIONSHIPS.c.id)
    )
    return ended.first() is not None
