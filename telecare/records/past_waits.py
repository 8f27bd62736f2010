"""Past waits: of an alert that began to wait for a human anew, what was before.

An alert waits from the receipt of its first signal to the first act of a human; the clock of
that wait is on the alert's own row. It begins anew when the alert comes back after it had ended
(a new press is a new call) and when it becomes a P1 (from then on somebody must act within
180 s, whoever had it). The wait before is kept here as it ended, so that a figure counts both.
"""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Row, false, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.care.alert import Outcome, State
from telecare.care.facts import Severity
from telecare.db.types import Base, Word, one_of


class PastWait(Base):
    """One wait that is over; `no` counts an alert's waits from 1."""

    __tablename__ = "past_wait"
    __table_args__ = (
        one_of("severity", Severity),
        Index("ix_past_wait_received_at", "received_at"),  # a month's figures
    )

    alert_id: Mapped[UUID] = mapped_column(ForeignKey("alert.id"), primary_key=True)
    no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    severity: Mapped[Severity] = mapped_column(Word(Severity))
    simulated: Mapped[bool]
    received_at: Mapped[datetime]  # the first signal's receipt
    first_human_at: Mapped[datetime | None]  # None: it ended before a human acted
    ended_at: Mapped[datetime]  # when the next wait began
    outcome: Mapped[Outcome | None] = mapped_column(Word(Outcome))  # None: it was not resolved
    passed: Mapped[bool] = mapped_column(server_default=false())  # by itself, before anybody
    device: Mapped[str | None]  # its id without hyphens; None: a whole home told it


PAST_WAITS: Final = PastWait.__table__


def keep(
    db: Session, alert: Row[Any], first_human_at: datetime | None, ended_at: datetime
) -> None:
    """Keep the wait of an alert as it was read, in the transaction that begins the next.

    `first_human_at` is what the row said when it was held: that may be set after the reading.
    """
    db.execute(
        insert(PAST_WAITS).values(
            alert_id=alert.id, no=alert.wait_no, severity=alert.severity,
            simulated=alert.simulated, received_at=alert.first_signal_received_at,
            first_human_at=first_human_at, ended_at=ended_at, outcome=alert.outcome,
            passed=alert.state is State.AUTO_CLEARED, device=_device(alert),
        )
    )  # fmt: skip


def _device(alert: Row[Any]) -> str | None:
    """Return the device an alert is about or came from now: the next signal overwrites it."""
    told = alert.subject or alert.evidence.get("device_id")
    return None if told is None else str(told).replace("-", "")


def one(db: Session, alert_id: UUID, no: int) -> Row[Any] | None:
    """Return a wait of an alert that is over; None: it has no such one."""
    asked = select(*PAST_WAITS.c).where(PAST_WAITS.c.alert_id == alert_id)
    return db.execute(asked.where(PAST_WAITS.c.no == no)).first()


def anew(alert: Row[Any], received_at: datetime) -> dict[str, object]:
    """Return what begins the next wait of an alert at a signal's receipt."""
    return {
        "wait_no": alert.wait_no + 1,
        "first_signal_received_at": received_at,
        "first_human_at": None,
    }
