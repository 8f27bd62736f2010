"""Signing in: two factors, a slow wrong guess, one session per cookie, a lock that masks."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pyotp
import pytest
import time_machine
from sqlalchemy import Engine, func, select, update

from telecare import clock
from telecare.actions import signin
from telecare.app import Hub, create_hub
from telecare.config import Settings
from telecare.db.engine import reading, transaction
from telecare.records.audit import ENTRIES
from telecare.records.sessions import SignIn
from telecare.records.staff import Staff
from tests.cast import NOON, PASSWORD, VAULT, Cast, context
from tests.doors.conftest import Desk

Sit = Callable[..., Desk]
SESSIONS = SignIn.__table__
STAFF = Staff.__table__


def enrol_totp(desk: Desk) -> pyotp.TOTP:
    """Add an authenticator at first sign-in."""
    secret = desk.post("/api/session/second-factor/totp").json["secret"]
    totp = pyotp.TOTP(secret)
    desk.renew(desk.post("/api/session/second-factor/totp/confirm", {"code": code(totp)}))
    return totp


def code(totp: pyotp.TOTP) -> str:
    return totp.at(int(clock.now().timestamp()))


def said(engine: Engine) -> list[str]:
    with reading(engine) as db:
        return list(db.scalars(select(ENTRIES.c.what).order_by(ENTRIES.c.id)))


# ---------------------------------------------------------------------- signing in


def test_a_browser_is_told_who_sits_there_even_when_nobody_does(nobody: Desk) -> None:
    answer = nobody.get("/api/session")
    assert (answer.status_code, answer.json["signed_in"]) == (200, False)
    assert (answer.json["staff"], answer.json["csrf"]) == (None, "")


def test_the_first_sign_in_adds_a_second_factor(
    hub: Hub, cast: Cast, nobody: Desk, at_noon: time_machine.Traveller
) -> None:
    begun = nobody.sign_in(cast.jimin, PASSWORD)
    assert begun.json["second_factor"] == "enrol"
    assert nobody.get("/api/board").json["error"] == "second_factor"
    totp = enrol_totp(nobody)
    assert nobody.get("/api/session").json["second_factor"] == "done"
    assert nobody.get("/api/board").status_code == 200
    nobody.ask("DELETE", "/api/session")
    assert nobody.get("/api/board").json["error"] == "signed_out"
    at_noon.shift(timedelta(minutes=1))
    assert nobody.sign_in(cast.jimin, PASSWORD).json["second_factor"] == "needed"
    assert nobody.post("/api/session/totp", {"code": "000000"}).json["error"] == "wrong_code"
    used = code(totp)
    nobody.renew(nobody.post("/api/session/totp", {"code": used}))
    assert nobody.get("/api/board").status_code == 200
    assert {
        "session.begun",
        "staff.totp_added",
        "session.strengthened",
        "session.ended",
    } <= set(said(hub.engine))


def test_a_code_opens_once(cast: Cast, nobody: Desk, at_noon: time_machine.Traveller) -> None:
    nobody.sign_in(cast.jimin, PASSWORD)
    totp = enrol_totp(nobody)
    replayed = code(totp)
    nobody.sign_in(cast.jimin, PASSWORD)
    answer = nobody.post("/api/session/totp", {"code": replayed})
    assert (answer.status_code, answer.json["error"]) == (401, "wrong_code")


def test_a_password_thief_cannot_add_a_second_factor_of_their_own(
    cast: Cast, hub: Hub, nobody: Desk
) -> None:
    nobody.sign_in(cast.jimin, PASSWORD)
    enrol_totp(nobody)
    thief = Desk(hub.app.test_client())
    thief.sign_in(cast.jimin, PASSWORD)
    for path in ("totp", "passkey/options"):
        answer = thief.post(f"/api/session/second-factor/{path}")
        assert (answer.status_code, answer.json["error"]) == (403, "second_factor")


def test_a_made_up_passkey_is_refused_in_words(cast: Cast, nobody: Desk) -> None:
    nobody.sign_in(cast.jimin, PASSWORD)
    options = nobody.post("/api/session/second-factor/passkey/options").json["publicKey"]
    assert options["rp"]["name"] == "Telecare"
    assert options["user"]["name"] == "jimin"
    for credential in ({}, {"id": 1}, {"id": "aa", "rawId": "aa", "response": {}}):
        made = nobody.post("/api/session/second-factor/passkey", {"credential": credential})
        assert (made.status_code, made.json["error"]) == (401, "wrong_passkey"), credential
        shown = nobody.post("/api/session/passkey", {"credential": credential})
        assert (shown.status_code, shown.json["error"]) == (401, "wrong_passkey")


def test_the_cookie_is_renewed_hidden_from_scripts_and_kept_only_as_a_hash(
    hub: Hub, cast: Cast, nobody: Desk
) -> None:
    first = nobody.sign_in(cast.jimin, PASSWORD).headers["Set-Cookie"]
    assert "HttpOnly" in first
    assert "SameSite=Strict" in first
    enrol_totp(nobody)
    second = nobody.sign_in(cast.jimin, PASSWORD).headers["Set-Cookie"]
    token = second.split("=")[1].split(";")[0]
    assert token not in first
    with reading(hub.engine) as db:
        kept = db.execute(select(SESSIONS)).all()
    assert len(kept) == 1
    assert token not in repr(kept[0])


def test_by_https_the_cookie_is_bound_to_this_very_host(
    engine: Engine, cast: Cast, secure: Settings, at_noon: time_machine.Traveller
) -> None:
    hub = create_hub(secure, engine=engine, vault=VAULT)
    desk = Desk(hub.app.test_client())
    answer = desk.sign_in(cast.jimin, PASSWORD)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-telecare=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    hub.writer.close()


def test_a_session_ends_after_twelve_hours(
    cast: Cast, sit: Sit, at_noon: time_machine.Traveller
) -> None:
    desk = sit(cast.jimin)
    at_noon.shift(timedelta(hours=11, minutes=59))
    assert desk.get("/api/session").json["signed_in"] is True
    at_noon.shift(timedelta(minutes=1))
    assert desk.get("/api/session").json["signed_in"] is False


# ------------------------------------------------------------------------- guessing


def test_guessing_slows_down_wherever_it_comes_from(
    hub: Hub, cast: Cast, at_noon: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signin, "password_fits", lambda _hash, given: given == PASSWORD)
    waits = []
    for number in range(10):
        desk = Desk(hub.app.test_client())
        answer = desk.sign_in(cast.jimin, f"guess {number}")
        assert answer.json["error"] in {"wrong_sign_in", "slow_down"}
        with reading(hub.engine) as db:
            until = db.scalar(select(STAFF.c.locked_until).where(STAFF.c.login == "jimin"))
        if until is not None:
            right = desk.sign_in(cast.jimin, PASSWORD)
            assert (right.status_code, right.json["error"]) == (429, "slow_down")
            assert right.headers["Retry-After"]
            waits.append(until - clock.now())
            at_noon.move_to(until)
    assert len(waits) >= 4
    assert waits == sorted(waits)
    assert Desk(hub.app.test_client()).sign_in(cast.jimin, PASSWORD).status_code == 200


def test_guesses_sent_at_once_are_counted_one_by_one(
    hub: Hub, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty requests that were all read before the first failure was written."""
    together = threading.Barrier(20)

    def slow(_hash: str, given: str) -> bool:
        together.wait(30)
        return given == PASSWORD

    monkeypatch.setattr(signin, "password_fits", slow)

    def guess(number: int) -> int:
        return Desk(hub.app.test_client()).sign_in(cast.jimin, f"guess {number}").status_code

    with ThreadPoolExecutor(20) as browsers:
        answers = Counter(browsers.map(guess, range(20)))

    assert answers == {401: signin.FREE_FAILURES + 1, 429: 19 - signin.FREE_FAILURES}


