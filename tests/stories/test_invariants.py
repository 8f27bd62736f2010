"""The invariants of an alert (monitoring.md §3.5), each told once and named by its number.

Each of these was seen to fail with its guard taken out; none is a restatement of the code.
"""

import threading
from collections.abc import Callable
from datetime import timedelta
from types import MappingProxyType, SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from telecare.actions import enrolment, episodes, escalating, judging, triage
from telecare.actions.episodes import Home
from telecare.care import escalation
from telecare.care.alert import LIVE_STATES, Outcome, State, Verified
from telecare.care.escalation import Policy, Step
from telecare.care.facts import AlertClass, Severity, Verdict
from telecare.care.judge import judge
from telecare.care.parameters import DEFAULT
from telecare.db.engine import open_engine, reading, transaction
from telecare.errors import IllegalMove, Invalid, LeaseLost, Overtaken
from telecare.records import alerts
from telecare.records.actor import SERVICE
from telecare.records.alerts import ALERTS
from telecare.records.context import Context
from telecare.records.facts import facts_at
from telecare.records.keys import KeyRing
from telecare.records.notifications import NotificationState
from telecare.records.plans import Absence
from telecare.records.watching import CONDITIONS, WATCHES
from telecare.scheduler import deliver_due
from tests.cast import VAULT, Cast
from tests.homes import SENSORS, Gateway, make_resident
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


def claim(story: Story, name: str) -> triage.Claimed:
    """Claim the one alert there is, as it stands now."""
    alert = story.alert()
    with story.acting(name) as ctx:
        return triage.claim(ctx, alert.id, alert.version)


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Run everything at the same moment; return each result or the exception it raised."""
    start = threading.Barrier(len(works))
    results: list[Any] = [None] * len(works)

    def run(place: int, work: Callable[[], Any]) -> None:
        start.wait()
        try:
            results[place] = work()
        except Exception as error:  # noqa: BLE001 - the refusal is the result
            results[place] = error

    threads = [threading.Thread(target=run, args=one) for one in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


# ---------------------------------------------------------------------------- I1


def test_i01_one_open_alert_per_resident_and_class(story: Story) -> None:
    """Presses feed the open alert; a judge who has not seen it cannot open a second one."""
    story.presses()
    story.later(seconds=40).presses()

    assert story.alert("sos").signals == 2
    with transaction(story.engine) as db:
        facts = facts_at(db, story.home.resident_id, at=story.now)
        (sos, *_) = judge(facts, DEFAULT, story.now)
        assert sos.finding is not None
        home = Home(story.home.resident_id, story.alert().organisation_id, blind=False)
        opened = episodes.open_alert(db, home, sos.finding, story.now, facts, story.now)
    assert opened is False
    assert len(story.alerts()) == 1


def test_i01_two_judges_at_once_open_one_alert(story: Story) -> None:
    """Two schedulers by mistake: the same silence is one alert, one step, one entry."""
    story.later(minutes=20)

    at_once(story.judge, story.judge, story.judge)

    assert story.alert().alert_class is AlertClass.DEVICE
    assert len(story.entries("alert.opened")) == 1


# ---------------------------------------------------------------------------- I2


def test_i02_of_two_claims_at_once_exactly_one_wins(story: Story) -> None:
    """Both read the same version; the slower is told who was faster."""
    story.presses()
    alert = story.alert()

    def press(name: str) -> triage.Claimed:
        with story.acting(name) as ctx:
            return triage.claim(ctx, alert.id, alert.version)

    results = at_once(lambda: press("jimin"), lambda: press("sera"))

    won = [one for one in results if isinstance(one, triage.Claimed)]
    lost = [one for one in results if isinstance(one, Overtaken)]
    assert (len(won), len(lost)) == (1, 1)
    winner = next(w for w in story.cast.workers if w.id == story.alert().owner_id)
    assert lost[0].facts["owner"] == {"id": str(winner.id), "name": winner.name}
    assert len(story.entries("alert.claimed")) == 1


def test_i02_a_press_that_a_claim_overtakes_is_judged_again_at_once(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The judge read the open alert; before it writes the second press, Jimin has claimed."""
    story.presses()
    stale = story.alert("sos")
    claim(story, "jimin")
    fresh = judging._UNFINISHED
    monkeypatch.setattr(
        judging, "_UNFINISHED", SimpleNamespace(all=lambda *_: [stale], first=None)
    )
    story.later(seconds=30).presses()
    assert story.alert("sos").signals == 1  # it could not be told: the alert had moved
    monkeypatch.setattr(judging, "_UNFINISHED", fresh)

    before = {n.id for n in story.notices()}
    with reading(story.engine) as db:
        urgent = select(WATCHES.c.resident_id).where(WATCHES.c.urgent.is_(True))
        assert db.scalars(urgent).all() == [story.home.resident_id]
    story.judge()
    assert story.alert("sos").signals == 2
    told = [n for n in story.notices() if n.id not in before]
    assert {n.target for n in told} == {"owner"}


