"""Hooks: a signature holds for its body, its secret and its time, and for nothing else."""

import pytest

from telecare.protocol.hooks import (
    GOOD_FOR_S,
    SIGNATURE,
    TIMESTAMP,
    Message,
    holds,
    message_body,
    sign,
    signed,
)

SECRET = "a shared secret of some length"
AT = 1_795_316_400
BODY = '{"text":"새 긴급 알림."}'.encode()


def test_what_is_signed_holds_for_300_s_either_way() -> None:
    headers = signed(SECRET, AT, BODY)

    assert holds(SECRET, headers, BODY, AT)
    assert holds(SECRET, headers, BODY, AT + GOOD_FOR_S)
    assert holds(SECRET, headers, BODY, AT - GOOD_FOR_S)
    assert not holds(SECRET, headers, BODY, AT + GOOD_FOR_S + 1)
    assert not holds(SECRET, headers, BODY, AT - GOOD_FOR_S - 1)


def test_another_body_secret_or_time_does_not_hold() -> None:
    headers = signed(SECRET, AT, BODY)

    assert not holds(SECRET, headers, BODY + b" ", AT)
    assert not holds("another secret", headers, BODY, AT)
    assert not holds(SECRET, headers | {TIMESTAMP: str(AT + 1)}, BODY, AT)


@pytest.mark.parametrize("said", ["", "-1", "1.5", "\uff19", "9" * 40, "now"])
def test_a_timestamp_that_is_no_number_is_refused(said: str) -> None:
    headers = {TIMESTAMP: said, SIGNATURE: sign(SECRET, AT, BODY)}

    assert not holds(SECRET, headers, BODY, AT)


def test_the_signature_is_the_one_the_contract_tells() -> None:
    import hashlib
    import hmac

    expected = hmac.new(b"key", b"1.{}", hashlib.sha256).hexdigest()
    assert sign("key", 1, b"{}") == f"v1={expected}"


def test_a_message_shows_no_address_when_it_is_printed() -> None:
    message = Message("n1", "sms", "010-1234-5678", "비밀", connect="010-1111-2222")

    assert "010" not in repr(message)
    assert "비밀" not in repr(message)
    assert b'"to":"010-1234-5678"' in message_body(message)
