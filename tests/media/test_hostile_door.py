"""Garbage at the media process's own door: refused, forgotten, and nobody else is disturbed."""

import asyncio
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bench.media_peer import Peer, fingerprint
from telecare.protocol.media import MAX_MEDIA_BODY_BYTES, MAX_OFFER_BYTES
from tests import loops
from tests.media.hostile import MediaProcess, is_unharmed, media_process, pair

pytestmark = pytest.mark.timeout(300)

SEAT = f"/rooms/{uuid4()}/seats/caller"
HEAD = "host: media\r\nconnection: close\r\n"
REFUSED = {*range(400, 500), 501, 505}  # 500 would be a surprise of its own


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaProcess]:
    with media_process(tmp_path_factory.mktemp("media")) as running:
        yield running


def request(body: bytes, *, path: str = SEAT, more: str = "") -> bytes:
    head = f"POST {path} HTTP/1.1\r\n{HEAD}{more}content-length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def offered() -> dict[str, Any]:
    """Return a body that would be admitted."""
    peer = Peer("", "caller")
    offer = await peer.offer()
    await peer.close()
    return {"offer": offer, "fingerprint": fingerprint(offer), "video": True}


NOT_HTTP = {
    "nothing": b"",
    "zeros": bytes(4096),
    "chance": random.Random(1).randbytes(4096),
    "a TLS hello": bytes.fromhex("16030100c8010000c40303") + bytes(200),
    "no version": b"GET /health\r\n\r\n",
    "an endless line": b"GET /" + b"a" * 200_000,
    "endless headers": b"GET /health HTTP/1.1\r\n" + b"x: y\r\n" * 50_000,
    "a length below zero": b"POST "
    + SEAT.encode()
    + b" HTTP/1.1\r\ncontent-length: -5\r\n\r\n",
    "a length in words": b"POST " + SEAT.encode() + b" HTTP/1.1\r\ncontent-length: ten\r\n\r\n",
    "two lengths": b"POST /health HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
    "chunks": b"POST "
    + SEAT.encode()
    + b" HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n",
}


@pytest.mark.parametrize("name", NOT_HTTP)
def test_what_is_not_a_request_is_refused_or_hung_up_on(media: MediaProcess, name: str) -> None:
    async def story() -> None:
        reader, writer = await asyncio.open_unix_connection(media.door.door)
        try:
            writer.write(NOT_HTTP[name])
            if writer.can_write_eof():
                writer.write_eof()
            answer = await asyncio.wait_for(reader.read(), 10)
        except ConnectionError:
            answer = b""  # hung up while we were still talking
        writer.close()
        assert answer == b"" or int(answer.split(b" ")[1]) in REFUSED
        await media.is_well()

    loops.run(story())


