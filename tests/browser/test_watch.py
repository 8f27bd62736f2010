"""The operator's page and who looked at a file, in a browser and both languages; axe clean."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from telecare import clock
from telecare.actions import canary
from telecare.db.engine import transaction
from telecare.records.actor import SERVICE
from telecare.records.canaries import CANARIES
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.records.staff import Role
from tests.browser.conftest import SignIn
from tests.browser.hub import County, LiveHub
from tests.browser.test_access import AXE, look
from tests.homes import VAULT

SAID = {
    "ko": {
        "begin": "봉화군 10분마다 시작", "stop": "봉화군 멈추기",
        "strip": "점검용 응급호출이 도착하지 않습니다", "open": "서비스 점검 열기",
        "lost": "서비스 주소에 연결되지 않았습니다", "tick": "센서 신호 판단",
        "looks": "누가 보았나", "of": "김순자님의 파일을 본 사람", "file": "대상자 파일",
    },
    "en": {
        "begin": "Bonghwa-gun Start, every 10 min", "stop": "Bonghwa-gun Stop",
        "strip": "no test emergency call has come through", "open": "Open the service check",
        "lost": "could not be reached", "tick": "Judge what the sensors say",
        "looks": "Who looked", "of": "Who looked at the file of 김순자", "file": "The file",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def axe() -> str:
    if not Path(AXE).is_file():
        pytest.skip("axe-core is not installed: npm ci in clinic_ui")
    return AXE.read_text()


def lose_a_press(hub: LiveHub, county: County) -> None:
    """Let the county's canary have pressed where nobody listens, 31 s ago."""
    now = clock.now()
    pressed = {
        "pressed_at": now - canary.THROUGH_WITHIN - timedelta(seconds=1),
        "result": "unreachable",
        "due_at": now + canary.EVERY,
    }
    with transaction(hub.engine) as db:
        canary.begin(Context(db, KeyRing(db, VAULT), SERVICE, now), county.id)
        db.execute(
            update(CANARIES).where(CANARIES.c.organisation_id == county.id).values(pressed)
        )
    canary.look(hub.engine, VAULT, now)


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
def test_a_lost_press_leads_from_the_board_to_what_to_do(
    language: str, hub: LiveHub, sign_in: SignIn, axe: str
) -> None:
    said, county = SAID[language], hub.county()
    lose_a_press(hub, county)

    worker = sign_in(hub, county.hires("한지민"), language=language)
    expect(worker.get_by_role("alert").filter(has_text=said["strip"])).to_be_visible()
    expect(worker.get_by_role("link", name=said["open"])).to_have_count(0)

    page = sign_in(hub, county.hires("민수현", Role.SUPERVISOR), language=language)
    look(page, axe, "the board while a press is lost")
    page.get_by_role("link", name=said["open"]).click()
    expect(page.get_by_role("row").filter(has_text=said["lost"])).to_have_count(1)
    expect(page.get_by_role("button", name=said["begin"])).to_have_count(0)
    expect(page.get_by_role("button", name=said["stop"])).to_have_count(0)
    tick = page.get_by_role("row").filter(has_text=said["tick"])
    expect(tick.get_by_text("judge", exact=True)).to_be_visible()
    look(page, axe, "a press is lost")


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
