"""A message service on this machine: plays the SMS modem and the telephone, for demo and tests.

    python -m devices.simulator.provider --port 8025 --secret WORD

It speaks the hub's signed contract (`telecare.protocol.hooks`) over real HTTP. What it is
given is listed at `/`; a telephone "rings" there until somebody presses a key, and an SMS is
reported as delivered at once. It reaches nobody real: everything it carries is simulated.
"""

import argparse
import html
import itertools
import json
import signal
import sys
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs

import urllib3

from telecare import clock
from telecare.protocol.hooks import holds, signed

KEPT: Final = 200  # messages shown
MOST: Final = 64 * 1024  # bytes of a message
TIMEOUT: Final = urllib3.Timeout(connect=3, read=5)


@dataclass
class Taken:
    """One message the service has taken, and what came of it."""

    message: dict[str, Any]
    at: str
    results: list[str] = field(default_factory=list)


class Service:
    """The message service: takes messages once each and reports what happens to them."""

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self._taken: OrderedDict[str, Taken] = OrderedDict()
        self._events = itertools.count(1)
        self._started = f"{clock.now():%H%M%S%f}"
        self._lock = threading.Lock()
        self._pool = urllib3.PoolManager(maxsize=4)

    @property
    def taken(self) -> list[Taken]:
        """Every message taken, oldest first."""
        with self._lock:
            return list(self._taken.values())

    def take(self, headers: dict[str, str], body: bytes) -> HTTPStatus:
        """Take a message if it is signed; the same one again is taken as known."""
        if not holds(self._secret, headers, body, int(clock.now().timestamp())):
            return HTTPStatus.UNAUTHORIZED
        try:
            message = json.loads(body)
            name, channel = str(message["id"]), str(message["channel"])
        except (ValueError, KeyError, TypeError):
            return HTTPStatus.BAD_REQUEST
        with self._lock:
            if name in self._taken:
                return HTTPStatus.CONFLICT
            self._taken[name] = Taken(message, f"{clock.now():%H:%M:%S}")
            while len(self._taken) > KEPT:
                self._taken.popitem(last=False)
        if channel == "sms":
            threading.Thread(target=self.report, args=(name, "delivered"), daemon=True).start()
        return HTTPStatus.ACCEPTED

    def report(self, name: str, result: str, key: str = "") -> str:
        """Report a result to the hub; return what it said, or why it could not be told."""
        with self._lock:
            taken = self._taken.get(name)
        if taken is None or not taken.message.get("answer_to"):
            return "unknown"
        event = f"{self._started}-{next(self._events)}"
        report = {"event": event, "notification": name, "result": result, "key": key}
        body = json.dumps(report).encode()
        headers = signed(self._secret, int(clock.now().timestamp()), body)
        try:
            answer = self._pool.request(
                "POST", taken.message["answer_to"], body=body, headers=headers,
                timeout=TIMEOUT, retries=False,
            )  # fmt: skip
            said = str(json.loads(answer.data).get("said", answer.status))
        except (urllib3.exceptions.HTTPError, ValueError):
            said = "not told"
        with self._lock:
            taken.results.append(f"{result}{key and ' ' + key} → {said}")
        return said


def page(service: Service) -> str:
    """Return the list of what was taken, newest first, with a telephone's keys."""
    rows = "".join(_row(taken) for taken in reversed(service.taken))
    return (
        '<!doctype html><html lang="ko"><meta charset="utf-8"><title>발신 서비스 (모의)</title>'
        '<meta http-equiv="refresh" content="3"><style>body{font:16px/1.5 sans-serif;'
        "max-width:60rem;margin:1rem auto;padding:0 1rem}td,th{text-align:left;padding:.4rem;"
        "border-bottom:1px solid #888;vertical-align:top}button{font:inherit;min-width:2.5rem}"
        "</style><h1>발신 서비스 (모의) · Message service (simulated)</h1>"
        "<p>아무에게도 실제로 보내지 않습니다. Nobody real is reached.</p>"
        "<table><tr><th>시각 Time<th>방법 Channel<th>받는 곳 To"
        "<th>내용 Text<th>결과 Result</tr>"
        f"{rows}</table></html>"
    )


def _row(taken: Taken) -> str:
    message = taken.message
    cells = (
        taken.at, message.get("channel"), message.get("to"), message.get("text"),
        " / ".join(taken.results),
    )  # fmt: skip
    said = "".join(f"<td>{html.escape(str(cell or ''))}" for cell in cells)
    if message.get("channel") != "voice":
        return f"<tr>{said}</tr>"
    name = html.escape(str(message["id"]), quote=True)
    keys = [*message.get("keys", ()), "no_answer", "busy"]
    pressed = "".join(
        f'<button name="key" value="{html.escape(str(key), quote=True)}">'
        f"{html.escape(str(key))}</button> "
        for key in keys
    )
    form = f'<form method="post" action="/press"><input type="hidden" name="id" value="{name}">'
    return f"<tr>{said}<br>{form}{pressed}</form></tr>"


def serve(service: Service, port: int) -> ThreadingHTTPServer:
    """Return the service's server on the loopback address, not yet running."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(HTTPStatus.OK, page(service))

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            if not 0 < length <= MOST:
                self._answer(HTTPStatus.BAD_REQUEST, "")
                return
            body = self.rfile.read(length)
            if self.path == "/press":
                self._press(body)
                return
            self._answer(service.take(dict(self.headers.items()), body), "")

        def _press(self, body: bytes) -> None:
            given = parse_qs(body.decode("utf-8", "replace"))
            name, key = given.get("id", [""])[0], given.get("key", [""])[0]
            if key in {"no_answer", "busy"}:
                service.report(name, key)
            else:
                service.report(name, "key", key)
            self.send_response(HTTPStatus.SEE_OTHER)
            self.send_header("Location", "/")
            self.end_headers()

        def _answer(self, status: HTTPStatus, text: str) -> None:
            said = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Write no line: it would hold telephone numbers."""

    return ThreadingHTTPServer(("127.0.0.1", port), Door)


def main(given: Sequence[str] | None = None) -> int:
    """Run the service until Ctrl-C or SIGTERM."""
    parser = argparse.ArgumentParser(
        prog="devices.simulator.provider", description="A message service that reaches nobody."
    )
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--secret", required=True, help="shared with the hub's provider")
    asked = parser.parse_args(given)
    server = serve(Service(asked.secret), asked.port)

    def stop(_number: int, _frame: object) -> None:
        threading.Thread(target=server.shutdown, daemon=True).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    server.serve_forever()
    server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
