"""Everybody can use every screen: axe in both languages, 200 % zoom, no word cut off."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from telecare.records.staff import Role
from tests.browser.conftest import RAIL, SignIn
from tests.browser.hub import County, LiveHub

AXE = Path(__file__).parents[2] / "clinic_ui" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ZOOMED = {"width": 640, "height": 400}  # 1280×800 at 200 %
SMALL_DESK = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci in clinic_ui")
    return AXE.read_text()


@pytest.fixture
def county(hub: LiveHub) -> County:
    """A county with an administrator, a caseworker and two alerts."""
    county = hub.county()
    county.hires("서하늘", Role.ADMINISTRATOR)
    county.hires("한지민")
    for name in ("김순자", "박춘길"):
        county.enrols(name).presses()
    return county


def look(page: Page, axe: str, where: str) -> None:
    """Hold one screen against the rules; a contrast axe cannot decide counts, too.

    But for the words beside the activity picture: axe takes the drawing for a picture behind
    them. They are ink-2 on white, 7.9. The announcer of busy buttons is the library's own, and
    comes and goes: it is left out.
    """
    page.evaluate("document.fonts.ready.then(() => null)")
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate(
        """tags => axe.run(
            {include: [['html']], exclude: [['[data-live-announcer]']]},
            {runOnly: tags, resultTypes: ['violations', 'incomplete']},
        )""",
        RULES,
    )
    faults = [
        (fault["id"], node["target"], node.get("failureSummary", ""))
        for kind in ("violations", "incomplete")
        for fault in found[kind]
        if kind == "violations" or fault["id"] == "color-contrast"
        for node in fault["nodes"]
        if kind == "violations" or ".heat-" not in str(node["target"])
    ]
    assert not faults, f"{where}: {faults}"


SCREENS = (
    "/residents", "/incidents", "/tasks", "/rota", "/policies", "/precheck", "/reach",
    "/figures", "/staff", "/watch", "/audit", "/terms",
)  # fmt: skip
IN_MENU = {  # one's own menu and what it leads to
    "ko": ("내 메뉴", ("내 연락처", "데이터 출처")),
    "en": ("My menu", ("My addresses", "Data credits")),
}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_axe_finds_nothing_on_any_screen(
    language: str, hub: LiveHub, county: County, sign_in: SignIn, axe: str
) -> None:
    page = sign_in(hub, county.logins["서하늘"], language=language)
    page.mouse.move(4, 4)
    row = page.get_by_role("option", name="김순자")
    expect(row).to_be_visible()
    look(page, axe, "board")
    row.click()
    expect(page.locator(".steps")).to_be_visible()
    look(page, axe, "alert")
    page.keyboard.press("a")
    for key, name in (("n", "note"), ("c", "call"), ("r", "resolve"), ("Shift+Slash", "help")):
        page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_be_visible()
        look(page, axe, name)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_focused()
    look(page, axe, "palette")
    page.keyboard.press("Escape")
    for path in SCREENS:
        page.locator(f".rail a[href='{path}']").click()
        expect(page.locator(".page h1")).to_be_visible()
        expect(page.locator("[aria-busy='true']")).to_have_count(0)
        look(page, axe, path)
    menu, places = IN_MENU[language]
    for place in places:
        page.get_by_role("button", name=menu).click()
        page.get_by_role("menuitem", name=place).click()
        expect(page.get_by_role("menu")).to_have_count(0)
        expect(page.locator(".page h1")).to_be_visible()
        expect(page.locator("[aria-busy='true']")).to_have_count(0)
        look(page, axe, place)
    page.locator(".rail a[href='/residents']").click()
    page.get_by_role("link", name="김순자").click()
    expect(page.locator(".resident")).to_be_visible()
    look(page, axe, "resident")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_axe_finds_nothing_on_the_way_in_and_on_the_lock(
    language: str, hub: LiveHub, county: County, sign_in: SignIn, axe: str
) -> None:
    page = sign_in(hub, county.logins["한지민"], language=language)
    menu = {"ko": ("내 메뉴", "화면 잠그기"), "en": ("My menu", "Lock the screen")}[language]
    page.get_by_role("button", name=menu[0]).click()
    look(page, axe, "menu")
    page.get_by_role("menuitem", name=menu[1]).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    look(page, axe, "lock")
    leave = {"ko": "로그아웃", "en": "Sign out"}[language]
    page.get_by_role("button", name=leave).click()
    expect(page.locator(".entrance-card")).to_be_visible()
    look(page, axe, "sign-in")


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("size", [ZOOMED, SMALL_DESK], ids=["at 200 %", "at 1280×800"])
def test_nothing_needs_scrolling_sideways(
    size: dict[str, int], language: str, hub: LiveHub, county: County, sign_in: SignIn
) -> None:
    page = sign_in(hub, county.logins["한지민"], language=language, size=size)
    row = page.get_by_role("option", name="김순자")
    expect(row).to_be_visible()
    assert_fits(page, "board")
    row.click()
    claim = page.get_by_role("button", name={"ko": "담당하기", "en": "Claim"}[language])
    claim.click(trial=True)  # scrolled to, at rest, covered by nothing: what fills may push it
    assert_fits(page, "alert")
    page.get_by_role("navigation", name=RAIL[language]).get_by_role("link").nth(1).click()
    page.get_by_role("link", name="김순자").click()
    expect(page.locator(".resident")).to_be_visible()
    assert_fits(page, "resident")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_place_of_an_administrator_is_in_sight(
    language: str, hub: LiveHub, county: County, sign_in: SignIn
) -> None:
    page = sign_in(hub, county.logins["서하늘"], language=language, size=SMALL_DESK)
    tall, has = page.evaluate(
        "(() => { const rail = document.querySelector('.rail');"
        " return [rail.scrollHeight, rail.clientHeight] })()"
    )
    assert tall <= has, f"the rail is {tall} px tall on {has} px"


def assert_fits(page: Page, where: str) -> None:
    wide, has = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= has, f"{where}: {wide} px wide on a screen of {has} px"
