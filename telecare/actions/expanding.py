"""Expanding: a message to a group becomes one for each person and each of their ways.

It happens when the message is due, so that whoever is on duty then is told. What is not
urgent waits a minute more, and all of one person that waits by then goes as one message.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from telecare.actions import reaching
from telecare.actions.outbox import Waiting
from telecare.actions.reaching import Reach, Way
from telecare.records import providers
from telecare.records.notifications import NOTICES, About, NotificationState

BUNDLED_WITHIN: Final = timedelta(seconds=60)
ALONE: Final = frozenset({About.TEST, About.PRECHECK, About.BRIDGE})  # never waits for others


def expand(db: Session, waiting: Waiting, now: datetime) -> tuple[NotificationState, str]:
    """Write the rows that leave the house for one due message; return what became of it.

    The result counts and names nobody: "to=3", or why there is no one.
    """
    if waiting.channel == "webhook":
        rows = list(_machine(db, waiting))
        why = "no_provider"
    else:
        rows, why = _persons(db, waiting, now)
    if not rows:
        return NotificationState.NO_ONE, why
    due_at = now if waiting.urgent or waiting.about in ALONE else now + BUNDLED_WITHIN
    on_postgres = db.get_bind().dialect.name == "postgresql"
    build = postgresql.insert if on_postgres else sqlite.insert
    for row in rows:
        values = _of(waiting) | row | {"due_at": due_at}
        db.execute(build(NOTICES).values(values).on_conflict_do_nothing())
    return NotificationState.EXPANDED, f"to={len(rows)}"


def _persons(db: Session, waiting: Waiting, now: datetime) -> tuple[list[dict[str, Any]], str]:
    found = reaching.people(
        db, waiting.target, waiting.organisation_id, waiting.owner_id, now,
        resident_id=waiting.resident_id,
    )  # fmt: skip
    why, rows = "nobody", []
    for reach in found:
        ways, why = reaching.ways(
            db, reach, waiting.channel, waiting.organisation_id, now, waits=not waiting.urgent
        )
        rows += [_row(waiting, reach, way) for way in ways]
    return rows, why


def _row(waiting: Waiting, reach: Reach, way: Way) -> dict[str, Any]:
    tail = way.address_id or "telephone"
    return {
        "idempotency_key": f"{waiting.key}:{reach.id}:{tail}",
        "staff_id": reach.staff_id,
        "contact_id": reach.contact_id,
        "resident_id": waiting.resident_id if reach.contact_id is not None else None,
        "address_id": way.address_id,
        "simulated": way.simulated,
    }


def _machine(db: Session, waiting: Waiting) -> Iterator[dict[str, Any]]:
    """Yield the row for the machine a policy names as `webhook:UUID`; none if it has ended."""
    try:
        provider_id = UUID(waiting.target.partition(":")[2])
    except ValueError:
        return
    found = providers.named(db, provider_id)
    if found is not None:
        yield {
            "idempotency_key": f"{waiting.key}:{provider_id}",
            "provider_id": provider_id,
            "simulated": found.simulated,
        }


def _of(waiting: Waiting) -> dict[str, Any]:
    """Return what every row of a message shares."""
    return {
        "id": uuid4(),
        "alert_id": waiting.alert_id,
        "about": waiting.about,
        "about_id": waiting.about_id,
        "organisation_id": waiting.organisation_id,
        "channel": waiting.channel,
        "target": waiting.target,
        "state": NotificationState.QUEUED,
        "attempts": 0,
        "epoch": waiting.epoch,
        "step_no": waiting.step_no,
        "parent_id": waiting.id,
        "urgent": waiting.urgent,
    }
