"""Every door says who may enter; every refusal has one shape; a stranger learns nothing."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Engine, func, select

from telecare.actions import people
from telecare.actions.people import NewStaff
from telecare.app import Hub
from telecare.config import Settings
from telecare.db.engine import reading, transaction
from telecare.records.audit import ENTRIES
from telecare.records.staff import Role
from telecare.web import guard
from tests.cast import VAULT, Cast, Worker, context
from tests.doors.conftest import Desk
from tests.doors.well_formed import BODIES, LEASE, OTHERS, PRINT, RING

Sit = Callable[..., Desk]

ID = re.compile(r"<uuid:(\w+)>")
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
MAY_BE_NONE = {  # what only its owner has, and nobody of the walk has one
    "/api/calls/mine", "/api/calls/<uuid:call_id>", "/api/calls/<uuid:call_id>/note",
    "/api/session/portrait", "/api/handovers/<uuid:handover_id>",
    "/api/transfers/<uuid:transfer_id>/places",
}  # fmt: skip


def routes(app: Flask) -> list[tuple[str, str, guard.Mark]]:
    """Every (method, rule, mark) of the hub's own API."""
    found = []
    for rule in app.url_map.iter_rules():
        mark = guard.mark_of(app.view_functions[rule.endpoint])
        assert mark is not None
        methods = (rule.methods or set()) & (UNSAFE | {"GET"})
        found += [(method, rule.rule, mark) for method in methods]
    return sorted(found, key=lambda one: one[:2])


@pytest.fixture
def ids(cast: Cast, alert: UUID, incident: UUID) -> dict[str, UUID]:
    """The records of Bonghwa that the routes' names stand for."""
    return {
        "alert_id": alert,
        "incident_id": incident,
        "resident_id": cast.soonja.id,
        "contact_id": cast.soonja.contact_id,
        "absence_id": uuid4(),
        "relationship_id": uuid4(),
        "device_id": cast.soonja.devices["gateway"],
        "staff_id": cast.sera.id,
        "call_id": uuid4(),
        "task_id": uuid4(),
        "visit_id": uuid4(),
        "suppression_id": uuid4(),
        "handover_id": uuid4(),
        "transfer_id": uuid4(),
        "line_id": uuid4(),
        "appointment_id": uuid4(),
        "address_id": uuid4(),
        "notification_id": uuid4(),
        "provider_id": uuid4(),
        "duty_id": uuid4(),
        "override_id": uuid4(),
        "swap_id": uuid4(),
        "holiday_id": uuid4(),
        "feed_id": cast.bonghwa,
        "organisation_id": cast.bonghwa,
    }


def filled(rule: str, ids: dict[str, UUID]) -> str:
    path = ID.sub(lambda found: str(ids[found[1]]), rule)
    path = path.replace("<severity>", "P1").replace("<table>", "late")
    return f"{path}?after=0" if rule.endswith("/changes") else path


# ----------------------------------------------------------------- who may enter


def test_an_app_with_an_unguarded_door_does_not_start(engine: Engine) -> None:
    app = Flask("telecare")
    guard.install(app, engine, VAULT, Settings())
    app.add_url_rule("/api/open", view_func=lambda: "")
    with pytest.raises(RuntimeError, match="/api/open"):
        guard.require_marks(app)


def test_every_route_that_names_a_record_is_walked(hub: Hub) -> None:
    unsafe = {(method, rule) for method, rule, _ in routes(hub.app) if ID.search(rule)}
    assert {one for one in unsafe if one[0] in UNSAFE} == set(BODIES)


