"""Moving a call: what every verb, every deadline and every word of the media process shares."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Row, insert, select, update

from telecare.actions import leases
from telecare.call_errors import CallOver
from telecare.care.alert import LEASE, OWNED_STATES
from telecare.care.consultation import (
    OUTCOMES,
    Move,
    Outcome,
    State,
    after,
    due_at,
)
from telecare.care.life import IllegalMove
from telecare.errors import KeyDestroyed, Overtaken
from telecare.records import audit, consultations, feeds
from telecare.records.alerts import ALERTS
from telecare.records.context import Context
from telecare.records.notes import Note, NoteKind

WHAT: Final[Mapping[Move, str]] = MappingProxyType(  # the word of the audit entry
    {
        Move.RING: "call.rung",
        Move.ANSWER: "call.answered",
        Move.AUTO_ANSWER: "call.auto_answered",
        Move.CONNECT: "call.connected",
        Move.LOSE: "call.lost",
        Move.RETURN: "call.back",
    }
)
ENDED: Final = "call.ended"  # of every other move; its fact `outcome` says how


def move(ctx: Context, call: Row[Any], made: Move, **values: object) -> None:
    """Move a call that was read under lock, with its entry, its result and its bells.

    Args:
        ctx: Who moves it, and when.
        call: As it was read.
        made: What happens to it.
        values: Columns that change besides the state and what follows from it.

    Raises:
        CallOver: The table has no such move from where the call stands.
        Overtaken: It no longer stands there.
    """
    try:
        state = after(call.state, made)
    except IllegalMove as error:
        raise CallOver(state=call.state, move=made) from error
    moved = {**dict(call._mapping), "state": state, **values}  # noqa: SLF001 - SQLAlchemy's public name
    if state is State.ANSWERED and call.state is State.RINGING:
        moved["answered_at"] = ctx.now
    if state is State.CONNECTED and call.state is State.ANSWERED:
        moved["connected_at"] = ctx.now
    if state is State.ENDED:
        moved |= {
            "outcome": OUTCOMES[made],
            "ended_at": ctx.now,
            "ended_by": ctx.actor.staff_id,
        }
    moved["due_at"] = due(moved, ctx.now)
    change(ctx, call, {name: moved[name] for name in MOVABLE | values.keys()})
    if state is State.ENDED:
        log_result(ctx, call, OUTCOMES[made])
    tell(ctx, call, WHAT.get(made, ENDED), move=made, outcome=moved["outcome"])


def change(ctx: Context, call: Row[Any], values: Mapping[str, object]) -> None:
    """Change a call that still stands where it was read.

    Raises:
        Overtaken: It does not.
    """
    if not consultations.move(ctx.db, call, values):
        raise Overtaken(call=call.id)


def due(call: Mapping[str, Any], now: datetime) -> datetime | None:
    """Return when a call with these columns has waited enough; None: it has ended."""
    since = {
        State.RINGING: call["rung_at"],
        State.ANSWERED: call["answered_at"],
        State.CONNECTED: call["connected_at"],
        State.ENDED: now,
    }[call["state"]]
    away = [at for at in (call["caller_away_at"], call["resident_away_at"]) if at is not None]
    return due_at(call["state"], since, min(away, default=None), now)


def tell(
    ctx: Context,
    call: Row[Any],
    what: str,
    **facts: Any,  # noqa: ANN401 - ids, numbers and words, as `audit.write` takes them
) -> None:
    """Write the entry, number the change and ring the bells: the last words of an action."""
    audit.write(
        ctx.db, ctx.actor, what, at=ctx.now, resident=call.resident_id, alert=call.alert_id,
        organisation=call.organisation_id, purpose=str(call.purpose), call=call.id, **facts,
    )  # fmt: skip
    feeds.announce(
        ctx.db, call.organisation_id, "resident" if call.alert_id is None else "alert",
        alert_id=call.alert_id, resident_id=call.resident_id, at=ctx.now,
    )  # fmt: skip
    consultations.ring_bells(ctx.db, call.id, call.device_id)


def log_result(ctx: Context, call: Row[Any], outcome: Outcome, words: str = "") -> None:
    """Write how a call ended into the alert it was made from; a care call has its own note.

    The note's contact is the tablet: it was neither the home's telephone nor a relative's.
    """
    if call.alert_id is None:
        return
    note_id = uuid4()
    subject = ("resident", call.resident_id)
    try:
        sealed = ctx.ring.seal(subject, words, table="note", column="text", row=note_id)
    except KeyDestroyed:
        return  # the resident was erased while it rang: the call ends all the same
    ctx.db.execute(
        insert(Note).values(
            id=note_id, alert_id=call.alert_id, resident_id=call.resident_id,
            kind=NoteKind.CALL, result_code=outcome.value, contact_id=call.device_id,
            text=sealed, by=call.caller_id, at=ctx.now,
        )
    )  # fmt: skip


def renew_lease(ctx: Context, alert_id: UUID | None, caller_id: UUID) -> None:
    """Lengthen the lease of the alert a call is made from: its owner is at work on it."""
    alert = ctx.db.execute(
        select(ALERTS)
        .where(ALERTS.c.id == alert_id)
        .where(ALERTS.c.owner_id == caller_id)
        .where(ALERTS.c.state.in_(OWNED_STATES))
        .with_for_update()
    ).first()
    if alert is None:
        return
    lease_until = max(alert.lease_until, ctx.now + LEASE[alert.severity])
    due_mark = leases.next_mark(alert.severity, alert.state, lease_until, ctx.now)
    ctx.db.execute(
        update(ALERTS)
        .where(ALERTS.c.id == alert.id, ALERTS.c.lease_token == alert.lease_token)
        .where(ALERTS.c.state == alert.state)
        .values(lease_until=lease_until, due_at=due_mark)
    )


MOVABLE: Final = frozenset(
    {"state", "due_at", "answered_at", "connected_at", "ended_at", "ended_by", "outcome"}
)
