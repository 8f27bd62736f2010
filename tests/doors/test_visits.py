"""Tasks and visits at the door: made, taken along with an entry, written, and kept once."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import Engine, select

from telecare.db.engine import reading
from telecare.records.audit import ENTRIES
from tests.cast import NOON, Cast
from tests.doors.conftest import Desk

Sit = Callable[..., Desk]
LATER = (NOON + timedelta(hours=3)).isoformat()


def test_a_visit_goes_along_with_an_entry_and_comes_back_once(
    engine: Engine, cast: Cast, sit: Sit
) -> None:
    desk = sit(cast.jimin)
    made = desk.post(
        f"/api/residents/{cast.soonja.id}/tasks",
        {"kind": "visit", "due_at": LATER, "assigned_to": str(cast.jimin.id)},
    )
    assert made.status_code == 201
    along = desk.get("/api/visits/along").json
    (row,) = along["rows"]
    assert (row["name"], row["phone"]) == (cast.soonja.name, cast.soonja.phone)
    with reading(engine) as db:
        taken = select(ENTRIES.c.resident_id).where(ENTRIES.c.what == "visit.taken_along")
        assert list(db.scalars(taken)) == [cast.soonja.id]

    visit = {
        "id": str(uuid4()), "author_id": along["author_id"], "resident_id": str(cast.soonja.id),
        "task_id": row["task_id"], "task_version": row["task_version"], "found": "well",
        "words": "잘 계심", "captured_at": NOON.isoformat(), "sent_at": NOON.isoformat(),
    }  # fmt: skip
    assert desk.post("/api/visits", visit).json == {"beside": None, "again": False}
    assert desk.post("/api/visits", visit).json == {"beside": None, "again": True}
    differs = desk.post("/api/visits", visit | {"words": "다른 말"})
    assert (differs.status_code, differs.json["error"]) == (409, "visit_differs")
    (kept,) = desk.get(f"/api/residents/{cast.soonja.id}/visits").json["rows"]
    assert (kept["author"], kept["words"]) == (cast.jimin.name, "잘 계심")
    assert [one["id"] for one in desk.get("/api/tasks?which=done").json["rows"]] == [
        made.json["id"]
    ]


def test_the_tasks_of_a_colleague_are_not_taken_along(cast: Cast, sit: Sit) -> None:
    desk = sit(cast.jimin)
    desk.post(
        f"/api/residents/{cast.soonja.id}/tasks",
        {"kind": "visit", "due_at": LATER, "assigned_to": str(cast.sera.id)},
    )
    assert desk.get("/api/visits/along").json["rows"] == []
    assert desk.get("/api/tasks?which=mine").json["rows"] == []
    assert len(desk.get("/api/tasks").json["rows"]) == 1
    assert desk.get("/api/tasks?which=hers").status_code == 422


def test_a_task_is_due_at_a_time_and_not_on_a_bare_date(cast: Cast, sit: Sit) -> None:
    desk = sit(cast.jimin)
    for due in ("2026-12-01", "2026-12-01T09:00:00"):
        refused = desk.post(
            f"/api/residents/{cast.soonja.id}/tasks", {"kind": "visit", "due_at": due}
        )
        assert (refused.status_code, set(refused.json["fields"])) == (422, {"due_at"})
