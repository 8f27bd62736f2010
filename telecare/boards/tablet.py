"""What a resident's tablet draws, in one value; and how the tablet itself is, for staff."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select

from telecare.boards import calls
from telecare.boards.shapes.tablet import (
    CheckInTimes,
    HelpSeen,
    NextVisit,
    Prompt,
    TabletHome,
    TabletRules,
)
from telecare.care.alert import LIVE_STATES, OWNED_STATES
from telecare.care.facts import AlertClass, CheckInPromise, Facts
from telecare.care.localtime import day_bounds, is_day, last_due, local_day, next_due
from telecare.db.types import MICROSECOND
from telecare.records import appointments, plans, tablets
from telecare.records.alerts import ALERTS
from telecare.records.audit import ENTRIES
from telecare.records.context import Context
from telecare.records.facts import facts_at
from telecare.records.plans import TabletTerms
from telecare.records.prompts import PROMPTS, STANDING
from telecare.records.staff import Staff
from telecare.records.tasks import TASKS, TaskKind

CHIMES_BEFORE: Final = timedelta(hours=1)  # the first soft chime, before the promised time
CHIMES: Final = (timedelta(0), timedelta(minutes=15), timedelta(minutes=30))
OVER_SHOWN: Final = timedelta(minutes=5)  # how long a call for help that was met is told
STAFF: Final = Staff.__table__
GIVEN_UP: Final = frozenset({"alert.lease_expired", "alert.released", "alert.undone"})
LEFT_ALONE: Final = ("alert.opened", "alert.reopened", *sorted(GIVEN_UP))


def home(ctx: Context, device_id: UUID, *, dial_119: bool) -> TabletHome:
    """Return everything one tablet draws, about its own resident and nobody else.

    Not a view of a record by a person, so it leaves no entry: a tablet asks every 30 s.

    Raises:
        NotYours: The device is no tablet.
        Revoked: It was revoked, or its resident's service has ended.
    """
    tablet = tablets.serving(ctx.db, device_id)
    zone, now = ZoneInfo(tablet.zone), ctx.now
    terms = plans.tablet_terms(ctx.db, tablet.resident_id)
    facts = facts_at(ctx.db, tablet.resident_id, at=now)
    name = ctx.ring.read(tablet.name, table="resident", column="name", row=tablet.resident_id)
    return TabletHome(
        server_time=now,
        zone=tablet.zone,
        name=name,
        today=local_day(now, zone),
        rules=_rules(terms, dial_119=dial_119),
        check_ins=check_ins_of_today(facts, terms, now),
        last_check_in_at=max((at for at in facts.check_ins if at <= now), default=None),
        next_visit=_next_visit(ctx, tablet.resident_id),
        prompts=_prompts(ctx, device_id),
        help=help_seen(ctx, tablet.resident_id),
        ringing=calls.ringing(ctx, device_id),
        doctor_asked_at=_doctor_asked_at(ctx, tablet.resident_id),
        reload_version=tablet.reload_version,
    )


def check_ins_of_today(facts: Facts, terms: TabletTerms, now: datetime) -> list[CheckInTimes]:
    """Return the promises of the resident's today, in order; none while they are away."""
    return [
        _times(promise, facts, terms, now)
        for promise in sorted(facts.plan.check_ins, key=lambda one: one.at)
        if not facts.away_at(_promised_at(promise.at, facts, now))
    ]


def help_seen(ctx: Context, resident_id: UUID) -> HelpSeen | None:
    """Return what has become of the resident's newest call for help; None: there is none.

    A live call is told whoever made it and by which button: the one who called is in the
    room. One that was met is told for five minutes more, so that a screen can say so.
    """
    alert = ctx.db.execute(
        select(ALERTS)
        .where(ALERTS.c.resident_id == resident_id)
        .where(ALERTS.c.alert_class == AlertClass.SOS)
        .order_by(ALERTS.c.opened_at.desc())
        .limit(1)
    ).first()
    if alert is None:
        return None
    asked_at = alert.episode_since
    if alert.state not in LIVE_STATES:
        told = alert.resolved_at is not None and ctx.now - alert.resolved_at < OVER_SHOWN
        return _help("over", asked_at) if told else None
    if alert.state in OWNED_STATES:
        return _help("claimed", asked_at, by=_name(ctx, alert.owner_id))
    return _unattended(ctx, alert, asked_at)


