"""The figures of a month, over HTTP: the page, its tables as files, and late reports."""

from typing import Final
from uuid import UUID

from flask import Blueprint, Response, request

from telecare.actions import late_reports
from telecare.boards import figures, figures_csv
from telecare.boards.shapes.common import Done
from telecare.boards.shapes.figures import FiguresPage, LateReportAsked
from telecare.errors import NotYours
from telecare.records import audit
from telecare.records.context import Context
from telecare.records.staff import Role
from telecare.web.asking import opened
from telecare.web.guard import allow

LOOKS: Final = (Role.SUPERVISOR, Role.ADMINISTRATOR)

blueprint = Blueprint("figures", __name__)


@blueprint.get("/api/figures")
@allow(*LOOKS, answers=FiguresPage, query=("organisation", "month"))
def get_figures(ctx: Context) -> FiguresPage:
    """The figures of a place and month: `?organisation=`, `?month=2026-11`."""
    return figures.page(
        ctx, _organisation(), request.args.get("month") or None, opened=opened()
    )


@blueprint.get("/api/figures/<table>.csv")
@allow(*LOOKS, produces="text/csv", query=("organisation", "month", "language"))
def get_table(ctx: Context, table: str) -> Response:
    """One table as a file: severities, shifts, places, months, late, rules or devices."""
    page = figures.page(ctx, _organisation(), request.args.get("month") or None, opened=False)
    body = figures_csv.table(page, table, request.args.get("language", "ko"))
    told = {row.resident_id for row in page.late if row.report} if table == "late" else set()
    audit.write(
        ctx.db, ctx.actor, "figures.exported", at=ctx.now, organisation=page.organisation_id,
        table=table, month=page.month, residents=sorted(told, key=str),
    )  # fmt: skip
    name = f"telecare-{table}-{page.month}.csv"
    return Response(
        body,
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )


@blueprint.put("/api/figures/late/<uuid:alert_id>")
@allow(Role.SUPERVISOR, body=LateReportAsked, answers=Done)
def report_late(ctx: Context, alert_id: UUID, body: LateReportAsked) -> Done:
    """Tell why a P1 waited longer than 180 s. 409 `overtaken` when somebody else did."""
    late_reports.report(
        ctx, alert_id, wait_no=body.wait_no, version=body.version, reason=body.reason,
        words=body.words,
    )  # fmt: skip
    return Done()


def _organisation() -> UUID | None:
    said = request.args.get("organisation", "")
    if not said:
        return None
    try:
        return UUID(said)
    except ValueError:
        raise NotYours from None
