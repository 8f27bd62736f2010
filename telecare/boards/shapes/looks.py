"""Who looked at one resident's file."""

from datetime import datetime
from uuid import UUID

from telecare.boards.shapes.common import Bilingual, Shape


class Look(Shape, frozen=True, kw_only=True):
    """One look: who, when, at what, and why."""

    id: int
    at: datetime
    who: str | None  # None: the service itself
    role: str
    what: Bilingual
    why: Bilingual | None  # None: the view is of one purpose only
    alert_id: UUID | None


class LooksPage(Shape, frozen=True, kw_only=True):
    """Looks, newest first."""

    name: str  # the resident's
    rows: list[Look]
    before: int | None  # ask again with it for older ones; None at the end
