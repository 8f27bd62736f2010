"""Providers: through whom an organisation's messages leave the house, and their answers."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Row, delete, func, literal, or_, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.db.types import Base, Sealed, Word, one_of
from telecare.records.organisations import ORGANISATIONS


class ProviderKind(StrEnum):
    """How a provider is spoken to."""

    SMTP = "smtp"
    WEBHOOK = "webhook"  # our signed contract: an SMS modem, a SIP gateway, a service's adapter
    APPRISE = "apprise"


class Carries(StrEnum):
    """What a provider carries. Push needs none: it goes to the browser's own service."""

    MAIL = "mail"
    SMS = "sms"
    VOICE = "voice"
    WEBHOOK = "webhook"  # a machine of the organisation's own, named as a policy's target


class Provider(Base):
    """One service of one organisation, used below it too; address and secret are sealed."""

    __tablename__ = "provider"
    __table_args__ = (
        one_of("kind", ProviderKind),
        one_of("channel", Carries),
        Index(
            "uq_provider_standing",
            "organisation_id",
            "channel",
            unique=True,
            sqlite_where=text("ended_at IS NULL AND channel <> 'webhook'"),
            postgresql_where=text("ended_at IS NULL AND channel <> 'webhook'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    channel: Mapped[Carries] = mapped_column(Word(Carries))
    kind: Mapped[ProviderKind] = mapped_column(Word(ProviderKind))
    label: Mapped[str]  # what the office calls it
    settings: Mapped[bytes] = mapped_column(Sealed)  # the site's key; JSON of strings
    secret: Mapped[bytes] = mapped_column(Sealed)  # the site's key; shown to nobody again
    simulated: Mapped[bool] = mapped_column(default=False)  # it reaches nobody real
    failures: Mapped[int] = mapped_column(default=0)  # messages in a row it did not take
    disabled_at: Mapped[datetime | None]  # it is down …
    retry_at: Mapped[datetime | None]  # … and is tried again with one message from here on
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class HookEvent(Base):
    """A result a provider has sent in: kept so that the same one changes nothing twice."""

    __tablename__ = "hook_event"

    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"), primary_key=True)
    event: Mapped[str] = mapped_column(primary_key=True)  # the provider's own word for it
    notification_id: Mapped[UUID]
    result: Mapped[str]
    said: Mapped[str]  # what we answered
    received_at: Mapped[datetime] = mapped_column(index=True)


class OnCallLink(Base):
    """A one-use link sent to one person; only its hash is kept."""

    __tablename__ = "oncall_link"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    notification_id: Mapped[UUID] = mapped_column(ForeignKey("notification.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    address_id: Mapped[UUID | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


PROVIDERS: Final = Provider.__table__
EVENTS: Final = HookEvent.__table__
LINKS: Final = OnCallLink.__table__
DOWN_AFTER: Final = 5  # messages in a row
TRY_AGAIN: Final = timedelta(minutes=1)


def standing(
    db: Session, organisation_id: UUID, channel: Carries, now: datetime
) -> Row[Any] | None:
    """Return who carries `channel` for an organisation: its own, else the nearest above it.

    One that is down is passed over until it is due to be tried again.
    """
    here = ORGANISATIONS.alias("here")
    return db.execute(
        select(*PROVIDERS.c)
        .join_from(PROVIDERS, ORGANISATIONS, ORGANISATIONS.c.id == PROVIDERS.c.organisation_id)
        .join(here, here.c.path.startswith(ORGANISATIONS.c.path))
        .where(here.c.id == organisation_id)
        .where(PROVIDERS.c.channel == channel, PROVIDERS.c.ended_at.is_(None))
        .where(or_(PROVIDERS.c.disabled_at.is_(None), PROVIDERS.c.retry_at <= now))
        .order_by(func.length(ORGANISATIONS.c.path).desc())
        .limit(1)
    ).first()


def back_at(
    db: Session, organisation_id: UUID, channel: Carries, now: datetime
) -> datetime | None:
    """Return when one that is down is tried again; None: none stands, or one is up."""
    if standing(db, organisation_id, channel, now) is not None:
        return None
    here = ORGANISATIONS.alias("here")
    found: datetime | None = db.scalar(
        select(func.min(PROVIDERS.c.retry_at))
        .join_from(PROVIDERS, ORGANISATIONS, ORGANISATIONS.c.id == PROVIDERS.c.organisation_id)
        .join(here, here.c.path.startswith(ORGANISATIONS.c.path))
        .where(here.c.id == organisation_id)
        .where(PROVIDERS.c.channel == channel, PROVIDERS.c.ended_at.is_(None))
    )
    return found


def named(db: Session, provider_id: UUID) -> Row[Any] | None:
    """Return a provider that has not ended, None if there is none."""
    where = (PROVIDERS.c.id == provider_id, PROVIDERS.c.ended_at.is_(None))
    return db.execute(select(PROVIDERS).where(*where)).first()


def of(db: Session, path: str) -> Sequence[Row[Any]]:
    """Return the providers that stand at, above and below an organisation's path."""
    rows: Sequence[Any] = db.execute(
        select(*PROVIDERS.c, ORGANISATIONS.c.name_ko, ORGANISATIONS.c.name_en,
               ORGANISATIONS.c.path)
        .join_from(PROVIDERS, ORGANISATIONS, ORGANISATIONS.c.id == PROVIDERS.c.organisation_id)
        .where(PROVIDERS.c.ended_at.is_(None))
        .where(or_(
            ORGANISATIONS.c.path.startswith(path, autoescape=True),
            literal(path).startswith(ORGANISATIONS.c.path),
        ))
        .order_by(ORGANISATIONS.c.path, PROVIDERS.c.channel, PROVIDERS.c.created_at)
    ).all()  # fmt: skip
    return rows


def prune(db: Session, *, links: datetime, events: datetime) -> int:
    """Delete links that ended before `links` and reports from before `events`; how many."""
    gone = db.execute(delete(LINKS).where(LINKS.c.expires_at < links)).rowcount  # type: ignore[attr-defined]
    old = db.execute(delete(EVENTS).where(EVENTS.c.received_at < events)).rowcount  # type: ignore[attr-defined]
    return int(gone + old)


def went_well(db: Session, provider_id: UUID) -> None:
    """It took a message; what was down is up again."""
    down = or_(PROVIDERS.c.failures > 0, PROVIDERS.c.disabled_at.is_not(None))
    values = {"failures": 0, "disabled_at": None, "retry_at": None}
    db.execute(update(PROVIDERS).where(PROVIDERS.c.id == provider_id, down).values(values))


def failed(db: Session, provider_id: UUID, now: datetime) -> bool:
    """Count a message it did not take; tell whether it is down with this one."""
    count, was_down = db.execute(
        update(PROVIDERS)
        .where(PROVIDERS.c.id == provider_id)
        .values(failures=PROVIDERS.c.failures + 1)
        .returning(PROVIDERS.c.failures, PROVIDERS.c.disabled_at)
    ).one()
    if count < DOWN_AFTER:
        return False
    values = {"disabled_at": was_down or now, "retry_at": now + TRY_AGAIN}
    db.execute(update(PROVIDERS).where(PROVIDERS.c.id == provider_id).values(values))
    return was_down is None
