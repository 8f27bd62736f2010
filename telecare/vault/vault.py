"""The vault: seals and opens words, blinds what is searched for, and links the audit chain.

AES-256-GCM (NIST SP 800-38D) under one data key per subject. Table, column and row id are
associated data: a ciphertext copied to another row or column does not open there. The site
key never seals words itself; it wraps data keys and, through HKDF (RFC 5869), gives one key
per purpose, so that no two purposes share one.
"""

import hmac
import secrets
import threading
from collections import OrderedDict
from datetime import UTC, datetime
from typing import Final, NamedTuple
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from telecare.errors import SealBroken
from telecare.vault.envelope import NONCE_BYTES, Envelope, pack, unpack

ALGORITHM: Final = "aes-256-gcm"
KEY_BYTES: Final = 32
UNWRAPPED_KEPT: Final = (
    20_000  # data keys held in memory: a few MB, the residents of a province
)
PURPOSES: Final = (
    "wrap",
    "name",
    "initials",
    "phone4",
    "audit chain",
    "key name",
    "enrolment code",
    "call seat",
    "media key",
    "socket ticket",
    "web push",
)


class Subject(NamedTuple):
    """Whose words a data key seals: a resident, a household, a staff member, the site."""

    kind: str
    id: UUID


class PlainKey(NamedTuple):
    """An unwrapped data key, ready to use; it lives in memory only."""

    id: UUID
    cipher: AESGCM


class Vault:
    """Everything done with the site key. One per process; safe to share among threads."""

    def __init__(self, site_key: bytes) -> None:
        if len(site_key) != KEY_BYTES:
            raise ValueError("a site key has 32 bytes")
        self._keys = {purpose: _derive(site_key, purpose) for purpose in PURPOSES}
        self._wrapping = AESGCM(self._keys["wrap"])
        self._unwrapped: OrderedDict[UUID, PlainKey] = OrderedDict()
        self._lock = threading.Lock()
        self.erasures_seen = datetime(1970, 1, 1, tzinfo=UTC)  # kept by the key ring
        self.name = "site-" + self._keys["key name"].hex()[:16]  # tells site keys apart

    def new_data_key(self, subject: Subject) -> tuple[UUID, bytes]:
        """Make a data key for `subject`; return its id and the wrapped key to store."""
        key_id, key = uuid4(), secrets.token_bytes(KEY_BYTES)
        nonce = secrets.token_bytes(NONCE_BYTES)
        wrapped = self._wrapping.encrypt(nonce, key, _wrap_context(key_id, subject))
        self._keep(PlainKey(key_id, AESGCM(key)))
        return key_id, nonce + wrapped

    def unwrap(self, key_id: UUID, subject: Subject, wrapped: bytes) -> PlainKey:
        """Return the data key; raise `SealBroken` if this site key did not wrap it."""
        kept = self.held(key_id)
        if kept is not None:
            return kept
        nonce, box = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            key = self._wrapping.decrypt(nonce, box, _wrap_context(key_id, subject))
        except InvalidTag as error:
            raise SealBroken(key=key_id) from error
        return self._keep(PlainKey(key_id, AESGCM(key)))

    def held(self, key_id: UUID) -> PlainKey | None:
        """Return a data key unwrapped before, if it is still held; no database is asked."""
        with self._lock:
            key = self._unwrapped.get(key_id)
            if key is not None:
                self._unwrapped.move_to_end(key_id)
            return key

    def forget(self, key_id: UUID) -> None:
        """Drop a destroyed data key from memory."""
        with self._lock:
            self._unwrapped.pop(key_id, None)

    def seal(self, key: PlainKey, text: str, *, table: str, column: str, row: UUID) -> bytes:
        """Seal `text` for exactly one place; the same text never looks the same twice."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = key.cipher.encrypt(nonce, text.encode(), _place(table, column, row))
        return pack(Envelope(key.id, nonce, sealed))

    def open_(self, key: PlainKey, sealed: bytes, *, table: str, column: str, row: UUID) -> str:
        """Open what was sealed for this place; raise `SealBroken` if anything differs."""
        try:
            envelope = unpack(sealed)
            plain = key.cipher.decrypt(
                envelope.nonce, envelope.ciphertext, _place(table, column, row)
            )
        except (InvalidTag, ValueError) as error:
            raise SealBroken(table=table, column=column) from error
        return plain.decode()

    def blind(self, kind: str, text: str) -> bytes:
        """Return the keyed digest under which `text` can be found, and nothing learned.

        Raises:
            KeyError: `kind` is none of name, initials, phone4.
        """
        return hmac.digest(self._keys[kind], text.encode(), "sha256")

    def chain_mac(self, previous: bytes, entry: bytes) -> bytes:
        """Return the audit chain's digest of `entry` after the link `previous`."""
        return hmac.digest(self._keys["audit chain"], previous + entry, "sha256")

    def seat_mac(self, claim: bytes) -> bytes:
        """Return the keyed digest that makes `claim` a seat token of this hub."""
        return hmac.digest(self._keys["call seat"], claim, "sha256")

    def media_key(self) -> str:
        """Return the word by which this hub's media process is known to it."""
        return self._keys["media key"].hex()

    def push_key(self) -> bytes:
        """Return the 32 bytes of which this hub's Web Push key (VAPID) is made."""
        return self._keys["web push"]

    def _keep(self, key: PlainKey) -> PlainKey:
        with self._lock:
            self._unwrapped[key.id] = key
            self._unwrapped.move_to_end(key.id)
            if len(self._unwrapped) > UNWRAPPED_KEPT:
                self._unwrapped.popitem(last=False)
        return key


def _derive(site_key: bytes, purpose: str) -> bytes:
    info = f"telecare/1/{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(site_key)


def _wrap_context(key_id: UUID, subject: Subject) -> bytes:
    return f"data key {key_id} of {subject.kind} {subject.id}".encode()


def _place(table: str, column: str, row: UUID) -> bytes:
    return f"{table}/{column}/{row}".encode()
