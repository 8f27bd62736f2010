"""Help that reaches the person, at the door: the card, what it leaves, and its fields."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from telecare.db.engine import reading, transaction
from telecare.records import contacts
from telecare.records.audit import ENTRIES
from telecare.records.contacts import ContactKind, NewContact
from telecare.records.households import HOUSEHOLDS
from telecare.records.residents import RESIDENTS
from tests.cast import NOON, Cast, context
from tests.doors.conftest import Answer, Desk
from tests.doors.test_import import GOOD, HEADER, send_file

Sit = Callable[..., Desk]
KNOWN = {
    "door_code": "*1937#",
    "health_conditions": "당뇨, 심부전",
    "medicines": "인슐린, 와파린",
    "way_in": "뒷문은 열려 있음",
}


@pytest.fixture
def told(engine: Engine, cast: Cast, sit: Sit) -> Desk:
    """Jimin, who has written down of Soonja what 119 will ask, and a neighbour with a key."""
    desk = sit(cast.jimin)
    path = f"/api/residents/{cast.soonja.id}"
    version = desk.get(path, X_Opened="0").json["version"]
    assert desk.ask("PATCH", path, {"version": version, **KNOWN}).status_code == 200
    neighbour = NewContact(
        kind=ContactKind.NEIGHBOUR, name="최옆집", phone="010-0000-7777", relation="옆집",
        has_key=True,
    )  # fmt: skip
    with transaction(engine) as db:
        contacts.add(context(db), cast.soonja.id, neighbour)
    return desk


def entries(engine: Engine, what: str) -> list[UUID]:
    with reading(engine) as db:
        mine = select(ENTRIES.c.resident_id).where(ENTRIES.c.what == what)
        return list(db.scalars(mine))


def called(desk: Desk, alert: UUID, **more: object) -> Answer:
    mine = desk.post(f"/api/alerts/{alert}/claim", {"version": 1}).json
    body = {
        "lease_token": mine["lease_token"],
        "at": (NOON - timedelta(minutes=1)).isoformat(),
        **more,
    }
    return desk.post(f"/api/alerts/{alert}/called-119", body)


def test_the_card_has_all_that_119_asks(
    engine: Engine, cast: Cast, told: Desk, alert: UUID
) -> None:
    card = told.get(f"/api/alerts/{alert}/card-119").json

    assert {name: card[name] for name in KNOWN} == KNOWN
    assert (card["name"], card["phone"]) == (cast.soonja.name, cast.soonja.phone)
    assert card["address"].startswith("경상북도 봉화군 춘양면")
    assert {"name": "최옆집", "relation": "옆집", "phone": "010-0000-7777"} in card[
        "key_holders"
    ]
    assert (card["age"], card["sex"]) == (85, "female")
    assert card["because"]["ko"] == "9시간 동안 활동 없음"
    assert card["calls"] == []
    assert entries(engine, "card119.shown") == [cast.soonja.id]


def test_a_card_of_a_home_nobody_wrote_about_is_whole_all_the_same(
    cast: Cast, sit: Sit, alert: UUID
) -> None:
    card = sit(cast.sera).get(f"/api/alerts/{alert}/card-119").json
    assert [card[name] for name in ("door_code", "health_conditions", "medicines")] == [""] * 3
    assert card["address"]


def test_what_119_will_ask_is_sealed_on_the_disk(
    engine: Engine, cast: Cast, told: Desk
) -> None:
    del told
    with reading(engine) as db:
        home = db.execute(
            select(HOUSEHOLDS).where(HOUSEHOLDS.c.id == cast.soonja.household_id)
        ).one()
        person = db.execute(select(RESIDENTS).where(RESIDENTS.c.id == cast.soonja.id)).one()
    for sealed in (home.door_code, person.health_conditions, person.medicines):
        assert sealed is not None
        for plain in KNOWN.values():
            assert plain.encode() not in sealed


def test_the_page_tells_the_illnesses_and_keeps_the_code_until_asked(
    engine: Engine, cast: Cast, told: Desk
) -> None:
    path = f"/api/residents/{cast.soonja.id}"
    page = told.get(path, X_Opened="0")
    assert page.json["health_conditions"] == KNOWN["health_conditions"]
    assert page.json["medicines"] == KNOWN["medicines"]
    assert page.json["has_door_code"] is True
    assert KNOWN["door_code"].encode() not in page.data
    assert entries(engine, "door_code.revealed") == []

    assert told.post(f"{path}/door-code").json == {"door_code": KNOWN["door_code"]}
    assert entries(engine, "door_code.revealed") == [cast.soonja.id]


def test_a_call_to_119_stands_on_the_card_so_that_nobody_calls_twice(
    cast: Cast, told: Desk, alert: UUID
) -> None:
    answer = called(told, alert, spoken_with="김소방", reference="03-1119")

    assert answer.status_code == 200
    assert (answer.json["row"]["state"], answer.json["row"]["mine"]) == ("responding", True)
    (made,) = told.get(f"/api/alerts/{alert}/card-119").json["calls"]
    assert (made["by"], made["spoken_with"], made["reference"]) == (
        cast.jimin.name, "김소방", "03-1119",
    )  # fmt: skip


def test_a_call_that_has_not_been_made_yet_is_refused_in_words(told: Desk, alert: UUID) -> None:
    answer = called(told, alert, at=(NOON + timedelta(hours=1)).isoformat())
    assert (answer.status_code, answer.json["error"]) == (422, "invalid")
    assert set(answer.json["fields"]) == {"at"}


@pytest.mark.parametrize("at", ["now", 5, "2026-11-22T03:00:00", None])
def test_a_time_that_is_none_is_refused(told: Desk, alert: UUID, at: object) -> None:
    assert called(told, alert, at=at).status_code == 422


def test_who_is_on_the_way_is_said_with_a_note(told: Desk, alert: UUID) -> None:
    mine = told.post(f"/api/alerts/{alert}/claim", {"version": 1}).json
    body = {
        "version": mine["row"]["version"], "lease_token": mine["lease_token"], "how": "worker",
        "expected_by": (NOON + timedelta(minutes=40)).isoformat(), "note": "이웃이 문 앞에",
    }  # fmt: skip
    answer = told.post(f"/api/alerts/{alert}/respond", body)
    assert answer.json["row"]["expected_by"] is not None
    log = told.get(f"/api/alerts/{alert}").json["timeline"]
    assert "이웃이 문 앞에" in {line["note"] for line in log}


def test_a_locked_console_reads_no_card(cast: Cast, sit: Sit, alert: UUID) -> None:
    desk = sit(cast.jimin)
    desk.post("/api/session/lock")
    assert desk.get(f"/api/alerts/{alert}/card-119").status_code == 423


def test_a_clinician_gets_no_door_code(cast: Cast, sit: Sit) -> None:
    answer = sit(cast.doyun).post(f"/api/residents/{cast.soonja.id}/door-code")
    assert answer.status_code == 403


def test_a_file_may_bring_what_119_will_ask(cast: Cast, sit: Sit) -> None:
    desk = sit(cast.jimin)
    header = f"{HEADER},현관 비밀번호,지병,드시는 약"
    report = send_file(desk, f"{header}\n{GOOD},1234*,고혈압,아스피린").json
    assert report["imported"] == 1
    path = f"/api/residents/{report['rows'][0]['id']}"
    page = desk.get(path).json
    assert (page["health_conditions"], page["medicines"]) == ("고혈압", "아스피린")
    assert desk.post(f"{path}/door-code").json["door_code"] == "1234*"