def test_the_password_does_not_buy_more_guesses_of_the_code(
    cast: Cast, nobody: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signin, "password_fits", lambda _hash, given: given == PASSWORD)
    nobody.sign_in(cast.jimin, PASSWORD)
    enrol_totp(nobody)
    answers = []
    for _ in range(4):
        nobody.sign_in(cast.jimin, PASSWORD)
        answers += [
            nobody.post("/api/session/totp", {"code": "no code"}).json["error"]
            for _ in range(4)
        ]

    assert answers.count("wrong_code") == signin.FREE_FAILURES + 1


def test_an_unknown_name_is_refused_like_a_wrong_password(cast: Cast, nobody: Desk) -> None:
    known = nobody.post("/api/session", {"login": "jimin", "password": "wrong"})
    unknown = nobody.post("/api/session", {"login": "nobody", "password": "wrong"})
    assert (known.status_code, known.json) == (unknown.status_code, unknown.json)


def test_an_ended_account_no_longer_opens(hub: Hub, cast: Cast, nobody: Desk) -> None:
    with transaction(hub.engine) as db:
        db.execute(update(STAFF).where(STAFF.c.login == "jimin").values(ended_at=NOON))
    assert nobody.sign_in(cast.jimin, PASSWORD).json["error"] == "wrong_sign_in"


