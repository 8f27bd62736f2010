"""Delivery: stored once, in any order, all or nothing, at the time it was meant."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import Engine

from telecare.actions import delivery
from telecare.actions.delivery import Stored
from telecare.db.engine import reading
from telecare.errors import FromTheFuture, Implausible, NumberReused
from telecare.protocol import messages
from telecare.protocol.messages import Kind
from telecare.records.alerts import Alert
from telecare.records.arrivals import Identity
from telecare.records.keys import KeyRing
from telecare.records.observations import Delivery, Observation, Quarantine
from tests.deliveries import batch, deliver, receive, rows, stored, the
from tests.homes import NOON, VAULT, Gateway, make_gateway, make_resident

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def home(engine: Engine) -> Gateway:
    return make_gateway(engine, make_resident(engine))


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
    "pressed_at", [datetime(1970, 1, 1, 0, 3, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)]
)
def test_a_press_before_the_clock_was_set_counts_as_pressed_now(
    engine: Engine, home: Gateway, pressed_at: datetime
) -> None:
    """After a power cut a gateway counts from 1970 until it has asked for the time."""
    heard = deliver(engine, home, home.saw("sos", pressed_at, sensor="침실"))

    assert isinstance(heard, Stored)
    press = the(engine, Observation)
    assert (press.taken_at, press.corrected, press.late) == (NOON, True, False)
    assert the(engine, Alert, rule="sos").opened_at == NOON


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


@given(sent_at=moments, taken_at=moments, kind=st.sampled_from([Kind.HEARTBEAT, Kind.SOS]))
@example(
    sent_at=datetime.max.replace(tzinfo=UTC),
    taken_at=datetime.min.replace(tzinfo=UTC),
    kind=Kind.SOS,
)
def test_no_two_stamps_break_the_arithmetic(
    sent_at: datetime, taken_at: datetime, kind: Kind
) -> None:
    said = messages.Observation(number=1, kind=kind, taken_at=taken_at)
    prepared = delivery.prepare(SIGNER, messages.Delivery(sent_at, (said,)), NOON)

    if prepared.rows:
        assert prepared.rows[0].taken_at <= prepared.rows[0].received_at
