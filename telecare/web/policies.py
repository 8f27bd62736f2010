"""Escalation policies, over HTTP."""

from typing import Final
from uuid import UUID

from flask import Blueprint, request

from telecare.actions import policies as work
from telecare.actions import policy_trial
from telecare.boards import policies
from telecare.boards.shapes.policies import (
    PolicyAsked,
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
    said = request.args.get("organisation", "")
    try:
        return policies.policy_page(ctx, UUID(said) if said else None)
    except ValueError:
        raise NotYours from None


@blueprint.put("/api/policies/<severity>")
@allow(*EDITS, body=PolicyAsked, answers=PolicyPublished)
def publish_policy(ctx: Context, severity: str, body: PolicyAsked) -> PolicyPublished:
    """Publish a policy; one whose steps could reach nobody is refused, step by step."""
    if severity not in set(Severity):
        raise NotYours
    return PolicyPublished(version=work.publish(ctx, Severity(severity), body))


@blueprint.post("/api/policies/who")
@allow(*EDITS, body=StepsTried, answers=WhoTold)
def who_is_told(ctx: Context, body: StepsTried) -> WhoTold:
    """Who would be told now by these steps; nothing is sent."""
    return policy_trial.who_now(ctx, body)
