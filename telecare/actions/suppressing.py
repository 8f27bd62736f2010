"""Suppressing: hold alerts back for a reason and a time, and never beyond it.

Nothing is held back without an end (I7). Whoever began it is reminded before the end; at the
end the resident is judged at once, so what is still true opens then (I6). The tick that ends
one only tells of it: past its time a suppression covers nothing, even if no tick runs.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Engine, Row, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from telecare.actions import outbox
from telecare.actions.fields import Faults
from telecare.actions.register import changed, served_resident
from telecare.care.facts import Facts
from telecare.care.suppression import (
    EMPTY_HOME,
    LEAST,
    LEAVING,
    MOST,
    Reason,
    Why,
    has_returned,
    remind_at,
)
from telecare.db.engine import reading, transaction
from telecare.errors import NotYours, Overtaken
from telecare.records import (
    alerts,
    devices,
    organisations,
    residents,
    suppressions,
    watching,
)
from telecare.records.actor import SERVICE
from telecare.records.context import Context
from telecare.records.facts import facts_at
from telecare.records.keys import KeyRing
from telecare.records.notifications import About
from telecare.records.residents import RESIDENTS
from telecare.records.suppressions import HELD
from telecare.records.watching import WATCHES
from telecare.vault.vault import Vault

NOTE_CHARS: Final = 500
LIMIT: Final = 500  # per tick
TOLD_OVER: Final = ("console", "push")

log = logging.getLogger(__name__)


def start(
    ctx: Context,
    resident_id: UUID,
    *,
    reason: str,
    until: datetime,
    device_id: UUID | None = None,
    note: str = "",
) -> UUID:
    """Hold back what may be held back, from now on; return the suppression's id.

    Args:
        ctx: The request.
        resident_id: Whose alerts.
        reason: A word of `Reason`.
        until: The end: 15 minutes from now or later, at most the longest of the reason.
        device_id: The device, for a device's reasons; a test without one is of the whole home.
        note: Words for colleagues; "" for none. Kept sealed.

    Raises:
        NotYours, ServiceEnded: See `register.served_resident`.
        Invalid: Names the fields that need another value.
    """
    resident = served_resident(ctx, resident_id)
    faults = Faults()
    words = faults.text("note", note, NOTE_CHARS)
    faults.word("reason", reason, tuple(Reason))
    faults.stop()
    why = Reason(reason)
    _check_end(faults, why, until, ctx.now)
    _check_device(ctx, faults, why, resident_id, device_id)
    faults.stop()
    until = until.astimezone(UTC)
    held_id = uuid4()
    sealed = ctx.ring.seal_row(
        ("resident", resident_id), "suppression", held_id, {"note": words}
    )
    sigungu_id = organisations.sigungu_of(ctx.db, resident.organisation_id)
    row = {
        "id": held_id, "organisation_id": sigungu_id,
        "resident_id": resident_id, "subject": str(device_id or ""), "reason": why,
        "version": 1, "from_at": ctx.now, "until_at": until,
        "due_at": remind_at(ctx.now, until), "created_by": ctx.actor.staff_id, **sealed,
    }  # fmt: skip
    try:
        with ctx.db.begin_nested():
            ctx.db.execute(insert(HELD).values(row))
    except IntegrityError as error:
        faults.say(
            "reason",
            "Alerts are held back already; extend that or end it first.",
            "이미 알림을 멈춘 상태입니다. 연장하거나 먼저 끝내세요.",
        )
        faults.stop()
        raise AssertionError from error
    changed(
        ctx, "suppression.started", resident_id, resident.organisation_id,
        suppression=held_id, reason=why.value, until=until.isoformat(),
        device=device_id,
    )  # fmt: skip
    return held_id


def extend(ctx: Context, held_id: UUID, *, version: int, until: datetime, note: str) -> None:
    """Move the end of one that runs, with the reason why; the longest counts from now.

    Raises:
        NotYours: No such suppression of a resident the actor may see.
        Overtaken: It changed since `version`, or has ended.
        Invalid: Names the fields that need another value.
    """
    held = _one_for(ctx, held_id)
    faults = Faults()
    words = faults.text("note", note, NOTE_CHARS, needed=True)
    _check_end(faults, held.reason, until, ctx.now)
    faults.stop()
    until = until.astimezone(UTC)
    sealed = ctx.ring.seal_row(
        ("resident", held.resident_id), "suppression", held_id, {"extended_note": words}
    )
    values = {
        "until_at": until, "due_at": remind_at(ctx.now, until), "reminded_at": None,
        "extended_at": ctx.now, "extended_by": ctx.actor.staff_id, **sealed,
    }  # fmt: skip
    if not _moved(ctx, held, version, values):
        raise Overtaken(suppression=held_id)
    watching.mark(ctx.db, held.resident_id, at=ctx.now)
    _told(ctx, held, "suppression.extended", until=until.isoformat())


def end(ctx: Context, held_id: UUID, *, version: int) -> None:
    """End one now; what is true opens at once.

    Raises:
        NotYours, Overtaken: As in `extend`.
    """
    held = _one_for(ctx, held_id)
    if not _ended(ctx, held, version, Why.BY_HAND):
        raise Overtaken(suppression=held_id)


def end_due(engine: Engine, vault: Vault, now: datetime) -> int:
    """Remind of what ends soon and end what is over; return how many were seen to."""
    with reading(engine) as db:
        waiting = select(HELD).where(HELD.c.due_at <= now).order_by(HELD.c.due_at)
        rows = db.execute(waiting.limit(LIMIT)).all()
    return _each(engine, vault, now, rows, _due)


def notice_returns(engine: Engine, vault: Vault, now: datetime) -> int:
    """End what holds an empty home's alerts back once somebody moves indoors there.

    Only homes with activity that was not looked at yet are asked about; return how many.
    """
    seen = or_(HELD.c.looked_at.is_(None), HELD.c.looked_at < WATCHES.c.active_at)
    with reading(engine) as db:
        rows = db.execute(
            select(HELD)
            .join(WATCHES, WATCHES.c.resident_id == HELD.c.resident_id)
            .where(HELD.c.ended_at.is_(None), HELD.c.reason.in_(EMPTY_HOME))
            .where(HELD.c.from_at <= now - LEAVING, seen)
            .where(WATCHES.c.active_at > HELD.c.from_at)
            .limit(LIMIT)
        ).all()
    return _each(engine, vault, now, rows, _look)


def _each(
    engine: Engine,
    vault: Vault,
    now: datetime,
    rows: Any,  # noqa: ANN401 - rows of HELD
    act: Callable[[Context, Row[Any]], bool],
) -> int:
    done = 0
    for held in rows:
        try:
            with transaction(engine) as db:
                done += act(Context(db, KeyRing(db, vault), SERVICE, now), held)
        except Exception:  # one must not hold the others back; it is tried again
            log.exception("a suppression could not be seen to and is tried again")
    return done


def _due(ctx: Context, held: Row[Any]) -> bool:
    if held.until_at <= ctx.now:
        return _ended(ctx, held, held.version, Why.OVER)
    values = {"due_at": held.until_at, "reminded_at": ctx.now}
    if not _moved(ctx, held, held.version, values):
        return False
    _tell(ctx, held, f"reminder{held.version}")
    _told(ctx, held, "suppression.reminded", until=held.until_at.isoformat())
    return True


def _look(ctx: Context, held: Row[Any]) -> bool:
    facts: Facts = facts_at(ctx.db, held.resident_id, at=ctx.now)
    indoor, newest = facts.last_indoor, facts.last_activity
    if has_returned(suppressions.value(held), indoor.at if indoor else None):
        ended = _ended(ctx, held, held.version, Why.RETURNED)
        if ended:
            _tell(ctx, held, "returned")
        return ended
    if newest is None:
        return False
    looking = update(HELD).where(HELD.c.id == held.id, HELD.c.ended_at.is_(None))
    ctx.db.execute(looking.values(looked_at=min(newest.at, ctx.now)))
    return False


def _ended(ctx: Context, held: Row[Any], version: int, why: Why) -> bool:
    values = {
        "ended_at": ctx.now, "ended_by": ctx.actor.staff_id, "ended_why": why, "due_at": None,
    }  # fmt: skip
    if not _moved(ctx, held, version, values):
        return False
    watching.mark(ctx.db, held.resident_id, at=ctx.now, urgent=True)
    _told(ctx, held, "suppression.ended", why=why.value)
    return True


def _moved(ctx: Context, held: Row[Any], version: int, values: dict[str, Any]) -> bool:
    """Move one that runs if it stands where it was read (law 2)."""
    moving = (
        update(HELD)
        .where(HELD.c.id == held.id, HELD.c.version == version, HELD.c.ended_at.is_(None))
        .values(version=version + 1, **values)
        .returning(HELD.c.id)
    )
    return ctx.db.scalar(moving) is not None


def _one_for(ctx: Context, held_id: UUID) -> Row[Any]:
    held = ctx.db.execute(select(HELD).where(HELD.c.id == held_id)).first()
    if held is None:
        raise NotYours
    residents.one_for(ctx, held.resident_id)
    return held


def _told(ctx: Context, held: Row[Any], what: str, **facts: str) -> None:
    changed(
        ctx, what, held.resident_id, held.organisation_id,
        suppression=held.id, reason=held.reason.value, **facts,
    )  # fmt: skip


def _tell(ctx: Context, held: Row[Any], word: str) -> None:
    """Tell whoever began or last extended it; the caseworkers there, once that person left."""
    mine = held.extended_by or held.created_by
    serves = mine is not None and alerts.worker_for(ctx, held.resident_id, mine) is not None
    place = ctx.db.execute(
        select(RESIDENTS.c.organisation_id).where(RESIDENTS.c.id == held.resident_id)
    ).scalar_one()
    outbox.say(
        ctx.db, About.NOTICE, held.id, organisation_id=organisations.sigungu_of(ctx.db, place),
        target=f"staff:{mine}" if serves else "caseworker", channels=TOLD_OVER,
        now=ctx.now, word=word, resident_id=None,
    )  # fmt: skip


def _check_end(faults: Faults, reason: Reason, until: datetime, now: datetime) -> None:
    most = MOST[reason]
    if until.tzinfo is None or not now + LEAST <= until <= now + most:
        days, hours = most // timedelta(days=1), most // timedelta(hours=1)
        en = f"{days} days" if days else f"{hours} h"
        ko = f"{days}일" if days else f"{hours}시간"
        faults.say(
            "until",
            f"Choose an end between 15 minutes and {en} from now.",
            f"지금부터 15분에서 {ko} 사이에 끝나도록 고르세요.",
        )


def _check_device(
    ctx: Context, faults: Faults, reason: Reason, resident_id: UUID, device_id: UUID | None
) -> None:
    if device_id is None:
        if reason is Reason.OUT_OF_SERVICE:
            faults.say("device_id", "Choose the device.", "기기를 고르세요.")
        return
    if reason not in {Reason.DEVICE_TEST, Reason.OUT_OF_SERVICE}:
        faults.say(
            "device_id",
            "This reason is about the person, not about a device.",
            "이 이유는 사람에 관한 것이라 기기를 고르지 않습니다.",
        )
    elif all(one.id != device_id for one in devices.of(ctx.db, resident_id)):
        faults.say("device_id", "This device is not in the home.", "이 댁의 기기가 아닙니다.")
