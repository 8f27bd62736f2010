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


class Listening(Base):
    """A stretch in which the hub itself listened; a silence before it is the hub's."""

    __tablename__ = "listening"

    from_at: Mapped[datetime] = mapped_column(primary_key=True, autoincrement=False)
    until_at: Mapped[datetime]
