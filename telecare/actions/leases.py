"""The timer of an owned alert: `due_at` from its lease, and which mark of it has come. Pure.

A hold's lease ends ten minutes after help was expected; its marks lie within those ten minutes,
so the owner of a hold is reminded when the help has not come, not half way to it.
"""

from datetime import datetime, timedelta

from telecare.care.alert import HOLD_MARGIN, LEASE, State
from telecare.care.escalation import LEASE_MARKS, LeaseEvent, next_lease_timer
from telecare.care.facts import Severity


def length(severity: Severity, state: State) -> timedelta:
    """Return how long the span is over which this lease reminds."""
    return HOLD_MARGIN if state is State.RESPONDING else LEASE[severity]


def next_mark(
    severity: Severity, state: State, lease_until: datetime, now: datetime
) -> datetime:
    """Return when this lease must next be looked at: a reminder, or its end."""
    start = lease_until - length(severity, state)
    return next_lease_timer(start, lease_until, now)[1]


def mark_reached(
    severity: Severity, state: State, lease_until: datetime, now: datetime
) -> LeaseEvent | None:
    """Return the latest mark of this lease that has come; None before the first."""
    span = length(severity, state)
    start = lease_until - span
    reached = [event for event, percent in LEASE_MARKS if start + span * percent / 100 <= now]
    return reached[-1] if reached else None
