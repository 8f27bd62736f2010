"""Consultations: one call between a screen of staff and a tablet, and the only ways to it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Row,
    Select,
    func,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.care.consultation import LIVE_STATES, Outcome, Presence, Purpose, Side, State
from telecare.db import bell
from telecare.db.types import Base, Sealed, Word, one_of
from telecare.errors import NotYours
from telecare.records.actor import Actor
from telecare.records.alerts import CLAIMING_ROLES
from telecare.records.context import Context
from telecare.records.devices import DEVICES
from telecare.records.organisations import Organisation
from telecare.records.residents import Resident
from telecare.records.scope import seen_by
from telecare.records.staff import Role, Staff

LIVE = "state IN ({})".format(  # in the enum's order: the same text in model and migration
    ", ".join(f"'{state.value}'" for state in State if state in LIVE_STATES)
)


class Consultation(Base):
    """One call, from its first ring to its outcome; it is kept with the record."""

    __tablename__ = "consultation"
    __table_args__ = (
        one_of("state", State),
        one_of("outcome", Outcome),
        one_of("purpose", Purpose),
        CheckConstraint(f"NOT ({LIVE}) OR due_at IS NOT NULL", name="live_means_due"),
        CheckConstraint(
            "(state = 'ended') = (outcome IS NOT NULL)", name="ended_means_outcome"
        ),
        Index(
            "uq_consultation_live_device",
            "device_id",
            unique=True,
            sqlite_where=text(LIVE),
            postgresql_where=text(LIVE),
        ),
        Index(
            "uq_consultation_live_caller",
            "caller_id",
            unique=True,
            sqlite_where=text(LIVE),
            postgresql_where=text(LIVE),
        ),
        Index(
            "ix_consultation_due",
            "due_at",
            sqlite_where=text("due_at IS NOT NULL"),
            postgresql_where=text("due_at IS NOT NULL"),
        ),
        Index(None, "resident_id", "rung_at"),
        Index(None, "alert_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))  # the si/gun
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    device_id: Mapped[UUID] = mapped_column(ForeignKey("device.id"))
    caller_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    alert_id: Mapped[UUID | None] = mapped_column(ForeignKey("alert.id"))
    purpose: Mapped[Purpose] = mapped_column(Word(Purpose))
    state: Mapped[State] = mapped_column(Word(State))
    outcome: Mapped[Outcome | None] = mapped_column(Word(Outcome))
    video: Mapped[bool]
    may_auto_answer: Mapped[bool]  # agreed and P1 when it rang; later changes do not count
    auto_answered: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    rung_at: Mapped[datetime]
    rings_until: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    connected_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))  # None: not staff
    due_at: Mapped[datetime | None]  # when something must happen next; never None while live
    caller_presence: Mapped[Presence] = mapped_column(Word(Presence))
    caller_away_at: Mapped[datetime | None]
    resident_presence: Mapped[Presence] = mapped_column(Word(Presence))
    resident_away_at: Mapped[datetime | None]
    phone_reason: Mapped[str | None]
    phone_words: Mapped[bytes | None] = mapped_column(Sealed)
    gate_id: Mapped[UUID | None]  # no foreign key: gates are laid down by a later revision


class ConsultationQuality(Base):
    """What one end measured between two reports; never changed."""

    __tablename__ = "consultation_quality"
    __table_args__ = (one_of("side", Side), Index(None, "consultation_id", "at"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    side: Mapped[Side] = mapped_column(Word(Side))
    at: Mapped[datetime]
    loss_percent: Mapped[float]
    round_trip_ms: Mapped[float | None]
    freezes: Mapped[int]
    reconnects: Mapped[int]
    received_kbps: Mapped[float | None]
    width: Mapped[int | None]
    height: Mapped[int | None]


CALLING_ROLES: Final[Mapping[Purpose, frozenset[Role]]] = MappingProxyType(
    {Purpose.CARE: frozenset({Role.CLINICIAN}), Purpose.WELFARE: frozenset(CLAIMING_ROLES)}
)
CONSULTATIONS: Final = Consultation.__table__
QUALITY: Final = ConsultationQuality.__table__
ORGANISATIONS: Final = Organisation.__table__
STAFF: Final = Staff.__table__


def one_for(ctx: Context, consultation_id: UUID, *, lock: bool = False) -> Row[Any]:
    """Return a call's row to the one who makes it, else raise `NotYours`.

    This is the only way to a call from staff's side; keep one condition a line. `lock` holds
    the row until the end of the transaction: both ends move it, and the later one decides on
    where it stands then.
    """
    asked = (
        select(CONSULTATIONS)
        .join(Resident, Resident.id == CONSULTATIONS.c.resident_id)
        .where(CONSULTATIONS.c.id == consultation_id)
        .where(CONSULTATIONS.c.caller_id == ctx.actor.staff_id)
        .where(seen_by(ctx.actor, ctx.now))
    )
    call = ctx.db.execute(_locked(asked) if lock else asked).first()
    if call is None:
        raise NotYours
    return call


def one_of_caller(ctx: Context, consultation_id: UUID) -> Row[Any]:
    """Return a call's row to the one who made it, whether they still see its resident or not.

    Whoever treated somebody may and must finish the note of it, also after the care
    relationship has ended. It opens the call, never the resident.

    Raises:
        NotYours: There is none of theirs.
    """
    call = ctx.db.execute(
        select(CONSULTATIONS)
        .where(CONSULTATIONS.c.id == consultation_id)
        .where(CONSULTATIONS.c.caller_id == ctx.actor.staff_id)
    ).first()
    if call is None:
        raise NotYours
    return call


def one_of_tablet(db: Session, device_id: UUID, consultation_id: UUID) -> Row[Any]:
    """Return a call's row, locked, to the tablet it rings at, else raise `NotYours`."""
    call = db.execute(
        _locked(
            select(CONSULTATIONS)
            .where(CONSULTATIONS.c.id == consultation_id)
            .where(CONSULTATIONS.c.device_id == device_id)
        )
    ).first()
    if call is None:
        raise NotYours
    return call


