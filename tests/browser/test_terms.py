"""The rules for consultations: read, published and refused in a real browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from telecare import clock
from telecare.records.staff import Role
from tests.browser.conftest import SignIn
from tests.browser.hub import LiveHub
from tests.browser.test_access import AXE, look

WORDS = {
    "ko": {
        "publish": "새 기준 기록", "from": "시작하는 날", "source": "출처",
        "minutes": "유효한 시간", "sure": "값을 법령", "number": "1부터 1440까지",
        "done": "부터의 기준을 기록했습니다", "history": "기준의 판",
    },
    "en": {
        "publish": "Record new rules", "from": "Effective from", "source": "Source",
        "minutes": "A check holds for", "sure": "I compared these", "number": "from 1 to 1440",
        "done": "are recorded", "history": "Versions",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_administrator_publishes_rules_and_is_told_what_is_wrong(
    hub: LiveHub, sign_in: SignIn, language: str
) -> None:
    county = hub.county()
    county.hires("서하늘", Role.ADMINISTRATOR)
    page = sign_in(hub, county.logins["서하늘"], language=language)
    page.locator(".rail a[href='/terms']").click()
    said = WORDS[language]
    day = (clock.now() + timedelta(days=400)).date().isoformat()
    page.get_by_role("button", name=said["publish"]).click()
    window = page.get_by_role("dialog")
    expect(window.locator("blockquote[lang=ko]")).to_be_visible()
    expect(window.locator("blockquote[lang=en]")).to_be_visible()
    publish = window.get_by_role("button", name=said["publish"])
    window.get_by_label(said["from"]).fill(day)
    window.get_by_label(said["source"]).first.fill(f"고시 {language}")
    window.get_by_label(said["minutes"]).fill("0")
    expect(publish).to_be_disabled()  # not before it was compared
    window.get_by_label(said["sure"]).check()
    look(page, AXE.read_text(), f"publish {language}")
    publish.click()
    expect(window.get_by_text(said["number"]).first).to_be_visible()
    window.get_by_label(said["minutes"]).fill("45")
    publish.click()
    expect(window).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text=said["done"])).to_contain_text(day)
    newest = page.get_by_role("region", name=said["history"]).locator("tbody tr").first
    expect(newest).to_contain_text(day)
    expect(newest).to_contain_text("서하늘")


def test_a_clinician_reads_the_rules_and_publishes_none(hub: LiveHub, sign_in: SignIn) -> None:
    county = hub.county()
    county.hires("정도윤", Role.CLINICIAN)
    page = sign_in(hub, county.logins["정도윤"], language="ko")
    page.locator(".rail a[href='/terms']").click()
    expect(page.get_by_role("region", name="기준의 판")).to_be_visible()
    expect(page.get_by_role("region", name="기준의 판")).to_contain_text("의료법 제34조의2")
    expect(page.get_by_role("button", name="새 기준 기록")).to_have_count(0)
