"""A press for help through a flood: `python -m bench.flood [--json]`.

A si/gun of 500 homes says something once a minute each; fifty times that comes over the
real wire, signed, to `telecare serve` on SQLite. Through it tablets of other homes ask for
help, one after another, each in a request of its own signed by its P-256 key. The clock starts
before the signature is made and stops when a caseworker's screen, nudged over Socket.IO, has
fetched the changes in which that resident's alert stands.
"""

import argparse
import asyncio
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.request import Request, urlopen
from uuid import UUID, uuid4

import pyotp
import socketio
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import insert

from bench.report import Figure, percentile, report
from telecare import clock
from telecare.care.facts import DeviceKind, Power
from telecare.db.engine import transaction
from telecare.db.migrations import migrate
from telecare.protocol.limits import HEARTBEAT, OBSERVATIONS_PATH
from telecare.protocol.messages import Kind, Observation, write, write_delivery
from telecare.protocol.signature import Algorithm, signed_headers
from telecare.records.devices import Device
from tests.browser.hub import PASSWORD, County, Home, LiveHub, open_hub
from tests.homes import Gateway
from tests.stories.operator import Browser

HOMES: Final = 500  # of a si/gun with an embedded hub
NORMAL_PER_S: Final = HOMES / HEARTBEAT.total_seconds()
TIMES: Final = 50  # the promise is made at this flood
POURED_TIMES: Final = 52  # a little more, so that a short pause does not end below it
GATEWAYS: Final = 60  # that send it all between them
PRESSES: Final = 40  # one a tablet; a p95 of fewer than 20 would be the worst one alone
QUIET_PRESSES: Final = 12  # before the flood, to compare
BETWEEN_S: Final = 0.4
RISE_S: Final = 2.0  # the flood runs before the first press
SPARE_S: Final = 8.0
CONNECTIONS: Final = 48
WITHIN_MS: Final = 1000.0  # the promise
PATIENCE_S: Final = 20.0
LENGTH_BYTES: Final = 4
OK: Final = b"HTTP/1.1 200"


