"""The guard at every door: who may come in, one transaction, one shape for every refusal.

A view is a plain function `view(ctx, **path, body=…)`. Its decorator says who may enter, what
body it reads and what it answers; OpenAPI is drawn from the same marks. An app with a route
that carries no mark does not start.
"""

import hmac
import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, Concatenate, Final, ParamSpec, TypedDict, TypeVar, Unpack
from urllib.parse import urlsplit

import msgspec
from flask import Flask, Response, current_app, g, request
from sqlalchemy import Engine
from werkzeug.exceptions import HTTPException

from telecare import clock
from telecare.actions import signin
from telecare.boards.shapes.common import Bilingual, Refusal
from telecare.config import Settings
from telecare.db.engine import reading, transaction
from telecare.errors import (
    CrossSite,
    Forbidden,
    Invalid,
    Locked,
    NotJson,
    Refused,
    SignedOut,
    SlowDown,
    Weak,
)
from telecare.records.actor import Actor
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.records.staff import Role
from telecare.vault.vault import Vault
from telecare.web.bodies import decoded

EXTENSION: Final = "telecare.guard"
MARK: Final = "__telecare_mark__"
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
MAX_BODY: Final = 8 * 1024 * 1024  # a CSV of a whole county; JSON bodies are far smaller
STRANGER: Final = Actor(staff_id=None, role="stranger", organisation_id=None, path="//none")
ANY_ROLE: Final = tuple(Role)

P = ParamSpec("P")
View = Callable[..., Any]
Enter = Callable[[], AbstractContextManager[Context]]  # begins one step of long work
Answer = TypeVar("Answer")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a route promises and who may use it.

    Attributes:
        roles: Who may enter; empty: anyone, signed in or not.
        device: The device's signature is checked by the view itself.
        weak: Also before the second factor.
        locked: Also while the console is locked (its board masks names).
        reads: Writes nothing, so it runs in a read-only snapshot.
        body: The type of the JSON body; None: no body is read.
        answers: The type of the answer; None: the view answers by itself.
        status: The status of an answer that is no refusal.
        query: What the address may carry; never a word about a person.
        consumes: The media type of a body that is no JSON and that the view reads itself.
        produces: The media type of an answer that is no JSON.
    """

    roles: tuple[Role, ...] = ()
    device: bool = False
    weak: bool = False
    locked: bool = False
    reads: bool = False
    body: Any = None
    answers: Any = None
    status: int = 200
    query: tuple[str, ...] = ()
    consumes: str | None = None
    produces: str | None = None


@dataclass(frozen=True, slots=True)
class Guard:
    """What the doors of one app share."""

    engine: Engine
    vault: Vault
    settings: Settings

    @property
    def cookie(self) -> str:
        """The cookie's name; a browser keeps a `__Host-` one to this very host, by https."""
        return "__Host-telecare" if self.secure else "telecare"

    @property
    def secure(self) -> bool:
        """Whether browsers reach this hub by https."""
        return (self.settings.public_origin or "").startswith("https:")


def guard() -> Guard:
    """Return the current app's guard."""
    found: Guard = current_app.extensions[EXTENSION]
    return found


class Promises(TypedDict, total=False):
    """What `allow` may be told besides the roles: fields of `Mark`."""

    weak: bool
    locked: bool
    reads: bool
    body: Any
    answers: Any
    status: int
    query: tuple[str, ...]
    consumes: str
    produces: str


def allow(
    *roles: Role, **promises: Unpack[Promises]
) -> Callable[[Callable[Concatenate[Context, P], Any]], View]:
    """Let people of `roles` in; the view gets their context, the answer is sent as JSON."""
    return _marking(Mark(roles=roles, **promises))


def allow_steps(
    *roles: Role, **promises: Unpack[Promises]
) -> Callable[[Callable[Concatenate[Enter, P], Any]], View]:
    """Let people of `roles` in for long work: the view opens a transaction for each step.

    Every step is admitted anew: who signs out, or loses the role, stops the work.
    """
    mark = Mark(roles=roles, **promises)

    def guarding(view: View) -> View:
        @wraps(view)
        def guarded(**path: Any) -> Response:  # noqa: ANN401
            _same_site(request.method)
            return answered(view(partial(entering, mark), **path), mark.status)

        setattr(guarded, MARK, mark)
        return guarded

    return guarding


def allow_anyone(
    *,
    body: Any = None,  # noqa: ANN401
    answers: Any = None,  # noqa: ANN401
    reads: bool = False,
) -> Callable[[Callable[Concatenate[Context, P], Any]], View]:
    """Let anybody in, signed in or not; the actor is a stranger unless signed in."""
    return _marking(Mark(body=body, answers=answers, weak=True, locked=True, reads=reads))


