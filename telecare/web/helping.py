"""Help that reaches the person, over HTTP: the 119 card, who is on the way, a call dialled."""

from typing import Final
from uuid import UUID

from flask import Blueprint

from telecare.actions import phoning, responding, triage
from telecare.boards import card119
from telecare.boards import triage as boards
from telecare.boards.shapes.help import (
    Called119Asked,
    Card119,
    DialAsked,
    DialledShape,
    RespondAsked,
)
from telecare.boards.shapes.triage import VerbAnswer
from telecare.records.context import Context
from telecare.records.staff import Role
from telecare.web.guard import allow

TRIAGE: Final = (Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR)

blueprint = Blueprint("helping", __name__)


@blueprint.get("/api/alerts/<uuid:alert_id>/card-119")
@allow(*TRIAGE, answers=Card119)
def get_card(ctx: Context, alert_id: UUID) -> Card119:
    """What is read to 119, door code and numbers in full; leaves an entry."""
    return card119.card(ctx, alert_id)


@blueprint.post("/api/alerts/<uuid:alert_id>/called-119")
@allow(*TRIAGE, body=Called119Asked, answers=VerbAnswer)
def called_119(ctx: Context, alert_id: UUID, body: Called119Asked) -> VerbAnswer:
    """Record a call to 119, whoever owns the alert; its owner then waits for them."""
    waits_until = responding.called_119(
        ctx, alert_id, body.lease_token,
        at=body.at, spoken_with=body.spoken_with, reference=body.reference,
    )  # fmt: skip
    mine = None if waits_until is None else body.lease_token
    return VerbAnswer(row=boards.row(ctx, alert_id), lease_token=mine)


@blueprint.post("/api/alerts/<uuid:alert_id>/respond")
@allow(*TRIAGE, body=RespondAsked, answers=VerbAnswer)
def respond(ctx: Context, alert_id: UUID, body: RespondAsked) -> VerbAnswer:
    """Say who is on the way and by when; a P1 too."""
    if body.note.strip():
        triage.note(ctx, alert_id, triage.Written(body.note), body.lease_token)
    responding.respond(
        ctx, alert_id, body.version, body.lease_token,
        expected_by=body.expected_by, how=body.how,
    )  # fmt: skip
    return VerbAnswer(row=boards.row(ctx, alert_id), lease_token=body.lease_token)


@blueprint.post("/api/alerts/<uuid:alert_id>/dial")
@allow(*TRIAGE, body=DialAsked, answers=DialledShape)
def dial(ctx: Context, alert_id: UUID, body: DialAsked) -> DialledShape:
    """Call the home or a contact: a service connects, or the number is told for a link."""
    dialled = phoning.dial(ctx, alert_id, body.contact_id, bridge=body.bridge)
    return DialledShape(by=dialled.by, phone=dialled.phone)  # type: ignore[arg-type]
