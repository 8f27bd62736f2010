"""Visiting: what was found at the door is kept as it was written, and does its work once.

The phone may have been without a network for hours. The visit is kept first, whatever has
happened meanwhile; then it ends its task and, if the alert is still the author's to end, its
alert. What it can no longer do is said in `beside`, and overwrites nothing.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from telecare.actions import outbox, triage
from telecare.actions import tasks as verbs
from telecare.actions.fields import Faults
from telecare.actions.outbox import Call
from telecare.care.alert import LIVE_STATES, OWNED_STATES, Outcome, Verified
from telecare.errors import Busy, NotYours, Overtaken, Refused
from telecare.records import audit, feeds, organisations, residents, tasks
from telecare.records.alerts import ALERTS
from telecare.records.audit import ENTRIES
from telecare.records.context import Context
from telecare.records.residents import RESIDENTS
from telecare.records.tasks import TASKS
from telecare.records.visits import VISITS, Beside, Found
from telecare.task_errors import NotYourVisit, VisitDiffers

WORDS_CHARS: Final = 2_000
TAKEN_ALONG: Final = "visit.taken_along"
ON_THE_WAY: Final = timedelta(days=14)  # who took a resident along may write of them so long
CLOCK_WANDERS: Final = timedelta(minutes=1)  # a slow line, a day's drift; more: it was set
UNEASY: Final = frozenset({Found.NEEDS_HELP, Found.NOT_HOME, Found.NOT_LET_IN})
MET: Final = frozenset({Found.WELL, Found.HELPED, Found.NEEDS_HELP})
ENDS: Final = {Found.WELL: Outcome.OK_CONFIRMED, Found.HELPED: Outcome.ASSISTED}


@dataclass(frozen=True, slots=True)
class Seen:
    """The alert of a visit's task, as its author had seen it when they took it along.

    Attributes:
        signals: How often it had spoken.
        at: When the hub read it, by the hub's clock.
        by_phone: When it came to the phone, by the phone's clock.
    """

    signals: int
    at: datetime
    by_phone: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """One visit as its author wrote it.

    Attributes:
        id: The phone's own number; the same one sent again is kept once.
        author_id: Who wrote it, signed in then.
        resident_id: Whom they visited.
        found: How it went.
        words: What colleagues must know; "" for nothing.
        captured_at: When it was written, by the phone's clock.
        sent_at: When it was sent, by the phone's clock: how far off that clock is.
        task_id: What it was made for; None: nothing but the visit.
        task_version: The task as the author had seen it.
        seen: Its alert as the author had seen it; None: they had not, and end none.
    """

    id: UUID
    author_id: UUID
    resident_id: UUID
    found: Found
    words: str
    captured_at: datetime
    sent_at: datetime
    task_id: UUID | None = None
    task_version: int | None = None
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of it: why it stands beside its task (None: it does not), or was known."""

    beside: Beside | None
    again: bool = False


def record(ctx: Context, visit: Written) -> Kept:
    """Keep a visit and do what it was made for; sent twice it is kept once.

    Raises:
        NotYourVisit: It is not the actor's own.
        NotYours: The author never had this resident, or the task is another's.
        VisitDiffers: Another text is kept under this number.
        Invalid: The words are too long.
        Busy: The same visit is being kept by another request; ask again.
    """
    if visit.author_id != ctx.actor.staff_id:
        raise NotYourVisit
    faults = Faults()
    visit = replace(visit, words=faults.text("words", visit.words, WORDS_CHARS))
    faults.stop()
    known = ctx.db.execute(select(VISITS).where(VISITS.c.id == visit.id)).first()
    if known is not None:
        return _again(ctx, known, visit)
    moved = not _may_write_of(ctx, visit.resident_id)
    task = _task(ctx, visit, moved=moved)
    alert_id = None if task is None else task.alert_id
    beside = Beside.MOVED if moved else _stands_against(task, visit)
    if beside is None and alert_id is not None:  # before the task: a feed is locked last
        beside = _to_alert(ctx, alert_id, visit)
    noted = alert_id if beside is None else None
    beside = _to_task(ctx, task, visit, beside)
    _keep(ctx, visit, alert_id, beside)
    if visit.found in UNEASY:
        owned = _to_owners(ctx, visit, noted, moved=moved)
        _left_open(ctx, visit, task, owned=noted is not None and noted in owned)
    return Kept(beside)


