"""I19: the clock of a wait runs from a signal's receipt to the first act of a human."""

from uuid import uuid4

import pytest
from sqlalchemy import Engine, select, update

from telecare.actions import episodes, prechecks, triage
from telecare.care.alert import Outcome, State, Verified
from telecare.care.facts import Severity
from telecare.db.engine import reading, transaction
from telecare.records import audit, past_waits
from telecare.records.alerts import ALERTS
from telecare.records.past_waits import PAST_WAITS
from telecare.records.prompts import Answer
from telecare.records.residents import RESIDENTS
from telecare.scheduler import deliver_due
from tests.cast import Cast
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


def claim(story: Story, name: str) -> triage.Claimed:
    """Claim the one alert there is, as it stands now."""
    alert = story.alert()
    with story.acting(name) as ctx:
        return triage.claim(ctx, alert.id, alert.version)


def test_i19_the_clock_runs_from_receipt_to_the_first_human(story: Story) -> None:
    """A press of ten minutes ago: the KPI starts when it arrived and no machine ends it."""
    story.signs_in("sera")
    pressed = story.now
    story.later(minutes=10).presses(at=pressed)
    received = story.now
    for _ in range(3):
        story.climb()
        deliver_due(story.engine, story.now)
        story.later(minutes=1)
    alert = story.alert()
    assert (alert.first_signal_taken_at, alert.first_signal_received_at) == (pressed, received)
    assert alert.late_by_s == 600
    assert alert.first_human_at is None  # told, delivered, climbed: no human yet

    mine = claim(story, "jimin")
    first = story.now
    with story.later(seconds=30).acting("jimin") as ctx:
        triage.release(ctx, alert.id, mine.version, mine.lease_token)
    story.later(minutes=1)
    claim(story, "sera")

    assert story.alert().first_human_at == first


def test_i19_an_alert_that_comes_back_waits_for_a_human_anew(story: Story) -> None:
    """Jimin came after 20 s and resolved it; five minutes later it is pressed again."""
    story.presses()
    alert = story.alert()
    with transaction(story.engine) as db:
        db.execute(update(ALERTS).values(simulated=True))
    first, human = story.now, story.later(seconds=20).now
    mine = claim(story, "jimin")
    with story.acting("jimin") as ctx:
        triage.resolve(
            ctx, alert.id, mine.version, mine.lease_token, Outcome.ASSISTED, Verified.VISIT
        )
    story.later(minutes=5).presses()

    again = story.alert()
    assert (again.id, again.state, again.wait_no) == (alert.id, State.OPEN, 2)
    assert (again.first_signal_received_at, again.first_human_at) == (story.now, None)
    assert again.simulated is False  # a test that went before makes no test of a press
    with reading(story.engine) as db:
        (kept,) = db.execute(select(PAST_WAITS)).all()
    assert (kept.received_at, kept.first_human_at) == (first, human)
    assert (kept.no, kept.severity, kept.outcome) == (1, Severity.P1, Outcome.ASSISTED)
    pressed = alert.evidence["device_id"].replace("-", "")
    assert (kept.passed, kept.device) == (False, pressed)
    story.later(minutes=10)
    claim(story, "sera")
    assert story.alert().first_human_at == story.now


def test_i19_who_acts_while_the_next_wait_begins_is_not_forgotten(story: Story) -> None:
    """The hub has read the alert; Jimin writes a note; then the hub begins a new wait."""
    story.later(minutes=16).judge()
    claim(story, "jimin")
    with transaction(story.engine) as db:
        prechecks.answered(db, story.alert().id, Answer.HELP, story.now, spoken=True)
    read = story.alert()
    noted = story.later(seconds=30).now
    with story.acting("jimin") as ctx:
        triage.note(ctx, read.id, triage.Written("전화하는 중"), uuid4())
    story.later(seconds=1)
    with transaction(story.engine) as db:
        assert episodes.moved(db, read, past_waits.anew(read, story.now), story.now)
    with reading(story.engine) as db:
        second = select(PAST_WAITS.c.first_human_at).where(PAST_WAITS.c.no == 2)
        assert db.scalars(second).one() == noted
    with story.acting("jimin") as ctx:  # and what was read before it ends no wait of today
        triage.note_human(ctx, read)
    assert story.alert().first_human_at is None


@pytest.mark.parametrize("acts", ["opens", "notes", "releases"])
def test_i19_what_becomes_a_p1_waits_for_its_owner_anew(story: Story, acts: str) -> None:
    """A gateway fell silent and Jimin sees to it; asked by telephone, Soonja says "help"."""
    story.later(minutes=16).judge()
    alert = story.alert()
    mine = claim(story, "jimin")
    claimed = story.now
    story.later(hours=1)
    with transaction(story.engine) as db:
        prechecks.answered(db, alert.id, Answer.HELP, story.now, spoken=True)
    worse = story.alert()
    assert (worse.severity, worse.wait_no) == (Severity.P1, 2)
    assert (worse.first_signal_received_at, worse.first_human_at) == (story.now, None)
    with reading(story.engine) as db:
        assert db.execute(select(PAST_WAITS)).one().first_human_at == claimed

    acted = story.later(seconds=30).now
    with story.acting("jimin") as ctx:
        if acts == "opens":
            audit.write(ctx.db, ctx.actor, "alert.viewed", at=acted, alert=alert.id)
        elif acts == "notes":
            triage.note(ctx, alert.id, triage.Written("전화하는 중"), uuid4())
        else:
            triage.release(ctx, alert.id, worse.version, mine.lease_token)
    story.later(seconds=31).climb()  # the tick asks whether the owner has looked
    assert story.alert().first_human_at == acted


def test_i19_a_look_before_the_next_press_is_not_forgotten(story: Story) -> None:
    """Worse at 0 s, opened at 20 s, pressed again at 40 s: she looked at 20 s."""
    story.later(minutes=16).judge()
    alert = story.alert()
    claim(story, "jimin")
    story.later(hours=1)
    with transaction(story.engine) as db:
        prechecks.answered(db, alert.id, Answer.HELP, story.now, spoken=True)
    looked = story.later(seconds=20).now
    with story.acting("jimin") as ctx:
        audit.write(ctx.db, ctx.actor, "alert.viewed", at=looked, alert=alert.id)
    story.later(seconds=20)
    with transaction(story.engine) as db:
        prechecks.answered(db, alert.id, Answer.HELP, story.now, spoken=True)
    assert story.alert().first_human_at == looked


def test_what_comes_back_rings_where_the_resident_lives_now(story: Story) -> None:
    """It cleared by itself, Soonja moved to Andong, and the gateway falls silent again."""
    story.later(minutes=16).judge()
    story.later(minutes=1).beats()
    story.judge()
    (cleared,) = story.alerts()
    assert (cleared.state, cleared.organisation_id) == (State.AUTO_CLEARED, story.cast.bonghwa)
    with transaction(story.engine) as db:
        mine = RESIDENTS.c.id == story.home.resident_id
        db.execute(update(RESIDENTS).where(mine).values(organisation_id=story.cast.andong))
    story.later(minutes=16).judge()

    again = story.alert()
    assert (again.id, again.state) == (cleared.id, State.OPEN)
    assert again.organisation_id == story.cast.andong
