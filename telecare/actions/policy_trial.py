"""Trying a policy: whom its steps would reach now; nothing is sent."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from telecare.actions import reaching
from telecare.actions.policies import step_of
from telecare.boards.person import staff_names
from telecare.boards.policies import machines
from telecare.boards.shapes.policies import StepsTried, StepTold, TargetTold, WhoTold
from telecare.care import escalation
from telecare.errors import NotYours
from telecare.records import audit, policies
from telecare.records.context import Context
from telecare.records.organisations import ORGANISATIONS


def who_now(ctx: Context, asked: StepsTried) -> WhoTold:
    """Return whom each step would reach now; nothing is sent. Leaves a view entry.

    Raises:
        NotYours: The organisation is not at or below the actor's.
    """
    path = ctx.db.scalar(
        select(ORGANISATIONS.c.path).where(ORGANISATIONS.c.id == asked.organisation_id)
    )
    if path is None or not path.startswith(ctx.actor.path):
        raise NotYours
    working = policies.in_office_hours(ctx.db, asked.organisation_id, ctx.now)
    audit.write(
        ctx.db, ctx.actor, "policy.tried", at=ctx.now, organisation=asked.organisation_id
    )
    return WhoTold(
        steps=[
            StepTold(
                now=step_of(step).told_when(working=working),
                told=[
                    _told(ctx, asked.organisation_id, target, channel)
                    for target in step.targets
                    for channel in step.channels
                ],
            )
            for step in asked.steps
        ]
    )


def _told(ctx: Context, place: UUID, target: str, channel: Any) -> TargetTold:  # noqa: ANN401
    if target in escalation.OF_RESIDENT:
        reach = reaching.Reach(contact_id=place)  # anybody's: a contact has but a telephone
        ways, why = reaching.ways(ctx.db, reach, channel, place, ctx.now)
        return _answer(target, channel, [], why, contacts=bool(ways))
    if target.startswith("webhook:") or channel == "webhook":
        named = any(f"webhook:{row.id}" == target for row in machines(ctx))
        why = "" if named and channel == "webhook" else "no_provider"
        return _answer(target, channel, [], why)
    found = reaching.people(ctx.db, target, place, ctx.actor.staff_id, ctx.now)
    if not found:
        return _answer(target, channel, [], "nobody")
    told, why = [], "no_address"
    for one in found:
        ways, why_not = reaching.ways(ctx.db, one, channel, place, ctx.now)
        if ways or channel == "console":
            told.append(one.id)
        else:
            why = why_not
    names = staff_names(ctx, told)
    return _answer(target, channel, [names[one] for one in told], "" if told else why)


def _answer(
    target: str,
    channel: Any,  # noqa: ANN401
    people: list[str],
    why: Any,  # noqa: ANN401
    *,
    contacts: bool = False,
) -> TargetTold:
    return TargetTold(target=target, channel=channel, people=people, contacts=contacts, why=why)
