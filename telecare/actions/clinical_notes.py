"""Clinical notes: every save is a version, the original is kept, and a passkey signs one.

A note belongs to one consultation and to the clinician who held it. Nothing that was written
is ever lost or changed: a correction, even of a signed note, is the next version, which is
signed again.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import Row, Table
from sqlalchemy.dialects import postgresql, sqlite

from telecare.actions import factors
from telecare.actions.factors import Assertion
from telecare.actions.signin import Seen
from telecare.boards.shapes.clinic import ClinicalNoteAsked, NoteSaved, SignAsked, SignStart
from telecare.call_errors import NotSpoken
from telecare.care.consultation import Purpose, spoken
from telecare.errors import AlreadySigned, Invalid, NotYours, Overtaken, WrongPasskey
from telecare.records import audit, clinic, consultations
from telecare.records.clinic import NOTES, SIGNATURES
from telecare.records.context import Context

NOTE_CHARS: Final = 20_000
SIGN_WITHIN: Final = timedelta(minutes=5)  # WebAuthn Level 3: a challenge is short-lived
NONCE_BYTES: Final = 16
KIND: Final = "telecare clinical note 1"


class Statement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a signature stands for; its SHA-256 is the challenge that the passkey signs.

    Written once as JSON with sorted keys and kept as it was signed, so that checking needs no
    rule of writing. `nonce` makes every challenge new: an old answer fits no later question.
    """

    kind: str
    consultation_id: UUID
    resident_id: UUID
    organisation_id: UUID
    clinician_id: UUID
    gate_id: UUID | None
    note_id: UUID
    version: int
    text_sha256: str  # hexadecimal, of the text in UTF-8
    confirmed_at: datetime | None  # recognised and agreed, so the clinician; None: never said
    rung_at: datetime
    connected_at: datetime | None
    asked_at: datetime
    nonce: str


def save(ctx: Context, consultation_id: UUID, asked: ClinicalNoteAsked) -> NoteSaved:
    """Keep the next version of a note. Saving what stands already changes nothing.

    An autosave whose answer was lost may be sent again: it finds its own version.

    Raises:
        NotYours: No consultation of the actor's.
        Invalid: The text is longer than 20,000 characters.
        Overtaken: Another screen saved after `asked.after_version`.
        KeyDestroyed: The resident was erased.
    """
    call = consultation_of(ctx, consultation_id)
    if len(asked.text) > NOTE_CHARS:
        raise Invalid(
            {"text": f"Write at most {NOTE_CHARS:,} characters."},
            {"text": f"{NOTE_CHARS:,}자까지 적을 수 있습니다."},
        )
    before = clinic.newest_note(ctx.db, consultation_id)
    version = 0 if before is None else before.version
    again = asked.after_version in {version, version - 1}
    if before is not None and again and text_of(ctx, before) == asked.text:
        return NoteSaved(version=version, saved_at=before.written_at)
    if asked.after_version != version:
        raise Overtaken
    if not _added(ctx, call, asked.text, version + 1):
        raise Overtaken
    audit.write(
        ctx.db, ctx.actor, "note.saved", at=ctx.now, resident=call.resident_id,
        purpose="care", consultation=consultation_id, version=version + 1,
    )  # fmt: skip
    return NoteSaved(version=version + 1, saved_at=ctx.now)


def confirm(ctx: Context, consultation_id: UUID) -> None:
    """Note that the person was recognised and agreed after the explanation; once is enough.

    Raises:
        NotYours: No consultation of the actor's.
        NotSpoken: It has not connected and was not held by telephone.
    """
    call = consultation_of(ctx, consultation_id)
    if not spoken(call.connected_at, call.outcome):
        raise NotSpoken
    if clinic.confirmed_at(ctx.db, call.resident_id, consultation_id) is not None:
        return
    text = clinic.text_of_gate(ctx.db, call.gate_id)
    audit.write(
        ctx.db, ctx.actor, clinic.CONFIRMED, at=ctx.now, resident=call.resident_id,
        purpose="care", consultation=consultation_id, gate=call.gate_id,
        text_sha256=None if text is None else text.sha256.hex(),
    )  # fmt: skip


def begin_signing(
    ctx: Context, seen: Seen, consultation_id: UUID, asked: SignAsked, *, origin: str
) -> SignStart:
    """Write the statement to be signed and ask for a passkey over its digest.

    Raises:
        NotYours: No consultation of the actor's, or nothing was written.
        Overtaken: `asked.version` is not the newest.
        AlreadySigned: It is signed.
        NoPasskey: The clinician has none yet.
        KeyDestroyed: The resident was erased.
    """
    call = consultation_of(ctx, consultation_id)
    note = _newest(ctx, consultation_id, asked.version)
    signed = clinic.signatures_of(ctx.db, consultation_id)
    if any(one.version == note.version for one in signed):
        raise AlreadySigned
    statement = Statement(
        kind=KIND, consultation_id=consultation_id, resident_id=note.resident_id,
        organisation_id=note.organisation_id, clinician_id=note.written_by,
        gate_id=call.gate_id, note_id=note.id, version=note.version,
        text_sha256=digest(text_of(ctx, note)),
        confirmed_at=clinic.confirmed_at(ctx.db, note.resident_id, consultation_id),
        rung_at=call.rung_at, connected_at=call.connected_at, asked_at=ctx.now,
        nonce=secrets.token_hex(NONCE_BYTES),
    )  # fmt: skip
    said = msgspec.json.encode(statement, order="sorted").decode()
    options = factors.signing_options(
        ctx.db, seen, hashlib.sha256(said.encode()).digest(), origin=origin
    )
    return SignStart(statement=said, publicKey=options)