def one(db: Session, consultation_id: UUID, *, lock: bool = False) -> Row[Any] | None:
    """Return a call's row to the service itself; None: there is none."""
    asked = select(CONSULTATIONS).where(CONSULTATIONS.c.id == consultation_id)
    return db.execute(_locked(asked) if lock else asked).first()


def _locked(asked: Select[Any]) -> Select[Any]:
    return asked.with_for_update(of=CONSULTATIONS)


def live_of_tablet(db: Session, device_id: UUID) -> Row[Any] | None:
    """Return the tablet's live call, None when it is free."""
    return db.execute(_LIVE.where(CONSULTATIONS.c.device_id == device_id)).first()


def live_of_caller(db: Session, staff_id: UUID | None) -> Row[Any] | None:
    """Return somebody's live call, None when they are in none."""
    return db.execute(_LIVE.where(CONSULTATIONS.c.caller_id == staff_id)).first()


def due(db: Session, now: datetime, *, limit: int = 200) -> Sequence[UUID]:
    """Return the ids of calls that have waited enough, or whose tablet was revoked."""
    found = db.scalars(
        select(CONSULTATIONS.c.id)
        .join(DEVICES, DEVICES.c.id == CONSULTATIONS.c.device_id)
        .where(CONSULTATIONS.c.due_at.is_not(None))  # live ones: the partial index
        .where(or_(CONSULTATIONS.c.due_at <= now, DEVICES.c.revoked_at.is_not(None)))
        .order_by(CONSULTATIONS.c.due_at)
        .limit(limit)
    )
    return found.all()


def revoked(db: Session, device_id: UUID) -> bool:
    """Whether the tablet of a call was taken out of service."""
    return db.scalar(select(DEVICES.c.revoked_at).where(DEVICES.c.id == device_id)) is not None


