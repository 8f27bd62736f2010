"""A county's own policy at work: what falls through says so, and a lease hands back to it."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from telecare.actions import policies, triage
from telecare.boards import alert as alert_board
from telecare.boards.shapes.policies import PolicyAsked, StepSaid
from telecare.care.alert import State
from telecare.care.facts import Severity
from telecare.records.notifications import NotificationState
from tests.cast import Cast
from tests.stories.story import Story, begin

FELL = ("받을 사람이 없어 다음 단계로", "Nobody there; next step")
STEPS = [
    StepSaid(delay_s=0, targets=["desk", "contacts"], channels=["sms"]),
    StepSaid(delay_s=60, targets=["caseworker"], channels=["voice"]),
    StepSaid(delay_s=120, targets=["supervisor"], channels=["console"]),
]


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    """Bonghwa tells people by telephone first, and no service carries its messages."""
    story = begin(engine, cast)
    with story.acting("suhyeon") as ctx:
        asked = PolicyAsked(
            organisation_id=cast.bonghwa, after=0, steps=STEPS, repeat_s=300,
            reason="관제실이 비는 밤",
        )  # fmt: skip
        policies.publish(ctx, Severity.P1, asked)
    return story


def log_of(story: Story) -> list[tuple[str, str]]:
    """What the alert's log says, as a caseworker reads it."""
    with story.acting("jimin") as ctx:
        page = alert_board.detail(ctx, story.alert().id, purpose="triage", locked=False)
    return [(entry.text.ko, entry.text.en) for entry in page.timeline]


def test_steps_that_reach_nobody_fall_through_at_once_and_say_so(story: Story) -> None:
    story.presses()
    story.signs_in("suhyeon")
    for _ in range(6):  # no second goes by
        story.climb()
        story.deliver()

    fell = story.entries("escalation.fell_through")
    assert [entry.facts["step"] for entry in fell] == [0, 1]
    assert log_of(story).count(FELL) == 2
    last = [notice for notice in story.notices() if notice.step_no == 2]
    assert [(one.target, one.state) for one in last] == [
        ("supervisor", NotificationState.DELIVERED)
    ]
    assert story.alert().due_at == story.now + timedelta(seconds=300)  # it repeats


def test_a_lease_reminds_twice_and_its_end_goes_on_with_the_next_step(story: Story) -> None:
    for name in ("jimin", "suhyeon"):
        story.signs_in(name)
    story.presses()
    story.climb()  # the first step is told
    alert = story.alert()
    with story.acting("jimin") as ctx:
        triage.claim(ctx, alert.id, alert.version)
    told: list[tuple[int, str, NotificationState]] = []
    known = {notice.id for notice in story.notices()}
    for seconds in (150, 90):  # half and four fifths of five minutes
        story.later(seconds=seconds)
        for name in ("jimin", "suhyeon"):
            story.signs_in(name)  # the screens stay open
        story.climb()
        story.deliver()
        fresh = [notice for notice in story.notices() if notice.id not in known]
        known |= {notice.id for notice in fresh}
        told += sorted(
            (seconds, notice.target, notice.state)
            for notice in fresh
            if notice.channel == "console"  # by telephone too: `test_owner_away`
        )

    there = NotificationState.DELIVERED
    assert told == [(150, "owner", there), (90, "owner", there), (90, "supervisor", there)]
    story.later(seconds=60).climb()
    assert (story.alert().state, story.alert().due_at) == (State.OPEN, story.now)
    epoch = story.alert().epoch
    story.climb()
    after = {(one.step_no, one.target) for one in story.notices() if one.epoch == epoch}
    assert after == {(1, "caseworker")}
