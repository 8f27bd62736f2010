"""Observations, the deliveries that brought them, and what was put in quarantine.

An observation is never changed. The two indexes are the two questions asked of a home:
what happened of one kind (a range of time), and what one sensor said last.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Sealed


class ObservationKind(StrEnum):
    """What a home can report."""

    ACTIVITY = "activity"
    CHECK_IN = "check_in"
    SOS = "sos"
    HEARTBEAT = "heartbeat"
    BATTERY = "battery"
    DEVICE_STATUS = "device_status"
    PROMPT_ANSWER = "prompt_answer"
    DOCTOR_ASKED = "doctor_asked"


class Observation(Base):
    """One thing one device noticed, named by the signing device and its number."""

    __tablename__ = "observation"
    __table_args__ = (
        Index("ix_observation_resident_kind_taken", "resident_id", "kind", "taken_at"),
        Index(
            "ix_observation_sensor_taken",
            "sensor_id",
            "taken_at",
            sqlite_where=text("sensor_id IS NOT NULL"),
            postgresql_where=text("sensor_id IS NOT NULL"),
        ),
    )

    device_id: Mapped[UUID] = mapped_column(ForeignKey("device.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    sensor_id: Mapped[UUID | None] = mapped_column(ForeignKey("device.id"))  # None: the device
    kind: Mapped[str]  # a word of ObservationKind; text, so that ingest pays no look-up
    taken_at: Mapped[datetime]
    received_at: Mapped[datetime]
    digest: Mapped[bytes]  # SHA-256 of the content, to tell "again" from "reused number"
    value: Mapped[float | None]
    payload: Mapped[str | None]  # the JSON text as it came
    corrected: Mapped[bool]  # the device's clock was more than 120 s off
    late: Mapped[bool]  # received more than 5 min after it was taken
    simulated: Mapped[bool]


class Delivery(Base):
    """One acknowledged batch: which numbers, when, and how far the device's clock was off."""

    __tablename__ = "delivery"
    __table_args__ = (Index("ix_delivery_device_received", "device_id", "received_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    device_id: Mapped[UUID] = mapped_column(ForeignKey("device.id"))
    received_at: Mapped[datetime]
    first_number: Mapped[int]
    last_number: Mapped[int]
    count: Mapped[int]
    offset_ms: Mapped[int]  # device clock minus receive time


class Quarantine(Base):
    """Input that was refused but kept for a person to look at; the body is sealed."""

    __tablename__ = "quarantine"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("device.id"), index=True)
    number: Mapped[int | None]
    code: Mapped[str]  # the refusal's code
    digest: Mapped[bytes]
    body_sealed: Mapped[bytes | None] = mapped_column(Sealed)
    received_at: Mapped[datetime]
