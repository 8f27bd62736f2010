"""The register: enrol a resident, correct the record, end the service."""

from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import UNSET, structs
from sqlalchemy import Row, select, update

from telecare.actions import fields
from telecare.boards.shapes.register import ResidentAsked, ResidentEdited
from telecare.care.facts import Risk
from telecare.care.localtime import local_day
from telecare.errors import NotYours, ServiceEnded
from telecare.records import audit, feeds, households, organisations, plans, residents
from telecare.records.context import Context
from telecare.records.devices import Device, EnrolmentCode
from telecare.records.households import Household
from telecare.records.organisations import Kind, Organisation
from telecare.records.scope import subtree

ZONE: Final = "Asia/Seoul"
DEVICES: Final = Device.__table__
CODES: Final = EnrolmentCode.__table__
HOME_FIELDS: Final = ("address", "way_in", "door_code", "network")
GROUND: Final = ("legal_basis", "consent_version", "consent_at")
SIZES: Final = {
    "name": fields.NAME_CHARS,
    "address": fields.ADDRESS_CHARS,
    "notes": fields.NOTES_CHARS,
    "way_in": fields.WAY_IN_CHARS,
    "door_code": fields.DOOR_CODE_CHARS,
    "health_conditions": fields.HEALTH_CHARS,
    "medicines": fields.HEALTH_CHARS,
    "network": fields.WORD_CHARS,
    "consent_version": fields.WORD_CHARS,
}
NEEDED: Final = frozenset({"name", "address"})
WORDS: Final = {"hearing": fields.HEARINGS, "category": fields.CATEGORIES}


def create_resident(ctx: Context, asked: ResidentAsked, *, simulated: bool = False) -> UUID:
    """Enrol a resident with a household and a first plan, and watch over them from now on.

    With `household_id` they join a household that is there already: its address, way in and
    network are kept, and it must lie in the same eup/myeon/dong.

    Raises:
        Invalid: Names the fields that need another value.
        NotYours: The household is not among those the actor may see.
    """
    check(ctx, asked)
    household_id = asked.household_id or households.add(
        ctx,
        households.Home(
            address=asked.address.strip(),
            way_in=asked.way_in.strip(),
            door_code=asked.door_code.strip(),
            network=asked.network.strip(),
        ),
        organisation_id=asked.organisation_id,
    )
    profile = residents.Profile(
        name=asked.name.strip(), birth_date=asked.birth_date, sex=asked.sex,
        phone=asked.phone.strip(), notes=asked.notes.strip(),
        health_conditions=asked.health_conditions.strip(), medicines=asked.medicines.strip(),
        language=asked.language, hearing=asked.hearing, category=asked.category, zone=ZONE,
        legal_basis=asked.legal_basis, consent_version=asked.consent_version.strip(),
        consent_at=_utc(asked.consent_at), simulated=simulated,
    )  # fmt: skip
    resident_id = residents.add(
        ctx, profile, organisation_id=asked.organisation_id, household_id=household_id
    )
    terms = plans.Terms(risk=Risk(asked.risk))
    plans.record(ctx.db, resident_id, terms, after=0, by=ctx.actor.staff_id, at=ctx.now)
    changed(ctx, "resident.created", resident_id, asked.organisation_id, simulated=simulated)
    return resident_id


def check(ctx: Context, asked: ResidentAsked) -> None:
    """Raise `Invalid` or `NotYours` unless a resident can be enrolled with these fields."""
    given = structs.asdict(asked)
    if asked.household_id is not None:
        _must_be_household(ctx, asked.household_id, asked.organisation_id)
        given |= {"address": "-"}
    faults = fields.Faults()
    _say_faults(faults, given, local_day(ctx.now, ZoneInfo(ZONE)))
    faults.ground(asked.legal_basis, asked.consent_version, asked.consent_at, ctx.now)
    if not _is_home_place(ctx, asked.organisation_id):
        faults.say(
            "organisation_id",
            "Choose an eup, myeon or dong of your organisation.",
            "우리 기관의 읍·면·동을 고르세요.",
        )
    faults.stop()


