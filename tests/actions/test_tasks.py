"""Tasks: due by a time, given to somebody, told when late, and never ended by themselves."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select, update

from telecare.actions import tasks
from telecare.actions.tasks import Asked
from telecare.boards import tasks as boards
from telecare.boards.shapes.triage import TaskRow
from telecare.db.engine import reading, transaction
from telecare.errors import Invalid, NotYours, Overtaken
from telecare.records.notifications import NOTICES
from telecare.records.staff import Staff
from telecare.records.tasks import TASKS, TaskKind
from tests.cast import VAULT, Cast
from tests.stories.story import Story, begin

HOUR = timedelta(hours=1)


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


def makes(story: Story, name: str = "jimin", **more: Any) -> UUID:  # noqa: ANN401 - of Asked
    alert_id = more.pop("alert_id", None)
    said: dict[str, Any] = {"kind": "visit", "due_at": story.now + HOUR} | more
    asked = Asked(**said)
    with story.acting(name) as ctx:
        return tasks.make(ctx, story.home.resident_id, asked, alert_id)


def seen(story: Story, name: str = "jimin", *, mine: bool = False) -> list[TaskRow]:
    with story.acting(name) as ctx:
        return boards.standing(ctx, locked=False, mine=mine)


def told(story: Story, task_id: UUID) -> list[str]:
    """Whom a task was told to, in order, over the console."""
    with reading(story.engine) as db:
        asked = select(NOTICES.c.target).where(NOTICES.c.about_id == task_id)
        return list(
            db.scalars(asked.where(NOTICES.c.channel == "console").order_by(NOTICES.c.due_at))
        )


def column(story: Story, task_id: UUID, name: str) -> Any:  # noqa: ANN401 - a column
    with reading(story.engine) as db:
        return db.scalar(select(TASKS.c[name]).where(TASKS.c.id == task_id))


def test_a_task_has_a_window_a_person_and_words(story: Story) -> None:
    begins, by = story.now + HOUR, story.now + 3 * HOUR
    task_id = makes(
        story, from_at=begins, due_at=by, priority="high", words="혈압약을 챙기기",
        assigned_to=story.cast.sera.id,
    )  # fmt: skip

    (row,) = seen(story, "sera", mine=True)
    assert (row.id, row.from_at, row.due_at, row.priority) == (task_id, begins, by, "high")
    assert (row.words, row.mine, row.late) == ("혈압약을 챙기기", True, False)
    assert row.assigned is not None
    assert row.assigned.name == story.cast.sera.name
    assert seen(story, "jimin", mine=True) == []
    assert told(story, task_id) == [f"staff:{story.cast.sera.id}"]
    assert b"\xed\x98\x88\xec\x95\x95" not in column(story, task_id, "words")  # sealed


def test_a_late_task_is_told_to_its_person_and_then_to_the_supervisor(story: Story) -> None:
    task_id = makes(story, assigned_to=story.cast.jimin.id)
    story.later(minutes=59)
    assert tasks.tell_late(story.engine, VAULT, story.now) == 0
    story.later(minutes=1)
    assert tasks.tell_late(story.engine, VAULT, story.now) == 1
    assert tasks.tell_late(story.engine, VAULT, story.now) == 0  # once
    assert [row.late for row in seen(story)] == [True]

    story.later(hours=24 * 4)  # over a weekend and a working day
    assert tasks.tell_late(story.engine, VAULT, story.now) == 1
    assert told(story, task_id) == [f"staff:{story.cast.jimin.id}", "supervisor"]
    story.later(hours=24 * 4)
    assert tasks.tell_late(story.engine, VAULT, story.now) == 0
    assert len(seen(story)) == 1  # it stands until somebody does it


def test_a_task_of_nobody_is_told_to_the_caseworkers(story: Story) -> None:
    task_id = makes(story)
    story.later(hours=2)
    tasks.tell_late(story.engine, VAULT, story.now)
    assert told(story, task_id) == ["caseworker"]


def test_a_task_of_who_has_left_is_told_to_the_caseworkers(story: Story) -> None:
    task_id = makes(story, assigned_to=story.cast.sera.id)
    with transaction(story.engine) as db:
        leaves = update(Staff).where(Staff.id == story.cast.sera.id)
        db.execute(leaves.values(ended_at=story.now))
    story.later(hours=2)
    tasks.tell_late(story.engine, VAULT, story.now)
    assert told(story, task_id)[-1] == "caseworker"


def test_what_is_done_is_not_told(story: Story) -> None:
    task_id = makes(story)
    with story.acting("sera") as ctx:
        tasks.done(ctx, task_id, version=1)
    story.later(hours=2)
    assert tasks.tell_late(story.engine, VAULT, story.now) == 0
    with story.acting("jimin") as ctx:
        assert [row.id for row in boards.lately_done(ctx, locked=False)] == [task_id]


def test_a_new_time_begins_the_telling_anew_and_an_old_version_is_refused(
    story: Story,
) -> None:
    task_id = makes(story)
    story.later(hours=2)
    tasks.tell_late(story.engine, VAULT, story.now)
    later = Asked(kind="visit", due_at=story.now + HOUR, words="열쇠는 옆집에")
    with story.acting("jimin") as ctx:
        tasks.change(ctx, task_id, 1, later)
    with story.acting("sera") as ctx, pytest.raises(Overtaken):
        tasks.change(ctx, task_id, 1, later)
    with story.acting("sera") as ctx, pytest.raises(Invalid):
        tasks.change(ctx, task_id, 2, replace(later, kind="call"))
    story.later(hours=2)
    assert tasks.tell_late(story.engine, VAULT, story.now) == 1
    assert told(story, task_id) == ["caseworker", "caseworker"]


def test_an_alert_has_one_standing_task_of_a_kind(story: Story) -> None:
    story.presses()
    story.judge()
    alert = story.alert("sos")
    task_id = makes(story, alert_id=alert.id)
    with pytest.raises(Invalid) as refused:
        makes(story, "sera", alert_id=alert.id)
    assert set(refused.value.fields) == {"kind"}
    with story.acting("jimin") as ctx:
        tasks.done(ctx, task_id, version=1)
    makes(story, "sera", alert_id=alert.id)


def test_the_service_makes_one_of_a_kind_until_it_is_done(story: Story) -> None:
    def asks() -> UUID | None:
        with story.acting("jimin") as ctx:
            return tasks.make_by_itself(ctx, story.home.resident_id, TaskKind.WELL_BEING)

    first = asks()
    assert first is not None
    assert asks() is None
    with story.acting("jimin") as ctx:
        tasks.done(ctx, first, version=1)
    assert asks() is not None


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"due_at": timedelta(0)}, {"due_at"}),
        ({"due_at": timedelta(days=181)}, {"due_at"}),
        ({"from_at": 2 * HOUR}, {"from_at"}),
        ({"kind": "doctor_asked"}, {"kind"}),
        ({"kind": "other"}, {"words"}),
        ({"words": "가" * 1_001}, {"words"}),
    ],
)
def test_what_no_task_can_be_is_refused_by_its_field(
    story: Story, more: Mapping[str, Any], fields: set[str]
) -> None:
    spans = {k: story.now + v for k, v in more.items() if isinstance(v, timedelta)}
    with pytest.raises(Invalid) as refused:
        makes(story, **(dict(more) | spans))
    assert set(refused.value.fields) == set(refused.value.fields_ko) == fields


def test_strangers_neither_make_nor_get_a_task(story: Story) -> None:
    with pytest.raises(NotYours):
        makes(story, "oeji")
    with pytest.raises(Invalid) as refused:
        makes(story, assigned_to=story.cast.oeji.id)
    assert set(refused.value.fields) == {"assigned_to"}
