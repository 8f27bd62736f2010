"""Delivery: stored once, in any order, all or nothing, at the time it was meant."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, insert, select, update

from telecare.actions import delivery, enrolment, judging
from telecare.actions.delivery import Batch, Stale, Stored
from telecare.care.facts import DeviceKind, Verdict
from telecare.db.engine import open_engine, reading, transaction
from telecare.errors import FromTheFuture, Implausible, NumberReused, Refused, Revoked
from telecare.protocol import messages
from telecare.protocol.messages import Kind
from telecare.records import arrivals
from telecare.records.actor import SERVICE
from telecare.records.arrivals import Identity
from telecare.records.context import Context
from telecare.records.devices import Device
from telecare.records.keys import KeyRing
from telecare.records.observations import Delivery, Observation, Quarantine
from telecare.records.residents import Resident
from telecare.records.watching import Condition, Watch
from tests.homes import NOON, VAULT, Gateway, make_gateway, make_resident

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def home(engine: Engine) -> Gateway:
    return make_gateway(engine, make_resident(engine))


def batch(
    engine: Engine,
    home: Gateway,
    *said: Mapping[str, Any],
    received_at: datetime = NOON,
    sent_at: datetime | None = None,
) -> Batch:
    """Prepare what the home said, as the door would."""
    body = home.body([dict(one) for one in said], sent_at or received_at)
    with reading(engine) as db:
        identity = arrivals.identity_of(db, home.device_id)
    assert identity is not None
    return delivery.prepare(identity, messages.read_delivery(body), received_at)


def receive(engine: Engine, *batches: Batch) -> list[Stored | Exception]:
    with transaction(engine) as db:
        return delivery.receive(db, batches, vault=VAULT)


def deliver(
    engine: Engine, home: Gateway, *said: Mapping[str, Any], received_at: datetime = NOON
) -> Stored | Exception:
    return receive(engine, batch(engine, home, *said, received_at=received_at))[0]


def stored(engine: Engine, home: Gateway) -> list[int]:
    with reading(engine) as db:
        found = db.scalars(
            select(Observation.number).where(Observation.device_id == home.device_id)
        )
        return sorted(found)


def the(engine: Engine, table: type[Any], **where: object) -> Any:  # noqa: ANN401
    with reading(engine) as db:
        return db.scalars(select(table).filter_by(**where)).one()


def rows(engine: Engine, table: type[Any]) -> Sequence[Any]:
    with reading(engine) as db:
        return db.scalars(select(table)).all()


# ------------------------------------------------------------------------- numbers


def test_what_is_delivered_is_stored_and_counted(engine: Engine, home: Gateway) -> None:
    first, second = home.saw("activity", NOON - MINUTE), home.saw("heartbeat", NOON)

    assert deliver(engine, home, first, second) == Stored(2, (), 2, 2)
    assert stored(engine, home) == [1, 2]
    kept = the(engine, Delivery)
    assert (kept.first_number, kept.last_number, kept.count, kept.offset_ms) == (1, 2, 2, 0)


def test_the_same_again_is_answered_like_the_first_and_stores_nothing(
    engine: Engine, home: Gateway
) -> None:
    said = [home.saw("activity", NOON), home.saw("check_in", NOON)]
    first = deliver(engine, home, *said)
    again = deliver(engine, home, *said, received_at=NOON + MINUTE)

    assert isinstance(first, Stored)
    assert again == Stored(first.contiguous, first.missing, 0, first.settings_version)
    assert len(rows(engine, Observation)) == 2
    assert len(rows(engine, Delivery)) == 1


def test_the_same_twice_in_one_group_is_stored_once(engine: Engine, home: Gateway) -> None:
    said = home.saw("activity", NOON)
    answers = receive(engine, batch(engine, home, said), batch(engine, home, said))

    assert answers == [Stored(1, (), 1, 2), Stored(1, (), 0, 2)]
    assert stored(engine, home) == [1]


def test_any_order_is_accepted_and_gaps_are_asked_for(engine: Engine, home: Gateway) -> None:
    later = deliver(engine, home, home.saw("heartbeat", NOON, number=5))
    assert later == Stored(0, ((1, 4),), 1, 2)

    some = deliver(engine, home, *(home.saw("heartbeat", NOON, number=n) for n in (3, 1)))
    assert some == Stored(1, ((2, 2), (4, 4)), 2, 2)

    rest = deliver(engine, home, *(home.saw("heartbeat", NOON, number=n) for n in (4, 2, 6)))
    assert rest == Stored(6, (), 3, 2)


def test_a_batch_partly_known_stores_only_its_news(engine: Engine, home: Gateway) -> None:
    known, news = home.saw("activity", NOON), home.saw("activity", NOON)
    deliver(engine, home, known)

    assert deliver(engine, home, known, news) == Stored(2, (), 1, 2)
    assert stored(engine, home) == [1, 2]


def test_a_reused_number_refuses_the_whole_batch_and_is_kept_sealed(
    engine: Engine, home: Gateway
) -> None:
    deliver(engine, home, home.saw("activity", NOON))
    other = home.saw("activity", NOON - MINUTE, number=1)
    good = home.saw("check_in", NOON)
    refused = deliver(engine, home, good, other)
    deliver(engine, home, good, other)  # the agent asks again: quarantined once

    assert isinstance(refused, NumberReused)
    assert refused.facts["number"] == 1
    assert stored(engine, home) == [1]
    kept = the(engine, Quarantine)
    assert (kept.code, kept.number, kept.device_id) == ("number_reused", 1, home.device_id)
    with reading(engine) as db:
        text = KeyRing(db, VAULT).open(
            kept.body_sealed, table="quarantine", column="body_sealed", row=kept.id
        )
    assert msgspec.json.decode(text)["number"] == 1


def test_a_number_reused_within_one_group_is_noticed_too(engine: Engine, home: Gateway) -> None:
    one, other = home.saw("activity", NOON), home.saw("activity", NOON - SECOND, number=1)
    answers = receive(engine, batch(engine, home, one), batch(engine, home, other))

    assert answers[0] == Stored(1, (), 1, 2)
    assert isinstance(answers[1], NumberReused)


def test_one_number_twice_in_a_batch_is_refused(engine: Engine, home: Gateway) -> None:
    said = home.saw("activity", NOON)

    assert isinstance(deliver(engine, home, said, said), NumberReused)
    assert stored(engine, home) == []


def test_a_refused_batch_leaves_its_neighbours_alone(engine: Engine, home: Gateway) -> None:
    other = make_gateway(engine, make_resident(engine))
    bad = batch(engine, home, home.saw("activity", NOON), home.saw("battery", NOON, value=101))
    good = batch(engine, other, other.saw("activity", NOON))
    answers = receive(engine, bad, good)

    assert isinstance(answers[0], Implausible)
    assert answers[1] == Stored(1, (), 1, 2)
    assert (stored(engine, home), stored(engine, other)) == ([], [1])


def test_holes_without_end_are_refused(engine: Engine, home: Gateway) -> None:
    answers = [
        deliver(engine, home, *(home.saw("heartbeat", NOON, number=n) for n in numbers))
        for numbers in (range(2, 1002, 2), range(1002, 2002, 2), range(2002, 2012, 2))
    ]

    assert isinstance(answers[1], Stored)
    assert len(answers[1].missing) == 20
    assert isinstance(answers[2], Implausible)
    assert max(stored(engine, home)) == 2000


# ---------------------------------------------------------------------------- time


@pytest.mark.parametrize(
    ("ahead", "taken_before", "expected_before", "corrected", "late"),
    [
        (timedelta(0), timedelta(0), timedelta(0), False, False),
        (120 * SECOND, 60 * SECOND, 60 * SECOND, False, False),  # trusted: its own time counts
        (
            -120 * SECOND,
            timedelta(days=20),
            timedelta(days=20),
            False,
            True,
        ),  # old, not suspect
        (121 * SECOND, -61 * SECOND, 60 * SECOND, True, False),
        (timedelta(hours=-9), timedelta(hours=9), timedelta(0), True, False),  # local for UTC
        (timedelta(days=-20000), timedelta(days=20000), timedelta(0), True, False),  # 1970s
        (timedelta(0), 5 * MINUTE, 5 * MINUTE, False, False),
        (timedelta(0), 5 * MINUTE + SECOND, 5 * MINUTE + SECOND, False, True),
        (100 * SECOND, -100 * SECOND, timedelta(0), False, False),  # never later than receipt
    ],
)
def test_lateness_and_a_wrong_clock_are_different_things(
    engine: Engine,
    home: Gateway,
    ahead: timedelta,
    taken_before: timedelta,
    expected_before: timedelta,
    corrected: bool,  # noqa: FBT001
    late: bool,  # noqa: FBT001
) -> None:
    said = home.saw("activity", NOON - taken_before)
    answer = receive(engine, batch(engine, home, said, sent_at=NOON + ahead))[0]

    assert isinstance(answer, Stored)
    kept = the(engine, Observation)
    assert kept.taken_at == NOON - expected_before
    assert (kept.corrected, kept.late) == (corrected, late)
    assert kept.received_at == NOON
    assert the(engine, Delivery).offset_ms == ahead // timedelta(milliseconds=1)


def test_a_stamp_ahead_of_its_own_batch_is_quarantined(engine: Engine, home: Gateway) -> None:
    fine = home.saw("activity", NOON)
    ahead = home.saw("activity", NOON + 5 * MINUTE + SECOND)
    refused = deliver(engine, home, fine, ahead)

    assert isinstance(refused, FromTheFuture)
    assert refused.facts["number"] == 2
    assert stored(engine, home) == []
    assert the(engine, Quarantine).code == "from_the_future"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"kind": "activity", "taken_at": NOON - timedelta(days=61)}, "before_installation"),
        (
            {"kind": "activity", "taken_at": datetime(1, 1, 1, tzinfo=UTC)},
            "before_installation",
        ),
        ({"kind": "battery", "value": -1.0}, "value_out_of_range"),
        ({"kind": "battery"}, "value_missing"),
        ({"kind": "sos", "value": 1.0}, "value_unwanted"),
        ({"kind": "activity", "sensor_id": str(UUID(int=7))}, "sensor_unknown"),
        ({"kind": "activity", "sensor_id": None}, "sensor_missing"),
        ({"kind": "check_in", "data": [1]}, "data_not_an_object"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(
    engine: Engine, home: Gateway, said: dict[str, Any], reason: str
) -> None:
    kitchen = {"sensor_id": str(home.sensors["부엌"])} if said["kind"] == "activity" else {}
    refused = deliver(engine, home, {"number": 1, "taken_at": NOON} | kitchen | said)

    assert isinstance(refused, Implausible)
    assert refused.facts == {"number": 1, "reason": reason}
    assert stored(engine, home) == []
    assert the(engine, Quarantine).code == "implausible"


SIGNER = Identity(
    device_id="0" * 32,
    version=1,
    resident_id="1" * 32,
    algorithm="ed25519",
    public_key=b"",
    installed_at=NOON,
    simulated=False,
    sensors={},
    subjects={},
    indoors=frozenset(),
)
moments = st.datetimes(timezones=st.just(UTC)) | st.sampled_from(
    [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC), NOON]
)


@given(sent_at=moments, taken_at=moments)
def test_no_two_stamps_break_the_arithmetic(sent_at: datetime, taken_at: datetime) -> None:
    said = messages.Observation(number=1, kind=Kind.HEARTBEAT, taken_at=taken_at)
    prepared = delivery.prepare(SIGNER, messages.Delivery(sent_at, (said,)), NOON)

    if prepared.fault is None:
        assert prepared.rows[0].taken_at <= prepared.rows[0].received_at


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


def test_everything_but_a_mere_heartbeat_marks_the_resident(
    engine: Engine, home: Gateway
) -> None:
    judged(engine, home)
    deliver(engine, home, home.saw("heartbeat", NOON))
    assert marked(engine, home) == NOON  # heard for the first time

    judged(engine, home)
    deliver(engine, home, home.saw("heartbeat", NOON + MINUTE), received_at=NOON + MINUTE)
    assert marked(engine, home) is None

    deliver(engine, home, home.saw("activity", NOON), received_at=NOON + 2 * MINUTE)
    deliver(engine, home, home.saw("activity", NOON), received_at=NOON + 3 * MINUTE)
    assert marked(engine, home) == NOON + 2 * MINUTE  # the oldest mark is kept
    assert the(engine, Watch).active_at == NOON


@pytest.mark.parametrize("verdict", [Verdict.TRUE, Verdict.UNKNOWN])
def test_a_heartbeat_marks_the_resident_while_something_stands_open(
    engine: Engine, home: Gateway, verdict: Verdict
) -> None:
    deliver(engine, home, home.saw("heartbeat", NOON))
    judged(engine, home)
    waiting_rule(engine, home, "silent_device", str(home.device_id), due_in=10 * MINUTE)
    with transaction(engine) as db:
        db.execute(update(Condition).values(verdict=verdict))
    deliver(engine, home, home.saw("heartbeat", NOON + MINUTE), received_at=NOON + MINUTE)

    assert marked(engine, home) == NOON + MINUTE


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
