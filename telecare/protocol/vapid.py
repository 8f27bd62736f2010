"""The hub's own Web Push key (RFC 8292), made of its site key: nothing to store or lose."""

from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec

ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256


def private_key(secret: bytes) -> ec.EllipticCurvePrivateKey:
    """Return the P-256 key that 32 secret bytes stand for, the same each time."""
    return ec.derive_private_key(int.from_bytes(secret) % (ORDER - 1) + 1, ec.SECP256R1())
