"""A clinical note: saved as it is typed, signed by a passkey, and checked for ever."""

import json
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from click.testing import CliRunner, Result
from sqlalchemy import Engine, func, select, text, update
from sqlalchemy.exc import DBAPIError

from telecare.care.consultation import Outcome, Purpose, Side
from telecare.cli.main import main
from telecare.db.engine import reading, transaction
from telecare.records import audit, consultations
from telecare.records.audit import ENTRIES
from telecare.records.clinic import CONFIRMED, NOTES, SIGNATURES
from telecare.records.keys import KeyRing
from telecare.records.staff import Role, Staff
from tests.cast import NOON, VAULT, Cast
from tests.doors.conftest import Desk
from tests.doors.consultations import ask_to_sign, held, sign, with_passkey, write
from tests.doors.test_passkey import Authenticator, unb64
from tests.stories.operator import SITE_KEY

Sit = Callable[..., Desk]
FIRST = "S) 어제 저녁부터 계단에서 숨이 참. 가슴 통증 없음."
SECOND = FIRST + "\nP) 3일 뒤 다시 봄."


@pytest.fixture
def desk(cast: Cast, sit: Sit) -> Desk:
    """Doyun at his desk."""
    return sit(cast.doyun)


@pytest.fixture
def call(engine: Engine, cast: Cast) -> UUID:
    """His consultation with Soonja."""
    return held(engine, cast, cast.doyun)


@pytest.fixture
def key(desk: Desk) -> Authenticator:
    """His security key."""
    return with_passkey(desk)


def note_of(desk: Desk, call: UUID) -> Any:  # noqa: ANN401
    return desk.get(f"/api/calls/{call}/note").json


# ------------------------------------------------------------------------ writing


def test_every_save_is_a_version_and_the_first_stays(
    engine: Engine, desk: Desk, call: UUID
) -> None:
    assert (note_of(desk, call)["version"], note_of(desk, call)["text"]) == (0, "")
    assert write(desk, call, FIRST).json == {"version": 1, "saved_at": "2026-11-22T03:00:00Z"}
    assert write(desk, call, SECOND, 1).json["version"] == 2
    now = note_of(desk, call)
    assert (now["version"], now["text"], now["signed"]) == (2, SECOND, [])
    with reading(engine) as db:
        kept = db.execute(select(NOTES).order_by(NOTES.c.version)).all()
        ring = KeyRing(db, VAULT)
        said = [
            ring.open(one.text, table="clinical_note", column="text", row=one.id)
            for one in kept
        ]
        assert said == [FIRST, SECOND]
        assert FIRST.encode() not in kept[0].text


def test_an_autosave_sent_again_finds_its_own_version(
    engine: Engine, desk: Desk, call: UUID
) -> None:
    first = write(desk, call, FIRST)
    assert write(desk, call, FIRST).json == first.json  # its answer was lost
    assert write(desk, call, FIRST, 1).json == first.json  # nothing new was typed
    with reading(engine) as db:
        assert db.scalar(select(func.count()).select_from(NOTES)) == 1
        saved = select(func.count()).where(ENTRIES.c.what == "note.saved")
        assert db.scalar(saved) == 1


def test_of_two_screens_the_slower_is_overtaken(desk: Desk, call: UUID) -> None:
    write(desk, call, FIRST)
    for after in (0, 2, -1):
        answer = write(desk, call, "다른 화면에서 쓴 글", after)
        assert (answer.status_code, answer.json["error"]) == (409, "overtaken")
    assert note_of(desk, call)["text"] == FIRST


def test_a_note_has_an_end(desk: Desk, call: UUID) -> None:
    assert write(desk, call, "가" * 20_000).status_code == 200
    answer = write(desk, call, "가" * 20_001, 1)
    assert (answer.status_code, set(answer.json["fields"])) == (422, {"text"})


def test_who_did_not_hold_the_consultation_finds_no_note(
    engine: Engine, cast: Cast, sit: Sit, call: UUID
) -> None:
    with transaction(engine) as db:  # a colleague of the clinic, and a stranger
        for worker, place in ((cast.sera, cast.clinic), (cast.oeji, cast.andong)):
            db.execute(
                update(Staff)
                .where(Staff.id == worker.id)
                .values(role=Role.CLINICIAN, organisation_id=place)
            )
    for worker in (cast.sera, cast.oeji):
        other = sit(worker)
        for answer in (
            other.get(f"/api/calls/{call}/note"), write(other, call, "x"),
            ask_to_sign(other, call, 1), other.post(f"/api/calls/{call}/consent"),
        ):  # fmt: skip
            assert (answer.status_code, answer.json["error"]) == (404, "not_yours")


