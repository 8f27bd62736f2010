"""Every state of the tablet: rules of access, sizes a hand can hit, and how it looks."""

import os
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.browser.conftest import FLAGS
from tests.browser.hub import LiveHub
from tests.browser.tablet import LYING, STATIC, UPRIGHT, TabletPage
from tests.browser.tablet_states import PAINTINGS, STATES, Painted, paint

AXE: Final = Path(__file__).parents[2] / "clinic_ui/node_modules/axe-core/axe.min.js"
RULES: Final = [
    "wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag21aaa", "wcag22aa",
    "wcag22aaa", "best-practice",
]  # fmt: skip
PICTURES: Final = Path(__file__).parent / "pictures"
PAINT_ANEW: Final = os.environ.get("TELECARE_PICTURES") == "new"
DIFFERENT_AT_MOST: Final = 0.002  # of all pixels: another build of the browser's own edges
SIZES: Final = {"lying": LYING, "upright": UPRIGHT}
AXE_SEES: Final = {"ko": "upright", "en": "lying"}
PICTURED: Final = {
    (state, language, way)
    for state, language in PAINTINGS
    for way in SIZES
    if language == "ko" or way == "lying" or state in {"home", "help-nobody", "ringing"}
}
MAIN: Final = (353, 300)  # long and short side: 60 × 51 mm
OTHER, LANGUAGE, APART = 118, 92, 24

pytestmark = pytest.mark.skipif(
    not (STATIC / "index.html").is_file(), reason="The tablet is not built: make setup"
)


@pytest.fixture(scope="module")
def browser(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    """The browser a tablet has, windows and all: the pictures are its own, to the edges."""
    opened = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def axe() -> str:
    return AXE.read_text()


@pytest.fixture(scope="module")
def easel(browser: Browser) -> Iterator[Page]:
    """A page that compares pictures: the tablet's own may fetch no data: address."""
    blank = browser.new_page()
    yield blank
    blank.close()


@pytest.mark.parametrize(("state", "language"), PAINTINGS)
def test_every_state_keeps_the_rules(
    state: str, language: str, browser: Browser, hub: LiveHub, axe: str, easel: Page
) -> None:
    """Axe's AAA rules, the sizes, and nothing cut off; the pictures are compared.

    A state is painted once and the tablet then turned. Axe sees it in both languages and
    both ways up: Korean standing, English lying, the one-language screen standing.
    """
    tablet = paint(browser, LYING, hub.origin, STATES[state], language)
    faults = []
    for way in sorted(SIZES, key=AXE_SEES[language].__eq__):  # axe sets the clock going: last
        tablet.page.set_viewport_size(SIZES[way])  # type: ignore[arg-type]
        faults += [f"{way}: {fault}" for fault in wrong_sizes(tablet)]
        if (state, language, way) in PICTURED:
            faults += compared(easel, tablet, f"{state}-{language}-{way}")
        if way == AXE_SEES[language]:
            faults += [f"{way}: {fault}" for fault in broken_rules(tablet, axe)]
    tablet.page.context.close()
    assert not faults, "\n".join(faults)


def broken_rules(tablet: TabletPage, axe: str) -> list[str]:
    """Return what axe finds; a contrast it cannot decide counts, too."""
    tablet.page.evaluate(axe)
    tablet.page.clock.resume()  # axe waits by timers
    found: dict[str, Any] = tablet.page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations', 'incomplete']})",
        RULES,
    )
    return [
        f"{fault['id']} at {node['target']}"
        for kind in ("violations", "incomplete")
        for fault in found[kind]
        if kind == "violations" or fault["id"].startswith("color-contrast")
        for node in fault["nodes"]
    ]


MEASURE: Final = """() => {
  const box = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { name: element.dataset.act ?? element.name, main: element.matches('.main'),
             x, y, width, height };
  };
  const seen = (kinds) =>
    [...document.querySelectorAll(kinds)].filter(
      (e) => e.checkVisibility({ visibilityProperty: true }));
  const root = document.documentElement;
  const cut = seen('h1, p, strong, span, small').filter(
    (e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0).map((e) => e.textContent);
  return { boxes: seen('button, a, input').map(box), cut,
           wide: innerWidth, high: innerHeight,
           scrolls: root.scrollWidth > innerWidth || root.scrollHeight > innerHeight };
}"""


