"""Choosing whom an organisation asks first: every choice is kept, and none asks for ever."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, insert, select
from sqlalchemy.exc import IntegrityError

from telecare.actions.fields import Faults
from telecare.care.precheck import (
    LONGEST_IN_ALL,
    MOST_ASKS,
    SHORTEST_WAIT,
    Ask,
    Code,
    asks_to_json,
)
from telecare.errors import NotYours, Overtaken
from telecare.records import audit, prechecks
from telecare.records.context import Context
from telecare.records.organisations import ORGANISATIONS, Kind
from telecare.records.prechecks import CHOICES

CHOOSES: Final = frozenset({Kind.PROVINCE, Kind.SIGUNGU})  # an alert asks its si/gun and above


def choose(
    ctx: Context, organisation_id: UUID, code: Code, after: int, asks: Sequence[Ask] = ()
) -> int:
    """Choose whom an organisation asks first from now on; return the choice's version.

    Alerts that stand keep the protocol they were born with.

    Args:
        ctx: The transaction and who acts.
        organisation_id: A province or si/gun at or below the actor's.
        code: The protocol.
        after: The newest own version the chooser has seen; 0: none.
        asks: The attempts, of OWN only.

    Raises:
        NotYours: No such organisation that the actor may choose for.
        Invalid: By field (`asks`, `ask_0` …): what to change.
        Overtaken: Somebody else has chosen since.
    """
    _choosable(ctx, organisation_id)
    _check(code, asks)
    if prechecks.newest_version(ctx.db, organisation_id) != after:
        raise Overtaken
    row = {
        "organisation_id": organisation_id, "version": after + 1, "protocol": code,
        "chosen_at": ctx.now, "chosen_by": ctx.actor.staff_id,
        "asks": asks_to_json(asks) if code is Code.OWN else None,
    }  # fmt: skip
    try:
        with ctx.db.begin_nested():
            ctx.db.execute(insert(CHOICES).values(row))
    except IntegrityError as error:
        raise Overtaken from error
    audit.write(
        ctx.db, ctx.actor, "precheck.chosen", at=ctx.now, organisation=organisation_id,
        protocol=code.value, version=after + 1, attempts=len(asks),
    )  # fmt: skip
    prechecks.forget(ctx.db)
    return after + 1


def _choosable(ctx: Context, organisation_id: UUID) -> Row[Any]:
    mine = ORGANISATIONS.c.path.startswith(ctx.actor.path, autoescape=True)
    there = select(ORGANISATIONS.c.id).where(
        ORGANISATIONS.c.id == organisation_id, ORGANISATIONS.c.kind.in_(CHOOSES), mine
    )
    found = ctx.db.execute(there).first()
    if found is None:
        raise NotYours
    return found


def _check(code: Code, asks: Sequence[Ask]) -> None:
    faults = Faults()
    if code is not Code.OWN:
        if asks:
            faults.say(
                "asks",
                "This protocol brings its own attempts: send none, or choose “own”.",
                "이 절차에는 정해진 시도가 있습니다. 시도를 비우거나 “직접 정하기”를 고르세요.",
            )
        faults.stop()
        return
    if not 1 <= len(asks) <= MOST_ASKS:
        faults.say(
            "asks",
            f"Write down 1 to {MOST_ASKS} attempts; to ask nobody, choose “none”.",
            f"시도를 1~{MOST_ASKS}개 적으세요. 여쭙지 않으려면 “하지 않음”을 고르세요.",
        )
    shortest = int(SHORTEST_WAIT / timedelta(minutes=1))
    for number, ask in enumerate(asks):
        if ask.wait < SHORTEST_WAIT:
            faults.say(
                f"ask_{number}",
                f"Wait at least {shortest} minute: a call has to ring and be heard.",
                f"적어도 {shortest}분은 기다리세요. 전화가 울리고 들을 시간이 필요합니다.",
            )
    longest = int(LONGEST_IN_ALL / timedelta(minutes=1))
    if sum((ask.wait for ask in asks), timedelta()) > LONGEST_IN_ALL:
        faults.say(
            "asks",
            f"All attempts together may take {longest} minutes: shorten or remove one.",
            f"모든 시도를 합해 {longest}분까지입니다. 기다림을 줄이거나 시도를 빼세요.",
        )
    faults.stop()