def edit_resident(ctx: Context, resident_id: UUID, asked: ResidentEdited) -> None:
    """Change the fields that were sent, and nothing else.

    Raises:
        NotYours, ServiceEnded: See `served_resident`.
        Invalid: Names the fields that need another value.
        Overtaken: The record changed since `asked.version`.
    """
    before = served_resident(ctx, resident_id)
    given: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in structs.asdict(asked).items()
        if value is not UNSET and name != "version"
    }
    faults = fields.Faults()
    _say_faults(faults, given, local_day(ctx.now, ZoneInfo(before.zone)))
    if given.keys() & set(GROUND):
        basis, version, at = (given.get(name, getattr(before, name)) for name in GROUND)
        faults.ground(basis, version, at, ctx.now)
    faults.stop()
    if "consent_at" in given:
        given["consent_at"] = _utc(given["consent_at"])
    person = {name: value for name, value in given.items() if name not in HOME_FIELDS}
    home = {name: value for name, value in given.items() if name in HOME_FIELDS}
    residents.change(ctx, resident_id, asked.version, person)
    if home:
        household = households.of(ctx.db, before.household_id)
        households.change(ctx, household.id, household.version, home)
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
        NotYours, ServiceEnded: See `served_resident`.
        Overtaken: The record changed since `version`.
    """
    before = served_resident(ctx, resident_id)
    residents.end(ctx, resident_id, version, reason)
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


def served_resident(ctx: Context, resident_id: UUID) -> Row[Any]:
    """Return the resident's row for a change; after the service ended nothing changes.

    Raises:
        NotYours: The actor may not see them.
        ServiceEnded: The service has ended.
    """
    resident = residents.one_for(ctx, resident_id)
    if resident.ended_at is not None:
        raise ServiceEnded(resident=resident_id)
    return resident


def changed(
    ctx: Context,
    what: str,
    resident_id: UUID,
    organisation_id: UUID,
    **facts: Any,  # noqa: ANN401 - ids, numbers and words, as audit.write takes them
) -> None:
    """Say that a resident's record changed: one audit entry, one number of the feed.

    The last statement of an action, because the feed's row stays locked until the commit.
    """
    audit.write(
        ctx.db, ctx.actor, what, at=ctx.now, resident=resident_id,
        organisation=organisation_id, purpose="register", **facts,
    )  # fmt: skip
    feeds.announce(
        ctx.db,
        organisations.sigungu_of(ctx.db, organisation_id),
        feeds.Change.RESIDENT,
        resident_id=resident_id,
        at=ctx.now,
    )


def _say_faults(faults: fields.Faults, given: dict[str, Any], today: date) -> None:
    for name in SIZES.keys() & given.keys():
        faults.text(name, given[name], SIZES[name], needed=name in NEEDED)
    for name in WORDS.keys() & given.keys():
        faults.word(name, given[name], WORDS[name])
    if "phone" in given:
        faults.phone("phone", given["phone"])
    if "birth_date" in given:
        faults.birth_date("birth_date", given["birth_date"], today)


def _is_home_place(ctx: Context, organisation_id: UUID) -> bool:
    """Whether homes may lie there: an eup, myeon or dong of the actor's own subtree."""
    found = ctx.db.execute(
        select(Organisation.id)
        .where(Organisation.id == organisation_id)
        .where(Organisation.kind == Kind.EUPMYEONDONG)
        .where(Organisation.id.in_(subtree(ctx.actor.path)))
    )
    return found.first() is not None


def _must_be_household(ctx: Context, household_id: UUID, organisation_id: UUID) -> None:
    found = ctx.db.execute(
        select(Household.id)
        .where(Household.id == household_id)
        .where(Household.organisation_id == organisation_id)
        .where(Household.organisation_id.in_(subtree(ctx.actor.path)))
    )
    if found.first() is None:
        raise NotYours(household=household_id)


def _utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.astimezone(UTC)
