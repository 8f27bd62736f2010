"""RTP on bytes: the header, the extension block we send, and a retransmission's envelope.

RFC 3550 §5.1 (header), RFC 8285 §4.2 (one-byte extensions), RFC 4588 §4 (retransmission).
"""

from struct import Struct
from typing import Final

HEADER: Final = Struct("!BBHLL")  # flags, marker + payload type, sequence, timestamp, ssrc
HEADER_BYTES: Final = HEADER.size
SEQUENCE: Final = Struct("!H")
PADDING: Final = 0x20
EXTENDED: Final = 0x10
MARKER: Final = 0x80
VERSION: Final = 0x80
VERSION_MASK: Final = 0xC0
ONE_BYTE_PROFILE: Final = b"\xbe\xde"
SEND_TIME_UNIT: Final = 1 << 18  # abs-send-time counts 2^-18 s in 24 bits, so it wraps at 64 s
SEND_TIME_MASK: Final = 0xFFFFFF
MAX_ONE_BYTE_ID: Final = 14
MAX_ONE_BYTE_LENGTH: Final = 16


def payload_start(data: bytes) -> int:
    """Return where the payload of an RTP packet begins.

    Raises:
        ValueError: Not RTP, or shorter than its own header says.
    """
    first = data[0] if data else 0
    if len(data) < HEADER_BYTES or first & VERSION_MASK != VERSION:
        raise ValueError("not an RTP packet")
    start = HEADER_BYTES + 4 * (first & 0x0F)
    if first & EXTENDED:
        start += 4 + 4 * int.from_bytes(data[start + 2 : start + 4], "big")
    if start > len(data):
        raise ValueError("the RTP header is longer than its packet")
    return start


def padded_bytes(data: bytes, start: int) -> int:
    """Return how many bytes at the end are padding, from a packet whose payload is at `start`.

    Raises:
        ValueError: The padding is longer than the payload, or of no length.
    """
    if not data[0] & PADDING:
        return 0
    padding = data[-1]
    if not 0 < padding <= len(data) - start:
        raise ValueError("the RTP padding is longer than its packet")
    return padding


def send_time(now: float) -> bytes:
    """Return `now` (seconds of a steady clock) as the three bytes of abs-send-time."""
    return (int(now * SEND_TIME_UNIT) & SEND_TIME_MASK).to_bytes(3, "big")


def extension_block(mid: tuple[int, bytes] | None, time_id: int | None) -> tuple[bytes, bytes]:
    """Return what stands before and after the three bytes of abs-send-time.

    Args:
        mid: Id and value of the media section's name; None: not negotiated.
        time_id: Id of abs-send-time; None: not negotiated, and the second part is empty.

    Ids or names that the one-byte form cannot carry are left out.
    """
    head = b""
    if mid and 0 < mid[0] <= MAX_ONE_BYTE_ID and 0 < len(mid[1]) <= MAX_ONE_BYTE_LENGTH:
        head += bytes([mid[0] << 4 | len(mid[1]) - 1]) + mid[1]
    timed = time_id is not None and 0 < time_id <= MAX_ONE_BYTE_ID
    if time_id is not None and timed:
        head += bytes([time_id << 4 | 2])
    length = len(head) + (3 if timed else 0)
    if not length:
        return b"", b""
    tail = bytes(-length % 4)
    words = SEQUENCE.pack((length + 3) // 4)
    before = ONE_BYTE_PROFILE + words + head
    return (before, tail) if timed else (before + tail, b"")


def rtx_payload(sequence: int, payload: bytes) -> bytes:
    """Return the payload of a retransmission: the original number before the original bytes."""
    return SEQUENCE.pack(sequence) + payload


def original_sequence(payload: bytes) -> int:
    """Return the sequence number that a retransmission repeats.

    Raises:
        ValueError: Too short to carry one (padding that probes the line has none).
    """
    if len(payload) < SEQUENCE.size:
        raise ValueError("a retransmission of nothing")
    return int(SEQUENCE.unpack_from(payload)[0])
