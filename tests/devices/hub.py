"""A hub small enough to trust: the real protocol over a real socket, rows in a dict."""

import json
import threading
from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from uuid import UUID, uuid4

from telecare import clock
from telecare.protocol.limits import MAX_MISSING_RANGES, OBSERVATIONS_PATH, SETTINGS_PATH
from telecare.protocol.messages import (
    DeviceSettings,
    Enrolled,
    Observation,
    Receipt,
    RefusalBody,
    Sensor,
    Unreadable,
    content_digest_of,
    enrolment_proof,
    implausible,
    read_delivery,
    read_enrolment,
    write,
)
from telecare.protocol.signature import (
    Algorithm,
    PublicKey,
    Unsigned,
    load_key,
    read_claim,
    verify,
)
from telecare.protocol.timing import clock_off, from_the_future

NOON = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
SENSORS = (
    Sensor(UUID(int=1), "motion", "주방 · kitchen"),
    Sensor(UUID(int=2), "front_door", "현관문"),
    Sensor(UUID(int=3), "button", "호출 버튼"),
    Sensor(UUID(int=4), "motion_bathroom", "욕실"),
    Sensor(UUID(int=5), "motion_lounge", "거실"),
    Sensor(UUID(int=6), "motion_hallway", "복도"),
    Sensor(UUID(int=7), "motion_bedroom", "침실"),
    Sensor(UUID(int=8), "fridge_door", "냉장고 문"),
    Sensor(UUID(int=9), "back_door", "뒷문"),
)


@dataclass
class FakeHub:
    """Rows and settings a test may look at and change."""

    now: datetime = NOON
    real_time: bool = False
    codes: set[str] = field(default_factory=lambda: {"GOOD-CODE"})
    keys: dict[str, PublicKey] = field(default_factory=dict)
    rows: dict[tuple[str, int], tuple[bytes, Observation]] = field(default_factory=dict)
    installed: dict[str, datetime | None] = field(default_factory=dict)
    arrivals: list[list[int]] = field(default_factory=list)
    network: list[str] = field(default_factory=list)  # one word per request, then "up" for ever
    revoked: bool = False
    settings_version: int = 1
    heartbeat_s: int = 60
    name_the_number: bool = True
    asked_settings: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)
    heard: threading.Condition = field(default_factory=threading.Condition)
    stuck: threading.Event = field(default_factory=threading.Event)
    unstuck: threading.Event = field(default_factory=threading.Event)

    def numbers(self, device: str) -> list[int]:
        return sorted(number for owner, number in self.rows if owner == device)

    def receipt(self, device: str, stored: int) -> Receipt:
        have = self.numbers(device)
        contiguous = next((at for at, n in enumerate(have) if n != at + 1), len(have))
        above = [contiguous, *have[contiguous:]]
        missing = [(a + 1, b - 1) for a, b in pairwise(above) if b > a + 1]
        return Receipt(
            contiguous,
            tuple(missing[:MAX_MISSING_RANGES]),
            stored,
            self.now,
            self.settings_version,
        )

    def wait_for(self, batches: int) -> None:
        """Wait until so many batches have arrived."""
        with self.heard:
            assert self.heard.wait_for(lambda: len(self.arrivals) >= batches, 20)

    # --- answers: (status, message, headers) --------------------------------------------

    def enrol(self, body: bytes) -> tuple[int, bytes]:
        asked = read_enrolment(body)
        if asked.code not in self.codes:
            return 404, write(RefusalBody("code_unknown", "There is no such enrolment code."))
        key = load_key(Algorithm(asked.algorithm), b64decode(asked.public_key))
        if not key.verifies(enrolment_proof(asked.code), b64decode(asked.proof)):
            return 401, write(RefusalBody("bad_signature", "The proof does not verify."))
        self.codes.discard(asked.code)
        device = uuid4()
        self.keys[str(device)] = key
        self.installed[str(device)] = asked.installed_at
        return 201, write(Enrolled(device, "Asia/Seoul", self.heartbeat_s, SENSORS, self.now))

    def signed(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None
    ) -> tuple[int, bytes]:
        try:
            claim = read_claim(method, path, headers, body)
        except Unsigned as refused:
            return 401, write(RefusalBody(refused.code, "x"))
        key = self.keys.get(claim.key_id)
        if key is None or not verify(key, claim):
            return 401, write(RefusalBody("bad_signature" if key else "unknown_device", "x"))
        if clock_off(claim.created, self.now):
            return 401, write(RefusalBody("clock_off", "x", hub_time=self.now))
        if self.revoked:
            return 403, write(RefusalBody("revoked", "x"))
        if path == SETTINGS_PATH:
            self.asked_settings += 1
            return 200, write(DeviceSettings(self.settings_version, self.heartbeat_s, SENSORS))
        assert path == OBSERVATIONS_PATH
        return self.store(claim.key_id, body or b"")

    def store(self, device: str, body: bytes) -> tuple[int, bytes]:
        try:
            delivery = read_delivery(body)
        except Unreadable as refused:
            return 400, write(RefusalBody(refused.code, "x"))
        for one in delivery.observations:
            fault = self.fault(device, one, delivery.sent_at)
            if fault:
                named = one.number if self.name_the_number else None
                return fault[0], write(RefusalBody(fault[1], "x", number=named))
        fresh = 0
        for one in delivery.observations:
            fresh += (device, one.number) not in self.rows
            self.rows[device, one.number] = (content_digest_of(one), one)
        with self.heard:
            self.arrivals.append([one.number for one in delivery.observations])
            self.heard.notify_all()
        return 200, write(self.receipt(device, fresh))

    def fault(self, device: str, one: Observation, sent_at: datetime) -> tuple[int, str] | None:
        if implausible(one):
            return 422, "implausible"
        if from_the_future(one.taken_at, sent_at):
            return 422, "from_the_future"
        known = self.rows.get((device, one.number))
        if known and known[0] != content_digest_of(one):
            return 409, "number_reused"
        return None


