"""Audit: who did or saw what, for which purpose; append-only and chained."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base

# SQLite numbers rows by itself only in a column declared INTEGER
SERIAL = BigInteger().with_variant(Integer(), "sqlite")


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
