"""Data keys and blind indexes: how a subject's words are sealed, opened and found again."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, cast
from uuid import UUID

from sqlalchemy import ForeignKey, Index, bindparam, delete, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.db.types import Base, Word, one_of
from telecare.errors import KeyDestroyed, SealBroken, WrongSiteKey
from telecare.records.names import initials, normalised, only_initials, phone_tail
from telecare.vault.envelope import unpack
from telecare.vault.vault import ALGORITHM, PlainKey, Subject, Vault

ERASED: Final = "—"  # what a screen shows for a word whose key was destroyed


class SubjectKind(StrEnum):
    """Whose words a data key seals."""

    RESIDENT = "resident"
    HOUSEHOLD = "household"
    STAFF = "staff"
    SITE = "site"


class BlindKind(StrEnum):
    """What a blind index row lets one find."""

    NAME = "name"
    INITIALS = "initials"
    PHONE4 = "phone4"


class DataKey(Base):
    """A wrapped data key; once destroyed, what it sealed is gone for good."""

    __tablename__ = "data_key"
    __table_args__ = (
        one_of("subject_kind", SubjectKind),
        Index(
            "uq_data_key_living",
            "subject_kind",
            "subject_id",
            unique=True,
            sqlite_where=text("destroyed_at IS NULL"),
            postgresql_where=text("destroyed_at IS NULL"),
        ),
        Index(
            "ix_data_key_destroyed",
            "destroyed_at",
            sqlite_where=text("destroyed_at IS NOT NULL"),
            postgresql_where=text("destroyed_at IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    subject_kind: Mapped[SubjectKind] = mapped_column(Word(SubjectKind))
    subject_id: Mapped[UUID]
    wrapped: Mapped[bytes | None]  # None once destroyed
    wrapped_by: Mapped[str]  # name of the site key that wraps it
    algorithm: Mapped[str]
    created_at: Mapped[datetime]
    destroyed_at: Mapped[datetime | None]


class BlindIndex(Base):
    """A keyed digest of something a person searches for; the text itself is not kept."""

    __tablename__ = "blind_index"
    __table_args__ = (one_of("kind", BlindKind), Index(None, "resident_id"))

    kind: Mapped[BlindKind] = mapped_column(Word(BlindKind), primary_key=True)
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"), primary_key=True)
    source_id: Mapped[UUID] = mapped_column(  # whose words: the resident's row, or a contact's
        primary_key=True, default=lambda row: row.get_current_parameters()["resident_id"]
    )


SITE: Final = Subject("site", UUID(int=0))  # the hub's own words, such as quarantined bodies
ERASURE_OVERLAP: Final = timedelta(
    minutes=10
)  # an erasure may commit this late after its instant
KEYS: Final = DataKey.__table__


class KeyRing:
    """Seals and opens words for one transaction, with the data keys it can reach.

    Unwrapped keys are held by the vault, process-wide. A key destroyed by another process is
    dropped here before anything is opened, so erasing needs no restart.
    """

    def __init__(self, db: Session, vault: Vault) -> None:
        self._db = db
        self.vault = vault
        self._living: dict[Subject, UUID] = {}
        self._fresh = False  # erasures elsewhere were looked for in this transaction

    def ensure(self, subject: tuple[str, UUID], *, at: datetime) -> None:
        """Make a data key for `subject` unless it has one.

        Raises:
            KeyDestroyed: Its key was destroyed; the subject is erased and stays so.
        """
        named = Subject(*subject)
        if self._find(named) is not None:
            return
        key_id, wrapped = self.vault.new_data_key(named)
        row = {
            "id": key_id, "subject_kind": named.kind, "subject_id": named.id,
            "wrapped": wrapped, "wrapped_by": self.vault.name, "algorithm": ALGORITHM,
            "created_at": at, "destroyed_at": None,
        }  # fmt: skip
        build = postgresql.insert if _on_postgresql(self._db) else sqlite.insert
        self._db.execute(build(KEYS).values(row).on_conflict_do_nothing())
        self._find(named)  # another transaction's key, if it was faster

    def seal(
        self, subject: tuple[str, UUID], text: str, *, table: str, column: str, row: UUID
    ) -> bytes:
        """Seal `text` with the subject's key, for exactly this table, column and row.

        Raises:
            KeyDestroyed: The subject was erased.
            LookupError: The subject has no key yet (`ensure` makes it).
        """
        named = Subject(*subject)
        key_id = self._find(named)
        if key_id is None:
            raise LookupError(f"this {named.kind} has no data key yet")
        return self.vault.seal(self._key(key_id), text, table=table, column=column, row=row)

    def seal_row(
        self, subject: tuple[str, UUID], table: str, row: UUID, words: Mapping[str, str]
    ) -> dict[str, bytes]:
        """Seal several columns of one row; see `seal`."""
        return {
            column: self.seal(subject, text, table=table, column=column, row=row)
            for column, text in words.items()
        }

    def open(self, sealed: bytes, *, table: str, column: str, row: UUID) -> str:
        """Open what was sealed for this table, column and row.

        Raises:
            KeyDestroyed: The subject was erased; nobody can open it any more.
            SealBroken: It was altered, or sealed for another place or by another site key.
        """
        key = self._key(_key_id(sealed))
        return self.vault.open_(key, sealed, table=table, column=column, row=row)

    def read(self, sealed: bytes | None, *, table: str, column: str, row: UUID) -> str:
        """Open for a screen: what was erased reads as a dash, what was never written as ""."""
        if sealed is None:
            return ""
        try:
            return self.open(sealed, table=table, column=column, row=row)
        except KeyDestroyed:
            return ERASED

    def warm(self, sealed: Iterable[bytes | None]) -> None:
        """Fetch the keys of many values with one query, before a list opens them."""
        self._forget_erased()
        missing = {_key_id(value) for value in sealed if value is not None}
        missing = {key_id for key_id in missing if self.vault.held(key_id) is None}
        if not missing:
            return
        for row in self._db.execute(select(KEYS).where(KEYS.c.id.in_(missing))):
            if row.wrapped is not None:
                subject = Subject(row.subject_kind, row.subject_id)
                self.vault.unwrap(row.id, subject, row.wrapped)

    def destroy(self, subject: tuple[str, UUID], *, at: datetime) -> bool:
        """Destroy the subject's key for good; return whether there was one.

        What it sealed can never be read again, and a resident can no longer be searched for.
        """
        named = Subject(*subject)
        if named.kind == SubjectKind.RESIDENT:
            self._db.execute(delete(BlindIndex).where(BlindIndex.resident_id == named.id))
        destroyed = self._db.execute(
            update(KEYS)
            .where(KEYS.c.subject_kind == named.kind, KEYS.c.subject_id == named.id)
            .where(KEYS.c.destroyed_at.is_(None))
            .values(wrapped=None, destroyed_at=at)
            .returning(KEYS.c.id)
        ).all()
        self._living.pop(named, None)
        for (key_id,) in destroyed:
            self.vault.forget(key_id)
        return bool(destroyed)

    def _find(self, subject: Subject) -> UUID | None:
        """Return the id of the subject's living key, None if it never had one."""
        if subject in self._living:
            return self._living[subject]
        rows = self._db.execute(_KEYS_OF, {"kind": subject.kind, "subject": subject.id}).all()
        for row in rows:
            if row.destroyed_at is None:
                self.vault.unwrap(row.id, subject, row.wrapped)
                self._living[subject] = row.id
                return cast("UUID", row.id)
        if rows:
            raise KeyDestroyed
        return None

    def _key(self, key_id: UUID) -> PlainKey:
        self._forget_erased()
        held = self.vault.held(key_id)
        if held is not None:
            return held
        row = self._db.execute(_KEY, {"id": key_id}).first()
        if row is None:
            raise SealBroken(key=key_id)
        if row.wrapped is None:
            raise KeyDestroyed
        subject = Subject(row.subject_kind, row.subject_id)
        return self.vault.unwrap(key_id, subject, row.wrapped)

    def _forget_erased(self) -> None:
        """Drop keys that another process destroyed since this one last looked."""
        if self._fresh:
            return
        self._fresh = True
        since = self.vault.erasures_seen - ERASURE_OVERLAP
        for row in self._db.execute(_ERASED_SINCE, {"since": since}):
            self.vault.forget(row.id)
            self.vault.erasures_seen = max(self.vault.erasures_seen, row.destroyed_at)


