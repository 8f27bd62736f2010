"""On-call links: from a message on a telephone to the one alert it is about.

A link is one person's, opens once, within fifteen minutes, and only after signing in. Its
token is random and only its hash is kept; the address of the page names nobody.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, insert, select, update

from telecare.errors import NotYours
from telecare.link_errors import LinkOver, NotYourLink
from telecare.records import addresses, audit
from telecare.records.actor import Actor
from telecare.records.canaries import CANARIES
from telecare.records.context import Context
from telecare.records.handovers import HANDOVERS
from telecare.records.notifications import NOTICES, About, NotificationState
from telecare.records.providers import LINKS
from telecare.records.rotas import OVERRIDES, SWAPS
from telecare.records.suppressions import HELD
from telecare.records.tasks import TASKS
from telecare.records.transfers import TRANSFERS

LASTS: Final = timedelta(minutes=15)
TEST_LASTS: Final = timedelta(hours=2)  # a test is confirmed whenever its reader has a minute
TOKEN_BYTES: Final = 24
READABLE: Final = frozenset(
    {NotificationState.SENT, NotificationState.DELIVERED, NotificationState.ACCEPTED,
     NotificationState.BUNDLED}
)  # fmt: skip


class Leads(StrEnum):
    """The screen a message leads to."""

    ALERT = "alert"
    WATCH = "watch"  # of the service: a canary was not heard
    HANDOVER = "handover"  # a shift that is given, or a resident who moves
    TASKS = "tasks"
    ROTA = "rota"
    RESIDENT = "resident"  # their page: what is held back ends soon
    BOARD = "board"  # it says all there is to say, or its record is gone


@dataclass(frozen=True, slots=True)
class Opened:
    """Where a link leads; the ids say to which alert or whose page, None: to no one's."""

    about: About
    leads: Leads
    alert_id: UUID | None = None
    resident_id: UUID | None = None


# A notice names its record and nothing else; the table that has it tells what it is.
_LEADS: Final[tuple[tuple[Leads, ColumnElement[UUID]], ...]] = (
    (Leads.TASKS, TASKS.c.id),
    (Leads.HANDOVER, HANDOVERS.c.id),
    (Leads.HANDOVER, TRANSFERS.c.id),
    (Leads.RESIDENT, HELD.c.id),
    (Leads.ROTA, SWAPS.c.id),
    (Leads.ROTA, OVERRIDES.c.id),
    (Leads.WATCH, CANARIES.c.resident_id),
)


