"""What follows when a pre-check ends well: nothing is asked any more, and it is not forgotten.

Three alerts of one person that ended so within seven days are no emergency, and yet a sign:
somebody should look how the person is. That is a task, not an alert.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from telecare.actions import prompts, tasks
from telecare.care.alert import State
from telecare.records import prechecks
from telecare.records.actor import SERVICE
from telecare.records.alerts import ALERTS
from telecare.records.prechecks import ATTEMPTS, Result
from telecare.records.tasks import TASKS, TaskKind

WITHIN: Final = timedelta(days=7)  # monitoring.md: three in seven days
OFTEN: Final = 3


def ended_well(
    db: Session, alert: Row[Any], result: Result, now: datetime, *, on_tablet: bool = False
) -> None:
    """Keep why nobody is asked any more, take back what the tablet asks, look for a habit.

    Args:
        db: The transaction that has just ended the alert.
        alert: It, as it was asked about, locked.
        result: OK, or ACTIVITY when somebody was seen.
        now: The instant.
        on_tablet: The answer came from the tablet, whose question is then answered.
    """
    prechecks.end_attempt(db, alert.id, result, now)
    if not on_tablet:
        prompts.withdraw(db, SERVICE, now, alert.id)
    if _ended_so(db, alert, now) >= OFTEN:
        tasks.by_itself(
            db, SERVICE, now, alert.resident_id, TaskKind.WELL_BEING, alert_id=alert.id
        )


def _ended_so(db: Session, alert: Row[Any], now: datetime) -> int:
    """Count the asked alerts that ended well in seven days, since the last task of this."""
    since = now - WITHIN
    looked_at = db.scalar(
        select(func.max(TASKS.c.received_at)).where(
            TASKS.c.resident_id == alert.resident_id, TASKS.c.kind == TaskKind.WELL_BEING
        )
    )
    if looked_at is not None:
        since = max(since, looked_at)
    asked = select(ATTEMPTS.c.alert_id).where(ATTEMPTS.c.alert_id == ALERTS.c.id).exists()
    counting = select(func.count()).select_from(ALERTS).where(
        ALERTS.c.resident_id == alert.resident_id,
        ALERTS.c.state == State.AUTO_CLEARED,
        ALERTS.c.resolved_at > since,
        ALERTS.c.simulated == alert.simulated,
        asked,
    )  # fmt: skip
    return db.scalar(counting) or 0
