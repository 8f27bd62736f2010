"""The clinician's gate and note, over HTTP."""

from typing import Final
from uuid import UUID

from flask import Blueprint, request

from telecare.actions import clinical_notes, factors, gate
from telecare.boards import clinic as boards
from telecare.boards.shapes.clinic import (
    ClinicalNoteAsked,
    ClinicalNoteShape,
    GateAsked,
    GatePage,
    GatePassed,
    NoteSaved,
    NotesPage,
    SignAsked,
    SignatureAsked,
    SignStart,
    TermsAsked,
    TermsPage,
)
from telecare.records.context import Context
from telecare.records.staff import Role
from telecare.web.guard import allow, guard, this_session

CLINIC: Final = (Role.CLINICIAN,)
RULES: Final = (Role.CLINICIAN, Role.ADMINISTRATOR)

blueprint = Blueprint("clinician", __name__)


@blueprint.get("/api/residents/<uuid:resident_id>/gates")
@allow(*CLINIC, answers=GatePage)
def get_gate(ctx: Context, resident_id: UUID) -> GatePage:
    """What the gate's form shows: today's grounds and text, and whether a gate stands."""
    return boards.gate_page(ctx, resident_id)


@blueprint.post("/api/residents/<uuid:resident_id>/gates")
@allow(*CLINIC, body=GateAsked, answers=GatePassed, status=201)
def pass_gate(ctx: Context, resident_id: UUID, body: GateAsked) -> GatePassed:
    """State why a consultation is allowed, who the person is, and that they agreed."""
    return gate.pass_gate(ctx, resident_id, body)


@blueprint.get("/api/residents/<uuid:resident_id>/clinical-notes")
@allow(*CLINIC, answers=NotesPage)
def get_notes(ctx: Context, resident_id: UUID) -> NotesPage:
    """The institution's own last notes about a resident."""
    return boards.notes_page(ctx, resident_id)


@blueprint.get("/api/calls/<uuid:call_id>/note")
@allow(*CLINIC, answers=ClinicalNoteShape)
def get_note(ctx: Context, call_id: UUID) -> ClinicalNoteShape:
    """The note of one's own consultation, as it stands; leaves a view entry."""
    return _note(ctx, call_id)


@blueprint.put("/api/calls/<uuid:call_id>/note")
@allow(*CLINIC, body=ClinicalNoteAsked, answers=NoteSaved)
def save_note(ctx: Context, call_id: UUID, body: ClinicalNoteAsked) -> NoteSaved:
    """Keep the note's next version. 409 `overtaken` when another screen was faster."""
    return clinical_notes.save(ctx, call_id, body)


@blueprint.post("/api/calls/<uuid:call_id>/consent")
@allow(*CLINIC, answers=ClinicalNoteShape)
def confirm(ctx: Context, call_id: UUID) -> ClinicalNoteShape:
    """Note that the person was recognised and agreed after the explanation."""
    clinical_notes.confirm(ctx, call_id)
    return _note(ctx, call_id)


@blueprint.post("/api/calls/<uuid:call_id>/note/sign/options")
@allow(*CLINIC, body=SignAsked, answers=SignStart)
def begin_signing(ctx: Context, call_id: UUID, body: SignAsked) -> SignStart:
    """Write the statement to sign. 409 `no_passkey` when there is nothing to sign with."""
    return clinical_notes.begin_signing(ctx, this_session(), call_id, body, origin=_origin())


@blueprint.post("/api/calls/<uuid:call_id>/note/sign")
@allow(*CLINIC, body=SignatureAsked, answers=ClinicalNoteShape)
def sign_note(ctx: Context, call_id: UUID, body: SignatureAsked) -> ClinicalNoteShape:
    """Sign the newest version with a passkey's answer over the statement."""
    clinical_notes.sign(
        ctx, this_session(), call_id, body.statement, body.credential, origin=_origin()
    )
    return _note(ctx, call_id)


@blueprint.get("/api/consultation-terms")
@allow(*RULES, answers=TermsPage, reads=True)
def get_terms(ctx: Context) -> TermsPage:
    """What the law asks for, in every version this hub goes by."""
    return boards.terms_page(ctx)


@blueprint.post("/api/consultation-terms")
@allow(Role.ADMINISTRATOR, body=TermsAsked, answers=TermsPage, status=201)
def record_terms(ctx: Context, body: TermsAsked) -> TermsPage:
    """Record what the law asks for from a day on; nothing recorded before is changed."""
    gate.record_terms(ctx, body)
    return boards.terms_page(ctx)


def _note(ctx: Context, call_id: UUID) -> ClinicalNoteShape:
    call = clinical_notes.consultation_of(ctx, call_id)
    passkey = factors.has_passkey(ctx.db, ctx.actor.staff_id)
    return boards.note_page(ctx, call, passkey=passkey)


def _origin() -> str:
    """Return the address browsers reach this hub by; a passkey is bound to it."""
    return guard().settings.public_origin or request.host_url.rstrip("/")
