"""The demo: invented people, recorded homes, the real agent and the real wire."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, func, select

from telecare import clock
from telecare.actions import enrolment, signin
from telecare.app import create_hub
from telecare.care.facts import DeviceKind
from telecare.cli import demo, demo_street
from telecare.config import Settings
from telecare.db.engine import open_engine, reading, transaction
from telecare.records.alerts import ALERTS
from telecare.records.devices import Device
from telecare.records.observations import Observation, Quarantine
from telecare.records.organisations import Organisation
from telecare.records.residents import Resident
from telecare.records.staff import Staff
from tests.homes import VAULT, Gateway
from tests.stories.operator import SITE_KEY, Browser, Operator, Process, until

SPEED = 10.0
DAEUN = {"login": "daeun", "password": demo_street.PASSWORD}


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight accounts are made each time, and no test is about guessing their password."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(signin, "HASHER", cheap)


@pytest.fixture
def operator(tmp_path: Path) -> Iterator[Operator]:
    found = Operator(tmp_path, f"sqlite:///{tmp_path / 'telecare.db'}")
    yield found
    found.goes_home()


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("ABCD-EFGH", "http://127.0.0.1:8000/tablet/#code=ABCD-EFGH"),
        (
            None,
            "still is it, at [bold]http://127.0.0.1:8000/tablet/[/]. Lost it? Enrol another",
        ),
    ],
)
def test_each_start_tells_where_its_tablet_is(code: str | None, told: str) -> None:
    settled = demo_street.Settled(first=code is not None, tablet_of="배점순", tablet_code=code)
    assert told in demo.tablet_told(Settings(), settled)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"TELECARE_HOST": "0.0.0.0"}, "answers on 127.0.0.1 only, not on 0.0.0.0"),  # noqa: S104
        ({"TELECARE_HOST": "hub.example"}, "answers on 127.0.0.1 only"),
        ({"TELECARE_SPEED": "0.5"}, "speed must be from 1 to 1000"),
        ({"TELECARE_SPEED": "soon"}, "TELECARE_SPEED must be a number"),
    ],
)
def test_it_refuses_what_it_must_not_do(
    operator: Operator, settings: dict[str, str], sentence: str
) -> None:
    done = operator.runs("demo", **settings)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (operator.place / "telecare.db").exists()


def settled(engine: Engine, var: Path, *, speed: float = 1.0) -> dict[str, Any]:
    """Settle the cast; return what the simulator is told, by resident."""
    demo_street.settle(engine, VAULT, var, now=clock.now(), speed=speed)
    street = json.loads((var / demo_street.STREET).read_text())
    return {home["resident_key"]: home for home in street}


def test_everybody_is_enrolled_and_nothing_is_made_up(engine: Engine, tmp_path: Path) -> None:
    street = settled(engine, tmp_path)
    assert len(street) == 13, "r14 has no gateway"
    assert (tmp_path / demo_street.STREET).stat().st_mode & 0o777 == 0o600
    with reading(engine) as db:
        assert db.scalar(select(func.count()).select_from(Observation)) == 0
        assert db.scalar(select(func.count()).select_from(Staff)) == 8
        places = db.execute(
            select(Organisation.code, Resident.simulated).join_from(Resident, Organisation)
        ).all()
        invented = set(db.scalars(select(Resident.simulated)))
        gateways = db.execute(
            select(Device.simulated, Device.enrol_deadline).where(
                Device.parent_id.is_(None), Device.kind == DeviceKind.GATEWAY
            )
        ).all()
    assert len(places) == 14
    assert invented == {True}
    by_code = Counter(place.code for place in places)
    assert max(by_code.values()) >= 5, "five homes in one eup/myeon"
    assert len({code[:5] for code in by_code}) >= 6
    assert sorted(gateway.simulated for gateway in gateways) == [False] * 12 + [True]
    overdue = [gateway for gateway in gateways if gateway.enrol_deadline < clock.now()]
    assert [gateway.simulated for gateway in overdue] == [True], "the one never heard"


def test_a_second_start_makes_nobody_enrol_again(engine: Engine, tmp_path: Path) -> None:
    first = settled(engine, tmp_path)
    assert all(home["code"] for home in first.values())
    memory = json.loads((tmp_path / demo_street.MEMORY).read_text())
    enrols(engine, Gateway(memory["r01"], memory["r01"]), first["r01"]["code"])

    second = settled(engine, tmp_path)
    assert second["r01"]["code"] is None
    assert second["r02"]["code"] not in {None, first["r02"]["code"]}
    with reading(engine) as db:
        assert db.scalar(select(func.count()).select_from(Resident)) == 14


def test_the_one_tablet_keeps_its_place_until_a_window_becomes_it(
    engine: Engine, tmp_path: Path
) -> None:
    first = demo_street.settle(engine, VAULT, tmp_path, now=clock.now(), speed=1.0)
    second = demo_street.settle(engine, VAULT, tmp_path, now=clock.now(), speed=1.0)
    assert first.tablet_of == second.tablet_of == "배점순"
    assert second.tablet_code not in {None, first.tablet_code}
    tablet = json.loads((tmp_path / demo_street.MEMORY).read_text())[demo_street.TABLET]
    enrols(engine, Gateway(tablet, tablet), second.tablet_code or "")
    third = demo_street.settle(engine, VAULT, tmp_path, now=clock.now(), speed=1.0)
    assert third.tablet_code is None, "in use"
    with reading(engine) as db:
        kind = Device.kind == DeviceKind.TABLET
        assert db.scalar(select(func.count()).select_from(Device).where(kind)) == 1


def enrols(engine: Engine, gateway: Gateway, code: str) -> None:
    with transaction(engine) as db:
        enrolment.redeem(db, VAULT, gateway.enrolment(code), now=clock.now())


@pytest.mark.parametrize(
    ("demo", "factor", "status"), [(True, "done", 200), (False, "enrol", 403)]
)
def test_only_the_demo_asks_for_no_second_factor(
    engine: Engine, tmp_path: Path, *, demo: bool, factor: str, status: int
) -> None:
    settled(engine, tmp_path)
    hub = create_hub(Settings(demo=demo), engine=engine, vault=VAULT)
    try:
        client = hub.app.test_client()
        csrf = client.get("/api/session").get_json()["csrf"] or ""
        state = client.post("/api/session", json=DAEUN, headers={"X-CSRF": csrf}).get_json()
        assert state["second_factor"] == factor
        assert client.get("/api/board?view=now").status_code == status
    finally:
        hub.writer.close()


def short_street() -> dict[str, Any]:
    """One recorded home of a week, whose resident presses the button, and one never heard."""
    people = demo_street.cast()
    known = {one["key"]: one for one in people["residents"]}
    presses = known["r11"] | {
        "organisation": known["r01"]["organisation"],
        "incidents": [{"kind": "sos", "after_s": 60}],
    }
    return people | {"residents": [presses, known["r13"]]}


@pytest.mark.timeout(400)
def test_a_home_tells_its_history_lives_and_presses(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    operator = Operator(tmp_path, sqlite_url, {"TELECARE_SITE_KEY": SITE_KEY})
    street = short_street()
    monkeypatch.setattr(demo_street, "cast", lambda: street)
    engine = open_engine(sqlite_url)
    settled(engine, tmp_path, speed=SPEED)
    try:
        hub = operator.serves(TELECARE_DEMO="1")
        homes = operator.starts(
            "--hub", hub.url, "--street", str(tmp_path / demo_street.STREET),
            "--speed", str(SPEED), "--state-dir", str(tmp_path / "street"),
            module="devices.simulator",
        )  # fmt: skip
        until(lambda: said(homes, "live"), "the homes live")
        told = said(homes, "progress")[-1]
        assert told["delivered"] == told["total"] > 1000
        with reading(engine) as db:
            stored = db.scalar(select(func.count()).select_from(Observation)) or 0
            assert stored >= told["total"]
            assert db.scalar(select(func.count()).select_from(Quarantine)) == 0
        assert rules(engine) <= {"never_heard"}, "history opens no alert"

        until(lambda: "sos" in rules(engine), "the press is an alert")
        screen = Browser(hub.url)
        screen.post("/api/session", **DAEUN)
        (row,) = screen.get("/api/board?view=now")["rows"]
        assert (row["severity"], row["simulated"], row["rule"]) == ("P1", True, "sos")
        until(lambda: rules(engine) == {"sos", "never_heard"}, "and the one never heard too")
        devices = screen.get("/api/board?view=devices")["rows"]
        assert [(one["rule"], one["simulated"]) for one in devices] == [("never_heard", True)]
        assert homes.is_told_to_end(within_s=15)[0] == 0
    finally:
        operator.goes_home()
        engine.dispose()


def said(homes: Process, event: str) -> list[dict[str, Any]]:
    lines = [line for line in homes.said().splitlines() if line.startswith("{")]
    return [one for line in lines if (one := json.loads(line))["event"] == event]


def rules(engine: Engine) -> set[str]:
    with reading(engine) as db:
        return set(db.scalars(select(ALERTS.c.rule)))
