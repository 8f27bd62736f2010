"""How the demo reaches its people: a message service of this machine, which reaches nobody.

Every start begins the service anew with a fresh secret, so its address and secret are set
through the same action as an office would use.
"""

import secrets
import socket
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Engine, select

from telecare.actions import addressing
from telecare.db.engine import transaction
from telecare.records import addresses
from telecare.records.actor import SERVICE
from telecare.records.addresses import Channel
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.records.organisations import ORGANISATIONS, Kind
from telecare.records.providers import Carries, ProviderKind
from telecare.records.staff import Staff
from telecare.vault.vault import Vault

NUMBER: Final = "010-0000-{:04d}"  # no operator gives out 010-0000
LABELS: Final = {Carries.SMS: "모의 문자 (demo)", Carries.VOICE: "모의 전화 (demo)"}


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def settle(engine: Engine, vault: Vault, port: int, *, now: datetime) -> str:
    """Let everybody be reached through the service at `port`; return the secret it needs."""
    secret = secrets.token_urlsafe(24)
    with transaction(engine) as db:
        ctx = Context(db, KeyRing(db, vault), SERVICE, now)
        province = db.scalar(
            select(ORGANISATIONS.c.id).where(ORGANISATIONS.c.kind == Kind.PROVINCE)
        )
        for carries, label in LABELS.items():
            addressing.add_provider(
                ctx, carries, ProviderKind.WEBHOOK, label=label,
                settings={"url": f"http://127.0.0.1:{port}/"}, secret=secret, simulated=True,
                organisation_id=province,
            )  # fmt: skip
        for number, staff_id in enumerate(_without_address(ctx), start=1):
            for channel in (Channel.SMS, Channel.VOICE):
                address_id = addresses.add(ctx, staff_id, channel, NUMBER.format(number))
                addresses.confirmed(db, address_id, now)
    return secret


def _without_address(ctx: Context) -> list[UUID]:
    theirs = select(addresses.ADDRESSES.c.staff_id)
    asked = select(Staff.id).where(Staff.id.not_in(theirs)).order_by(Staff.login)
    return list(ctx.db.scalars(asked))
