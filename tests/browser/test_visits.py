"""Visits on a phone without a network: sealed, locked, kept, and sent once there is a line."""

from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Page, expect

from telecare import clock
from tests.browser.conftest import SignIn
from tests.browser.hub import LiveHub
from tests.browser.test_access import AXE, look

PHONE = {"width": 360, "height": 640}
PIN = "246813"
NAME = "박순자"
SAID = {
    "ko": {
        "take": "방문 자료 담기", "pin": "잠금 번호 (숫자 6자리 이상)",
        "again": "잠금 번호 한 번 더",
        "locked": "잠겨 있습니다", "unlock": "잠금 풀기", "wrong": "번호가 맞지 않습니다.",
        "write": "박순자님 방문 결과 적기", "well": "잘 계심", "words": "동료에게 남길 말",
        "keep": "결과 남기기", "waiting": "보내기를 기다림", "sent": "보냄",
        "offline": "연결 없음", "lock": "잠그기",
        "beside": "다른 사람이 이미 끝낸 일이라 따로 두었습니다",
        "spoke": "보냈습니다. 방문 뒤일 수 있는 새 신호가 있어 알림은 그대로입니다.",
    },
    "en": {
        "take": "Take the visits along", "pin": "Lock number (6 digits or more)",
        "again": "Lock number once more", "locked": "Locked", "unlock": "Unlock",
        "wrong": "That is not the number.", "write": "Write down the visit to 박순자",
        "well": "Well", "words": "Words for colleagues", "keep": "Keep the result",
        "waiting": "Waiting to be sent", "sent": "Sent", "offline": "No network",
        "lock": "Lock", "beside": "Somebody had done the task already",
    },
}  # fmt: skip

READ_ALL = """async () => {
  const open = indexedDB.open("telecare-visits", 1);
  const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  const all = (name) => new Promise((done) => {
    const asked = db.transaction(name).objectStore(name).getAll();
    asked.onsuccess = () => done(asked.result);
  });
  const sealed = await all("sealed"), facts = await all("facts");
  const text = sealed.map(({ data }) => new TextDecoder().decode(data)).join("|");
  const keys = facts.filter((one) => one instanceof CryptoKey).map((one) => one.extractable);
  return { count: sealed.length, text, keys };
}"""

BACKDATE = """async () => {
  const open = indexedDB.open("telecare-visits", 1);
  const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  const work = db.transaction("facts", "readwrite");
  work.objectStore("facts").put(1, "until");
  await new Promise((done) => { work.oncomplete = done; });
  db.close();
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    if not Path(AXE).is_file():
        pytest.skip("axe-core is not installed: npm ci in clinic_ui")
    return AXE.read_text()


def ask(page: Page, hub: LiveHub, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401
    """Ask the hub as who is signed in at this browser."""
    csrf = page.request.get(f"{hub.origin}/api/session").json()["csrf"]
    sent = {"headers": {"X-CSRF": csrf}}
    got = page.request.fetch(
        f"{hub.origin}{path}", method=method, data=cast(Any, body), **cast(Any, sent)
    )
    assert got.ok, (path, got.status, got.text())
    return got.json()


def takes_along(
    page: Page, hub: LiveHub, resident_id: object, said: dict[str, str], **more: str
) -> str:
    """Make a visit, take it along under a lock number; return the task's id."""
    due = page.evaluate("new Date(Date.now() + 3600000).toISOString()")
    made = ask(
        page, hub, "POST", f"/api/residents/{resident_id}/tasks",
        {"kind": "visit", "due_at": due, "words": "혈압을 여쭙기", **more},
    )  # fmt: skip
    page.goto(f"{hub.origin}/visits.html")
    page.get_by_label(said["pin"]).fill(PIN)
    page.get_by_label(said["again"]).fill(PIN)
    page.get_by_role("button", name=said["take"]).click()
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    return str(made["id"])


def unlocks(page: Page, said: dict[str, str], pin: str = PIN) -> None:
    page.get_by_label(said["pin"]).fill(pin)
    page.get_by_role("button", name=said["unlock"]).click()


