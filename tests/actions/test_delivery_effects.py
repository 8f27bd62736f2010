"""What a delivery moves: devices, deadlines, marks; who may deliver; an emergency at once."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, insert, select, update

from telecare.actions import enrolment, judging
from telecare.actions.delivery import CALM, Stale, Stored
from telecare.care.facts import DeviceKind, Verdict
from telecare.db.engine import reading, transaction
from telecare.db.types import to_us
from telecare.errors import Refused, Revoked
from telecare.records import arrivals
from telecare.records.actor import SERVICE
from telecare.records.context import Context
from telecare.records.devices import Device
from telecare.records.keys import KeyRing
from telecare.records.observations import Observation, Quarantine
from telecare.records.residents import Resident
from telecare.records.watching import Condition, Watch
from tests.deliveries import batch, deliver, receive, rows, stored, the
from tests.homes import NOON, VAULT, Gateway, make_gateway, make_resident

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def home(engine: Engine) -> Gateway:
    return make_gateway(engine, make_resident(engine))


# --------------------------------------------------------------- what a delivery moves


def test_devices_remember_when_they_were_heard_and_their_battery(
    engine: Engine, home: Gateway
) -> None:
    deliver(
        engine,
        home,
        home.saw("battery", NOON - 9 * MINUTE, sensor="부엌", value=81.4),
        home.saw("battery", NOON - 2 * MINUTE, sensor="부엌", value=79.6),
        home.saw("activity", NOON - 3 * MINUTE, sensor="현관"),
        home.saw("battery", NOON, value=55),
    )
    deliver(
        engine, home, home.saw("activity", NOON - timedelta(days=1))
    )  # history changes none

    def heard(device_id: UUID) -> tuple[datetime | None, int | None]:
        device = the(engine, Device, id=device_id)
        return device.heard_at, device.battery_percent

    assert heard(home.sensors["부엌"]) == (NOON - 2 * MINUTE, 80)
    assert heard(home.sensors["현관"]) == (NOON - 3 * MINUTE, None)
    assert heard(home.sensors["냉장고"]) == (None, None)
    assert heard(home.device_id) == (NOON, 55)
    assert the(engine, Device, id=home.device_id).version == 2  # bookkeeping is no edit


def waiting_rule(
    engine: Engine, home: Gateway, rule: str, subject: str, *, due_in: timedelta | None
) -> None:
    """A rule concluded FALSE and waits `due_in` of silence, with a window of one hour."""
    with transaction(engine) as db:
        db.execute(
            insert(Condition).values(
                resident_id=home.resident_id,
                rule=rule,
                subject=subject,
                verdict=Verdict.FALSE,
                evaluated_at=NOON,
                due_at=None if due_in is None else NOON + due_in,
                window_us=3_600_000_000,
                evidence={},
            )
        )


def due_in(engine: Engine, rule: str, subject: str) -> timedelta | None:
    due_at = the(engine, Condition, rule=rule, subject=subject).due_at
    return None if due_at is None else due_at - NOON


def test_a_sign_of_life_moves_the_deadline_and_only_forwards(
    engine: Engine, home: Gateway
) -> None:
    kitchen = str(home.sensors["부엌"])
    waiting_rule(engine, home, "quiet_home", "", due_in=10 * MINUTE)
    waiting_rule(engine, home, "silent_device", kitchen, due_in=90 * MINUTE)
    waiting_rule(engine, home, "silent_device", str(home.device_id), due_in=10 * MINUTE)
    deliver(engine, home, home.saw("activity", NOON - 20 * MINUTE))

    assert due_in(engine, "quiet_home", "") == 40 * MINUTE
    assert due_in(engine, "silent_device", kitchen) == 90 * MINUTE  # it was later already
    assert due_in(engine, "silent_device", str(home.device_id)) == 40 * MINUTE

    deliver(engine, home, home.saw("activity", NOON - timedelta(days=2)))
    assert due_in(engine, "quiet_home", "") == 40 * MINUTE


def test_a_heartbeat_says_nothing_about_the_person(engine: Engine, home: Gateway) -> None:
    waiting_rule(engine, home, "quiet_home", "", due_in=10 * MINUTE)
    waiting_rule(engine, home, "silent_device", str(home.device_id), due_in=10 * MINUTE)
    deliver(engine, home, home.saw("heartbeat", NOON))

    assert due_in(engine, "quiet_home", "") == 10 * MINUTE
    assert due_in(engine, "silent_device", str(home.device_id)) == 60 * MINUTE


def test_going_out_by_the_door_does_not_promise_that_somebody_is_home(
    engine: Engine, home: Gateway
) -> None:
    waiting_rule(engine, home, "quiet_home", "", due_in=10 * MINUTE)
    deliver(engine, home, home.saw("activity", NOON, sensor="현관"))

    assert due_in(engine, "quiet_home", "") == 10 * MINUTE


def test_a_deadline_that_was_taken_stays_taken(engine: Engine, home: Gateway) -> None:
    waiting_rule(engine, home, "quiet_home", "", due_in=None)  # flagged: it is being judged
    deliver(engine, home, home.saw("activity", NOON))

    assert due_in(engine, "quiet_home", "") is None


def judged(engine: Engine, home: Gateway) -> None:
    """As if a judge had just taken the resident."""
    with transaction(engine) as db:
        db.execute(
            update(Watch).where(Watch.resident_id == home.resident_id).values(to_judge_at=None)
        )


def marked(engine: Engine, home: Gateway) -> datetime | None:
    at: datetime | None = the(engine, Watch, resident_id=home.resident_id).to_judge_at
    return at


def marked_after(engine: Engine, home: Gateway, kind: str, **more: object) -> timedelta | None:
    """Let the home say something; return how long after that a judge may take it."""
    judged(engine, home)
    deliver(engine, home, home.saw(kind, NOON, **more))
    at = marked(engine, home)
    return None if at is None else at - NOON


def test_a_home_heard_for_the_first_time_is_judged(engine: Engine, home: Gateway) -> None:
    waiting_rule(engine, home, "quiet_home", "", due_in=10 * MINUTE)

    assert marked_after(engine, home, "heartbeat") == timedelta(0)
    assert marked_after(engine, home, "heartbeat") is None


def test_ordinary_news_of_a_well_home_may_wait_a_little(engine: Engine, home: Gateway) -> None:
    deliver(engine, home, home.saw("heartbeat", NOON))
    assert marked_after(engine, home, "activity") == timedelta(0)  # no rule has spoken yet

    waiting_rule(engine, home, "quiet_home", "", due_in=10 * MINUTE)
    assert marked_after(engine, home, "heartbeat") is None
    assert marked_after(engine, home, "activity") == CALM
    assert marked_after(engine, home, "battery", value=50) == CALM
    assert marked_after(engine, home, "activity", sensor="현관") == timedelta(0)
    assert marked_after(engine, home, "check_in") == timedelta(0)


def test_the_earliest_mark_stays(engine: Engine, home: Gateway) -> None:
    deliver(engine, home, home.saw("heartbeat", NOON))
    judged(engine, home)
    waiting_rule(engine, home, "quiet_home", "", due_in=10 * MINUTE)
    for seconds in (0, 1):
        at = NOON + seconds * SECOND
        deliver(engine, home, home.saw("activity", NOON), received_at=at)
    assert marked(engine, home) == NOON + CALM

    at = NOON + 2 * SECOND  # what cannot wait is not held back by what can
    deliver(engine, home, home.saw("check_in", NOON), received_at=at)
    deliver(engine, home, home.saw("check_in", NOON), received_at=at + SECOND)
    assert marked(engine, home) == at
    assert the(engine, Watch).active_at == NOON


@pytest.mark.parametrize("kind", ["heartbeat", "activity"])
@pytest.mark.parametrize("verdict", [Verdict.TRUE, Verdict.UNKNOWN])
def test_any_news_marks_the_resident_at_once_while_something_stands_open(
    engine: Engine, home: Gateway, verdict: Verdict, kind: str
) -> None:
    deliver(engine, home, home.saw("heartbeat", NOON))
    judged(engine, home)
    waiting_rule(engine, home, "quiet_home", "", due_in=10 * MINUTE)
    waiting_rule(engine, home, "silent_device", str(home.device_id), due_in=10 * MINUTE)
    with transaction(engine) as db:
        silent = Condition.rule == "silent_device"
        db.execute(update(Condition).where(silent).values(verdict=verdict))

    assert marked_after(engine, home, kind) == timedelta(0)


def test_what_a_simulated_device_says_is_marked_so(engine: Engine) -> None:
    real = make_gateway(engine, make_resident(engine))
    staged = make_gateway(engine, make_resident(engine), simulated=True)
    deliver(engine, real, real.saw("activity", NOON), real.saw("sos", NOON, simulated=True))
    deliver(engine, staged, staged.saw("activity", NOON))

    found = {(row.device_id, row.kind): row.simulated for row in rows(engine, Observation)}
    assert found == {
        (real.device_id, "activity"): False,
        (real.device_id, "sos"): True,
        (staged.device_id, "activity"): True,
    }


# --------------------------------------------------------------- who may deliver, and SOS


def test_revoking_holds_from_the_next_request_on(engine: Engine, home: Gateway) -> None:
    prepared = batch(engine, home, home.saw("activity", NOON))  # verified before it was revoked
    with transaction(engine) as db:
        ctx = Context(db, KeyRing(db, VAULT), SERVICE, NOON)
        enrolment.revoke(ctx, home.device_id, version=2)

    assert isinstance(receive(engine, prepared)[0], Revoked)
    assert stored(engine, home) == []


def test_a_home_whose_resident_has_left_is_heard_no_more(engine: Engine, home: Gateway) -> None:
    prepared = batch(engine, home, home.saw("activity", NOON))
    with transaction(engine) as db:
        db.execute(update(Resident).values(ended_at=NOON))

    assert isinstance(receive(engine, prepared)[0], Revoked)


def test_a_device_row_that_moved_is_read_again_by_the_door(
    engine: Engine, home: Gateway
) -> None:
    prepared = batch(engine, home, home.saw("activity", NOON))
    with transaction(engine) as db:
        db.execute(update(Device).where(Device.id == home.device_id).values(version=9))

    assert isinstance(receive(engine, prepared)[0], Stale)
    assert stored(engine, home) == []


def test_an_emergency_is_judged_in_the_transaction_that_stores_it(
    engine: Engine, home: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[UUID, datetime, list[int]]] = []

    def judge(ctx: Context, resident_id: UUID) -> None:
        numbers = ctx.db.scalars(select(Observation.number)).all()
        seen.append((resident_id, ctx.now, list(numbers)))

    monkeypatch.setattr(judging, "judge_resident", judge)
    one = batch(engine, home, home.saw("sos", NOON - SECOND))
    assert one.urgent
    receive(engine, one)
    receive(engine, batch(engine, home, home.saw("activity", NOON)))

    assert seen == [(home.resident_id, NOON, [1])]


def test_an_emergency_outlives_a_judge_that_fails(
    engine: Engine,
    home: Gateway,
    monkeypatch: pytest.MonkeyPatch,
    caplog: Any,  # noqa: ANN401
) -> None:
    def judge(ctx: Context, _resident_id: UUID) -> None:
        ctx.db.execute(update(Watch).values(to_judge_at=None))
        raise RuntimeError("a fault in a rule")

    monkeypatch.setattr(judging, "judge_resident", judge)
    answer = deliver(engine, home, home.saw("sos", NOON))

    assert isinstance(answer, Stored)
    watch = the(engine, Watch)
    assert (watch.to_judge_at, watch.urgent) == (NOON, True)

    later = NOON + MINUTE  # and a mark that could wait does not hold it back
    with transaction(engine) as db:
        db.execute(update(Watch).values(to_judge_at=later, urgent=False))
        arrivals.mark_urgent(db, home.resident_id.hex, to_us(NOON))
    assert marked(engine, home) == NOON
    assert "could not be judged at once" in caplog.text


def test_a_refusal_carries_no_personal_data(engine: Engine, home: Gateway) -> None:
    said = home.saw("check_in", NOON, data={"said": "김순자"}, value=3)
    refused = deliver(engine, home, said)

    assert isinstance(refused, Refused)
    assert "김순자" not in repr((refused, refused.facts))
    assert "김순자".encode() not in the(engine, Quarantine).body_sealed


def test_the_kinds_of_the_sensors_are_known_to_the_door(engine: Engine, home: Gateway) -> None:
    with reading(engine) as db:
        identity = arrivals.identity_of(db, home.device_id)
        sensor = arrivals.identity_of(db, home.sensors["부엌"])

    assert identity is not None
    assert identity.sensors[home.sensors["현관"]] is DeviceKind.FRONT_DOOR
    assert sensor is None  # a sensor does not sign
