"""Calling: what people do with a call, on staff's screen and on the resident's tablet.

A welfare call is made from an alert one has claimed, with its lease; a care call is made by a
clinician behind the gate. What the tablet cannot take (it is in another call, it cannot be
heard) is a call all the same, kept with its outcome. No action commits: the door owns the
transaction, and whoever shows the call is told after it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Row
from sqlalchemy.orm import Session

from telecare.actions import call_moves, register, seats
from telecare.actions.call_moves import move
from telecare.actions.gate import require_gate
from telecare.actions.seats import Turn, turn_of
from telecare.boards.shapes.calls import CallAsked, PhoneAsked, QualityAsked, Seat, SeatAsked
from telecare.boards.shapes.tablet import CallAnswered, TabletQuality
from telecare.call_errors import CallOver, InACall, NoTablet, NotAgreed, NotClaimed
from telecare.care.alert import OWNED_STATES
from telecare.care.consultation import (
    BIRTHS,
    OUTCOMES,
    RINGS_FOR,
    Move,
    Presence,
    Purpose,
    Side,
    State,
    hang_up,
)
from telecare.care.facts import Severity
from telecare.errors import Forbidden, Invalid, NotYours
from telecare.records import alerts, consultations, organisations, plans, tablets
from telecare.records.actor import Actor
from telecare.records.alerts import CLAIMING_ROLES
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.records.staff import Role

__all__ = [
    "Rung",
    "Turn",
    "end",
    "phone",
    "quality",
    "ring",
    "seat",
    "tablet_measured",
    "tablet_says",
    "turn_of",
]

TABLET: Final = Actor(staff_id=None, role="tablet", organisation_id=None, path="//none")
WORDS_CHARS: Final = 1_000
PHONE_LATER: Final = frozenset({"failed", "no_answer", "unreachable", "busy", "declined"})


@dataclass(frozen=True, slots=True)
class Rung:
    """The call that was made; `seat` None: it ended at once, busy or unreachable."""

    id: UUID
    seat: Seat | None


def tablet_context(db: Session, ring: KeyRing, now: datetime) -> Context:
    """Return the context in which a tablet acts whose signature the door has verified."""
    return Context(db, ring, TABLET, now)


def ring(ctx: Context, resident_id: UUID, asked: CallAsked, turn: Turn | None) -> Rung:
    """Ring a resident's tablet.

    Raises:
        NotYours, ServiceEnded: See `register.served_resident`; or no such alert of theirs.
        Forbidden: The actor's role makes no call of this purpose.
        NotClaimed: A welfare call without the lease of a claimed alert about this resident.
        GateMissing: A care call before its checks.
        NoTablet: The home has none in use.
        InACall: The actor is in another call.
        Invalid: No certificate's fingerprint.
    """
    resident = register.served_resident(ctx, resident_id)
    fingerprint = seats.fingerprint_of(asked.fingerprint)
    purpose = Purpose(asked.purpose)
    alert, gate_id = None, None
    if purpose is Purpose.WELFARE:
        alert = _claimed_alert(ctx, resident_id, asked)
    else:
        gate_id = _passed_gate(ctx, resident_id)
    device_id = tablets.in_use(ctx.db, resident_id)
    if device_id is None:
        raise NoTablet
    if consultations.live_of_caller(ctx.db, ctx.actor.staff_id) is not None:
        raise InACall
    terms = plans.tablet_terms(ctx.db, resident_id)
    urgent = alert is not None and alert.severity is Severity.P1
    row = {
        "id": uuid4(),
        "organisation_id": organisations.sigungu_of(ctx.db, resident.organisation_id),
        "resident_id": resident_id,
        "device_id": device_id,
        "caller_id": ctx.actor.staff_id,
        "alert_id": None if alert is None else alert.id,
        "purpose": purpose,
        "video": asked.video and (purpose is Purpose.CARE or terms.video_welfare),
        "may_auto_answer": urgent and terms.auto_answer is not None,
        "gate_id": gate_id,
    }
    call = _born(ctx, row)
    if call.state is State.ENDED:
        return Rung(call.id, None)
    return Rung(call.id, seats.seat(ctx, call, Side.CALLER, fingerprint, turn))


def seat(ctx: Context, call_id: UUID, asked: SeatAsked, turn: Turn | None) -> Seat:
    """Give the caller their place again, for the certificate of a new connection.

    Raises:
        NotYours: No such call of the actor's.
        CallOver: It has ended.
    """
    call = consultations.one_for(ctx, call_id)
    if call.state is State.ENDED:
        raise CallOver
    return seats.seat(ctx, call, Side.CALLER, seats.fingerprint_of(asked.fingerprint), turn)


def end(ctx: Context, call_id: UUID) -> None:
    """End the caller's own call; one that has ended already stays as it is.

    Raises:
        NotYours: No such call of the actor's.
    """
    call = consultations.one_for(ctx, call_id, lock=True)
    if call.state is not State.ENDED:
        move(ctx, call, hang_up(call.state))


def phone(ctx: Context, call_id: UUID, asked: PhoneAsked) -> None:
    """Go on by telephone, with the reason the law wants.

    A call that failed by itself keeps its outcome and is given the reason.

    Raises:
        NotYours: No such call of the actor's.
        CallOver: It ended well, or the reason stands already.
        Invalid: Too many words.
    """
    if len(asked.words) > WORDS_CHARS:
        raise Invalid({"words": "Too long."}, {"words": "너무 깁니다."})
    call = consultations.one_for(ctx, call_id, lock=True)
    words = ctx.ring.seal(
        ("resident", call.resident_id), asked.words, table="consultation",
        column="phone_words", row=call.id,
    )  # fmt: skip
    values = {"phone_reason": asked.reason, "phone_words": words}
    if call.state is not State.ENDED:
        move(ctx, call, Move.GO_TO_PHONE, **values)
        return
    if call.phone_reason is not None or call.outcome not in PHONE_LATER:
        raise CallOver
    call_moves.change(ctx, call, values)
    call_moves.tell(ctx, call, "call.by_phone", reason=asked.reason)


def quality(ctx: Context, call_id: UUID, asked: QualityAsked) -> None:
    """Keep what the caller's end measured; while they talk, the alert stays theirs.

    A measurement is no decision, so it leaves no entry of its own.

    Raises:
        NotYours: No such call of the actor's.
        CallOver: It never connected.
        Invalid: A number that cannot be.
    """
    call = consultations.one_for(ctx, call_id)
    _keep_measured(ctx, call, Side.CALLER, asked)
    if call.state is not State.ENDED:
        call_moves.renew_lease(ctx, call.alert_id, call.caller_id)


def tablet_measured(ctx: Context, device_id: UUID, said: TabletQuality) -> None:
    """Keep what the tablet's end measured; it moves nothing and lengthens no lease.

    Raises:
        NotYours: No such call at this tablet.
        CallOver: It never connected, or has ended.
        Invalid: A number that cannot be.
    """
    call = consultations.one_of_tablet(ctx.db, device_id, said.consultation_id)
    if call.state is State.ENDED:
        raise CallOver  # a tablet that missed the end learns it here
    _keep_measured(ctx, call, Side.RESIDENT, said.quality)


def _keep_measured(ctx: Context, call: Row[Any], side: Side, asked: QualityAsked) -> None:
    if call.answered_at is None:
        raise CallOver
    _check_measured(asked)
    consultations.add_quality(
        ctx.db, call.id, side,
        {
            "loss_percent": asked.loss_percent, "round_trip_ms": asked.round_trip_ms,
            "freezes": asked.freezes, "reconnects": asked.reconnects,
            "received_kbps": asked.received_kbps, "width": asked.width,
            "height": asked.height,
        },
        at=ctx.now,
    )  # fmt: skip


def tablet_says(
    ctx: Context, device_id: UUID, said: CallAnswered, turn: Turn | None
) -> Seat | None:
    """Do what the tablet says about its call; None: there is nothing to hand it.

    Said twice is the same as once: an answer that was lost on its way is asked again.

    Raises:
        NotYours: No such call at this tablet.
        CallOver: Too late, the call has moved on.
        NotAgreed: It may not answer by itself.
        Invalid: No certificate's fingerprint.
    """
    call = consultations.one_of_tablet(ctx.db, device_id, said.consultation_id)
    match said.act:
        case "decline":
            _unless_ended(ctx, call, Move.DECLINE)
            return None
        case "end":
            _unless_ended(ctx, call, hang_up(call.state))
            return None
        case "auto_answer" if not call.may_auto_answer:
            raise NotAgreed
        case _:
            pass
    fingerprint = seats.fingerprint_of(said.fingerprint)
    if call.state is State.RINGING and said.act != "seat":
        auto = said.act == "auto_answer"
        move(ctx, call, Move.AUTO_ANSWER if auto else Move.ANSWER, auto_answered=auto)
        call_moves.renew_lease(ctx, call.alert_id, call.caller_id)
    elif call.state not in {State.ANSWERED, State.CONNECTED}:
        raise CallOver
    return seats.seat(ctx, call, Side.RESIDENT, fingerprint, turn)


def _unless_ended(ctx: Context, call: Row[Any], made: Move) -> None:
    if call.state is not State.ENDED:
        move(ctx, call, made)


def _claimed_alert(ctx: Context, resident_id: UUID, asked: CallAsked) -> Row[Any]:
    """Return the alert a welfare call is made from, if its lease is the actor's now."""
    if ctx.actor.role not in CLAIMING_ROLES:
        raise Forbidden
    if asked.alert_id is None:
        raise NotClaimed
    alert = alerts.one_for(ctx, asked.alert_id)
    if alert.resident_id != resident_id:
        raise NotYours
    holds = (
        alert.state in OWNED_STATES
        and alert.owner_id == ctx.actor.staff_id
        and alert.lease_token == asked.lease_token
        and alert.lease_until > ctx.now
    )
    if not holds:
        raise NotClaimed
    return alert


