"""Handing over: a line is the giver's until it is ticked, and nobody is without an owner."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from telecare.actions import handing, responding, suppressing, tasks, triage
from telecare.actions.triage import Claimed
from telecare.boards import handover as boards
from telecare.boards.shapes.handover import HandoverSheet
from telecare.care.alert import State
from telecare.errors import Invalid, LeaseLost, NotYours, Overtaken
from telecare.records import tasks as task_rows
from telecare.records.notifications import NOTICES
from tests.cast import Cast
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    story = begin(engine, cast)
    story.presses()
    story.judge()
    return story


def claims(story: Story, name: str = "jimin") -> Claimed:
    alert = story.alert("sos")
    with story.acting(name) as ctx:
        return triage.claim(ctx, alert.id, alert.version)


def gives(story: Story, words: str = "") -> UUID:
    with story.acting("jimin") as ctx:
        return handing.begin(ctx, to=story.cast.sera.id, words=words)


def sheet(story: Story, handover_id: UUID, name: str = "sera") -> HandoverSheet:
    with story.acting(name) as ctx:
        return boards.sheet(ctx, handover_id)


def line_of(story: Story, handover_id: UUID, **wanted: object) -> UUID:
    lines = sheet(story, handover_id).lines
    found = [one.id for one in lines if _is(one, wanted)]
    assert len(found) == 1, lines
    return found[0]


def _is(line: Any, wanted: Mapping[str, object]) -> bool:  # noqa: ANN401 - a row of the sheet
    return all(getattr(line, name) == value for name, value in wanted.items())


def ticks(story: Story, handover_id: UUID, line_id: UUID, name: str = "sera") -> None:
    with story.acting(name) as ctx:
        handing.tick(ctx, handover_id, line_id)


def test_the_alert_stays_the_givers_until_its_line_is_ticked(story: Story) -> None:
    held = claims(story)
    handover_id = gives(story)
    alert = story.alert("sos")
    assert alert.owner_id == story.cast.jimin.id
    assert alert.lease_token == held.lease_token

    story.later(seconds=30)
    ticks(story, handover_id, line_of(story, handover_id, alert_id=alert.id))

    after = story.alert("sos")
    assert (after.state, after.owner_id) == (State.CLAIMED, story.cast.sera.id)
    assert after.due_at is not None
    with story.acting("jimin") as ctx, pytest.raises(LeaseLost):
        triage.renew(ctx, alert.id, held.lease_token)


def test_a_line_not_ticked_stays_with_the_giver_when_the_sheet_is_closed(story: Story) -> None:
    held = claims(story)
    handover_id = gives(story)
    line_id = line_of(story, handover_id, alert_id=story.alert("sos").id)
    with story.acting("sera") as ctx:
        handing.close(ctx, handover_id)

    with pytest.raises(Overtaken):
        ticks(story, handover_id, line_id)
    with story.acting("jimin") as ctx:
        triage.renew(ctx, story.alert("sos").id, held.lease_token)
    assert story.alert("sos").owner_id == story.cast.jimin.id


def test_what_was_promised_is_on_the_sheet_and_goes_along(story: Story) -> None:
    held = claims(story)
    by = story.now + timedelta(minutes=20)
    with story.acting("jimin") as ctx:
        responding.respond(
            ctx, story.alert("sos").id, held.version, held.lease_token,
            expected_by=by, how="neighbour",
        )  # fmt: skip
    handover_id = gives(story)

    line_id = line_of(story, handover_id, kind="promise", until_at=by)
    ticks(story, handover_id, line_id)

    after = story.alert("sos")
    assert (after.owner_id, after.expected_by) == (story.cast.sera.id, by)


def test_a_sheet_too_long_leaves_off_nothing_of_the_giver_s_and_says_how_much(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims(story)
    with story.acting("jimin") as ctx:
        until = story.now + timedelta(hours=1)
        suppressing.start(ctx, story.home.resident_id, reason="visit", until=until)
    monkeypatch.setattr(handing, "LINES_AT_MOST", 0)  # the giver's own stand on it however many
    handover_id = gives(story, words="열쇠는 옆집")
    lines = sheet(story, handover_id).lines

    assert lines[0].alert_id == story.alert("sos").id
    left_off, own = (line.words for line in lines[1:])
    assert left_off == "그 밖의 1건은 관제 화면에서 보세요. (1 more stand on the board.)"
    assert own == "열쇠는 옆집"


def test_what_is_held_back_and_the_givers_words_are_on_the_sheet(story: Story) -> None:
    until = story.now + timedelta(hours=2)
    with story.acting("jimin") as ctx:
        held_id = suppressing.start(ctx, story.home.resident_id, reason="visit", until=until)
    handover_id = gives(story, "아드님이 저녁에 전화하기로 함")
    with story.acting("jimin") as ctx:
        handing.add(ctx, handover_id, words="무릎을 여쭙기", resident_id=story.home.resident_id)

    line_of(story, handover_id, kind="suppression", suppression_id=held_id, until_at=until)
    line_of(story, handover_id, words="아드님이 저녁에 전화하기로 함", resident="")
    line_of(story, handover_id, words="무릎을 여쭙기", resident=story.cast.chungil.name)


def test_a_task_of_the_givers_goes_along_and_one_of_nobodys_stays_nobodys(
    story: Story,
) -> None:
    due = story.now + timedelta(hours=3)
    with story.acting("jimin") as ctx:
        mine, free = (
            tasks.make(
                ctx, story.home.resident_id,
                tasks.Asked(kind="visit", due_at=due, assigned_to=who),
            )
            for who in (story.cast.jimin.id, None)
        )  # fmt: skip
    handover_id = gives(story)
    for task_id in (mine, free):
        ticks(story, handover_id, line_of(story, handover_id, task_id=task_id, until_at=due))

    with story.acting("sera") as ctx:
        assert task_rows.one_for(ctx, mine).assigned_to == story.cast.sera.id
        assert task_rows.one_for(ctx, free).assigned_to is None


def test_the_receiver_is_told_of_the_sheet(story: Story) -> None:
    handover_id = gives(story)
    with story.acting("jimin") as ctx:
        told = ctx.db.execute(select(NOTICES).where(NOTICES.c.about_id == handover_id)).all()
    assert {row.target for row in told} == {f"staff:{story.cast.sera.id}"}
    assert {row.channel for row in told} == {"console", "push"}


def test_both_names_and_both_times_are_kept_and_the_last_tick_closes(story: Story) -> None:
    claims(story)
    begun = story.now
    handover_id = gives(story)
    story.later(minutes=3)
    for line in sheet(story, handover_id).lines:
        ticks(story, handover_id, line.id)

    kept = sheet(story, handover_id, "jimin")
    assert (kept.giver, kept.receiver) == (story.cast.jimin.name, story.cast.sera.name)
    assert (kept.begun_at, kept.received_at) == (begun, story.now)
    assert kept.closed_at == story.now
    assert {line.ticked_at for line in kept.lines} == {story.now}


def test_a_line_is_ticked_once_and_by_its_receiver_only(story: Story) -> None:
    claims(story)
    handover_id = gives(story, "열쇠는 이웃집에")
    line_id = line_of(story, handover_id, words="열쇠는 이웃집에")

    for name in ("jimin", "suhyeon"):
        with pytest.raises(NotYours):
            ticks(story, handover_id, line_id, name)
    ticks(story, handover_id, line_id)
    with pytest.raises(Overtaken):
        ticks(story, handover_id, line_id)
    assert story.alert("sos").owner_id == story.cast.jimin.id


def test_an_alert_somebody_else_took_meanwhile_is_left_with_them(story: Story) -> None:
    held = claims(story)
    handover_id = gives(story)
    alert = story.alert("sos")
    with story.acting("jimin") as ctx:
        triage.hand_over(ctx, alert.id, alert.version, held.lease_token, story.cast.suhyeon.id)

    ticks(story, handover_id, line_of(story, handover_id, alert_id=alert.id))

    assert story.alert("sos").owner_id == story.cast.suhyeon.id


@pytest.mark.parametrize("who", ["oeji", "haneul", "jimin"])
def test_a_shift_goes_to_a_colleague_who_may_take_it(story: Story, who: str) -> None:
    claims(story)
    with story.acting("jimin") as ctx, pytest.raises(Invalid):
        handing.begin(ctx, to=story.worker(who).id)


def test_a_giver_has_one_sheet_at_a_time(story: Story) -> None:
    gives(story)
    with pytest.raises(Invalid):
        gives(story)
