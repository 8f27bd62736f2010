"""The internals of aiortc and aioice that `telecare.media.internals` and the flow stand on.

An update of either library that moves one of them fails here, with its name, not in a call.
"""

import inspect
from collections.abc import Callable
from typing import Any

import aioice.ice
import aiortc.codecs
import aiortc.rtcdtlstransport
import aiortc.rtp
import pylibsrtp
import pytest
from aioice.candidate import candidate_foundation, candidate_priority
from aioice.ice import CandidatePair, Connection, StunProtocol
from aiortc import (
    RTCConfiguration,
    RTCPeerConnection,
    RTCRtpReceiver,
    RTCRtpSender,
    RTCRtpTransceiver,
)
from aiortc.rtcdtlstransport import RTCDtlsTransport

from telecare.media.internals import CREATE_TRANSCEIVER, RECEIVER, SENDER
from tests import loops

CREATE = getattr(RTCPeerConnection, CREATE_TRANSCEIVER)
SIGNATURES: list[tuple[Callable[..., Any], list[str]]] = [
    (CREATE, ["self", "direction", "kind", "sender_track"]),
    (RTCRtpReceiver.__init__, ["self", "kind", "transport"]),
    (RTCRtpReceiver.receive, ["self", "parameters"]),
    (RTCRtpReceiver.stop, ["self"]),
    (RTCRtpReceiver._handle_disconnect, ["self"]),
    (RTCRtpReceiver._handle_rtp_packet, ["self", "packet", "arrival_time_ms"]),
    (RTCRtpReceiver._handle_rtcp_packet, ["self", "packet"]),
    (RTCRtpSender.__init__, ["self", "trackOrKind", "transport"]),
    (RTCRtpSender.send, ["self", "parameters"]),
    (RTCRtpSender.stop, ["self"]),
    (RTCRtpSender._handle_rtcp_packet, ["self", "packet"]),
    (Connection.data_received, ["self", "data", "component"]),
    (Connection.gather_candidates, ["self"]),
    (Connection.close, ["self"]),
    (StunProtocol.__init__, ["self", "receiver"]),
    (StunProtocol.datagram_received, ["self", "data", "addr"]),
    (candidate_foundation, ["candidate_type", "candidate_transport", "base_address"]),
    (candidate_priority, ["candidate_component", "candidate_type", "local_pref"]),
    (aiortc.rtp.pack_remb_fci, ["bitrate", "ssrcs"]),
    (aiortc.rtp.unpack_remb_fci, ["data"]),
    (aiortc.codecs.is_rtx, ["codec"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("function", "parameters"), SIGNATURES, ids=[one.__qualname__ for one, _ in SIGNATURES]
)
def test_a_function_is_called_as_we_call_or_replace_it(
    function: Callable[..., Any], parameters: list[str]
) -> None:
    assert list(inspect.signature(function).parameters) == parameters


def test_a_connection_keeps_what_we_read_and_write() -> None:
    async def story() -> None:
        connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        transceiver = connection.addTransceiver("video")
        sender, dtls = transceiver.sender, transceiver.receiver.transport
        ice = dtls.transport._connection
        assert isinstance(sender._ssrc, int)
        assert isinstance(sender._rtx_ssrc, int)
        assert isinstance(sender._stream_id, str)
        assert vars(transceiver)[SENDER] is sender
        assert vars(transceiver)[RECEIVER] is transceiver.receiver
        assert isinstance(dtls, RTCDtlsTransport)
        sessions: list[object] = [dtls._rx_srtp, dtls._tx_srtp]
        assert sessions == [None, None]
        assert isinstance(ice, Connection)
        assert (ice._nominated, ice._check_list, ice._protocols) == ({}, [], [])
        assert ice._local_candidates == []
        assert (ice._local_candidates_start, ice._local_candidates_end) == (False, False)
        await connection.close()

    loops.run(story())


def test_only_transceivers_made_by_the_connection_itself_are_ours() -> None:
    """The connection makes its transceivers through the one function we override."""
    for caller in (RTCPeerConnection.addTransceiver, RTCPeerConnection.addTrack,
                   RTCPeerConnection.setRemoteDescription):  # fmt: skip
        assert "self.__createTransceiver(" in inspect.getsource(caller)


def test_a_socket_we_bound_is_enough_to_begin() -> None:
    source = inspect.getsource(Connection.gather_candidates)
    assert "if not self._local_candidates_start" in source
    assert "if not self._local_candidates_end" in inspect.getsource(Connection.connect)


def test_without_candidates_the_other_ends_checks_are_waited_for() -> None:
    assert "_remote_candidates_expected" in inspect.getsource(Connection._check_periodic)
    pair = inspect.signature(CandidatePair.__init__)
    assert list(pair.parameters) == ["self", "protocol", "remote_candidate"]
    assert isinstance(CandidatePair.remote_addr, property)


def test_the_transceiver_gives_back_what_we_put_in() -> None:
    for name in ("sender", "receiver"):
        assert isinstance(inspect.getattr_static(RTCRtpTransceiver, name), property)


@pytest.mark.parametrize(
    "name", ["protect", "protect_rtcp", "unprotect", "unprotect_rtcp"]
)  # fmt: skip
def test_srtp_sessions_take_and_give_bytes(name: str) -> None:
    assert callable(getattr(pylibsrtp.Session, name))
    assert name.removesuffix("_rtcp") in inspect.getsource(aiortc.rtcdtlstransport)


def test_only_vp8_and_opus_can_be_asked_for_by_name() -> None:
    names = {
        kind: {one.mimeType.lower() for one in RTCRtpSender.getCapabilities(kind).codecs}
        for kind in ("audio", "video")
    }
    assert "audio/opus" in names["audio"]
    assert {"video/vp8", "video/rtx"} <= names["video"]


def test_loopback_is_what_the_library_leaves_out() -> None:
    """The reason for binding sockets ourselves; without it this could be deleted."""
    assert "127.0.0.1" not in aioice.ice.get_host_addresses(use_ipv4=True, use_ipv6=False)
