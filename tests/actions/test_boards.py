"""The triage board: ranked, scoped, masked, and read in a handful of queries."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event

from telecare.actions import triage
from telecare.actions.triage import Written
from telecare.boards import alert as alert_board
from telecare.boards import feed
from telecare.boards import triage as triage_board
from telecare.boards.alert import masked
from telecare.boards.rows import age_on, rank
from telecare.errors import NotYours, Resync
from tests.cast import Cast
from tests.homes import make_gateway, make_resident
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """Gather the statements one request sends."""
    sent: list[str] = []

    def hear(*told: object) -> None:
        sent.append(str(told[2]))

    event.listen(engine, "before_cursor_execute", hear)
    yield sent
    event.remove(engine, "before_cursor_execute", hear)


def many_alerts(story: Story, homes: int) -> None:
    gateways = [make_gateway(story.engine, make_resident(story.engine)) for _ in range(homes)]
    for home in gateways:
        story.says(home.saw("sos", story.now, sensor="침실"), home=home)


def test_a_board_of_thirty_costs_as_many_queries_as_one_of_three(story: Story) -> None:
    many_alerts(story, 3)
    with counted(story.engine) as few, story.acting("jimin") as ctx:
        triage_board.board(ctx, "now", locked=False, opened=True)
    many_alerts(story, 27)

    with counted(story.engine) as many, story.acting("jimin") as ctx:
        board = triage_board.board(ctx, "now", locked=False, opened=True)

    assert len(board.rows) == 30
    asked = [len([s for s in sent if s.lstrip().startswith("SELECT")]) for sent in (few, many)]
    assert asked[0] == asked[1]
    assert asked[1] <= 14


def test_the_detail_of_an_alert_costs_a_fixed_number_of_queries(story: Story) -> None:
    story.presses()
    alert_id = story.alert().id

    def asked() -> int:
        with counted(story.engine) as sent, story.acting("jimin") as ctx:
            alert_board.detail(ctx, alert_id, purpose="triage", locked=False)
        return len([s for s in sent if s.lstrip().startswith("SELECT")])

    def notes(lines: int) -> None:
        for _ in range(lines):
            with story.acting("sera") as ctx:
                triage.note(ctx, alert_id, Written("한 줄"))

    notes(1)  # somebody's name is to be opened
    before = asked()
    notes(5)

    assert asked() == before <= 20


def test_rank_is_severity_then_unowned_then_time_left_then_age(story: Story) -> None:
    story.later(minutes=16).judge()  # P4: a lane of its own
    many_alerts(story, 1)
    story.later(seconds=10)
    many_alerts(story, 1)
    with story.acting("jimin") as ctx:
        rows = triage_board.board(ctx, "now", locked=False, opened=False).rows
        triage.claim(ctx, rows[0].id, rows[0].version)
    with story.acting("jimin") as ctx:
        board = triage_board.board(ctx, "now", locked=False, opened=False)
        devices = triage_board.board(ctx, "devices", locked=False, opened=False)

    assert [row.severity for row in board.rows] == ["P1", "P1"]
    assert [row.owner is None for row in board.rows] == [True, False]
    assert {row.severity for row in devices.rows} == {"P4"}
    assert board.rows == sorted(board.rows, key=lambda row: rank(row, story.now))
    assert (board.counts.P1, board.counts.now, board.counts.mine) == (2, 2, 1)


def test_an_overdue_p2_nobody_owns_is_lifted_and_a_p4_never(story: Story) -> None:
    story.lives_on(hours=8)  # quiet: P2
    with story.acting("jimin") as ctx:
        (row,) = triage_board.board(ctx, "now", locked=False, opened=False).rows
    assert not row.lifted
    assert row.first_human_by == row.opened_at + timedelta(minutes=15)

    story.later(minutes=15)
    with story.acting("jimin") as ctx:
        (row,) = triage_board.board(ctx, "now", locked=False, opened=False).rows
        devices = triage_board.board(ctx, "devices", locked=False, opened=False)
    assert row.lifted
    assert row.severity == "P2"
    assert rank(row, story.now)[0] == 1
    assert not any(device.lifted for device in devices.rows)


def test_a_locked_console_shows_no_name_but_every_reason(story: Story) -> None:
    story.presses()
    with story.acting("jimin") as ctx:
        alert = story.alert()
        claimed = triage.claim(ctx, alert.id, alert.version)
        triage.note(ctx, alert.id, Written("딸과 통화"), claimed.lease_token)
    with story.acting("sera") as ctx:
        board = triage_board.board(ctx, "now", locked=True, opened=False)
        detail = alert_board.detail(ctx, alert.id, purpose="triage", locked=True)

    (row,) = board.rows
    assert row.resident.name == ""
    assert row.resident.age is None
    assert row.owner is not None
    assert row.owner.name == ""
    assert row.because.ko.startswith("응급호출")
    shown = repr(detail)
    for secret in ("박춘길", "이장수", "장터길", "5550", "7000", "한지민", "딸과"):
        assert secret not in shown


def test_opening_a_screen_is_an_entry_and_a_refresh_is_not(story: Story) -> None:
    story.presses()
    for opened in (True, False, False):
        with story.acting("jimin") as ctx:
            triage_board.board(ctx, "now", locked=False, opened=opened)
    with story.acting("jimin") as ctx:
        alert_board.detail(ctx, story.alert().id, purpose="triage", locked=False)

    from telecare.db.engine import reading
    from telecare.records.audit import AuditEntry

    with reading(story.engine) as db:
        viewed = db.query(AuditEntry).filter(AuditEntry.what == "board.viewed").all()
    assert [entry.facts["residents"] for entry in viewed] == [[str(story.home.resident_id)]]
    (entry,) = story.entries("alert.viewed")
    assert (entry.staff_id, entry.purpose) == (story.cast.jimin.id, "triage")


def test_the_lease_token_is_shown_to_its_owner_only(story: Story) -> None:
    story.presses()
    alert = story.alert()
    with story.acting("jimin") as ctx:
        mine = triage.claim(ctx, alert.id, alert.version)
    tokens = []
    for name in ("jimin", "sera", "suhyeon"):
        with story.acting(name) as ctx:
            detail = alert_board.detail(ctx, alert.id, purpose="triage", locked=False)
            tokens.append(detail.lease_token)

    assert tokens == [mine.lease_token, None, None]


def test_the_last_step_that_was_repeated_is_told_once_somebody_owns_it(story: Story) -> None:
    story.presses()
    for _ in range(40):
        story.climb()
        story.deliver()
        story.later(seconds=30)
    alert = story.alert()
    assert alert.loop_no > 0
    with story.acting("jimin") as ctx:
        triage.claim(ctx, alert.id, alert.version)
        detail = alert_board.detail(ctx, alert.id, purpose="triage", locked=False)

    assert [step.state for step in detail.policy] == ["done", "done", "done", "done"]


def test_the_detail_says_whom_to_call_and_what_came_of_it(story: Story) -> None:
    story.presses()
    alert = story.alert()
    with story.acting("jimin") as ctx:
        from telecare.records.notes import NoteKind

        call = Written("", NoteKind.CALL, "no_answer", story.cast.chungil.contact_id)
        triage.note(ctx, alert.id, call)
        detail = alert_board.detail(ctx, alert.id, purpose="triage", locked=False)

    assert [step.kind for step in detail.procedure] == [
        "home_phone", "key_holder", "emergency_119",
    ]  # fmt: skip
    assert [step.result for step in detail.procedure] == [None, "no_answer", None]
    assert detail.procedure[1].phone_masked == "•••-••••-7000"
    assert [step.state for step in detail.policy] == ["next", "later", "later", "later"]
    assert {verdict.rule: verdict.verdict for verdict in detail.verdicts}["sos"] == "true"
    assert [card.has_key for card in detail.contacts] == [True]


def test_changes_are_dense_scoped_and_end_where_the_feed_stands(story: Story) -> None:
    with story.acting("jimin") as ctx:
        cursor = triage_board.board(ctx, "now", locked=False, opened=False).feeds[0]
    story.presses()
    with story.acting("jimin") as ctx:
        told = feed.changes(ctx, cursor.feed, cursor.seq, locked=False)

    assert [change.seq for change in told.changes] == [cursor.seq + 1]
    assert [row.id for row in told.rows] == [story.alert().id]
    with pytest.raises(NotYours), story.acting("oeji") as ctx:
        feed.changes(ctx, cursor.feed, cursor.seq, locked=False)
    with pytest.raises(Resync), story.acting("jimin") as ctx:
        feed.changes(ctx, cursor.feed, 10_000, locked=False)


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("010-2345-6789", "•••-••••-6789"),
        ("054 672 0000", "••• ••• 0000"),
        ("119", "119"),
        ("", ""),
    ],
)
def test_a_number_shows_its_last_four_digits(phone: str, shown: str) -> None:
    assert masked(phone) == shown


def test_an_age_counts_from_the_birthday() -> None:
    from datetime import date

    assert age_on("1941-11-22", date(2026, 11, 22)) == 85
    assert age_on("1941-11-23", date(2026, 11, 22)) == 84
    assert age_on("—", date(2026, 11, 22)) is None
