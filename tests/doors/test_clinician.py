"""The gate over HTTP: who may pass it, and what a bad form is told."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from telecare.care.consenting import text_of
from telecare.care.eligibility import DEFAULT_TERMS
from telecare.db.engine import reading, transaction
from telecare.records.audit import ENTRIES
from telecare.records.staff import Role, Staff
from tests.cast import Cast
from tests.doors.conftest import Desk, page_of

Sit = Callable[..., Desk]
GOOD: dict[str, Any] = {
    "basis": "seen_before", "basis_date": "2026-11-01", "identity_how": "video_face",
    "explained_text_id": "2026-1", "consent_by": "self", "language": "ko", "spoken": True,
}  # fmt: skip


def test_a_clinician_reads_the_form_and_passes(cast: Cast, sit: Sit) -> None:
    desk = sit(cast.doyun)
    path = f"/api/residents/{cast.soonja.id}/gates"
    form = desk.get(path).json
    assert (form["standing"], form["before"], form["today"]) == (None, None, "2026-11-22")
    assert [one["basis"] for one in form["bases"]] == [
        "seen_before", "same_region", "rare_disease", "type_1_diabetes",
    ]  # fmt: skip
    assert {one["language"]: one["id"] for one in form["texts"]} == {
        "ko": "2026-1", "en": "2026-1",
    }  # fmt: skip
    english = text_of("2026-1", "en")
    assert english is not None
    assert form["texts"][1]["sha256"] == english.sha256.hex()
    passed = desk.post(path, GOOD)
    assert (passed.status_code, passed.json["valid_until"]) == (201, "2026-11-22T04:00:00Z")
    again = desk.get(path).json
    assert again["standing"] == passed.json
    assert again["before"]["basis"] == "seen_before"
    assert "gate.passed" in {one["what"] for one in page_of(desk, cast.soonja.id)["timeline"]}


def test_reading_the_form_is_on_the_record(engine: Engine, cast: Cast, sit: Sit) -> None:
    sit(cast.doyun).get(f"/api/residents/{cast.soonja.id}/gates")
    with reading(engine) as db:
        seen = db.execute(select(ENTRIES).where(ENTRIES.c.what == "gate.viewed")).one()
    assert (seen.staff_id, seen.resident_id) == (cast.doyun.id, cast.soonja.id)


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("jimin", 403, "forbidden"),
        ("suhyeon", 403, "forbidden"),
        ("haneul", 403, "forbidden"),
        ("nari", 403, "forbidden"),
        ("oeji", 403, "forbidden"),
    ],
)
def test_only_a_clinician_passes_a_gate(
    cast: Cast, sit: Sit, name: str, status: int, code: str
) -> None:
    desk = sit(getattr(cast, name))
    path = f"/api/residents/{cast.soonja.id}"
    for answer in (
        desk.get(f"{path}/gates"), desk.post(f"{path}/gates", GOOD),
        desk.get(f"{path}/clinical-notes"),
    ):  # fmt: skip
        assert (answer.status_code, answer.json["error"]) == (status, code)


def test_a_clinician_meets_nobody_else_than_whom_they_care_for(
    engine: Engine, cast: Cast, sit: Sit
) -> None:
    """Chungil is not the clinic's; and a clinician of 안동시 sees nobody of 봉화군."""
    with transaction(engine) as db:
        db.execute(update(Staff).where(Staff.id == cast.oeji.id).values(role=Role.CLINICIAN))
    for worker, resident in (
        (cast.doyun, cast.chungil), (cast.oeji, cast.soonja), (cast.oeji, cast.chungil),
    ):  # fmt: skip
        desk = sit(worker)
        for answer in (
            desk.get(f"/api/residents/{resident.id}/gates"),
            desk.post(f"/api/residents/{resident.id}/gates", GOOD),
            desk.get(f"/api/residents/{resident.id}/clinical-notes"),
        ):
            assert (answer.status_code, answer.json["error"]) == (404, "not_yours")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"basis": "neighbour"}, "basis"),
        ({"basis_date": "2026-11-23"}, "basis_date"),
        ({"basis_date": "2026-02-30"}, "basis_date"),
        ({"basis_date": "0001-01-01"}, "basis_date"),
        ({"identity_how": "trust"}, "identity_how"),
        ({"explained_text_id": "2020-1"}, "explained_text_id"),
        ({"explained_text_id": "한" * 3000}, "explained_text_id"),
        ({"consent_by": "neighbour"}, "consent_by"),
        ({"language": "fr"}, "language"),
        ({"spoken": "yes"}, "spoken"),
    ],
)
def test_a_bad_form_names_its_field(
    cast: Cast, sit: Sit, change: dict[str, Any], field: str
) -> None:
    answer = sit(cast.doyun).post(f"/api/residents/{cast.soonja.id}/gates", GOOD | change)
    assert answer.status_code == 422
    assert set(answer.json["fields"]) == {field}


