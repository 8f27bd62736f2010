"""Devices: gateways, their sensors, and the single-use codes that enrol them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Row, and_, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.care.facts import DeviceKind, Power
from telecare.db.types import Base, Word, one_of
from telecare.errors import NotYours
from telecare.records.context import Context
from telecare.records.residents import Resident
from telecare.records.scope import seen_by


class Device(Base):
    """A gateway or a tablet (no parent, signs for itself), or a sensor behind a gateway."""

    __tablename__ = "device"
    __table_args__ = (one_of("power", Power),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("device.id"), index=True)
    kind: Mapped[DeviceKind] = mapped_column(Word(DeviceKind))
    power: Mapped[Power] = mapped_column(Word(Power))
    label: Mapped[str]  # a room, never a name
    position: Mapped[int]
    public_key: Mapped[bytes | None]  # None: not enrolled yet, or a sensor
    algorithm: Mapped[str | None]
    created_at: Mapped[datetime]
    installed_at: Mapped[datetime]
    enrolled_at: Mapped[datetime | None]
    enrol_deadline: Mapped[datetime]  # never heard by then: a finding
    revoked_at: Mapped[datetime | None]
    heard_at: Mapped[datetime | None]  # a live cache; the past is asked of deliveries
    battery_percent: Mapped[int | None]
    network: Mapped[str]
    simulated: Mapped[bool] = mapped_column(default=False)
    contiguous: Mapped[int] = mapped_column(default=0)  # every number up to it is stored
    highest: Mapped[int] = mapped_column(default=0)
    missing: Mapped[str | None]  # JSON list of inclusive gaps above contiguous; None: no gap
    version: Mapped[int] = mapped_column(default=1)
    reload_version: Mapped[int] = mapped_column(server_default="0")  # moved: load the app anew


class EnrolmentCode(Base):
    """A single-use code that ties a key pair to a device row; only its hash is kept."""

    __tablename__ = "enrolment_code"

    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    device_id: Mapped[UUID] = mapped_column(ForeignKey("device.id"), index=True)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


DEVICES: Final = Device.__table__


def one_for(ctx: Context, device_id: UUID) -> Row[Any]:
    """Return the device's row if the actor may see its resident, else raise `NotYours`."""
    device = ctx.db.execute(
        select(DEVICES)
        .join(Resident, Resident.id == Device.resident_id)
        .where(Device.id == device_id)
        .where(seen_by(ctx.actor, ctx.now))
    ).first()
    if device is None:
        raise NotYours
    return device


def home_heard_at() -> ColumnElement[datetime]:
    """Return when a home was last heard, over a group of device rows; see `care.hearing`.

    A home is heard by its gateways. Only where no gateway ever spoke its tablet speaks for it.
    """
    signs = DEVICES.c.parent_id.is_(None)
    gateway = and_(signs, DEVICES.c.kind != DeviceKind.TABLET)
    heard_at = func.max(DEVICES.c.heard_at)
    return func.coalesce(heard_at.filter(gateway), heard_at.filter(signs))


def of(db: Session, resident_id: UUID) -> Sequence[Row[Any]]:
    """Return a resident's devices, gateways before the sensors behind them."""
    rows = db.execute(
        select(DEVICES)
        .where(DEVICES.c.resident_id == resident_id)
        .order_by(DEVICES.c.parent_id.is_not(None), DEVICES.c.position, DEVICES.c.id)
    )
    return rows.all()
