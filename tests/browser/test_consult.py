"""A clinician's gate, note and signature, in a real browser with an authenticator."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import insert, select

from telecare import clock
from telecare.care.consultation import Outcome, Presence, Purpose, Side, State
from telecare.care.facts import DeviceKind, Power
from telecare.db.engine import reading, transaction
from telecare.records import consultations
from telecare.records.clinic import NOTES, SIGNATURES
from telecare.records.devices import Device
from telecare.records.staff import Role, Staff
from tests.browser.conftest import SignIn
from tests.browser.hub import County, Home, LiveHub
from tests.browser.test_access import AXE, look

TEXT = "S) 어제 저녁부터 숨이 참."


@pytest.fixture
def county(hub: LiveHub) -> County:
    """A county with a clinician."""
    county = hub.county()
    county.hires("정도윤", Role.CLINICIAN)
    return county


def held(hub: LiveHub, county: County, home: Home) -> UUID:
    """Keep a consultation with somebody that ended a minute ago."""
    now, tablet, call = clock.now(), uuid4(), uuid4()
    with transaction(hub.engine) as db:
        caller = db.scalars(
            select(Staff.id).where(Staff.login == county.logins["정도윤"])
        ).one()
        db.execute(insert(Device).values(
            id=tablet, resident_id=home.resident_id, organisation_id=county.myeon_id,
            kind=DeviceKind.TABLET, power=Power.MAINS, label="거실", position=9,
            created_at=now, installed_at=now, enrolled_at=now, network="KT",
            enrol_deadline=now + timedelta(hours=24),
        ))  # fmt: skip
        consultations.add(db, {
            "id": call, "organisation_id": county.id, "resident_id": home.resident_id,
            "device_id": tablet, "caller_id": caller, "purpose": Purpose.CARE,
            "state": State.ENDED, "outcome": Outcome.COMPLETED, "video": True,
            "may_auto_answer": False, "auto_answered": False, "version": 4,
            "rung_at": now - timedelta(minutes=9), "rings_until": now - timedelta(minutes=8),
            "answered_at": now - timedelta(minutes=9), "ended_at": now,
            "connected_at": now - timedelta(minutes=9), "caller_presence": Presence.ABSENT,
            "resident_presence": Presence.ABSENT, "gate_id": None,
        })  # fmt: skip
    return call


def with_authenticator(page: Page) -> None:
    """Give the browser a finger to touch."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def told_and_gone(page: Page) -> None:
    """Wait for the library's spoken "pending" to go; for 7 s it names buttons that are gone."""
    expect(page.locator("[role=log] [role=img]")).to_have_count(0)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_gate_asks_three_things_and_the_next_time_knows_the_answers(
    hub: LiveHub, county: County, sign_in: SignIn, language: str
) -> None:
    county.enrols("김순자")
    page = sign_in(hub, county.logins["정도윤"], language=language)
    page.locator(".rail a[href='/residents']").click()
    page.get_by_role("link", name="김순자").click()
    said = WORDS[language]
    page.get_by_role("button", name=said["open"]).click()
    window = page.get_by_role("dialog", name=said["before"])
    expect(window.locator("blockquote")).to_contain_text("화면")  # in the person's language
    expect(window.get_by_role("button", name=said["pass"])).to_be_disabled()
    window.get_by_label(said["seen"], exact=False).fill("2020-01-01")
    look(page, AXE.read_text(), f"gate {language}")
    window.get_by_role("button", name=said["pass"]).click()
    expect(window.get_by_text(said["too_old"])).to_be_visible()
    window.get_by_label(said["seen"], exact=False).fill(clock.now().date().isoformat())
    window.get_by_role("button", name=said["pass"]).click()
    expect(window).to_have_count(0)  # it rings; this home has no tablet
    page.get_by_role("button", name=said["open"]).click()
    expect(page.get_by_text(said["stands"])).to_be_visible()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_note_is_kept_as_it_is_typed_and_signed_with_a_finger(
    hub: LiveHub, county: County, sign_in: SignIn, language: str
) -> None:
    home = county.enrols("김순자")
    call = held(hub, county, home)
    measured = {"loss_percent": 0.4, "freezes": 1, "reconnects": 0}
    with transaction(hub.engine) as db:
        consultations.add_quality(db, call, Side.RESIDENT, measured, at=clock.now())
    page = sign_in(hub, county.logins["정도윤"], language=language)
    with_authenticator(page)
    page.locator(".rail a[href='/residents']").click()
    page.get_by_role("link", name="김순자").click()
    said = WORDS[language]
    expect(page.get_by_text(said["line"])).to_be_visible()
    page.get_by_role("button", name=said["finish"]).click()
    page.get_by_role("button", name=said["agreed"]).click()
    expect(page.get_by_text(said["confirmed"])).to_be_visible()
    page.get_by_role("button", name=said["frame"]).click()
    page.get_by_label(said["note"]).fill(TEXT)
    expect(page.get_by_text(said["saved"])).to_be_visible()  # nobody pressed anything
    page.get_by_role("button", name=said["register"]).click()
    expect(page.get_by_role("button", name=said["sign"])).to_be_enabled()
    told_and_gone(page)
    look(page, AXE.read_text(), f"note {language}")
    page.get_by_role("button", name=said["sign"]).click()
    expect(page.get_by_text(said["signed"])).to_be_visible()
    expect(page.get_by_role("button", name=said["sign"])).to_be_disabled()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text(TEXT)).to_be_visible()
    expect(page.get_by_role("button", name=said["finish"])).to_have_count(0)
    with reading(hub.engine) as db:
        newest = db.execute(
            select(NOTES.c.version)
            .join(SIGNATURES, SIGNATURES.c.note_id == NOTES.c.id)
            .where(NOTES.c.consultation_id == call)
        ).all()
    assert len(newest) == 1


WORDS = {
    "ko": {
        "finish": "기록 마치기", "agreed": "본인이 맞고, 듣고 동의하셨습니다",
        "confirmed": "본인 확인과 동의 ·", "frame": "S·O·A·P 넣기", "note": "진료 기록 ·",
        "saved": "저장됨 ·", "register": "패스키 등록", "sign": "패스키로 서명",
        "signed": "정도윤 서명", "open": "화상 진료", "before": "진료 전 확인",
        "pass": "남기고 부르기", "seen": "마지막으로 직접 진료한 날",
        "too_old": "기준보다 오래된",
        "stands": "확인이 유효합니다",
        "line": "댁: 연결 좋음 · 손실 0.4 % · 멈춤 1번 · 재연결 0번",
    },
    "en": {
        "finish": "Finish the note", "agreed": "It is the person, and they agreed",
        "confirmed": "Recognised and agreed", "frame": "Insert S·O·A·P",
        "note": "Clinical note ·", "saved": "Saved ·", "register": "Register a passkey",
        "sign": "Sign with a passkey", "signed": "signed by 정도윤",
        "open": "Video consultation", "before": "Before the consultation",
        "pass": "Record and ring", "seen": "Last seen in person on",
        "too_old": "longer ago than the rules allow", "stands": "The check holds until",
        "line": "Home: Connection good · 0.4 % lost · freezes: 1 · reconnects: 0",
    },
}  # fmt: skip
