"""Policies over HTTP: published and given back by a supervisor, closed to strangers, no 500."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from telecare.app import Hub
from tests.cast import Cast
from tests.doors.conftest import Answer, Desk

Sit = Callable[..., Desk]
LAST = {"delay_s": 120, "targets": ["supervisor"], "channels": ["console"], "hours": "always"}
FIRST = {"delay_s": 0, "targets": ["desk"], "channels": ["console"], "hours": "always"}


@pytest.fixture
def boss(hub: Hub, cast: Cast, sit: Sit) -> Desk:
    return sit(cast.suhyeon)


def publishes(desk: Desk, cast: Cast, **change: object) -> Answer:
    body = {
        "organisation_id": str(cast.bonghwa), "after": 0, "steps": [FIRST, LAST],
        "repeat_s": 300, "reason": "야간 인력",
    }  # fmt: skip
    return desk.ask("PUT", "/api/policies/P1", body | change)


def p1(desk: Desk) -> Any:  # noqa: ANN401 - JSON
    return desk.get("/api/policies").json["policies"][0]


def test_a_policy_is_published_shown_and_given_back(boss: Desk, cast: Cast) -> None:
    assert publishes(boss, cast).json == {"version": 2}
    shown = p1(boss)
    assert (shown["source"], shown["source_name"]["en"]) == ("own", "Bonghwa-gun")
    assert (shown["steps"], shown["repeat_s"], shown["after"]) == ([FIRST, LAST], 300, 2)

    body = {"organisation_id": str(cast.bonghwa), "after": 2, "reason": "도와 같게"}
    assert boss.post("/api/policies/P1/inherit", body).json == {"version": 3}
    assert (p1(boss)["source"], p1(boss)["after"]) == ("shipped", 3)
    rows = boss.get("/api/policies/P1/history").json["rows"]
    assert [(row["version"], row["given_back"], row["reason"]) for row in rows] == [
        (3, True, "도와 같게"), (2, False, "야간 인력"),
    ]  # fmt: skip


def test_a_refused_step_is_named_in_both_languages(boss: Desk, cast: Cast) -> None:
    answer = publishes(boss, cast, steps=[FIRST])
    assert (answer.status_code, answer.json["error"]) == (422, "invalid")
    assert answer.json["fields"]["step_0"]["ko"].startswith("마지막 1단계는 도 관제")
    assert answer.json["fields"]["step_0"]["en"].startswith("Step 1 is the last")


def test_a_stranger_and_a_caseworker_change_nothing(boss: Desk, cast: Cast, sit: Sit) -> None:
    body = {"organisation_id": str(cast.province), "after": 0, "reason": "x"}
    for answer in (
        publishes(boss, cast, organisation_id=str(cast.province)),
        publishes(boss, cast, organisation_id=str(uuid4())),
        boss.post("/api/policies/P1/inherit", body),
        boss.get(f"/api/policies/P1/history?organisation={cast.andong}"),
        boss.get("/api/policies/P9/history"),
        boss.get("/api/policies?organisation=봉화"),
    ):
        assert (answer.status_code, answer.json["error"]) == (404, "not_yours")
    answer = publishes(sit(cast.jimin), cast)
    assert (answer.status_code, answer.json["error"]) == (403, "forbidden")
    assert p1(boss)["source"] == "shipped"


@pytest.mark.parametrize(
    "change",
    [
        {"steps": "none"},
        {"steps": []},
        {"steps": [FIRST] * 1000},
        {"steps": [FIRST | {"delay_s": 2**70}]},
        {"steps": [FIRST | {"targets": ["staff:\0"]}]},
        {"steps": [FIRST | {"targets": ["rota:\0"]}, LAST]},
        {"steps": [FIRST | {"targets": ["role:\0"]}, LAST]},
        {"steps": [FIRST | {"targets": ["desk"] * 5000}]},
        {"steps": [FIRST | {"channels": ["\ud7ff" * 9999]}]},
        {"steps": [FIRST | {"hours": "noon"}]},
        {"repeat_s": -1},
        {"repeat_s": 2**63},
        {"reason": ""},
        {"reason": "\0"},
        {"reason": "가" * 301},
        {"after": "first"},
        {"nonsense": 1},
    ],
)
def test_bad_input_is_refused_in_words(
    boss: Desk, cast: Cast, change: dict[str, object]
) -> None:
    answer = publishes(boss, cast, **change)
    assert 400 <= answer.status_code < 500
    assert answer.json["message_ko"]
    assert p1(boss)["source"] == "shipped"


@pytest.mark.parametrize("at", ["2026-11-22T12:00", "9999-12-31T23:59:59Z", "noon", 7])
def test_a_time_to_try_is_an_instant_of_this_year(boss: Desk, cast: Cast, at: object) -> None:
    body = {"organisation_id": str(cast.bonghwa), "steps": [FIRST], "at": at}
    assert 400 <= boss.post("/api/policies/who", body).status_code < 500
    told = boss.post("/api/policies/who", body | {"at": "2026-11-24T03:00:00Z"}).json
    assert len(told["steps"][0]["told"][0]["people"]) == 3


@pytest.mark.parametrize("target", ["rota:\0", "role:x", "staff:me", "webhook:1", "", "king"])
def test_trying_what_nobody_knows_reaches_nobody(boss: Desk, cast: Cast, target: str) -> None:
    step = FIRST | {"targets": [target], "channels": ["console", "webhook", "pager"]}
    body = {"organisation_id": str(cast.bonghwa), "steps": [step]}
    answer = boss.post("/api/policies/who", body)
    assert answer.status_code in {200, 422}
    if answer.status_code == 200:
        assert not any(one["people"] for one in answer.json["steps"][0]["told"])
