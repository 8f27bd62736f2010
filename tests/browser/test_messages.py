"""A message opened in a browser leads to its screen, or says why it leads to none."""

import re
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from telecare import clock
from telecare.actions import outbox
from telecare.db.engine import transaction
from telecare.records.handovers import HANDOVERS
from telecare.records.notifications import About
from telecare.records.staff import Role, Staff
from tests.browser.conftest import SignIn
from tests.browser.hub import County, LiveHub

GIVE = ("근무 인계하기", "덧붙일 말", "인계서 보내기")
NOT_FOR_YOU = {
    "ko": "지금 맡은 역할로는 이 메시지의 화면을 볼 수 없습니다. 책임자에게 물어보세요.",
    "en": "Your present role has no access to what this message is about. Ask your supervisor.",
}
NOTHING = {
    "ko": "이 메시지가 알린 일은 더 남아 있지 않습니다.",
    "en": "What this message told of is no longer there.",
}


def knocks(hub: LiveHub, county: County, login: str, about_id: UUID) -> str:
    """Write a message to one person, as it stands when it knocks; return its page."""
    with transaction(hub.engine) as db:
        staff_id = db.execute(select(Staff.id).where(Staff.login == login)).scalar_one()
        (notice_id,) = outbox.say(
            db, About.NOTICE, about_id, organisation_id=county.id, target=f"staff:{staff_id}",
            channels=("push",), now=clock.now(), word="seen", staff_id=staff_id,
        )  # fmt: skip
    return f"{hub.origin}/n/{notice_id}"


def given(hub: LiveHub, sign_in: SignIn, county: County) -> UUID:
    """Let one caseworker give the shift to another; return the sheet's id."""
    page = sign_in(hub, county.hires("한지민"))
    county.hires("오세라")
    begin, own, send = GIVE
    page.goto(f"{hub.origin}/handover")
    page.get_by_role("button", name=begin).click()
    window = page.get_by_role("dialog")
    window.get_by_role("combobox").select_option(label="오세라")
    window.get_by_label(own).fill("열쇠는 이웃집에 있음")
    window.get_by_role("button", name=send).click()
    expect(window).to_be_hidden()  # its own field says the same words before they are kept
    expect(page.get_by_text("열쇠는 이웃집에 있음")).to_be_visible()
    with transaction(hub.engine) as db:
        newest = select(HANDOVERS.c.id).order_by(HANDOVERS.c.begun_at.desc())
        sheet_id: UUID = db.scalars(newest.limit(1)).one()
        return sheet_id


def test_the_message_of_a_shift_opens_the_hand_over(hub: LiveHub, sign_in: SignIn) -> None:
    county = hub.county()
    sheet_id = given(hub, sign_in, county)
    login = county.logins["오세라"]
    page = sign_in(hub, login)
    page.goto(knocks(hub, county, login, sheet_id))
    expect(page).to_have_url(re.compile(r"/handover$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_whom_the_screen_is_closed_to_reads_why(
    language: str, hub: LiveHub, sign_in: SignIn
) -> None:
    county = hub.county()
    sheet_id = given(hub, sign_in, county)
    login = county.hires("정다인", Role.ADMINISTRATOR)
    page = sign_in(hub, login, language=language)
    page.goto(knocks(hub, county, login, sheet_id))
    expect(page.get_by_role("status").filter(has_text=NOT_FOR_YOU[language])).to_be_visible()
    page.goto(knocks(hub, county, login, uuid4()))
    expect(page.get_by_role("status").filter(has_text=NOTHING[language])).to_be_visible()
