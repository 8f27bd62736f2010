"""A peer of the media bench: aiortc makes ICE and DTLS-SRTP, then we send raw RTP ourselves.

aiortc's own senders and receivers would encode, decode and wake up fifty times a second; with
fifty peers in the process that measures, nothing would be left to measure with. So they stay
silent, and after the handshake this peer protects packets with the negotiated SRTP session and
hands them to the nominated socket. Every payload ends with the instant it was sent (8 bytes,
`time.monotonic_ns`): the far peer is in the same process, so one clock tells the way through.
"""

import asyncio
import socket
import struct
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from unittest.mock import patch

from aiortc import (
    RTCBundlePolicy,
    RTCConfiguration,
    RTCPeerConnection,
    RTCRtpSender,
    RTCSessionDescription,
)
from aiortc.rtp import (
    RTCP_PSFB_APP,
    RTCP_PSFB_PLI,
    RTCP_RTPFB_NACK,
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpRtpfbPacket,
    RtcpSenderInfo,
    RtcpSrPacket,
    pack_remb_fci,
)
from aiortc.sdp import SessionDescription
from pylibsrtp import Error as SrtpError

VIDEO_PACKETS: Final = 4  # of a frame
FRAMES_PER_S: Final = 30
AUDIO_PER_S: Final = 50
PACKETS_PER_S: Final = VIDEO_PACKETS * FRAMES_PER_S + AUDIO_PER_S
VIDEO_BYTES: Final = 1000
AUDIO_BYTES: Final = 100
VIDEO_CLOCK: Final = 90_000
AUDIO_CLOCK: Final = 48_000
REMB_BPS: Final = 1_000_000  # what is sent: a hub that encodes is to make no more of it
KEY_EVERY: Final = 300  # frames
SAMPLED: Final = 32  # of so many packets one is decrypted for its latency
HISTORY: Final = 1024
NACK_AGAIN_S: Final = 0.06  # a little more than the way there and back of the loss run
NACK_TRIES: Final = 12
CONNECTED_WITHIN_S: Final = 20.0
BUFFER_BYTES: Final = 2 << 20
STAMP: Final = struct.Struct("!Q")
HEADER: Final = struct.Struct("!BBHLL")
LOOPBACK: Final = "127.0.0.1"
OTHER_FINGERPRINTS: Final = ("a=fingerprint:sha-384", "a=fingerprint:sha-512")
MID_URI: Final = "urn:ietf:params:rtp-hdrext:sdes:mid"
NTP_EPOCH_S: Final = 2_208_988_800
FIRST_NTP: Final = 3_900_000_000 << 32  # any wall time will do, if all reports share it


def on_loopback() -> Any:  # noqa: ANN401 - a context manager of unittest.mock
    """Have aioice in this process gather 127.0.0.1 alone, which it otherwise leaves out."""
    return patch("aioice.ice.get_host_addresses", lambda **_: [LOOPBACK])


@dataclass
class Outgoing:
    """One RTP stream this peer sends; `history` is kept where losses are to be repaired."""

    ssrc: int
    payload_type: int
    extension: bytes  # the whole header extension block, empty without one
    sequence: int = 1000
    timestamp: int = 90_000
    packets: int = 0
    history: dict[int, bytes] = field(default_factory=dict)

    def packet(self, payload: bytes, *, marker: bool) -> bytes:
        """Return the next packet, in clear."""
        return self.numbered(self.next_sequence(), payload, marker=marker)

    def next_sequence(self) -> int:
        """Take the next number."""
        number, self.sequence = self.sequence, (self.sequence + 1) & 0xFFFF
        self.packets += 1
        return number

    def numbered(self, sequence: int, payload: bytes, *, marker: bool) -> bytes:
        """Return a packet with this number, in clear."""
        first = 0x90 if self.extension else 0x80
        second = self.payload_type | (0x80 if marker else 0)
        head = HEADER.pack(first, second, sequence, self.timestamp, self.ssrc)
        return head + self.extension + payload


@dataclass
class Heard:
    """What has come to a peer since the last `reset`."""

    packets: int = 0
    bytes: int = 0
    frames: int = 0  # video packets with the marker bit
    latencies_ms: list[float] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)  # RTCP from the hub, by name


