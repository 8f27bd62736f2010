"""Bytes of RTP as the standards write them, and one numbering without a break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telecare.media.sequence import MAX_AHEAD, MAX_BEHIND, Numbering
from telecare.media.wire import (
    extension_block,
    original_sequence,
    padded_bytes,
    payload_start,
    rtx_payload,
    send_time,
)

PLAIN = bytes.fromhex("80 60 0001 00000bb8 0000002a") + b"payload"
EXTENDED = bytes.fromhex("90 60 0001 00000bb8 0000002a bede 0001 10313200") + b"payload"
SOURCES = bytes.fromhex("82 60 0001 00000bb8 0000002a 00000001 00000002") + b"payload"
VIDEO_S = 1 / 90_000


@pytest.mark.parametrize("packet", [PLAIN, EXTENDED, SOURCES])
def test_the_payload_follows_whatever_the_header_holds(packet: bytes) -> None:
    assert packet[payload_start(packet) :] == b"payload"


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        PLAIN[:11],
        b"\x40" + PLAIN[1:],
        EXTENDED[:13],
        EXTENDED[:18],
        b"\x8f" + PLAIN[1:],
        EXTENDED[:14] + b"\xff\xff" + EXTENDED[16:],
    ],
)
def test_a_header_longer_than_its_packet_is_refused(packet: bytes) -> None:
    with pytest.raises(ValueError, match="RTP"):
        payload_start(packet)


@given(st.binary(max_size=64))
def test_no_bytes_do_more_than_be_refused(packet: bytes) -> None:
    try:
        start = payload_start(packet)
        assert padded_bytes(packet, start) <= len(packet) - start
    except ValueError:
        pass


def test_padding_is_counted_and_never_longer_than_the_payload() -> None:
    padded = b"\xa0" + PLAIN[1:12] + b"ab" + b"\x00\x00\x03"
    assert padded_bytes(padded, 12) == 3
    assert padded_bytes(PLAIN, 12) == 0
    for last in (b"\x00", b"\x09"):
        with pytest.raises(ValueError, match="padding"):
            padded_bytes(padded[:-1] + last, 12)


def test_the_send_time_is_18_bits_of_a_fraction_and_wraps_at_64_seconds() -> None:
    assert send_time(1.0) == bytes.fromhex("040000")
    assert send_time(0.5) == bytes.fromhex("020000")
    assert send_time(65.0) == send_time(1.0)


def test_the_extension_block_is_of_one_byte_headers_and_whole_words() -> None:
    head, tail = extension_block((1, b"0"), 3)
    assert head + send_time(1.0) + tail == bytes.fromhex("bede 0002 1030 32040000 0000")
    assert extension_block((1, b"0"), None) == (bytes.fromhex("bede 0001 10300000"), b"")
    head, tail = extension_block(None, 3)
    assert head + send_time(1.0) + tail == bytes.fromhex("bede 0001 32040000")


def test_what_one_byte_headers_cannot_carry_is_left_out() -> None:
    assert extension_block(None, None) == (b"", b"")
    assert extension_block((15, b"0"), 15) == (b"", b"")
    assert extension_block((1, b"a name of seventeen"), None) == (b"", b"")


def test_a_retransmission_names_the_number_it_repeats() -> None:
    assert rtx_payload(0x1234, b"frame") == b"\x12\x34frame"
    assert original_sequence(b"\x12\x34frame") == 0x1234
    with pytest.raises(ValueError, match="nothing"):
        original_sequence(b"\x12")


# ------------------------------------------------------------------- numbering


def numbering(sequence: int = 65_534, timestamp: int = 1000, now: float = 10.0) -> Numbering:
    made = Numbering(90_000)
    made.begin(sequence, timestamp, now)
    return made


def test_places_grow_by_one_through_the_wrap() -> None:
    made = numbering(65_534)
    assert [made.place(one, 0, 10.0) for one in (65_535, 0, 1)] == [2, 3, 4]


def test_a_late_packet_gets_the_place_it_would_have_had() -> None:
    made = numbering(65_534)
    assert made.place(1, 0, 10.0) == 4
    assert made.place(65_535, 0, 10.0) == 2
    assert made.highest == 4


def test_a_packet_before_the_beginning_or_far_away_has_no_place() -> None:
    made = numbering(100)
    assert made.place(99, 0, 10.0) is None
    assert not made.leaps(99)
    assert made.place(100 + MAX_AHEAD + 1, 0, 10.0) is None
    assert made.leaps(100 + MAX_AHEAD + 1)
    assert made.place(100 + MAX_AHEAD, 0, 10.0) == 1 + MAX_AHEAD
    assert made.place(100 + MAX_AHEAD - MAX_BEHIND - 1, 0, 10.0) is None


def test_a_new_beginning_continues_numbers_and_time() -> None:
    made = numbering(100, timestamp=5000, now=10.0)
    assert made.place(101, 8000, 10.1) == 2
    assert made.begin(7, 900_000, 12.1) == 3  # two seconds later, from another camera
    assert (900_000 + made.shift) & 0xFFFFFFFF == 8000 + 2 * 90_000
    assert made.place(8, 903_000, 12.2) == 4
    assert made.place(6, 897_000, 12.2) is None  # would have been place 2, which was used


def test_a_beginning_at_the_same_instant_still_moves_time_on() -> None:
    made = numbering(100, timestamp=5000, now=10.0)
    made.begin(200, 77, 10.0)
    assert (77 + made.shift) & 0xFFFFFFFF == 5001


def test_a_place_leads_back_to_the_sources_own_number() -> None:
    made = numbering(65_534)
    made.place(3, 0, 10.0)
    assert [made.raw(place) for place in (1, 2, 3, 6)] == [65_534, 65_535, 0, 3]


@given(st.lists(st.integers(0, 65_535), max_size=200))
def test_no_two_packets_in_order_get_one_place(sequences: list[int]) -> None:
    made = Numbering(90_000)
    given_out: list[int] = []
    for sequence in sequences:
        before = made.highest
        place = made.place(sequence, 0, 1.0) if made.beginnings else None
        if place is None and (not made.beginnings or made.leaps(sequence)):
            place = made.begin(sequence, 0, 1.0)
        if place is not None and place > before:
            given_out.append(place)
    assert given_out == sorted(set(given_out))
