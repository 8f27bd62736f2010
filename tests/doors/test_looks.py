"""Who looked at a resident's file, when and why, over HTTP."""

from collections.abc import Callable

from tests.cast import NOON, Cast
from tests.doors.conftest import Desk, page_of

Sit = Callable[..., Desk]


def test_a_supervisor_reads_who_looked_at_a_file_when_and_why(sit: Sit, cast: Cast) -> None:
    mine = f"/api/residents/{cast.soonja.id}/looks"
    jimin = sit(cast.jimin)
    page_of(jimin, cast.soonja.id)
    jimin.get(f"/api/residents/{cast.soonja.id}", **{"X-Purpose": "triage"})
    page = sit(cast.suhyeon).get(mine).json
    look, earlier = page["rows"]
    assert page["name"] == cast.soonja.name
    assert (look["who"], look["role"]) == (cast.jimin.name, "caseworker")
    assert look["what"] == {"ko": "대상자 파일", "en": "The file"}
    assert (look["why"]["en"], earlier["why"]["en"]) == ("An alert", "Care")
    assert look["at"].startswith(NOON.date().isoformat())
    assert page["before"] is None


def test_acts_are_not_looks_and_to_ask_is_a_look(sit: Sit, cast: Cast) -> None:
    mine = f"/api/residents/{cast.soonja.id}/looks"
    sit(cast.suhyeon).get(mine)
    rows = sit(cast.nari).get(mine).json["rows"]
    assert [row["what"]["en"] for row in rows] == ["Who looked"]
    assert rows[0]["who"] == cast.suhyeon.name


def test_older_looks_are_on_the_next_page(sit: Sit, cast: Cast) -> None:
    mine = f"/api/residents/{cast.soonja.id}/looks"
    desk = sit(cast.suhyeon)
    for _ in range(103):
        desk.get(mine)
    first = desk.get(mine).json
    older = desk.get(f"{mine}?before={first['before']}").json
    ids = [row["id"] for row in first["rows"] + older["rows"]]
    assert (len(first["rows"]), len(older["rows"]), older["before"]) == (100, 3, None)
    assert ids == sorted(set(ids), reverse=True)


def test_a_caseworker_is_not_shown_who_looked(sit: Sit, cast: Cast) -> None:
    mine = f"/api/residents/{cast.soonja.id}/looks"
    assert sit(cast.jimin).get(mine).status_code == 403
    refused = sit(cast.suhyeon).get(f"{mine}?before=soon")
    assert refused.status_code == 422
    assert refused.json["fields"]["before"]["ko"]
