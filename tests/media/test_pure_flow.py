"""A packet's way on bytes: what a viewer gets, what a publisher is asked."""

from collections.abc import Sequence

from aiortc.rtp import (
    RTCP_PSFB_APP,
    RTCP_PSFB_PLI,
    AnyRtcpPacket,
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSrPacket,
    RtpPacket,
    unpack_remb_fci,
)

from telecare.media.cap import Cap
from telecare.media.flow import Leg, MediaKind, Outlet, Source
from telecare.media.wire import payload_start

AT = 100.0
CAMERA, CAMERA_RTX, HUB, VIEWER, VIEWER_RTX = 1001, 1002, 2001, 3001, 3002
CEILING = 2_500_000
FIRST = 500


class Wire:
    """A publisher with one viewer, and everything that was sent to either."""

    def __init__(self, kind: MediaKind = "video", rtx_type: int | None = 121) -> None:
        self.to_viewer: list[bytes] = []
        self.reports: list[bytes] = []
        self.to_publisher: list[bytes] = []
        self.source = Source(kind)
        self.source.plug(self.to_publisher.append, HUB, CEILING)
        leg = Leg(kind, VIEWER, VIEWER_RTX, 120, rtx_type, (4, b"1"), 3)
        self.outlet = Outlet(
            leg,
            self.source,
            FIRST,
            send=self.to_viewer.append,
            say=self.reports.append,
            cap=Cap(max_kbps=1000, max_pps=100, now=AT),
        )
        self.source.outlets = (self.outlet,)

    def sends(self, sequences: Sequence[int], *, ssrc: int = CAMERA, now: float = AT) -> None:
        for sequence in sequences:
            data = RtpPacket(96, 1, sequence, sequence * 10, ssrc, b"%d" % sequence).serialize()
            self.source.take(data, payload_start(data), now)

    def repeats(self, sequence: int, now: float = AT) -> None:
        payload = sequence.to_bytes(2, "big") + b"%d" % sequence
        data = RtpPacket(97, 1, 9, sequence * 10, CAMERA_RTX, payload).serialize()
        self.source.take_repeated(data, payload_start(data), now)

    def seen(self) -> list[tuple[int, bytes]]:
        packets = [RtpPacket.parse(data) for data in self.to_viewer]
        return [(one.sequence_number, one.payload) for one in packets]

    def asked(self) -> list[AnyRtcpPacket]:
        return [one for data in self.to_publisher for one in RtcpPacket.parse(data)]

    def nacks(self) -> list[list[int]]:
        return [one.lost for one in self.asked() if isinstance(one, RtcpRtpfbPacket)]

    def plis(self) -> int:
        return sum(
            isinstance(one, RtcpPsfbPacket) and one.fmt == RTCP_PSFB_PLI for one in self.asked()
        )

    def estimates(self) -> list[tuple[int, list[int]]]:
        return [
            unpack_remb_fci(one.fci)
            for one in self.asked()
            if isinstance(one, RtcpPsfbPacket) and one.fmt == RTCP_PSFB_APP
        ]


def test_a_viewer_gets_the_payload_under_the_names_of_its_own_connection() -> None:
    wire = Wire()
    wire.sends([7])
    assert wire.to_viewer == [
        bytes.fromhex("90 f8 01f4 00000046 00000bb9 bede 0002 4031 32 900000 0000") + b"7"
    ]
    assert (wire.outlet.packets, wire.source.packets) == (1, 1)


def test_a_viewer_without_extensions_gets_none() -> None:
    wire = Wire()
    leg = Leg("video", VIEWER, VIEWER_RTX, 120, None, None, None)
    wire.outlet = Outlet(
        leg, wire.source, FIRST, send=wire.to_viewer.append, say=wire.reports.append,
        cap=Cap(max_kbps=1000, max_pps=100, now=AT),
    )  # fmt: skip
    wire.source.outlets = (wire.outlet,)
    wire.sends([7])
    assert wire.to_viewer == [bytes.fromhex("80 f8 01f4 00000046 00000bb9") + b"7"]


def test_padding_passes_with_its_mark() -> None:
    wire = Wire()
    packet = RtpPacket(96, 0, 7, 70, CAMERA, b"x")
    packet.padding_size = 4
    data = packet.serialize()
    wire.source.take(data, payload_start(data), AT)
    seen = RtpPacket.parse(wire.to_viewer[0])
    assert (seen.payload, seen.padding_size) == (b"x", 4)


def test_loss_before_the_hub_leaves_the_same_gap_and_is_filled_by_a_repeat() -> None:
    wire = Wire()
    wire.sends([10, 12])
    assert wire.seen() == [(500, b"10"), (502, b"12")]
    wire.source.chase(AT + 0.02)
    assert wire.nacks() == [[11]]
    wire.repeats(11)
    wire.repeats(11)
    assert wire.seen()[2:] == [(501, b"11")]
    wire.source.chase(AT + 1)
    assert wire.nacks() == [[11]]


