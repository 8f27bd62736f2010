"""Signed requests: one profile of RFC 9421 (HTTP Message Signatures) and RFC 9530 (digest).

The profile is narrow on purpose, so that there is one way to say a thing and nothing to
negotiate:

- one signature, labelled `sig1`, in the serialisation RFC 8941 calls canonical;
- with a body it covers `"@method" "@path" "content-digest" "content-type"`, without one
  `"@method" "@path"`, in this order; the request target has no query;
- its parameters are `created` (Unix seconds), `keyid` (the device id) and `alg`
  (`ed25519` or `ecdsa-p256-sha256`), each once, in any order;
- `Content-Digest` holds exactly one `sha-256`.

Anything else is `bad_signature`. A digest that does not fit the body is `digest_mismatch`.
Replays need no nonce store: observations are idempotent by device and number.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final, Protocol

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key
from nacl.bindings import crypto_core_ed25519_is_valid_point
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

ED25519_KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64  # both algorithms: R and S, 32 bytes each (RFC 9421 §3.3.4, §3.3.6)

_ALL: Final = '("@method" "@path" "content-digest" "content-type")'
_BARE: Final = '("@method" "@path")'
_PARAMETER: Final = (
    r';(?:created=(?P<created{0}>[0-9]{{1,12}})|keyid="(?P<keyid{0}>[A-Za-z0-9-]{{1,64}})"'
    r'|alg="(?P<alg{0}>[a-z0-9-]{{1,32}})")'
)
_INPUT: Final = re.compile(
    r"sig1=(?P<params>(?P<covered>\([^()]*\))"
    + "".join(_PARAMETER.format(place) for place in "abc")
    + ")"
)
_SIGNATURE: Final = re.compile(r"sig1=:([A-Za-z0-9+/]{86}==):")
_DIGEST: Final = re.compile(r"sha-256=:[A-Za-z0-9+/]{43}=:")


class Algorithm(StrEnum):
    """Names from the IANA registry of HTTP signature algorithms."""

    ED25519 = "ed25519"
    ECDSA_P256_SHA256 = "ecdsa-p256-sha256"


class Unsigned(ValueError):
    """The request does not carry a signature of our profile; `code` says what is wrong.

    Codes: `bad_signature` (401) and `digest_mismatch` (400).
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code


class BadKey(ValueError):
    """This is not a usable public key of that algorithm."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a request says about its signer, not yet verified.

    `created` is Unix seconds on the signer's clock; `base` is the signature base of
    RFC 9421 §2.5 and `signature` the 64 bytes to verify over it.
    """

    key_id: str
    algorithm: Algorithm
    created: int
    base: bytes
    signature: bytes


class PublicKey(Protocol):
    """A public key, parsed once and kept; `verifies` is safe to call from any thread."""

    @property
    def algorithm(self) -> Algorithm:
        """The only algorithm this key is for."""

    def verifies(self, base: bytes, signature: bytes) -> bool:
        """Say whether `signature` (64 bytes) was made over `base` by the private key."""


class Signer(Protocol):
    """Holds a private key."""

    @property
    def algorithm(self) -> Algorithm:
        """The algorithm of the signatures."""

    def public_bytes(self) -> bytes:
        """Return the public key as `load_key` takes it."""

    def sign(self, base: bytes) -> bytes:
        """Return the 64 bytes of a signature over `base`."""


