"""How the best systems lose alerts (monitoring.md §5): each pain told once, and not ours."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, Row, func, select

from telecare.actions import escalating, incidents, outbox, suppressing, triage
from telecare.boards import triage as boards
from telecare.care.alert import Outcome, State, Verified
from telecare.db.engine import open_engine, reading, transaction
from telecare.errors import IllegalMove, LeaseLost, Overtaken
from telecare.records.notifications import NOTICES, NotificationState
from telecare.scheduler import keep_house
from tests.cast import VAULT, Cast
from tests.homes import make_gateway, make_resident
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


def claim(story: Story, name: str, alert: Row[Any] | None = None) -> triage.Claimed:
    read = alert or story.alert()
    with story.acting(name) as ctx:
        return triage.claim(ctx, read.id, read.version)


def resolve(story: Story, name: str, mine: triage.Claimed) -> None:
    with story.acting(name) as ctx:
        triage.resolve(
            ctx, story.alert().id, mine.version, mine.lease_token, Outcome.ASSISTED,
            Verified.VISIT,
        )  # fmt: skip


def targets(story: Story, since: set[object]) -> set[str]:
    return {n.target for n in story.notices() if n.id not in since}


def test_pain_01_acked_and_forgotten(story: Story) -> None:
    """Jimin claims and goes home: reminded, her supervisor told, then it rings again."""
    story.presses()
    story.climb()
    claim(story, "jimin")
    before: set[object] = {n.id for n in story.notices()}
    story.later(seconds=150).climb()
    story.later(seconds=90).climb()
    assert targets(story, before) == {"owner", "supervisor"}

    story.later(seconds=60).climb()
    assert (story.alert().state, story.alert().owner_id) == (State.OPEN, None)
    story.climb()
    assert targets(story, before) >= {"province_desk", "desk_leader"}  # the next step


def test_pain_02_a_late_claim_does_not_undo_a_resolution(story: Story) -> None:
    """Sera's screen still shows it open; her claim is refused and names what stands."""
    story.presses()
    stale = story.alert()
    resolve(story, "jimin", claim(story, "jimin"))

    with pytest.raises(Overtaken) as refused:
        claim(story, "sera", stale)

    assert refused.value.facts["state"] == "resolved"
    assert story.alert().outcome is Outcome.ASSISTED


def test_pain_03_everybody_sees_who_is_on_it(story: Story) -> None:
    story.presses()
    claim(story, "jimin")
    with story.acting("sera") as ctx:
        board = boards.board(ctx, "now", locked=False, opened=False)
    (row,) = [row for row in board.rows if row.alert_class == "sos"]
    assert row.owner is not None
    assert (row.owner.name, row.mine) == (story.worker("jimin").name, False)
    with pytest.raises(IllegalMove):
        claim(story, "sera")


def test_pain_04_nobody_is_paged_after_a_claim(story: Story) -> None:
    """What was written for the old epoch is not sent; the ladder stands still."""
    story.signs_in("sera")
    story.presses()
    story.climb()
    claim(story, "jimin")
    story.later(seconds=140).climb()
    story.deliver()
    assert {n.state for n in story.notices()} == {NotificationState.FAILED}
    assert {n.result for n in story.notices()} == {"overtaken"}


def test_pain_05_a_timer_of_four_months_ago_pages_nobody(story: Story) -> None:
    """The step was read by a process that then hung; the alert was resolved long since."""
    story.presses()
    old = story.alert()
    resolve(story, "jimin", claim(story, "jimin"))
    before = story.notices()

    story.later(days=120)
    with transaction(story.engine) as db:
        assert escalating._next_step(db, old, story.now) is False
    story.climb()

    assert story.notices() == before


