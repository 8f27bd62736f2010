"""The envelope around every sealed value: which key, which algorithm, which nonce.

Layout, big-endian, no padding: version (1 byte) · algorithm (1) · key id (16) · nonce (12) ·
ciphertext with its 16-byte tag. The key id beside each ciphertext is what makes rotation
possible without guessing.
"""

from typing import Final, NamedTuple
from uuid import UUID

VERSION: Final = 1
AES_256_GCM: Final = 1
NONCE_BYTES: Final = 12  # NIST SP 800-38D §5.2.1.1: the size GCM is made for
TAG_BYTES: Final = 16
HEAD_BYTES: Final = 2 + 16 + NONCE_BYTES


class Envelope(NamedTuple):
    """A sealed value taken apart."""

    key_id: UUID
    nonce: bytes
    ciphertext: bytes


def pack(envelope: Envelope) -> bytes:
    """Return the envelope as bytes."""
    head = bytes((VERSION, AES_256_GCM))
    return head + envelope.key_id.bytes + envelope.nonce + envelope.ciphertext


def unpack(sealed: bytes) -> Envelope:
    """Take `sealed` apart; raise ValueError if it is no envelope of a known version."""
    if not looks_sealed(sealed):
        raise ValueError("not an envelope of a known version and algorithm")
    return Envelope(UUID(bytes=sealed[2:18]), sealed[18:HEAD_BYTES], sealed[HEAD_BYTES:])


def looks_sealed(value: bytes) -> bool:
    """Tell whether `value` has the shape of an envelope (not whether it would open)."""
    return (
        len(value) >= HEAD_BYTES + TAG_BYTES and value[0] == VERSION and value[1] == AES_256_GCM
    )