# ----------------------------------------------------------------------------- lock


def test_a_locked_console_opens_with_the_password_only(hub: Hub, cast: Cast, sit: Sit) -> None:
    desk = sit(cast.jimin)
    locked = desk.post("/api/session/lock")
    assert (locked.json["locked"], locked.json["staff"]["name"]) == (True, "")
    desk.post("/api/session/seen")
    assert desk.get("/api/session").json["locked"] is True
    assert desk.post("/api/session/unlock", {"password": "x"}).json["error"] == "wrong_sign_in"
    opened = desk.post("/api/session/unlock", {"password": PASSWORD})
    assert (opened.json["locked"], opened.json["staff"]["name"]) == (False, "한지민")
    assert said(hub.engine)[-3:] == ["session.locked", "session.refused", "session.unlocked"]


def test_the_language_a_person_reads_is_kept(cast: Cast, sit: Sit) -> None:
    desk = sit(cast.jimin)
    assert desk.ask("PUT", "/api/session/language", {"language": "en"}).status_code == 200
    assert desk.get("/api/session").json["staff"]["language"] == "en"
    assert desk.ask("PUT", "/api/session/language", {"language": "fr"}).status_code == 422


# ------------------------------------------------------------------- the demo's waiver


def test_a_waived_second_factor_counts_in_the_demo_only(
    engine: Engine, cast: Cast, settings: Settings, at_noon: time_machine.Traveller
) -> None:
    with transaction(engine) as db:
        waived = update(STAFF).where(STAFF.c.login == "jimin")
        db.execute(waived.values(second_factor_waived=True))
    demo = Settings(database_url=settings.database_url, demo=True)
    for chosen, factor in ((settings, "enrol"), (demo, "done")):
        hub = create_hub(chosen, engine=engine, vault=VAULT)
        desk = Desk(hub.app.test_client())
        assert desk.sign_in(cast.jimin, PASSWORD).json["second_factor"] == factor
        hub.writer.close()


# ------------------------------------------------------------------ one-time codes


def test_an_account_is_opened_by_its_owner_with_a_one_time_code(
    cast: Cast, sit: Sit, nobody: Desk
) -> None:
    desk = sit(cast.haneul)
    body = {
        "login": "Bora", "name": "한보라", "role": "caseworker",
        "organisation_id": str(cast.bonghwa),
    }  # fmt: skip
    made = desk.post("/api/staff", body)
    assert made.status_code == 201
    assert "password" not in made.json
    wrong = {"code": made.json["code"], "login": "jimin", "password": "넉넉히 긴 비밀번호 하나"}
    assert nobody.post("/api/setup", wrong).json["error"] == "setup_code_wrong"
    right = wrong | {"login": "bora"}
    short = nobody.post("/api/setup", right | {"password": "short"})
    assert "password" in short.json["fields"]
    assert nobody.post("/api/setup", right).status_code == 200
    assert nobody.post("/api/setup", right).json["error"] == "setup_code_wrong"
    begun = nobody.post("/api/session", {"login": "bora", "password": right["password"]})
    assert begun.json["second_factor"] == "enrol"


