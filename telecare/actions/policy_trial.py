"""Trying a policy: whom its steps would reach, now or then; nothing is sent."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from telecare.actions import reaching
from telecare.actions.fields import Faults
from telecare.actions.policies import MOST_STEPS, MOST_WORDS, step_of
from telecare.boards.names import staff_names
from telecare.boards.policies import machines
from telecare.boards.shapes.policies import StepsTried, StepTold, TargetTold, WhoTold
from telecare.care import escalation
from telecare.errors import NotYours
from telecare.records import audit
from telecare.records import policies as records
from telecare.records.context import Context
from telecare.records.organisations import ORGANISATIONS

AHEAD: Final = timedelta(days=365)  # the rota is planned no further


def who_then(ctx: Context, asked: StepsTried) -> WhoTold:
    """Return whom each step would reach at `at`, else now; nothing is sent.

    Accounts, addresses and message services are taken as they are now; hours, holidays and
    the rota as they are at that time. Leaves a view entry.

    Raises:
        NotYours: The organisation is not at or below the actor's.
        Invalid: `at` is no instant of the year to come, or there are too many steps.
    """
    path = ctx.db.scalar(
        select(ORGANISATIONS.c.path).where(ORGANISATIONS.c.id == asked.organisation_id)
    )
    if path is None or not path.startswith(ctx.actor.path):
        raise NotYours
    at = _instant(ctx, asked)
    working = records.in_office_hours(ctx.db, asked.organisation_id, at)
    audit.write(
        ctx.db, ctx.actor, "policy.tried", at=ctx.now, organisation=asked.organisation_id
    )
    return WhoTold(
        steps=[
            StepTold(
                now=step_of(step).told_when(working=working),
                told=[
                    _told(ctx, asked.organisation_id, target, channel, at)
                    for target in dict.fromkeys(step.targets)
                    for channel in dict.fromkeys(step.channels)
                ],
            )
            for step in asked.steps
        ]
    )


def _instant(ctx: Context, asked: StepsTried) -> datetime:
    faults = Faults()
    if len(asked.steps) > MOST_STEPS or any(
        len(step.targets) > MOST_WORDS or len(step.channels) > MOST_WORDS
        for step in asked.steps
    ):
        faults.say(
            "steps",
            f"Try at most {MOST_STEPS} steps of {MOST_WORDS} people.",
            f"단계는 {MOST_STEPS}개까지, 한 단계의 대상은 {MOST_WORDS}개까지입니다.",
        )
    at = asked.at or ctx.now
    if at.tzinfo is None or abs(at - ctx.now) > AHEAD:
        faults.say(
            "at",
            "Choose a time within a year from now.",
            "지금부터 1년 안의 시각을 고르세요.",
        )
    faults.stop()
    return at


def _told(ctx: Context, place: UUID, target: str, channel: str, at: datetime) -> TargetTold:
    if target in escalation.OF_RESIDENT:
        reach = reaching.Reach(contact_id=place)  # anybody's: a contact has but a telephone
        ways, why = reaching.ways(ctx.db, reach, channel, place, ctx.now)
        return _answer(target, channel, [], why, contacts=bool(ways))
    if target.startswith("webhook:") or channel == "webhook":
        named = any(f"webhook:{row.id}" == target for row in machines(ctx))
        why = "" if named and channel == "webhook" else "no_provider"
        return _answer(target, channel, [], why)
    found = reaching.people(ctx.db, target, place, None, at)
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
    channel: str,
    people: list[str],
    why: Any,  # noqa: ANN401
    *,
    contacts: bool = False,
) -> TargetTold:
    return TargetTold(target=target, channel=channel, people=people, contacts=contacts, why=why)
