"""A passkey added and shown, by an authenticator in software that follows WebAuthn."""

import hashlib
import json
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any, Literal

import cbor2
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select

from telecare.app import Hub
from telecare.db.engine import reading
from telecare.records.staff import Passkey
from tests.cast import PASSWORD, Cast
from tests.doors.conftest import Desk

ORIGIN = "http://localhost"
PRESENT_AND_VERIFIED = 0x05
CREDENTIAL_INSIDE = 0x40


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """One P-256 credential, as a phone or a key would keep it."""

    origin: str = ORIGIN
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    id: bytes = b"a credential of ours"
    count: int = 0
    flags: int = PRESENT_AND_VERIFIED

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer `navigator.credentials.create`."""
        inside = bytes(16) + struct.pack(">H", len(self.id)) + self.id + self._public()
        data = self._data(options["rp"]["id"], CREDENTIAL_INSIDE) + inside
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"])
        return self._credential(clientDataJSON=client, attestationObject=attested)

    def show(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer `navigator.credentials.get`."""
        self.count += 1
        data = self._data(options["rpId"], 0)
        client = self._client("webauthn.get", options["challenge"])
        signed = self.key.sign(
            data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256())
        )
        return self._credential(clientDataJSON=client, authenticatorData=data, signature=signed)

    def _credential(self, **response: bytes) -> dict[str, Any]:
        return {
            "id": b64(self.id), "rawId": b64(self.id), "type": "public-key",
            "response": {name: b64(value) for name, value in response.items()},
        }  # fmt: skip

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps(said).encode()

    def _data(self, rp: str, flags: int) -> bytes:
        named = hashlib.sha256(rp.encode()).digest()
        return named + struct.pack(">BI", self.flags | flags, self.count)

    def _public(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})


@pytest.fixture
def phone(cast: Cast, nobody: Desk) -> Authenticator:
    """Jimin's phone, added at her first sign-in."""
    nobody.sign_in(cast.jimin, PASSWORD)
    options = nobody.post("/api/session/second-factor/passkey/options").json["publicKey"]
    phone = Authenticator()
    body = {"credential": phone.make(options), "label": "휴대전화"}
    added = nobody.post("/api/session/second-factor/passkey", body)
    assert (added.status_code, added.json["second_factor"]) == (200, "done")
    nobody.renew(added)
    return phone


def options_to_show(cast: Cast, desk: Desk) -> dict[str, Any]:
    assert desk.sign_in(cast.jimin, PASSWORD).json["second_factor"] == "needed"
    answer = desk.post("/api/session/passkey/options", {})
    options: dict[str, Any] = answer.json["publicKey"]
    return options


def test_a_passkey_opens_the_console(
    hub: Hub, cast: Cast, nobody: Desk, phone: Authenticator
) -> None:
    options = options_to_show(cast, nobody)
    assert [one["id"] for one in options["allowCredentials"]] == [b64(phone.id)]
    assert nobody.get("/api/board").json["error"] == "second_factor"
    shown = nobody.post("/api/session/passkey", {"credential": phone.show(options)})
    assert shown.json["second_factor"] == "done"
    assert nobody.get("/api/board").status_code == 200
    with reading(hub.engine) as db:
        kept = db.scalars(select(Passkey)).one()
        assert (kept.sign_count, kept.label) == (1, "휴대전화")
        assert kept.last_used_at is not None


def test_what_a_passkey_signed_opens_once(
    cast: Cast, nobody: Desk, phone: Authenticator
) -> None:
    options = options_to_show(cast, nobody)
    signed = phone.show(options)
    nobody.renew(nobody.post("/api/session/passkey", {"credential": signed}))
    options_to_show(cast, nobody)
    again = nobody.post("/api/session/passkey", {"credential": signed})
    assert (again.status_code, again.json["error"]) == (401, "wrong_passkey")


@pytest.mark.parametrize("fault", ["origin", "key", "copy"])
def test_a_passkey_that_is_not_the_one_is_refused(
    cast: Cast,
    nobody: Desk,
    phone: Authenticator,
    fault: Literal["origin", "key", "copy"],
) -> None:
    match fault:
        case "origin":
            phone.origin = "https://evil.example"
        case "key":
            phone.key = ec.generate_private_key(ec.SECP256R1())
        case "copy":
            options = options_to_show(cast, nobody)
            phone.count = 9
            nobody.renew(
                nobody.post("/api/session/passkey", {"credential": phone.show(options)})
            )
            phone.count = 3  # a copy made before counts from where it stood
    options = options_to_show(cast, nobody)
    answer = nobody.post("/api/session/passkey", {"credential": phone.show(options)})
    assert (answer.status_code, answer.json["error"]) == (401, "wrong_passkey")
    assert nobody.get("/api/board").status_code == 403
