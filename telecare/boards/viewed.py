"""Views of lists: one audit entry per screen opened, with the people shown (law 12)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from telecare.records import audit
from telecare.records.context import Context


def of_list(
    ctx: Context,
    what: str,
    people: Iterable[UUID | None],
    *,
    purpose: str,
    opened: bool,
    **facts: Any,  # noqa: ANN401 - see `audit.write`
) -> None:
    """Leave the entry of a list that a person opened; a refresh and an empty one leave none."""
    shown = sorted({one for one in people if one is not None}, key=str)
    if opened and shown:
        audit.write(
            ctx.db, ctx.actor, what, at=ctx.now, purpose=purpose, residents=shown, **facts
        )


def of_person(
    ctx: Context, what: str, resident_id: UUID, *, purpose: str, opened: bool
) -> None:
    """Leave the entry of one person's record, unless their page has just been opened."""
    if opened and not audit.seen_lately(ctx.db, ctx.actor, resident_id, now=ctx.now):
        audit.write(ctx.db, ctx.actor, what, at=ctx.now, resident=resident_id, purpose=purpose)
