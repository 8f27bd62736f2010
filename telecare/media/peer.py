"""One browser's connection: the handshake, and bytes in both directions."""

import logging
import secrets
import struct
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Final, cast

from aiortc import RTCRtpReceiver, RTCRtpSender, RTCSessionDescription
from aiortc.codecs import is_rtx
from aiortc.rtcrtpparameters import (
    RTCRtpCodecCapability,
    RTCRtpReceiveParameters,
    RTCRtpSendParameters,
)
from aiortc.rtp import (
    RTCP_PSFB_APP,
    RTCP_PSFB_FIR,
    RTCP_PSFB_PLI,
    RTCP_RTPFB_NACK,
    AnyRtcpPacket,
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpRtpfbPacket,
    RtcpSrPacket,
    unpack_remb_fci,
)

from telecare.media.cap import Cap
from telecare.media.flow import Leg, MediaKind, Outlet, Source
from telecare.media.internals import (
    ForwardingConnection,
    Line,
    bind,
    ssrcs_of,
)
from telecare.media.offer import Offer, announce
from telecare.media.ports import Ports
from telecare.media.refusals import BadOffer, Full
from telecare.media.wire import padded_bytes, payload_start
from telecare.protocol.media import Admit

logger = logging.getLogger(__name__)

CODECS: Final[Mapping[MediaKind, frozenset[str]]] = {
    "audio": frozenset({"audio/opus"}),
    "video": frozenset({"video/vp8", "video/rtx"}),
}
MID: Final = "urn:ietf:params:rtp-hdrext:sdes:mid"
SEND_TIME: Final = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"
FIRST_SEQUENCES: Final = 1 << 15  # the lower half, so that SRTP's count of wraps starts right

Sources = Mapping[MediaKind, Source]


