"""Tasks: made by a resident, the service or a person, given to somebody, and done.

A task is due by a time. When that time is over and nobody has done it, its person is told (a
task of nobody's: the caseworkers), and a working day later their supervisor. It never ends by
itself.
"""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, Row, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from telecare.actions import outbox
from telecare.actions.fields import Faults
from telecare.actions.register import served_resident
from telecare.care.localtime import working_deadline
from telecare.db.engine import reading, transaction
from telecare.errors import Overtaken
from telecare.records import alerts, audit, feeds, organisations, tasks
from telecare.records.actor import SERVICE, Actor
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.records.notifications import About
from telecare.records.residents import RESIDENTS
from telecare.records.tasks import TASKS, Priority, TaskKind
from telecare.vault.vault import Vault

DONE_WITHIN: Final = timedelta(hours=8)  # working time: the same working day, as for a P3
AT_MOST: Final = timedelta(days=180)  # what is further away belongs into a plan
HELP_WITHIN: Final = timedelta(hours=4)  # our own: the same half day, night or not
TOLD_AGAIN: Final = timedelta(hours=9)  # working time: one day in the office
WORDS_CHARS: Final = 1_000
TOLD_OVER: Final = ("console", "push")
LIMIT: Final = 200  # per tick

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks of a task.

    Attributes:
        kind: What is to be done: a word of `TaskKind`, but for the resident's own.
        due_at: Done by then: ahead, at most 180 days.
        from_at: Not before; None: at once.
        priority: A word of `Priority`.
        assigned_to: Who does it; None: any of the caseworkers.
        words: What is to be done, for colleagues. Kept sealed; OTHER needs them.
    """

    kind: str
    due_at: datetime
    from_at: datetime | None = None
    priority: str = Priority.NORMAL
    assigned_to: UUID | None = None
    words: str = ""


def ask_doctor(ctx: Context, resident_id: UUID, asked_at: datetime) -> None:
    """Make the task that a resident wishes to speak with the doctor, unless it stands.

    Args:
        ctx: The transaction that stores the wish, and the instant it was received.
        resident_id: Whose wish it is.
        asked_at: When the button was pressed.
    """
    make_by_itself(ctx, resident_id, TaskKind.DOCTOR_ASKED, asked_at=min(asked_at, ctx.now))


def make_by_itself(
    ctx: Context,
    resident_id: UUID,
    kind: TaskKind,
    *,
    asked_at: datetime | None = None,
    due_at: datetime | None = None,
    alert_id: UUID | None = None,
) -> UUID | None:
    """Make a task in the service's name, unless one of this kind stands for the resident.

    Args:
        ctx: The transaction of what it follows from.
        resident_id: Whom it is about.
        kind: What is to be done.
        asked_at: When it was asked for; None: now.
        due_at: Done by then; None: within eight hours of office time.
        alert_id: What it came from; None: no alert.

    Returns:
        The new task's id; None: one stands already.
    """
    return by_itself(
        ctx.db, ctx.actor, ctx.now, resident_id, kind,
        asked_at=asked_at, due_at=due_at, alert_id=alert_id,
    )  # fmt: skip


def by_itself(
    db: Session,
    actor: Actor,
    now: datetime,
    resident_id: UUID,
    kind: TaskKind,
    *,
    asked_at: datetime | None = None,
    due_at: datetime | None = None,
    alert_id: UUID | None = None,
) -> UUID | None:
    """Do as `make_by_itself` where no sealed word can be opened, as a judge does."""
    resident = db.execute(
        select(RESIDENTS.c.organisation_id, RESIDENTS.c.zone).where(
            RESIDENTS.c.id == resident_id
        )
    ).one()
    by = due_at or working_deadline(now, DONE_WITHIN, ZoneInfo(resident.zone))
    row = {
        "id": uuid4(),
        "organisation_id": organisations.sigungu_of(db, resident.organisation_id),
        "resident_id": resident_id,
        "kind": kind,
        "version": 1,
        "asked_at": asked_at or now,
        "received_at": now,
        "due_at": by,
        "tell_at": by,
        "alert_id": alert_id,
    }
    on_postgresql = db.get_bind().dialect.name == "postgresql"
    build: Any = postgresql.insert if on_postgresql else sqlite.insert
    made = db.execute(
        build(TASKS).values(row).on_conflict_do_nothing().returning(*TASKS.c)
    ).first()
    if made is None:
        return None
    _announced(db, actor, now, made, "task.made")
    task_id: UUID = made.id
    return task_id


def more_help(ctx: Context, resident_id: UUID, words: str) -> None:
    """Make a task because a visitor could not help enough; caseworkers and supervisor are told.

    It is made wherever the resident belongs now, even when the visitor does not see them any
    more: what was found at the door has to be somebody's.
    """
    due_at = ctx.now + HELP_WITHIN
    made = _after_visit(ctx, resident_id, words, TaskKind.OTHER, Priority.HIGH, due_at)
    for target in ("caseworker", "supervisor"):
        outbox.say(
            ctx.db, About.NOTICE, made.id, organisation_id=made.organisation_id, target=target,
            channels=(*TOLD_OVER, "sms"), now=ctx.now, word="more_help",
        )  # fmt: skip


def visit_again(ctx: Context, resident_id: UUID, words: str) -> None:
    """Make a visit because nobody was met at the door, unless one stands for the resident.

    It is anybody's, within eight hours of office time, wherever the resident belongs now.
    """
    standing = select(TASKS.c.id).where(TASKS.c.resident_id == resident_id)
    visits = standing.where(TASKS.c.kind == TaskKind.VISIT, TASKS.c.done_at.is_(None))
    if ctx.db.scalar(visits.limit(1)) is not None:
        return
    zone = ctx.db.scalar(select(RESIDENTS.c.zone).where(RESIDENTS.c.id == resident_id))
    due_at = working_deadline(ctx.now, DONE_WITHIN, ZoneInfo(str(zone)))
    _after_visit(ctx, resident_id, words, TaskKind.VISIT, Priority.NORMAL, due_at)


def make(ctx: Context, resident_id: UUID, asked: Asked, alert_id: UUID | None = None) -> UUID:
    """Make a task about a resident, of an alert of theirs or of what somebody noticed.

    Raises:
        NotYours, ServiceEnded: See `register.served_resident`; or no such alert.
        Invalid: Names the fields that need another value; `kind` if one stands for the alert.
    """
    resident = served_resident(ctx, resident_id)
    faults = Faults()
    values = _checked(ctx, faults, resident_id, asked)
    if asked.kind == TaskKind.DOCTOR_ASKED:
        faults.say("kind", "The resident asks for this.", "이것은 대상자가 요청합니다.")
    if alert_id is not None and alerts.one_for(ctx, alert_id).resident_id != resident_id:
        faults.say("alert_id", "It is about somebody else.", "다른 대상자의 알림입니다.")
    faults.stop()
    task_id = uuid4()
    row = values | {
        "id": task_id,
        "organisation_id": organisations.sigungu_of(ctx.db, resident.organisation_id),
        "resident_id": resident_id,
        "version": 1,
        "asked_at": ctx.now,
        "received_at": ctx.now,
        "alert_id": alert_id,
        "made_by": ctx.actor.staff_id,
        "words": _sealed(ctx, resident_id, task_id, asked.words),
    }
    try:
        with ctx.db.begin_nested():
            ctx.db.execute(insert(TASKS).values(row))
    except IntegrityError:
        faults.say(
            "kind", "Such a task stands already.", "이 알림에 같은 할 일이 이미 있습니다."
        )
        faults.stop()
    made = tasks.one_for(ctx, task_id)
    _told(ctx, made, "task.made")
    _give(ctx, made)
    return task_id


def change(ctx: Context, task_id: UUID, version: int, asked: Asked) -> None:
    """Change the window, the person, the priority or the words of a task that stands.

    Raises:
        NotYours: No such task among those the actor may see.
        Overtaken: It changed since `version`, or is done.
        Invalid: Names the fields that need another value; a task keeps its kind.
    """
    task = tasks.one_for(ctx, task_id)
    faults = Faults()
    values = _checked(ctx, faults, task.resident_id, asked)
    if asked.kind != task.kind:
        faults.say("kind", "A task keeps its kind.", "할 일의 종류는 바꿀 수 없습니다.")
    faults.stop()
    values["words"] = _sealed(ctx, task.resident_id, task_id, asked.words)
    moved = _moved(ctx, task_id, version, values)
    _told(ctx, moved, "task.changed")
    if moved.assigned_to != task.assigned_to:
        _give(ctx, moved)


def done(ctx: Context, task_id: UUID, *, version: int) -> None:
    """End a task: somebody has seen to it.

    Raises:
        NotYours: No such task among those the actor may see.
        Overtaken: It changed since `version`, or was done already.
    """
    tasks.one_for(ctx, task_id)
    end = {"done_at": ctx.now, "done_by": ctx.actor.staff_id, "tell_at": None}
    _told(ctx, _moved(ctx, task_id, version, end), "task.done")


def pass_on(ctx: Context, task_id: UUID, giver: UUID, receiver: UUID) -> None:
    """Give what is still a task of the giver's to another; one that is not stays as it is.

    Raises:
        NotYours: The actor may not see its resident.
    """
    tasks.one_for(ctx, task_id)
    passing = (
        update(TASKS)
        .where(TASKS.c.id == task_id, TASKS.c.assigned_to == giver)
        .where(TASKS.c.done_at.is_(None))
        .values(version=TASKS.c.version + 1, assigned_to=receiver)
        .returning(*TASKS.c)
    )
    passed = ctx.db.execute(passing).first()
    if passed is not None:
        _told(ctx, passed, "task.passed_on")
        _give(ctx, passed)


def give_back(ctx: Context, staff_id: UUID) -> None:
    """Let what somebody had to do be everybody's again: they work here no more."""
    freeing = (
        update(TASKS)
        .where(TASKS.c.assigned_to == staff_id, TASKS.c.done_at.is_(None))
        .values(version=TASKS.c.version + 1, assigned_to=None)
        .returning(*TASKS.c)
    )
    for task in ctx.db.execute(freeing).all():
        _told(ctx, task, "task.passed_on")
        _say(ctx, task, "caseworker", f"free{task.version}")


