"""Escalating: the tick does one thing per alert, on time, and nobody is forgotten."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from telecare.actions import escalating, triage, upkeep
from telecare.care.alert import State
from telecare.db.engine import transaction
from telecare.records import audit
from telecare.records.alerts import ALERTS
from telecare.records.notifications import NotificationState
from telecare.scheduler import keep_house
from tests.cast import VAULT, Cast
from tests.homes import make_gateway
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    story = begin(engine, cast)
    story.presses()
    return story


def told(story: Story, step: int) -> list[tuple[str, str]]:
    rows = [n for n in story.notices() if n.step_no == step]
    return sorted((n.target, n.channel) for n in rows)


def test_a_p1_climbs_by_its_policy_until_somebody_claims(story: Story) -> None:
    story.signs_in("jimin")
    for _ in range(20):
        story.climb()
        story.later(seconds=30)

    assert told(story, 0) == [("desk", "console")]
    assert len(told(story, 1)) == 4
    last = [n for n in story.notices() if n.step_no == 3]
    assert len(last) > 4  # repeated, each loop said once
    assert len({n.idempotency_key for n in story.notices()}) == len(story.notices())


def test_a_step_that_reaches_nobody_falls_through_at_once(story: Story) -> None:
    """Nobody is signed in: the desk is skipped now, not after a minute; and it is written."""
    story.climb()
    assert story.alert().due_at == story.now + timedelta(seconds=60)

    story.deliver()

    assert story.alert().due_at == story.now
    assert [e.facts for e in story.entries("escalation.fell_through")] == [{"step": 0}]
    assert {n.state for n in story.notices()} == {NotificationState.NO_ONE}


def test_a_step_that_reaches_a_screen_waits_its_time(story: Story) -> None:
    story.signs_in("sera")
    story.climb()
    story.deliver()

    (notice,) = story.notices()
    assert (notice.state, notice.result) == (NotificationState.DELIVERED, "screens=1")
    assert story.alert().due_at == story.now + timedelta(seconds=60)


def test_a_screen_of_another_place_or_of_an_hour_ago_is_nobody(story: Story) -> None:
    story.signs_in("oeji")
    story.later(seconds=-61).signs_in("jimin")
    story.later(seconds=61).climb()
    story.deliver()

    assert [n.result for n in story.notices()] == ["screens=0"]


def test_the_last_step_repeats_and_never_falls_through_to_itself(story: Story) -> None:
    for _ in range(12):
        story.climb()
        story.deliver()
        story.later(seconds=1)

    alert = story.alert()
    assert alert.step_no == 3
    assert alert.due_at > story.now + timedelta(seconds=60)


def test_the_owner_is_reminded_at_half_and_the_supervisor_at_four_fifths(story: Story) -> None:
    alert = story.alert()
    with story.acting("jimin") as ctx:
        triage.claim(ctx, alert.id, alert.version)
    for seconds in (149, 1, 89, 1, 59):
        story.later(seconds=seconds).climb()

    reminders = [n for n in story.notices() if n.epoch == story.alert().epoch]
    assert [
        n.target
        for n in reminders
        if n.due_at == alert.opened_at + timedelta(seconds=150) and n.channel == "console"
    ] == ["owner"]
    late = [n.target for n in reminders if n.due_at == alert.opened_at + timedelta(seconds=240)]
    assert sorted(late) == ["owner"] * 4 + ["supervisor"] * 4
    assert story.alert().state is State.CLAIMED
    story.later(seconds=1).climb()
    assert story.alert().state is State.OPEN


def test_an_expired_lease_goes_on_with_the_next_step(story: Story) -> None:
    story.climb()
    alert = story.alert()
    with story.acting("jimin") as ctx:
        triage.claim(ctx, alert.id, alert.version)
    story.later(minutes=5).climb()

    back = story.alert()
    assert (back.state, back.step_no, back.due_at) == (State.OPEN, 1, story.now)
    assert [e.facts["owner"] for e in story.entries("alert.lease_expired")] == [
        str(story.cast.jimin.id)
    ]
    story.climb()
    assert {target for target, _ in told(story, 1)} == {"province_desk", "desk_leader"}


def test_a_delivery_whose_process_died_is_taken_again(story: Story) -> None:
    from telecare.actions import outbox

    with transaction(story.engine) as db:
        assert len(outbox.due(db, story.now)) == 1  # taken, then the process dies
    with transaction(story.engine) as db:
        assert outbox.due(db, story.now) == []

    keep_house(story.engine, story.later(seconds=61).now)

    story.signs_in("jimin")
    assert story.deliver() == 1
    (notice,) = story.notices()
    assert (notice.state, notice.attempts) == (NotificationState.DELIVERED, 2)


def test_what_people_do_is_chained_within_a_second(story: Story) -> None:
    upkeep.chain_audit(story.engine, VAULT, story.now)

    with transaction(story.engine) as db:
        assert audit.verify(db, VAULT, now=story.now + timedelta(minutes=5)) == []


def test_nothing_is_due_and_nothing_happens(story: Story) -> None:
    story.climb()
    before = story.alerts()

    assert escalating.climb_due(story.engine, story.now + timedelta(seconds=59)) == 0
    assert story.alerts() == before


def test_an_alert_that_fails_does_not_hold_the_others_back(
    story: Story, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The poison one is the most severe, so it is the first of every tick."""
    poison = story.alert()
    other = make_gateway(story.engine, story.cast.soonja.id)
    story.says(other.saw("sos", story.now, sensor="침실"), home=other)
    climb = escalating.climb

    def failing(db: Session, alert_id: UUID, now: datetime) -> bool:
        if alert_id == poison.id:
            raise RuntimeError("a policy nobody can read")
        return climb(db, alert_id, now)

    monkeypatch.setattr(escalating, "climb", failing)

    assert escalating.climb_due(story.engine, story.now) == 2
    assert story.alert().due_at == poison.due_at  # still due: tried again by the next tick
    assert "could not be escalated" in caplog.text


