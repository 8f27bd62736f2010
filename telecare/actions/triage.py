"""Triage: what a caseworker does with an alert on the board.

Every move is one UPDATE that names the version, the state and (once claimed) the lease token
it was read with (I2, I3): of two people who press at once exactly one wins, and the other is
told who was first. No action commits: the door owns the transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from telecare.actions import asked, leases, looking, outbox
from telecare.actions.outbox import Call
from telecare.care.alert import (
    HOLD_MARGIN,
    LEASE,
    OWNED_STATES,
    UNDO_WITHIN,
    Move,
    Outcome,
    State,
    Verified,
    after,
    may_hold,
    may_resolve,
)
from telecare.care.facts import Sentence, Severity
from telecare.care.life import IllegalMove as NoSuchMove
from telecare.errors import IllegalMove, Invalid, LeaseLost, Overtaken
from telecare.records import alerts, audit, emergency_calls, feeds, prechecks, watching
from telecare.records.context import Context
from telecare.records.notes import Note, NoteKind
from telecare.records.staff import Staff

ALERTS = alerts.ALERTS
FREE: Final[Mapping[str, object]] = {
    "owner_id": None,
    "lease_until": None,
    "lease_token": None,
    "expected_by": None,
    "hold_reason": None,
}


@dataclass(frozen=True, slots=True)
class Claimed:
    """What the new owner gets. The token is shown to nobody else."""

    version: int
    lease_token: UUID
    lease_until: datetime
    undo_until: datetime


def claim(ctx: Context, alert_id: UUID, version: int) -> Claimed:
    """Make the actor the owner of an open alert; the escalation pauses, evaluation does not.

    Raises:
        NotYours: No such alert among those the actor may see.
        IllegalMove: It cannot be claimed from where it stands.
        Overtaken: Somebody was faster, or the version is old; names the owner.
    """
    alert = _read(ctx, alert_id, version)
    state = state_after(alert, Move.CLAIM)
    lease_until = ctx.now + LEASE[alert.severity]
    values = {
        "state": state,
        "owner_id": ctx.actor.staff_id,
        "lease_token": uuid4(),
        "lease_until": lease_until,
        "epoch": alert.epoch + 1,
        "first_human_at": alert.first_human_at or ctx.now,
        "due_at": leases.next_mark(alert.severity, state, lease_until, ctx.now),
        **_undo(ctx, alert, "state", "step_no", "loop_no", "due_at", "first_human_at"),
    }
    move(ctx, alert, values, "alert.claimed")
    return _claimed(alert, values)


def renew(ctx: Context, alert_id: UUID, lease_token: UUID) -> None:
    """Lengthen the lease because its owner is at work; a hold keeps the time it was given."""
    alert = owned(ctx, alert_id, lease_token)
    _renew(ctx, alert)


def release(ctx: Context, alert_id: UUID, version: int, lease_token: UUID) -> None:
    """Give the alert back: it is open again and its escalation goes on with the next step."""
    alert = owned(ctx, alert_id, lease_token, version)
    values = {
        "state": state_after(alert, Move.RELEASE),
        "epoch": alert.epoch + 1,
        "due_at": ctx.now,
        "undo_until": None,
        "undo_from": None,
        **FREE,
    }
    move(ctx, alert, values, "alert.released")


def hold(
    ctx: Context, alert_id: UUID, version: int, lease_token: UUID, until: datetime, reason: str
) -> None:
    """Put a claimed alert on hold until help is expected; its lease ends ten minutes later.

    Raises:
        IllegalMove: It is not claimed, or it is a P1, which is never put on hold.
        Invalid: `until` is past or more than three days ahead, or `reason` is no known word.
    """
    alert = owned(ctx, alert_id, lease_token, version)
    if not may_hold(alert.severity):
        raise IllegalMove(why="a P1 is never on hold")
    asked.check_hold(ctx.now, until, reason)
    state = state_after(alert, Move.HOLD)
    lease_until = until + HOLD_MARGIN
    values = {
        "state": state,
        "expected_by": until,
        "hold_reason": reason,
        "lease_until": lease_until,
        "due_at": leases.next_mark(alert.severity, state, lease_until, ctx.now),
        "undo_until": None,
        "undo_from": None,
    }
    move(ctx, alert, values, "alert.held", reason=reason)


def resolve(
    ctx: Context,
    alert_id: UUID,
    version: int,
    lease_token: UUID,
    outcome: Outcome,
    verified: Verified | None,
) -> Claimed:
    """Finish an alert with its outcome; a P1 or P2 also says how the person was verified (I16).

    Raises:
        Invalid: The outcome needs a verification it does not have.
    """
    alert = owned(ctx, alert_id, lease_token, version)
    if missing := may_resolve(alert.severity, outcome, verified):
        raise Invalid({missing: _MISSING[missing].en}, {missing: _MISSING[missing].ko})
    values: dict[str, object] = {
        "state": state_after(alert, Move.RESOLVE),
        "outcome": outcome,
        "resolved_at": ctx.now,
        "resolved_by": ctx.actor.staff_id,
        "due_at": None,
        "epoch": alert.epoch + 1,
        **_undo(ctx, alert, *_VERIFIED),
    }
    if verified is not None:
        values |= {
            "person_verified_at": ctx.now,
            "person_verified_by": ctx.actor.staff_id,
            "person_verified_how": verified,
        }
    _judge_again(
        ctx, alert.resident_id
    )  # first: a judge locks watch, alert, feed in this order
    move(ctx, alert, values, "alert.resolved", outcome=outcome, verified=verified)
    return _claimed(alert, values)


def close(ctx: Context, alert_id: UUID, version: int) -> None:
    """Close a resolved alert for good; nothing moves it again."""
    alert = _read(ctx, alert_id, version)
    values = {
        "state": state_after(alert, Move.CLOSE),
        "closed_at": ctx.now,
        "lease_token": None,
        "undo_until": None,
        "undo_from": None,
    }
    move(ctx, alert, values, "alert.closed")


def undo(ctx: Context, alert_id: UUID, version: int, lease_token: UUID) -> None:
    """Take the actor's own claim or resolution back, within 8 s and with the same token.

    A claim undone stands at the same escalation step as before, or asks the resident on; a
    resolution undone is claimed again with a full lease.

    Raises:
        IllegalMove: The 8 s are over, or there is nothing of the actor's to undo.
    """
    alert = _read(ctx, alert_id, version)
    if alert.lease_token != lease_token:
        raise LeaseLost
    if alert.undo_until is None or ctx.now > alert.undo_until:
        raise IllegalMove(why="the time to undo is over")
    resolved = alert.state is State.RESOLVED
    if (alert.resolved_by if resolved else alert.owner_id) != ctx.actor.staff_id:
        raise IllegalMove(why="only the one who did it may undo it")
    values = _before_resolve(ctx, alert) if resolved else _before_claim(ctx, alert)
    try:
        move(ctx, alert, values, "alert.undone", was=alert.state)
    except IntegrityError as error:  # a new episode of the class has opened meanwhile (I1)
        raise Overtaken from error
    if not resolved:
        outbox.carry_on(ctx.db, alert.id, was=alert.epoch - 1, now_is=alert.epoch + 1)


def hand_over(ctx: Context, alert_id: UUID, version: int, lease_token: UUID, to: UUID) -> None:
    """Give a claimed alert to a colleague, with a new token and a full lease; they are told."""
    give(ctx, owned(ctx, alert_id, lease_token, version), to)


def give(ctx: Context, alert: Row[Any], to: UUID, *, promise: datetime | None = None) -> None:
    """Change the owner of an alert that stands as it was read, in one UPDATE; they are told.

    `promise` is when help was promised by and still is; None: nothing is promised any more.

    Raises:
        Invalid: `to` may not have it.
        Overtaken: It moved since it was read.
    """
    alerts.colleague(ctx, alert, to)
    lease_until = ctx.now + LEASE[alert.severity]
    state = state_after(alert, Move.HAND_OVER)
    values: dict[str, Any] = {
        "state": state,
        "owner_id": to,
        "lease_token": uuid4(),
        "lease_until": lease_until,
        "epoch": alert.epoch + 1,
        "expected_by": promise,
        "hold_reason": None,
        "undo_until": None,
        "undo_from": None,
        "due_at": leases.next_mark(alert.severity, state, lease_until, ctx.now),
    }
    if to != ctx.actor.staff_id:  # who takes it by their own act has it before them
        values |= looking.asked(alert.policy, alert.severity, values["due_at"], ctx.now)
    move(ctx, alert, values, "alert.handed_over", to=to)
    call = Call(alert.id, alert.severity, alert.epoch + 1, alert.loop_no, "handover")
    outbox.tell_persons(ctx.db, call, ["owner"], ctx.now)


@dataclass(frozen=True, slots=True)
class Written:
    """What a person writes down: a note, or a call that was tried with its result."""

    text: str
    kind: NoteKind = NoteKind.NOTE
    result: str | None = None
    contact_id: UUID | None = None


def note(
    ctx: Context, alert_id: UUID, written: Written, lease_token: UUID | None = None
) -> UUID:
    """Write a note or a call record, sealed; the owner's renews the lease.

    A stale token may still write (I3): what was seen is never lost, it just moves nothing.
    """
    alert = alerts.one_for(ctx, alert_id)
    asked.check_note(written.text, written.kind, written.result)
    note_id = add_note(ctx, alert, written)
    if holds(ctx, alert, lease_token):
        _renew(ctx, alert)
    elif alert.owner_id == ctx.actor.staff_id:
        note_human(ctx, alert)
    tell(ctx, alert, f"alert.{written.kind}", result=written.result)
    return note_id


_MISSING: Final = {
    "outcome": Sentence("조치 결과를 고르세요.", "Choose an outcome."),
    "verified": Sentence(
        "대상자를 어떻게 확인했는지 고르세요.", "Say how the person was verified."
    ),
}
_VERIFIED: Final = ("person_verified_at", "person_verified_by", "person_verified_how")


def _read(ctx: Context, alert_id: UUID, version: int) -> Row[Any]:
    alert = alerts.one_for(ctx, alert_id)
    if alert.version != version:
        raise _overtaken(ctx, alert)
    return alert


def owned(
    ctx: Context, alert_id: UUID, lease_token: UUID, version: int | None = None
) -> Row[Any]:
    """Return the alert if the actor's lease is the current one (I3)."""
    alert = alerts.one_for(ctx, alert_id)
    if not holds(ctx, alert, lease_token):
        raise LeaseLost(owner=_owner(ctx, alert))
    if version is not None and alert.version != version:
        raise _overtaken(ctx, alert)
    return alert


