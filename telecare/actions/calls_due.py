"""What moves a call when nobody presses anything: its deadlines, and the media process."""

import logging
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, Row

from telecare.actions import call_moves
from telecare.actions.call_moves import move
from telecare.care.consultation import LONGEST, Move, Presence, Side, State, hang_up, when_due
from telecare.db.engine import reading, transaction
from telecare.protocol.media import MediaEvent
from telecare.records import consultations, sessions
from telecare.records.actor import SERVICE
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.vault.vault import Vault

log = logging.getLogger(__name__)


def end_due(engine: Engine, vault: Vault, now: datetime) -> int:
    """End every call that has waited enough or has lost its right; return how many.

    The right goes with the tablet taken out of service and with the caller's account, role or
    scope: whoever may not look at a resident must not go on looking at their room.

    One transaction each, so that one that fails does not hold the others back.
    """
    with reading(engine) as db:
        rightless = consultations.without_right(db, now)
        ids = dict.fromkeys([*rightless, *consultations.due(db, now)])
    ended = 0
    for call_id in ids:
        try:
            with transaction(engine) as db:
                ctx = Context(db, KeyRing(db, vault), SERVICE, now)
                ended += _cut(ctx, call_id) if call_id in rightless else _end(ctx, call_id)
        except Exception:  # it stays due and is tried again
            log.exception("a call could not be ended and is tried again")
    return ended


def signed_out(ctx: Context, staff_id: UUID) -> None:
    """Cut off the call of somebody who is signed in nowhere any more.

    Whoever can no longer be asked who they are must not go on looking at a resident's room.
    """
    call = consultations.live_of_caller(ctx.db, staff_id)
    if call is not None and not sessions.stands(ctx.db, staff_id, ctx.now):
        _cut(replace(ctx, actor=SERVICE), call.id)


def heard_from_media(ctx: Context, event: MediaEvent) -> None:
    """Move a call by what became of one of its seats; of an ended call nothing is news."""
    call = consultations.one(ctx.db, event.room, lock=True)
    if call is None or call.state is State.ENDED:
        return
    side = Side(event.side)
    match event.what:
        case "connected" | "back":
            _come(ctx, call, side)
        case "lost":
            _gone_silent(ctx, call, side)
        case "gone":
            _given_up(ctx, call, side)
        case "capped":
            log.warning("a seat of a call sends more than it may; the rest is dropped")


def lose(ctx: Context, call_id: UUID, sides: Collection[Side]) -> None:
    """Note that these ends have no seat any more: the media process was started anew."""
    for side in sides:
        call = consultations.one(ctx.db, call_id, lock=True)
        if call is not None and call.state is not State.ENDED:
            _gone_silent(ctx, call, side)


def _cut(ctx: Context, call_id: UUID) -> bool:
    """Cut off a call whose caller lost the right to it."""
    call = consultations.one(ctx.db, call_id, lock=True)
    if call is None or call.state is State.ENDED:
        return False  # somebody has ended it meanwhile
    move(ctx, call, Move.CUT_OFF)
    return True


def _end(ctx: Context, call_id: UUID) -> bool:
    call = consultations.one(ctx.db, call_id, lock=True)
    if call is None or call.due_at is None:
        return False  # somebody has ended it meanwhile
    if consultations.revoked(ctx.db, call.device_id):
        move(ctx, call, hang_up(call.state))  # a tablet out of service shows nobody's face
        return True
    if call.due_at > ctx.now:
        return False  # somebody has moved it meanwhile
    connected = call.connected_at or ctx.now
    ran_out = ctx.now >= connected + LONGEST
    caller, resident = call.caller_presence, call.resident_presence
    move(ctx, call, when_due(call.state, caller, resident, ran_out=ran_out))
    return True


def _come(ctx: Context, call: Row[Any], side: Side) -> None:
    was = _presence(call, side)
    if was is Presence.HERE:
        return
    values = {f"{side}_presence": Presence.HERE, f"{side}_away_at": None}
    both = _presence(call, _other(side)) is Presence.HERE
    if call.state is State.ANSWERED and both:
        move(ctx, call, Move.CONNECT, **values)
        call_moves.renew_lease(ctx, call.alert_id, call.caller_id)
    elif call.state is State.CONNECTED:
        move(ctx, call, Move.RETURN, **values)
    else:  # waits for the other end
        _note_presence(ctx, call, values)


def _gone_silent(ctx: Context, call: Row[Any], side: Side) -> None:
    if _presence(call, side) is not Presence.HERE:
        return
    values = {f"{side}_presence": Presence.AWAY, f"{side}_away_at": ctx.now}
    if call.state is State.CONNECTED:
        move(ctx, call, Move.LOSE, **values)
    else:
        _note_presence(ctx, call, values)


def _given_up(ctx: Context, call: Row[Any], side: Side) -> None:
    """End a connected call whose seat was kept in vain; before that its deadline ends it."""
    if call.state is not State.CONNECTED or _presence(call, side) is Presence.HERE:
        _gone_silent(ctx, call, side)
        return
    move(ctx, call, when_due(call.state, call.caller_presence, call.resident_presence))


def _note_presence(ctx: Context, call: Row[Any], values: dict[str, Any]) -> None:
    """Keep who has come before the call is connected; the state does not move."""
    call_moves.change(ctx, call, values)
    consultations.ring_bells(ctx.db, call.id, call.device_id)


def _presence(call: Row[Any], side: Side) -> Presence:
    found: Presence = call.caller_presence if side is Side.CALLER else call.resident_presence
    return found


def _other(side: Side) -> Side:
    return Side.RESIDENT if side is Side.CALLER else Side.CALLER
