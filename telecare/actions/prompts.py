"""Prompts: asking the resident something on their tablet, and what came of it.

A prompt is put to the newest tablet of a home. The tablet says that it has shown it; one tap
answers it, as an observation, so that the answer outlives a network that is away. A prompt
that is not shown within 30 seconds is told to be undeliverable, which is no end: a tablet that
shows it later has shown it. After ten minutes nobody is asked any more.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Engine, Row, insert, select, update
from sqlalchemy.orm import Session

from telecare.actions.register import served_resident
from telecare.call_errors import NoTablet
from telecare.care.precheck import Way
from telecare.db import bell
from telecare.db.engine import reading, transaction
from telecare.errors import NotYours
from telecare.protocol.messages import PromptAnswer
from telecare.records import alerts, audit, feeds, organisations, prechecks, tablets
from telecare.records.actor import SERVICE, Actor
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.records.prechecks import Result
from telecare.records.prompts import PROMPTS, STANDING, Answer, PromptKind, PromptState
from telecare.vault.vault import Vault

SHOWN_WITHIN: Final = timedelta(seconds=30)
STANDS_FOR: Final = timedelta(minutes=10)  # monitoring.md: the pre-check of a P2
LIMIT: Final = 500  # prompts given up in one tick

log = logging.getLogger(__name__)


def ask(
    ctx: Context, resident_id: UUID, kind: PromptKind, *, alert_id: UUID | None = None
) -> UUID:
    """Put a question on the resident's tablet and return its id.

    One of the same kind that still stands is withdrawn: a screen asks a thing once.

    Raises:
        NotYours, ServiceEnded: See `register.served_resident`; or no such alert of theirs.
        NoTablet: The home has none in use.
    """
    resident = served_resident(ctx, resident_id)
    if alert_id is not None and alerts.one_for(ctx, alert_id).resident_id != resident_id:
        raise NotYours(alert=alert_id)
    device_id = tablets.in_use(ctx.db, resident_id)
    if device_id is None:
        raise NoTablet
    return put(
        ctx.db, ctx.actor, ctx.now, device_id=device_id, resident_id=resident_id,
        organisation_id=organisations.sigungu_of(ctx.db, resident.organisation_id),
        kind=kind, alert_id=alert_id,
    )  # fmt: skip


def put(
    db: Session,
    actor: Actor,
    now: datetime,
    *,
    device_id: UUID,
    resident_id: UUID,
    organisation_id: UUID,
    kind: PromptKind,
    alert_id: UUID | None,
) -> UUID:
    """Put a question on a tablet that is in use; one of its kind that stands is withdrawn."""
    tablets.take_turn(db, device_id)  # two who ask at once must see each other's
    db.execute(
        update(PROMPTS)
        .where(PROMPTS.c.device_id == device_id, PROMPTS.c.kind == kind)
        .where(PROMPTS.c.state.in_(STANDING))
        .values(state=PromptState.WITHDRAWN, due_at=None)
    )
    row = {
        "id": uuid4(),
        "organisation_id": organisation_id,
        "resident_id": resident_id,
        "device_id": device_id,
        "alert_id": alert_id,
        "kind": kind,
        "state": PromptState.ASKED,
        "asked_at": now,
        "asked_by": actor.staff_id,
        "answer_by": now + STANDS_FOR,
        "due_at": now + SHOWN_WITHIN,
    }
    prompt = db.execute(insert(PROMPTS).values(row).returning(*PROMPTS.c)).one()
    _told(db, actor, now, prompt, "prompt.asked")
    return prompt.id  # type: ignore[no-any-return]


def shown(ctx: Context, device_id: UUID, prompt_id: UUID) -> None:
    """Note that the tablet has shown a prompt and said it aloud; said twice is said once.

    Raises:
        NotYours: It was never put to this tablet.
    """
    found = ctx.db.scalar(
        select(PROMPTS.c.id).where(PROMPTS.c.id == prompt_id, PROMPTS.c.device_id == device_id)
    )
    if found is None:
        raise NotYours
    waits = {PromptState.ASKED, PromptState.UNDELIVERABLE}
    values = {"state": PromptState.SHOWN, "shown_at": ctx.now, "due_at": None}
    prompt = _move(ctx, prompt_id, waits, values)
    if prompt is not None:
        _told(ctx.db, ctx.actor, ctx.now, prompt, "prompt.shown")


def answered(ctx: Context, device_id: UUID, said: PromptAnswer, at: datetime) -> None:
    """Note the tap that answers a prompt; one that nobody asked of this tablet is nothing.

    A prompt that was withdrawn, or is past its time, is answered all the same: somebody was
    there and said so. That "help" calls for help is the business of the rules.
    """
    open_ones = {*STANDING, PromptState.WITHDRAWN}
    values = {
        "state": PromptState.ANSWERED,
        "answered_at": at,
        "answer": Answer(said.answer),
        "due_at": None,
    }
    prompt = _move(ctx, said.prompt_id, open_ones, values, device_id=device_id)
    if prompt is not None:
        _told(ctx.db, ctx.actor, ctx.now, prompt, f"prompt.answered_{said.answer}")


def withdraw(db: Session, actor: Actor, now: datetime, alert_id: UUID) -> None:
    """Take back what the service asks about an alert: it need not be answered any more."""
    taken_back = db.execute(
        update(PROMPTS)
        .where(PROMPTS.c.alert_id == alert_id, PROMPTS.c.kind == PromptKind.ARE_YOU_OK)
        .where(PROMPTS.c.asked_by.is_(None), PROMPTS.c.state.in_(STANDING))
        .values(state=PromptState.WITHDRAWN, due_at=None)
        .returning(*PROMPTS.c)
    ).all()
    for prompt in taken_back:
        _told(db, actor, now, prompt, "prompt.withdrawn")


def give_up_due(engine: Engine, vault: Vault, now: datetime) -> int:
    """Tell of every prompt that was not shown in time; return how many."""
    with reading(engine) as db:
        due = db.scalars(
            select(PROMPTS.c.id)
            .where(PROMPTS.c.due_at <= now)
            .order_by(PROMPTS.c.due_at)
            .limit(LIMIT)
        ).all()
    told = 0
    for prompt_id in due:
        try:
            with transaction(engine) as db:
                ctx = Context(db, KeyRing(db, vault), SERVICE, now)
                told += _give_up(ctx, prompt_id)
        except Exception:  # one must not hold the others back; it is tried again
            log.exception("a prompt could not be given up and is tried again")
    return told


def _give_up(ctx: Context, prompt_id: UUID) -> bool:
    values = {"state": PromptState.UNDELIVERABLE, "due_at": None}
    about = ctx.db.scalar(select(PROMPTS.c.alert_id).where(PROMPTS.c.id == prompt_id))
    if about is not None:  # the alert first: locks as the escalation takes them
        prechecks.lock(ctx.db, about)
    prompt = _move(ctx, prompt_id, {PromptState.ASKED}, values)
    if prompt is None:
        return False
    if prompt.alert_id is not None:  # a pre-check that waits for it asks by the next way
        prechecks.came_to_nothing(
            ctx.db, prompt.alert_id, Way.TABLET, Result.UNDELIVERABLE, ctx.now
        )
    _told(ctx.db, ctx.actor, ctx.now, prompt, "prompt.undeliverable")
    return True


def _move(
    ctx: Context,
    prompt_id: UUID,
    from_states: set[PromptState],
    values: Mapping[str, Any],
    *,
    device_id: UUID | None = None,
) -> Row[Any] | None:
    """Move a prompt if it stands in one of `from_states`; None: it does not (law 2)."""
    moving = (
        update(PROMPTS)
        .where(PROMPTS.c.id == prompt_id, PROMPTS.c.state.in_(from_states))
        .values(**values)
        .returning(*PROMPTS.c)
    )
    if device_id is not None:
        moving = moving.where(PROMPTS.c.device_id == device_id)
    return ctx.db.execute(moving).first()


def _told(db: Session, actor: Actor, now: datetime, prompt: Row[Any], what: str) -> None:
    """Say what became of a prompt: an entry, a number of the feed, a nudge to the tablet."""
    audit.write(
        db, actor, what, at=now, resident=prompt.resident_id,
        alert=prompt.alert_id, organisation=prompt.organisation_id, prompt=prompt.id,
        kind=prompt.kind.value,
    )  # fmt: skip
    bell.note(db, bell.tablet(prompt.device_id))
    feeds.announce(
        db,
        prompt.organisation_id,
        feeds.Change.RESIDENT if prompt.alert_id is None else feeds.Change.ALERT,
        alert_id=prompt.alert_id,
        resident_id=prompt.resident_id,
        at=now,
    )
