"""The operator's page and who looked at a file, in a browser and both languages; axe clean."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from telecare.records.staff import Role
from tests.browser.conftest import SignIn
from tests.browser.hub import LiveHub
from tests.browser.test_access import AXE, look

SAID = {
    "ko": {
        "begin": "봉화군 10분마다 시작", "stop": "봉화군 멈추기",
        "looks": "누가 보았나", "of": "김순자 님의 파일을 본 사람", "file": "대상자 파일",
    },
    "en": {
        "begin": "Bonghwa-gun Start, every 10 min", "stop": "Bonghwa-gun Stop",
        "looks": "Who looked", "of": "Who looked at the file of 김순자", "file": "The file",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def axe() -> str:
    if not Path(AXE).is_file():
        pytest.skip("axe-core is not installed: npm ci in clinic_ui")
    return AXE.read_text()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_administrator_begins_and_stops_a_canary(
    language: str, hub: LiveHub, sign_in: SignIn, axe: str
) -> None:
    said, county = SAID[language], hub.county()
    page = sign_in(hub, county.hires("서하늘", Role.ADMINISTRATOR), language=language)
    page.goto(f"{hub.origin}/watch")
    page.get_by_role("button", name=said["begin"]).click()
    expect(page.get_by_role("button", name=said["stop"])).to_be_visible()
    look(page, axe, "a canary is begun")
    page.get_by_role("button", name=said["stop"]).click()
    expect(page.get_by_role("button", name=said["begin"])).to_be_visible()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_supervisor_reads_who_looked_at_a_file(
    language: str, hub: LiveHub, sign_in: SignIn, axe: str
) -> None:
    said, county = SAID[language], hub.county()
    home = county.enrols("김순자")
    worker = sign_in(hub, county.hires("한지민"), language=language)
    worker.goto(f"{hub.origin}/residents/{home.resident_id}")
    expect(worker.get_by_role("heading", name="김순자")).to_be_visible()
    expect(worker.get_by_role("link", name=said["looks"])).to_have_count(0)

    page = sign_in(hub, county.hires("민수현", Role.SUPERVISOR), language=language)
    page.goto(f"{hub.origin}/residents/{home.resident_id}")
    page.get_by_role("link", name=said["looks"]).click()
    expect(page.get_by_role("heading", name=said["of"])).to_be_visible()
    rows = page.get_by_role("row").filter(has_text="한지민")
    expect(rows.filter(has_text=said["file"])).to_have_count(1)
    look(page, axe, "who looked")
