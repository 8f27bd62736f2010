"""A hand-over sheet on a screen, and what is asked of it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from telecare.boards.shapes.common import Asked, Bilingual, SeverityWord, Shape
from telecare.boards.shapes.tasks import KindWord

LineWord = Literal["open", "promise", "watch", "suppression", "done", "words", "task"]


class HandoverAsked(Asked, frozen=True, kw_only=True):
    """Hand the shift to a colleague, with words of one's own."""

    to: UUID
    words: str = ""


class LineAsked(Asked, frozen=True, kw_only=True):
    """One more line; it may name a resident."""

    words: str
    resident_id: UUID | None = None


class HandoverLineRow(Shape, frozen=True, kw_only=True):
    """One line. `until_at`: help is expected, alerts are held back, or a task is due, by then.

    Of an alert it says how grave it is and, in words, why it opened; of a task what it is.
    """

    id: UUID
    kind: LineWord
    resident_id: UUID | None
    resident: str  # "": the line is about nobody in particular
    alert_id: UUID | None
    suppression_id: UUID | None
    task_id: UUID | None
    severity: SeverityWord | None  # as it stands now; None: the line is about no alert
    because: Bilingual | None
    task: KindWord | None
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
