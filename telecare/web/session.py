"""Signing in and out, the second factor, and the idle lock, over HTTP."""

from datetime import datetime
from importlib.metadata import version
from typing import Final

from flask import Blueprint, Response, g, request
from sqlalchemy.orm import Session

from telecare import clock
from telecare.actions import calls_due, factors, people, signin
from telecare.actions.signin import Account, Seen
from telecare.boards.shapes.common import Bilingual, Done, SecondFactor
from telecare.boards.shapes.session import (
    CodeAsked,
    LanguageAsked,
    PasskeyAsked,
    PasskeyOptions,
    PasskeyStart,
    PasswordAsked,
    SessionState,
    SetupAsked,
    SignInAsked,
    StaffSelf,
    TotpSecret,
)
from telecare.db.engine import reading, transaction
from telecare.errors import (
    SetupCodeWrong,
    SlowDown,
    Weak,
    WrongCode,
    WrongPasskey,
    WrongSignIn,
)
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.records.staff import Language
from telecare.web.guard import (
    ANY_ROLE,
    Guard,
    allow,
    allow_anyone,
    allow_arrival,
    answered,
    guard,
    refused,
    this_session,
)

VERSION: Final = version("telecare")
blueprint = Blueprint("session", __name__)


@blueprint.get("/api/session")
@allow_anyone(answers=SessionState, reads=True)
def get_session(ctx: Context) -> SessionState:
    """Who is signed in at this browser. Always 200."""
    return _state(ctx.ring, g.get("seen"))


@blueprint.post("/api/session")
@allow_arrival(body=SignInAsked, answers=SessionState)
def sign_in(door: Guard, body: SignInAsked) -> Response:
    """Sign in with name and password; the second factor comes next."""
    now = clock.now()
    with reading(door.engine) as db:
        who = _may_guess(signin.account(db, body.login), now)
    fits = signin.password_fits(who.hash, body.password)
    with transaction(door.engine) as db:
        who = _may_guess(signin.account(db, body.login, alone=True), now)
        if not fits or who.staff_id is None:
            signin.failed(db, who, now=now)
            return refused(WrongSignIn())
        token = signin.begin(db, who, now=now, old_token=request.cookies.get(door.cookie, ""))
        return _renewed(db, token)


@blueprint.post("/api/setup")
@allow_arrival(body=SetupAsked, answers=Done)
def set_up(door: Guard, body: SetupAsked) -> Done:
    """Redeem a one-time code: choose a password, or become the first administrator."""
    now = clock.now()
    with reading(door.engine) as db:
        if not people.code_is_open(db, body.code, now=now):
            raise SetupCodeWrong
    hashed = signin.hash_password(body.password)
    with transaction(door.engine) as db:
        people.redeem_code(
            db, door.vault, body.code, login=body.login, name=body.name, hashed=hashed, now=now
        )
    return Done()


@blueprint.delete("/api/session")
@allow(*ANY_ROLE, answers=Done, weak=True, locked=True)
def sign_out(ctx: Context) -> Response:
    """Sign out at this browser."""
    seen = this_session()
    signin.end(ctx.db, seen, now=ctx.now)
    calls_due.signed_out(ctx, seen.staff_id)
    response = answered(Done())
    response.delete_cookie(guard().cookie, path="/", secure=guard().secure, httponly=True)
    return response


@blueprint.post("/api/session/second-factor/totp")
@allow(*ANY_ROLE, answers=TotpSecret, weak=True)
def begin_totp(ctx: Context) -> TotpSecret:
    """Make a secret for an authenticator; shown once, counts once confirmed."""
    seen = _may_add()
    secret, uri = factors.begin_totp(ctx.db, ctx.ring, seen, now=ctx.now)
    return TotpSecret(secret=secret, uri=uri)


