"""Several alerts at once in a real browser: picked by key, done together, or told why not."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SignIn
from tests.browser.hub import LiveHub
from tests.browser.test_access import AXE, look

WORDS = {
    "ko": {
        "bar": "고른 알림", "left": "처리하지 못한 알림", "mine": "나",
        "resolve": "모두 조치 완료",
    },
    "en": {
        "bar": "Chosen alerts", "left": "What could not be done", "mine": "Me",
        "resolve": "Resolve all",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def axe() -> str:
    if not Path(AXE).is_file():
        pytest.skip("axe-core is not installed: npm ci in clinic_ui")
    return AXE.read_text()


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("option", name=name)


def pick(page: Page, *names: str) -> None:
    for name in names:
        row(page, name).click()
        page.keyboard.press("s")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_several_are_claimed_together_and_an_emergency_ends_by_itself(
    hub: LiveHub, sign_in: SignIn, language: str, axe: str
) -> None:
    words = WORDS[language]
    county = hub.county()
    homes = [county.enrols(name) for name in ("김순자", "박춘길")]
    page = sign_in(hub, county.hires("한지민"), language=language)
    for home in homes:
        home.presses()
    expect(page.get_by_text("박춘길").first).to_be_visible()
    page.keyboard.press(".")  # let in what waits above the list
    expect(row(page, "박춘길")).to_be_visible()

    pick(page, "김순자", "박춘길")
    bar = page.get_by_role("toolbar", name=words["bar"])
    expect(bar).to_contain_text("2")
    expect(row(page, "김순자")).to_have_attribute("aria-checked", "true")
    look(page, axe, "the bar")
    page.keyboard.press("a")
    expect(bar).to_be_hidden()
    for name in ("김순자", "박춘길"):
        expect(row(page, name)).to_contain_text(words["mine"])

    pick(page, "김순자", "박춘길")
    page.keyboard.press("r")
    window = page.get_by_role("dialog")
    window.locator(".choice").first.click()
    window.get_by_role("button", name=words["resolve"]).click()
    left = page.get_by_role("dialog", name=words["left"])
    expect(left.get_by_role("listitem")).to_have_count(2)
    expect(page.locator("[data-live-announcer] [role=img]")).to_have_count(0)  # of the button
    look(page, axe, "what was refused")
