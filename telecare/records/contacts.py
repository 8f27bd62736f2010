"""Contacts: who is called for a resident, in which order, and who holds a key."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Row, delete, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.db.types import Base, Sealed, Word, one_of
from telecare.errors import NotYours, Overtaken, Refused
from telecare.records import keys
from telecare.records.context import Context


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


CONTACTS: Final = Contact.__table__
SEALED: Final = ("name", "phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContact:
    """A person to be called; plain words, sealed when kept."""

    kind: ContactKind
    name: str
    phone: str
    relation: str = ""
    has_key: bool = False
    position: int = 1


def of(db: Session, resident_id: UUID) -> Sequence[Row[Any]]:
    """Return a resident's contacts in the order they are called."""
    rows = db.execute(
        select(CONTACTS)
        .where(CONTACTS.c.resident_id == resident_id)
        .order_by(CONTACTS.c.position, CONTACTS.c.id)
    )
    return rows.all()


def add(ctx: Context, resident_id: UUID, contact: NewContact) -> UUID:
    """Keep a contact, sealed with the resident's key; their phone finds the resident."""
    contact_id = uuid4()
    values = asdict(contact) | _sealed(ctx, resident_id, contact_id, asdict(contact))
    ctx.db.execute(insert(CONTACTS).values(id=contact_id, resident_id=resident_id, **values))
    _index(ctx, resident_id, contact_id, contact.phone)
    return contact_id


def change(
    ctx: Context, resident_id: UUID, contact_id: UUID, version: int, changes: Mapping[str, Any]
) -> None:
    """Change the given columns of a contact, plain words included.

    Raises:
        NotYours: The resident has no such contact.
        Overtaken: Another changed it meanwhile.
    """
    values = dict(changes) | _sealed(ctx, resident_id, contact_id, changes)
    changed = ctx.db.execute(
        update(CONTACTS)
        .where(CONTACTS.c.id == contact_id)
        .where(CONTACTS.c.resident_id == resident_id)
        .where(CONTACTS.c.version == version)
        .values(version=version + 1, **values)
        .returning(CONTACTS.c.id)
    ).first()
    if changed is None:
        raise _missed(ctx, resident_id, contact_id)
    if "phone" in changes:
        _index(ctx, resident_id, contact_id, changes["phone"])


def remove(ctx: Context, resident_id: UUID, contact_id: UUID) -> None:
    """Delete a contact; raise `NotYours` if the resident has no such contact."""
    removed = ctx.db.execute(
        delete(CONTACTS)
        .where(CONTACTS.c.id == contact_id)
        .where(CONTACTS.c.resident_id == resident_id)
        .returning(CONTACTS.c.id)
    ).first()
    if removed is None:
        raise NotYours
    keys.forget_words(ctx.db, resident_id, contact_id)


def _missed(ctx: Context, resident_id: UUID, contact_id: UUID) -> Refused:
    known = any(row.id == contact_id for row in of(ctx.db, resident_id))
    return Overtaken() if known else NotYours()


def _sealed(
    ctx: Context, resident_id: UUID, contact_id: UUID, words: Mapping[str, Any]
) -> dict[str, bytes]:
    plain = {column: words[column] for column in SEALED if column in words}
    return ctx.ring.seal_row(("resident", resident_id), "contact", contact_id, plain)


def _index(ctx: Context, resident_id: UUID, contact_id: UUID, phone: str) -> None:
    keys.index_words(ctx.db, ctx.ring.vault, resident_id, contact_id, phone=phone)
