"""What the screen says and does when the line to the hub breaks."""

import re

from playwright.sync_api import expect

from telecare import clock
from telecare.actions import delivery
from telecare.actions.delivery import Stored
from telecare.db.engine import reading, transaction
from telecare.protocol import messages
from telecare.records import arrivals
from tests.browser.conftest import SignIn
from tests.browser.hub import Home, LiveHub
from tests.browser.test_board import row
from tests.homes import VAULT


def presses_while_the_hub_is_away(home: Home) -> None:
    """Store a press as another process of the hub would, with nobody there to nudge."""
    now = clock.now()
    body = home.gateway.body([home.gateway.saw("sos", now, sensor="침실")], now)
    with reading(home.hub.engine) as db:
        identity = arrivals.identity_of(db, home.gateway.device_id)
    assert identity is not None
    batch = delivery.prepare(identity, messages.read_delivery(body), now)
    with transaction(home.hub.engine) as db:
        assert isinstance(delivery.receive(db, [batch], vault=VAULT)[0], Stored)


def test_after_a_dropped_connection_the_board_catches_up_without_a_reload(
    own_hub: LiveHub, sign_in: SignIn
) -> None:
    county = own_hub.county()
    first, second = county.enrols("김순자"), county.enrols("박춘길")
    page = sign_in(own_hub, county.hires("한지민"))
    page.mouse.move(4, 4)
    first.presses()
    expect(row(page, "김순자")).to_be_visible()
    page.evaluate("window.sameScreen = true")

    own_hub.stop()
    expect(page.locator("[data-line='lost']")).to_contain_text(
        re.compile(r"연결 끊김 \d+초 — 화면이 오래됐을 수 있음")
    )
    presses_while_the_hub_is_away(second)
    own_hub.start()

    expect(row(page, "박춘길")).to_contain_text("긴급")
    expect(page.locator("[data-line='live']")).to_be_visible()
    assert page.evaluate("window.sameScreen") is True
