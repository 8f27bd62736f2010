"""What forwarding is compared with: a hub of aiortc's MediaRelay, which decodes and encodes.

`python -m bench.media_relay` reads one JSON object a line from its standard input,
`{"room", "side", "offer"}`, and answers each with `{"answer"}`. Two seats of a room see and
hear each other. It is a hub to measure and nothing else: no door, no limits, no events.
"""

import asyncio
import json
import sys
from collections import defaultdict
from typing import Any

from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.contrib.media import MediaRelay
from aiortc.mediastreams import MediaStreamTrack

from bench.media_peer import on_loopback


class RelayHub:
    """Rooms of two, each track decoded once and encoded anew for the other seat."""

    def __init__(self) -> None:
        self._relay = MediaRelay()
        self._seats: dict[str, dict[str, RTCPeerConnection]] = defaultdict(dict)
        self._tracks: dict[tuple[str, str, str], MediaStreamTrack] = {}

    async def admit(self, room: str, side: str, offer: str) -> str:
        """Seat a peer and return the answer."""
        pc = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self._seats[room][side] = pc
        await pc.setRemoteDescription(RTCSessionDescription(offer, "offer"))
        for line in pc.getTransceivers():
            line.direction = "sendrecv"
            self._tracks[room, side, line.kind] = line.receiver.track
        self._connect(room)
        with on_loopback():
            await pc.setLocalDescription(await pc.createAnswer())
        return str(pc.localDescription.sdp)

    def _connect(self, room: str) -> None:
        """Give each seat the other's tracks once both are there."""
        if len(self._seats[room]) < 2:
            return
        for side, pc in self._seats[room].items():
            other = next(name for name in self._seats[room] if name != side)
            for line in pc.getTransceivers():
                track = self._tracks[room, other, line.kind]
                line.sender.replaceTrack(self._relay.subscribe(track))


async def serve() -> None:
    """Answer the lines of standard input until it ends."""
    hub = RelayHub()
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        asked: dict[str, Any] = json.loads(line)
        answer = await hub.admit(asked["room"], asked["side"], asked["offer"])
        sys.stdout.write(json.dumps({"answer": answer}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(serve())
