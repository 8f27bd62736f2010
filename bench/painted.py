"""How long from a home to the caseworker's screen: `python -m bench.painted`.

Twelve homes are live over the real wire while one board stands open in a real Chromium; then
36 homes press their emergency button, one after another. The clock starts before the signed
request is sent, so signature, commit, judgement, nudge, fetch and paint are all in the figure;
it ends in the first task after the frame that drew the new row.
"""

import argparse
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, ViewportSize, sync_playwright

from bench.report import Figure, percentile, report
from telecare import clock
from telecare.db.migrations import migrate
from tests.browser.conftest import FLAGS, with_both_factors
from tests.browser.hub import Home, LiveHub, open_hub

LIVE: Final = 12
PRESSES: Final = 36  # one a home; a p95 of fewer than 20 would be the worst one alone
SCREEN: Final[ViewportSize] = {
    "width": 1440,
    "height": 2400,
}  # every row is on it: unseen ones are not drawn
LIVE_EVERY_S: Final = 1.0  # a home says something each second, as a busy kitchen does
PAINTED_WITHIN_MS: Final = 1000.0  # the promise
WAIT_MS: Final = 20_000
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Notes when each row was first on the screen, by the name in it.
WATCH: Final = """() => {
  window.painted = {};
  const look = () => {
    for (const row of document.querySelectorAll('.row[data-alert]')) {
      const name = row.querySelector('.c-resident b')?.firstChild?.textContent?.trim() ?? '';
      if (name in window.painted) continue;
      window.painted[name] = null;
      requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => {
          window.painted[name] = performance.timeOrigin + performance.now();
        };
        after.port2.postMessage(null);
      });
    }
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
}"""


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="one JSON object on the last line")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place, _hub(Path(place)) as hub:
        spans_ms = _measure(hub)
    figures = [
        Figure("median", percentile(spans_ms, 50), "ms"),
        Figure("p95", percentile(spans_ms, 95), "ms", PAINTED_WITHIN_MS),
        Figure("slowest", max(spans_ms), "ms"),
        Figure("samples", len(spans_ms), ""),
    ]
    report(
        f"Observation sent → painted on a board, {LIVE} homes live",
        figures,
        as_json=chosen.json,
    )


@contextmanager
def _hub(place: Path) -> Iterator[LiveHub]:
    url = f"sqlite:///{place}/telecare.db"
    migrate(url)
    hub = open_hub(place, url)
    try:
        yield hub
    finally:
        hub.stop()
        hub.engine.dispose()


def _measure(hub: LiveHub) -> list[float]:
    county = hub.county()
    homes = [county.enrols(f"주민 {number}") for number in range(PRESSES)]
    login = county.hires("한지민")
    over = threading.Event()
    live = [threading.Thread(target=_live, args=(home, over)) for home in homes[:LIVE]]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=FLAGS)
        try:
            context = browser.new_context(viewport=SCREEN)
            with_both_factors(context, hub, login, "ko")
            page = context.new_page()
            page.goto(hub.origin)
            page.get_by_role("button", name="소리 없이 보기").click()
            page.locator("[data-line='live']").wait_for()
            page.mouse.move(4, 4)  # off the list, where it would hold the order
            page.evaluate(WATCH)
            for thread in live:
                thread.start()
            return [_one(page, home) for home in homes]
        finally:
            over.set()
            for thread in live:
                thread.join()
            browser.close()


def _one(page: Page, home: Home) -> float:
    """Press once and wait for the row; milliseconds from sending to painted."""
    sent = clock.now().timestamp() * 1000
    home.presses()
    found = page.wait_for_function(
        "name => window.painted[name]", arg=home.name, timeout=WAIT_MS
    )
    return float(found.json_value()) - sent


def _live(home: Home, over: threading.Event) -> None:
    while not over.wait(LIVE_EVERY_S):
        home.says("activity")


def _chromium() -> str:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise SystemExit("No Chromium here: apt-get install -y chromium, or set CHROMIUM.")
    return found


if __name__ == "__main__":
    main()
