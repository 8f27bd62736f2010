"""Names of members of staff, for the screens that say who did it."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from sqlalchemy import select

from telecare.records.context import Context
from telecare.records.staff import Staff

STAFF: Final = Staff.__table__


def staff_names(ctx: Context, staff_ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """Open the names of several members of staff; one query, and one for their keys."""
    wanted = {staff_id for staff_id in staff_ids if staff_id is not None}
    if not wanted:
        return {}
    rows = ctx.db.execute(select(STAFF.c.id, STAFF.c.name).where(STAFF.c.id.in_(wanted))).all()
    ctx.ring.warm(row.name for row in rows)
    return {
        row.id: ctx.ring.read(row.name, table="staff", column="name", row=row.id)
        for row in rows
    }
