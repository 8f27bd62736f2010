"""Choosing whom to ask first: a shipped table, own attempts, a refusal in words; axe clean."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from telecare.records.staff import Role
from tests.browser.conftest import SignIn
from tests.browser.hub import LiveHub
from tests.browser.test_access import AXE, look

SAID = {
    "ko": {
        "choose": "절차 고르기", "chungju": "충주: 자동 전화 4번", "own": "직접 정하기",
        "save": "이 절차로 정하기", "now": "지금 · 직접 정하기", "wait": "1번째 기다림(분)",
        "refused": "적어도 1분은 기다리세요", "board": "먼저 여쭙는 중",
    },
    "en": {
        "choose": "Choose a protocol", "chungju": "Chungju: four automatic calls",
        "own": "Own attempts", "save": "Choose this protocol", "now": "Now · Own attempts",
        "wait": "Minutes, attempt 1", "refused": "Wait at least 1 minute",
        "board": "Asking first",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def axe() -> str:
    if not Path(AXE).is_file():
        pytest.skip("axe-core is not installed: npm ci in clinic_ui")
    return AXE.read_text()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_protocol_is_chosen_and_one_s_own_is_written(
    language: str, hub: LiveHub, sign_in: SignIn, axe: str
) -> None:
    said = SAID[language]
    page = sign_in(hub, hub.county().hires("한지민", Role.SUPERVISOR), language=language)
    board = page.get_by_role("navigation").get_by_role("link", name=said["board"])
    expect(board.first).to_be_visible()
    page.goto(f"{hub.origin}/precheck")
    form = page.get_by_role("region", name=said["choose"])

    form.get_by_label(said["choose"]).select_option(label=said["chungju"])
    expect(form.get_by_role("table", name=said["chungju"]).get_by_role("row")).to_have_count(5)
    look(page, axe, "a shipped protocol")

    form.get_by_label(said["choose"]).select_option(label=said["own"])
    form.get_by_label(said["wait"]).fill("0")
    form.get_by_role("button", name=said["save"]).click()
    expect(form.get_by_text(said["refused"])).to_be_visible()
    form.get_by_label(said["wait"]).fill("5")
    form.get_by_role("button", name=said["save"]).click()
    expect(page.get_by_role("heading", name=said["now"])).to_be_visible()
    look(page, axe, "own attempts")
