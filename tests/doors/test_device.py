"""The devices' door: who signed, how big, how wrong; never a 500, never half a batch."""

import json
from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select, update

from telecare.actions import enrolment
from telecare.db.engine import open_engine, reading, transaction
from telecare.db.writer import GroupWriter
from telecare.errors import Busy
from telecare.protocol import limits
from telecare.protocol.signature import content_digest
from telecare.records.actor import SERVICE
from telecare.records.context import Context
from telecare.records.devices import Device
from telecare.records.keys import KeyRing
from telecare.records.observations import Observation
from telecare.web import device as door
from tests.homes import NOON, VAULT, Gateway, make_gateway, make_resident

MINUTE = timedelta(minutes=1)


@pytest.fixture
def at_noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def engine(sqlite_url: str) -> Iterator[Engine]:
    engine = open_engine(sqlite_url)
    yield engine
    engine.dispose()


@pytest.fixture
def app(engine: Engine, at_noon: time_machine.Traveller) -> Iterator[Flask]:
    app = Flask("telecare")
    writer = door.install(app, engine=engine, vault=VAULT)
    yield app
    writer.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def home(engine: Engine) -> Gateway:
    return make_gateway(engine, make_resident(engine))


def stored(engine: Engine) -> int:
    with reading(engine) as db:
        return db.scalar(select(func.count()).select_from(Observation)) or 0


def post(client: FlaskClient, home: Gateway, body: bytes, **headers: str) -> Any:  # noqa: ANN401
    return client.post(
        limits.OBSERVATIONS_PATH, data=body, headers=home.headers(body, NOON) | headers
    )


# ------------------------------------------------------------------------ delivering


def test_a_signed_batch_is_answered_with_what_is_on_disk(
    client: FlaskClient, home: Gateway, engine: Engine
) -> None:
    answer = home.deliver(client, home.saw("activity", NOON), now=NOON)

    assert answer.status_code == 200
    assert answer.json == {
        "contiguous": 1,
        "missing": [],
        "stored": 1,
        "hub_time": "2026-11-22T03:00:00Z",
        "settings_version": 2,
    }
    assert answer.headers["Cache-Control"] == "no-store"
    assert stored(engine) == 1


def test_the_same_request_again_stores_nothing(
    client: FlaskClient, home: Gateway, engine: Engine
) -> None:
    body = home.body([home.saw("activity", NOON)], NOON)
    first, again = post(client, home, body), post(client, home, body)

    assert (first.json["stored"], again.json["stored"]) == (1, 0)
    assert again.json["contiguous"] == 1
    assert stored(engine) == 1


def refusal(answer: Any) -> tuple[int, str]:  # noqa: ANN401
    """Every refusal has a code and a sentence in both languages."""
    assert answer.is_json
    assert answer.json["message"].endswith(".")
    assert answer.json["message_ko"].endswith(".")
    return answer.status_code, answer.json["error"]


def test_a_stranger_is_not_heard(client: FlaskClient, home: Gateway, engine: Engine) -> None:
    body = home.body([home.saw("activity", NOON)], NOON)
    stranger = Gateway(home.resident_id, home.resident_id)

    assert refusal(post(client, stranger, body)) == (401, "unknown_device")
    stranger.device_id = home.device_id  # his own key under another's name
    assert refusal(post(client, stranger, body)) == (401, "bad_signature")
    assert refusal(client.post(limits.OBSERVATIONS_PATH, json={})) == (401, "bad_signature")
    assert stored(engine) == 0


def test_a_stranger_does_not_spoil_the_key_that_is_kept(
    client: FlaskClient, home: Gateway
) -> None:
    forger = Gateway(home.device_id, home.resident_id)
    body = home.body([home.saw("heartbeat", NOON)], NOON)

    assert post(client, home, body).status_code == 200
    assert refusal(post(client, forger, body)) == (401, "bad_signature")
    assert post(client, home, body).status_code == 200


def test_a_changed_body_does_not_fit_its_digest(client: FlaskClient, home: Gateway) -> None:
    body = home.body([home.saw("activity", NOON)], NOON)
    headers = home.headers(body, NOON)
    other = body.replace(b"activity", b"check_in")

    answer = client.post(limits.OBSERVATIONS_PATH, data=other, headers=headers)
    assert refusal(answer) == (400, "digest_mismatch")
    headers["content-digest"] = content_digest(other)
    answer = client.post(limits.OBSERVATIONS_PATH, data=other, headers=headers)
    assert refusal(answer) == (401, "bad_signature")


