"""The shift change, over HTTP: the sheet, its lines, and the ticks of the receiver."""

from typing import Final
from uuid import UUID

from flask import Blueprint

from telecare.actions import handing
from telecare.boards import handover as boards
from telecare.boards import viewed
from telecare.boards.shapes.handover import (
    HandoverAsked,
    HandoverSheet,
    HandoverSheets,
    LineAsked,
)
from telecare.records.context import Context
from telecare.records.staff import Role
from telecare.web.asking import opened
from telecare.web.guard import allow

KEEPS: Final = (Role.CASEWORKER, Role.SUPERVISOR)

blueprint = Blueprint("handover", __name__)


@blueprint.get("/api/handovers")
@allow(*KEEPS, answers=HandoverSheets)
def list_sheets(ctx: Context) -> HandoverSheets:
    """The actor's sheets, given and received, the newest first."""
    page = boards.mine(ctx)
    _log(ctx, *page.rows)
    return page


@blueprint.post("/api/handovers")
@allow(*KEEPS, body=HandoverAsked, answers=HandoverSheet)
def begin(ctx: Context, body: HandoverAsked) -> HandoverSheet:
    """Hand the shift to a colleague; the sheet is filled in from what stands now."""
    return boards.sheet(ctx, handing.begin(ctx, to=body.to, words=body.words))


@blueprint.get("/api/handovers/<uuid:handover_id>")
@allow(*KEEPS, answers=HandoverSheet)
def show(ctx: Context, handover_id: UUID) -> HandoverSheet:
    """One sheet."""
    sheet = boards.sheet(ctx, handover_id)
    _log(ctx, sheet)
    return sheet


@blueprint.post("/api/handovers/<uuid:handover_id>/lines")
@allow(*KEEPS, body=LineAsked, answers=HandoverSheet)
def add(ctx: Context, handover_id: UUID, body: LineAsked) -> HandoverSheet:
    """Add a line in one's own words."""
    handing.add(ctx, handover_id, words=body.words, resident_id=body.resident_id)
    return boards.sheet(ctx, handover_id)


@blueprint.post("/api/handovers/<uuid:handover_id>/lines/<uuid:line_id>/tick")
@allow(*KEEPS, answers=HandoverSheet)
def tick(ctx: Context, handover_id: UUID, line_id: UUID) -> HandoverSheet:
    """Take one line; an alert of the giver's becomes the receiver's with it."""
    handing.tick(ctx, handover_id, line_id)
    return boards.sheet(ctx, handover_id)


@blueprint.post("/api/handovers/<uuid:handover_id>/close")
@allow(*KEEPS, answers=HandoverSheet)
def close(ctx: Context, handover_id: UUID) -> HandoverSheet:
    """End the sheet; what was not ticked stays with the giver."""
    handing.close(ctx, handover_id)
    return boards.sheet(ctx, handover_id)


def _log(ctx: Context, *sheets: HandoverSheet) -> None:
    people = (line.resident_id for sheet in sheets for line in sheet.lines)
    viewed.of_list(ctx, "handovers.viewed", people, purpose="handover", opened=opened())