def test_a_stranger_finds_no_record_behind_any_door(
    hub: Hub, cast: Cast, sit: Sit, ids: dict[str, UUID]
) -> None:
    """Law 9: 404, never 403, for whoever works elsewhere, in every role."""
    desks = {role: sit(worker) for role, worker in strangers(hub.engine, cast).items()}
    before = entries(hub.engine)
    for method, rule, mark in routes(hub.app):
        if not ID.search(rule):
            continue
        for role in mark.roles:
            answer = desks[role].ask(method, filled(rule, ids), BODIES.get((method, rule)))
            assert (answer.status_code, answer.json["error"]) == (404, "not_yours"), (
                method, rule, role,
            )  # fmt: skip
    assert entries(hub.engine) == before


def test_a_door_opens_for_its_roles_and_for_no_other(
    hub: Hub, cast: Cast, sit: Sit, ids: dict[str, UUID]
) -> None:
    """The walk over role × endpoint, at home: nobody is refused by role who is allowed."""
    desks = {worker.actor.role: sit(worker) for worker in insiders(cast)}
    for method, rule, mark in routes(hub.app):
        if not rule.startswith("/api/") or not mark.roles or rule.startswith("/api/session"):
            continue
        for role, desk in desks.items():
            body = (BODIES | OTHERS).get((method, rule))
            if rule == RING and role is Role.CLINICIAN:
                body = {"purpose": "care", "fingerprint": PRINT}  # the other is no clinician's
            code = desk.ask(method, filled(rule, ids), body).status_code
            if role in mark.roles:
                assert code not in {401, 403, 405, 415, 423, 500}, (method, rule, role, code)
            else:
                assert code == 403, (method, rule, role, code)


def test_nobody_signed_in_is_told_to_sign_in(
    hub: Hub, nobody: Desk, ids: dict[str, UUID]
) -> None:
    for method, rule, mark in routes(hub.app):
        if not mark.roles:
            continue
        if rule.startswith("/api/session"):
            continue
        answer = nobody.ask(method, filled(rule, ids), (BODIES | OTHERS).get((method, rule)))
        assert (answer.status_code, answer.json["error"]) == (401, "signed_out"), rule


def test_a_password_alone_opens_no_record(
    hub: Hub, cast: Cast, sit: Sit, ids: dict[str, UUID]
) -> None:
    desk = sit(cast.jimin, strong=False)
    for method, rule, mark in routes(hub.app):
        if not mark.roles or mark.weak or "caseworker" not in mark.roles:
            continue
        answer = desk.ask(method, filled(rule, ids), (BODIES | OTHERS).get((method, rule)))
        assert (answer.status_code, answer.json["error"]) == (403, "second_factor"), rule


def test_a_clinician_sees_whom_they_care_for_and_nobody_else(cast: Cast, sit: Sit) -> None:
    desk = sit(cast.doyun)
    assert desk.get(f"/api/residents/{cast.soonja.id}").status_code == 200
    assert desk.get(f"/api/residents/{cast.chungil.id}").status_code == 404


# ------------------------------------------------------------------- one shape


@pytest.mark.parametrize(
    ("method", "path", "status", "error"),
    [
        ("GET", "/api/residents/no-such-id", 404, "not_found"),
        ("GET", "/api/nothing-here", 404, "not_found"),
        ("DELETE", "/api/board", 405, "http_405"),
        ("GET", f"/api/residents/{UUID(int=1)}", 404, "not_yours"),
        ("GET", "/api/residents?page=0", 422, "invalid"),
        ("GET", "/api/residents?page=99999999999999999999", 422, "invalid"),
        ("GET", "/api/residents?organisation=x", 404, "not_yours"),
        ("GET", "/api/board?view=all", 422, "invalid"),
        ("GET", f"/api/feeds/{UUID(int=1)}/changes?after={10**30}", 422, "invalid"),
        ("GET", f"/api/feeds/{UUID(int=1)}/changes?after=-1", 422, "invalid"),
        ("POST", "/api/residents", 415, "not_json"),
    ],
)
def test_every_refusal_has_the_same_shape(
    cast: Cast, sit: Sit, method: str, path: str, status: int, error: str
) -> None:
    answer = sit(cast.jimin).ask(method, path)
    assert (answer.status_code, answer.json["error"]) == (status, error)
    assert answer.json["message"].endswith(".")
    assert re.search("[가-힣]", answer.json["message_ko"])


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"text": 1}', b'{"text": "\\u0000"}',
        b'{"text": "a", "more": 1}', b"[" * 5_000, b'{"text": "\\ud800"}',
    ],
)  # fmt: skip
def test_a_body_that_cannot_be_read_is_invalid(cast: Cast, sit: Sit, body: bytes) -> None:
    desk = sit(cast.jimin)
    answer = desk.send(
        "POST", "/api/search", data=body, content_type="application/json",
        headers={"X-CSRF": desk.csrf},
    )  # fmt: skip
    assert (answer.status_code, answer.json["error"]) == (422, "invalid")
    assert answer.json["fields"]


