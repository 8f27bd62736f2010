"""Handing over: the sheet of a shift change, filled in, given, and taken line by line.

A line is the giver's until the receiver ticks it: the alert it names changes its owner in the
same UPDATE that would fail if anything had moved meanwhile, so nobody is ever without one.
"""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Row, and_, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from telecare.actions import outbox, tasks, triage
from telecare.actions.fields import Faults
from telecare.care.alert import LIVE_STATES, OWNED_STATES
from telecare.errors import NotYours, Overtaken
from telecare.records import alerts, audit, handovers, residents
from telecare.records.alerts import ALERTS
from telecare.records.context import Context
from telecare.records.handovers import HANDOVERS, LINES, LineKind
from telecare.records.notifications import About
from telecare.records.organisations import Organisation
from telecare.records.residents import RESIDENTS
from telecare.records.scope import seen_by
from telecare.records.staff import Staff
from telecare.records.suppressions import HELD
from telecare.records.tasks import TASKS

WORDS_CHARS: Final = 1_000
SHIFT: Final = timedelta(hours=12)  # what was finished longer ago is not of this shift
LINES_AT_MOST: Final = 500
SEEN_AT_MOST: Final = 2_000  # a storm is read on the board; this many are counted
_LEFT_OFF: Final = "그 밖의 {0}건은 관제 화면에서 보세요. ({0} more stand on the board.)"
TOLD_OVER: Final = ("console", "push")


def begin(ctx: Context, *, to: UUID, words: str = "") -> UUID:
    """Hand the actor's shift to a colleague, who is told; return the id. Nothing moves yet.

    The sheet holds the alerts the actor owns and those nobody owns, what was promised with
    its time, the people to watch, what is held back, the tasks that are due, and what the
    actor finished.

    Raises:
        Invalid: `to` claims no alerts, or may not see a resident whose alert is the actor's;
            the words are too long; or a sheet of the actor's still runs.
    """
    faults = Faults()
    said = faults.text("words", words, WORDS_CHARS)
    _check_receiver(ctx, faults, to)
    faults.stop()
    standing = _standing(ctx)
    for alert in standing:
        if alert.owner_id == ctx.actor.staff_id:
            alerts.colleague(ctx, alert, to)
    _check_tasks(ctx, faults, to)
    faults.stop()
    handover_id = _keep(ctx, faults, to)
    mine = [one for one in standing if one.owner_id == ctx.actor.staff_id]
    others = [one for one in standing if one.owner_id != ctx.actor.staff_id]
    lines = [  # what is the giver's to give stands before what anybody sees on the board
        *(_of_alert(one) for one in mine), *_tasks(ctx), *_held(ctx),
        *(_of_alert(one) for one in others), *_done(ctx),
    ]  # fmt: skip
    shown = lines[: max(LINES_AT_MOST, len(mine))]
    for no, line in enumerate(shown, start=1):
        _add(ctx, handover_id, no, **line)
    if left := len(lines) - len(shown):
        _add(ctx, handover_id, len(shown) + 1, kind=LineKind.WORDS, said=_LEFT_OFF.format(left))
    if said:
        _add(ctx, handover_id, len(shown) + 2, kind=LineKind.WORDS, said=said)
    outbox.say(
        ctx.db, About.NOTICE, handover_id, organisation_id=_my_place(ctx),
        target=f"staff:{to}", channels=TOLD_OVER, now=ctx.now, word="handover",
    )  # fmt: skip
    _told(ctx, "handover.begun", handover=handover_id, to=to, lines=len(lines))
    return handover_id


def add(
    ctx: Context, handover_id: UUID, *, words: str, resident_id: UUID | None = None
) -> None:
    """Add a line in the giver's words to a sheet that runs.

    Raises:
        NotYours: The sheet is not the actor's to give, or they may not see the resident.
        Overtaken: The sheet is closed.
        Invalid: No words, or too many.
    """
    sheet = handovers.one_for(ctx, handover_id)
    if sheet.giver_id != ctx.actor.staff_id:
        raise NotYours
    faults = Faults()
    said = faults.text("words", words, WORDS_CHARS, needed=True)
    faults.stop()
    if resident_id is not None:
        residents.one_for(ctx, resident_id)
    _lock(ctx, sheet)
    no = max((one.no for one in handovers.lines_of(ctx, handover_id)), default=0) + 1
    _add(ctx, handover_id, no, kind=LineKind.WORDS, said=said, resident_id=resident_id)
    _told(ctx, "handover.added", handover=handover_id)