def check(db: Session, vault: Vault) -> None:
    """Refuse to start with a site key other than the one that sealed this database.

    Raises:
        WrongSiteKey: Some data key was wrapped by another site key.
    """
    other = select(KEYS.c.id).where(KEYS.c.wrapped_by != vault.name)
    if db.execute(other.where(KEYS.c.destroyed_at.is_(None)).limit(1)).first() is not None:
        raise WrongSiteKey


def index_words(
    db: Session,
    vault: Vault,
    resident_id: UUID,
    source_id: UUID,
    *,
    name: str | None = None,
    phone: str = "",
) -> None:
    """Write anew what one row lets a resident be found by.

    Args:
        db: The transaction.
        vault: Whose keys blind the words.
        resident_id: Who is found.
        source_id: The row the words stand in: the resident's own, or a contact's.
        name: Found whole and by its Hangul initials; None: not by a name (contacts).
        phone: Found by its last four digits.
    """
    wanted = {(BlindKind.PHONE4, phone_tail(phone) or "")}
    if name is not None:
        wanted |= {(BlindKind.NAME, normalised(name)), (BlindKind.INITIALS, initials(name))}
    rows = [
        {
            "kind": kind,
            "digest": vault.blind(kind.value, text),
            "resident_id": resident_id,
            "source_id": source_id,
        }
        for kind, text in wanted
        if text
    ]
    forget_words(db, resident_id, source_id)
    if rows:
        db.execute(insert(BlindIndex), rows)


