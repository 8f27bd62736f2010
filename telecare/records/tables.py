"""Every table, so that `Base.metadata` is complete wherever this is imported."""

from sqlalchemy import MetaData

from telecare.db.types import Base
from telecare.records import (
    addresses,
    alerts,
    appointments,
    audit,
    canaries,
    clinic,
    consultations,
    contacts,
    devices,
    emergency_calls,
    feeds,
    handovers,
    holidays,
    households,
    incidents,
    keys,
    late_reports,
    notes,
    notifications,
    observations,
    organisations,
    past_waits,
    plans,
    policies,
    portraits,
    prechecks,
    prompts,
    providers,
    relationships,
    residents,
    rotas,
    sessions,
    staff,
    suppressions,
    tasks,
    ticks,
    transfers,
    visits,
    watching,
)

ROOMS = (
    addresses, alerts, appointments, audit, canaries, clinic, consultations, contacts,
    devices, emergency_calls, feeds, handovers, holidays, households, incidents, keys,
    late_reports, notes, notifications, observations, organisations, past_waits, plans,
    policies, portraits, prechecks, prompts, providers, relationships, residents, rotas,
    sessions, staff, suppressions, tasks, ticks, transfers, visits, watching,
)  # fmt: skip


def metadata() -> MetaData:
    """Return the metadata with every table of `ROOMS` in it."""
    return Base.metadata
