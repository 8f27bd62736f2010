"""Enrolment: how a device becomes one the hub listens to, and how it ceases to be.

A caseworker sets up a gateway and its sensors, or a tablet, and reads a short code to whoever
installs it. The device makes its own key pair, redeems the code with its public key and a
proof that it holds the private one, and signs everything from then on. A code is single use,
lives ten minutes, and only a keyed digest of it is stored.

One device row has one key for life: its observations are numbered by its diary, and another
diary would use the same numbers again. A gateway that is replaced becomes a new device.
"""

import secrets
import threading
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from telecare.care.facts import DeviceKind, Power
from telecare.db import bell
from telecare.errors import (
    AlreadyEnrolled,
    BadSignature,
    CodeExpired,
    CodeUnknown,
    CodeUsed,
    Implausible,
    Malformed,
    NotYours,
    Overtaken,
    Revoked,
    ServiceEnded,
)
from telecare.protocol.limits import CODE_LIFETIME, HEARTBEAT
from telecare.protocol.messages import (
    DeviceSettings,
    Enrolled,
    Enrolment,
    Sensor,
    enrolment_proof,
)
from telecare.protocol.signature import Algorithm, BadKey, load_key
from telecare.records import audit, devices, watching
from telecare.records.actor import SERVICE
from telecare.records.context import Context
from telecare.records.devices import Device, EnrolmentCode
from telecare.records.facts import parameters_at
from telecare.records.residents import Resident
from telecare.records.scope import seen_by
from telecare.vault.vault import Vault

CODE_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: nothing looks alike
CODE_CHARS: Final = 8  # 40 bits for ten minutes, and guesses are slowed down
MISREAD: Final = str.maketrans("OIL", "011", "- ")  # what a person hears or types instead
OLDEST_INSTALLATION: Final = timedelta(days=3_653)  # ten years
CLOCK_TOLERANCE: Final = timedelta(minutes=5)

GUESSES_PER_ADDRESS: Final = 10  # wrong codes a minute; then `slow_down`
GUESSES_IN_ALL: Final = 100  # 1,000 in a code's life, of 2**40
GUESS_WINDOW: Final = timedelta(minutes=1)
ADDRESSES_KEPT: Final = 10_000


