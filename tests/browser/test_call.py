"""Calls in real Chromium: two browsers, the hub and its media process between them."""

import os
import shutil
import signal
from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    FilePayload,
    Locator,
    Page,
    expect,
)
from sqlalchemy import text

from telecare import clock
from telecare.call_errors import MediaAway
from telecare.db.engine import reading
from telecare.media_client import MediaClient
from telecare.records.plans import AutoAnswer, TabletTerms
from telecare.records.staff import Role
from tests.browser.call import Ends, browser_with_camera
from tests.browser.conftest import DESK, PATIENCE_MS, START, with_both_factors
from tests.browser.hub import County, Home, LiveHub, open_hub
from tests.browser.tablet import LYING, STATIC, Enrolled, put_up
from tests.browser.test_access import AXE, look
from tests.browser.test_board import row
from tests.browser.test_tablet import agree, looks_again
from tests.stories.operator import until
from tests.stories.test_call import _grandchild

pytestmark = pytest.mark.skipif(
    not (STATIC / "index.html").is_file(), reason="The tablet is not built: make setup"
)


@pytest.fixture(scope="module")
def hub(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHub]:
    """A hub whose calls go over loopback."""
    place = tmp_path_factory.mktemp("calls")
    path = place / "telecare.db"
    shutil.copyfile(sqlite_template, path)
    running = open_hub(
        place, f"sqlite:///{path}", TELECARE_IDLE_LOCK_S="600",
        TELECARE_MEDIA_ADDRESS="127.0.0.1", TELECARE_MEDIA_PORTS="43400-43599",
    )  # fmt: skip
    until(lambda: media_lives(running), "the media process answers", within_s=30)
    yield running
    running.stop()
    running.engine.dispose()


def media_lives(hub: LiveHub) -> bool:
    try:
        return MediaClient(hub.place / "media.sock").health().ok
    except MediaAway:
        return False


@pytest.fixture(scope="module")
def camera(browser: Browser, headless_path: str) -> Iterator[Browser]:
    with browser_with_camera(browser, headless_path) as opened:
        yield opened


@pytest.fixture
def opens(camera: Browser) -> Iterator[Callable[[dict[str, int]], BrowserContext]]:
    opened: list[BrowserContext] = []

    def context(size: dict[str, int]) -> BrowserContext:
        made = camera.new_context(viewport=size, locale="ko-KR")  # type: ignore[arg-type]
        made.grant_permissions(["camera", "microphone"])
        made.set_default_timeout(PATIENCE_MS)
        opened.append(made)
        return made

    yield context
    for made in opened:
        made.close()


Opens = Callable[[dict[str, int]], BrowserContext]


@pytest.fixture
def county(hub: LiveHub) -> County:
    county = hub.county()
    county.hires("한지민")
    county.hires("서정아", Role.CLINICIAN)
    return county


@pytest.fixture
def home(county: County) -> Home:
    home = county.enrols("김순자")
    agree(home, TabletTerms(video_welfare=True))
    return home


@pytest.fixture
def tablet(opens: Opens, home: Home) -> Enrolled:
    one = put_up(opens(LYING), home)
    one.tablet.taps("ok")  # heard: a tablet nobody has heard of lately is not rung
    one.tablet.shows("pressed-ok-sent")
    one.tablet.shows("home")
    return one


def sits_down(opens: Opens, hub: LiveHub, login: str, language: str = "ko") -> Page:
    """Sign somebody in at a desk with a camera."""
    context = opens(DESK)
    with_both_factors(context, hub, login, language)
    page = context.new_page()
    page.goto(hub.origin)
    page.get_by_role("button", name=START[language], exact=True).click()
    return page


def rings_from_the_alert(page: Page, home: Home, tablet: Enrolled) -> Ends:
    """A press at home is claimed and its tablet rung, by keys alone."""
    home.presses()
    row(page, home.name).click()
    expect(page.locator(".steps")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator(".chip", has_text="내가")).to_be_visible()
    page.keyboard.press("c")
    ends = Ends(page, tablet.tablet)
    expect(ends.window).to_have_attribute("data-state", "ringing")
    looks_again(tablet)
    tablet.tablet.shows("ring")
    return ends


def answers(ends: Ends) -> None:
    ends.tablet.taps("answer")
    ends.both_joined()


def forwards_both_ways(home: Home) -> bool:
    """Whether the media process has this call's packets in its hands."""
    query = text("SELECT id FROM consultation WHERE resident_id = :id AND state != 'ended'")
    with reading(home.hub.engine) as db:
        call = UUID(str(db.scalar(query, {"id": home.resident_id.hex})))
    try:
        stats = MediaClient(home.hub.place / "media.sock").stats(call)
    except MediaAway:
        return False
    seats = () if stats is None else stats.seats.values()
    return len(seats) == 2 and all(one.packets_in > 50 < one.packets_out for one in seats)


