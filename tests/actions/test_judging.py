"""Judging: who is due is judged once, in order, and each verdict moves its alert."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, Row, select, update
from sqlalchemy.orm import Session

from telecare.actions import judging, triage
from telecare.care.alert import Outcome, State
from telecare.care.facts import AlertClass, Facts, Severity
from telecare.db.engine import reading, transaction
from telecare.records import facts, watching
from telecare.records.residents import Resident
from telecare.records.watching import CONDITIONS, WATCHES
from tests.cast import VAULT, Cast
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


def watch(story: Story) -> Row[Any]:
    with reading(story.engine) as db:
        return db.execute(
            select(WATCHES).where(WATCHES.c.resident_id == story.home.resident_id)
        ).one()


def test_what_is_judged_is_no_longer_marked(story: Story) -> None:
    story.later(minutes=1).moves()
    assert watch(story).to_judge_at is not None

    assert story.later(seconds=5).judge() == 1  # ordinary news of a calm home may wait so long

    assert (watch(story).to_judge_at, watch(story).evaluated_up_to) == (None, story.now)
    assert story.judge() == 0


def test_what_arrives_while_a_slice_is_judged_is_not_lost(story: Story) -> None:
    """The tick began two seconds ago and takes a mark that stands for newer news too."""
    story.later(minutes=16).judge()
    began = story.later(seconds=1).now
    with transaction(story.engine) as db:
        watching.mark(db, story.home.resident_id, at=began)
    story.later(seconds=2).beats()

    judging.judge_due(story.engine, VAULT, began, clock=lambda: story.now)

    assert watch(story).to_judge_at is None
    cleared = story.alert("device")
    assert (cleared.state, cleared.condition_cleared_at) == (State.AUTO_CLEARED, story.now)


def test_a_deadline_wakes_a_silent_home_by_itself(story: Story) -> None:
    """Nothing is reported any more: the condition's own deadline is what finds it."""
    assert story.later(minutes=14, seconds=59).judge() == 0

    assert story.later(seconds=1).judge() == 1
    alert = story.alert()
    assert (alert.alert_class, alert.severity) == (AlertClass.DEVICE, Severity.P4)


def test_an_emergency_is_judged_before_its_delivery_is_answered(story: Story) -> None:
    story.later(seconds=3).presses()

    assert story.alert().opened_at == story.now
    assert watch(story).to_judge_at is None


def test_a_quiet_home_opens_and_clears_when_somebody_moves(story: Story) -> None:
    story.lives_on(hours=8.2)
    alert = story.alert("silence")
    assert (alert.rule, alert.state) == ("quiet_home", State.OPEN)

    story.later(minutes=1).moves()
    story.judge()

    cleared = story.alert("silence")
    assert (cleared.state, cleared.condition_cleared_at) == (State.AUTO_CLEARED, story.now)
    assert cleared.due_at is None


def test_a_claimed_alert_waits_for_its_human_though_the_condition_has_gone(
    story: Story,
) -> None:
    story.lives_on(hours=8.2)
    alert = story.alert("silence")
    with story.acting("jimin") as ctx:
        triage.claim(ctx, alert.id, alert.version)

    story.later(minutes=1).moves()
    story.judge()

    claimed = story.alert("silence")
    assert (claimed.state, claimed.condition_cleared_at) == (State.CLAIMED, story.now)


def test_history_opens_no_alert(story: Story) -> None:
    """A diary of yesterday arrives after a day without network: no silence is made of it."""
    story.later(hours=20)
    story.says(
        *(
            story.home.saw("activity", story.now - timedelta(hours=20 - hour))
            for hour in range(1, 10)
        )
    )
    story.judge()

    assert {alert.alert_class for alert in story.alerts()} <= {AlertClass.DEVICE}
    assert story.verdict("quiet_home") == "unknown"  # what it told so far is old


def test_a_device_fault_resolved_is_not_opened_again_by_the_same_silence(story: Story) -> None:
    story.later(minutes=16).judge()
    alert = story.alert()
    with story.acting("jimin") as ctx:
        mine = triage.claim(ctx, alert.id, alert.version)
    with story.acting("jimin") as ctx:
        triage.resolve(ctx, alert.id, mine.version, mine.lease_token, Outcome.NETWORK, None)

    for _ in range(6):
        story.later(minutes=20).judge()

    assert [a.state for a in story.alerts()] == [State.RESOLVED]
    story.later(hours=4).judge()  # but four hours blind are a P2 about the person
    assert Severity.P2 in {a.severity for a in story.alerts()}


def test_one_home_that_fails_does_not_stop_the_others(
    story: Story, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The mark stays, the log names no person, and the next tick tries again."""
    story.later(minutes=1).moves()
    with transaction(story.engine) as db:
        watching.mark(db, story.cast.soonja.id, at=story.now)
    whole = facts.facts_at

    def broken(db: Session, resident_id: UUID, *, at: datetime) -> Facts:
        if resident_id == story.home.resident_id:
            raise RuntimeError("disk")
        return whole(db, resident_id, at=at)

    monkeypatch.setattr(judging, "facts_at", broken)
    assert story.later(seconds=5).judge() == 1
    assert watch(story).to_judge_at is not None
    assert "박춘길" not in caplog.text
    monkeypatch.setattr(judging, "facts_at", whole)
    assert story.judge() == 1


def test_a_resident_whose_service_ended_is_not_judged(story: Story) -> None:
    with transaction(story.engine) as db:
        db.execute(
            update(Resident)
            .where(Resident.id == story.home.resident_id)
            .values(ended_at=story.now, end_reason="moved")
        )

    story.later(hours=1).judge()

    assert story.alerts() == []
    with reading(story.engine) as db:
        mine = CONDITIONS.c.resident_id == story.home.resident_id
        assert db.execute(select(CONDITIONS).where(mine)).all() == []


def test_an_idle_tick_writes_nothing(story: Story) -> None:
    """Whatever the population, nothing due is a read and no more."""
    from sqlalchemy import event

    statements: list[str] = []
    event.listen(
        story.engine,
        "before_cursor_execute",
        lambda *a: statements.append(a[2]),
    )
    judging.judge_due(story.engine, VAULT, story.now)

    assert [s for s in statements if s.startswith(("UPDATE", "INSERT", "DELETE"))] == []
    assert len([s for s in statements if s.startswith("SELECT")]) <= 4
