"""The triage board and what a caseworker does with an alert, over HTTP."""

from typing import Final
from uuid import UUID

from flask import Blueprint, request

from telecare.actions import incidents as outages
from telecare.actions import triage
from telecare.boards import alert as one_alert
from telecare.boards import colleagues as desk
from telecare.boards import feed as feeds
from telecare.boards import triage as boards
from telecare.boards.shapes.common import Done
from telecare.boards.shapes.triage import (
    AlertDetail,
    Board,
    Changes,
    Colleagues,
    HandOverAsked,
    HoldAsked,
    Incidents,
    NoteAsked,
    ResolveAsked,
    RevealAsked,
    Revealed,
    StandAsked,
    VerbAnswer,
    VersionAsked,
)
from telecare.care.alert import Outcome, Verified
from telecare.errors import Invalid
from telecare.records.context import Context
from telecare.records.notes import NoteKind
from telecare.records.staff import Role
from telecare.web.asking import opened
from telecare.web.guard import allow

TRIAGE: Final = (Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR)
VIEWS: Final = ("now", "mine", "held", "devices", "done")
DIGITS: Final = 18  # of the largest number a database holds, less one
PURPOSES: Final = frozenset({"triage", "care", "handover", "quality"})

blueprint = Blueprint("caseworker", __name__)


@blueprint.get("/api/board")
@allow(*TRIAGE, answers=Board, locked=True, query=("view",))
def get_board(ctx: Context) -> Board:
    """The board in one view; `X-Opened: 0` says that it is only a refresh."""
    view = request.args.get("view", "now")
    if view not in VIEWS:
        words = ", ".join(VIEWS)
        raise Invalid({"view": f"Choose one of: {words}."}, {"view": f"다음 중에서: {words}"})
    return boards.board(ctx, view, locked=ctx.actor.locked, opened=opened())  # type: ignore[arg-type]


@blueprint.get("/api/feeds/<uuid:feed_id>/changes")
@allow(*TRIAGE, answers=Changes, locked=True, reads=True, query=("after",))
def get_changes(ctx: Context, feed_id: UUID) -> Changes:
    """What moved in one feed after `?after=N`. 410 `resync`: fetch the board again."""
    after = request.args.get("after", "")
    if not (after.isascii() and after.isdigit() and len(after) <= DIGITS):
        raise Invalid({"after": "Send the number you have."}, {"after": "번호를 보내세요."})
    return feeds.changes(ctx, feed_id, int(after), locked=ctx.actor.locked)


@blueprint.get("/api/alerts/<uuid:alert_id>")
@allow(*TRIAGE, answers=AlertDetail, locked=True)
def get_alert(ctx: Context, alert_id: UUID) -> AlertDetail:
    """One alert with the person and what was agreed; leaves a view entry."""
    return one_alert.detail(
        ctx, alert_id, purpose=purpose(), locked=ctx.actor.locked, opened=opened()
    )


@blueprint.post("/api/alerts/<uuid:alert_id>/claim")
@allow(*TRIAGE, body=VersionAsked, answers=VerbAnswer)
def claim(ctx: Context, alert_id: UUID, body: VersionAsked) -> VerbAnswer:
    """Claim an open alert. 409 `overtaken` names who was faster."""
    claimed = triage.claim(ctx, alert_id, body.version)
    return VerbAnswer(
        row=boards.row(ctx, alert_id),
        lease_token=claimed.lease_token,
        undo_until=claimed.undo_until,
    )


@blueprint.post("/api/alerts/<uuid:alert_id>/release")
@allow(*TRIAGE, body=StandAsked, answers=VerbAnswer)
def release(ctx: Context, alert_id: UUID, body: StandAsked) -> VerbAnswer:
    """Give a claimed alert back to the board."""
    triage.release(ctx, alert_id, body.version, body.lease_token)
    return VerbAnswer(row=boards.row(ctx, alert_id))


@blueprint.post("/api/alerts/<uuid:alert_id>/hold")
@allow(*TRIAGE, body=HoldAsked, answers=VerbAnswer)
def hold(ctx: Context, alert_id: UUID, body: HoldAsked) -> VerbAnswer:
    """Hold a claimed alert until help is expected."""
    triage.hold(ctx, alert_id, body.version, body.lease_token, body.until, body.reason)
    return VerbAnswer(row=boards.row(ctx, alert_id), lease_token=body.lease_token)


