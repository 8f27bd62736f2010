"""Policies as people read them: what stands, and what may be chosen."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select

from telecare.boards.names import staff_names
from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.policies import (
    PolicyHistory,
    PolicyNow,
    PolicyPage,
    PolicyPlace,
    PolicyTarget,
    PolicyVersion,
    SourceWord,
    StepSaid,
)
from telecare.care import escalation
from telecare.care.escalation import Policy
from telecare.care.facts import Severity
from telecare.errors import NotYours
from telecare.records import policies, providers, rotas
from telecare.records.context import Context
from telecare.records.organisations import ORGANISATIONS, Kind
from telecare.records.staff import Role

EDITORS: Final = (Role.SUPERVISOR, Role.ADMINISTRATOR)
PLACES: Final = (Kind.PROVINCE, Kind.SIGUNGU, Kind.INSTITUTION)
ROLES: Final = (
    (Role.CASEWORKER, Bilingual(ko="모든 담당자(역할)", en="Every caseworker (role)")),
    (Role.SUPERVISOR, Bilingual(ko="모든 책임자(역할)", en="Every supervisor (role)")),
    (Role.ADMINISTRATOR, Bilingual(ko="모든 관리자(역할)", en="Every administrator (role)")),
)
VERSIONS_SHOWN: Final = 50


def policy_page(ctx: Context, organisation_id: UUID | None) -> PolicyPage:
    """Return the policies of one organisation; None: the actor's own.

    Raises:
        NotYours: The organisation is neither at, below nor above the actor's.
    """
    places = _places(ctx)
    place = _place(ctx, places, organisation_id)
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


def history(ctx: Context, organisation_id: UUID | None, severity: Severity) -> PolicyHistory:
    """Return an organisation's own versions of one severity, newest first; None: one's own.

    Raises:
        NotYours: The organisation is neither at, below nor above the actor's.
    """
    place = _place(ctx, _places(ctx), organisation_id)
    rows = policies.versions(ctx.db, place.id, severity, VERSIONS_SHOWN)
    names = staff_names(ctx, [row.published_by for row in rows])
    ctx.ring.warm([row.reason for row in rows])
    return PolicyHistory(rows=[_version(ctx, row, names.get(row.published_by)) for row in rows])


def _version(ctx: Context, row: Row[Any], by: str | None) -> PolicyVersion:
    policy = escalation.policy_from_json(row.policy)
    bound_to = policies.seal_row(row.organisation_id, row.severity, row.version)
    return PolicyVersion(
        version=row.version,
        given_back=row.given_back,
        steps=_steps(policy),
        repeat_s=policy.repeat_s,
        published_at=row.published_at,
        published_by=by,
        reason=ctx.ring.read(
            row.reason, table="escalation_policy", column="reason", row=bound_to
        ),
    )


def _places(ctx: Context) -> Sequence[Row[Any]]:
    """Return the organisations whose policies the actor may look at, from the top."""
    return ctx.db.execute(
        select(ORGANISATIONS)
        .where(rotas.nearby(ctx.actor.path))
        .where(
            ORGANISATIONS.c.kind.in_(PLACES) | (ORGANISATIONS.c.id == ctx.actor.organisation_id)
        )
        .order_by(ORGANISATIONS.c.path)
    ).all()


def _place(ctx: Context, places: Iterable[Row[Any]], wanted: UUID | None) -> Row[Any]:
    found = wanted or ctx.actor.organisation_id
    place = next((one for one in places if one.id == found), None)
    if place is None:
        raise NotYours
    return place


def _policy(ctx: Context, place: UUID, severity: Severity) -> PolicyNow:
    row = policies.standing_row(ctx.db, place, severity)
    after = policies.newest_version(ctx.db, place, severity)
    if row is None:
        shipped = escalation.DEFAULT_POLICIES[severity]
        return PolicyNow(
            severity=severity.value, source="shipped", source_name=None,
            version=shipped.version, after=after, steps=_steps(shipped),
            repeat_s=shipped.repeat_s, published_at=None, published_by=None,
        )  # fmt: skip
    policy = escalation.policy_from_json(row.policy)
    whose = ctx.db.execute(
        select(ORGANISATIONS).where(ORGANISATIONS.c.id == row.organisation_id)
    ).one()
    source: SourceWord = "own" if row.organisation_id == place else "inherited"
    return PolicyNow(
        severity=severity.value, source=source, source_name=_name(whose), version=row.version,
        after=after, steps=_steps(policy), repeat_s=policy.repeat_s,
        published_at=row.published_at,
        published_by=staff_names(ctx, [row.published_by]).get(row.published_by),
    )  # fmt: skip


def _steps(policy: Policy) -> list[StepSaid]:
    return [
        StepSaid(
            delay_s=step.delay_s,
            targets=list(step.targets),
            channels=list(step.channels),
            hours=step.hours.value,
        )
        for step in policy.steps
    ]


def _targets(ctx: Context, place: Row[Any]) -> Iterable[PolicyTarget]:
    """Yield what a step may name: the words, the duties, roles, people and machines here."""
    for word in (*escalation.OF_STAFF, *escalation.OF_RESIDENT):
        name = Bilingual(ko=escalation.TARGET_KO[word], en=_capital(escalation.TARGET_EN[word]))
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


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
