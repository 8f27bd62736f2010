"""What a tablet asks of people, what they agree about it, and how it counts for its home."""

from datetime import time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, func, select

from telecare.actions import appointments, enrolment, judging, plans, prompts, tablets, tasks
from telecare.boards import person
from telecare.boards import tablet as boards
from telecare.boards import tablets as desk
from telecare.boards import tasks as board
from telecare.boards.shapes.register import CheckIn, PlanAsked
from telecare.boards.shapes.tablet import TabletHome
from telecare.boards.shapes.tablets import (
    AppointmentAsked,
    AutoAnswerAsked,
    TabletPlanAsked,
)
from telecare.call_errors import NoTablet
from telecare.db.engine import reading, transaction
from telecare.errors import Invalid, NotYours, Overtaken, Revoked
from telecare.records import devices
from telecare.records.audit import AuditEntry
from telecare.records.plans import AutoAnswer, latest, tablet_terms
from telecare.records.prompts import PromptKind
from tests.cast import NOON, VAULT, Cast, Worker, context
from tests.tablets import Tablet, make_tablet

AGREED = TabletPlanAsked(
    buttons=["doctor", "help"], language="en", touch_counts=True, practice=False,
    video_welfare=True, night_from="22:00", night_until="06:30",
    auto_answer=AutoAnswerAsked(by="self", at=NOON, consent_version="2026-1"),
)  # fmt: skip
PROMISE = CheckIn(at="10:00", window_opens="06:00", grace_min=60)


@pytest.fixture
def tablet(engine: Engine, cast: Cast) -> Tablet:
    """The tablet of Chungil, who has nothing else."""
    return make_tablet(engine, cast.chungil.id)


def drawn(engine: Engine, tablet: Tablet, now: Any = NOON) -> TabletHome:  # noqa: ANN401
    with reading(engine) as db:
        return boards.home(context(db, now=now), tablet.device_id, dial_119=False)


def agree(engine: Engine, who: Worker, resident_id: UUID, asked: TabletPlanAsked | None) -> int:
    with transaction(engine) as db:
        before = latest(db, resident_id)
        assert before is not None
        plan = PlanAsked(
            version=before.version, risk="normal", check_ins=[PROMISE], tablet=asked
        )
        return plans.record_plan(context(db, who), resident_id, plan)


def test_a_plan_keeps_what_was_agreed_about_the_tablet(
    engine: Engine, cast: Cast, tablet: Tablet
) -> None:
    agree(engine, cast.jimin, cast.chungil.id, AGREED)
    agree(engine, cast.jimin, cast.chungil.id, None)
    with reading(engine) as db:
        terms = tablet_terms(db, cast.chungil.id)
        newest = latest(db, cast.chungil.id)
    assert newest is not None
    assert newest.version == 3
    assert terms.buttons == ("help", "doctor")
    assert (terms.night_from, terms.night_until) == (time(22), time(6, 30))
    assert terms.auto_answer == AutoAnswer(by="self", at=NOON, consent_version="2026-1")
    rules = drawn(engine, tablet).rules
    assert (rules.language, rules.auto_answer, rules.dial_119) == ("en", True, False)
    with transaction(engine) as db:
        page = person.resident_page(
            context(db, cast.jimin), cast.chungil.id, purpose="care", opened=False
        )
    assert page.plan.tablet.buttons == ["help", "doctor"]
    assert page.plan.tablet.auto_answer is not None


def test_help_cannot_be_taken_from_a_tablet(engine: Engine, cast: Cast) -> None:
    consent = AutoAnswerAsked(by="self", at=NOON + timedelta(hours=1), consent_version=" ")
    wrong = TabletPlanAsked(
        buttons=["ok"], language="ko", touch_counts=False, practice=False,
        video_welfare=False, night_from="25:00", night_until="06:00", auto_answer=consent,
    )  # fmt: skip
    with pytest.raises(Invalid) as refused:
        agree(engine, cast.jimin, cast.chungil.id, wrong)
    assert set(refused.value.fields) == {
        "tablet.buttons", "tablet.night_from", "tablet.auto_answer.at",
        "tablet.auto_answer.consent_version",
    }  # fmt: skip


