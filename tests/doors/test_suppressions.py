"""Holding alerts back, at the door: begun, shown, extended, ended, and refused by field."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Engine, select

from telecare.db.engine import reading
from telecare.records.audit import AuditEntry
from tests.cast import NOON, Cast
from tests.doors.conftest import Desk

Sit = Callable[..., Desk]


def test_held_back_from_the_first_word_to_the_end(cast: Cast, sit: Sit) -> None:
    desk = sit(cast.jimin)
    path = f"/api/residents/{cast.chungil.id}/suppressions"
    until = (NOON + timedelta(days=2)).isoformat()

    begun = desk.post(path, {"reason": "hospital", "until": until, "note": "봉화병원"})

    assert begun.status_code == 200
    row = begun.json["rows"][0]
    assert (row["reason"], row["note"], row["by"]) == ("hospital", "봉화병원", cast.jimin.name)
    everywhere = desk.get("/api/suppressions").json
    assert [one["resident"] for one in everywhere["rows"]] == [cast.chungil.name]
    assert everywhere["most_s"]["visit"] == 4 * 3600

    one = f"/api/suppressions/{row['id']}"
    later = (NOON + timedelta(days=3)).isoformat()
    assert desk.post(
        f"{one}/extend", {"version": 1, "until": later, "note": "퇴원이 늦어짐"}
    ).json == {"ok": True}
    assert desk.get(path).json["rows"][0]["extended_note"] == "퇴원이 늦어짐"
    assert desk.post(f"{one}/end", {"version": 1}).status_code == 409
    assert desk.post(f"{one}/end", {"version": 2}).status_code == 200
    assert desk.get(path).json["rows"] == []


def test_without_an_end_or_beyond_the_longest_it_is_refused_in_words(
    cast: Cast, sit: Sit
) -> None:
    desk = sit(cast.jimin)
    path = f"/api/residents/{cast.chungil.id}/suppressions"
    assert desk.post(path, {"reason": "visit"}).status_code == 422
    refused = desk.post(
        path, {"reason": "visit", "until": (NOON + timedelta(hours=5)).isoformat()}
    )
    assert refused.status_code == 422
    assert "4시간" in refused.json["fields"]["until"]["ko"]
    naive = desk.post(path, {"reason": "visit", "until": "2026-11-22T04:00:00"})
    assert naive.status_code == 422


def test_who_opens_the_list_of_the_board_is_written_once_a_refresh_is_not(
    engine: Engine, cast: Cast, sit: Sit
) -> None:
    desk = sit(cast.jimin)
    until = (NOON + timedelta(days=2)).isoformat()
    desk.post(
        f"/api/residents/{cast.chungil.id}/suppressions", {"reason": "away", "until": until}
    )

    desk.get("/api/suppressions")
    desk.get("/api/suppressions", **{"X-Opened": "0"})

    with reading(engine) as db:
        seen = select(AuditEntry.facts).where(AuditEntry.what == "suppressions.viewed")
        (facts,) = db.scalars(seen).all()
    assert facts["residents"] == [str(cast.chungil.id)]
