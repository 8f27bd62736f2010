"""Signing in: who sits at this browser, how surely, and when the console locks.

A password alone opens nothing but the second factor. The cookie is random; only its hash is
kept. Failures count on the account, so guessing slows down wherever it comes from.
"""

import hashlib
import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import LargeBinary, Row, Update, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from telecare.db.types import Instant
from telecare.errors import Invalid
from telecare.records import audit
from telecare.records.actor import Actor
from telecare.records.organisations import Organisation
from telecare.records.sessions import SignIn
from telecare.records.staff import Language, Passkey, Role, Staff

SESSION_FOR: Final = timedelta(hours=12)  # one shift; then everybody signs in anew
SEEN_AGAIN: Final = timedelta(seconds=20)  # an open screen's request is noted this often
FREE_FAILURES: Final = 5  # a tired person's slips
LOCK_OUT: Final = timedelta(seconds=30)  # doubles with every failure beyond those …
LOCK_OUT_AT_MOST: Final = timedelta(minutes=15)  # … so that nobody is locked out for good
PASSWORD_CHARS: Final = (12, 200)
HASHES_AT_ONCE: Final = threading.Semaphore(2)  # each takes 64 MiB and a tenth of a second
HASHER: Final = PasswordHasher()
TOKEN_BYTES: Final = 32

SESSIONS: Final = SignIn.__table__
STAFF: Final = Staff.__table__


@cache
def nobody() -> str:
    """Return the hash of a password that nobody knows: an unknown name takes as long."""
    return HASHER.hash(secrets.token_urlsafe(TOKEN_BYTES))


@dataclass(frozen=True, slots=True)
class Seen:
    """A signed-in browser, as one request finds it."""

    token_hash: bytes
    staff_id: UUID
    login: str
    name: bytes  # sealed
    role: Role
    language: Language
    organisation_id: UUID
    organisation_ko: str
    organisation_en: str
    path: str
    csrf: str
    strong: bool
    waived: bool
    has_factor: bool
    locked: bool
    seen_at: datetime
    challenge: bytes | None

    def actor(self, *, demo: bool) -> Actor:
        """Return who acts; a waived second factor counts in the demo only."""
        return Actor(
            staff_id=self.staff_id,
            role=self.role,
            organisation_id=self.organisation_id,
            path=self.path,
            session_strong=self.strong or (self.waived and demo),
            locked=self.locked,
        )


def session_of(db: Session, token: str, *, now: datetime, idle_lock_s: int) -> Seen | None:
    """Return who is signed in with this cookie; None: nobody, or no longer."""
    if not token:
        return None
    row = db.execute(_SESSION, {"hash": _hash(token), "now": now}).first()
    if row is None:
        return None
    idle = now - row.touched_at >= timedelta(seconds=idle_lock_s)
    return Seen(
        token_hash=row.token_hash,
        staff_id=row.id,
        login=row.login,
        name=row.name,
        role=row.role,
        language=row.language,
        organisation_id=row.organisation_id,
        organisation_ko=row.name_ko,
        organisation_en=row.name_en,
        path=row.path,
        csrf=row.csrf,
        strong=row.strong,
        waived=row.second_factor_waived,
        has_factor=row.totp_confirmed_at is not None or row.passkeys > 0,
        locked=idle or row.locked_at is not None,
        seen_at=row.seen_at,
        challenge=row.challenge,
    )


_SESSION: Final = (
    select(
        SignIn.token_hash, SignIn.csrf, SignIn.strong, SignIn.locked_at, SignIn.seen_at,
        SignIn.touched_at, SignIn.challenge, Staff.id, Staff.login, Staff.name, Staff.role,
        Staff.language, Staff.organisation_id, Staff.second_factor_waived,
        Staff.totp_confirmed_at, Organisation.path, Organisation.name_ko, Organisation.name_en,
        select(func.count()).select_from(Passkey).where(Passkey.staff_id == Staff.id)
        .scalar_subquery().label("passkeys"),
    )
    .join(Staff, Staff.id == SignIn.staff_id)
    .join(Organisation, Organisation.id == Staff.organisation_id)
    .where(SignIn.token_hash == bindparam("hash", type_=LargeBinary))
    .where(SignIn.expires_at > bindparam("now", type_=Instant()))
    .where(Staff.ended_at.is_(None))
)  # fmt: skip


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def seen_is_stale(seen: Seen | None, now: datetime) -> bool:
    """Whether it is time to note again that this screen is open."""
    return seen is not None and now - seen.seen_at >= SEEN_AGAIN


