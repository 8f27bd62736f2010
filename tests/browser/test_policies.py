"""The policies' screen: tried, edited, refused at its step, published, given back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from telecare.records.staff import Role
from tests.browser.conftest import SignIn, keep_picture
from tests.browser.hub import County, LiveHub
from tests.browser.test_access import AXE, look

SAID = {
    "ko": {
        "screen": "알림 순서", "card": "긴급", "shipped": "기본 제공 순서",
        "edit": "긴급 순서 고치기", "try": "긴급: 누구에게 알리나", "look": "보기",
        "contacts": "전화 · 연락처: 발신 서비스 없음", "down": "3단계 뒤로",
        "drop": "3단계 빼기", "add": "단계 추가", "reason": "고치는 까닭", "publish": "시행",
        "refused": "마지막 4단계는 도 관제", "fourth": "4단계", "whom": "3단계 대상 추가",
        "nobody": "도 관제 빼기",
        "desk": "시·군 관제", "unreasoned": "꼭 적어야 합니다.", "own": "봉화군 자체 순서",
        "history": "긴급: 지난 판", "past": "2판", "close": "닫기",
        "back": "긴급: 이어받기", "why": "사유", "give_back": "이어받기로 되돌리기",
        "repeat": "2분마다 되풀이",
    },
    "en": {
        "screen": "Policies", "card": "Emergency", "shipped": "Shipped with the product",
        "edit": "Edit Emergency", "try": "Emergency: who is told", "look": "Show",
        "contacts": "Contacts, by telephone: no message service", "down": "Move step 3 down",
        "drop": "Remove step 3", "add": "Add a step", "reason": "Why it changes",
        "publish": "Publish",
        "refused": "Step 4 is the last: it must tell the province desk", "fourth": "Step 4",
        "whom": "Step 3 Add somebody", "nobody": "Remove Province desk", "desk": "County desk",
        "unreasoned": "This is needed.", "own": "Bonghwa-gun’s own",
        "history": "Emergency: history", "past": "Version 2", "close": "Close",
        "back": "Emergency: back to inherited", "why": "Reason",
        "give_back": "Go back to the inherited policy", "repeat": "Repeated every 2 min",
    },
}  # fmt: skip

WHOLE = {"width": 1440, "height": 2400}  # nothing scrolled away: axe sees every contrast


@pytest.fixture(scope="module")
def axe() -> str:
    if not Path(AXE).is_file():
        pytest.skip("axe-core is not installed: npm ci in clinic_ui")
    return AXE.read_text()


@pytest.fixture
def county(hub: LiveHub) -> County:
    county = hub.county()
    county.hires("민수현", Role.SUPERVISOR)
    county.hires("한지민")
    return county


def opens(page: Page, said: dict[str, str]) -> Locator:
    """Open the screen; return the card of the P1 policy."""
    page.locator(".rail").get_by_role("link", name=said["screen"], exact=True).click()
    card = page.get_by_role("region", name=said["card"], exact=True)
    expect(card.get_by_text(said["shipped"])).to_be_visible()
    expect(card.get_by_text(said["repeat"])).to_be_visible()
    return card


def refused_at_its_step(page: Page, card: Locator, said: dict[str, str]) -> None:
    """Move the step that must be last; the hub says so at the step that is last now."""
    card.get_by_role("button", name=said["edit"], exact=True).click()
    card.get_by_role("button", name=said["down"]).click()
    card.get_by_role("button", name=said["publish"], exact=True).click()
    expect(card.get_by_text(said["unreasoned"])).to_be_visible()
    card.get_by_label(said["reason"]).fill("야간 인력이 바뀜")
    card.get_by_role("button", name=said["publish"], exact=True).click()
    last = card.get_by_role("group", name=said["fourth"], exact=True)
    expect(last.get_by_role("alert")).to_contain_text(said["refused"])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_policy_is_tried_refused_mended_published_and_given_back(
    language: str, hub: LiveHub, county: County, sign_in: SignIn, axe: str
) -> None:
    said = SAID[language]
    page = sign_in(hub, county.logins["민수현"], language=language, size=WHOLE)
    card = opens(page, said)
    card.get_by_role("button", name=said["try"]).click()
    card.get_by_role("button", name=said["look"], exact=True).click()
    expect(card.get_by_text(said["contacts"])).to_be_visible()
    expect(card.get_by_text(re.compile("한지민.*민수현|민수현.*한지민")).first).to_be_visible()
    look(page, axe, "who is told")
    keep_picture(page, f"policies-{language}")

    refused_at_its_step(page, card, said)
    look(page, axe, "a refused step")
    card.get_by_role("button", name=said["down"]).click()
    card.get_by_role("button", name=said["drop"]).click()
    card.get_by_role("button", name=said["add"]).click()
    card.get_by_label(said["whom"]).select_option(label=said["desk"])
    card.get_by_role("button", name=said["nobody"]).click()  # its province has no staff yet
    card.get_by_role("button", name=said["publish"], exact=True).click()
    expect(card.get_by_text(said["own"])).to_be_visible()

    card.get_by_role("button", name=said["history"]).click()
    window = page.get_by_role("dialog")
    expect(window.get_by_role("heading", name=said["past"])).to_be_visible()
    expect(window.get_by_text("야간 인력이 바뀜")).to_be_visible()
    look(page, axe, "history")
    window.get_by_role("button", name=said["close"]).click()

    card.get_by_role("button", name=said["back"]).click()
    window = page.get_by_role("dialog")
    window.get_by_label(said["why"]).fill("도와 같게")
    window.get_by_role("button", name=said["give_back"]).click()
    expect(window).to_be_hidden()
    expect(card.get_by_text(said["shipped"])).to_be_visible()
