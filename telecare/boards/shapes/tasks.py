"""Tasks on a screen, and what is asked of one."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from telecare.boards.shapes.common import Asked

KindWord = Literal[
    "doctor_asked", "well_being", "visit", "call", "technical", "welfare", "other"
]
PriorityWord = Literal["high", "normal"]


class TaskAsked(Asked, frozen=True, kw_only=True):
    """A task: what, for whom, and by when; `due_at` is an instant, never a bare date."""

    kind: KindWord
    due_at: datetime
    from_at: datetime | None = None
    priority: PriorityWord = "normal"
    assigned_to: UUID | None = None
    words: str = ""


class TaskMade(TaskAsked, frozen=True, kw_only=True):
    """A new task; it may come from an alert of the same person."""

    alert_id: UUID | None = None


class TaskChanged(TaskAsked, frozen=True, kw_only=True):
    """The whole task as it shall be, and the version it was decided on."""

    version: int


class TaskDone(Asked, frozen=True, kw_only=True):
    """The version a task was done at."""

    version: int