@dataclass(frozen=True, slots=True)
class NewSensor:
    """A sensor to be set up behind a gateway; the label names a room, never a person."""

    kind: DeviceKind
    label: str
    power: Power = Power.BATTERY


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A code to read aloud, shown once; the hub keeps only its digest."""

    device_id: UUID
    code: str
    expires_at: datetime


def make_device(
    ctx: Context,
    resident_id: UUID,
    *,
    label: str,
    sensors: Sequence[NewSensor] = (),
    kind: DeviceKind = DeviceKind.GATEWAY,
    network: str = "",
    installed_at: datetime | None = None,
    simulated: bool = False,
) -> IssuedCode:
    """Set up a gateway with its sensors, or a tablet, and issue its first code.

    Args:
        ctx: Who does it; the resident must be one they may see.
        resident_id: Whose home it is.
        label: Where it stands, such as "거실".
        sensors: In the order a screen shows them; a tablet has none.
        kind: GATEWAY or TABLET: what signs for itself.
        network: Its way to the internet, for telling an outage of a network.
        installed_at: When it was put up, if that was earlier; None: now.
        simulated: Everything it says is marked as simulated.

    Raises:
        NotYours: There is no such resident for them.
        ServiceEnded: The resident's service has ended.
    """
    resident = ctx.db.execute(
        select(Resident.organisation_id, Resident.ended_at)
        .where(Resident.id == resident_id)
        .where(seen_by(ctx.actor, ctx.now))
    ).one_or_none()
    if resident is None:
        raise NotYours(resident=resident_id)
    if resident.ended_at is not None:
        raise ServiceEnded(resident=resident_id)
    gateway_id = uuid4()
    shared = {
        "resident_id": resident_id,
        "organisation_id": resident.organisation_id,
        "created_at": ctx.now,
        "installed_at": min(installed_at or ctx.now, ctx.now),
        "enrol_deadline": ctx.now + parameters_at(ctx.db, ctx.now).never_heard.deadline,
        "network": network,
        "simulated": simulated,
    }
    gateway = NewSensor(kind, label, Power.MAINS)  # a tablet stands in its charger
    for position, new in enumerate([gateway, *sensors]):
        row = _device_row(new, position, None if new is gateway else gateway_id)
        ctx.db.execute(
            insert(Device).values(shared | row | ({"id": gateway_id} if new is gateway else {}))
        )
    watching.mark(ctx.db, resident_id, at=ctx.now)
    audit.write(
        ctx.db, ctx.actor, "device.made", at=ctx.now, resident=resident_id,
        organisation=resident.organisation_id, device=str(gateway_id), sensors=len(sensors),
    )  # fmt: skip
    return _issue(ctx, gateway_id)


def new_code(ctx: Context, device_id: UUID) -> IssuedCode:
    """Issue another code for a gateway or a tablet that has not delivered; older ones are void.

    Raises:
        NotYours: There is no such gateway or tablet for them.
        Revoked: It was revoked.
        AlreadyEnrolled: It delivers already.
    """
    device = devices.one_for(ctx, device_id)
    if device.parent_id is not None:
        raise NotYours(device=device_id)
    if device.revoked_at is not None:
        raise Revoked(device=device_id)
    if device.highest > 0:
        raise AlreadyEnrolled(device=device_id)
    ctx.db.execute(
        update(EnrolmentCode)
        .where(EnrolmentCode.device_id == device_id, EnrolmentCode.used_at.is_(None))
        .where(EnrolmentCode.expires_at > ctx.now)
        .values(expires_at=ctx.now)
    )
    audit.write(
        ctx.db, ctx.actor, "device.code_issued", at=ctx.now, resident=device.resident_id,
        organisation=device.organisation_id, device=str(device_id),
    )  # fmt: skip
    return _issue(ctx, device_id)


def revoke(ctx: Context, device_id: UUID, *, version: int) -> None:
    """Stop listening to a device, and to every sensor behind it, from the next request on.

    Raises:
        NotYours: There is no such device for them.
        Overtaken: It changed since `version`.
    """
    device = devices.one_for(ctx, device_id)
    moved = ctx.db.execute(
        update(Device)
        .where(Device.id == device_id, Device.version == version)
        .where(Device.revoked_at.is_(None))
        .values(revoked_at=ctx.now, version=version + 1)
        .returning(Device.id)
    ).one_or_none()
    if moved is None:
        raise Overtaken(device=device_id)
    ctx.db.execute(
        update(Device)
        .where(Device.parent_id == device_id, Device.revoked_at.is_(None))
        .values(revoked_at=ctx.now, version=Device.version + 1)
    )
    watching.mark(ctx.db, device.resident_id, at=ctx.now)
    audit.write(
        ctx.db, ctx.actor, "device.revoked", at=ctx.now, resident=device.resident_id,
        organisation=device.organisation_id, device=str(device_id),
    )  # fmt: skip
    bell.note(ctx.db, bell.tablet(device_id))  # a tablet that is looking learns it at once


def redeem(db: Session, vault: Vault, message: Enrolment, *, now: datetime) -> Enrolled:
    """Tie a key pair to the device its code was made for.

    Of two that redeem one code at once, one wins. The same key again within the code's life
    is answered like the first time: its answer may have been lost on the way.

    Raises:
        CodeUnknown, CodeExpired, CodeUsed: as their names say.
        Malformed: The key or the proof cannot be read.
        BadSignature: The proof was not made by that key.
        Revoked: The device was revoked, or its resident's service has ended.
        Implausible: `installed_at` lies ahead, or more than ten years back.
    """
    public_key = _proven_key(message)
    code_hash = _code_hash(vault, message.code)
    code = db.execute(
        select(EnrolmentCode.device_id, EnrolmentCode.expires_at, EnrolmentCode.used_at).where(
            EnrolmentCode.code_hash == code_hash
        )
    ).one_or_none()
    if code is None:
        raise CodeUnknown
    if code.expires_at <= now:
        raise CodeExpired
    device = _enrolling(db, code.device_id)
    taken = db.execute(
        update(EnrolmentCode)
        .where(EnrolmentCode.code_hash == code_hash, EnrolmentCode.used_at.is_(None))
        .values(used_at=now)
        .returning(EnrolmentCode.device_id)
    ).one_or_none()
    if taken is None:
        db.refresh(device)
        if device.public_key != public_key:
            raise CodeUsed
    else:
        _tie(db, device, message, public_key, now)
    return Enrolled(
        device_id=device.id,
        resident_zone=_zone(db, device.resident_id),
        heartbeat_s=int(HEARTBEAT.total_seconds()),
        sensors=_sensors(db, device.id),
        hub_time=now,
    )


def settings_of(db: Session, device_id: UUID) -> DeviceSettings:
    """Return what the hub wants of an enrolled device, or raise `Revoked`."""
    device = _enrolling(db, device_id)
    return DeviceSettings(
        settings_version=device.version,
        heartbeat_s=int(HEARTBEAT.total_seconds()),
        sensors=_sensors(db, device_id),
    )


class Guesses:
    """Slows down whoever guesses codes; counts wrong ones per address and in all.

    In memory and per process: a restart forgets a minute of counting, which changes nothing
    about 2**40 codes.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since: datetime | None = None
        self._wrong: dict[str, int] = {}
        self._all = 0

    def may_try(self, address: str, now: datetime) -> bool:
        """Whether another code may be tried from `address`."""
        with self._lock:
            self._turn(now)
            wrong = self._wrong.get(address, 0)
            return wrong < GUESSES_PER_ADDRESS and self._all < GUESSES_IN_ALL

    def failed(self, address: str, now: datetime) -> None:
        """Count a wrong guess."""
        with self._lock:
            self._turn(now)
            self._all += 1
            if len(self._wrong) < ADDRESSES_KEPT:
                self._wrong[address] = self._wrong.get(address, 0) + 1

    def _turn(self, now: datetime) -> None:
        if self._since is None or not timedelta(0) <= now - self._since < GUESS_WINDOW:
            self._since, self._wrong, self._all = now, {}, 0


