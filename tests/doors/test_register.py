"""The register over HTTP: enrol, find, correct, agree, end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, event, select, update

from telecare.app import Hub
from telecare.db.engine import reading, transaction
from telecare.records.audit import ENTRIES
from telecare.records.devices import DEVICES
from telecare.records.feeds import Feed
from telecare.records.residents import RESIDENTS
from telecare.records.watching import CONDITIONS, WATCHES
from tests.cast import NOON, Cast
from tests.doors.conftest import Desk, page_of

Sit = Callable[..., Desk]


@pytest.fixture
def desk(cast: Cast, sit: Sit) -> Desk:
    """Jimin at her desk."""
    return sit(cast.jimin)


def asked(cast: Cast, **more: object) -> dict[str, Any]:
    return {
        "name": "이새롬", "organisation_id": str(cast.chunyang), "birth_date": "1950-04-01",
        "sex": "female", "address": "경상북도 봉화군 춘양면", "phone": "010-4444-8888",
        "way_in": "초인종", "hearing": "hard_of_hearing", "category": "living_alone",
        "legal_basis": "consent", "consent_version": "2026-1",
        "consent_at": "2026-11-20T03:00:00Z", "risk": "high", "network": "KT",
    } | more  # fmt: skip


def entries_of(engine: Engine, resident_id: UUID | str) -> list[str]:
    with reading(engine) as db:
        return list(
            db.scalars(
                select(ENTRIES.c.what)
                .where(ENTRIES.c.resident_id == UUID(str(resident_id)))
                .order_by(ENTRIES.c.id)
            )
        )


@contextmanager
def counting(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements that reach the database."""
    said: list[str] = []

    def hear(_c: object, _cur: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    yield said
    event.remove(engine, "before_cursor_execute", hear)


# --------------------------------------------------------------------- enrolling


def test_an_enrolled_resident_can_be_read_found_and_is_watched(
    hub: Hub, cast: Cast, desk: Desk
) -> None:
    made = desk.post("/api/residents", asked(cast))
    assert made.status_code == 201
    page = page_of(desk, made.json["id"])
    assert (page["name"], page["age"], page["hearing"]) == ("이새롬", 76, "never")
    assert page["phone_masked"] == "•••-••••-8888"
    assert page["plan"]["risk"] == "high"
    assert (page["plan"]["version"], page["plan"]["check_ins"]) == (1, [])
    for typed in ("이새롬", "ㅇㅅㄹ", "8888", " 이 새롬 "):
        found = desk.post("/api/search", {"text": typed}).json["residents"]
        assert [one["id"] for one in found] == [made.json["id"]], typed
    with reading(hub.engine) as db:
        watch = db.execute(
            select(WATCHES).where(WATCHES.c.resident_id == UUID(made.json["id"]))
        ).one()
        assert db.scalar(select(Feed.seq).where(Feed.organisation_id == cast.bonghwa)) == 1
    assert watch.to_judge_at == NOON
    assert entries_of(hub.engine, made.json["id"]) == ["resident.created"]


def test_what_a_person_could_read_is_sealed(hub: Hub, cast: Cast, desk: Desk) -> None:
    made = desk.post("/api/residents", asked(cast, notes="무릎 수술"))
    with reading(hub.engine) as db:
        row = db.execute(select(RESIDENTS).where(RESIDENTS.c.id == UUID(made.json["id"]))).one()
    stored = repr(tuple(row)).encode()
    for word in ("이새롬", "1950-04-01", "8888", "무릎"):
        assert word.encode() not in stored
        assert word not in repr(tuple(row))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "), ("name", "가" * 81), ("birth_date", "1899-12-31"),
        ("birth_date", "2026-11-23"), ("address", ""), ("phone", "삼번"), ("phone", "12"),
        ("hearing", "hard"), ("category", "old"), ("legal_basis", "habit"),
        ("consent_version", ""), ("consent_at", None), ("consent_at", "2026-11-24T03:00:00Z"),
        ("organisation_id", str(UUID(int=1))), ("sex", "x"), ("notes", "가" * 4_001),
        ("organisation_id", "bonghwa"), ("organisation_id", "andong"),
    ],
)  # fmt: skip
def test_a_field_that_cannot_be_is_named(
    cast: Cast, desk: Desk, field: str, value: object
) -> None:
    place = {"bonghwa": cast.bonghwa, "andong": cast.andong}.get(str(value))
    body = asked(cast) | {field: str(place) if place else value}
    answer = desk.post("/api/residents", body)
    assert (answer.status_code, answer.json["error"]) == (422, "invalid")
    assert field in answer.json["fields"]


