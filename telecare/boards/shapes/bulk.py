"""Many alerts at once: what is asked, and what came of each."""

from typing import Literal
from uuid import UUID

from telecare.boards.shapes.common import Asked, Refusal, Shape
from telecare.boards.shapes.triage import VerbAnswer
from telecare.care.alert import Outcome

VerbWord = Literal["claim", "assign", "resolve", "close"]


class BulkRow(Asked, frozen=True, kw_only=True):
    """One alert as it was seen; the token if it is one's own."""

    id: UUID
    version: int
    lease_token: UUID | None = None


class BulkAsked(Asked, frozen=True, kw_only=True):
    """One verb for 1 to 100 alerts; `to` for assign, `outcome` for resolve."""

    verb: VerbWord
    rows: list[BulkRow]
    to: UUID | None = None
    outcome: Outcome | None = None


class BulkResult(Shape, frozen=True, kw_only=True):
    """What came of one alert: `done`, or `refused` and why. Exactly one is not None."""

    id: UUID
    done: VerbAnswer | None
    refused: Refusal | None


class BulkAnswer(Shape, frozen=True, kw_only=True):
    """A result per row, in the order asked."""

    rows: list[BulkResult]