NASTY: tuple[object, ...] = (
    None, True, -1, 2**31, 2**200, 1.5, "", " ", "\x00", "\u200b", "x" * 100_000, [], [None],
    {}, {"": ""}, "0001-01-01T00:00:00+09:00", "9999-12-31T23:59:59-12:00", "2026-11-22",
    "2026-11-22T03:00:00", "not-an-id", LEASE, "P1", "김순자",
)  # fmt: skip


def test_no_body_makes_an_error_of_ours(
    hub: Hub, cast: Cast, sit: Sit, ids: dict[str, UUID]
) -> None:
    """Every field of every body, sent with every value nobody should send."""
    desks = {worker.actor.role: sit(worker) for worker in insiders(cast)}
    for method, rule, mark in routes(hub.app):
        if mark.body is None or rule.startswith("/api/session"):
            continue
        desk = next((desks[role] for role in mark.roles if role in desks), desks["caseworker"])
        good = (BODIES | OTHERS).get((method, rule), {})
        assert isinstance(good, dict)
        for field in mark.body.__struct_fields__:
            for value in NASTY:
                answer = desk.ask(method, filled(rule, ids), good | {field: value})
                assert answer.status_code < 500, (method, rule, field, value)


def test_a_field_is_named_with_a_sentence_in_both_languages(cast: Cast, sit: Sit) -> None:
    answer = sit(cast.jimin).post(
        f"/api/residents/{cast.soonja.id}/plan".replace("/plan", "/end"),
        {"version": 2**70, "reason": "moved"},
    )
    assert answer.status_code == 422
    assert set(answer.json["fields"]["version"]) == {"ko", "en"}


