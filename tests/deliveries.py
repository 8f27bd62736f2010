"""Deliveries in tests: prepared as the door does, received as the writer does."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, select

from telecare.actions import delivery
from telecare.actions.delivery import Batch, Stored
from telecare.db.engine import reading, transaction
from telecare.protocol import messages
from telecare.records import arrivals
from telecare.records.observations import Observation
from tests.homes import NOON, VAULT, Gateway


def batch(
    engine: Engine,
    home: Gateway,
    *said: Mapping[str, Any],
    received_at: datetime = NOON,
    sent_at: datetime | None = None,
) -> Batch:
    """Prepare what the home said, as the door would."""
    body = home.body([dict(one) for one in said], sent_at or received_at)
    with reading(engine) as db:
        identity = arrivals.identity_of(db, home.device_id)
    assert identity is not None
    return delivery.prepare(identity, messages.read_delivery(body), received_at)


def receive(engine: Engine, *batches: Batch) -> list[Stored | Exception]:
    with transaction(engine) as db:
        return delivery.receive(db, batches, vault=VAULT)


def deliver(
    engine: Engine, home: Gateway, *said: Mapping[str, Any], received_at: datetime = NOON
) -> Stored | Exception:
    return receive(engine, batch(engine, home, *said, received_at=received_at))[0]


def stored(engine: Engine, home: Gateway) -> list[int]:
    with reading(engine) as db:
        found = db.scalars(
            select(Observation.number).where(Observation.device_id == home.device_id)
        )
        return sorted(found)


def the(engine: Engine, table: type[Any], **where: object) -> Any:  # noqa: ANN401
    with reading(engine) as db:
        return db.scalars(select(table).filter_by(**where)).one()


def rows(engine: Engine, table: type[Any]) -> Sequence[Any]:
    with reading(engine) as db:
        return db.scalars(select(table)).all()
