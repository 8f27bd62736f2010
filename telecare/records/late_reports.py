"""Late reports: why a P1 waited longer than 180 s for a human, as a supervisor tells it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ForeignKey, Row, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.db.types import Base, Sealed, Word, one_of


class LateReason(StrEnum):
    """Why nobody acted in time."""

    NOBODY_ON = "nobody_on"  # nobody was on call, or nobody could be reached
    ALL_BUSY = "all_busy"  # all were with other alerts
    NOT_SEEN = "not_seen"  # somebody was there and did not see or hear it
    NOT_DELIVERED = "not_delivered"  # the message did not arrive
    ACTED_FIRST = "acted_first"  # somebody acted at once and claimed it afterwards
    BECAME_URGENT = "became_urgent"  # it was no P1 when it came in
    AREA_OUTAGE = "area_outage"  # it came in a storm of alerts
    SYSTEM = "system"  # the hub was down or slow
    OTHER = "other"  # as the words say


class LateReport(Base):
    """The exception report of one wait; there is one, and it may be corrected."""

    __tablename__ = "late_report"
    __table_args__ = (one_of("reason", LateReason),)

    alert_id: Mapped[UUID] = mapped_column(ForeignKey("alert.id"), primary_key=True)
    wait_no: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, server_default="1"
    )
    version: Mapped[int] = mapped_column(default=1)
    reason: Mapped[LateReason] = mapped_column(Word(LateReason))
    words: Mapped[bytes] = mapped_column(Sealed)  # with the resident's key: what was done
    by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


REPORTS: Final = LateReport.__table__


def of(db: Session, alert_ids: Iterable[UUID]) -> dict[tuple[UUID, int], Row[Any]]:
    """Return the reports of some alerts by alert and wait; one without is not in the answer."""
    asked = select(REPORTS).where(REPORTS.c.alert_id.in_(set(alert_ids)))
    found: Sequence[Row[Any]] = db.execute(asked).all()
    return {(row.alert_id, row.wait_no): row for row in found}
