"""Hooks: what a message service tells of a message, taken once and believed by its signature.

Each kind of message has its own handler of results; a pre-check's moves the pre-check, an
alert's claims the alert when its person presses 1. A handler answers with a word the service
may read out ("claimed", "taken").
"""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Row, select, update
from sqlalchemy.dialects import postgresql, sqlite

from telecare.actions import escalating, links, outbox, prechecks, sending, triage
from telecare.errors import IllegalMove, Invalid, NotYours, Overtaken, Refused
from telecare.link_errors import BadHook, UnknownMessage
from telecare.protocol import hooks
from telecare.protocol.hooks import Result
from telecare.records import addresses, audit, providers
from telecare.records.actor import Actor
from telecare.records.alerts import ALERTS, CLAIMING_ROLES
from telecare.records.context import Context
from telecare.records.notifications import NOTICES, About, NotificationState
from telecare.records.organisations import Organisation
from telecare.records.providers import EVENTS
from telecare.records.staff import Staff

CLAIM: Final = "1"
EVENT_CHARS: Final = 80
OPEN_ENDED: Final = (NotificationState.SENT, NotificationState.ACCEPTED)
Handler = Callable[[Context, Row[Any], str, str], str]


def take(ctx: Context, provider_id: UUID, headers: Mapping[str, str], body: bytes) -> str:
    """Take one signed report; return what to say to it. The same report again says the same.

    Raises:
        BadHook: No such provider, or the signature or its time is wrong.
        Invalid: It is no report.
        UnknownMessage: No such message went through this provider.
    """
    provider = providers.named(ctx.db, provider_id)
    if provider is None:
        raise BadHook
    secret = sending.open_line(ctx, provider).secret
    if not secret or not hooks.holds(secret, headers, body, int(ctx.now.timestamp())):
        raise BadHook
    report = _report(body)
    notice = _notice(ctx, provider_id, report)
    said_before = _once(ctx, provider_id, report, notice.id)
    if said_before is not None:
        return said_before
    said = _apply(ctx, notice, report)
    mine = (EVENTS.c.provider_id == provider_id) & (EVENTS.c.event == report.event)
    ctx.db.execute(update(EVENTS).where(mine).values(said=said))
    audit.write(
        ctx.db, ctx.actor, "message.reported", at=ctx.now, alert=notice.alert_id,
        organisation=provider.organisation_id, notification=notice.id, channel=notice.channel,
        about=notice.about, result=report.result, said=said,
    )  # fmt: skip
    return said


def hook_result(ctx: Context, notice: Row[Any], result: str, key: str) -> str:
    """Hand a result to who asked for it: the seam by which another kind of message listens.

    Args:
        ctx: The service's context, in the report's own transaction.
        notice: The notification's row as it stood before this report.
        result: One of `hooks.RESULTS`.
        key: What was pressed, with the result "key".
    """
    handler = HANDLERS.get(notice.about)
    return "noted" if handler is None else handler(ctx, notice, result, key)


def _apply(ctx: Context, notice: Row[Any], report: Result) -> str:
    match report.result:
        case "delivered" | "answered":
            _stands(ctx, notice, NotificationState.DELIVERED, report.result)
        case "key":
            links.read(ctx, notice.id, notice.address_id)
        case _:
            _came_to_nothing(ctx, notice, report.result)
    return hook_result(ctx, notice, report.result, report.key)


def _stands(ctx: Context, notice: Row[Any], state: NotificationState, result: str) -> bool:
    moved = ctx.db.execute(
        update(NOTICES)
        .where(NOTICES.c.id == notice.id, NOTICES.c.state.in_(OPEN_ENDED))
        .values(state=state, result=result, answered_at=ctx.now)
        .returning(NOTICES.c.id)
    )
    return moved.first() is not None


def _came_to_nothing(ctx: Context, notice: Row[Any], result: str) -> None:
    """A call nobody took, or a message that did not arrive: the step may be over with it."""
    if not _stands(ctx, notice, NotificationState.FAILED, result):
        return
    if result == "failed" and notice.address_id is not None:
        addresses.failed(ctx.db, notice.address_id, result, ctx.now, for_good=False)
    if notice.alert_id is not None and notice.step_no != outbox.REMINDER:
        escalating.fall_through(ctx.db, outbox.one(ctx.db, notice.id), ctx.now)