@pytest.mark.parametrize("name", ["jimin", "suhyeon", "haneul", "nari"])
def test_only_a_clinician_writes_notes(cast: Cast, sit: Sit, call: UUID, name: str) -> None:
    other = sit(getattr(cast, name))
    for answer in (
        other.get(f"/api/calls/{call}/note"), write(other, call, "x"),
        ask_to_sign(other, call, 1), other.post(f"/api/calls/{call}/consent"),
        other.post(f"/api/calls/{call}/note/sign", {"statement": "", "credential": {}}),
    ):  # fmt: skip
        assert (answer.status_code, answer.json["error"]) == (403, "forbidden")


def test_a_welfare_call_has_no_clinical_note(engine: Engine, cast: Cast, desk: Desk) -> None:
    welfare = held(engine, cast, cast.doyun, purpose=Purpose.WELFARE, gate_id=None)
    assert write(desk, welfare, "x").json["error"] == "not_yours"
    assert write(desk, uuid4(), "x").json["error"] == "not_yours"


def test_an_institution_reads_its_own_notes_only(
    engine: Engine, cast: Cast, sit: Sit, desk: Desk, call: UUID
) -> None:
    write(desk, call, FIRST)
    write(desk, call, SECOND, 1)
    path = f"/api/residents/{cast.soonja.id}/clinical-notes"
    (row,) = desk.get(path).json["rows"]
    assert (row["version"], row["text"], row["by"]) == (2, SECOND, cast.doyun.name)
    with transaction(engine) as db:  # a clinician of the county also sees Soonja …
        db.execute(update(Staff).where(Staff.id == cast.jimin.id).values(role=Role.CLINICIAN))
    assert sit(cast.jimin).get(path).json["rows"] == []  # … but not another's chart


def test_what_both_ends_measured_stands_with_the_consultation(
    engine: Engine, cast: Cast, desk: Desk, call: UUID
) -> None:
    """Loss is the mean of the reports; what happened in them is added up."""
    still = {"round_trip_ms": None, "received_kbps": None, "width": None, "height": None}
    reports = (
        (Side.CALLER, 0.1, 0, 0), (Side.CALLER, 0.6, 1, 0),
        (Side.RESIDENT, 12.0, 2, 1), (Side.RESIDENT, 0.0, 3, 0),
    )  # fmt: skip
    with transaction(engine) as db:
        for side, lost, freezes, reconnects in reports:
            said = {"loss_percent": lost, "freezes": freezes, "reconnects": reconnects}
            consultations.add_quality(db, call, side, said | still, at=NOON)
    path = f"/api/residents/{cast.soonja.id}/clinical-notes"
    ends = [
        {"side": "caller", "loss_percent": 0.3, "freezes": 1, "reconnects": 0},
        {"side": "resident", "loss_percent": 6.0, "freezes": 5, "reconnects": 1},
    ]
    assert desk.get(path).json["unfinished"][0]["measured"] == ends
    write(desk, call, FIRST)
    assert desk.get(path).json["rows"][0]["measured"] == ends
    held_silent = held(engine, cast, cast.doyun)
    silent = {one["consultation_id"]: one for one in desk.get(path).json["unfinished"]}
    assert silent[str(held_silent)]["measured"] == []
    with reading(engine) as db:
        seen = db.scalars(select(ENTRIES.c.what).where(ENTRIES.c.staff_id == cast.doyun.id))
        assert seen.all().count("notes.viewed") == 3


def test_a_consultation_is_unfinished_until_its_newest_note_is_signed(
    engine: Engine, cast: Cast, desk: Desk, call: UUID, key: Authenticator
) -> None:
    held(engine, cast, cast.doyun, connected_at=None, outcome=Outcome.NO_ANSWER)
    held(engine, cast, cast.jimin)  # somebody else's

    def left() -> list[tuple[str, int]]:
        page = desk.get(f"/api/residents/{cast.soonja.id}/clinical-notes").json
        return [(one["consultation_id"], one["version"]) for one in page["unfinished"]]

    assert left() == [(str(call), 0)]
    write(desk, call, FIRST)
    assert left() == [(str(call), 1)]
    sign(desk, call, key, 1)
    assert left() == []
    write(desk, call, SECOND, 1)
    assert left() == [(str(call), 2)]


