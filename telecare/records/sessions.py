"""Sessions: who is signed in at which browser; only the hash of the cookie is kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.db.types import Base


class SignIn(Base):
    """One signed-in browser."""

    __tablename__ = "session"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]  # the last request, also of an idle screen; kept to 20 s
    touched_at: Mapped[datetime]  # the last time a human touched this browser
    expires_at: Mapped[datetime] = mapped_column(index=True)
    locked_at: Mapped[datetime | None]  # idle lock: names masked, verbs blocked
    strong: Mapped[bool]  # True once a second factor was shown
    csrf: Mapped[str]
    challenge: Mapped[bytes | None]  # of the passkey ceremony under way


def stands(db: Session, staff_id: UUID, now: datetime) -> bool:
    """Whether somebody is signed in at any browser, locked or not."""
    found = select(SignIn.staff_id).where(SignIn.staff_id == staff_id, SignIn.expires_at > now)
    return db.scalar(found.limit(1)) is not None