def without_right(db: Session, now: datetime) -> Sequence[UUID]:
    """Return the ids of live calls whose caller may make them no longer.

    Their account has ended or has a role that makes no such call, or the resident
    has left their scope: moved, or a care relationship is over. Live calls are few, so each
    is asked about on its own.
    """
    found = db.execute(
        _LIVE.join(STAFF, STAFF.c.id == CONSULTATIONS.c.caller_id)
        .join(ORGANISATIONS, ORGANISATIONS.c.id == STAFF.c.organisation_id)
        .add_columns(
            STAFF.c.role, STAFF.c.ended_at.label("left_at"),
            STAFF.c.organisation_id.label("works_at"), ORGANISATIONS.c.path,
        )
    )  # fmt: skip
    return [call.id for call in found.all() if not _may_still(db, call, now)]


def _may_still(db: Session, call: Row[Any], now: datetime) -> bool:
    if call.left_at is not None or call.role not in CALLING_ROLES[call.purpose]:
        return False
    actor = Actor(call.caller_id, call.role, call.works_at, call.path)
    seen = select(Resident.id).where(Resident.id == call.resident_id, seen_by(actor, now))
    return db.scalar(seen) is not None


def picked_up(db: Session) -> Sequence[UUID]:
    """Return the ids of calls whose ends may be sending pictures."""
    states = (State.ANSWERED, State.CONNECTED)
    return db.scalars(select(CONSULTATIONS.c.id).where(CONSULTATIONS.c.state.in_(states))).all()


def add(db: Session, values: Mapping[str, Any]) -> bool:
    """Keep a new call; False when the tablet or the caller is in another live one."""
    build: Any = sqlite if db.get_bind().dialect.name == "sqlite" else postgresql
    asked = build.insert(CONSULTATIONS).values(**values).on_conflict_do_nothing()
    return db.execute(asked.returning(CONSULTATIONS.c.id)).first() is not None


def move(db: Session, read: Row[Any], values: Mapping[str, Any]) -> bool:
    """Move the call if it still stands where it was read; tell whether it did (law 2)."""
    moved = db.execute(
        update(CONSULTATIONS)
        .where(CONSULTATIONS.c.id == read.id)
        .where(CONSULTATIONS.c.version == read.version)
        .where(CONSULTATIONS.c.state == read.state)
        .values(version=read.version + 1, **values)
        .returning(CONSULTATIONS.c.id)
    )
    return moved.first() is not None


def add_quality(
    db: Session, consultation_id: UUID, side: Side, values: Mapping[str, Any], *, at: datetime
) -> None:
    """Keep what one end measured."""
    row = {"id": uuid4(), "consultation_id": consultation_id, "side": side, "at": at}
    db.execute(insert(QUALITY).values(**row, **values))


def measured(
    db: Session, consultation_ids: Sequence[UUID]
) -> Sequence[Row[UUID, Side, float, int, int]]:
    """Return what each end measured over whole calls: one row for a call and a side.

    `loss_percent` is the mean of the end's reports, which come at even distances; `freezes`
    and `reconnects` are sums, for a report counts what happened since the one before. An end
    that reported nothing has no row. The caller has made sure that the actor may see the calls.
    """
    return db.execute(
        select(
            QUALITY.c.consultation_id,
            QUALITY.c.side,
            func.avg(QUALITY.c.loss_percent).label("loss_percent"),
            func.sum(QUALITY.c.freezes).label("freezes"),
            func.sum(QUALITY.c.reconnects).label("reconnects"),
        )
        .where(QUALITY.c.consultation_id.in_(consultation_ids))
        .group_by(QUALITY.c.consultation_id, QUALITY.c.side)
        .order_by(QUALITY.c.consultation_id, QUALITY.c.side)
    ).all()


def ring_bells(db: Session, consultation_id: UUID, device_id: UUID) -> None:
    """Wake whoever shows this call, once this transaction has committed."""
    bell.note(db, f"{CALL_TOPIC}{consultation_id}")
    bell.note(db, bell.tablet(device_id))


CALL_TOPIC: Final = "call:"
_LIVE: Final = select(CONSULTATIONS).where(CONSULTATIONS.c.state.in_(LIVE_STATES))
