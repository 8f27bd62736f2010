"""Many alerts at once, at the door: a result per row, each by the rules of the single verb."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, func, select

from telecare.care.alert import State
from telecare.care.facts import AlertClass, Severity
from telecare.db.engine import reading
from telecare.records.alerts import ALERTS
from telecare.records.audit import ENTRIES
from tests.cast import Cast
from tests.doors.conftest import Answer, Desk, open_alert

Sit = Callable[..., Desk]
CLASSES = (AlertClass.SILENCE, AlertClass.DOOR, AlertClass.VITALS, AlertClass.CONTACT)


@pytest.fixture
def three(engine: Engine, cast: Cast) -> list[UUID]:
    """Three open P3 of Soonja."""
    return [
        open_alert(engine, cast, alert_class=one, severity=Severity.P3) for one in CLASSES[:3]
    ]


def many(desk: Desk, verb: str, rows: list[Any], **more: object) -> Answer:
    return desk.post("/api/alerts/bulk", {"verb": verb, "rows": rows, **more})


def seen(ids: list[UUID], version: int = 1) -> list[dict[str, object]]:
    return [{"id": str(one), "version": version} for one in ids]


def held(answer: Answer) -> list[dict[str, object]]:
    """The rows as their claimer would send them next."""
    return [
        {
            "id": one["id"],
            "version": one["done"]["row"]["version"],
            "lease_token": one["done"]["lease_token"],
        }
        for one in answer.json["rows"]
    ]


def stands(engine: Engine, alert_id: UUID) -> Any:  # noqa: ANN401 - a row
    with reading(engine) as db:
        return db.execute(select(ALERTS).where(ALERTS.c.id == alert_id)).one()


def why(answer: Answer) -> list[str | None]:
    """The code each row was refused with, None where it was done."""
    return [one["refused"] and one["refused"]["error"] for one in answer.json["rows"]]


def test_what_one_row_is_refused_leaves_the_others_claimed(
    engine: Engine, cast: Cast, sit: Sit, three: list[UUID]
) -> None:
    jimin, sera = sit(cast.jimin), sit(cast.sera)
    sera.post(f"/api/alerts/{three[1]}/claim", {"version": 1})

    answer = many(jimin, "claim", seen([*three, uuid4()]))

    assert answer.status_code == 200
    assert why(answer) == [None, "overtaken", None, "not_yours"]
    assert answer.json["rows"][1]["refused"]["owner"] == cast.sera.name
    owners = [stands(engine, one).owner_id for one in three]
    assert owners == [cast.jimin.id, cast.sera.id, cast.jimin.id]
    assert all(row["lease_token"] for row in done_of(answer))


def done_of(answer: Answer) -> list[dict[str, Any]]:
    return [one["done"] for one in answer.json["rows"] if one["done"]]


def test_each_row_leaves_the_entry_of_the_single_verb(
    engine: Engine, cast: Cast, sit: Sit, three: list[UUID]
) -> None:
    many(sit(cast.jimin), "claim", seen(three))
    with reading(engine) as db:
        asked = select(func.count()).where(ENTRIES.c.what == "alert.claimed")
        assert db.scalar(asked) == len(three)


def test_alerts_nobody_has_are_assigned_to_a_colleague(
    engine: Engine, cast: Cast, sit: Sit, three: list[UUID]
) -> None:
    desk = sit(cast.suhyeon)
    answer = many(desk, "assign", seen(three), to=str(cast.sera.id))

    assert why(answer) == [None, None, None]
    assert all(row["lease_token"] is None for row in done_of(answer))  # now Sera's alone
    assert {stands(engine, one).owner_id for one in three} == {cast.sera.id}

    again = many(desk, "assign", seen(three, 3), to=str(cast.jimin.id))
    assert why(again) == ["lease_lost"] * 3
    assert stands(engine, three[0]).owner_id == cast.sera.id


def test_nothing_is_assigned_to_who_may_not_see_the_person(
    engine: Engine, cast: Cast, sit: Sit, three: list[UUID]
) -> None:
    answer = many(sit(cast.suhyeon), "assign", seen(three), to=str(cast.oeji.id))

    assert why(answer) == ["invalid"] * 3
    left = stands(engine, three[0])
    assert (left.state, left.owner_id, left.version) == (State.OPEN, None, 1)


def test_an_emergency_is_never_finished_in_bulk(engine: Engine, cast: Cast, sit: Sit) -> None:
    desk = sit(cast.jimin)
    grave = open_alert(engine, cast, alert_class=AlertClass.SOS, severity=Severity.P1)
    soft = open_alert(engine, cast, alert_class=AlertClass.DOOR, severity=Severity.P3)
    rows = held(many(desk, "claim", seen([grave, soft])))

    ended = many(desk, "resolve", rows, outcome="test")
    assert why(ended) == ["one_by_one", None]
    assert stands(engine, grave).state is State.CLAIMED
    assert stands(engine, soft).state is State.RESOLVED

    closed = many(desk, "close", [{"id": str(one), "version": 3} for one in (grave, soft)])
    assert why(closed) == ["one_by_one", None]
    assert stands(engine, soft).state is State.CLOSED


def test_a_p2_says_one_by_one_how_the_person_was_verified(
    cast: Cast, sit: Sit, alert: UUID
) -> None:
    desk = sit(cast.jimin)
    rows = held(many(desk, "claim", seen([alert])))
    ended = many(desk, "resolve", rows, outcome="ok_confirmed")
    assert set(ended.json["rows"][0]["refused"]["fields"]) == {"verified"}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"verb": "claim", "rows": []}, "rows"),
        ({"verb": "claim", "rows": seen([uuid4()] * 2)}, "rows"),
        ({"verb": "claim", "rows": seen([uuid4() for _ in range(101)])}, "rows"),
        ({"verb": "assign", "rows": seen([uuid4()])}, "to"),
        ({"verb": "resolve", "rows": seen([uuid4()])}, "outcome"),
        ({"verb": "resolve", "rows": seen([uuid4()]), "outcome": "fine"}, "outcome"),
        ({"verb": "undo", "rows": seen([uuid4()])}, "verb"),
    ],
)
def test_a_whole_that_cannot_be_is_refused_by_its_field(
    cast: Cast, sit: Sit, more: dict[str, object], field: str
) -> None:
    answer = sit(cast.jimin).post("/api/alerts/bulk", more)
    assert (answer.status_code, set(answer.json["fields"])) == (422, {field})