def make(
    ctx: Context, notification_id: UUID, staff_id: UUID, address_id: UUID | None, about: About
) -> str:
    """Make the link of one message and return its token; the token is kept nowhere."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    lasts = TEST_LASTS if about is About.TEST else LASTS
    ctx.db.execute(
        insert(LINKS).values(
            token_hash=_hash(token), notification_id=notification_id, staff_id=staff_id,
            address_id=address_id, created_at=ctx.now, expires_at=ctx.now + lasts,
        )
    )  # fmt: skip
    return token


def open_(ctx: Context, token: str) -> Opened:
    """Use a link; it leads its own person to what the message was about.

    Raises:
        LinkOver: There is no such link, it has been used, or its time is over.
        NotYourLink: Somebody else is signed in here; the link is not used up by that.
    """
    link = _standing(ctx, token)
    if link.staff_id != ctx.actor.staff_id:
        raise NotYourLink
    notice = _use(ctx, link)
    audit.write(
        ctx.db, ctx.actor, "link.opened", at=ctx.now, alert=notice.alert_id,
        notification=notice.id, about=notice.about,
    )  # fmt: skip
    return _opened(ctx, notice)


def open_own(ctx: Context, notification_id: UUID) -> Opened:
    """Open a message that knocked at this person's own browser; a test is confirmed by it.

    Raises:
        NotYours: It was not sent to who is signed in here.
    """
    mine = ctx.db.execute(
        select(NOTICES.c.id, NOTICES.c.address_id)
        .where(NOTICES.c.id == notification_id, NOTICES.c.staff_id == ctx.actor.staff_id)
        .where(NOTICES.c.staff_id.is_not(None))
    ).first()
    if mine is None:
        raise NotYours
    notice = read(ctx, mine.id, mine.address_id)
    audit.write(
        ctx.db, ctx.actor, "message.opened", at=ctx.now, alert=notice.alert_id,
        notification=notice.id, about=notice.about,
    )  # fmt: skip
    return _opened(ctx, notice)


def confirm(ctx: Context, token: str) -> None:
    """Confirm that a daily test has arrived; holding its link is all the proof it takes.

    Raises:
        LinkOver: No such link, used, over, or it is not of a test.
    """
    link = _standing(ctx, token)
    about = ctx.db.scalar(select(NOTICES.c.about).where(NOTICES.c.id == link.notification_id))
    if about is not About.TEST:
        raise LinkOver
    notice = _use(ctx, link)
    who = Actor(link.staff_id, "link", None, "//none")
    audit.write(
        ctx.db, who, "address.confirmed", at=ctx.now, address=link.address_id,
        notification=notice.id, channel=notice.channel,
    )  # fmt: skip


def about(ctx: Context, token: str) -> About:
    """Return what a standing link is about, using nothing up.

    Raises:
        LinkOver: See `open_`.
    """
    link = _standing(ctx, token)
    found: About = ctx.db.execute(
        select(NOTICES.c.about).where(NOTICES.c.id == link.notification_id)
    ).scalar_one()
    return found


def read(ctx: Context, notification_id: UUID, address_id: UUID | None) -> Row[Any]:
    """The person has answered a message: it is read, with all that was said in it."""
    mine = (NOTICES.c.id == notification_id) | (NOTICES.c.bundle_id == notification_id)
    ctx.db.execute(
        update(NOTICES)
        .where(mine, NOTICES.c.state.in_(READABLE))
        .values(state=NotificationState.READ, answered_at=ctx.now)
    )
    if address_id is not None:
        addresses.confirmed(ctx.db, address_id, ctx.now)
    return ctx.db.execute(select(NOTICES).where(NOTICES.c.id == notification_id)).one()


def _standing(ctx: Context, token: str) -> Row[Any]:
    link = ctx.db.execute(
        select(LINKS)
        .where(LINKS.c.token_hash == _hash(token))
        .where(LINKS.c.used_at.is_(None), LINKS.c.expires_at > ctx.now)
    ).first()
    if link is None:
        raise LinkOver
    return link


def _opened(ctx: Context, notice: Row[Any]) -> Opened:
    if notice.alert_id is not None:
        return Opened(notice.about, Leads.ALERT, alert_id=notice.alert_id)
    if notice.about is not About.NOTICE:
        return Opened(notice.about, Leads.BOARD)
    leads = next(
        (leads for leads, column in _LEADS if _stands(ctx, column, notice.about_id)),
        Leads.BOARD,
    )
    resident_id = None
    if leads is Leads.RESIDENT:
        held = select(HELD.c.resident_id).where(HELD.c.id == notice.about_id)
        resident_id = ctx.db.scalar(held)
    return Opened(notice.about, leads, resident_id=resident_id)


def _stands(ctx: Context, column: ColumnElement[UUID], record_id: UUID | None) -> bool:
    return ctx.db.scalar(select(column).where(column == record_id)) is not None


def _use(ctx: Context, link: Row[Any]) -> Row[Any]:
    """Use the link up (of two who open it at once one is refused) and mark what it read."""
    used = ctx.db.execute(
        update(LINKS)
        .where(LINKS.c.token_hash == link.token_hash, LINKS.c.used_at.is_(None))
        .values(used_at=ctx.now)
        .returning(LINKS.c.staff_id)
    ).first()
    if used is None:
        raise LinkOver
    return read(ctx, link.notification_id, link.address_id)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
