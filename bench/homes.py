"""Homes to measure with: residents in the register, gateways that sign with keys of their own.

The rows are laid down directly, because setting up a thousand homes through the doors is not
what is measured; they are the rows the doors would have written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from nacl.signing import SigningKey
from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from telecare.care.facts import DeviceKind, Power
from telecare.db.engine import transaction
from telecare.protocol import limits
from telecare.protocol.messages import Kind, Observation, write, write_delivery
from telecare.protocol.signature import Ed25519Signer, signed_headers
from telecare.records import watching
from telecare.records.devices import Device
from telecare.records.households import Household
from telecare.records.keys import KeyRing
from telecare.records.organisations import Kind as Place
from telecare.records.organisations import Organisation
from telecare.records.residents import Resident
from telecare.vault.vault import Vault

SENSORS: Final = (
    (DeviceKind.MOTION_KITCHEN, Power.BATTERY),
    (DeviceKind.MOTION_HALLWAY, Power.BATTERY),
    (DeviceKind.MOTION_BEDROOM, Power.BATTERY),
    (DeviceKind.FRIDGE_DOOR, Power.BATTERY),
)
INSTALLED_BEFORE: Final = timedelta(days=30)


@dataclass
class Home:
    """One gateway; it numbers what it says from 1."""

    device_id: UUID
    resident_id: UUID
    sensors: tuple[UUID, ...]
    signer: Ed25519Signer = field(default_factory=lambda: Ed25519Signer(SigningKey.generate()))
    said: int = 0

    def observations(self, count: int, at: datetime) -> list[Observation]:
        """Return `count` new sightings of its sensors, a second apart, the newest at `at`."""
        first, self.said = self.said + 1, self.said + count
        return [
            Observation(
                number=first + n,
                kind=Kind.ACTIVITY,
                taken_at=at - timedelta(seconds=count - 1 - n),
                sensor_id=self.sensors[n % len(self.sensors)],
                value=1.0,
            )
            for n in range(count)
        ]

    def request(self, count: int, now: datetime) -> bytes:
        """Return one whole HTTP request: a signed batch of `count` observations."""
        lines = [write(one) for one in self.observations(count, now)]
        body = write_delivery(now, lines)
        headers = signed_headers(
            self.signer,
            key_id=str(self.device_id),
            created=int(now.timestamp()),
            method="POST",
            path=limits.OBSERVATIONS_PATH,
            body=body,
        )
        head = [
            f"POST {limits.OBSERVATIONS_PATH} HTTP/1.1",
            "host: 127.0.0.1",
            f"content-length: {len(body)}",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        return "\r\n".join([*head, "", ""]).encode() + body


def lay_down(
    engine: Engine,
    vault: Vault,
    count: int,
    *,
    now: datetime,
    organisation_id: UUID | None = None,
) -> list[Home]:
    """Put `count` enrolled homes into a migrated database.

    They live in `organisation_id`, an eup/myeon; None: the database is empty and gets one.
    """
    homes = []
    with transaction(engine) as db:
        ring = KeyRing(db, vault)
        organisation_id = organisation_id or _organisation(db)
        for _ in range(count):
            resident_id = _resident(db, ring, organisation_id, now)
            homes.append(_gateway(db, resident_id, organisation_id, now))
            watching.begin(db, resident_id, at=now)
    return homes


def requests(homes: Sequence[Home], count: int, size: int, now: datetime) -> Iterator[bytes]:
    """Yield `count` signed requests of `size` observations, the homes taking turns."""
    for n in range(count):
        yield homes[n % len(homes)].request(size, now)


def _organisation(db: Session) -> UUID:
    parent: UUID | None = None
    for code, kind, path in (
        ("4700000000", Place.PROVINCE, "/47/"),
        ("4792000000", Place.SIGUNGU, "/47/47920/"),
        ("4792034000", Place.EUPMYEONDONG, "/47/47920/47920340/"),
    ):
        row = {
            "id": uuid4(), "parent_id": parent, "kind": kind, "code": code, "path": path,
            "name_ko": "시험", "name_en": "bench", "name_initials": "ㅅㅎ",
        }  # fmt: skip
        db.execute(insert(Organisation), row)
        parent = row["id"]  # type: ignore[assignment]  # a row of mixed values
    assert parent is not None
    return parent


def _resident(db: Session, ring: KeyRing, organisation_id: UUID, now: datetime) -> UUID:
    resident_id, household_id = uuid4(), uuid4()
    for kind, subject in (("household", household_id), ("resident", resident_id)):
        ring.ensure((kind, subject), at=now)

    def sealed(kind: str, row: UUID, *columns: str) -> dict[str, bytes]:
        return {
            column: ring.seal((kind, row), "1941-03-05", table=kind, column=column, row=row)
            for column in columns
        }

    home = {
        "id": household_id, "organisation_id": organisation_id, "network": "", "version": 1,
        **sealed("household", household_id, "address", "way_in"),
    }  # fmt: skip
    db.execute(insert(Household), home)
    person = {
        "id": resident_id, "organisation_id": organisation_id, "household_id": household_id,
        "sex": "female", "language": "ko", "hearing": "good", "category": "lives_alone",
        "zone": "Asia/Seoul", "legal_basis": "consent", "consent_version": "1",
        "consent_at": now, "simulated": True, "created_at": now - INSTALLED_BEFORE,
        "version": 1, **sealed("resident", resident_id, "name", "birth_date", "phone", "notes"),
    }  # fmt: skip
    db.execute(insert(Resident), person)
    return resident_id


def _gateway(db: Session, resident_id: UUID, organisation_id: UUID, now: datetime) -> Home:
    home = Home(uuid4(), resident_id, tuple(uuid4() for _ in SENSORS))
    since = now - INSTALLED_BEFORE
    shared = {
        "resident_id": resident_id, "organisation_id": organisation_id, "label": "",
        "created_at": since, "installed_at": since, "enrol_deadline": now + timedelta(days=1),
        "network": "", "simulated": False, "contiguous": 0, "highest": 0,
    }  # fmt: skip
    signed = {
        "public_key": home.signer.public_bytes(), "algorithm": home.signer.algorithm.value,
        "enrolled_at": since,
    }  # fmt: skip
    gateway = shared | signed | {
        "id": home.device_id, "parent_id": None, "kind": DeviceKind.GATEWAY,
        "power": Power.MAINS, "position": 0, "version": 2,
    }  # fmt: skip
    db.execute(insert(Device), gateway)
    for position, (sensor_id, (kind, power)) in enumerate(
        zip(home.sensors, SENSORS, strict=True), start=1
    ):
        sensor = shared | {
            "id": sensor_id, "parent_id": home.device_id, "kind": kind, "power": power,
            "position": position, "version": 1,
        }  # fmt: skip
        db.execute(insert(Device), sensor)
    return home