def test_a_legal_basis_other_than_consent_needs_no_form(cast: Cast, desk: Desk) -> None:
    body = asked(cast, legal_basis="public_task", consent_version="", consent_at=None)
    assert desk.post("/api/residents", body).status_code == 201


def test_two_may_share_a_household(cast: Cast, desk: Desk) -> None:
    shared = str(cast.soonja.household_id)
    made = desk.post("/api/residents", asked(cast, household_id=shared, address=""))
    page = page_of(desk, made.json["id"])
    assert page["address"] == "경상북도 봉화군 춘양면 솔숲길 7"
    assert [one["name"] for one in page["housemates"]] == ["김순자"]


# -------------------------------------------------------------------- correcting


def test_only_what_was_sent_changes_and_the_index_keeps_step(
    hub: Hub, cast: Cast, desk: Desk
) -> None:
    path = f"/api/residents/{cast.soonja.id}"
    before = page_of(desk, cast.soonja.id)
    after = desk.ask("PATCH", path, {"version": 1, "name": "김순희", "phone": "010-1-9999"})
    assert after.status_code == 200
    assert after.json["name"] == "김순희"
    changed = {key for key in before if before[key] != after.json[key]}
    assert changed == {"name", "phone_masked", "version", "timeline"}
    for typed, number in (("김순희", 1), ("9999", 1), ("김순자", 0), ("6789", 0), ("4321", 1)):
        found = desk.post("/api/search", {"text": typed}).json["residents"]
        assert len(found) == number, typed
    assert entries_of(hub.engine, cast.soonja.id) == ["resident.viewed", "resident.edited"]


def test_the_slower_of_two_editors_is_told(cast: Cast, desk: Desk, sit: Sit) -> None:
    path = f"/api/residents/{cast.soonja.id}"
    assert desk.ask("PATCH", path, {"version": 1, "way_in": "뒷문"}).status_code == 200
    late = sit(cast.sera).ask("PATCH", path, {"version": 1, "notes": "…"})
    assert (late.status_code, late.json["error"]) == (409, "overtaken")


def test_consent_cannot_be_emptied(cast: Cast, desk: Desk) -> None:
    path = f"/api/residents/{cast.soonja.id}"
    answer = desk.ask("PATCH", path, {"version": 1, "consent_version": ""})
    assert "consent_version" in answer.json["fields"]


def test_contacts_are_added_changed_in_part_and_removed(cast: Cast, desk: Desk) -> None:
    path = f"/api/residents/{cast.soonja.id}/contacts"
    body = {
        "kind": "key_holder", "name": "최열쇠", "phone": "054-111-2222", "has_key": True
    }  # fmt: skip
    made = desk.post(path, body)
    assert made.status_code == 201
    one = f"{path}/{made.json['id']}"
    assert desk.ask("PATCH", one, {"version": 1, "relation": "이웃"}).status_code == 200
    late = desk.ask("PATCH", one, {"version": 1, "relation": "친구"})
    assert late.json["error"] == "overtaken"
    contact = page_of(desk, cast.soonja.id)["contacts"][-1]
    assert (contact["phone_masked"], contact["relation"]) == ("•••-•••-2222", "이웃")
    shown = desk.post(
        f"/api/residents/{cast.soonja.id}/reveal",
        {"what": "phone", "contact_id": contact["id"]},
    )
    assert shown.json["phone"] == "054-111-2222"
    assert desk.post("/api/search", {"text": "2222"}).json["residents"]
    other = f"/api/residents/{cast.chungil.id}/contacts/{made.json['id']}"
    assert desk.ask("DELETE", other, {"version": 2}).status_code == 404
    assert desk.ask("DELETE", one, {"version": 2}).status_code == 200
    assert not desk.post("/api/search", {"text": "2222"}).json["residents"]


