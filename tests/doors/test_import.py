"""Enrolling from a file: every line is judged, good ones are kept, bad ones say why."""

from collections.abc import Callable, Sequence

import pytest

from telecare.actions import importing
from telecare.app import Hub
from telecare.db.engine import transaction
from telecare.records import organisations
from telecare.records.context import Context
from tests.cast import Cast
from tests.doors.conftest import Answer, Desk

Sit = Callable[..., Desk]

HEADER = "name (이름),birth_date,sex,place,address,household,phone,consent_version,consent_date"
GOOD = "한새봄,1948.3.1,여,봉화군 춘양면,춘양면 1,,054-000-1111,2026-1,2026-11-01"


@pytest.fixture
def desk(cast: Cast, sit: Sit) -> Desk:
    """Jimin at her desk."""
    return sit(cast.jimin)


def send_file(desk: Desk, text: str | bytes) -> Answer:
    data = text if isinstance(text, bytes) else text.encode()
    return desk.send(
        "POST", "/api/residents/import", data=data, content_type="text/csv",
        headers={"X-CSRF": desk.csrf},
    )  # fmt: skip


def test_good_rows_are_enrolled_and_bad_ones_say_why(hub: Hub, cast: Cast, desk: Desk) -> None:
    lines = [
        HEADER,
        GOOD,
        "여두리,1949-02-30,여,봉화군 춘양면,a,,,2026-1,2026-11-01",
        "",
        ",1949-02-03,x,안동시 풍산읍,a,,전화,2026-1,2026-11-01",
        "나세리,19490303,남,4792034000,a,,,,",
        '"겹 이름",1949/04/03,남,"Chunyang-myeon, Bonghwa-gun",a,,,2026-1,2026-11-01',
    ]
    report = send_file(desk, "\n".join(lines)).json
    assert report["imported"] == 2
    assert [(row["line"], row["ok"]) for row in report["rows"]] == [
        (2, True), (3, False), (5, False), (6, False), (7, True),
    ]  # fmt: skip
    faults = [{fault["field"] for fault in row["errors"]} for row in report["rows"]]
    assert faults == [
        set(), {"birth_date"}, {"name", "sex", "place"}, {"consent_version", "consent_date"},
        set(),
    ]  # fmt: skip
    for row in report["rows"]:
        for fault in row["errors"]:
            assert fault["message"].endswith(".")
            assert any("가" <= letter <= "힣" for letter in fault["message_ko"])
    assert desk.get(f"/api/residents/{report['rows'][0]['id']}").json["age"] == 78


def test_the_same_file_again_enrols_nobody_twice(cast: Cast, desk: Desk) -> None:
    text = f"{HEADER}\n{GOOD}\n"
    assert send_file(desk, text).json["imported"] == 1
    again = send_file(desk, text).json
    assert again["imported"] == 0
    assert again["rows"][0]["errors"][0]["field"] == "name"


def test_rows_of_one_household_share_it(cast: Cast, desk: Desk) -> None:
    mark = GOOD.replace("1,,054", "1,A,054")
    other = mark.replace("한새봄", "한여름").replace("춘양면 1,", ",")
    report = send_file(desk, f"{HEADER}\n{mark}\n{other}\n").json
    assert report["imported"] == 2
    pages = [desk.get(f"/api/residents/{row['id']}").json for row in report["rows"]]
    assert pages[0]["household_id"] == pages[1]["household_id"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_what_spreadsheets_write_can_be_read(cast: Cast, desk: Desk, encoding: str) -> None:
    data = f"{HEADER}\r\n{GOOD}\r\n".encode(encoding)
    assert send_file(desk, data).json["imported"] == 1


@pytest.mark.parametrize(
    "data",
    [
        b"", b"name\n", b"\xff\xfe\x00", HEADER.encode() + b'\n"open', b"\x00" * 100,
        (HEADER + "\n" + f"{GOOD}\n" * 501).encode(), b"x" * (1024 * 1024 + 1),
    ],
)  # fmt: skip
def test_a_file_that_is_none_enrols_nobody(cast: Cast, desk: Desk, data: bytes) -> None:
    answer = send_file(desk, data)
    assert (answer.status_code, answer.json["error"]) == (422, "invalid")
    assert set(answer.json["fields"]) == {"file"}
    assert desk.get("/api/residents").json["total"] == 2


def test_a_long_file_keeps_no_home_waiting(
    hub: Hub, cast: Cast, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is enrolled a few rows a transaction, so deliveries come in between."""
    widths = []
    enrol = importing.enrol

    def counted(ctx: Context, run: importing.Import, lines: Sequence[importing.Line]) -> None:
        widths.append(len(lines))
        enrol(ctx, run, lines)

    monkeypatch.setattr(importing, "enrol", counted)
    lines = [GOOD.replace("한새봄", f"한새봄{number}") for number in range(25)]
    assert send_file(desk, "\n".join([HEADER, *lines])).json["imported"] == 25
    assert widths == [10, 10, 5]


def test_the_template_is_read_back(cast: Cast, nobody: Desk, desk: Desk) -> None:
    template = nobody.get("/api/residents/import/template")
    assert template.headers["Content-Type"].startswith("text/csv")
    assert send_file(desk, template.data).json == {"imported": 0, "rows": []}


def test_a_whole_province_of_places_can_be_named(hub: Hub, cast: Cast, sit: Sit) -> None:
    with transaction(hub.engine) as db:
        organisations.load_gyeongbuk(db)
    line = GOOD.replace("봉화군 춘양면", "안동시 풍산읍")
    assert send_file(sit(cast.haneul), f"{HEADER}\n{line}").json["imported"] == 1