def test_a_query_is_not_signed_and_so_not_taken(client: FlaskClient, home: Gateway) -> None:
    body = home.body([home.saw("activity", NOON)], NOON)
    answer = client.post(
        limits.OBSERVATIONS_PATH + "?a=1", data=body, headers=home.headers(body, NOON)
    )
    assert refusal(answer) == (401, "bad_signature")


@pytest.mark.parametrize("off", [-301, 301])
def test_a_wrong_clock_is_told_the_time(client: FlaskClient, home: Gateway, off: int) -> None:
    there = NOON + timedelta(seconds=off)
    body = home.body([home.saw("activity", there)], there)
    answer: Any = client.post(
        limits.OBSERVATIONS_PATH, data=body, headers=home.headers(body, there)
    )

    assert refusal(answer) == (401, "clock_off")
    assert answer.json["hub_time"] == "2026-11-22T03:00:00Z"

    # it signs again with the hub's time, and keeps its own stamps
    answer = client.post(limits.OBSERVATIONS_PATH, data=body, headers=home.headers(body, NOON))
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", (400, "malformed")),
        (b"null", (400, "malformed")),
        (b'{"sent_at":"2026-11-22T03:00:00Z","observations":[]}', (400, "malformed")),
        (b'{"sent_at":"2026-11-22T03:00:00","observations":[{}]}', (400, "malformed")),
        (b"\xff\xfe", (400, "malformed")),
        (b"[" * 100_000, (400, "malformed")),
    ],
)
def test_what_cannot_be_read_is_malformed(
    client: FlaskClient, home: Gateway, body: bytes, expected: tuple[int, str]
) -> None:
    assert refusal(post(client, home, body)) == expected


def test_a_batch_has_a_size(client: FlaskClient, home: Gateway, engine: Engine) -> None:
    many = home.body([home.saw("heartbeat", NOON) for _ in range(501)], NOON)
    assert refusal(post(client, home, many)) == (400, "too_many")

    huge = b" " * (limits.MAX_BODY_BYTES + 1)
    assert refusal(post(client, home, huge)) == (413, "too_large")

    full = Gateway(home.device_id, home.resident_id, home.sensors, home.signer)
    most = full.body([full.saw("heartbeat", NOON) for _ in range(500)], NOON)
    assert post(client, home, most).json["stored"] == 500
    assert stored(engine) == 500


def test_a_body_without_a_length_is_bounded_too(client: FlaskClient, home: Gateway) -> None:
    class Endless:
        asked = 0

        def read(self, size: int = -1) -> bytes:
            assert size == limits.MAX_BODY_BYTES + 1
            return b" " * size

    answer = client.post(
        limits.OBSERVATIONS_PATH,
        headers={"content-type": "application/json"},
        environ_overrides={"wsgi.input": Endless(), "wsgi.input_terminated": True},
    )
    assert refusal(answer) == (413, "too_large")


@pytest.mark.parametrize("length", ["9" * 500, "-1", "abc", "0x10"])
def test_a_length_that_is_none_is_refused(
    client: FlaskClient, home: Gateway, length: str
) -> None:
    answer = client.post(limits.OBSERVATIONS_PATH, environ_overrides={"CONTENT_LENGTH": length})
    assert refusal(answer)[0] in {400, 413}


def test_only_json_is_read(client: FlaskClient, home: Gateway) -> None:
    body = home.body([home.saw("activity", NOON)], NOON)
    answer = post(client, home, body, **{"content-type": "text/plain"})
    assert refusal(answer) == (415, "not_json")


def test_the_one_at_fault_is_named(client: FlaskClient, home: Gateway, engine: Engine) -> None:
    fine, wrong = home.saw("activity", NOON), home.saw("battery", NOON, value=1000)
    answer: Any = home.deliver(client, fine, wrong, now=NOON)
    assert refusal(answer) == (422, "implausible")
    assert answer.json["number"] == 2

    answer = home.deliver(client, home.saw("activity", NOON + 6 * MINUTE), now=NOON)
    assert refusal(answer) == (422, "from_the_future")

    home.deliver(client, fine, now=NOON)
    answer = home.deliver(client, home.saw("check_in", NOON, number=1), now=NOON)
    assert refusal(answer) == (409, "number_reused")
    assert stored(engine) == 1


