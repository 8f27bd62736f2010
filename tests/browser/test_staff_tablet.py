"""The tablet as a caseworker sees it: put up, agreed, asked, and what it asks for."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from telecare import clock
from tests.browser.conftest import SignIn
from tests.browser.hub import County, Home, LiveHub
from tests.browser.tablet import LYING, STATIC, TabletPage, put_up
from tests.browser.test_access import AXE, look
from tests.browser.test_register import open_person

LOOKS_AGAIN_MS = 45_000  # a tablet whose socket is not up yet looks every 30 s

pytestmark = pytest.mark.skipif(
    not (STATIC / "index.html").is_file(), reason="The tablet is not built: make setup"
)


@pytest.fixture
def county(hub: LiveHub) -> County:
    return hub.county()


@pytest.fixture
def home(county: County) -> Home:
    return county.enrols("김순자")


@pytest.fixture
def lying(browser: Browser, contexts: list[BrowserContext]) -> BrowserContext:
    opened = browser.new_context(viewport=LYING, locale="ko-KR")  # type: ignore[arg-type]
    contexts.append(opened)
    return opened


@pytest.fixture
def desk(home: Home, county: County, sign_in: SignIn) -> Page:
    """A caseworker's screen with the resident's page open."""
    page = sign_in(home.hub, county.hires("한지민"))
    open_person(page, "김순자")
    return page


def test_a_tablet_enrols_with_the_address_the_desk_shows(
    desk: Page, lying: BrowserContext, home: Home
) -> None:
    desk.get_by_role("button", name="기기 등록", exact=True).click()
    desk.get_by_label("등록할 기기").select_option("tablet")
    desk.get_by_label("설치 위치").fill("안방")
    desk.get_by_role("button", name="등록 코드 만들기").click()
    window = desk.get_by_role("dialog")
    expect(window.get_by_role("img", name=re.compile("QR"))).to_be_visible()
    expect(window.get_by_role("listitem")).to_have_count(3)
    address = window.locator("code").inner_text()
    assert urlsplit(address).query == ""  # the code stays behind the "#"

    page = lying.new_page()
    page.goto(address)

    TabletPage(page).shows("home")


def test_what_is_agreed_is_on_the_tablet(desk: Page, lying: BrowserContext, home: Home) -> None:
    tablet = put_up(lying, home).tablet
    desk.get_by_role("button", name="태블릿 설정").click()
    window = desk.get_by_role("dialog")
    expect(window.get_by_role("checkbox", name="도와주세요")).to_be_disabled()
    doctor = window.get_by_role("checkbox", name="의사 선생님")
    doctor.focus()
    desk.keyboard.press("Space")  # no mouse
    expect(doctor).not_to_be_checked()
    window.get_by_role("button", name="저장").press("Enter")
    expect(window).to_be_hidden()

    tablet.page.reload()
    tablet.shows("home")

    expect(tablet.button("doctor")).to_have_count(0)
    expect(tablet.button("help")).to_be_visible()


def test_a_question_is_seen_on_its_way_shown_and_answered(
    desk: Page, lying: BrowserContext, home: Home
) -> None:
    tablet = put_up(lying, home).tablet
    desk.reload()
    desk.get_by_role("button", name="괜찮으세요? 묻기").click()
    expect(desk.locator(".lines [data-state]")).to_have_count(1)
    expect(desk.locator("[data-state='shown']")).to_be_visible(timeout=LOOKS_AGAIN_MS)

    tablet.taps("prompt_ok")

    expect(desk.locator("[data-state='answered']")).to_contain_text("괜찮다고 함")


def test_the_app_is_loaded_anew_from_one_place(
    desk: Page, lying: BrowserContext, home: Home
) -> None:
    tablet = put_up(lying, home).tablet
    desk.reload()
    again = desk.get_by_role("button", name=re.compile("다시 불러오기|새로 고침"))
    expect(again).to_have_count(1)

    with tablet.page.expect_event("load", timeout=LOOKS_AGAIN_MS):
        again.click()
        expect(desk.get_by_text("태블릿에 다시 불러오라고 했습니다")).to_be_visible()

    tablet.shows("home")


def test_a_question_nobody_can_see_is_told_undeliverable(
    desk: Page, lying: BrowserContext, home: Home
) -> None:
    put_up(lying, home)
    lying.set_offline(True)
    desk.reload()
    desk.get_by_role("button", name="괜찮으세요? 묻기").click()

    expect(desk.locator("[data-state='undeliverable']")).to_be_visible(timeout=LOOKS_AGAIN_MS)


def test_a_wish_for_the_doctor_is_a_task_until_it_is_done(
    desk: Page, lying: BrowserContext, home: Home
) -> None:
    put_up(lying, home).tablet.taps("doctor")
    desk.get_by_role("link", name="알림", exact=True).click()
    tasks = desk.get_by_role("region", name="할 일")
    expect(tasks).to_contain_text("김순자")
    expect(tasks).to_contain_text("까지")  # by when
    expect(tasks.locator("li.late")).to_have_count(0)
    expect(desk.get_by_role("option", name="김순자")).to_have_count(0)  # no alert

    tasks.get_by_role("button", name="처리함").press("Enter")

    expect(tasks).to_be_hidden()


def test_a_visit_is_on_the_tablet(desk: Page, lying: BrowserContext, home: Home) -> None:
    tablet = put_up(lying, home).tablet
    desk.get_by_role("button", name="방문 잡기").click()
    window = desk.get_by_role("dialog")
    when = clock.now() + timedelta(days=2)
    window.get_by_label("언제").fill(when.strftime("%Y-%m-%dT10:00"))
    window.get_by_label("누가").fill("간호사 선생님")
    window.get_by_label("무슨 일로").fill("혈압 재기")
    window.locator("button[type=submit]").click()
    expect(window).to_be_hidden()

    tablet.page.reload()

    tablet.says("간호사 선생님")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_axe_finds_nothing_about_tablets(
    language: str, home: Home, county: County, sign_in: SignIn, lying: BrowserContext
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci in clinic_ui")
    axe = AXE.read_text()
    put_up(lying, home).tablet.taps("doctor")
    page = sign_in(home.hub, county.hires("한지민"), language=language)
    expect(page.locator(".tasks li")).to_be_visible()
    look(page, axe, "tasks")
    page.locator(".rail a[href='/residents']").click()
    page.get_by_role("link", name="김순자").click()
    expect(page.locator(".resident")).to_be_visible()
    look(page, axe, "resident")
    opens = {"ko": "태블릿 설정", "en": "Tablet settings"}[language]
    page.get_by_role("button", name=opens).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    look(page, axe, "plan")
