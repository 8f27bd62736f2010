"""The tablet's budget: what a slow line must carry before help can be pressed."""

import gzip
import json
import re
from pathlib import Path
from typing import Final

import pytest

from tests.browser.tablet import STATIC

FIRST_LOAD: Final = 20_000  # bytes, gzip: home, help, check-in, outbox, ringing
LAZY: Final = 12_000  # each other part, with its style
CLIPS: Final = 1_500_000
SOCKETS: Final = "live"  # socket.io-client, a part of its own after the first paint
SOURCES: Final = Path(__file__).parents[2] / "clinic_ui" / "tablet"

pytestmark = pytest.mark.skipif(
    not (STATIC / "index.html").is_file(), reason="The tablet is not built: make setup"
)


def zipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def first_load() -> set[str]:
    """The names the page itself asks for."""
    page = (STATIC / "index.html").read_text()
    return set(re.findall(r'/tablet/assets/([^"]+\.(?:js|css))"', page))


def test_the_first_load_stays_small() -> None:
    sizes = {name: zipped(STATIC / "assets" / name) for name in first_load()}
    assert len(sizes) == 2
    assert sum(sizes.values()) <= FIRST_LOAD, sizes


def test_every_other_part_stays_small_and_sockets_are_one() -> None:
    parts: dict[str, int] = {}
    for path in (STATIC / "assets").glob("*.[jc]s*"):
        if path.name not in first_load():
            name = path.name.partition("-")[0]
            parts[name] = parts.get(name, 0) + zipped(path)
    assert parts.pop(SOCKETS)
    assert parts
    assert all(size <= LAZY for size in parts.values()), parts


def test_the_first_load_knows_nothing_of_sockets() -> None:
    scripts = [name for name in first_load() if name.endswith(".js")]
    assert all("engine.io" not in (STATIC / "assets" / name).read_text() for name in scripts)


def test_every_sentence_has_a_clip_in_both_languages() -> None:
    sentences = json.loads((SOURCES / "clips" / "sentences.json").read_text())
    clips = {
        f"{path.parent.name}/{path.stem}"
        for path in (SOURCES / "public" / "clips").rglob("*.ogg")
    }
    assert clips == {f"{language}/{name}" for name in sentences for language in ("ko", "en")}
    weight = sum(path.stat().st_size for path in (SOURCES / "public").rglob("*.ogg"))
    assert weight < CLIPS
