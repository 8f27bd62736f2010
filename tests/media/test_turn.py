"""The way through TURN alone: coturn, as deploy/coturn.conf sets it up.

The hub's own leg needs no TURN: it stands at a known address. So the relay may reach that one
address, and nothing else that a stranger with a credential might like to reach.
"""

import asyncio
import hmac
import re
import socket
import subprocess
import time
from base64 import b64encode
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from aioice import stun, turn
from aiortc import RTCConfiguration, RTCIceServer, RTCIceTransportPolicy

from bench.media_peer import Peer
from telecare import clock
from telecare.media.ports import LOOPBACK, own_addresses
from tests import loops
from tests.media.hostile import MediaProcess, is_unharmed, media_process, seat_of

pytestmark = pytest.mark.timeout(300)

CONF = Path(__file__).parents[2] / "deploy" / "coturn.conf"
SECRET = "a secret of this test"
LASTS_S = 600
UP_WITHIN_S = 15.0
FORBIDDEN = 403
UNAUTHORISED = 401
SIDES = ("caller", "resident")
NOT_THE_HUB = (
    LOOPBACK, "127.8.9.10", "10.0.0.1", "172.16.3.4", "192.168.0.1", "169.254.169.254",
    "100.64.0.9", "198.51.100.7", "224.0.0.1",
)  # fmt: skip


@dataclass(frozen=True)
class Turn:
    """A running coturn."""

    address: str
    port: int

    def credentials(self, *, secret: str = SECRET, lasts_s: int = LASTS_S) -> tuple[str, str]:
        """Return a user name and password, as the hub makes them for a seat."""
        username = f"{int(clock.now().timestamp()) + lasts_s}:{uuid4()}"
        digest = hmac.digest(secret.encode(), username.encode(), "sha1")
        return username, b64encode(digest).decode()

    def configuration(self, transport: str) -> RTCConfiguration:
        """Return a configuration that knows no other way than this relay."""
        username, credential = self.credentials()
        url = f"turn:{self.address}:{self.port}?transport={transport}"
        server = RTCIceServer(urls=url, username=username, credential=credential)
        return RTCConfiguration(
            iceServers=[server], iceTransportPolicy=RTCIceTransportPolicy.RELAY
        )


@pytest.fixture(scope="module")
def address() -> str:
    """An address of this machine that is not loopback: coturn relays to no other."""
    found = own_addresses()[0]
    if found == LOOPBACK:
        pytest.skip("This machine has no address but loopback: give it a network")
    return found


@pytest.fixture(scope="module")
def coturn(
    turnserver_path: str, address: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Turn]:
    place = tmp_path_factory.mktemp("coturn")
    port = _free_port(address)
    filled = {
        "listening-ip": address,
        "relay-ip": address,
        "listening-port": str(port),
        "tls-listening-port": str(_free_port(address)),
        "static-auth-secret": SECRET,
        "allowed-peer-ip": address,
    }
    own = place / "turnserver.conf"
    own.write_text(
        _filled(CONF.read_text("utf-8"), filled).replace("\nsyslog\n", "\nlog-file=stdout\n")
        + f"pidfile={place}/turn.pid\nuserdb={place}/turndb\nno-tls\nno-dtls\n",
        encoding="utf-8",
    )
    with (place / "turn.log").open("wb") as log:
        running = subprocess.Popen([turnserver_path, "-c", str(own)], stdout=log, stderr=log)
    try:
        _wait(running, address, port, place / "turn.log")
        said = (place / "turn.log").read_text(errors="replace")
        assert "Bad configuration format" not in said, "every line of ours is one of coturn's"
        yield Turn(address, port)
    finally:
        running.terminate()
        running.wait(10)


@pytest.fixture(scope="module")
def media(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaProcess]:
    place = tmp_path_factory.mktemp("media")
    with media_process(place, TELECARE_MEDIA_ADDRESS=address) as running:
        yield running


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_a_call_goes_through_the_relay_alone(
    media: MediaProcess, coturn: Turn, transport: str
) -> None:
    async def story() -> None:
        room = str(uuid4())
        peers = [Peer(room, side, coturn.configuration(transport)) for side in SIDES]
        for peer in peers:
            await media.door.seat(peer)
            assert peer.way == "relay"
        await is_unharmed(*peers)
        for peer in peers:
            assert (await seat_of(media, peer))["state"] == "connected"
        await media.door.close_room(room)
        for peer in peers:
            await peer.close()

    loops.run(story())


@pytest.mark.parametrize("peer", NOT_THE_HUB)
def test_the_relay_reaches_the_hub_and_nothing_else(coturn: Turn, peer: str) -> None:
    assert loops.run(_asked_for(coturn, peer)) == FORBIDDEN


def test_the_relay_reaches_the_hub(coturn: Turn, address: str) -> None:
    assert loops.run(_asked_for(coturn, address)) is None


@pytest.mark.parametrize("wrong", [{"secret": "guessed"}, {"lasts_s": -60}])
def test_a_guessed_or_old_credential_opens_nothing(
    coturn: Turn, address: str, wrong: dict[str, str | int]
) -> None:
    async def story() -> int | None:
        credentials = coturn.credentials(**wrong)  # type: ignore[arg-type]
        with pytest.raises(stun.TransactionFailed) as refused:
            async with allocation(coturn, credentials):
                pass
        return refused.value.response.error_code

    assert loops.run(story()) == UNAUTHORISED


async def _asked_for(coturn: Turn, peer: str) -> int | None:
    """Ask the relay for a channel to `peer`; return the error code, None: it was given."""
    async with allocation(coturn, coturn.credentials()) as relay:
        try:
            await relay.channel_bind(0x4000, (peer, 50_000))
        except stun.TransactionFailed as refused:
            return refused.response.error_code
    return None


@asynccontextmanager
async def allocation(
    coturn: Turn, credentials: tuple[str, str]
) -> AsyncIterator[turn.TurnClientUdpProtocol]:
    """Open an allocation, as a browser would; raises `stun.TransactionFailed` if refused."""
    username, password = credentials
    server = (coturn.address, coturn.port)
    transport, relay = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: turn.TurnClientUdpProtocol(server, username, password, LASTS_S, LASTS_S),
        remote_addr=server,
    )
    try:
        await relay.connect()
        yield relay
        await relay.delete()
    finally:
        transport.close()


def _filled(text: str, values: dict[str, str]) -> str:
    """Return the configuration with these values in place of those that say CHANGE."""
    for name, value in values.items():
        text, found = re.subn(rf"(?m)^{name}=.*$", f"{name}={value}", text)
        assert found == 1, name
    return text


def _free_port(address: str) -> int:
    with socket.socket() as probe:
        probe.bind((address, 0))
        return int(probe.getsockname()[1])


def _wait(running: "subprocess.Popen[bytes]", address: str, port: int, log: Path) -> None:
    until = time.monotonic() + UP_WITHIN_S
    while time.monotonic() < until:
        assert running.poll() is None, log.read_text(errors="replace")[-2000:]
        with suppress(OSError), socket.create_connection((address, port), timeout=1):
            return
    raise AssertionError(log.read_text(errors="replace")[-2000:])