def test_what_is_more_severe_and_falls_due_meanwhile_goes_before_the_rest_of_a_storm(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A press falls due while a tick is at work: it does not wait for the next tick."""
    press = story.alert()
    other = make_gateway(story.engine, story.cast.soonja.id)
    story.says(other.saw("sos", story.now, sensor="침실"), home=other)
    with transaction(story.engine) as db:
        later = story.now + timedelta(hours=1)
        db.execute(update(ALERTS).where(ALERTS.c.id == press.id).values(due_at=later))
    climb, climbed = escalating.climb, []

    def pressed_meanwhile(db: Session, alert_id: UUID, now: datetime) -> bool:
        climbed.append(alert_id)
        db.execute(update(ALERTS).where(ALERTS.c.id == press.id).values(due_at=now))
        return climb(db, alert_id, now)

    monkeypatch.setattr(escalating, "climb", pressed_meanwhile)
    monkeypatch.setattr(escalating, "SLICE", 1)

    escalating.climb_due(story.engine, story.now)

    assert [alert_id == press.id for alert_id in climbed] == [False, True, False]


def test_an_alert_whose_policy_cannot_be_read_goes_on_by_the_shipped_one(story: Story) -> None:
    """A word nobody knows stands in the copy: the alert climbs all the same, and it is said."""
    policy = dict(story.alert().policy)
    policy["steps"] = [one | {"hours": "sometimes"} for one in policy["steps"]]
    with transaction(story.engine) as db:
        db.execute(update(ALERTS).values(policy=policy))
    for _ in range(5):
        story.climb()
        story.later(seconds=60)

    assert len(story.entries("escalation.policy_unreadable")) == 1
    assert {target for target, _ in told(story, 1)} == {"province_desk", "desk_leader"}
    assert told(story, 3)
