"""The owner of an alert is told wherever they are, and others when they do not look."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from telecare.actions import triage
from telecare.boards import alert as boards
from telecare.care.facts import Severity
from telecare.records.addresses import Channel
from telecare.records.providers import Carries
from tests.cast import Cast
from tests.reaching import give_address, give_provider, notices
from tests.stories.story import Story, begin
from tests.stories.test_pains import claim

NOWHERE = "http://127.0.0.1:1/"


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    """Nobody has a screen open; Sera, Jimin and Suhyeon have a telephone."""
    story = begin(engine, cast)
    for name, number in (("jimin", "1111"), ("sera", "2222"), ("suhyeon", "3333")):
        who = story.worker(name)
        give_address(engine, who, Channel.SMS, f"010-1234-{number}")
        give_address(engine, who, Channel.VOICE, f"010-1234-{number}")
    for carries in (Carries.SMS, Carries.VOICE):
        give_provider(engine, cast.province, carries, url=NOWHERE)
    return story


def rung(story: Story) -> set[tuple[str, str]]:
    """Deliver, and return who is told outside the console of this epoch, by which way."""
    while story.deliver():
        pass
    name = {story.worker(one).id: one for one in ("jimin", "sera", "suhyeon")}
    epoch = story.alert().epoch
    return {
        (name[one.staff_id], one.channel)
        for one in notices(story.engine, epoch=epoch)
        if one.staff_id in name
    }


def test_a_second_press_rings_the_owner_who_has_no_screen_open(story: Story) -> None:
    story.presses()
    claim(story, "jimin")
    story.later(seconds=45).presses()

    assert rung(story) == {("jimin", "sms"), ("jimin", "voice")}


def test_an_owner_who_does_not_look_after_a_press_has_the_next_step_told(story: Story) -> None:
    story.presses()
    story.climb()
    claim(story, "jimin")
    story.later(seconds=45).presses()
    story.later(seconds=45).presses()  # pressed again: no longer time to look
    story.later(seconds=15).climb()

    (entry,) = story.entries("escalation.owner_not_looking")
    assert (entry.facts["step"], story.alert().step_no) == (1, 2)
    assert ("suhyeon", "voice") in rung(story)
    assert story.alert().owner_id == story.worker("jimin").id


@pytest.mark.parametrize("opened", [True, False])
def test_an_owner_who_opens_it_after_a_press_is_left_to_it(
    story: Story, *, opened: bool
) -> None:
    """A screen that stands open and reads the alert again by itself is nobody who looks."""
    story.presses()
    claim(story, "jimin")
    story.later(seconds=45).presses()
    story.later(seconds=5)
    with story.acting("jimin") as ctx:
        boards.detail(ctx, story.alert().id, purpose="triage", locked=False, opened=opened)
    story.later(seconds=55).climb()

    assert len(story.entries("escalation.owner_not_looking")) == (0 if opened else 1)
    assert story.alert().policy.get("look_by") is None


def test_a_p1_handed_to_somebody_away_rings_them_then_others(story: Story) -> None:
    story.presses()
    story.climb()
    mine = claim(story, "jimin")
    with story.acting("jimin") as ctx:
        alert = story.alert()
        sera = story.worker("sera").id
        triage.hand_over(ctx, alert.id, alert.version, mine.lease_token, sera)
    assert rung(story) == {("sera", "sms"), ("sera", "voice")}

    story.later(seconds=60).climb()

    assert story.entries("escalation.owner_not_looking")
    assert ("suhyeon", "voice") in rung(story)


def test_lease_reminders_ring_the_owner_and_then_the_supervisor_too(story: Story) -> None:
    story.presses()
    claim(story, "jimin")
    story.later(seconds=150).climb()
    assert rung(story) == {("jimin", "sms"), ("jimin", "voice")}
    story.later(seconds=90).climb()
    assert rung(story) >= {("suhyeon", "sms"), ("suhyeon", "voice")}


def test_a_milder_alerts_reminder_waits_to_be_bundled_and_rings_nobody(story: Story) -> None:
    story.later(minutes=16).judge()
    assert story.alert().severity is Severity.P4
    claim(story, "jimin")
    story.later(hours=36).climb()
    story.later(seconds=8)

    assert rung(story) == {("jimin", "sms")}
    (row,) = [one for one in notices(story.engine, channel="sms") if one.staff_id]
    assert row.due_at >= story.now + timedelta(seconds=60)
