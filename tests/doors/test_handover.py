"""A shift change at the door: begun, added to, ticked, closed, and refused to others."""

from collections.abc import Callable
from uuid import UUID, uuid4

from tests.cast import Cast
from tests.doors.conftest import Desk

Sit = Callable[..., Desk]


def test_a_shift_changes_hands_at_the_door(cast: Cast, sit: Sit, alert: UUID) -> None:
    giver, receiver = sit(cast.jimin), sit(cast.sera)
    claimed = giver.post(f"/api/alerts/{alert}/claim", {"version": 1})
    assert claimed.status_code == 200
    begun = giver.post("/api/handovers", {"to": str(cast.sera.id), "words": "열쇠는 이웃집에"})
    assert begun.status_code == 200
    one = f"/api/handovers/{begun.json['id']}"
    assert giver.post(f"{one}/lines", {"words": "무릎을 여쭙기"}).status_code == 200

    lines = receiver.get(one).json["lines"]
    assert [line["kind"] for line in lines] == ["open", "words", "words"]
    assert lines[0]["resident"] == cast.soonja.name
    for line in lines:
        ticked = receiver.post(f"{one}/lines/{line['id']}/tick")
        assert ticked.status_code == 200

    kept = giver.get("/api/handovers").json["rows"][0]
    assert (kept["giver"], kept["receiver"]) == (cast.jimin.name, cast.sera.name)
    assert kept["received_at"] is not None
    assert kept["closed_at"] is not None
    assert receiver.post(f"{one}/close").status_code == 409


def test_a_sheet_is_its_two_peoples_only(cast: Cast, sit: Sit) -> None:
    giver, other = sit(cast.jimin), sit(cast.suhyeon)
    begun = giver.post("/api/handovers", {"to": str(cast.sera.id), "words": "조용함"})
    one = f"/api/handovers/{begun.json['id']}"

    assert other.get(one).status_code == 404
    assert other.post(f"{one}/close").status_code == 404
    assert other.get("/api/handovers").json["rows"] == []
    assert giver.post(f"{one}/lines/{uuid4()}/tick").status_code == 404
    assert giver.post(f"{one}/lines", {"words": "  "}).status_code == 422
    assert giver.post("/api/handovers", {"to": str(uuid4())}).status_code == 422
