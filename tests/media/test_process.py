"""`telecare media` as an operator and the hub see it."""

import asyncio
import http.client
import json
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from bench.media_hubs import media_environ
from bench.media_peer import fingerprint
from telecare.protocol.media import MEDIA_KEY_HEADER, MediaEvent, MediaEvents
from tests import loops
from tests.media.hostile import MediaProcess, media_process, pair, speak

COMMAND = [sys.executable, "-m", "telecare.cli.main", "media"]
ENDS_WITHIN_S = 20
ROOM = "/rooms/018f0000-0000-7000-8000-000000000001"


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaProcess]:
    with media_process(tmp_path_factory.mktemp("media")) as running:
        yield running


class Unix(http.client.HTTPConnection):
    """The standard library's client, as strict a reader as any, over a unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("media")
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(ENDS_WITHIN_S)
        self.sock.connect(str(self._path))


def ask(connection: Unix, method: str, path: str, body: object = None) -> tuple[int, bytes]:
    connection.request(method, path, None if body is None else json.dumps(body))
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_one_connection_carries_many_requests(media: MediaProcess) -> None:
    connection = Unix(media.door.door)
    for _ in range(3):
        status, told = ask(connection, "GET", "/health")
        assert status == 200
        assert json.loads(told)["ok"] is True
    assert ask(connection, "DELETE", ROOM) == (204, b"")
    assert ask(connection, "DELETE", f"{ROOM}/seats/caller") == (204, b"")
    assert ask(connection, "GET", "/nothing") == (404, b"")
    connection.close()


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", ROOM, None, 404, "no_room"),
        ("GET", "/rooms/nonsense", None, 404, "no_room"),
        ("POST", f"{ROOM}/seats/visitor", {"offer": "", "fingerprint": ""}, 404, "no_room"),
        ("POST", f"{ROOM}/seats/caller", {"offer": "", "fingerprint": ""}, 400, "bad_offer"),
        ("POST", f"{ROOM}/seats/caller", {"offer": 5}, 400, "bad_offer"),
    ],
)
def test_a_refusal_has_a_code(
    media: MediaProcess, method: str, path: str, body: object, status: int, code: str
) -> None:
    connection = Unix(media.door.door)
    got, told = ask(connection, method, path, body)
    connection.close()
    assert got == status
    assert json.loads(told)["error"] == code
    assert json.loads(told)["message"].endswith(".")


def test_only_its_own_user_may_ask(media: MediaProcess) -> None:
    mode = media.door.door.stat().st_mode
    assert stat.S_ISSOCK(mode)
    assert stat.S_IMODE(mode) == 0o600


def test_a_second_one_is_refused_in_words(media: MediaProcess) -> None:
    place = media.door.door.parent
    second = subprocess.run(
        COMMAND, env=media_environ(place), capture_output=True, timeout=60, check=False
    )
    assert second.returncode == 2
    assert b"Another media process listens" in second.stderr
    assert b"Traceback" not in second.stderr


def test_two_in_a_call_leave_no_word_of_it_in_the_log(media: MediaProcess) -> None:
    async def story() -> None:
        async with pair(media) as peers:
            offer = await peers[0].offer()
            body = {"offer": offer[:-40], "fingerprint": fingerprint(offer), "video": True}
            assert (await media.door.ask("POST", f"{ROOM}/seats/caller", body))[0] in {200, 400}
            await speak(*peers)

    loops.run(story())
    said = media.log.read_text()
    for secret in ("a=", "ice-", "candidate", "127.0.0.1", "ufrag"):
        assert secret not in said


@contextmanager
def started(place: Path, **more: str) -> Iterator["subprocess.Popen[bytes]"]:
    environ = media_environ(place) | more
    process = subprocess.Popen(COMMAND, env=environ, stdin=subprocess.PIPE)
    try:
        loops.run(_up(place / "media.sock", process))
        yield process
    finally:
        process.kill()
        process.wait(ENDS_WITHIN_S)
        if process.stdin is not None:
            process.stdin.close()


async def _up(path: Path, process: "subprocess.Popen[bytes]") -> None:
    async with asyncio.timeout(30):
        while True:
            assert process.poll() is None
            try:
                _, writer = await asyncio.open_unix_connection(path)
            except OSError:
                await asyncio.sleep(0.05)
                continue
            writer.close()
            return await writer.wait_closed()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_told(tmp_path: Path, number: signal.Signals) -> None:
    with started(tmp_path) as process:
        process.send_signal(number)
        assert process.wait(ENDS_WITHIN_S) == 0
        assert not (tmp_path / "media.sock").exists()


def test_it_ends_with_its_keeper(tmp_path: Path) -> None:
    with started(tmp_path, TELECARE_MEDIA_KEEPER="stdin") as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(ENDS_WITHIN_S) == 0


def test_a_socket_left_by_the_dead_is_replaced(tmp_path: Path) -> None:
    with started(tmp_path) as process:
        process.kill()
        process.wait(ENDS_WITHIN_S)
    assert (tmp_path / "media.sock").exists()
    with started(tmp_path):
        connection = Unix(tmp_path / "media.sock")
        assert ask(connection, "GET", "/health")[0] == 200
        connection.close()


def test_a_file_that_is_no_socket_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "media.sock").write_text("mine")
    refused = subprocess.run(
        COMMAND, env=media_environ(tmp_path), capture_output=True, timeout=60, check=False
    )
    assert refused.returncode == 2
    assert (tmp_path / "media.sock").read_text() == "mine"


def test_the_hub_is_told_with_the_key_who_is_here(tmp_path: Path) -> None:
    heard: asyncio.Queue[tuple[str, MediaEvents]] = asyncio.Queue()
    keys: set[str] = set()
    events: list[MediaEvent] = []

    async def hub(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = int(head.lower().partition("content-length:")[2].split("\r\n")[0])
        body = await reader.readexactly(length)
        key = head.partition(f"{MEDIA_KEY_HEADER}: ")[2].split("\r\n")[0]
        assert head.startswith("POST /internal/media/events HTTP/1.1")
        heard.put_nowait((key, msgspec.json.decode(body, type=MediaEvents)))
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")
        await writer.drain()
        writer.close()

    hub_socket = tmp_path / "own-hub.sock"
    more = {"TELECARE_HUB_SOCKET": str(hub_socket), "TELECARE_MEDIA_KEY": "the-key"}
    with media_process(tmp_path, **more) as media:

        async def story() -> None:
            async with pair(media):  # nobody listens yet: what happened is told later
                server = await asyncio.start_unix_server(hub, hub_socket)
                async with asyncio.timeout(ENDS_WITHIN_S), server:
                    while len(events) < 2:
                        key, told = await heard.get()
                        keys.add(key)
                        events.extend(told.events)

        loops.run(story())
    assert keys == {"the-key"}
    assert [(one.side, one.what) for one in events[:2]] == [
        ("caller", "connected"), ("resident", "connected"),
    ]  # fmt: skip