def forget_words(db: Session, resident_id: UUID, source_id: UUID) -> None:
    """Let a resident no longer be found by the words of one row."""
    db.execute(
        delete(BlindIndex)
        .where(BlindIndex.resident_id == resident_id)
        .where(BlindIndex.source_id == source_id)
    )


def looked_for(vault: Vault, text: str) -> tuple[tuple[BlindKind, bytes], ...]:
    """Return under which digests what a person typed may be found; empty: under none."""
    plain = normalised(text)
    if not plain:
        return ()
    if only_initials(text):
        return ((BlindKind.INITIALS, vault.blind("initials", initials(text))),)
    tail = phone_tail(text)
    if tail is not None and not any(character.isalpha() for character in plain):
        return ((BlindKind.PHONE4, vault.blind("phone4", tail)),)
    return ((BlindKind.NAME, vault.blind("name", plain)),)


def _key_id(sealed: bytes) -> UUID:
    try:
        return unpack(sealed).key_id
    except ValueError as error:
        raise SealBroken from error


def _on_postgresql(db: Session) -> bool:
    return db.get_bind().dialect.name == "postgresql"


_KEYS_OF = (
    select(KEYS.c.id, KEYS.c.wrapped, KEYS.c.destroyed_at)
    .where(KEYS.c.subject_kind == bindparam("kind"))
    .where(KEYS.c.subject_id == bindparam("subject"))
)
_KEY = select(KEYS).where(KEYS.c.id == bindparam("id"))
_ERASED_SINCE = select(KEYS.c.id, KEYS.c.destroyed_at).where(
    KEYS.c.destroyed_at > bindparam("since")
)
