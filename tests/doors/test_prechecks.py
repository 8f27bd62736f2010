"""Whom an organisation asks first, at the door: chosen, own, and refused in words."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.cast import Cast
from tests.doors.conftest import Desk

Sit = Callable[..., Desk]
DOOR = "/api/prechecks"


def choice(
    cast: Cast, protocol: str, after: int = 0, asks: Sequence[object] = ()
) -> dict[str, Any]:
    return {
        "organisation_id": str(cast.bonghwa), "after": after, "protocol": protocol,
        "asks": list(asks),
    }  # fmt: skip


def ask(way: str, minutes: float) -> dict[str, Any]:
    return {"way": way, "wait_s": int(minutes * 60)}


def test_chosen_and_read_by_who_works_there(cast: Cast, sit: Sit) -> None:
    desk = sit(cast.suhyeon)
    before = desk.get(DOOR).json
    assert (before["now"]["protocol"], before["now"]["source"]) == ("none", "unchosen")
    assert before["carried"] == ["tablet"]  # no service is set up here

    assert desk.ask("PUT", DOOR, choice(cast, "chungju")).json == {"version": 1}

    page = sit(cast.jimin).get(DOOR).json
    now = page["now"]
    assert (now["protocol"], now["source"], now["after"]) == ("chungju", "own", 1)
    assert now["chosen_by"] == cast.suhyeon.name
    assert now["asks"] == [ask("voice", 3)] * 4
    assert not page["may_choose"]


def test_the_offered_protocols_come_with_their_source(cast: Cast, sit: Sit) -> None:
    offered = {one["protocol"]: one for one in sit(cast.suhyeon).get(DOOR).json["offered"]}
    assert list(offered) == ["none", "standard", "chungju", "gyeonggi"]
    assert offered["standard"]["asks"] == [ask("tablet", 10), ask("voice", 3)]
    assert "2025" in offered["chungju"]["source"]["ko"]
    assert "2025" in offered["chungju"]["source"]["en"]


def test_own_attempts_are_kept_as_written(cast: Cast, sit: Sit) -> None:
    desk = sit(cast.suhyeon)
    mine = [ask("tablet", 5), ask("sms", 10), ask("voice", 2)]
    assert desk.ask("PUT", DOOR, choice(cast, "own", asks=mine)).status_code == 200
    assert desk.get(DOOR).json["now"]["asks"] == mine


@pytest.mark.parametrize(
    ("protocol", "asks", "field", "told"),
    [
        ("own", [], "asks", "1~10"),
        ("own", [ask("voice", 3)] * 11, "asks", "1~10"),
        ("own", [ask("tablet", 10), ask("voice", 0.5)], "ask_1", "1분"),
        ("own", [ask("tablet", 31), ask("voice", 30)], "asks", "60분"),
        ("own", [ask("tablet", 10**6)], "asks", "60분"),
        ("standard", [ask("tablet", 10)], "asks", "시도"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(
    cast: Cast, sit: Sit, protocol: str, asks: Sequence[object], field: str, told: str
) -> None:
    refused = sit(cast.suhyeon).ask("PUT", DOOR, choice(cast, protocol, asks=asks))
    assert refused.status_code == 422
    assert told in refused.json["fields"][field]["ko"]
    assert refused.json["fields"][field]["en"]


def test_who_was_overtaken_learns_it(cast: Cast, sit: Sit) -> None:
    desk = sit(cast.suhyeon)
    desk.ask("PUT", DOOR, choice(cast, "gyeonggi"))
    assert desk.ask("PUT", DOOR, choice(cast, "none")).status_code == 409


def test_a_town_chooses_nothing_of_its_own(cast: Cast, sit: Sit) -> None:
    asked = choice(cast, "standard") | {"organisation_id": str(cast.chunyang)}
    assert sit(cast.suhyeon).ask("PUT", DOOR, asked).status_code == 404
    assert sit(cast.suhyeon).get(f"{DOOR}?organisation={cast.chunyang}").status_code == 404
    assert sit(cast.suhyeon).get(f"{DOOR}?organisation=x").status_code == 404
