"""Appointments: a visit a resident can look forward to, and its cancelling."""

from datetime import UTC, timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import insert, update

from telecare.actions import fields
from telecare.actions.register import changed, served_resident
from telecare.boards.shapes.tablets import AppointmentAsked
from telecare.errors import NotYours
from telecare.records.appointments import APPOINTMENTS
from telecare.records.context import Context

WHO_CHARS: Final = 60
WHAT_CHARS: Final = 120
AHEAD_AT_MOST: Final = timedelta(days=731)  # two years


def add(ctx: Context, resident_id: UUID, asked: AppointmentAsked) -> UUID:
    """Write a visit down and return its id; the tablet shows the next one.

    Raises:
        NotYours, ServiceEnded: See `register.served_resident`.
        Invalid: It is over, too far ahead, or does not say who and what.
    """
    resident = served_resident(ctx, resident_id)
    faults = fields.Faults()
    who = faults.text("who", asked.who, WHO_CHARS, needed=True)
    what = faults.text("what", asked.what, WHAT_CHARS, needed=True)
    if not ctx.now < asked.at <= ctx.now + AHEAD_AT_MOST:
        faults.say("at", "Choose a time ahead.", "앞으로 올 때를 고르세요.")
    faults.stop()
    appointment_id = uuid4()
    sealed = ctx.ring.seal_row(
        ("resident", resident_id), "appointment", appointment_id, {"who": who, "what": what}
    )
    ctx.db.execute(
        insert(APPOINTMENTS).values(
            id=appointment_id,
            resident_id=resident_id,
            version=1,
            at=asked.at.astimezone(UTC),
            created_at=ctx.now,
            created_by=ctx.actor.staff_id,
            **sealed,
        )
    )
    changed(
        ctx, "appointment.added", resident_id, resident.organisation_id,
        appointment=appointment_id,
    )  # fmt: skip
    return appointment_id


def cancel(ctx: Context, resident_id: UUID, appointment_id: UUID) -> None:
    """Cancel a visit; it is kept, and no longer shown.

    Raises:
        NotYours, ServiceEnded: See `register.served_resident`; or no such visit is ahead.
    """
    resident = served_resident(ctx, resident_id)
    cancelled = ctx.db.execute(
        update(APPOINTMENTS)
        .where(APPOINTMENTS.c.id == appointment_id)
        .where(APPOINTMENTS.c.resident_id == resident_id)
        .where(APPOINTMENTS.c.cancelled_at.is_(None))
        .values(cancelled_at=ctx.now, version=APPOINTMENTS.c.version + 1)
        .returning(APPOINTMENTS.c.id)
    ).first()
    if cancelled is None:
        raise NotYours(appointment=appointment_id)
    changed(
        ctx, "appointment.cancelled", resident_id, resident.organisation_id,
        appointment=appointment_id,
    )  # fmt: skip
