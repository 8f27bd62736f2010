"""The screens' files, the handbook, and what the hub says about its own health."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from telecare.actions import watchman
from telecare.app import Hub
from telecare.boards.shapes.watch import TickName
from telecare.db.engine import transaction
from telecare.records import ticks
from telecare.web import handbook, pages
from telecare.web.guard import EXTENSION
from tests.cast import NOON
from tests.doors.conftest import Desk


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Screens as a build leaves them."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>t</title>")
    (tmp_path / "assets" / "main-1a2b.js").write_text("1")
    monkeypatch.setattr(pages, "STATIC", tmp_path)
    return tmp_path


# ---------------------------------------------------------------------------- screens


def test_every_place_of_the_screens_is_one_page(built: Path, nobody: Desk) -> None:
    for place in ("/", "/residents", f"/residents/{NOON.date()}", "/credits"):
        answer = nobody.get(place)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")
        assert b"<title>t</title>" in answer.data


def test_hashed_files_are_kept_for_ever(built: Path, nobody: Desk) -> None:
    answer = nobody.get("/assets/main-1a2b.js")
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "place", ["/api/none", "/device/v1/none", "/assets/../../cli/main.py", "/%2e%2e/app.py"]
)
def test_nothing_else_is_served(built: Path, nobody: Desk, place: str) -> None:
    answer = nobody.get(place)
    assert b"import" not in answer.data
    assert answer.status_code == 404 or b"<title>t</title>" in answer.data


def test_unbuilt_screens_say_so_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nobody: Desk
) -> None:
    monkeypatch.setattr(pages, "STATIC", tmp_path)
    answer = nobody.get("/")
    assert answer.status_code == 503
    assert "make" in answer.data.decode()


def test_a_recorded_sentence_is_served_before_the_built_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nobody: Desk
) -> None:
    app, var = tmp_path / "tablet", tmp_path / "var"
    for place, words in ((app, b"made"), (var, b"recorded")):
        (place / "clips" / "ko").mkdir(parents=True)
        (place / "clips" / "ko" / "ok_sent.ogg").write_bytes(words)
    (app / "index.html").write_text("<title>t</title>")
    (app / "clips" / "ko" / "thanks.ogg").write_bytes(b"made")
    (var / "site.key").write_text("secret")
    monkeypatch.setattr(pages, "TABLET", app)
    open_door = nobody.client.application.extensions[EXTENSION]
    settings = replace(open_door.settings, var=var)
    monkeypatch.setitem(
        nobody.client.application.extensions, EXTENSION, replace(open_door, settings=settings)
    )
    own = nobody.get("/tablet/clips/ko/ok_sent.ogg")
    assert (own.data, own.headers["Content-Type"]) == (b"recorded", "audio/ogg")
    assert own.headers["Cache-Control"] == "no-cache"
    assert nobody.get("/tablet/clips/ko/thanks.ogg").data == b"made"
    assert b"secret" not in nobody.get("/tablet/clips/ko/../../site.key").data


# ----------------------------------------------------------------------------- health


def beat_all(engine: Engine, at: datetime) -> None:
    with transaction(engine) as db:
        for name in watchman.WATCHED:
            ticks.beat(db, name, now=at, leader="test")


def test_a_hub_whose_ticks_stand_still_is_not_well(
    hub: Hub, engine: Engine, nobody: Desk
) -> None:
    answer = nobody.get("/health")
    assert (answer.status_code, answer.json["ticks_silent"]) == (503, sorted(watchman.WATCHED))
    for ago, silent in ((61, sorted(watchman.QUICK)), (60, [])):
        beat_all(engine, NOON - timedelta(seconds=ago))
        answer = nobody.get("/health")
        assert (answer.status_code == 200, answer.json["ok"]) == (not silent, not silent)
        assert answer.json["ticks_silent"] == silent
    hub.writer.close()
    answer = nobody.get("/health")
    assert (answer.status_code, answer.json["checks"]["writer"]) == (503, False)


@pytest.mark.parametrize("name", sorted(watchman.WATCHED))
def test_one_silent_tick_makes_the_hub_ill_and_is_named(
    name: TickName, engine: Engine, nobody: Desk
) -> None:
    beat_all(engine, NOON)
    long_ago = NOON - watchman.WATCHED[name] - timedelta(seconds=1)
    with transaction(engine) as db:
        ticks.beat(db, name, now=long_ago, leader="test")
    answer = nobody.get("/health")
    assert (answer.status_code, answer.json["ticks_silent"]) == (503, [name])


def test_every_tick_of_the_scheduler_is_watched_and_has_time_to_run(hub: Hub) -> None:
    periods = {loop.name: loop.every_s for loop in hub.scheduler.loops()}
    assert set(periods) == set(watchman.WATCHED)
    for name, within in watchman.WATCHED.items():
        assert within.total_seconds() >= 2 * periods[name], name


# --------------------------------------------------------------------------- handbook


def test_every_page_of_the_handbook_opens_in_both_languages(nobody: Desk) -> None:
    for language in ("ko", "en"):
        listed = nobody.get(f"/handbook/?lang={language}").data.decode()
        assert f'<html lang="{language}">' in listed
        for name in handbook._pages():
            assert f"/handbook/{name}?lang={language}" in listed
            answer = nobody.get(f"/handbook/{name}?lang={language}")
            assert answer.status_code == 200
            assert "<h1>" in answer.data.decode() or "licence" in name, name


def test_a_page_is_shown_in_the_language_of_the_browser(nobody: Desk) -> None:
    english = nobody.get("/handbook/do/triage-an-alert", Accept_Language="en-GB,ko;q=0.5")
    korean = nobody.get("/handbook/do/triage-an-alert", Accept_Language="ko-KR")
    assert "Work an alert" in english.data.decode()
    assert "담당하기" in korean.data.decode()


def test_a_page_shows_its_pictures(nobody: Desk) -> None:
    shown = nobody.get("/handbook/start/one-night?lang=ko").data.decode()
    assert 'src="../pictures/night-3-telephone-ko.png"' in shown
    picture = nobody.get("/handbook/pictures/night-3-telephone-ko.png")
    assert (picture.status_code, dict(picture.headers)["Content-Type"]) == (200, "image/png")
    assert picture.data.startswith(b"\x89PNG")
    for none in ("none", "..%2Fapp", "NIGHT"):
        assert nobody.get(f"/handbook/pictures/{none}.png").status_code == 404


@pytest.mark.parametrize(
    "name", ["do/none", "../app.py", "do/../../app", "do/README", "x", "do/", "DO/x"]
)
def test_no_other_file_is_read(nobody: Desk, name: str) -> None:
    answer = nobody.get(f"/handbook/{name}")
    assert answer.status_code in {404, 308}
    assert b"import" not in answer.data
