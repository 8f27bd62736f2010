"""Help that reaches the person, in a browser: the 119 card, a call, who is on the way."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from telecare import clock
from telecare.db.engine import reading, transaction
from telecare.records import contacts, households, residents
from telecare.records.actor import SERVICE
from telecare.records.alerts import ALERTS
from telecare.records.audit import ENTRIES
from telecare.records.contacts import ContactKind, NewContact
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.records.residents import RESIDENTS
from tests.browser.conftest import SignIn
from tests.browser.hub import County, Home, LiveHub
from tests.browser.test_access import AXE, look
from tests.homes import VAULT

SAID = {
    "ko": {
        "card": "119 카드", "open": "119 카드 열기", "save": "119 전화 기록하기",
        "with": "받은 사람", "no": "신고 번호", "loud": "3분이 지났습니다. 119를 부르세요.",
        "made": "이미 119에 전화함", "patient": "김순자 · 여성 · 85세", "dial": "전화: 박은희",
        "busy": "통화 중", "keep": "통화 기록 저장", "on_way": "누가 가는 중",
        "who": "이웃", "record": "기록하기", "mine": "내 것", "copy": "복사",
    },
    "en": {
        "card": "119 card", "open": "Open the 119 card", "save": "Record the call to 119",
        "with": "Who answered", "no": "Reference number",
        "loud": "Three minutes have passed. Call 119.", "made": "119 was called already",
        "patient": "김순자 · woman · 85 years old", "dial": "Call: 박은희", "busy": "Busy",
        "keep": "Save call record", "on_way": "Somebody on the way", "who": "A neighbour",
        "record": "Record", "mine": "Mine", "copy": "Copy",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci in clinic_ui")
    return AXE.read_text()


@dataclass
class Night:
    """Soonja has pressed her button; what 119 will ask is written down."""

    county: County
    home: Home


@pytest.fixture
def night(hub: LiveHub) -> Night:
    county = hub.county()
    county.hires("한지민")
    home = county.enrols("김순자")
    with transaction(hub.engine) as db:
        ctx = Context(db, KeyRing(db, VAULT), SERVICE, clock.now())
        person = db.execute(select(RESIDENTS).where(RESIDENTS.c.id == home.resident_id)).one()
        known = {"health_conditions": "당뇨, 심부전", "medicines": "인슐린, 와파린"}
        residents.change(ctx, person.id, person.version, known)
        door = households.of(db, person.household_id)
        households.change(ctx, door.id, door.version, {"door_code": "*1937#"})
        contacts.add(ctx, home.resident_id, NewContact(
            kind=ContactKind.NEIGHBOUR, name="최옆집", phone="010-0000-7777", relation="옆집",
            has_key=True,
        ))  # fmt: skip
    home.presses()
    return Night(county, home)


def claimed(hub: LiveHub, night: Night, sign_in: SignIn, language: str = "ko") -> Page:
    page = sign_in(hub, night.county.logins["한지민"], language=language)
    page.mouse.move(4, 4)
    page.get_by_role("option", name="김순자").click()
    expect(page.locator(".steps")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator(".offer119")).to_be_visible()
    return page


def whats(hub: LiveHub, night: Night) -> list[str]:
    with reading(hub.engine) as db:
        mine = ENTRIES.c.resident_id == night.home.resident_id
        return list(db.scalars(select(ENTRIES.c.what).where(mine).order_by(ENTRIES.c.id)))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_card_is_one_press_from_a_claimed_emergency_and_119_is_recorded(
    language: str, hub: LiveHub, night: Night, sign_in: SignIn, axe: str
) -> None:
    said = SAID[language]
    page = claimed(hub, night, sign_in, language)
    look(page, axe, "offer")

    page.get_by_role("button", name=said["open"]).click()
    card = page.get_by_role("dialog", name=said["card"])
    expect(card.locator("dd").nth(0)).to_contain_text("솔숲길 7")
    expect(card.locator("dd").nth(1)).to_have_text("열쇠는 옆집에")
    expect(card.locator("dd").nth(2)).to_have_text("*1937#")
    expect(card.locator("dd").nth(3)).to_have_text("최옆집 옆집 010-0000-7777")
    expect(card.locator("dd").nth(4)).to_have_text(said["patient"])
    expect(card.get_by_text("인슐린, 와파린")).to_be_visible()
    look(page, axe, "card")
    assert whats(hub, night).count("card119.shown") == 1

    card.get_by_label(said["with"]).fill("김소방")
    card.get_by_label(said["no"]).fill("03-1119")
    card.get_by_role("button", name=said["save"]).click()
    expect(card).to_be_hidden()

    page.get_by_role("link", name=said["mine"]).click()
    page.get_by_role("option", name="김순자").click()
    expect(page.locator(".offer119")).to_contain_text(said["made"])
    expect(page.locator(".detail")).to_contain_text("김소방 · 03-1119")


def test_after_three_minutes_the_offer_is_loud(
    hub: LiveHub, night: Night, sign_in: SignIn, axe: str
) -> None:
    with transaction(hub.engine) as db:
        db.execute(
            update(ALERTS)
            .where(ALERTS.c.resident_id == night.home.resident_id)
            .values(opened_at=clock.now() - timedelta(minutes=3, seconds=1))
        )
    page = claimed(hub, night, sign_in)
    expect(page.get_by_role("alert")).to_contain_text(SAID["ko"]["loud"])
    look(page, axe, "loud")


def test_on_paper_the_card_stands_alone(hub: LiveHub, night: Night, sign_in: SignIn) -> None:
    page = claimed(hub, night, sign_in)
    page.get_by_role("button", name="119 카드 열기").click()
    expect(page.locator(".card119")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".card119")).to_be_visible()
    expect(page.locator("#screen")).to_be_hidden()
    expect(page.get_by_role("button", name="119 전화 기록하기")).to_be_hidden()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_press_in_the_ladder_calls_and_asks_what_came_of_it(
    language: str, hub: LiveHub, night: Night, sign_in: SignIn, axe: str
) -> None:
    said = SAID[language]
    page = claimed(hub, night, sign_in, language)

    page.locator(".contacts").get_by_role("button", name=said["dial"]).click()

    window = page.get_by_role("dialog")
    link = window.locator("a[href='tel:010-0000-4321']")
    expect(link).to_be_visible()
    look(page, axe, "dialling")
    window.get_by_text(said["busy"], exact=True).click()
    window.get_by_role("button", name=said["keep"]).click()
    expect(window).to_be_hidden()
    expect(page.locator(".step.done")).to_contain_text("박은희")
    assert whats(hub, night).count("phone.revealed") == 1


def test_who_is_on_the_way_is_said_and_the_alert_waits(
    hub: LiveHub, night: Night, sign_in: SignIn, axe: str
) -> None:
    said = SAID["ko"]
    page = claimed(hub, night, sign_in)
    page.get_by_role("button", name=said["on_way"]).click()
    window = page.get_by_role("dialog")
    look(page, axe, "respond")
    window.get_by_text(said["who"], exact=True).click()
    window.get_by_role("button", name=said["record"], exact=True).click()
    expect(window).to_be_hidden()
    assert "alert.responding" in whats(hub, night)
