"""Contacts: who is called for a resident, in which order, and who holds a key."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Sealed, Word, one_of


class ContactKind(StrEnum):
    """What a contact is to the resident."""

    FAMILY = "family"
    NEIGHBOUR = "neighbour"
    VILLAGE_HEAD = "village_head"
    KEY_HOLDER = "key_holder"
    WORKER = "worker"
    OTHER = "other"


class Contact(Base):
    """A person who may be called about a resident."""

    __tablename__ = "contact"
    __table_args__ = (one_of("kind", ContactKind),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"), index=True)
    kind: Mapped[ContactKind] = mapped_column(Word(ContactKind))
    name: Mapped[bytes] = mapped_column(Sealed)  # sealed with the resident's key
    phone: Mapped[bytes] = mapped_column(Sealed)
    relation: Mapped[str]  # a word such as "daughter"; no name
    has_key: Mapped[bool]
    position: Mapped[int]  # 1 is called first
    version: Mapped[int] = mapped_column(default=1)