def settle(ctx: Context, visit_id: UUID) -> None:
    """Say that somebody has looked at a visit that stands beside its task.

    Raises:
        NotYours: No such visit among those the actor may see.
        Overtaken: Somebody has, or there is nothing to look at.
    """
    found = ctx.db.execute(select(VISITS).where(VISITS.c.id == visit_id)).first()
    if found is None:
        raise NotYours
    residents.one_for(ctx, found.resident_id)
    settling = (
        update(VISITS)
        .where(VISITS.c.id == visit_id, VISITS.c.beside.is_not(None))
        .where(VISITS.c.settled_at.is_(None))
        .values(settled_at=ctx.now, settled_by=ctx.actor.staff_id)
        .returning(VISITS.c.id)
    )
    if ctx.db.scalar(settling) is None:
        raise Overtaken(visit=visit_id)
    _told(ctx, "visit.settled", found.resident_id, found.alert_id, visit=visit_id)


def taken_along(ctx: Context, resident_id: UUID, task_id: UUID) -> None:
    """Note that the actor has taken what a visit needs along, on a phone."""
    audit.write(
        ctx.db, ctx.actor, TAKEN_ALONG, at=ctx.now, resident=resident_id, purpose="care",
        task=task_id,
    )  # fmt: skip


def _may_write_of(ctx: Context, resident_id: UUID) -> bool:
    """Whether the author may see them now; False: only when they took them along.

    Raises:
        NotYours: They never did.
    """
    try:
        residents.one_for(ctx, resident_id)
    except NotYours:
        taken = (
            select(ENTRIES.c.id)
            .where(ENTRIES.c.resident_id == resident_id, ENTRIES.c.what == TAKEN_ALONG)
            .where(ENTRIES.c.staff_id == ctx.actor.staff_id)
            .where(ENTRIES.c.at > ctx.now - ON_THE_WAY)
        )
        if ctx.db.scalar(taken.limit(1)) is None:
            raise
        return False
    return True


def _task(ctx: Context, visit: Written, *, moved: bool) -> Row[Any] | None:
    if visit.task_id is None:
        return None
    if moved:
        task = ctx.db.execute(select(TASKS).where(TASKS.c.id == visit.task_id)).first()
    else:
        task = tasks.one_for(ctx, visit.task_id)
    if task is None or task.resident_id != visit.resident_id:
        raise NotYours
    return task


def _stands_against(task: Row[Any] | None, visit: Written) -> Beside | None:
    if task is None:
        return None
    if task.done_at is not None:
        return Beside.TASK_DONE
    return None if task.version == visit.task_version else Beside.TASK_CHANGED


def _to_task(
    ctx: Context, task: Row[Any] | None, visit: Written, beside: Beside | None
) -> Beside | None:
    """End the task of somebody who was met; at a closed door it stays to be done again."""
    held = beside in {Beside.MOVED, Beside.TASK_DONE, Beside.TASK_CHANGED}
    if task is None or held or visit.found not in MET:
        return beside
    try:
        with ctx.db.begin_nested():
            verbs.done(ctx, task.id, version=task.version)
    except Overtaken:
        return Beside.TASK_CHANGED
    return beside


def _to_alert(ctx: Context, alert_id: UUID, visit: Written) -> Beside | None:
    """Write the visit to its alert, and end it if the person is well and nothing is against it.

    The visit speaks for the instant it was made: an alert that has signalled since goes on.
    """
    alert = ctx.db.execute(select(ALERTS).where(ALERTS.c.id == alert_id)).one()
    if alert.state not in LIVE_STATES:
        return Beside.ALERT_OVER
    beside = _end(ctx, alert, visit)  # before the note: a judge locks watch, alert, feed
    triage.note(ctx, alert_id, triage.Written(visit.words or _SAID[visit.found]))
    return beside


def _to_owners(ctx: Context, visit: Written, noted: UUID | None, *, moved: bool) -> set[UUID]:
    """Tell whoever else has an alert of the resident of the visit; return the alerts owned.

    Each has it as a note, `noted` already; who does not see the resident any more writes none.
    """
    owned = ctx.db.execute(
        select(ALERTS)
        .where(ALERTS.c.resident_id == visit.resident_id, ALERTS.c.state.in_(OWNED_STATES))
        .order_by(ALERTS.c.id)
    ).all()
    for alert in owned:
        if alert.owner_id == ctx.actor.staff_id:
            continue
        if alert.id != noted and not moved:
            triage.note(ctx, alert.id, triage.Written(visit.words or _SAID[visit.found]))
        step = f"visit{visit.id}"
        call = Call(alert.id, alert.severity, alert.epoch, alert.loop_no, step)
        outbox.tell_persons(ctx.db, call, ["owner"], ctx.now)
    return {alert.id for alert in owned}


def _left_open(ctx: Context, visit: Written, task: Row[Any] | None, *, owned: bool) -> None:
    """Leave what is still to be done as somebody's, with a time; `owned`: an alert's owner's.

    At a closed door the task that was the reason stands already.
    """
    said = visit.words or _SAID[visit.found]
    if visit.found is Found.NEEDS_HELP:
        if not owned:
            verbs.more_help(ctx, visit.resident_id, said)
    elif task is None:
        verbs.visit_again(ctx, visit.resident_id, said)


