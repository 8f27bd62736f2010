"""Contacts: who is called for a resident, in which order, and who holds a key."""

from typing import Any, Final
from uuid import UUID, uuid4

from msgspec import UNSET
from sqlalchemy import delete, func, insert, select, update

from telecare.actions import fields
from telecare.actions.register import CONTACTS, reindex
from telecare.boards.shapes.register import ContactAsked, ContactEdited
from telecare.errors import Invalid, NotYours, Overtaken
from telecare.records.contacts import ContactKind
from telecare.records.context import Context
from telecare.records.register import changed, served_resident_for

MOST: Final = 20  # nobody calls more people than that


def add_contact(ctx: Context, resident_id: UUID, asked: ContactAsked) -> UUID:
    """Add a contact at its place in the order, or last; return its id.

    Raises:
        NotYours, ServiceEnded: See `records.register`.
        Invalid: Names the fields that need another value.
    """
    resident = served_resident_for(ctx, resident_id)
    there = ctx.db.scalar(select(func.count()).where(CONTACTS.c.resident_id == resident_id))
    if there is not None and there >= MOST:
        raise Invalid(
            {"name": f"A resident has at most {MOST} contacts."},
            {"name": f"연락처는 {MOST}개까지 둘 수 있습니다."},
        )
    faults = fields.Faults()
    name = faults.text("name", asked.name, fields.NAME_CHARS, needed=True)
    phone = faults.phone("phone", asked.phone, needed=True)
    relation = faults.text("relation", asked.relation, fields.WORD_CHARS)
    _position(faults, asked.position)
    faults.stop()
    contact_id = uuid4()
    words = {"name": name, "phone": phone}
    ctx.db.execute(
        insert(CONTACTS).values(
            id=contact_id, resident_id=resident_id, kind=ContactKind(asked.kind),
            relation=relation, has_key=asked.has_key,
            position=asked.position or (there or 0) + 1, version=1,
            **_sealed(ctx, resident_id, contact_id, words),
        )
    )  # fmt: skip
    reindex(ctx, resident_id)
    changed(ctx, "contact.added", resident_id, resident.organisation_id, contact=contact_id)
    return contact_id


def edit_contact(
    ctx: Context, resident_id: UUID, contact_id: UUID, asked: ContactEdited
) -> None:
    """Change the fields that were sent, and nothing else.

    Raises:
        NotYours, ServiceEnded: See `records.register`; or no such contact of the resident.
        Invalid: Names the fields that need another value.
        Overtaken: The contact changed since `asked.version`.
    """
    resident = served_resident_for(ctx, resident_id)
    faults, words = fields.Faults(), {}
    values: dict[str, Any] = {}
    if asked.name is not UNSET:
        words["name"] = faults.text("name", asked.name, fields.NAME_CHARS, needed=True)
    if asked.phone is not UNSET:
        words["phone"] = faults.phone("phone", asked.phone, needed=True)
    if asked.relation is not UNSET:
        values["relation"] = faults.text("relation", asked.relation, fields.WORD_CHARS)
    if asked.kind is not UNSET:
        values["kind"] = ContactKind(asked.kind)
    if asked.has_key is not UNSET:
        values["has_key"] = asked.has_key
    if asked.position is not UNSET:
        values["position"] = _position(faults, asked.position)
    faults.stop()
    _must_be(ctx, resident_id, contact_id)
    moved = ctx.db.execute(
        update(CONTACTS)
        .where(CONTACTS.c.id == contact_id, CONTACTS.c.version == asked.version)
        .values(
            version=asked.version + 1, **values, **_sealed(ctx, resident_id, contact_id, words)
        )
        .returning(CONTACTS.c.id)
    ).first()
    if moved is None:
        raise Overtaken(contact=contact_id)
    if "phone" in words:
        reindex(ctx, resident_id)
    changed(ctx, "contact.edited", resident_id, resident.organisation_id, contact=contact_id)


def remove_contact(ctx: Context, resident_id: UUID, contact_id: UUID, version: int) -> None:
    """Remove a contact; notes of calls to them stay.

    Raises:
        NotYours, ServiceEnded, Overtaken: As in `edit_contact`.
    """
    resident = served_resident_for(ctx, resident_id)
    _must_be(ctx, resident_id, contact_id)
    gone = ctx.db.execute(
        delete(CONTACTS)
        .where(CONTACTS.c.id == contact_id, CONTACTS.c.version == version)
        .returning(CONTACTS.c.id)
    ).first()
    if gone is None:
        raise Overtaken(contact=contact_id)
    reindex(ctx, resident_id)
    changed(ctx, "contact.removed", resident_id, resident.organisation_id, contact=contact_id)


def _must_be(ctx: Context, resident_id: UUID, contact_id: UUID) -> None:
    found = ctx.db.execute(
        select(CONTACTS.c.id)
        .where(CONTACTS.c.id == contact_id)
        .where(CONTACTS.c.resident_id == resident_id)
    ).first()
    if found is None:
        raise NotYours(contact=contact_id)


def _position(faults: fields.Faults, position: int) -> int:
    if not 0 <= position <= MOST:
        faults.say("position", f"Use 1 to {MOST}.", f"1에서 {MOST} 사이로 적으세요.")
    return position


def _sealed(
    ctx: Context, resident_id: UUID, contact_id: UUID, words: dict[str, str]
) -> dict[str, bytes]:
    """Seal with the resident's key: erasing a resident erases whom they named."""
    return {
        column: ctx.ring.seal(
            ("resident", resident_id), text, table="contact", column=column, row=contact_id
        )
        for column, text in words.items()
    }
