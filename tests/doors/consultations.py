"""A consultation that took place, and a clinician's passkey to sign its note with."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine

from telecare.care.consultation import Outcome, Presence, Purpose, State
from telecare.db.engine import transaction
from telecare.records import consultations
from tests.cast import NOON, Cast, Worker
from tests.doors.conftest import Answer, Desk
from tests.doors.test_passkey import Authenticator


def held(engine: Engine, cast: Cast, by: Worker, **more: object) -> UUID:
    """Keep a call of `by` to Soonja that ended before NOON."""
    row: dict[str, Any] = {
        "id": uuid4(), "organisation_id": cast.bonghwa, "resident_id": cast.soonja.id,
        "device_id": cast.soonja.devices["tablet"], "caller_id": by.id, "alert_id": None,
        "purpose": Purpose.CARE, "state": State.ENDED, "outcome": Outcome.COMPLETED,
        "video": True, "may_auto_answer": False, "auto_answered": False, "version": 5,
        "rung_at": NOON - timedelta(minutes=9), "rings_until": NOON - timedelta(minutes=8),
        "answered_at": NOON - timedelta(minutes=9), "ended_at": NOON, "due_at": None,
        "connected_at": NOON - timedelta(minutes=8), "caller_presence": Presence.ABSENT,
        "resident_presence": Presence.ABSENT, "gate_id": uuid4(),
    }  # fmt: skip
    with transaction(engine) as db:
        assert consultations.add(db, row | more)
    return row["id"]  # type: ignore[no-any-return]


def with_passkey(desk: Desk) -> Authenticator:
    """Add a passkey for whoever sits at `desk`."""
    options = desk.post("/api/session/second-factor/passkey/options").json["publicKey"]
    phone = Authenticator(id=uuid4().bytes)
    made = {"credential": phone.make(options), "label": "보안 키"}
    desk.renew(desk.post("/api/session/second-factor/passkey", made))
    return phone


def write(desk: Desk, call: UUID, text: str, after: int = 0) -> Answer:
    return desk.ask("PUT", f"/api/calls/{call}/note", {"text": text, "after_version": after})


def ask_to_sign(desk: Desk, call: UUID, version: int) -> Answer:
    return desk.post(f"/api/calls/{call}/note/sign/options", {"version": version})


def sign(desk: Desk, call: UUID, phone: Authenticator, version: int) -> Answer:
    asked = ask_to_sign(desk, call, version).json
    body = {"statement": asked["statement"], "credential": phone.show(asked["publicKey"])}
    return desk.post(f"/api/calls/{call}/note/sign", body)
