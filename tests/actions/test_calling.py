"""A call: who may ring whom, how it goes on, and that it always ends, on both databases."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, update

from telecare.actions import calling, calls_due
from telecare.boards import alert as alerts_board
from telecare.boards import calls as boards
from telecare.boards.shapes.calls import PhoneAsked, QualityAsked, SeatAsked
from telecare.call_errors import (
    CallOver,
    InACall,
    NoCall,
    NoTablet,
    NotAgreed,
    NotClaimed,
)
from telecare.care.consultation import Outcome, Presence, Side, State
from telecare.db.engine import reading, transaction
from telecare.errors import Forbidden, GateMissing, Invalid, NotYours, Refused
from telecare.records.actor import SERVICE
from telecare.records.audit import AuditEntry
from telecare.records.consultations import CONSULTATIONS, QUALITY
from telecare.records.context import Context
from telecare.records.devices import DEVICES
from telecare.records.keys import KeyRing
from telecare.records.relationships import CareRelationship
from telecare.records.staff import Role, Staff
from tests.calls import (
    CARE,
    PRINT,
    Call,
    cared_for,
    gate_passed,
    tablet_of,
)
from tests.cast import VAULT, Cast
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    story = begin(engine, cast)
    story.presses()
    cared_for(story)
    return story


@pytest.fixture
def call(story: Story) -> Call:
    return Call(story, tablet_of(story)).claimed()


# ---------------------------------------------------------------- who may ring


def test_the_owner_of_a_claimed_alert_rings_the_tablet(call: Call) -> None:
    rung = call.ring()

    row = call.row()
    assert (row.state, row.outcome, row.due_at) == (
        State.RINGING, None, call.story.now + timedelta(seconds=45),
    )  # fmt: skip
    assert (row.caller_id, row.alert_id) == (call.story.cast.jimin.id, call.story.alert().id)
    assert rung.seat is not None
    assert (rung.seat.side, rung.seat.video) == ("caller", False)
    (entry,) = call.story.entries("call.rung")
    assert entry.facts["call"] == str(call.id)


REFUSED: list[Any] = [
    ("jimin", {"lease_token": None}, NotClaimed),
    ("jimin", {"alert_id": None}, NotClaimed),
    ("sera", {}, NotClaimed),
    ("suhyeon", {}, NotClaimed),
    ("doyun", {}, Forbidden),
    ("haneul", {}, Forbidden),
    ("oeji", {}, NotYours),
    ("jimin", {"purpose": "care"}, Forbidden),
    ("doyun", {"purpose": "care"}, GateMissing),
    ("oeji", {"purpose": "care"}, NotYours),
    ("jimin", {"fingerprint": "sha-1 AA"}, Invalid),
]


@pytest.mark.parametrize(
    ("who", "more", "refusal"), REFUSED, ids=[f"{w}-{r.__name__}-{m}" for w, m, r in REFUSED]
)
def test_nobody_else_does(
    call: Call, who: str, more: dict[str, Any], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal) as said:
        call.ring(who, **more)

    assert said.value.sentence
    assert said.value.message_ko
    assert call.story.entries("call.rung") == []


def test_a_lease_that_has_run_out_rings_nothing(call: Call) -> None:
    call.story.later(minutes=5)
    with pytest.raises(NotClaimed):
        call.ring()


def test_an_alert_about_somebody_else_rings_nothing(call: Call) -> None:
    soonja = call.story.cast.soonja
    tablet_of(call.story, soonja)
    with pytest.raises(NotYours), call.story.acting("jimin") as ctx:
        calling.ring(ctx, soonja.id, call.asked(), None)


def test_a_clinician_rings_behind_the_gate(call: Call) -> None:
    gate_id = gate_passed(call.story)

    rung = call.ring("doyun", **CARE)

    row = call.row()
    assert (row.gate_id, row.alert_id, row.video) == (gate_id, None, True)
    assert rung.seat is not None


def test_a_welfare_call_shows_a_picture_only_where_the_plan_says_so(call: Call) -> None:
    call.agreed(video_welfare=True).ring()

    assert call.row().video is True


def test_a_home_without_a_tablet_cannot_be_rung(story: Story) -> None:
    with pytest.raises(NoTablet):
        Call(story, story.home.device_id).claimed().ring()


# ------------------------------------------------- what the tablet cannot take


def test_a_tablet_that_is_not_heard_is_unreachable_at_once(call: Call) -> None:
    call.story.later(seconds=91)
    rung = call.ring()

    row = call.row()
    assert (row.state, row.outcome, row.due_at) == (State.ENDED, Outcome.UNREACHABLE, None)
    assert rung.seat is None
    assert call.results() == ["unreachable"]


def test_of_two_who_ring_one_tablet_the_second_finds_it_busy(call: Call) -> None:
    call.ring()
    first = call.id
    gate_passed(call.story)

    second = call.ring("doyun", **CARE)

    assert (call.row().outcome, second.seat) == (Outcome.BUSY, None)
    call.id = first
    assert call.row().state is State.RINGING


def test_nobody_is_in_two_calls(call: Call) -> None:
    call.ring()
    with pytest.raises(InACall):
        call.ring()


def test_the_database_refuses_a_second_live_call(call: Call, engine: Engine) -> None:
    """Two who rang at the very same moment: the index decides, and nobody gets a 500."""
    from telecare.records import consultations

    call.ring()
    with transaction(engine) as db:
        row = dict(call.row()._mapping) | {"id": call.tablet}
        assert consultations.add(db, row) is False
        count = db.scalar(select(func.count()).select_from(CONSULTATIONS))
    assert count == 1


# -------------------------------------------------------------- how it goes on


def test_a_call_from_the_first_ring_to_the_alerts_log(call: Call) -> None:
    call.connected()
    assert call.row().state is State.CONNECTED
    call.story.later(minutes=2)
    with call.story.acting("jimin") as ctx:
        calling.end(ctx, call.id)

    row = call.row()
    assert (row.state, row.outcome, row.ended_by) == (
        State.ENDED, Outcome.COMPLETED, call.story.cast.jimin.id,
    )  # fmt: skip
    assert call.results() == ["completed"]
    said = [entry.what for entry in call.story.entries() if entry.what.startswith("call.")]
    assert said == ["call.rung", "call.answered", "call.connected", "call.ended"]


def test_the_result_is_told_once_in_the_timeline_and_is_no_telephone_call(call: Call) -> None:
    call.ring()
    call.says("decline")
    with call.story.acting("jimin") as ctx:
        detail = alerts_board.detail(ctx, call.story.alert().id, purpose="care", locked=False)

    told = [line.text.en for line in detail.timeline if line.what == "alert.call"]
    assert told == ["Call: declined on the tablet"]
    assert "call.ended" not in {line.what for line in detail.timeline}
    assert all(step.done_at is None for step in detail.procedure)


def test_said_twice_by_the_tablet_is_said_once(call: Call) -> None:
    call.ring()
    first, again = call.says("answer"), call.says("answer")

    assert first is not None
    assert again is not None
    assert call.row().version == 2
    assert (call.says("end"), call.says("end"), call.says("decline")) == (None, None, None)
    assert call.results() == ["cancelled"]  # nobody had seen anybody yet


def test_the_lease_lasts_while_they_talk(call: Call) -> None:
    """A P1 is claimed for five minutes; a call of ten must not lose it."""
    call.connected()
    for _ in range(4):
        call.story.later(minutes=3)
        with call.story.acting("jimin") as ctx:
            calling.quality(ctx, call.id, QualityAsked(loss_percent=1.5, freezes=1))
        call.story.climb()

    assert call.story.alert().owner_id == call.story.cast.jimin.id
    with reading(call.story.engine) as db:
        assert db.scalar(select(func.count()).select_from(QUALITY)) == 4


def test_a_tablet_answers_by_itself_only_as_agreed(call: Call) -> None:
    call.ring()
    with pytest.raises(NotAgreed):
        call.says("auto_answer")
    assert call.row().state is State.RINGING


def test_a_tablet_that_may_answers_by_itself_and_it_is_written_down(call: Call) -> None:
    call.agreed_to_auto_answer().ring()
    with call.tablet_acting() as ctx:
        ringing = boards.ringing(ctx, call.tablet)
    assert ringing is not None
    assert (ringing.auto_answer, ringing.caller, ringing.institution.ko) == (
        True, "한지민", "봉화군",
    )  # fmt: skip

    assert call.says("auto_answer") is not None
    assert call.row().auto_answered is True
    assert call.story.entries("call.auto_answered")


def test_a_care_call_is_never_answered_by_itself(call: Call) -> None:
    gate_passed(call.story)
    call.agreed_to_auto_answer()
    call.ring("doyun", **CARE)
    with pytest.raises(NotAgreed):
        call.says("auto_answer")


def test_another_tablet_learns_nothing_of_a_call(call: Call) -> None:
    call.ring()
    call.tablet = tablet_of(call.story, call.story.cast.soonja)
    for act in ("answer", "decline", "end", "seat"):
        with pytest.raises(NotYours):
            call.says(act)


def test_only_the_caller_moves_a_call(call: Call) -> None:
    call.ring()
    for name in ("sera", "suhyeon", "oeji", "doyun"):
        with pytest.raises(NotYours), call.story.acting(name) as ctx:
            calling.end(ctx, call.id)
        with pytest.raises(NotYours), call.story.acting(name) as ctx:
            calling.seat(ctx, call.id, SeatAsked(fingerprint=PRINT), None)
        with pytest.raises(NoCall), call.story.acting(name) as ctx:
            boards.mine(ctx)


# ------------------------------------------------------------------- deadlines


def test_nobody_answers(call: Call) -> None:
    call.ring()
    call.story.later(seconds=44.9)
    assert call.tick() == 0
    call.story.later(seconds=0.1)
    assert (call.tick(), call.tick()) == (1, 0)

    assert call.row().outcome is Outcome.NO_ANSWER
    assert call.results() == ["no_answer"]
    with pytest.raises(CallOver):
        call.says("answer")


def test_answered_and_never_connected(call: Call) -> None:
    call.ring()
    call.says("answer")
    call.media("connected", "caller")
    call.story.later(seconds=30)
    call.tick()

    assert (call.row().outcome, call.row().connected_at) == (Outcome.FAILED, None)


def test_an_end_that_returns_in_time_keeps_the_call(call: Call) -> None:
    call.connected()
    call.media("lost", "resident")
    assert call.row().resident_presence is Presence.AWAY
    call.story.later(seconds=119)
    assert call.tick() == 0
    call.media("back", "resident")
    call.story.later(hours=1)

    assert call.tick() == 0
    assert call.row().state is State.CONNECTED


@pytest.mark.parametrize(
    ("sides", "outcome"),
    [(("resident",), Outcome.FAILED), (("resident", "caller"), Outcome.COMPLETED)],
    ids=["one end gone", "both gone"],
)
def test_an_end_that_does_not_return(call: Call, sides: Any, outcome: Outcome) -> None:  # noqa: ANN401
    call.connected()
    call.media("lost", *sides)
    call.story.later(seconds=120)
    call.tick()

    assert call.row().outcome is outcome


def test_the_media_process_may_say_first_that_a_seat_is_given_up(call: Call) -> None:
    call.connected()
    call.media("lost", "caller").media("gone", "caller")

    assert call.row().outcome is Outcome.FAILED


def test_a_call_nobody_ends_frees_its_tablet(call: Call) -> None:
    call.connected()
    call.story.later(hours=4)
    call.tick()

    assert call.row().outcome is Outcome.COMPLETED


def test_a_media_process_started_anew_has_lost_both_ends(call: Call) -> None:
    call.connected()
    with transaction(call.story.engine) as db:
        ctx = Context(db, KeyRing(db, VAULT), SERVICE, call.story.now)
        calls_due.lose(ctx, call.id, list(Side))
    assert call.row().caller_presence is call.row().resident_presence is Presence.AWAY
    call.media("connected")

    row = call.row()
    assert (row.state, row.caller_away_at, row.resident_away_at) == (
        State.CONNECTED, None, None,
    )  # fmt: skip
    assert row.due_at > call.story.now + timedelta(hours=1)


def test_a_tablet_taken_out_of_service_is_cut_off(call: Call, engine: Engine) -> None:
    call.connected()
    with transaction(engine) as db:
        gone = update(DEVICES).where(DEVICES.c.id == call.tablet)
        db.execute(gone.values(revoked_at=call.story.now))
    assert (call.tick(), call.tick()) == (1, 0)

    assert call.row().state is State.ENDED
    with pytest.raises(CallOver):
        call.says("seat")


@pytest.mark.parametrize(
    "lost",
    [
        lambda story: {"ended_at": story.now},
        lambda _: {"role": Role.PRIVACY_OFFICER},
        lambda story: {"organisation_id": story.cast.andong},
    ],
    ids=["account", "role", "scope"],
)
def test_a_caller_who_loses_the_right_is_cut_off(
    call: Call, lost: Callable[[Story], dict[str, Any]]
) -> None:
    call.connected()
    values = lost(call.story)
    with transaction(call.story.engine) as db:
        db.execute(update(Staff).where(Staff.id == call.row().caller_id).values(values))
    assert (call.tick(), call.tick()) == (1, 0)

    row = call.row()
    assert (row.state, row.outcome, row.ended_by) == (State.ENDED, Outcome.FAILED, None)
    assert call.results() == ["failed"]
    with pytest.raises(CallOver):
        call.says("seat")


def test_a_care_relationship_that_ends_ends_the_call(call: Call) -> None:
    gate_passed(call.story)
    call.ring("doyun", **CARE)
    call.says("answer")
    call.media("connected")
    assert call.tick() == 0
    call.story.now += timedelta(seconds=1)
    with transaction(call.story.engine) as db:
        db.execute(update(CareRelationship).values(until_at=call.story.now))
    assert call.tick() == 1

    assert call.row().outcome is Outcome.FAILED
    with reading(call.story.engine) as db:
        entry = select(AuditEntry.what, AuditEntry.role, AuditEntry.facts)
        said = db.execute(entry.order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (said.what, said.role, said.facts["move"]) == ("call.ended", "service", "cut_off")


def test_what_the_media_process_says_late_moves_nothing(call: Call) -> None:
    call.ring()
    call.says("decline")
    before = call.row()
    for what in ("connected", "lost", "back", "gone", "capped"):
        call.media(what)

    assert call.row() == before


# ----------------------------------------------------------- the way by telephone


def test_going_on_by_telephone_keeps_its_reason_sealed(call: Call) -> None:
    call.connected()
    with call.story.acting("jimin") as ctx:
        calling.phone(ctx, call.id, PhoneAsked(reason="line_too_bad", words="화면이 멈춤"))

    row = call.row()
    assert (row.outcome, row.phone_reason) == (Outcome.BY_PHONE, "line_too_bad")
    assert "화면".encode() not in row.phone_words
    with reading(call.story.engine) as db:
        words = KeyRing(db, VAULT).open(
            row.phone_words, table="consultation", column="phone_words", row=row.id
        )
    assert words == "화면이 멈춤"
    assert call.results() == ["by_phone"]


def test_a_call_that_failed_by_itself_may_still_go_on_by_telephone(call: Call) -> None:
    call.story.later(seconds=91)
    call.ring()
    asked = PhoneAsked(reason="no_video")
    with call.story.acting("jimin") as ctx:
        calling.phone(ctx, call.id, asked)
    with pytest.raises(CallOver), call.story.acting("jimin") as ctx:
        calling.phone(ctx, call.id, asked)

    assert (call.row().outcome, call.row().phone_reason) == (Outcome.UNREACHABLE, "no_video")
