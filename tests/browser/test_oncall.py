"""On call with a telephone: a message comes, its link opens the alert, one thumb claims it."""

import re
import threading
import time
from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect
from sqlalchemy import insert, select

from devices.simulator.provider import Service, serve
from telecare import clock
from telecare.actions import outbox, sending
from telecare.actions.outbox import Call
from telecare.care.escalation import Step
from telecare.care.facts import Severity
from telecare.db.engine import reading, transaction
from telecare.records import addresses
from telecare.records.actor import SERVICE
from telecare.records.addresses import Channel
from telecare.records.alerts import ALERTS
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.records.providers import PROVIDERS, Carries, ProviderKind
from telecare.records.staff import Role, Staff
from tests.browser.conftest import PATIENCE_MS, SignIn, with_both_factors
from tests.browser.hub import County, LiveHub
from tests.browser.test_access import axe, look
from tests.homes import VAULT
from tests.reaching import SECRET

TELEPHONE: ViewportSize = {"width": 360, "height": 640}
WITHIN_S = 15.0

__all__ = ["axe"]  # a fixture of the screens' common rules


@pytest.fixture
def service() -> Iterator[tuple[Service, str]]:
    """The message service, on a real port."""
    playing = Service(SECRET)
    server = serve(playing, 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield playing, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def county(hub: LiveHub, service: tuple[Service, str]) -> County:
    """A county whose SMS goes to the service, with somebody who has a telephone."""
    county = hub.county()
    login = county.hires("한지민")
    county.hires("서하늘", Role.ADMINISTRATOR)
    with transaction(hub.engine) as db:
        ctx = Context(db, KeyRing(db, VAULT), SERVICE, clock.now())
        provider_id = county.myeon_id  # any id: one of its own
        sealed = sending.seal_line(ctx, provider_id, {"url": service[1], "secret": SECRET})
        db.execute(
            insert(PROVIDERS).values(
                id=provider_id, organisation_id=county.id, channel=Carries.SMS,
                kind=ProviderKind.WEBHOOK, label="시험", simulated=True, created_at=ctx.now,
                **sealed,
            )
        )  # fmt: skip
        staff_id = db.execute(select(Staff.id).where(Staff.login == login)).scalar_one()
        addresses.add(ctx, staff_id, Channel.SMS, "010-0000-7777")
    return county


def link_in(service: Service, words: str) -> str:
    """Wait for a message with these words; return the path of its link."""
    until = time.monotonic() + WITHIN_S
    while time.monotonic() < until:
        for taken in service.taken:
            text = str(taken.message["text"])
            found = re.search(r"/m/[\w-]+", text)
            if words in text and found:
                return found[0]
        threading.Event().wait(0.1)
    raise AssertionError([taken.message["text"] for taken in service.taken])


def telephone(browser: Browser, contexts: list[BrowserContext]) -> BrowserContext:
    context = browser.new_context(
        viewport=TELEPHONE, locale="ko-KR", is_mobile=True, has_touch=True
    )
    contexts.append(context)
    context.set_default_timeout(PATIENCE_MS)
    return context


def tell(hub: LiveHub, county: County) -> UUID:
    """Tell the caseworkers of the emergency by SMS, as a step of its policy would."""
    with reading(hub.engine) as db:
        mine = ALERTS.c.organisation_id == county.id
        alert = db.execute(select(ALERTS).where(mine)).one()
    with transaction(hub.engine) as db:
        call = Call(alert.id, Severity.P1, alert.epoch, 0, "9")
        outbox.tell_step(db, call, Step(0, ("caseworker",), ("sms",)), clock.now())
    return alert.id  # type: ignore[no-any-return]


def fits(page: Page) -> None:
    """Nothing stands beyond the edge: a person on call has one thumb, and does not pan."""
    wide = page.evaluate(
        "w => [...document.querySelectorAll('body *')]"
        ".filter(e => e.getBoundingClientRect().right > w)"
        ".map(e => e.tagName + '.' + e.className).slice(0, 12)",
        TELEPHONE["width"],
    )
    assert wide == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_link_on_a_telephone_opens_the_alert_and_one_thumb_claims_it(
    language: str, hub: LiveHub, county: County, service: tuple[Service, str],
    browser: Browser, contexts: list[BrowserContext], axe: str,
) -> None:  # fmt: skip
    county.enrols("김순자").presses()
    tell(hub, county)
    path = link_in(service[0], "새 긴급 알림")
    context = telephone(browser, contexts)
    with_both_factors(context, hub, county.logins["한지민"], language)
    page = context.new_page()

    page.goto(hub.origin + path)

    expect(page).to_have_url(re.compile(r"/oncall/"))
    expect(page.get_by_text("김순자").first).to_be_visible()
    fits(page)
    look(page, axe, f"on call {language}")
    claim = {"ko": "담당하기", "en": "Claim"}[language]
    page.locator(".oncall-next").get_by_role("button", name=claim).tap()
    result = {"ko": "조치 결과 입력", "en": "Enter the result"}[language]
    expect(page.locator(".oncall-next").get_by_role("button", name=result)).to_be_visible()
    page.goto(hub.origin + path)  # used: it leads nowhere a second time
    expect(page.get_by_role("alert")).to_be_visible()


def test_a_test_is_confirmed_by_its_link_without_signing_in(
    hub: LiveHub, county: County, service: tuple[Service, str],
    browser: Browser, contexts: list[BrowserContext], axe: str,
) -> None:  # fmt: skip
    path = link_in(service[0], "연락 시험")
    page = telephone(browser, contexts).new_page()
    page.goto(hub.origin + path)
    confirm = page.get_by_role("button", name="받았습니다")
    expect(confirm).to_be_visible()
    fits(page)
    look(page, axe, "test")
    confirm.tap()
    expect(page.get_by_role("status")).to_have_text("확인했습니다. 고맙습니다.")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_axe_finds_nothing_on_the_screens_of_being_reached(
    language: str, hub: LiveHub, county: County, sign_in: SignIn, axe: str
) -> None:
    page = sign_in(hub, county.logins["서하늘"], language=language)
    for place in ("/me", "/reach"):
        page.goto(hub.origin + place)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        look(page, axe, f"{place} {language}")
    page.goto(hub.origin + "/me")
    page.get_by_role(
        "button", name={"ko": "연락처 추가", "en": "Add an address"}[language]
    ).click()
    page.get_by_role("dialog").get_by_role("textbox").fill("010-0000-1234")
    look(page, axe, f"new address {language}")
    page.get_by_role("dialog").locator("button[type=submit]").click()
    expect(page.get_by_role("cell", name="010-0000-1234", exact=True)).to_be_visible()
