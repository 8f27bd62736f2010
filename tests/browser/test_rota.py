"""The rota's screen: begun from nothing, a gap led to and filled, a swap by two people."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from telecare import clock
from telecare.db.engine import transaction
from telecare.records.staff import Role, Staff
from tests.browser.conftest import SignIn, keep_picture
from tests.browser.hub import County, LiveHub
from tests.browser.test_access import AXE, look

SAID = {
    "ko": {
        "rota": "근무표", "begin": "생활지원사 주간 당번 만들기", "edit": "주간 근무 짜기",
        "publish": "근무표 시행", "copy": "월: 평일에 복사",
        "fill": "월: 빈 시간 09:00–14:30",
        "full": "빈 시간이 없습니다.", "gaps": "당번이 없는 시간이",
        "none": "앞으로 30일 동안 빈 시간이 없습니다.", "to_gap": "빈 시간으로 가기",
        "put_on": "사람 넣기", "who": "대신할 사람", "save": "저장",
        "missing": "빈 시간 5곳",
        "next": "다음 주", "cancel": "취소", "on": "월 당번",
    },
    "en": {
        "rota": "Rota", "begin": "Lay down: Daytime care workers", "edit": "Edit the week",
        "publish": "Publish the rota", "copy": "Mon: Copy to weekdays",
        "fill": "Mon: gap 09:00–14:30", "full": "There is no gap.",
        "gaps": "with nobody on call", "none": "No gap in the next 30 days.",
        "to_gap": "Go to the gap", "put_on": "Put somebody on",
        "who": "Who stands in", "save": "Save",
        "missing": "5 gaps",
        "next": "Next week", "cancel": "Cancel", "on": "Mon On call",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def axe() -> str:
    if not Path(AXE).is_file():
        pytest.skip("axe-core is not installed: npm ci in clinic_ui")
    return AXE.read_text()


@pytest.fixture
def county(hub: LiveHub) -> County:
    """A county with a supervisor and two caseworkers."""
    county = hub.county()
    county.hires("민수현", Role.SUPERVISOR)
    county.hires("한지민")
    county.hires("오세라")
    return county


def opens(page: Page, word: str) -> None:
    page.locator(".rail").get_by_role("link", name=word, exact=True).click()
    expect(page.locator(".page.rota h1")).to_be_visible()


def plans_weekdays(page: Page, language: str, who: str) -> None:
    """Lay down the daytime duty and give its weekdays to one person."""
    said = SAID[language]
    page.get_by_role("button", name=said["begin"]).click()
    expect(page.get_by_text(said["gaps"])).to_be_visible()
    page.get_by_role("button", name=said["edit"]).click()
    expect(page.get_by_text(said["missing"])).to_be_visible()
    page.get_by_role("button", name=said["fill"]).click()
    page.get_by_label(said["on"]).select_option(label=who)
    page.get_by_role("button", name=said["copy"]).click()
    expect(page.get_by_text(said["full"], exact=True)).to_be_visible()
    page.get_by_role("button", name=said["publish"]).click()
    expect(page.get_by_text(said["none"])).to_be_visible()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_week_is_planned_and_a_gap_is_led_to_and_filled(
    language: str, hub: LiveHub, county: County, sign_in: SignIn, axe: str
) -> None:
    said = SAID[language]
    page = sign_in(hub, county.logins["민수현"], language=language)
    opens(page, said["rota"])
    look(page, axe, "no duty")
    plans_weekdays(page, language, "한지민")
    look(page, axe, "a full week")
    page.get_by_role("button", name=said["edit"]).click()
    look(page, axe, "the editor")
    page.get_by_role("button", name=said["cancel"], exact=True).click()

    with transaction(hub.engine) as db:
        leaver = Staff.login == county.logins["한지민"]
        db.execute(update(Staff).where(leaver).values(ended_at=clock.now()))
    page.get_by_role("button", name=said["next"], exact=True).click()
    expect(page.get_by_text(said["gaps"])).to_be_visible()
    look(page, axe, "gaps")
    keep_picture(page, f"rota-{language}")
    page.get_by_role("button", name=said["to_gap"]).click()
    expect(page.locator(".rota-grid li.gap button:focus")).to_be_visible()
    page.keyboard.press("Enter")
    window = page.get_by_role("dialog")
    window.get_by_label(said["who"]).select_option(label="오세라")
    look(page, axe, "fill a gap")
    window.get_by_role("button", name=said["save"], exact=True).click()
    expect(window).to_be_hidden()
    expect(page.locator(".rota-grid").get_by_text("오세라").first).to_be_visible()


def test_a_plan_with_a_gap_is_refused_beside_its_day(
    hub: LiveHub, county: County, sign_in: SignIn
) -> None:
    page = sign_in(hub, county.logins["민수현"])
    opens(page, "근무표")
    page.get_by_role("button", name="생활지원사 주간 당번 만들기").click()
    page.get_by_role("button", name="주간 근무 짜기").click()
    page.get_by_role("button", name="화: 빈 시간 09:00–14:30").click()
    page.get_by_label("화 당번").select_option(label="한지민")
    page.get_by_label("화 끝").fill("12:00")
    page.get_by_role("button", name="근무표 시행").click()
    tuesday = page.get_by_role("group", name="화", exact=True)
    expect(tuesday.get_by_text("화요일 12:00–14:30: 당번이 없습니다.")).to_be_visible()
    expect(tuesday.get_by_role("button", name="화: 빈 시간 12:00–14:30")).to_be_visible()


def test_a_swap_is_asked_by_one_and_accepted_by_the_other(
    hub: LiveHub, county: County, sign_in: SignIn
) -> None:
    boss = sign_in(hub, county.logins["민수현"])
    opens(boss, "근무표")
    plans_weekdays(boss, "ko", "한지민")

    asker = sign_in(hub, county.logins["한지민"])
    opens(asker, "근무표")
    asker.get_by_role("button", name="다음 주").click()
    asker.get_by_role("button", name=re.compile(r"\(월\) 09:00–14:30 한지민")).click()
    window = asker.get_by_role("dialog")
    window.get_by_label(re.compile("교대할 사람")).select_option(label="오세라")
    window.get_by_role("button", name="부탁하기").click()
    expect(asker.get_by_text("답을 기다림")).to_be_visible()

    other = sign_in(hub, county.logins["오세라"])
    expect(other.get_by_text("답을 기다리는 근무 교대가 1건 있습니다.")).to_be_visible()
    other.get_by_role("link", name="근무표 열기").click()
    other.get_by_role("button", name=re.compile("^받아들이기")).click()
    expect(other.get_by_text("받아들임")).to_be_visible()
    other.get_by_role("button", name="다음 주").click()
    expect(
        other.get_by_role("button", name=re.compile(r"\(월\) 09:00–14:30 오세라"))
    ).to_be_visible()


def test_hours_are_widened_and_a_shift_taken_out_of_the_week(
    hub: LiveHub, county: County, sign_in: SignIn, axe: str
) -> None:
    page = sign_in(hub, county.logins["민수현"])
    opens(page, "근무표")
    plans_weekdays(page, "ko", "한지민")
    page.get_by_role("button", name="당번 시간", exact=True).click()
    window = page.get_by_role("dialog")
    window.get_by_label("토", exact=True).fill("09:00")
    expect(window.get_by_text("09:00–14:30처럼 적으세요.")).to_be_visible()
    window.get_by_label("토", exact=True).fill("09:00-12:00")
    look(page, axe, "the hours")
    window.get_by_role("button", name="저장").click()
    expect(page.get_by_text("당번이 없는 시간이")).to_be_visible()

    page.get_by_role("button", name="다음 주").click()
    page.get_by_role("button", name=re.compile(r"\(수\) 09:00–14:30 한지민")).click()
    window = page.get_by_role("dialog")
    window.get_by_label("할 일").select_option(label="이 근무를 주간 근무에서 빼기")
    window.get_by_role("button", name="이 근무를 주간 근무에서 빼기").click()
    gap = page.get_by_role("button", name=re.compile(r"\(수\) 09:00–14:30 사람 넣기"))
    expect(gap).to_be_visible()
