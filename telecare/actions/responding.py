"""Responding: 119 was called, or somebody is on the way, and until when one waits for them.

Both move a claimed alert to RESPONDING under a long lease that ends ten minutes after help is
expected; a P1 may be there too, for somebody acts on it, while it is never on hold.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from telecare.actions import fields, leases, triage
from telecare.care.alert import HOLD_MARGIN, Move
from telecare.care.responding import (
    ASK_119_AFTER,
    CALLED_WITHIN,
    CLOCKS_DIFFER,
    RESPOND_AT_MOST,
    Help,
)
from telecare.records import alerts, emergency_calls
from telecare.records.context import Context

SPOKEN_CHARS: Final = 80
REFERENCE_CHARS: Final = 40
CALLED: Final = "alert.called_119"


def called_119(
    ctx: Context,
    alert_id: UUID,
    lease_token: UUID | None,
    *,
    at: datetime,
    spoken_with: str = "",
    reference: str = "",
) -> datetime | None:
    """Record a call to 119; if the actor owns the alert, wait for its arrival under their name.

    That 119 was called is a fact, not a decision on a version: it is kept whoever tells it and
    however long they were on the telephone (I3: a stale token writes, and moves nothing).

    Args:
        ctx: The request of who called, or knows of it.
        alert_id: The alert.
        lease_token: Of the actor's claim; None or a stale one: only the record is kept.
        at: When 119 was called: within the last 24 hours, never ahead.
        spoken_with: Who answered there; "" if they did not say. Kept sealed.
        reference: The number 119 gave to the report; "" if it gave none. Kept sealed.

    Returns:
        When the owner is asked whether 119 has come; None: the alert stays where it is.

    Raises:
        NotYours: No such alert among those the actor may see.
        Overtaken: It moved this very moment; say it again.
        Invalid: Names the fields that need another value.
    """
    alert = alerts.one_for(ctx, alert_id)
    faults = fields.Faults()
    name = faults.text("spoken_with", spoken_with, SPOKEN_CHARS)
    number = faults.text("reference", reference, REFERENCE_CHARS)
    if not ctx.now - CALLED_WITHIN <= at <= ctx.now + CLOCKS_DIFFER:
        faults.say(
            "at",
            "Write when 119 was called: within the last 24 hours, not ahead.",
            "119에 전화한 때를 적으세요. 지난 24시간 안이어야 합니다.",
        )
    faults.stop()
    called_at = min(at.astimezone(UTC), ctx.now)
    call_id = emergency_calls.add(ctx, alert, at=called_at, spoken_with=name, reference=number)
    # whoever called 119 has acted, claim or none; the clock stops when the call is told, not
    # when it is said to have been made
    triage.note_human(ctx, alert)
    if not triage.holds(ctx, alert, lease_token):
        triage.tell(ctx, alert, CALLED, how=Help.EMERGENCY_119, call=call_id)
        return None
    expected_by = max(called_at + ASK_119_AFTER, ctx.now + HOLD_MARGIN)
    _await(ctx, alert, expected_by, Help.EMERGENCY_119, CALLED, call=call_id)
    return expected_by


def respond(
    ctx: Context,
    alert_id: UUID,
    version: int,
    lease_token: UUID,
    *,
    expected_by: datetime,
    how: str,
) -> None:
    """Say who is on the way and by when; the alert comes back ten minutes after that.

    Raises:
        LeaseLost: The claim has ended or is another's.
        Overtaken: The version is old.
        IllegalMove: It is neither claimed nor already waiting for somebody.
        Invalid: Names the fields that need another value.
    """
    alert = triage.owned(ctx, alert_id, lease_token, version)
    most = RESPOND_AT_MOST[alert.severity]
    faults = fields.Faults()
    faults.word("how", how, tuple(Help))
    if not ctx.now < expected_by <= ctx.now + most:
        faults.say(
            "expected_by",
            f"Choose a time within the next {_span_en(most)}.",
            f"앞으로 {_span_ko(most)} 안의 시각을 고르세요.",
        )
    faults.stop()
    _await(ctx, alert, expected_by.astimezone(UTC), Help(how), "alert.responding")


def _await(
    ctx: Context,
    alert: Row[Any],
    expected_by: datetime,
    how: Help,
    what: str,
    **facts: Any,  # noqa: ANN401 - ids and words, as `audit.write` takes them
) -> None:
    state = triage.state_after(alert, Move.RESPOND)
    lease_until = expected_by + HOLD_MARGIN
    values = {
        "state": state,
        "expected_by": expected_by,
        "hold_reason": how,
        "lease_until": lease_until,
        "due_at": leases.next_mark(alert.severity, state, lease_until, ctx.now),
        "undo_until": None,
        "undo_from": None,
    }
    triage.move(ctx, alert, values, what, how=how, **facts)


def _span_en(span: timedelta) -> str:
    hours = span // timedelta(hours=1)
    return f"{hours} h" if hours < _HOURS_A_DAY else f"{hours // _HOURS_A_DAY} days"


def _span_ko(span: timedelta) -> str:
    hours = span // timedelta(hours=1)
    return f"{hours}시간" if hours < _HOURS_A_DAY else f"{hours // _HOURS_A_DAY}일"


_HOURS_A_DAY: Final = 24
