"""Enrol many residents from a CSV file: every row is judged, good rows are kept.

A whole file in one transaction would keep every home waiting on SQLite, so the door enrols a
few rows at a time: `lines_of` the file, `begin`, `enrol` each of `few`, `finish`.

A row says itself what is wrong with it, field by field. Importing the same file again enrols
nobody twice: who has the same name and date of birth in scope is reported as enrolled already.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, Final, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import aliased

from telecare.actions import fields
from telecare.actions.contacts import add_contact
from telecare.actions.register import ZONE, create_resident
from telecare.boards.shapes.register import (
    ContactAsked,
    ImportFault,
    ImportReport,
    ImportRow,
    ResidentAsked,
)
from telecare.errors import Invalid, NotYours
from telecare.records import audit, residents
from telecare.records.contacts import ContactKind
from telecare.records.context import Context
from telecare.records.names import normalised
from telecare.records.organisations import Kind, Organisation
from telecare.records.scope import subtree

ROWS_AT_MOST: Final = 500  # a county's list comes in a few files
AT_ONCE: Final = 10  # rows a transaction: nobody waits longer than a tenth of a second or two
BYTES_AT_MOST: Final = 1024 * 1024
ENCODINGS: Final = ("utf-8-sig", "cp949")  # what spreadsheets in Korea write
NOON: Final = time(12)
COLUMNS: Final[Mapping[str, str]] = {
    "name": "이름", "birth_date": "생년월일", "sex": "성별", "place": "읍면동",
    "address": "주소", "household": "같은 집 표시", "phone": "전화", "way_in": "들어가는 법",
    "network": "통신망", "language": "쓰는 말", "hearing": "청력", "category": "대상 구분",
    "risk": "위험도", "legal_basis": "처리 근거", "consent_version": "동의서 판",
    "consent_date": "동의한 날", "notes": "알아 둘 점", "door_code": "현관 비밀번호",
    "health_conditions": "지병", "medicines": "드시는 약", "contact_kind": "연락처 구분",
    "contact_name": "연락처 이름", "contact_phone": "연락처 전화",
    "contact_relation": "연락처 관계", "contact_has_key": "열쇠 있음",
}  # fmt: skip
NEEDED: Final = ("name", "birth_date", "sex", "place")
SPOKEN: Final[Mapping[str, Mapping[str, str]]] = {  # words people write, by column
    "sex": {"여": "female", "여성": "female", "남": "male", "남성": "male"},
    "language": {"": "ko", "한국어": "ko", "영어": "en"},
    "hearing": {
        "": "unknown", "모름": "unknown", "정상": "normal", "난청": "hard_of_hearing",
        "청각장애": "deaf",
    },
    "category": {
        "": "living_alone", "독거": "living_alone", "노인부부": "senior_couple",
        "조손": "skip_generation", "허약": "frail_senior", "치매": "dementia",
        "장애인": "disability", "기타": "other",
    },
    "risk": {"": "normal", "보통": "normal", "높음": "high"},
    "legal_basis": {"": "consent", "동의": "consent", "공공업무": "public_task"},
    "contact_kind": {
        "": "family", "가족": "family", "이웃": "neighbour", "이장": "village_head",
        "열쇠보관": "key_holder", "담당": "worker", "기타": "other",
    },
    "contact_has_key": {"": "no", "예": "yes", "있음": "yes", "아니오": "no", "없음": "no"},
}  # fmt: skip
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "sex": fields.SEXES,
    "language": fields.LANGUAGES,
    "hearing": fields.HEARINGS,
    "category": fields.CATEGORIES,
    "risk": fields.RISKS,
    "legal_basis": fields.LEGAL_BASES,
    "contact_kind": tuple(ContactKind),
    "contact_has_key": ("yes", "no"),
}
FORM_FIELDS: Final = {  # a fault of the form names the column it came from
    "organisation_id": "place", "consent_at": "consent_date",
}  # fmt: skip


Line = tuple[int, Mapping[str, str]]  # its number in the file, and its cells by column


@dataclass
class Import:
    """One file on its way into the register."""

    places: Mapping[str, UUID | None]  # by code and by name; None: several of that name
    households: dict[str, UUID] = field(default_factory=dict)  # by the file's own mark
    rows: list[ImportRow] = field(default_factory=list)


def template() -> bytes:
    """Return an empty file with the columns, for a spreadsheet (UTF-8 with its mark)."""
    text = io.StringIO()
    csv.writer(text).writerow(f"{name} ({korean})" for name, korean in COLUMNS.items())
    return text.getvalue().encode("utf-8-sig")


def begin(ctx: Context) -> Import:
    """Begin a file: learn the places where the actor may enrol."""
    return Import(_places(ctx))


def few(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Yield the lines a few at a time, each time for one transaction."""
    for start in range(0, len(lines), AT_ONCE):
        yield lines[start : start + AT_ONCE]


