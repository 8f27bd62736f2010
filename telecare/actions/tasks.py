"""Tasks: what a resident's wish asks of the people who look after them, and its end."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select, update
from sqlalchemy.dialects import postgresql, sqlite

from telecare.care.localtime import working_deadline
from telecare.errors import NotYours, Overtaken
from telecare.records import audit, feeds, organisations
from telecare.records.context import Context
from telecare.records.residents import RESIDENTS
from telecare.records.scope import seen_by
from telecare.records.tasks import TASKS, TaskKind

DONE_WITHIN: Final = timedelta(hours=8)  # working time: the same working day, as for a P3


def ask_doctor(ctx: Context, resident_id: UUID, asked_at: datetime) -> None:
    """Make the task that a resident wishes to speak with the doctor, unless it stands.

    Args:
        ctx: The transaction that stores the wish, and the instant it was received.
        resident_id: Whose wish it is.
        asked_at: When the button was pressed.
    """
    resident = ctx.db.execute(
        select(RESIDENTS.c.organisation_id, RESIDENTS.c.zone).where(
            RESIDENTS.c.id == resident_id
        )
    ).one()
    sigungu_id = organisations.sigungu_of(ctx.db, resident.organisation_id)
    row = {
        "id": uuid4(),
        "organisation_id": sigungu_id,
        "resident_id": resident_id,
        "kind": TaskKind.DOCTOR_ASKED,
        "version": 1,
        "asked_at": min(asked_at, ctx.now),
        "received_at": ctx.now,
        "due_at": working_deadline(ctx.now, DONE_WITHIN, ZoneInfo(resident.zone)),
    }
    on_postgresql = ctx.db.get_bind().dialect.name == "postgresql"
    build: Any = postgresql.insert if on_postgresql else sqlite.insert
    made = ctx.db.execute(
        build(TASKS).values(row).on_conflict_do_nothing().returning(*TASKS.c)
    ).first()
    if made is not None:
        _told(ctx, made, "task.made")


def done(ctx: Context, task_id: UUID, *, version: int) -> None:
    """End a task: somebody has seen to it.

    Raises:
        NotYours: No such task among those the actor may see.
        Overtaken: It changed since `version`, or was done already.
    """
    task = ctx.db.execute(
        select(TASKS)
        .join(RESIDENTS, RESIDENTS.c.id == TASKS.c.resident_id)
        .where(TASKS.c.id == task_id)
        .where(seen_by(ctx.actor, ctx.now))
    ).first()
    if task is None:
        raise NotYours(task=task_id)
    moved = ctx.db.execute(
        update(TASKS)
        .where(TASKS.c.id == task_id, TASKS.c.version == version)
        .where(TASKS.c.done_at.is_(None))
        .values(version=version + 1, done_at=ctx.now, done_by=ctx.actor.staff_id)
        .returning(*TASKS.c)
    ).first()
    if moved is None:
        raise Overtaken(task=task_id)
    _told(ctx, moved, "task.done")


def _told(ctx: Context, task: Row[Any], what: str) -> None:
    audit.write(
        ctx.db, ctx.actor, what, at=ctx.now, resident=task.resident_id,
        organisation=task.organisation_id, task=task.id, kind=task.kind.value,
    )  # fmt: skip
    feeds.announce(
        ctx.db,
        task.organisation_id,
        feeds.Change.RESIDENT,
        resident_id=task.resident_id,
        at=ctx.now,
    )
