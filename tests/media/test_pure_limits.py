"""What is missing is asked for by a timer; what is too much is refused."""

from telecare.media.cap import Cap
from telecare.media.gaps import ASK_AGAIN_S, FIRST_ASK_S, MAX_ASKS, MAX_MISSING, Gaps
from telecare.media.keyframes import KeyFrames
from telecare.media.ring import RING_SIZE, Kept, Ring

AT = 100.0
SOON = 0.001


def test_a_missing_packet_is_asked_for_after_a_moment_and_again_until_it_comes() -> None:
    gaps = Gaps()
    gaps.open(5, 7, AT)
    assert gaps.due(AT) == []
    assert gaps.due(AT + FIRST_ASK_S) == [5, 6, 7]
    assert gaps.due(AT + FIRST_ASK_S + SOON) == []
    assert gaps.fill(6)
    assert gaps.due(AT + FIRST_ASK_S + ASK_AGAIN_S) == [5, 7]
    assert (gaps.asked, gaps.lost, len(gaps)) == (5, 0, 2)


def test_a_packet_nobody_waits_for_is_not_taken_twice() -> None:
    gaps = Gaps()
    gaps.open(5, 5, AT)
    assert gaps.fill(5)
    assert not gaps.fill(5)
    assert not gaps.fill(4)


def test_a_packet_asked_for_ten_times_is_lost_and_breaks_the_picture() -> None:
    gaps = Gaps()
    gaps.open(5, 5, AT)
    now = AT + FIRST_ASK_S
    for _ in range(MAX_ASKS):
        assert gaps.due(now) == [5]
        now += ASK_AGAIN_S
    before = gaps.broken
    assert gaps.due(now) == []
    assert (before, gaps.broken) == (False, True)
    assert (gaps.lost, len(gaps)) == (1, 0)


def test_an_outage_is_not_asked_for_packet_by_packet() -> None:
    gaps = Gaps()
    gaps.open(1, 3, AT)
    gaps.open(5, 5 + MAX_MISSING, AT)
    assert gaps.broken
    assert len(gaps) == 0
    assert gaps.lost == 3 + MAX_MISSING + 1


def test_the_ring_keeps_the_newest_and_sends_one_once_in_a_while() -> None:
    ring = Ring()
    for sequence in range(RING_SIZE + 1):
        ring.keep(Kept(sequence, 0, 0, 0, b"%d" % sequence))
    assert ring.again(0, AT) is None  # the newest took its place
    found = ring.again(1, AT)
    assert found is not None
    assert found.payload == b"1"
    assert ring.again(1, AT + 0.019) is None
    assert ring.again(1, AT + 0.021) is not None
    assert ring.again(RING_SIZE + 1, AT) is None


def test_key_frames_are_asked_for_at_once_then_every_300_ms() -> None:
    frames = KeyFrames()
    assert not frames.due(AT)
    assert frames.want(AT)
    assert not frames.want(AT + 0.1)
    assert not frames.due(AT + 0.299)
    assert frames.due(AT + 0.301)  # the second wish was kept
    assert not frames.due(AT + 1)  # and is fulfilled
    assert frames.asked == 2


def test_a_seat_may_send_its_rate_and_no_more() -> None:
    cap = Cap(max_kbps=800, max_pps=50, now=AT)  # 100 packets of 1000 bytes, or 50 of any
    assert [cap.admits(10, AT) for _ in range(51)] == [True] * 50 + [False]
    assert cap.refused == 1
    assert cap.admits(10, AT + 0.025)
    assert not cap.admits(10, AT + 0.025)


def test_bytes_are_capped_apart_from_packets() -> None:
    cap = Cap(max_kbps=80, max_pps=1000, now=AT)  # 10 000 bytes a second
    assert cap.admits(9_000, AT)
    assert not cap.admits(1_001, AT)
    assert cap.admits(1_000, AT)
    assert cap.admits(5_000, AT + 0.5)


def test_a_long_silence_earns_one_second_and_not_more() -> None:
    cap = Cap(max_kbps=80, max_pps=50, now=AT)
    assert sum(cap.admits(1, AT + 3600) for _ in range(100)) == 50
