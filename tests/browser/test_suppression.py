"""Alerts held back on a resident's page: begun, extended with a reason, ended; axe clean."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.browser.hub import LiveHub
from tests.browser.test_access import AXE, look

SAID = {
    "ko": {
        "card": "알림 멈춤", "open": "알림 멈추기", "reason": "입원", "note": "메모",
        "extend": "연장", "why": "늘리는 까닭", "end": "지금 끝내기", "most": "길어도 14일",
    },
    "en": {
        "card": "Alerts held back", "open": "Hold alerts back", "reason": "In hospital",
        "note": "Note", "extend": "Extend", "why": "Why longer", "end": "End now",
        "most": "At most 14 days",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def axe() -> str:
    if not Path(AXE).is_file():
        pytest.skip("axe-core is not installed: npm ci in clinic_ui")
    return AXE.read_text()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_alerts_are_held_back_extended_and_ended(
    language: str, hub: LiveHub, sign_in: SignIn, axe: str
) -> None:
    said = SAID[language]
    county = hub.county()
    login = county.hires("한지민")
    home = county.enrols("박순자")
    page = sign_in(hub, login, language=language)
    page.goto(f"{hub.origin}/residents/{home.resident_id}")
    card = page.get_by_role("region", name=said["card"])

    card.get_by_role("button", name=said["open"]).click()
    window = page.get_by_role("dialog")
    window.get_by_text(said["reason"], exact=True).click()
    expect(window.get_by_text(said["most"])).to_be_visible()
    window.get_by_label(said["note"]).fill("봉화병원 302호")
    look(page, axe, "the window")
    window.get_by_role("button", name=said["open"], exact=True).click()

    expect(card.get_by_text("봉화병원 302호")).to_be_visible()
    # the announcer of busy buttons is the library's own; it has to go quiet first
    expect(page.locator("[data-live-announcer] [role='img']")).to_have_count(0, timeout=15_000)
    look(page, axe, "the page")
    card.get_by_role("button", name=said["extend"]).click()
    window.get_by_label(said["why"]).fill("퇴원이 늦어짐")
    window.get_by_role("button", name=said["extend"], exact=True).click()
    expect(card.get_by_text("퇴원이 늦어짐")).to_be_visible()
    card.get_by_role("button", name=said["end"]).click()
    expect(card.get_by_text("봉화병원 302호")).to_have_count(0)
