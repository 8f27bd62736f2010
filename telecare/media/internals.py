"""Every internal of aiortc and aioice that the media process touches, and nothing else.

aiortc decodes what it receives. Its transports are used as they are; the parts that would
decode are replaced, on our own objects only: other connections of the same process are not
changed. `tests/media/test_internals.py` pins each name, so that an update of either library
fails there and not in a call.
"""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Coroutine
from typing import Any, Final, Protocol

import pylibsrtp
from aioice import Candidate
from aioice.candidate import candidate_foundation, candidate_priority
from aioice.ice import Connection, StunProtocol
from aiortc import (
    RTCBundlePolicy,
    RTCConfiguration,
    RTCPeerConnection,
    RTCRtpReceiver,
    RTCRtpSender,
    RTCRtpTransceiver,
)
from aiortc.mediastreams import MediaStreamTrack
from aiortc.rtcdtlstransport import RTCDtlsTransport
from aiortc.rtcrtpparameters import RTCRtpReceiveParameters, RTCRtpSendParameters
from aiortc.rtp import AnyRtcpPacket, RtpPacket

CREATE_TRANSCEIVER: Final = "_RTCPeerConnection__createTransceiver"
SENDER: Final = "_RTCRtpTransceiver__sender"
RECEIVER: Final = "_RTCRtpTransceiver__receiver"
COMPONENT: Final = 1  # RTP and RTCP share one
WAITING_BYTES: Final = 1 << 20  # of a socket that takes nothing more; later packets are dropped

TakePacket = Callable[[bytes], None]


class Negotiated(Protocol):
    """Who is told what the handshake opened."""

    def may_send(self, sender: RTCRtpSender, parameters: RTCRtpSendParameters) -> None:
        """Media may be sent to the browser."""

    def may_receive(
        self, receiver: RTCRtpReceiver, parameters: RTCRtpReceiveParameters
    ) -> None:
        """Media may come from the browser."""


class ForwardingReceiver(RTCRtpReceiver):
    """A receiver that decodes nothing: packets reach the peer through `take_over`."""

    negotiated: Negotiated

    async def receive(self, parameters: RTCRtpReceiveParameters) -> None:
        """Say what may come."""
        self.negotiated.may_receive(self, parameters)

    async def stop(self) -> None:
        """Nothing was started."""

    def _handle_disconnect(self) -> None:
        """Nothing was started."""

    async def _handle_rtp_packet(self, packet: RtpPacket, arrival_time_ms: int) -> None:
        """Never registered, so never called."""

    async def _handle_rtcp_packet(self, packet: AnyRtcpPacket) -> None:
        """Never registered, so never called."""


class ForwardingSender(RTCRtpSender):
    """A sender that encodes nothing: packets leave through a `Line`."""

    negotiated: Negotiated

    async def send(self, parameters: RTCRtpSendParameters) -> None:
        """Say what may be sent."""
        self.negotiated.may_send(self, parameters)

    async def stop(self) -> None:
        """Nothing was started."""

    async def _handle_rtcp_packet(self, packet: AnyRtcpPacket) -> None:
        """Never registered, so never called."""


class ForwardingConnection(RTCPeerConnection):
    """A connection whose transceivers forward; it asks no STUN or TURN server for anything."""

    def __init__(self, negotiated: Negotiated) -> None:
        super().__init__(
            RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)
        )
        self._negotiated = negotiated

    def _RTCPeerConnection__createTransceiver(  # noqa: N802 - the library's own name, mangled
        self, direction: str, kind: str, sender_track: MediaStreamTrack | None = None
    ) -> RTCRtpTransceiver:
        """Make a transceiver as the library does, then give it ends that forward."""
        create = getattr(super(), CREATE_TRANSCEIVER)
        made: RTCRtpTransceiver = create(direction, kind, sender_track)
        transport = made.receiver.transport
        receiver = ForwardingReceiver(kind, transport)
        receiver.negotiated = self._negotiated
        sender = ForwardingSender(kind, transport)
        sender.negotiated = self._negotiated
        sender._stream_id = made.sender._stream_id
        setattr(made, RECEIVER, receiver)
        setattr(made, SENDER, sender)
        return made


def take_over(dtls: RTCDtlsTransport, rtp: TakePacket, rtcp: TakePacket) -> None:
    """Have decrypted packets of this transport handed to us as bytes, unparsed."""

    async def take_rtp(data: bytes, arrival_time_ms: int) -> None:
        del arrival_time_ms
        rtp(data)

    async def take_rtcp(data: bytes) -> None:
        rtcp(data)

    _replace(dtls, "_handle_rtp_data", take_rtp)
    _replace(dtls, "_handle_rtcp_data", take_rtcp)


def _replace(owner: object, name: str, value: Callable[..., Coroutine[Any, Any, None]]) -> None:
    if not hasattr(owner, name):
        raise AttributeError(name)
    setattr(owner, name, value)


class Line:
    """The encrypted way to one browser; packets are dropped while it is not open."""

    def __init__(self, dtls: RTCDtlsTransport) -> None:
        self._dtls = dtls
        self._connection: Connection = dtls.transport._connection

    def send(self, packet: bytes) -> None:
        """Encrypt and send a media packet."""
        srtp = self._dtls._tx_srtp
        if srtp is not None:
            with contextlib.suppress(pylibsrtp.Error):
                self._put(srtp.protect(packet))

    def say(self, packet: bytes) -> None:
        """Encrypt and send a report."""
        srtp = self._dtls._tx_srtp
        if srtp is not None:
            with contextlib.suppress(pylibsrtp.Error):
                self._put(srtp.protect_rtcp(packet))

    def _put(self, data: bytes) -> None:
        pair = self._connection._nominated.get(COMPONENT)
        if pair is None:
            return
        transport = pair.protocol.transport
        waiting = transport.get_write_buffer_size()  # type: ignore[attr-defined] # it has one
        if waiting < WAITING_BYTES:
            transport.sendto(data, pair.remote_addr)


async def bind(connection: Connection, sockets: list[socket.socket]) -> None:
    """Give a connection its sockets, in place of one on every interface and any port."""
    loop = asyncio.get_running_loop()
    connection._local_candidates_start = True
    for order, bound in enumerate(sockets):
        transport, protocol = await loop.create_datagram_endpoint(
            lambda: StunProtocol(connection), sock=bound
        )
        host, port = transport.get_extra_info("sockname")[:2]
        protocol.local_candidate = Candidate(
            foundation=candidate_foundation("host", "udp", host),
            component=COMPONENT,
            transport="udp",
            priority=candidate_priority(COMPONENT, "host", 65535 - order),
            host=host,
            port=port,
            type="host",
        )
        connection._protocols.append(protocol)
        connection._local_candidates.append(protocol.local_candidate)
    connection._local_candidates_end = True


def ice_of(connection: RTCPeerConnection) -> Connection:
    """Return the ICE agent that all media of a connection share."""
    return connection.getTransceivers()[0].receiver.transport.transport._connection


def dtls_of(connection: RTCPeerConnection) -> RTCDtlsTransport:
    """Return the transport that all media of a connection share."""
    return connection.getTransceivers()[0].receiver.transport


def ssrcs_of(sender: RTCRtpSender) -> tuple[int, int]:
    """Return the SSRC a sender announced for its media, and the one for retransmissions."""
    return sender._ssrc, sender._rtx_ssrc
