"""One whole night: a silence, a question nobody answers, a desk that sleeps, a telephone that
does not, a face on the tablet, the card for 119, the result, and the morning's hand-over.

The hub and this test share one clock, which the test puts forward.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import Row, delete, func, insert, select
from sqlalchemy.orm import Session

from devices.simulator.provider import Service
from telecare import clock
from telecare.actions import precheck_choice, sending
from telecare.care.alert import State
from telecare.care.precheck import Code
from telecare.db.engine import reading, transaction
from telecare.records import addresses
from telecare.records.actor import SERVICE, Actor
from telecare.records.addresses import Channel
from telecare.records.alerts import ALERTS
from telecare.records.context import Context
from telecare.records.devices import DEVICES
from telecare.records.keys import KeyRing
from telecare.records.notifications import NOTICES, About
from telecare.records.organisations import ORGANISATIONS
from telecare.records.plans import TabletTerms
from telecare.records.providers import PROVIDERS, Carries, ProviderKind
from telecare.records.staff import Role, Staff
from telecare.records.ticks import Listening
from tests.browser.call import JOINED_MS, browser_with_camera
from tests.browser.conftest import (
    DESK,
    PATIENCE_MS,
    START,
    keep_picture,
    with_both_factors,
)
from tests.browser.hub import County, Home, LiveHub, open_hub
from tests.browser.tablet import LYING, STATIC, Enrolled, put_up
from tests.browser.test_access import axe, look
from tests.browser.test_call import media_lives
from tests.browser.test_oncall import TELEPHONE, fits, link_in, service
from tests.browser.test_tablet import agree
from tests.browser.test_tablet_hard import AHEAD
from tests.homes import VAULT
from tests.reaching import SECRET
from tests.stories.operator import until

pytestmark = pytest.mark.skipif(
    not (STATIC / "index.html").is_file(), reason="The tablet is not built: make setup"
)
__all__ = ["axe", "service"]  # fixtures of other stories

AFTERNOON: Final = datetime(2026, 12, 1, 6, tzinfo=UTC)  # 15:00 in 봉화군
NIGHT: Final = datetime(2026, 12, 1, 18, 10, tzinfo=UTC)  # ten past three
SAID: Final = {
    "ko": {
        "claim": "담당하기", "ring": "태블릿 부르기", "end": "끊기", "close": "닫기",
        "card": "119 카드 열기",
        "with": "받은 사람", "no": "신고 번호", "save": "119 전화 기록하기",
        "result": "조치 결과 입력", "outcome": "119 출동", "how": "119 확인",
        "finish": "조치 완료하기", "begin": "근무 인계하기", "own": "덧붙일 말",
        "send": "인계서 보내기", "open": "인계 열기", "tick": "확인: ", "all": "모두 확인함",
    },
    "en": {
        "claim": "Claim", "ring": "Ring the tablet", "end": "Hang up", "close": "Close",
        "card": "Open the 119 card",
        "with": "Who answered", "no": "Reference number", "save": "Record the call to 119",
        "result": "Enter the result", "outcome": "119 responded", "how": "119 confirmed",
        "finish": "Resolve", "begin": "Hand over my shift", "own": "In your own words",
        "send": "Give the sheet", "open": "Open hand-over", "tick": "Tick: ",
        "all": "Every line is ticked",
    },
}  # fmt: skip


@dataclass
class Night:
    """A hub of its own whose clock a test puts forward, and who is in the story."""

    hub: LiveHub
    file: Path
    real: Callable[[], datetime]
    county: County = field(init=False)
    home: Home = field(init=False)

    def it_is(self, at: datetime) -> None:
        """Put the clock of the hub, and of this test, forward to `at`."""
        ahead = (at - self.real()).total_seconds()
        fresh = self.file.with_suffix(".new")
        fresh.write_text(str(ahead))
        fresh.replace(self.file)

    def now(self) -> datetime:
        return self.real() + timedelta(seconds=float(self.file.read_text()))

    def later(self, **span: float) -> None:
        self.it_is(self.now() + timedelta(**span))

    def messages(self) -> int:
        """How many SMS about an alert are on their way to one person."""
        about = (NOTICES.c.channel == "sms", NOTICES.c.about == About.ALERT)
        with reading(self.hub.engine) as db:
            to_one = NOTICES.c.address_id.is_not(None)
            return db.scalar(select(func.count()).where(*about, to_one)) or 0

    def alert_is(self, state: State) -> Row[Any]:
        """Wait until the silence of this home stands there."""
        mine = ALERTS.c.resident_id == self.home.resident_id

        def found() -> Row[Any] | None:
            with reading(self.hub.engine) as db:
                return db.execute(
                    select(ALERTS).where(
                        mine, ALERTS.c.alert_class == "silence", ALERTS.c.state == state
                    )
                ).first()

        row = until(found, f"the alert is {state}", within_s=30)
        assert row is not None
        return row

    def hears(self, tablet: Enrolled) -> None:
        """Wait for a beat of the tablet: one not heard of since the clock moved is not rung."""
        since = self.now()
        tablet.tablet.page.reload()

        def heard() -> bool:
            with reading(self.hub.engine) as db:
                at = db.scalar(
                    select(DEVICES.c.heard_at).where(DEVICES.c.id == tablet.device_id)
                )
            return at is not None and at >= since

        until(heard, "the tablet beats", within_s=70)


@pytest.fixture
def night(
    sqlite_template: Path, tmp_path: Path, service: tuple[Service, str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Night]:  # fmt: skip
    """봉화군 at three in the afternoon: Soonja is at home, Jimin and Sera share the night."""
    file, path = tmp_path / "ahead", tmp_path / "telecare.db"
    path.write_bytes(sqlite_template.read_bytes())
    night = Night(None, file, clock.now)  # type: ignore[arg-type]  # its hub comes up below
    file.write_text("0")  # its scheduler begins by the machine's clock
    monkeypatch.setattr(clock, "now", night.now)
    night.hub = open_hub(
        tmp_path, f"sqlite:///{path}", prelude=AHEAD.format(file=str(file)),
        TELECARE_IDLE_LOCK_S="86400", TELECARE_MEDIA_ADDRESS="127.0.0.1",
        TELECARE_MEDIA_PORTS="43600-43699",
    )  # fmt: skip
    until(lambda: media_lives(night.hub), "the media process answers", within_s=30)
    night.it_is(AFTERNOON)
    night.county = night.hub.county()
    for name in ("한지민", "오세라"):
        night.county.hires(name)
    supervisor = night.county.hires("배수현", Role.SUPERVISOR)
    night.home = night.county.enrols("김순자")
    agree(night.home, TabletTerms(video_welfare=True))
    set_up(night, service[1], supervisor)
    yield night
    night.hub.stop()
    night.hub.engine.dispose()


def set_up(night: Night, service_url: str, supervisor: str) -> None:
    """Residents are asked first here; SMS goes to the service; Sera has a telephone."""
    county = night.county
    with transaction(night.hub.engine) as db:
        ctx = Context(db, KeyRing(db, VAULT), SERVICE, clock.now())
        sealed = sending.seal_line(ctx, county.myeon_id, {"url": service_url, "secret": SECRET})
        db.execute(
            insert(PROVIDERS).values(
                id=county.myeon_id, organisation_id=county.id, channel=Carries.SMS,
                kind=ProviderKind.WEBHOOK, label="시험", simulated=True, created_at=ctx.now,
                **sealed,
            )
        )  # fmt: skip
        sera = _staff_id(db, county.logins["오세라"])
        address = addresses.add(ctx, sera, Channel.SMS, "010-0000-7777")
        addresses.confirmed(db, address, ctx.now)
        path = db.execute(
            select(ORGANISATIONS.c.path).where(ORGANISATIONS.c.id == county.id)
        ).scalar_one()
        chief = Actor(_staff_id(db, supervisor), Role.SUPERVISOR, county.id, path)
        precheck_choice.choose(replace(ctx, actor=chief), county.id, Code.STANDARD, 0)


def _staff_id(db: Session, login: str) -> UUID:
    return db.execute(select(Staff.id).where(Staff.login == login)).scalar_one()


# ------------------------------------------------------------------- the hours of the night


def falls_silent(night: Night) -> None:
    """Nobody has moved since three in the afternoon; the gateway beats: the home is heard."""
    night.it_is(NIGHT)
    with transaction(night.hub.engine) as db:  # the hub has listened all the while
        db.execute(delete(Listening))
        listened = {"from_at": AFTERNOON - timedelta(days=1), "until_at": NIGHT}
        db.execute(insert(Listening).values(listened))
    night.home.says("heartbeat")
    night.alert_is(State.PRECHECK)


def is_asked_and_does_not_answer(
    night: Night, tablet: Enrolled, shot: Callable[..., None]
) -> None:
    tablet.tablet.shows("prompt")
    shot(tablet.tablet.page, "1-asked")
    night.later(minutes=10, seconds=1)  # and no service calls by voice here
    night.alert_is(State.OPEN)


def the_desk_sleeps(night: Night, desk: Page, shot: Callable[..., None]) -> None:
    """It stands on Jimin's board, and nobody touches it for a quarter of an hour."""
    expect(desk.get_by_role("option", name="김순자").first).to_be_visible()
    shot(desk, "2-desk")
    night.later(minutes=15, seconds=1)


