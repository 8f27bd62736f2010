"""What a tablet must live through: nobody answers, a claim lapses, the browser is killed."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, ViewportSize, expect

from tests.browser.conftest import FLAGS, SignIn
from tests.browser.hub import LiveHub, open_hub
from tests.browser.tablet import LYING, STATIC, UPRIGHT, put_up, worker_serves
from tests.browser.test_board import row

pytestmark = pytest.mark.skipif(
    not (STATIC / "index.html").is_file(), reason="The tablet is not built: make setup"
)
LEASE_S: Final = 3600  # more than the longest claim lasts
# The hub's one clock runs ahead by what the file says, before anything else has read it.
AHEAD: Final = """
from datetime import timedelta
from pathlib import Path
import telecare.clock
real = telecare.clock.now
ahead = Path({file!r})
telecare.clock.now = lambda: real() + timedelta(seconds=float(ahead.read_text()))
"""


@dataclass
class Later:
    """A hub whose clock a test puts forward."""

    hub: LiveHub
    file: Path

    def by(self, seconds: float) -> None:
        """Let so many seconds have passed in all, for the hub and so for every screen."""
        fresh = self.file.with_suffix(".new")
        fresh.write_text(str(seconds))
        fresh.replace(self.file)


@pytest.fixture(params=[LYING, UPRIGHT], ids=["lying", "upright"])
def context(
    request: pytest.FixtureRequest, browser: Browser, contexts: list[BrowserContext]
) -> BrowserContext:
    """A tablet's browser, lying or standing."""
    opened = browser.new_context(viewport=request.param, locale="ko-KR")
    contexts.append(opened)
    return opened


@pytest.fixture
def later(sqlite_template: Path, tmp_path: Path) -> Iterator[Later]:
    file = tmp_path / "ahead"
    file.write_text("0")
    path = tmp_path / "telecare.db"
    path.write_bytes(sqlite_template.read_bytes())
    hub = open_hub(tmp_path, f"sqlite:///{path}", prelude=AHEAD.format(file=str(file)))
    yield Later(hub, file)
    hub.stop()
    hub.engine.dispose()


def test_nobody_answers_and_the_tablet_says_so(later: Later, context: BrowserContext) -> None:
    home = later.hub.county().enrols("김순자")
    tablet = put_up(context, home).tablet
    tablet.taps("help")
    tablet.shows("help-sent")
    later.by(31)
    tablet.shows("help-still")
    expect(tablet.button("119")).to_be_hidden()
    later.by(61)
    tablet.shows("help-nobody$")
    tablet.says("아직 아무도 받지 않았어요")
    expect(tablet.button("119")).to_have_attribute("href", "tel:119")
    later.by(181)
    tablet.shows("help-nobody_long")
    expect(tablet.button("119")).to_be_visible()


def test_a_claim_that_lapses_is_told(
    later: Later, context: BrowserContext, sign_in: SignIn
) -> None:
    county = later.hub.county()
    home = county.enrols("김순자")
    board = sign_in(later.hub, county.hires("한지민"))
    board.mouse.move(4, 4)
    tablet = put_up(context, home).tablet
    tablet.taps("help")
    tablet.shows("help-sent")
    row(board, "김순자").click()
    board.get_by_role("button", name="담당하기").click()
    tablet.shows("help-claimed")
    tablet.says("한지민 님이 보고 있어요")
    expect(tablet.button("119")).to_be_hidden()
    board.close()  # and never comes back
    later.by(LEASE_S)
    tablet.shows("help-lapsed")
    tablet.says("지금은 보는 사람이 없어요")
    expect(tablet.button("119")).to_be_visible()


@pytest.mark.parametrize("size", [LYING, UPRIGHT], ids=["lying", "upright"])
def test_what_was_pressed_outlives_a_killed_browser(
    size: ViewportSize, browser: Browser, hub: LiveHub, tmp_path: Path, headless_path: str
) -> None:
    home = hub.county().enrols("박춘길")
    profile = tmp_path / "profile"

    def opened() -> BrowserContext:
        return browser.browser_type.launch_persistent_context(
            profile, executable_path=headless_path, args=FLAGS, viewport=size
        )  # fmt: skip

    context = opened()
    one = put_up(context, home)
    worker_serves(one.tablet.page)
    context.set_offline(True)
    one.tablet.taps("ok")
    one.tablet.shows("pressed-ok-kept")
    one.tablet.shows("home")
    one.tablet.taps("help")
    one.tablet.shows("count-4")
    kill(profile)
    with suppress(Error):
        context.close()
    assert one.has() == []

    context = opened()
    again = context.pages[0]
    again.goto(f"{hub.origin}/tablet/")
    one.tablet.page = again
    one.tablet.shows("help-sent")
    assert [kind for _, kind in one.has()] == ["check_in", "sos"]
    context.close()


def kill(profile: Path) -> None:
    """Kill the browser of this profile and its children, as a power cut would."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        with suppress(OSError):
            if str(profile) in (entry / "cmdline").read_text(errors="replace"):
                os.kill(int(entry.name), signal.SIGKILL)
