"""What a person could be known by is in no log, however talkative it is."""

import logging
import re
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from telecare.app import Hub
from telecare.boards import person
from telecare.db.engine import open_engine, reading
from telecare.records.audit import ENTRIES
from tests.cast import PASSWORD, Cast
from tests.doors.conftest import Desk

Sit = Callable[..., Desk]

PLANTED = (
    "김순자", "박춘길", "박은희", "이장수", "이새롬", "한지민", "나쁜줄", "비밀스러운 메모",
    "1941-03-09", "1950-04-01", "010-2345-6789", "010-4444-8888", "솔숲길",
    "열쇠는 옆집에", "ㄱㅅㅈ", PASSWORD,
)  # fmt: skip


@pytest.fixture
def engine(database_url: str, caplog: pytest.LogCaptureFixture) -> Iterator[Engine]:
    """An engine that is born while every logger says all it can, statements included."""
    for name in (None, "sqlalchemy", "werkzeug", "telecare"):
        caplog.set_level(logging.DEBUG, name)
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


def a_working_day(cast: Cast, desk: Desk, alert: UUID) -> None:
    """Everything a caseworker does with words of a person in it."""
    desk.sign_in(cast.jimin, "틀린 " + PASSWORD)
    for text in ("김순자", "ㄱㅅㅈ", "6789", "없는 이새롬"):
        desk.post("/api/search", {"text": text})
    made = desk.post("/api/residents", {
        "name": "이새롬", "organisation_id": str(cast.chunyang), "birth_date": "1950-04-01",
        "sex": "female", "address": "솔숲길 9", "phone": "010-4444-8888",
        "consent_version": "1", "consent_at": "2026-11-20T03:00:00Z",
    })  # fmt: skip
    assert made.status_code == 201
    person_path = f"/api/residents/{cast.soonja.id}"
    for refresh in ("0", "1"):
        desk.get(person_path, X_Opened=refresh)
    desk.ask("PATCH", person_path, {"version": 1, "notes": "비밀스러운 메모"})
    desk.ask("PATCH", person_path, {"version": 1, "phone": "이새롬"})
    desk.post(f"{person_path}/reveal", {"what": "phone"})
    desk.post(f"{person_path}/contacts", {
        "kind": "family", "name": "박은희", "phone": "010-4444-8888",
    })  # fmt: skip
    claimed = desk.post(f"/api/alerts/{alert}/claim", {"version": 1}).json
    desk.post(f"/api/alerts/{alert}/notes", {
        "text": "비밀스러운 메모", "lease_token": claimed["lease_token"],
    })  # fmt: skip
    desk.get(f"/api/alerts/{alert}")
    desk.get("/api/board")
    desk.send(
        "POST", "/api/residents/import", content_type="text/csv", headers={"X-CSRF": desk.csrf},
        data="name,birth_date,sex,place\n나쁜줄,1950-04-01,x,솔숲길\n",
    )  # fmt: skip
    desk.get("/api/residents/김순자")
    desk.get("/김순자")


def says(text: str, word: str) -> bool:
    """Whether `text` holds `word`; four digits count on their own, not inside an id."""
    if not word.isdigit():
        return word in text
    return re.search(rf"(?<![0-9a-f.-]){word}(?![0-9a-f])", text) is not None


def test_names_numbers_and_notes_are_in_no_log(
    hub: Hub, cast: Cast, sit: Sit, alert: UUID, caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    desk = sit(cast.jimin)
    a_working_day(cast, desk, alert)
    assert "INSERT INTO" in caplog.text  # they did talk
    printed = "".join(capfd.readouterr())
    for word in PLANTED:
        assert not says(caplog.text, word), word
        assert not says(printed, word), word


def test_an_error_of_ours_tells_the_log_no_word_of_a_person(
    hub: Hub, cast: Cast, sit: Sit, caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def breaks(*_: object, **__: object) -> None:
        raise ValueError(f"{cast.soonja.name} {cast.soonja.phone}")

    monkeypatch.setattr(person, "_profile", breaks)
    answer = sit(cast.jimin).get(f"/api/residents/{cast.soonja.id}")
    assert (answer.status_code, answer.json["error"]) == (500, "internal")
    assert answer.json["incident"] in caplog.text
    for word in PLANTED:
        assert not says(caplog.text, word)
        assert not says(answer.data.decode(), word)


def test_the_audit_holds_ids_numbers_and_words_of_the_code_only(
    hub: Hub, cast: Cast, sit: Sit, alert: UUID
) -> None:
    a_working_day(cast, sit(cast.jimin), alert)
    with reading(hub.engine) as db:
        kept = repr(db.execute(select(ENTRIES)).all())
    for word in PLANTED:
        assert not says(kept, word), word