def holds(ctx: Context, alert: Row[Any], lease_token: UUID | None) -> bool:
    """Whether the actor owns the alert by this token, and it has not run out (I3)."""
    current = alert.state in OWNED_STATES and alert.lease_token == lease_token
    return current and alert.owner_id == ctx.actor.staff_id


def state_after(alert: Row[Any], move: Move) -> State:
    """Return where `move` takes the alert, or raise `IllegalMove`."""
    try:
        return after(alert.state, move)
    except NoSuchMove as error:
        raise IllegalMove(state=alert.state, move=move) from error


def move(
    ctx: Context,
    read: Row[Any],
    values: Mapping[str, object],
    what: str,
    **facts: Any,  # noqa: ANN401 - ids, numbers and words, as `audit.write` takes them
) -> None:
    """Move the row if it still stands where it was read, with its audit entry and feed number.

    A lease token changes only together with the version, so the version fences both (I3).
    Where the owner had not acted yet since it became a P1, this is their act (I19).

    Raises:
        Overtaken: It does not; names who has it now.
    """
    if read.state in OWNED_STATES and read.first_human_at is None:
        values = {"first_human_at": ctx.now} | dict(values)
    if not alerts.move(ctx.db, read.id, read.version, [read.state], values):
        raise _overtaken(ctx, alerts.one_for(ctx, read.id))
    tell(ctx, read, what, **facts)


