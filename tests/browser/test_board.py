"""The triage board in a real browser, with a real hub and a real home behind it."""

from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.browser.hub import LiveHub


def test_a_press_at_home_appears_on_the_board_without_a_reload(
    hub: LiveHub, sign_in: SignIn
) -> None:
    county = hub.county()
    home = county.enrols("김순자")
    page = sign_in(hub, county.hires("한지민"))
    expect(page.get_by_text("지금 사람이 필요한 알림이 없습니다.")).to_be_visible()

    home.presses()

    row = page.get_by_role("option", name="김순자")
    expect(row).to_contain_text("긴급")
    expect(row).to_contain_text("응급호출")
    expect(row).to_contain_text("미배정")