def sides_that_measured(home: Home) -> set[str]:
    """The ends whose measurements are kept with this home's calls."""
    query = text(
        "SELECT DISTINCT side FROM consultation_quality q JOIN consultation c"
        " ON c.id = q.consultation_id WHERE c.resident_id = :id"
    )
    with reading(home.hub.engine) as db:
        return {str(side) for side in db.scalars(query, {"id": home.resident_id.hex})}


def outcome_of(home: Home) -> str:
    query = text(
        "SELECT outcome FROM consultation WHERE resident_id = :id ORDER BY rung_at DESC"
    )
    with reading(home.hub.engine) as db:
        return str(db.scalar(query, {"id": home.resident_id.hex}))


def rings_as_a_clinician(page: Page, home: Home, tablet: Enrolled) -> Ends:
    """Through the gate on the resident's page."""
    page.goto(f"{home.hub.origin}/residents/{home.resident_id}")
    page.get_by_role("button", name="화상 진료").click()
    gate = page.get_by_role("dialog")
    gate.get_by_text("우리 지역에 사는 분").click()
    gate.get_by_label("주소를 확인한 날").fill(clock.now().date().isoformat())
    gate.get_by_role("button", name="남기고 부르기").click()
    ends = Ends(page, tablet.tablet)
    expect(ends.window).to_have_attribute("data-state", "ringing")
    looks_again(tablet)
    tablet.tablet.shows("ring")
    return ends


def test_a_clinician_rings_and_both_see_and_hear(
    opens: Opens, hub: LiveHub, county: County, home: Home, tablet: Enrolled
) -> None:
    page = sits_down(opens, hub, county.logins["서정아"])
    ends = rings_as_a_clinician(page, home, tablet)
    tablet.tablet.says("서정아")
    answers(ends)
    ends.both_see()
    ends.both_hear()
    assert forwards_both_ways(home)
    expect(ends.window.locator(".call-side")).to_be_visible()
    expect(ends.window.locator(".call-quality")).to_be_visible()

    ends.window.get_by_label("화면 글씨").fill("약 봉투를 보여 주세요")
    page.keyboard.press("Enter")
    tablet.tablet.says("약 봉투를 보여 주세요")

    ends.window.get_by_role("button", name="끊기").click()
    expect(ends.window.get_by_text("통화를 마쳤습니다")).to_be_visible()
    tablet.tablet.shows("home")
    assert outcome_of(home) == "completed"
    with reading(hub.engine) as db:
        assert db.scalar(text("SELECT count(*) FROM consultation_quality")) > 0


def test_a_caseworker_calls_from_a_claimed_sos_and_the_tablet_hangs_up(
    opens: Opens, hub: LiveHub, county: County, home: Home, tablet: Enrolled
) -> None:
    page = sits_down(opens, hub, county.logins["한지민"])
    ends = rings_from_the_alert(page, home, tablet)
    answers(ends)
    ends.both_see()
    ends.both_hear()
    expect(page.locator(".steps")).to_be_visible()  # the alert stays beside the picture
    until(lambda: sides_that_measured(home) == {"caller", "resident"}, "both ends measured")
    tablet.tablet.taps("end")
    expect(ends.window.get_by_text("통화를 마쳤습니다")).to_be_visible()
    tablet.tablet.shows("help-claimed")  # her call for help stands until it is resolved


def test_agreed_beforehand_a_call_about_an_sos_opens_by_itself(
    opens: Opens, hub: LiveHub, county: County, home: Home, tablet: Enrolled
) -> None:
    consent = AutoAnswer(by="self", at=clock.now(), consent_version="2026-11")
    agree(home, TabletTerms(video_welfare=True, auto_answer=consent))
    looks_again(tablet)
    page = sits_down(opens, hub, county.logins["한지민"])
    ends = rings_from_the_alert(page, home, tablet)
    tablet.tablet.says("곧 전화가 연결돼요")  # five seconds in which she may say no
    ends.both_joined()
    ends.both_hear()
    with reading(hub.engine) as db:
        query = text("SELECT auto_answered FROM consultation WHERE resident_id = :id")
        assert db.scalar(query, {"id": home.resident_id.hex})


def test_a_tablet_nobody_hears_is_not_waited_for(
    opens: Opens, hub: LiveHub, county: County, home: Home
) -> None:
    put_up(opens(LYING), home).tablet.page.close()
    page = sits_down(opens, hub, county.logins["한지민"])
    home.presses()
    row(page, home.name).click()
    expect(page.locator(".steps")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator(".chip", has_text="내가")).to_be_visible()
    page.keyboard.press("c")
    call = page.locator("section.call")
    expect(call.get_by_text("태블릿에 연결되지 않습니다")).to_be_visible()
    assert outcome_of(home) == "unreachable"


