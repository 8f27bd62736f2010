"""The pre-check of an organisation, over HTTP."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from flask import Blueprint, request

from telecare.actions import precheck_choice
from telecare.boards import prechecks
from telecare.boards.shapes.prechecks import PrecheckAsked, PrecheckChosen, PrecheckPage
from telecare.care.precheck import LONGEST_IN_ALL, Ask, Code, Way
from telecare.errors import NotYours
from telecare.records.context import Context
from telecare.records.staff import Role
from telecare.web.guard import allow

LOOKS: Final = (Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR)
CHOOSES: Final = (Role.SUPERVISOR, Role.ADMINISTRATOR)
BEYOND: Final = LONGEST_IN_ALL * 2  # whatever is longer is as wrong as this

blueprint = Blueprint("prechecks", __name__)


@blueprint.get("/api/prechecks")
@allow(*LOOKS, answers=PrecheckPage, reads=True, query=("organisation",))
def get_prechecks(ctx: Context) -> PrecheckPage:
    """Whom one organisation asks first, and what it may choose: `?organisation=`."""
    said = request.args.get("organisation", "")
    try:
        organisation_id = UUID(said) if said else None
    except ValueError:
        raise NotYours from None
    return prechecks.precheck_page(ctx, organisation_id)


@blueprint.put("/api/prechecks")
@allow(*CHOOSES, body=PrecheckAsked, answers=PrecheckChosen)
def choose_precheck(ctx: Context, body: PrecheckAsked) -> PrecheckChosen:
    """Choose a protocol; alerts that stand keep the one they were born with."""
    longest = int(BEYOND.total_seconds())
    asks = [
        Ask(Way(ask.way), timedelta(seconds=max(0, min(ask.wait_s, longest))))
        for ask in body.asks
    ]
    version = precheck_choice.choose(
        ctx, body.organisation_id, Code(body.protocol), body.after, asks
    )
    return PrecheckChosen(version=version)
