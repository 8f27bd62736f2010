"""Policies as people read them: what stands, what may be chosen, and who would be told now."""

from collections.abc import Iterable
from typing import Any, Final, get_args
from uuid import UUID

from sqlalchemy import Row, select

from telecare.actions import reaching
from telecare.actions.policies import step_of
from telecare.boards.person import staff_names
from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.policies import (
    ChannelWord,
    PolicyNow,
    PolicyPage,
    PolicyPlace,
    PolicyTarget,
    StepSaid,
    StepsTried,
    StepTold,
    TargetTold,
    WhoTold,
)
from telecare.care import escalation
from telecare.care.facts import Severity
from telecare.errors import NotYours
from telecare.records import audit, policies, providers, rotas
from telecare.records.context import Context
from telecare.records.organisations import ORGANISATIONS, Kind
from telecare.records.policies import POLICIES
from telecare.records.staff import Role

EDITORS: Final = (Role.SUPERVISOR, Role.ADMINISTRATOR)
PLACES: Final = (Kind.PROVINCE, Kind.SIGUNGU, Kind.INSTITUTION)
ROLES: Final = (
    (Role.CASEWORKER, Bilingual(ko="모든 담당자(역할)", en="Every caseworker (role)")),
    (Role.SUPERVISOR, Bilingual(ko="모든 책임자(역할)", en="Every supervisor (role)")),
    (Role.ADMINISTRATOR, Bilingual(ko="모든 관리자(역할)", en="Every administrator (role)")),
)
_DAY_S: Final = 86_400


def policy_page(ctx: Context, organisation_id: UUID | None) -> PolicyPage:
    """Return the policies of one organisation; None: the actor's own.

    Raises:
        NotYours: The organisation is neither at, below nor above the actor's.
    """
    places = ctx.db.execute(
        select(ORGANISATIONS)
        .where(rotas.nearby(ctx.actor.path))
        .where(
            ORGANISATIONS.c.kind.in_(PLACES) | (ORGANISATIONS.c.id == ctx.actor.organisation_id)
        )
        .order_by(ORGANISATIONS.c.path)
    ).all()
    wanted = organisation_id or ctx.actor.organisation_id
    place = next((one for one in places if one.id == wanted), None)
    if place is None:
        raise NotYours
    return PolicyPage(
        organisation_id=place.id,
        may_edit=_may_edit(ctx, place.path),
        places=[
            PolicyPlace(id=one.id, name=_name(one), may_edit=_may_edit(ctx, one.path))
            for one in places
        ],
        policies=[_policy(ctx, place.id, severity) for severity in Severity],
        targets=list(_targets(ctx, place)),
    )


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
        named = any(f"webhook:{row.id}" == target for row in _machines(ctx))
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


def _policy(ctx: Context, place: UUID, severity: Severity) -> PolicyNow:
    standing = policies.standing(ctx.db, place, severity)
    own = policies.newest_version(ctx.db, place, severity)
    published_at = ctx.db.scalar(
        select(POLICIES.c.published_at).where(
            POLICIES.c.organisation_id == place,
            POLICIES.c.severity == severity,
            POLICIES.c.version == own,
        )
    )
    return PolicyNow(
        severity=severity.value,
        own_version=own,
        steps=[
            StepSaid(
                delay_s=step.delay_s,
                targets=list(step.targets),
                channels=[word for word in step.channels if word in get_args(ChannelWord)],  # type: ignore[misc]
                hours=step.hours.value,
            )
            for step in standing.steps
        ],
        repeat_s=standing.repeat_s or _DAY_S,
        published_at=published_at,
    )


def _targets(ctx: Context, place: Row[Any]) -> Iterable[PolicyTarget]:
    """Yield what a step may name: the words, the duties, roles, people and machines here."""
    for word in (*escalation.OF_STAFF, *escalation.OF_RESIDENT):
        name = Bilingual(ko=escalation.TARGET_KO[word], en=escalation.TARGET_EN[word].title())
        yield PolicyTarget(target=word, name=name)
    for duty in rotas.nearest(ctx.db, place.id, None):
        name = Bilingual(ko=f"당번: {duty.name_ko}", en=f"On call: {duty.name_en}")
        yield PolicyTarget(target=f"rota:{duty.code}", name=name)
    for role, name in ROLES:
        yield PolicyTarget(target=f"role:{role}", name=name)
    people = rotas.people(ctx.db, place.path)
    names = staff_names(ctx, [row.id for row in people])
    for row in people:
        name = Bilingual(ko=names[row.id], en=names[row.id])
        yield PolicyTarget(target=f"staff:{row.id}", name=name)
    for row in _machines(ctx):
        name = Bilingual(ko=f"웹훅: {row.label}", en=f"Webhook: {row.label}")
        yield PolicyTarget(target=f"webhook:{row.id}", name=name)


def _machines(ctx: Context) -> list[Row[Any]]:
    rows = providers.of(ctx.db, ctx.actor.path)
    return [row for row in rows if row.channel == "webhook"]


def _may_edit(ctx: Context, path: str) -> bool:
    return ctx.actor.role in EDITORS and path.startswith(ctx.actor.path)


def _name(row: Row[Any]) -> Bilingual:
    return Bilingual(ko=row.name_ko, en=row.name_en)
