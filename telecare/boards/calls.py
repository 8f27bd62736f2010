"""Calls as their two ends see them: the caller's screen, and the tablet it rings at."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from telecare.boards.places import places_of
from telecare.boards.shapes.calls import Call
from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.tablet import Ringing
from telecare.call_errors import NoCall
from telecare.protocol.limits import DEVICE_PREFIX
from telecare.records import consultations, portraits
from telecare.records.context import Context
from telecare.records.organisations import Organisation
from telecare.records.residents import RESIDENTS
from telecare.records.staff import Staff


@dataclass(frozen=True, slots=True)
class Plate:
    """Who is in the picture, so that nobody talks to the wrong person."""

    name: str
    birth_year: int | None
    place: Bilingual


def call(ctx: Context, consultation_id: UUID) -> Call:
    """Return a call to the one who makes it; a locked console shows no names.

    Ringing has left the entry in the audit; looking at one's own call leaves no other.

    Raises:
        NotYours: No such call of the actor's.
    """
    return _call(ctx, consultations.one_for(ctx, consultation_id))


def mine(ctx: Context) -> Call:
    """Return the actor's live call.

    Raises:
        NoCall: There is none.
    """
    found = consultations.live_of_caller(ctx.db, ctx.actor.staff_id)
    if found is None:
        raise NoCall
    return _call(ctx, consultations.one_for(ctx, found.id))


def ringing(ctx: Context, device_id: UUID) -> Ringing | None:
    """Return the live call of a tablet; None: nobody calls."""
    found = consultations.live_of_tablet(ctx.db, device_id)
    if found is None:
        return None
    place = ctx.db.execute(
        select(Organisation.name_ko, Organisation.name_en)
        .join(Staff, Staff.organisation_id == Organisation.id)
        .where(Staff.id == found.caller_id)
    ).one()
    return Ringing(
        consultation_id=found.id,
        caller=_staff_name(ctx, found.caller_id),
        institution=Bilingual(ko=place.name_ko, en=place.name_en),
        purpose=found.purpose.value,
        portrait=_portrait(ctx, found),
        video=found.video,
        rung_at=found.rung_at,
        rings_until=found.rings_until,
        auto_answer=found.may_auto_answer,
        state=found.state.value,
    )


def _portrait(ctx: Context, call: Row[Any]) -> str | None:
    """Return where the caller's picture is to be had; the tablet signs for it."""
    if not portraits.put_up(ctx.db, call.caller_id):
        return None
    return f"{DEVICE_PREFIX}/tablet/calls/{call.id}/portrait"


def _call(ctx: Context, row: Row[Any]) -> Call:
    masked = ctx.actor.locked
    person = _resident(ctx, row.resident_id)
    return Call(
        id=row.id,
        resident_id=row.resident_id,
        resident_name="" if masked else person.name,
        resident_birth_year=None if masked else person.birth_year,
        resident_place=person.place,
        caller_id=row.caller_id,
        caller_name="" if masked else _staff_name(ctx, row.caller_id),
        alert_id=row.alert_id,
        purpose=row.purpose.value,
        state=row.state.value,
        outcome=None if row.outcome is None else row.outcome.value,
        video=row.video,
        version=row.version,
        rung_at=row.rung_at,
        rings_until=row.rings_until,
        answered_at=row.answered_at,
        connected_at=row.connected_at,
        ended_at=row.ended_at,
        phone_reason=row.phone_reason,
    )


def _resident(ctx: Context, resident_id: UUID) -> Plate:
    row = ctx.db.execute(
        select(RESIDENTS.c.name, RESIDENTS.c.birth_date, RESIDENTS.c.organisation_id).where(
            RESIDENTS.c.id == resident_id
        )
    ).one()
    name, born = (
        ctx.ring.read(sealed, table="resident", column=column, row=resident_id)
        for sealed, column in ((row.name, "name"), (row.birth_date, "birth_date"))
    )
    year = born[:4]
    return Plate(
        name=name,
        birth_year=int(year) if year.isdigit() else None,
        place=places_of(ctx, [row.organisation_id])[row.organisation_id],
    )


def _staff_name(ctx: Context, staff_id: UUID) -> str:
    sealed = ctx.db.scalars(select(Staff.name).where(Staff.id == staff_id)).one()
    return ctx.ring.read(sealed, table="staff", column="name", row=staff_id)
