"""A hand-over sheet on a screen, and what is asked of it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from telecare.boards.shapes.common import Asked, Shape

LineWord = Literal["open", "promise", "watch", "suppression", "done", "words"]


class HandoverAsked(Asked, frozen=True, kw_only=True):
    """Hand the shift to a colleague, with words of one's own."""

    to: UUID
    words: str = ""


class LineAsked(Asked, frozen=True, kw_only=True):
    """One more line; it may name a resident."""

    words: str
    resident_id: UUID | None = None


class HandoverLineRow(Shape, frozen=True, kw_only=True):
    """One line. `until_at`: help is expected, or alerts are held back, until then."""

    id: UUID
    kind: LineWord
    resident_id: UUID | None
    resident: str  # "": the line is about nobody in particular
    alert_id: UUID | None
    suppression_id: UUID | None
    until_at: datetime | None
    words: str
    ticked_at: datetime | None  # None: still the giver's


class HandoverSheet(Shape, frozen=True, kw_only=True):
    """One sheet with both names and both times."""

    id: UUID
    giver_id: UUID
    giver: str
    receiver_id: UUID
    receiver: str
    begun_at: datetime
    received_at: datetime | None
    closed_at: datetime | None
    lines: list[HandoverLineRow]


class HandoverSheets(Shape, frozen=True, kw_only=True):
    """The actor's sheets, given and received, the newest first."""

    rows: list[HandoverSheet]
