"""The button that calls 119: it dials, or says in the right word why it does not."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.hub import LiveHub
from tests.browser.tablet import LYING, STATIC
from tests.browser.tablet_states import STATES, Painted, paint

NOBODY = STATES["help-nobody"]

pytestmark = pytest.mark.skipif(
    not (STATIC / "index.html").is_file(), reason="The tablet is not built: make setup"
)


def test_it_dials_where_help_is_meant(browser: Browser, hub: LiveHub) -> None:
    tablet = paint(browser, LYING, hub.origin, NOBODY)

    expect(tablet.button("119")).to_have_attribute("href", "tel:119")
    tablet.page.context.close()


@pytest.mark.parametrize(
    ("rules", "language", "says", "says_not"),
    [
        ({"dial_119": False}, "ko", "시연", "연습"),
        ({"dial_119": False}, "en", "demo", "practice"),
        ({"practice": True}, "ko", "연습", "시연"),
        ({"practice": True}, "en", "practice", "demo"),
        ({"practice": True, "dial_119": False}, "ko", "연습", "시연"),  # as its blue frame says
    ],
)
def test_inert_it_says_whether_it_is_a_demo_or_practice(
    rules: dict[str, bool],
    language: str,
    says: str,
    says_not: str,
    browser: Browser,
    hub: LiveHub,
) -> None:
    painted = Painted(NOBODY.screen, NOBODY.home, rules)
    tablet = paint(browser, LYING, hub.origin, painted, language)

    button = tablet.button("119")
    expect(button).to_be_disabled()
    expect(button).not_to_have_attribute("href", "tel:119")
    expect(button).to_contain_text(says)
    expect(button).not_to_contain_text(says_not)
    tablet.page.context.close()