def tell_late(engine: Engine, vault: Vault, now: datetime) -> int:
    """Tell of the tasks whose time is over: their person, then the supervisor; return them."""
    with reading(engine) as db:
        late = select(TASKS).where(TASKS.c.done_at.is_(None), TASKS.c.tell_at <= now)
        rows = db.execute(late.order_by(TASKS.c.tell_at).limit(LIMIT)).all()
    told = 0
    for task in rows:
        try:
            with transaction(engine) as db:
                told += _tell_late(Context(db, KeyRing(db, vault), SERVICE, now), task)
        except Exception:  # one must not hold the others back; it is tried again
            log.exception("a late task could not be told and is tried again")
    return told


def _tell_late(ctx: Context, task: Row[Any]) -> bool:
    first = task.tell_at == task.due_at
    zone = ctx.db.scalar(select(RESIDENTS.c.zone).where(RESIDENTS.c.id == task.resident_id))
    again = working_deadline(ctx.now, TOLD_AGAIN, ZoneInfo(str(zone)))
    claiming = (
        update(TASKS)
        .where(TASKS.c.id == task.id, TASKS.c.done_at.is_(None))
        .where(TASKS.c.tell_at == task.tell_at)
        .values(tell_at=again if first else None)
        .returning(TASKS.c.id)
    )
    if ctx.db.scalar(claiming) is None:
        return False
    _say(ctx, task, _person_of(ctx, task) if first else "supervisor", f"late{task.version}")
    _told(ctx, task, "task.late", again=not first)
    return True


