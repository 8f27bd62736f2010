"""What a home may say, and how the hub reads it."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from telecare.protocol.limits import MAX_BATCH, MAX_BODY_BYTES, MAX_DATA_BYTES
from telecare.protocol.messages import (
    Delivery,
    Enrolment,
    Kind,
    Observation,
    Unreadable,
    content_digest_of,
    implausible,
    is_urgent,
    read_delivery,
    read_enrolment,
    read_observation,
    write,
    write_delivery,
)

NOON = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
SENSOR = UUID("6f9619ff-8b86-4d01-b42d-00c04fc964ff")


def an_observation(**changes: object) -> Observation:
    made = Observation(number=1, kind=Kind.ACTIVITY, taken_at=NOON, sensor_id=SENSOR, value=1.0)
    return msgspec.structs.replace(made, **changes)


def body(**changes: object) -> bytes:
    one = {"number": 1, "kind": "sos", "taken_at": "2026-11-22T03:00:00Z"} | changes
    return msgspec.json.encode({"sent_at": "2026-11-22T03:00:00Z", "observations": [one]})


def test_a_batch_is_read_as_it_was_written() -> None:
    batch = Delivery(NOON, (an_observation(data=msgspec.Raw(b'{"lqi":91}')),))

    read = read_delivery(write(batch))

    assert read.sent_at == NOON
    assert read.observations[0].sensor_id == SENSOR
    assert bytes(read.observations[0].data) == b'{"lqi":91}'


def test_lines_of_a_diary_join_into_a_batch() -> None:
    lines = [write(an_observation(number=number)) for number in (1, 2)]

    read = read_delivery(write_delivery(NOON, lines))

    assert [one.number for one in read.observations] == [1, 2]
    assert read_observation(lines[1]) == read.observations[1]


def test_fields_of_a_newer_agent_are_ignored() -> None:
    assert read_delivery(body(firmware="9")).observations[0].kind is Kind.SOS


MALFORMED = {
    "not JSON": (b"{", ""),
    "not UTF-8": (b'"\xff"', ""),
    "a list": (b"[]", ""),
    "nothing": (b"", ""),
    "no observations": (
        b'{"sent_at":"2026-11-22T03:00:00Z","observations":[]}',
        "$.observations",
    ),
    "deep": (b"[" * 100_000, ""),
    "naive instant": (body(taken_at="2026-11-22T03:00:00"), "$.observations[0].taken_at"),
    "instant as number": (body(taken_at=1), "$.observations[0].taken_at"),
    "unknown kind": (body(kind="nap"), "$.observations[0].kind"),
    "number 0": (body(number=0), "$.observations[0].number"),
    "number as text": (body(number="1"), "$.observations[0].number"),
    "number with a fraction": (body(number=1.5), "$.observations[0].number"),
    "huge number": (body(number=2**53), "$.observations[0].number"),
    "sensor is no id": (body(sensor_id="김순자"), "$.observations[0].sensor_id"),
    "value as text": (body(value="1"), "$.observations[0].value"),
    "simulated as number": (body(simulated=1), "$.observations[0].simulated"),
}


@pytest.mark.parametrize(("sent", "where"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_batch_says_where_and_never_what(sent: bytes, where: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_delivery(sent)

    assert (refused.value.code, refused.value.where) == ("malformed", where)
    assert "김순자" not in str(refused.value)


def test_a_batch_has_a_ceiling_in_number_and_in_bytes() -> None:
    lines = [write(an_observation())] * MAX_BATCH

    assert len(read_delivery(write_delivery(NOON, lines)).observations) == MAX_BATCH
    with pytest.raises(Unreadable, match="too_many"):
        read_delivery(write_delivery(NOON, [*lines, lines[0]]))
    with pytest.raises(Unreadable, match="too_large"):
        read_delivery(b" " * (MAX_BODY_BYTES + 1))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(sent: bytes) -> None:
    for reader in (read_delivery, read_enrolment, read_observation):
        with pytest.raises(Unreadable):
            reader(sent)


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists)
)
def test_any_json_in_a_field_is_read_or_refused(value: object) -> None:
    for field in ("number", "kind", "taken_at", "sensor_id", "value", "simulated", "data"):
        try:
            read = read_delivery(body(**{field: value}))
        except Unreadable as refused:
            assert refused.code == "malformed"  # noqa: PT017 either outcome is fine, a crash is not
        else:
            implausible(read.observations[0])
            content_digest_of(read.observations[0])


@pytest.mark.parametrize("stamp", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])
def test_a_stamp_at_the_edge_of_the_calendar_has_a_digest(stamp: str) -> None:
    """In UTC it lies outside the years Python knows; a device's clock may still say so."""
    assert len(content_digest_of(read_delivery(body(taken_at=stamp)).observations[0])) == 32


