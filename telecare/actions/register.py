"""The register: enrol a resident, correct the record, end the service.

Whatever can be read by a person is sealed with the resident's own key, or the household's; the
blind index is kept in step with name and telephone numbers.
"""

from datetime import UTC
from typing import Any, Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from msgspec import UNSET
from sqlalchemy import Row, insert, select, update

from telecare.actions import fields
from telecare.boards.shapes.register import ResidentAsked, ResidentEdited
from telecare.care.facts import Risk
from telecare.care.localtime import local_day
from telecare.errors import NotYours, Overtaken
from telecare.records import keys, watching
from telecare.records.contacts import Contact
from telecare.records.context import Context
from telecare.records.devices import Device, EnrolmentCode
from telecare.records.households import Household
from telecare.records.plans import PlanVersion
from telecare.records.register import (
    RESIDENTS,
    changed,
    home_organisation,
    served_resident_for,
)
from telecare.records.scope import subtree

ZONE: Final = "Asia/Seoul"
HOUSEHOLDS: Final = Household.__table__
CONTACTS: Final = Contact.__table__
DEVICES: Final = Device.__table__
CODES: Final = EnrolmentCode.__table__
PERSON_SEALED: Final = ("name", "birth_date", "phone", "notes")
HOME_SEALED: Final = ("address", "way_in")
PLAIN: Final = ("sex", "language", "hearing", "category", "legal_basis", "consent_at")


def create_resident(ctx: Context, asked: ResidentAsked, *, simulated: bool = False) -> UUID:
    """Enrol a resident with a household and a first plan, and watch over them from now on.

    With `household_id` they join a household that is there already: its address, way in and
    network are kept, and it must lie in the same eup/myeon/dong.

    Raises:
        Invalid: Names the fields that need another value.
        NotYours: The place or the household is not among those the actor may see.
    """
    check(ctx, asked)
    organisation_id = home_organisation(ctx, asked.organisation_id).id
    household_id = _household(ctx, asked, organisation_id)
    resident_id = uuid4()
    ctx.ring.ensure(("resident", resident_id), at=ctx.now)
    words = {
        "name": asked.name.strip(), "birth_date": asked.birth_date.isoformat(),
        "phone": asked.phone.strip(), "notes": asked.notes.strip(),
    }  # fmt: skip
    consent_at = asked.consent_at
    ctx.db.execute(
        insert(RESIDENTS).values(
            id=resident_id, organisation_id=organisation_id, household_id=household_id,
            sex=asked.sex, language=asked.language, hearing=asked.hearing,
            category=asked.category, zone=ZONE, legal_basis=asked.legal_basis,
            consent_version=asked.consent_version.strip(),
            consent_at=None if consent_at is None else consent_at.astimezone(UTC),
            simulated=simulated, created_at=ctx.now, ended_at=None, end_reason=None, version=1,
            **_sealed_person(ctx, resident_id, words),
        )
    )  # fmt: skip
    ctx.db.execute(
        insert(PlanVersion).values(
            resident_id=resident_id, version=1, recorded_at=ctx.now,
            recorded_by=ctx.actor.staff_id, risk=Risk(asked.risk), check_ins=[],
            day_limit_s=None, any_limit_s=None,
        )
    )  # fmt: skip
    keys.index_resident(
        ctx.db, ctx.ring.vault, resident_id, name=words["name"], phones=[words["phone"]]
    )
    watching.begin(ctx.db, resident_id, at=ctx.now)
    changed(ctx, "resident.created", resident_id, organisation_id, simulated=simulated)
    return resident_id


