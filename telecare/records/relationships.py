"""Care relationships: who outside the organisation's subtree cares for a resident, and when."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

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
