"""The card read to 119: how to get in, who it is, what has happened; every look is kept."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select

from telecare.boards import rows, words
from telecare.boards.names import staff_names
from telecare.boards.places import places_of
from telecare.boards.register import name_of
from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.help import Card119, EmergencyCallRow, KeyHolder
from telecare.care.localtime import local_day
from telecare.records import alerts, audit, contacts, emergency_calls, households
from telecare.records.context import Context
from telecare.records.residents import RESIDENTS
from telecare.records.watching import WATCHES

PROFILE: Final = ("health_conditions", "medicines", "notes", "phone")
HOME: Final = ("address", "way_in", "door_code")


def card(ctx: Context, alert_id: UUID) -> Card119:
    """Return the card of an alert, with the door code and numbers in full; leaves an entry.

    Raises:
        NotYours: No such alert among those the actor may see.
    """
    alert = alerts.one_for(ctx, alert_id)
    person = ctx.db.execute(select(RESIDENTS).where(RESIDENTS.c.id == alert.resident_id)).one()
    home = households.of(ctx.db, person.household_id)
    keys = [one for one in contacts.of(ctx.db, person.id) if one.has_key]
    active_at = ctx.db.scalar(
        select(WATCHES.c.active_at).where(WATCHES.c.resident_id == person.id)
    )
    audit.write(
        ctx.db, ctx.actor, "card119.shown", at=ctx.now, resident=person.id, alert=alert_id,
        organisation=alert.organisation_id, purpose="triage",
    )  # fmt: skip
    return Card119(
        **_home(ctx, home),
        **_person(ctx, person),
        alert_id=alert_id,
        server_time=ctx.now,
        place=places_of(ctx, [person.organisation_id])[person.organisation_id],
        key_holders=[_key_holder(ctx, one) for one in keys],
        severity=alert.severity.value,
        title=words.title(alert.rule, alert.severity.value),
        because=Bilingual(ko=alert.because_ko, en=alert.because_en),
        happened_at=alert.first_signal_taken_at,
        last_activity_at=active_at,
        calls=_calls(ctx, emergency_calls.rows_of(ctx.db, alert_id)),
        simulated=alert.simulated,
    )


def _home(ctx: Context, home: Row[Any]) -> dict[str, Any]:
    return {
        column: ctx.ring.read(
            getattr(home, column), table="household", column=column, row=home.id
        )
        for column in HOME
    }


def _person(ctx: Context, person: Row[Any]) -> dict[str, Any]:
    def word(column: str) -> str:
        sealed = getattr(person, column)
        return ctx.ring.read(sealed, table="resident", column=column, row=person.id)

    today = local_day(ctx.now, ZoneInfo(person.zone))
    return {column: word(column) for column in PROFILE} | {
        "name": name_of(ctx, person),
        "age": rows.age_on(word("birth_date"), today),
        "sex": person.sex,
        "hearing": person.hearing,
    }


def _key_holder(ctx: Context, contact: Row[Any]) -> KeyHolder:
    def word(column: str) -> str:
        sealed = getattr(contact, column)
        return ctx.ring.read(sealed, table="contact", column=column, row=contact.id)

    return KeyHolder(name=word("name"), relation=contact.relation, phone=word("phone"))


def _calls(ctx: Context, made: Sequence[Row[Any]]) -> list[EmergencyCallRow]:
    names = staff_names(ctx, [row.by for row in made])
    calls = [emergency_calls.opened(ctx, row) for row in made]
    return [
        EmergencyCallRow(
            called_at=call.at, by=names.get(call.by, ""), spoken_with=call.spoken_with,
            reference=call.reference,
        )
        for call in calls
    ]  # fmt: skip
