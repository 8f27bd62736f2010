"""A task in a real browser: made on a resident's page, changed, done; both languages, axe."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.browser.hub import LiveHub
from tests.browser.test_access import AXE, look

SAID = {
    "ko": {
        "card": "할 일", "make": "할 일 만들기", "kind": "전화", "words": "동료에게 남길 말",
        "save": "저장", "all": "모두", "done": "마침: 박순자님 전화",
        "none": "할 일이 없습니다.",
        "edit": "수정: 박순자님 전화", "first": "먼저 할 일", "chip": "먼저",
    },
    "en": {
        "card": "Tasks", "make": "Make a task", "kind": "Call", "words": "Words for colleagues",
        "save": "Save", "all": "All", "done": "Done: Call, 박순자",
        "none": "There is nothing to do.", "edit": "Edit: Call, 박순자",
        "first": "Before the others", "chip": "First",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def axe() -> str:
    if not Path(AXE).is_file():
        pytest.skip("axe-core is not installed: npm ci in clinic_ui")
    return AXE.read_text()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_task_is_made_changed_and_done(
    language: str, hub: LiveHub, sign_in: SignIn, axe: str
) -> None:
    said = SAID[language]
    county = hub.county()
    login = county.hires("한지민")
    home = county.enrols("박순자")
    page = sign_in(hub, login, language=language)
    page.goto(f"{hub.origin}/residents/{home.resident_id}")
    card = page.get_by_role("region", name=said["card"])
    card.get_by_role("button", name=said["make"]).click()
    window = page.get_by_role("dialog")
    window.get_by_text(said["kind"], exact=True).click()
    window.get_by_label(said["words"]).fill("혈압을 여쭙기")
    look(page, axe, "the window")
    window.get_by_role("button", name=said["save"]).click()
    expect(window).to_be_hidden()
    expect(card.get_by_text("혈압을 여쭙기")).to_be_visible()

    page.goto(f"{hub.origin}/tasks")
    page.get_by_role("button", name=said["all"], exact=True).click()
    row = page.get_by_role("row").filter(has_text="박순자")
    row.get_by_role("button", name=said["edit"]).click()
    page.get_by_role("dialog").get_by_text(said["first"], exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=said["save"]).click()
    expect(row.get_by_text(said["chip"], exact=True)).to_be_visible()
    expect(page.locator("[data-live-announcer] [role=img]")).to_have_count(0)  # of the button
    look(page, axe, "the list")
    row.get_by_role("button", name=said["done"]).click()
    expect(page.get_by_text(said["none"])).to_be_visible()