# ------------------------------------------------------------------------ signing


def test_a_passkey_signs_the_digest_of_the_note_and_what_it_belongs_to(
    engine: Engine, cast: Cast, desk: Desk, call: UUID, key: Authenticator
) -> None:
    write(desk, call, FIRST)
    asked = ask_to_sign(desk, call, 1).json
    options, said = asked["publicKey"], json.loads(asked["statement"])
    assert unb64(options["challenge"]) == sha256(asked["statement"].encode()).digest()
    assert options["userVerification"] == "required"
    assert said["text_sha256"] == sha256(FIRST.encode()).hexdigest()
    assert said["consultation_id"] == str(call)
    assert said["clinician_id"] == str(cast.doyun.id)
    assert said["confirmed_at"] is None
    assert FIRST not in asked["statement"]
    body = {"statement": asked["statement"], "credential": key.show(options)}
    signed = desk.post(f"/api/calls/{call}/note/sign", body)
    assert signed.json["signed"] == [
        {"version": 1, "by": cast.doyun.name, "at": "2026-11-22T03:00:00Z"}
    ]
    with reading(engine) as db:
        entry = db.execute(select(ENTRIES).where(ENTRIES.c.what == "note.signed")).one()
    assert entry.facts["statement_sha256"] == sha256(asked["statement"].encode()).hexdigest()


def test_who_heard_the_explanation_and_agreed_is_confirmed_in_the_call_once(
    engine: Engine, cast: Cast, desk: Desk, key: Authenticator,
    at_noon: time_machine.Traveller,
) -> None:  # fmt: skip
    gate = desk.post(
        f"/api/residents/{cast.soonja.id}/gates",
        {
            "basis": "same_region", "basis_date": "2026-11-22", "identity_how": "video_face",
            "explained_text_id": "2026-1", "consent_by": "self", "language": "ko",
            "spoken": True,
        },
    ).json  # fmt: skip
    other = held(engine, cast, cast.doyun)
    call = held(engine, cast, cast.doyun, gate_id=UUID(gate["id"]))
    before = note_of(desk, call)
    assert (before["explained"]["id"], before["confirmed_at"]) == ("2026-1", None)
    for _ in range(2):
        confirmed = desk.post(f"/api/calls/{call}/consent")
        assert confirmed.json["confirmed_at"] == "2026-11-22T03:00:00Z"
        at_noon.shift(timedelta(seconds=30))
    assert note_of(desk, other)["confirmed_at"] is None
    assert note_of(desk, other)["explained"] is None
    write(desk, call, FIRST)
    said = json.loads(ask_to_sign(desk, call, 1).json["statement"])
    assert (said["confirmed_at"], said["gate_id"]) == ("2026-11-22T03:00:00Z", gate["id"])
    with reading(engine) as db:
        (facts,) = db.scalars(select(ENTRIES.c.facts).where(ENTRIES.c.what == CONFIRMED))
    assert facts["text_sha256"] == before["explained"]["sha256"]


def test_without_a_passkey_one_is_told_how_to_get_one(desk: Desk, call: UUID) -> None:
    write(desk, call, FIRST)
    assert note_of(desk, call)["passkey"] is False
    answer = ask_to_sign(desk, call, 1)
    assert (answer.status_code, answer.json["error"]) == (409, "no_passkey")
    with_passkey(desk)
    assert note_of(desk, call)["passkey"] is True
    assert ask_to_sign(desk, call, 1).status_code == 200


def test_a_signature_is_of_the_newest_text_or_of_none(
    desk: Desk, call: UUID, key: Authenticator
) -> None:
    """Somebody types on while the browser asks for the passkey."""
    assert ask_to_sign(desk, call, 1).json["error"] == "not_yours"  # nothing is written
    write(desk, call, FIRST)
    asked = ask_to_sign(desk, call, 1).json
    write(desk, call, SECOND, 1)
    body = {"statement": asked["statement"], "credential": key.show(asked["publicKey"])}
    answer = desk.post(f"/api/calls/{call}/note/sign", body)
    assert (answer.status_code, answer.json["error"]) == (409, "overtaken")
    assert ask_to_sign(desk, call, 1).json["error"] == "overtaken"
    assert note_of(desk, call)["signed"] == []


