"""A service that is away for a while loses no message, and what is lost is said."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, update

from telecare.actions import outbox, triage
from telecare.actions.outbox import Call
from telecare.care.escalation import Step
from telecare.care.facts import Severity
from telecare.db.engine import transaction
from telecare.records.addresses import Channel
from telecare.records.alerts import ALERTS
from telecare.records.notifications import NotificationState
from telecare.records.providers import PROVIDERS, Carries
from telecare.scheduler import deliver_due, send_due
from tests.cast import VAULT, Cast
from tests.reaching import give_address, give_provider, notices
from tests.stories.story import Story, begin

DOWN_FOR = timedelta(minutes=1)


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    """A silent gateway; Sera's SMS go through a service that does not answer."""
    story = begin(engine, cast)
    give_address(engine, cast.sera, Channel.SMS, "010-1111-2222")
    give_provider(engine, cast.bonghwa, Carries.SMS, url="http://127.0.0.1:1/")
    story.later(minutes=16).judge()
    return story


def tell(story: Story, step: int) -> None:
    """Tell a step of the alert to Sera by SMS, as the tick would, and let the ladder wait."""
    alert = story.alert()
    with transaction(story.engine) as db:
        call = Call(alert.id, Severity.P4, alert.epoch, alert.loop_no, str(step))
        target = f"staff:{story.cast.sera.id}"
        outbox.tell_step(db, call, Step(0, (target,), ("sms",)), story.now)
        due = {"step_no": step + 1, "due_at": story.now + timedelta(hours=20)}
        db.execute(update(ALERTS).where(ALERTS.c.id == alert.id).values(due))
    deliver_due(story.engine, story.later(seconds=8).now)


def goes_down(story: Story) -> None:
    with transaction(story.engine) as db:
        down = {"failures": 5, "disabled_at": story.now, "retry_at": story.now + DOWN_FOR}
        db.execute(update(PROVIDERS).values(down))


def send(story: Story) -> None:
    send_due(story.engine, VAULT, story.now, origin="https://telecare.example", urgent=False)


def test_a_message_waits_for_a_service_that_is_down(story: Story) -> None:
    tell(story, 0)
    story.later(seconds=60)
    goes_down(story)
    send(story)

    (row,) = [one for one in notices(story.engine) if one.staff_id]
    assert (row.state, row.result) == (NotificationState.QUEUED, "provider_down")
    assert row.due_at == story.now + DOWN_FOR


def test_a_message_that_falls_due_while_it_is_down_is_still_written(story: Story) -> None:
    story.later(minutes=1)
    goes_down(story)
    tell(story, 0)

    (row,) = [one for one in notices(story.engine) if one.staff_id]
    assert row.state is NotificationState.QUEUED


def test_ten_attempts_are_made_before_a_message_is_given_up(story: Story) -> None:
    tell(story, 0)
    (row,) = [one for one in notices(story.engine) if one.staff_id]
    for _ in range(9):
        story.now = row.due_at
        goes_down(story)
        send(story)
        (row,) = [one for one in notices(story.engine) if one.staff_id]
        assert row.state is NotificationState.QUEUED
        assert DOWN_FOR <= row.due_at - story.now <= outbox.RETRY_AT_MOST

    story.now = row.due_at
    goes_down(story)
    send(story)
    (row,) = [one for one in notices(story.engine) if one.staff_id]
    assert (row.state, row.attempts) == (NotificationState.FAILED, 10)
    assert story.alert().due_at == story.now  # the next step is told at once


def test_what_was_inside_a_lost_message_is_lost_too_and_says_so(story: Story) -> None:
    tell(story, 0)
    tell(story, 1)
    story.later(minutes=2)
    with transaction(story.engine) as db:  # nobody stands for the channel any more
        db.execute(update(PROVIDERS).values(ended_at=story.now))
    send(story)

    rows = [one for one in notices(story.engine) if one.staff_id]
    assert {(one.state, one.result) for one in rows} == {
        (NotificationState.NO_ONE, "no_provider")
    }
    assert [one.facts["step"] for one in story.entries("escalation.fell_through")] == [1]


@pytest.mark.parametrize("undone_after", [2, 6])  # before and after the message was due
def test_a_claim_taken_back_lets_the_first_steps_message_go(
    story: Story, undone_after: int
) -> None:
    alert = story.alert()
    with transaction(story.engine) as db:
        call = Call(alert.id, Severity.P4, alert.epoch, alert.loop_no, "0")
        step = Step(0, (f"staff:{story.cast.sera.id}",), ("sms",))
        outbox.tell_step(db, call, step, story.now)
    story.climb()
    story.later(seconds=5)
    with story.acting("jimin") as ctx:
        mine = triage.claim(ctx, alert.id, alert.version)
    story.later(seconds=undone_after).deliver()
    with story.acting("jimin") as ctx:
        triage.undo(ctx, alert.id, mine.version, mine.lease_token)
    story.later(seconds=8).deliver()

    (row,) = [one for one in notices(story.engine) if one.staff_id]
    assert (row.state, row.epoch) == (NotificationState.QUEUED, story.alert().epoch)
    keys = [one.idempotency_key for one in story.notices()]
    assert len(keys) == len({key.split(":", 2)[2] for key in keys})  # nothing said twice
