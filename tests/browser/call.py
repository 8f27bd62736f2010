"""A call between a caller's screen and a tablet as a test sees it: pictures, sound, words."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import FLAGS
from tests.browser.tablet import TabletPage

JOINED_MS: Final = 30_000  # two shared cores; what holds does not wait
LOUD: Final = 0.005  # the fake microphone's beep peaks far above, silence lies far below
CALL_FLAGS: Final = [
    *FLAGS,
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--autoplay-policy=no-user-gesture-required",
]

_FRAMES: Final = "video => video.getVideoPlaybackQuality().totalVideoFrames"
DARK: Final = 40  # of 255; black as a video codec has it is 16
_BRIGHTEST: Final = """(video) => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [32, 24];
  const pen = canvas.getContext("2d");
  pen.drawImage(video, 0, 0, 32, 24);
  return Math.max(...pen.getImageData(0, 0, 32, 24).data.filter((_, at) => at % 4 < 3));
}"""
_LOUDEST: Final = """
async (video) => {
  const context = new AudioContext();
  await context.resume();
  const heard = context.createAnalyser();
  heard.fftSize = 32768;
  context.createMediaStreamSource(video.srcObject).connect(heard);
  const wave = new Float32Array(heard.fftSize);
  let loudest = 0;
  for (let look = 0; look < 60 && loudest < 0.005; look += 1) {
    await new Promise((go) => setTimeout(go, 100));
    heard.getFloatTimeDomainData(wave);
    loudest = Math.max(loudest, ...wave.map(Math.abs));
  }
  await context.close();
  return loudest;
}
"""


@contextmanager
def browser_with_camera(browser: Browser, path: str) -> Iterator[Browser]:
    """Open another browser of the same kind, whose camera and microphone are made up."""
    opened = browser.browser_type.launch(executable_path=path, args=CALL_FLAGS)
    yield opened
    opened.close()


@dataclass
class Ends:
    """Both ends of one call."""

    staff: Page
    tablet: TabletPage

    @property
    def window(self) -> Locator:
        """The call window of the caller's screen."""
        return self.staff.locator("section.call")

    @property
    def theirs(self) -> Locator:
        """What the caller sees of the resident."""
        return self.window.locator("video.theirs")

    @property
    def callers(self) -> Locator:
        """What the resident sees of the caller."""
        return self.tablet.page.locator(".in-call-picture video")

    def both_joined(self) -> None:
        """Wait until both ends say that they are in the call."""
        expect(self.window).to_have_attribute("data-own", "joined", timeout=JOINED_MS)
        expect(self.window).to_have_attribute("data-state", "connected", timeout=JOINED_MS)
        self.tablet_joined()

    def tablet_joined(self) -> None:
        expect(self.tablet.page.locator(".in-call")).to_have_attribute(
            "data-state", "joined", timeout=JOINED_MS
        )

    def both_see(self) -> None:
        """New pictures arrive at both ends."""
        for page, video in ((self.staff, self.theirs), (self.tablet.page, self.callers)):
            page.wait_for_function(
                f"(video) => {{ const frames = ({_FRAMES})(video);"
                " const first = Math.min(frames, video.dataset.first ?? frames);"
                " video.dataset.first = first;"
                " return video.videoWidth > 0 && frames > first + 10; }",
                arg=video.element_handle(),
                timeout=JOINED_MS,
            )
            video.evaluate("video => delete video.dataset.first")

    def both_hear(self) -> None:
        """Sound arrives at both ends."""
        for video in (self.theirs, self.callers):
            assert video.evaluate(_LOUDEST) >= LOUD

    def tablet_hears_nothing(self) -> None:
        """The caller's voice no longer arrives: what plays is silence."""
        self.tablet.page.wait_for_function(
            f"async (video) => await ({_LOUDEST})(video) < {LOUD}",
            arg=self.callers.element_handle(),
            timeout=JOINED_MS,
        )

    def tablet_sees_nothing(self) -> None:
        """The caller's picture is black."""
        self.tablet.page.wait_for_function(
            f"(video) => ({_BRIGHTEST})(video) < {DARK}",
            arg=self.callers.element_handle(),
            timeout=JOINED_MS,
        )
