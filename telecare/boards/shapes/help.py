"""Help that reaches the person: the card read to 119, who is on the way, a call dialled."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from telecare.boards.shapes.common import Asked, Bilingual, SeverityWord, Shape

HelpWord = Literal[
    "worker", "neighbour", "family", "key_holder", "emergency_119", "police", "technician",
    "other",
]  # fmt: skip


class KeyHolder(Shape, frozen=True, kw_only=True):
    """Who can open the door, with the whole number."""

    name: str
    relation: str
    phone: str


class EmergencyCallRow(Shape, frozen=True, kw_only=True):
    """A call to 119 that was made; "" for what 119 did not say."""

    called_at: datetime
    by: str
    spoken_with: str
    reference: str


class Card119(Shape, frozen=True, kw_only=True):
    """What is read to 119, in the order it is read; "" for what nobody has written down."""

    alert_id: UUID
    server_time: datetime
    address: str
    place: Bilingual
    way_in: str
    door_code: str
    key_holders: list[KeyHolder]
    name: str
    age: int | None
    sex: str
    health_conditions: str
    medicines: str
    hearing: str
    notes: str
    phone: str  # the home's own
    severity: SeverityWord
    title: Bilingual
    because: Bilingual
    happened_at: datetime  # when the home said it
    last_activity_at: datetime | None
    calls: list[EmergencyCallRow]  # made already, the first one first
    simulated: bool


class DoorCode(Shape, frozen=True, kw_only=True):
    """The code of a home's door; showing it left an entry."""

    door_code: str


class Called119Asked(Asked, frozen=True, kw_only=True):
    """A call to 119, when it was, who answered there and the number they gave.

    With the token of one's own claim the alert then waits for 119.
    """

    at: datetime
    lease_token: UUID | None = None
    spoken_with: str = ""
    reference: str = ""


class RespondAsked(Asked, frozen=True, kw_only=True):
    """Who is on the way, and by when they are expected."""

    version: int
    lease_token: UUID
    expected_by: datetime
    how: HelpWord
    note: str = ""


class DialAsked(Asked, frozen=True, kw_only=True):
    """Call a contact, or with None the home; `bridge` false asks for the number."""

    contact_id: UUID | None = None
    bridge: bool = True


class DialledShape(Shape, frozen=True, kw_only=True):
    """How the call goes out: one's own telephone rings, or one dials `phone` oneself."""

    by: Literal["bridge", "tel"]
    phone: str | None
