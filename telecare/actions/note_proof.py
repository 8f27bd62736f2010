"""Whether every signed clinical note is still what was signed, long after the day."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import msgspec
import webauthn
from sqlalchemy import Row, select
from sqlalchemy.orm import Session
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException

from telecare.actions.clinical_notes import Statement, digest, seals_of
from telecare.actions.factors import rp_of
from telecare.errors import KeyDestroyed, SealBroken
from telecare.records.audit import ENTRIES
from telecare.records.clinic import NOTES, SIGNATURES
from telecare.records.keys import KeyRing

AT_ONCE: Final = 500  # rows fetched together
NO_COUNT: Final = -1  # a counter was checked when it was signed; later it says nothing


@dataclass(frozen=True, slots=True)
class NoteFault:
    """Something a signed note should not show.

    `what` is altered (the text is not the one that was signed), forged (the signature does
    not verify, or is of another note), unknown (the audit trail knows of no such signing, or
    of another one) or removed (the trail tells of a signature that is gone).
    """

    what: str
    consultation_id: str
    version: int


def verify_notes(db: Session, ring: KeyRing) -> tuple[int, list[NoteFault]]:
    """Check every signature; return how many there are and what is wrong.

    The text is compared with the digest that was signed, the signature with the key that made
    it, and both with the chained audit entry. The text of an erased resident can no longer be
    read: the signature is checked all the same.
    """
    told = {
        entry.facts["note"]: entry.facts
        for entry in db.execute(select(ENTRIES.c.facts).where(ENTRIES.c.what == "note.signed"))
    }
    rows = db.execute(
        select(SIGNATURES, *(column.label(f"kept_{column.name}") for column in NOTES.c))
        .join(NOTES, NOTES.c.id == SIGNATURES.c.note_id)
        .order_by(SIGNATURES.c.signed_at, NOTES.c.id)
        .execution_options(yield_per=AT_ONCE)
    )
    count, faults = 0, []
    for row in rows:
        count += 1
        facts = told.pop(str(row.note_id), None)
        faults += [
            NoteFault(what, str(row.kept_consultation_id), row.kept_version)
            for what in _faults(ring, row, facts)
        ]
    faults += [
        NoteFault("removed", facts["consultation"], facts["version"]) for facts in told.values()
    ]
    return count, faults


def _faults(ring: KeyRing, row: Row[Any], facts: dict[str, Any] | None) -> Iterator[str]:
    statement = _statement(row)
    if statement is None or not _signed(row):
        yield "forged"
        return
    if not _same_text(ring, row, statement):
        yield "altered"
    seals = seals_of(row.statement, row.public_key)
    if facts is None or any(facts.get(name) != seal for name, seal in seals.items()):
        yield "unknown"


def _statement(row: Row[Any]) -> Statement | None:
    """Return what was signed, None: it is no statement about this very row."""
    try:
        said = msgspec.json.decode(row.statement, type=Statement)
    except (msgspec.ValidationError, msgspec.DecodeError):
        return None
    told: tuple[UUID | int, ...] = (
        said.note_id, said.consultation_id, said.version, said.resident_id,
        said.organisation_id, said.clinician_id, said.clinician_id,
    )  # fmt: skip
    kept = (
        row.note_id, row.kept_consultation_id, row.kept_version, row.kept_resident_id,
        row.kept_organisation_id, row.kept_written_by, row.signed_by,
    )  # fmt: skip
    return said if told == kept else None


def _signed(row: Row[Any]) -> bool:
    """Whether the kept key made the kept signature over this statement, at this site."""
    named = bytes_to_base64url(row.credential_id)
    credential = {
        "id": named, "rawId": named, "type": "public-key",
        "response": {
            "clientDataJSON": bytes_to_base64url(row.client_data),
            "authenticatorData": bytes_to_base64url(row.authenticator_data),
            "signature": bytes_to_base64url(row.signature),
        },
    }  # fmt: skip
    try:
        webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=hashlib.sha256(row.statement.encode()).digest(),
            expected_rp_id=rp_of(row.origin),
            expected_origin=row.origin,
            credential_public_key=row.public_key,
            credential_current_sign_count=NO_COUNT,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return False
    return True


def _same_text(ring: KeyRing, row: Row[Any], statement: Statement) -> bool:
    try:
        text = ring.open(row.kept_text, table="clinical_note", column="text", row=row.note_id)
    except KeyDestroyed:
        return True  # erased: nobody can read it, and nobody can have replaced it unseen
    except SealBroken:
        return False
    return digest(text) == statement.text_sha256
