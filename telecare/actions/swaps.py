"""Swaps of shifts: asked by one, answered by the other, or set by who edits the rota."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Row, insert, select, update

from telecare.actions.fields import Faults
from telecare.actions.rota import add_override, check_stretch, tell
from telecare.boards.shapes.rota import SwapAnswered, SwapAsked, SwapVerb
from telecare.care import rota
from telecare.errors import Forbidden, NotYours, Overtaken
from telecare.records import audit, rotas
from telecare.records.context import Context
from telecare.records.rotas import SWAPS, SwapState
from telecare.records.staff import Role

EDITORS: Final = (Role.SUPERVISOR, Role.ADMINISTRATOR)
BECOMES: Final[Mapping[SwapVerb, SwapState]] = MappingProxyType(
    {
        "accept": SwapState.ACCEPTED,
        "refuse": SwapState.REFUSED,
        "withdraw": SwapState.WITHDRAWN,
    }
)


def ask_swap(ctx: Context, duty_id: UUID, asked: SwapAsked) -> UUID:
    """Ask another to take a shift over; with `asker_id` an editor sets it at once.

    Raises:
        NotYours: No such duty near the actor.
        Forbidden: Another's shift, and the actor does not edit this rota.
        Invalid: A shift is not wholly theirs, has begun, or the other is not of this desk.
    """
    sets = asked.asker_id is not None and asked.asker_id != ctx.actor.staff_id
    if sets and ctx.actor.role not in EDITORS:
        raise Forbidden
    row = rotas.one_for(ctx, duty_id, to_edit=sets)
    asker = asked.asker_id or ctx.actor.staff_id
    if asker is None:
        raise Forbidden
    faults = Faults()
    _check_return(faults, asked)
    check_stretch(faults, asked.from_at, asked.until_at, ctx.now)
    if asked.other_id == asker or asked.other_id not in {
        one.id for one in rotas.people(ctx.db, row.path)
    }:
        faults.say(
            "other_id", "Choose another of this desk.", "이 기관의 다른 사람을 고르세요."
        )
    faults.stop()
    swap_id = uuid4()
    ctx.db.execute(insert(SWAPS).values(
        id=swap_id, duty_id=duty_id, state=SwapState.ASKED, asker_id=asker,
        other_id=asked.other_id, from_at=asked.from_at, until_at=asked.until_at,
        return_from=asked.return_from, return_until=asked.return_until, asked_at=ctx.now,
    ))  # fmt: skip
    swap = ctx.db.execute(select(SWAPS).where(SWAPS.c.id == swap_id)).one()
    _check_shifts(ctx, row, swap)
    if sets:
        _move(ctx, swap, 1, "accept")
    _told(ctx, "swap.set" if sets else "swap.asked", row, swap)
    return swap_id


def answer_swap(ctx: Context, swap_id: UUID, asked: SwapAnswered) -> None:
    """Accept or refuse (the other), or withdraw (the asker); who edits the rota may do each.

    Raises:
        NotYours: No such swap near the actor.
        Forbidden: It is for somebody else to say.
        Invalid: The shifts are no longer theirs, or have begun.
        Overtaken: It was answered already.
    """
    swap = ctx.db.execute(select(SWAPS).where(SWAPS.c.id == swap_id)).first()
    if swap is None:
        raise NotYours
    row = rotas.one_for(ctx, swap.duty_id, to_edit=False)
    speaker = swap.asker_id if asked.answer == "withdraw" else swap.other_id
    if ctx.actor.staff_id != speaker and not _edits(ctx, row):
        raise Forbidden
    if swap.state is not SwapState.ASKED or swap.version != asked.version:
        raise Overtaken
    if asked.answer == "accept":
        _check_shifts(ctx, row, swap)
    _move(ctx, swap, asked.version, asked.answer)
    _told(ctx, f"swap.{BECOMES[asked.answer].value}", row, swap)


def _edits(ctx: Context, duty: Row[Any]) -> bool:
    return ctx.actor.role in EDITORS and duty.path.startswith(ctx.actor.path)


def _move(ctx: Context, swap: Row[Any], version: int, answer: SwapVerb) -> None:
    """Move the swap on if it still stands as it was seen; an accepted one takes effect."""
    moved = ctx.db.execute(
        update(SWAPS)
        .where(SWAPS.c.id == swap.id, SWAPS.c.version == version)
        .where(SWAPS.c.state == SwapState.ASKED)
        .values(
            state=BECOMES[answer], version=version + 1, answered_at=ctx.now,
            answered_by=ctx.actor.staff_id,
        )
        .returning(SWAPS.c.id)
    ).first()  # fmt: skip
    if moved is None:
        raise Overtaken
    if answer != "accept":
        return
    given = (swap.from_at, swap.until_at)
    add_override(ctx, swap.duty_id, swap.other_id, swap.asker_id, given, swap_id=swap.id)
    if swap.return_from is not None:
        back = (swap.return_from, swap.return_until)
        add_override(ctx, swap.duty_id, swap.asker_id, swap.other_id, back, swap_id=swap.id)


def _check_return(faults: Faults, asked: SwapAsked) -> None:
    start, end = asked.return_from, asked.return_until
    if (start is None) != (end is None) or (start and end and end <= start):
        faults.say(
            "return_from",
            "Choose one shift in return, or none.",
            "대신 맡을 근무를 하나 고르거나 비워 두세요.",
        )


def _check_shifts(ctx: Context, duty: Row[Any], swap: Row[Any]) -> None:
    """Refuse unless each shift lies ahead and is wholly its giver's."""
    faults = Faults()
    _check_giver(ctx, faults, duty, "from_at", swap.asker_id, (swap.from_at, swap.until_at))
    if swap.return_from is not None:
        back = (swap.return_from, swap.return_until)
        _check_giver(ctx, faults, duty, "return_from", swap.other_id, back)
    faults.stop()


def _check_giver(
    ctx: Context,
    faults: Faults,
    duty: Row[Any],
    field: str,
    giver: UUID,
    stretch: tuple[datetime, datetime],
) -> None:
    start, end = stretch
    if start <= ctx.now:
        faults.say(field, "This shift has begun already.", "이미 시작된 근무입니다.")
        return
    check_stretch(faults, start, end, ctx.now)
    if field in faults.english or "until_at" in faults.english:
        return
    told = rota.shifts(rotas.loaded(ctx.db, [duty], start, end)[duty.id], start, end)
    if not all(giver in {one.staff_id for one in shift.on} for shift in told):
        faults.say(
            field,
            "This shift is not theirs, or not all of it.",
            "그 시간 전체가 이 사람의 근무는 아닙니다.",
        )


def _told(ctx: Context, what: str, duty: Row[Any], swap: Row[Any]) -> None:
    """Leave the entry, and tell whichever of the two did not do it themself."""
    audit.write(
        ctx.db, ctx.actor, what, at=ctx.now, organisation=duty.organisation_id,
        duty=swap.duty_id, swap=swap.id, asker=swap.asker_id, other=swap.other_id,
    )  # fmt: skip
    tell(ctx, duty, swap.id, what, swap.asker_id, swap.other_id)
