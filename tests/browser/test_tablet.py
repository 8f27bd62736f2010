"""A morning with the tablet: real Chromium, a real hub, the real wire."""

import time
from datetime import datetime, timedelta
from datetime import time as wall_time
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from sqlalchemy import select, text

from telecare import clock
from telecare.actions import prompts
from telecare.care.facts import CheckInPromise
from telecare.db.engine import reading, transaction
from telecare.records import plans
from telecare.records.actor import SERVICE
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.records.plans import TabletTerms, Terms
from telecare.records.prompts import PROMPTS, PromptKind, PromptState
from tests.browser.conftest import SignIn
from tests.browser.hub import County, Home, LiveHub
from tests.browser.tablet import (
    LYING,
    STATIC,
    UPRIGHT,
    Enrolled,
    code_for,
    observed,
    put_up,
    worker_serves,
)
from tests.browser.test_board import row
from tests.homes import VAULT
from tests.stories.operator import until

DRAINED_WITHIN_S = 30
SEOUL: Final = ZoneInfo("Asia/Seoul")
ALL_DAY: Final = CheckInPromise(wall_time(23, 59), wall_time(), timedelta(hours=1))

pytestmark = pytest.mark.skipif(
    not (STATIC / "index.html").is_file(), reason="The tablet is not built: make setup"
)


@pytest.fixture
def county(hub: LiveHub) -> County:
    return hub.county()


@pytest.fixture
def home(county: County) -> Home:
    return county.enrols("김순자")


@pytest.fixture(params=[LYING, UPRIGHT], ids=["lying", "upright"])
def context(
    request: pytest.FixtureRequest, browser: Browser, contexts: list[BrowserContext]
) -> BrowserContext:
    """A tablet's browser, lying or standing."""
    opened = browser.new_context(viewport=request.param, locale="ko-KR")
    contexts.append(opened)
    return opened


def test_a_word_sent_offline_arrives_exactly_once(context: BrowserContext, home: Home) -> None:
    one = put_up(context, home)
    one.tablet.taps("ok")
    one.tablet.shows("pressed-ok-sent")
    one.tablet.says("안부를 보냈어요")
    assert one.has() == [(numbers(one)[0], "check_in")]
    worker_serves(one.tablet.page)

    context.set_offline(True)
    one.tablet.shows("home")
    one.tablet.taps("ok")
    one.tablet.shows("pressed-ok-kept")
    one.tablet.says("연결되면 보낼게요")
    one.tablet.page.reload()
    one.tablet.shows("home")
    one.tablet.says("안부를 담아 두었어요")
    assert len(one.has()) == 1

    context.set_offline(False)
    expect(one.tablet.page.locator(".status")).to_contain_text("안부를 보냈어요")
    one.tablet.page.reload()
    one.tablet.shows("home")
    expect(one.tablet.page.locator(".status")).to_contain_text("안부를 보냈어요")
    assert [kind for _, kind in one.has()] == ["check_in", "check_in"]


def numbers(one: Enrolled) -> list[int]:
    return [number for number, _ in one.has()]


def test_help_is_on_the_board_and_comes_back_with_a_name(
    context: BrowserContext, home: Home, county: County, sign_in: SignIn
) -> None:
    board = sign_in(home.hub, county.hires("한지민"))
    board.mouse.move(4, 4)
    one = put_up(context, home)
    one.tablet.taps("help")
    one.tablet.shows("count-")
    one.tablet.shows("help-sent")
    one.tablet.says("도와달라고 전했어요")
    expect(row(board, "김순자")).to_contain_text("긴급")

    row(board, "김순자").click()
    board.get_by_role("button", name="담당하기").click()
    one.tablet.shows("help-claimed")
    one.tablet.says("한지민 님이 보고 있어요")
    one.tablet.taps("again")
    one.tablet.taps("aside")
    one.tablet.shows("home")
    one.tablet.says("한지민 님이 보고 있어요")
    assert [kind for _, kind in one.has()] == ["sos", "sos"]


def test_help_without_a_line_offers_119_and_promises_nothing(
    context: BrowserContext, home: Home
) -> None:
    one = put_up(context, home)
    context.set_offline(True)
    one.tablet.taps("help")
    one.tablet.shows("help-offline")
    expect(one.tablet.button("119")).to_have_attribute("href", "tel:119")
    one.tablet.says("도와달라는 말을 아직 못 전했어요")
    assert one.has() == []
    context.set_offline(False)
    one.tablet.shows("help-sent")
    assert [kind for _, kind in one.has()] == ["sos"]


