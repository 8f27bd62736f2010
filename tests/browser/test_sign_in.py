"""The way in: a password, a second factor added at the first sign-in, the start of a shift."""

import pyotp
from playwright.sync_api import Browser, BrowserContext, Page, expect

from telecare import clock
from tests.browser.hub import PASSWORD, LiveHub


def give_password(page: Page, login: str, password: str = PASSWORD) -> None:
    page.get_by_label("아이디").fill(login)
    page.get_by_label("비밀번호").fill(password)
    page.get_by_role("button", name="로그인", exact=True).click()


def start_shift(page: Page) -> None:
    page.get_by_role("button", name="관제 시작", exact=True).click()
    expect(page.get_by_role("heading", name="알림 관제")).to_be_attached()


def window(browser: Browser, contexts: list[BrowserContext], hub: LiveHub) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    contexts.append(context)
    page = context.new_page()
    page.goto(hub.origin)
    return page


def test_the_first_sign_in_adds_an_authenticator_and_starts_the_shift(
    hub: LiveHub, browser: Browser, contexts: list[BrowserContext]
) -> None:
    page = window(browser, contexts, hub)
    give_password(page, hub.county().hires("한지민"))

    page.get_by_role("button", name="인증 앱 등록").click()
    expect(page.get_by_role("img", name="인증 앱 등록용 QR 그림")).to_be_visible()
    secret = page.locator("[data-secret]").get_attribute("data-secret") or ""
    page.get_by_label("인증 앱의 6자리 숫자").fill(pyotp.TOTP(secret).at(clock.now()))
    page.get_by_role("button", name="확인").click()
    start_shift(page)

    expect(page.get_by_text("소리 켬")).to_be_visible()
    expect(page.locator("[data-line='live']")).to_be_visible()


def test_a_passkey_is_a_second_factor_at_every_later_sign_in(
    hub: LiveHub, browser: Browser, contexts: list[BrowserContext]
) -> None:
    page = window(browser, contexts, hub)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True,
            }
        },
    )  # fmt: skip
    login = hub.county().hires("한지민")
    give_password(page, login)
    page.get_by_role("button", name="패스키 등록").click()
    start_shift(page)
    page.get_by_role("button", name="내 메뉴").click()
    page.get_by_role("menuitem", name="로그아웃").click()

    give_password(page, login)
    page.get_by_role("button", name="패스키 사용").click()

    expect(page.get_by_role("link", name="알림", exact=True)).to_be_visible()


def test_a_wrong_password_says_so_in_the_chosen_language(
    hub: LiveHub, browser: Browser, contexts: list[BrowserContext]
) -> None:
    page = window(browser, contexts, hub)
    login = hub.county().hires("한지민")
    give_password(page, login, "틀린 비밀번호")
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("비밀번호")

    page.get_by_role("button", name="English").click()

    expect(refusal).to_contain_text("password")


def test_a_reload_keeps_the_session_and_says_that_the_sound_is_off(
    hub: LiveHub, browser: Browser, contexts: list[BrowserContext]
) -> None:
    page = window(browser, contexts, hub)
    give_password(page, hub.county().hires("한지민"))
    page.get_by_role("button", name="인증 앱 등록").click()
    secret = page.locator("[data-secret]").get_attribute("data-secret") or ""
    page.get_by_label("인증 앱의 6자리 숫자").fill(pyotp.TOTP(secret).at(clock.now()))
    page.get_by_role("button", name="확인").click()
    start_shift(page)

    page.reload()

    expect(page.get_by_text("소리 꺼짐 — 긴급 알림 소리가 나지 않습니다.")).to_be_visible()
    page.get_by_role("button", name="소리 켜기").first.click()
    expect(page.get_by_text("소리 꺼짐 —")).to_be_hidden()


def test_the_language_chosen_at_the_door_is_kept_after_it(
    hub: LiveHub, browser: Browser, contexts: list[BrowserContext]
) -> None:
    page = window(browser, contexts, hub)
    page.get_by_role("button", name="English").click()
    page.get_by_label("User name").fill(hub.county().hires("한지민"))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_role("button", name="Authenticator app")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Authenticator app")).to_be_visible()