def test_the_administrator_records_what_the_decree_says(cast: Cast, sit: Sit) -> None:
    terms = DEFAULT_TERMS[-1].to_json()
    terms |= {"from_day": "2026-11-22", "source": "decree no. 1"}
    terms["bases"]["seen_before"]["evidence_days"] = 20
    recorded = sit(cast.haneul).post("/api/consultation-terms", terms)
    assert recorded.status_code == 201
    assert recorded.json["rows"][-1]["terms"] == terms
    doctor = sit(cast.doyun)
    assert doctor.get("/api/consultation-terms").json == recorded.json
    path = f"/api/residents/{cast.soonja.id}/gates"
    assert doctor.get(path).json["source"] == "decree no. 1"
    refused = doctor.post(path, GOOD)  # 21 days ago
    assert (refused.status_code, set(refused.json["fields"])) == (422, {"basis_date"})
    assert doctor.post(path, GOOD | {"basis_date": "2026-11-02"}).status_code == 201


def test_a_version_says_who_recorded_it_when_and_what_stands(cast: Cast, sit: Sit) -> None:
    desk = sit(cast.haneul)
    before = desk.get("/api/consultation-terms").json
    assert before["today"] == "2026-11-22"
    assert [(row["version"], row["by"], row["at"]) for row in before["rows"]] == [
        (0, None, None), (0, None, None),
    ]  # fmt: skip
    assert [row["in_force"] for row in before["rows"]] == [True, False]
    assert {(one["text"]["language"], one["in_force"]) for one in before["texts"]} == {
        ("ko", True), ("en", True),
    }  # fmt: skip
    terms = DEFAULT_TERMS[-1].to_json() | {"from_day": "2026-11-22"}
    after = desk.post("/api/consultation-terms", terms).json["rows"]
    assert [row["in_force"] for row in after] == [False, False, True]
    assert (after[-1]["version"], after[-1]["by"], after[-1]["at"]) == (
        1, "서하늘", "2026-11-22T03:00:00Z",
    )  # fmt: skip
    assert len({row["sha256"] for row in after}) == 3
    assert after[1]["sha256"] == DEFAULT_TERMS[-1].sha256.hex()


@pytest.mark.parametrize("name", ["jimin", "suhyeon", "doyun", "nari"])
def test_nobody_else_changes_the_terms(cast: Cast, sit: Sit, name: str) -> None:
    terms = DEFAULT_TERMS[-1].to_json()
    answer = sit(getattr(cast, name)).post("/api/consultation-terms", terms)
    assert (answer.status_code, answer.json["error"]) == (403, "forbidden")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"gate_minutes": -1}, "gate_minutes"),
        ({"gate_minutes": 1441}, "gate_minutes"),
        ({"bases": {}}, "bases"),
        ({"source": ""}, "source"),
        ({"bases": {"same_region": {"evidence_days": 0, "drug_days": 7, "source": "x"}}},
         "bases.same_region.evidence_days"),
        ({"bases": {"same_region": {"evidence_days": 1, "drug_days": 7, "source": " "}}},
         "bases.same_region.source"),
        ({"bases": {"x": {}}}, None),
        ({"from_day": str(date.max.year + 1)}, "from_day"),
    ],
)  # fmt: skip
def test_terms_that_cannot_be_are_refused_by_field(
    cast: Cast, sit: Sit, change: dict[str, Any], field: str | None
) -> None:
    terms = DEFAULT_TERMS[-1].to_json() | change
    answer = sit(cast.haneul).post("/api/consultation-terms", terms)
    assert (answer.status_code, answer.json["error"]) == (422, "invalid")
    if field is not None:
        assert set(answer.json["fields"]) == {field}
        assert set(answer.json["fields"][field]) == {"ko", "en"}