def test_a_revoked_device_is_refused_on_its_next_request(
    client: FlaskClient, home: Gateway, engine: Engine
) -> None:
    assert home.deliver(client, home.saw("heartbeat", NOON), now=NOON).status_code == 200
    with transaction(engine) as db:  # as another process would: this one keeps the key
        ctx = Context(db, KeyRing(db, VAULT), SERVICE, NOON)
        enrolment.revoke(ctx, home.device_id, version=2)

    answer = home.deliver(client, home.saw("heartbeat", NOON), now=NOON)
    assert refusal(answer) == (403, "revoked")
    assert refusal(ask_settings(client, home)) == (403, "revoked")


def test_a_row_that_changed_is_read_again_and_the_batch_is_taken(
    client: FlaskClient, home: Gateway, engine: Engine
) -> None:
    home.deliver(client, home.saw("heartbeat", NOON), now=NOON)
    with transaction(engine) as db:
        db.execute(update(Device).where(Device.id == home.device_id).values(version=7))

    answer: Any = home.deliver(client, home.saw("heartbeat", NOON), now=NOON)
    assert answer.json["settings_version"] == 7


def test_a_full_queue_asks_for_patience(
    client: FlaskClient, home: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_writer: object, _batch: object) -> None:
        raise Busy

    monkeypatch.setattr(GroupWriter, "submit", full)
    answer = home.deliver(client, home.saw("activity", NOON), now=NOON)
    assert refusal(answer) == (503, "busy")
    assert int(answer.headers["Retry-After"]) > 0

    answer = home.deliver(client, home.saw("sos", NOON), now=NOON)
    assert answer.status_code == 200


def test_the_route_behind_the_fast_lane_answers_the_same(
    app: Flask, client: FlaskClient, home: Gateway
) -> None:
    body = home.body([home.saw("activity", NOON)], NOON)
    fast = post(client, home, body)
    app.wsgi_app = app.wsgi_app.rest  # type: ignore[attr-defined,method-assign]
    slow = post(client, home, body)

    assert fast.status_code == slow.status_code == 200
    assert fast.json | {"stored": 0} == slow.json
    assert fast.headers["Content-Type"] == slow.headers["Content-Type"]
    assert refusal(post(client, home, b"{")) == (400, "malformed")


def test_what_nobody_expected_is_handled_as_everywhere(
    app: Flask, client: FlaskClient, home: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_writer: object, _batch: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(GroupWriter, "submit", broken)
    app.register_error_handler(Exception, lambda _error: ({"error": "internal"}, 500))
    answer: Any = home.deliver(client, home.saw("activity", NOON), now=NOON)

    assert (answer.status_code, answer.json) == (500, {"error": "internal"})


# -------------------------------------------------------------------------- settings


def ask_settings(client: FlaskClient, home: Gateway) -> Any:  # noqa: ANN401
    path = limits.SETTINGS_PATH
    return client.get(path, headers=home.headers(None, NOON, method="GET", path=path))


def test_a_device_may_ask_what_is_wanted_of_it(client: FlaskClient, home: Gateway) -> None:
    answer = ask_settings(client, home)

    assert answer.status_code == 200
    assert answer.json["settings_version"] == 2
    assert answer.json["heartbeat_s"] == 60
    assert [s["kind"] for s in answer.json["sensors"]] == [
        "motion_kitchen", "front_door", "button", "fridge_door",
    ]  # fmt: skip
    assert refusal(client.get(limits.SETTINGS_PATH)) == (401, "bad_signature")


# ------------------------------------------------------------------------- enrolling


def a_code(engine: Engine, now: datetime = NOON) -> tuple[Gateway, str]:
    resident_id = make_resident(engine)
    with transaction(engine) as db:
        issued = enrolment.make_device(
            Context(db, KeyRing(db, VAULT), SERVICE, now), resident_id, label="거실", sensors=()
        )
    return Gateway(issued.device_id, resident_id), issued.code


def redeem(client: FlaskClient, gateway: Gateway, code: str) -> Any:  # noqa: ANN401
    return client.post(
        limits.ENROLMENTS_PATH,
        data=msgspec.json.encode(gateway.enrolment(code)),
        content_type="application/json",
    )


def test_a_code_makes_a_device_that_may_deliver(client: FlaskClient, engine: Engine) -> None:
    gateway, code = a_code(engine)
    answer = redeem(client, gateway, code)

    assert answer.status_code == 201
    assert answer.json["device_id"] == str(gateway.device_id)
    assert answer.json["resident_zone"] == "Asia/Seoul"
    assert gateway.deliver(client, gateway.saw("heartbeat", NOON), now=NOON).status_code == 200
    assert refusal(redeem(client, Gateway(gateway.device_id, gateway.resident_id), code)) == (
        409,
        "code_used",
    )


def test_a_code_lives_ten_minutes(
    client: FlaskClient, engine: Engine, at_noon: time_machine.Traveller
) -> None:
    gateway, code = a_code(engine)
    at_noon.move_to(NOON + 10 * MINUTE)
    assert refusal(redeem(client, gateway, code)) == (410, "code_expired")


def test_guessing_is_slowed_down(
    client: FlaskClient, engine: Engine, at_noon: time_machine.Traveller
) -> None:
    gateway, code = a_code(engine)
    for _ in range(enrolment.GUESSES_PER_ADDRESS):
        assert refusal(redeem(client, gateway, "0000-0000")) == (404, "code_unknown")
    assert refusal(redeem(client, gateway, code)) == (429, "slow_down")

    at_noon.move_to(NOON + MINUTE)
    assert redeem(client, gateway, code).status_code == 201


# --------------------------------------------------------------------------- any bytes

json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)
an_observation = st.fixed_dictionaries(
    {},
    optional={
        "number": st.integers(-2, 2**64) | json_like,
        "kind": st.sampled_from(["activity", "sos", "battery", "heartbeat", "x"]) | json_like,
        "taken_at": st.datetimes().map(lambda at: at.isoformat() + "Z") | json_like,
        "value": json_like,
        "sensor_id": json_like,
        "simulated": json_like,
        "data": json_like,
    },
)
a_batch = st.fixed_dictionaries(
    {
        "sent_at": st.datetimes().map(lambda at: at.isoformat() + "+09:00") | json_like,
        "observations": st.lists(an_observation, max_size=4) | json_like,
    }
)
header_text = st.text(
    st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=80
)
a_key = st.sampled_from([0, 1, 32, 64, 91]).map(lambda n: b64encode(bytes(n)).decode())
slowly = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def assert_refused_or_taken(answer: Any, engine: Engine, before: int) -> None:  # noqa: ANN401
    if answer.status_code == 200:
        assert answer.json["stored"] == stored(engine) - before
    else:
        assert 400 <= answer.status_code < 500
        refusal(answer)
        assert stored(engine) == before


