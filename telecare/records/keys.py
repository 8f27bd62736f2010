"""Data keys and blind indexes: how a subject's words are sealed, opened and found again."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Word, one_of


class SubjectKind(StrEnum):
    """Whose words a data key seals."""

    RESIDENT = "resident"
    HOUSEHOLD = "household"
    STAFF = "staff"
    SITE = "site"


class BlindKind(StrEnum):
    """What a blind index row lets one find."""

    NAME = "name"
    INITIALS = "initials"
    PHONE4 = "phone4"


class DataKey(Base):
    """A wrapped data key; once destroyed, what it sealed is gone for good."""

    __tablename__ = "data_key"
    __table_args__ = (
        one_of("subject_kind", SubjectKind),
        Index(
            "uq_data_key_living",
            "subject_kind",
            "subject_id",
            unique=True,
            sqlite_where=text("destroyed_at IS NULL"),
            postgresql_where=text("destroyed_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    subject_kind: Mapped[SubjectKind] = mapped_column(Word(SubjectKind))
    subject_id: Mapped[UUID]
    wrapped: Mapped[bytes | None]  # None once destroyed
    wrapped_by: Mapped[str]  # name of the site key that wraps it
    algorithm: Mapped[str]
    created_at: Mapped[datetime]
    destroyed_at: Mapped[datetime | None]


class BlindIndex(Base):
    """A keyed digest of something a person searches for; the text itself is not kept."""

    __tablename__ = "blind_index"
    __table_args__ = (one_of("kind", BlindKind), Index(None, "resident_id"))

    kind: Mapped[BlindKind] = mapped_column(Word(BlindKind), primary_key=True)
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"), primary_key=True)
