"""The alert says who was told of it, by what, and whether it reached them."""

import pytest
from sqlalchemy import Engine, update

from telecare.boards import alert as boards
from telecare.boards.shapes.triage import Told
from telecare.records.addresses import Channel
from telecare.records.notifications import NOTICES, NotificationState
from telecare.records.providers import Carries
from tests.cast import Cast
from tests.reaching import give_address, give_provider
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


def told(story: Story, *, locked: bool = False) -> list[Told]:
    with story.acting("jimin") as ctx:
        found = boards.detail(ctx, story.alert("sos").id, purpose="triage", locked=locked)
    return found.told


def presses(story: Story, *, waits_s: int) -> None:
    """Press, with one screen open, and let the ladder go on for so long."""
    story.signs_in("jimin")
    story.presses()
    for _ in range(0, waits_s + 1, 30):
        while story.climb() + story.deliver():
            pass
        story.later(seconds=30)


def test_open_screens_are_told_and_a_way_without_an_address_says_so(story: Story) -> None:
    presses(story, waits_s=60)
    lines = {(line.whose, line.channel, line.state) for line in told(story)}

    assert ("screens", "console", "delivered") in lines
    assert ("nobody", "voice", "no_one") in lines
    assert all(line.who == "" for line in told(story))


def test_a_message_to_a_group_shows_as_its_people_by_name(story: Story) -> None:
    give_provider(story.engine, story.cast.province, Carries.SMS, url="http://127.0.0.1:1/")
    sera = story.worker("sera")
    give_address(story.engine, sera, Channel.SMS, "010-1234-5678")
    presses(story, waits_s=120)
    (line,) = [one for one in told(story) if one.channel == "sms" and one.whose == "staff"]

    assert (line.who, line.state, line.answered_at) == (sera.name, "queued", None)
    assert [one.who for one in told(story, locked=True) if one.whose == "staff"] == [""]

    with story.acting("sera") as ctx:
        mine = NOTICES.c.staff_id == sera.id
        seen = {"state": NotificationState.READ, "answered_at": story.now}
        ctx.db.execute(update(NOTICES).where(mine).values(seen))
    (line,) = [one for one in told(story) if one.whose == "staff"]
    assert (line.state, line.answered_at) == ("read", story.now)
