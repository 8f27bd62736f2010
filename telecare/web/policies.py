"""Escalation policies, over HTTP."""

from typing import Final
from uuid import UUID

from flask import Blueprint, request

from telecare.actions import policies as work
from telecare.actions import policy_trial
from telecare.boards import policies
from telecare.boards.shapes.policies import (
    GiveBackAsked,
    PolicyAsked,
    PolicyHistory,
    PolicyPage,
    PolicyPublished,
    StepsTried,
    WhoTold,
)
from telecare.care.facts import Severity
from telecare.errors import NotYours
from telecare.records.context import Context
from telecare.records.staff import Role
from telecare.web.guard import allow

EDITS: Final = (Role.SUPERVISOR, Role.ADMINISTRATOR)

blueprint = Blueprint("policies", __name__)


@blueprint.get("/api/policies")
@allow(*EDITS, answers=PolicyPage, reads=True, query=("organisation",))
def get_policies(ctx: Context) -> PolicyPage:
    """One organisation's policies and what a step may name: `?organisation=`."""
    return policies.policy_page(ctx, _organisation())


@blueprint.get("/api/policies/<severity>/history")
@allow(*EDITS, answers=PolicyHistory, reads=True, query=("organisation",))
def get_policy_history(ctx: Context, severity: str) -> PolicyHistory:
    """Every version an organisation has published itself: `?organisation=`."""
    return policies.history(ctx, _organisation(), _severity(severity))


@blueprint.put("/api/policies/<severity>")
@allow(*EDITS, body=PolicyAsked, answers=PolicyPublished)
def publish_policy(ctx: Context, severity: str, body: PolicyAsked) -> PolicyPublished:
    """Publish a policy; one whose steps could reach nobody is refused, step by step."""
    return PolicyPublished(version=work.publish(ctx, _severity(severity), body))


@blueprint.post("/api/policies/<severity>/inherit")
@allow(*EDITS, body=GiveBackAsked, answers=PolicyPublished)
def give_policy_back(ctx: Context, severity: str, body: GiveBackAsked) -> PolicyPublished:
    """Give up an organisation's own policy: from now on the inherited one counts."""
    return PolicyPublished(version=work.give_back(ctx, _severity(severity), body))


@blueprint.post("/api/policies/who")
@allow(*EDITS, body=StepsTried, answers=WhoTold)
def who_is_told(ctx: Context, body: StepsTried) -> WhoTold:
    """Who would be told by these steps now, or at a chosen time; nothing is sent."""
    return policy_trial.who_then(ctx, body)


def _severity(said: str) -> Severity:
    if said not in set(Severity):
        raise NotYours
    return Severity(said)


def _organisation() -> UUID | None:
    said = request.args.get("organisation", "")
    try:
        return UUID(said) if said else None
    except ValueError:
        raise NotYours from None