def tell(
    ctx: Context,
    alert: Row[Any],
    what: str,
    **facts: Any,  # noqa: ANN401 - ids, numbers and words, as `audit.write` takes them
) -> None:
    """Leave the audit entry of an act about an alert, and the number of its feed."""
    audit.write(
        ctx.db, ctx.actor, what, at=ctx.now, resident=alert.resident_id, alert=alert.id,
        organisation=alert.organisation_id, **facts,
    )  # fmt: skip
    _announce(ctx, alert)


def note_human(ctx: Context, alert: Row[Any]) -> None:
    """Stop the clock of this wait, should it still run; no transition: the version stays."""
    if alert.first_human_at is None:
        ctx.db.execute(
            update(ALERTS)
            .where(ALERTS.c.id == alert.id, ALERTS.c.wait_no == alert.wait_no)
            .where(ALERTS.c.first_human_at.is_(None))
            .values(first_human_at=ctx.now)
        )


def _renew(ctx: Context, read: Row[Any]) -> None:
    """Not a transition, so the version stays: a note must not overtake its own writer.

    The row is held first: a judge may be making a P1 of it, with a deadline of its own.
    """
    held = select(ALERTS).where(ALERTS.c.id == read.id).with_for_update()
    alert = ctx.db.execute(held).one()
    if alert.version != read.version:
        return  # it has moved: the deadline it has now stays
    lease_until = max(alert.lease_until, ctx.now + LEASE[alert.severity])
    due_at = leases.next_mark(alert.severity, alert.state, lease_until, ctx.now)
    ctx.db.execute(
        update(ALERTS)
        .where(ALERTS.c.id == alert.id, ALERTS.c.lease_token == alert.lease_token)
        .where(ALERTS.c.state == alert.state)
        .values(lease_until=lease_until, due_at=due_at)
    )
    note_human(ctx, alert)