@dataclass(frozen=True, slots=True)
class P256Signer:
    """A tablet's key, as WebCrypto would hold it."""

    key: ec.EllipticCurvePrivateKey
    algorithm: Algorithm = Algorithm.ECDSA_P256_SHA256

    def public_bytes(self) -> bytes:
        """Return the public key in DER."""
        return self.key.public_key().public_bytes(
            Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        )

    def sign(self, base: bytes) -> bytes:
        """Return R and S side by side, as WebCrypto does."""
        r, s = decode_dss_signature(self.key.sign(base, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32) + s.to_bytes(32)


@dataclass
class Tablet:
    """A tablet of one resident; it numbers what it says from 1."""

    device_id: UUID
    resident_id: UUID
    signer: P256Signer = field(
        default_factory=lambda: P256Signer(ec.generate_private_key(ec.SECP256R1()))
    )
    said: int = 0

    def asks_for_help(self, hub: LiveHub) -> None:
        """Send one press in a request of its own."""
        now = clock.now()
        self.said += 1
        body = write_delivery(now, [write(Observation(self.said, Kind.SOS, now))])
        headers = signed_headers(
            self.signer, key_id=str(self.device_id), created=int(now.timestamp()),
            method="POST", path=OBSERVATIONS_PATH, body=body,
        )  # fmt: skip
        request = Request(hub.url + OBSERVATIONS_PATH, body, headers, method="POST")  # noqa: S310 - http on loopback
        with urlopen(request, timeout=PATIENCE_S) as answer:  # noqa: S310
            assert answer.status == 200


class Screen:
    """A caseworker's open board without pixels: a nudge comes, the changes are fetched."""

    def __init__(self, hub: LiveHub, login: str) -> None:
        self.browser = Browser(hub.url)
        self.browser.post("/api/session", login=login, password=PASSWORD)
        secret = self.browser.post("/api/session/second-factor/totp")["secret"]
        shown = pyotp.TOTP(secret).at(clock.now())
        self.browser.post("/api/session/second-factor/totp/confirm", code=shown)
        self._after = {
            cursor["feed"]: cursor["seq"]
            for cursor in self._get("/api/board?view=now")["feeds"]
        }
        self._nudges: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self.socket = socketio.Client(reconnection=False)
        self.socket.on("nudge", self._nudges.put, namespace="/board")
        self.socket.connect(
            hub.origin, headers={"Cookie": self.browser.cookie},
            transports=["websocket"], namespaces=["/board"],
        )  # fmt: skip

    def shows(self, resident_id: UUID) -> float:
        """Wait until an alert of this resident is on the board; return that instant."""
        until = time.monotonic() + PATIENCE_S
        while (left := until - time.monotonic()) > 0:
            nudge = self._nudges.get(timeout=left)
            feed = nudge["feed"]
            if nudge["seq"] <= self._after[feed]:
                continue
            changes = self._get(f"/api/feeds/{feed}/changes?after={self._after[feed]}")
            arrived = time.monotonic()
            self._after[feed] = changes["seq"]
            if str(resident_id) in {row["resident"]["id"] for row in changes["rows"]}:
                return arrived
        raise TimeoutError("the press never came to the board")

    def close(self) -> None:
        """Leave."""
        self.socket.disconnect()

    def _get(self, path: str) -> dict[str, Any]:
        answer = self.browser.get(path)
        assert self.browser.status == 200, answer
        return answer


def give_tablet(hub: LiveHub, county: County, home: Home) -> Tablet:
    """Put an enrolled tablet into a home: the row its enrolment would have left."""
    tablet = Tablet(uuid4(), home.resident_id)
    now = clock.now()
    row = {
        "id": tablet.device_id, "resident_id": home.resident_id, "parent_id": None,
        "organisation_id": county.myeon_id, "label": "", "created_at": now,
        "installed_at": now, "enrol_deadline": now, "network": "", "simulated": False,
        "contiguous": 0, "highest": 0, "kind": DeviceKind.TABLET, "power": Power.MAINS,
        "position": 0, "version": 2, "public_key": tablet.signer.public_bytes(),
        "algorithm": tablet.signer.algorithm.value, "enrolled_at": now,
    }  # fmt: skip
    with transaction(hub.engine) as db:
        db.execute(insert(Device), row)
    return tablet


# --------------------------------------------------------------------- the flood


def request_of(gateway: Gateway) -> bytes:
    """Return one whole signed request with one sighting in it."""
    now = clock.now()
    body = gateway.body([gateway.saw("activity", now)], now)
    head = [
        f"POST {OBSERVATIONS_PATH} HTTP/1.1", "host: 127.0.0.1", f"content-length: {len(body)}",
        *(f"{name}: {value}" for name, value in gateway.headers(body, now).items()),
    ]  # fmt: skip
    return "\r\n".join([*head, "", ""]).encode() + body


@contextmanager
def flooding(hub: LiveHub, file: Path, rate: float) -> Iterator["Flood"]:
    """Run the flood beside us, in a process of its own, until the block ends."""
    command = [
        sys.executable,
        "-m",
        "bench.flood",
        "--pour",
        str(file),
        str(hub.port),
        str(rate),
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    flood = Flood()
    try:
        yield flood
        flood.pouring = process.poll() is None
    finally:
        process.terminate()
        told, _ = process.communicate(timeout=30)
    flood.stored, flood.refused, flood.seconds = (float(word) for word in told.split())


@dataclass
class Flood:
    """What the flood came to; `pouring`: it had not run dry before the last press."""

    stored: float = 0.0
    refused: float = 0.0
    seconds: float = 0.0
    pouring: bool = False


async def pour(file: Path, port: int, rate: float) -> None:
    """Send the requests of a file at `rate` a second over some connections; tell the counts."""
    stop = threading.Event()
    asyncio.get_running_loop().add_signal_handler(15, stop.set)
    requests = _read(file)
    counts = [0, 0]
    begun = time.monotonic()

    async def line(place: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for n, request in enumerate(requests):
            due = begun + (n * CONNECTIONS + place) / rate
            if (ahead := due - time.monotonic()) > 0:
                await asyncio.sleep(ahead)
            if stop.is_set():
                break
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(_length(head))
            counts[not head.startswith(OK)] += 1
        writer.close()

    await asyncio.gather(*(line(place) for place in range(CONNECTIONS)))
    print(counts[0], counts[1], time.monotonic() - begun)


def _read(file: Path) -> Iterator[bytes]:
    with file.open("rb") as source:
        while size := source.read(LENGTH_BYTES):
            yield source.read(int.from_bytes(size))


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    return 0


# ------------------------------------------------------------------- the measuring


def measure(hub: LiveHub, place: Path) -> tuple[list[float], list[float], Flood]:
    """Return the spans without and with the flood, in ms, and what the flood was."""
    county = hub.county()
    login = county.hires("한지민")
    homes = [county.enrols(f"주민 {n}") for n in range(GATEWAYS + PRESSES + QUIET_PRESSES)]
    tablets = [give_tablet(hub, county, home) for home in homes[GATEWAYS:]]
    rate = POURED_TIMES * NORMAL_PER_S
    file = place / "flood.bin"
    needed = int(rate * (RISE_S + SPARE_S + PRESSES * (BETWEEN_S + WITHIN_MS / 1000)))
    with file.open("wb") as kept:
        for n in range(needed):
            request = request_of(homes[n % GATEWAYS].gateway)
            kept.write(len(request).to_bytes(LENGTH_BYTES) + request)
    screen = Screen(hub, login)
    try:
        quiet = [_one(hub, screen, tablet) for tablet in tablets[:QUIET_PRESSES]]
        with flooding(hub, file, rate) as flood:
            time.sleep(RISE_S)
            spans = [_one(hub, screen, tablet) for tablet in tablets[QUIET_PRESSES:]]
    finally:
        screen.close()
    return quiet, spans, flood


def _one(hub: LiveHub, screen: Screen, tablet: Tablet) -> float:
    """Press once and wait for the board; milliseconds between."""
    begun = time.monotonic()
    tablet.asks_for_help(hub)
    span = 1000 * (screen.shows(tablet.resident_id) - begun)
    time.sleep(BETWEEN_S)
    return span


def main(given: Sequence[str] | None = None) -> None:
    """Measure and print the table; `--pour` is the flood, started by this program."""
    options = argparse.ArgumentParser(prog="bench.flood", description=__doc__)
    options.add_argument("--json", action="store_true", help="one JSON object on the last line")
    options.add_argument("--pour", nargs=3, help=argparse.SUPPRESS)
    chosen = options.parse_args(given)
    if chosen.pour:
        file, port, rate = chosen.pour
        asyncio.run(pour(Path(file), int(port), float(rate)))
        return
    with tempfile.TemporaryDirectory(prefix="telecare-flood-") as folder:
        place = Path(folder)
        url = f"sqlite:///{place}/telecare.db"
        migrate(url)
        hub = open_hub(place, url, TELECARE_MEDIA="off")
        try:
            quiet, spans, flood = measure(hub, place)
        finally:
            hub.stop()
            hub.engine.dispose()
    poured = flood.stored / flood.seconds
    figures = [
        Figure("sos_ms_p50", percentile(spans, 50), "ms"),
        Figure("sos_ms_p95", percentile(spans, 95), "ms", WITHIN_MS),
        Figure("sos_ms_max", max(spans), "ms"),
        Figure("presses", len(spans), ""),
        Figure("quiet_ms_p95", percentile(quiet, 95), "ms"),
        Figure("flood_per_s", poured, "stored/s"),
        Figure("flood_times", poured / NORMAL_PER_S, "× normal", TIMES, "at least"),
        Figure("flood_refused", flood.refused, "requests", 0),
    ]
    report(
        "A press for help → the board, through a flood",
        figures,
        as_json=chosen.json,
        notes=[
            f"Normal: {HOMES} homes, one delivery a minute each, {NORMAL_PER_S:.1f}/s;",
            f"the flood {'lasted to' if flood.pouring else 'RAN DRY before'} the last press.",
        ],
        keys={figure.name: figure.value for figure in figures},
    )


if __name__ == "__main__":
    main()