def writes(page: Page, said: dict[str, str]) -> None:
    page.get_by_role("button", name=said["write"]).click()
    page.get_by_text(said["well"], exact=True).click()
    page.get_by_label(said["words"]).fill("주무시고 계셨음")


@pytest.mark.parametrize("minutes_fast", [0, 90], ids=["a clock", "a clock set back"])
def test_a_visit_ends_the_alert_it_was_made_for_unless_it_may_have_spoken_since(
    minutes_fast: int, hub: LiveHub, sign_in: SignIn
) -> None:
    said, county = SAID["ko"], hub.county()
    home = county.enrols(NAME)
    home.presses(ago=timedelta(minutes=1))  # the next is no repeat of it
    page = sign_in(hub, county.hires("한지민"), size=PHONE)
    expect(page.get_by_text(NAME).first).to_be_visible()
    (row,) = ask(page, hub, "GET", "/api/board")["rows"]
    path = f"/api/alerts/{row['id']}"
    row = ask(page, hub, "POST", f"{path}/claim", {"version": row["version"]})["row"]
    if minutes_fast:
        page.clock.install(time=clock.now() + timedelta(minutes=minutes_fast))
    takes_along(page, hub, home.resident_id, said, alert_id=row["id"])
    page.context.set_offline(True)
    home.presses()  # until the door opens; or, for all the hub can tell, after it
    writes(page, said)
    page.get_by_role("button", name=said["keep"]).click()
    expect(page.get_by_text(said["waiting"])).to_be_visible()
    if minutes_fast:
        page.clock.set_system_time(clock.now() + timedelta(seconds=40))
    page.context.set_offline(False)
    sent = said["sent"] if not minutes_fast else said["spoke"]
    expect(page.get_by_text(sent, exact=True)).to_be_visible()
    alert = ask(page, hub, "GET", path)["row"]
    assert alert["state"] == ("claimed" if minutes_fast else "resolved")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_visit_is_written_without_a_network_and_sent_later(
    language: str, hub: LiveHub, sign_in: SignIn, axe: str
) -> None:
    said, county = SAID[language], hub.county()
    home = county.enrols(NAME)
    page = sign_in(hub, county.hires("한지민"), language=language, size=PHONE)
    task_id = takes_along(page, hub, home.resident_id, said)
    look(page, axe, "the list")

    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name=said["locked"])).to_be_visible()
    assert NAME not in page.content()  # nothing is shown while it is locked
    look(page, axe, "locked")
    unlocks(page, said, "111111")
    expect(page.get_by_role("alert")).to_contain_text(said["wrong"])
    unlocks(page, said)
    writes(page, said)
    look(page, axe, "the form")
    page.get_by_role("button", name=said["keep"]).click()
    expect(page.get_by_text(said["waiting"])).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text(said["offline"])
    found = page.evaluate(READ_ALL)
    assert found["count"] >= 2
    assert NAME not in found["text"]
    assert "주무시고" not in found["text"]
    assert found["keys"] == [False]  # the browser's own key cannot be taken out

    page.context.set_offline(False)
    expect(page.get_by_text(said["sent"], exact=True)).to_be_visible()
    rows = ask(page, hub, "GET", f"/api/residents/{home.resident_id}/visits")["rows"]
    assert [(row["found"], row["words"], row["beside"]) for row in rows] == [
        ("well", "주무시고 계셨음", None)
    ]
    assert task_id not in [row["id"] for row in ask(page, hub, "GET", "/api/tasks")["rows"]]