def tick(ctx: Context, handover_id: UUID, line_id: UUID) -> None:
    """Take one line; what the giver owns of it becomes the receiver's in the same transaction.

    That is an alert or a task. One that is no longer the giver's is only noted as read. The
    last tick closes the sheet.

    Raises:
        NotYours: The sheet is not for the actor, has no such line, or is about a resident they
            no longer see.
        Overtaken: The sheet is closed, the line was ticked, or the alert moved meanwhile.
        Invalid: The actor may no longer have this resident's alerts.
    """
    sheet = handovers.one_for(ctx, handover_id)
    line = next(
        (one for one in handovers.lines_of(ctx, handover_id) if one.id == line_id), None
    )
    if sheet.receiver_id != ctx.actor.staff_id or line is None:
        raise NotYours
    _lock(ctx, sheet, received_at=ctx.now)
    ticking = update(LINES).where(LINES.c.id == line_id, LINES.c.ticked_at.is_(None))
    ticked = ctx.db.scalar(ticking.values(ticked_at=ctx.now).returning(LINES.c.id))
    if ticked is None:
        raise Overtaken(line=line_id)
    left = [one for one in handovers.lines_of(ctx, handover_id) if one.ticked_at is None]
    if not left:
        _lock(ctx, sheet, closed_at=ctx.now, closed_by=ctx.actor.staff_id)
    alert = _given(ctx, line, sheet)
    if alert is not None:
        triage.give(ctx, alert, sheet.receiver_id, promise=alert.expected_by)
    if line.task_id is not None:
        tasks.pass_on(ctx, line.task_id, sheet.giver_id, sheet.receiver_id)
    _told(ctx, "handover.ticked", handover=handover_id, line=line_id, resident=line.resident_id)


def close(ctx: Context, handover_id: UUID) -> None:
    """End a sheet; whatever was not ticked stays with its giver.

    Raises:
        NotYours: The actor neither gave it nor receives it.
        Overtaken: It is closed.
    """
    sheet = handovers.one_for(ctx, handover_id)
    _lock(ctx, sheet, closed_at=ctx.now, closed_by=ctx.actor.staff_id)
    _told(ctx, "handover.closed", handover=handover_id)


def _standing(ctx: Context) -> list[Row[Any]]:
    """Return every live alert that is the actor's, then nobody's and those to watch."""
    mine = ALERTS.c.owner_id == ctx.actor.staff_id
    others = or_(ALERTS.c.owner_id.is_(None), ALERTS.c.reopen_count > 0, ALERTS.c.blind)
    asked = (
        select(ALERTS)
        .join(RESIDENTS, RESIDENTS.c.id == ALERTS.c.resident_id)
        .where(ALERTS.c.state.in_(LIVE_STATES), seen_by(ctx.actor, ctx.now))
        .order_by(ALERTS.c.severity, ALERTS.c.opened_at)
    )
    not_mine = asked.where(others, ALERTS.c.owner_id.is_distinct_from(ctx.actor.staff_id))
    own = ctx.db.execute(asked.where(mine)).all()
    return [*own, *ctx.db.execute(not_mine.limit(SEEN_AT_MOST))]


def _of_alert(alert: Row[Any]) -> dict[str, Any]:
    kind = LineKind.WATCH if alert.reopen_count or alert.blind else LineKind.OPEN
    if alert.expected_by is not None:
        kind = LineKind.PROMISE
    return {
        "kind": kind, "resident_id": alert.resident_id, "alert_id": alert.id,
        "until_at": alert.expected_by,
    }  # fmt: skip


def _held(ctx: Context) -> list[dict[str, Any]]:
    asked = (
        select(HELD.c.id, HELD.c.resident_id, HELD.c.until_at)
        .join(RESIDENTS, RESIDENTS.c.id == HELD.c.resident_id)
        .where(HELD.c.ended_at.is_(None), HELD.c.until_at > ctx.now)
        .where(RESIDENTS.c.ended_at.is_(None), seen_by(ctx.actor, ctx.now))
        .order_by(HELD.c.until_at)
        .limit(LINES_AT_MOST)
    )
    return [
        {
            "kind": LineKind.SUPPRESSION, "resident_id": one.resident_id,
            "suppression_id": one.id, "until_at": one.until_at,
        }
        for one in ctx.db.execute(asked)
    ]  # fmt: skip


def _tasks(ctx: Context) -> list[dict[str, Any]]:
    """The actor's own that stand, and those of nobody that are due in the next shift."""
    soon = and_(TASKS.c.assigned_to.is_(None), TASKS.c.due_at <= ctx.now + SHIFT)
    asked = (
        select(TASKS.c.id, TASKS.c.resident_id, TASKS.c.due_at)
        .join(RESIDENTS, RESIDENTS.c.id == TASKS.c.resident_id)
        .where(TASKS.c.done_at.is_(None), seen_by(ctx.actor, ctx.now))
        .where(or_(TASKS.c.assigned_to == ctx.actor.staff_id, soon))
        .order_by(TASKS.c.due_at)
        .limit(LINES_AT_MOST)
    )
    return [
        {
            "kind": LineKind.TASK, "resident_id": one.resident_id, "task_id": one.id,
            "until_at": one.due_at,
        }
        for one in ctx.db.execute(asked)
    ]  # fmt: skip


