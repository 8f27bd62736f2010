"""The way of a packet: from a publisher's `Source` to each viewer's `Outlet`, without decoding.

Nothing here waits or reads a clock. Packets come in as bytes and leave through the `send` of a
connection; what goes back to a publisher (missing packets, key frames, bit rate, reports) is
asked for by the timers of the house through `chase` and `report`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from aiortc.rtp import (
    RTCP_PSFB_APP,
    RTCP_PSFB_PLI,
    RTCP_RTPFB_NACK,
    RtcpPsfbPacket,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSrPacket,
    pack_remb_fci,
)

from telecare.media.cap import Cap
from telecare.media.feedback import Estimates, Reception, Timeline
from telecare.media.gaps import Gaps
from telecare.media.keyframes import KeyFrames
from telecare.media.ring import Kept, Ring
from telecare.media.sequence import SEQUENCE_MASK, TIMESTAMP_MASK, Numbering
from telecare.media.wire import (
    EXTENDED,
    HEADER,
    MARKER,
    PADDING,
    VERSION,
    extension_block,
    original_sequence,
    rtx_payload,
    send_time,
)

MediaKind = Literal["audio", "video"]
Send = Callable[[bytes], None]

CLOCK_RATES: Final[dict[MediaKind, int]] = {"audio": 48_000, "video": 90_000}
SSRC_SWITCH_S: Final = 0.5  # a camera changes its SSRC now and then, not by the packet
VOICE_LATE_S: Final = 0.5  # no player waits longer for a voice
ESTIMATE_DROP: Final = 0.97  # an estimate this much lower is passed on at once


@dataclass(frozen=True, slots=True)
class Leg:
    """What was negotiated for one kind of media with one viewer.

    `rtx_type` None: the viewer cannot take retransmissions. `mid` and `time_id` None: that
    header extension was not negotiated.
    """

    kind: MediaKind
    ssrc: int
    rtx_ssrc: int
    payload_type: int
    rtx_type: int | None
    mid: tuple[int, bytes] | None
    time_id: int | None


class Source:
    """One kind of media of one side; it outlives the side's connections.

    Attributes:
        ssrc: The publisher's present SSRC; None: nothing came on this connection yet.
        outlets: The viewers.
        packets: Packets taken, over the life of the room.
        octets: Their bytes with RTP headers.
    """

    def __init__(self, kind: MediaKind) -> None:
        self.kind: MediaKind = kind
        self.ssrc: int | None = None
        self.outlets: tuple[Outlet, ...] = ()
        self.gaps = Gaps()
        self.key_frames = KeyFrames()
        self.packets = 0
        self.octets = 0
        self._numbering = Numbering(CLOCK_RATES[kind])
        self._timeline = Timeline(CLOCK_RATES[kind])
        self._estimates = Estimates(0)
        self._estimate = 0
        self._reception: Reception | None = None
        self._switched_at = float("-inf")
        self._anew = True
        self._send: Send | None = None
        self._reporter = 0

    @property
    def next_place(self) -> int:
        """The place of the next packet in order."""
        return self._numbering.highest + 1

    def plug(self, send: Send, reporter: int, ceiling_bps: int) -> None:
        """Take a new connection: requests go through `send` in the name of SSRC `reporter`."""
        self.unplug()
        self._send = send
        self._reporter = reporter
        self._estimates = Estimates(ceiling_bps)

    def unplug(self) -> None:
        """Lose the connection; the packets of the next one continue the numbering."""
        self.ssrc = None
        self._send = None
        self._reception = None
        self._switched_at = float("-inf")
        self._restart()

    def take(self, data: bytes, start: int, now: float) -> None:
        """Take a packet whose payload begins at `start` and pass it to every viewer."""
        _, second, sequence, timestamp, ssrc = HEADER.unpack_from(data)
        if ssrc != self.ssrc and not self._switch(ssrc, sequence, now):
            return
        reception = self._reception
        if reception is not None:
            reception.take(sequence, timestamp, now)
        place = self._place(sequence, timestamp, now)
        if place is not None:
            self._pass_on(place, timestamp, data, start, second & MARKER, now)

    def take_repeated(self, data: bytes, start: int, now: float) -> None:
        """Take a retransmission (RFC 4588); only what is missing is passed on.

        Raises:
            ValueError: It repeats nothing: padding that probes the line.
        """
        _, second, _, timestamp, _ = HEADER.unpack_from(data)
        sequence = original_sequence(data[start:])
        place = None if self._anew else self._numbering.place(sequence, timestamp, now)
        if place is not None and self.gaps.fill(place):
            self._pass_on(place, timestamp, data, start + 2, second & MARKER, now)

    def hear_report(self, ntp: int, timestamp: int, now: float) -> None:
        """Take the publisher's sender report: wall time `ntp` was media time `timestamp`."""
        if self._reception is None or self._anew:
            return
        self._reception.heard_report(ntp, now)
        self._timeline.hear(ntp, self._seen(timestamp), now)

    def hear_estimate(self, viewer: int, bits_s: int, now: float) -> None:
        """Take a viewer's estimate of what it can take; a clear drop is passed on at once."""
        self._estimates.hear(viewer, bits_s, now)
        if self._estimates.least(now) < self._estimate * ESTIMATE_DROP:
            self._say(self._estimate_packet(now))

    def want_key_frame(self, now: float) -> None:
        """A viewer cannot go on without a key frame; ask now or as soon as one may."""
        if self.ssrc is not None and self.key_frames.want(now):
            self._ask_key_frame()

    def chase(self, now: float) -> None:
        """Ask again for what is missing, and for a key frame that had to wait."""
        if self.kind == "audio" or self.ssrc is None:
            return
        if self.gaps:
            self._ask_missing(now)
        if self.gaps.broken:
            self.gaps.broken = False
            self.want_key_frame(now)
        elif self.key_frames.due(now):
            self._ask_key_frame()

    def report(self, now: float) -> None:
        """Tell the publisher what came, and what its viewers can take."""
        if self.ssrc is None or self._reception is None:
            return
        block = self._reception.report(self.ssrc, now)
        said = bytes(RtcpRrPacket(ssrc=self._reporter, reports=[block]))
        if self.kind == "video":
            said += self._estimate_packet(now)
        else:
            self.gaps.expire(now - VOICE_LATE_S)
        self._say(said)

    def sender_report(self, ssrc: int, packets: int, octets: int, now: float) -> bytes | None:
        """Return the report a viewer is sent about `ssrc`; None: nothing is known yet."""
        info = self._timeline.say(packets, octets, now)
        return None if info is None else bytes(RtcpSrPacket(ssrc=ssrc, sender_info=info))

    def _place(self, sequence: int, timestamp: int, now: float) -> int | None:
        """Number a packet; None: a second copy, or too late to be of use."""
        numbering = self._numbering
        if not self._anew:
            before = numbering.highest
            place = numbering.place(sequence, timestamp, now)
            if place is not None:
                if place <= before:
                    return place if self.gaps.fill(place) else None
                if place > before + 1:
                    self.gaps.open(before + 1, place - 1, now)
                return place
            if not numbering.leaps(sequence):
                return None
            self._restart()
        self._anew = False
        place = numbering.begin(sequence, timestamp, now)
        if self.kind == "video":
            self.want_key_frame(now)
        return place

    def _pass_on(
        self, place: int, timestamp: int, data: bytes, start: int, marker: int, now: float
    ) -> None:
        self.packets += 1
        self.octets += len(data)
        seen = self._seen(timestamp)
        padding = data[0] & PADDING
        payload = data[start:]
        for outlet in self.outlets:
            outlet.pass_on(place, seen, padding, marker, payload, now)

    def _seen(self, timestamp: int) -> int:
        """Return a timestamp of the source as viewers see it."""
        return (timestamp + self._numbering.shift) & TIMESTAMP_MASK

    def _switch(self, ssrc: int, sequence: int, now: float) -> bool:
        """Follow the publisher to another SSRC; False: too soon after the last time."""
        if now - self._switched_at < SSRC_SWITCH_S:
            return False
        self._switched_at = now
        self.ssrc = ssrc
        self._reception = Reception(CLOCK_RATES[self.kind], sequence)
        self._restart()
        return True

    def _restart(self) -> None:
        self._anew = True
        self.gaps.clear()
        self._timeline.forget()

    def _ask_missing(self, now: float) -> None:
        places = self.gaps.due(now)
        if places:
            asked = RtcpRtpfbPacket(
                fmt=RTCP_RTPFB_NACK, ssrc=self._reporter, media_ssrc=self.ssrc or 0
            )
            asked.lost = [self._numbering.raw(place) for place in places]
            self._say(bytes(asked))

    def _ask_key_frame(self) -> None:
        self._say(
            bytes(
                RtcpPsfbPacket(
                    fmt=RTCP_PSFB_PLI, ssrc=self._reporter, media_ssrc=self.ssrc or 0
                )
            )
        )

    def _estimate_packet(self, now: float) -> bytes:
        self._estimate = self._estimates.least(now)
        return bytes(
            RtcpPsfbPacket(
                fmt=RTCP_PSFB_APP,
                ssrc=self._reporter,
                media_ssrc=0,
                fci=pack_remb_fci(self._estimate, [self.ssrc or 0]),
            )
        )

    def _say(self, packet: bytes) -> None:
        if self._send is not None:
            self._send(packet)