def test_what_changed_meanwhile_is_said_and_nothing_is_overwritten(
    hub: LiveHub, sign_in: SignIn, axe: str
) -> None:
    said, county = SAID["ko"], hub.county()
    home = county.enrols(NAME)
    page = sign_in(hub, county.hires("한지민"), size=PHONE)
    colleague = sign_in(hub, county.hires("오세라"))
    task_id = takes_along(page, hub, home.resident_id, said)
    page.context.set_offline(True)
    writes(page, said)
    page.get_by_role("button", name=said["lock"]).click()  # the words stay, sealed
    expect(page.get_by_text("주무시고")).to_have_count(0)
    unlocks(page, said)
    page.get_by_role("button", name=said["write"]).click()
    expect(page.get_by_label(said["words"])).to_have_value("주무시고 계셨음")
    page.get_by_role("button", name=said["keep"]).click()
    ask(colleague, hub, "POST", f"/api/tasks/{task_id}/done", {"version": 1})

    page.context.set_offline(False)
    expect(page.get_by_text(said["beside"])).to_be_visible()
    rows = ask(colleague, hub, "GET", "/api/visits/beside")["rows"]
    assert [(row["author"], row["beside"]) for row in rows] == [("한지민", "task_done")]
    colleague.goto(f"{hub.origin}/tasks")
    strip = colleague.get_by_role("region", name="따로 둔 방문 결과")
    expect(strip).to_contain_text("주무시고 계셨음")
    look(colleague, axe, "kept beside")
    strip.get_by_role("button", name=f"확인함: {NAME}님").click()
    expect(strip).to_be_hidden()


MENDS = {
    "ko": {"mend": "고쳐서 다시 보내기", "send": "고친 결과 다시 보내기"},
    "en": {"mend": "Correct and send again", "send": "Send the corrected result"},
}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_result_the_hub_refused_is_mended_on_the_phone_and_sent_again(
    language: str, hub: LiveHub, sign_in: SignIn, axe: str
) -> None:
    said, mends, county = SAID[language], MENDS[language], hub.county()
    home = county.enrols(NAME)
    page = sign_in(hub, county.hires("한지민"), language=language, size=PHONE)
    takes_along(page, hub, home.resident_id, said)
    page.get_by_role("button", name=said["write"]).click()
    page.get_by_text(said["well"], exact=True).click()
    page.get_by_label(said["words"]).fill("주무시고\u0007 계셨음")
    page.get_by_role("button", name=said["keep"]).click()

    expect(page.locator(".result .wrong")).not_to_be_empty()
    expect(page.locator(".result .words")).to_contain_text("계셨음")
    look(page, axe, "refused")
    page.get_by_role("button", name=mends["mend"]).click()
    expect(page.locator("form .wrong")).not_to_be_empty()
    page.get_by_label(said["words"]).fill("주무시고 계셨음")
    look(page, axe, "mended")
    page.get_by_role("button", name=mends["send"]).click()

    expect(page.get_by_text(said["sent"], exact=True)).to_be_visible()
    expect(page.locator(".result")).to_have_count(1)
    rows = ask(page, hub, "GET", f"/api/residents/{home.resident_id}/visits")["rows"]
    assert [(row["found"], row["words"]) for row in rows] == [("well", "주무시고 계셨음")]


def test_words_begun_stay_for_days_with_their_age_until_their_author_deletes_them(
    hub: LiveHub, sign_in: SignIn, axe: str
) -> None:
    said, county = SAID["ko"], hub.county()
    home = county.enrols(NAME)
    page = sign_in(hub, county.hires("한지민"), size=PHONE)
    takes_along(page, hub, home.resident_id, said)
    writes(page, said)
    page.evaluate(BACKDATE)
    page.reload()
    unlocks(page, said)

    begun = page.get_by_role("region", name="적다 만 결과")
    expect(begun).to_contain_text("주무시고 계셨음")
    expect(begun).to_contain_text("적음 · 아직 보내지 않음")
    expect(page.locator(".card dl")).to_have_count(0)  # their address is gone with the day
    look(page, axe, "begun")
    begun.get_by_role("button", name="이어서 적기").click()
    expect(page.get_by_label(said["words"])).to_have_value("주무시고 계셨음")
    page.get_by_role("button", name="목록으로").click()
    begun.get_by_role("button", name="지우기: 박순자님").click()
    begun.get_by_role("button", name="지우기", exact=True).click()
    expect(begun).to_be_hidden()