BODIES = {
    "nothing": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "no text": b"\xff\xfe\x00",
    "too deep": b"[" * 20_000,
    "unknown words": b'{"offer": "", "fingerprint": "", "video": true, "room": "other"}',
    "wrong types": b'{"offer": 1, "fingerprint": [], "video": "yes"}',
    "no limit": b'{"offer": "v=0", "fingerprint": "00", "video": true, "max_pps": 1e9}',
    "below zero": b'{"offer": "v=0", "fingerprint": "00", "video": true, "max_kbps": -1}',
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_says_nothing_sensible_is_refused(media: MediaProcess, name: str) -> None:
    async def story() -> None:
        status, told = await media.door.ask_raw(request(BODIES[name]))
        assert status in REFUSED
        assert json.loads(told)["error"]
        await media.is_well()

    loops.run(story())


def test_an_oversize_body_is_refused_before_it_is_read(media: MediaProcess) -> None:
    async def story() -> None:
        body = b'{"offer": "' + b"v" * MAX_MEDIA_BODY_BYTES + b'"}'
        status, _ = await media.door.ask_raw(request(body))
        assert status in {0, 400, 413}, "0: it hung up while we were still sending"
        claimed = f"POST {SEAT} HTTP/1.1\r\n{HEAD}content-length: 99999999999\r\n\r\n".encode()
        status, _ = await asyncio.wait_for(media.door.ask_raw(claimed), 5)
        assert status in {0, 400, 413}
        await media.is_well()

    loops.run(story())


def test_no_path_of_chance_is_a_door(media: MediaProcess) -> None:
    async def story() -> None:
        for method, path in (
            ("GET", "/"), ("GET", "/rooms"), ("GET", "/rooms/../../etc/passwd"),
            ("DELETE", "/health"), ("PUT", SEAT), ("GET", f"/rooms/{uuid4()}"),
            ("POST", f"/rooms/{uuid4()}/seats/director"), ("POST", "/rooms/kim/seats/caller"),
            ("POST", "/rooms/%00/seats/caller"), ("BREW", "/health"),
        ):  # fmt: skip
            status, _ = await media.door.ask(method, path, {"offer": "", "fingerprint": ""})
            assert status in REFUSED, (method, path)
        await media.is_well()

    loops.run(story())


def test_those_who_say_nothing_keep_nobody_waiting(media: MediaProcess) -> None:
    async def story() -> None:
        async with pair(media) as pair_of_two:
            silent = [await asyncio.open_unix_connection(media.door.door) for _ in range(40)]
            for _, writer in silent[::2]:
                writer.write(b"POST /rooms/")
            await media.is_well()
            await is_unharmed(*pair_of_two)
            for _, writer in silent:
                writer.close()

    loops.run(story())


def mutated(offer: str, chance: random.Random) -> str:
    """Return an offer with a few things wrong, as a broken or evil browser would send it."""
    lines = offer.split("\r\n")
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                del lines[place : place + chance.randint(1, 5)]
                lines = lines or [""]
            case 1:
                lines.insert(place, lines[chance.randrange(len(lines))])
            case 2:
                lines[place] = lines[place][: chance.randrange(len(lines[place]) + 1)]
            case 3:
                lines[place] = lines[place].replace("1", chance.choice(["-1", "99999999", "x"]))
            case 4:
                lines[place] += chance.choice(["\x00", "가" * 50, "%n%s", " " * 500, ":" * 9])
            case _:
                chance.shuffle(lines)
    return "\r\n".join(lines)


def test_malformed_descriptions_are_refused_and_leave_nothing(media: MediaProcess) -> None:
    async def story() -> None:
        good = await offered()
        async with pair(media) as pair_of_two:
            files = media.open_files()
            chance = random.Random(3)
            statuses = set()
            for _ in range(150):
                body = good | {"offer": mutated(good["offer"], chance)}
                status, told = await media.door.ask("POST", SEAT, body)
                statuses.add(status)
                assert status in {200, 400}, told
                assert status == 200 or told["error"] in {"bad_offer", "fingerprint_mismatch"}
                assert (await media.door.ask("DELETE", SEAT.partition("/seats")[0]))[0] == 204
            assert statuses == {200, 400}, "some mistakes do not matter, most do"
            await is_unharmed(*pair_of_two)
            await media.settles(files)
        await media.is_well()

    loops.run(story())


def test_descriptions_that_ask_too_much_are_refused(media: MediaProcess) -> None:
    async def story() -> None:
        good = await offered()
        offer = good["offer"]
        audio = "m=audio" + offer.partition("m=audio")[2].partition("m=video")[0]
        asked = {
            "too long": offer + "a=x:" + "y" * MAX_OFFER_BYTES,
            "thirty sections": offer + audio * 30,
            "no sound": offer.replace("m=audio", "m=text"),
            "no key": offer.replace("a=ice-pwd", "a=x-pwd"),
            "no encryption": offer.replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"),
            "nothing": "",
            "only spaces": " \r\n" * 5_000,
        }
        for name, text in asked.items():
            status, told = await media.door.ask("POST", SEAT, good | {"offer": text})
            assert (status, told["error"]) in {
                (400, "bad_offer"), (400, "fingerprint_mismatch")
            }, name  # fmt: skip
        other = "AB:" * 31 + "AB"
        status, told = await media.door.ask("POST", SEAT, good | {"fingerprint": other})
        assert (status, told["error"]) == (400, "fingerprint_mismatch")

    loops.run(story())


def test_seats_that_are_never_taken_leave_nothing_behind(media: MediaProcess) -> None:
    async def story() -> None:
        good = await offered()
        files = media.open_files()
        rooms = [str(uuid4()) for _ in range(20)]
        for room in rooms:
            status, _ = await media.door.ask("POST", f"/rooms/{room}/seats/caller", good)
            assert status == 200
            status, _ = await media.door.ask("POST", f"/rooms/{room}/seats/caller", good)
            assert status == 200, "asked again before the first connection stands"
        for room in rooms:
            await media.door.close_room(room)
        await media.settles(files)
        _, told = await media.door.ask("GET", "/health")
        assert (told["rooms"], told["seats"]) == (0, 0)
        assert media.complains() == ""

    loops.run(story())


def test_no_address_or_password_of_an_offer_is_in_the_log(media: MediaProcess) -> None:
    async def story() -> str:
        good = await offered()
        for text in (
            good["offer"],
            good["offer"].replace("VP8", "VP\x00"),
            "v=0\r\nsecret-pwd",
        ):
            await media.door.ask("POST", SEAT, good | {"offer": text})
        await media.door.ask("DELETE", SEAT.partition("/seats")[0])
        return str(good["offer"])

    offer = loops.run(story())
    said = Path(media.log).read_text(errors="replace")
    for line in offer.splitlines():
        if line.startswith(("a=ice-pwd:", "a=fingerprint:", "a=candidate:")):
            assert line.partition(":")[2] not in said
    assert "secret-pwd" not in said
