"""Every table, so that `Base.metadata` is complete wherever this is imported."""

from sqlalchemy import MetaData

from telecare.db.types import Base
from telecare.records import (
    alerts,
    audit,
    consultations,
    contacts,
    devices,
    feeds,
    households,
    incidents,
    keys,
    notes,
    notifications,
    observations,
    organisations,
    plans,
    relationships,
    residents,
    sessions,
    staff,
    ticks,
    watching,
)

ROOMS = (
    alerts, audit, consultations, contacts, devices, feeds, households, incidents, keys, notes,
    notifications, observations, organisations, plans, relationships, residents,
    sessions, staff, ticks, watching,
)  # fmt: skip


def metadata() -> MetaData:
    """Return the metadata with every table of `ROOMS` in it."""
    return Base.metadata