def note_seen(db: Session, seen: Seen | None, *, now: datetime) -> None:
    """Note that this screen is open, at most every 20 s; notifications count on it."""
    if seen is not None and seen_is_stale(seen, now):
        where = SESSIONS.c.token_hash == seen.token_hash
        db.execute(update(SESSIONS).where(where, SESSIONS.c.seen_at < now).values(seen_at=now))


def touch(db: Session, seen: Seen, *, now: datetime) -> None:
    """Note a human's hand on this browser; a locked console stays locked."""
    where = SESSIONS.c.token_hash == seen.token_hash
    db.execute(update(SESSIONS).where(where, SESSIONS.c.locked_at.is_(None)).values(
        touched_at=now, seen_at=now
    ))  # fmt: skip


def lock(db: Session, seen: Seen, actor: Actor, *, now: datetime) -> None:
    """Lock the console: names are masked and verbs refused until the password is given."""
    where = SESSIONS.c.token_hash == seen.token_hash
    locked = db.execute(
        update(SESSIONS)
        .where(where, SESSIONS.c.locked_at.is_(None))
        .values(locked_at=now)
        .returning(SESSIONS.c.staff_id)
    ).first()
    if locked is not None:
        audit.write(db, actor, "session.locked", at=now)


def unlock(db: Session, seen: Seen, actor: Actor, *, now: datetime) -> None:
    """Unlock the console; the caller has checked the password."""
    where = SESSIONS.c.token_hash == seen.token_hash
    db.execute(
        update(SESSIONS).where(where).values(locked_at=None, touched_at=now, seen_at=now)
    )
    audit.write(db, actor, "session.unlocked", at=now)


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the sign-in finds it; `hash` is somebody's or nobody's."""

    staff_id: UUID | None
    role: Role | None
    path: str
    organisation_id: UUID | None
    hash: str
    locked_until: datetime | None
    failed_count: int


def account(db: Session, login: str, *, alone: bool = False) -> Account:
    """Return the account of `login`; an unknown name gets one that no password opens.

    `alone` keeps the row locked until the commit: guesses sent at once are then counted one
    after the other, so none slips past the lock-out.
    """
    asked = (
        select(
            Staff.id, Staff.role, Staff.organisation_id, Staff.password_hash,
            Staff.locked_until, Staff.failed_count, Organisation.path,
        )
        .join(Organisation, Organisation.id == Staff.organisation_id)
        .where(Staff.login == login.strip().lower(), Staff.ended_at.is_(None))
    )  # fmt: skip
    row = db.execute(asked.with_for_update(of=Staff) if alone else asked).first()
    if row is None:
        return Account(None, None, "", None, nobody(), None, 0)
    return Account(
        row.id, row.role, row.path, row.organisation_id, row.password_hash or nobody(),
        row.locked_until, row.failed_count,
    )  # fmt: skip


def password_fits(stored: str, password: str) -> bool:
    """Check a password; takes about a tenth of a second, outside any transaction."""
    with HASHES_AT_ONCE:
        try:
            return HASHER.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False


def hash_password(password: str) -> str:
    """Return what to keep of a password.

    Raises:
        Invalid: It is shorter than 12 characters, longer than 200, or one character repeated.
    """
    low, high = PASSWORD_CHARS
    if not low <= len(password) <= high or len(set(password)) == 1:
        raise Invalid(
            {"password": f"Use {low} to {high} characters, such as four words."},
            {"password": f"{low}~{high}자로 정하세요. 낱말 네 개면 좋습니다."},
        )
    with HASHES_AT_ONCE:
        return HASHER.hash(password)


def begin(
    db: Session, who: Account, *, now: datetime, old_token: str = "", strong: bool = False
) -> str:
    """Open a session for an account whose password fitted; return the cookie's value."""
    assert who.staff_id is not None  # noqa: S101 - nobody's password never fits
    token = secrets.token_urlsafe(TOKEN_BYTES)
    if old_token:
        db.execute(delete(SESSIONS).where(SESSIONS.c.token_hash == _hash(old_token)))
    db.execute(delete(SESSIONS).where(SESSIONS.c.expires_at <= now))
    db.execute(insert(SESSIONS).values(
        token_hash=_hash(token), staff_id=who.staff_id, created_at=now, seen_at=now,
        touched_at=now, expires_at=now + SESSION_FOR, strong=strong,
        csrf=secrets.token_urlsafe(TOKEN_BYTES),
    ))  # fmt: skip
    one_factor = STAFF.c.totp_confirmed_at.is_(None) & STAFF.c.id.not_in(_WITH_PASSKEY)
    db.execute(_no_failures(who.staff_id).where(one_factor))
    audit.write(db, _actor(who), "session.begun", at=now)
    return token


