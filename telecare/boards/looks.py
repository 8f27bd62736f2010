"""Who looked at a resident's file, when and why: the audit read from the person's side."""

from typing import Final
from uuid import UUID

from sqlalchemy import select

from telecare.boards import words
from telecare.boards.names import staff_names
from telecare.boards.register import name_of
from telecare.boards.shapes.looks import Look, LooksPage
from telecare.records import audit, residents
from telecare.records.audit import ENTRIES
from telecare.records.context import Context

LOOKS_SHOWN: Final = 100


def page(ctx: Context, resident_id: UUID, *, before: int | None) -> LooksPage:
    """Return the looks at one resident's file, newest first; reading them is a look too.

    A list on which the person merely stood (the board, the register) is in the audit only.

    Args:
        ctx: Who asks, and when.
        resident_id: Whose file.
        before: Only entries older than this one; None: the newest.

    Raises:
        NotYours: The actor may not see that resident.
    """
    row = residents.one_for(ctx, resident_id)
    asked = (
        select(ENTRIES)
        .where(ENTRIES.c.resident_id == resident_id)
        .where(ENTRIES.c.what.in_(words.LOOKED))
        .order_by(ENTRIES.c.id.desc())
        .limit(LOOKS_SHOWN + 1)
    )
    if before is not None:
        asked = asked.where(ENTRIES.c.id < before)
    found = ctx.db.execute(asked).all()
    shown = found[:LOOKS_SHOWN]
    names = staff_names(ctx, [entry.staff_id for entry in shown])
    audit.write(
        ctx.db, ctx.actor, "looks.viewed", at=ctx.now, resident=resident_id,
        organisation=row.organisation_id, purpose="audit", before=before,
    )  # fmt: skip
    return LooksPage(
        name=name_of(ctx, row),
        rows=[
            Look(
                id=entry.id,
                at=entry.at,
                who=names.get(entry.staff_id),
                role=entry.role,
                what=words.LOOKED[entry.what],
                why=words.PURPOSES.get(entry.purpose or ""),
                alert_id=entry.alert_id,
            )
            for entry in shown
        ],
        before=shown[-1].id if len(found) > LOOKS_SHOWN else None,
    )
