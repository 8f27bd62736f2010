"""Second factors: an authenticator's codes (TOTP) and passkeys (WebAuthn)."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pyotp
import webauthn
from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session
from webauthn.helpers import base64url_to_bytes, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from telecare.actions.signin import SESSIONS, STAFF, Seen, staff_row
from telecare.errors import NoPasskey, WrongPasskey
from telecare.records import audit
from telecare.records.keys import KeyRing
from telecare.records.staff import Passkey

ISSUER: Final = "Telecare"
STEP_S: Final = 30  # RFC 6238's default
DRIFT_STEPS: Final = 1  # a phone's clock may be half a minute off
CHALLENGE_BYTES: Final = 32
LABEL_CHARS: Final = 60
PASSKEYS: Final = Passkey.__table__


def begin_totp(db: Session, ring: KeyRing, seen: Seen, *, now: datetime) -> tuple[str, str]:
    """Make a secret; return it with its otpauth URI. It counts once a code confirmed it."""
    secret = pyotp.random_base32()
    ring.ensure(("staff", seen.staff_id), at=now)
    sealed = ring.seal(
        ("staff", seen.staff_id), secret, table="staff", column="totp_secret", row=seen.staff_id
    )
    db.execute(
        update(STAFF)
        .where(STAFF.c.id == seen.staff_id, STAFF.c.totp_confirmed_at.is_(None))
        .values(totp_secret=sealed, totp_step=None)
    )
    return secret, pyotp.TOTP(secret).provisioning_uri(name=seen.login, issuer_name=ISSUER)


def totp_fits(
    db: Session, ring: KeyRing, seen: Seen, code: str, *, now: datetime, confirm: bool
) -> bool:
    """Check a code; one that fits is used up, and confirms a new secret if asked to."""
    row = staff_row(db, seen.staff_id)
    if row.totp_secret is None or (row.totp_confirmed_at is None) is not confirm:
        return False
    secret = ring.open(row.totp_secret, table="staff", column="totp_secret", row=row.id)
    step = _step(secret, code, now)
    if step is None:
        return False
    used = db.execute(
        update(STAFF)
        .where(STAFF.c.id == row.id)
        .where(or_(STAFF.c.totp_step.is_(None), STAFF.c.totp_step < step))
        .values(totp_step=step, **({"totp_confirmed_at": now} if confirm else {}))
        .returning(STAFF.c.id)
    ).first()
    if used is not None and confirm:
        audit.write(db, seen.actor(demo=False), "staff.totp_added", at=now)
    return used is not None


def _step(secret: str, code: str, now: datetime) -> int | None:
    """Return the time step whose code this is, None: of no step near `now`."""
    totp, this = pyotp.TOTP(secret), int(now.timestamp()) // STEP_S
    given = code.replace(" ", "")
    for step in range(this - DRIFT_STEPS, this + DRIFT_STEPS + 1):
        if secrets.compare_digest(totp.at(step * STEP_S).encode(), given.encode()):
            return step
    return None


def registration_options(db: Session, seen: Seen, name: str, *, origin: str) -> dict[str, Any]:
    """Return WebAuthn options to add a passkey; the challenge waits in the session."""
    options = webauthn.generate_registration_options(
        rp_id=rp_of(origin),
        rp_name=ISSUER,
        user_id=seen.staff_id.bytes,
        user_name=seen.login,
        user_display_name=name or seen.login,
        challenge=_challenge(db, seen),
        exclude_credentials=_credentials(db, seen.staff_id),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
    )
    found: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return found


def register(
    db: Session,
    seen: Seen,
    credential: dict[str, Any],
    label: str,
    *,
    origin: str,
    now: datetime,
) -> None:
    """Keep a new passkey.

    Raises:
        WrongPasskey: The browser's answer does not fit the challenge or this site.
    """
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=seen.challenge or b"",
            expected_rp_id=rp_of(origin),
            expected_origin=origin,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise WrongPasskey from error
    db.execute(insert(PASSKEYS).values(
        id=uuid4(), staff_id=seen.staff_id, credential_id=made.credential_id,
        public_key=made.credential_public_key, sign_count=made.sign_count,
        label=label.strip()[:LABEL_CHARS], created_at=now,
    ))  # fmt: skip
    audit.write(db, seen.actor(demo=False), "staff.passkey_added", at=now)


def assertion_options(db: Session, seen: Seen, *, origin: str) -> dict[str, Any]:
    """Return WebAuthn options to show a passkey."""
    options = webauthn.generate_authentication_options(
        rp_id=rp_of(origin),
        challenge=_challenge(db, seen),
        allow_credentials=_credentials(db, seen.staff_id),
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    found: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return found


def signing_options(
    db: Session, seen: Seen, challenge: bytes, *, origin: str
) -> dict[str, Any]:
    """Return WebAuthn options to sign what `challenge` is the digest of, with a PIN or a touch.

    Raises:
        NoPasskey: They have none.
    """
    known = _credentials(db, seen.staff_id)
    if not known:
        raise NoPasskey
    options = webauthn.generate_authentication_options(
        rp_id=rp_of(origin),
        challenge=_await(db, seen, challenge),
        allow_credentials=known,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    found: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return found


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a passkey signed, with all that is needed to check it again."""

    credential_id: bytes
    public_key: bytes  # COSE, as it was registered
    authenticator_data: bytes
    client_data: bytes
    signature: bytes