@blueprint.post("/api/session/second-factor/totp/confirm")
@allow(*ANY_ROLE, body=CodeAsked, answers=SessionState, weak=True)
def confirm_totp(ctx: Context, body: CodeAsked) -> Response:
    """Confirm the authenticator with its first code."""
    return _with_code(ctx, _may_add(), body.code, confirm=True)


@blueprint.post("/api/session/totp")
@allow(*ANY_ROLE, body=CodeAsked, answers=SessionState, weak=True)
def show_totp(ctx: Context, body: CodeAsked) -> Response:
    """Show the second factor: a code of the authenticator."""
    return _with_code(ctx, this_session(), body.code, confirm=False)


@blueprint.post("/api/session/second-factor/passkey/options")
@allow(*ANY_ROLE, answers=PasskeyOptions, weak=True)
def passkey_to_add(ctx: Context) -> PasskeyOptions:
    """Ask for the options to add a passkey."""
    seen = _may_add()
    name = ctx.ring.read(seen.name, table="staff", column="name", row=seen.staff_id)
    return PasskeyOptions(
        publicKey=factors.registration_options(ctx.db, seen, name, origin=_origin())
    )


@blueprint.post("/api/session/second-factor/passkey")
@allow(*ANY_ROLE, body=PasskeyAsked, answers=SessionState, weak=True)
def add_passkey(ctx: Context, body: PasskeyAsked) -> Response:
    """Add a passkey; it counts as shown for this session."""
    seen = _may_add()
    factors.register(ctx.db, seen, body.credential, body.label, origin=_origin(), now=ctx.now)
    return _renewed(ctx.db, signin.strengthen(ctx.db, seen, now=ctx.now, by="passkey"))


@blueprint.post("/api/session/passkey/options")
@allow(*ANY_ROLE, body=PasskeyStart, answers=PasskeyOptions, weak=True)
def passkey_to_show(ctx: Context, body: PasskeyStart) -> PasskeyOptions:
    """Ask for the options to show a passkey."""
    del body
    return PasskeyOptions(
        publicKey=factors.assertion_options(ctx.db, this_session(), origin=_origin())
    )


@blueprint.post("/api/session/passkey")
@allow(*ANY_ROLE, body=PasskeyAsked, answers=SessionState, weak=True)
def show_passkey(ctx: Context, body: PasskeyAsked) -> Response:
    """Show the second factor: what a passkey signed."""
    seen = this_session()
    _may_guess(signin.account(ctx.db, seen.login, alone=True), ctx.now)
    if not factors.assertion_fits(ctx.db, seen, body.credential, origin=_origin(), now=ctx.now):
        return _count_failure(ctx, seen, refused(WrongPasskey()))
    return _renewed(ctx.db, signin.strengthen(ctx.db, seen, now=ctx.now, by="passkey"))


@blueprint.post("/api/session/lock")
@allow(*ANY_ROLE, answers=SessionState, weak=True, locked=True)
def lock(ctx: Context) -> SessionState:
    """Lock the console; severity, place, timers and sound go on."""
    signin.lock(ctx.db, this_session(), ctx.actor, now=ctx.now)
    return _again(ctx)


@blueprint.post("/api/session/unlock")
@allow_arrival(body=PasswordAsked, answers=SessionState)
def unlock(door: Guard, body: PasswordAsked) -> Response:
    """Unlock the console with the password of the person who locked it."""
    now = clock.now()
    token = request.cookies.get(door.cookie, "")
    with reading(door.engine) as db:
        seen = _seen(db, token)
        who = _may_guess(signin.account(db, seen.login), now)
    fits = signin.password_fits(who.hash, body.password)
    with transaction(door.engine) as db:
        who = _may_guess(signin.account(db, seen.login, alone=True), now)
        if not fits:
            signin.failed(db, who, now=now)
            return refused(WrongSignIn())
        signin.unlock(db, seen, seen.actor(demo=door.settings.demo), now=now)
        return answered(_state(KeyRing(db, door.vault), _seen(db, token)))


