"""The seats of a call: whom a token admits, and TURN's credentials, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from telecare.actions import seats
from telecare.actions.seats import SeatClaim
from telecare.call_errors import (
    SeatRefused,
)
from telecare.care.consultation import Side
from telecare.vault.vault import Vault
from tests.calls import (
    OTHER_PRINT,
    PRINT,
    TURN,
    Call,
    cared_for,
    tablet_of,
)
from tests.cast import VAULT, Cast
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    story = begin(engine, cast)
    story.presses()
    cared_for(story)
    return story


@pytest.fixture
def call(story: Story) -> Call:
    return Call(story, tablet_of(story)).claimed()


# ---------------------------------------------------------------- who may ring


def test_a_seat_is_bound_to_its_call_its_side_its_certificate_and_its_time(
    call: Call,
) -> None:
    call.ring()
    seat = call.says("answer")
    assert seat is not None

    claim = seats.read_seat_token(VAULT, seat.token, call.story.now)
    assert claim == SeatClaim(
        consultation_id=call.id, side=Side.RESIDENT, fingerprint="b2" * 32,
        expires_at=call.story.now + timedelta(seconds=120),
    )  # fmt: skip
    with pytest.raises(SeatRefused):
        seats.read_seat_token(VAULT, seat.token, claim.expires_at)
    with pytest.raises(SeatRefused):
        seats.read_seat_token(Vault(bytes(32)), seat.token, call.story.now)


@pytest.mark.parametrize("token", [None, 7, "", ".", "a.b", "x" * 2_000, "é.é", {"a": 1}])
def test_what_is_no_token_of_ours_is_refused(token: object, cast: Cast) -> None:
    from tests.cast import NOON

    with pytest.raises(SeatRefused):
        seats.read_seat_token(VAULT, token, NOON)


def test_any_changed_letter_breaks_a_token(call: Call) -> None:
    token = call.ring().seat.token  # type: ignore[union-attr]
    said, _, digest = token.partition(".")
    for broken in (said[:-1] + "." + digest, said + "." + digest[::-1], digest + "." + said):
        with pytest.raises(SeatRefused):
            seats.read_seat_token(VAULT, broken, call.story.now)


def test_turn_credentials_are_coturns(call: Call) -> None:
    """`use-auth-secret`: the password is base64(HMAC-SHA1(secret, name)), the name its end."""
    import base64
    import hashlib
    import hmac

    (server,) = call.ring().seat.ice_servers  # type: ignore[union-attr]
    ends_at, _, word = server.username.partition(":")
    assert int(ends_at) == int((call.story.now + timedelta(hours=4)).timestamp())
    digest = hmac.new(TURN.secret.encode(), server.username.encode(), hashlib.sha1).digest()
    assert server.credential == base64.b64encode(digest).decode()
    assert str(call.story.home.resident_id) not in word


@pytest.mark.parametrize(
    "text", [PRINT, OTHER_PRINT.lower(), "sha-256:" + "a1" * 32, "A1" * 32], ids=str
)
def test_a_fingerprint_is_read_however_it_is_written(text: str, cast: Cast) -> None:
    assert seats.fingerprint_of(text) in {"a1" * 32, "b2" * 32}
