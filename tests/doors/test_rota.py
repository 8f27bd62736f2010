"""The rota over HTTP: laid down by a supervisor, closed to strangers, and never a 500."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from telecare.app import Hub
from tests.cast import NOON, Cast
from tests.doors.conftest import Answer, Desk

Sit = Callable[..., Desk]
WHOLE = [{"start": 0, "end": 1440}]
FROM, UNTIL = NOON + timedelta(hours=1), NOON + timedelta(hours=3)


def lays_down(desk: Desk, cast: Cast, **change: Any) -> Answer:  # noqa: ANN401 - JSON
    body = {
        "organisation_id": str(cast.bonghwa), "code": "night", "name_ko": "관제 야간",
        "name_en": "Night desk", "hours": [WHOLE] * 8,
    }  # fmt: skip
    return desk.post("/api/rota/duties", body | change)


@pytest.fixture
def boss(hub: Hub, cast: Cast, sit: Sit) -> Desk:
    return sit(cast.suhyeon)


@pytest.fixture
def duty(boss: Desk, cast: Cast) -> str:
    """Bonghwa's night duty, which Sera does round the clock."""
    made = lays_down(boss, cast)
    assert made.status_code == 201
    lines = [
        {"kind": kind, "start": 0, "end": 1440, "staff_id": str(cast.sera.id)}
        for kind in range(8)
    ]
    plan = {"after": 0, "from_day": "2026-11-22", "lines": lines}
    answer = boss.ask("PUT", f"/api/rota/duties/{made.json['id']}/plan", plan)
    assert (answer.status_code, answer.json) == (200, {"version": 1})
    return str(made.json["id"])


def test_a_gap_is_refused_in_both_languages_by_its_day(boss: Desk, duty: str) -> None:
    plan = {"after": 1, "from_day": "2026-11-22", "lines": []}
    answer = boss.ask("PUT", f"/api/rota/duties/{duty}/plan", plan)
    assert (answer.status_code, answer.json["error"]) == (422, "invalid")
    assert answer.json["fields"]["day_0"] == {
        "ko": "월요일 00:00–24:00: 당번이 없습니다. 사람을 넣으세요.",
        "en": "Monday 00:00–24:00: nobody is on. Put somebody there.",
    }
    assert len(answer.json["fields"]) == 8


def test_the_page_tells_who_is_on_now_and_what_is_missing(
    boss: Desk, duty: str, cast: Cast, sit: Sit
) -> None:
    page = boss.get("/api/rota?week=2026-12-25").json
    assert page["may_edit"] is True
    assert page["duties"][0]["now"]["on"][0]["staff_id"] == str(cast.sera.id)
    assert page["duties"][0]["days"][4]["holiday"]["en"] == "Christmas Day"
    assert sit(cast.jimin).get("/api/rota").json["may_edit"] is False
    told = boss.get("/api/rota/gaps").json
    assert told == {"rows": [], "total": 0, "asked_of_me": 0}
    lays_down(boss, cast, code="day", name_ko="주간", name_en="Day")
    told = boss.get("/api/rota/gaps").json
    assert (told["total"], told["rows"][0]["duty_name"]["en"]) == (1, "Day")


def test_a_stranger_finds_no_rota_even_by_its_id(
    boss: Desk, duty: str, cast: Cast, sit: Sit
) -> None:
    stand_in = {
        "from_at": FROM.isoformat(), "until_at": UNTIL.isoformat(),
        "staff_id": str(cast.jimin.id), "instead_of": str(cast.sera.id),
    }  # fmt: skip
    made = boss.post(f"/api/rota/duties/{duty}/overrides", stand_in)
    assert made.status_code == 201
    swap = {
        "from_at": UNTIL.isoformat(), "until_at": (UNTIL + timedelta(hours=1)).isoformat(),
        "other_id": str(cast.jimin.id),
    }  # fmt: skip
    asked = sit(cast.sera).post(f"/api/rota/duties/{duty}/swaps", swap)
    assert asked.status_code == 201
    stranger = sit(cast.oeji)
    for answer in (
        stranger.get(f"/api/rota?organisation={cast.bonghwa}"),
        stranger.post(f"/api/rota/duties/{duty}/swaps", swap),
        stranger.post(
            f"/api/rota/swaps/{asked.json['id']}", {"version": 1, "answer": "accept"}
        ),
    ):
        assert (answer.status_code, answer.json["error"]) == (404, "not_yours")
    for method, path, body in (
        ("POST", f"/api/rota/duties/{duty}/overrides", stand_in),
        ("DELETE", f"/api/rota/overrides/{made.json['id']}", None),
    ):  # a caseworker of the desk itself may look, and not edit
        answer = sit(cast.jimin).ask(method, path, body)
        assert (answer.status_code, answer.json["error"]) == (403, "forbidden")