def test_i02_a_resolve_beats_a_claim_that_was_read_before_it(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sera read the open alert; before she writes, Jimin has claimed and resolved it."""
    story.presses()
    with story.acting("sera") as ctx:
        stale = alerts.one_for(ctx, story.alert().id)
    mine = claim(story, "jimin")
    with story.acting("jimin") as ctx:
        triage.resolve(
            ctx, stale.id, mine.version, mine.lease_token, Outcome.ASSISTED, Verified.VISIT
        )
    reads = [stale]
    fresh = alerts.one_for
    monkeypatch.setattr(alerts, "one_for", lambda *a: reads.pop() if reads else fresh(*a))

    with pytest.raises(Overtaken), story.acting("sera") as ctx:
        triage.claim(ctx, stale.id, stale.version)

    after = story.alert()
    assert (after.state, after.outcome) == (State.RESOLVED, Outcome.ASSISTED)


# ---------------------------------------------------------------------------- I3


def test_i03_a_stale_token_writes_a_note_but_moves_nothing(story: Story) -> None:
    """Jimin's lease ran out while she was on the phone: her words are kept, her moves not."""
    story.presses()
    mine = claim(story, "jimin")
    story.later(minutes=5, seconds=1).climb()
    opened = story.alert()
    assert opened.state is State.OPEN

    with story.acting("jimin") as ctx:
        triage.note(ctx, opened.id, triage.Written("문 앞에 있음"), mine.lease_token)
    for move in (
        lambda ctx: triage.resolve(
            ctx, opened.id, opened.version, mine.lease_token, Outcome.ASSISTED, Verified.VISIT
        ),
        lambda ctx: triage.release(ctx, opened.id, opened.version, mine.lease_token),
        lambda ctx: triage.renew(ctx, opened.id, mine.lease_token),
    ):
        with pytest.raises(LeaseLost), story.acting("jimin") as ctx:
            move(ctx)

    assert story.alert()._mapping == opened._mapping
    assert len(story.entries("alert.note")) == 1


def test_i03_the_token_of_an_earlier_claim_is_stale_too(story: Story) -> None:
    """Jimin claims, loses and claims again: only her newest token counts."""
    story.presses()
    first = claim(story, "jimin")
    story.later(minutes=6).climb()
    second = claim(story, "jimin")

    with pytest.raises(LeaseLost), story.acting("jimin") as ctx:
        triage.release(ctx, story.alert().id, second.version, first.lease_token)


# ---------------------------------------------------------------------------- I4


def test_i04_a_claim_stops_neither_evaluation_nor_a_new_press(story: Story) -> None:
    """Jimin has it; a second press is counted and she is told again, at once."""
    story.presses()
    claim(story, "jimin")
    before = story.notices()

    story.later(seconds=45).presses()

    alert = story.alert()
    assert (alert.state, alert.signals, alert.epoch) == (State.CLAIMED, 2, 2)
    told = [n for n in story.notices() if n.id not in {b.id for b in before}]
    assert {(n.target, n.due_at, n.epoch) for n in told} == {("owner", story.now, alert.epoch)}
    assert {n.channel for n in told} == {"console", "push", "sms", "voice"}
    with reading(story.engine) as db:
        judged = db.scalars(select(func.max(CONDITIONS.c.evaluated_at))).one()
    assert judged == story.now


def test_i04_getting_worse_raises_the_severity_and_tells_the_owner(story: Story) -> None:
    """A silent gateway (P4) that Jimin put on her list becomes a P2 after four hours."""
    story.later(minutes=16).judge()
    assert story.alert().severity is Severity.P4
    mine = claim(story, "jimin")

    story.later(hours=4).judge()

    alert = story.alert()
    assert (alert.state, alert.severity) == (State.CLAIMED, Severity.P2)
    assert alert.lease_token == mine.lease_token  # nobody's claim ends because it got worse
    assert alert.lease_until == story.now + timedelta(minutes=20)
    assert alert.policy["severity"] == "P2"
    assert [n.target for n in story.notices() if n.due_at == story.now] == ["owner"]


# ---------------------------------------------------------------------------- I5


def test_i05_a_p1_never_clears_by_itself(story: Story) -> None:
    """A day later the press is history; its alert still waits for a human."""
    story.presses()
    story.later(hours=24, minutes=1).beats()
    story.judge()

    assert story.verdict("sos") == "false"
    alert = story.alert("sos")
    assert (alert.state, alert.severity) == (State.OPEN, Severity.P1)
    assert alert.condition_cleared_at == story.now


def test_i05_an_absence_silences_no_press(story: Story) -> None:
    """Away from home, the button in the coat is pressed: it rings all the same."""
    with transaction(story.engine) as db:
        db.execute(
            insert(Absence).values(
                id=uuid4(), resident_id=story.home.resident_id, reason="hospital",
                start_at=story.now - timedelta(hours=1), end_at=story.now + timedelta(days=1),
                recorded_at=story.now - timedelta(hours=1),
            )
        )  # fmt: skip

    story.later(seconds=10).presses()

    assert story.alert().severity is Severity.P1


# ---------------------------------------------------------------------------- I8


def test_i08_a_home_that_cannot_be_heard_is_unknown(story: Story) -> None:
    """Thirteen hours without a word: not quiet, not fine. Unknown."""
    for hours in (0.5, 13):
        story.later(hours=hours).judge()
        assert story.verdict("quiet_home") == Verdict.UNKNOWN

    assert {alert.alert_class for alert in story.alerts()} == {AlertClass.DEVICE}


def test_i08_going_blind_clears_nothing(story: Story) -> None:
    """The home was quiet and the alert open when the gateway died: it stays open."""
    story.lives_on(hours=8.5)
    assert story.alert("silence").state is State.OPEN

    story.later(hours=1).judge()

    assert story.verdict("quiet_home") != Verdict.FALSE
    silence = story.alert("silence")
    assert (silence.state, silence.condition_cleared_at) == (State.OPEN, None)


# ---------------------------------------------------------------------------- I9


def test_i09_a_device_never_heard_by_its_deadline_is_found(story: Story) -> None:
    """A gateway was set up, its code never redeemed: the deadline finds it without a ping."""
    other = make_resident(story.engine)
    with transaction(story.engine) as db:
        ctx = Context(db, KeyRing(db, VAULT), SERVICE, story.now)
        enrolment.make_device(ctx, other, label="거실", sensors=SENSORS, installed_at=story.now)
    story.judge()
    assert story.alerts() == []

    story.later(hours=24, minutes=1).judge()

    (alert,) = story.alerts(Gateway(uuid4(), other))
    assert (alert.rule, alert.severity) == ("never_heard", Severity.P4)


# ---------------------------------------------------------------------------- I10


def test_i10_a_live_alert_always_has_a_timer(story: Story) -> None:
    """Through every move of a life the next instant is known; the database insists."""
    story.presses()
    seen = []

    def look() -> None:
        alert = story.alert()
        seen.append(alert.state)
        assert (alert.due_at is not None) == (alert.state in LIVE_STATES)

    look()
    for _ in range(8):  # past the last step of the policy: it repeats until claimed
        story.later(minutes=2).climb()
        look()
    mine = claim(story, "jimin")
    look()
    with story.acting("jimin") as ctx:
        triage.release(ctx, story.alert().id, mine.version, mine.lease_token)
    look()
    with pytest.raises(IntegrityError), transaction(story.engine) as db:
        db.execute(update(ALERTS).values(due_at=None))
    assert set(seen) == {State.OPEN, State.CLAIMED}


def test_i10_the_sweeper_finds_an_alert_that_lost_its_timer(story: Story) -> None:
    """A repair by hand went past the check: the sweeper gives the timer back and it rings."""
    story.presses()
    _lose_the_timer(story.engine)

    assert escalating.sweep(story.engine, story.now) == 1
    assert story.climb() == 1
    assert story.alert().step_no == 1
    assert len(story.entries("escalation.timer_restored")) == 1


def _lose_the_timer(engine: Engine) -> None:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
            connection.execute(text("UPDATE alert SET due_at = NULL WHERE alert_class = 'sos'"))
            connection.commit()
            connection.exec_driver_sql("PRAGMA ignore_check_constraints=OFF")
        else:
            connection.execute(
                text("ALTER TABLE alert DROP CONSTRAINT ck_alert_live_means_due")
            )
            connection.execute(text("UPDATE alert SET due_at = NULL WHERE alert_class = 'sos'"))
            connection.commit()


# ---------------------------------------------------------------------------- I11


def test_i11_what_fell_due_while_the_hub_was_down_rings_at_its_start(
    story: Story, database_url: str
) -> None:
    """Three hours in the dark; the first tick of the new hub tells the next step."""
    story.presses()
    story.climb()
    told = len(story.notices())
    story.engine.dispose()
    story.later(hours=3)

    restarted = open_engine(database_url)
    try:
        assert escalating.climb_due(restarted, story.now) == 1
    finally:
        restarted.dispose()

    assert len(story.notices()) > told
    assert story.alert().step_no == 2


def test_i11_two_schedulers_tell_a_step_once(story: Story) -> None:
    """Two ticks at the same moment: one moves the timer, nobody is told twice."""
    story.presses()
    story.climb()
    story.later(seconds=61)

    moved = at_once(*(lambda: escalating.climb_due(story.engine, story.now) for _ in range(4)))

    assert sorted(moved) == [0, 0, 0, 1]
    steps = [n.target for n in story.notices() if n.step_no == 1]
    assert sorted(steps) == sorted(2 * ["province_desk", "desk_leader"])  # two channels each


# ---------------------------------------------------------------------------- I12


def test_i12_a_step_of_an_older_epoch_does_nothing(story: Story) -> None:
    """The timer was read, then Jimin claimed: the old step neither tells nor moves anything."""
    story.presses()
    old = story.alert()
    claim(story, "jimin")
    notices, alert = story.notices(), story.alert()

    with transaction(story.engine) as db:
        assert escalating._next_step(db, old, story.now) is False

    assert story.notices() == notices
    assert story.alert()._mapping == alert._mapping


def test_i12_a_notification_of_an_older_epoch_is_not_sent(story: Story) -> None:
    """It was written before the claim and is due after it: nobody is paged for nothing."""
    story.signs_in("sera")
    story.presses()
    claim(story, "jimin")

    deliver_due(story.engine, story.now)

    assert {(n.state, n.result) for n in story.notices()} == {
        (NotificationState.FAILED, "overtaken")
    }


# ---------------------------------------------------------------------------- I15


def test_i15_a_new_policy_leaves_a_running_alert_alone(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The policy is edited while the alert is open: it climbs by the one it opened with."""
    story.presses()
    story.climb()
    lazy = Policy(99, Severity.P1, (Step(0, ("nobody",), ("console",)),), repeat_s=86_400)
    edited = MappingProxyType({**escalation.DEFAULT_POLICIES, Severity.P1: lazy})
    monkeypatch.setattr(escalation, "DEFAULT_POLICIES", edited)

    story.later(seconds=60).climb()

    alert = story.alert()
    assert (alert.policy_version, alert.step_no) == (escalation.VERSION, 2)
    assert {n.target for n in story.notices() if n.step_no == 1} == {
        "province_desk", "desk_leader",
    }  # fmt: skip


# ---------------------------------------------------------------------------- I16


def test_i16_nothing_closes_without_an_outcome(story: Story) -> None:
    """An open alert cannot be closed, a P1 not be resolved without the person being seen to."""
    story.presses()
    alert = story.alert()
    with pytest.raises(IllegalMove), story.acting("jimin") as ctx:
        triage.close(ctx, alert.id, alert.version)
    mine = claim(story, "jimin")

    with pytest.raises(Invalid) as refused, story.acting("jimin") as ctx:
        triage.resolve(ctx, alert.id, mine.version, mine.lease_token, Outcome.ASSISTED, None)

    assert set(refused.value.fields) == {"verified"}
    assert story.alert().state is State.CLAIMED
    with pytest.raises(IntegrityError), transaction(story.engine) as db:
        db.execute(update(ALERTS).values(state=State.CLOSED, outcome=None, due_at=None))
