"""Incidents: an area outage, one open row per scope."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Word, one_of


class ScopeKind(StrEnum):
    """What an outage has in common."""

    EUPMYEON = "eupmyeon"
    SIGUNGU = "sigungu"
    NETWORK = "network"
    PLATFORM = "platform"


class IncidentState(StrEnum):
    """Open, or closed by a person."""

    OPEN = "open"
    CLOSED = "closed"


class Incident(Base):
    """An outage that took several homes at once; its children keep their own life."""

    __tablename__ = "incident"
    __table_args__ = (
        one_of("scope_kind", ScopeKind),
        one_of("state", IncidentState),
        Index(
            "uq_incident_open",
            "scope_kind",
            "scope_key",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_kind: Mapped[ScopeKind] = mapped_column(Word(ScopeKind))
    scope_key: Mapped[str]
    state: Mapped[IncidentState] = mapped_column(Word(IncidentState))
    opened_at: Mapped[datetime]
    since: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    homes: Mapped[int]
    because_ko: Mapped[str]
    because_en: Mapped[str]
    simulated: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