_WITH_PASSKEY: Final = select(Passkey.staff_id)


def _no_failures(staff_id: UUID) -> Update:
    """Forget the failures: everything asked for was shown.

    Not yet after the password of an account with a second factor: who has only the password
    could otherwise wipe the count and guess codes for ever.
    """
    return update(STAFF).where(STAFF.c.id == staff_id).values(failed_count=0, locked_until=None)


def failed(db: Session, who: Account, *, now: datetime) -> None:
    """Count a failure; beyond the free ones the account waits, twice as long each time."""
    if who.staff_id is None:
        return
    count = db.execute(
        update(STAFF)
        .where(STAFF.c.id == who.staff_id)
        .values(failed_count=STAFF.c.failed_count + 1)
        .returning(STAFF.c.failed_count)
    ).scalar_one()
    if count > FREE_FAILURES:
        wait = min(LOCK_OUT * 2 ** min(count - FREE_FAILURES - 1, 10), LOCK_OUT_AT_MOST)
        where = STAFF.c.id == who.staff_id
        db.execute(update(STAFF).where(where).values(locked_until=now + wait))
    audit.write(db, _actor(who), "session.refused", at=now, failures=count)


def _actor(who: Account) -> Actor:
    return Actor(who.staff_id, who.role or "stranger", who.organisation_id, who.path)


def strengthen(db: Session, seen: Seen, *, now: datetime, by: str) -> str:
    """Mark the session as shown a second factor; the cookie is renewed. Return its value."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    db.execute(
        update(SESSIONS)
        .where(SESSIONS.c.token_hash == seen.token_hash)
        .values(
            token_hash=_hash(token), strong=True, challenge=None, touched_at=now, seen_at=now,
            csrf=secrets.token_urlsafe(TOKEN_BYTES),
        )
    )  # fmt: skip
    db.execute(_no_failures(seen.staff_id))
    audit.write(db, seen.actor(demo=False), "session.strengthened", at=now, by=by)
    return token


def end(db: Session, seen: Seen, *, now: datetime) -> None:
    """Sign out."""
    db.execute(delete(SESSIONS).where(SESSIONS.c.token_hash == seen.token_hash))
    audit.write(db, seen.actor(demo=False), "session.ended", at=now)


def end_all(db: Session, staff_id: UUID) -> None:
    """End every session of an account: its role, place or password has changed."""
    db.execute(delete(SESSIONS).where(SESSIONS.c.staff_id == staff_id))


def speak(db: Session, seen: Seen, language: Language, *, now: datetime) -> None:
    """Keep the language this person reads."""
    db.execute(update(STAFF).where(STAFF.c.id == seen.staff_id).values(language=language))
    audit.write(db, seen.actor(demo=False), "staff.language", at=now, language=language)


def staff_row(db: Session, staff_id: UUID) -> Row[Any]:
    """Return the account's own row."""
    return db.execute(select(STAFF).where(STAFF.c.id == staff_id)).one()
