"""Responding: 119 called, somebody on the way, and until when the alert waits for them."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from telecare.actions import responding, triage
from telecare.actions.triage import Claimed
from telecare.boards import alert as boards
from telecare.care.alert import HOLD_MARGIN, State
from telecare.care.responding import ASK_119_AFTER, Help
from telecare.db.engine import reading
from telecare.errors import Invalid, LeaseLost, NotYours, Overtaken
from telecare.records.emergency_calls import CALLS
from tests.cast import Cast
from tests.stories.story import Story, begin

HOUR = timedelta(hours=1)


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    """Chungil has pressed his button: a P1."""
    story = begin(engine, cast)
    story.presses()
    return story


def claim(story: Story, name: str = "jimin") -> Claimed:
    alert = story.alert()
    with story.acting(name) as ctx:
        return triage.claim(ctx, alert.id, alert.version)


def call_119(
    story: Story, mine: Claimed, at: datetime | None = None, **said: str
) -> datetime | None:
    alert = story.alert()
    with story.acting("jimin") as ctx:
        return responding.called_119(
            ctx, alert.id, mine.lease_token, at=at or story.now, **said
        )


def respond(story: Story, mine: Claimed, expected_by: datetime, how: str = "neighbour") -> None:
    alert = story.alert()
    with story.acting("jimin") as ctx:
        responding.respond(
            ctx, alert.id, alert.version, mine.lease_token, expected_by=expected_by, how=how
        )


def test_119_called_is_kept_and_the_alert_waits_for_its_arrival(story: Story) -> None:
    mine = claim(story)
    called_at = story.now
    story.later(minutes=2)

    expected_by = call_119(story, mine, called_at, spoken_with="김소방", reference="2026-0310")

    alert = story.alert()
    assert (alert.state, alert.owner_id) == (State.RESPONDING, story.cast.jimin.id)
    assert alert.expected_by == expected_by == called_at + ASK_119_AFTER
    assert alert.lease_until == expected_by + HOLD_MARGIN
    entry = story.entries("alert.called_119")[0]
    assert entry.staff_id == story.cast.jimin.id
    with reading(story.engine) as db:
        kept = db.execute(select(CALLS)).one()
    assert (kept.called_at, kept.recorded_at) == (called_at, story.now)
    assert str(entry.facts["call"]) == str(kept.id)
    for sealed in (kept.spoken_with, kept.reference):
        assert "김소방".encode() not in sealed
        assert b"0310" not in sealed
    assert "김소방" not in str(entry.facts)


def test_the_log_tells_who_answered_at_119_and_the_ladder_ticks_it_off(story: Story) -> None:
    mine = claim(story)
    call_119(story, mine, spoken_with="김소방", reference="2026-0310")

    with story.acting("sera") as ctx:
        shown = boards.detail(ctx, story.alert().id, purpose="triage", locked=False)
    with story.acting("sera") as ctx:
        locked = boards.detail(ctx, story.alert().id, purpose="triage", locked=True)

    line = next(one for one in shown.timeline if one.what == "alert.called_119")
    assert (line.who, line.note) == ("한지민", "김소방 · 2026-0310")
    assert [one.note for one in locked.timeline if one.what == line.what] == [None]
    last = shown.procedure[-1]
    assert (last.kind, last.done_at) == ("emergency_119", story.now)


def test_when_119_is_late_the_owner_is_asked_and_then_the_ladder_goes_on(
    story: Story,
) -> None:
    story.climb()
    mine = claim(story)
    call_119(story, mine)
    story.later(minutes=25).climb()  # half the margin past the expected arrival

    assert story.entries("escalation.remind_owner")
    story.later(minutes=6).climb()

    alert = story.alert()
    assert (alert.state, alert.owner_id, alert.expected_by) == (State.OPEN, None, None)


def test_nothing_more_than_the_time_is_needed_to_record_119(story: Story) -> None:
    """At 03:10 nobody asks a name twice."""
    mine = claim(story)
    call_119(story, mine)
    call_119(story, mine, spoken_with="김소방")  # told later, in a second call

    with reading(story.engine) as db:
        assert len(db.execute(select(CALLS)).all()) == 2


@pytest.mark.parametrize(
    ("ahead", "said", "field"),
    [
        (timedelta(minutes=5), {}, "at"),
        (-timedelta(hours=25), {}, "at"),
        (timedelta(), {"spoken_with": "가" * 81}, "spoken_with"),
        (timedelta(), {"reference": "1" * 41}, "reference"),
    ],
    ids=["ahead", "yesterday's", "no name is so long", "no number is so long"],
)
def test_a_call_to_119_that_cannot_be_is_refused_by_its_field(
    story: Story, ahead: timedelta, said: dict[str, str], field: str
) -> None:
    mine = claim(story)
    with pytest.raises(Invalid) as refused:
        call_119(story, mine, story.now + ahead, **said)
    assert set(refused.value.fields) == set(refused.value.fields_ko) == {field}
    assert story.alert().state is State.CLAIMED


def test_somebody_is_on_the_way_to_a_p1_too(story: Story) -> None:
    mine = claim(story)
    until = story.now + timedelta(minutes=30)

    respond(story, mine, until, "neighbour")

    alert = story.alert()
    assert (alert.state, alert.expected_by, alert.hold_reason) == (
        State.RESPONDING, until, Help.NEIGHBOUR,
    )  # fmt: skip
    assert alert.lease_until == until + HOLD_MARGIN
    assert story.entries("alert.responding")[0].facts["how"] == "neighbour"


@pytest.mark.parametrize(
    ("ahead", "how", "field"),
    [
        (timedelta(), "neighbour", "expected_by"),
        (HOUR + timedelta(seconds=1), "neighbour", "expected_by"),
        (HOUR, "ghost", "how"),
    ],
    ids=["past", "a P1 does not wait so long", "nobody we know"],
)
def test_help_that_cannot_be_is_refused_by_its_field(
    story: Story, ahead: timedelta, how: str, field: str
) -> None:
    mine = claim(story)
    with pytest.raises(Invalid) as refused:
        respond(story, mine, story.now + ahead, how)
    assert set(refused.value.fields) == set(refused.value.fields_ko) == {field}


def test_only_the_owner_says_who_is_on_the_way(story: Story) -> None:
    mine = claim(story)
    alert = story.alert()
    with story.acting("jimin") as ctx:
        triage.hand_over(ctx, alert.id, mine.version, mine.lease_token, story.cast.sera.id)

    with pytest.raises(LeaseLost):
        respond(story, mine, story.now + HOUR)


def test_a_call_to_119_is_kept_even_if_the_claim_ran_out_meanwhile(story: Story) -> None:
    """I3: a stale token writes, and moves nothing. Whoever was on the telephone is believed."""
    mine = claim(story)
    story.later(minutes=6).climb()
    before = story.alert()
    assert before.state is State.OPEN

    assert call_119(story, mine, spoken_with="김소방") is None

    after = story.alert()
    assert (after.state, after.version, after.due_at) == (
        before.state, before.version, before.due_at,
    )  # fmt: skip
    assert len(story.entries("alert.called_119")) == 1
    with reading(story.engine) as db:
        assert len(db.execute(select(CALLS)).all()) == 1


def test_of_two_moves_on_one_version_the_second_is_refused(story: Story) -> None:
    mine = claim(story)
    before: UUID = story.alert().id
    call_119(story, mine)
    with pytest.raises(Overtaken), story.acting("jimin") as ctx:
        responding.respond(
            ctx, before, mine.version, mine.lease_token,
            expected_by=story.now + HOUR, how="family",
        )  # fmt: skip


def test_an_open_alert_waits_for_nobody_but_keeps_the_call(story: Story) -> None:
    alert = story.alert()
    with story.acting("sera") as ctx:
        assert responding.called_119(ctx, alert.id, None, at=story.now) is None
    assert story.alert().state is State.OPEN


def test_a_stranger_records_nothing(story: Story) -> None:
    with pytest.raises(NotYours), story.acting("oeji") as ctx:
        responding.called_119(ctx, story.alert().id, None, at=story.now)


def test_whoever_tells_of_a_call_to_119_has_acted_though_nobody_claimed(story: Story) -> None:
    """The clock of the figures stops, once, and the escalation goes on (I19)."""
    before = story.alert()
    story.later(seconds=40)
    for _ in range(2):
        with story.acting("sera") as ctx:
            assert responding.called_119(ctx, before.id, None, at=story.now) is None
        story.later(seconds=60)

    alert = story.alert()
    assert alert.first_human_at == before.opened_at + timedelta(seconds=40)
    assert (alert.state, alert.version, alert.due_at) == (
        State.OPEN, before.version, before.due_at,
    )  # fmt: skip


def test_undoing_a_claim_forgets_no_call_to_119(story: Story) -> None:
    mine = claim(story)
    with story.acting("sera") as ctx:
        responding.called_119(ctx, story.alert().id, None, at=story.now)
    alert = story.alert()
    with story.acting("jimin") as ctx:
        triage.undo(ctx, alert.id, alert.version, mine.lease_token)
    assert story.alert().state is State.OPEN
    assert story.alert().first_human_at == story.now
