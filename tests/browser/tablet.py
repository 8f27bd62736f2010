"""A resident's tablet as a test sees it: its screen, its key's device, and what the hub has."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from playwright.sync_api import BrowserContext, Locator, Page, expect
from sqlalchemy import text

from telecare import clock
from telecare.actions import enrolment
from telecare.care.facts import DeviceKind
from telecare.db.engine import reading, transaction
from telecare.records.actor import SERVICE
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from tests.browser.hub import Home, LiveHub
from tests.homes import VAULT

STATIC: Final = Path(__file__).parents[2] / "telecare" / "static" / "tablet"
LYING: Final = {"width": 1280, "height": 800}  # the 10.1-inch reference, 0.17 mm a pixel
UPRIGHT: Final = {"width": 800, "height": 1280}
ECHO_S: Final = 0.75  # a second tap within 0.7 s is ignored


@dataclass
class TabletPage:
    """What stands on one tablet's screen."""

    page: Page

    def shows(self, screen: str) -> None:
        """Wait until this screen (or one whose name begins so) is shown."""
        expect(self.page.locator(".app")).to_have_attribute("data-screen", re.compile(screen))

    @property
    def screen(self) -> str:
        """The name of what is shown now."""
        return str(self.page.locator(".app").get_attribute("data-screen"))

    def button(self, name: str) -> Locator:
        """A control by the name of what it does."""
        return self.page.locator(f"[data-act='{name}']")

    def taps(self, name: str) -> None:
        """Tap as a calm hand does."""
        self.page.wait_for_timeout(ECHO_S * 1000)
        self.button(name).click()

    def says(self, words: str) -> None:
        """Wait until the screen reads so."""
        expect(self.page.locator(".app")).to_contain_text(words)


@dataclass
class Enrolled:
    """A tablet the hub knows, its device and the screen."""

    hub: LiveHub
    device_id: UUID
    tablet: TabletPage

    def has(self) -> list[tuple[int, str]]:
        """What the hub has of it: numbers and kinds, in order, without beats and reports."""
        return observed(self.hub, self.device_id)


def code_for(home: Home) -> tuple[UUID, str]:
    """Set up a tablet in this home; the answer is its device and its code."""
    with transaction(home.hub.engine) as db:
        ctx = Context(db, KeyRing(db, VAULT), SERVICE, clock.now())
        issued = enrolment.make_device(
            ctx, home.resident_id, label="거실", kind=DeviceKind.TABLET
        )
    return issued.device_id, issued.code


def put_up(context: BrowserContext, home: Home) -> Enrolled:
    """Enrol a tablet by the address its QR carries."""
    device_id, code = code_for(home)
    page = context.pages[0] if context.pages else context.new_page()
    page.goto(f"{home.hub.origin}/tablet/#code={code}")
    tablet = TabletPage(page)
    tablet.shows("home")
    expect(tablet.button("help")).to_be_visible()
    return Enrolled(home.hub, device_id, tablet)


def observed(hub: LiveHub, device_id: UUID) -> list[tuple[int, str]]:
    """Return (number, kind) of what the hub has of a tablet, beats and reports left out."""
    spoken = "kind NOT IN ('heartbeat', 'device_status', 'battery')"
    query = text(
        f"SELECT number, kind FROM observation WHERE device_id = :id AND {spoken} "
        "ORDER BY number"
    )
    with reading(hub.engine) as db:
        rows: Sequence[Any] = db.execute(query, {"id": device_id.hex}).all()
    return [(row.number, row.kind) for row in rows]


def worker_serves(page: Page) -> None:
    """Wait until the service worker has every file of the app."""
    page.evaluate(
        "new Promise((done) => navigator.serviceWorker.controller ? done() : "
        "navigator.serviceWorker.addEventListener('controllerchange', () => done()))"
    )


# --------------------------------------------------------- a hub that is painted


NOW: Final = "2026-11-22T02:07:00Z"  # 11:07 in Seoul
BEFORE: Final = "2026-11-22T02:06:50Z"
RULES: Final[dict[str, Any]] = {
    "buttons": ["ok", "help", "doctor"], "language": "ko", "touch_counts": False,
    "practice": False, "night_from": "21:30", "night_until": "06:00",
    "auto_answer": False, "dial_119": True,
}  # fmt: skip
HOME: Final[dict[str, Any]] = {
    "server_time": NOW, "zone": "Asia/Seoul", "name": "김순자", "today": "2026-11-22",
    "rules": RULES, "check_ins": [], "last_check_in_at": "2026-11-21T22:42:00Z",
    "next_visit": {
        "at": "2026-11-23T05:00:00Z", "who": "방문간호사 오세라", "what": "혈압 재기",
    },
    "prompts": [], "help": None, "ringing": None, "doctor_asked_at": None,
    "reload_version": 1,
}  # fmt: skip
ENROLLED: Final = {
    "device_id": "2f6f9ac4-5c1e-4d0e-9d1b-0f2a7f4f4a11", "resident_zone": "Asia/Seoul",
    "heartbeat_s": 60, "sensors": [], "hub_time": NOW,
}  # fmt: skip
RECEIPT: Final = {
    "contiguous": 1, "missing": [], "stored": 1, "hub_time": NOW, "settings_version": 1,
}  # fmt: skip


@dataclass
class PaintedHub:
    """Answers a tablet's device door from a value, at a time that stands still."""

    home: dict[str, Any]
    away: bool = False
    revoked: bool = False

    def stands_before(self, page: Page) -> None:
        """Take over the device door of a page, and its clock."""
        page.clock.install(time=BEFORE)
        page.clock.pause_at(NOW)
        page.route("**/device/v1/**", self._answer)
        page.route("**/socket.io/**", lambda route: route.abort())

    def _answer(self, route: Any) -> None:  # noqa: ANN401 - playwright's Route
        path = route.request.url.rpartition("/device/v1")[2]
        if self.away:
            route.abort()
        elif self.revoked and path == "/tablet":
            route.fulfill(status=403, body=json.dumps({"error": "revoked", "message": "-"}))
        elif path == "/enrolments":
            route.fulfill(status=201, body=json.dumps(ENROLLED))
        elif path == "/tablet":
            route.fulfill(body=json.dumps(self.home))
        elif path == "/observations":
            route.fulfill(body=json.dumps(RECEIPT))
        else:
            route.fulfill(body="{}")
