"""The tables of the figures as CSV files that a spreadsheet opens without running anything.

A cell that begins like a formula gets an apostrophe before it: labels and reports are typed by
people. The files are UTF-8 with a mark at the front, so that a Korean spreadsheet reads them.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.figures import AnswersShape, FiguresPage, JudgedShape
from telecare.errors import NotYours

Cell = str | int | float | None
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
MARK: Final = "\ufeff"
_ANSWERS: Final = ("n", "within_60_s", "within_180_s", "median_s", "p95_s")
_JUDGED: Final = ("n", "false_alarms", "person_well", "help_needed")


def table(page: FiguresPage, name: str, language: str) -> bytes:
    """Return one table of a page as a CSV file, its words in `language`.

    Raises:
        NotYours: There is no table of that name.
    """
    if name not in TABLES:
        raise NotYours
    head, rows = TABLES[name]
    text = io.StringIO(newline="")
    text.write(MARK)
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([safe(cell) for cell in row] for row in rows(page, language))
    return text.getvalue().encode()


def safe(cell: Cell) -> str:
    """Return a cell as text no spreadsheet takes for a formula; None is an empty cell."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.1f}"
    text = str(cell)
    return (
        f"'{text}" if isinstance(cell, str) and text.lstrip(" ").startswith(FORMULA) else text
    )


def _said(words: Bilingual | None, language: str) -> str:
    if words is None:
        return ""
    return words.en if language == "en" else words.ko


def _answers(found: AnswersShape) -> tuple[Cell, ...]:
    return found.n, found.soon, found.in_time, found.median_s, found.p95_s


def _judged(found: JudgedShape) -> tuple[Cell, ...]:
    return found.n, found.false, found.well, found.needed


def _severities(page: FiguresPage, _language: str) -> Iterable[Sequence[Cell]]:
    return [
        (row.severity, *_answers(row.answers), row.passed, row.waiting)
        for row in page.severities
    ]


def _shifts(page: FiguresPage, language: str) -> Iterable[Sequence[Cell]]:
    return [(_said(row.name, language), *_answers(row.answers)) for row in page.shifts]


def _places(page: FiguresPage, language: str) -> Iterable[Sequence[Cell]]:
    return [(_said(row.name, language), *_answers(row.answers)) for row in page.towns]


def _months(page: FiguresPage, _language: str) -> Iterable[Sequence[Cell]]:
    return [(row.month, row.n, row.soon, row.in_time) for row in page.months]


def _late(page: FiguresPage, language: str) -> Iterable[Sequence[Cell]]:
    return [
        (
            row.received_at.isoformat(), row.waited_s,
            row.human_at.isoformat() if row.human_at else "", _said(row.place, language),
            _said(row.title, language), _said(row.shift, language),
            _said(row.outcome, language), int(row.called_119),
            row.report.reason if row.report else "", row.report.words if row.report else "",
            row.report.by if row.report else "",
        )
        for row in page.late
    ]  # fmt: skip


def _rules(page: FiguresPage, language: str) -> Iterable[Sequence[Cell]]:
    return [(_said(row.title, language), *_judged(row.judged)) for row in page.rules]


def _devices(page: FiguresPage, language: str) -> Iterable[Sequence[Cell]]:
    return [
        (
            _said(row.place, language), row.kind, row.label, str(row.device_id),
            *_judged(row.judged),
        )
        for row in page.devices
    ]  # fmt: skip


Rows = Callable[[FiguresPage, str], Iterable[Sequence[Cell]]]
TABLES: Final[Mapping[str, tuple[tuple[str, ...], Rows]]] = MappingProxyType(
    {
        "severities": (("severity", *_ANSWERS, "passed_by_itself", "waiting"), _severities),
        "shifts": (("shift", *_ANSWERS), _shifts),
        "places": (("place", *_ANSWERS), _places),
        "months": (("month", "n", "within_60_s", "within_180_s"), _months),
        "late": (
            (
                "received_utc", "waited_s", "first_act_utc", "place", "alert", "shift",
                "outcome", "called_119", "reason", "words", "reported_by",
            ),
            _late,
        ),
        "rules": (("rule", *_JUDGED), _rules),
        "devices": (("place", "kind", "room", "device", *_JUDGED), _devices),
    }
)  # fmt: skip
