"""The shift change and the move to another county, in a real browser and both languages."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.browser.hub import LiveHub
from tests.browser.test_access import AXE, look

WORDS = {
    "ko": {
        "begin": "근무 인계하기", "own": "덧붙일 말", "send": "인계서 보내기", "tick": "확인: ",
        "all": "모두 확인함", "open": "인계 열기", "offer": "이관 제안하기",
        "accept": "수락",
        "gone": "이관된 대상자", "past": "지난 이관",
    },
    "en": {
        "begin": "Hand over my shift", "own": "In your own words", "send": "Give the sheet",
        "tick": "Tick: ", "all": "Every line is ticked", "open": "Open hand-over",
        "offer": "Offer a transfer", "accept": "Accept",
        "gone": "A resident who has moved", "past": "Earlier transfers",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def axe() -> str:
    if not Path(AXE).is_file():
        pytest.skip("axe-core is not installed: npm ci in clinic_ui")
    return AXE.read_text()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_shift_is_given_and_taken_line_by_line(
    hub: LiveHub, sign_in: SignIn, language: str, axe: str
) -> None:
    words = WORDS[language]
    county = hub.county()
    county.enrols("김순자").presses()
    giver = sign_in(hub, county.hires("한지민"), language=language)
    receiver_login = county.hires("오세라")
    giver.goto(f"{hub.origin}/handover")
    giver.get_by_role("button", name=words["begin"]).click()
    window = giver.get_by_role("dialog")
    window.get_by_role("combobox").select_option(label="오세라")
    window.get_by_label(words["own"]).fill("열쇠는 이웃집에 있음")
    look(giver, axe, "the window of a hand-over")
    window.get_by_role("button", name=words["send"]).click()
    expect(window).to_be_hidden()
    expect(giver.get_by_text("열쇠는 이웃집에 있음")).to_be_visible()

    receiver = sign_in(hub, receiver_login, language=language)
    receiver.get_by_role("link", name=words["open"]).click()
    look(receiver, axe, "the sheet")
    ticks = receiver.get_by_role("button", name=words["tick"])
    expect(ticks).to_have_count(2)
    ticks.first.click()
    expect(ticks).to_have_count(1)
    ticks.first.click()
    expect(receiver.get_by_text(words["all"])).to_be_attached()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_resident_moves_to_another_county(
    hub: LiveHub, sign_in: SignIn, language: str, axe: str
) -> None:
    words = WORDS[language]
    county, other = hub.county(), hub.county("안동시", "Andong-si")
    home = county.enrols("박춘길")
    giver = sign_in(hub, county.hires("한지민"), language=language)
    giver.goto(f"{hub.origin}/residents/{home.resident_id}")
    giver.get_by_role("button", name=words["offer"]).click()
    window = giver.get_by_role("dialog")
    window.get_by_role("combobox").select_option(str(other.id))
    window.get_by_role("textbox").fill("따님 댁으로 이사")
    look(giver, axe, "the window of an offer")
    window.get_by_role("button", name=words["offer"]).click()
    expect(window).to_be_hidden()

    receiver = sign_in(hub, other.hires("강외지"), language=language)
    receiver.get_by_role("link", name=words["open"]).click()
    expect(receiver.get_by_text("따님 댁으로 이사")).to_be_visible()
    look(receiver, axe, "an offer that waits")
    receiver.get_by_role("button", name=words["accept"]).first.click()
    window = receiver.get_by_role("dialog")
    window.get_by_role("combobox").select_option(str(other.myeon_id))
    look(receiver, axe, "the window of an acceptance")
    window.get_by_role("button", name=words["accept"]).click()
    expect(window).to_be_hidden()
    receiver.goto(f"{hub.origin}/residents/{home.resident_id}")
    expect(receiver.get_by_role("heading", name="박춘길")).to_be_visible()

    giver.goto(f"{hub.origin}/handover")
    giver.get_by_text(words["past"]).click()
    expect(giver.get_by_text(words["gone"])).to_be_visible()
    expect(giver.get_by_text("박춘길")).to_have_count(0)
