"""Suppressions on a screen: what is held back, until when, and what is asked of it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from telecare.boards.shapes.common import Asked, Shape

ReasonWord = Literal["away", "hospital", "visit", "device_test", "out_of_service"]


class SuppressionAsked(Asked, frozen=True, kw_only=True):
    """Hold alerts back from now on; a device's reasons may name the device."""

    reason: ReasonWord
    until: datetime
    device_id: UUID | None = None
    note: str = ""


class SuppressionExtended(Asked, frozen=True, kw_only=True):
    """A new end, and why; the longest time of the reason counts from now."""

    version: int
    until: datetime
    note: str


class SuppressionEnded(Asked, frozen=True, kw_only=True):
    """End it now."""

    version: int


class SuppressionRow(Shape, frozen=True, kw_only=True):
    """One that runs; "" for words nobody wrote."""

    id: UUID
    version: int
    resident_id: UUID
    resident: str
    reason: ReasonWord
    device_id: UUID | None
    device: str
    from_at: datetime
    until_at: datetime
    reminded: bool  # it ends soon, and whoever began it was told
    by: str
    note: str
    extended_note: str


class Suppressions(Shape, frozen=True, kw_only=True):
    """What runs, whichever ends first; `most_s` is the longest time of each reason."""

    rows: list[SuppressionRow]
    most_s: dict[str, int]