def check(ctx: Context, asked: ResidentAsked) -> None:
    """Raise `Invalid` unless a resident can be enrolled with these fields."""
    faults = fields.Faults()
    faults.text("name", asked.name, fields.NAME_CHARS, needed=True)
    faults.text("address", asked.address, fields.ADDRESS_CHARS, needed=not asked.household_id)
    faults.phone("phone", asked.phone)
    faults.text("notes", asked.notes, fields.NOTES_CHARS)
    faults.text("way_in", asked.way_in, fields.WAY_IN_CHARS)
    faults.text("network", asked.network, fields.WORD_CHARS)
    faults.text("consent_version", asked.consent_version, fields.WORD_CHARS)
    faults.word("hearing", asked.hearing, fields.HEARINGS)
    faults.word("category", asked.category, fields.CATEGORIES)
    faults.birth_date("birth_date", asked.birth_date, local_day(ctx.now, ZoneInfo(ZONE)))
    faults.ground(asked.legal_basis, asked.consent_version, asked.consent_at, ctx.now)
    try:
        home_organisation(ctx, asked.organisation_id)
    except NotYours:
        faults.say(
            "organisation_id",
            "Choose an eup, myeon or dong of your organisation.",
            "우리 기관의 읍·면·동을 고르세요.",
        )
    faults.stop()


def edit_resident(ctx: Context, resident_id: UUID, asked: ResidentEdited) -> None:
    """Change the fields that were sent, and nothing else.

    Raises:
        NotYours, ServiceEnded: See `records.register`.
        Invalid: Names the fields that need another value.
        Overtaken: The record changed since `asked.version`.
    """
    before = served_resident_for(ctx, resident_id)
    given = {
        name: value
        for name in (*PERSON_SEALED, *HOME_SEALED, *PLAIN, "network", "consent_version")
        if (value := getattr(asked, name)) is not UNSET
    }
    given = _checked_edit(ctx, before, given)
    words = {name: given[name] for name in PERSON_SEALED if name in given}
    values = {name: given[name] for name in (*PLAIN, "consent_version") if name in given}
    moved = ctx.db.execute(
        update(RESIDENTS)
        .where(RESIDENTS.c.id == resident_id, RESIDENTS.c.version == asked.version)
        .values(version=asked.version + 1, **values, **_sealed_person(ctx, resident_id, words))
        .returning(RESIDENTS.c.id)
    ).first()
    if moved is None:
        raise Overtaken(resident=resident_id)
    _edit_household(ctx, before.household_id, given)
    if {"name", "phone"} & given.keys():
        reindex(ctx, resident_id)
    changed(ctx, "resident.edited", resident_id, before.organisation_id, fields=sorted(given))


def end_resident(ctx: Context, resident_id: UUID, *, version: int, reason: str) -> None:
    """End the service: no rule runs, no deadline waits and no device is heard from now on.

    Alerts that are live stay on the board: one episode is one a human must finish, with an
    outcome (`deceased` among them). Nothing new can open. Records stay until they are erased.

    Args:
        ctx: The request.
        resident_id: Whose service ends.
        version: The version of the record the decision was made on.
        reason: moved, deceased or withdrew.

    Raises:
        NotYours, ServiceEnded: See `records.register`.
        Overtaken: The record changed since `version`.
    """
    before = served_resident_for(ctx, resident_id)
    moved = ctx.db.execute(
        update(RESIDENTS)
        .where(RESIDENTS.c.id == resident_id, RESIDENTS.c.version == version)
        .values(ended_at=ctx.now, end_reason=reason, version=version + 1)
        .returning(RESIDENTS.c.id)
    ).first()
    if moved is None:
        raise Overtaken(resident=resident_id)
    watching.end(ctx.db, resident_id)
    ours = select(DEVICES.c.id).where(DEVICES.c.resident_id == resident_id)
    ctx.db.execute(
        update(CODES)
        .where(CODES.c.device_id.in_(ours), CODES.c.used_at.is_(None))
        .where(CODES.c.expires_at > ctx.now)
        .values(expires_at=ctx.now)
    )
    ctx.db.execute(
        update(DEVICES)
        .where(DEVICES.c.resident_id == resident_id, DEVICES.c.revoked_at.is_(None))
        .values(revoked_at=ctx.now, version=DEVICES.c.version + 1)
    )
    changed(ctx, "resident.ended", resident_id, before.organisation_id, reason=reason)