def test_pain_06_a_restart_in_mid_ladder_loses_no_step(story: Story, database_url: str) -> None:
    """Down from the first minute to the third hour: the ladder goes on where it was."""
    story.presses()
    story.climb()
    story.engine.dispose()
    story.later(hours=3)
    story.engine = open_engine(database_url)
    try:
        for step in (1, 2, 3):
            story.climb()
            assert {n.step_no for n in story.notices()} == set(range(step + 1))
            assert story.alert().due_at > story.now  # not all at once: at a human pace
            story.later(seconds=60)
    finally:
        story.engine.dispose()


def test_pain_07_a_forgotten_suppression_ends_by_itself(story: Story) -> None:
    """Whoever began it is away; no tick ran; past its end it hides nothing."""
    with story.acting("jimin") as ctx:
        suppressing.start(
            ctx, story.home.resident_id, reason="visit",
            until=story.now + timedelta(minutes=30),
        )  # fmt: skip
    story.later(minutes=29).judge()
    assert story.alerts() == []
    story.later(minutes=1)
    suppressing.end_due(story.engine, VAULT, story.now)
    story.judge()
    assert story.alert("device").state is State.OPEN


def test_pain_08_one_outage_is_one_line_not_hundreds(story: Story) -> None:
    """Twelve homes fall silent: the board shows one incident, and each home lives under it."""
    homes = [make_gateway(story.engine, make_resident(story.engine)) for _ in range(12)]
    for home in homes:
        story.beats(home)
    story.judge()
    story.later(minutes=16)
    for _ in range(3):
        story.judge()
        incidents.look(story.engine, story.now)
    with story.acting("jimin") as ctx:
        board = boards.board(ctx, "now", locked=False, opened=False)
    assert len(board.incidents) == 1
    under = [a.incident_id for home in homes for a in story.alerts(home)]
    assert under == [board.incidents[0].id] * 12


def test_pain_09_a_silent_gateway_is_said_and_is_no_quiet_home(story: Story) -> None:
    story.later(hours=13).judge()
    assert [a.alert_class for a in story.alerts()] == ["device"]
    assert story.verdict("quiet_home") == "unknown"


def test_pain_10_a_new_press_is_not_hidden_by_one_that_was_claimed(story: Story) -> None:
    story.presses()
    claim(story, "jimin")
    before: set[object] = {n.id for n in story.notices()}
    story.later(seconds=45).presses()
    assert story.alert().signals == 2
    assert targets(story, before) == {"owner"}


def test_pain_12_nobody_on_call_still_reaches_the_last_step(story: Story) -> None:
    """Not one screen is open, no address confirmed: the ladder falls to its end at once."""
    story.presses()
    for _ in range(8):
        story.climb()
        story.deliver()
    assert story.alert().step_no == 3
    assert len(story.entries("escalation.fell_through")) == 3
    assert story.alert().due_at is not None


def test_pain_13_a_dropped_message_is_taken_again(story: Story) -> None:
    """The process that took it died; a minute later another says it."""
    story.signs_in("sera")
    story.presses()
    with transaction(story.engine) as db:
        assert outbox.due(db, story.now)
    story.later(seconds=61).signs_in("sera")
    keep_house(story.engine, story.now)
    story.deliver()
    assert {n.state for n in story.notices()} == {NotificationState.DELIVERED}


def test_pain_14_what_was_seen_late_is_kept_and_moves_nothing(story: Story) -> None:
    """Jimin writes from the stairwell, after Sera has taken over."""
    story.presses()
    mine = claim(story, "jimin")
    story.later(minutes=5, seconds=1).climb()
    theirs = claim(story, "sera")
    with story.acting("jimin") as ctx:
        triage.note(ctx, story.alert().id, triage.Written("문 앞에 있음"), mine.lease_token)
        with pytest.raises(LeaseLost):
            triage.release(ctx, story.alert().id, theirs.version, mine.lease_token)
    assert story.alert().owner_id == story.worker("sera").id
    with reading(story.engine) as db:
        assert db.scalar(select(func.count()).select_from(NOTICES))
