"""The tablet's door: signed, its own resident only, revoked at once, never a 500."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from telecare.app import Hub
from telecare.live.tablet import NAMESPACE
from telecare.protocol import limits
from telecare.web.resident import (
    CALLS_PATH,
    QUALITY_PATH,
    SHOWN_PATH,
    TABLET_PATH,
    TICKETS_PATH,
)
from tests.cast import NOON, Cast
from tests.doors.conftest import Desk, page_of
from tests.homes import make_gateway
from tests.tablets import Tablet, make_tablet

MEASURED: Final = {"quality": {"loss_percent": 1.5}}


@pytest.fixture
def tablet(engine: Engine, cast: Cast) -> Tablet:
    """The tablet of Chungil's home."""
    return make_tablet(engine, cast.chungil.id)


@pytest.fixture
def client(hub: Hub) -> FlaskClient:
    return hub.app.test_client()


def test_a_tablet_is_enrolled_with_a_code_and_draws_its_home(
    client: FlaskClient, sit: Callable[..., Desk], cast: Cast
) -> None:
    asked = {"label": "거실", "kind": "tablet"}
    issued = sit(cast.jimin).post(f"/api/residents/{cast.chungil.id}/devices", asked)
    assert issued.status_code == 201
    tablet = Tablet(issued.json["device_id"], cast.chungil.id)
    said = tablet.enrolment(issued.json["code"])
    enrolled = client.post(
        "/device/v1/enrolments",
        json={name: getattr(said, name) for name in said.__struct_fields__},
    )
    assert enrolled.status_code == 201
    home = tablet.get(client, TABLET_PATH)
    assert home.status_code == 200, home.json
    assert home.json["name"] == cast.chungil.name
    assert home.json["rules"]["buttons"] == ["ok", "help", "doctor"]
    (promise,) = home.json["check_ins"]
    assert promise["opens_at"] == "2026-11-21T21:00:00Z"
    assert promise["closes_at"] == "2026-11-22T01:00:00Z"
    assert promise["chimes_at"] == [f"2026-11-22T00:{m:02}:00Z" for m in (0, 15, 30)]
    assert home.json["help"] is None


def test_an_unsigned_request_is_refused(client: FlaskClient, tablet: Tablet) -> None:
    assert client.get(TABLET_PATH).status_code == 401
    signed = tablet.headers("GET", TABLET_PATH, None, NOON)
    assert client.get(f"{TABLET_PATH}?x=1", headers=signed).status_code == 401
    early = tablet.get(client, TABLET_PATH, now=NOON - timedelta(days=1))
    assert early.status_code == 401
    assert early.json["error"] == "clock_off"
    assert early.json["hub_time"]


def test_a_gateway_is_no_tablet(client: FlaskClient, hub: Hub, cast: Cast) -> None:
    gateway = make_gateway(hub.engine, cast.chungil.id)
    signed = gateway.headers(None, NOON, method="GET", path=TABLET_PATH)
    assert client.get(TABLET_PATH, headers=signed).status_code == 404


def test_an_observation_is_stored_once(client: FlaskClient, tablet: Tablet) -> None:
    check_in = tablet.saw("check_in", NOON)
    for stored in (1, 0):
        answer = tablet.deliver(client, check_in)
        assert answer.status_code == 200, answer.json
        assert answer.json["stored"] == stored
        assert answer.json["contiguous"] == 1
    home = tablet.get(client, TABLET_PATH).json
    assert home["last_check_in_at"] == "2026-11-22T03:00:00Z"
    assert home["check_ins"][0]["done_at"] == "2026-11-22T03:00:00Z"


def test_the_app_may_use_camera_and_microphone_and_nothing_from_elsewhere(
    client: FlaskClient,
) -> None:
    page = client.get("/tablet/", buffered=True)
    assert page.status_code in {200, 503}  # 503: not built here
    assert "camera=(self), microphone=(self)" in page.headers["Permissions-Policy"]
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert client.get("/tablet", buffered=True).status_code in {200, 308, 503}


