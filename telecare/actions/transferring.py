"""Transferring: offer a resident to another si/gun or institution, and hear its answer.

Until the offer is accepted nothing changes: the giver owns every alert, task and promise. What
moves with the acceptance moves in its one transaction (see `moving`). An offer nobody answers
is told again each working day, to both sides, and never ends by itself; only the end of the
service for the resident takes it back.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from telecare.actions import moving, outbox
from telecare.actions.fields import Faults
from telecare.actions.register import served_resident
from telecare.care.localtime import working_deadline
from telecare.db.engine import reading, transaction
from telecare.errors import Forbidden, Overtaken
from telecare.records import audit, feeds, organisations, transfers
from telecare.records.actor import SERVICE
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.records.notifications import About
from telecare.records.organisations import ORGANISATIONS, Kind
from telecare.records.residents import RESIDENTS
from telecare.records.scope import subtree
from telecare.records.transfers import TRANSFERS, TransferState
from telecare.vault.vault import Vault

WORDS_CHARS: Final = 1_000
TOLD_AGAIN: Final = timedelta(hours=9)  # working time: one day in the office
TOLD_OVER: Final = ("console", "push")
LIMIT: Final = 200  # per tick

log = logging.getLogger(__name__)


def offer(ctx: Context, resident_id: UUID, *, to: UUID, words: str) -> UUID:
    """Offer a resident to another organisation, which is told; return the offer's id.

    Args:
        ctx: The request of somebody in whose part of the tree the resident lives.
        resident_id: Whom.
        to: A si/gun, or an institution that lies in one.
        words: Why, for those who decide. Kept sealed.

    Raises:
        NotYours, ServiceEnded: See `register.served_resident`.
        Forbidden: The resident is cared for here, but does not live here.
        Invalid: Names the fields that need another value; `to` if an offer stands already.
    """
    resident = served_resident(ctx, resident_id)
    if not _lives_here(ctx, resident):
        raise Forbidden
    faults = Faults()
    said = faults.text("words", words, WORDS_CHARS, needed=True)
    _check_place(ctx, faults, resident, to)
    faults.stop()
    offer_id = uuid4()
    row = {
        "id": offer_id, "resident_id": resident_id, "from_id": resident.organisation_id,
        "to_id": to, "state": TransferState.OFFERED, "version": 1, "reminders": 0,
        "offered_by": ctx.actor.staff_id, "offered_at": ctx.now,
        "remind_at": _next_reminder(ctx.now, resident.zone),
        "words": _sealed(ctx, resident_id, offer_id, "words", said),
    }  # fmt: skip
    try:
        with ctx.db.begin_nested():
            ctx.db.execute(insert(TRANSFERS).values(row))
    except IntegrityError as error:
        faults.say(
            "to",
            "An offer stands already; withdraw it first.",
            "이미 이관을 제안했습니다. 먼저 거두어들이세요.",
        )
        faults.stop()
        raise AssertionError from error
    made = ctx.db.execute(select(TRANSFERS).where(TRANSFERS.c.id == offer_id)).one()
    _say(ctx, made, "desk", "offered")
    _told(ctx, made, "transfer.offered")
    return offer_id


def accept(ctx: Context, offer_id: UUID, version: int, home: moving.NewHome) -> None:
    """Take the resident over, with everything that was promised, at this instant.

    Raises:
        NotYours: No such offer to the actor's organisation.
        Overtaken: It changed since `version`, or was answered.
        ServiceEnded: The service for the resident has ended meanwhile.
        Invalid: Names what is wrong with the new home.
    """
    offered = transfers.one_for(ctx, offer_id, transfers.received_by(ctx.actor))
    place_id = moving.checked_place(ctx, offered, home)
    answered = _answered(ctx, offered, version, TransferState.ACCEPTED, place_id=place_id)
    feeds_of = moving.move(ctx, answered, home)
    _say(ctx, answered, f"staff:{answered.offered_by}", "accepted")
    for side, what in ((answered.from_id, "transfer.given"), (place_id, "transfer.accepted")):
        _written(ctx, answered, what, side)
    moving.announce(ctx, feeds_of, answered.resident_id)


def refuse(ctx: Context, offer_id: UUID, version: int, words: str) -> None:
    """Say no, with the reason; the giver is told and goes on looking after the resident.

    Raises:
        NotYours, Overtaken: As in `accept`.
        Invalid: No reason, or too long a one.
    """
    offered = transfers.one_for(ctx, offer_id, transfers.received_by(ctx.actor))
    answered = _closed(ctx, offered, version, TransferState.REFUSED, words)
    _say(ctx, answered, f"staff:{answered.offered_by}", "refused")
    _told(ctx, answered, "transfer.refused")


def withdraw(ctx: Context, offer_id: UUID, version: int, words: str) -> None:
    """Take an offer back, with the reason.

    Raises:
        NotYours: No such offer of the actor's organisation.
        Overtaken, Invalid: As in `refuse`.
    """
    offered = transfers.one_for(ctx, offer_id, transfers.given_by(ctx.actor))
    answered = _closed(ctx, offered, version, TransferState.WITHDRAWN, words)
    _say(ctx, answered, "desk", "withdrawn")
    _told(ctx, answered, "transfer.withdrawn")


def remind_due(engine: Engine, vault: Vault, now: datetime) -> int:
    """Tell both sides again of the offers nobody has answered; return how many."""
    with reading(engine) as db:
        late = select(TRANSFERS).where(TRANSFERS.c.state == TransferState.OFFERED)
        late = late.where(TRANSFERS.c.remind_at <= now).order_by(TRANSFERS.c.remind_at)
        rows = db.execute(late.limit(LIMIT)).all()
    told = 0
    for row in rows:
        try:
            with transaction(engine) as db:
                told += _remind(Context(db, KeyRing(db, vault), SERVICE, now), row)
        except Exception:  # one must not hold the others back; it is tried again
            log.exception("an offer could not be told again and is tried again")
    return told


def _remind(ctx: Context, offered: Row[Any]) -> bool:
    resident = ctx.db.execute(
        select(RESIDENTS.c.zone, RESIDENTS.c.ended_at).where(
            RESIDENTS.c.id == offered.resident_id
        )
    ).one()
    if resident.ended_at is not None:
        ended = _moved(ctx, offered, offered.version, _over(ctx, TransferState.WITHDRAWN))
        if ended is not None:
            _told(ctx, ended, "transfer.withdrawn", service_ended=True)
        return ended is not None
    again = {
        "remind_at": _next_reminder(ctx.now, resident.zone),
        "reminders": offered.reminders + 1,
    }
    moved = _moved(ctx, offered, offered.version, again)
    if moved is None:
        return False
    for target in ("supervisor", f"staff:{offered.offered_by}"):
        _say(ctx, moved, target, f"reminder{moved.reminders}")
    _told(ctx, moved, "transfer.reminded", reminders=moved.reminders)
    return True


def _lives_here(ctx: Context, resident: Row[Any]) -> bool:
    mine = subtree(ctx.actor.path).where(ORGANISATIONS.c.id == resident.organisation_id)
    return ctx.db.execute(mine).first() is not None


def _check_place(ctx: Context, faults: Faults, resident: Row[Any], to: UUID) -> None:
    """Only a si/gun, or an institution in one: elsewhere no desk would have the alerts."""
    place = ctx.db.execute(
        select(ORGANISATIONS.c.path, ORGANISATIONS.c.kind).where(ORGANISATIONS.c.id == to)
    ).first()
    kinds = (Kind.SIGUNGU, Kind.INSTITUTION)
    if place is None or place.kind not in kinds or not has_desk(ctx, place.path):
        faults.say(
            "to",
            "Choose a si/gun, or an institution that lies in one.",
            "시·군이나 시·군에 속한 기관을 고르세요.",
        )
        return
    above = organisations.above(ctx.db, place.path)
    here = ctx.db.scalar(
        select(ORGANISATIONS.c.path).where(ORGANISATIONS.c.id == resident.organisation_id)
    )
    if str(here).startswith(above[-1].path):
        faults.say("to", "The resident lives there already.", "이미 그곳의 대상자입니다.")


def has_desk(ctx: Context, path: str) -> bool:
    """Whether a si/gun is on the path: its desk has the alerts of who lives there."""
    return any(one.kind is Kind.SIGUNGU for one in organisations.above(ctx.db, path))


def _closed(
    ctx: Context, offered: Row[Any], version: int, state: TransferState, words: str
) -> Row[Any]:
    faults = Faults()
    said = faults.text("words", words, WORDS_CHARS, needed=True)
    faults.stop()
    sealed = _sealed(ctx, offered.resident_id, offered.id, "answer", said)
    return _answered(ctx, offered, version, state, answer=sealed)


def _answered(
    ctx: Context,
    offered: Row[Any],
    version: int,
    state: TransferState,
    **values: Any,  # noqa: ANN401 - columns of TRANSFERS
) -> Row[Any]:
    moved = _moved(ctx, offered, version, _over(ctx, state) | values)
    if moved is None:
        raise Overtaken(transfer=offered.id)
    return moved


def _over(ctx: Context, state: TransferState) -> dict[str, Any]:
    return {
        "state": state, "remind_at": None, "answered_at": ctx.now,
        "answered_by": ctx.actor.staff_id,
    }  # fmt: skip


def _moved(
    ctx: Context, offered: Row[Any], version: int, values: Mapping[str, Any]
) -> Row[Any] | None:
    """Move an offer that stands where it was read (law 2); None: it does not."""
    return ctx.db.execute(
        update(TRANSFERS)
        .where(TRANSFERS.c.id == offered.id, TRANSFERS.c.version == version)
        .where(TRANSFERS.c.state == TransferState.OFFERED)
        .values(version=version + 1, **values)
        .returning(*TRANSFERS.c)
    ).first()


def _next_reminder(now: datetime, zone: str) -> datetime:
    return working_deadline(now, TOLD_AGAIN, ZoneInfo(zone))


def _sealed(ctx: Context, resident_id: UUID, row: UUID, column: str, said: str) -> bytes:
    subject = ("resident", resident_id)
    return ctx.ring.seal(subject, said, table="transfer", column=column, row=row)


def _say(ctx: Context, offered: Row[Any], target: str, word: str) -> None:
    place = offered.from_id if target.startswith("staff:") else offered.to_id
    outbox.say(
        ctx.db, About.NOTICE, offered.id, organisation_id=place, target=target,
        channels=TOLD_OVER, now=ctx.now, word=word,
    )  # fmt: skip


def _told(
    ctx: Context,
    offered: Row[Any],
    what: str,
    **facts: Any,  # noqa: ANN401 - as audit.write takes them
) -> None:
    """Leave the entry, and let the giver's screens look again: the resident is still theirs."""
    _written(ctx, offered, what, offered.from_id, **facts)
    feeds.announce(
        ctx.db,
        organisations.sigungu_of(ctx.db, offered.from_id),
        feeds.Change.RESIDENT,
        resident_id=offered.resident_id,
        at=ctx.now,
    )


def _written(
    ctx: Context,
    offered: Row[Any],
    what: str,
    side: UUID,
    **facts: Any,  # noqa: ANN401 - as audit.write takes them
) -> None:
    audit.write(
        ctx.db, ctx.actor, what, at=ctx.now, resident=offered.resident_id, organisation=side,
        transfer=offered.id, to=offered.to_id, **facts,
    )  # fmt: skip