def _person_of(ctx: Context, task: Row[Any]) -> str:
    """Return whom a late task is told to: its person while they still work here."""
    given = task.assigned_to
    if given is None or alerts.worker_for(ctx, task.resident_id, given) is None:
        return "caseworker"
    return f"staff:{given}"


def _after_visit(
    ctx: Context,
    resident_id: UUID,
    words: str,
    kind: TaskKind,
    priority: Priority,
    due_at: datetime,
) -> Row[Any]:
    """Make the task that a visit leaves behind, whether or not its author sees them now."""
    place = ctx.db.execute(
        select(RESIDENTS.c.organisation_id).where(RESIDENTS.c.id == resident_id)
    ).scalar_one()
    task_id = uuid4()
    row = {
        "id": task_id, "organisation_id": organisations.sigungu_of(ctx.db, place),
        "resident_id": resident_id, "kind": kind, "version": 1, "asked_at": ctx.now,
        "received_at": ctx.now, "due_at": due_at, "tell_at": due_at, "priority": priority,
        "made_by": ctx.actor.staff_id,
        "words": _sealed(ctx, resident_id, task_id, words[:WORDS_CHARS]),
    }  # fmt: skip
    made = ctx.db.execute(insert(TASKS).values(row).returning(*TASKS.c)).one()
    _told(ctx, made, "task.made")
    return made


