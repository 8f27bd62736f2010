"""Portraits: the one picture a member of staff has put up, sealed with their own key.

A picture taken down leaves its row without the picture, so that versions only ever rise.
"""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ForeignKey, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.db.types import Base, Sealed
from telecare.records.staff import Staff

TABLE: Final = "staff_portrait"
COLUMN: Final = "picture"


class StaffPortrait(Base):
    """The picture of one person."""

    __tablename__ = TABLE

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    version: Mapped[int]
    picture: Mapped[bytes | None] = mapped_column(Sealed)  # base64 inside; None: taken down
    changed_at: Mapped[datetime]


PORTRAITS: Final = StaffPortrait.__table__


def keep(db: Session, staff_id: UUID, sealed: bytes, *, at: datetime) -> int:
    """Keep somebody's picture in the place of the one before; return its version, from 1."""
    build: Any = sqlite if db.get_bind().dialect.name == "sqlite" else postgresql
    values = {"staff_id": staff_id, "version": 1, "picture": sealed, "changed_at": at}
    asked = (
        build.insert(PORTRAITS)
        .values(values)
        .on_conflict_do_update(
            index_elements=[PORTRAITS.c.staff_id],
            set_={
                "version": PORTRAITS.c.version + 1, "picture": sealed, "changed_at": at,
            },
        )
        .returning(PORTRAITS.c.version)
    )  # fmt: skip
    version: int = db.execute(asked).scalar_one()
    return version


def drop(db: Session, staff_id: UUID, *, at: datetime) -> bool:
    """Forget somebody's picture; tell whether there was one."""
    dropped = db.execute(
        update(PORTRAITS)
        .where(PORTRAITS.c.staff_id == staff_id, PORTRAITS.c.picture.is_not(None))
        .values(picture=None, version=PORTRAITS.c.version + 1, changed_at=at)
        .returning(PORTRAITS.c.staff_id)
    )
    return dropped.first() is not None


def sealed_of(db: Session, staff_id: UUID | None) -> bytes | None:
    """Return the sealed picture of somebody whose account stands; None: there is none."""
    found: bytes | None = db.scalar(
        select(PORTRAITS.c.picture)
        .join(Staff, Staff.id == PORTRAITS.c.staff_id)
        .where(PORTRAITS.c.staff_id == staff_id, Staff.ended_at.is_(None))
    )
    return found


def put_up(db: Session, staff_id: UUID) -> bool:
    """Whether somebody whose account stands has a picture up; the picture is not read."""
    found = db.execute(
        select(PORTRAITS.c.staff_id)
        .join(Staff, Staff.id == PORTRAITS.c.staff_id)
        .where(PORTRAITS.c.staff_id == staff_id, Staff.ended_at.is_(None))
        .where(PORTRAITS.c.picture.is_not(None))
    )
    return found.first() is not None