def _done(ctx: Context) -> list[dict[str, Any]]:
    asked = (
        select(ALERTS.c.id, ALERTS.c.resident_id)
        .where(ALERTS.c.resolved_by == ctx.actor.staff_id)
        .where(ALERTS.c.resolved_at > ctx.now - SHIFT)
        .order_by(ALERTS.c.resolved_at)
        .limit(LINES_AT_MOST)
    )
    return [
        {"kind": LineKind.DONE, "resident_id": one.resident_id, "alert_id": one.id}
        for one in ctx.db.execute(asked)
    ]


def _check_receiver(ctx: Context, faults: Faults, to: UUID) -> None:
    """A colleague who claims alerts, at, above or below the place the actor works in."""
    found = ctx.db.execute(
        select(Organisation.path)
        .join(Staff, Staff.organisation_id == Organisation.id)
        .where(Staff.id == to, Staff.ended_at.is_(None), Staff.id != ctx.actor.staff_id)
        .where(Staff.role.in_(alerts.CLAIMING_ROLES))
    ).scalar()
    here = ctx.actor.path
    if found is None or not (found.startswith(here) or here.startswith(found)):
        faults.say(
            "to", "Choose a colleague who claims alerts.", "알림을 맡는 동료를 고르세요."
        )


def _check_tasks(ctx: Context, faults: Faults, to: UUID) -> None:
    """Every resident of a task of the actor's is one the receiver may see."""
    mine = select(TASKS.c.resident_id).distinct().where(TASKS.c.done_at.is_(None))
    for resident_id in ctx.db.scalars(mine.where(TASKS.c.assigned_to == ctx.actor.staff_id)):
        if alerts.worker_for(ctx, resident_id, to) is None:
            faults.say(
                "to",
                "Choose a colleague who may see every resident of your tasks.",
                "내 할 일의 대상자를 모두 볼 수 있는 동료를 고르세요.",
            )


def _keep(ctx: Context, faults: Faults, to: UUID) -> UUID:
    handover_id = uuid4()
    row = {
        "id": handover_id, "organisation_id": ctx.actor.organisation_id,
        "giver_id": ctx.actor.staff_id, "receiver_id": to, "begun_at": ctx.now,
    }  # fmt: skip
    try:
        with ctx.db.begin_nested():
            ctx.db.execute(insert(HANDOVERS).values(row))
    except IntegrityError as error:
        faults.say(
            "to",
            "A hand-over of yours still runs; close it first.",
            "진행 중인 인계가 있습니다. 먼저 끝내세요.",
        )
        faults.stop()
        raise AssertionError from error
    return handover_id


def _add(
    ctx: Context,
    handover_id: UUID,
    no: int,
    *,
    said: str = "",
    resident_id: UUID | None = None,
    **line: Any,  # noqa: ANN401 - columns of LINES
) -> None:
    line_id, words, giver_id = uuid4(), None, _me(ctx)
    if said:
        subject = ("resident", resident_id) if resident_id else ("staff", giver_id)
        words = ctx.ring.seal(subject, said, table="handover_line", column="words", row=line_id)
    row = {
        "id": line_id, "handover_id": handover_id, "no": no, "resident_id": resident_id,
        "words": words, **line,
    }  # fmt: skip
    ctx.db.execute(insert(LINES).values(row))


def _me(ctx: Context) -> UUID:
    """The signed-in person; the service hands nothing over."""
    if ctx.actor.staff_id is None:
        raise NotYours
    return ctx.actor.staff_id


def _my_place(ctx: Context) -> UUID:
    if ctx.actor.organisation_id is None:
        raise NotYours
    return ctx.actor.organisation_id


def _lock(ctx: Context, sheet: Row[Any], **values: object) -> None:
    """Write to a sheet that still runs; its row is locked until the commit (law 2)."""
    writing = update(HANDOVERS).where(
        HANDOVERS.c.id == sheet.id, HANDOVERS.c.closed_at.is_(None)
    )
    locked = writing.values(values or {"begun_at": sheet.begun_at}).returning(HANDOVERS.c.id)
    if ctx.db.scalar(locked) is None:
        raise Overtaken(handover=sheet.id)


def _given(ctx: Context, line: Row[Any], sheet: Row[Any]) -> Row[Any] | None:
    """Return the alert that moves with this line; None: it is not the giver's (any more)."""
    if line.alert_id is None or line.kind is LineKind.DONE:
        return None
    alert = alerts.one_for(ctx, line.alert_id)
    is_givers = alert.state in OWNED_STATES and alert.owner_id == sheet.giver_id
    return alert if is_givers else None


def _told(ctx: Context, what: str, **facts: Any) -> None:  # noqa: ANN401 - as audit.write takes
    audit.write(
        ctx.db, ctx.actor, what, at=ctx.now, organisation=ctx.actor.organisation_id, **facts
    )