@blueprint.post("/api/session/seen")
@allow(*ANY_ROLE, answers=Done, weak=True, locked=True)
def touched(ctx: Context) -> Done:
    """Say that a human's hand is on this browser; a locked console stays locked."""
    if not ctx.actor.locked:
        signin.touch(ctx.db, this_session(), now=ctx.now)
    return Done()


@blueprint.put("/api/session/language")
@allow(*ANY_ROLE, body=LanguageAsked, answers=Done, weak=True, locked=True)
def speak(ctx: Context, body: LanguageAsked) -> Done:
    """Keep the language this person reads."""
    signin.speak(ctx.db, this_session(), Language(body.language), now=ctx.now)
    return Done()


def _may_add() -> Seen:
    """A factor is added at first sign-in, or by somebody who has just shown another."""
    seen = this_session()
    if seen.has_factor and not seen.strong:
        raise Weak
    return seen


def _may_guess(who: Account, now: datetime) -> Account:
    """Return the account if a guess is free now.

    Raises:
        SlowDown: Too many failed; it waits.
    """
    if who.locked_until is not None and now < who.locked_until:
        raise SlowDown
    return who


def _with_code(ctx: Context, seen: Seen, code: str, *, confirm: bool) -> Response:
    _may_guess(signin.account(ctx.db, seen.login, alone=True), ctx.now)
    if not factors.totp_fits(ctx.db, ctx.ring, seen, code, now=ctx.now, confirm=confirm):
        return _count_failure(ctx, seen, refused(WrongCode()))
    return _renewed(ctx.db, signin.strengthen(ctx.db, seen, now=ctx.now, by="totp"))


def _count_failure(ctx: Context, seen: Seen, answer: Response) -> Response:
    """Count a wrong second factor like a wrong password; locked out, the session ends."""
    who = signin.account(ctx.db, seen.login)
    signin.failed(ctx.db, who, now=ctx.now)
    if who.failed_count >= signin.FREE_FAILURES:
        signin.end(ctx.db, seen, now=ctx.now)
    return answer


def _renewed(db: Session, token: str) -> Response:
    """Answer with the state of a session begun or strengthened, and its new cookie."""
    door = guard()
    response = answered(_state(KeyRing(db, door.vault), _seen(db, token)))
    response.set_cookie(
        door.cookie, token, path="/", secure=door.secure, httponly=True, samesite="Strict",
        max_age=int(signin.SESSION_FOR.total_seconds()),
    )  # fmt: skip
    return response


def _again(ctx: Context) -> SessionState:
    return _state(ctx.ring, _seen(ctx.db, request.cookies.get(guard().cookie, "")))


def _seen(db: Session, token: str) -> Seen:
    g.seen = signin.session_of(
        db, token, now=clock.now(), idle_lock_s=guard().settings.idle_lock_s
    )
    return this_session()


def _state(ring: KeyRing, seen: Seen | None) -> SessionState:
    settings = guard().settings
    return SessionState(
        signed_in=seen is not None,
        staff=None if seen is None else _self(ring, seen),
        csrf="" if seen is None else seen.csrf,
        server_time=clock.now(),
        idle_lock_s=settings.idle_lock_s,
        locked=seen is not None and seen.locked,
        second_factor=_factor(seen),
        demo=settings.demo,
        version=VERSION,
    )


def _self(ring: KeyRing, seen: Seen) -> StaffSelf:
    name = ring.read(seen.name, table="staff", column="name", row=seen.staff_id)
    return StaffSelf(
        id=seen.staff_id,
        name="" if seen.locked else name,
        role=seen.role.value,
        organisation_name=Bilingual(ko=seen.organisation_ko, en=seen.organisation_en),
        language=seen.language.value,
    )


def _factor(seen: Seen | None) -> SecondFactor:
    if seen is None:
        return "none"
    if seen.actor(demo=guard().settings.demo).session_strong:
        return "done"
    return "needed" if seen.has_factor else "enrol"


def _origin() -> str:
    return guard().settings.public_origin or request.host_url.rstrip("/")