class Outlet:
    """One kind of media on its way to one viewer, over one connection.

    Attributes:
        leg: What was negotiated.
        source: Whose media it is.
        packets: Packets sent, retransmissions not counted.
        octets: Their bytes with headers.
        again: Packets sent again.
    """

    def __init__(
        self, leg: Leg, source: Source, first: int, *, send: Send, say: Send, cap: Cap
    ) -> None:
        """Send through `send` (media) and `say` (reports), from sequence number `first` on.

        `cap` bounds what may be sent again, so that a viewer cannot make the hub flood it.
        """
        self.leg = leg
        self.source = source
        self.packets = 0
        self.octets = 0
        self.again = 0
        self._shift = first - source.next_place
        self._send = send
        self._say = say
        self._cap = cap
        self._ring = Ring() if leg.rtx_type is not None else None
        self._rtx_sequence = first
        self._before, self._after = extension_block(leg.mid, leg.time_id)
        self._timed = leg.time_id is not None
        self._flags = VERSION | (EXTENDED if self._before else 0)

    def pass_on(
        self, place: int, timestamp: int, padding: int, marker: int, payload: bytes, now: float
    ) -> None:
        """Send the packet of `place`; `timestamp` as viewers see it, the bits as they were."""
        sequence = (place + self._shift) & SEQUENCE_MASK
        packet = (
            HEADER.pack(
                self._flags | padding,
                marker | self.leg.payload_type,
                sequence,
                timestamp,
                self.leg.ssrc,
            )
            + self._before
            + (send_time(now) + self._after if self._timed else b"")
            + payload
        )
        self.packets += 1
        self.octets += len(packet)
        if self._ring is not None:
            self._ring.keep(Kept(sequence, timestamp, padding, marker, payload))
        self._send(packet)

    def send_again(self, sequences: Sequence[int], now: float) -> None:
        """Send what the viewer misses, as far as it is still here; else a key frame must do."""
        ring = self._ring
        for sequence in sequences:
            kept = None if ring is None else ring.again(sequence, now)
            if kept is None or not self._cap.admits(len(kept.payload), now):
                continue
            self.again += 1
            self._send(self._repeated(kept, now))
            self._rtx_sequence = (self._rtx_sequence + 1) & SEQUENCE_MASK

    def report(self, now: float) -> None:
        """Tell the viewer how the publisher's media time and wall time belong together."""
        said = self.source.sender_report(self.leg.ssrc, self.packets, self.octets, now)
        if said is not None:
            self._say(said)

    def _repeated(self, kept: Kept, now: float) -> bytes:
        header = HEADER.pack(
            self._flags | kept.flags,
            kept.marker | (self.leg.rtx_type or 0),
            self._rtx_sequence,
            kept.timestamp,
            self.leg.rtx_ssrc,
        )
        timed = send_time(now) + self._after if self._timed else b""
        return header + self._before + timed + rtx_payload(kept.sequence, kept.payload)