def allow_arrival(
    *,
    body: Any,  # noqa: ANN401
    answers: Any = None,  # noqa: ANN401
) -> Callable[[Callable[Concatenate[Guard, P], Any]], View]:
    """Let anybody try to sign in. The view opens its own transactions, short ones.

    A password takes a tenth of a second to check; on SQLite nobody else may write meanwhile.
    """
    mark = Mark(body=body, answers=answers, weak=True, locked=True)

    def guarding(view: View) -> View:
        @wraps(view)
        def guarded() -> Response:
            _same_site(request.method)
            return answered(view(guard(), body=read_body(body)))

        setattr(guarded, MARK, mark)
        return guarded

    return guarding


def allow_device(view: View) -> View:
    """Leave the door to the device's signature, which the view checks."""
    setattr(view, MARK, Mark(device=True))
    return view


def allow_signed(
    *,
    body: Any = None,  # noqa: ANN401
    answers: Any = None,  # noqa: ANN401
    status: int = 200,
    produces: str | None = None,
) -> Callable[[View], View]:
    """Leave the door to the device's signature; say what it reads and answers (OpenAPI)."""

    def guarding(view: View) -> View:
        mark = Mark(device=True, body=body, answers=answers, status=status, produces=produces)
        setattr(view, MARK, mark)
        return view

    return guarding


def allow_page(view: View) -> View:
    """Serve something that holds no record: a screen's files, a handbook page, health."""
    setattr(view, MARK, Mark())
    return view


def mark_of(view: View) -> Mark | None:
    """Return what a view promises; None: nobody said who may enter."""
    found: Mark | None = getattr(view, MARK, None)
    return found


def require_marks(app: Flask) -> None:
    """Refuse to start an app that has a door without a guard.

    Raises:
        RuntimeError: Names the routes.
    """
    open_doors = sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if mark_of(app.view_functions[rule.endpoint]) is None
    )
    if open_doors:
        raise RuntimeError(f"no route may be without a guard: {', '.join(open_doors)}")


def install(app: Flask, engine: Engine, vault: Vault, settings: Settings) -> None:
    """Give an app its guard, its error shape and its headers."""
    app.extensions[EXTENSION] = Guard(engine, vault, settings)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.register_error_handler(Refused, refused)
    app.register_error_handler(HTTPException, _http_refused)
    app.register_error_handler(Exception, _unexpected)
    app.after_request(_headers)


def _marking(mark: Mark) -> Callable[[View], View]:
    def guarding(view: View) -> View:
        @wraps(view)
        def guarded(**path: Any) -> Response:  # noqa: ANN401 - what the route's converters give
            _same_site(request.method)
            if mark.body is not None:
                path["body"] = read_body(mark.body)
            with entering(mark) as ctx:
                answer = view(ctx, **path)
            return answered(answer, mark.status)

        setattr(guarded, MARK, mark)
        return guarded

    return guarding


@contextmanager
def entering(mark: Mark) -> Iterator[Context]:
    """Open the request's one transaction for somebody who may enter; commit at its end.

    Raises:
        SignedOut, Weak, Locked, Forbidden, CrossSite: They may not.
    """
    door, now = guard(), clock.now()
    token = request.cookies.get(door.cookie, "")
    scope: Callable[[Engine], Any] = reading if mark.reads else transaction
    with scope(door.engine) as db:
        seen = signin.session_of(db, token, now=now, idle_lock_s=door.settings.idle_lock_s)
        actor = _admit(mark, seen, demo=door.settings.demo)
        g.seen = seen
        yield Context(db, KeyRing(db, door.vault), actor, now)
        if not mark.reads:
            signin.note_seen(db, seen, now=now)
    if mark.reads and signin.seen_is_stale(seen, now):
        with transaction(door.engine) as db:
            signin.note_seen(db, seen, now=now)


def _admit(mark: Mark, seen: signin.Seen | None, *, demo: bool) -> Actor:
    if seen is None:
        if mark.roles:
            raise SignedOut
        return STRANGER
    if request.method not in SAFE and not _same(request.headers.get("X-CSRF", ""), seen.csrf):
        raise CrossSite
    actor = seen.actor(demo=demo)
    if not mark.weak and not actor.session_strong:
        raise Weak
    if actor.locked and not mark.locked:
        raise Locked
    if mark.roles and actor.role not in mark.roles:
        raise Forbidden
    return actor