def _end(ctx: Context, alert: Row[Any], visit: Written) -> Beside | None:
    outcome = ENDS.get(visit.found)
    if outcome is None:
        return None
    if not _speaks_for(alert, visit, ctx.now):
        return Beside.ALERT_CHANGED
    if alert.state in OWNED_STATES and alert.owner_id != ctx.actor.staff_id:
        return Beside.ALERT_OF_OTHER
    try:
        with ctx.db.begin_nested():
            _resolve(ctx, alert, outcome)
    except Refused:
        return Beside.ALERT_CHANGED
    return None


def _speaks_for(alert: Row[Any], visit: Written, now: datetime) -> bool:
    """Whether a visit was made after all that its alert has said.

    It was if the alert has said nothing since its author saw it. Otherwise the phone's clock
    has to tell, and is believed only if it went alike from then until the visit was sent.
    """
    seen = visit.seen
    if seen is None:
        return False
    if alert.signals == seen.signals:
        return True
    off = visit.sent_at - now
    even = abs(off - (seen.by_phone - seen.at)) <= CLOCK_WANDERS
    in_order = seen.by_phone <= visit.captured_at <= visit.sent_at
    made_at = visit.captured_at.astimezone(UTC) - off
    return even and in_order and bool(alert.last_signal_at <= made_at)


def _resolve(ctx: Context, alert: Row[Any], outcome: Outcome) -> None:
    version, token = alert.version, alert.lease_token
    if alert.state not in OWNED_STATES:  # the claim ran out on the way: it is theirs again
        claimed = triage.claim(ctx, alert.id, version)
        version, token = claimed.version, claimed.lease_token
    triage.resolve(ctx, alert.id, version, token, outcome, Verified.VISIT)


def _keep(ctx: Context, visit: Written, alert_id: UUID | None, beside: Beside | None) -> None:
    place = ctx.db.scalar(
        select(RESIDENTS.c.organisation_id).where(RESIDENTS.c.id == visit.resident_id)
    )
    if place is None:
        raise NotYours
    said, words = visit.words, None
    if said:
        subject = ("resident", visit.resident_id)
        words = ctx.ring.seal(subject, said, table="visit", column="words", row=visit.id)
    sigungu_id = organisations.sigungu_of(ctx.db, place)
    row = {
        "id": visit.id, "organisation_id": sigungu_id,
        "resident_id": visit.resident_id, "task_id": visit.task_id,
        "task_version": visit.task_version, "alert_id": alert_id,
        "author_id": visit.author_id, "captured_at": visit.captured_at.astimezone(UTC),
        "sent_at": visit.sent_at.astimezone(UTC), "received_at": ctx.now,
        "found": visit.found, "words": words, "beside": beside,
    }  # fmt: skip
    try:
        with ctx.db.begin_nested():
            ctx.db.execute(insert(VISITS).values(row))
    except IntegrityError as error:  # the same one is being kept this moment: ask again
        raise Busy from error
    _told(
        ctx, "visit.recorded", visit.resident_id, alert_id, visit=visit.id,
        found=visit.found.value, beside=beside and beside.value,
    )  # fmt: skip
    feeds.announce(
        ctx.db, sigungu_id, feeds.Change.RESIDENT,
        resident_id=visit.resident_id, at=ctx.now,
    )  # fmt: skip


def _again(ctx: Context, known: Row[Any], visit: Written) -> Kept:
    """Answer as the first time, if it says the same."""
    words = ""
    if known.words is not None:
        words = ctx.ring.read(known.words, table="visit", column="words", row=known.id)
    same = (known.resident_id, known.author_id, known.found, known.task_id, words)
    said = (visit.resident_id, visit.author_id, visit.found, visit.task_id, visit.words)
    if same != said:
        raise VisitDiffers
    return Kept(known.beside, again=True)


def _told(
    ctx: Context, what: str, resident_id: UUID, alert_id: UUID | None, **facts: object
) -> None:
    audit.write(
        ctx.db, ctx.actor, what, at=ctx.now, resident=resident_id, alert=alert_id,
        organisation=ctx.actor.organisation_id, purpose="care", **facts,
    )  # fmt: skip


_SAID: Final = {
    Found.WELL: "방문: 잘 계심 (visited: well)",
    Found.HELPED: "방문: 도와드림 (visited: helped)",
    Found.NEEDS_HELP: "방문: 도움이 더 필요함 (visited: needs more help)",
    Found.NOT_HOME: "방문: 안 계심 (visited: not at home)",
    Found.NOT_LET_IN: "방문: 만나지 못함 (visited: not let in)",
}