def _passed_gate(ctx: Context, resident_id: UUID) -> UUID:
    if ctx.actor.role is not Role.CLINICIAN:
        raise Forbidden
    return require_gate(ctx, resident_id)


def _born(ctx: Context, row: dict[str, Any]) -> Row[Any]:
    """Keep the call with the state it begins in; of two who ring at once one is busy.

    Raises:
        InACall: The same person rang elsewhere a moment ago.
    """
    busy = consultations.live_of_tablet(ctx.db, row["device_id"]) is not None
    heard = tablets.reachable(ctx.db, row["device_id"], ctx.now)
    made = Move.FIND_BUSY if busy else Move.RING if heard else Move.FIND_AWAY
    if not consultations.add(ctx.db, row | _begun(ctx, made)):
        if consultations.live_of_caller(ctx.db, ctx.actor.staff_id) is not None:
            raise InACall
        made = Move.FIND_BUSY
        consultations.add(ctx.db, row | _begun(ctx, made))
    call = consultations.one_for(ctx, row["id"])
    if call.state is State.ENDED:
        call_moves.log_result(ctx, call, OUTCOMES[made])
    else:
        call_moves.renew_lease(ctx, call.alert_id, call.caller_id)
    facts = {"video": call.video, "outcome": call.outcome, "gate": call.gate_id}
    call_moves.tell(ctx, call, "call.rung", **facts)
    return call


def _begun(ctx: Context, made: Move) -> dict[str, Any]:
    state = BIRTHS[made]
    ended = state is State.ENDED
    return {
        "state": state,
        "outcome": OUTCOMES.get(made),
        "version": 1,
        "auto_answered": False,
        "rung_at": ctx.now,
        "rings_until": ctx.now if ended else ctx.now + RINGS_FOR,
        "ended_at": ctx.now if ended else None,
        "due_at": None if ended else ctx.now + RINGS_FOR,
        "caller_presence": Presence.ABSENT,
        "resident_presence": Presence.ABSENT,
    }


def _check_measured(asked: QualityAsked) -> None:
    highest = {
        "loss_percent": 100.0, "round_trip_ms": 60_000.0, "freezes": 10_000,
        "reconnects": 10_000, "received_kbps": 1_000_000.0, "width": 20_000, "height": 20_000,
    }  # fmt: skip
    wrong = [
        name
        for name, most in highest.items()
        if (value := getattr(asked, name)) is not None and not 0 <= value <= most
    ]
    if wrong:
        raise Invalid(
            dict.fromkeys(wrong, "This cannot be."),
            dict.fromkeys(wrong, "있을 수 없는 값입니다."),
        )