@dataclass(frozen=True, slots=True)
class Ed25519Key:
    """Ed25519 (RFC 8032) by libsodium, which also refuses small-order points and large S."""

    key: VerifyKey
    algorithm: Algorithm = Algorithm.ED25519

    def verifies(self, base: bytes, signature: bytes) -> bool:
        """Say whether the signature holds."""
        try:
            self.key.verify(base, signature)
        except (BadSignatureError, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class P256Key:
    """ECDSA over P-256 with SHA-256, for browsers that keep keys in WebCrypto."""

    key: ec.EllipticCurvePublicKey
    algorithm: Algorithm = Algorithm.ECDSA_P256_SHA256

    def verifies(self, base: bytes, signature: bytes) -> bool:
        """Say whether the signature (R and S side by side, not DER) holds."""
        if len(signature) != SIGNATURE_BYTES:
            return False
        r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
        try:
            self.key.verify(encode_dss_signature(r, s), base, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Ed25519Signer:
    """A device's own Ed25519 private key."""

    key: SigningKey
    algorithm: Algorithm = Algorithm.ED25519

    def public_bytes(self) -> bytes:
        """Return 32 raw bytes."""
        return bytes(self.key.verify_key)

    def sign(self, base: bytes) -> bytes:
        """Return the signature."""
        return self.key.sign(base).signature


def load_key(algorithm: Algorithm, public: bytes) -> PublicKey:
    """Read a public key: 32 raw bytes for Ed25519, SPKI DER for P-256.

    Raises:
        BadKey: wrong length or curve, not a point of the curve, or a degenerate (small
            order, non-canonical) point for which anybody could forge signatures.
    """
    match algorithm:
        case Algorithm.ED25519:
            if len(public) != ED25519_KEY_BYTES:
                raise BadKey("an Ed25519 key has 32 bytes")
            if not crypto_core_ed25519_is_valid_point(public):
                raise BadKey("not a usable point of Ed25519")
            return Ed25519Key(VerifyKey(public))
        case Algorithm.ECDSA_P256_SHA256:
            try:
                key = load_der_public_key(public)
            except (ValueError, TypeError, UnsupportedAlgorithm):
                raise BadKey("not a public key in DER") from None
            if not (
                isinstance(key, ec.EllipticCurvePublicKey)
                and isinstance(key.curve, ec.SECP256R1)
            ):
                raise BadKey("not a key of curve P-256")
            return P256Key(key)


def verify(key: PublicKey, claim: Claim) -> bool:
    """Say whether the holder of `key` made this request, with the algorithm of that key."""
    return key.algorithm is claim.algorithm and key.verifies(claim.base, claim.signature)


def content_digest(body: bytes) -> str:
    """Return the `Content-Digest` field for a body (RFC 9530, sha-256)."""
    return f"sha-256=:{b64encode(sha256(body).digest()).decode()}:"


def read_claim(
    method: str, path: str, headers: Mapping[str, str], body: bytes | None = None
) -> Claim:
    """Read the signature of a request, or raise `Unsigned`.

    Args:
        method: As sent, upper case.
        path: The request target as sent (percent-encoding untouched), without a query.
        headers: Looked up by `content-digest`, `content-type`, `signature-input` and
            `signature`, so either a case-insensitive mapping or one in lower case.
        body: None when the request has none, and then only method and path are covered.
    """
    found = _INPUT.fullmatch(headers.get("signature-input") or "")
    signed = _SIGNATURE.fullmatch(headers.get("signature") or "")
    if found is None or signed is None:
        raise Unsigned("bad_signature", "no signature of this profile")
    if found["covered"] != (_BARE if body is None else _ALL):
        raise Unsigned("bad_signature", "other components are covered")
    created, key_id, algorithm = _parameters(found)
    lines = [f'"@method": {method}', f'"@path": {_plain(path)}']
    if body is not None:
        digest = _checked_digest(headers.get("content-digest") or "", body)
        lines.append(f'"content-digest": {digest}')
        lines.append(f'"content-type": {_plain((headers.get("content-type") or "").strip())}')
    base = signature_base(lines, found["params"])
    return Claim(key_id, algorithm, created, base, _decoded(signed[1]))


def signature_base(lines: list[str], params: str) -> bytes:
    """Return the bytes that are signed (RFC 9421 §2.5): covered lines, then the parameters."""
    return "\n".join([*lines, f'"@signature-params": {params}']).encode()


def signed_headers(
    signer: Signer,
    *,
    key_id: str,
    created: int,
    method: str,
    path: str,
    body: bytes | None = None,
    content_type: str = "application/json",
) -> dict[str, str]:
    """Return the header fields that make a request ours; those of a body only if it has one."""
    headers = {}
    lines = [f'"@method": {method}', f'"@path": {path}']
    if body is not None:
        headers = {"content-digest": content_digest(body), "content-type": content_type}
        lines += [f'"{name}": {value}' for name, value in headers.items()]
    covered = _BARE if body is None else _ALL
    params = f'{covered};created={created};keyid="{key_id}";alg="{signer.algorithm.value}"'
    signature = b64encode(signer.sign(signature_base(lines, params))).decode()
    return headers | {"signature-input": f"sig1={params}", "signature": f"sig1=:{signature}:"}


def _parameters(found: re.Match[str]) -> tuple[int, str, Algorithm]:
    """Return created, keyid and algorithm, whatever their order; each must be there once."""
    given = {name[:-1]: text for name, text in found.groupdict().items() if text is not None}
    try:
        return int(given["created"]), given["keyid"], Algorithm(given["alg"])
    except (KeyError, ValueError):
        raise Unsigned("bad_signature", "created, keyid and a known alg are needed") from None


def _checked_digest(field: str, body: bytes) -> str:
    if field == content_digest(body):
        return field
    if _DIGEST.fullmatch(field):
        raise Unsigned("digest_mismatch", "the body is not the one that was digested")
    raise Unsigned("bad_signature", "exactly one sha-256 content-digest is needed")


def _plain(text: str) -> str:
    """Return printable ASCII without a query mark, so that no line can be forged."""
    if not text or not text.isascii() or not text.isprintable() or "?" in text:
        raise Unsigned("bad_signature", "an unusual path or content-type")
    return text


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except NotBase64:
        raise Unsigned("bad_signature", "the signature is not base64") from None
