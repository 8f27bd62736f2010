"""One resident's page: the person, the home, what was agreed, and what has happened."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select

from telecare.boards import words
from telecare.boards.alert import masked
from telecare.boards.colleagues import phone_of
from telecare.boards.device_state import device_state
from telecare.boards.names import staff_names
from telecare.boards.places import places_of
from telecare.boards.register import age_of, heard, name_of
from telecare.boards.rows import rows_where
from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.register import (
    AbsenceShape,
    CheckIn,
    Condition,
    ContactFull,
    DeviceRow,
    PlanShape,
    Relationship,
    ResidentPage,
)
from telecare.boards.shapes.triage import PersonBrief, TimelineEntry
from telecare.boards.tablets import tablet_plan
from telecare.care.facts import DeviceKind
from telecare.care.parameters import SilentDevice
from telecare.records import (
    audit,
    contacts,
    devices,
    households,
    plans,
    relationships,
    residents,
    watching,
)
from telecare.records.alerts import Alert
from telecare.records.audit import ENTRIES
from telecare.records.context import Context
from telecare.records.facts import parameters_at
from telecare.records.notes import Note
from telecare.records.organisations import ORGANISATIONS
from telecare.records.residents import RESIDENTS
from telecare.records.scope import seen_by
from telecare.records.watching import WATCHES

TOLD: Final = 100  # lines of the timeline; the audit has them all
ALERTS_SHOWN: Final = 50
ABSENCES_FOR: Final = timedelta(days=90)  # after their end
NOTES: Final = Note.__table__


def resident_page(
    ctx: Context, resident_id: UUID, *, purpose: str, opened: bool
) -> ResidentPage:
    """Return one resident's page; opening it leaves a view entry, a refresh leaves none.

    Raises:
        NotYours: The actor may not see this resident.
    """
    row = residents.one_for(ctx, resident_id)
    home = households.of(ctx.db, row.household_id)
    called = contacts.of(ctx.db, resident_id)
    ctx.ring.warm([
        row.name, home.address, *(sealed for one in called for sealed in (one.name, one.phone)),
    ])  # fmt: skip
    numbers = parameters_at(ctx.db, ctx.now).silent_device
    hung_up = devices.of(ctx.db, resident_id)
    watch = ctx.db.execute(select(WATCHES).where(WATCHES.c.resident_id == resident_id)).first()
    if opened or not audit.seen_lately(ctx.db, ctx.actor, resident_id, now=ctx.now):
        audit.write(
            ctx.db, ctx.actor, "resident.viewed", at=ctx.now, resident=resident_id,
            organisation=row.organisation_id, purpose=purpose,
        )  # fmt: skip

    return ResidentPage(
        **_profile(ctx, row),
        **_home(ctx, row, home),
        hearing=heard(_best_heard(hung_up), numbers, ctx.now),
        last_activity_at=None if watch is None else watch.active_at,
        evaluated_up_to=None if watch is None else watch.evaluated_up_to,
        contacts=[_contact(ctx, one) for one in called],
        plan=_plan(plans.latest(ctx.db, resident_id), row),
        absences=_absences(ctx, resident_id),
        devices=[_device(one, numbers, ctx.now) for one in hung_up],
        conditions=_conditions(ctx, resident_id),
        alerts=rows_where(ctx, Alert.resident_id == resident_id, locked=False, ranked=False)[
            :ALERTS_SHOWN
        ],
        timeline=_timeline(ctx, resident_id),
        relationships=_relationships(ctx, resident_id),
    )


def reveal_phone(ctx: Context, resident_id: UUID, contact_id: UUID | None) -> str:
    """Return a contact's number, or with None the resident's own; leaves an entry.

    Raises:
        NotYours: No such resident for the actor, or the contact is not this resident's.
    """
    resident = residents.one_for(ctx, resident_id)
    phone = phone_of(ctx, resident_id, contact_id)
    audit.write(
        ctx.db, ctx.actor, "phone.revealed", at=ctx.now, resident=resident_id,
        organisation=resident.organisation_id, purpose="care", contact=contact_id,
    )  # fmt: skip
    return phone


def reveal_door_code(ctx: Context, resident_id: UUID) -> str:
    """Return the code of the home's door, "" if none is kept; leaves an entry.

    Raises:
        NotYours: No such resident for the actor.
    """
    resident = residents.one_for(ctx, resident_id)
    home = households.of(ctx.db, resident.household_id)
    audit.write(
        ctx.db, ctx.actor, "door_code.revealed", at=ctx.now, resident=resident_id,
        organisation=resident.organisation_id, purpose="care",
    )  # fmt: skip
    return ctx.ring.read(home.door_code, table="household", column="door_code", row=home.id)


def _profile(ctx: Context, row: Row[Any]) -> dict[str, Any]:
    """Return what the record says of the person; telephone numbers masked."""

    def word(column: str) -> str:
        return ctx.ring.read(getattr(row, column), table="resident", column=column, row=row.id)

    as_kept = (
        "id", "version", "sex", "language", "category", "zone", "legal_basis",
        "consent_version", "consent_at", "simulated", "created_at", "ended_at", "end_reason",
    )  # fmt: skip
    return {name: getattr(row, name) for name in as_kept} | {
        "name": name_of(ctx, row),
        "birth_date": _date(word("birth_date")),
        "age": age_of(ctx, row),
        "phone_masked": masked(word("phone")),
        "notes": word("notes"),
        "health_conditions": word("health_conditions"),
        "medicines": word("medicines"),
        "hearing_ability": row.hearing,
    }


def _home(ctx: Context, row: Row[Any], home: Row[Any]) -> dict[str, Any]:
    """Return where the person lives, and with whom."""

    def word(column: str) -> str:
        return ctx.ring.read(
            getattr(home, column), table="household", column=column, row=home.id
        )

    return {
        "place": places_of(ctx, [row.organisation_id])[row.organisation_id],
        "organisation_id": row.organisation_id,
        "household_id": row.household_id,
        "address": word("address"),
        "way_in": word("way_in"),
        "has_door_code": bool(word("door_code")),
        "network": home.network,
        "housemates": _housemates(ctx, row),
    }


def _best_heard(hung_up: Iterable[Row[Any]]) -> datetime | None:
    """Return when the home was last heard; by its tablet only where no gateway ever spoke."""
    speaking = [
        device
        for device in hung_up
        if device.parent_id is None and device.revoked_at is None and device.heard_at
    ]
    gateways = [device for device in speaking if device.kind is not DeviceKind.TABLET]
    return max((device.heard_at for device in gateways or speaking), default=None)


def _device(device: Row[Any], numbers: SilentDevice, now: datetime) -> DeviceRow:
    return DeviceRow(
        id=device.id,
        parent_id=device.parent_id,
        kind=device.kind,
        label=device.label,
        power=device.power.value,
        battery_percent=device.battery_percent,
        heard_at=device.heard_at,
        state=device_state(device, numbers, now),
        installed_at=device.installed_at,
        enrolled_at=device.enrolled_at,
        enrol_deadline=device.enrol_deadline,
        simulated=device.simulated,
        version=device.version,
    )


def _contact(ctx: Context, contact: Row[Any]) -> ContactFull:
    def word(column: str) -> str:
        return ctx.ring.read(
            getattr(contact, column), table="contact", column=column, row=contact.id
        )

    return ContactFull(
        id=contact.id,
        kind=contact.kind.value,
        name=word("name"),
        relation=contact.relation,
        phone_masked=masked(word("phone")),
        has_key=contact.has_key,
        position=contact.position,
        version=contact.version,
    )


def _plan(plan: Row[Any] | None, resident: Row[Any]) -> PlanShape:
    if plan is None:
        return PlanShape(
            version=0, risk="normal", check_ins=[], day_limit_min=None, any_limit_min=None,
            recorded_at=resident.created_at,
            tablet=tablet_plan(plans.read_tablet(None, resident.language)),
        )  # fmt: skip
    return PlanShape(
        version=plan.version,
        risk=plan.risk.value,
        check_ins=[
            CheckIn(
                at=promise.at.isoformat("minutes"),
                window_opens=promise.window_opens.isoformat("minutes"),
                grace_min=promise.grace // timedelta(minutes=1),
            )
            for promise in plans.check_in_promises(plan.check_ins)
        ],
        day_limit_min=_minutes(plan.day_limit_s),
        any_limit_min=_minutes(plan.any_limit_s),
        recorded_at=plan.recorded_at,
        tablet=tablet_plan(plans.read_tablet(plan.tablet, resident.language)),
    )


def _absences(ctx: Context, resident_id: UUID) -> list[AbsenceShape]:
    rows = plans.absences_of(ctx.db, resident_id, after=ctx.now - ABSENCES_FOR)
    return [
        AbsenceShape(id=row.id, start=row.start_at, end=row.end_at, reason=row.reason)
        for row in rows
    ]


def _conditions(ctx: Context, resident_id: UUID) -> list[Condition]:
    return [
        Condition(
            rule=row.rule,
            subject=row.subject,
            verdict=row.verdict.value,
            severity=None if row.severity is None else row.severity.value,
            since=row.since,
            evaluated_at=row.evaluated_at,
        )
        for row in watching.conditions_of(ctx.db, resident_id)
    ]


def _housemates(ctx: Context, resident: Row[Any]) -> list[PersonBrief]:
    rows = ctx.db.execute(
        select(RESIDENTS)
        .where(RESIDENTS.c.household_id == resident.household_id)
        .where(RESIDENTS.c.id != resident.id, RESIDENTS.c.ended_at.is_(None))
        .where(seen_by(ctx.actor, ctx.now))
        .order_by(RESIDENTS.c.created_at)
    ).all()
    places = places_of(ctx, {row.organisation_id for row in rows}) if rows else {}
    return [
        PersonBrief(
            id=row.id,
            name=name_of(ctx, row),
            age=age_of(ctx, row),
            place=places[row.organisation_id],
        )
        for row in rows
    ]


def _timeline(ctx: Context, resident_id: UUID) -> list[TimelineEntry]:
    """Return acts and notes, newest first; who merely looked is in the audit."""
    entries = ctx.db.execute(
        select(ENTRIES.c.at, ENTRIES.c.what, ENTRIES.c.staff_id)
        .where(ENTRIES.c.resident_id == resident_id)
        .where(ENTRIES.c.what.in_(words.TOLD_OF_RESIDENT))
        .order_by(ENTRIES.c.at.desc(), ENTRIES.c.id.desc())
        .limit(TOLD)
    ).all()
    notes = ctx.db.execute(
        select(NOTES)
        .where(NOTES.c.resident_id == resident_id)
        .order_by(NOTES.c.at.desc())
        .limit(TOLD)
    ).all()
    names = staff_names(ctx, [entry.staff_id for entry in entries] + [one.by for one in notes])
    told = [
        TimelineEntry(
            at=entry.at,
            what=entry.what,
            who=names.get(entry.staff_id),
            text=words.happened(entry.what),
            note=None,
        )
        for entry in entries
    ]
    told += [_note(ctx, note, names) for note in notes]
    return sorted(told, key=lambda line: line.at, reverse=True)[:TOLD]


def _note(ctx: Context, note: Row[Any], names: Mapping[UUID | None, str]) -> TimelineEntry:
    what = f"alert.{note.kind.value}"
    return TimelineEntry(
        at=note.at,
        what=what,
        who=names.get(note.by),
        text=words.happened(what),
        note=ctx.ring.read(note.text, table="note", column="text", row=note.id),
    )


def _relationships(ctx: Context, resident_id: UUID) -> list[Relationship]:
    rows = relationships.of(ctx.db, resident_id)
    if not rows:
        return []
    names = staff_names(ctx, [row.staff_id for row in rows])
    wanted = [row.organisation_id for row in rows if row.organisation_id is not None]
    houses = {
        found.id: Bilingual(ko=found.name_ko, en=found.name_en)
        for found in ctx.db.execute(select(ORGANISATIONS).where(ORGANISATIONS.c.id.in_(wanted)))
    }
    return [
        Relationship(
            id=row.id,
            who=houses[row.organisation_id].ko if row.organisation_id else names[row.staff_id],
            role=row.role,
            basis=row.basis,
            start=row.from_at,
            until=row.until_at,
        )
        for row in rows
    ]


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # erased
        return None


def _minutes(seconds: int | None) -> int | None:
    return None if seconds is None else seconds // 60
