"""Publishing a policy: every version kept, and none that could leave an alert with nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from telecare.actions import reaching
from telecare.actions.fields import Faults
from telecare.boards.shapes.policies import GiveBackAsked, PolicyAsked, StepSaid
from telecare.care import escalation
from telecare.care.escalation import VERSION, Hours, Policy, Step
from telecare.care.facts import Severity
from telecare.errors import NotYours, Overtaken
from telecare.records import audit, policies, providers, rotas
from telecare.records.context import Context
from telecare.records.organisations import ORGANISATIONS
from telecare.records.policies import POLICIES

MOST_STEPS: Final = 12
MOST_WORDS: Final = 12  # targets of one step
LATEST_S: Final = 14 * 86_400
REPEAT_S: Final = (60, 86_400)  # the shortest and the longest pause of the last step
REASON_CHARS: Final = 300
TELEPHONE: Final = frozenset({"sms", "voice"})  # all that a contact can be told by


def publish(ctx: Context, severity: Severity, asked: PolicyAsked) -> int:
    """Publish an organisation's own policy for one severity; return its version.

    Alerts that are open keep the policy they opened with.

    Raises:
        NotYours: The organisation is not at or below the actor's.
        Invalid: By field (`steps`, `step_0` …, `repeat_s`): what to change.
        Overtaken: Another version was published since.
    """
    _editable(ctx, asked.organisation_id)
    faults = Faults()
    reason = faults.text("reason", asked.reason, REASON_CHARS, needed=True)
    _check_order(faults, asked, _known_channels(ctx, severity, asked.organisation_id))
    faults.stop()
    steps = tuple(step_of(said) for said in asked.steps)
    for number, step in enumerate(steps):
        _check_reach(ctx, faults, asked.organisation_id, number, step)
    _check_last(ctx, faults, asked.organisation_id, len(steps) - 1, steps[-1])
    faults.stop()
    newest = _newest(ctx, severity, asked)
    policy = Policy(max(newest, VERSION) + 1, severity, steps, asked.repeat_s)
    _write(ctx, asked.organisation_id, policy, reason, given_back=False)
    audit.write(
        ctx.db, ctx.actor, "policy.published", at=ctx.now,
        organisation=asked.organisation_id, severity=severity, version=policy.version,
        steps=len(steps),
    )  # fmt: skip
    policies.forget(ctx.db)
    return policy.version


def give_back(ctx: Context, severity: Severity, asked: GiveBackAsked) -> int:
    """Let an organisation follow what it inherits again; return the version that says so.

    Its own versions are kept. Alerts that are open keep the policy they opened with.

    Raises:
        NotYours: The organisation is not at or below the actor's.
        Invalid: By field: no reason, nothing of its own to give back (`severity`), or the
            inherited policy ends with nobody here (`step_0` …).
        Overtaken: Another version was published since.
    """
    _editable(ctx, asked.organisation_id)
    faults = Faults()
    reason = faults.text("reason", asked.reason, REASON_CHARS, needed=True)
    newest = _newest(ctx, severity, asked)
    row = policies.standing_row(ctx.db, asked.organisation_id, severity)
    if row is None or row.organisation_id != asked.organisation_id:
        faults.say(
            "severity",
            "This organisation has no policy of its own here. There is nothing to give back.",
            "이 기관은 이 심각도에 자체 알림 순서가 없어 되돌릴 것이 없습니다.",
        )
    inherited = _inherited(ctx, severity, asked.organisation_id)
    last = len(inherited.steps) - 1
    _check_last(ctx, faults, asked.organisation_id, last, inherited.steps[last])
    faults.stop()
    version = newest + 1
    policy = replace(inherited, version=version)
    _write(ctx, asked.organisation_id, policy, reason, given_back=True)
    audit.write(
        ctx.db, ctx.actor, "policy.given_back", at=ctx.now,
        organisation=asked.organisation_id, severity=severity, version=version,
    )  # fmt: skip
    policies.forget(ctx.db)
    return version


def step_of(said: StepSaid) -> Step:
    """Return a step as the policy keeps it: whoever is named twice is told once."""
    targets, channels = dict.fromkeys(said.targets), dict.fromkeys(said.channels)
    return Step(said.delay_s, tuple(targets), tuple(channels), Hours(said.hours))


def _editable(ctx: Context, organisation_id: UUID) -> None:
    found = ctx.db.scalar(
        select(ORGANISATIONS.c.id).where(
            ORGANISATIONS.c.id == organisation_id,
            ORGANISATIONS.c.path.startswith(ctx.actor.path, autoescape=True),
        )
    )
    if found is None:
        raise NotYours


def _newest(ctx: Context, severity: Severity, asked: PolicyAsked | GiveBackAsked) -> int:
    newest = policies.newest_version(ctx.db, asked.organisation_id, severity)
    if newest != asked.after:
        raise Overtaken
    return newest


def _inherited(ctx: Context, severity: Severity, organisation_id: UUID) -> Policy:
    """Return what would count without a policy of one's own."""
    parent = ctx.db.scalar(
        select(ORGANISATIONS.c.parent_id).where(ORGANISATIONS.c.id == organisation_id)
    )
    if parent is None:
        return escalation.DEFAULT_POLICIES[severity]
    return policies.standing(ctx.db, parent, severity)


