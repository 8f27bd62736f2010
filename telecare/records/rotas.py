"""Rotas: an organisation's duties, its weekly plans and stand-ins, and who is on call."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Row,
    UniqueConstraint,
    literal,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.care import rota
from telecare.care.rota import Duty, Line, Override, Plan, Rota, Span
from telecare.db.types import Base, Word, one_of
from telecare.errors import NotYours
from telecare.records import holidays
from telecare.records.alerts import CLAIMING_ROLES
from telecare.records.context import Context
from telecare.records.organisations import ORGANISATIONS
from telecare.records.scope import subtree
from telecare.records.staff import Staff

_DAY: Final = timedelta(days=1)
_MARGIN: Final = timedelta(days=2)  # local days around a span told in UTC


class SwapState(StrEnum):
    """How far a swap has come; `asked` is the only one that can still move."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class DutyRow(Base):
    """One duty of an organisation; it is ended, never deleted."""

    __tablename__ = "duty"
    __table_args__ = (
        Index(
            "uq_duty_standing",
            "organisation_id",
            "code",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    code: Mapped[str]  # what a policy's target `rota:CODE` names
    name_ko: Mapped[str]
    name_en: Mapped[str]
    zone: Mapped[str]  # IANA
    hours: Mapped[list[Any]]  # of each kind of day, Monday to Sunday and holiday: [from, until]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class DutyPlan(Base):
    """One published weekly plan; the newest that has begun on a day rules that day."""

    __tablename__ = "duty_plan"

    duty_id: Mapped[UUID] = mapped_column(ForeignKey("duty.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    from_day: Mapped[str]  # ISO, of the duty's zone
    lines: Mapped[list[Any]]
    published_at: Mapped[datetime]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))


class DutySwap(Base):
    """One request: the other takes the asker's shift and may give one of their own back."""

    __tablename__ = "duty_swap"
    __table_args__ = (one_of("state", SwapState), Index(None, "duty_id", "from_at"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    duty_id: Mapped[UUID] = mapped_column(ForeignKey("duty.id"))
    state: Mapped[SwapState] = mapped_column(Word(SwapState))
    version: Mapped[int] = mapped_column(default=1)
    asker_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    other_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    return_from: Mapped[datetime | None]  # with return_until: the shift given back
    return_until: Mapped[datetime | None]
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))


class DutyOverride(Base):
    """One dated stand-in; cancelled, never deleted."""

    __tablename__ = "duty_override"
    __table_args__ = (
        CheckConstraint("from_at < until_at", name="span"),
        UniqueConstraint("duty_id", "number"),
        Index(None, "duty_id", "until_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    duty_id: Mapped[UUID] = mapped_column(ForeignKey("duty.id"))
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    instead_of: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))  # None: of all
    swap_id: Mapped[UUID | None] = mapped_column(ForeignKey("duty_swap.id"))
    number: Mapped[int]  # of this duty's stand-ins, from 1: the later one counts
    made_at: Mapped[datetime]
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    cancelled_at: Mapped[datetime | None]


DUTIES: Final = DutyRow.__table__
PLANS: Final = DutyPlan.__table__
SWAPS: Final = DutySwap.__table__
OVERRIDES: Final = DutyOverride.__table__
STAFF: Final = Staff.__table__


def on_call(db: Session, organisation_id: UUID, duty: str | None, at: datetime) -> list[UUID]:
    """Return who is on call at `at`: ids of staff who may serve there now, none twice.

    The nearest organisation at or above `organisation_id` that has the duty answers, so a
    si/gun without a night desk is looked after by its province's. Nobody there at that
    instant is an empty list: a gap of one desk is told, not hidden behind another.

    Args:
        db: Any transaction; only reads.
        organisation_id: A resident's, an alert's or any other.
        duty: The duty's code; None: everybody on any duty of the nearest that has one.
        at: The instant.
    """
    found: dict[UUID, None] = {}
    for plan in loaded(db, nearest(db, organisation_id, duty), at, at + _DAY).values():
        found.update(dict.fromkeys(rota.on_call(plan, at)))
    return list(found)


def nearest(db: Session, organisation_id: UUID, duty: str | None) -> Sequence[Row[Any]]:
    """Return the standing duties (of that code) of the nearest organisation that has any."""
    here = ORGANISATIONS.alias("here")
    asked = (
        select(DUTIES, ORGANISATIONS.c.path)
        .join(ORGANISATIONS, ORGANISATIONS.c.id == DUTIES.c.organisation_id)
        .join(here, here.c.path.startswith(ORGANISATIONS.c.path))
        .where(here.c.id == organisation_id, DUTIES.c.ended_at.is_(None))
        .order_by(ORGANISATIONS.c.path.desc(), DUTIES.c.created_at, DUTIES.c.code)
    )
    if duty is not None:
        asked = asked.where(DUTIES.c.code == duty)
    rows = db.execute(asked).all()
    return [row for row in rows if row.path == rows[0].path]


def of(db: Session, organisation_ids: Iterable[UUID]) -> Sequence[Row[Any]]:
    """Return the standing duties of some organisations, in the order they were made."""
    found = db.execute(
        select(DUTIES)
        .where(DUTIES.c.organisation_id.in_(set(organisation_ids)))
        .where(DUTIES.c.ended_at.is_(None))
        .order_by(DUTIES.c.created_at, DUTIES.c.code)
    )
    return found.all()


def loaded(
    db: Session, duties: Sequence[Row[Any]], since: datetime, until: datetime
) -> Mapping[UUID, Rota]:
    """Return the rota of each duty, good for every instant of [since, until)."""
    if not duties:
        return {}
    ids = [row.id for row in duties]
    plans, overrides = _plans(db, ids), _overrides(db, ids, since, until)
    duty_places = {row.organisation_id for row in duties}
    serving = _serving(db, duty_places)
    first, last = (since - _MARGIN).date(), (until + _MARGIN).date()
    days = holidays.between(db, duty_places, first, last)
    return {
        row.id: Rota(
            duty=duty_of(row),
            plans=tuple(plans[row.id]),
            overrides=tuple(overrides[row.id]),
            holidays=frozenset(days[row.organisation_id]),
            serving=serving[row.organisation_id],
        )
        for row in duties
    }


def duty_of(row: Row[Any]) -> Duty:
    """Return what care needs to know of a duty's row."""
    hours = tuple(tuple(Span(low, high) for low, high in day) for day in row.hours)
    return Duty(zone=ZoneInfo(row.zone), hours=hours)


def lines_to_json(lines: Iterable[Line]) -> list[Any]:
    """Return lines as a plan's row keeps them."""
    return [[line.kind, line.span.start, line.span.end, line.staff_id.hex] for line in lines]


def lines_from_json(stored: Iterable[Any]) -> tuple[Line, ...]:
    """Read the lines of a plan's row."""
    return tuple(Line(kind, Span(low, high), UUID(who)) for kind, low, high, who in stored)


def _plans(db: Session, ids: Sequence[UUID]) -> dict[UUID, list[Plan]]:
    found: dict[UUID, list[Plan]] = {one: [] for one in ids}
    for row in db.execute(
        select(PLANS).where(PLANS.c.duty_id.in_(ids)).order_by(PLANS.c.version)
    ):
        plan = Plan(date.fromisoformat(row.from_day), lines_from_json(row.lines))
        found[row.duty_id].append(plan)
    return found


def _overrides(
    db: Session, ids: Sequence[UUID], since: datetime, until: datetime
) -> dict[UUID, list[Override]]:
    found: dict[UUID, list[Override]] = {one: [] for one in ids}
    for row in db.execute(
        select(OVERRIDES)
        .where(OVERRIDES.c.duty_id.in_(ids), OVERRIDES.c.cancelled_at.is_(None))
        .where(OVERRIDES.c.until_at > since - _DAY, OVERRIDES.c.from_at < until + _DAY)
        .order_by(OVERRIDES.c.number)
    ):
        found[row.duty_id].append(
            Override(
                row.id, row.from_at, row.until_at, row.staff_id, row.instead_of,
                swapped=row.swap_id is not None,
            )
        )  # fmt: skip
    return found


def _serving(db: Session, places: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Return who may be on a duty of each organisation now.

    Somebody whose account has ended, who works elsewhere by now or has another role is on no
    rota, whatever its lines say: that time is a gap.
    """
    found = {}
    paths = select(ORGANISATIONS.c.id, ORGANISATIONS.c.path)
    for place in db.execute(paths.where(ORGANISATIONS.c.id.in_(set(places)))):
        found[place.id] = frozenset(
            db.scalars(select(STAFF.c.id).where(*_may_serve(place.path)))
        )
    return found


def _may_serve(path: str) -> tuple[ColumnElement[bool], ...]:
    return (
        STAFF.c.organisation_id.in_(subtree(path)),
        STAFF.c.role.in_(CLAIMING_ROLES),
        STAFF.c.ended_at.is_(None),
    )


def nearby(path: str) -> ColumnElement[bool]:
    """Return the condition that an organisation lies at, below or above `path`."""
    return or_(
        ORGANISATIONS.c.path.startswith(path, autoescape=True),
        literal(path).startswith(ORGANISATIONS.c.path),
    )


def one_for(ctx: Context, duty_id: UUID, *, to_edit: bool) -> Row[Any]:
    """Return a standing duty with its organisation's `path`.

    Whoever works at, below or above its organisation may look at it; only who works at or
    above it may edit it.

    Raises:
        NotYours: There is none such for this actor.
    """
    path = ORGANISATIONS.c.path
    allowed = path.startswith(ctx.actor.path, autoescape=True)
    row = ctx.db.execute(
        select(DUTIES, path)
        .join(ORGANISATIONS, ORGANISATIONS.c.id == DUTIES.c.organisation_id)
        .where(DUTIES.c.id == duty_id, DUTIES.c.ended_at.is_(None))
        .where(allowed if to_edit else nearby(ctx.actor.path))
    ).first()
    if row is None:
        raise NotYours
    return row


def people(db: Session, path: str) -> Sequence[Row[Any]]:
    """Return the staff who may be put on a duty of the organisation at `path`."""
    found = db.execute(
        select(STAFF).where(*_may_serve(path)).order_by(STAFF.c.created_at, STAFF.c.id)
    )
    return found.all()


def newest_plan(db: Session, duty_id: UUID) -> Row[Any] | None:
    """Return the plan last published for a duty; None: none ever was."""
    return db.execute(
        select(PLANS)
        .where(PLANS.c.duty_id == duty_id)
        .order_by(PLANS.c.version.desc())
        .limit(1)
    ).first()


def named(db: Session, ids: Iterable[UUID]) -> Sequence[Row[Any]]:
    """Return members of staff by id, those whose account has ended as well."""
    return db.execute(select(STAFF).where(STAFF.c.id.in_(set(ids))).order_by(STAFF.c.id)).all()