def test_a_signed_note_is_amended_by_a_version_that_is_signed_again(
    desk: Desk, call: UUID, key: Authenticator
) -> None:
    write(desk, call, FIRST)
    assert sign(desk, call, key, 1).status_code == 200
    assert ask_to_sign(desk, call, 1).json["error"] == "already_signed"
    write(desk, call, SECOND, 1)
    assert [one["version"] for one in note_of(desk, call)["signed"]] == [1]
    signed = sign(desk, call, key, 2).json["signed"]
    assert [one["version"] for one in signed] == [2, 1]


@pytest.mark.parametrize(
    "fault", ["challenge", "key", "origin", "statement", "other_note", "late", "unverified"]
)
def test_what_a_passkey_did_not_sign_is_no_signature(
    engine: Engine, cast: Cast, desk: Desk, call: UUID, key: Authenticator,
    at_noon: time_machine.Traveller, fault: str,
) -> None:  # fmt: skip
    write(desk, call, FIRST)
    asked = ask_to_sign(desk, call, 1).json
    target, said = call, asked["statement"]
    match fault:
        case "challenge":  # the passkey answered another question
            asked["publicKey"]["challenge"] = "A" * 43
        case "key":
            key.key = Authenticator().key
        case "origin":
            key.origin = "https://evil.example"
        case "statement":
            said = said.replace(sha256(FIRST.encode()).hexdigest(), "0" * 64)
        case "other_note":
            target = held(engine, cast, cast.doyun)
            write(desk, target, FIRST)
        case "late":
            at_noon.shift(timedelta(minutes=4))
            desk.post("/api/session/seen")
            at_noon.shift(timedelta(minutes=1, microseconds=1))
        case _:
            key.flags = 0x01  # touched, but no PIN, finger or face
    body = {"statement": said, "credential": key.show(asked["publicKey"])}
    answer = desk.post(f"/api/calls/{target}/note/sign", body)
    assert (answer.status_code, answer.json["error"]) == (401, "wrong_passkey")
    assert note_of(desk, call)["signed"] == []


def test_an_answer_signs_once(
    engine: Engine, cast: Cast, desk: Desk, call: UUID, key: Authenticator
) -> None:
    """Replayed on the same note, on a later version, and to open the console."""
    write(desk, call, FIRST)
    asked = ask_to_sign(desk, call, 1).json
    body = {"statement": asked["statement"], "credential": key.show(asked["publicKey"])}
    assert desk.post(f"/api/calls/{call}/note/sign", body).status_code == 200
    for _ in range(2):
        again = desk.post(f"/api/calls/{call}/note/sign", body)
        assert (again.status_code, again.json["error"]) == (401, "wrong_passkey")
        write(desk, call, SECOND, 1)
    opened = desk.post("/api/session/passkey", {"credential": body["credential"]})
    assert opened.json["error"] == "wrong_passkey"
    with reading(engine) as db:
        assert db.scalar(select(func.count()).select_from(SIGNATURES)) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"statement": "", "credential": {}},
        {"statement": "{}", "credential": {"id": 7, "response": None}},
        {"statement": "가", "credential": {"id": "한글", "response": {"signature": []}}},
        {"statement": "x" * 100_000, "credential": {"id": "YQ", "type": "public-key"}},
    ],
)
def test_nonsense_is_refused_as_such(
    desk: Desk, call: UUID, key: Authenticator, body: dict[str, Any]
) -> None:
    write(desk, call, FIRST)
    said = ask_to_sign(desk, call, 1).json["statement"]
    path = f"/api/calls/{call}/note/sign"
    assert desk.post(path, body).json["error"] == "wrong_passkey"
    assert desk.post(path, body | {"statement": said}).json["error"] == "wrong_passkey"


# ----------------------------------------------------------------------- checking


def verify(engine: Engine) -> Result:
    """Type `telecare audit verify` at this database, its trail chained."""
    with transaction(engine) as db:
        audit.chain(db, VAULT, now=NOON)
    env = {
        "TELECARE_DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "TELECARE_SITE_KEY": SITE_KEY,
    }
    return CliRunner().invoke(main, ["audit", "verify"], env=env)


