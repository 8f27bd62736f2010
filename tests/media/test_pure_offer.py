"""What of a browser's description is accepted, and what it is answered."""

import pytest

from telecare.media.offer import announce, digits, read_offer
from telecare.media.refusals import BadOffer, FingerprintMismatch
from telecare.protocol.media import MAX_OFFER_BYTES

PRINT = ":".join(["AB"] * 32)
OTHER = ":".join(["CD"] * 32)
START = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
SESSION = START + "a=group:BUNDLE 0\r\n"
BOTH = START + "a=group:BUNDLE 0 1\r\n"
BARE = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n"
AUDIO = f"{BARE}a=fingerprint:sha-256 {PRINT}\r\n"
VIDEO = f"m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=fingerprint:sha-256 {PRINT}\r\n"
DATA = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n"


def test_voice_and_picture_in_any_order_or_voice_alone() -> None:
    assert read_offer(BOTH + AUDIO + VIDEO, PRINT).kinds == ("audio", "video")
    assert read_offer(BOTH.replace("0 1\r", "1 0\r") + VIDEO + AUDIO, PRINT).kinds == (
        "video",
        "audio",
    )
    assert read_offer(SESSION + AUDIO, PRINT).kinds == ("audio",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        SESSION,
        SESSION + VIDEO,
        SESSION + AUDIO + AUDIO,
        BOTH + AUDIO + VIDEO + VIDEO,
        SESSION + AUDIO + DATA,
        SESSION + AUDIO.replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"),
        START + AUDIO + VIDEO,
        BOTH + AUDIO,
        BOTH + VIDEO + AUDIO,
        BOTH.replace("0 1", "7 0") + AUDIO + VIDEO,
        BOTH.replace("0 1", "0 0") + AUDIO + VIDEO.replace("mid:1", "mid:0"),
        SESSION + AUDIO + "a=x:\r\n" * 801,
        SESSION + AUDIO + "a=x:" + "y" * MAX_OFFER_BYTES,
        SESSION + AUDIO + "a=x:" + "\ud800" * MAX_OFFER_BYTES,
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BadOffer):
        read_offer(text, PRINT)


@pytest.mark.parametrize("said", [PRINT, PRINT.lower(), "ab" * 32, f"sha-256 {PRINT}"])
def test_a_fingerprint_is_its_digits(said: str) -> None:
    assert digits(said) == "ab" * 32
    assert read_offer(SESSION + AUDIO, said).kinds == ("audio",)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        (SESSION + AUDIO, OTHER),
        (SESSION + AUDIO, ""),
        (BOTH + AUDIO + VIDEO.replace("AB", "CD"), PRINT),
        (SESSION + f"a=fingerprint:sha-256 {OTHER}\r\n" + AUDIO, PRINT),
        (SESSION + AUDIO + f"a=fingerprint:sha-512 {PRINT}{PRINT}\r\n", PRINT),
        (SESSION + AUDIO + "a=fingerprint:\r\n", PRINT),
        (SESSION + BARE, PRINT),
        (SESSION + BARE + "a=fingerprint:sha-256 \r\n", ""),
    ],
)
def test_every_fingerprint_is_the_bound_one(text: str, bound: str) -> None:
    with pytest.raises(FingerprintMismatch):
        read_offer(text, bound)


def test_nobody_can_aim_the_hub_at_an_address() -> None:
    claimed = (
        "a=candidate:1 1 udp 1 198.51.100.7 53 typ host\r\n"
        "a=candidate:2 1 udp 1 2c1f.local 9 typ host\r\na=end-of-candidates\r\n"
    )
    offer = read_offer(SESSION + AUDIO + claimed, PRINT)
    assert "candidates" not in offer.text
    assert "198.51.100.7" not in offer.text
    assert ".local" not in offer.text


def test_a_refusal_quotes_nothing_of_the_offer() -> None:
    with pytest.raises(BadOffer) as refused:
        read_offer(SESSION + DATA + "a=ice-pwd:secret\r\n", PRINT)
    assert "secret" not in str(refused.value) + refused.value.sentence


ANSWER = (
    "v=0\r\nm=audio 50000 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n"
    "a=candidate:abc 1 udp 2130706431 0.0.0.0 50000 typ host\r\n"
    "a=candidate:def 1 udp 2130706430 :: 50001 typ host\r\n"
    f"a=fingerprint:sha-256 {PRINT}\r\na=fingerprint:sha-384 {PRINT}\r\n"
    f"a=fingerprint:sha-512 {PRINT}\r\n"
)


def test_the_announced_addresses_stand_in_for_the_bound_ones() -> None:
    said = announce(ANSWER, ["203.0.113.5", "127.0.0.1", "2001:db8::1"]).split("\r\n")
    assert [line for line in said if line.startswith("a=candidate")] == [
        "a=candidate:1 1 udp 2130706431 203.0.113.5 50000 typ host",
        "a=candidate:2 1 udp 2130706175 127.0.0.1 50000 typ host",
        "a=candidate:1 1 udp 2130706431 2001:db8::1 50001 typ host",
    ]


def test_one_fingerprint_is_left_and_the_voice_is_protected() -> None:
    said = announce(ANSWER, ["203.0.113.5"])
    assert said.count("a=fingerprint:") == 1
    assert "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1\r\n" in said