@pytest.mark.parametrize("counts", [True, False])
def test_a_touch_is_a_check_in_only_where_the_plan_lets_it(
    engine: Engine, cast: Cast, tablet: Tablet, *, counts: bool
) -> None:
    asked = TabletPlanAsked(
        buttons=["ok", "help"], language="ko", touch_counts=counts, practice=False,
        video_welfare=False, night_from="22:00", night_until="06:30",
    )  # fmt: skip
    agree(engine, cast.jimin, cast.chungil.id, asked)
    tablet.says(engine, tablet.saw("activity", NOON))
    home = drawn(engine, tablet)
    assert home.last_check_in_at == (NOON if counts else None)
    assert (home.check_ins[0].done_at == NOON) is counts


def test_asking_for_the_doctor_makes_one_task(
    engine: Engine, cast: Cast, tablet: Tablet
) -> None:
    assert drawn(engine, tablet).doctor_asked_at is None
    wish = tablet.saw("doctor_asked", NOON)
    for _ in range(2):
        tablet.says(engine, wish)
    tablet.says(engine, tablet.saw("doctor_asked", NOON))  # impatient: the task stands
    assert drawn(engine, tablet).doctor_asked_at == NOON
    with reading(engine) as db:
        (task,) = board.standing(context(db, cast.jimin), locked=False)
        (masked,) = board.standing(context(db, cast.jimin), locked=True)
        assert board.standing(context(db, cast.oeji), locked=False) == []
    assert (task.kind, task.resident.name, task.late) == ("doctor_asked", "박춘길", False)
    assert masked.resident.name == ""
    with transaction(engine) as db, pytest.raises(NotYours):
        tasks.done(context(db, cast.oeji), task.id, version=task.version)
    with transaction(engine) as db:
        tasks.done(context(db, cast.jimin), task.id, version=task.version)
    with transaction(engine) as db, pytest.raises(Overtaken):
        tasks.done(context(db, cast.sera), task.id, version=task.version)
    assert drawn(engine, tablet).doctor_asked_at is None


def test_the_next_visit_is_shown_and_kept_sealed(
    engine: Engine, cast: Cast, tablet: Tablet
) -> None:
    for days, who in ((9, "정도윤"), (2, "한지민")):
        asked = AppointmentAsked(at=NOON + timedelta(days=days), who=who, what="혈압 재기")
        with transaction(engine) as db:
            appointments.add(context(db, cast.jimin), cast.chungil.id, asked)
    visit = drawn(engine, tablet).next_visit
    assert visit is not None
    assert (visit.who, visit.what) == ("한지민", "혈압 재기")
    with transaction(engine) as db:
        rows = desk.ahead(context(db, cast.jimin), cast.chungil.id)
    assert [row.who for row in rows] == ["한지민", "정도윤"]
    with reading(engine) as db:
        seen = select(func.count()).where(AuditEntry.what == "resident.visits_viewed")
        assert db.scalar(seen) == 1
    with transaction(engine) as db:
        appointments.cancel(context(db, cast.jimin), cast.chungil.id, rows[0].id)
    visit = drawn(engine, tablet).next_visit
    assert visit is not None
    assert visit.who == "정도윤"
    past = AppointmentAsked(at=NOON, who="", what="혈압 재기")
    with transaction(engine) as db, pytest.raises(Invalid) as refused:
        appointments.add(context(db, cast.jimin), cast.chungil.id, past)
    assert set(refused.value.fields) == {"at", "who"}


def test_a_home_without_a_tablet_cannot_be_asked(engine: Engine, cast: Cast) -> None:
    with transaction(engine) as db, pytest.raises(NoTablet):
        prompts.ask(context(db, cast.jimin), cast.chungil.id, PromptKind.TEST)


