"""What staff ask of a resident's tablet, and the visits it shows."""

from typing import Final
from uuid import UUID

from flask import Blueprint

from telecare.actions import appointments, prompts
from telecare.actions import tablets as verbs
from telecare.boards import tablets as boards
from telecare.boards.shapes.common import Done
from telecare.boards.shapes.register import Created
from telecare.boards.shapes.tablets import (
    AppointmentAsked,
    Appointments,
    PromptAsked,
    TabletStatus,
)
from telecare.records.context import Context
from telecare.records.prompts import PromptKind
from telecare.records.staff import Role
from telecare.web.guard import allow

LOOKS: Final = (Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.CLINICIAN)
KEEPS: Final = (Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR)

blueprint = Blueprint("tablets", __name__)


@blueprint.get("/api/residents/<uuid:resident_id>/tablet")
@allow(*LOOKS, answers=TabletStatus, reads=True)
def get_status(ctx: Context, resident_id: UUID) -> TabletStatus:
    """How a home's tablet is, and what was asked on it in the last day."""
    return boards.status(ctx, resident_id)


@blueprint.post("/api/residents/<uuid:resident_id>/prompts")
@allow(*LOOKS, body=PromptAsked, answers=Created, status=201)
def ask(ctx: Context, resident_id: UUID, body: PromptAsked) -> Created:
    """Put a question on the tablet. 409 `no_tablet`: the home has none in use."""
    kind = PromptKind(body.kind)
    return Created(id=prompts.ask(ctx, resident_id, kind, alert_id=body.alert_id))


@blueprint.post("/api/devices/<uuid:device_id>/reload")
@allow(*KEEPS, answers=Done)
def reload(ctx: Context, device_id: UUID) -> Done:
    """Have a tablet load its app anew the next time it looks."""
    verbs.reload(ctx, device_id)
    return Done()


@blueprint.get("/api/residents/<uuid:resident_id>/appointments")
@allow(*LOOKS, answers=Appointments)
def get_appointments(ctx: Context, resident_id: UUID) -> Appointments:
    """The visits ahead, soonest first."""
    return Appointments(rows=boards.ahead(ctx, resident_id))


@blueprint.post("/api/residents/<uuid:resident_id>/appointments")
@allow(*LOOKS, body=AppointmentAsked, answers=Created, status=201)
def add_appointment(ctx: Context, resident_id: UUID, body: AppointmentAsked) -> Created:
    """Write a visit down; the tablet shows the next one."""
    return Created(id=appointments.add(ctx, resident_id, body))


@blueprint.delete("/api/residents/<uuid:resident_id>/appointments/<uuid:appointment_id>")
@allow(*LOOKS, answers=Done)
def cancel_appointment(ctx: Context, resident_id: UUID, appointment_id: UUID) -> Done:
    """Cancel a visit; the tablet no longer shows it."""
    appointments.cancel(ctx, resident_id, appointment_id)
    return Done()
