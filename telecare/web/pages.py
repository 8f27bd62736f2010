"""The screens' files, and what the hub says about itself."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import msgspec
from flask import Blueprint, Response, current_app, send_from_directory
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import NotFound

from telecare import clock
from telecare.actions import canary, escalating, pinging, watchman
from telecare.db.engine import reading
from telecare.records import ticks
from telecare.web.guard import allow_page, guard
from telecare.web.openapi import document
from telecare.web.session import VERSION

BUILT: Final = Path(__file__).parents[1] / "static"
STATIC: Final = BUILT / "staff"
TABLET: Final = BUILT / "tablet"
FOREVER: Final = "public, max-age=31536000, immutable"  # the name holds a hash of the content
NOT_BUILT: Final = (
    "<!doctype html><meta charset=utf-8><title>Telecare</title>"
    "<p>The screens are not built yet: run <code>make demo</code> or <code>make setup</code>."
    "<p lang=ko>화면이 아직 만들어지지 않았습니다. <code>make demo</code>를 실행하세요."
)

TABLET_CSP: Final = (  # nothing from elsewhere, and no form: a tablet only taps
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self'; "
    "script-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
TABLET_MAY: Final = (
    "camera=(self), microphone=(self), autoplay=(self), fullscreen=(self), "
    "screen-wake-lock=(self), geolocation=(), payment=(), usb=()"
)

A_CLIP: Final = re.compile(r"clips/(?:ko|en)/[a-z0-9_]{1,40}\.ogg")

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
@blueprint.get("/<path:place>")
@allow_page
def screen(place: str = "") -> Response:
    """Serve the staff screens; every place of theirs is one page."""
    if place.startswith(("api/", "device/")):
        raise NotFound
    return _built(STATIC, place)


@blueprint.get("/tablet/")
@blueprint.get("/tablet/<path:place>")
@allow_page
def tablet(place: str = "") -> Response:
    """Serve the resident's tablet: one page, its worker, its clips and its parts."""
    response = _recorded(place) or _built(TABLET, place)
    response.headers["Content-Security-Policy"] = TABLET_CSP
    response.headers["Permissions-Policy"] = TABLET_MAY
    return response


def _recorded(place: str) -> Response | None:
    """Serve a sentence somebody has recorded for this hub; None: there is no such recording."""
    if A_CLIP.fullmatch(place) is None:
        return None
    clip = (guard().settings.var / place).resolve()
    if not clip.is_file():
        return None
    response = send_from_directory(clip.parent, clip.name, mimetype="audio/ogg")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _built(folder: Path, place: str) -> Response:
    """Serve a file of an app as it was built; any other place is its one page."""
    if place and (folder / place).is_file():
        response = send_from_directory(folder, place)
        kept = FOREVER if place.startswith("assets/") else "no-cache"
        response.headers["Cache-Control"] = kept
        return response
    if not (folder / "index.html").is_file():
        return Response(NOT_BUILT, 503, content_type="text/html; charset=utf-8")
    response = send_from_directory(folder, "index.html")
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/health")
@allow_page
def health() -> Response:
    """Say the truth: 200 when everything that must run does, else 503 and what does not."""
    found = _health()
    status = 200 if all(found["checks"].values()) else 503
    return Response(msgspec.json.encode(found), status, content_type="application/json")


@blueprint.get("/api/openapi.json")
@allow_page
def openapi() -> Response:
    """The OpenAPI 3.1 document of this hub."""
    body = msgspec.json.encode(document(current_app, VERSION))
    return Response(body, content_type="application/json")


def _health() -> dict[str, Any]:
    door, now = guard(), clock.now()
    writer = current_app.extensions.get("telecare.writer")
    checks = {
        "database": False,
        "writer": writer is None or writer.alive,
        "ticks": False,
        "canaries": False,
        "timers": False,
    }
    beats: dict[str, datetime] = {}
    try:
        with reading(door.engine) as db:
            db.execute(text("SELECT 1"))
            checks["database"] = True
            beats = ticks.beats(db)
            checks["canaries"] = not canary.ill(db, now)
            checks["timers"] = not escalating.behind(db, now)
    except SQLAlchemyError:
        checks["database"] = False
    said = beats.get(pinging.SENT)
    checks["ping"] = pinging.well(door.settings.ping_url, door.settings.ping_s, said, now)
    silent = watchman.silent(beats, now) if checks["database"] else ()  # unknown without it
    checks["ticks"] = checks["database"] and not silent
    return {
        "ok": all(checks.values()),
        "checks": checks,
        "ticks_silent": silent,
        "ticks_age_s": {
            name: round((now - beat).total_seconds(), 1) for name, beat in beats.items()
        },
        "version": VERSION,
    }
