"""Transfers on a screen, and what is asked of one."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from telecare.boards.shapes.common import Asked, Bilingual, Shape

TransferWord = Literal["offered", "accepted", "refused", "withdrawn"]


class TransferAsked(Asked, frozen=True, kw_only=True):
    """Offer a resident to another organisation, and say why."""

    to: UUID
    words: str


class TransferAccepted(Asked, frozen=True, kw_only=True):
    """Take the resident over. `address` of "": the old home goes along."""

    version: int
    place_id: UUID | None = None  # not asked of an institution
    address: str = ""
    way_in: str = ""


class TransferEnded(Asked, frozen=True, kw_only=True):
    """Refuse or withdraw, with the reason."""

    version: int
    words: str


class TransferPlace(Shape, frozen=True, kw_only=True):
    """An organisation to choose."""

    id: UUID
    name: Bilingual


class TransferPlaces(Shape, frozen=True, kw_only=True):
    """Organisations to choose from, in the order of their codes."""

    rows: list[TransferPlace]


class TransferRow(Shape, frozen=True, kw_only=True):
    """One offer and what became of it. The numbers are of now: what would go along.

    Once it is answered the person is named only to those who may see their file.
    """

    id: UUID
    version: int
    state: TransferWord
    resident_id: UUID
    resident: str  # "": no longer the reader's to know
    age: int | None
    from_name: Bilingual
    to_name: Bilingual
    to_institution: bool  # no eup, myeon or dong is asked when it is accepted
    words: str
    offered_by: str
    offered_at: datetime
    reminders: int
    answered_by: str  # "": nobody yet, or the service ended
    answered_at: datetime | None
    answer: str
    alerts: int
    promises: int
    tasks: int
    held: int
    mine_to_answer: bool
    mine_to_withdraw: bool


class Transfers(Shape, frozen=True, kw_only=True):
    """Transfers, those that wait first, then the newest."""

    rows: list[TransferRow]
