"""One resident's page over HTTP: their days, their devices, and who else may see them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import Engine, insert, update

from telecare.app import Hub
from telecare.care.facts import DeviceKind
from telecare.db.engine import transaction
from telecare.records.devices import DEVICES
from telecare.records.observations import Observation
from telecare.records.staff import Role, Staff
from tests.cast import NOON, Cast
from tests.doors.conftest import Desk, page_of

Sit = Callable[..., Desk]


@pytest.fixture
def desk(cast: Cast, sit: Sit) -> Desk:
    """Jimin at her desk."""
    return sit(cast.jimin)


# ---------------------------------------------------------------------- activity


def seen(engine: Engine, cast: Cast, *observed: tuple[str, Any]) -> None:
    with transaction(engine) as db:
        db.execute(
            insert(Observation),
            [
                {
                    "device_id": cast.soonja.devices["gateway"], "number": number,
                    "resident_id": cast.soonja.id, "sensor_id": None, "kind": kind,
                    "taken_at": at, "received_at": at, "digest": bytes(32), "value": None,
                    "payload": None, "corrected": False, "late": False, "simulated": False,
                }
                for number, (kind, at) in enumerate(observed, start=1)
            ],
        )  # fmt: skip


def test_an_hour_nobody_heard_is_no_hour_of_quiet(hub: Hub, cast: Cast, desk: Desk) -> None:
    midnight = NOON - timedelta(hours=12)  # in Seoul
    seen(
        hub.engine, cast,
        ("activity", midnight), ("activity", midnight + timedelta(minutes=59)),
        ("heartbeat", midnight + timedelta(hours=1)),
        ("check_in", midnight + timedelta(hours=9, minutes=30)),
        ("activity", midnight - timedelta(minutes=1)),
    )  # fmt: skip
    picture = desk.get(f"/api/residents/{cast.soonja.id}/activity?days=2").json
    yesterday, today = picture["days"]
    assert (picture["zone"], today["date"]) == ("Asia/Seoul", date(2026, 11, 22).isoformat())
    assert today["hours"][:3] == [2, 0, None]
    assert today["hours"][9] == 0
    assert today["hours"][13:] == [None] * 11  # still to come
    assert today["check_ins"] == ["2026-11-22T00:30:00Z"]
    assert (yesterday["hours"][22:], yesterday["check_ins"]) == ([None, 1], [])


@pytest.mark.parametrize("days", ["0", "91", "x", "-1", "1e3"])
def test_the_picture_has_its_limits(cast: Cast, desk: Desk, days: str) -> None:
    answer = desk.get(f"/api/residents/{cast.soonja.id}/activity?days={days}")
    assert answer.status_code == 422


def test_what_a_device_said_last_decides_how_it_stands(
    hub: Hub, cast: Cast, desk: Desk
) -> None:
    heard = {
        "gateway": timedelta(minutes=4), "kitchen": timedelta(hours=24),
        "button": timedelta(hours=26), "tablet": timedelta(hours=3),
    }  # fmt: skip
    with transaction(hub.engine) as db:
        for name, ago in heard.items():
            db.execute(
                update(DEVICES)
                .where(DEVICES.c.id == cast.soonja.devices[name])
                .values(heard_at=NOON - ago)
            )
    page = page_of(desk, cast.soonja.id)
    states = {device["kind"]: device["state"] for device in page["devices"]}
    assert states == {
        DeviceKind.GATEWAY: "late", DeviceKind.MOTION_KITCHEN: "heard",
        DeviceKind.FRONT_DOOR: "never", DeviceKind.BUTTON: "silent",
        DeviceKind.TABLET: "silent",
    }  # fmt: skip
    assert page["hearing"] == "late"
    row = next(
        row
        for row in desk.get("/api/residents").json["rows"]
        if row["id"] == str(cast.soonja.id)
    )
    assert (row["hearing"], row["devices"]) == ("late", 5)


# ----------------------------------------------------------------- relationships


def test_a_carer_sees_a_resident_while_the_relationship_holds(
    cast: Cast, sit: Sit, at_noon: time_machine.Traveller
) -> None:
    supervisor, carer = sit(cast.suhyeon), sit(cast.oeji)
    page, path = (
        f"/api/residents/{cast.chungil.id}",
        f"/api/residents/{cast.chungil.id}/relationships",
    )
    assert carer.get(page).status_code == 404
    body = {
        "login": "Oeji", "role": "nurse", "basis": "consent",
        "until": (NOON + timedelta(minutes=2)).isoformat(),
    }  # fmt: skip
    assert supervisor.post(path, body).status_code == 201
    assert carer.get(page).status_code == 200
    assert carer.get("/api/residents").json["total"] == 1
    passed_on = body | {"login": "nari"}
    lent = sit(cast.suhyeon)
    assert lent.post(path, passed_on).status_code == 201
    at_noon.shift(timedelta(minutes=2))
    assert carer.get(page).status_code == 404
    institution = {"organisation_id": str(cast.clinic), "role": "clinic", "basis": "contract"}
    made = supervisor.post(path, institution)
    doctor = sit(cast.doyun)
    assert doctor.get(page).status_code == 200
    shown = doctor.get(page).json["relationships"]
    assert [one["who"] for one in shown] == ["강외지", "최나리", "솔숲의원"]
    at_noon.shift(timedelta(seconds=1))
    assert supervisor.ask("DELETE", f"{path}/{made.json['id']}").status_code == 200
    assert supervisor.ask("DELETE", f"{path}/{made.json['id']}").status_code == 404
    assert doctor.get(page).status_code == 404


def test_who_sees_through_a_relationship_cannot_pass_it_on(
    hub: Hub, cast: Cast, sit: Sit
) -> None:
    path = f"/api/residents/{cast.soonja.id}/relationships"
    with transaction(hub.engine) as db:
        db.execute(update(Staff).where(Staff.login == "doyun").values(role=Role.SUPERVISOR))
    doctor = sit(cast.doyun)
    assert doctor.get(f"/api/residents/{cast.soonja.id}").status_code == 200
    body = {"login": "oeji", "role": "nurse", "basis": "consent"}
    assert doctor.post(path, body).status_code == 404


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"login": "nobody"}, "login"),
        ({"login": ""}, "organisation_id"),
        ({"until": "2026-11-01T00:00:00Z"}, "until"),
        ({"until": "2028-11-01T00:00:00Z"}, "until"),
        ({"role": "friend"}, "role"),
    ],
)
def test_a_relationship_that_cannot_be_is_refused(
    cast: Cast, sit: Sit, more: dict[str, str], field: str
) -> None:
    path = f"/api/residents/{cast.soonja.id}/relationships"
    body = {"login": "oeji", "role": "nurse", "basis": "consent"} | more
    answer = sit(cast.suhyeon).post(path, body)
    assert (answer.status_code, list(answer.json["fields"])) == (422, [field])