def _unattended(ctx: Context, alert: Row[Any], asked_at: datetime) -> HelpSeen:
    """Return since when nobody has it, and who let it go if somebody had it."""
    entry = ctx.db.execute(
        select(ENTRIES.c.at, ENTRIES.c.what, ENTRIES.c.staff_id, ENTRIES.c.facts)
        .where(ENTRIES.c.alert_id == alert.id, ENTRIES.c.what.in_(LEFT_ALONE))
        .order_by(ENTRIES.c.id.desc())
        .limit(1)
    ).first()
    if entry is None or entry.what not in GIVEN_UP:
        since = alert.opened_at if entry is None else entry.at
        return _help("waiting", asked_at, since=since)
    owner = entry.facts.get("owner")  # a claim that ran out was ended by the service
    held_by = entry.staff_id or (UUID(owner) if owner else None)
    return _help("lapsed", asked_at, since=entry.at, by=_name(ctx, held_by))


def _help(
    state: Any,  # noqa: ANN401 - HelpState
    asked_at: datetime,
    *,
    since: datetime | None = None,
    by: str | None = None,
) -> HelpSeen:
    return HelpSeen(state=state, asked_at=asked_at, unattended_since=since, by=by)


def _name(ctx: Context, staff_id: UUID | None) -> str | None:
    sealed = ctx.db.scalar(select(STAFF.c.name).where(STAFF.c.id == staff_id))
    if staff_id is None or sealed is None:
        return None
    return ctx.ring.read(sealed, table="staff", column="name", row=staff_id)


def _rules(terms: TabletTerms, *, dial_119: bool) -> TabletRules:
    return TabletRules(
        buttons=list(terms.buttons),  # type: ignore[arg-type]  # checked when it was recorded
        language=terms.language,  # type: ignore[arg-type]
        touch_counts=terms.touch_counts,
        practice=terms.practice,
        night_from=terms.night_from.isoformat("minutes"),
        night_until=terms.night_until.isoformat("minutes"),
        auto_answer=terms.auto_answer is not None,
        dial_119=dial_119,
    )


def _times(
    promise: CheckInPromise, facts: Facts, terms: TabletTerms, now: datetime
) -> CheckInTimes:
    """Return one promise of today; it closes at the promised time, its grace is the hub's."""
    zone = facts.plan.zone
    at = _promised_at(promise.at, facts, now)
    opens = last_due(promise.window_opens, zone, at)
    first = max(opens, at - CHIMES_BEFORE)
    chimes = (first + after for after in CHIMES)
    done = [one for one in facts.check_ins if opens <= one <= now]
    return CheckInTimes(
        opens_at=opens,
        closes_at=at,
        chimes_at=[
            chime
            for chime in chimes
            if chime < at and not is_day(chime, zone, terms.night_from, terms.night_until)
        ],
        done_at=min(done, default=None),
    )


def _promised_at(wall: time, facts: Facts, now: datetime) -> datetime:
    """Return when the resident's clock reads `wall` today."""
    zone = facts.plan.zone
    midnight, _ = day_bounds(local_day(now, zone), zone)
    return next_due(wall, zone, midnight - MICROSECOND)


def _next_visit(ctx: Context, resident_id: UUID) -> NextVisit | None:
    found = appointments.ahead(ctx.db, resident_id, after=ctx.now, most=1)
    if not found:
        return None
    who, what = words_of(ctx, found[0])
    return NextVisit(at=found[0].at, who=who, what=what)


def words_of(ctx: Context, appointment: Row[Any]) -> tuple[str, str]:
    """Open who comes and what for."""

    def word(column: str) -> str:
        return ctx.ring.read(
            getattr(appointment, column),
            table="appointment",
            column=column,
            row=appointment.id,
        )

    return word("who"), word("what")


def _prompts(ctx: Context, device_id: UUID) -> list[Prompt]:
    found: Sequence[Row[Any]] = ctx.db.execute(
        select(PROMPTS)
        .where(PROMPTS.c.device_id == device_id, PROMPTS.c.state.in_(STANDING))
        .where(PROMPTS.c.answer_by > ctx.now)
        .order_by(PROMPTS.c.asked_at)
    ).all()
    return [
        Prompt(
            id=one.id,
            kind=one.kind.value,
            asked_at=one.asked_at,
            answer_by=one.answer_by,
        )
        for one in found
    ]


def _doctor_asked_at(ctx: Context, resident_id: UUID) -> datetime | None:
    asked_at: datetime | None = ctx.db.scalar(
        select(TASKS.c.asked_at)
        .where(TASKS.c.resident_id == resident_id, TASKS.c.done_at.is_(None))
        .where(TASKS.c.kind == TaskKind.DOCTOR_ASKED)
    )
    return asked_at
