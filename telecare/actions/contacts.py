"""Contacts: who is called for a resident, in which order, and who holds a key."""

from typing import Any, Final
from uuid import UUID

from msgspec import UNSET, structs

from telecare.actions import fields
from telecare.actions.register import changed, served_resident
from telecare.boards.shapes.register import ContactAsked, ContactEdited
from telecare.errors import Invalid, NotYours, Overtaken
from telecare.records import contacts
from telecare.records.contacts import ContactKind, NewContact
from telecare.records.context import Context

MOST: Final = 20  # nobody calls more people than that


def add_contact(ctx: Context, resident_id: UUID, asked: ContactAsked) -> UUID:
    """Add a contact at its place in the order, or last; return its id.

    Raises:
        NotYours, ServiceEnded: See `register.served_resident`.
        Invalid: Names the fields that need another value.
    """
    resident = served_resident(ctx, resident_id)
    there = len(contacts.of(ctx.db, resident_id))
    if there >= MOST:
        raise Invalid(
            {"name": f"A resident has at most {MOST} contacts."},
            {"name": f"연락처는 {MOST}개까지 둘 수 있습니다."},
        )
    kept = _checked({
        "name": asked.name, "phone": asked.phone, "relation": asked.relation,
        "position": asked.position,
    })  # fmt: skip
    new = NewContact(
        kind=ContactKind(asked.kind), name=kept["name"], phone=kept["phone"],
        relation=kept["relation"], has_key=asked.has_key,
        position=asked.position or there + 1,
    )  # fmt: skip
    contact_id = contacts.add(ctx, resident_id, new)
    changed(ctx, "contact.added", resident_id, resident.organisation_id, contact=contact_id)
    return contact_id


def edit_contact(
    ctx: Context, resident_id: UUID, contact_id: UUID, asked: ContactEdited
) -> None:
    """Change the fields that were sent, and nothing else.

    Raises:
        NotYours, ServiceEnded: See `register.served_resident`; or no such contact of theirs.
        Invalid: Names the fields that need another value.
        Overtaken: The contact changed since `asked.version`.
    """
    resident = served_resident(ctx, resident_id)
    given = {
        name: value
        for name, value in structs.asdict(asked).items()
        if value is not UNSET and name != "version"
    }
    kept = _checked(given)
    if "kind" in kept:
        kept["kind"] = ContactKind(kept["kind"])
    contacts.change(ctx, resident_id, contact_id, asked.version, kept)
    changed(ctx, "contact.edited", resident_id, resident.organisation_id, contact=contact_id)


def remove_contact(ctx: Context, resident_id: UUID, contact_id: UUID, version: int) -> None:
    """Remove a contact; notes of calls to them stay.

    Raises:
        NotYours, ServiceEnded, Overtaken: As in `edit_contact`.
    """
    resident = served_resident(ctx, resident_id)
    found = [row for row in contacts.of(ctx.db, resident_id) if row.id == contact_id]
    if not found:
        raise NotYours(contact=contact_id)
    if found[0].version != version:
        raise Overtaken(contact=contact_id)
    contacts.remove(ctx, resident_id, contact_id)
    changed(ctx, "contact.removed", resident_id, resident.organisation_id, contact=contact_id)


def _checked(given: dict[str, Any]) -> dict[str, Any]:
    """Return the fields as they are kept, or raise `Invalid`."""
    faults, kept = fields.Faults(), dict(given)
    if "name" in given:
        kept["name"] = faults.text("name", given["name"], fields.NAME_CHARS, needed=True)
    if "phone" in given:
        kept["phone"] = faults.phone("phone", given["phone"], needed=True)
    if "relation" in given:
        kept["relation"] = faults.text("relation", given["relation"], fields.WORD_CHARS)
    if not 0 <= given.get("position", 0) <= MOST:
        faults.say("position", f"Use 1 to {MOST}.", f"1에서 {MOST} 사이로 적으세요.")
    faults.stop()
    return kept
