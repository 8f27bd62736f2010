"""The register: enrolling by hand and by file, and what is agreed with a person."""

import re

from playwright.sync_api import Page, expect

from telecare.records.staff import Role
from tests.browser.conftest import SignIn
from tests.browser.hub import LiveHub


def open_register(page: Page) -> None:
    page.get_by_role("link", name="대상자", exact=True).click()
    expect(page.get_by_role("heading", name="대상자", exact=True)).to_be_visible()


def open_person(page: Page, name: str) -> None:
    open_register(page)
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def test_a_resident_is_enrolled_edited_and_ended(hub: LiveHub, sign_in: SignIn) -> None:
    page = sign_in(hub, hub.county().hires("한지민"))
    open_register(page)
    page.get_by_role("button", name="대상자 등록").click()
    form = page.get_by_role("dialog", name="대상자 등록")
    form.get_by_label("이름").fill("이말순")
    form.get_by_label("생년월일").fill("1940-05-06")
    form.get_by_label("읍·면", exact=False).select_option(label="봉화군 춘양면")
    form.get_by_label("주소").fill("경상북도 봉화군 춘양면")
    form.get_by_role("textbox", name="동의", exact=True).fill("2026-1")
    form.get_by_label("동의한 날").fill("2026-11-01")
    form.get_by_role("button", name="등록하기").click()
    expect(page.get_by_role("heading", name="이말순")).to_be_visible()

    page.get_by_role("button", name="수정", exact=True).click()
    edit = page.get_by_role("dialog", name="대상자 정보 수정")
    edit.get_by_label("들어가는 법").fill("대문 왼쪽 열쇠함")
    edit.get_by_role("button", name="저장").click()
    expect(edit).to_be_hidden()
    expect(page.get_by_text("대문 왼쪽 열쇠함")).to_be_visible()

    page.get_by_role("button", name="서비스 종료").click()
    page.get_by_text("이사", exact=True).click()
    page.get_by_role("button", name="종료하기").click()
    expect(page.get_by_text(re.compile("종료 · 이사"))).to_be_visible()
    expect(page.get_by_role("button", name="수정", exact=True)).to_have_count(0)


def test_a_file_is_reported_line_by_line(hub: LiveHub, sign_in: SignIn) -> None:
    page = sign_in(hub, hub.county().hires("한지민"))
    open_register(page)
    page.get_by_role("button", name="CSV 가져오기").click()
    window = page.get_by_role("dialog", name="CSV 가져오기")
    with page.expect_download() as downloading:
        window.get_by_role("link", name="양식 내려받기").click()
    head = downloading.value.path().read_bytes().splitlines()[0]
    bad = head + "\r\n이름만".encode() + b"," * head.count(b",") + b"\r\n"
    window.get_by_label("CSV 파일 고르기").set_input_files(
        {"name": "residents.csv", "mimeType": "text/csv", "buffer": bad}
    )
    window.get_by_role("button", name="가져오기", exact=True).click()

    expect(window.get_by_text("0명을 등록했고 1줄은 등록하지 못했습니다.")).to_be_visible()
    expect(window.get_by_role("row", name=re.compile("등록 못 함"))).to_be_visible()


def test_a_gateway_gets_a_code_that_runs_out(hub: LiveHub, sign_in: SignIn) -> None:
    county = hub.county()
    county.enrols("김순자")
    page = sign_in(hub, county.hires("한지민"))
    open_person(page, "김순자")
    page.get_by_role("button", name="기기 등록", exact=True).click()
    page.get_by_label("설치 위치").fill("거실")
    page.get_by_role("button", name="등록 코드 만들기").click()

    window = page.get_by_role("dialog", name="등록 코드", exact=True)
    expect(window.locator(".big-code")).to_have_text(re.compile(r"^[0-9A-Z-]{6,}$"))
    expect(window.get_by_text(re.compile(r"분 .*뒤 만료"))).to_be_visible()


def test_a_plan_an_absence_and_a_contact_are_agreed(hub: LiveHub, sign_in: SignIn) -> None:
    county = hub.county()
    county.enrols("김순자")
    page = sign_in(hub, county.hires("한지민"))
    open_person(page, "김순자")
    page.get_by_role("button", name="계획 바꾸기").click()
    plan = page.get_by_role("dialog", name=re.compile("안부 계획"))
    plan.get_by_text("높음", exact=True).click()
    plan.get_by_label("낮 무활동 기준 (분)").fill("360")
    plan.get_by_role("button", name="저장").click()
    expect(page.get_by_text("6시간", exact=True)).to_be_visible()

    page.get_by_role("button", name="비우는 기간 추가").click()
    page.get_by_text("입원", exact=True).click()
    page.get_by_role("button", name="기간 저장").click()
    expect(page.get_by_text(re.compile("· 입원"))).to_be_visible()

    page.get_by_role("button", name="연락처 추가").click()
    contact = page.get_by_role("dialog", name="연락처 추가")
    contact.get_by_label("이름").fill("이장수")
    contact.get_by_label("전화번호").fill("010-0000-7000")
    contact.get_by_label("구분").select_option(label="이장")
    contact.get_by_role("button", name="연락처 저장").click()
    expect(page.get_by_text("이장수")).to_be_visible()


def test_the_activity_picture_has_words_and_a_table(hub: LiveHub, sign_in: SignIn) -> None:
    county = hub.county()
    county.enrols("김순자")
    page = sign_in(hub, county.hires("한지민"))
    open_person(page, "김순자")
    expect(
        page.get_by_role("img", name=re.compile("지난 30일 활동. .*하루 평균"))
    ).to_be_visible()

    page.get_by_role("button", name="표로 보기").click()

    expect(page.get_by_role("columnheader", name="23시")).to_be_attached()


def test_an_account_is_made_with_a_one_time_code(hub: LiveHub, sign_in: SignIn) -> None:
    county = hub.county()
    page = sign_in(hub, county.hires("서하늘", Role.ADMINISTRATOR))
    page.get_by_role("link", name="직원 계정").click()
    page.get_by_role("button", name="계정 만들기").click()
    form = page.get_by_role("dialog", name="계정 만들기")
    form.get_by_label("이름").fill("새내기")
    form.get_by_label("아이디").fill(f"new-{county.id.hex[:8]}")
    form.get_by_label("소속").select_option(label="봉화군")
    form.get_by_role("button", name="계정 만들기").click()

    window = page.get_by_role("dialog", name="일회용 코드")
    expect(window.locator(".big-code")).not_to_be_empty()
    window.get_by_role("button", name="닫기").first.click()
    expect(page.get_by_role("row", name=re.compile("새내기"))).to_be_visible()


def test_who_looked_stands_in_the_access_log(hub: LiveHub, sign_in: SignIn) -> None:
    county = hub.county()
    county.enrols("김순자")
    page = sign_in(hub, county.hires("서하늘", Role.ADMINISTRATOR))
    open_person(page, "김순자")

    page.get_by_role("link", name="열람 기록").click()

    expect(page.get_by_role("row", name=re.compile("서하늘")).first).to_be_visible()