def test_a_plan_is_followed_by_its_next_version(hub: Hub, cast: Cast, desk: Desk) -> None:
    path = f"/api/residents/{cast.soonja.id}/plan"
    kept = {"at": "10:00", "window_opens": "06:00", "grace_min": 60}
    new = {"at": "20:00", "window_opens": "17:00", "grace_min": 30}
    body = {
        "version": 1, "risk": "high", "check_ins": [new, kept], "day_limit_min": 300,
        "any_limit_min": None,
    }  # fmt: skip
    assert desk.ask("PUT", path, body).status_code == 200
    assert desk.ask("PUT", path, body).json["error"] == "overtaken"
    plan = page_of(desk, cast.soonja.id)["plan"]
    assert (plan["version"], plan["check_ins"], plan["day_limit_min"]) == (2, [kept, new], 300)
    with reading(hub.engine) as db:
        from telecare.records.plans import latest

        promises = latest(db, cast.soonja.id)
    assert promises is not None
    made = [one["made_at"] for one in promises.check_ins]
    assert made == [(NOON - timedelta(days=30)).isoformat(), NOON.isoformat()]


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        ({"check_ins": [{"at": "25:00", "window_opens": "06:00", "grace_min": 1}]}, "at"),
        ({"check_ins": [{"at": "9:00", "window_opens": "06:00", "grace_min": 1}]}, "at"),
        ({"check_ins": [{"at": "09:00", "window_opens": "09:00", "grace_min": 1}]}, "window"),
        ({"check_ins": [{"at": "09:00", "window_opens": "06:00", "grace_min": -1}]}, "grace"),
        (
            {"check_ins": [{"at": "09:00", "window_opens": "06:00", "grace_min": 1}] * 2},
            "check",
        ),
        ({"day_limit_min": 5}, "day_limit_min"),
        ({"any_limit_min": 100_000}, "any_limit_min"),
    ],
)
def test_a_plan_that_cannot_be_kept_is_refused(
    cast: Cast, desk: Desk, plan: dict[str, object], field: str
) -> None:
    path = f"/api/residents/{cast.soonja.id}/plan"
    answer = desk.ask("PUT", path, {"version": 1, "risk": "normal"} | plan)
    assert answer.status_code == 422
    assert any(field in name for name in answer.json["fields"])


def test_an_absence_is_recorded_shown_and_taken_back(cast: Cast, desk: Desk) -> None:
    path = f"/api/residents/{cast.soonja.id}/absences"
    start, end = NOON.isoformat(), (NOON + timedelta(days=3)).isoformat()
    made = desk.post(path, {"start": start, "end": end, "reason": "hospital"})
    assert [one["reason"] for one in page_of(desk, cast.soonja.id)["absences"]] == ["hospital"]
    assert desk.ask("DELETE", f"{path}/{made.json['id']}").status_code == 200
    assert desk.ask("DELETE", f"{path}/{made.json['id']}").status_code == 404
    assert page_of(desk, cast.soonja.id)["absences"] == []
    for wrong in (
        {"start": end, "end": start},
        {"start": start, "end": (NOON + timedelta(days=400)).isoformat()},
        {"start": "2026-11-01T00:00:00Z", "end": "2026-11-02T00:00:00Z"},
        {"start": "2026-11-22T00:00:00", "end": end},
    ):
        assert desk.post(path, wrong | {"reason": "travel"}).status_code == 422


# ------------------------------------------------------------------------ ending


def test_an_ended_service_stops_rules_and_devices_at_once(
    hub: Hub, cast: Cast, desk: Desk, alert: UUID
) -> None:
    path = f"/api/residents/{cast.soonja.id}"
    with transaction(hub.engine) as db:
        db.execute(
            update(WATCHES).where(WATCHES.c.resident_id == cast.soonja.id).values(urgent=True)
        )
    assert desk.post(f"{path}/end", {"version": 1, "reason": "deceased"}).status_code == 200
    with reading(hub.engine) as db:
        for table in (WATCHES, CONDITIONS):
            mine = select(table).where(table.c.resident_id == cast.soonja.id)
            assert db.execute(mine).first() is None
        listening = select(DEVICES).where(DEVICES.c.revoked_at.is_(None))
        assert db.execute(listening).first() is None
    page = page_of(desk, cast.soonja.id)
    assert (page["end_reason"], page["hearing"]) == ("deceased", "never")
    assert {device["state"] for device in page["devices"]} == {"revoked"}
    assert page["alerts"][0]["state"] == "open"  # one episode, one human
    for method, rest, body in (
        ("PATCH", "", {"version": 2, "notes": "x"}),
        ("POST", "/end", {"version": 2, "reason": "moved"}),
        ("PUT", "/plan", {"version": 1, "risk": "high"}),
        ("POST", "/devices", {"label": "거실"}),
    ):
        answer = desk.ask(method, path + rest, body)
        assert (answer.status_code, answer.json["error"]) == (409, "service_ended"), rest
    listed = desk.get("/api/residents").json["rows"]
    assert str(cast.soonja.id) not in {row["id"] for row in listed}
    both = desk.get("/api/residents?ended=1").json["rows"]
    assert str(cast.soonja.id) in {row["id"] for row in both}


# ----------------------------------------------------------------------- devices


