"""The invariants of the service around an alert (I6, I7, I13, I14, I17, I18, I20, I21)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from telecare.actions import incidents, outbox, suppressing, upkeep, watchman
from telecare.care.alert import State
from telecare.care.facts import Severity
from telecare.care.localtime import wall_instant
from telecare.care.suppression import MOST, Reason
from telecare.db.engine import reading, transaction
from telecare.errors import Invalid
from telecare.records import audit
from telecare.records.audit import AuditEntry
from telecare.records.incidents import Incident
from telecare.records.notifications import NotificationState
from telecare.records.suppressions import HELD
from telecare.scheduler import Scheduler, keep_house
from tests.cast import VAULT, Cast
from tests.homes import make_gateway, make_resident
from tests.stories.story import Story, begin
from tests.stories.world import Killed, dying

MINUTE = timedelta(minutes=1)


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


def hold(story: Story, reason: Reason, until: timedelta) -> None:
    with story.acting("jimin") as ctx:
        suppressing.start(
            ctx, story.home.resident_id, reason=reason.value, until=story.now + until
        )


# ---------------------------------------------------------------------------- I6, I7


def test_i06_what_is_held_back_is_judged_and_opens_at_the_end(story: Story) -> None:
    hold(story, Reason.VISIT, 30 * MINUTE)
    story.later(minutes=20).judge()
    assert story.alerts() == []
    assert story.verdict("silent_device", str(story.home.device_id)) == "true"

    story.later(minutes=10)
    suppressing.end_due(story.engine, VAULT, story.now)
    story.judge()

    assert story.alert("device").opened_at == story.now


@pytest.mark.parametrize("reason", [r for r in Reason if r is not Reason.OUT_OF_SERVICE])
def test_i07_no_suppression_is_longer_than_its_reason_allows(
    story: Story, reason: Reason
) -> None:
    with pytest.raises(Invalid) as refused:
        hold(story, reason, MOST[reason] + MINUTE)
    assert set(refused.value.fields) == {"until"}

    hold(story, reason, MOST[reason])
    with reading(story.engine) as db:
        held = db.execute(select(HELD)).one()
    assert held.from_at < held.due_at < held.until_at  # the reminder, then the end
    with pytest.raises(IntegrityError), transaction(story.engine) as db:
        db.execute(update(HELD).values(until_at=None))


# ---------------------------------------------------------------------------- I13


@pytest.mark.parametrize("commit", [1, 2, 3])
def test_i13_a_message_outlives_the_process_that_took_it(story: Story, commit: int) -> None:
    """Killed at any commit of the delivery, it is taken again and said once on record."""
    story.signs_in("sera")
    story.presses()
    story.climb()
    with pytest.raises(Killed), dying(min(commit, len(story.notices()) + 1)):
        story.deliver()

    for _ in range(3):
        story.later(seconds=61)
        story.signs_in("sera")
        keep_house(story.engine, story.now)
        story.deliver()

    states = {n.state for n in story.notices() if n.step_no == 0}
    assert states == {NotificationState.DELIVERED}


def test_i13_the_same_step_written_twice_is_said_once(story: Story) -> None:
    story.presses()
    alert, before = story.alert(), len(story.notices())
    call = outbox.Call(alert.id, Severity.P1, alert.epoch, 0, "0")
    with transaction(story.engine) as db:
        outbox.tell(db, call, [("desk", "console")], story.now)
    assert len(story.notices()) == before


# ---------------------------------------------------------------------------- I14


def test_i14_a_step_that_reaches_nobody_falls_through_and_says_so(story: Story) -> None:
    """Nobody is on call anywhere: every step comes at once, down to the last."""
    story.presses()
    for _ in range(8):
        story.climb()
        story.deliver()
    fell = [entry.facts["step"] for entry in story.entries("escalation.fell_through")]
    assert fell == [0, 1, 2]
    assert story.alert().step_no == 3
    assert story.alert().due_at > story.now  # the last repeats: it falls through to nobody


# ---------------------------------------------------------------------------- I17


@pytest.fixture
def chained(story: Story) -> Story:
    story.presses()
    story.climb()
    while upkeep.chain_audit(story.engine, VAULT, story.now):
        pass
    assert faults(story) == set()
    return story


def faults(story: Story) -> set[str]:
    with reading(story.engine) as db:
        return {fault.what for fault in audit.verify(db, VAULT, now=story.now)}


def by_hand(engine: Engine, *statements: str) -> None:
    """Change the trail as somebody with a console would who has taken its guards away."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            guards = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in connection.execute(guards).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))


