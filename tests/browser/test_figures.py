"""The figures in a browser, in both languages: a late P1 is given its reason, a file taken."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update

from telecare import clock
from telecare.care.alert import Outcome, State
from telecare.db.engine import reading, transaction
from telecare.records.alerts import ALERTS
from telecare.records.late_reports import REPORTS
from telecare.records.staff import Role
from tests.browser.conftest import SignIn, keep_picture
from tests.browser.hub import County, LiveHub
from tests.browser.test_access import AXE, look

SAID = {
    "ko": {
        "figures": "지표", "report": "까닭 적기: 응급호출", "reason": "까닭",
        "busy": "모두 다른 알림을 처리하는 중", "words": "한 일과 할 일", "save": "저장",
        "done": "모두 까닭을 적었습니다.", "missed": "목표에 못 미침",
        "months": "최근 12개월 긴급 알림: CSV 파일로 받기", "false": "규칙별 헛알림",
    },
    "en": {
        "figures": "Figures", "report": "Give a reason: Emergency call", "reason": "Reason",
        "busy": "All were with other alerts", "words": "What was and will be done",
        "save": "Save", "done": "All have a reason.", "missed": "below target",
        "months": "Emergencies of the last 12 months: download as CSV",
        "false": "False alarms by rule",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def axe() -> str:
    if not Path(AXE).is_file():
        pytest.skip("axe-core is not installed: npm ci in clinic_ui")
    return AXE.read_text()


@pytest.fixture
def county(hub: LiveHub) -> County:
    """A county where Soonja pressed by accident and was called back after five minutes."""
    county = hub.county()
    county.hires("민수현", Role.SUPERVISOR)
    home = county.enrols("김순자")
    home.presses()
    waited = timedelta(minutes=5)
    with transaction(hub.engine) as db:
        mine = ALERTS.c.resident_id == home.resident_id
        alert_id = db.scalars(select(ALERTS.c.id).where(mine)).one()
        now = clock.now()
        db.execute(
            update(ALERTS).where(ALERTS.c.id == alert_id).values(
                state=State.CLOSED, outcome=Outcome.ACCIDENTAL_PRESS, due_at=None,
                first_human_at=now, first_signal_received_at=now - waited, closed_at=now,
                simulated=False,
            )
        )  # fmt: skip
    return county


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_supervisor_reads_the_month_and_says_why_one_was_late(
    language: str, hub: LiveHub, county: County, sign_in: SignIn, axe: str
) -> None:
    said = SAID[language]
    page = sign_in(hub, county.logins["민수현"], language=language)
    page.locator(".rail").get_by_role("link", name=said["figures"], exact=True).click()
    expect(page.get_by_text(said["missed"]).first).to_be_visible()
    expect(page.get_by_role("region", name=said["false"]).last).to_contain_text("1/1")
    look(page, axe, "the figures")
    keep_picture(page, f"figures-{language}")

    page.get_by_role("button", name=said["report"]).click()
    window = page.get_by_role("dialog")
    window.get_by_label(said["reason"]).select_option(label=said["busy"])
    window.get_by_label(said["words"]).fill("두 사람이 두 집에 가 있었음")
    look(page, axe, "a late report")
    window.get_by_role("button", name=said["save"], exact=True).click()
    expect(window).to_be_hidden()
    expect(page.get_by_text(said["done"])).to_be_visible()
    with reading(hub.engine) as db:
        mine = (
            REPORTS.c.alert_id
            == select(ALERTS.c.id)
            .where(ALERTS.c.organisation_id == county.id)
            .scalar_subquery()
        )
        assert db.scalars(select(REPORTS.c.reason).where(mine)).one() == "all_busy"

    with page.expect_download() as taken:
        page.get_by_role("link", name=said["months"]).click()
    text = taken.value.path().read_text("utf-8-sig")
    assert text.splitlines()[0] == "month,n,within_60_s,within_180_s"
    assert text.splitlines()[-1].endswith(",1,0,0")
