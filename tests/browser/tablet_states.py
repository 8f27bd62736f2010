"""Every state of the tablet's screen, painted: what the hub says and what was tapped."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from playwright.sync_api import Browser, Page

from tests.browser.tablet import HOME, NOW, RULES, PaintedHub, TabletPage

ECHO_MS: Final = 800


@dataclass(frozen=True)
class Painted:
    """How a state comes about and the name of the screen that must show it.

    `taps` are tapped in order; a number among them lets so many milliseconds pass, "away"
    takes the line away and "revoked" revokes the tablet. Without a `code` it is not enrolled;
    that one screen is in both languages at once.
    """

    screen: str
    home: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)
    taps: tuple[str | int, ...] = ()
    code: bool = True


def _ago(seconds: int) -> str:
    return (datetime.fromisoformat(NOW) - timedelta(seconds=seconds)).isoformat()


def _help(state: str, seconds: int = 0, by: str | None = None) -> dict[str, Any]:
    since = _ago(seconds)
    seen = {"state": state, "asked_at": since, "unattended_since": since, "by": by}
    return {"help": seen}


def _prompt(kind: str) -> dict[str, Any]:
    return {"prompts": [{"id": kind, "kind": kind, "asked_at": NOW, "answer_by": None}]}


def _ring(**more: object) -> dict[str, Any]:
    ring = {
        "consultation_id": "c1", "caller": "정도윤", "purpose": "care",
        "institution": {"ko": "봉화군 보건소", "en": "Bonghwa Health Centre"},
        "portrait": None, "video": True, "rung_at": NOW, "rings_until": _ago(-45),
        "auto_answer": False, "state": "ringing",
    }  # fmt: skip
    return {"ringing": ring | more}


WINDOW: Final[Mapping[str, Any]] = {
    "last_check_in_at": None,
    "check_ins": [
        {"opens_at": _ago(3600), "closes_at": _ago(-3600), "chimes_at": [], "done_at": None}
    ],
}
STATES: Final[Mapping[str, Painted]] = {
    "enrol": Painted("enrol", code=False),
    "home": Painted("home"),
    "home-window": Painted("home", WINDOW),
    "home-doctor-asked": Painted("home", {"doctor_asked_at": _ago(600)}),
    "home-two": Painted("home", rules={"buttons": ["ok", "help"]}),
    "home-one": Painted("home", rules={"buttons": ["help"]}),
    "home-offline": Painted("home", taps=("away", 31_000)),
    "home-night": Painted("home", rules={"night_from": "10:00", "night_until": "12:00"}),
    "home-practice": Painted("home", rules={"practice": True}),
    "home-claimed": Painted("home", _help("claimed", 65, "한지민"), taps=("aside",)),
    "ok-sent": Painted("pressed-ok-sent", taps=("ok",)),
    "ok-kept": Painted("pressed-ok-kept", taps=("away", "ok")),
    "doctor-sent": Painted("pressed-doctor-sent", taps=("doctor",)),
    "practice-pressed": Painted("pressed-practice", rules={"practice": True}, taps=("ok",)),
    "counting": Painted("count-5", taps=("help",)),
    "cancelled": Painted("pressed-cancelled", taps=("help", "cancel")),
    "help-sent": Painted("help-sent", _help("waiting", 5)),
    "help-still": Painted("help-still", _help("waiting", 40)),
    "help-nobody": Painted("help-nobody", _help("waiting", 70)),
    "help-nobody-long": Painted("help-nobody_long", _help("waiting", 190)),
    "help-inert": Painted("help-nobody", _help("waiting", 70), {"dial_119": False}),
    "help-claimed": Painted("help-claimed", _help("claimed", 70, "한지민")),
    "help-lapsed": Painted("help-lapsed", _help("lapsed", 200)),
    "help-offline": Painted("help-offline", taps=("away", "help", 5_100)),
    "help-cut": Painted("help-cut", _help("waiting", 20), taps=("away", 3_000)),
    "prompt": Painted("prompt-are_you_ok", _prompt("are_you_ok")),
    "prompt-call": Painted("prompt-call_soon", _prompt("call_soon")),
    "prompt-test": Painted("prompt-test", _prompt("test")),
    "ringing": Painted("ringing-c1", _ring()),
    "ringing-welfare": Painted("ringing-c1", _ring(caller="한지민", purpose="welfare")),
    "ringing-auto": Painted("ringing-c1", _ring(auto_answer=True)),
    "call": Painted("call", _ring(), taps=("answer",)),
    "call-counting": Painted("count-5", _ring(), taps=("answer", "help")),
    "call-help": Painted("help-sent", _ring(), taps=("answer", "help", 5_100)),
    "revoked": Painted("revoked", taps=("revoked", 31_000)),
}


LANGUAGES: Final = ("ko", "en")
PAINTINGS: Final = tuple(
    (state, language)
    for state, painted in STATES.items()
    for language in LANGUAGES
    if painted.code or language == LANGUAGES[0]
)
# No camera ever opens: a call stays in its first state, "connecting".
NO_CAMERA: Final = "navigator.mediaDevices.getUserMedia = () => new Promise(() => {})"


def paint(
    browser: Browser, size: dict[str, int], origin: str, painted: Painted, language: str = "ko"
) -> TabletPage:
    """Bring a tablet of its own into a state; its clock stands still at the end.

    The worker is blocked: it would be in the way of the painted hub.
    """
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        service_workers="block",
        locale="ko-KR",
        reduced_motion="reduce",
    )
    context.add_init_script(NO_CAMERA)
    rules = RULES | dict(painted.rules) | {"language": language}
    hub = PaintedHub(HOME | dict(painted.home) | {"rules": rules})
    page = context.new_page()
    hub.stands_before(page)
    page.goto(f"{origin}/tablet/" + ("#code=ABCD-EFGH" if painted.code else ""))
    # `wait_for` looks far more often than `expect`: many states are painted.
    begun = ".app:not([data-screen=opening], [data-screen=enrol]) :is(button, a)"
    page.locator(begun if painted.code else ".enrol input").first.wait_for()
    page.locator(f"html[lang={language}]").wait_for(state="attached")
    for step in painted.taps:
        _take(step, hub, page)
    page.locator(f".app[data-screen='{painted.screen}']").wait_for()
    if "answer" in painted.taps:
        page.locator(".in-call").wait_for(state="attached")
    page.evaluate("document.fonts.ready.then(() => null)")
    return TabletPage(page)


def _take(step: str | int, hub: PaintedHub, page: Page) -> None:
    """Take one step of a painting."""
    if step == "away":
        hub.away = True
    elif step == "revoked":
        hub.revoked = True
    elif isinstance(step, int):
        page.clock.run_for(step)
    else:
        page.locator(f"[data-act='{step}']").last.click()  # help lies over a call
        page.clock.run_for(ECHO_MS)