def test_a_gateway_is_set_up_with_a_code_that_is_shown_once(cast: Cast, desk: Desk) -> None:
    sensors = [{"kind": "motion_kitchen", "label": "부엌", "power": "battery"}]
    path = f"/api/residents/{cast.chungil.id}/devices"
    made = desk.post(path, {"label": "거실", "sensors": sensors, "network": "KT"})
    assert made.status_code == 201
    assert len(made.json["code"]) == 9
    shown = page_of(desk, cast.chungil.id)["devices"]
    assert [device["kind"] for device in shown] == ["gateway", "motion_kitchen"]
    assert {device["state"] for device in shown} == {"never"}
    again = desk.post(f"/api/devices/{made.json['device_id']}/code")
    assert again.json["code"] != made.json["code"]
    gateway = f"/api/devices/{made.json['device_id']}/revoke"
    version = shown[0]["version"]
    assert desk.post(gateway, {"version": version + 7}).json["error"] == "overtaken"
    assert desk.post(gateway, {"version": version}).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"label": ""},
        {"label": "거실", "kind": "motion"},
        {"label": "거실", "sensors": [{"kind": "gateway", "label": "x", "power": "mains"}]},
        {"label": "거실", "sensors": [{"kind": "robot", "label": "x", "power": "mains"}]},
        {"label": "거실", "sensors": [{"kind": "button", "label": " ", "power": "mains"}]},
        {"label": "거실", "installed_at": "1800-01-01T00:00:00Z"},
    ],
)
def test_a_device_that_cannot_be_is_refused(
    cast: Cast, desk: Desk, body: dict[str, object]
) -> None:
    answer = desk.post(f"/api/residents/{cast.chungil.id}/devices", body)
    assert (answer.status_code, answer.json["error"]) == (422, "invalid")


# ------------------------------------------------------------------ lists, views


def test_the_list_asks_as_much_of_the_database_for_fifty_as_for_one(
    hub: Hub, cast: Cast, desk: Desk
) -> None:
    desk.get("/api/residents")
    with counting(hub.engine) as few:
        desk.get("/api/residents")
    for number in range(55):
        desk.post("/api/residents", asked(cast, name=f"이새롬{number}"))
    with counting(hub.engine) as many:
        page = desk.get("/api/residents").json
    assert (len(page["rows"]), page["total"], page["pages"]) == (50, 57, 2)
    assert len(desk.get("/api/residents?page=2").json["rows"]) == 7
    assert len(many) <= len(few) + 1  # the keys of the newcomers
    assert len(many) <= 14


def test_the_search_asks_as_much_for_twenty_as_for_one(
    hub: Hub, cast: Cast, desk: Desk
) -> None:
    for _ in range(25):
        desk.post("/api/residents", asked(cast))
    with counting(hub.engine) as said:
        found = desk.post("/api/search", {"text": "ㅇㅅㄹ"}).json["residents"]
    assert len(found) == 20
    assert len(said) <= 10


def test_an_opened_screen_leaves_one_entry_and_a_refresh_none(
    hub: Hub, cast: Cast, desk: Desk
) -> None:
    path = f"/api/residents/{cast.soonja.id}"
    desk.get(path, X_Purpose="handover")
    desk.get(path, X_Opened="0")
    desk.get(f"{path}/activity")
    desk.get(f"{path}/activity", X_Opened="0")
    assert entries_of(hub.engine, cast.soonja.id) == [
        "resident.viewed", "resident.activity_viewed",
    ]  # fmt: skip
    desk.get("/api/residents")
    desk.get("/api/residents", X_Opened="0")
    desk.post("/api/search", {"text": "김순자"})
    with reading(hub.engine) as db:
        rows = db.execute(select(ENTRIES).where(ENTRIES.c.what.startswith("register."))).all()
    assert [row.what for row in rows] == ["register.viewed", "register.searched"]
    assert set(rows[0].facts["residents"]) == {str(cast.soonja.id), str(cast.chungil.id)}
    assert rows[1].facts == {"residents": [str(cast.soonja.id)]}


def test_nobody_reads_a_record_unseen_by_calling_it_a_refresh(
    hub: Hub, cast: Cast, desk: Desk
) -> None:
    """What the browser says of itself opens no record without an entry."""
    for _ in range(2):
        desk.get(f"/api/residents/{cast.soonja.id}", X_Opened="0")
        desk.get(f"/api/residents/{cast.soonja.id}/activity", X_Opened="0")
    assert entries_of(hub.engine, cast.soonja.id) == ["resident.viewed"]


def test_the_list_is_narrowed_to_a_place_in_scope(cast: Cast, desk: Desk) -> None:
    assert desk.get(f"/api/residents?organisation={cast.chunyang}").json["total"] == 2
    assert desk.get(f"/api/residents?organisation={cast.andong}").status_code == 404