def _known_channels(ctx: Context, severity: Severity, organisation_id: UUID) -> frozenset[str]:
    """Return the channels a step may name: this release's, and what the standing one names.

    A word of another release is kept through an edit rather than lost without a sound.
    """
    standing = policies.standing(ctx.db, organisation_id, severity)
    kept = frozenset(channel for step in standing.steps for channel in step.channels)
    return kept.union(escalation.CHANNELS)


def _write(
    ctx: Context, organisation_id: UUID, policy: Policy, reason: str, *, given_back: bool
) -> None:
    row = {
        "organisation_id": organisation_id, "severity": policy.severity,
        "version": policy.version, "policy": escalation.policy_to_json(policy),
        "published_at": ctx.now, "published_by": ctx.actor.staff_id,
        "given_back": given_back, "reason": _sealed(ctx, organisation_id, policy, reason),
    }  # fmt: skip
    try:
        with ctx.db.begin_nested():
            ctx.db.execute(insert(POLICIES).values(row))
    except IntegrityError as error:  # somebody published between
        raise Overtaken from error


def _sealed(ctx: Context, organisation_id: UUID, policy: Policy, reason: str) -> bytes:
    assert ctx.actor.staff_id is not None  # noqa: S101 - the door lets in people only
    bound_to = policies.seal_row(organisation_id, policy.severity, policy.version)
    return ctx.ring.seal(
        ("staff", ctx.actor.staff_id),
        reason,
        table="escalation_policy",
        column="reason",
        row=bound_to,
    )


def _check_order(faults: Faults, asked: PolicyAsked, channels: frozenset[str]) -> None:
    shortest, longest = REPEAT_S
    if asked.repeat_s is not None and not shortest <= asked.repeat_s <= longest:
        faults.say(
            "repeat_s",
            "Repeat the last step after 1 minute to 24 hours.",
            "마지막 단계는 1분에서 24시간 사이마다 되풀이해야 합니다.",
        )
    if not 1 <= len(asked.steps) <= MOST_STEPS:
        faults.say(
            "steps", f"Write 1 to {MOST_STEPS} steps.", f"단계를 1~{MOST_STEPS}개 만드세요."
        )
    before = -1
    for number, step in enumerate(asked.steps):
        _check_step(faults, number, step, before)
        _check_words(faults, number, step, channels)
        before = step.delay_s


def _check_step(faults: Faults, number: int, step: StepSaid, before: int) -> None:
    field = f"step_{number}"
    if number == 0 and step.delay_s != 0:
        faults.say(field, "The first step comes at once.", "첫 단계는 바로 시작해야 합니다.")
    if not before < step.delay_s <= LATEST_S:
        faults.say(
            field,
            f"Step {number + 1} must come later than the one before, within 14 days.",
            f"{number + 1}단계는 앞 단계보다 늦고 14일 안이어야 합니다.",
        )
    if not step.channels or not 1 <= len(step.targets) <= MOST_WORDS:
        faults.say(
            field,
            f"Step {number + 1} needs whom to tell and by which channel.",
            f"{number + 1}단계에 알릴 사람과 방법을 고르세요.",
        )


def _check_words(faults: Faults, number: int, step: StepSaid, channels: frozenset[str]) -> None:
    field = f"step_{number}"
    if not channels.issuperset(step.channels):
        faults.say(
            field,
            f"Step {number + 1} names a channel this hub does not know. Choose from the list.",
            f"{number + 1}단계에 알 수 없는 방법이 있습니다. 목록에서 고르세요.",
        )
    if not all(map(escalation.known_target, step.targets)):
        faults.say(
            field,
            f"Step {number + 1} names somebody a policy does not know. Choose from the list.",
            f"{number + 1}단계에 알 수 없는 대상이 있습니다. 목록에서 고르세요.",
        )


