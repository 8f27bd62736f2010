"""The triage board in a real browser, with a real hub and a real home behind it."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SignIn
from tests.browser.hub import LiveHub


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("option", name=name)


def leave_the_list(page: Page) -> None:
    """Take the pointer off the list, where it would hold the order."""
    page.mouse.move(4, 4)


def resolve(page: Page, outcome: str = "실수로 누름") -> None:
    window = page.get_by_role("dialog", name="조치 완료")
    window.get_by_text(outcome, exact=True).click()
    window.get_by_text("음성 통화", exact=True).click()
    window.get_by_role("button", name="조치 완료하기").click()
    expect(window).to_be_hidden()


def test_a_press_at_home_appears_on_the_board_without_a_reload(
    hub: LiveHub, sign_in: SignIn
) -> None:
    county = hub.county()
    home = county.enrols("김순자")
    page = sign_in(hub, county.hires("한지민"))
    expect(page.get_by_text("지금 사람이 필요한 알림이 없습니다.")).to_be_visible()

    home.presses()

    expect(row(page, "김순자")).to_contain_text("긴급")
    expect(row(page, "김순자")).to_contain_text("응급호출")
    expect(row(page, "김순자")).to_contain_text("미배정")


def test_of_two_who_claim_at_once_one_owns_it_and_the_other_is_told(
    hub: LiveHub, sign_in: SignIn
) -> None:
    county = hub.county()
    home = county.enrols("김순자")
    jimin = sign_in(hub, county.hires("한지민"))
    sera = sign_in(hub, county.hires("오세라"))
    home.presses()
    for page in (jimin, sera):
        row(page, "김순자").click()
        expect(page.get_by_role("button", name="담당하기")).to_be_enabled()

    # Both act on what they see: Sera's screen is held back until Jimin's claim is through.
    sera.route("**/api/feeds/**", lambda route: route.abort())
    jimin.keyboard.press("a")
    expect(row(jimin, "김순자")).to_contain_text("나")
    sera.keyboard.press("a")

    expect(sera.get_by_role("status").filter(has_text="다른 사람이 먼저")).to_be_visible()
    expect(row(sera, "김순자")).to_contain_text("한지민")
    expect(sera.get_by_role("button", name="담당하기")).to_be_disabled()


def test_a_claim_can_be_undone_and_the_alert_is_open_again(
    hub: LiveHub, sign_in: SignIn
) -> None:
    county = hub.county()
    home = county.enrols("김순자")
    page = sign_in(hub, county.hires("한지민"))
    home.presses()
    row(page, "김순자").click()
    page.keyboard.press("a")
    expect(row(page, "김순자")).to_contain_text("나")

    page.keyboard.press("z")

    expect(row(page, "김순자")).to_contain_text("미배정")
    expect(page.get_by_text("되돌렸습니다")).to_be_visible()


def test_a_resolved_alert_leaves_the_board_and_can_be_taken_back(
    hub: LiveHub, sign_in: SignIn
) -> None:
    county = hub.county()
    first, second = county.enrols("김순자"), county.enrols("박춘길")
    page = sign_in(hub, county.hires("한지민"))
    leave_the_list(page)
    first.presses()
    second.presses()
    row(page, "김순자").click()
    page.keyboard.press("a")
    page.keyboard.press("r")
    resolve(page)

    expect(row(page, "김순자")).to_have_count(0)
    expect(row(page, "박춘길")).to_have_attribute("aria-selected", "true")
    page.get_by_role("button", name="되돌리기").click()

    expect(row(page, "김순자")).to_contain_text("나")


def test_a_resolved_alert_is_closed_from_the_list_of_what_is_done(
    hub: LiveHub, sign_in: SignIn
) -> None:
    county = hub.county()
    home = county.enrols("김순자")
    page = sign_in(hub, county.hires("한지민"))
    home.presses()
    row(page, "김순자").click()
    page.keyboard.press("a")
    page.keyboard.press("r")
    resolve(page)
    page.get_by_role("link", name="끝낸 것").click()
    row(page, "김순자").click()

    page.get_by_role("button", name="종결").click()

    expect(page.get_by_text("김순자님 알림을 종결했습니다")).to_be_visible()


def test_rows_stand_still_under_a_choice_and_a_new_emergency_is_pinned(
    hub: LiveHub, sign_in: SignIn
) -> None:
    county = hub.county()
    first, second = county.enrols("김순자"), county.enrols("박춘길")
    page = sign_in(hub, county.hires("한지민"))
    first.presses()
    row(page, "김순자").click()
    before = row(page, "김순자").bounding_box()

    second.presses()

    pin = page.locator(".pin")
    expect(pin).to_contain_text("박춘길")
    assert row(page, "김순자").bounding_box() == before
    expect(row(page, "박춘길")).to_have_count(0)
    page.keyboard.press(".")
    expect(row(page, "박춘길")).to_be_visible()
    expect(pin).to_be_hidden()


def test_a_call_is_recorded_and_stands_in_the_timeline(hub: LiveHub, sign_in: SignIn) -> None:
    county = hub.county()
    home = county.enrols("김순자")
    page = sign_in(hub, county.hires("한지민"))
    home.presses()
    row(page, "김순자").click()
    page.keyboard.press("a")
    expect(row(page, "김순자")).to_contain_text("나")
    page.keyboard.press("c")
    window = page.get_by_role("dialog", name="통화 기록 남기기")
    window.get_by_label("누구에게").select_option(label="박은희 · 딸")
    window.get_by_text("받지 않음").click()
    window.get_by_label("들은 내용").fill("벨이 스무 번 울림")
    window.get_by_role("button", name="통화 기록 저장").click()

    detail = page.get_by_role("complementary", name="알림 상세")
    expect(detail.locator(".timeline:not(.told-lines)")).to_contain_text("벨이 스무 번 울림")
    expect(detail.locator(".timeline:not(.told-lines)")).to_contain_text("한지민")


def test_a_masked_number_is_shown_when_asked_for(hub: LiveHub, sign_in: SignIn) -> None:
    county = hub.county()
    home = county.enrols("김순자")
    page = sign_in(hub, county.hires("한지민"))
    home.presses()
    row(page, "김순자").click()
    expect(page.get_by_text("010-0000-4321")).to_have_count(0)

    page.get_by_role("button", name="번호 보기: 박은희").click()

    expect(page.get_by_role("link", name="010-0000-4321")).to_be_visible()
