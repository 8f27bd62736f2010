"""Residents: the people looked after, and the only ways to their rows."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Sealed


class Resident(Base):
    """A person enrolled in the service."""

    __tablename__ = "resident"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    name: Mapped[bytes] = mapped_column(Sealed)
    birth_date: Mapped[bytes] = mapped_column(Sealed)  # "YYYY-MM-DD"
    phone: Mapped[bytes] = mapped_column(Sealed)
    notes: Mapped[bytes] = mapped_column(Sealed)
    sex: Mapped[str]
    language: Mapped[str]
    hearing: Mapped[str]
    category: Mapped[str]  # why enrolled; never inferred from age
    zone: Mapped[str] = mapped_column(default="Asia/Seoul")
    legal_basis: Mapped[str]
    consent_version: Mapped[str]
    consent_at: Mapped[datetime | None]
    simulated: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]  # moved, deceased, withdrew
    version: Mapped[int] = mapped_column(default=1)