def assertion_fits(
    db: Session, seen: Seen, credential: dict[str, Any], *, origin: str, now: datetime
) -> bool:
    """Check what a passkey signed; a counter that went back is refused as a copy."""
    return assertion(db, seen, credential, origin=origin, now=now) is not None


def assertion(
    db: Session,
    seen: Seen,
    credential: dict[str, Any],
    *,
    origin: str,
    now: datetime,
    verified: bool = False,
) -> Assertion | None:
    """Check what a passkey signed and use the challenge up; None: it does not fit.

    With `verified` the authenticator must also have asked for a PIN, a finger or a face.
    """
    try:
        raw = base64url_to_bytes(str(credential.get("id", "")))
        row = db.execute(
            select(PASSKEYS)
            .where(PASSKEYS.c.staff_id == seen.staff_id)
            .where(PASSKEYS.c.credential_id == raw)
        ).first()
        if row is None or seen.challenge is None:
            return None
        response = parse_authentication_credential_json(credential).response
        shown = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=seen.challenge,
            expected_rp_id=rp_of(origin),
            expected_origin=origin,
            credential_public_key=row.public_key,
            credential_current_sign_count=row.sign_count,
            require_user_verification=verified,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    if not _use_up(db, seen):
        return None
    db.execute(
        update(PASSKEYS)
        .where(PASSKEYS.c.id == row.id, PASSKEYS.c.sign_count <= shown.new_sign_count)
        .values(sign_count=shown.new_sign_count, last_used_at=now)
    )
    return Assertion(
        raw, row.public_key, response.authenticator_data, response.client_data_json,
        response.signature,
    )  # fmt: skip


def has_passkey(db: Session, staff_id: UUID | None) -> bool:
    """Whether this person has a passkey to sign with."""
    return bool(staff_id and _credentials(db, staff_id))


def _use_up(db: Session, seen: Seen) -> bool:
    """Forget the challenge; False: an answer sent at the same moment was faster."""
    used = db.execute(
        update(SESSIONS)
        .where(SESSIONS.c.token_hash == seen.token_hash)
        .where(SESSIONS.c.challenge == seen.challenge)
        .values(challenge=None)
        .returning(SESSIONS.c.token_hash)
    )
    return used.first() is not None


def _challenge(db: Session, seen: Seen) -> bytes:
    return _await(db, seen, secrets.token_bytes(CHALLENGE_BYTES))


def _await(db: Session, seen: Seen, challenge: bytes) -> bytes:
    """Keep the challenge that this session's next answer must carry."""
    db.execute(
        update(SESSIONS)
        .where(SESSIONS.c.token_hash == seen.token_hash)
        .values(challenge=challenge)
    )
    return challenge


def _credentials(db: Session, staff_id: UUID) -> list[PublicKeyCredentialDescriptor]:
    ids = db.scalars(select(PASSKEYS.c.credential_id).where(PASSKEYS.c.staff_id == staff_id))
    return [PublicKeyCredentialDescriptor(id=found) for found in ids]


def rp_of(origin: str) -> str:
    """Return the relying party's id: the host browsers reach this hub by."""
    return urlsplit(origin).hostname or "localhost"
