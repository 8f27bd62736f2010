"""Plans, parameters and absences: what was promised to a resident, kept in every version."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from telecare.care.facts import Risk
from telecare.db.types import Base, Word, one_of


class PlanVersion(Base):
    """One version of a resident's plan; never changed, only followed by the next."""

    __tablename__ = "plan"
    __table_args__ = (one_of("risk", Risk),)

    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("staff.id")
    )  # None: the service
    risk: Mapped[Risk] = mapped_column(Word(Risk))
    check_ins: Mapped[list[Any]]  # [{"at": "10:00", "window_opens": "06:00", "grace_s": 3600}]
    day_limit_s: Mapped[int | None]  # None: the parameter's value
    any_limit_s: Mapped[int | None]


class ParameterSet(Base):
    """One version of every rule's numbers; never changed, only followed by the next."""

    __tablename__ = "parameter_set"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    parameters: Mapped[dict[str, Any]]


class Absence(Base):
    """A time when nobody is expected at home; revoked, never deleted."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("end_at > start_at", name="dated"),
        Index(None, "resident_id", "end_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    start_at: Mapped[datetime]
    end_at: Mapped[datetime]
    reason: Mapped[str]  # a word: hospital, travel, family, other
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    revoked_at: Mapped[datetime | None]
