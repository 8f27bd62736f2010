"""Audit: who did or saw what, for which purpose; append-only and chained."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Row,
    column,
    func,
    insert,
    select,
    table,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.db.prepared import Prepared
from telecare.db.types import Base, to_us
from telecare.records.actor import SERVICE, Actor
from telecare.vault.vault import Vault

# SQLite numbers rows by itself only in a column declared INTEGER
SERIAL: Final = BigInteger().with_variant(Integer(), "sqlite")
GENESIS: Final = bytes(32)  # what the first link follows
LINKS_AT_ONCE: Final = 1_000
LOOK_BACK_LINKS: Final = 2_000  # entries may commit out of order by about this many
CHAINED_WITHIN: Final = timedelta(seconds=60)  # a working leader needs one
LATELY: Final = timedelta(hours=1)  # a view's entry stands for the refreshes of so long
CHAIN_LOCK: Final = 0x7465_6C65_0003  # PostgreSQL advisory lock: one chainer at a time


class AuditEntry(Base):
    """One act or one view. Ids and numbers only; both databases refuse to change it.

    No foreign keys: an entry must outlive everything it names.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "resident_id", "at"), Index(None, "staff_id", "at"))

    id: Mapped[int] = mapped_column(SERIAL, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    staff_id: Mapped[UUID | None]  # None: the service itself
    role: Mapped[str]
    what: Mapped[str]
    purpose: Mapped[str | None]
    organisation_id: Mapped[UUID | None]
    resident_id: Mapped[UUID | None]
    alert_id: Mapped[UUID | None] = mapped_column(index=True)
    facts: Mapped[dict[str, Any]]


class AuditChain(Base):
    """One link: the keyed digest of an entry and of the link before it."""

    __tablename__ = "audit_chain"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entry.id"), unique=True)
    mac: Mapped[bytes]
    previous: Mapped[bytes]
    at: Mapped[datetime]


class AuditHead(Base):
    """How far the chain has come; one row. A chain that is shorter has lost its tail."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # always HEAD
    position: Mapped[int]
    mac: Mapped[bytes]  # of the link there
    seal: Mapped[bytes]  # keyed digest of both: nobody without the key moves the head back


ENTRIES: Final = AuditEntry.__table__
REFRESHED: Final = "alert.refreshed"  # a screen that stands open read it again
HEADS: Final = AuditHead.__table__
HEAD: Final = 1
_WRITE: Final = Prepared(  # the database numbers the entry
    insert(table("audit_entry", *(column(c.name, c.type) for c in ENTRIES.c if c.name != "id")))
)


def seen_at(
    db: Session, alert_id: UUID, staff_id: UUID | None, since: datetime
) -> datetime | None:
    """Return when somebody first opened or moved an alert after an instant; None: not yet.

    A screen that stands open and reads anew by itself is nobody who looks.
    """
    theirs = (ENTRIES.c.alert_id == alert_id, ENTRIES.c.staff_id == staff_id)
    at: datetime | None = db.scalar(
        select(func.min(ENTRIES.c.at)).where(
            *theirs, ENTRIES.c.at > since, ENTRIES.c.what != REFRESHED
        )
    )
    return at


def write(
    db: Session,
    who: Actor,
    what: str,
    *,
    at: datetime,
    resident: UUID | None = None,
    alert: UUID | None = None,
    organisation: UUID | None = None,
    purpose: str | None = None,
    **facts: object,
) -> None:
    """Write one entry, unchained.

    Args:
        db: The transaction of the act or of the view itself.
        who: The actor; `SERVICE` for the machine.
        what: Noun and past verb, "alert.claimed", or "resident.viewed".
        at: When it happened.
        resident: Whose record.
        alert: Which alert.
        organisation: Whose organisation; None: the actor's own.
        purpose: Why a person looked, a word.
        **facts: Ids, numbers and words of the code. Never a name, a number or free text of a
            person: an entry is kept for years and outlives the keys.

    Raises:
        TypeError: A fact is not an id, a number, an instant, a word or a list of these.
    """
    _WRITE.run(
        db,
        {
            "at": at,
            "staff_id": who.staff_id,
            "role": str(who.role),
            "what": what,
            "purpose": purpose,
            "organisation_id": organisation or who.organisation_id,
            "resident_id": resident,
            "alert_id": alert,
            "facts": {name: _plain(fact) for name, fact in facts.items()},
        },
    )


def seen_lately(db: Session, who: Actor, resident: UUID, *, now: datetime) -> bool:
    """Whether `who` has left an entry about this resident's record in the last hour.

    Only then may a screen that refreshes itself go without one: that it is a refresh is what
    the browser says, and no record is read on its word alone.
    """
    found = db.execute(
        select(ENTRIES.c.id)
        .where(ENTRIES.c.resident_id == resident, ENTRIES.c.at > now - LATELY)
        .where(ENTRIES.c.staff_id == who.staff_id, ENTRIES.c.what.startswith("resident."))
        .limit(1)
    )
    return found.first() is not None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something the audit trail should not show.

    `what` is altered (an entry differs from what was chained), removed (a chained entry is
    gone), reordered (a link does not follow the one before it, or one is missing), cut (the
    chain is shorter than it was, or what says how long it was is gone or forged) or unchained
    (an entry older than a minute that no link holds).
    """

    what: str
    entry_id: int | None
    position: int | None


def chain(db: Session, vault: Vault, *, now: datetime, limit: int = LINKS_AT_ONCE) -> int:
    """Chain what is not chained yet, newest thousands only; return how many entries.

    Entries of transactions that took longer than thousands of others are `chain_all`'s.
    """
    recent = (
        select(AuditChain.entry_id)
        .order_by(AuditChain.position.desc())
        .limit(LOOK_BACK_LINKS)
        .subquery()
    )
    floor = db.scalar(select(func.min(recent.c.entry_id)))
    return _chain(db, vault, now, AuditEntry.id > (floor or 0), limit)


def chain_all(db: Session, vault: Vault, *, now: datetime, limit: int = LINKS_AT_ONCE) -> int:
    """Chain what is not chained yet, however old: at the start and now and then."""
    return _chain(db, vault, now, AuditEntry.id > 0, limit)


def verify(db: Session, vault: Vault, *, now: datetime) -> list[Fault]:
    """Walk the whole chain and return what is wrong with it; an empty list is a sound trail.

    What it cannot see: a whole database put back as it was (a copy of the last link kept
    elsewhere shows that), or a tail cut together with the head, but for `audit.head_made`.
    """
    return [*_broken_links(db, vault), *_cut(db, vault), *_left_over(db, now)]


def last_link(db: Session) -> Row[int, bytes] | None:
    """Return the newest link (position, mac), to be kept elsewhere; None: nothing chained."""
    return db.execute(
        select(AuditChain.position, AuditChain.mac)
        .order_by(AuditChain.position.desc())
        .limit(1)
    ).first()


def _chain(
    db: Session, vault: Vault, now: datetime, which: ColumnElement[bool], limit: int
) -> int:
    if db.get_bind().dialect.name == "postgresql":  # SQLite's writer is alone anyway
        db.execute(select(func.pg_advisory_xact_lock(CHAIN_LOCK)))
    loose = db.execute(
        select(ENTRIES)
        .where(which)
        .where(
            ~select(AuditChain.position).where(AuditChain.entry_id == AuditEntry.id).exists()
        )
        .order_by(AuditEntry.id)
        .limit(limit)
    ).all()
    position, previous = _end(db, vault, now)
    if not loose:
        return 0
    links = []
    for entry in loose:
        position += 1
        mac = vault.chain_mac(previous, _canonical(entry))
        links.append(
            {
                "position": position,
                "entry_id": entry.id,
                "mac": mac,
                "previous": previous,
                "at": now,
            }
        )
        previous = mac
    db.execute(insert(AuditChain), links)
    _move_head(db, vault, position, previous)
    return len(links)


def _end(db: Session, vault: Vault, now: datetime) -> tuple[int, bytes]:
    """Return where the chain goes on: after its head, were its tail cut, so that it shows.

    A head that is missing is made anew, which leaves an entry: once, after an update.
    """
    last, head = last_link(db), db.execute(select(HEADS)).first()
    position, mac = (last.position, last.mac) if last is not None else (0, GENESIS)
    if head is None:
        if last is not None:  # made by a release that kept no head, or the head was taken
            write(db, SERVICE, "audit.head_made", at=now, position=position)
            _move_head(db, vault, position, mac)
        return position, mac
    return max((position, mac), (head.position, head.mac))


def _move_head(db: Session, vault: Vault, position: int, mac: bytes) -> None:
    values = {"position": position, "mac": mac, "seal": _head_seal(vault, position, mac)}
    if not db.execute(
        update(HEADS).where(HEADS.c.id == HEAD).values(values).returning(HEADS.c.id)
    ).all():
        db.execute(insert(HEADS).values(id=HEAD, **values))


def _head_seal(vault: Vault, position: int, mac: bytes) -> bytes:
    return vault.chain_mac(mac, b"head %d" % position)


def _cut(db: Session, vault: Vault) -> Iterator[Fault]:
    last, head = last_link(db), db.execute(select(HEADS)).first()
    if head is None:
        if last is not None:
            yield Fault("cut", None, last.position)
        return
    ours = hmac.compare_digest(head.seal, _head_seal(vault, head.position, head.mac))
    if not ours or last is None or last.position < head.position:
        yield Fault("cut", None, head.position)


def _broken_links(db: Session, vault: Vault) -> Iterator[Fault]:
    links = db.execute(
        select(
            AuditChain.position,
            AuditChain.entry_id.label("chained_id"),
            AuditChain.mac,
            AuditChain.previous,
            *ENTRIES.c,
        )
        .outerjoin(AuditEntry, AuditEntry.id == AuditChain.entry_id)
        .order_by(AuditChain.position)
        .execution_options(yield_per=LINKS_AT_ONCE)
    )
    position, previous = 0, GENESIS
    for link in links:
        position += 1
        if link.position != position or not hmac.compare_digest(link.previous, previous):
            yield Fault("reordered", link.chained_id, link.position)
        if link.id is None:
            yield Fault("removed", link.chained_id, link.position)
        elif not hmac.compare_digest(
            link.mac, vault.chain_mac(link.previous, _canonical(link))
        ):
            yield Fault("altered", link.chained_id, link.position)
        position, previous = link.position, link.mac


def _left_over(db: Session, now: datetime) -> Iterator[Fault]:
    rows = db.execute(
        select(AuditEntry.id)
        .where(AuditEntry.at < now - CHAINED_WITHIN)
        .where(
            ~select(AuditChain.position).where(AuditChain.entry_id == AuditEntry.id).exists()
        )
        .order_by(AuditEntry.id)
    )
    for (entry_id,) in rows:
        yield Fault("unchained", entry_id, None)


def _canonical(entry: Row[Any]) -> bytes:
    """Return the bytes of an entry that its link stands for, the same on every database."""
    return msgspec.json.encode(
        (
            entry.id,
            to_us(entry.at),
            entry.staff_id,
            entry.role,
            entry.what,
            entry.purpose,
            entry.organisation_id,
            entry.resident_id,
            entry.alert_id,
            entry.facts,
        ),
        order="sorted",
    )


def _plain(fact: object) -> object:
    match fact:
        case None | bool() | int() | float():
            return fact
        case str():
            return str(fact)  # a member of a StrEnum becomes its word
        case UUID():
            return str(fact)
        case datetime():
            return fact.astimezone(UTC).isoformat()
        case list() | tuple() | set() | frozenset():
            return [_plain(one) for one in fact]
        case dict():
            return {str(name): _plain(one) for name, one in fact.items()}
        case _:
            raise TypeError(f"a fact of an audit entry cannot be a {type(fact).__name__}")
