"""Reports and estimates that pass through the hub: what came, when it was said, how fast.

A viewer must be able to line lips up with voices, so the publisher's own pair of wall time and
media time is passed on (RFC 3550 §6.4.1), moved by the time it waited here; only the counts
are the hub's. The bit rate a publisher may use is the least that any viewer can take.
"""

from typing import Final

from aiortc.rtp import RtcpReceiverInfo, RtcpSenderInfo, clamp_packets_lost

NTP_SECOND: Final = 1 << 32
NTP_MASK: Final = (1 << 64) - 1
SHORT_MASK: Final = 0xFFFFFFFF  # the middle 32 bits of an NTP time, in 1/65536 s
DELAY_UNIT: Final = 65_536
TIMESTAMP_MASK: Final = 0xFFFFFFFF
COUNT_MASK: Final = 0xFFFFFFFF
HALF_SEQUENCE: Final = 0x8000  # further on is behind
ESTIMATE_LIVES_S: Final = 5.0  # a viewer that stopped estimating holds nobody back


class Reception:
    """What came from one SSRC, for the receiver reports sent to it (RFC 3550 A.3, A.8)."""

    __slots__ = (
        "_arrived", "_base", "_clock_rate", "_cycles", "_expected_before", "_highest",
        "_jitter", "_received", "_received_before", "_report", "_timestamp",
    )  # fmt: skip

    def __init__(self, clock_rate: int, sequence: int) -> None:
        self._clock_rate = clock_rate
        self._base = sequence
        self._highest = (sequence - 1) & 0xFFFF
        self._cycles = 0 if sequence else -1
        self._received = 0
        self._received_before = 0
        self._expected_before = 0
        self._jitter = 0.0
        self._arrived = 0.0
        self._timestamp: int | None = None
        self._report: tuple[int, float] | None = None

    def take(self, sequence: int, timestamp: int, now: float) -> None:
        """Count one packet; jitter is measured on the first packet of each timestamp."""
        self._received += 1
        step = (sequence - self._highest) & 0xFFFF
        if not 0 < step < HALF_SEQUENCE:
            return
        if sequence < self._highest:
            self._cycles += 1
        self._highest = sequence
        if timestamp == self._timestamp:
            return
        if self._timestamp is not None:
            moved = (timestamp - self._timestamp + 0x80000000) & TIMESTAMP_MASK
            late = abs((now - self._arrived) * self._clock_rate - (moved - 0x80000000))
            self._jitter += (late - self._jitter) / 16
        self._arrived = now
        self._timestamp = timestamp

    def heard_report(self, ntp: int, now: float) -> None:
        """Note the publisher's sender report, so that it can measure its round trip."""
        self._report = ((ntp >> 16) & SHORT_MASK, now)

    def report(self, ssrc: int, now: float) -> RtcpReceiverInfo:
        """Return the block about `ssrc` since the block before."""
        extended = (self._cycles << 16) + self._highest
        expected = extended - self._base + 1
        due = expected - self._expected_before
        lost = due - (self._received - self._received_before)
        self._expected_before = expected
        self._received_before = self._received
        said, heard_at = self._report or (0, now)
        jitter = min(int(self._jitter), COUNT_MASK)
        return RtcpReceiverInfo(
            ssrc=ssrc,
            fraction_lost=min((lost << 8) // due, 255) if due > 0 and lost > 0 else 0,
            packets_lost=clamp_packets_lost(expected - self._received),
            highest_sequence=extended & COUNT_MASK,
            jitter=jitter,
            lsr=said,
            dlsr=min(int((now - heard_at) * DELAY_UNIT), COUNT_MASK) if said else 0,
        )


class Timeline:
    """The publisher's pair of wall time and media time; nothing until it said one."""

    __slots__ = ("_clock_rate", "_heard")

    def __init__(self, clock_rate: int) -> None:
        self._clock_rate = clock_rate
        self._heard: tuple[int, int, float] | None = None

    def forget(self) -> None:
        """The source began anew: its old pair would tear lips from voice."""
        self._heard = None

    def hear(self, ntp: int, timestamp: int, now: float) -> None:
        """Take the pair of a sender report; `timestamp` as viewers see it."""
        self._heard = (ntp, timestamp, now)

    def say(self, packets: int, octets: int, now: float) -> RtcpSenderInfo | None:
        """Return the pair moved to `now` with a viewer's own counts; None: not heard yet."""
        if self._heard is None:
            return None
        ntp, timestamp, heard_at = self._heard
        waited = max(0.0, now - heard_at)
        return RtcpSenderInfo(
            ntp_timestamp=(ntp + int(waited * NTP_SECOND)) & NTP_MASK,
            rtp_timestamp=(timestamp + round(waited * self._clock_rate)) & TIMESTAMP_MASK,
            packet_count=packets & COUNT_MASK,
            octet_count=octets & COUNT_MASK,
        )


class Estimates:
    """What the viewers of one publisher can take, in bit a second."""

    __slots__ = ("_ceiling", "_said")

    def __init__(self, ceiling_bps: int) -> None:
        self._ceiling = ceiling_bps
        self._said: dict[int, tuple[int, float]] = {}  # viewer's SSRC: bit/s, when

    def hear(self, viewer: int, bits_s: int, now: float) -> None:
        """Take a viewer's estimate."""
        self._said[viewer] = (bits_s, now)

    def least(self, now: float) -> int:
        """Return the least of the estimates not older than 5 s, never above the ceiling."""
        fresh = {
            viewer: said
            for viewer, said in self._said.items()
            if now - said[1] <= ESTIMATE_LIVES_S
        }
        self._said = fresh
        return min([self._ceiling, *(bits_s for bits_s, _ in fresh.values())])
