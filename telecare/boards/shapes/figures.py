"""The figures of a month: how soon humans acted, and how often an alarm was for nothing."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from telecare.boards.shapes.common import Asked, Bilingual, SeverityWord, Shape

LateReasonWord = Literal[
    "nobody_on", "all_busy", "not_seen", "not_delivered", "acted_first", "became_urgent",
    "area_outage", "system", "other",
]  # fmt: skip


class AnswersShape(Shape, frozen=True, kw_only=True):
    """How soon humans acted on `n` alerts; the seconds are None when none counted."""

    n: int
    soon: int  # within 60 s
    in_time: int  # within 180 s
    median_s: float | None
    p95_s: float | None


class SeverityFigures(Shape, frozen=True, kw_only=True):
    """One severity; beside what counted, what nobody had to act on."""

    severity: SeverityWord
    answers: AnswersShape
    passed: int  # they passed before anybody came
    waiting: int  # nobody has acted yet, and 180 s are not over


class NamedFigures(Shape, frozen=True, kw_only=True):
    """The P1 of one shift or of one place; `name` None: no duty is laid down for that hour."""

    name: Bilingual | None
    answers: AnswersShape


class MonthFigures(Shape, frozen=True, kw_only=True):
    """The P1 of one month, "2026-11"."""

    month: str
    n: int
    soon: int
    in_time: int


class LateReportShape(Shape, frozen=True, kw_only=True):
    """Why a P1 waited, as a supervisor told it."""

    version: int
    reason: LateReasonWord
    words: str
    by: str
    at: datetime


class LateRow(Shape, frozen=True, kw_only=True):
    """A P1 that waited longer than 180 s."""

    alert_id: UUID
    wait_no: int  # which of the alert's waits, from 1: an alert that comes back waits anew
    resident_id: UUID
    title: Bilingual
    place: Bilingual
    shift: Bilingual | None
    received_at: datetime
    human_at: datetime | None  # None: nobody has acted yet
    waited_s: float
    outcome: Bilingual | None
    called_119: bool
    report: LateReportShape | None


class JudgedShape(Shape, frozen=True, kw_only=True):
    """What `n` alerts with an outcome turned out to be."""

    n: int
    false: int
    well: int
    needed: int


class RuleFigures(Shape, frozen=True, kw_only=True):
    """What one rule's alerts turned out to be."""

    rule: str
    title: Bilingual
    judged: JudgedShape


class DeviceFigures(Shape, frozen=True, kw_only=True):
    """What the alerts of one device turned out to be."""

    device_id: UUID
    resident_id: UUID
    kind: str
    label: str  # a room, never a name
    place: Bilingual
    judged: JudgedShape


class FiguresPlace(Shape, frozen=True, kw_only=True):
    """A place whose figures may be asked for."""

    id: UUID
    name: Bilingual


class FiguresPage(Shape, frozen=True, kw_only=True):
    """All figures of one month and place.

    `places` is empty where there is nothing to choose. `simulated` and `tests` are how many
    alerts of the month were left out as such.
    """

    month: str
    newest_month: str
    organisation_id: UUID
    places: list[FiguresPlace]
    may_report: bool
    soon_target: float
    late_target: float
    few: int
    severities: list[SeverityFigures]
    shifts: list[NamedFigures]
    towns: list[NamedFigures]
    months: list[MonthFigures]
    late: list[LateRow]
    late_total: int
    rules: list[RuleFigures]
    devices: list[DeviceFigures]
    simulated: int
    tests: int


class LateReportAsked(Asked, frozen=True, kw_only=True):
    """A report to keep: `version` is the one the writer has seen, 0: there is none yet."""

    wait_no: int
    version: int
    reason: LateReasonWord
    words: str = ""