def test_an_alert_of_somebody_else_is_no_reason_to_ask(
    engine: Engine, cast: Cast, tablet: Tablet
) -> None:
    with transaction(engine) as db, pytest.raises(NotYours):
        prompts.ask(context(db, cast.jimin), cast.chungil.id, PromptKind.TEST, alert_id=uuid4())
    with transaction(engine) as db, pytest.raises(NotYours):
        prompts.ask(context(db, cast.oeji), cast.chungil.id, PromptKind.TEST)


def test_the_device_page_tells_what_the_tablet_told(
    engine: Engine, cast: Cast, tablet: Tablet
) -> None:
    told = {
        "storage_free_mb": 512, "storage_persistent": True, "version": "1.2",
        "voice": "clips", "outbox": 3, "charging": False,
    }  # fmt: skip
    tablet.says(
        engine,
        tablet.saw("heartbeat", NOON),
        tablet.saw("battery", NOON, value=41.0),
        tablet.saw("device_status", NOON, data=told),
    )
    later = NOON + timedelta(hours=1)
    with reading(engine) as db:
        now = desk.status(context(db, cast.jimin), cast.chungil.id)
        then = desk.status(context(db, cast.jimin, now=later), cast.chungil.id)
    assert {name: getattr(now, name) for name in told} == told
    assert (now.battery_percent, now.state, now.connected) == (41, "heard", True)
    assert now.offline_since is None
    assert (then.state, then.offline_since, then.connected) == ("silent", NOON, False)


def test_a_ticket_is_good_for_a_minute_and_for_its_own_tablet(
    engine: Engine, cast: Cast, tablet: Tablet
) -> None:
    with reading(engine) as db:
        ticket = tablets.ticket(db, VAULT, tablet.device_id, NOON).ticket
    assert tablets.read_ticket(VAULT, ticket, NOON) == tablet.device_id
    assert tablets.read_ticket(VAULT, ticket, NOON + timedelta(seconds=60)) is None
    altered = ("C" if ticket.startswith("B") else "B") + ticket[1:]
    for forged in ("", "가", "A" * 4096, ticket[:-4], altered, None, 7, {"a": 1}):
        assert tablets.read_ticket(VAULT, forged, NOON) is None
    with transaction(engine) as db:
        version = devices.one_for(context(db, cast.jimin), tablet.device_id).version
        enrolment.revoke(context(db, cast.jimin), tablet.device_id, version=version)
    with reading(engine) as db, pytest.raises(Revoked):
        tablets.ticket(db, VAULT, tablet.device_id, NOON)


def test_a_reload_moves_the_number_the_tablet_sees(
    engine: Engine, cast: Cast, tablet: Tablet
) -> None:
    before = drawn(engine, tablet).reload_version
    with transaction(engine) as db:
        tablets.reload(context(db, cast.jimin), tablet.device_id)
    assert drawn(engine, tablet).reload_version == before + 1
    with transaction(engine) as db, pytest.raises(NotYours):
        tablets.reload(context(db, cast.jimin), cast.soonja.devices["gateway"])


def test_a_tablet_that_dies_is_a_device_that_died(
    engine: Engine, cast: Cast, tablet: Tablet
) -> None:
    """A home that has only a tablet is heard by it, and found silent when it falls silent."""
    tablet.says(engine, tablet.saw("heartbeat", NOON))
    judging.judge_due(engine, VAULT, NOON)
    assert verdicts(engine, cast.chungil.id)["quiet_home"] == "false"
    night = NOON + timedelta(hours=9)
    tablet.says(engine, tablet.saw("heartbeat", night), now=night)
    judging.judge_due(engine, VAULT, night)
    assert verdicts(engine, cast.chungil.id)["quiet_home"] == "false", "nothing could move"
    dead = night + timedelta(minutes=16)
    judging.judge_due(engine, VAULT, dead)
    found = verdicts(engine, cast.chungil.id)
    assert (found["silent_device"], found["quiet_home"]) == ("true", "unknown")


def verdicts(engine: Engine, resident_id: UUID) -> dict[str, str]:
    from telecare.records import watching

    with reading(engine) as db:
        found = watching.conditions_of(db, resident_id)
    return {one.rule: one.verdict.value for one in found}
