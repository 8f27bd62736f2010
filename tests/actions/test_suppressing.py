"""Suppressing: openings are held back for a time, and nothing else is (I5, I6, I7)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, Row, select, update

from telecare.actions import suppressing
from telecare.care.alert import State
from telecare.db.engine import reading, transaction
from telecare.errors import Invalid, NotYours, Overtaken
from telecare.records.notifications import NOTICES, About
from telecare.records.staff import Staff
from telecare.records.suppressions import HELD
from tests.cast import VAULT, Cast
from tests.stories.story import Story, begin

HOUR = timedelta(hours=1)


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


def hold(story: Story, reason: str = "visit", until: timedelta = HOUR, **more: Any) -> UUID:  # noqa: ANN401
    with story.acting("jimin") as ctx:
        return suppressing.start(
            ctx, story.home.resident_id, reason=reason, until=story.now + until, **more
        )


def kept(story: Story) -> Row[Any]:
    with reading(story.engine) as db:
        return db.execute(select(HELD)).one()


def tick(story: Story) -> int:
    return suppressing.end_due(story.engine, VAULT, story.now)


def returns(story: Story) -> int:
    return suppressing.notice_returns(story.engine, VAULT, story.now)


def test_i06_a_covered_finding_opens_nothing_and_is_still_judged(story: Story) -> None:
    hold(story)
    story.later(minutes=20).judge()

    assert story.alerts() == []
    assert story.verdict("silent_device", str(story.home.device_id)) == "true"


def test_i06_what_is_true_at_the_end_opens_at_once(story: Story) -> None:
    hold(story)
    story.later(minutes=20).judge()
    story.later(minutes=40)

    tick(story)
    story.judge()

    assert story.alert("device").state is State.OPEN
    assert kept(story).ended_why.value == "over"
    assert story.entries("suppression.ended")[0].facts["why"] == "over"


def test_i06_an_open_alert_is_fed_and_cleared_underneath(story: Story) -> None:
    story.later(minutes=20).judge()
    assert story.alert("device").state is State.OPEN
    hold(story)

    story.later(seconds=10).beats()
    story.later(seconds=10).judge()

    assert story.alert("device").state is State.AUTO_CLEARED


def test_i05_a_press_opens_whatever_is_held_back(story: Story) -> None:
    hold(story, "hospital", 48 * HOUR)
    story.presses()
    story.judge()
    assert story.alert("sos").state is State.OPEN


def test_i07_one_that_outlives_its_end_covers_nothing_without_any_tick(story: Story) -> None:
    """§5.7: nobody ended it, no tick ran; judging alone opens the alert."""
    hold(story, until=timedelta(minutes=15))
    story.later(minutes=16).judge()
    assert story.alert("device").state is State.OPEN


def test_i07_whoever_began_it_is_reminded_once_before_the_end(story: Story) -> None:
    held_id = hold(story)
    story.later(minutes=49)
    assert tick(story) == 0
    story.later(minutes=1)
    assert [tick(story), tick(story)] == [1, 0]

    with reading(story.engine) as db:
        said = db.execute(select(NOTICES).where(NOTICES.c.about_id == held_id)).all()
    assert {(one.about, one.target, one.channel) for one in said} == {
        (About.NOTICE, f"staff:{story.cast.jimin.id}", channel)
        for channel in ("console", "push")
    }
    assert kept(story).due_at == kept(story).until_at


def test_i07_once_who_began_it_has_left_the_caseworkers_are_reminded(story: Story) -> None:
    held_id = hold(story)
    with transaction(story.engine) as db:
        mine = Staff.id == story.cast.jimin.id
        db.execute(update(Staff).where(mine).values(ended_at=story.now))
    story.later(minutes=50)
    assert tick(story) == 1
    with reading(story.engine) as db:
        said = db.scalars(select(NOTICES.c.target).where(NOTICES.c.about_id == held_id))
        assert set(said) == {"caseworker"}


def test_it_is_extended_with_words_and_counted_from_now(story: Story) -> None:
    held_id = hold(story)
    story.later(minutes=30)
    with story.acting("jimin") as ctx, pytest.raises(Invalid) as refused:
        suppressing.extend(ctx, held_id, version=1, until=story.now + 5 * HOUR, note="")
    assert set(refused.value.fields) == {"until", "note"}

    with story.acting("jimin") as ctx:
        suppressing.extend(
            ctx, held_id, version=1, until=story.now + 4 * HOUR, note="아직 계심"
        )
    assert kept(story).until_at == story.now + 4 * HOUR
    with story.acting("jimin") as ctx, pytest.raises(Overtaken):
        suppressing.extend(ctx, held_id, version=1, until=story.now + HOUR, note="다시")


def test_ended_by_hand_it_is_judged_at_once_and_ends_only_once(story: Story) -> None:
    held_id = hold(story)
    story.later(minutes=20).judge()
    with story.acting("jimin") as ctx:
        suppressing.end(ctx, held_id, version=1)
    story.judge()
    assert story.alert("device").state is State.OPEN
    with story.acting("jimin") as ctx, pytest.raises(Overtaken):
        suppressing.end(ctx, held_id, version=2)


def test_a_return_is_noticed_from_movement_and_told(story: Story) -> None:
    held_id = hold(story, "away", 48 * HOUR)
    story.later(minutes=30).moves()  # packing
    story.later(minutes=60)
    assert returns(story) == 0
    assert kept(story).ended_at is None
    story.later(hours=5).moves()

    assert [returns(story), returns(story)] == [1, 0]

    assert kept(story).ended_why.value == "returned"
    with reading(story.engine) as db:
        said = select(NOTICES.c.target).where(NOTICES.c.about_id == held_id)
        assert set(db.scalars(said)) == {f"staff:{story.cast.jimin.id}"}


@pytest.mark.parametrize(
    ("reason", "until", "field"),
    [
        ("holiday", HOUR, "reason"),
        ("away", timedelta(days=31), "until"),
        ("hospital", timedelta(days=15), "until"),
        ("visit", timedelta(minutes=14), "until"),
        ("out_of_service", HOUR, "device_id"),
    ],
)
def test_bad_input_is_refused_by_its_field(
    story: Story, reason: str, until: timedelta, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        hold(story, reason, until)
    assert set(refused.value.fields) == {field}


def test_a_second_one_for_the_same_home_is_refused(story: Story) -> None:
    hold(story)
    with pytest.raises(Invalid):
        hold(story, "away")


def test_a_device_out_of_service_hides_itself_alone(story: Story) -> None:
    hold(story, "out_of_service", 24 * HOUR, device_id=story.home.device_id)
    story.later(minutes=20).judge()
    assert story.alerts() == []


def test_who_works_elsewhere_holds_nothing_back(story: Story) -> None:
    held_id = hold(story)
    with story.acting("oeji") as ctx, pytest.raises(NotYours):
        suppressing.end(ctx, held_id, version=1)
