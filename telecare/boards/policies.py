"""Policies as people read them: what stands, and what may be chosen."""

from collections.abc import Iterable
from typing import Any, Final, get_args
from uuid import UUID

from sqlalchemy import Row, select

from telecare.boards.person import staff_names
from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.policies import (
    ChannelWord,
    PolicyNow,
    PolicyPage,
    PolicyPlace,
    PolicyTarget,
    StepSaid,
)
from telecare.care import escalation
from telecare.care.facts import Severity
from telecare.errors import NotYours
from telecare.records import policies, providers, rotas
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
    for row in machines(ctx):
        name = Bilingual(ko=f"웹훅: {row.label}", en=f"Webhook: {row.label}")
        yield PolicyTarget(target=f"webhook:{row.id}", name=name)


def machines(ctx: Context) -> list[Row[Any]]:
    """Return the webhooks in sight that a step may name."""
    rows = providers.of(ctx.db, ctx.actor.path)
    return [row for row in rows if row.channel == "webhook"]


def _may_edit(ctx: Context, path: str) -> bool:
    return ctx.actor.role in EDITORS and path.startswith(ctx.actor.path)


def _name(row: Row[Any]) -> Bilingual:
    return Bilingual(ko=row.name_ko, en=row.name_en)
