"""Upkeep: what is old goes, what an alert rests on stays."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select

from telecare.actions import upkeep
from telecare.db.engine import reading
from telecare.records.observations import Delivery, Observation, ObservationKind
from tests.cast import VAULT, Cast
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


def kept(story: Story) -> tuple[int, int]:
    """Return how many heartbeats and deliveries are there."""
    with reading(story.engine) as db:
        beats = db.scalar(
            select(func.count())
            .select_from(Observation)
            .where(Observation.kind == ObservationKind.HEARTBEAT)
        )
        deliveries = db.scalar(select(func.count()).select_from(Delivery))
    return beats or 0, deliveries or 0


def test_old_heartbeats_thin_to_one_an_hour_and_old_deliveries_go(story: Story) -> None:
    for _ in range(24):
        story.later(minutes=5).beats()
    beats, deliveries = kept(story)

    upkeep.prune(story.engine, story.now + timedelta(days=13))
    assert kept(story) == (beats, deliveries) == (25, 25)
    upkeep.prune(story.engine, story.now + timedelta(days=15))

    assert kept(story) == (3, 0)  # noon, one, two o'clock


def test_what_lies_near_an_alert_stays_for_good(story: Story) -> None:
    for _ in range(24):
        story.later(minutes=5).beats()
    story.presses()
    before = kept(story)

    upkeep.prune(story.engine, story.now + timedelta(days=15))

    assert kept(story) == before


def test_every_entry_is_chained_when_a_leader_begins(story: Story) -> None:
    story.presses()

    assert upkeep.chain_left_over(story.engine, VAULT, story.now) > 0
    assert upkeep.chain_left_over(story.engine, VAULT, story.now) == 0
    assert upkeep.chain_audit(story.engine, VAULT, story.now) == 0
