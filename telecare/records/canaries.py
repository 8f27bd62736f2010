"""Canaries: residents that are machines, by which each organisation hears that it is heard."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ForeignKey, Row, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.db.types import Base, Sealed
from telecare.records.organisations import Organisation


class Canary(Base):
    """The canary of one organisation, and how its last press went."""

    __tablename__ = "canary"

    organisation_id: Mapped[UUID] = mapped_column(
        ForeignKey("organisation.id"), primary_key=True
    )
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"), unique=True)
    device_id: Mapped[UUID] = mapped_column(ForeignKey("device.id"))
    key: Mapped[bytes] = mapped_column(Sealed)  # its device's own, with the resident's data key
    version: Mapped[int]
    every_s: Mapped[int]
    due_at: Mapped[datetime | None]  # of the next press; None: it was stopped
    pressed_at: Mapped[datetime | None]  # when the last press was begun
    result: Mapped[str | None]  # what the door said to it; None: not answered yet
    through_at: Mapped[datetime | None]  # its alert was told and closed; None: not yet
    took_ms: Mapped[int | None]  # from the last press that came through to its notice
    failing_since: Mapped[datetime | None]  # the first press in a row that did not come through


CANARIES: Final = Canary.__table__


def of(db: Session, organisation_id: UUID) -> Row[Any] | None:
    """Return the organisation's canary, stopped or not; None if it never had one."""
    return db.execute(
        select(CANARIES).where(CANARIES.c.organisation_id == organisation_id)
    ).first()


def running(db: Session, *, path: str = "/") -> Sequence[Row[Any]]:
    """Return the canaries at or below an organisation's path that press on a schedule."""
    return db.execute(
        select(CANARIES)
        .join(Organisation, Organisation.id == CANARIES.c.organisation_id)
        .where(CANARIES.c.due_at.is_not(None))
        .where(Organisation.path.startswith(path, autoescape=True))
        .order_by(Organisation.path)
    ).all()