def test_cancelled_help_leaves_nothing(context: BrowserContext, home: Home) -> None:
    one = put_up(context, home)
    one.tablet.taps("help")
    one.tablet.taps("cancel")
    one.tablet.shows("pressed-cancelled")
    one.tablet.shows("home")
    assert one.has() == []


def test_a_doctor_is_asked_for_once(context: BrowserContext, home: Home) -> None:
    one = put_up(context, home)
    one.tablet.taps("doctor")
    one.tablet.shows("pressed-doctor-sent")
    one.tablet.shows("home")
    expect(one.tablet.button("doctor")).to_contain_text("부탁했어요")


def test_the_language_is_one_tap_away_and_stays(context: BrowserContext, home: Home) -> None:
    one = put_up(context, home)
    one.tablet.taps("language")
    expect(one.tablet.button("ok")).to_contain_text("I am well")
    expect(one.tablet.page.locator("html")).to_have_attribute("lang", "en")
    one.tablet.page.reload()
    expect(one.tablet.button("help")).to_contain_text("Help me")


def test_a_clock_wrong_by_a_day_is_put_right(context: BrowserContext, home: Home) -> None:
    context.clock.install(time=clock.now() + timedelta(days=1))
    one = put_up(context, home)
    one.tablet.taps("ok")
    one.tablet.shows("pressed-ok-sent")
    with home.hub.engine.connect() as db:
        found = db.execute(
            text("SELECT taken_at, corrected FROM observation WHERE device_id = :id "
                 "AND kind = 'check_in'"),
            {"id": one.device_id.hex},
        ).one()  # fmt: skip
    assert found.corrected
    assert abs(found.taken_at / 1e6 - clock.now().timestamp()) < 60
    expect(one.tablet.page.locator(".status")).to_contain_text("안부를 보냈어요")


FILL = """async (many) => {
  const done = (request) => new Promise((good, bad) => {
    request.onsuccess = () => good(request.result);
    request.onerror = bad;
  });
  const db = await done(indexedDB.open('telecare-tablet', 1));
  const work = db.transaction(['facts', 'outbox'], 'readwrite');
  const [facts, outbox] = [work.objectStore('facts'), work.objectStore('outbox')];
  const next = await done(facts.get('next'));
  for (let number = next; number < next + many; number += 1) {
    const at = Date.now() - 100 * (next + many - number);
    const said = { number, kind: 'check_in', taken_at: new Date(at).toISOString() };
    const line = JSON.stringify(said);
    outbox.put({ number, lane: 'plain', kind: 'check_in', at, line });
  }
  facts.put(next + many, 'next');
  await new Promise((good) => { work.oncomplete = good; });
  db.close();
}"""


def test_a_thousand_that_waited_are_delivered_in_seconds(
    context: BrowserContext, home: Home
) -> None:
    one = put_up(context, home)
    worker_serves(one.tablet.page)
    one.tablet.taps("ok")
    one.tablet.shows("pressed-ok-sent")
    context.set_offline(True)
    one.tablet.page.evaluate(FILL, 1000)
    one.tablet.page.reload()
    one.tablet.says("안부를 담아 두었어요")
    began = time.monotonic()
    context.set_offline(False)
    expect(one.tablet.page.locator(".status")).to_contain_text("안부를 보냈어요")
    assert time.monotonic() - began < DRAINED_WITHIN_S
    assert len(set(one.has())) == len(one.has()) == 1001


def test_a_question_is_answered_by_one_tap(context: BrowserContext, home: Home) -> None:
    one = put_up(context, home)
    prompt_id = asks(home)
    looks_again(one)
    one.tablet.shows("prompt-")
    one.tablet.says("괜찮으세요?")
    one.tablet.taps("prompt_ok")
    one.tablet.shows("pressed-thanks")
    one.tablet.shows("home")
    with reading(home.hub.engine) as db:
        found = db.execute(select(PROMPTS).where(PROMPTS.c.id == prompt_id)).one()
    assert (found.state, found.answer) == (PromptState.ANSWERED, "ok")
    assert found.shown_at is not None


def test_nothing_leaves_a_tablet_that_practises(context: BrowserContext, home: Home) -> None:
    one = put_up(context, home)
    agree(home, TabletTerms(practice=True))
    looks_again(one)
    one.tablet.says("연습")
    one.tablet.taps("ok")
    one.tablet.shows("pressed-practice")
    one.tablet.shows("home")
    one.tablet.taps("help")
    one.tablet.shows("count-")
    one.tablet.shows("pressed-practice")
    one.tablet.shows("home")
    assert one.has() == []


