"""The tablet's door: signed, its own resident only, revoked at once, never a 500."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from telecare.app import Hub
from telecare.web.resident import TABLET_PATH
from tests.cast import NOON, Cast
from tests.doors.conftest import Desk
from tests.tablets import Tablet, make_tablet


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
    from tests.homes import make_gateway

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
