"""Who ends, moves or claims no more leaves nothing behind that nobody looks after."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from telecare.actions import people, tasks, triage
from telecare.actions.tasks import Asked
from telecare.care.alert import State
from telecare.db.engine import reading
from telecare.records.notifications import NOTICES
from telecare.records.staff import Role, Staff
from telecare.records.tasks import TASKS
from tests.cast import Cast
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    """Jimin has a silent home on hold until Wednesday, and a task there."""
    story = begin(engine, cast)
    while not [a for a in story.alerts() if a.alert_class == "silence"]:
        story.lives_on(hours=0.25)
    alert = story.alert("silence")
    with story.acting("jimin") as ctx:
        claimed = triage.claim(ctx, alert.id, alert.version)
        until = story.now + timedelta(days=2)
        triage.hold(ctx, alert.id, claimed.version, claimed.lease_token, until, "visit")
        asked = Asked("call", due_at=until, assigned_to=story.cast.jimin.id)
        tasks.make(ctx, story.home.resident_id, asked)
    return story


def account(story: Story) -> Any:  # noqa: ANN401 - a row
    with reading(story.engine) as db:
        return db.execute(select(Staff).where(Staff.id == story.cast.jimin.id)).scalar_one()


def changes(story: Story, *, ended: bool | None = None, **new: object) -> None:
    with story.acting("haneul") as ctx:
        people.edit_staff(ctx, story.cast.jimin.id, account(story).version, new, ended=ended)


def task(story: Story) -> tuple[UUID | None, list[str]]:
    """Whose the task is, and whom the outbox was given to tell that it is free."""
    with reading(story.engine) as db:
        row = db.execute(select(TASKS).where(TASKS.c.kind == "call")).one()
        said = select(NOTICES.c.target).where(NOTICES.c.about_id == row.id)
        return row.assigned_to, sorted(set(db.scalars(said)))


@pytest.mark.parametrize("way", ["ends", "moves to Andong", "looks after privacy now"])
def test_alerts_and_tasks_of_who_leaves_are_everybody_s_again(story: Story, way: str) -> None:
    if way == "ends":
        changes(story, ended=True)
    elif way == "moves to Andong":
        changes(story, organisation_id=story.cast.andong)
    else:
        changes(story, role=Role.PRIVACY_OFFICER)

    alert = story.alert("silence")
    assert (alert.state, alert.owner_id, alert.due_at) == (State.OPEN, None, story.now)
    assert task(story) == (None, ["caseworker"])
    before = alert.step_no
    story.climb()  # and the next step is told at once
    assert story.alert("silence").step_no == before + 1


@pytest.mark.parametrize("new", [{"name": "한지민이"}, {"role": Role.SUPERVISOR}])
def test_who_stays_keeps_what_is_theirs(story: Story, new: dict[str, Any]) -> None:
    changes(story, **new)
    alert = story.alert("silence")
    assert (alert.state, alert.owner_id) == (State.RESPONDING, story.cast.jimin.id)
    assert task(story)[0] == story.cast.jimin.id


def test_a_reset_takes_nothing_away(story: Story) -> None:
    with story.acting("haneul") as ctx:
        people.reset_staff(ctx, story.cast.jimin.id)
    assert story.alert("silence").owner_id == story.cast.jimin.id
