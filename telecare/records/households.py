"""Households: the address residents share, the way in, and the network it hangs on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Row, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.db.types import Base, Sealed
from telecare.errors import Overtaken
from telecare.records.context import Context


class Household(Base):
    """One home at one address."""

    __tablename__ = "household"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    address: Mapped[bytes] = mapped_column(Sealed)
    way_in: Mapped[bytes] = mapped_column(Sealed)  # how a helper gets through the door
    door_code: Mapped[bytes | None] = mapped_column(Sealed)  # None: never written
    network: Mapped[str]  # the carrier or line an outage would take down; "" if not known
    version: Mapped[int] = mapped_column(default=1)


HOUSEHOLDS: Final = Household.__table__
SEALED: Final = ("address", "way_in", "door_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What is known about a home; plain words, sealed when kept."""

    address: str
    way_in: str = ""
    door_code: str = ""
    network: str = ""


def of(db: Session, household_id: UUID) -> Row[Any]:
    """Return a household's row; asked with the id a resident's row names, so never in vain."""
    return db.execute(select(HOUSEHOLDS).where(HOUSEHOLDS.c.id == household_id)).one()


def add(ctx: Context, home: Home, *, organisation_id: UUID) -> UUID:
    """Keep a new household, sealed; return its id."""
    household_id = uuid4()
    ctx.ring.ensure(("household", household_id), at=ctx.now)
    values = asdict(home) | _sealed(ctx, household_id, asdict(home))
    ctx.db.execute(
        insert(HOUSEHOLDS).values(id=household_id, organisation_id=organisation_id, **values)
    )
    return household_id


def change(ctx: Context, household_id: UUID, version: int, changes: Mapping[str, Any]) -> None:
    """Change the given columns, plain words included; raise `Overtaken` if another did."""
    values = dict(changes) | _sealed(ctx, household_id, changes)
    changed = ctx.db.execute(
        update(HOUSEHOLDS)
        .where(HOUSEHOLDS.c.id == household_id)
        .where(HOUSEHOLDS.c.version == version)
        .values(version=version + 1, **values)
        .returning(HOUSEHOLDS.c.id)
    ).first()
    if changed is None:
        raise Overtaken


def _sealed(ctx: Context, household_id: UUID, words: Mapping[str, Any]) -> dict[str, bytes]:
    plain = {column: words[column] for column in SEALED if column in words}
    return ctx.ring.seal_row(("household", household_id), "household", household_id, plain)
