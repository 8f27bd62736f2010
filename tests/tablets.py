"""A resident's tablet in tests: a key of its own (P-256), as a browser keeps one."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask.testing import FlaskClient
from sqlalchemy import Engine

from telecare.actions import delivery, enrolment
from telecare.actions.delivery import Stored
from telecare.care.facts import DeviceKind
from telecare.db.engine import reading, transaction
from telecare.protocol import limits, messages
from telecare.protocol.messages import Enrolment
from telecare.protocol.signature import Algorithm, signed_headers
from telecare.records import arrivals
from tests.cast import NOON, VAULT, context

HALF = 32  # bytes of each number of a signature


@dataclass(frozen=True)
class P256Signer:
    """Signs as WebCrypto does: both numbers of the signature side by side."""

    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    algorithm: Algorithm = Algorithm.ECDSA_P256_SHA256

    def public_bytes(self) -> bytes:
        return self.key.public_key().public_bytes(
            Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        )

    def sign(self, base: bytes) -> bytes:
        r, s = decode_dss_signature(self.key.sign(base, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(HALF) + s.to_bytes(HALF)


@dataclass
class Tablet:
    """An enrolled tablet; it numbers what it reports from 1."""

    device_id: UUID
    resident_id: UUID
    signer: P256Signer = field(default_factory=P256Signer)
    said: int = 0

    def saw(self, kind: str, at: datetime, **more: object) -> dict[str, Any]:
        """Number one observation."""
        self.said += 1
        return {"number": self.said, "kind": kind, "taken_at": at.isoformat(), **more}

    def headers(self, method: str, path: str, body: bytes | None, now: datetime) -> Any:  # noqa: ANN401
        """Sign a request as of `now` on the tablet's clock."""
        return signed_headers(
            self.signer, key_id=str(self.device_id), created=int(now.timestamp()),
            method=method, path=path, body=body,
        )  # fmt: skip

    def get(self, client: FlaskClient, path: str, *, now: datetime = NOON) -> Any:  # noqa: ANN401
        return client.get(path, headers=self.headers("GET", path, None, now))

    def post(
        self, client: FlaskClient, path: str, said: object, *, now: datetime = NOON
    ) -> Any:  # noqa: ANN401
        body = said if isinstance(said, bytes) else msgspec.json.encode(said)
        return client.post(path, data=body, headers=self.headers("POST", path, body, now))

    def deliver(
        self, client: FlaskClient, *observations: Mapping[str, Any], now: datetime = NOON
    ) -> Any:  # noqa: ANN401
        """Send one batch through the door."""
        batch = {"sent_at": now.isoformat(), "observations": observations}
        return self.post(client, limits.OBSERVATIONS_PATH, batch, now=now)

    def says(
        self, engine: Engine, *observations: Mapping[str, Any], now: datetime = NOON
    ) -> Stored:
        """Deliver one batch at once, as the door and the writer would."""
        batch = {"sent_at": now.isoformat(), "observations": observations}
        message = messages.read_delivery(msgspec.json.encode(batch))
        with reading(engine) as db:
            identity = arrivals.identity_of(db, self.device_id)
        assert identity is not None
        prepared = delivery.prepare(identity, message, now)
        with transaction(engine) as db:
            answer = delivery.receive(db, [prepared], vault=VAULT)[0]
        assert isinstance(answer, Stored), answer
        return answer

    def enrolment(self, code: str) -> Enrolment:
        """Return what redeems `code` with this tablet's key."""
        return Enrolment(
            code=code,
            algorithm=self.signer.algorithm.value,
            public_key=b64encode(self.signer.public_bytes()).decode(),
            proof=b64encode(self.signer.sign(messages.enrolment_proof(code))).decode(),
            software="tablet 1",
        )


def make_tablet(engine: Engine, resident_id: UUID, *, now: datetime = NOON) -> Tablet:
    """Set a tablet up and enrol it, as a caseworker and an installer would."""
    with transaction(engine) as db:
        ctx = context(db, now=now)
        issued = enrolment.make_device(ctx, resident_id, label="거실", kind=DeviceKind.TABLET)
    tablet = Tablet(issued.device_id, resident_id)
    with transaction(engine) as db:
        enrolment.redeem(db, VAULT, tablet.enrolment(issued.code), now=now)
    return tablet
