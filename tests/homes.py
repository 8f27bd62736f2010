"""A home to deliver from: a resident in the register and a gateway that signs its own."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
from flask.testing import FlaskClient
from nacl.signing import SigningKey
from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from telecare.actions import enrolment
from telecare.actions.enrolment import NewSensor
from telecare.care.facts import DeviceKind, Power
from telecare.db.engine import transaction
from telecare.protocol import limits, messages
from telecare.protocol.messages import Enrolment, Kind
from telecare.protocol.signature import Ed25519Signer, signed_headers
from telecare.records import tables, watching
from telecare.records.actor import SERVICE
from telecare.records.context import Context
from telecare.records.households import Household
from telecare.records.keys import KeyRing
from telecare.records.organisations import Organisation
from telecare.records.residents import Resident
from telecare.vault.vault import Vault

NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)  # twelve o'clock in Seoul
VAULT = Vault(bytes(range(32)))
SENSORS = (
    NewSensor(DeviceKind.MOTION_KITCHEN, "부엌"),
    NewSensor(DeviceKind.FRONT_DOOR, "현관"),
    NewSensor(DeviceKind.BUTTON, "침실"),
    NewSensor(DeviceKind.FRIDGE_DOOR, "냉장고", Power.MAINS),
)

tables.metadata()


@dataclass
class Gateway:
    """A home's gateway with a key of its own; it numbers what it reports from 1."""

    device_id: UUID
    resident_id: UUID
    sensors: dict[str, UUID] = field(default_factory=dict)
    signer: Ed25519Signer = field(default_factory=lambda: Ed25519Signer(SigningKey.generate()))
    said: int = 0

    def saw(self, kind: Kind | str, at: datetime, **more: object) -> dict[str, Any]:
        """Number one observation; `sensor` names a label of SENSORS, `number` overrides."""
        number = more.pop("number", None)
        if number is None:
            self.said += 1
            number = self.said
        sensor = more.pop("sensor", "부엌" if str(kind) == "activity" else None)
        if sensor is not None:
            more["sensor_id"] = str(self.sensors[str(sensor)])
        return {"number": number, "kind": str(kind), "taken_at": at.isoformat(), **more}

    def body(self, observations: Iterable[dict[str, Any]], sent_at: datetime) -> bytes:
        """Return the JSON of one batch."""
        return msgspec.json.encode(
            {"sent_at": sent_at.isoformat(), "observations": list(observations)}
        )

    def headers(
        self,
        body: bytes | None,
        now: datetime,
        *,
        method: str = "POST",
        path: str = limits.OBSERVATIONS_PATH,
    ) -> dict[str, str]:
        """Sign a request as of `now` on the gateway's clock."""
        return signed_headers(
            self.signer,
            key_id=str(self.device_id),
            created=int(now.timestamp()),
            method=method,
            path=path,
            body=body,
        )

    def deliver(
        self, client: FlaskClient, *observations: dict[str, Any], now: datetime
    ) -> TestResponse:
        """Send one batch through a door, signed and stamped with the gateway's clock `now`."""
        body = self.body(observations, now)
        return client.post(limits.OBSERVATIONS_PATH, data=body, headers=self.headers(body, now))

    def enrolment(self, code: str, installed_at: datetime | None = None) -> Enrolment:
        """Return what redeems `code` with this gateway's key."""
        return Enrolment(
            code=code,
            algorithm="ed25519",
            public_key=b64encode(self.signer.public_bytes()).decode(),
            proof=b64encode(self.signer.sign(messages.enrolment_proof(code))).decode(),
            installed_at=installed_at,
        )


def make_resident(engine: Engine, now: datetime = NOON) -> UUID:
    """Put a resident into the register of 춘양면, with a household and data keys."""
    resident_id, household_id = uuid4(), uuid4()
    with transaction(engine) as db:
        ring = KeyRing(db, VAULT)
        organisation_id = _eupmyeon(db)
        ring.ensure(("resident", resident_id), at=now)
        ring.ensure(("household", household_id), at=now)

        def home(column: str) -> bytes:
            return ring.seal(
                ("household", household_id),
                "시험",
                table="household",
                column=column,
                row=household_id,
            )

        def person(column: str, text: str = "시험") -> bytes:
            return ring.seal(
                ("resident", resident_id),
                text,
                table="resident",
                column=column,
                row=resident_id,
            )

        db.execute(
            insert(Household).values(
                id=household_id,
                organisation_id=organisation_id,
                address=home("address"),
                way_in=home("way_in"),
                network="",
                version=1,
            )
        )
        db.execute(
            insert(Resident).values(
                id=resident_id,
                organisation_id=organisation_id,
                household_id=household_id,
                name=person("name"),
                birth_date=person("birth_date", "1941-03-05"),
                phone=person("phone"),
                notes=person("notes"),
                sex="female",
                language="ko",
                hearing="good",
                category="lives_alone",
                zone="Asia/Seoul",
                legal_basis="consent",
                consent_version="1",
                consent_at=now,
                simulated=True,
                created_at=now,
                version=1,
            )
        )
        watching.begin(db, resident_id, at=now)
    return resident_id


def make_gateway(
    engine: Engine,
    resident_id: UUID,
    *,
    now: datetime = NOON,
    installed_at: datetime | None = None,
    simulated: bool = False,
) -> Gateway:
    """Set up a gateway with SENSORS and enrol it, as a caseworker and an installer would."""
    with transaction(engine) as db:
        issued = enrolment.make_device(
            Context(db, KeyRing(db, VAULT), SERVICE, now),
            resident_id,
            label="거실",
            sensors=SENSORS,
            installed_at=installed_at or now - timedelta(days=60),
            simulated=simulated,
        )
    gateway = Gateway(issued.device_id, resident_id)
    with transaction(engine) as db:
        enrolled = enrolment.redeem(db, VAULT, gateway.enrolment(issued.code), now=now)
    gateway.sensors = {sensor.label: sensor.sensor_id for sensor in enrolled.sensors}
    return gateway


def _eupmyeon(db: Session) -> UUID:
    """Return 춘양면, laying down its line of organisations the first time."""
    line = (
        ("4700000000", "province", "/47/", "경상북도", "Gyeongsangbuk-do"),
        ("4792000000", "sigungu", "/47/47920/", "봉화군", "Bonghwa-gun"),
        ("4792034000", "eupmyeondong", "/47/47920/47920340/", "춘양면", "Chunyang-myeon"),
    )
    parent: UUID | None = None
    for code, kind, path, name_ko, name_en in line:
        found = db.scalar(select(Organisation.id).where(Organisation.code == code))
        if found is None:
            found = uuid4()
            db.execute(
                insert(Organisation).values(
                    id=found,
                    parent_id=parent,
                    kind=kind,
                    code=code,
                    path=path,
                    name_ko=name_ko,
                    name_en=name_en,
                    name_initials="",
                )
            )
        parent = found
    assert parent is not None
    return parent
