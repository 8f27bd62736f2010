"""The signature profile, held against the RFCs' own vectors and a second implementation."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureComponentResolver,
    HTTPSignatureKeyResolver,
    algorithms,
)
from nacl.signing import SigningKey
from urllib3 import HTTPHeaderDict

from telecare.protocol.signature import (
    Algorithm,
    BadKey,
    Claim,
    Ed25519Signer,
    Signer,
    Unsigned,
    content_digest,
    load_key,
    read_claim,
    signature_base,
    signed_headers,
    verify,
)

# RFC 9421 appendix B.1.4 and B.2.6 (test-key-ed25519)
ED25519_PRIVATE = b64decode("n4Ni+HpISpVObnQMW0wOhCKROaIKqKtW/2ZYb2p9KcU=")
ED25519_PUBLIC = b64decode("JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=")
B26_LINES = [
    '"date": Tue, 20 Apr 2021 02:07:55 GMT',
    '"@method": POST',
    '"@path": /foo',
    '"@authority": example.com',
    '"content-type": application/json',
    '"content-length": 18',
]
B26_PARAMS = (
    '("date" "@method" "@path" "@authority" "content-type" "content-length")'
    ';created=1618884473;keyid="test-key-ed25519"'
)
B26_SIGNATURE = b64decode(
    "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw=="
)
# RFC 9421 appendix B.1.3 and B.2.4 (test-key-ecc-p256)
P256_PUBLIC = b64decode(
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf"
    "w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ=="
)
B24_LINES = [
    '"@status": 200',
    '"content-type": application/json',
    (
        '"content-digest": sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oG'
        "X69wWdXymyU0rjJuahq4l5aGgfLQ==:"
    ),
    '"content-length": 23',
]
B24_PARAMS = (
    '("@status" "content-type" "content-digest" "content-length")'
    ';created=1618884473;keyid="test-key-ecc-p256"'
)
B24_SIGNATURE = b64decode(
    "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw=="
)


@dataclass(frozen=True, slots=True)
class P256Signer:
    """A P-256 private key, as a browser's would be."""

    key: ec.EllipticCurvePrivateKey
    algorithm: Algorithm = Algorithm.ECDSA_P256_SHA256

    def public_bytes(self) -> bytes:
        return spki(self.key)

    def sign(self, base: bytes) -> bytes:
        r, s = decode_dss_signature(self.key.sign(base, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32) + s.to_bytes(32)


PATH = "/device/v1/observations"
BODY = b'{"sent_at":"2026-11-22T03:10:00Z","observations":[]}'
CREATED = 1_795_000_000


def ed25519() -> Ed25519Signer:
    return Ed25519Signer(SigningKey(ED25519_PRIVATE))


def p256() -> P256Signer:
    return P256Signer(ec.derive_private_key(7, ec.SECP256R1()))


def post(signer: Signer, **changes: str) -> dict[str, str]:
    headers = signed_headers(
        signer, key_id="device-1", created=CREATED, method="POST", path=PATH, body=BODY
    )
    return headers | {name.replace("_", "-"): text for name, text in changes.items()}


def claim_of(headers: dict[str, str], path: str = PATH, body: bytes | None = BODY) -> Claim:
    return read_claim("GET" if body is None else "POST", path, headers, body)


def test_the_rfc_vector_for_ed25519_is_made_and_verified() -> None:
    base = signature_base(B26_LINES, B26_PARAMS)

    assert ed25519().public_bytes() == ED25519_PUBLIC
    assert ed25519().sign(base) == B26_SIGNATURE
    assert load_key(Algorithm.ED25519, ED25519_PUBLIC).verifies(base, B26_SIGNATURE)


def test_the_rfc_vector_for_p256_is_verified() -> None:
    key = load_key(Algorithm.ECDSA_P256_SHA256, P256_PUBLIC)

    assert key.verifies(signature_base(B24_LINES, B24_PARAMS), B24_SIGNATURE)
    assert not key.verifies(signature_base(B24_LINES, B24_PARAMS + "0"), B24_SIGNATURE)


@pytest.mark.parametrize(
    ("body", "digest"),
    [
        (b'{"hello": "world"}', "X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE="),
        (b'{"hello": "world"}\n', "RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg="),
        (b"", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    ],
    ids=["RFC 9421 B.2", "RFC 9530 appendix B", "empty"],
)
def test_content_digests_are_those_of_the_rfcs(body: bytes, digest: str) -> None:
    assert content_digest(body) == f"sha-256=:{digest}:"


@pytest.mark.parametrize("signer", [ed25519(), p256()], ids=["ed25519", "p256"])
def test_what_a_device_signs_the_hub_verifies(signer: Signer) -> None:
    key = load_key(signer.algorithm, signer.public_bytes())

    claim = claim_of(post(signer))

    assert (claim.key_id, claim.algorithm, claim.created) == (
        "device-1",
        signer.algorithm,
        CREATED,
    )
    assert verify(key, claim)
    get = signed_headers(
        signer, key_id="d", created=1, method="GET", path="/device/v1/settings"
    )
    assert "content-digest" not in get
    assert verify(key, claim_of(get, "/device/v1/settings", None))


def test_the_order_of_parameters_is_the_signers() -> None:
    params = '("@method" "@path");alg="ed25519";keyid="device-1";created=1618884473'
    base = signature_base(['"@method": GET', f'"@path": {PATH}'], params)
    signature = b64encode(ed25519().sign(base)).decode()
    headers = {"signature-input": f"sig1={params}", "signature": f"sig1=:{signature}:"}

    claim = claim_of(headers, body=None)

    assert claim.created == 1618884473
    assert verify(load_key(Algorithm.ED25519, ED25519_PUBLIC), claim)


def test_a_key_verifies_only_its_own_algorithm() -> None:
    signer = ed25519()
    key = load_key(Algorithm.ED25519, ED25519_PUBLIC)
    claim = claim_of(post(signer))

    other = Claim(
        claim.key_id, Algorithm.ECDSA_P256_SHA256, claim.created, claim.base, claim.signature
    )

    assert verify(key, claim)
    assert not verify(key, other)


def test_nothing_signed_can_be_moved_elsewhere() -> None:
    key = load_key(Algorithm.ED25519, ED25519_PUBLIC)
    headers = post(ed25519())

    assert not verify(key, read_claim("PUT", PATH, headers, BODY))
    assert not verify(key, read_claim("POST", "/device/v1/settings", headers, BODY))
    assert not verify(key, claim_of(headers | {"content-type": "text/plain"}))
    later = headers["signature-input"].replace(str(CREATED), str(CREATED + 1))
    assert not verify(key, claim_of(headers | {"signature-input": later}))
    with pytest.raises(Unsigned) as refused:
        claim_of(headers, body=BODY + b" ")
    assert refused.value.code == "digest_mismatch"


GOOD_INPUT = (
    'sig1=("@method" "@path" "content-digest" "content-type")'
    ';created=1795000000;keyid="device-1";alg="ed25519"'
)
STRANGE_INPUTS = {
    "empty": "",
    "another label": GOOD_INPUT.replace("sig1", "sig2"),
    "two signatures": GOOD_INPUT + ", " + GOOD_INPUT.replace("sig1", "sig2"),
    "fewer components": GOOD_INPUT.replace(' "content-digest"', ""),
    "another order": GOOD_INPUT.replace('"@method" "@path"', '"@path" "@method"'),
    "component parameters": GOOD_INPUT.replace('"@path"', '"@path";req'),
    "two spaces": GOOD_INPUT.replace('" "', '"  "'),
    "no created": GOOD_INPUT.replace(";created=1795000000", ""),
    "created twice": GOOD_INPUT.replace(';keyid="device-1"', ";created=1"),
    "negative created": GOOD_INPUT.replace("=1795", "=-1795"),
    "created as text": GOOD_INPUT.replace("1795000000", '"1795000000"'),
    "no keyid": GOOD_INPUT.replace(';keyid="device-1"', ""),
    "keyid with a quote": GOOD_INPUT.replace("device-1", 'dev\\"ice'),
    "no alg": GOOD_INPUT.replace(';alg="ed25519"', ""),
    "unknown alg": GOOD_INPUT.replace("ed25519", "hmac-sha256"),
    "a nonce": GOOD_INPUT + ';nonce="x"',
    "trailing line": GOOD_INPUT + "\n",
    "non-ASCII digits": GOOD_INPUT.replace("1795000000", "\uff11\uff17\uff19"),
}


@pytest.mark.parametrize("field", STRANGE_INPUTS.values(), ids=STRANGE_INPUTS)
def test_any_other_signature_input_is_refused(field: str) -> None:
    with pytest.raises(Unsigned) as refused:
        claim_of(post(ed25519(), signature_input=field))

    assert refused.value.code == "bad_signature"


@pytest.mark.parametrize(
    "changes",
    [
        {"signature": ""},
        {"signature": "sig1=:AAAA:"},
        {"signature": "sig1=:" + "A" * 85 + "===:"},
        {"signature": "sig2=:" + "A" * 86 + "==:"},
        {"content_digest": ""},
        {"content_digest": "sha-512=:AAAA:"},
        {"content_digest": "sha-256=:AAAA:"},
        {"content_type": ""},
        {"content_type": "application/json\nx: y"},
        {"content_type": "application/jsön"},
    ],
    ids=str,
)
def test_any_other_field_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(Unsigned) as refused:
        claim_of(post(ed25519(), **changes))

    assert refused.value.code == "bad_signature"


@pytest.mark.parametrize("path", ["", "/a?b=c", "/a\nb", "/é"])
def test_an_unusual_path_is_refused(path: str) -> None:
    with pytest.raises(Unsigned):
        claim_of(post(ed25519()), path)


def test_a_missing_field_is_a_refusal_and_not_a_crash() -> None:
    for name in ("signature", "signature-input", "content-digest", "content-type"):
        headers = post(ed25519())
        del headers[name]
        with pytest.raises(Unsigned):
            claim_of(headers)


SMALL_ORDER = [  # the points everybody can sign for, and their non-canonical spellings
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
]


@pytest.mark.parametrize("point", SMALL_ORDER)
def test_a_degenerate_ed25519_key_is_refused(point: str) -> None:
    with pytest.raises(BadKey):
        load_key(Algorithm.ED25519, bytes.fromhex(point))


def test_a_signature_with_a_large_s_or_small_r_does_not_verify() -> None:
    order = 2**252 + 27742317777372353535851937790883648493
    key = load_key(Algorithm.ED25519, ED25519_PUBLIC)
    good = ed25519().sign(b"base")
    s = int.from_bytes(good[32:], "little")

    assert key.verifies(b"base", good)
    assert not key.verifies(b"base", good[:32] + (s + order).to_bytes(32, "little"))
    assert not key.verifies(b"base", bytes(64))
    assert not key.verifies(b"base", b"short")


def spki(key: ec.EllipticCurvePrivateKey | Ed25519PrivateKey) -> bytes:
    return bytes(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


@pytest.mark.parametrize(
    ("algorithm", "key"),
    [
        (Algorithm.ED25519, b""),
        (Algorithm.ED25519, ED25519_PUBLIC + b"\0"),
        (Algorithm.ECDSA_P256_SHA256, b"not DER"),
        (Algorithm.ECDSA_P256_SHA256, ED25519_PUBLIC),
        (Algorithm.ECDSA_P256_SHA256, spki(ec.derive_private_key(7, ec.SECP384R1()))),
        (Algorithm.ECDSA_P256_SHA256, spki(Ed25519PrivateKey.from_private_bytes(b"1" * 32))),
        (Algorithm.ECDSA_P256_SHA256, P256_PUBLIC[:-64] + bytes(64)),
    ],
    ids=["empty", "too long", "not DER", "raw", "P-384", "Ed25519 in DER", "not on the curve"],
)
def test_a_key_of_another_kind_is_refused(algorithm: Algorithm, key: bytes) -> None:
    with pytest.raises(BadKey):
        load_key(algorithm, key)


def test_a_p256_signature_needs_its_own_length_and_range() -> None:
    key = load_key(Algorithm.ECDSA_P256_SHA256, p256().public_bytes())

    assert not key.verifies(b"base", bytes(64))
    assert not key.verifies(b"base", b"\xff" * 64)
    assert not key.verifies(b"base", p256().sign(b"base") + b"\0")


class OneKey(HTTPSignatureKeyResolver):
    """Answers with the key of RFC 9421 B.1.4 whatever is asked."""

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:  # noqa: ARG002
        return Ed25519PrivateKey.from_private_bytes(ED25519_PRIVATE)

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey:  # noqa: ARG002
        return Ed25519PrivateKey.from_private_bytes(ED25519_PRIVATE).public_key()


def request(headers: dict[str, str]) -> SimpleNamespace:
    return SimpleNamespace(
        method="POST",
        url=f"https://hub.example{PATH}",
        headers=HTTPHeaderDict(headers),
        body=BODY,
    )


def test_another_implementation_signs_for_us() -> None:
    message = request(
        {"Content-Digest": content_digest(BODY), "Content-Type": "application/json"}
    )
    HTTPMessageSigner(
        signature_algorithm=algorithms.ED25519,
        key_resolver=OneKey(),
        component_resolver_class=HTTPSignatureComponentResolver,
    ).sign(
        message,
        key_id="device-1",
        created=datetime.fromtimestamp(CREATED, UTC),
        label="sig1",
        include_alg=True,
        use_existing_digest=True,
        covered_component_ids=("@method", "@path", "content-digest", "content-type"),
    )

    claim = claim_of({name.lower(): text for name, text in message.headers.items()})

    assert claim.key_id == "device-1"
    assert claim.created == CREATED
    assert verify(load_key(Algorithm.ED25519, ED25519_PUBLIC), claim)


class AnyAge(HTTPMessageVerifier):
    """Verifies signatures however old they are."""

    def validate_created_and_expires(self, *_args: object, **_kwargs: object) -> None:
        """Accept."""


def test_another_implementation_verifies_ours() -> None:
    verifier = AnyAge(
        signature_algorithm=algorithms.ED25519,
        key_resolver=OneKey(),
        component_resolver_class=HTTPSignatureComponentResolver,
    )

    results = verifier.verify(request(post(ed25519())))

    assert [result.label for result in results] == ["sig1"]