@pytest.mark.parametrize(
    "change",
    [
        {"hours": [[{"start": -5, "end": 10}]] * 8},
        {"hours": [[{"start": 2**40, "end": 2**41}]] * 8},
        {"hours": "always"},
        {"zone": ""},
        {"zone": "../../../etc/passwd"},
        {"zone": "Asia"},
        {"zone": "x" * 5000},
        {"code": "rota:night"},
        {"code": "야간"},
        {"name_ko": "\0"},
        {"nonsense": 1},
        {"organisation_id": "bonghwa"},
    ],
)
def test_a_bad_duty_is_refused_and_never_a_fault(
    boss: Desk, cast: Cast, change: dict[str, Any]
) -> None:
    assert lays_down(boss, cast, **change).status_code == 422


@pytest.mark.parametrize(
    "query",
    ["week=0001-01-01", "week=9999-12-31", "week=now", "week=2026-02-30", "week=%00"],
)
def test_a_week_that_is_none_is_refused(boss: Desk, duty: str, query: str) -> None:
    answer = boss.get(f"/api/rota?{query}")
    assert (answer.status_code, list(answer.json["fields"])) == (422, ["week"])


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("plan", {"after": 1, "from_day": "9999-12-31", "lines": []}),
        ("plan", {"after": 2**31 - 1, "from_day": "2026-11-22", "lines": []}),
        ("plan/cancel", {
            "after": 1, "from_day": "2026-11-22",
            "line": {"kind": 9, "start": -1, "end": 9999, "staff_id": str(uuid4())},
        }),
        ("overrides", {
            "from_at": "2199-12-31T23:00:00Z", "until_at": "2199-12-31T23:30:00Z",
            "staff_id": str(uuid4()),
        }),
        ("overrides", {
            "from_at": "1900-01-01T00:00:00Z", "until_at": "2199-12-31T23:30:00Z",
            "staff_id": str(uuid4()),
        }),
        ("swaps", {
            "from_at": "2199-12-30T23:00:00Z", "until_at": "2199-12-31T23:30:00Z",
            "other_id": str(uuid4()), "return_from": "1900-01-01T00:00:00Z",
        }),
        ("swaps", {
            "from_at": FROM.isoformat(), "until_at": UNTIL.isoformat(),
            "other_id": str(uuid4()), "return_from": "1900-01-01T00:00:00Z",
            "return_until": "2199-01-01T00:00:00Z",
        }),
    ],
)  # fmt: skip
def test_values_at_the_edge_of_time_are_refused(
    boss: Desk, duty: str, path: str, body: dict[str, Any]
) -> None:
    method = "PUT" if path == "plan" else "POST"
    answer = boss.ask(method, f"/api/rota/duties/{duty}/{path}", body)
    assert answer.status_code in {409, 422}, answer.json


def test_an_own_holiday_comes_and_goes(boss: Desk, duty: str, cast: Cast) -> None:
    asked = {"organisation_id": str(cast.bonghwa), "day": "2026-12-24", "name_ko": "군민의 날"}
    made = boss.post("/api/rota/holidays", asked)
    assert made.status_code == 201
    named = [day for day in boss.get("/api/rota").json["holidays"] if day["own_id"]]
    assert named[0]["name"] == {"ko": "군민의 날", "en": "군민의 날"}
    assert boss.ask("DELETE", f"/api/rota/holidays/{made.json['id']}").status_code == 200
    assert not any(day["own_id"] for day in boss.get("/api/rota").json["holidays"])