def enrol(ctx: Context, run: Import, lines: Sequence[Line]) -> None:
    """Enrol some lines; what became of each is kept in `run`."""
    run.rows += [_one(ctx, run, number, line) for number, line in lines]


def finish(ctx: Context, run: Import) -> ImportReport:
    """Say what became of each line, and leave the entry of the whole file."""
    imported = sum(row.ok for row in run.rows)
    audit.write(
        ctx.db, ctx.actor, "register.imported", at=ctx.now, purpose="register",
        lines=len(run.rows), imported=imported,
    )  # fmt: skip
    return ImportReport(imported=imported, rows=run.rows)


def _one(ctx: Context, run: Import, number: int, line: Mapping[str, str]) -> ImportRow:
    """Enrol one line, or say what is wrong with it; a bad line leaves nothing behind."""
    try:
        with ctx.db.begin_nested():
            resident_id = _enrol(ctx, run, line)
    except Invalid as invalid:
        faults = [
            ImportFault(
                field=FORM_FIELDS.get(name, name),
                message=said,
                message_ko=invalid.fields_ko.get(name, said),
            )
            for name, said in sorted(invalid.fields.items())
        ]
        return ImportRow(line=number, ok=False, id=None, errors=faults)
    except NotYours:
        fault = ImportFault(
            field="household",
            message="A household lies in one eup, myeon or dong.",
            message_ko="같은 집은 한 읍·면·동에 있어야 합니다.",
        )
        return ImportRow(line=number, ok=False, id=None, errors=[fault])
    return ImportRow(line=number, ok=True, id=resident_id, errors=[])


def _enrol(ctx: Context, run: Import, line: Mapping[str, str]) -> UUID:
    asked, contact = _asked(run, line)
    _refuse_twice(ctx, asked)
    resident_id = create_resident(ctx, asked)
    if contact is not None:
        try:
            add_contact(ctx, resident_id, contact)
        except Invalid as invalid:  # its columns carry the contact's mark
            raise Invalid(
                {f"contact_{name}": said for name, said in invalid.fields.items()},
                {f"contact_{name}": said for name, said in invalid.fields_ko.items()},
            ) from None
    mark = line["household"]
    if mark and mark not in run.households:
        run.households[mark] = residents.one_for(ctx, resident_id).household_id
    return resident_id


def _asked(run: Import, line: Mapping[str, str]) -> tuple[ResidentAsked, ContactAsked | None]:
    """Read a line as the form would send it.

    Raises:
        Invalid: Something cannot be read as what its column holds.
    """
    faults = fields.Faults()
    for name in NEEDED:
        if not line[name]:
            faults.say(name, "This is needed.", "꼭 적어야 합니다.")
    said = {name: _word(faults, name, line[name]) for name in CHOICES}
    birth_date = _date(faults, "birth_date", line["birth_date"])
    consented = _date(faults, "consent_date", line["consent_date"])
    place = _place(faults, run.places, line["place"])
    faults.stop()
    if birth_date is None or place is None:  # for the type checker: stop() has raised
        raise Invalid
    asked = ResidentAsked(
        name=line["name"], organisation_id=place, birth_date=birth_date,
        sex=cast("Any", said["sex"]), address=line["address"], phone=line["phone"],
        notes=line["notes"], way_in=line["way_in"], network=line["network"],
        language=cast("Any", said["language"]), hearing=cast("Any", said["hearing"]),
        category=cast("Any", said["category"]), risk=cast("Any", said["risk"]),
        legal_basis=cast("Any", said["legal_basis"]), consent_version=line["consent_version"],
        consent_at=_noon(consented), household_id=run.households.get(line["household"]),
        door_code=line["door_code"], health_conditions=line["health_conditions"],
        medicines=line["medicines"],
    )  # fmt: skip
    if not line["contact_name"] and not line["contact_phone"]:
        return asked, None
    contact = ContactAsked(
        kind=cast("Any", said["contact_kind"]), name=line["contact_name"],
        phone=line["contact_phone"], relation=line["contact_relation"],
        has_key=said["contact_has_key"] == "yes",
    )  # fmt: skip
    return asked, contact


def _refuse_twice(ctx: Context, asked: ResidentAsked) -> None:
    """Refuse somebody in scope with the same name and date of birth.

    Raises:
        Invalid: They are enrolled already.
    """
    born = asked.birth_date.isoformat()
    for row in residents.found_by(ctx, asked.name):
        same_day = born == ctx.ring.read(
            row.birth_date, table="resident", column="birth_date", row=row.id
        )
        if row.ended_at is None and same_day:
            raise Invalid(
                {"name": "Somebody of this name and date of birth is enrolled already."},
                {"name": "이름과 생년월일이 같은 분이 이미 등록되어 있습니다."},
            )