class Peer:
    """One connection of a seat: it feeds the seat's sources and is fed by the other side's.

    Attributes:
        cap: What the browser may still send.
        heard_at: When the last packet came, on the steady clock; None: never.
        outlets: What is sent to the browser, by kind.
    """

    def __init__(
        self, admit: Admit, own: Sources, other: Sources, moved: Callable[[str], None]
    ) -> None:
        """Be told nothing yet; `moved` is called with each state of the connection."""
        self.cap = Cap(max_kbps=admit.max_kbps, max_pps=admit.max_pps, now=monotonic())
        self._again = Cap(max_kbps=admit.max_kbps, max_pps=admit.max_pps, now=monotonic())
        self.heard_at: float | None = None
        self.outlets: dict[MediaKind, Outlet] = {}
        self._admit = admit
        self._own = own
        self._other = other
        self._moved = moved
        self._routes: dict[int, tuple[Source, bool]] = {}  # payload type: source, repeated
        self._by_ssrc: dict[int, Outlet] = {}
        self._connection = ForwardingConnection(self)
        self._line: Line | None = None

    async def answer(self, offer: Offer, ports: Ports) -> str:
        """Negotiate and return the answer; the handshake goes on by itself.

        Raises:
            BadOffer: The offer cannot be negotiated.
            Full: No port is free.
        """
        connection = self._connection
        for kind in offer.kinds:
            allowed = kind == "audio" or self._admit.video
            transceiver = connection.addTransceiver(
                kind, direction="sendrecv" if allowed else "inactive"
            )
            transceiver.setCodecPreferences(_codecs(kind))
        self._line = Line(connection.dtls)
        connection.on("connectionstatechange", self._state_changed)
        try:
            await connection.setRemoteDescription(RTCSessionDescription(offer.text, "offer"))
            await bind(connection, ports.open(), self)
            await connection.setLocalDescription()
        except Full:
            raise
        except Exception as error:  # noqa: BLE001
            # The library raises nearly anything at a malformed text, and may quote it.
            logger.info("an offer was refused: %s", type(error).__name__)
            raise BadOffer from None
        return announce(connection.localDescription.sdp, ports.addresses)

    def may_receive(
        self, receiver: RTCRtpReceiver, parameters: RTCRtpReceiveParameters
    ) -> None:
        """Accept the negotiated payload types of one kind, and no others."""
        kind = self._kind_of(receiver)
        source = self._own[kind]
        line = self._line
        if line is None or any(source is one for one, _ in self._routes.values()):
            return
        for codec in parameters.codecs:
            self._routes[codec.payloadType or 0] = (source, is_rtx(codec))
        reporter = next(
            ssrcs_of(one.sender)[0]
            for one in self._connection.getTransceivers()
            if one.receiver is receiver
        )
        source.plug(line.say, reporter, self._admit.max_kbps * 1000)

    def may_send(self, sender: RTCRtpSender, parameters: RTCRtpSendParameters) -> None:
        """Join the other side's viewers, and ask for a picture to begin with."""
        line = self._line
        kind = cast(MediaKind, sender.kind)
        if line is None or kind in self.outlets:
            return
        source = self._other[kind]
        outlet = Outlet(
            _leg(kind, sender, parameters),
            source,
            secrets.randbelow(FIRST_SEQUENCES),
            send=line.send,
            say=line.say,
            cap=self._again,
        )
        self.outlets[kind] = outlet
        self._by_ssrc[outlet.leg.ssrc] = outlet
        source.outlets = (*source.outlets, outlet)
        if kind == "video":
            source.want_key_frame(monotonic())

    def detach(self) -> None:
        """Take nothing more, and leave the other side's viewers."""
        self._routes.clear()
        self._line = None
        for outlet in self.outlets.values():
            kept = (one for one in outlet.source.outlets if one is not outlet)
            outlet.source.outlets = tuple(kept)

    async def close(self) -> None:
        """Detach, and end the connection."""
        self.detach()
        await self._connection.end()

    def take_media(self, data: bytes) -> None:
        """Take a decrypted media packet."""
        now = monotonic()
        self.heard_at = now
        if not self.cap.admits(len(data), now):
            return
        route = self._routes.get(data[1] & 0x7F)
        if route is None:
            return
        source, repeated = route
        try:
            start = payload_start(data)
            if not repeated:
                source.take(data, start, now)
            elif len(data) - start > padded_bytes(data, start):
                source.take_repeated(data, start, now)
        except ValueError:
            return

    def take_reports(self, data: bytes) -> None:
        """Take a decrypted report packet."""
        now = monotonic()
        self.heard_at = now
        if not self.cap.admits(len(data), now):
            return
        try:
            for packet in RtcpPacket.parse(data):
                self._take_report(packet, now)
        except (ValueError, struct.error, IndexError):
            return

    def take_sign(self) -> None:
        """Note that the browser is there, though a silent viewer may report every 5 s only."""
        self.heard_at = monotonic()

    def _kind_of(self, receiver: RTCRtpReceiver) -> MediaKind:
        for transceiver in self._connection.getTransceivers():
            if transceiver.receiver is receiver:
                return cast(MediaKind, transceiver.kind)
        raise LookupError

    def _state_changed(self) -> None:
        self._moved(self._connection.connectionState)

    def _take_report(self, packet: AnyRtcpPacket, now: float) -> None:
        match packet:
            case RtcpSrPacket():
                for source in self._own.values():
                    if source.ssrc == packet.ssrc:
                        info = packet.sender_info
                        source.hear_report(info.ntp_timestamp, info.rtp_timestamp, now)
            case RtcpRtpfbPacket(fmt=fmt) if fmt == RTCP_RTPFB_NACK:
                outlet = self._by_ssrc.get(packet.media_ssrc)
                if outlet is not None:
                    outlet.send_again(packet.lost, now)
            case RtcpPsfbPacket(fmt=fmt) if fmt in {RTCP_PSFB_PLI, RTCP_PSFB_FIR}:
                outlet = self.outlets.get("video")
                if outlet is not None:
                    outlet.source.want_key_frame(now)
            case RtcpPsfbPacket(fmt=fmt) if fmt == RTCP_PSFB_APP:
                outlet = self.outlets.get("video")
                if outlet is not None:
                    bits_s, _ = unpack_remb_fci(packet.fci)
                    outlet.source.hear_estimate(outlet.leg.ssrc, bits_s, now)
            case _:
                pass


def _codecs(kind: MediaKind) -> list[RTCRtpCodecCapability]:
    offered = RTCRtpSender.getCapabilities(kind).codecs
    return [codec for codec in offered if codec.mimeType.lower() in CODECS[kind]]


def _leg(kind: MediaKind, sender: RTCRtpSender, parameters: RTCRtpSendParameters) -> Leg:
    extensions = {one.uri: one.id for one in parameters.headerExtensions}
    main = parameters.codecs[0].payloadType or 0
    rtx = [
        one.payloadType
        for one in parameters.codecs
        if is_rtx(one) and one.parameters.get("apt") == main
    ]
    mid_id = extensions.get(MID)
    ssrc, rtx_ssrc = ssrcs_of(sender)
    return Leg(
        kind=kind,
        ssrc=ssrc,
        rtx_ssrc=rtx_ssrc,
        payload_type=main,
        rtx_type=rtx[0] if rtx else None,
        mid=(mid_id, parameters.muxId.encode()) if mid_id else None,
        time_id=extensions.get(SEND_TIME) if kind == "video" else None,
    )
