"""Visits: what is taken along, what is written at the door, and what stands beside."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from telecare.boards.shapes.common import Asked, Bilingual, Shape
from telecare.boards.shapes.tasks import KindWord, PriorityWord

FoundWord = Literal["well", "helped", "needs_help", "not_home", "not_let_in"]
BesideWord = Literal[
    "task_done", "task_changed", "alert_over", "alert_of_other", "alert_changed", "moved"
]


class AlongRow(Shape, frozen=True, kw_only=True):
    """One visit to make: what somebody at the door needs, in full."""

    task_id: UUID
    task_version: int
    alert_signals: int | None  # how often its alert has spoken; None: it has none
    kind: KindWord
    priority: PriorityWord
    from_at: datetime | None
    due_at: datetime
    words: str
    resident_id: UUID
    name: str
    age: int | None
    place: Bilingual
    address: str
    way_in: str
    phone: str


class Along(Shape, frozen=True, kw_only=True):
    """What somebody takes along; `author_id` is who may write of it."""

    author_id: UUID
    author: str
    server_time: datetime
    rows: list[AlongRow]


class VisitAsked(Asked, frozen=True, kw_only=True):
    """A visit as it was written, with the phone's own number and clock.

    `alert_signals` and `seen_at` are the row's and `server_time` of what was taken along;
    `taken_at` is when that came to the phone, by its clock. Without them no alert is ended.
    """

    id: UUID
    author_id: UUID
    resident_id: UUID
    found: FoundWord
    captured_at: datetime
    sent_at: datetime
    words: str = ""
    task_id: UUID | None = None
    task_version: int | None = None
    alert_signals: int | None = None
    seen_at: datetime | None = None
    taken_at: datetime | None = None


class VisitKept(Shape, frozen=True, kw_only=True):
    """It is kept. `beside`: why it did not do its work; `again`: it was kept before."""

    beside: BesideWord | None
    again: bool


class VisitRow(Shape, frozen=True, kw_only=True):
    """One visit, with the phone's clock beside the hub's."""

    id: UUID
    resident_id: UUID
    resident: str
    author: str
    found: FoundWord
    words: str
    captured_at: datetime
    received_at: datetime
    clock_off_s: int  # how far the phone's clock was ahead of the hub's when it was sent
    beside: BesideWord | None
    settled_at: datetime | None


class Visits(Shape, frozen=True, kw_only=True):
    """Visits, the newest first."""

    rows: list[VisitRow]
