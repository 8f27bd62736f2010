"""Every internal of aiortc and aioice that the media process touches, and nothing else.

aiortc decodes what it receives. Its transports are used as they are; the parts that would
decode are replaced, on our own objects only: other connections of the same process are not
changed. `tests/media/test_internals.py` pins each name, so that an update of either library
fails there and not in a call.
"""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Sequence
from typing import Any, Final, Protocol, cast

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

SHORTEST: Final = 12  # an RTP header; STUN and DTLS have longer ones
STUN_BELOW: Final = 4  # RFC 7983: what the first byte says
MEDIA_FROM: Final = 128
MEDIA_BELOW: Final = 192
RTCP_FROM: Final = 192  # RFC 5761 §4: the second byte
RTCP_BELOW: Final = 224


class Taker(Protocol):
    """Who is given what comes from the browser, decrypted."""

    def take_media(self, data: bytes) -> None:
        """Take a media packet."""

    def take_reports(self, data: bytes) -> None:
        """Take a packet of reports."""

    def take_sign(self) -> None:
        """The browser checked the line: it is there, if it says nothing else."""


logger = logging.getLogger(__name__)


class Negotiated(Protocol):
    """Who is told what the handshake opened."""

    def may_send(self, sender: RTCRtpSender, parameters: RTCRtpSendParameters) -> None:
        """Media may be sent to the browser."""

    def may_receive(
        self, receiver: RTCRtpReceiver, parameters: RTCRtpReceiveParameters
    ) -> None:
        """Media may come from the browser."""


class ForwardingReceiver(RTCRtpReceiver):
    """A receiver that decodes nothing: packets reach the peer through a `CallSocket`."""

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
    """A connection whose transceivers forward; it asks no STUN or TURN server for anything.

    Attributes:
        dtls: The transport that all its media share; there once a transceiver was added.
    """

    dtls: RTCDtlsTransport

    def __init__(self, negotiated: Negotiated) -> None:
        super().__init__(
            RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)
        )
        self._negotiated = negotiated

    @property
    def ice(self) -> Connection:
        """The agent that checks addresses."""
        return self.dtls.transport._connection

    async def end(self) -> None:
        """Close the connection and its sockets, however far its negotiation came.

        The library's own close stumbles over one that was only half negotiated.
        """
        self.remove_all_listeners()
        for close in (self.close, self.ice.close):
            try:
                await close()
            except Exception as error:  # noqa: BLE001 - it raises what its state happens to be
                logger.info("a connection was not whole: %s", type(error).__name__)

    def _RTCPeerConnection__createTransceiver(  # noqa: N802 - the library's own name, mangled
        self, direction: str, kind: str, sender_track: MediaStreamTrack | None = None
    ) -> RTCRtpTransceiver:
        """Make a transceiver as the library does, then give it ends that forward."""
        create = getattr(super(), CREATE_TRANSCEIVER)
        made: RTCRtpTransceiver = create(direction, kind, sender_track)
        transport = self.dtls = made.receiver.transport
        receiver = ForwardingReceiver(kind, transport)
        receiver.negotiated = self._negotiated
        sender = ForwardingSender(kind, transport)
        sender.negotiated = self._negotiated
        sender._stream_id = made.sender._stream_id
        setattr(made, RECEIVER, receiver)
        setattr(made, SENDER, sender)
        return made


class CallSocket(StunProtocol):
    """One UDP socket of a connection: media is decrypted where it arrives, without a queue.

    Only checks (STUN) are taken from anybody, as the library authenticates them. Handshake and
    media are taken from the addresses that such a check has proved.
    """

    def __init__(self, connection: Connection, dtls: RTCDtlsTransport, taker: Taker) -> None:
        super().__init__(connection)
        self._connection = connection
        self._dtls = dtls
        self._taker: Taker | None = taker
        self._proved: tuple[Any, ...] | None = None  # the address that last spoke

    def datagram_received(self, data: bytes | str, addr: tuple[Any, ...]) -> None:
        """Take one datagram; what is nothing of ours is dropped without a word."""
        data = cast(bytes, data)  # a socket gives no text
        if len(data) < SHORTEST:
            return
        first = data[0]
        if first < STUN_BELOW:
            super().datagram_received(data, addr)
            if addr == self._proved and self._taker is not None:
                self._taker.take_sign()
        elif addr != self._proved and not self._prove(addr):
            return
        elif MEDIA_FROM <= first < MEDIA_BELOW:
            self._take_media(data)
        else:
            self._connection.data_received(data, COMPONENT)

    def _take_media(self, data: bytes) -> None:
        """Decrypt and hand on; a fault of ours silences this connection, once, in the log."""
        srtp: pylibsrtp.Session | None = cast(
            Any, self._dtls._rx_srtp
        )  # declared as always there
        if srtp is None or self._taker is None:  # before the handshake, or after a fault
            return
        try:
            if RTCP_FROM <= data[1] < RTCP_BELOW:
                self._taker.take_reports(srtp.unprotect_rtcp(data))
            else:
                self._taker.take_media(srtp.unprotect(data))
        except pylibsrtp.Error:
            return  # not of our browser, or a second copy
        except Exception as error:  # noqa: BLE001 - other rooms must go on
            logger.warning("a seat was silenced: %s", type(error).__name__)
            self._taker = None

    def _prove(self, addr: tuple[Any, ...]) -> bool:
        spoken = (addr[0], addr[1])
        if all(pair.remote_addr != spoken for pair in self._connection._check_list):
            return False
        self._proved = addr
        return True


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


async def bind(
    connection: ForwardingConnection, sockets: Sequence[socket.socket], taker: Taker
) -> None:
    """Give a connection its sockets, in place of one on every interface and any port."""
    loop = asyncio.get_running_loop()
    dtls = connection.dtls
    ice = connection.ice
    ice._local_candidates_start = True
    for order, bound in enumerate(sockets):
        transport, protocol = await loop.create_datagram_endpoint(
            lambda: CallSocket(ice, dtls, taker), sock=bound
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
        ice._protocols.append(protocol)
        ice._local_candidates.append(protocol.local_candidate)
    ice._local_candidates_end = True


def ssrcs_of(sender: RTCRtpSender) -> tuple[int, int]:
    """Return the SSRC a sender announced for its media, and the one for retransmissions."""
    return sender._ssrc, sender._rtx_ssrc