@blueprint.post("/api/alerts/<uuid:alert_id>/resolve")
@allow(*TRIAGE, body=ResolveAsked, answers=VerbAnswer)
def resolve(ctx: Context, alert_id: UUID, body: ResolveAsked) -> VerbAnswer:
    """Finish an alert with its outcome; P1 and P2 say how the person was verified."""
    outcome, verified = _outcome(body.outcome), _verified(body.verified)
    if body.note.strip():
        triage.note(ctx, alert_id, triage.Written(body.note), body.lease_token)
    done = triage.resolve(ctx, alert_id, body.version, body.lease_token, outcome, verified)
    return VerbAnswer(
        row=boards.row(ctx, alert_id), lease_token=done.lease_token, undo_until=done.undo_until
    )


@blueprint.post("/api/alerts/<uuid:alert_id>/close")
@allow(*TRIAGE, body=VersionAsked, answers=VerbAnswer)
def close(ctx: Context, alert_id: UUID, body: VersionAsked) -> VerbAnswer:
    """Close a resolved alert for good."""
    triage.close(ctx, alert_id, body.version)
    return VerbAnswer(row=boards.row(ctx, alert_id))


@blueprint.post("/api/alerts/<uuid:alert_id>/undo")
@allow(*TRIAGE, body=StandAsked, answers=VerbAnswer)
def undo(ctx: Context, alert_id: UUID, body: StandAsked) -> VerbAnswer:
    """Take one's own claim or resolution back, within 8 s."""
    triage.undo(ctx, alert_id, body.version, body.lease_token)
    row = boards.row(ctx, alert_id)
    return VerbAnswer(row=row, lease_token=body.lease_token if row.mine else None)


@blueprint.post("/api/alerts/<uuid:alert_id>/notes")
@allow(*TRIAGE, body=NoteAsked, answers=VerbAnswer)
def note(ctx: Context, alert_id: UUID, body: NoteAsked) -> VerbAnswer:
    """Write a note or the record of a call; the owner's renews the lease."""
    written = triage.Written(body.text, NoteKind(body.kind), body.result, body.contact_id)
    triage.note(ctx, alert_id, written, body.lease_token)
    return VerbAnswer(row=boards.row(ctx, alert_id), lease_token=body.lease_token)


@blueprint.post("/api/alerts/<uuid:alert_id>/hand-over")
@allow(*TRIAGE, body=HandOverAsked, answers=VerbAnswer)
def hand_over(ctx: Context, alert_id: UUID, body: HandOverAsked) -> VerbAnswer:
    """Give a claimed alert to a colleague."""
    triage.hand_over(ctx, alert_id, body.version, body.lease_token, body.to)
    return VerbAnswer(row=boards.row(ctx, alert_id))


@blueprint.post("/api/alerts/<uuid:alert_id>/reveal")
@allow(*TRIAGE, body=RevealAsked, answers=Revealed)
def reveal(ctx: Context, alert_id: UUID, body: RevealAsked) -> Revealed:
    """Show one masked telephone number; leaves an entry."""
    return Revealed(phone=desk.reveal_phone(ctx, alert_id, body.contact_id))


@blueprint.get("/api/colleagues")
@allow(*TRIAGE, answers=Colleagues, reads=True)
def get_colleagues(ctx: Context) -> Colleagues:
    """Who may take an alert over."""
    return Colleagues(rows=desk.colleagues(ctx))


@blueprint.get("/api/incidents")
@allow(*TRIAGE, answers=Incidents, locked=True, reads=True)
def get_incidents(ctx: Context) -> Incidents:
    """Area outages, open ones first."""
    return Incidents(rows=boards.incidents(ctx))


@blueprint.post("/api/incidents/<uuid:incident_id>/close")
@allow(*TRIAGE, body=VersionAsked, answers=Done)
def close_incident(ctx: Context, incident_id: UUID, body: VersionAsked) -> Done:
    """Close an outage; the alerts of its homes stay where they are."""
    outages.close(ctx, incident_id, body.version)
    return Done()


def purpose() -> str:
    """Why a record is opened: the word the screen sends, "care" without one."""
    said = request.headers.get("X-Purpose", "care")
    return said if said in PURPOSES else "care"


def _outcome(word: str) -> Outcome:
    try:
        return Outcome(word)
    except ValueError:
        raise Invalid(
            {"outcome": "Choose an outcome."}, {"outcome": "조치 결과를 고르세요."}
        ) from None


def _verified(word: str | None) -> Verified | None:
    if word is None:
        return None
    try:
        return Verified(word)
    except ValueError:
        raise Invalid(
            {"verified": "Say how the person was verified."},
            {"verified": "대상자를 어떻게 확인했는지 고르세요."},
        ) from None
