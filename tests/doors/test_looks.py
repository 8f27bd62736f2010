"""Who looked at a resident's file, when and why, over HTTP."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from telecare.app import Hub
from telecare.db.engine import reading
from telecare.records.audit import ENTRIES
from tests.cast import NOON, Cast
from tests.doors.conftest import Desk, open_alert, page_of

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


def views(hub: Hub) -> list[tuple[str, str | None]]:
    with reading(hub.engine) as db:
        rows = db.execute(select(ENTRIES).order_by(ENTRIES.c.id)).all()
    return [(row.what, row.purpose) for row in rows if row.what.endswith("viewed")]


def test_a_screen_that_reads_an_alert_again_leaves_an_entry_that_is_no_look(
    hub: Hub, sit: Sit, cast: Cast
) -> None:
    alert_id = open_alert(hub.engine, cast)
    desk = sit(cast.jimin)
    assert desk.get(f"/api/alerts/{alert_id}").status_code == 200
    assert desk.get(f"/api/alerts/{alert_id}", **{"X-Opened": "0"}).status_code == 200
    with reading(hub.engine) as db:
        rows = db.execute(select(ENTRIES.c.what).where(ENTRIES.c.alert_id == alert_id))
        assert sorted(rows.scalars()) == ["alert.refreshed", "alert.viewed"]


def test_a_list_with_names_leaves_one_entry_when_it_is_opened(
    hub: Hub, sit: Sit, cast: Cast
) -> None:
    desk = sit(cast.jimin)
    due = (NOON + timedelta(hours=2)).isoformat()
    made = desk.post(
        f"/api/residents/{cast.soonja.id}/tasks", {"kind": "call", "due_at": due, "words": ""}
    )
    assert made.status_code == 201, made.json
    begun = desk.post("/api/handovers", {"to": str(cast.sera.id), "words": "열쇠는 옆집"})
    assert begun.status_code == 200, begun.json
    for path in ("/api/tasks", "/api/handovers", f"/api/handovers/{begun.json['id']}"):
        desk.get(path)
        desk.get(path, **{"X-Opened": "0"})
    assert views(hub) == [
        ("tasks.viewed", "care"),
        ("handovers.viewed", "handover"),
        ("handovers.viewed", "handover"),
    ]


def test_what_is_known_of_one_person_is_entered_with_their_page_or_by_itself(
    hub: Hub, sit: Sit, cast: Cast
) -> None:
    desk = sit(cast.jimin)
    mine = f"/api/residents/{cast.soonja.id}"
    until = (NOON + timedelta(hours=2)).isoformat()
    held = {"reason": "visit", "until": until, "device_id": None, "note": "딸이 와 있음"}
    assert desk.post(f"{mine}/suppressions", held).status_code == 200
    desk.get(f"{mine}/suppressions")
    desk.get(f"{mine}/visits")  # there are none
    assert views(hub) == [("suppressions.viewed", "care")]

    desk.get(mine)
    desk.get(f"{mine}/suppressions")  # a card of the page that was just opened
    assert views(hub)[1:] == [("resident.viewed", "care")]