def claims_on_a_telephone(
    night: Night, service: Service, context: BrowserContext, language: str,
    shot: Callable[..., None],
) -> Page:  # fmt: skip
    until(lambda: night.messages() > 0, "Sera is told", within_s=30)
    night.later(seconds=61)  # what is no P1 waits a minute for company
    path = link_in(service, "알림")
    with_both_factors(context, night.hub, night.county.logins["오세라"], language)
    page = context.new_page()
    page.goto(night.hub.origin + path)
    expect(page.get_by_text("김순자").first).to_be_visible()
    fits(page)
    shot(page, "3-telephone")
    page.locator(".oncall-next").get_by_role("button", name=SAID[language]["claim"]).tap()
    night.alert_is(State.CLAIMED)
    return page


def speaks_by_tablet(
    night: Night, page: Page, tablet: Enrolled, language: str, shot: Callable[..., None]
) -> None:
    night.hears(tablet)
    page.get_by_role("button", name=SAID[language]["ring"]).first.tap()
    tablet.tablet.shows("ringing")
    shot(tablet.tablet.page, "4-ringing")
    tablet.tablet.taps("answer")
    window = page.locator("section.call")
    expect(window).to_have_attribute("data-state", "connected", timeout=JOINED_MS)
    shot(page, "5-call")
    fits(page)
    window.get_by_role("button", name=SAID[language]["end"]).tap()
    expect(window).to_have_attribute("data-state", "ended")
    window.get_by_role("button", name=SAID[language]["close"], exact=True).tap()


