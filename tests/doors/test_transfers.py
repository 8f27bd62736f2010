"""The doors of a transfer: who may offer, answer and look, and what is said to others."""

from collections.abc import Callable
from uuid import uuid4

from tests.cast import Cast, Worker
from tests.doors.conftest import Desk

Sit = Callable[..., Desk]


def test_an_offer_is_refused_with_a_reason_by_the_other_desk(cast: Cast, sit: Sit) -> None:
    giver, other = sit(cast.jimin), sit(cast.oeji)
    offers = f"/api/residents/{cast.chungil.id}/transfers"
    bad = giver.post(offers, {"to": str(cast.clinic), "words": ""})
    assert bad.status_code == 422
    assert set(bad.json["fields"]) == {"to", "words"}
    names = {row["id"] for row in giver.get("/api/transfers/destinations").json["rows"]}
    assert names == {str(cast.bonghwa), str(cast.andong)}

    made = giver.post(offers, {"to": str(cast.andong), "words": "따님 댁으로 이사"})
    assert made.status_code == 201
    one = f"/api/transfers/{made.json['id']}"
    [row] = other.get("/api/transfers").json["rows"]
    assert (row["resident"], row["mine_to_answer"]) == (cast.chungil.name, True)
    assert other.get(f"{one}/places").json["rows"] == []
    assert other.post(f"{one}/refuse", {"version": 1, "words": ""}).status_code == 422
    assert (
        other.post(f"{one}/refuse", {"version": 1, "words": "빈자리 없음"}).status_code == 200
    )
    assert other.post(f"{one}/refuse", {"version": 2, "words": "또"}).status_code == 409
    assert other.get("/api/transfers").json["rows"][0]["resident"] == ""
    assert giver.get(offers).json["rows"][0]["answer"] == "빈자리 없음"


def test_others_find_no_transfer(cast: Cast, sit: Sit) -> None:
    giver = sit(cast.jimin)
    offers = f"/api/residents/{cast.chungil.id}/transfers"
    made = giver.post(offers, {"to": str(cast.andong), "words": "이사"})
    one = f"/api/transfers/{made.json['id']}"
    end = {"version": 1, "words": "까닭"}
    refused: list[tuple[Worker, str, int]] = [
        (cast.jimin, "refuse", 404), (cast.jimin, "accept", 404), (cast.oeji, "withdraw", 404),
        (cast.doyun, "refuse", 403), (cast.nari, "withdraw", 403), (cast.haneul, "accept", 403),
    ]  # fmt: skip
    for who, verb, status in refused:
        body = {"version": 1} if verb == "accept" else end
        assert sit(who).post(f"{one}/{verb}", body).status_code == status, (who.login, verb)
    stranger = sit(cast.oeji)
    assert stranger.get(offers).status_code == 404
    assert stranger.post(offers, {"to": str(cast.andong), "words": "내게"}).status_code == 404
    assert giver.post(f"/api/transfers/{uuid4()}/withdraw", end).status_code == 404
