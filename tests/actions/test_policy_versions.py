"""Policies, version by version: an edit loses nothing, and an own one can be given back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, insert, select

from telecare.actions import policies, policy_trial
from telecare.boards import policies as board
from telecare.boards.shapes.policies import (
    GiveBackAsked,
    PolicyAsked,
    PolicyHistory,
    PolicyNow,
    StepSaid,
    StepsTried,
    WhoTold,
)
from telecare.care.escalation import DEFAULT_POLICIES, Policy, Step, policy_to_json
from telecare.care.facts import Severity
from telecare.db.engine import reading, transaction
from telecare.errors import Invalid, NotYours, Overtaken
from telecare.records.audit import ENTRIES
from telecare.records.policies import POLICIES, standing
from tests.cast import NOON, Cast
from tests.stories.story import Story, begin

P1 = Severity.P1
LAST = StepSaid(delay_s=120, targets=["supervisor"], channels=["console"])


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


def publish(
    story: Story, steps: Sequence[StepSaid], *, after: int = 0, who: str = "suhyeon",
    repeat_s: int | None = 120, reason: str = "야간 인력이 바뀜",
) -> int:  # fmt: skip
    place = story.cast.province if who == "haneul" else story.cast.bonghwa
    with story.acting(who) as ctx:
        asked = PolicyAsked(
            organisation_id=place, after=after, steps=list(steps), repeat_s=repeat_s,
            reason=reason,
        )  # fmt: skip
        return policies.publish(ctx, P1, asked)


def give_back(story: Story, after: int, reason: str = "도와 같게") -> int:
    with story.acting("suhyeon") as ctx:
        asked = GiveBackAsked(organisation_id=story.cast.bonghwa, after=after, reason=reason)
        return policies.give_back(ctx, P1, asked)


def seen(story: Story, who: str = "suhyeon") -> PolicyNow:
    with story.acting(who) as ctx:
        return board.policy_page(ctx, None).policies[0]


def past(story: Story) -> PolicyHistory:
    with story.acting("suhyeon") as ctx:
        return board.history(ctx, None, P1)


def first(target: str, channel: str = "console") -> StepSaid:
    return StepSaid(delay_s=0, targets=[target], channels=[channel])


def test_where_a_policy_comes_from_is_said(story: Story) -> None:
    shipped = seen(story)
    assert (shipped.source, shipped.source_name, shipped.after) == ("shipped", None, 0)

    publish(story, [first("province_desk"), LAST], who="haneul")
    inherited = seen(story)
    assert inherited.source_name is not None
    assert (inherited.source, inherited.source_name.ko, inherited.after) == (
        "inherited", "경상북도", 0,
    )  # fmt: skip
    assert inherited.published_by == story.cast.haneul.name

    publish(story, [first("desk"), LAST])
    own = seen(story)
    assert own.source_name is not None
    assert (own.source, own.source_name.en, own.after) == ("own", "Bonghwa-gun", 2)
    assert seen(story, "haneul").source == "own"


def test_an_own_policy_is_given_back_and_taken_up_again(story: Story) -> None:
    publish(story, [first("province_desk"), LAST], who="haneul")
    version = publish(story, [first("desk"), LAST])
    assert give_back(story, version) == version + 1

    with reading(story.engine) as db:
        assert standing(db, story.cast.chunyang, P1).steps[0].targets == ("province_desk",)
        facts = db.execute(select(ENTRIES).where(ENTRIES.c.what == "policy.given_back")).one()
    assert (facts.organisation_id, facts.facts["version"]) == (story.cast.bonghwa, version + 1)
    again = seen(story)
    assert (again.source, again.after) == ("inherited", version + 1)

    assert publish(story, [first("caseworker"), LAST], after=again.after) == version + 2
    assert seen(story).source == "own"


def test_history_tells_who_when_and_why_and_seals_the_reason(story: Story) -> None:
    publish(story, [first("desk"), LAST])
    story.later(hours=1)
    give_back(story, 2)

    back, own = past(story).rows
    assert (own.version, own.reason, own.published_by) == (
        2, "야간 인력이 바뀜", story.cast.suhyeon.name,
    )  # fmt: skip
    assert (back.given_back, back.reason, back.published_at - own.published_at) == (
        True, "도와 같게", timedelta(hours=1),
    )  # fmt: skip
    assert back.steps[0].targets == ["desk"]
    with reading(story.engine) as db:
        stored = db.scalars(select(POLICIES.c.reason)).all()
    assert all("도와 같게".encode() not in one for one in stored if one)


def test_giving_back_is_refused_in_words(story: Story) -> None:
    with pytest.raises(Invalid) as nothing:
        give_back(story, 0)
    assert "no policy of its own" in nothing.value.fields["severity"]
    publish(story, [first("desk"), LAST])
    with pytest.raises(Overtaken):
        give_back(story, 1)
    with pytest.raises(Invalid) as silent:
        give_back(story, 2, reason="  ")
    assert silent.value.fields.keys() == {"reason"}
    asked = GiveBackAsked(organisation_id=story.cast.bonghwa, after=2, reason="x")
    with story.acting("oeji") as ctx, pytest.raises(NotYours):
        policies.give_back(ctx, P1, asked)
    assert seen(story).source == "own"


def test_publishing_again_what_is_shown_keeps_an_unknown_channel(story: Story) -> None:
    """Another release may know a channel this one does not; an edit must not drop it."""
    shipped = DEFAULT_POLICIES[P1]
    newer = Step(0, ("desk",), ("console", "pager"))
    stored = replace(shipped, version=2, steps=(newer, *shipped.steps[1:]))
    _stands(story, stored)

    shown = seen(story)
    assert shown.steps[0].channels == ["console", "pager"]
    publish(story, shown.steps, after=shown.after, repeat_s=shown.repeat_s)
    with reading(story.engine) as db:
        assert standing(db, story.cast.bonghwa, P1).steps == stored.steps


def test_a_step_that_only_an_unknown_channel_tells_reaches_nobody(story: Story) -> None:
    pager = (Step(0, ("desk",), ("pager",)), Step(60, ("supervisor",), ("console",)))
    _stands(story, Policy(2, P1, pager, 120))
    with pytest.raises(Invalid) as refused:
        publish(story, seen(story).steps, after=2)
    assert "can never reach: county desk" in refused.value.fields["step_0"]


def test_publishing_again_what_is_shown_keeps_an_empty_repeat(story: Story) -> None:
    shown = seen(story)
    publish(story, shown.steps, after=0, repeat_s=None)
    assert seen(story).repeat_s is None
    publish(story, shown.steps, after=2, repeat_s=seen(story).repeat_s)
    with reading(story.engine) as db:
        assert standing(db, story.cast.bonghwa, P1).repeat_s is None


def test_whoever_is_named_twice_is_told_once(story: Story) -> None:
    twice = StepSaid(delay_s=0, targets=["desk", "desk"], channels=["console", "console"])
    publish(story, [twice, LAST])
    story.presses()
    assert [notice.target for notice in story.notices()] == ["desk"]


def tried(story: Story, at: datetime | None, *steps: StepSaid) -> WhoTold:
    with story.acting("suhyeon") as ctx:
        asked = StepsTried(organisation_id=story.cast.bonghwa, steps=list(steps), at=at)
        return policy_trial.who_then(ctx, asked)


def test_a_step_is_tried_for_another_time(story: Story) -> None:
    """Noon of the cast is a Sunday; a day later it is Monday."""
    working = StepSaid(delay_s=0, targets=["desk"], channels=["console"], hours="working")
    assert tried(story, None, working).steps[0].now is False
    assert tried(story, NOON + timedelta(days=1), working).steps[0].now is True


@pytest.mark.parametrize(
    "at",
    [NOON.replace(tzinfo=None), NOON + timedelta(days=366), datetime(9999, 12, 31, tzinfo=UTC)],
)
def test_a_time_that_nobody_plans_is_refused(story: Story, at: datetime) -> None:
    with pytest.raises(Invalid) as refused:
        tried(story, at, LAST)
    assert refused.value.fields.keys() == {"at"}


def _stands(story: Story, policy: Policy) -> None:
    """Let Bonghwa's policy stand as another release has written it."""
    row = {
        "organisation_id": story.cast.bonghwa, "severity": policy.severity,
        "version": policy.version, "policy": policy_to_json(policy), "published_at": NOON,
        "published_by": None,
    }  # fmt: skip
    with transaction(story.engine) as db:
        db.execute(insert(POLICIES).values(row))
