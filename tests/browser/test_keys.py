"""The keyboard alone, the Hangul layout, and the palette under a Hangul input method."""

from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import SignIn, path_of
from tests.browser.hub import LiveHub
from tests.browser.test_board import leave_the_list, row


def hangul(devtools: CDPSession, key: str, code: str) -> None:
    """Press a key as a Hangul layout reports it: the letter is Korean, the place is not."""
    for kind in ("keyDown", "keyUp"):
        devtools.send("Input.dispatchKeyEvent", {"type": kind, "key": key, "code": code})


def palette(page: Page) -> None:
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="찾기와 명령")).to_be_focused()


def test_an_alert_is_worked_from_first_to_last_without_a_pointer(
    hub: LiveHub, sign_in: SignIn
) -> None:
    county = hub.county()
    home = county.enrols("김순자")
    page = sign_in(hub, county.hires("한지민"))
    leave_the_list(page)
    home.presses()
    expect(row(page, "김순자")).to_be_visible()

    page.keyboard.press("j")
    expect(row(page, "김순자")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("a")
    page.keyboard.press("r")
    window = page.get_by_role("dialog", name="조치 완료")
    expect(window.get_by_role("radio", name="안전 확인")).to_be_attached()
    page.keyboard.press("Tab")  # from the window's own button to the first group
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("괜찮으시다고 함")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(window.get_by_role("button", name="조치 완료하기")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_text("김순자님 알림을 조치 완료했습니다")).to_be_visible()
    page.keyboard.press("Shift+Slash")
    expect(page.get_by_role("dialog", name="키보드 단축키")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="키보드 단축키")).to_be_hidden()


def test_the_verbs_act_under_the_hangul_layout(hub: LiveHub, sign_in: SignIn) -> None:
    county = hub.county()
    home = county.enrols("김순자")
    page = sign_in(hub, county.hires("한지민"))
    leave_the_list(page)
    home.presses()
    expect(row(page, "김순자")).to_be_visible()
    devtools = page.context.new_cdp_session(page)

    hangul(devtools, "ㅓ", "KeyJ")
    expect(row(page, "김순자")).to_have_attribute("aria-selected", "true")
    hangul(devtools, "ㅁ", "KeyA")

    expect(row(page, "김순자")).to_contain_text("나")


def test_the_palette_waits_until_a_syllable_is_composed(hub: LiveHub, sign_in: SignIn) -> None:
    county = hub.county()
    county.enrols("김순자")
    page = sign_in(hub, county.hires("한지민"))
    palette(page)
    devtools = page.context.new_cdp_session(page)
    compose = {"selectionStart": 1, "selectionEnd": 1}
    devtools.send("Input.imeSetComposition", {"text": "김", **compose})
    found = page.get_by_role("option", name="김순자")
    devtools.send("Input.imeSetComposition", {"text": "기", **compose})

    # This Enter ends the syllable; it must not choose what happens to stand first.
    composing = {"key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
    devtools.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **composing})
    expect(page.get_by_role("dialog", name="찾기와 명령")).to_be_visible()

    devtools.send("Input.insertText", {"text": "김순자"})
    expect(found).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="김순자")).to_be_visible()
    assert path_of(page).startswith("/residents/")


def test_people_are_found_by_initials_and_by_the_tail_of_a_phone(
    hub: LiveHub, sign_in: SignIn
) -> None:
    county = hub.county()
    county.enrols("김순자", phone="010-0000-7788")
    page = sign_in(hub, county.hires("한지민"))
    for typed in ("ㄱㅅㅈ", "7788", "김순자"):
        palette(page)
        page.keyboard.insert_text(typed)
        expect(page.get_by_role("option", name="김순자")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog", name="찾기와 명령")).to_be_hidden()


def test_a_verb_is_found_by_its_initials_and_acts_on_the_chosen_alert(
    hub: LiveHub, sign_in: SignIn
) -> None:
    county = hub.county()
    home = county.enrols("김순자")
    page = sign_in(hub, county.hires("한지민"))
    home.presses()
    row(page, "김순자").click()
    palette(page)
    page.keyboard.insert_text("ㄷㄷㅎㄱ")
    expect(page.get_by_role("option", name="담당하기")).to_be_visible()

    page.keyboard.press("Enter")

    expect(row(page, "김순자")).to_contain_text("나")


def test_single_letters_can_be_switched_off(hub: LiveHub, sign_in: SignIn) -> None:
    county = hub.county()
    home = county.enrols("김순자")
    page = sign_in(hub, county.hires("한지민"))
    home.presses()
    row(page, "김순자").click()
    page.keyboard.press("Shift+Slash")
    page.get_by_text("한 글자 단축키 사용").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="키보드 단축키")).to_be_hidden()

    page.keyboard.press("a")
    page.get_by_role("button", name="담당하기").click()

    expect(row(page, "김순자")).to_contain_text("나")
    expect(page.get_by_role("status").filter(has_text="이미")).to_have_count(0)