def reindex(ctx: Context, resident_id: UUID) -> None:
    """Write anew what a resident is found by: the name, and the tails of all their numbers."""
    row = ctx.db.execute(
        select(RESIDENTS.c.name, RESIDENTS.c.phone).where(RESIDENTS.c.id == resident_id)
    ).one()
    contacts = ctx.db.execute(
        select(CONTACTS.c.id, CONTACTS.c.phone).where(CONTACTS.c.resident_id == resident_id)
    ).all()
    ring = ctx.ring
    phones = [ring.open(row.phone, table="resident", column="phone", row=resident_id)]
    phones += [
        ring.open(contact.phone, table="contact", column="phone", row=contact.id)
        for contact in contacts
    ]
    name = ring.open(row.name, table="resident", column="name", row=resident_id)
    keys.index_resident(ctx.db, ring.vault, resident_id, name=name, phones=phones)


def _household(ctx: Context, asked: ResidentAsked, organisation_id: UUID) -> UUID:
    """Return the household to live in: the one named, or a new one."""
    if asked.household_id is not None:
        found: UUID | None = ctx.db.scalar(
            select(HOUSEHOLDS.c.id)
            .where(HOUSEHOLDS.c.id == asked.household_id)
            .where(HOUSEHOLDS.c.organisation_id == organisation_id)
            .where(HOUSEHOLDS.c.organisation_id.in_(subtree(ctx.actor.path)))
        )
        if found is None:
            raise NotYours(household=asked.household_id)
        return found
    household_id = uuid4()
    ctx.ring.ensure(("household", household_id), at=ctx.now)
    words = {"address": asked.address.strip(), "way_in": asked.way_in.strip()}
    ctx.db.execute(
        insert(HOUSEHOLDS).values(
            id=household_id, organisation_id=organisation_id, network=asked.network.strip(),
            version=1, **_sealed_home(ctx, household_id, words),
        )
    )  # fmt: skip
    return household_id


def _checked_edit(ctx: Context, before: Row[Any], given: dict[str, Any]) -> dict[str, Any]:
    """Return the changes as they are kept, or raise `Invalid`."""
    faults, kept = fields.Faults(), dict(given)
    sizes = {
        "name": fields.NAME_CHARS, "address": fields.ADDRESS_CHARS,
        "notes": fields.NOTES_CHARS, "way_in": fields.WAY_IN_CHARS,
        "network": fields.WORD_CHARS, "consent_version": fields.WORD_CHARS,
    }  # fmt: skip
    for name in sizes.keys() & given.keys():
        needed = name in {"name", "address"}
        kept[name] = faults.text(name, given[name], sizes[name], needed=needed)
    if "phone" in given:
        kept["phone"] = faults.phone("phone", given["phone"])
    if "birth_date" in given:
        today = local_day(ctx.now, ZoneInfo(before.zone))
        kept["birth_date"] = faults.birth_date(
            "birth_date", given["birth_date"], today
        ).isoformat()
    words = {"hearing": fields.HEARINGS, "category": fields.CATEGORIES}
    for name in words.keys() & given.keys():
        faults.word(name, given[name], words[name])
    if {"legal_basis", "consent_version", "consent_at"} & given.keys():
        basis, version, at = (
            kept.get(name, getattr(before, name))
            for name in ("legal_basis", "consent_version", "consent_at")
        )
        faults.ground(basis, version, at, ctx.now)
    faults.stop()
    if kept.get("consent_at") is not None:
        kept["consent_at"] = kept["consent_at"].astimezone(UTC)
    return kept


def _edit_household(ctx: Context, household_id: UUID, given: dict[str, Any]) -> None:
    words = {name: given[name] for name in HOME_SEALED if name in given}
    values: dict[str, Any] = dict(_sealed_home(ctx, household_id, words))
    if "network" in given:
        values["network"] = given["network"]
    if values:
        ctx.db.execute(
            update(HOUSEHOLDS)
            .where(HOUSEHOLDS.c.id == household_id)
            .values(version=HOUSEHOLDS.c.version + 1, **values)
        )


def _sealed_person(ctx: Context, resident_id: UUID, words: dict[str, str]) -> dict[str, bytes]:
    return {
        column: ctx.ring.seal(
            ("resident", resident_id), text, table="resident", column=column, row=resident_id
        )
        for column, text in words.items()
    }


def _sealed_home(ctx: Context, household_id: UUID, words: dict[str, str]) -> dict[str, bytes]:
    return {
        column: ctx.ring.seal(
            ("household", household_id), text, table="household", column=column,
            row=household_id,
        )
        for column, text in words.items()
    }  # fmt: skip