def wrong_sizes(tablet: TabletPage) -> list[str]:
    """Return every target that is too small, too near another one, or off the screen."""
    seen = tablet.page.evaluate(MEASURE)
    faults = [f"cut off: {words}" for words in seen["cut"]]
    boxes = seen["boxes"]
    for box in boxes:
        long, short = sorted((box["width"], box["height"]), reverse=True)
        least = MAIN if box["main"] else (OTHER, OTHER)
        if box["name"] == "language":
            least = (LANGUAGE, LANGUAGE)
        if long < least[0] or short < least[1]:
            faults.append(f"{box['name']} is {long:.0f} × {short:.0f}")
        if (
            min(box["x"], box["y"]) < 0
            or box["x"] + box["width"] > seen["wide"]
            or box["y"] + box["height"] > seen["high"]
        ):
            faults.append(f"{box['name']} leaves the screen")
    for place, one in enumerate(boxes):
        faults += [
            f"{one['name']} and {other['name']} are {_apart(one, other):.0f} px apart"
            for other in boxes[place + 1 :]
            if _apart(one, other) < APART
        ]
    return faults + _help_is_smaller(boxes)


def _apart(one: dict[str, float], other: dict[str, float]) -> float:
    across = max(one["x"] - other["x"] - other["width"], other["x"] - one["x"] - one["width"])
    down = max(one["y"] - other["y"] - other["height"], other["y"] - one["y"] - one["height"])
    return max(across, down)


def _help_is_smaller(boxes: list[dict[str, Any]]) -> list[str]:
    area = {box["name"]: box["width"] * box["height"] for box in boxes if box["main"]}
    help_ = area.get("help", float("inf"))
    return [f"{name} is larger than help" for name, size in area.items() if size > help_ + 1]


DIFFERENT: Final = """async ([old, fresh]) => {
  const pixels = async (picture) => {
    const blob = await (await fetch('data:image/png;base64,' + picture)).blob();
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const pen = canvas.getContext('2d');
    pen.drawImage(bitmap, 0, 0);
    return pen.getImageData(0, 0, bitmap.width, bitmap.height);
  };
  const [a, b] = [await pixels(old), await pixels(fresh)];
  if (a.width !== b.width || a.height !== b.height) return 1;
  let different = 0;
  for (let i = 0; i < a.data.length; i += 4)
    if (Math.abs(a.data[i] - b.data[i]) + Math.abs(a.data[i + 1] - b.data[i + 1]) +
        Math.abs(a.data[i + 2] - b.data[i + 2]) > 48) different += 1;
  return different / (a.width * a.height);
}"""


def compared(easel: Page, tablet: TabletPage, name: str) -> list[str]:
    """Hold the screen against its reference picture."""
    fresh = tablet.page.screenshot(animations="disabled")
    reference = PICTURES / f"{name}.png"
    if PAINT_ANEW:
        PICTURES.mkdir(exist_ok=True)
        reference.write_bytes(fresh)
        return []
    if not reference.is_file():
        return [f"{name}: no reference picture (TELECARE_PICTURES=new paints it)"]
    known = reference.read_bytes()
    if known == fresh:
        return []
    pair = [b64encode(picture).decode() for picture in (known, fresh)]
    share: float = easel.evaluate(DIFFERENT, pair)
    if share > DIFFERENT_AT_MOST:
        return [f"{name}: {share:.2%} of the picture differ"]
    return []


@pytest.mark.skipif(PAINT_ANEW, reason="They are being painted.")
def test_the_pictures_are_of_states_that_exist() -> None:
    wanted = {"-".join(names) for names in PICTURED}
    assert {picture.stem for picture in PICTURES.glob("*.png")} == wanted


def test_a_second_tap_is_no_tap(browser: Browser, hub: LiveHub) -> None:
    tablet = paint(browser, LYING, hub.origin, Painted("home"))
    box = tablet.button("help").bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tablet.page.mouse.click(*middle)  # the giant cancel appears under the same finger
    tablet.page.mouse.click(*middle)
    tablet.shows("count-5")
    tablet.page.clock.run_for(800)
    tablet.button("cancel").click()
    tablet.shows("pressed-cancelled")
    tablet.page.context.close()
