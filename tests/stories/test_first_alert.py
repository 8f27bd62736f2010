"""From a press to a closed alert: the shortest story the house can tell."""

import pytest
from sqlalchemy import Engine

from telecare.actions import triage
from telecare.actions.triage import Written
from telecare.boards import alert as alert_board
from telecare.boards import feed
from telecare.boards import triage as triage_board
from telecare.care.alert import Outcome, State, Verified
from telecare.care.facts import Severity
from telecare.errors import NotYours
from telecare.records.notes import NoteKind
from tests.cast import Cast
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


def test_a_press_is_on_the_board_claimed_and_resolved(story: Story) -> None:
    """A press opens a P1 at once; a caseworker claims it, calls, and finishes it."""
    story.later(seconds=5).presses()

    alert = story.alert()
    assert (alert.alert_class, alert.severity, alert.state) == ("sos", Severity.P1, State.OPEN)
    with story.acting("jimin") as ctx:
        board = triage_board.board(ctx, "now", locked=False, opened=True)
    assert [(row.severity, row.because.ko) for row in board.rows] == [("P1", "응급호출 12:00")]
    assert board.rows[0].resident.place.ko == "봉화군 춘양면"
    assert board.counts.P1 == 1
    assert sum(board.rows[0].spark) == 1

    with story.later(seconds=20).acting("jimin") as ctx:
        claimed = triage.claim(ctx, alert.id, board.rows[0].version)
    with story.later(seconds=30).acting("jimin") as ctx:
        written = Written("따님과 통화함", NoteKind.CALL, "answered")
        triage.note(ctx, alert.id, written, claimed.lease_token)
        detail = alert_board.detail(ctx, alert.id, purpose="triage", locked=False)
    assert detail.lease_token == claimed.lease_token
    assert [line.note for line in detail.timeline if line.note] == ["따님과 통화함"]
    assert detail.row.owner is not None
    assert detail.row.owner.name == "한지민"

    with story.later(seconds=30).acting("jimin") as ctx:
        triage.resolve(
            ctx, alert.id, claimed.version, claimed.lease_token,
            Outcome.ACCIDENTAL_PRESS, Verified.VOICE,
        )  # fmt: skip
    story.judge()
    ended = story.alert()
    assert (ended.state, ended.outcome) == (State.RESOLVED, Outcome.ACCIDENTAL_PRESS)
    assert story.verdict("sos") == "false"
    with story.acting("jimin") as ctx:
        told = feed.changes(ctx, board.feeds[0].feed, board.feeds[0].seq, locked=False)
    assert told.gone == [alert.id]
    assert [change.seq for change in told.changes] == list(
        range(board.feeds[0].seq + 1, told.seq + 1)
    )


def test_a_stranger_sees_nothing_of_it(story: Story) -> None:
    """A caseworker of another si/gun learns neither of the alert nor that it exists."""
    story.presses()

    with story.acting("oeji") as ctx:
        board = triage_board.board(ctx, "now", locked=False, opened=True)
        assert board.rows == []
        assert board.counts.P1 == 0
        with pytest.raises(NotYours):
            triage_board.row(ctx, story.alert().id)
        with pytest.raises(NotYours):
            triage.claim(ctx, story.alert().id, 1)
