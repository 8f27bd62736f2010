"""Every table, so that `Base.metadata` is complete wherever this is imported."""

from sqlalchemy import MetaData

from telecare.db.types import Base
from telecare.records import (
    alerts,
    appointments,
    audit,
    clinic,
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
    portraits,
    prompts,
    relationships,
    residents,
    sessions,
    staff,
    tasks,
    ticks,
    watching,
)

ROOMS = (
    alerts, appointments, audit, clinic, consultations, contacts, devices, feeds, households,
    incidents, keys, notes, notifications, observations, organisations, plans, portraits,
    prompts, relationships, residents, sessions, staff, tasks, ticks, watching,
)  # fmt: skip


def metadata() -> MetaData:
    """Return the metadata with every table of `ROOMS` in it."""
    return Base.metadata
