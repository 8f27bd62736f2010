"""Who was told of an alert, by what and what became of it: the outbox read by a person."""

from collections.abc import Sequence
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import Row, func, select

from telecare.boards.names import staff_names
from telecare.boards.shapes.triage import Told
from telecare.records.contacts import Contact
from telecare.records.context import Context
from telecare.records.notifications import NOTICES, About, NotificationState

LINES: Final = 100  # an alert that repeats for days is told more often; the newest are shown
CONTACTS: Final = Contact.__table__


def told(ctx: Context, alert_id: UUID, *, locked: bool) -> list[Told]:
    """Return the messages about one alert that went to somebody or found nobody, newest first.

    A message to a group shows as those of its people. Names are blank while locked.
    """
    when = func.coalesce(NOTICES.c.sent_at, NOTICES.c.due_at)
    found = ctx.db.execute(
        select(NOTICES, when.label("when"))
        .where(NOTICES.c.alert_id == alert_id, NOTICES.c.about == About.ALERT)
        .where(NOTICES.c.state != NotificationState.EXPANDED)
        .order_by(when.desc(), NOTICES.c.id)
        .limit(LINES)
    ).all()
    names: dict[UUID | None, str] = {} if locked else _names(ctx, found)
    return [
        Told(
            at=row.when,
            whose=_whose(row),
            who=names.get(row.staff_id or row.contact_id, ""),
            channel=row.channel,
            state=row.state.value,
            answered_at=row.answered_at,
        )
        for row in found
    ]


def _whose(row: Row[Any]) -> Literal["staff", "contact", "screens", "machine", "nobody"]:
    if row.staff_id is not None:
        return "staff"
    if row.contact_id is not None:
        return "contact"
    if row.provider_id is not None and row.channel == "webhook":
        return "machine"
    return "nobody" if row.state is NotificationState.NO_ONE else "screens"


def _names(ctx: Context, found: Sequence[Row[Any]]) -> dict[UUID | None, str]:
    """Return the names of the staff and of the contacts that still stand in the record."""
    names = staff_names(ctx, [row.staff_id for row in found])
    contacts = {row.contact_id for row in found if row.contact_id is not None}
    if contacts:
        rows = ctx.db.execute(
            select(CONTACTS.c.id, CONTACTS.c.name).where(CONTACTS.c.id.in_(contacts))
        ).all()
        ctx.ring.warm(row.name for row in rows)
        names |= {
            row.id: ctx.ring.read(row.name, table="contact", column="name", row=row.id)
            for row in rows
        }
    return names
