"""Ticks: when each loop of the scheduler last ran, and who leads."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base


class Tick(Base):
    """The last beat of one loop."""

    __tablename__ = "tick"

    name: Mapped[str] = mapped_column(primary_key=True)
    beat_at: Mapped[datetime]
    leader: Mapped[str]
