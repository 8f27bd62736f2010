"""The figures of a month at the door: what counts, what is late, its report, and the files."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, insert, select, update

from telecare.boards.figures_csv import TABLES, safe
from telecare.boards.rota import SHIPPED
from telecare.care.alert import Outcome, State
from telecare.care.facts import AlertClass, Severity
from telecare.db.engine import reading, transaction
from telecare.records.audit import ENTRIES
from telecare.records.late_reports import REPORTS
from telecare.records.past_waits import PAST_WAITS
from telecare.records.residents import RESIDENTS
from tests.cast import NOON, Cast, Person
from tests.doors.conftest import Desk, open_alert

Sit = Callable[..., Desk]
Came = Callable[..., UUID]
HOUR = timedelta(hours=1)
MONTH = "2026-11"


@pytest.fixture
def came(engine: Engine, cast: Cast) -> Came:
    """Let a P1 come in an hour ago and be acted on after `s` seconds (None: by nobody yet)."""

    def come(s: float | None, outcome: Outcome | None = None, **more: Any) -> UUID:  # noqa: ANN401
        at = more.pop("at", NOON - HOUR)
        over = outcome is not None
        live = State.OPEN if s is None else State.RESPONDING
        row = {
            "alert_class": AlertClass.SOS, "rule": "sos", "severity": Severity.P1,
            "state": State.CLOSED if over else live,
            "first_signal_received_at": at, "opened_at": at, "outcome": outcome,
            "due_at": None if over else NOON + HOUR, "closed_at": NOON if over else None,
            "first_human_at": None if s is None else at + timedelta(seconds=s),
            "evidence": {},
        }  # fmt: skip
        return open_alert(engine, cast, **(row | more))

    return come


def page(desk: Desk, **query: object) -> Any:  # noqa: ANN401
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    got = desk.get(f"/api/figures?{asked}")
    assert got.status_code == 200, got.json
    return got.json


def p1(found: Any) -> tuple[int, int, int]:  # noqa: ANN401
    answers = found["severities"][0]["answers"]
    return answers["n"], answers["soon"], answers["in_time"]


def test_the_clock_runs_from_the_signal_to_the_first_act_of_a_human(
    cast: Cast, sit: Sit, came: Came
) -> None:
    came(10, Outcome.ASSISTED)
    came(60, Outcome.OK_CONFIRMED)
    came(100, Outcome.ASSISTED)
    came(400, Outcome.EMERGENCY_119)
    came(5, Outcome.TEST)
    came(5, Outcome.ASSISTED, simulated=True)
    came(None, state=State.AUTO_CLEARED, due_at=None, severity=Severity.P2)
    found = page(sit(cast.suhyeon))

    assert p1(found) == (4, 2, 3)
    answers = found["severities"][0]["answers"]
    assert (answers["median_s"], answers["p95_s"]) == (60, 400)
    assert found["severities"][1]["passed"] == 1
    assert (found["simulated"], found["tests"]) == (1, 1)
    assert found["months"][-1] == {"month": MONTH, "n": 4, "soon": 2, "in_time": 3}
    assert found["months"][0] == {"month": "2025-12", "n": 0, "soon": 0, "in_time": 0}
    assert (found["soon_target"], found["late_target"]) == (97.5, 99.0)


def test_what_nobody_has_acted_on_is_late_after_180_seconds_and_not_before(
    cast: Cast, sit: Sit, came: Came
) -> None:
    late = came(None)
    came(
        None, at=NOON - timedelta(seconds=170), alert_class=AlertClass.FALL, rule="fall",
    )  # fmt: skip
    found = page(sit(cast.suhyeon))

    assert p1(found) == (1, 0, 0)
    assert found["severities"][0]["waiting"] == 1
    assert found["months"][-1]["n"] == 1
    assert [row["alert_id"] for row in found["late"]] == [str(late)]
    assert found["late"][0]["waited_s"] == 3600
    assert found["late"][0]["human_at"] is None


def test_a_month_is_koreas_and_only_its_own(cast: Cast, sit: Sit, came: Came) -> None:
    """Midnight in Seoul is 15:00 UTC of the day before."""
    first = NOON.replace(month=10, day=31, hour=15)
    came(1, Outcome.ASSISTED, at=first - timedelta(microseconds=1))
    came(2, Outcome.ASSISTED, at=first)
    desk = sit(cast.suhyeon)
    assert page(desk)["severities"][0]["answers"]["median_s"] == 2
    assert page(desk, month="2026-10")["severities"][0]["answers"]["median_s"] == 1
    for wrong in ("2026-12", "2026-13", "x", "2019-01", "2026-11-01"):
        refused = desk.get(f"/api/figures?month={wrong}")
        assert refused.status_code == 422
        assert "2026-11" in refused.json["fields"]["month"]["ko"]


def test_a_canary_is_nobody_and_in_no_figure(
    engine: Engine, cast: Cast, sit: Sit, came: Came
) -> None:
    came(900, Outcome.ASSISTED, resident_id=cast.chungil.id)
    desk = sit(cast.suhyeon)
    assert p1(page(desk)) == (1, 0, 0)
    with transaction(engine) as db:
        mine = RESIDENTS.c.id == cast.chungil.id
        db.execute(update(RESIDENTS).where(mine).values(canary=True))
    found = page(desk)
    assert (p1(found), found["late"], found["rules"], found["simulated"]) == (
        (0, 0, 0), [], [], 0,
    )  # fmt: skip


def test_each_shift_has_its_own_figures(cast: Cast, sit: Sit, came: Came) -> None:
    """NOON is a Sunday: the night duty's, as is a weekday's evening; Friday noon is not."""
    desk = sit(cast.suhyeon)
    came(5, Outcome.ASSISTED)
    assert [row["name"] for row in page(desk)["shifts"]] == [None]
    for duty in SHIPPED:
        hours = [[{"start": span.start, "end": span.end} for span in day] for day in duty.hours]
        made = desk.post(
            "/api/rota/duties",
            {
                "organisation_id": str(cast.bonghwa), "code": duty.code,
                "name_ko": duty.name.ko, "name_en": duty.name.en, "hours": hours,
            },
        )  # fmt: skip
        assert made.status_code == 201
    came(70, Outcome.ASSISTED, at=NOON - timedelta(days=2))
    came(80, Outcome.ASSISTED, at=NOON - timedelta(days=2) + 3 * HOUR)
    found = {row["name"]["ko"]: row["answers"] for row in page(desk)["shifts"]}
    assert [(name, row["n"]) for name, row in found.items()] == [
        ("생활지원사 주간", 1), ("관제 야간·휴일", 2),
    ]  # fmt: skip
    assert found["생활지원사 주간"]["median_s"] == 70


def test_a_province_sees_its_counties_side_by_side_and_a_county_only_itself(
    cast: Cast, sit: Sit, came: Came
) -> None:
    came(5, Outcome.ASSISTED)
    came(300, Outcome.ASSISTED, organisation_id=cast.andong)
    whole = sit(cast.haneul)
    found = page(whole)
    assert p1(found) == (2, 1, 1)
    assert [(row["name"]["ko"], row["answers"]["n"]) for row in found["towns"]] == [
        ("안동시", 1), ("봉화군", 1),
    ]  # fmt: skip
    assert p1(page(whole, organisation=cast.andong)) == (1, 0, 0)
    assert found["may_report"] is False

    county = sit(cast.suhyeon)
    assert p1(page(county)) == (1, 1, 1)
    assert (page(county)["places"], page(county)["towns"]) == ([], [])
    for strange in (cast.andong, cast.province, "x"):
        assert county.get(f"/api/figures?organisation={strange}").status_code == 404
    for who in (cast.jimin, cast.doyun, cast.nari):
        assert sit(who).get("/api/figures").status_code == 403


def test_a_late_alert_is_reported_once_by_a_supervisor_and_may_be_corrected(
    engine: Engine, cast: Cast, sit: Sit, came: Came
) -> None:
    late, soon = came(181, Outcome.ASSISTED), came(180, Outcome.ASSISTED)
    desk = sit(cast.suhyeon)
    path = f"/api/figures/late/{late}"
    said = {
        "wait_no": 1,
        "version": 0,
        "reason": "all_busy",
        "words": "동시에 두 건, 순서를 바꿈",
    }
    assert page(desk)["late"][0]["report"] is None
    assert desk.ask("PUT", path, said).status_code == 200

    kept = page(desk)["late"][0]["report"]
    assert (kept["reason"], kept["words"], kept["by"]) == (
        "all_busy", said["words"], cast.suhyeon.name,
    )  # fmt: skip
    assert desk.ask("PUT", path, said).status_code == 409
    again = said | {"version": 1, "reason": "other", "words": ""}
    refused = desk.ask("PUT", path, again)
    assert "꼭" in refused.json["fields"]["words"]["ko"]
    assert desk.ask("PUT", path, again | {"words": "정전"}).status_code == 200
    assert desk.ask("PUT", path, again | {"words": "정전"}).status_code == 409
    in_time = desk.ask("PUT", f"/api/figures/late/{soon}", said)
    assert "180초" in in_time.json["fields"]["alert"]["ko"]
    assert sit(cast.haneul).ask("PUT", path, again).status_code == 403
    with reading(engine) as db:
        assert "정전".encode() not in db.scalars(select(REPORTS.c.words)).one()
        told = select(ENTRIES.c.staff_id, ENTRIES.c.facts)
        entries = db.execute(told.where(ENTRIES.c.what == "alert.late_reported")).all()
    assert [(who, facts["reason"]) for who, facts in entries] == [
        (cast.suhyeon.id, "all_busy"), (cast.suhyeon.id, "other"),
    ]  # fmt: skip
    assert "정전" not in str(entries)


def test_each_wait_of_an_alert_that_came_back_counts_and_has_its_own_report(
    engine: Engine, cast: Cast, sit: Sit, came: Came
) -> None:
    """Answered after 10 s and resolved; pressed again, it waits 400 s and asks for a report."""
    alert = came(400, Outcome.ASSISTED, wait_no=2)
    ended = NOON - HOUR
    with transaction(engine) as db:
        db.execute(
            insert(PAST_WAITS).values(
                alert_id=alert, no=1, severity=Severity.P1, simulated=False,
                received_at=ended - timedelta(minutes=9), ended_at=ended,
                first_human_at=ended - timedelta(minutes=9) + timedelta(seconds=10),
                outcome=Outcome.ACCIDENTAL_PRESS, passed=False,
            )
        )  # fmt: skip
    desk = sit(cast.suhyeon)
    found = page(desk)
    assert (p1(found), found["months"][-1]["n"]) == ((2, 1, 1), 2)
    assert [(row["wait_no"], row["waited_s"]) for row in found["late"]] == [(2, 400)]
    rule = found["rules"][0]["judged"]
    assert (rule["n"], rule["false"], rule["needed"]) == (2, 1, 1)

    path = f"/api/figures/late/{alert}"
    said = {"wait_no": 2, "version": 0, "reason": "all_busy", "words": "두 번째"}
    assert desk.ask("PUT", path, said).status_code == 200
    assert page(desk)["late"][0]["report"]["words"] == "두 번째"
    in_time = desk.ask("PUT", path, said | {"wait_no": 1})
    assert "180초" in in_time.json["fields"]["alert"]["ko"]
    assert desk.ask("PUT", path, said | {"wait_no": 3}).status_code == 404


def test_what_became_urgent_before_anybody_came_did_not_pass_by_itself(
    engine: Engine, cast: Cast, sit: Sit, came: Came
) -> None:
    """One P4 cleared by itself and came back; one waited an hour and became a P1."""
    back = came(30, Outcome.ASSISTED, wait_no=3)
    kept = {
        "alert_id": back, "severity": Severity.P4, "simulated": False, "first_human_at": None,
        "received_at": NOON - 3 * HOUR, "ended_at": NOON - 2 * HOUR, "outcome": None,
    }  # fmt: skip
    with transaction(engine) as db:
        rows = [kept | {"no": 1, "passed": True}, kept | {"no": 2, "passed": False}]
        db.execute(insert(PAST_WAITS), rows)
    p4 = page(sit(cast.suhyeon))["severities"][3]
    assert (p4["severity"], p4["passed"], p4["answers"]["n"]) == ("P4", 1, 0)


def test_false_alarms_are_told_per_rule_and_per_device(
    cast: Cast, sit: Sit, came: Came
) -> None:
    soonja: Person = cast.soonja
    button = soonja.devices["sos"] if "sos" in soonja.devices else soonja.devices["gateway"]
    pressed = {"evidence": {"device_id": str(button)}}
    came(5, Outcome.ACCIDENTAL_PRESS, **pressed)
    came(5, Outcome.ACCIDENTAL_PRESS, **pressed)
    came(5, Outcome.ASSISTED, **pressed)
    came(5, Outcome.DUPLICATE, **pressed)
    came(5, Outcome.OK_CONFIRMED, rule="quiet_home", alert_class=AlertClass.SILENCE)
    found = page(sit(cast.suhyeon))

    assert [(row["rule"], row["judged"]) for row in found["rules"]] == [
        ("sos", {"n": 3, "false": 2, "well": 0, "needed": 1}),
        ("quiet_home", {"n": 1, "false": 0, "well": 1, "needed": 0}),
    ]
    (device,) = found["devices"]
    assert (device["device_id"], device["resident_id"]) == (str(button), str(soonja.id))
    assert device["judged"] == {"n": 3, "false": 2, "well": 0, "needed": 1}
    assert device["place"]["ko"] == "봉화군 춘양면"


def test_every_table_is_a_file_that_runs_nothing(
    engine: Engine, cast: Cast, sit: Sit, came: Came
) -> None:
    late = came(200, Outcome.ASSISTED)
    desk = sit(cast.suhyeon)
    words = '=HYPERLINK("http://x")'
    said = {"wait_no": 1, "version": 0, "reason": "other", "words": words}
    told = desk.ask("PUT", f"/api/figures/late/{late}", said)
    assert told.status_code == 200
    for name, (head, _) in TABLES.items():
        got = desk.get(f"/api/figures/{name}.csv?month={MONTH}&language=en")
        assert (got.status_code, got.headers["Content-Type"]) == (
            200, "text/csv; charset=utf-8",
        )  # fmt: skip
        rows = list(csv.reader(io.StringIO(got.data.decode("utf-8-sig"), newline="")))
        assert tuple(rows[0]) == head
        assert all(len(row) == len(head) for row in rows)
        if name == "late":
            assert rows[1][head.index("words")] == f"'{words}"
            assert rows[1][head.index("waited_s")] == "200.0"
    assert desk.get("/api/figures/none.csv").status_code == 404
    with reading(engine) as db:
        asked = select(ENTRIES.c.facts).where(ENTRIES.c.what == "figures.exported")
        exported = {facts["table"]: facts["residents"] for facts in db.scalars(asked)}
    assert exported.pop("late") == [str(cast.soonja.id)]
    assert set(exported) == set(TABLES) - {"late"}


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "  =", " \t"])
def test_a_cell_never_begins_like_a_formula(begin: str) -> None:
    assert safe(f"{begin}1+1") == f"'{begin}1+1"
    assert safe("3층") == "3층"
    assert (safe(-3), safe(-1.25), safe(None)) == ("-3", "-1.2", "")


def test_opening_the_page_is_written_down_and_a_refresh_is_not(
    engine: Engine, cast: Cast, sit: Sit
) -> None:
    desk = sit(cast.suhyeon)
    desk.get("/api/figures")
    desk.get("/api/figures", X_Opened="0")
    with reading(engine) as db:
        told = select(ENTRIES.c.facts).where(ENTRIES.c.what == "figures.viewed")
        (facts,) = db.scalars(told).all()
    assert facts == {"month": f"{date(2026, 11, 1):%Y-%m}", "residents": []}
