"""The exception report: every P1 of a month that waited longer than 180 s for a human."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

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

FOREVER: Final = datetime.max.replace(tzinfo=UTC)


def late_rows(ctx: Context, span: Span, shifts: Shifts) -> tuple[list[LateRow], int]:
    """Return the late P1 with their reports, the newest first, at most 200; and how many."""
    found, total = figures.late(ctx.db, span, ctx.now)
    reports = late_reports.of(ctx.db, (row.id for row in found))
    ctx.ring.warm(report.words for report in reports.values())
    names = staff_names(ctx, [report.by for report in reports.values()])
    places = places_of(ctx, {row.town_id for row in found})
    called = _calls(ctx, [row.id for row in found])
    rows = []
    for row in found:
        report = reports.get((row.id, row.wait_no))
        ended_at = row.ended_at or FOREVER
        until = row.human_at or ctx.now
        rows.append(
            LateRow(
                alert_id=row.id, wait_no=row.wait_no, resident_id=row.resident_id,
                title=title(row.rule, row.severity.value), place=places[row.town_id],
                shift=shifts.name(shifts.at(row.path, to_us(row.received_at))),
                received_at=row.received_at, human_at=row.human_at,
                waited_s=(until - row.received_at).total_seconds(),
                outcome=_outcome(row.outcome),
                called_119=any(row.received_at <= at < ended_at for at in called[row.id]),
                report=None if report is None else _report(ctx, report, names[report.by]),
            )
        )  # fmt: skip
    return rows, total


def _calls(ctx: Context, alert_ids: Sequence[UUID]) -> dict[UUID, list[datetime]]:
    """Return when calls to 119 about some alerts were recorded."""
    told: dict[UUID, list[datetime]] = defaultdict(list)
    asked = select(CALLS.c.alert_id, CALLS.c.recorded_at)
    for alert_id, at in ctx.db.execute(asked.where(CALLS.c.alert_id.in_(alert_ids))):
        told[alert_id].append(at)
    return told


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
