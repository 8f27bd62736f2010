"""Ticks: when each loop of the scheduler last ran, and who leads."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.db.types import Base

GAP: Final = timedelta(seconds=60)  # the hub notes that it listens far more often than this


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


def beat(db: Session, name: str, *, now: datetime, leader: str) -> None:
    """Note that a loop ran."""
    build = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = build(Tick).values(name=name, beat_at=now, leader=leader)
    db.execute(
        row.on_conflict_do_update(
            index_elements=[Tick.name], set_={"beat_at": now, "leader": leader}
        )
    )


def beats(db: Session) -> dict[str, datetime]:
    """Return when each loop last ran."""
    return {name: at for name, at in db.execute(select(Tick.name, Tick.beat_at))}  # noqa: C416


def listen(db: Session, *, now: datetime) -> None:
    """Note that the hub listens; after a gap of more than `GAP` a new stretch begins."""
    last = db.execute(
        select(Listening.from_at, Listening.until_at)
        .order_by(Listening.from_at.desc())
        .limit(1)
    ).first()
    if last is None or now - last.until_at > GAP:
        db.execute(insert(Listening), {"from_at": now, "until_at": now})
    elif now > last.until_at:
        db.execute(
            update(Listening).where(Listening.from_at == last.from_at).values(until_at=now)
        )
