"""Notes: what a person wrote or tried about an alert or a resident; the text is sealed."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Sealed, Word, one_of


class NoteKind(StrEnum):
    """Something written, or a call that was tried."""

    NOTE = "note"
    CALL = "call"


class Note(Base):
    """One entry in the human part of the timeline."""

    __tablename__ = "note"
    __table_args__ = (
        one_of("kind", NoteKind),
        Index(None, "alert_id", "at"),
        Index(None, "resident_id", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    alert_id: Mapped[UUID | None] = mapped_column(ForeignKey("alert.id"))
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    kind: Mapped[NoteKind] = mapped_column(Word(NoteKind))
    result_code: Mapped[str | None]
    contact_id: Mapped[UUID | None]  # no foreign key: the note outlives the contact
    text: Mapped[bytes] = mapped_column(Sealed)
    by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
