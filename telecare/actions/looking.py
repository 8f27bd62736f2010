"""Looking: the owner of a P1 that was handed to them, or pressed again, looks at it soon.

What they are told by may reach nobody; so their alert carries when they must have looked. The
tick asks then whether they did, and tells the next step if not (`escalating`).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row
from sqlalchemy.orm import Session

from telecare.care.facts import Severity
from telecare.records import audit

LOOK_WITHIN: Final = timedelta(seconds=60)


def asked(
    policy: Mapping[str, Any], severity: Severity, due_at: datetime, now: datetime
) -> dict[str, object]:
    """Return what has the owner of a P1 asked for; of a milder alert only its own deadline.

    Args:
        policy: The alert's copy.
        severity: The alert's, from now on.
        due_at: When its lease must next be looked at.
        now: When the owner is told.
    """
    if severity is not Severity.P1:
        return {"due_at": due_at}
    look_by = now + LOOK_WITHIN
    return {
        "policy": dict(policy) | {"look_by": look_by.isoformat()},
        "due_at": min(due_at, look_by),
    }


def asked_again(db: Session, live: Row[Any], now: datetime) -> dict[str, object]:
    """Return the same for a new press; one who has not looked yet gets no longer for it."""
    standing = limit(live)
    seen_at = None if standing is None else looked_at(db, live, standing)
    if standing is not None and seen_at is None:
        return {}
    again = asked(live.policy, live.severity, live.due_at, now)
    return again | {"first_human_at": live.first_human_at or seen_at}


def limit(alert: Row[Any]) -> datetime | None:
    """Return until when the owner must have looked; None: nobody asks."""
    look_by = alert.policy.get("look_by")
    return None if look_by is None else datetime.fromisoformat(look_by)


def looked_at(db: Session, alert: Row[Any], look_by: datetime) -> datetime | None:
    """Return when the owner opened or moved the alert after they were told; None: not yet."""
    return audit.seen_at(db, alert.id, alert.owner_id, look_by - LOOK_WITHIN)