def by_hand(engine: Engine, *statements: tuple[str, dict[str, Any]]) -> None:
    """Change what the triggers guard, as somebody with the database's own password could."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            triggers = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in connection.execute(triggers).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for said, values in statements:
            connection.execute(text(said), values)


@pytest.fixture
def signed(engine: Engine, desk: Desk, call: UUID, key: Authenticator) -> UUID:
    """Two versions, both signed; returns the consultation."""
    write(desk, call, FIRST)
    sign(desk, call, key, 1)
    write(desk, call, SECOND, 1)
    sign(desk, call, key, 2)
    result = verify(engine)
    assert (result.exit_code, "2 signed notes" in result.output) == (0, True), repr(result)
    return call


def test_a_tampered_text_is_named_and_the_command_fails(
    engine: Engine, cast: Cast, signed: UUID
) -> None:
    """Even sealed with the resident's own key, at its own place."""
    with transaction(engine) as db:
        first = db.execute(select(NOTES).where(NOTES.c.version == 1)).one()
        other = KeyRing(db, VAULT).seal(
            ("resident", cast.soonja.id), "가슴 통증 있음.",
            table="clinical_note", column="text", row=first.id,
        )  # fmt: skip
    change = "UPDATE clinical_note SET text = :text WHERE version = 1"
    by_hand(engine, (change, {"text": other}))
    result = verify(engine)
    assert result.exit_code == 1
    fault = f"NoteFault(what='altered', consultation_id='{signed}', version=1)"
    assert result.output.splitlines()[0] == fault
    assert "통증" not in result.output


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE clinical_note SET text = :sealed WHERE version = 1", "altered"),
        ("UPDATE note_signature SET signature = :bytes", "forged"),
        ("UPDATE note_signature SET statement = '{}'", "forged"),
        ("UPDATE note_signature SET origin = 'https://evil.example'", "forged"),
        ("UPDATE clinical_note SET version = version + 5", "forged"),
        ("DELETE FROM note_signature", "removed"),
    ],
)
def test_whatever_was_changed_shows(
    engine: Engine, signed: UUID, change: str, what: str
) -> None:
    with reading(engine) as db:
        second = db.execute(select(NOTES).where(NOTES.c.version == 2)).one()
    values = {"sealed": second.text, "bytes": b"0" * 70}  # the copy of another row's text
    used = {name: value for name, value in values.items() if f":{name}" in change}
    by_hand(engine, (change, used))
    result = verify(engine)
    assert (result.exit_code, f"what='{what}'" in result.output) == (1, True)
    assert str(signed) in result.output


def test_a_signature_made_with_a_key_of_ones_own_is_not_the_one_that_was_made(
    engine: Engine, desk: Desk, signed: UUID, call: UUID
) -> None:
    """Whoever writes to the database may sign anew, but cannot link it into the trail."""
    forger = with_passkey(desk)
    write(desk, call, "고친 글", 2)
    sign(desk, call, forger, 3)
    with reading(engine) as db:
        made = db.execute(select(SIGNATURES).join(NOTES).where(NOTES.c.version == 3)).one()
        entry = db.execute(
            select(ENTRIES.c.id).where(ENTRIES.c.what == "note.signed")
            .order_by(ENTRIES.c.id.desc()).limit(1)
        ).scalar_one()  # fmt: skip
    by_hand(engine, ("DELETE FROM audit_entry WHERE id = :entry", {"entry": entry}))
    result = verify(engine)
    assert (result.exit_code, "what='unknown'" in result.output) == (1, True)
    assert made.signed_by is not None


def test_erasing_a_resident_breaks_no_signature(
    engine: Engine, cast: Cast, signed: UUID
) -> None:
    with transaction(engine) as db:
        KeyRing(db, VAULT).destroy(("resident", cast.soonja.id), at=NOON)
    result = verify(engine)
    assert (result.exit_code, "2 signed notes" in result.output) == (0, True), signed


@pytest.mark.parametrize("table", ["clinical_note", "note_signature"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET {} = 0"])
def test_the_database_refuses_to_change_a_note(
    engine: Engine, signed: UUID, table: str, change: str
) -> None:
    column = {"clinical_note": "written_at", "note_signature": "signed_at"}[table]
    said = change.format(table, column)
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(said))
    assert verify(engine).exit_code == 0, signed