@pytest.mark.parametrize("buttons", [("help",), ("ok", "help")])
def test_fewer_buttons_where_that_was_agreed(
    context: BrowserContext, home: Home, buttons: tuple[str, ...]
) -> None:
    one = put_up(context, home)
    agree(home, TabletTerms(buttons=buttons))
    looks_again(one)
    expect(one.tablet.button("doctor")).to_be_hidden()
    for name in ("ok", "help"):
        expect(one.tablet.button(name)).to_have_count(int(name in buttons))


@pytest.mark.parametrize("counts", [True, False])
def test_any_touch_is_a_check_in_where_that_was_agreed(
    context: BrowserContext, home: Home, *, counts: bool
) -> None:
    one = put_up(context, home)
    expect(one.tablet.button("doctor")).to_be_visible()  # so that its going says something
    agree(home, TabletTerms(touch_counts=counts, buttons=("ok", "help")), (ALL_DAY,))
    looks_again(one)
    expect(one.tablet.button("doctor")).to_be_hidden()  # the plan has reached the tablet
    one.tablet.page.mouse.click(400, 12)  # no button is there
    one.tablet.taps("ok")
    one.tablet.shows("pressed-ok-sent")
    due = {"activity", "check_in"} if counts else {"check_in"}
    until(lambda: {kind for _, kind in one.has()} >= due, "the touch arrives as well")
    assert {kind for _, kind in one.has()} == due


def test_the_screen_is_dim_in_the_night_that_was_agreed(
    context: BrowserContext, home: Home
) -> None:
    one = put_up(context, home)
    wall = clock.now().astimezone(SEOUL)
    hour = timedelta(hours=1)
    agree(home, TabletTerms(night_from=on_the_hour(wall), night_until=on_the_hour(wall + hour)))
    looks_again(one)
    expect(one.tablet.page.locator(".app.night")).to_be_visible()
    agree(
        home,
        TabletTerms(
            night_from=on_the_hour(wall + 3 * hour), night_until=on_the_hour(wall + 4 * hour)
        ),
    )
    looks_again(one)
    expect(one.tablet.page.locator(".app.night")).to_have_count(0)


def on_the_hour(wall: datetime) -> wall_time:
    return wall_time(wall.hour)


def asks(home: Home) -> UUID:
    """The hub asks whether all is well."""
    with transaction(home.hub.engine) as db:
        ctx = Context(db, KeyRing(db, VAULT), SERVICE, clock.now())
        return prompts.ask(ctx, home.resident_id, PromptKind.ARE_YOU_OK)


def agree(home: Home, terms: TabletTerms, check_ins: tuple[CheckInPromise, ...] = ()) -> None:
    """Record what was agreed about the tablet."""
    with transaction(home.hub.engine) as db:
        before = plans.latest(db, home.resident_id)
        after = 0 if before is None else before.version
        plan = Terms(tablet=terms, check_ins=check_ins)
        plans.record(db, home.resident_id, plan, after=after, by=None, at=clock.now())


def looks_again(one: Enrolled) -> None:
    """Another process has written: the hub here was not nudged, so the tablet asks now."""
    one.tablet.page.evaluate("dispatchEvent(new Event('online'))")


def test_a_revoked_tablet_forgets_everything(context: BrowserContext, home: Home) -> None:
    one = put_up(context, home)
    with transaction(home.hub.engine) as db:
        db.execute(
            text("UPDATE device SET revoked_at = :at, version = version + 1 WHERE id = :id"),
            {"at": 1, "id": one.device_id.hex},
        )
    looks_again(one)
    one.tablet.shows("revoked")
    one.tablet.says("이 태블릿은 쓰지 않습니다")
    one.tablet.page.reload()
    one.tablet.shows("revoked")
    assert observed(home.hub, one.device_id) == []


def test_a_code_is_typed_where_there_is_no_camera(context: BrowserContext, home: Home) -> None:
    _, code = code_for(home)
    page = context.new_page()
    page.goto(f"{home.hub.origin}/tablet/")
    page.get_by_label("등록 번호").fill("0000-0000")
    page.get_by_role("button").click()
    expect(page.get_by_role("alert")).not_to_be_empty()
    page.wait_for_timeout(750)
    page.get_by_label("등록 번호").fill(code.lower())
    page.get_by_role("button").click()
    expect(page.locator("[data-act=help]")).to_be_visible()