def _check_reach(
    ctx: Context, faults: Faults, organisation_id: UUID, number: int, step: Step
) -> None:
    """Note each target of a step that none of its channels can ever reach."""
    missing = [
        target
        for target in step.targets
        if not any(
            _can_reach(ctx, organisation_id, target, channel) for channel in step.channels
        )
    ]
    if missing:
        faults.say(
            f"step_{number}",
            f"Step {number + 1} can never reach: {_listed(missing, 'en')}. "
            "Choose another channel or somebody else.",
            f"{number + 1}단계에서 알릴 수 없는 대상: {_listed(missing, 'ko')}. "
            "다른 방법이나 다른 사람을 고르세요.",
        )


def _check_last(
    ctx: Context, faults: Faults, organisation_id: UUID, number: int, step: Step
) -> None:
    """Note a last step that could be empty: it is told at any hour, to a staffed desk."""
    field = f"step_{number}"
    if step.hours is not Hours.ALWAYS:
        faults.say(
            field,
            "The last step must be told at any hour.",
            "마지막 단계는 언제나 알려야 합니다.",
        )
    desks = [one for one in step.targets if escalation.never_empty(one)]
    if not desks or "console" not in step.channels:
        faults.say(
            field,
            f"Step {number + 1} is the last: it must tell the province desk, the supervisor "
            "or a role on the console.",
            f"마지막 {number + 1}단계는 도 관제, 책임자 또는 역할에 콘솔로 알려야 합니다.",
        )
    elif not any(_somebody(ctx, organisation_id, one) for one in desks):
        faults.say(
            field,
            f"Step {number + 1} is the last and nobody works here as: {_listed(desks, 'en')}. "
            "Add such an account or name another.",
            f"마지막 {number + 1}단계에 맡은 사람이 없습니다: {_listed(desks, 'ko')}. "
            "계정을 만들거나 다른 대상을 고르세요.",
        )


def _can_reach(ctx: Context, organisation_id: UUID, target: str, channel: str) -> bool:
    if channel not in escalation.CHANNELS:
        return False
    kind, _, name = target.partition(":")
    if kind == "webhook" or channel == "webhook":
        return kind == channel and _machine(ctx, name, organisation_id)
    if target in escalation.OF_RESIDENT:  # who that is, only the alert's resident tells
        return channel in TELEPHONE
    if target == "owner":
        return True
    if kind == "rota":  # a gap of the moment falls through; a duty that is none never rings
        return bool(rotas.nearest(ctx.db, organisation_id, name))
    return _somebody(ctx, organisation_id, target)


def _machine(ctx: Context, name: str, organisation_id: UUID) -> bool:
    """Whether a webhook of that id stands at or above the organisation."""
    path = ctx.db.scalar(
        select(ORGANISATIONS.c.path).where(ORGANISATIONS.c.id == organisation_id)
    )
    standing = providers.of(ctx.db, path or "/")
    return any(
        str(one.id) == name and one.channel == "webhook" and (path or "").startswith(one.path)
        for one in standing
    )


def _somebody(ctx: Context, organisation_id: UUID, target: str) -> bool:
    found = reaching.people(ctx.db, target, organisation_id, None, ctx.now)
    if not target.startswith("staff:"):
        return bool(found)
    return bool(_nearby(ctx, organisation_id, [one.id for one in found]))


def _nearby(ctx: Context, organisation_id: UUID, staff_ids: Iterable[UUID]) -> Sequence[UUID]:
    """Return who of `staff_ids` works at, below or above the organisation."""
    path = ctx.db.scalar(
        select(ORGANISATIONS.c.path).where(ORGANISATIONS.c.id == organisation_id)
    )
    workplace = rotas.STAFF.c.organisation_id == ORGANISATIONS.c.id
    return ctx.db.scalars(
        select(rotas.STAFF.c.id)
        .join(ORGANISATIONS, workplace)
        .where(rotas.STAFF.c.id.in_(list(staff_ids)), rotas.nearby(path or "/"))
    ).all()


def _listed(targets: Iterable[str], language: str) -> str:
    return ", ".join(escalation.target_words(one)[language] for one in targets)
