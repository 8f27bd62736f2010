"""Context: what every action and every board is handed first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from telecare.records.actor import Actor
from telecare.records.keys import KeyRing


@dataclass(frozen=True, slots=True)
class Context:
    """One request or one machine act: its transaction, its keys, who, and the instant.

    The owner of the context begins and commits; nobody who is handed one does.
    """

    db: Session
    ring: KeyRing
    actor: Actor
    now: datetime
