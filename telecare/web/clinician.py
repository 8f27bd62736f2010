"""The clinician's gate and note, over HTTP."""

from typing import Final
from uuid import UUID

from flask import Blueprint

from telecare.actions import gate
from telecare.boards import clinic as boards
from telecare.boards.shapes.clinic import (
    GateAsked,
    GatePage,
    GatePassed,
    NotesPage,
    TermsAsked,
    TermsPage,
)
from telecare.records.context import Context
from telecare.records.staff import Role
from telecare.web.guard import allow

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