def _checked(ctx: Context, faults: Faults, resident_id: UUID, asked: Asked) -> dict[str, Any]:
    """Return the columns `asked` sets, but for the words; note what is wrong with them."""
    faults.word("kind", asked.kind, tuple(TaskKind))
    faults.word("priority", asked.priority, tuple(Priority))
    faults.text("words", asked.words, WORDS_CHARS, needed=asked.kind == TaskKind.OTHER)
    if not ctx.now < asked.due_at <= ctx.now + AT_MOST:
        faults.say(
            "due_at",
            "Choose a time ahead, within 180 days.",
            "지금보다 뒤, 180일 안의 시각을 고르세요.",
        )
    if asked.from_at is not None and asked.from_at >= asked.due_at:
        faults.say(
            "from_at", "It begins after it is due.", "시작이 기한보다 늦습니다. 앞당기세요."
        )
    person = asked.assigned_to
    if person is not None and alerts.worker_for(ctx, resident_id, person) is None:
        faults.say(
            "assigned_to",
            "Choose a colleague who may see this resident.",
            "이 대상자를 볼 수 있는 동료를 고르세요.",
        )
    due_at = asked.due_at.astimezone(UTC)
    return {
        "kind": asked.kind,
        "priority": asked.priority,
        "due_at": due_at,
        "tell_at": due_at,
        "from_at": asked.from_at and asked.from_at.astimezone(UTC),
        "assigned_to": person,
    }


def _sealed(ctx: Context, resident_id: UUID, task_id: UUID, words: str) -> bytes | None:
    said = words.strip()
    if not said:
        return None
    subject = ("resident", resident_id)
    return ctx.ring.seal(subject, said, table="task", column="words", row=task_id)


def _moved(ctx: Context, task_id: UUID, version: int, values: dict[str, Any]) -> Row[Any]:
    """Move a task that stands where it was read (law 2), else raise `Overtaken`."""
    moved = ctx.db.execute(
        update(TASKS)
        .where(TASKS.c.id == task_id, TASKS.c.version == version)
        .where(TASKS.c.done_at.is_(None))
        .values(version=version + 1, **values)
        .returning(*TASKS.c)
    ).first()
    if moved is None:
        raise Overtaken(task=task_id)
    return moved


def _give(ctx: Context, task: Row[Any]) -> None:
    """Tell the person a task was given to, unless they gave it to themselves."""
    if task.assigned_to is not None and task.assigned_to != ctx.actor.staff_id:
        _say(ctx, task, f"staff:{task.assigned_to}", f"given{task.version}")


def _say(ctx: Context, task: Row[Any], target: str, word: str) -> None:
    outbox.say(
        ctx.db, About.NOTICE, task.id, organisation_id=task.organisation_id, target=target,
        channels=TOLD_OVER, now=ctx.now, word=word,
    )  # fmt: skip


def _told(ctx: Context, task: Row[Any], what: str, *, again: bool = False) -> None:
    _announced(ctx.db, ctx.actor, ctx.now, task, what, again=again)


def _announced(
    db: Session, actor: Actor, now: datetime, task: Row[Any], what: str, *, again: bool = False
) -> None:
    audit.write(
        db, actor, what, at=now, resident=task.resident_id,
        organisation=task.organisation_id, alert=task.alert_id, task=task.id,
        kind=task.kind.value, again=again,
    )  # fmt: skip
    feeds.announce(
        db, task.organisation_id, feeds.Change.RESIDENT, resident_id=task.resident_id, at=now
    )