def _device_row(new: NewSensor, position: int, parent_id: UUID | None) -> dict[str, object]:
    return {
        "id": uuid4(),
        "parent_id": parent_id,
        "kind": new.kind,
        "power": new.power,
        "label": new.label,
        "position": position,
    }


def _issue(ctx: Context, device_id: UUID) -> IssuedCode:
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_CHARS))
    expires_at = ctx.now + CODE_LIFETIME
    ctx.db.execute(
        insert(EnrolmentCode).values(
            code_hash=_code_hash(ctx.ring.vault, code),
            device_id=device_id,
            created_by=ctx.actor.staff_id,
            created_at=ctx.now,
            expires_at=expires_at,
        )
    )
    return IssuedCode(device_id, f"{code[:4]}-{code[4:]}", expires_at)


def _code_hash(vault: Vault, code: str) -> bytes:
    """Return what is stored of a code, however a person wrote it."""
    return vault.blind("enrolment code", code.upper().translate(MISREAD))


def _enrolling(db: Session, device_id: UUID) -> Device:
    """Return the device unless it, or its resident's service, has ended."""
    device = db.scalar(
        select(Device)
        .join(Resident, Resident.id == Device.resident_id)
        .where(Device.id == device_id)
        .where(Device.revoked_at.is_(None), Resident.ended_at.is_(None))
    )
    if device is None:
        raise Revoked(device=device_id)
    return device


def _proven_key(message: Enrolment) -> bytes:
    """Return the public key if the sender holds its private half."""
    try:
        public_key = b64decode(message.public_key, validate=True)
        proof = b64decode(message.proof, validate=True)
        key = load_key(Algorithm(message.algorithm), public_key)
        said = enrolment_proof(message.code)
    except (NotBase64, BadKey, ValueError):
        raise Malformed from None
    if not key.verifies(said, proof):
        raise BadSignature
    return public_key


def _tie(
    db: Session, device: Device, message: Enrolment, public_key: bytes, now: datetime
) -> None:
    """Give the device its key, and its sensors the day they were put up."""
    if device.highest > 0:
        raise AlreadyEnrolled(device=device.id)
    installed_at = message.installed_at or device.installed_at
    if not now - OLDEST_INSTALLATION <= installed_at <= now + CLOCK_TOLERANCE:
        raise Implausible(reason="installed_at")
    installed_at = min(installed_at, now)
    db.execute(
        update(Device)
        .where(Device.id == device.id)
        .values(
            public_key=public_key,
            algorithm=message.algorithm,
            enrolled_at=now,
            installed_at=installed_at,
            version=Device.version + 1,
        )
    )
    db.execute(
        update(Device).where(Device.parent_id == device.id).values(installed_at=installed_at)
    )
    watching.mark(db, device.resident_id, at=now)
    audit.write(
        db, SERVICE, "device.enrolled", at=now, resident=device.resident_id,
        organisation=device.organisation_id, device=str(device.id),
    )  # fmt: skip


def _sensors(db: Session, gateway_id: UUID) -> tuple[Sensor, ...]:
    rows = db.execute(
        select(Device.id, Device.kind, Device.label)
        .where(Device.parent_id == gateway_id, Device.revoked_at.is_(None))
        .order_by(Device.position)
    )
    return tuple(Sensor(row.id, row.kind.value, row.label) for row in rows)


def _zone(db: Session, resident_id: UUID) -> str:
    return db.execute(select(Resident.zone).where(Resident.id == resident_id)).scalar_one()