def test_the_digest_is_of_the_meaning_and_not_of_the_spelling() -> None:
    seoul = timezone(timedelta(hours=9))
    spelled = (
        b'{"value":1,"note":"newer","sensor_id":"6F9619FF-8B86-4D01-B42D-00C04FC964FF",'
        b'"taken_at":"2026-11-22T12:00:00+09:00","kind":"activity","number":1}'
    )
    digest = content_digest_of(an_observation())

    assert content_digest_of(read_observation(spelled)) == digest
    assert content_digest_of(an_observation(taken_at=NOON.astimezone(seoul))) == digest


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": Kind.SOS},
        {"taken_at": NOON + timedelta(microseconds=1)},
        {"sensor_id": None},
        {"value": None},
        {"value": 0.0},
        {"simulated": True},
        {"data": msgspec.Raw(b"{}")},
    ],
    ids=["kind", "instant", "sensor", "no value", "value", "simulated", "data"],
)
def test_any_other_meaning_has_another_digest(changes: dict[str, object]) -> None:
    assert content_digest_of(an_observation(**changes)) != content_digest_of(an_observation())


PLAUSIBLE = """
    activity       S  None   -                 a motion without a value
    activity       S  1      -                 as recorded
    activity       S  -40    -                 outside in January
    activity       S  2e9    value_out_of_range  no meter counts that far
    activity       -  1      sensor_missing    nobody noticed it
    check_in       -  None   -                 on the gateway's own button
    check_in       S  None   -                 on a tablet
    check_in       S  1      value_unwanted    a check-in measures nothing
    sos            S  None   -                 a pendant
    sos            S  1      value_unwanted    an SOS measures nothing
    heartbeat      -  None   -                 the gateway is there
    heartbeat      S  None   sensor_unwanted   only a gateway has a heartbeat
    heartbeat      -  1      value_unwanted    a heartbeat measures nothing
    battery        S  0      -                 empty
    battery        S  100    -                 full
    battery        S  101    value_out_of_range  fuller than full
    battery        S  -1     value_out_of_range  emptier than empty
    battery        S  None   value_missing     no reading
    device_status  -  None   -                 a word about itself
"""
ROWS = [line.split(maxsplit=4) for line in PLAUSIBLE.strip().splitlines()]


@pytest.mark.parametrize(
    ("kind", "sensor", "value", "reason"), [row[:4] for row in ROWS], ids=[r[4] for r in ROWS]
)
def test_what_cannot_be_is_named(kind: str, sensor: str, value: str, reason: str) -> None:
    one = an_observation(
        kind=Kind(kind),
        sensor_id=SENSOR if sensor == "S" else None,
        value=None if value == "None" else float(value),
    )

    assert (implausible(one) or "-") == reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"lqi":91,"deep":{"a":[1]}}', None),
        (b"[]", "data_not_an_object"),
        (b"null", "data_not_an_object"),
        (b'{"a":"' + b"x" * MAX_DATA_BYTES + b'"}', "data_too_large"),
    ],
    ids=["object", "list", "null", "large"],
)
def test_free_data_is_a_small_object(data: bytes, reason: str | None) -> None:
    assert implausible(an_observation(data=msgspec.Raw(data))) == reason


def test_an_enrolment_needs_a_known_algorithm() -> None:
    good = Enrolment(code="K7Q2-M4X9", algorithm="ed25519", public_key="a", proof="b")

    assert read_enrolment(write(good)) == good
    with pytest.raises(Unreadable):
        read_enrolment(write(good).replace(b"ed25519", b"rsa-pss"))


ANSWERS = """
    {"prompt_id":"6a0e0b0e-6b1e-4c0e-8f0e-000000000001","answer":"ok"}     -                   False
    {"prompt_id":"6a0e0b0e-6b1e-4c0e-8f0e-000000000001","answer":"help"}   -                   True
    {"prompt_id":"6a0e0b0e-6b1e-4c0e-8f0e-000000000001","answer":"maybe"}  data_not_an_answer  False
    {"prompt_id":7,"answer":"help"}                                        data_not_an_answer  False
    {}                                                                     data_not_an_answer  False
"""  # noqa: E501 - a table


@pytest.mark.parametrize(
    ("data", "reason", "urgent"), [line.split() for line in ANSWERS.strip().splitlines()]
)
def test_a_prompt_answered_with_help_is_urgent(data: str, reason: str, urgent: str) -> None:
    said = an_observation(
        kind=Kind.PROMPT_ANSWER, sensor_id=None, value=None, data=msgspec.Raw(data.encode())
    )

    assert (implausible(said) or "-") == reason
    assert str(is_urgent(said.kind, data)) == urgent


def test_only_a_tablet_is_touched_itself() -> None:
    touched = an_observation(kind=Kind.ACTIVITY, sensor_id=None)

    assert implausible(touched) == "sensor_missing"
    assert implausible(touched, from_tablet=True) is None