class _Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536  # an answer leaves in one piece, not in Nagle's two
    hub: FakeHub

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers["content-length"])))

    def do_GET(self) -> None:
        self._serve(None)

    def _serve(self, body: bytes | None) -> None:
        if self.hub.network[:1] == ["stuck"]:  # an answer that takes for ever
            self.hub.network.pop(0)
            self.hub.stuck.set()
            self.hub.unstuck.wait(20)
        with self.hub.lock:
            if self.hub.real_time:
                self.hub.now = clock.now()
            weather = self.hub.network.pop(0) if self.hub.network else "up"
            if weather == "down":  # the request never arrived
                self.close_connection = True
                self.connection.close()
                return
            if weather == "busy":
                self._answer(503, write(RefusalBody("busy", "x")), {"Retry-After": "7"})
                return
            if weather == "proxy":
                self._answer(502, b"<html>Bad Gateway</html>", {})
                return
            if self.path.endswith("/enrolments"):
                status, answer = self.hub.enrol(body or b"")
            else:
                headers = {name.lower(): text for name, text in self.headers.items()}
                status, answer = self.hub.signed(self.command, self.path, headers, body)
            if weather == "lost":  # stored, but the answer never came back
                self.close_connection = True
                self.connection.close()
                return
            self._answer(status, answer, {})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, text in headers.items():
            self.send_header(name, text)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(hub: FakeHub) -> Iterator[str]:
    """Serve the hub on a free port of this machine; give its address."""
    door = type("Door", (_Door,), {"hub": hub})
    with ThreadingHTTPServer(("127.0.0.1", 0), door) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def told(hub: FakeHub, device: str) -> Sequence[dict[str, object]]:
    """Return what the hub has of a device, in order of number, as plain values."""
    return [json.loads(write(hub.rows[device, number][1])) for number in hub.numbers(device)]
