"""Visits: kept as they were written, done once, and never over somebody else's work."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select, update

from telecare.actions import tasks, triage, visiting
from telecare.actions.tasks import Asked
from telecare.actions.visiting import Kept, Seen, Written
from telecare.boards import visits as boards
from telecare.care.alert import Outcome, State, Verified
from telecare.db.engine import reading, transaction
from telecare.errors import Invalid, NotYours, Overtaken
from telecare.records.notifications import NOTICES
from telecare.records.residents import RESIDENTS
from telecare.records.tasks import TASKS, Priority, TaskKind
from telecare.records.visits import VISITS, Beside, Found
from telecare.task_errors import NotYourVisit, VisitDiffers
from tests.cast import Cast
from tests.stories.story import Story, begin

HOUR = timedelta(hours=1)


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    """An emergency that Jimin claimed, with a visit of hers to make."""
    story = begin(engine, cast)
    story.presses()
    story.judge()
    alert = story.alert("sos")
    with story.acting("jimin") as ctx:
        triage.claim(ctx, alert.id, alert.version)
    return story


def sends_out(story: Story, name: str = "jimin", *, alert: bool = True) -> UUID:
    """Make a visit for `name` and let them take it along."""
    who = story.worker(name)
    asked = Asked(kind="visit", due_at=story.now + HOUR, assigned_to=who.id)
    alert_id = story.alert("sos").id if alert else None
    with story.acting(name) as ctx:
        task_id = tasks.make(ctx, story.home.resident_id, asked, alert_id)
        visiting.taken_along(ctx, story.home.resident_id, task_id)
    return task_id


def writes(story: Story, task_id: UUID | None, found: Found = Found.WELL) -> Written:
    """Write at the door, now."""
    return Written(
        id=uuid4(), author_id=story.cast.jimin.id, resident_id=story.home.resident_id,
        found=found, words="주무시고 계셨음", captured_at=story.now, sent_at=story.now,
        task_id=task_id, task_version=None if task_id is None else 1,
        seen=Seen(1, at=story.now, by_phone=story.now),
    )  # fmt: skip


def sends(story: Story, visit: Written, name: str = "jimin") -> Kept:
    with story.acting(name) as ctx:
        return visiting.record(ctx, replace(visit, sent_at=story.now))


def kept(story: Story, visit: Written) -> Any:  # noqa: ANN401 - a row
    with reading(story.engine) as db:
        return db.execute(select(VISITS).where(VISITS.c.id == visit.id)).one()


def ended(story: Story, task_id: UUID) -> datetime | None:
    with reading(story.engine) as db:
        return db.scalar(select(TASKS.c.done_at).where(TASKS.c.id == task_id))


def test_a_visit_sent_later_ends_its_task_and_its_alert(story: Story) -> None:
    task_id = sends_out(story)
    visit = writes(story.later(minutes=20), task_id)
    made_at = story.now
    story.later(hours=3).climb()  # out of the network; the claim has run out meanwhile
    assert story.alert("sos").state is State.OPEN

    assert sends(story, visit) == Kept(None)

    alert = story.alert("sos")
    assert (alert.state, alert.outcome) == (State.RESOLVED, Outcome.OK_CONFIRMED)
    assert (alert.person_verified_how, alert.resolved_by) == (
        Verified.VISIT, story.cast.jimin.id,
    )  # fmt: skip
    assert ended(story, task_id) == story.now
    row = kept(story, visit)
    assert (row.captured_at, row.received_at) == (made_at, story.now)
    assert row.author_id == story.cast.jimin.id
    assert "주무시고".encode() not in row.words


def test_the_same_visit_sent_twice_is_kept_once(story: Story) -> None:
    visit = writes(story, sends_out(story))
    sends(story, visit)
    version = story.alert("sos").version

    assert sends(story, visit) == Kept(None, again=True)
    assert story.alert("sos").version == version
    with pytest.raises(VisitDiffers):
        sends(story, replace(visit, words="다른 말"))
    with reading(story.engine) as db:
        assert len(db.execute(select(VISITS.c.id)).all()) == 1


def test_a_task_somebody_closed_meanwhile_is_not_closed_again(story: Story) -> None:
    task_id = sends_out(story)
    visit = writes(story, task_id)
    with story.acting("sera") as ctx:
        tasks.done(ctx, task_id, version=1)
    at = story.now
    assert sends(story.later(hours=1), visit) == Kept(Beside.TASK_DONE)
    assert ended(story, task_id) == at
    with story.acting("sera") as ctx:
        (waiting,) = boards.beside(ctx)
        assert (waiting.words, waiting.author) == ("주무시고 계셨음", story.cast.jimin.name)
        visiting.settle(ctx, visit.id)
        assert boards.beside(ctx) == []
    with story.acting("sera") as ctx, pytest.raises(Overtaken):
        visiting.settle(ctx, visit.id)


def test_a_task_changed_meanwhile_stands_and_the_visit_beside_it(story: Story) -> None:
    task_id = sends_out(story)
    visit = writes(story, task_id)
    with story.acting("sera") as ctx:
        tasks.change(ctx, task_id, 1, Asked(kind="visit", due_at=story.now + 2 * HOUR))
    assert sends(story, visit) == Kept(Beside.TASK_CHANGED)
    assert ended(story, task_id) is None
    assert story.alert("sos").state is State.CLAIMED


def test_an_alert_that_spoke_again_after_the_visit_goes_on(story: Story) -> None:
    visit = writes(story, sends_out(story))
    story.later(minutes=2).presses()
    story.judge()
    assert sends(story.later(minutes=1), visit) == Kept(Beside.ALERT_CHANGED)
    assert story.alert("sos").state is State.CLAIMED


def test_the_clock_of_the_phone_does_not_decide(story: Story) -> None:
    """An hour fast, it claims to have visited after the second press; the hub knows better."""
    task_id = sends_out(story)
    fast = story.now + HOUR
    visit = writes(story, task_id)
    visit = replace(visit, captured_at=fast, seen=Seen(1, at=story.now, by_phone=fast))
    story.later(minutes=2).presses()
    story.judge()
    story.later(minutes=1)
    with story.acting("jimin") as ctx:
        said = visiting.record(ctx, replace(visit, sent_at=story.now + HOUR))
    assert said == Kept(Beside.ALERT_CHANGED)
    with story.acting("sera") as ctx:
        assert boards.beside(ctx)[0].clock_off_s == HOUR.total_seconds()


@pytest.mark.parametrize("hours", [0, 4], ids=["at once", "when its hour has come"])
def test_a_clock_set_right_before_sending_ends_nothing(story: Story, hours: int) -> None:
    """Three hours fast at the door, set right on the way: it writes of after the press."""
    visit = writes(story, sends_out(story))
    seen = Seen(1, at=story.now, by_phone=story.now + 3 * HOUR)
    visit = replace(visit, captured_at=visit.captured_at + 3 * HOUR, seen=seen)
    story.later(minutes=2).presses()
    story.judge()
    story.later(hours=hours, minutes=1)
    assert sends(story, visit) == Kept(Beside.ALERT_CHANGED)
    assert story.alert("sos").state is not State.RESOLVED


def test_who_presses_until_the_door_opens_was_seen_by_the_visitor(story: Story) -> None:
    task_id = sends_out(story)
    seen = writes(story, task_id).seen
    story.later(minutes=2).presses()
    story.judge()
    visit = replace(writes(story.later(minutes=1), task_id), seen=seen)
    assert sends(story.later(hours=1), visit) == Kept(None)
    assert story.alert("sos").state is State.RESOLVED


def test_a_phone_that_does_not_say_what_it_saw_ends_nothing(story: Story) -> None:
    visit = replace(writes(story, sends_out(story)), seen=None)
    assert sends(story, visit) == Kept(Beside.ALERT_CHANGED)
    assert story.alert("sos").state is State.CLAIMED


def test_the_alert_of_a_colleague_stays_theirs(story: Story) -> None:
    visit = writes(story, sends_out(story))
    alert = story.alert("sos")
    with story.acting("jimin") as ctx:
        triage.hand_over(ctx, alert.id, alert.version, alert.lease_token, story.cast.sera.id)
    assert sends(story, visit) == Kept(Beside.ALERT_OF_OTHER)
    assert story.alert("sos").owner_id == story.cast.sera.id


def test_an_alert_that_is_over_is_not_touched(story: Story) -> None:
    visit = writes(story, sends_out(story))
    alert = story.alert("sos")
    with story.acting("jimin") as ctx:
        triage.resolve(
            ctx, alert.id, alert.version, alert.lease_token, Outcome.ASSISTED, Verified.VOICE
        )
    assert sends(story, visit) == Kept(Beside.ALERT_OVER)
    assert story.alert("sos").outcome is Outcome.ASSISTED


@pytest.mark.parametrize("found", [Found.NOT_HOME, Found.NOT_LET_IN])
def test_at_a_closed_door_everything_is_still_to_be_done(story: Story, found: Found) -> None:
    task_id = sends_out(story)
    assert sends(story, writes(story, task_id, found)) == Kept(None)
    assert ended(story, task_id) is None
    assert story.alert("sos").state is State.CLAIMED


def test_a_visit_to_who_has_moved_is_kept_for_the_new_place(story: Story) -> None:
    visit = writes(story, sends_out(story))
    with transaction(story.engine) as db:
        db.execute(
            update(RESIDENTS)
            .where(RESIDENTS.c.id == story.home.resident_id)
            .values(organisation_id=story.cast.andong)
        )
    assert sends(story, visit) == Kept(Beside.MOVED)
    assert story.alert("sos").state is State.CLAIMED
    with story.acting("oeji") as ctx:
        assert [row.beside for row in boards.beside(ctx)] == ["moved"]


def test_nobody_writes_in_anothers_name_or_of_strangers(story: Story) -> None:
    visit = writes(story, None)
    with pytest.raises(NotYourVisit):
        sends(story, visit, "sera")
    with pytest.raises(NotYours):
        sends(story, replace(visit, author_id=story.cast.oeji.id), "oeji")
    with pytest.raises(NotYours):
        sends(story, replace(visit, task_id=uuid4(), task_version=1))
    with pytest.raises(Invalid):
        sends(story, replace(visit, words="가" * 2_001))


def helped_on(story: Story) -> list[Any]:
    """The tasks that stand for more help, and whom the outbox was given to tell of them."""
    with reading(story.engine) as db:
        standing = select(TASKS).where(TASKS.c.kind == TaskKind.OTHER)
        return list(db.execute(standing.where(TASKS.c.done_at.is_(None))))


@pytest.mark.parametrize("with_task", [True, False])
def test_who_needs_more_help_is_somebody_s_task_and_two_are_told(
    story: Story, *, with_task: bool
) -> None:
    task_id = sends_out(story, alert=False) if with_task else None
    if not with_task:
        sends_out(story, alert=False)  # she has taken the resident along
    visit = writes(story, task_id, Found.NEEDS_HELP)

    assert sends(story, visit) == Kept(None)
    assert sends(story, visit) == Kept(None, again=True)  # and no second task

    (task,) = helped_on(story)
    assert (task.priority, task.assigned_to) == (Priority.HIGH, None)
    assert task.due_at == story.now + tasks.HELP_WITHIN
    with reading(story.engine) as db:
        told = select(NOTICES.c.target, NOTICES.c.channel).where(NOTICES.c.about_id == task.id)
        said = {tuple(row) for row in db.execute(told)}
    ways = ("console", "push", "sms")
    assert said == {(who, way) for who in ("caseworker", "supervisor") for way in ways}


def test_who_needs_more_help_in_a_claimed_alert_stays_with_its_owner(story: Story) -> None:
    task_id = sends_out(story)
    assert sends(story, writes(story, task_id, Found.NEEDS_HELP)) == Kept(None)
    assert story.alert("sos").state is State.CLAIMED
    assert helped_on(story) == []


def test_help_asked_for_after_the_alert_was_over_is_a_task(story: Story) -> None:
    task_id = sends_out(story)
    visit = writes(story, task_id, Found.NEEDS_HELP)
    alert = story.alert("sos")
    with story.acting("jimin") as ctx:
        triage.resolve(
            ctx, alert.id, alert.version, alert.lease_token, Outcome.ASSISTED, Verified.VOICE
        )
    assert sends(story, visit) == Kept(Beside.ALERT_OVER)
    assert len(helped_on(story)) == 1


def standing_visits(story: Story) -> list[Any]:
    with reading(story.engine) as db:
        standing = select(TASKS).where(TASKS.c.kind == TaskKind.VISIT)
        return list(db.execute(standing.where(TASKS.c.done_at.is_(None))))


@pytest.mark.parametrize("found", [Found.NOT_HOME, Found.NOT_LET_IN])
def test_a_closed_door_without_a_task_leaves_one_with_a_time(
    story: Story, found: Found
) -> None:
    visit = writes(story, None, found)
    assert sends(story, visit) == Kept(None)
    assert sends(story, visit) == Kept(None, again=True)

    (task,) = standing_visits(story)
    assert (task.assigned_to, task.made_by) == (None, story.cast.jimin.id)
    assert task.tell_at == task.due_at
    assert story.now < task.due_at <= story.now + timedelta(days=4)  # office hours from Sunday
    assert sends(story, replace(visit, id=uuid4())) == Kept(None)
    assert [one.id for one in standing_visits(story)] == [
        task.id
    ]  # the one that stands will do


def test_a_closed_door_leaves_the_visit_that_stands_as_it_is(story: Story) -> None:
    task_id = sends_out(story, alert=False)
    sends(story, writes(story, task_id, Found.NOT_HOME))
    assert [one.id for one in standing_visits(story)] == [task_id]


def told_of(story: Story, visit: Written) -> set[tuple[str, str]]:
    """Whom the outbox was given to tell of a visit, and how."""
    with reading(story.engine) as db:
        told = select(NOTICES.c.target, NOTICES.c.channel)
        said = db.execute(told.where(NOTICES.c.idempotency_key.contains(f"visit{visit.id}")))
        return {tuple(row) for row in said}


UNEASY = [Found.NEEDS_HELP, Found.NOT_HOME, Found.NOT_LET_IN]


@pytest.mark.parametrize("with_task", [True, False])
@pytest.mark.parametrize("found", UNEASY)
def test_the_owner_of_a_live_alert_is_told_of_what_matters(
    story: Story, found: Found, *, with_task: bool
) -> None:
    task_id = sends_out(story) if with_task else None
    visit = writes(story, task_id, found)
    alert = story.alert("sos")
    with story.acting("jimin") as ctx:
        triage.hand_over(ctx, alert.id, alert.version, alert.lease_token, story.cast.sera.id)
    sends(story, visit)
    assert told_of(story, visit) == {
        ("owner", way) for way in ("console", "push", "sms", "voice")
    }  # it is an emergency: it rings
    assert len(story.entries("alert.note")) == 1  # and has it before her once


def test_who_made_the_visit_is_not_told_of_it(story: Story) -> None:
    visit = writes(story, sends_out(story), Found.NOT_HOME)
    sends(story, visit)
    assert told_of(story, visit) == set()


def test_a_visit_that_went_well_rings_nobody(story: Story) -> None:
    visit = writes(story, sends_out(story))
    alert = story.alert("sos")
    with story.acting("jimin") as ctx:
        triage.hand_over(ctx, alert.id, alert.version, alert.lease_token, story.cast.sera.id)
    sends(story, visit)
    assert told_of(story, visit) == set()


def test_help_asked_for_in_an_alert_of_nobody_is_a_task(story: Story) -> None:
    visit = writes(story, sends_out(story), Found.NEEDS_HELP)
    story.later(hours=3).climb()  # the claim has run out
    assert story.alert("sos").state is State.OPEN
    sends(story, visit)
    assert len(helped_on(story)) == 1


def test_the_words_are_kept_as_they_were_cleaned(story: Story) -> None:
    visit = replace(
        writes(story, sends_out(story)), words=" 잘\u00a0계심\r\n내일 또\u3000들름\n"
    )
    sends(story, visit)
    assert sends(story, visit) == Kept(None, again=True)
    row = kept(story, visit)
    with story.acting("sera") as ctx:
        words = ctx.ring.read(row.words, table="visit", column="words", row=row.id)
    assert words == "잘 계심\n내일 또 들름"
