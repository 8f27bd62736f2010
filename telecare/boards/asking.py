"""Who is being asked now, and what each attempt of a pre-check came to."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from telecare.boards.shapes.triage import Asking, Attempt
from telecare.care.alert import State
from telecare.care.precheck import from_json
from telecare.records import prechecks
from telecare.records.context import Context


def asking(ctx: Context, found: Iterable[Row[Any]]) -> dict[UUID, Asking]:
    """Return the attempt waited for by each alert that asks now; no query when none does."""
    asked = {row.id: row for row in found if row.state is State.PRECHECK}
    if not asked:
        return {}
    return {
        alert_id: Asking(
            no=attempt.no,
            of=len(from_json(asked[alert_id].policy.get("precheck"))),
            way=attempt.way.value,
            answer_by=attempt.answer_by,
        )
        for alert_id, attempt in prechecks.of_alerts(ctx.db, asked).items()
    }


def attempts(ctx: Context, alert_id: UUID) -> list[Attempt]:
    """Return every attempt of an alert, the first asked first."""
    return [
        Attempt(
            no=row.no,
            way=row.way.value,
            asked_at=row.asked_at,
            answer_by=row.answer_by,
            ended_at=row.ended_at,
            result=None if row.result is None else row.result.value,
        )
        for row in prechecks.of_alert(ctx.db, alert_id)
    ]