def test_no_number_is_ever_sent_twice() -> None:
    wire = Wire()
    wire.sends([10, 11, 11, 10, 12, 9, 12, 11])
    assert [number for number, _ in wire.seen()] == [500, 501, 502]


def test_a_publisher_that_comes_back_continues_the_numbers_its_viewer_knows() -> None:
    wire = Wire()
    wire.sends([10, 11])
    wire.source.unplug()
    wire.source.plug(wire.to_publisher.append, HUB, CEILING)
    wire.sends([40_000, 40_001], ssrc=7, now=AT + 5)
    assert [number for number, _ in wire.seen()] == [500, 501, 502, 503]
    first, last = (RtpPacket.parse(wire.to_viewer[one]).timestamp for one in (1, 2))
    assert last - first == 5 * 90_000


def test_another_camera_is_followed_but_not_by_the_packet() -> None:
    wire = Wire()
    wire.sends([10])
    wire.sends([20], ssrc=5)
    wire.sends([11])
    assert wire.seen() == [(500, b"10"), (501, b"11")]
    wire.sends([21], ssrc=5, now=AT + 1)
    assert wire.seen()[2:] == [(502, b"21")]


def test_key_frames_are_asked_for_and_not_too_often() -> None:
    wire = Wire()
    wire.source.want_key_frame(AT)
    assert wire.plis() == 0  # nobody is there to ask
    wire.sends([10])
    assert wire.plis() == 1
    for step in range(10):
        wire.source.want_key_frame(AT + step / 100)
    assert wire.plis() == 1
    wire.source.chase(AT + 0.31)
    assert wire.plis() == 2


def test_a_gap_that_never_fills_ends_in_a_key_frame() -> None:
    wire = Wire()
    wire.sends([10, 12])
    for step in range(60):
        wire.source.chase(AT + 1 + step * 0.02)
    assert len(wire.nacks()) == 10
    assert wire.plis() == 2
    assert wire.source.gaps.lost == 1


def test_a_viewer_is_sent_again_what_it_missed_in_a_stream_of_its_own() -> None:
    wire = Wire()
    wire.sends([10, 11])
    wire.outlet.send_again([501, 501, 777], AT + 0.1)
    again = RtpPacket.parse(wire.to_viewer[-1])
    assert (again.ssrc, again.payload_type, again.payload) == (VIEWER_RTX, 121, b"\x01\xf511")
    assert (again.timestamp, again.marker) == (110, 1)
    assert (wire.outlet.again, len(wire.to_viewer)) == (1, 3)


def test_a_viewer_cannot_make_the_hub_flood_it() -> None:
    wire = Wire()
    wire.sends(range(10, 310))
    wire.outlet.send_again(range(500, 800), AT)
    assert wire.outlet.again == 100


def test_a_viewer_without_retransmission_gets_none() -> None:
    wire = Wire(rtx_type=None)
    wire.sends([10])
    wire.outlet.send_again([500], AT + 0.1)
    assert len(wire.to_viewer) == 1


def test_the_publisher_is_told_what_came_and_what_its_viewers_can_take() -> None:
    wire = Wire()
    wire.sends([10, 12])
    wire.source.hear_estimate(VIEWER, 400_000, AT)
    wire.source.report(AT + 1)
    reports = [one for one in wire.asked() if isinstance(one, RtcpRrPacket)]
    assert reports[0].ssrc == HUB
    assert [(one.ssrc, one.packets_lost) for one in reports[0].reports] == [(CAMERA, 1)]
    assert wire.estimates() == [(400_000, [CAMERA])]


def test_a_drop_is_passed_on_at_once_and_a_rise_waits() -> None:
    wire = Wire()
    wire.sends([10])
    wire.source.report(AT)
    wire.source.hear_estimate(VIEWER, 399_360, AT)
    wire.source.hear_estimate(VIEWER, 500_000, AT)
    assert [bits_s for bits_s, _ in wire.estimates()] == [CEILING, 399_360]


def test_the_publishers_own_times_reach_the_viewer() -> None:
    wire = Wire()
    wire.sends([10])
    wire.outlet.report(AT)
    assert wire.reports == []
    wire.source.hear_report(9 << 32, 100, AT)
    wire.outlet.report(AT + 1)
    (said,) = RtcpPacket.parse(wire.reports[0])
    assert isinstance(said, RtcpSrPacket)
    assert said.ssrc == VIEWER
    assert said.sender_info.ntp_timestamp == 10 << 32
    assert said.sender_info.rtp_timestamp == 100 + 90_000
    assert said.sender_info.packet_count == 1


def test_nobody_is_asked_to_repeat_a_voice() -> None:
    wire = Wire("audio")
    wire.sends([10, 14])
    wire.source.chase(AT + 1)
    wire.source.report(AT + 1)
    assert wire.nacks() == []
    assert wire.plis() == 0
    assert wire.estimates() == []
    assert (wire.source.gaps.lost, len(wire.source.gaps)) == (3, 0)
