"""The idle lock: names go, severity, place and time stay, verbs are blocked."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.hub import PASSWORD, LiveHub
from tests.browser.test_board import row

MINUTES_5 = 301_000


def everything_on(page: Page) -> str:
    """The whole document, attributes and all: a name hidden by a style is not hidden."""
    return page.content()


def test_a_locked_screen_holds_no_name_and_goes_on_counting(
    hub: LiveHub, sign_in: SignIn
) -> None:
    county = hub.county()
    home = county.enrols("김순자")
    page = sign_in(hub, county.hires("한지민"))
    home.presses()
    row(page, "김순자").click()
    expect(page.get_by_role("button", name="번호 보기: 박은희")).to_be_visible()

    page.get_by_role("button", name="내 메뉴").click()
    page.get_by_role("menuitem", name="화면 잠그기").click()

    lock = page.get_by_role("dialog", name="화면이 잠겼습니다")
    expect(lock).to_be_visible()
    expect(page.locator(".row").first).to_contain_text("●●●")
    for name in ("김순자", "박은희", "한지민", "솔숲길"):
        assert name not in everything_on(page), name
    expect(page.locator(".row").first).to_contain_text("긴급")
    expect(page.locator(".row").first).to_contain_text("춘양면")
    page.keyboard.press("a")
    expect(page.locator(".row").first).to_contain_text("미배정")

    lock.get_by_label("비밀번호").fill(PASSWORD)
    lock.get_by_role("button", name="잠금 해제").click()
    expect(row(page, "김순자")).to_be_visible()
    expect(page.get_by_role("button", name="담당하기")).to_be_enabled()


def test_a_screen_nobody_touches_locks_by_itself(hub: LiveHub, sign_in: SignIn) -> None:
    county = hub.county()
    home = county.enrols("김순자")
    page = sign_in(hub, county.hires("한지민"))
    home.presses()
    expect(row(page, "김순자")).to_be_visible()
    page.clock.install()
    page.reload()
    row(page, "김순자").click()
    page.keyboard.press("n")
    window = page.get_by_role("dialog", name="메모 남기기")
    expect(window).to_contain_text("김순자")

    page.clock.fast_forward(MINUTES_5)

    expect(page.get_by_role("dialog", name="화면이 잠겼습니다")).to_be_visible()
    expect(page.locator(".row").first).to_contain_text("●●●")
    expect(window).to_have_count(0)
    assert "김순자" not in everything_on(page)


def test_behind_the_lock_no_page_of_people_is_left(hub: LiveHub, sign_in: SignIn) -> None:
    county = hub.county()
    county.enrols("김순자")
    page = sign_in(hub, county.hires("한지민"))
    page.get_by_role("link", name="대상자", exact=True).click()
    page.get_by_role("link", name="김순자").click()
    expect(page.get_by_role("heading", name="김순자")).to_be_visible()
    expect(page.get_by_role("row", name="게이트웨이")).to_be_visible()

    page.get_by_role("button", name="내 메뉴").click()
    page.get_by_role("menuitem", name="화면 잠그기").click()

    expect(page.get_by_role("dialog", name="화면이 잠겼습니다")).to_be_visible()
    expect(page.get_by_role("heading", name="김순자")).to_have_count(0)
    for name in ("김순자", "박은희", "솔숲길"):
        assert name not in everything_on(page), name