@slowly
@given(body=st.binary(max_size=300) | a_batch)
def test_no_signed_bytes_make_it_stumble(
    client: FlaskClient,
    home: Gateway,
    engine: Engine,
    body: Any,  # noqa: ANN401
) -> None:
    sent = (
        body if isinstance(body, bytes) else json.dumps(body).encode("utf-8", "surrogatepass")
    )
    before = stored(engine)
    assert_refused_or_taken(post(client, home, sent), engine, before)


@slowly
@given(
    data=st.binary(max_size=60),
    where=st.sampled_from([b'{"a":', b"{", b'{"a":{"b":', b""]),
)
def test_no_free_data_makes_it_stumble(
    client: FlaskClient, home: Gateway, engine: Engine, data: bytes, where: bytes
) -> None:
    sent = (
        b'{"sent_at":"2026-11-22T03:00:00Z","observations":[{"number":1,"kind":"check_in",'
        b'"taken_at":"2026-11-22T03:00:00Z","data":' + where + data + b"}]}"
    )
    before = stored(engine)
    assert_refused_or_taken(post(client, home, sent), engine, before)


@slowly
@given(
    headers=st.dictionaries(
        st.sampled_from(["content-type", "content-digest", "signature", "signature-input"]),
        header_text,
        max_size=4,
    ),
    path=st.sampled_from([limits.OBSERVATIONS_PATH, limits.ENROLMENTS_PATH]),
    body=st.binary(max_size=50),
)
def test_no_headers_make_it_stumble(
    client: FlaskClient, home: Gateway, headers: dict[str, str], path: str, body: bytes
) -> None:
    answer = client.post(path, data=body, headers=home.headers(body, NOON) | headers)
    assert 400 <= answer.status_code < 500
    refusal(answer)


@slowly
@given(
    said=st.fixed_dictionaries(
        {
            "code": st.text(min_size=1, max_size=20) | json_like,
            "algorithm": st.sampled_from(["ed25519", "ecdsa-p256-sha256"]),
            "public_key": a_key | json_like,
            "proof": a_key | json_like,
        },
        optional={"installed_at": st.datetimes().map(lambda at: at.isoformat() + "Z")},
    )
)
def test_no_enrolment_makes_it_stumble(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, said: dict[str, Any]
) -> None:
    monkeypatch.setattr(enrolment.Guesses, "may_try", lambda *_: True)
    answer = client.post(limits.ENROLMENTS_PATH, json=said)
    assert 400 <= answer.status_code < 500
    refusal(answer)
