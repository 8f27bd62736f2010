"""What is pruned, and what is kept so that an alert can be explained months later."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select

from telecare.actions import upkeep
from telecare.cli.why import explain, hearing_known
from telecare.db.engine import reading
from telecare.records.observations import Delivery
from tests.cast import Cast
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


def deliveries(story: Story) -> int:
    with reading(story.engine) as db:
        mine = Delivery.device_id == story.home.device_id
        return db.scalar(select(func.count()).select_from(Delivery).where(mine)) or 0


def test_why_answers_the_same_before_and_after_pruning(story: Story) -> None:
    story.lives_on(hours=1, moving=True)
    long_before = story.now
    story.later(days=5)
    story.lives_on(hours=1, moving=True)
    story.presses()
    alert = story.alert("sos")
    story.later(days=3)  # nobody claims it; the home goes on
    story.lives_on(hours=1, moving=True)
    asked = [alert.opened_at, alert.opened_at - timedelta(minutes=20), story.now]
    before = [explain(story.engine, alert.id, at) for at in asked]

    pruned_at = story.now + timedelta(days=60)
    was = deliveries(story)
    assert upkeep.prune(story.engine, pruned_at) > 0
    assert 0 < deliveries(story) < was
    assert [explain(story.engine, alert.id, at) for at in asked] == before
    for said in before:
        assert said is not None
        assert hearing_known(story.engine, said, pruned_at)

    lost = explain(story.engine, alert.id, long_before)
    assert lost is not None
    assert not hearing_known(story.engine, lost, pruned_at), "and `why` says so"
    assert hearing_known(story.engine, lost, story.now)
