"""Residents: the people looked after, and the only ways to their rows."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Row, and_, false, func, insert, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Sealed
from telecare.errors import NotYours, Overtaken
from telecare.records import keys, watching
from telecare.records.context import Context
from telecare.records.keys import BlindIndex
from telecare.records.organisations import Organisation
from telecare.records.scope import seen_by


class Resident(Base):
    """A person enrolled in the service."""

    __tablename__ = "resident"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    name: Mapped[bytes] = mapped_column(Sealed)
    birth_date: Mapped[bytes] = mapped_column(Sealed)  # "YYYY-MM-DD"
    phone: Mapped[bytes] = mapped_column(Sealed)
    notes: Mapped[bytes] = mapped_column(Sealed)
    health_conditions: Mapped[bytes | None] = mapped_column(Sealed)  # None: never written
    medicines: Mapped[bytes | None] = mapped_column(Sealed)
    sex: Mapped[str]
    language: Mapped[str]
    hearing: Mapped[str]
    category: Mapped[str]  # why enrolled; never inferred from age
    zone: Mapped[str] = mapped_column(default="Asia/Seoul")
    legal_basis: Mapped[str]
    consent_version: Mapped[str]
    consent_at: Mapped[datetime | None]
    simulated: Mapped[bool] = mapped_column(default=False)
    canary: Mapped[bool] = mapped_column(default=False, server_default=false())  # a machine
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]  # moved, deceased, withdrew
    version: Mapped[int] = mapped_column(default=1)


RESIDENTS: Final = Resident.__table__
SEALED: Final = ("name", "birth_date", "phone", "notes", "health_conditions", "medicines")
PAGE_ROWS: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is known about a person when they are enrolled; plain words, sealed when kept."""

    name: str
    birth_date: date
    sex: str
    phone: str = ""
    notes: str = ""
    health_conditions: str = ""
    medicines: str = ""
    language: str = "ko"
    hearing: str = "unknown"
    category: str = "living_alone"
    zone: str = "Asia/Seoul"
    legal_basis: str = "consent"
    consent_version: str = ""
    consent_at: datetime | None = None
    simulated: bool = False
    canary: bool = False


def one_for(ctx: Context, resident_id: UUID) -> Row[Any]:
    """Return the resident's row if the actor may see it, else raise `NotYours`.

    This is the only way to a resident from outside; keep one condition a line.
    """
    resident = ctx.db.execute(
        select(RESIDENTS).where(Resident.id == resident_id).where(seen_by(ctx.actor, ctx.now))
    ).first()
    if resident is None:
        raise NotYours
    return resident


def page_for(
    ctx: Context, *, page: int = 1, path: str | None = None, ended: bool | None = False
) -> tuple[int, Sequence[Row[Any]]]:
    """Return how many residents the actor may see, and the rows of one page.

    Args:
        ctx: Who asks, and when.
        page: From 1, of `PAGE_ROWS` rows; beyond the last one it is empty.
        path: Only residents at or below this organisation; None: wherever.
        ended: Those whose service has ended, those whose has not, or (None) both.
    """
    where = [seen_by(ctx.actor, ctx.now)]
    if path is not None:
        where.append(Organisation.path.startswith(path, autoescape=True))
    if ended is not None:
        where.append(Resident.ended_at.is_not(None) if ended else Resident.ended_at.is_(None))
    asked = (
        select(RESIDENTS)
        .join(Organisation, Organisation.id == Resident.organisation_id)
        .where(*where)
    )
    total = ctx.db.scalar(select(func.count()).select_from(asked.subquery())) or 0
    rows = ctx.db.execute(
        asked.order_by(Organisation.path, Resident.created_at, Resident.id)
        .limit(PAGE_ROWS)
        .offset((page - 1) * PAGE_ROWS)
    )
    return total, rows.all()


def found_by(ctx: Context, typed: str, *, limit: int = 20) -> Sequence[Row[Any]]:
    """Return residents a person searches for: whole name, Hangul initials, or phone tail.

    A phone's tail finds by the resident's and by their contacts' phones.
    """
    digests = [
        and_(BlindIndex.kind == kind, BlindIndex.digest == digest)
        for kind, digest in keys.looked_for(ctx.ring.vault, typed)
    ]
    if not digests:
        return ()
    rows = ctx.db.execute(
        select(RESIDENTS)
        .where(Resident.id.in_(select(BlindIndex.resident_id).where(or_(*digests))))
        .where(seen_by(ctx.actor, ctx.now))
        .order_by(Resident.ended_at.is_not(None), Resident.created_at, Resident.id)
        .limit(limit)
    )
    return rows.all()


def add(ctx: Context, profile: Profile, *, organisation_id: UUID, household_id: UUID) -> UUID:
    """Keep a new resident, sealed and searchable, and put them under watch; return the id."""
    resident_id = uuid4()
    ctx.ring.ensure(("resident", resident_id), at=ctx.now)
    values = asdict(profile) | _sealed(ctx, resident_id, asdict(profile))
    ctx.db.execute(
        insert(RESIDENTS).values(
            id=resident_id,
            organisation_id=organisation_id,
            household_id=household_id,
            created_at=ctx.now,
            **values,
        )
    )
    _index(ctx, resident_id, profile.name, profile.phone)
    watching.begin(ctx.db, resident_id, at=ctx.now)
    return resident_id


def change(ctx: Context, resident_id: UUID, version: int, changes: Mapping[str, Any]) -> None:
    """Change the given columns, plain words included, if nobody else did in between.

    Raises:
        Overtaken: The row no longer has this version.
        KeyDestroyed: The resident was erased.
    """
    values = dict(changes) | _sealed(ctx, resident_id, changes)
    row = ctx.db.execute(
        update(RESIDENTS)
        .where(RESIDENTS.c.id == resident_id)
        .where(RESIDENTS.c.version == version)
        .values(version=version + 1, **values)
        .returning(RESIDENTS.c.name, RESIDENTS.c.phone)
    ).first()
    if row is None:
        raise Overtaken
    if changes.keys() & {"name", "phone"}:
        words = [
            ctx.ring.open(sealed, table="resident", column=column, row=resident_id)
            for column, sealed in (("name", row.name), ("phone", row.phone))
        ]
        _index(ctx, resident_id, *words)


def end(ctx: Context, resident_id: UUID, version: int, reason: str) -> None:
    """End the service for a resident: from this commit on no rule judges them.

    Raises:
        Overtaken: The row no longer has this version, or the service has ended already.
    """
    ended = ctx.db.execute(
        update(RESIDENTS)
        .where(RESIDENTS.c.id == resident_id)
        .where(RESIDENTS.c.version == version)
        .where(RESIDENTS.c.ended_at.is_(None))
        .values(version=version + 1, ended_at=ctx.now, end_reason=reason)
        .returning(RESIDENTS.c.id)
    ).first()
    if ended is None:
        raise Overtaken
    watching.end(ctx.db, resident_id)


def _sealed(ctx: Context, resident_id: UUID, words: Mapping[str, Any]) -> dict[str, bytes]:
    """Seal those of `words` that stand in sealed columns; a date is written as ISO text."""
    plain = {column: str(words[column]) for column in SEALED if column in words}
    return ctx.ring.seal_row(("resident", resident_id), "resident", resident_id, plain)


def _index(ctx: Context, resident_id: UUID, name: str, phone: str) -> None:
    keys.index_words(ctx.db, ctx.ring.vault, resident_id, resident_id, name=name, phone=phone)