def lines_of(data: bytes) -> list[Line]:
    """Return the rows of a file by column, each with its line number in the file.

    Raises:
        Invalid: The file as a whole cannot be read.
    """
    if len(data) > BYTES_AT_MOST:
        raise _unreadable("The file is larger than 1 MiB.", "파일이 1 MiB보다 큽니다.")
    reader = csv.reader(io.StringIO(_decoded(data), newline=""), strict=True)
    try:
        header = [_column(cell) for cell in next(reader, [])]
        missing = [name for name in NEEDED if name not in header]
        if missing:
            listed = ", ".join(missing)
            raise _unreadable(
                f"The first line must name the columns; missing: {listed}.",
                f"첫 줄에 열 이름이 있어야 합니다. 없는 열: {listed}",
            )
        lines: list[Line] = [
            (reader.line_num, _by_column(header, cells))
            for cells in reader
            if any(cell.strip() for cell in cells)
        ]
    except csv.Error:
        raise _unreadable(
            f"Line {reader.line_num} is no CSV: check its quotes.",
            f"{reader.line_num}번째 줄이 CSV가 아닙니다. 따옴표를 확인하세요.",
        ) from None
    if len(lines) > ROWS_AT_MOST:
        raise _unreadable(
            f"At most {ROWS_AT_MOST} lines at once: split the file.",
            f"한 번에 {ROWS_AT_MOST}줄까지입니다. 파일을 나누세요.",
        )
    return lines


def _by_column(header: list[str], cells: list[str]) -> dict[str, str]:
    row = dict.fromkeys(COLUMNS, "")
    for name, cell in zip(header, cells, strict=False):
        if name in row:
            row[name] = cell.strip()
    return row


def _decoded(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _unreadable(
        "The file is neither UTF-8 nor CP949 text.", "UTF-8이나 CP949로 된 글이 아닙니다."
    )


def _unreadable(english: str, korean: str) -> Invalid:
    return Invalid({"file": english}, {"file": korean})


def _column(cell: str) -> str:
    """Return a column's id from its heading: "name (이름)", "name" or "이름"."""
    heading = cell.partition("(")[0].strip().casefold()
    spoken = {korean: name for name, korean in COLUMNS.items()}
    return spoken.get(heading, heading)


def _word(faults: fields.Faults, column: str, written: str) -> str:
    word = SPOKEN[column].get(written.replace(" ", ""), written.casefold())
    return faults.word(column, word, CHOICES[column])


def _date(faults: fields.Faults, column: str, written: str) -> date | None:
    """Read a date as spreadsheets write it: 1941-03-09, 1941.3.9, 1941/03/09 or 19410309."""
    if not written:
        return None
    parts = written.replace(".", "-").replace("/", "-").rstrip("-").split("-")
    if len(parts) == 1 and len(written) == len("19410309"):
        parts = [written[:4], written[4:6], written[6:]]
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        faults.say(column, "Write the day as 1941-03-09.", "날짜를 1941-03-09처럼 적으세요.")
        return None


def _place(
    faults: fields.Faults, places: Mapping[str, UUID | None], written: str
) -> UUID | None:
    found = places.get(normalised(written))
    if found is None and written:
        faults.say(
            "place",
            "Write the si/gun and the eup/myeon/dong of your organisation, or its legal code.",
            "우리 기관의 시·군과 읍·면·동을 적으세요. 보기: 봉화군 춘양면",
        )
    return found


def _places(ctx: Context) -> dict[str, UUID | None]:
    """Return the actor's eup, myeon and dong by code and by "si/gun eup/myeon"."""
    town, county = aliased(Organisation), aliased(Organisation)
    rows = ctx.db.execute(
        select(town.id, town.code, town.name_ko, town.name_en, county.name_ko, county.name_en)
        .join(county, town.path.startswith(county.path))
        .where(town.kind == Kind.EUPMYEONDONG, county.kind == Kind.SIGUNGU)
        .where(town.id.in_(subtree(ctx.actor.path)))
    )
    places: dict[str, UUID | None] = {}
    for organisation_id, code, ko, en, county_ko, county_en in rows:
        places[code] = organisation_id
        for name in (f"{county_ko}{ko}", f"{en},{county_en}"):
            key = normalised(name)
            places[key] = None if key in places else organisation_id
    return places


def _noon(day: date | None) -> datetime | None:
    """Return the instant a day of consent stands for: its noon where homes are."""
    if day is None:
        return None
    return datetime.combine(day, NOON, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)