def sign(
    ctx: Context,
    seen: Seen,
    consultation_id: UUID,
    said: str,
    credential: dict[str, Any],
    *,
    origin: str,
) -> None:
    """Keep a passkey's signature over the newest version of a note.

    The session holds the digest of the one statement that was asked about, so a statement
    that the hub did not write fits no challenge.

    Raises:
        NotYours: No consultation of the actor's, or nothing was written.
        WrongPasskey: The statement is another one, its five minutes are over, or the passkey's
            answer does not fit.
        Overtaken: The note was changed since the statement was written.
        AlreadySigned: This version was signed meanwhile.
        KeyDestroyed: The resident was erased.
    """
    call = consultation_of(ctx, consultation_id)
    statement = _asked_about(seen, said, consultation_id, ctx.now)
    note = _newest(ctx, consultation_id, statement.version)
    if statement.text_sha256 != digest(text_of(ctx, note)):
        raise Overtaken
    shown = factors.assertion(
        ctx.db, seen, credential, origin=origin, now=ctx.now, verified=True
    )
    if shown is None:
        raise WrongPasskey
    if not _keep(ctx, note.id, said, shown, origin):
        raise AlreadySigned
    audit.write(
        ctx.db, ctx.actor, "note.signed", at=ctx.now, resident=call.resident_id,
        purpose="care", consultation=consultation_id, version=note.version, note=note.id,
        **seals_of(said, shown.public_key),
    )  # fmt: skip


def consultation_of(ctx: Context, consultation_id: UUID) -> Row[Any]:
    """Return a consultation of the actor's own; a caseworker's welfare call has no note.

    Raises:
        NotYours: There is none.
    """
    call = consultations.one_of_caller(ctx, consultation_id)
    if call.purpose is not Purpose.CARE:
        raise NotYours
    return call


def text_of(ctx: Context, note: Row[Any]) -> str:
    """Open a version of a note.

    Raises:
        KeyDestroyed: The resident was erased.
        SealBroken: Somebody altered it.
    """
    return ctx.ring.open(note.text, table="clinical_note", column="text", row=note.id)


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def seals_of(said: str, public_key: bytes) -> dict[str, Any]:
    """Return what the chained entry of a signature holds, so that no other can take its place.

    Whoever can write to the database could sign with a key of their own; the entry's link
    needs the site key.
    """
    return {
        "statement_sha256": digest(said),
        "public_key_sha256": hashlib.sha256(public_key).hexdigest(),
    }


def _asked_about(seen: Seen, said: str, consultation_id: UUID, now: datetime) -> Statement:
    if seen.challenge is None or hashlib.sha256(said.encode()).digest() != seen.challenge:
        raise WrongPasskey
    statement = msgspec.json.decode(said, type=Statement)  # ours: the digest fits
    if statement.consultation_id != consultation_id or now > statement.asked_at + SIGN_WITHIN:
        raise WrongPasskey
    return statement


def _newest(ctx: Context, consultation_id: UUID, version: int) -> Row[Any]:
    note = clinic.newest_note(ctx.db, consultation_id)
    if note is None:
        raise NotYours
    if note.version != version:
        raise Overtaken
    return note


def _added(ctx: Context, call: Row[Any], text: str, version: int) -> bool:
    """Insert one version; False: another transaction has inserted it meanwhile."""
    note_id = uuid4()
    sealed = ctx.ring.seal_row(
        ("resident", call.resident_id), "clinical_note", note_id, {"text": text}
    )
    asked = _insert(ctx, NOTES).values(
        id=note_id, consultation_id=call.id, version=version, resident_id=call.resident_id,
        organisation_id=ctx.actor.organisation_id, written_by=ctx.actor.staff_id,
        written_at=ctx.now, **sealed,
    )  # fmt: skip
    added = ctx.db.execute(asked.on_conflict_do_nothing().returning(NOTES.c.id))
    return added.first() is not None


def _keep(ctx: Context, note_id: UUID, said: str, shown: Assertion, origin: str) -> bool:
    """Keep one signature; False: this version has one already."""
    asked = _insert(ctx, SIGNATURES).values(
        note_id=note_id, statement=said, credential_id=shown.credential_id,
        public_key=shown.public_key, authenticator_data=shown.authenticator_data,
        client_data=shown.client_data, signature=shown.signature, origin=origin,
        signed_by=ctx.actor.staff_id, signed_at=ctx.now,
    )  # fmt: skip
    kept = ctx.db.execute(asked.on_conflict_do_nothing().returning(SIGNATURES.c.note_id))
    return kept.first() is not None


def _insert(ctx: Context, into: Table) -> Any:  # noqa: ANN401 - two dialects' own Insert
    on_sqlite = ctx.db.get_bind().dialect.name == "sqlite"
    return (sqlite if on_sqlite else postgresql).insert(into)
