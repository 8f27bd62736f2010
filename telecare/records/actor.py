"""Actor: who acts or looks, and how far they may see."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from telecare.records.staff import Role

ROOT: Final = "/"  # the prefix of every organisation's path


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person, or the service itself.

    Attributes:
        staff_id: None: the service.
        role: What they may do; "service" for the service.
        organisation_id: Where they work; None: the service.
        path: The organisation's path; every record below it is theirs to see.
        session_strong: A second factor was shown in this session.
        locked: The console is locked: boards mask names, doors refuse verbs.
    """

    staff_id: UUID | None
    role: Role | str
    organisation_id: UUID | None
    path: str
    session_strong: bool = False
    locked: bool = False


SERVICE: Final = Actor(staff_id=None, role="service", organisation_id=None, path=ROOT)
