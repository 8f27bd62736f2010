"""The exception report of a P1 that waited longer than 180 s: written, and corrected."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, update
from sqlalchemy.dialects import postgresql, sqlite

from telecare.actions import fields
from telecare.care.facts import Severity
from telecare.care.figures import LATE
from telecare.errors import Invalid, NotYours, Overtaken
from telecare.records import alerts, audit, past_waits
from telecare.records.context import Context
from telecare.records.late_reports import REPORTS, LateReason

WORDS_CHARS: Final = 1_000


def report(
    ctx: Context, alert_id: UUID, *, wait_no: int, version: int, reason: str, words: str
) -> None:
    """Keep why nobody acted in time, in place of what was written before.

    Args:
        ctx: The request of the supervisor.
        alert_id: A P1 that waited, or waits, longer than 180 s.
        wait_no: Which of its waits that was, counted from 1.
        version: Of the report the writer has seen; 0: none.
        reason: A word of `LateReason`.
        words: What was done, and what will be done about it; kept sealed. Needed for "other".

    Raises:
        NotYours: No such alert among those the actor may see, or no such wait of it.
        Overtaken: Somebody else wrote it meanwhile.
        Invalid: The alert asks for no report, or names the fields that need another value.
    """
    alert = alerts.one_for(ctx, alert_id)
    _check_late(ctx, alert, wait_no)
    faults = fields.Faults()
    faults.word("reason", reason, tuple(LateReason))
    kept = faults.text("words", words, WORDS_CHARS, needed=reason == LateReason.OTHER)
    faults.stop()
    sealed = ctx.ring.seal_row(
        ("resident", alert.resident_id), "late_report", alert_id, {"words": kept}
    )
    values = {
        "reason": LateReason(reason), "by": ctx.actor.staff_id, "at": ctx.now, **sealed,
    }  # fmt: skip
    _keep(ctx, (alert_id, wait_no), version, values)
    audit.write(
        ctx.db, ctx.actor, "alert.late_reported", at=ctx.now, resident=alert.resident_id,
        alert=alert_id, organisation=alert.organisation_id, reason=reason, wait=wait_no,
        version=version + 1,
    )  # fmt: skip


def _check_late(ctx: Context, alert: Row[Any], wait_no: int) -> None:
    severity, waited = _wait(ctx, alert, wait_no)
    if severity is not Severity.P1 or waited <= LATE:
        raise Invalid(
            {"alert": "Only a P1 that waited longer than 180 seconds asks for a report."},
            {"alert": "180초 넘게 기다린 긴급 알림에만 초과 보고를 적습니다."},
        )


def _wait(ctx: Context, alert: Row[Any], wait_no: int) -> tuple[Severity, timedelta]:
    if wait_no == alert.wait_no:
        waited = (alert.first_human_at or ctx.now) - alert.first_signal_received_at
        return alert.severity, waited
    past = past_waits.one(ctx.db, alert.id, wait_no)
    if past is None:
        raise NotYours
    return past.severity, (past.first_human_at or past.received_at) - past.received_at


def _keep(ctx: Context, wait: tuple[UUID, int], version: int, values: dict[str, Any]) -> None:
    alert_id, no = wait
    if version > 0:
        written = ctx.db.execute(
            update(REPORTS)
            .where(REPORTS.c.alert_id == alert_id, REPORTS.c.wait_no == no)
            .where(REPORTS.c.version == version)
            .values(version=version + 1, **values)
            .returning(REPORTS.c.alert_id)
        ).first()
        if written is None:
            raise Overtaken
        return
    on_postgresql = ctx.db.get_bind().dialect.name == "postgresql"
    build: Any = postgresql.insert if on_postgresql else sqlite.insert
    row = {"alert_id": alert_id, "wait_no": no, "version": 1, **values}
    first = build(REPORTS).values(row).on_conflict_do_nothing().returning(REPORTS.c.alert_id)
    if ctx.db.execute(first).first() is None:
        raise Overtaken
