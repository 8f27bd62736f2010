"""Ways to people for tests: addresses, a provider, and a service that plays it for real."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, Row, insert, select

from telecare.actions import sending
from telecare.db.engine import reading, transaction
from telecare.records import addresses
from telecare.records.addresses import Channel
from telecare.records.notifications import NOTICES
from telecare.records.providers import PROVIDERS, Carries, ProviderKind
from tests.cast import NOON, Worker, context

SECRET = "우리끼리 아는 말 32바이트보다 길다"


def give_address(engine: Engine, who: Worker, channel: Channel, plain: str) -> UUID:
    """Give somebody an address that has been confirmed; its next test is tomorrow's."""
    with transaction(engine) as db:
        ctx = context(db, who)
        address_id = addresses.add(ctx, who.id, channel, plain)
        addresses.confirmed(db, address_id, NOON)
        return address_id


def give_provider(
    engine: Engine,
    organisation_id: UUID,
    channel: Carries,
    *,
    kind: ProviderKind = ProviderKind.WEBHOOK,
    simulated: bool = False,
    sender: str = "",
    **settings: str,
) -> UUID:
    """Let an organisation's messages of a channel go through a service."""
    provider_id = uuid4()
    with transaction(engine) as db:
        sealed = sending.seal_line(
            context(db), provider_id, {"secret": SECRET, "from": sender, **settings}
        )
        db.execute(
            insert(PROVIDERS).values(
                id=provider_id, organisation_id=organisation_id, channel=channel, kind=kind,
                label="시험", simulated=simulated, created_at=NOON, **sealed,
            )
        )  # fmt: skip
    return provider_id


def notices(engine: Engine, **where: Any) -> list[Row[Any]]:  # noqa: ANN401
    """Return the notifications with these values, oldest first."""
    asked = select(NOTICES).order_by(NOTICES.c.due_at, NOTICES.c.idempotency_key)
    for column, value in where.items():
        asked = asked.where(NOTICES.c[column] == value)
    with reading(engine) as db:
        return list(db.execute(asked))