def _claim(ctx: Context, notice: Row[Any], result: str, key: str) -> str:
    """Make the person who pressed 1 the owner of what the message told; who was first wins."""
    if result != "key" or key != CLAIM or notice.staff_id is None:
        return "noted"
    actor = _person(ctx, notice.staff_id)
    if actor is None:
        return "not_possible"
    as_them = Context(ctx.db, ctx.ring, actor, ctx.now)
    told = (NOTICES.c.id == notice.id) | (NOTICES.c.bundle_id == notice.id)
    alerts = ctx.db.execute(
        select(ALERTS.c.id, ALERTS.c.version, ALERTS.c.owner_id)
        .join(NOTICES, NOTICES.c.alert_id == ALERTS.c.id)
        .where(told)
        .order_by(ALERTS.c.severity, ALERTS.c.id)
    ).all()
    said = [_claim_one(as_them, row) for row in alerts]
    return next((word for word in ("claimed", "yours", "taken") if word in said), "over")


def _claim_one(ctx: Context, alert: Any) -> str:  # noqa: ANN401 - id, version, owner
    if alert.owner_id is not None:
        return "yours" if alert.owner_id == ctx.actor.staff_id else "taken"
    try:
        with ctx.db.begin_nested():
            triage.claim(ctx, alert.id, alert.version)
    except Overtaken:
        return "taken"
    except (IllegalMove, NotYours, Refused):
        return "over"
    return "claimed"


def _test(ctx: Context, notice: Row[Any], result: str, key: str) -> str:
    """A key pressed in a test call confirms the number; `links.read` has done it."""
    del ctx, notice, key
    return "confirmed" if result == "key" else "noted"


HANDLERS: Final[dict[About, Handler]] = {
    About.ALERT: _claim,
    About.TEST: _test,
    About.PRECHECK: prechecks.by_telephone,
}


def _person(ctx: Context, staff_id: UUID) -> Actor | None:
    """Return a staff member as who acts; None: their account has ended or claims nothing."""
    row = ctx.db.execute(
        select(Staff.id, Staff.role, Staff.organisation_id, Organisation.path)
        .join(Organisation, Organisation.id == Staff.organisation_id)
        .where(Staff.id == staff_id, Staff.ended_at.is_(None))
        .where(Staff.role.in_(CLAIMING_ROLES))
    ).first()
    if row is None:
        return None
    return Actor(row.id, row.role, row.organisation_id, row.path, session_strong=True)


def _report(body: bytes) -> Result:
    try:
        report = msgspec.json.decode(body, type=Result)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Invalid(
            {"body": "Send event, notification and result as the contract says."},
            {"body": "계약에 맞게 event, notification, result를 보내세요."},
        ) from None
    if not 1 <= len(report.event) <= EVENT_CHARS or "\x00" in report.event:
        raise Invalid(
            {"event": f"1 to {EVENT_CHARS} characters."}, {"event": f"1~{EVENT_CHARS}자"}
        )
    return report


def _notice(ctx: Context, provider_id: UUID, report: Result) -> Row[Any]:
    try:
        notification_id = UUID(report.notification)
    except ValueError:
        raise UnknownMessage from None
    through_it = NOTICES.c.provider_id == provider_id
    row = ctx.db.execute(
        select(NOTICES).where(NOTICES.c.id == notification_id, through_it)
    ).first()
    if row is None:
        raise UnknownMessage
    return row


def _once(ctx: Context, provider_id: UUID, report: Result, notification_id: UUID) -> str | None:
    """Keep that this report came; None: for the first time, else what it was answered."""
    on_postgres = ctx.db.get_bind().dialect.name == "postgresql"
    build = postgresql.insert if on_postgres else sqlite.insert
    values = {
        "provider_id": provider_id, "event": report.event, "received_at": ctx.now,
        "notification_id": notification_id, "result": report.result, "said": "noted",
    }  # fmt: skip
    adding = build(EVENTS).values(values).on_conflict_do_nothing().returning(EVENTS.c.event)
    if ctx.db.execute(adding).first() is not None:
        return None
    mine = (EVENTS.c.provider_id == provider_id) & (EVENTS.c.event == report.event)
    said: str = ctx.db.execute(select(EVENTS.c.said).where(mine)).scalar_one()
    return said
