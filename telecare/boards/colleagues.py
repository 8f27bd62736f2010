"""Who may take an alert over, and the telephone number that one is about to call."""

from uuid import UUID

from sqlalchemy import select

from telecare.boards.shapes.triage import Colleague
from telecare.errors import NotYours
from telecare.records import alerts, audit
from telecare.records.alerts import CLAIMING_ROLES
from telecare.records.contacts import Contact
from telecare.records.context import Context
from telecare.records.residents import Resident
from telecare.records.scope import subtree
from telecare.records.staff import Staff


def colleagues(ctx: Context) -> list[Colleague]:
    """Return who else in the actor's organisation, or below it, may own an alert."""
    found = ctx.db.execute(
        select(Staff.id, Staff.name, Staff.role)
        .where(Staff.organisation_id.in_(subtree(ctx.actor.path)))
        .where(Staff.role.in_(CLAIMING_ROLES))
        .where(Staff.ended_at.is_(None))
        .where(Staff.id != ctx.actor.staff_id)
        .order_by(Staff.created_at, Staff.id)
    ).all()
    ctx.ring.warm(row.name for row in found)
    return [
        Colleague(
            id=row.id,
            name=ctx.ring.read(row.name, table="staff", column="name", row=row.id),
            role=row.role.value,
        )
        for row in found
    ]


def reveal_phone(ctx: Context, alert_id: UUID, contact_id: UUID | None) -> str:
    """Return the number of a contact, or with None the resident's own; leaves an entry.

    Raises:
        NotYours: No such alert, or the contact is not this resident's.
    """
    alert = alerts.one_for(ctx, alert_id)
    phone = phone_of(ctx, alert.resident_id, contact_id)
    audit.write(
        ctx.db, ctx.actor, "phone.revealed", at=ctx.now, resident=alert.resident_id,
        alert=alert_id, organisation=alert.organisation_id, purpose="triage",
        contact=contact_id,
    )  # fmt: skip
    return phone


def phone_of(ctx: Context, resident_id: UUID, contact_id: UUID | None) -> str:
    """Open one number of a resident whom the actor is known to see; writes nothing."""
    if contact_id is None:
        sealed = ctx.db.scalar(select(Resident.phone).where(Resident.id == resident_id))
        table, row = "resident", resident_id
    else:
        sealed = ctx.db.scalar(
            select(Contact.phone)
            .where(Contact.id == contact_id)
            .where(Contact.resident_id == resident_id)
        )
        table, row = "contact", contact_id
    if sealed is None:
        raise NotYours
    return ctx.ring.read(sealed, table=table, column="phone", row=row)
