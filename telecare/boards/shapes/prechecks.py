"""The pre-check: which protocol an organisation asks by, and what it consists of."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from telecare.boards.shapes.common import Asked, Bilingual, Shape

ProtocolWord = Literal["none", "standard", "chungju", "gyeonggi", "own"]
WayWord = Literal["tablet", "voice", "sms"]
ResultWord = Literal["ok", "help", "no_answer", "undeliverable", "not_possible", "activity"]


class AskSaid(Asked, frozen=True, kw_only=True):
    """One attempt: how the resident is asked, and how many seconds an answer is waited for."""

    way: WayWord
    wait_s: int


class PrecheckAsked(Asked, frozen=True, kw_only=True):
    """A protocol to choose: `after` is the newest own version that was seen, 0: none.

    `asks` belongs to the protocol `own` and is empty for every other.
    """

    organisation_id: UUID
    after: int
    protocol: ProtocolWord
    asks: list[AskSaid]


class PrecheckChosen(Shape, frozen=True, kw_only=True):
    """The version of a choice just made."""

    version: int


class ProtocolOffered(Shape, frozen=True, kw_only=True):
    """A protocol that may be chosen: its attempts, what follows, and its source."""

    protocol: ProtocolWord
    name: Bilingual
    asks: list[AskSaid]
    after_it: Bilingual
    source: Bilingual


class PrecheckPlace(Shape, frozen=True, kw_only=True):
    """An organisation whose protocol one may look at."""

    id: UUID
    name: Bilingual
    may_choose: bool


class PrecheckNow(Shape, frozen=True, kw_only=True):
    """The protocol that counts in an organisation now, and whose choice it is."""

    protocol: ProtocolWord
    asks: list[AskSaid]
    source: Literal["own", "inherited", "unchosen"]
    source_name: Bilingual | None  # whose choice; None: nobody has chosen
    after: int  # to send when choosing
    chosen_at: datetime | None
    chosen_by: str | None


class PrecheckPage(Shape, frozen=True, kw_only=True):
    """What counts in one organisation, and what may be chosen instead."""

    organisation_id: UUID
    may_choose: bool
    places: list[PrecheckPlace]
    now: PrecheckNow
    offered: list[ProtocolOffered]
    most_asks: int
    shortest_s: int
    longest_s: int  # of all attempts together
    carried: list[WayWord]  # ways somebody carries here; the others are skipped
