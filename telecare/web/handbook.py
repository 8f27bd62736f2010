"""The manual of this very version, served by the hub itself, without a network."""

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, request
from markdown_it import MarkdownIt
from werkzeug.exceptions import NotFound

from telecare.web.guard import allow_page

ROOT: Final = Path(__file__).parents[1] / "handbook"
LANGUAGES: Final = ("ko", "en")
SECTIONS: Final = {  # in the order a newcomer needs them
    "start": ("처음", "Start"),
    "do": ("하는 법", "How to"),
    "look-up": ("찾아보기", "Look up"),
    "understand": ("이해하기", "Understand"),
    "decisions": ("결정 기록", "Decisions"),
}
LINK: Final = re.compile(r'href="([a-z0-9./-]+?)(?:\.(?:ko|en))?\.md"')  # to a file, not a page
PICTURE: Final = re.compile(r"[a-z0-9-]+")
PAGE: Final = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")
WORDS: Final = {
    "ko": ("안내서", "다른 언어: English", "관제 화면으로", "이 쪽은 영어로만 있습니다."),
    "en": ("Handbook", "Other language: 한국어", "To the screens", "This page is in English."),
}

blueprint = Blueprint("handbook", __name__, url_prefix="/handbook")


@dataclass(frozen=True, slots=True)
class Page:
    """One page in the languages it is written in; an empty key: in English for everybody."""

    name: str  # "do/triage-an-alert"
    files: dict[str, Path]

    def in_language(self, language: str) -> Path:
        """Return the file in `language`, else the one there is."""
        return self.files.get(language) or self.files.get("") or next(iter(self.files.values()))


@blueprint.get("/")
@allow_page
def index() -> Response:
    """Every page by section."""
    language = _language()
    parts = [f"<h1>{WORDS[language][0]}</h1>"]
    for section, names in SECTIONS.items():
        listed = [page for page in _pages().values() if page.name.startswith(f"{section}/")]
        if listed:
            parts.append(f"<h2>{escape(names[LANGUAGES.index(language)])}</h2><ul>")
            parts += [_line(page, language) for page in listed]
            parts.append("</ul>")
    return _framed("".join(parts), language)


@blueprint.get("/style.css")
@allow_page
def style() -> Response:
    """The look of the pages; no style stands in a page itself."""
    return Response(STYLE, content_type="text/css; charset=utf-8")


@blueprint.get("/pictures/<name>.png")
@allow_page
def picture(name: str) -> Response:
    """One picture of a screen; nobody of a real home is on it."""
    if (
        PICTURE.fullmatch(name) is None
        or not (file := ROOT / "pictures" / f"{name}.png").is_file()
    ):
        raise NotFound
    return Response(file.read_bytes(), content_type="image/png")


@blueprint.get("/<path:name>")
@allow_page
def page(name: str) -> Response:
    """One page, in the language asked for if it is written in it."""
    found = _pages().get(name) if PAGE.fullmatch(name) else None
    if found is None:
        raise NotFound
    language = _language()
    file = found.in_language(language)
    note = ""
    if language == "ko" and language not in found.files:
        note = f'<p class="note">{escape(WORDS["ko"][3])}</p>'
    written = next((known for known, path in found.files.items() if path == file), "") or "en"
    body = f'{note}<article lang="{written}">{_rendered(file)}</article>'
    return _framed(body, language)


@cache
def _pages() -> dict[str, Page]:
    """Return the handbook's pages by name, as they ship; they do not change while we run."""
    found: dict[str, dict[str, Path]] = {}
    for section in SECTIONS:
        for file in sorted((ROOT / section).glob("*.md")):
            name, _, language = file.stem.partition(".")
            if name != "README":
                found.setdefault(f"{section}/{name}", {})[language] = file
    return {name: Page(name, files) for name, files in found.items()}


@cache
def _rendered(file: Path) -> str:
    """Render one page; HTML written in it is shown as text."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    html = str(reader.render(file.read_text(encoding="utf-8")))
    return LINK.sub(r'href="\1"', html)


def _title(file: Path) -> str:
    first, _, _ = file.read_text(encoding="utf-8").partition("\n")
    return first.lstrip("# ").strip()


def _line(page: Page, language: str) -> str:
    title = escape(_title(page.in_language(language)))
    return f'<li><a href="/handbook/{page.name}?lang={language}">{title}</a></li>'


def _language() -> str:
    asked = request.args.get("lang", "")
    if asked in LANGUAGES:
        return asked
    wished = (tag[:2].lower() for tag in request.accept_languages.values())  # best first
    return next((tag for tag in wished if tag in LANGUAGES), LANGUAGES[0])


def _framed(body: str, language: str) -> Response:
    title, other, back, _ = WORDS[language]
    turned = "en" if language == "ko" else "ko"
    page = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Telecare · {title}</title>"
        '<link rel="stylesheet" href="/handbook/style.css"></head><body>'
        f'<nav><a href="/handbook/?lang={language}">{title}</a> '
        f'<a href="?lang={turned}" hreflang="{turned}">{other}</a> '
        f'<a href="/">{back}</a></nav><main>{body}</main></body></html>'
    )
    response = Response(page, content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Accept-Language"
    return response


STYLE: Final = """
body { margin: 0; color: #111c26; background: #f4f6f8; line-height: 1.6; word-break: keep-all;
  font-family: Pretendard, "Noto Sans KR", system-ui, sans-serif; }
nav { background: #111c26; padding: 12px 24px; display: flex; gap: 24px; flex-wrap: wrap; }
nav a { color: #fff; }
main { max-width: 44rem; margin: 24px auto; padding: 8px 24px 48px; background: #fff;
  overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; } h2 { font-size: 1.25rem; margin-top: 2rem; }
a { color: #0a4f96; } a:focus-visible { outline: 3px solid #7fb3d9; outline-offset: 2px; }
img { max-width: 100%; border: 1px solid #7a8794; border-radius: 6px; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
td, th { border: 1px solid #7a8794; padding: 4px 8px; text-align: left; vertical-align: top; }
code, pre { background: #e8ecf0; border-radius: 6px; padding: 1px 4px; }
pre { padding: 12px; overflow-x: auto; }
.note { background: #e5f0fa; border: 1px solid #1f6fb2; border-radius: 6px; padding: 8px; }
"""
