"""Phoning: a press on "call" beside the home, a contact or the key-holder.

Where a service carries voice, it rings the caseworker's own telephone and connects the two:
nobody reads a number. Where none does, or theirs is not known, the number is told for the
browser's `tel:` link, and that it was shown is kept. What came of the call is written by
`triage.note` with its result; nothing here guesses it.
"""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Row

from telecare.actions import outbox, reaching
from telecare.actions.reaching import Reach
from telecare.boards.colleagues import phone_of
from telecare.errors import Invalid
from telecare.records import alerts, audit
from telecare.records.context import Context
from telecare.records.keys import ERASED
from telecare.records.notifications import About

BRIDGE: Final = "bridge"
TEL: Final = "tel"
VOICE: Final = "voice"


@dataclass(frozen=True, slots=True)
class Dialled:
    """How a call goes out.

    Attributes:
        by: "bridge": a service rings the caseworker's own telephone and connects; "tel": the
            caseworker dials.
        phone: The number to dial; None with "bridge".
        notice_id: The message to the service; None with "tel".
    """

    by: str
    phone: str | None
    notice_id: UUID | None


def dial(ctx: Context, alert_id: UUID, contact_id: UUID | None, *, bridge: bool) -> Dialled:
    """Call a contact, or with None the home, about an alert; leaves an entry either way.

    Args:
        ctx: The request of who calls.
        alert_id: The alert it is about.
        contact_id: Whom to call; None: the person's own telephone.
        bridge: Whether a service may connect; False always tells the number.

    Raises:
        NotYours: No such alert, or the contact is not this person's.
        Invalid: No number is kept for them.
    """
    alert = alerts.one_for(ctx, alert_id)
    phone = phone_of(ctx, alert.resident_id, contact_id)
    if not phone or phone == ERASED:
        raise Invalid(
            {"contact_id": "No telephone number is kept; try the next person."},
            {"contact_id": "적어 둔 전화번호가 없습니다. 다음 사람에게 거세요."},
        )
    notice_id = _connect(ctx, alert, contact_id) if bridge else None
    by = TEL if notice_id is None else BRIDGE
    audit.write(
        ctx.db, ctx.actor, "phone.revealed" if by == TEL else "phone.connected", at=ctx.now,
        resident=alert.resident_id, alert=alert_id, organisation=alert.organisation_id,
        purpose="triage", contact=contact_id, notification=notice_id,
    )  # fmt: skip
    return Dialled(by, phone if by == TEL else None, notice_id)


def _own_phone(ctx: Context, alert: Row[Any]) -> UUID | None:
    """Return the address at which a service can ring the actor; None: there is no way.

    A simulated service reaches nobody real, so it connects about simulated alerts only.
    """
    if ctx.actor.staff_id is None:
        return None
    me = Reach(staff_id=ctx.actor.staff_id)
    found, _ = reaching.ways(ctx.db, me, VOICE, alert.organisation_id, ctx.now)
    usable = (way.address_id for way in found if alert.simulated or not way.simulated)
    return next(usable, None)


def _connect(ctx: Context, alert: Row[Any], contact_id: UUID | None) -> UUID | None:
    """Ask a service to connect; return the message's id, None: there is no such service."""
    address_id = _own_phone(ctx, alert)
    if address_id is None:
        return None
    written = outbox.say(
        ctx.db, About.BRIDGE, alert.id, organisation_id=alert.organisation_id,
        target="bridge", channels=(VOICE,), now=ctx.now, word=str(uuid4()), urgent=True,
        resident_id=alert.resident_id, contact_id=contact_id, staff_id=ctx.actor.staff_id,
        address_id=address_id, alert_id=alert.id,
    )  # fmt: skip
    return written[0]
