"""Tablets: the devices of kind tablet that sign for themselves, and who they belong to."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from telecare.care.facts import DeviceKind
from telecare.errors import NotYours, Revoked
from telecare.records.devices import DEVICES
from telecare.records.residents import RESIDENTS

REACHED_WITHIN: Final = timedelta(seconds=90)  # a beat and a half


def serving(db: Session, device_id: UUID) -> Row[Any]:
    """Return a tablet's row with its resident's id, name, zone, language and organisation.

    Raises:
        NotYours: The device is no tablet.
        Revoked: It was revoked, or its resident's service has ended.
    """
    found = db.execute(
        select(
            DEVICES,
            RESIDENTS.c.name,
            RESIDENTS.c.zone,
            RESIDENTS.c.language,
            RESIDENTS.c.ended_at,
        )
        .join(RESIDENTS, RESIDENTS.c.id == DEVICES.c.resident_id)
        .where(DEVICES.c.id == device_id, DEVICES.c.kind == DeviceKind.TABLET)
    ).first()
    if found is None:
        raise NotYours
    if found.revoked_at is not None or found.ended_at is not None:
        raise Revoked
    return found


def newest(db: Session, resident_id: UUID) -> Row[Any] | None:
    """Return the tablet of a home that is set up and not revoked, the newest of several."""
    return db.execute(
        select(DEVICES)
        .where(DEVICES.c.resident_id == resident_id, DEVICES.c.kind == DeviceKind.TABLET)
        .where(DEVICES.c.parent_id.is_(None), DEVICES.c.revoked_at.is_(None))
        .order_by(DEVICES.c.enrolled_at.is_(None), DEVICES.c.enrolled_at.desc())
        .limit(1)
    ).first()


def in_use(db: Session, resident_id: UUID) -> UUID | None:
    """Return the tablet of a home that can be asked something, or None."""
    found = newest(db, resident_id)
    return None if found is None or found.enrolled_at is None else found.id


def take_turn(db: Session, device_id: UUID) -> None:
    """Wait until nobody else is asking something of this tablet; ours until the commit.

    On SQLite a writer has its turn already.
    """
    asked = select(DEVICES.c.id).where(DEVICES.c.id == device_id)
    db.execute(asked.with_for_update(key_share=True))


def reachable(db: Session, device_id: UUID, now: datetime) -> bool:
    """Whether the tablet was heard so lately that it will hear of what is asked now."""
    heard_at: datetime | None = db.scalar(
        select(DEVICES.c.heard_at).where(DEVICES.c.id == device_id)
    )
    return heard_at is not None and now - heard_at < REACHED_WITHIN
