"""Households: the address residents share, the way in, and the network it hangs on."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Sealed


class Household(Base):
    """One home at one address."""

    __tablename__ = "household"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    address: Mapped[bytes] = mapped_column(Sealed)
    way_in: Mapped[bytes] = mapped_column(Sealed)  # how a helper gets through the door
    network: Mapped[str]  # the carrier or line an outage would take down; "" if not known
    version: Mapped[int] = mapped_column(default=1)
