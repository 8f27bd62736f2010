"""Every state of the tablet: rules of access, sizes a hand can hit, and how it looks."""

import os
from base64 import b64encode
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser

from tests.browser.hub import LiveHub
from tests.browser.tablet import LYING, STATIC, UPRIGHT, TabletPage
from tests.browser.tablet_states import STATES, Painted, paint

AXE: Final = Path(__file__).parents[2] / "clinic_ui/node_modules/axe-core/axe.min.js"
RULES: Final = [
    "wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag21aaa", "wcag22aa",
    "wcag22aaa", "best-practice",
]  # fmt: skip
PICTURES: Final = Path(__file__).parent / "pictures"
PAINT_ANEW: Final = os.environ.get("TELECARE_PICTURES") == "new"
DIFFERENT_AT_MOST: Final = 0.002  # of all pixels: another build of the browser's own edges
SIZES: Final = {"lying": LYING, "upright": UPRIGHT}
MAIN: Final = (353, 300)  # long and short side: 60 × 51 mm
OTHER, LANGUAGE, APART = 118, 92, 24

pytestmark = pytest.mark.skipif(
    not (STATIC / "index.html").is_file(), reason="The tablet is not built: make setup"
)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_every_state_keeps_the_rules(
    state: str, size: str, language: str, browser: Browser, hub: LiveHub
) -> None:
    """Axe's AAA rules, the sizes, and nothing cut off; the pictures are compared."""
    tablet = paint(browser, SIZES[size], hub.origin, STATES[state], language)
    faults = wrong_sizes(tablet)
    if language == "ko" or size == "lying":
        faults += compared(browser, tablet, f"{state}-{language}-{size}")
    if size == "lying":  # standing, it is the same tree in the same colours
        faults += broken_rules(tablet, AXE.read_text())
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
  const root = document.documentElement;
  const cut = [...document.querySelectorAll('h1, p, strong, span, small')].filter(
    (e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0).map((e) => e.textContent);
  return { boxes: [...document.querySelectorAll('button, a, input')].map(box), cut,
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


def compared(browser: Browser, tablet: TabletPage, name: str) -> list[str]:
    """Hold the screen against its reference picture."""
    fresh = tablet.page.screenshot(animations="disabled")
    reference = PICTURES / f"{name}.png"
    if PAINT_ANEW:
        PICTURES.mkdir(exist_ok=True)
        reference.write_bytes(fresh)
        return []
    if not reference.is_file():
        return [f"{name}: no reference picture (TELECARE_PICTURES=new paints it)"]
    pair = [b64encode(picture).decode() for picture in (reference.read_bytes(), fresh)]
    blank = browser.new_page()  # the tablet's own page may fetch no data: address
    share: float = blank.evaluate(DIFFERENT, pair)
    blank.close()
    if share > DIFFERENT_AT_MOST:
        return [f"{name}: {share:.2%} of the picture differ"]
    return []


@pytest.mark.skipif(PAINT_ANEW, reason="They are being painted.")
def test_the_pictures_are_of_states_that_exist() -> None:
    wanted = {f"{name}-ko-{size}" for name in STATES for size in SIZES}
    wanted |= {f"{name}-en-lying" for name in STATES}
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
