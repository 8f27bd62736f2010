"""Reports: what came, when it was said, and the least that any viewer can take."""

import pytest
from aiortc.rtp import RtcpReceiverInfo

from telecare.media.feedback import ESTIMATE_LIVES_S, Estimates, Reception, Timeline

SSRC = 42
AT = 100.0
FRAME = 3000  # ticks of 90 kHz in a thirtieth of a second


def reception(sequences: list[int]) -> Reception:
    made = Reception(90_000, sequences[0])
    for order, sequence in enumerate(sequences):
        made.take(sequence, order * FRAME, AT + order / 30)
    return made


def test_nothing_lost_is_told_as_nothing() -> None:
    report = reception([10, 11, 12]).report(SSRC, AT)
    assert (report.ssrc, report.packets_lost, report.fraction_lost) == (SSRC, 0, 0)
    assert report.highest_sequence == 12
    assert report.jitter == 0


def test_half_lost_is_told_as_128_of_256_and_only_since_the_last_report() -> None:
    made = reception([10, 12, 14, 16])
    assert made.report(SSRC, AT).fraction_lost == (3 << 8) // 7
    for sequence in (17, 18):
        made.take(sequence, 0, AT)
    report = made.report(SSRC, AT)
    assert (report.fraction_lost, report.packets_lost) == (0, 3)


@pytest.mark.parametrize("first", [0, 1, 65_534])
def test_the_highest_number_counts_wraps(first: int) -> None:
    numbers = [(first + step) & 0xFFFF for step in range(5)]
    report = reception(numbers).report(SSRC, AT)
    assert report.highest_sequence == first + 4
    assert report.packets_lost == 0


def test_a_copy_and_a_late_packet_do_not_move_the_highest() -> None:
    made = reception([10, 12])
    made.take(11, 0, AT)
    made.take(11, 0, AT)
    report = made.report(SSRC, AT)
    assert report.highest_sequence == 12
    assert report.packets_lost == -1  # as RFC 3550 A.3 has it with copies


def test_jitter_is_that_of_rfc_3550() -> None:
    made = Reception(90_000, 1)
    made.take(1, 0, AT)
    made.take(2, FRAME, AT + 1 / 30 + 0.016)  # 16 ms late: 1440 ticks, a sixteenth of it
    assert made.report(SSRC, AT).jitter == 90
    made.take(3, FRAME, AT + 1)  # the same frame: no new measure
    assert made.report(SSRC, AT).jitter == 90


def test_a_publisher_can_measure_its_round_trip() -> None:
    made = reception([1])
    assert made.report(SSRC, AT).lsr == 0
    made.heard_report(0x1111_2222_3333_4444, AT)
    report = made.report(SSRC, AT + 0.5)
    assert (report.lsr, report.dlsr) == (0x2222_3333, 32_768)
    assert RtcpReceiverInfo.parse(bytes(report)) == report


# ------------------------------------------------------------------- lip sync


def test_wall_and_media_time_move_on_together() -> None:
    line = Timeline(90_000)
    assert line.say(0, 0, AT) is None
    line.hear(5 << 32, 1000, AT)
    said = line.say(7, 700, AT + 2)
    assert said is not None
    assert said.ntp_timestamp == 7 << 32
    assert said.rtp_timestamp == 1000 + 180_000
    assert (said.packet_count, said.octet_count) == (7, 700)


def test_two_media_of_one_publisher_stay_in_step() -> None:
    voice, picture = Timeline(48_000), Timeline(90_000)
    voice.hear(100 << 32, 4_800, AT)  # both clocks began at wall time 99.9 and 99.8
    picture.hear(100 << 32, 18_000, AT + 0.3)
    at = AT + 1
    heard, seen = voice.say(0, 0, at), picture.say(0, 0, at + 0.3)
    assert heard is not None
    assert seen is not None
    assert heard.ntp_timestamp == seen.ntp_timestamp
    assert heard.rtp_timestamp / 48_000 - 0.1 == pytest.approx(
        seen.rtp_timestamp / 90_000 - 0.2
    )


def test_a_new_beginning_says_nothing_until_it_is_told() -> None:
    line = Timeline(90_000)
    line.hear(5 << 32, 1000, AT)
    line.forget()
    assert line.say(0, 0, AT) is None


def test_times_and_counts_wrap_into_their_fields() -> None:
    line = Timeline(90_000)
    line.hear((1 << 64) - 1, 0xFFFFFFFF, AT)
    said = line.say(1 << 33, 1 << 33, AT + 1)
    assert said is not None
    assert len(bytes(said)) == 20


# ------------------------------------------------------------------- bit rate


def test_the_least_estimate_rules_and_the_ceiling_is_never_passed() -> None:
    estimates = Estimates(2_500_000)
    assert estimates.least(AT) == 2_500_000
    estimates.hear(1, 9_000_000, AT)
    assert estimates.least(AT) == 2_500_000
    estimates.hear(2, 300_000, AT)
    assert estimates.least(AT) == 300_000


def test_a_viewer_that_stopped_estimating_holds_nobody_back() -> None:
    estimates = Estimates(2_500_000)
    estimates.hear(2, 300_000, AT)
    assert estimates.least(AT + ESTIMATE_LIVES_S) == 300_000
    assert estimates.least(AT + ESTIMATE_LIVES_S + 0.1) == 2_500_000