def test_muted_and_dark_nothing_leaves_and_the_telephone_is_the_way_on(
    opens: Opens, hub: LiveHub, county: County, home: Home, tablet: Enrolled
) -> None:
    page = sits_down(opens, hub, county.logins["한지민"])
    ends = rings_from_the_alert(page, home, tablet)
    answers(ends)
    ends.both_see()
    ends.both_hear()
    ends.window.get_by_role("button", name="음소거", exact=True).click()
    ends.tablet_hears_nothing()
    ends.window.get_by_role("button", name="카메라 끄기").click()
    ends.tablet_sees_nothing()
    ends.window.get_by_role("button", name="음소거 풀기").click()
    ends.window.get_by_role("button", name="카메라 켜기").click()
    ends.both_see()
    ends.both_hear()

    ends.window.get_by_role("button", name="전화로 이어가기").click()
    form = page.get_by_role("dialog")
    form.get_by_label("까닭").select_option("line_too_bad")
    form.get_by_role("button", name="전화로 이어가기").click()
    expect(ends.window.get_by_text("아래 번호로 거세요")).to_be_visible()
    assert outcome_of(home) == "by_phone"
    tablet.tablet.shows("help-claimed")


def test_not_now_is_told_with_what_to_do_next(
    opens: Opens, hub: LiveHub, county: County, home: Home, tablet: Enrolled
) -> None:
    page = sits_down(opens, hub, county.logins["한지민"])
    ends = rings_from_the_alert(page, home, tablet)
    tablet.tablet.taps("decline")
    expect(ends.window.get_by_text("지금은 안 된다고")).to_be_visible()
    expect(ends.window.get_by_text("집 전화로 연락해")).to_be_visible()
    assert outcome_of(home) == "declined"


def test_nobody_answers(
    opens: Opens, hub: LiveHub, county: County, home: Home, tablet: Enrolled
) -> None:
    page = sits_down(opens, hub, county.logins["한지민"])
    ends = rings_from_the_alert(page, home, tablet)
    expect(ends.window.get_by_text("받지 않으셨습니다")).to_be_visible(timeout=60_000)
    assert outcome_of(home) == "no_answer"
    tablet.tablet.shows("help-claimed")


def test_a_tablet_and_a_desk_that_died_come_back(
    opens: Opens, hub: LiveHub, county: County, home: Home, tablet: Enrolled
) -> None:
    page = sits_down(opens, hub, county.logins["한지민"])
    ends = rings_from_the_alert(page, home, tablet)
    answers(ends)
    tablet.tablet.page.reload()
    ends.tablet_joined()
    ends.both_see()

    page.reload()
    page.get_by_role("button", name="통화로 돌아가기").click()
    ends.both_joined()
    ends.both_see()
    ends.both_hear()


def test_the_media_process_dies_and_the_call_goes_on(
    opens: Opens, hub: LiveHub, county: County, home: Home, tablet: Enrolled
) -> None:
    page = sits_down(opens, hub, county.logins["한지민"])
    ends = rings_from_the_alert(page, home, tablet)
    answers(ends)
    ends.both_see()
    assert hub.process is not None
    pid = hub.process.pid
    media = until(lambda: _grandchild(pid), "a media process runs")
    assert media is not None
    os.kill(media, signal.SIGKILL)
    until(lambda: _grandchild(pid) not in {None, media}, "another media process runs")
    until(lambda: forwards_both_ways(home), "it forwards both ways", within_s=30)
    ends.both_joined()
    ends.both_see()
    ends.both_hear()


def test_help_stays_within_reach_during_a_call(
    opens: Opens, hub: LiveHub, county: County, home: Home, tablet: Enrolled
) -> None:
    page = sits_down(opens, hub, county.logins["서정아"])
    ends = rings_as_a_clinician(page, home, tablet)
    answers(ends)
    tablet.tablet.taps("help")
    tablet.tablet.shows("count-")
    tablet.tablet.shows("help-")
    until(lambda: "sos" in [kind for _, kind in tablet.has()], "the hub has the call for help")
    ends.both_hear()  # the call goes on below


@pytest.mark.parametrize("language", ["ko", "en"])
def test_axe_finds_nothing_in_the_call_window(
    language: str, opens: Opens, hub: LiveHub, county: County, home: Home, tablet: Enrolled
) -> None:
    page = sits_down(opens, hub, county.logins["한지민"], language)
    home.presses()
    row(page, home.name).click()
    expect(page.locator(".steps")).to_be_visible()
    page.keyboard.press("a")
    expect(
        page.get_by_role("button", name={"ko": "태블릿", "en": "Ring"}[language]).first
    ).to_be_enabled()
    page.keyboard.press("c")
    ends = Ends(page, tablet.tablet)
    expect(ends.window).to_have_attribute("data-state", "ringing")
    axe = AXE.read_text()
    look(page, axe, "ringing")
    looks_again(tablet)
    tablet.tablet.shows("ring")
    answers(ends)
    look(page, axe, "in the call")
    over = {"ko": "끊기", "en": "Hang up"}[language]
    button = ends.window.get_by_role("button", name=over)
    button.focus()
    page.keyboard.press("Enter")
    expect(ends.window.locator(".call-outcome")).to_be_visible()
    look(page, axe, "the call is over")