# ------------------------------------------------------------------------ who may ask


def test_a_revoked_tablet_is_refused_at_every_door(
    client: FlaskClient, tablet: Tablet, sit: Callable[..., Desk], cast: Cast
) -> None:
    desk = sit(cast.jimin)
    (row,) = page_of(desk, cast.chungil.id)["devices"]
    revoked = desk.post(f"/api/devices/{row['id']}/revoke", {"version": row["version"]})
    assert revoked.status_code == 200
    shown = {"prompt_id": str(uuid4())}
    call = {"consultation_id": str(uuid4()), "act": "decline"}
    answers = [
        tablet.get(client, TABLET_PATH),
        tablet.get(client, limits.SETTINGS_PATH),
        tablet.deliver(client, tablet.saw("sos", NOON)),
        tablet.post(client, SHOWN_PATH, shown),
        tablet.post(client, CALLS_PATH, call),
        tablet.post(client, QUALITY_PATH, MEASURED | {"consultation_id": str(uuid4())}),
        tablet.post(client, TICKETS_PATH, {}),
    ]
    assert [(one.status_code, one.json["error"]) for one in answers] == [(403, "revoked")] * 7


def test_a_measurement_of_a_call_that_is_not_its_own_is_refused(
    client: FlaskClient, tablet: Tablet
) -> None:
    said = MEASURED | {"consultation_id": str(uuid4())}
    assert tablet.post(client, QUALITY_PATH, said).status_code == 404
    assert tablet.post(client, QUALITY_PATH, said | {"quality": {}}).status_code == 400
    assert client.post(QUALITY_PATH, json=said).status_code == 401, "unsigned"


def test_a_tablet_reads_and_answers_only_what_is_its_own(
    client: FlaskClient, hub: Hub, tablet: Tablet, sit: Callable[..., Desk], cast: Cast
) -> None:
    foreign = make_tablet(hub.engine, cast.soonja.id)
    asked = sit(cast.jimin).post(f"/api/residents/{cast.chungil.id}/prompts", {})
    assert asked.status_code == 201
    prompt = {"prompt_id": asked.json["id"]}
    assert foreign.get(client, TABLET_PATH).json["name"] == cast.soonja.name
    assert foreign.get(client, TABLET_PATH).json["prompts"] == []
    assert foreign.post(client, SHOWN_PATH, prompt).status_code == 404
    tap = foreign.saw("prompt_answer", NOON, data=prompt | {"answer": "ok"})
    assert foreign.deliver(client, tap).status_code == 200, "it is kept, and answers nothing"
    (own,) = tablet.get(client, TABLET_PATH).json["prompts"]
    assert own["id"] == asked.json["id"]
    for _ in range(2):
        answer = tablet.post(client, SHOWN_PATH, prompt)
        assert (answer.status_code, answer.json) == (200, {})
    (row,) = sit(cast.jimin).get(f"/api/residents/{cast.chungil.id}/tablet").json["prompts"]
    assert (row["state"], row["asked_by"]) == ("shown", "한지민")


@pytest.mark.parametrize("path", [SHOWN_PATH, CALLS_PATH, TICKETS_PATH])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"prompt_id":"no"}',
        b'{"more":1}',
        b'{"consultation_id":"6a0e0b0e-6b1e-4c0e-8f0e-000000000001","act":"explode"}',
    ],
    ids=["nothing", "half", "list", "null", "bytes", "deep", "no-id", "unknown", "no-act"],
)
def test_garbage_is_refused_and_never_a_fault(
    client: FlaskClient, tablet: Tablet, path: str, body: bytes
) -> None:
    answer = tablet.post(client, path, body)
    assert (answer.status_code, answer.json["error"]) == (400, "malformed")