def test_i17_the_database_itself_refuses_to_alter_the_trail(chained: Story) -> None:
    with pytest.raises(DBAPIError, match="append-only"), transaction(chained.engine) as db:
        db.execute(update(AuditEntry).values(what="alert.test"))
    assert faults(chained) == set()


def test_i17_an_altered_entry_is_found(chained: Story) -> None:
    by_hand(
        chained.engine, "UPDATE audit_entry SET what = 'alert.test' WHERE what = 'alert.opened'"
    )
    assert faults(chained) == {"altered"}


def test_i17_a_reordered_chain_is_found(chained: Story) -> None:
    by_hand(
        chained.engine,
        "UPDATE audit_chain SET position = 2000 WHERE position = 2",
        "UPDATE audit_chain SET position = 2 WHERE position = 3",
        "UPDATE audit_chain SET position = 3 WHERE position = 2000",
    )
    assert faults(chained) == {"reordered"}


def test_i17_what_is_not_chained_after_a_minute_is_found(chained: Story) -> None:
    chained.later(seconds=40).presses()
    assert faults(chained) == set()
    chained.later(seconds=61)
    assert faults(chained) == {"unchained"}


# ---------------------------------------------------------------------------- I18


def test_i18_a_promise_in_local_time_keeps_its_hour_over_a_change_of_clocks() -> None:
    """Ten o'clock in Seoul is always 01:00 UTC; in Berlin it moves with the clocks."""
    seoul, berlin = ZoneInfo("Asia/Seoul"), ZoneInfo("Europe/Berlin")
    ten = 10 * 60  # minutes of the wall clock
    days = [date(2026, 10, 24), date(2026, 10, 25)]
    assert [wall_instant(day, ten, seoul).hour for day in days] == [1, 1]
    assert [wall_instant(day, ten, berlin) for day in days] == [
        datetime(2026, 10, 24, 8, tzinfo=UTC), datetime(2026, 10, 25, 9, tzinfo=UTC),
    ]  # fmt: skip


def test_i18_every_instant_of_an_alert_comes_back_in_utc(story: Story) -> None:
    story.presses()
    alert = story.alert()
    for name in ("opened_at", "due_at", "last_signal_at", "first_signal_received_at"):
        assert getattr(alert, name).utcoffset() == timedelta(0)


# ---------------------------------------------------------------------------- I20


def test_i20_an_outage_is_one_incident_and_a_press_stays_on_its_own(story: Story) -> None:
    homes = [make_gateway(story.engine, make_resident(story.engine)) for _ in range(5)]
    for home in homes:
        story.beats(home)
    story.presses()  # and then the line of the whole town goes dead
    story.judge()
    story.later(minutes=16)
    for _ in range(2):
        story.judge()
        incidents.look(story.engine, story.now)
    with reading(story.engine) as db:
        (incident,) = db.execute(select(Incident.__table__)).all()
    assert incident.homes == 6
    assert (story.alert("sos").incident_id, story.alert("sos").state) == (None, State.OPEN)
    home = homes[0]
    story.beats(home)
    story.judge()
    assert [a.state for a in story.alerts(home)] == [State.AUTO_CLEARED]  # still evaluated


# ---------------------------------------------------------------------------- I21


def test_i21_a_tick_that_has_stopped_is_named(story: Story) -> None:
    scheduler = Scheduler(story.engine, VAULT, lambda: story.now)
    names = {loop.name for loop in scheduler.loops()}
    assert names <= set(watchman.WATCHED)
    beats = dict.fromkeys(names, story.now)
    assert watchman.silent(beats, story.now) == ()
    beats["overdue"] = story.now - timedelta(seconds=61)
    assert watchman.silent(beats, story.now) == ("overdue",)
