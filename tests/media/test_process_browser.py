"""Two real browsers: picture and sound both ways through the process, and after a death."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from playwright.sync_api import Browser, Page, Playwright

from telecare.protocol.media import Admitted, RoomStats
from tests.media.hostile import MediaProcess, media_process
from tests.media.test_process import Unix, ask

pytestmark = pytest.mark.timeout(400)

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--allow-loopback-in-peer-connection",
    "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream=fps=20",
    "--autoplay-policy=no-user-gesture-required",
]  # fmt: skip
ORIGIN = "http://localhost/"
PATIENCE_MS = 30_000
FRAMES = 20  # a second of picture
OFFER = """async (video) => {
    const certificate = await RTCPeerConnection.generateCertificate(
        { name: "ECDSA", namedCurve: "P-256" });
    const peer = window.peer = new RTCPeerConnection(
        { certificates: [certificate], bundlePolicy: "max-bundle", iceServers: [] });
    const shown = document.body.appendChild(document.createElement("video"));
    shown.autoplay = true;
    shown.srcObject = new MediaStream();
    peer.ontrack = (event) => shown.srcObject.addTrack(event.track);
    const own = await navigator.mediaDevices.getUserMedia(
        { audio: true, video: video === "sendrecv" });
    for (const track of own.getTracks()) peer.addTrack(track, own);
    if (video === "recvonly") peer.addTransceiver("video", { direction: "recvonly" });
    await peer.setLocalDescription();
    const [{ value }] = certificate.getFingerprints();
    return { offer: peer.localDescription.sdp, fingerprint: value };
}"""
ANSWER = "(sdp) => peer.setRemoteDescription({ type: 'answer', sdp })"
HEARD = """async () => {
    const heard = { audio: 0, video: 0 };
    for (const report of (await peer.getStats()).values())
        if (report.type === "inbound-rtp")
            heard[report.kind] = report.kind === "video" ? report.framesDecoded ?? 0
                : (report.totalAudioEnergy > 0 ? report.packetsReceived : 0);
    return heard;
}"""
HEARS = f"""async (wanted) => {{
    const heard = await ({HEARD})();
    return heard.video >= wanted.video && heard.audio >= wanted.audio;
}}"""


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaProcess]:
    with media_process(tmp_path_factory.mktemp("media")) as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright, headless_path: str) -> Iterator[Browser]:
    """Chromium with a camera and a microphone of its own."""
    opened = playwright.chromium.launch(executable_path=headless_path, args=FLAGS)
    yield opened
    opened.close()


@pytest.fixture
def room() -> str:
    return f"/rooms/{uuid4()}"


def joins(browser: Browser, media: MediaProcess, seat: str, video: str = "sendrecv") -> Page:
    page = browser.new_context(permissions=["camera", "microphone"]).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.route(f"{ORIGIN}**", lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto(ORIGIN)
    offered: dict[str, Any] = page.evaluate(OFFER, video)
    connection = Unix(media.door.door)
    status, told = ask(connection, "POST", seat, offered)
    connection.close()
    assert status == 200, told
    page.evaluate(ANSWER, Admitted(**json.loads(told)).answer)
    page.wait_for_function("peer.connectionState === 'connected'")
    return page


def hears(page: Page, *, video: int = FRAMES, audio: int = 50) -> None:
    page.wait_for_function(HEARS, arg={"video": video, "audio": audio})


def stats(media: MediaProcess, room: str) -> RoomStats:
    connection = Unix(media.door.door)
    _, told = ask(connection, "GET", room)
    connection.close()
    return msgspec.json.decode(told, type=RoomStats)


def test_two_browsers_see_and_hear_each_other_and_one_comes_back(
    browser: Browser, media: MediaProcess, room: str
) -> None:
    caller = joins(browser, media, f"{room}/seats/caller")
    resident = joins(browser, media, f"{room}/seats/resident")
    hears(caller)
    hears(resident)
    caller.context.close()
    before = resident.evaluate(HEARD)
    again = joins(browser, media, f"{room}/seats/caller")
    hears(again)
    hears(resident, video=before["video"] + FRAMES, audio=before["audio"] + 50)
    seats = stats(media, room).seats
    assert (seats["caller"].rejoins, seats["resident"].rejoins) == (1, 0)
    assert seats["resident"].state == seats["caller"].state == "connected"
    again.context.close()
    resident.context.close()
    libraries = Path(f"/proc/{media.popen.pid}/task")
    assert len(list(libraries.iterdir())) < 8, "no decoder's threads"


@pytest.mark.parametrize(("video", "frames"), [("recvonly", FRAMES), ("none", 0)])
def test_a_browser_without_a_camera_takes_part(
    browser: Browser, media: MediaProcess, room: str, video: str, frames: int
) -> None:
    caller = joins(browser, media, f"{room}/seats/caller")
    resident = joins(browser, media, f"{room}/seats/resident", video)
    hears(resident, video=frames)
    hears(caller, video=0)
    for page in (caller, resident):
        page.context.close()