def test_a_picture_put_up_is_shown_on_the_tablet_that_is_rung(
    opens: Opens, hub: LiveHub, county: County, home: Home, tablet: Enrolled
) -> None:
    agree(home, TabletTerms(video_welfare=False))  # a call by voice shows it to its end
    page = sits_down(opens, hub, county.logins["한지민"])
    puts_up(page, a_photograph(page))
    kept = page.context.request.get(f"{hub.origin}/api/session/portrait").body()
    assert kept[:4] + kept[8:12] == b"RIFFWEBP"
    assert b"Exif" not in kept
    assert b"Bonghwa" not in kept
    ends = rings_from_the_alert(page, home, tablet)
    shows_the_photograph(tablet.tablet.page.locator(".ringing .portrait img"))
    answers(ends)
    shows_the_photograph(tablet.tablet.page.locator(".in-call-picture img"))
    tablet.tablet.taps("end")
    expect(ends.window.get_by_text("통화를 마쳤습니다")).to_be_visible()
    page.keyboard.press("Escape")
    dialog = my_picture(page)
    dialog.get_by_role("button", name="사진 내리기").click()
    expect(dialog.get_by_text("지금은 그림이 보입니다")).to_be_visible()
    assert page.context.request.get(f"{hub.origin}/api/session/portrait").status == 404


def test_the_figure_stands_when_the_picture_does_not_come(
    opens: Opens, hub: LiveHub, county: County, home: Home, tablet: Enrolled
) -> None:
    page = sits_down(opens, hub, county.logins["한지민"])
    puts_up(page, a_photograph(page))
    tablet.tablet.page.route("**/portrait", lambda route: route.abort())
    rings_from_the_alert(page, home, tablet)
    expect(tablet.tablet.page.locator(".ringing .portrait svg")).to_be_visible()
    expect(tablet.tablet.page.locator(".ringing .portrait img")).to_have_count(0)


_WIDE_JPEG = """async () => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [800, 400];
  const pen = canvas.getContext("2d");
  [["#c00000", 0, 200], ["#00a000", 200, 600], ["#0000c0", 600, 800]].forEach(
    ([colour, from, to]) => { pen.fillStyle = colour; pen.fillRect(from, 0, to - from, 400); });
  return canvas.toDataURL("image/jpeg", 0.95).split(",")[1];
}"""
_COLOURS = """async (picture) => {
  await picture.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const at = (x) => [...pen.getImageData(x, 160, 1, 1).data.slice(0, 3)];
  return { size: [canvas.width, canvas.height], left: at(80), right: at(240) };
}"""


def a_photograph(page: Page) -> bytes:
    """Red, green and blue, twice as wide as high; it says where it was taken."""
    plain = b64decode(page.evaluate(_WIDE_JPEG))
    said = b"Exif\0\0 taken in Bonghwa"
    return plain[:2] + b"\xff\xe1" + (len(said) + 2).to_bytes(2) + said + plain[2:]


def my_picture(page: Page) -> Locator:
    page.locator(".bar-button.person").click()
    page.get_by_role("menuitem", name="내 사진").click()
    return page.get_by_role("dialog", name="내 사진")


def puts_up(page: Page, photograph: bytes) -> None:
    """Through the window: a file that is none first, then the right end of a wide one."""
    dialog = my_picture(page)
    files = dialog.locator("input[type=file]")
    wrong: FilePayload = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    files.set_input_files(wrong)
    expect(dialog.get_by_role("alert")).to_contain_text("사진 파일이 아닙니다")
    right: FilePayload = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photograph}
    files.set_input_files(right)
    dialog.get_by_label("자를 자리").fill("100")
    expect(dialog.locator(".ring-face img")).to_be_visible()
    look(page, AXE.read_text(), "my picture")
    dialog.get_by_role("button", name="이 사진 올리기").click()
    expect(dialog.get_by_text("지금 이 사진이 올라 있습니다")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def shows_the_photograph(picture: Locator) -> None:
    """Its right half square: green on the left, blue on the right (lossy: about so)."""
    expect(picture).to_be_visible()
    seen = picture.evaluate(_COLOURS)
    assert seen["size"] == [320, 320]
    for colour, wanted in ((seen["left"], (0, 160, 0)), (seen["right"], (0, 0, 192))):
        assert all(abs(is_ - was) < 30 for is_, was in zip(colour, wanted, strict=True)), seen