class Peer:
    """One end of a consult."""

    def __init__(
        self,
        room: str,
        side: str,
        configuration: RTCConfiguration | None = None,
        *,
        repairs: bool = False,
    ) -> None:
        chosen = configuration or RTCConfiguration(iceServers=[])
        chosen.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE
        self.room = room
        self.side = side
        self.heard = Heard()
        self.sent = 0
        self.on_packet: Callable[[int, int, int, bytes], None] | None = None
        self._repairs = repairs
        self.way = ""  # what kind of candidate the connection stands on, once it stands
        self._pc = RTCPeerConnection(chosen)
        self._seen: dict[int, int] = {}  # SSRC of the hub → payload type
        self._wanted: dict[int, list[float]] = {}  # sequence → [last asked, times asked]
        self._newest: int | None = None

    # ---------------------------------------------------------------- joining

    async def offer(self) -> str:
        """Return the offer: audio and VP8 both ways, candidates of loopback within."""
        codecs = [
            codec
            for codec in RTCRtpSender.getCapabilities("video").codecs
            if codec.mimeType in {"video/VP8", "video/rtx"}
        ]
        for kind in ("audio", "video"):
            line = self._pc.addTransceiver(kind, direction="sendrecv")
            if kind == "video":
                line.setCodecPreferences(codecs)
            vars(line.sender)["send"] = vars(line.receiver)["receive"] = _silent
        with on_loopback():
            await self._pc.setLocalDescription(await self._pc.createOffer())
        lines = self._pc.localDescription.sdp.splitlines()
        kept = [line for line in lines if not line.startswith(OTHER_FINGERPRINTS)]
        return "\r\n".join(kept) + "\r\n"  # one fingerprint, as a browser offers

    async def accept(self, answer: str) -> None:
        """Take the answer and wait until DTLS-SRTP stands."""
        connected = asyncio.get_running_loop().create_future()

        @self._pc.on("connectionstatechange")
        def changed() -> None:
            if self._pc.connectionState in {"connected", "failed"} and not connected.done():
                connected.set_result(self._pc.connectionState)

        await self._pc.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        state = await asyncio.wait_for(connected, CONNECTED_WITHIN_S)
        if state != "connected":
            raise ConnectionError(f"{self.room} {self.side}: {state}")
        self._take_wire(SessionDescription.parse(answer))

    async def close(self) -> None:
        """Say goodbye."""
        await self._pc.close()

    def _take_wire(self, answer: SessionDescription) -> None:
        dtls = self._pc.getTransceivers()[0].sender.transport
        self._tx, self._rx = dtls._tx_srtp, dtls._rx_srtp  # noqa: SLF001 - raw RTP is the point
        pair = dtls.transport._connection._nominated[1]  # noqa: SLF001
        self._wire, self._to = pair.protocol.transport, pair.remote_addr
        if own := self._wire.get_extra_info("socket"):  # a late reader here is no loss there
            own.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)
        self.way = pair.local_candidate.type
        self._stun = pair.protocol.datagram_received
        vars(pair.protocol)["datagram_received"] = self._received
        streams: dict[str, Outgoing] = {}
        for line, media in zip(self._pc.getTransceivers(), answer.media, strict=True):
            types = {codec.mimeType.lower(): codec.payloadType for codec in media.rtp.codecs}
            block = _mid_block(media)
            sender = line.sender
            main = types["video/vp8" if media.kind == "video" else "audio/opus"]
            assert main is not None
            streams[media.kind] = Outgoing(sender._ssrc, main, block)  # noqa: SLF001
            if again_type := types.get("video/rtx"):
                again = Outgoing(sender._rtx_ssrc, again_type, block)  # noqa: SLF001
                streams["again"] = again
        self.audio, self.video = streams["audio"], streams["video"]
        self.again = streams.get("again")

    # ---------------------------------------------------------------- sending

    def send_frame(self, *, key: bool) -> None:
        """Send one frame of video: four packets that look like VP8 from outside."""
        self.video.timestamp = (self.video.timestamp + VIDEO_CLOCK // FRAMES_PER_S) & 0xFFFFFFFF
        for n in range(VIDEO_PACKETS):
            start = (b"\x10" + (b"\x10" if key else b"\x11")) if n == 0 else b"\x00\x00"
            filler = bytes(VIDEO_BYTES - len(start) - STAMP.size)
            payload = start + filler + STAMP.pack(time.monotonic_ns())
            self.send(self.video, payload, marker=n == VIDEO_PACKETS - 1)

    def send_audio(self) -> None:
        """Send 20 ms of sound."""
        step = AUDIO_CLOCK // AUDIO_PER_S
        self.audio.timestamp = (self.audio.timestamp + step) & 0xFFFFFFFF
        payload = b"\x78" + bytes(AUDIO_BYTES - 1 - STAMP.size)
        self.send(self.audio, payload + STAMP.pack(time.monotonic_ns()), marker=False)

    def send(self, stream: Outgoing, payload: bytes, *, marker: bool) -> None:
        """Protect and send one payload."""
        number = stream.sequence
        clear = stream.packet(payload, marker=marker)
        if self._repairs and stream is self.video:
            stream.history[number] = clear
            stream.history.pop((number - HISTORY) & 0xFFFF, None)
        self.sent += 1
        self._wire.sendto(self._tx.protect(clear), self._to)

    def send_raw(self, datagram: bytes) -> None:
        """Send bytes as they are: what no honest peer would."""
        self._wire.sendto(datagram, self._to)

    def send_protected(self, clear: bytes) -> None:
        """Protect and send bytes that only look like RTP, or not even that."""
        self._wire.sendto(self._tx.protect(clear), self._to)

    def send_rtcp(self, clear: bytes) -> None:
        """Protect and send an RTCP packet, however bad."""
        self._wire.sendto(self._tx.protect_rtcp(clear), self._to)

    def send_reports(self) -> None:
        """Send what every client sends each second: sender reports and what it can take."""
        now_s = time.monotonic()
        ntp = FIRST_NTP + int(now_s * (1 << 32))
        for stream in (self.audio, self.video):
            info = RtcpSenderInfo(
                ntp, stream.timestamp, stream.packets & 0xFFFFFFFF, 1_000 * stream.packets
            )
            self.send_rtcp(bytes(RtcpSrPacket(stream.ssrc, info)))
        if remote := self._remote_video():
            fci = pack_remb_fci(REMB_BPS, [remote])
            remb = RtcpPsfbPacket(RTCP_PSFB_APP, self.video.ssrc, 0, fci)
            self.send_rtcp(bytes(remb))

    # -------------------------------------------------------------- receiving

    def _received(self, data: bytes, addr: Any) -> None:  # noqa: ANN401 - asyncio's
        if not 127 < data[0] < 192:
            self._stun(data, addr)
        elif 191 < data[1] < 224:
            self._received_rtcp(data)
        else:
            self._received_rtp(data)

    def _received_rtp(self, data: bytes) -> None:
        heard = self.heard
        heard.packets += 1
        heard.bytes += len(data)
        payload_type = data[1] & 0x7F
        if data[1] & 0x80 and payload_type == self.video.payload_type:
            heard.frames += 1
        if self.on_packet is None and heard.packets % SAMPLED:
            return
        now = time.monotonic_ns()
        try:
            clear = self._rx.unprotect(data)
        except SrtpError:
            heard.asked["unreadable"] += 1
            return
        self._seen[int.from_bytes(clear[8:12])] = payload_type
        (sent,) = STAMP.unpack(clear[-STAMP.size :])
        if self.on_packet is None:
            heard.latencies_ms.append((now - sent) / 1e6)
        else:
            self._noted(payload_type, clear, now)

    def _noted(self, payload_type: int, clear: bytes, now: int) -> None:
        """Tell every packet to the listener, once, and ask again for what is missing."""
        sequence = int.from_bytes(clear[2:4])
        if self.again is not None and payload_type == self.again.payload_type:
            sequence = int.from_bytes(_payload(clear)[:2])
            self._wanted.pop(sequence, None)
            payload_type = self.video.payload_type
            self.heard.asked["rtx"] += 1
        elif payload_type == self.video.payload_type:
            self._wanted.pop(sequence, None)
            self._find_gaps(sequence)
        assert self.on_packet is not None
        self.on_packet(payload_type, sequence, now, clear)

    def _find_gaps(self, sequence: int) -> None:
        if self._newest is None:
            self._newest = sequence
            return
        ahead = (sequence - self._newest) & 0xFFFF
        if 0 < ahead < 0x8000:
            for n in range(1, min(ahead, 200)):
                self._wanted[(self._newest + n) & 0xFFFF] = [0.0, 0]
            self._newest = sequence

    def ask_again(self, now_s: float) -> None:
        """Send a NACK for what is missing and due; give up after a while."""
        due = [
            sequence
            for sequence, (asked, _) in self._wanted.items()
            if now_s - asked >= NACK_AGAIN_S
        ]
        for sequence in due:
            self._wanted[sequence] = [now_s, self._wanted[sequence][1] + 1]
            if self._wanted[sequence][1] > NACK_TRIES:
                del self._wanted[sequence]
        due = [sequence for sequence in due if sequence in self._wanted]
        if due and (remote := self._remote_video()):
            nack = RtcpRtpfbPacket(RTCP_RTPFB_NACK, self.video.ssrc, remote, sorted(due))
            self.send_rtcp(bytes(nack))

    def _received_rtcp(self, data: bytes) -> None:
        try:
            packets = RtcpPacket.parse(self._rx.unprotect_rtcp(data))
        except (SrtpError, ValueError):
            self.heard.asked["unreadable"] += 1
            return
        for packet in packets:
            self.heard.asked[type(packet).__name__] += 1
            if isinstance(packet, RtcpPsfbPacket) and packet.fmt == RTCP_PSFB_PLI:
                self.heard.asked["pli"] += 1
            if isinstance(packet, RtcpRtpfbPacket) and packet.fmt == RTCP_RTPFB_NACK:
                self.heard.asked["nack"] += len(packet.lost)
                if self._repairs:
                    self._repair(packet.lost)

    def _repair(self, lost: list[int]) -> None:
        for sequence in lost:
            clear = self.video.history.get(sequence)
            if clear is None:
                continue
            if self.again is None:
                self._wire.sendto(self._tx.protect(clear), self._to)
                continue
            self.again.timestamp = int.from_bytes(clear[4:8])
            payload = sequence.to_bytes(2) + _payload(clear)
            packet = self.again.packet(payload, marker=bool(clear[1] & 0x80))
            self._wire.sendto(self._tx.protect(packet), self._to)

    def _remote_video(self) -> int | None:
        return next(
            (ssrc for ssrc, kind in self._seen.items() if kind == self.video.payload_type), None
        )


@dataclass(frozen=True, slots=True)
class Content:
    """What peers say: how to send frame `n` and 20 ms of sound number `n`."""

    frame: Callable[[Peer, int], None]
    sound: Callable[[Peer, int], None]


def synthetic() -> Content:
    """Return content that is all size and no picture."""
    return Content(
        frame=lambda peer, n: peer.send_frame(key=n % KEY_EVERY == 0),
        sound=lambda peer, _: peer.send_audio(),
    )


class Street:
    """All peers of a run and one clockwork that makes them speak."""

    def __init__(self, peers: list[Peer], content: Content) -> None:
        self.peers = peers
        self._content = content

    async def speak(self, seconds: float) -> None:
        """Send frames, sound and reports of all peers, spread evenly, for so long."""
        begun = time.monotonic()
        tasks = [
            self._each(1 / FRAMES_PER_S, self._content.frame, begun, seconds),
            self._each(1 / AUDIO_PER_S, self._content.sound, begun, seconds),
            self._each(1.0, lambda peer, _: peer.send_reports(), begun, seconds),
        ]
        await asyncio.gather(*tasks)

    async def _each(
        self, every_s: float, act: Callable[[Peer, int], None], begun: float, seconds: float
    ) -> None:
        step = every_s / len(self.peers)
        for n in range(int(seconds / step)):
            ahead = begun + n * step - time.monotonic()
            if ahead > 0.0005:
                await asyncio.sleep(ahead)
            elif n % 8 == 0:
                await asyncio.sleep(0)  # late: still let the others breathe
            act(self.peers[n % len(self.peers)], n // len(self.peers))

    def reset(self) -> None:
        """Forget what was heard and sent so far."""
        for peer in self.peers:
            peer.heard, peer.sent = Heard(), 0


def fingerprint(sdp: str) -> str:
    """Return the SHA-256 fingerprint of an SDP: upper-case hex with colons."""
    for line in sdp.splitlines():
        if line.startswith("a=fingerprint:sha-256 "):
            return line.split(" ", 1)[1].strip().upper()
    raise ValueError("no sha-256 fingerprint")


def _mid_block(media: Any) -> bytes:  # noqa: ANN401 - aiortc's MediaDescription
    """Return the header extension block that names the media line (RFC 8843)."""
    found = [ext.id for ext in media.rtp.headerExtensions if ext.uri == MID_URI]
    if not found:
        return b""
    mid = media.rtp.muxId.encode()
    body: bytes = bytes([found[0] << 4 | len(mid) - 1]) + mid
    body += bytes(-len(body) % 4)
    return b"\xbe\xde" + (len(body) // 4).to_bytes(2) + body


def _payload(clear: bytes) -> bytes:
    start = 12 + 4 * (clear[0] & 0x0F)
    if clear[0] & 0x10:
        start += 4 + 4 * int.from_bytes(clear[start + 2 : start + 4])
    return clear[start:]


async def _silent(*_: object) -> None:
    """Neither encode nor decode: the peer speaks raw RTP."""