def test_an_unexpected_error_shows_a_number_and_logs_no_word_of_a_person(
    hub: Hub, cast: Cast, sit: Sit, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    from telecare.boards import register

    def breaks(*_: object) -> None:
        raise LookupError(cast.soonja.name)

    monkeypatch.setattr(register, "search", breaks)
    before = entries(hub.engine)
    answer = sit(cast.jimin).post("/api/search", {"text": cast.soonja.name})
    assert answer.status_code == 500
    assert answer.json["incident"] in caplog.text
    assert "LookupError" in caplog.text
    assert cast.soonja.name not in caplog.text
    assert entries(hub.engine) == before + 1  # only that somebody sat down


# ------------------------------------------------------------ CSRF, origin, lock


def test_an_unsafe_request_needs_the_word_of_its_session(cast: Cast, sit: Sit) -> None:
    desk = sit(cast.jimin)
    other = sit(cast.sera)
    for csrf in ("", "x", other.csrf):
        answer = desk.post("/api/search", {"text": "김순자"}, X_CSRF=csrf)
        assert (answer.status_code, answer.json["error"]) == (403, "cross_site")
    assert desk.post("/api/search", {"text": "김순자"}).status_code == 200


def test_another_sites_page_cannot_post(cast: Cast, sit: Sit, nobody: Desk) -> None:
    desk = sit(cast.jimin)
    for origin in ("https://evil.example", "null", "http://localhost:81"):
        answer = desk.post("/api/search", {"text": "김순자"}, Origin=origin)
        assert answer.json["error"] == "cross_site", origin
    assert desk.post("/api/search", {"text": "a"}, Origin="http://localhost").status_code == 200
    tried = nobody.post(
        "/api/session", {"login": "jimin", "password": "x"}, Origin="https://evil.example"
    )
    assert tried.json["error"] == "cross_site"


def test_an_idle_console_masks_names_and_blocks_verbs(
    cast: Cast, sit: Sit, alert: UUID, at_noon: time_machine.Traveller
) -> None:
    desk = sit(cast.jimin)
    at_noon.shift(timedelta(seconds=301))
    board = desk.get("/api/board").json
    row = next(row for row in board["rows"] if row["id"] == str(alert))
    assert row["resident"]["name"] == ""
    assert row["severity"] == "P2"
    assert row["because"]["en"]
    assert desk.get("/api/session").json["locked"] is True
    verb = desk.post(f"/api/alerts/{alert}/claim", {"version": 1})
    assert (verb.status_code, verb.json["error"]) == (423, "locked")
    assert desk.get(f"/api/residents/{cast.soonja.id}").status_code == 423


def test_a_hand_on_the_browser_keeps_it_open_and_a_poll_does_not(
    cast: Cast, sit: Sit, at_noon: time_machine.Traveller
) -> None:
    desk, watched = sit(cast.jimin), sit(cast.sera)
    for _ in range(3):
        at_noon.shift(timedelta(seconds=200))
        desk.post("/api/session/seen")
        watched.get("/api/board")
    assert desk.get("/api/session").json["locked"] is False
    assert watched.get("/api/session").json["locked"] is True


# ---------------------------------------------------------------------- headers


def test_every_answer_carries_the_headers_and_no_record_is_kept(
    cast: Cast, sit: Sit, nobody: Desk
) -> None:
    for answer in (sit(cast.jimin).get("/api/board"), nobody.get("/api/board")):
        csp = answer.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in csp
        assert "unsafe-inline" not in csp
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"


# ------------------------------------------------------------------ views, law 12


def test_a_get_changes_nothing_but_the_audit(
    hub: Hub, cast: Cast, sit: Sit, ids: dict[str, UUID]
) -> None:
    desks = {worker.actor.role: sit(worker) for worker in insiders(cast)}
    before = everything(hub.engine)
    for method, rule, mark in routes(hub.app):
        if method == "GET" and rule.startswith("/api/") and mark.roles:
            desk = next(desks[role] for role in mark.roles if role in desks)
            wanted = 404 if rule in MAY_BE_NONE else 200
            assert desk.get(filled(rule, ids)).status_code == wanted, rule
    assert everything(hub.engine) == before


# --------------------------------------------------------------------------- kit


def insiders(cast: Cast) -> list[Worker]:
    return [cast.jimin, cast.suhyeon, cast.doyun, cast.haneul, cast.nari]


def strangers(engine: Engine, cast: Cast) -> dict[Role, Worker]:
    """Somebody of Andong in every role."""
    made = {}
    with transaction(engine) as db:
        ctx = context(db, cast.haneul)
        for role in Role:
            new = NewStaff(f"andong-{role.value}", "안동 사람", role, cast.andong)
            code = people.create_staff(ctx, new)
            assert code.staff_id is not None
            made[role] = replace(cast.oeji, id=code.staff_id, login=new.login)
    return made


def entries(engine: Engine) -> int:
    with reading(engine) as db:
        return db.scalar(select(func.count()).select_from(ENTRIES)) or 0


def everything(engine: Engine) -> dict[str, list[str]]:
    """Every row but those of the audit, and of who was seen when."""
    from telecare.records import tables

    with reading(engine) as db:
        return {
            table.name: sorted(map(repr, db.execute(select(table)).all()))
            for table in tables.metadata().sorted_tables
            if table.name not in {"audit_entry", "audit_chain", "session"}
        }