def _same_site(method: str) -> None:
    """Refuse an unsafe request that another site's page has sent."""
    origin = request.headers.get("Origin")
    if method in SAFE or origin is None:
        return
    ours = guard().settings.public_origin or request.host_url
    if urlsplit(origin)[:2] != urlsplit(ours)[:2]:
        raise CrossSite


def _same(given: str, wanted: str) -> bool:
    return bool(wanted) and hmac.compare_digest(given.encode(), wanted.encode())


def this_session() -> signin.Seen:
    """Return the session of the request under way.

    Raises:
        SignedOut: There is none.
    """
    seen: signin.Seen | None = g.get("seen")
    if seen is None:
        raise SignedOut
    return seen


def read_body(shape: type[Answer]) -> Answer:
    """Read the JSON body as `shape`.

    Raises:
        NotJson: It says that it is something else.
        Invalid: It is not of that shape; names the field.
    """
    if not request.is_json:
        raise NotJson
    return decoded(request.get_data(cache=False), shape)


def answered(answer: Any, status: int = 200) -> Response:  # noqa: ANN401 - a Struct, a Response
    """Turn what a view returned into a response."""
    if isinstance(answer, Response):
        return answer
    return Response(to_json(answer), status, content_type="application/json")


def to_json(value: object) -> bytes:
    """Encode a value of the boards; every instant in UTC with a Z."""
    return msgspec.json.encode(value)


def said_of(refusal: Refused) -> Refusal:
    """Shape a refusal: what happened, in both languages, and what to change."""
    fields = None
    if isinstance(refusal, Invalid):
        fields = {
            name: Bilingual(ko=refusal.fields_ko.get(name, said), en=said)
            for name, said in refusal.fields.items()
        }
    owner = refusal.facts.get("owner")
    if isinstance(owner, dict):
        owner = owner.get("name")
    return Refusal(
        error=refusal.code,
        message=refusal.sentence,
        message_ko=refusal.message_ko,
        fields=fields,
        owner=owner if isinstance(owner, str) else None,
    )


def refused(refusal: Refused) -> Response:
    """Answer a refusal."""
    body = said_of(refusal)
    response = Response(
        msgspec.json.encode(body), refusal.status, content_type="application/json"
    )
    if isinstance(refusal, SlowDown):
        response.headers["Retry-After"] = "30"
    return response


_HTTP_KO: Final = {
    404: "그런 주소가 없습니다.",
    405: "이 주소에서는 그렇게 할 수 없습니다.",
    413: "보낸 내용이 너무 큽니다.",
}


def _http_refused(error: HTTPException) -> Response:
    """Give the web framework's own refusals the same shape; their texts name no person."""
    status = error.code or 500
    body = Refusal(
        error="not_found" if status == 404 else f"http_{status}",  # noqa: PLR2004
        message=(error.name or "Refused") + ".",
        message_ko=_HTTP_KO.get(status, "요청을 처리할 수 없습니다."),
    )
    response = Response(msgspec.json.encode(body), status, content_type="application/json")
    kept = dict(error.get_headers(None, request.environ))
    for name in {"Allow", "Retry-After"} & kept.keys():
        response.headers[name] = kept[name]
    return response


def _unexpected(error: Exception) -> Response:
    """Roll back, log with a number to quote, and say that nothing was changed.

    The log names the route and the kind of error, not its text: that may hold a person's words.
    """
    number = secrets.token_hex(4)
    where = [f"{frame.name}:{line}" for frame, line in _frames(error)]
    log.error(
        "incident %s: %s in %s at %s",
        number, type(error).__name__, request.endpoint, " < ".join(reversed(where)),
    )  # fmt: skip
    body = Refusal(
        error="internal",
        message="Something went wrong here. Nothing was changed. Try again; if it stays, quote "
        "the number.",
        message_ko="문제가 생겼습니다. 바뀐 것은 없습니다. "
        "다시 시도하고, 계속되면 번호를 알려 주세요.",
        incident=number,
    )
    return Response(msgspec.json.encode(body), 500, content_type="application/json")


@dataclass(frozen=True, slots=True)
class _Frame:
    name: str


def _frames(error: Exception) -> list[tuple[_Frame, int]]:
    frames, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append((_Frame(f"{code.co_filename.rsplit('/', 1)[-1]}"), trace.tb_lineno))
        trace = trace.tb_next
    return frames[-6:]


CSP: Final = (
    "default-src 'self'; img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; "
    "style-src 'self'; "
    "script-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def _headers(response: Response) -> Response:
    """Set what every response carries; records are never kept by a browser."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CSP)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault(
        "Permissions-Policy",
        "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
    )
    headers.setdefault("Cache-Control", "no-store")
    if guard().secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response