def calls_119(page: Page, language: str, shot: Callable[..., None]) -> None:
    said = SAID[language]
    page.get_by_role("button", name=said["card"]).tap()
    card = page.get_by_role("dialog")
    expect(card).to_contain_text("솔숲길 7")
    shot(page, "6-card119")
    fits(page)
    card.get_by_label(said["with"]).fill("김소방")
    card.get_by_label(said["no"]).fill("03-1119")
    card.get_by_role("button", name=said["save"]).tap()
    expect(card).to_be_hidden()


def enters_the_result(
    night: Night, page: Page, language: str, shot: Callable[..., None]
) -> None:
    said = SAID[language]
    page.locator(".oncall-next").get_by_role("button", name=said["result"]).tap()
    window = page.get_by_role("dialog")
    window.get_by_text(said["outcome"], exact=True).tap()
    window.get_by_text(said["how"], exact=True).tap()
    shot(page, "7-result")
    window.get_by_role("button", name=said["finish"]).tap()
    expect(window).to_be_hidden()
    night.alert_is(State.RESOLVED)


def hands_over(
    night: Night, giver: Page, receiver: Page, language: str, shot: Callable[..., None]
) -> None:
    """Half past seven: Sera goes home, Jimin takes what is left line by line."""
    said = SAID[language]
    giver.goto(f"{night.hub.origin}/handover")
    giver.get_by_role("button", name=START[language], exact=True).click()
    giver.get_by_role("button", name=said["begin"]).click()
    window = giver.get_by_role("dialog")
    window.get_by_role("combobox").select_option(label="한지민")
    window.get_by_label(said["own"]).fill("병원에서 전화가 오면 따님께")
    window.get_by_role("button", name=said["send"]).click()
    expect(window).to_be_hidden()
    expect(giver.get_by_text("병원에서 전화가 오면 따님께")).to_be_visible()
    receiver.goto(night.hub.origin)
    receiver.get_by_role("link", name=said["open"]).click()
    ticks = receiver.get_by_role("button", name=said["tick"])
    expect(ticks.first).to_be_visible()
    shot(receiver, "8-morning")
    for left in range(ticks.count(), 0, -1):
        expect(ticks).to_have_count(left)
        ticks.first.click()
    expect(receiver.get_by_text(said["all"])).to_be_attached()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_night_from_the_silence_to_the_morning(
    language: str, night: Night, service: tuple[Service, str], browser: Browser,
    headless_path: str, axe: str,
) -> None:  # fmt: skip
    def shot(page: Page, name: str) -> None:
        keep_picture(page, f"night-{name}-{language}")

    with browser_with_camera(browser, headless_path) as camera:
        tablet = put_up(_context(camera, LYING), night.home)
        tablet.tablet.taps("ok")
        tablet.tablet.shows("home")
        falls_silent(night)
        is_asked_and_does_not_answer(night, tablet, shot)
        desk = _desk(_context(camera, DESK), night, language)
        the_desk_sleeps(night, desk, shot)
        telephone = _context(camera, TELEPHONE, is_mobile=True, has_touch=True)
        page = claims_on_a_telephone(night, service[0], telephone, language, shot)
        look(page, axe, f"on call {language}")
        speaks_by_tablet(night, page, tablet, language, shot)
        calls_119(page, language, shot)
        enters_the_result(night, page, language, shot)
        night.later(hours=4)
        hands_over(night, page, desk, language, shot)


def _context(camera: Browser, size: Any, **more: bool) -> BrowserContext:  # noqa: ANN401
    made = camera.new_context(viewport=size, locale="ko-KR", **more)  # type: ignore[arg-type]
    made.grant_permissions(["camera", "microphone"])
    made.set_default_timeout(PATIENCE_MS)
    return made


def _desk(context: BrowserContext, night: Night, language: str) -> Page:
    with_both_factors(context, night.hub, night.county.logins["한지민"], language)
    page = context.new_page()
    page.goto(night.hub.origin)
    page.get_by_role("button", name=START[language], exact=True).click()
    return page