def _undo(ctx: Context, alert: Row[Any], *names: str) -> dict[str, object]:
    """Keep what an undo puts back, in JSON's own values."""
    kept = {name: _to_json(getattr(alert, name)) for name in names}
    return {"undo_until": ctx.now + UNDO_WITHIN, "undo_from": kept}


def _before_claim(ctx: Context, alert: Row[Any]) -> dict[str, object]:
    kept = alert.undo_from
    human_at = _instant(kept["first_human_at"])
    back, due_at = Move.UNDO_CLAIM, _instant(kept["due_at"])
    if kept.get("state") == State.PRECHECK:
        back, due_at = _asks_on(ctx, alert, due_at)
    return {
        "state": state_after(alert, back),
        "epoch": alert.epoch + 1,
        "step_no": kept["step_no"],
        "loop_no": kept["loop_no"],
        "due_at": due_at,
        "first_human_at": human_at
        or emergency_calls.first_told(ctx.db, alert.id, alert.first_signal_received_at),
        "undo_until": None,
        "undo_from": None,
        **FREE,
    }


def _asks_on(
    ctx: Context, alert: Row[Any], answer_by: datetime | None
) -> tuple[Move, datetime | None]:
    """Say whether the resident is asked on, and until when; else people are told at once."""
    results = {one.result for one in prechecks.of_alert(ctx.db, alert.id)}
    if alert.severity is Severity.P1 or results & prechecks.HEARD:
        return Move.UNDO_CLAIM, ctx.now
    return Move.UNDO_EARLY_CLAIM, answer_by if None in results else ctx.now


def _before_resolve(ctx: Context, alert: Row[Any]) -> dict[str, object]:
    kept = alert.undo_from
    state = state_after(alert, Move.UNDO_RESOLVE)
    lease_until = ctx.now + LEASE[alert.severity]
    by, how = kept["person_verified_by"], kept["person_verified_how"]
    _judge_again(ctx, alert.resident_id)
    return {
        "state": state,
        "epoch": alert.epoch + 1,
        "outcome": None,
        "resolved_at": None,
        "resolved_by": None,
        "person_verified_at": _instant(kept["person_verified_at"]),
        "person_verified_by": UUID(by) if by else None,
        "person_verified_how": Verified(how) if how else None,
        "lease_until": lease_until,
        "expected_by": None,
        "hold_reason": None,
        "due_at": leases.next_mark(alert.severity, state, lease_until, ctx.now),
        "undo_until": None,
        "undo_from": None,
    }


def _to_json(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _judge_again(ctx: Context, resident_id: UUID) -> None:
    """What a human verified changes the facts: the resident is judged at once."""
    watching.mark(ctx.db, resident_id, at=ctx.now)


def _claimed(read: Row[Any], values: Mapping[str, Any]) -> Claimed:
    """Return what the owner holds after the move that set `values`."""
    return Claimed(
        version=read.version + 1,
        lease_token=values.get("lease_token", read.lease_token),
        lease_until=values.get("lease_until", read.lease_until),
        undo_until=values["undo_until"],
    )


def _owner(ctx: Context, alert: Row[Any]) -> dict[str, str] | None:
    """Return who has the alert, for the screen of the one who came too late."""
    if alert.owner_id is None:
        return None
    sealed = ctx.db.scalars(select(Staff.name).where(Staff.id == alert.owner_id)).one()
    name = ctx.ring.read(sealed, table="staff", column="name", row=alert.owner_id)
    return {"id": str(alert.owner_id), "name": name}


def add_note(ctx: Context, alert: Row[Any], written: "Written") -> UUID:
    """Keep a note about an alert, sealed; of no person's when the service wrote it down."""
    note_id = uuid4()
    subject = ("resident", alert.resident_id)
    sealed = ctx.ring.seal(subject, written.text, table="note", column="text", row=note_id)
    row = {
        "id": note_id, "alert_id": alert.id, "resident_id": alert.resident_id,
        "kind": written.kind, "result_code": written.result, "contact_id": written.contact_id,
        "text": sealed, "by": ctx.actor.staff_id, "at": ctx.now,
    }  # fmt: skip
    ctx.db.execute(insert(Note), row)
    return note_id


def _overtaken(ctx: Context, alert: Row[Any]) -> Overtaken:
    return Overtaken(owner=_owner(ctx, alert), state=str(alert.state), version=alert.version)


def _announce(ctx: Context, alert: Row[Any]) -> None:
    feeds.announce(
        ctx.db, alert.organisation_id, "alert", alert_id=alert.id,
        resident_id=alert.resident_id, at=ctx.now,
    )  # fmt: skip