def test_a_call_nobody_made_is_refused(client: FlaskClient, tablet: Tablet) -> None:
    said = {"consultation_id": str(uuid4()), "act": "answer", "fingerprint": "sha-256 AA"}
    assert tablet.post(client, CALLS_PATH, said).status_code == 404


# ------------------------------------------------------------------------ help, end to end


def test_a_press_is_on_the_board_once_however_often_it_is_sent(
    client: FlaskClient, tablet: Tablet, sit: Callable[..., Desk], cast: Cast
) -> None:
    press = tablet.saw("sos", NOON, data={"repeat": 0})
    for stored in (1, 0, 0):
        assert tablet.deliver(client, press).json["stored"] == stored
    rows = sit(cast.jimin).get("/api/board").json["rows"]
    (row,) = [one for one in rows if one["resident"]["id"] == str(cast.chungil.id)]
    assert (row["severity"], row["signals"]) == ("P1", 1)
    assert tablet.get(client, TABLET_PATH).json["help"]["state"] == "waiting"


def test_a_wish_for_the_doctor_is_a_task_on_the_board(
    client: FlaskClient, tablet: Tablet, sit: Callable[..., Desk], cast: Cast
) -> None:
    tablet.deliver(client, tablet.saw("doctor_asked", NOON))
    desk = sit(cast.jimin)
    (task,) = desk.get("/api/board").json["tasks"]
    assert desk.get("/api/tasks").json["rows"] == [task]
    assert task["resident"]["name"] == cast.chungil.name
    said = {"version": task["version"]}
    assert desk.post(f"/api/tasks/{task['id']}/done", said).status_code == 200
    assert desk.post(f"/api/tasks/{task['id']}/done", said).json["error"] == "overtaken"
    assert desk.get("/api/board").json["tasks"] == []


# ------------------------------------------------------------------------ the socket


def connected(hub: Hub, auth: Any) -> Any:  # noqa: ANN401
    return hub.sockets.test_client(hub.app, namespace=NAMESPACE, auth=auth)


def heard(client: Any) -> list[str]:  # noqa: ANN401
    return [one["name"] for one in client.get_received(NAMESPACE)]


@pytest.fixture
def listening(hub: Hub) -> Hub:
    """A hub whose tablets' socket is open; no thread looks by itself."""
    hub.sockets.on_event("connect", hub.tablets.connect, namespace=NAMESPACE)
    hub.sockets.on_event("disconnect", hub.tablets.disconnect, namespace=NAMESPACE)
    hub.tablets.look()
    return hub


def test_the_socket_says_only_look_again(
    listening: Hub, client: FlaskClient, tablet: Tablet, sit: Callable[..., Desk], cast: Cast
) -> None:
    other = make_tablet(listening.engine, cast.soonja.id)
    mine, theirs = (
        connected(listening, {"ticket": one.post(client, TICKETS_PATH, {}).json["ticket"]})
        for one in (tablet, other)
    )
    listening.tablets.look()
    heard(mine), heard(theirs)
    desk = sit(cast.jimin)
    desk.post(f"/api/residents/{cast.chungil.id}/prompts", {})
    assert listening.tablets.look() == 1
    assert (heard(mine), heard(theirs)) == (["nudge"], [])
    assert listening.tablets.look() == 0, "nothing moved"
    assert desk.post(f"/api/devices/{tablet.device_id}/reload").status_code == 200
    listening.tablets._hear(frozenset({f"tablet:{tablet.device_id}"}))
    assert listening.tablets.look() == 1
    assert heard(mine) == ["reload"]
    assert listening.tablets.connected(tablet.device_id)
    mine.disconnect(NAMESPACE)
    assert not listening.tablets.connected(tablet.device_id)


@pytest.mark.parametrize(
    "auth", [None, {}, {"ticket": "x"}, {"ticket": 7}, {"ticket": "A" * 75}]
)
def test_without_a_ticket_nobody_comes_in(listening: Hub, auth: Any) -> None:  # noqa: ANN401
    assert not connected(listening, auth).is_connected(NAMESPACE)
