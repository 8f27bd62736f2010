"""Triage: every verb beside its refusal."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, event

from telecare.actions import triage
from telecare.actions.triage import Claimed, Written
from telecare.care.alert import Outcome, State, Verified
from telecare.care.facts import Severity
from telecare.errors import IllegalMove, Invalid, LeaseLost, NotYours, Overtaken
from telecare.records.notes import NoteKind
from tests.cast import Cast
from tests.stories.story import Story, begin

SECOND = timedelta(seconds=1)


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    story = begin(engine, cast)
    story.presses()
    return story


@pytest.fixture
def quiet(engine: Engine, cast: Cast) -> Story:
    """The gateway has been silent for 16 minutes: a P4, which may be put on hold."""
    story = begin(engine, cast)
    story.later(minutes=16).judge()
    return story


def claim(story: Story, name: str = "jimin") -> Claimed:
    alert = story.alert()
    with story.acting(name) as ctx:
        return triage.claim(ctx, alert.id, alert.version)


def test_a_claim_is_a_lease_with_a_token(story: Story) -> None:
    mine = claim(story)

    alert = story.alert()
    assert (alert.state, alert.owner_id) == (State.CLAIMED, story.cast.jimin.id)
    assert (alert.lease_token, alert.lease_until) == (mine.lease_token, mine.lease_until)
    assert mine.lease_until == story.now + timedelta(minutes=5)
    assert alert.due_at == story.now + timedelta(minutes=2.5)  # half the lease: a reminder


def test_the_slower_of_two_is_told_who_was_first(story: Story) -> None:
    before = story.alert()
    claim(story)

    with pytest.raises(Overtaken) as refused, story.acting("sera") as ctx:
        triage.claim(ctx, before.id, before.version)

    assert refused.value.facts["owner"] == {"id": str(story.cast.jimin.id), "name": "한지민"}
    assert "한지민" not in str(refused.value)  # a name is for the screen, never for a log


def test_a_note_renews_the_lease_and_moves_nothing_else(story: Story) -> None:
    mine = claim(story)
    before = story.alert()
    story.later(minutes=3)

    with story.acting("jimin") as ctx:
        call = Written("", NoteKind.CALL, "no_answer", story.cast.chungil.contact_id)
        triage.note(ctx, before.id, call, mine.lease_token)

    after = story.alert()
    assert after.lease_until == story.now + timedelta(minutes=5)
    assert (after.version, after.state) == (before.version, before.state)


@pytest.mark.parametrize(
    ("written", "field"),
    [
        (Written("   "), "text"),
        (Written("가" * 5_000), "text"),
        (Written("통화", NoteKind.CALL, "perhaps"), "result"),
        (Written("통화", NoteKind.CALL), "result"),
    ],
    ids=["empty", "too long", "a result nobody knows", "a call without a result"],
)
def test_a_note_that_cannot_be_is_refused_by_its_field(
    story: Story, written: Written, field: str
) -> None:
    with pytest.raises(Invalid) as refused, story.acting("jimin") as ctx:
        triage.note(ctx, story.alert().id, written)

    assert set(refused.value.fields) == set(refused.value.fields_ko) == {field}


def test_a_release_gives_it_back_and_the_next_step_rings_now(story: Story) -> None:
    story.climb()
    mine = claim(story)
    with story.later(minutes=1).acting("jimin") as ctx:
        triage.release(ctx, story.alert().id, mine.version, mine.lease_token)

    alert = story.alert()
    assert (alert.state, alert.owner_id, alert.lease_token) == (State.OPEN, None, None)
    assert (alert.step_no, alert.due_at) == (1, story.now)


def test_a_hold_waits_for_help_and_ten_minutes_more(quiet: Story) -> None:
    mine = claim(quiet)
    until = quiet.now + timedelta(hours=2)
    with quiet.acting("jimin") as ctx:
        triage.hold(ctx, quiet.alert().id, mine.version, mine.lease_token, until, "technician")

    held = quiet.alert()
    assert (held.state, held.expected_by) == (State.RESPONDING, until)
    assert held.lease_until == until + timedelta(minutes=10)
    quiet.later(hours=2, minutes=10).climb()
    back = quiet.alert()
    assert (back.state, back.owner_id, back.expected_by) == (State.OPEN, None, None)
    assert quiet.entries("alert.lease_expired")


def test_a_p1_is_never_on_hold(story: Story) -> None:
    mine = claim(story)
    with pytest.raises(IllegalMove), story.acting("jimin") as ctx:
        triage.hold(
            ctx, story.alert().id, mine.version, mine.lease_token,
            story.now + timedelta(hours=1), "visit",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "reason", "fields"),
    [
        (-1, "visit", {"until"}),
        (73, "visit", {"until"}),
        (1, "because", {"reason"}),
        (-1, "because", {"until", "reason"}),
    ],
)
def test_a_hold_has_an_end_and_a_reason(
    quiet: Story, hours: int, reason: str, fields: set[str]
) -> None:
    mine = claim(quiet)
    until = quiet.now + timedelta(hours=hours)
    with pytest.raises(Invalid) as refused, quiet.acting("jimin") as ctx:
        triage.hold(ctx, quiet.alert().id, mine.version, mine.lease_token, until, reason)

    assert set(refused.value.fields) == fields


def test_a_claim_is_undone_at_the_same_step(story: Story) -> None:
    story.climb()
    before = story.alert()
    mine = claim(story)
    with story.later(seconds=7).acting("jimin") as ctx:
        triage.undo(ctx, before.id, mine.version, mine.lease_token)

    after = story.alert()
    assert (after.state, after.owner_id, after.first_human_at) == (State.OPEN, None, None)
    assert (after.step_no, after.loop_no, after.due_at) == (
        before.step_no, before.loop_no, before.due_at,
    )  # fmt: skip
    assert [entry.facts for entry in story.entries("alert.undone")] == [{"was": "claimed"}]


def test_a_resolution_is_undone_to_a_claim_with_a_full_lease(story: Story) -> None:
    mine = claim(story)
    with story.acting("jimin") as ctx:
        done = triage.resolve(
            ctx, story.alert().id, mine.version, mine.lease_token, Outcome.TEST, Verified.VOICE
        )
    with story.later(seconds=8).acting("jimin") as ctx:
        triage.undo(ctx, story.alert().id, done.version, done.lease_token)

    alert = story.alert()
    assert (alert.state, alert.owner_id) == (State.CLAIMED, story.cast.jimin.id)
    assert (alert.outcome, alert.resolved_at, alert.person_verified_at) == (None, None, None)
    assert alert.lease_until == story.now + timedelta(minutes=5)
    story.judge()
    assert story.verdict("sos") == "true"  # nobody has verified the person after all


def test_an_undo_is_of_the_same_person_token_and_eight_seconds(story: Story) -> None:
    mine = claim(story)
    alert = story.alert()
    with pytest.raises(LeaseLost), story.acting("jimin") as ctx:
        triage.undo(ctx, alert.id, alert.version, alert.id)
    with pytest.raises(IllegalMove), story.acting("sera") as ctx:
        triage.undo(ctx, alert.id, alert.version, mine.lease_token)
    with pytest.raises(IllegalMove), story.later(seconds=8.1).acting("jimin") as ctx:
        triage.undo(ctx, alert.id, alert.version, mine.lease_token)


def test_resolving_locks_in_the_order_in_which_a_judge_does(story: Story) -> None:
    """Watch, alert, feed: the other way round the two of them would wait for each other."""
    mine = claim(story)
    alert = story.alert()
    locked: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.startswith("UPDATE "):
            locked.append(statement.split()[1])

    event.listen(story.engine, "before_cursor_execute", note)
    with story.acting("jimin") as ctx:
        triage.resolve(
            ctx, alert.id, mine.version, mine.lease_token, Outcome.TEST, Verified.VISIT
        )
    event.remove(story.engine, "before_cursor_execute", note)

    assert locked[:2] == ["watch", "alert"]


def test_a_hand_over_gives_a_new_token_to_a_colleague(story: Story) -> None:
    mine = claim(story)
    with story.acting("jimin") as ctx:
        triage.hand_over(
            ctx, story.alert().id, mine.version, mine.lease_token, story.cast.sera.id
        )

    alert = story.alert()
    assert (alert.state, alert.owner_id) == (State.CLAIMED, story.cast.sera.id)
    assert alert.lease_token != mine.lease_token
    assert {n.target for n in story.notices() if n.epoch == alert.epoch} == {"owner"}
    with pytest.raises(LeaseLost), story.acting("jimin") as ctx:
        triage.release(ctx, alert.id, alert.version, mine.lease_token)


def test_nobody_hands_over_to_a_stranger(story: Story) -> None:
    mine = claim(story)
    with pytest.raises(Invalid) as refused, story.acting("jimin") as ctx:
        triage.hand_over(
            ctx, story.alert().id, mine.version, mine.lease_token, story.cast.oeji.id
        )

    assert set(refused.value.fields) == {"to"}


def test_a_stranger_learns_nothing(story: Story) -> None:
    alert = story.alert()
    for act in (
        lambda ctx: triage.claim(ctx, alert.id, alert.version),
        lambda ctx: triage.note(ctx, alert.id, Written("x")),
        lambda ctx: triage.close(ctx, alert.id, alert.version),
    ):
        with pytest.raises(NotYours), story.acting("oeji") as ctx:
            act(ctx)


def test_resolved_a_day_ago_is_closed_and_stays(story: Story) -> None:
    from telecare.actions import upkeep

    mine = claim(story)
    with story.acting("jimin") as ctx:
        triage.resolve(
            ctx, story.alert().id, mine.version, mine.lease_token, Outcome.TEST, Verified.VISIT
        )
    assert upkeep.close_resolved(story.engine, story.now + timedelta(hours=23)) == 0
    assert upkeep.close_resolved(story.engine, story.now + timedelta(hours=24)) == 1

    alert = story.alert()
    assert (alert.state, alert.outcome) == (State.CLOSED, Outcome.TEST)
    with pytest.raises(IllegalMove), story.acting("jimin") as ctx:
        triage.claim(ctx, alert.id, alert.version)


def test_a_verified_person_presses_again_and_it_is_the_same_episode(story: Story) -> None:
    """Within half an hour it is reopened; nobody owns it and its policy starts anew."""
    mine = claim(story)
    with story.acting("jimin") as ctx:
        triage.resolve(
            ctx, story.alert().id, mine.version, mine.lease_token,
            Outcome.OK_CONFIRMED, Verified.VOICE,
        )  # fmt: skip
    story.judge()

    story.later(minutes=10).presses()

    alert = story.alert()
    assert (alert.state, alert.reopen_count, alert.owner_id) == (State.OPEN, 1, None)
    assert (alert.severity, alert.outcome) == (Severity.P1, None)
    assert (alert.step_no, alert.due_at) == (0, story.now)
    assert alert.person_verified_at is not None  # that call did happen
