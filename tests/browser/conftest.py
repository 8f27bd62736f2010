"""A hub that runs, a browser that shows it, and people who sign in."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from telecare import clock
from tests.browser.hub import PASSWORD, LiveHub, open_hub

STATIC = Path(__file__).parents[2] / "telecare" / "static" / "staff"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--font-render-hinting=none", "--force-color-profile=srgb",
]  # fmt: skip
PICTURES = Path(__file__).parents[2] / "test-results" / "pictures"
DESK = {"width": 1440, "height": 900}
PATIENCE_MS = 40_000  # two shared cores; an expectation that holds does not wait

SignIn = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a browser try twice: on a busy machine it is late at times (decision 0022)."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session", autouse=True)
def screens() -> None:
    if not (STATIC / "index.html").is_file():
        pytest.skip("The screens are not built: make setup (or npm run build in clinic_ui)")
    expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser(playwright: Playwright, headless_path: str) -> Iterator[Browser]:
    opened = playwright.chromium.launch(executable_path=headless_path, args=FLAGS)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def hub(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHub]:
    """One hub for all: every test works in a county of its own."""
    yield from _run(sqlite_template, tmp_path_factory.mktemp("hub"))


@pytest.fixture
def own_hub(sqlite_template: Path, tmp_path: Path) -> Iterator[LiveHub]:
    """A hub that one test may kill."""
    yield from _run(sqlite_template, tmp_path)


def _run(template: Path, place: Path) -> Iterator[LiveHub]:
    path = place / "telecare.db"
    shutil.copyfile(template, path)
    running = open_hub(place, f"sqlite:///{path}", TELECARE_IDLE_LOCK_S="300")
    yield running
    running.stop()
    running.engine.dispose()


@pytest.fixture
def contexts(browser: Browser) -> Iterator[list[BrowserContext]]:
    """The windows a test opened; they are closed after it."""
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


@pytest.fixture
def sign_in(browser: Browser, contexts: list[BrowserContext]) -> SignIn:
    """Sign somebody in with both factors and start the shift; the answer is their screen."""

    def at(
        hub: LiveHub, login: str, *, language: str = "ko", size: dict[str, int] | None = None
    ) -> Page:
        context = browser.new_context(viewport=size or DESK, locale="ko-KR")  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        with_both_factors(context, hub, login, language)
        page = context.new_page()
        page.goto(hub.origin)
        page.get_by_role("button", name=START[language], exact=True).click()
        expect(page.get_by_role("navigation", name=RAIL[language])).to_be_visible()
        return page

    return at


START = {"ko": "관제 시작", "en": "Start shift"}
RAIL = {"ko": "화면", "en": "Screens"}


def with_both_factors(context: BrowserContext, hub: LiveHub, login: str, language: str) -> None:
    """Do over HTTP what the sign-in test does by hand."""
    request = context.request

    def post(path: str, **body: str) -> dict[str, str]:
        csrf = request.get(f"{hub.origin}/api/session").json()["csrf"]
        answer = request.post(
            f"{hub.origin}/api/session{path}", data=body, headers={"X-CSRF": csrf}
        )
        assert answer.ok, (path, answer.status, answer.text())
        said: dict[str, str] = answer.json()
        return said

    post("", login=login, password=PASSWORD)
    secret = post("/second-factor/totp")["secret"]
    post("/second-factor/totp/confirm", code=pyotp.TOTP(secret).at(clock.now()))
    csrf = request.get(f"{hub.origin}/api/session").json()["csrf"]
    answer = request.put(
        f"{hub.origin}/api/session/language",
        data={"language": language},
        headers={"X-CSRF": csrf},
    )
    assert answer.ok, answer.text()


def path_of(page: Page) -> str:
    """Return the path of the address bar, without the host."""
    return urlsplit(page.url).path


def keep_picture(page: Page, name: str) -> None:
    """Keep what the screen shows for the handbook; copied there by hand, once looked at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size
    assert size is not None
    page.screenshot(
        path=PICTURES / f"{name}.png",
        clip={"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 900)},
    )