def test_the_first_administrator_is_made_once(
    engine: Engine, settings: Settings, at_noon: time_machine.Traveller
) -> None:
    from telecare.actions import people
    from telecare.records import organisations

    with transaction(engine) as db:
        organisations.load_gyeongbuk(db)
        made = people.new_admin_code(db, now=NOON)
    assert made is not None
    hub = create_hub(settings, engine=engine, vault=VAULT)
    desk = Desk(hub.app.test_client())
    body = {
        "code": made.code.lower(), "login": "root", "name": "첫 관리자",
        "password": "넉넉히 긴 비밀번호 하나",
    }  # fmt: skip
    assert desk.post("/api/setup", body).status_code == 200
    assert desk.post("/api/setup", body | {"login": "second"}).status_code == 410
    answer = desk.post("/api/session", {"login": "root", "password": body["password"]})
    assert answer.json["staff"]["role"] == "administrator"
    with transaction(engine) as db:
        assert people.new_admin_code(db, now=NOON) is None
    hub.writer.close()


# ---------------------------------------------------------------------------- office


def test_an_administrator_changes_resets_and_ends_accounts(
    hub: Hub, cast: Cast, sit: Sit
) -> None:
    desk, sera = sit(cast.haneul), sit(cast.sera)
    path = f"/api/staff/{cast.sera.id}"
    renamed = desk.ask("PATCH", path, {"version": 1, "name": "오세리"})
    assert (renamed.json["name"], renamed.json["version"]) == ("오세리", 2)
    assert desk.ask("PATCH", path, {"version": 1, "name": "x"}).json["error"] == "overtaken"
    assert sera.get("/api/board").status_code == 200
    desk.ask("PATCH", path, {"version": 2, "role": "supervisor"})
    assert sera.get("/api/board").status_code == 401  # a new role begins with a new sign-in
    again = desk.post(f"{path}/reset")
    assert again.json["code"]
    ended = desk.ask("PATCH", path, {"version": 4, "ended": True})
    assert ended.json["ended_at"] is not None
    own = f"/api/staff/{cast.haneul.id}"
    assert desk.ask("PATCH", own, {"version": 1, "ended": True}).json["error"] == "forbidden"
    rows = {row["login"]: row for row in desk.get("/api/staff").json["rows"]}
    assert set(rows) == {worker.login for worker in cast.workers}
    assert rows["jimin"]["second_factor"] is False


def test_the_tree_is_ones_own_place_with_what_is_above_and_below(cast: Cast, sit: Sit) -> None:
    rows = sit(cast.jimin).get("/api/organisations").json["rows"]
    assert [row["name"]["ko"] for row in rows] == ["경상북도", "봉화군", "춘양면", "솔숲의원"]


def test_the_audit_is_read_by_page_and_leaves_its_own_entry(
    hub: Hub, cast: Cast, sit: Sit
) -> None:
    desk = sit(cast.jimin)
    for _ in range(120):
        desk.get(f"/api/residents/{cast.soonja.id}")
    officer = sit(cast.nari)
    first = officer.get(f"/api/audit?resident={cast.soonja.id}").json
    assert len(first["rows"]) == 100
    assert {row["who"] for row in first["rows"]} == {"한지민"}
    assert {row["said"]["ko"] for row in first["rows"]} == {"봄: 대상자 파일"}
    assert {row["purpose"]["en"] for row in first["rows"]} == {"Care"}
    rest = officer.get(f"/api/audit?resident={cast.soonja.id}&before={first['before']}").json
    assert (len(rest["rows"]), rest["before"]) == (20, None)  # the look itself is newer
    assert said(hub.engine).count("audit.viewed") == 2
    assert officer.get("/api/audit?before=x").status_code == 422
    assert officer.get("/api/audit?resident=x").status_code == 404


def test_a_far_countys_audit_stays_there(hub: Hub, cast: Cast, sit: Sit) -> None:
    sit(cast.oeji).get("/api/residents")
    with transaction(hub.engine) as db:
        db.execute(
            update(STAFF).where(STAFF.c.login == "nari").values(organisation_id=cast.bonghwa)
        )
        assert context(db).db.scalar(select(func.count()).select_from(ENTRIES))
    rows = sit(cast.nari).get("/api/audit").json["rows"]
    assert "강외지" not in {row["who"] for row in rows}


def test_whom_we_thank_can_be_read_by_anybody(nobody: Desk) -> None:
    rows = nobody.get("/api/credits").json["rows"]
    assert "Creative Commons" in rows[0]["licence_text"]
    assert "Surrey and Borders" in rows[0]["acknowledgement"]
