"""Policies: an organisation's own stands, no step may reach nobody, hours give way at once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select, update

from telecare.actions import episodes, policies, policy_trial, triage
from telecare.boards import alert as alert_board
from telecare.boards import policies as board
from telecare.boards.shapes.policies import (
    HoursWord,
    PolicyAsked,
    StepSaid,
    StepsTried,
)
from telecare.care.alert import State
from telecare.care.escalation import DEFAULT_POLICIES, policy_from_json, policy_to_json
from telecare.care.facts import Finding, Sentence, Severity
from telecare.db.engine import reading, transaction
from telecare.errors import Invalid, NotYours, Overtaken
from telecare.records import policies as records
from telecare.records.alerts import ALERTS
from telecare.records.audit import ENTRIES
from telecare.records.policies import standing
from tests.cast import NOON, Cast
from tests.stories.story import Story, begin


def step(
    delay_s: int, target: str, channel: str = "console", hours: HoursWord = "always"
) -> StepSaid:
    return StepSaid(delay_s=delay_s, targets=[target], channels=[channel], hours=hours)


LAST = step(120, "supervisor")


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


def publish(story: Story, *steps: StepSaid, after: int = 0, who: str = "suhyeon") -> int:
    with story.acting(who) as ctx:
        asked = PolicyAsked(
            organisation_id=story.cast.bonghwa, after=after, steps=list(steps),
            repeat_s=120, reason="야간 인력이 바뀜",
        )  # fmt: skip
        return policies.publish(ctx, Severity.P1, asked)


def refusal(story: Story, *steps: StepSaid) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        publish(story, *steps)
    assert refused.value.fields.keys() == refused.value.fields_ko.keys()
    return refused.value.fields


def test_the_own_policy_stands_and_a_running_alert_keeps_its_copy(story: Story) -> None:
    story.presses()
    before = story.alert().policy
    version = publish(story, step(0, "caseworker"), LAST)

    with reading(story.engine) as db:
        own = standing(db, story.cast.bonghwa, Severity.P1)
        assert standing(db, story.cast.chunyang, Severity.P1) == own  # what lies below it too
        other = standing(db, story.cast.province, Severity.P1)
    assert (own.version, own.steps[0].targets) == (version, ("caseworker",))
    assert other == DEFAULT_POLICIES[Severity.P1]
    assert story.alert().policy == before
    with reading(story.engine) as db:
        entry = db.execute(select(ENTRIES).where(ENTRIES.c.what == "policy.published")).one()
    assert (entry.organisation_id, entry.facts["version"]) == (story.cast.bonghwa, version)


def test_an_alert_copies_the_policy_of_its_organisation(story: Story) -> None:
    publish(story, step(0, "caseworker"), LAST)
    story.presses()

    assert [notice.target for notice in story.notices()] == ["caseworker"]
    assert story.alert().policy_version == 2


@pytest.mark.parametrize(
    ("steps", "field", "said"),
    [
        ([], "steps", "Write 1 to"),
        ([step(5, "supervisor")], "step_0", "comes at once"),
        ([step(0, "desk"), step(0, "supervisor")], "step_1", "later than the one before"),
        ([step(0, "king"), LAST], "step_0", "names somebody a policy does not know"),
        ([step(0, "contacts"), LAST], "step_0", "can never reach: contacts"),
        ([step(0, "rota:night", "sms"), LAST], "step_0", "can never reach: on call (night)"),
        ([step(0, f"staff:{uuid4()}"), LAST], "step_0", "can never reach: a person by name"),
        (
            [step(0, f"webhook:{uuid4()}", "webhook"), LAST],
            "step_0",
            "can never reach: a webhook",
        ),
        ([step(0, "desk")], "step_0", "must tell the province desk"),
        ([step(0, "supervisor", "sms")], "step_0", "on the console"),
        ([step(0, "supervisor", hours="working")], "step_0", "at any hour"),
        ([step(0, "role:clinician_none")], "step_0", "can never reach: role (clin"),
    ],
)
def test_a_policy_that_could_leave_nobody_is_refused_by_its_step(
    story: Story, steps: list[StepSaid], field: str, said: str
) -> None:
    assert said in refusal(story, *steps)[field]


def test_an_editor_who_was_overtaken_or_is_elsewhere_publishes_nothing(story: Story) -> None:
    first = publish(story, LAST_ALONE)
    with pytest.raises(Overtaken):
        publish(story, LAST_ALONE)
    assert publish(story, LAST_ALONE, after=first) == first + 1
    with pytest.raises(NotYours):
        publish(story, LAST_ALONE, after=first + 1, who="oeji")


LAST_ALONE = step(0, "supervisor")


def test_a_step_out_of_its_hours_gives_way_at_once_and_says_so(story: Story) -> None:
    """Noon of the cast is a Sunday in Seoul: no working time."""
    publish(story, step(0, "caseworker", hours="working"), step(60, "desk"), LAST)
    story.presses()
    assert story.notices() == []
    story.climb()
    story.climb()

    assert [notice.target for notice in story.notices()] == ["desk"]
    assert [one.facts["step"] for one in story.entries("escalation.out_of_hours")] == [0]


def test_office_hours_know_the_weekend_the_evening_and_a_holiday(
    engine: Engine, cast: Cast
) -> None:
    monday_ten = NOON.replace(hour=1) + timedelta(days=1)  # 10:00 in Seoul
    with reading(engine) as db:
        asked = [
            records.in_office_hours(db, cast.bonghwa, when)
            for when in (
                NOON,
                monday_ten,
                monday_ten + timedelta(hours=8),
                monday_ten.replace(month=12, day=25),
            )
        ]
    assert asked == [False, True, False, False]


@pytest.mark.parametrize("looks", [True, False])
def test_the_owner_of_what_became_a_p1_looks_or_the_next_step_is_told(
    story: Story,
    looks: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    story.presses()
    alert = story.alert()
    with story.acting("jimin") as ctx:
        triage.claim(ctx, alert.id, alert.version)
    policy = policy_to_json(DEFAULT_POLICIES[Severity.P1])
    story.later(seconds=30)
    policy["began_at"] = story.now.isoformat()
    policy["look_by"] = (story.now + timedelta(seconds=60)).isoformat()
    with transaction(story.engine) as db:
        due = story.now + timedelta(seconds=60)
        db.execute(update(ALERTS).values(policy=policy, due_at=due, step_no=0))
    story.later(seconds=1)
    if looks:
        with story.acting("jimin") as ctx:
            alert_board.detail(ctx, alert.id, purpose="triage", locked=False)
    story.later(seconds=59).climb()

    assert story.alert().state is State.CLAIMED
    assert len(story.entries("escalation.owner_not_looking")) == (0 if looks else 1)
    assert "look_by" not in story.alert().policy


def test_who_would_be_told_now_names_people_or_says_why_not(story: Story) -> None:
    with story.acting("suhyeon") as ctx:
        asked = StepsTried(
            organisation_id=story.cast.bonghwa,
            steps=[LAST, step(0, "desk", "sms"), step(0, "desk", hours="working")],
        )
        told = policy_trial.who_then(ctx, asked).steps
        page = board.policy_page(ctx, None)
    assert [len(told[0].told[0].people), told[1].told[0].why] == [1, "no_provider"]
    assert [one.now for one in told] == [True, True, False]
    assert [one.severity for one in page.policies] == ["P1", "P2", "P3", "P4"]


def test_a_copy_older_than_hours_is_still_read() -> None:
    old = policy_to_json(DEFAULT_POLICIES[Severity.P1])
    for one in old["steps"]:
        del one["hours"]
    assert policy_from_json(old) == DEFAULT_POLICIES[Severity.P1]


def test_getting_worse_to_a_p1_gives_the_owner_a_minute_to_look(story: Story) -> None:
    """A silent gateway that somebody owns becomes a P1 by a worse finding of its class."""
    story.later(minutes=16).judge()
    alert = story.alert()
    with story.acting("jimin") as ctx:
        triage.claim(ctx, alert.id, alert.version)
    finding = Finding(
        rule=alert.rule, alert_class=alert.alert_class, severity=Severity.P1, since=story.now,
        signal_at=story.now, because=Sentence("나빠짐", "worse"), subject=alert.subject,
    )  # fmt: skip
    with transaction(story.engine) as db:
        live = db.execute(select(ALERTS).where(ALERTS.c.id == alert.id)).one()
        home = episodes.Home(alert.resident_id, alert.organisation_id, blind=False)
        episodes.feed_alert(db, home, live, finding, story.now, story.now)
    assert story.alert().due_at == story.now + timedelta(seconds=60)
    story.later(seconds=60).climb()

    assert story.alert().state is State.CLAIMED
    assert [one.facts["step"] for one in story.entries("escalation.owner_not_looking")] == [1]
