"""The exception report: every P1 of a month that waited longer than 180 s for a human."""

from typing import Any

from sqlalchemy import Row, select

from telecare.boards.figures_shifts import Shifts
from telecare.boards.names import staff_names
from telecare.boards.places import places_of
from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.figures import LateReportShape, LateRow
from telecare.boards.words import title
from telecare.care.alert import OUTCOME_LABELS, Outcome
from telecare.db.types import to_us
from telecare.records import figures, late_reports
from telecare.records.context import Context
from telecare.records.emergency_calls import CALLS
from telecare.records.figures import Span


def late_rows(ctx: Context, span: Span, shifts: Shifts) -> tuple[list[LateRow], int]:
    """Return the late P1 with their reports, the newest first, at most 200; and how many."""
    found, total = figures.late(ctx.db, span, ctx.now)
    reports = late_reports.of(ctx.db, (row.id for row in found))
    ctx.ring.warm(report.words for report in reports.values())
    names = staff_names(ctx, [report.by for report in reports.values()])
    places = places_of(ctx, {row.town_id for row in found})
    asked = select(CALLS.c.alert_id).where(CALLS.c.alert_id.in_([row.id for row in found]))
    called = set(ctx.db.scalars(asked))
    rows = []
    for row in found:
        report = reports.get(row.id)
        until = row.first_human_at or ctx.now
        rows.append(
            LateRow(
                alert_id=row.id, resident_id=row.resident_id,
                title=title(row.rule, row.severity.value), place=places[row.town_id],
                shift=shifts.name(shifts.at(row.path, to_us(row.first_signal_received_at))),
                received_at=row.first_signal_received_at, human_at=row.first_human_at,
                waited_s=(until - row.first_signal_received_at).total_seconds(),
                outcome=_outcome(row.outcome), called_119=row.id in called,
                report=None if report is None else _report(ctx, report, names[report.by]),
            )
        )  # fmt: skip
    return rows, total


def _outcome(outcome: Outcome | None) -> Bilingual | None:
    if outcome is None:
        return None
    said = OUTCOME_LABELS[outcome]
    return Bilingual(ko=said.ko, en=said.en)


def _report(ctx: Context, row: Row[Any], by: str) -> LateReportShape:
    words = ctx.ring.read(row.words, table="late_report", column="words", row=row.alert_id)
    return LateReportShape(
        version=row.version, reason=row.reason.value, words=words, by=by, at=row.at
    )
