"""The rota: duties laid down, weekly plans published, and stand-ins."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import UNSET
from sqlalchemy import ColumnElement, Row, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from telecare.actions import outbox
from telecare.actions.fields import Faults
from telecare.boards.shapes.rota import (
    DutyAsked,
    DutyEdited,
    LineCancelled,
    LineSaid,
    OverrideAsked,
    SpanSaid,
    WeeklyPlanAsked,
)
from telecare.care import rota
from telecare.care.localtime import local_day
from telecare.care.rota import DAY_MINUTES, KINDS, Line, Span
from telecare.errors import NotYours, Overtaken
from telecare.records import audit, rotas
from telecare.records.context import Context
from telecare.records.notifications import About
from telecare.records.organisations import ORGANISATIONS
from telecare.records.rotas import DUTIES, OVERRIDES, PLANS
from telecare.records.scope import subtree

NAME_CHARS: Final = 40
CODE_CHARS: Final = 24
MOST_LINES: Final = 400  # 8 kinds of day, and more people than a control centre has
MOST_SPANS: Final = 12  # of one kind of day
LONGEST_STAND_IN: Final = timedelta(days=31)
TOLD_OVER: Final = ("console", "push")
AHEAD_DAYS: Final = 400  # how far a plan or a holiday may be laid down
DAYS_KO: Final = (
    "월요일",
    "화요일",
    "수요일",
    "목요일",
    "금요일",
    "토요일",
    "일요일",
    "공휴일",
)
DAYS_EN: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Holiday",
)  # fmt: skip


# ---------------------------------------------------------------------------- duties


def make_duty(ctx: Context, asked: DutyAsked) -> UUID:
    """Lay down a duty of an organisation; until a plan is published its hours are gaps.

    Raises:
        NotYours: The organisation is not in the actor's scope.
        Invalid: A field cannot be, or a duty of this code stands here already.
    """
    within(ctx, asked.organisation_id)
    faults = Faults()
    code = asked.code.strip().lower()
    if not (1 <= len(code) <= CODE_CHARS and code.isascii() and code.isidentifier()):
        faults.say(
            "code",
            f"Use up to {CODE_CHARS} letters, digits or _; begin with a letter.",
            f"영문자, 숫자, _로 {CODE_CHARS}자까지 쓰고 글자로 시작하세요.",
        )
    values = _duty_values(
        faults, {"name_ko": asked.name_ko, "name_en": asked.name_en}, asked.zone, asked.hours
    )
    faults.stop()
    duty_id = uuid4()
    try:
        with ctx.db.begin_nested():
            ctx.db.execute(insert(DUTIES).values(
                id=duty_id, organisation_id=asked.organisation_id, code=code,
                created_at=ctx.now, **values,
            ))  # fmt: skip
    except IntegrityError:
        faults.say("code", "This duty is there already.", "이미 있는 당번입니다.")
        faults.stop()
    audit.write(
        ctx.db, ctx.actor, "duty.made", at=ctx.now, organisation=asked.organisation_id,
        duty=duty_id, code=code,
    )  # fmt: skip
    return duty_id


def edit_duty(ctx: Context, duty_id: UUID, asked: DutyEdited) -> None:
    """Change a duty's names, zone or hours, or end it.

    Hours that no longer fit the weekly plan are not refused: they show as gaps at once.

    Raises:
        NotYours, Invalid, Overtaken: See the names.
    """
    row = rotas.one_for(ctx, duty_id, to_edit=True)
    faults = Faults()
    named = {"name_ko": asked.name_ko, "name_en": asked.name_en}
    names = {field: said for field, said in named.items() if said is not UNSET}
    zone = None if asked.zone is UNSET else asked.zone
    hours = None if asked.hours is UNSET else asked.hours
    values = _duty_values(faults, names, zone, hours)
    faults.stop()
    if asked.ended is not UNSET:
        values["ended_at"] = ctx.now
    moved = ctx.db.execute(
        update(DUTIES)
        .where(DUTIES.c.id == duty_id, DUTIES.c.version == asked.version)
        .where(DUTIES.c.ended_at.is_(None))
        .values(values | {"version": asked.version + 1})
        .returning(DUTIES.c.id)
    ).first()
    if moved is None:
        raise Overtaken
    audit.write(
        ctx.db, ctx.actor, "duty.edited", at=ctx.now, organisation=row.organisation_id,
        duty=duty_id, fields=sorted(values),
    )  # fmt: skip


# ---------------------------------------------------------------------------- weekly plans


def publish(ctx: Context, duty_id: UUID, asked: WeeklyPlanAsked) -> int:
    """Publish a weekly plan from a local day on; return its version.

    It replaces every plan published before it from that day on, those not yet begun as well.

    Raises:
        NotYours: No such duty in scope.
        Invalid: By field: the day, a line, or the kind of day (`day_0` Monday to `day_7`
            holidays) whose hours have a gap, with its hours.
        Overtaken: Another plan was published since.
    """
    row = rotas.one_for(ctx, duty_id, to_edit=True)
    faults = Faults()
    check_day(faults, asked.from_day, today(ctx, row.zone))
    lines = _lines(ctx, faults, row, asked.lines)
    faults.stop()
    _refuse_gaps(faults, rotas.duty_of(row).hours, lines)
    version = _new_plan(ctx, duty_id, asked.after, asked.from_day, lines)
    audit.write(
        ctx.db, ctx.actor, "rota.published", at=ctx.now, organisation=row.organisation_id,
        duty=duty_id, version=version,
        from_day=asked.from_day.isoformat(), lines=len(lines),
    )  # fmt: skip
    return version


def cancel_line(ctx: Context, duty_id: UUID, asked: LineCancelled) -> int:
    """Take one line out of the newest plan from a day on; return the new version.

    Somebody who cannot come is no reason to keep them on paper: the gap is shown, not refused.

    Raises:
        NotYours, Overtaken: See the names.
        Invalid: The plan has no such line, or the day is none to begin with.
    """
    row = rotas.one_for(ctx, duty_id, to_edit=True)
    faults = Faults()
    check_day(faults, asked.from_day, today(ctx, row.zone))
    newest = rotas.newest_plan(ctx.db, duty_id)
    lines = () if newest is None else rotas.lines_from_json(newest.lines)
    gone = (asked.line.kind, asked.line.start, asked.line.end, asked.line.staff_id)
    kept = [
        line
        for line in lines
        if (line.kind, line.span.start, line.span.end, line.staff_id) != gone
    ]
    if len(kept) == len(lines):
        faults.say("line", "The plan has no such line.", "근무표에 그런 근무가 없습니다.")
    faults.stop()
    version = _new_plan(ctx, duty_id, asked.after, asked.from_day, kept)
    audit.write(
        ctx.db, ctx.actor, "rota.line_cancelled", at=ctx.now, organisation=row.organisation_id,
        duty=duty_id, version=version,
        staff=asked.line.staff_id, from_day=asked.from_day.isoformat(),
    )  # fmt: skip
    return version


# ---------------------------------------------------------------------------- stand-ins


def stand_in(ctx: Context, duty_id: UUID, asked: OverrideAsked) -> UUID:
    """Put somebody on for a stretch of time instead of one person or of all; return its id.

    Raises:
        NotYours: No such duty in scope.
        Invalid: A field cannot be, or `instead_of` is not on in that time.
        Overtaken: Somebody changed this rota in the same moment.
    """
    row = rotas.one_for(ctx, duty_id, to_edit=True)
    faults = Faults()
    check_stretch(faults, asked.from_at, asked.until_at, ctx.now)
    may = {one.id for one in rotas.people(ctx.db, row.path)}
    if asked.staff_id not in may:
        faults.say("staff_id", "Choose somebody of this desk.", "이 기관의 직원을 고르세요.")
    if asked.staff_id == asked.instead_of:
        faults.say("staff_id", "Choose somebody else.", "다른 사람을 고르세요.")
    faults.stop()
    stood = rotas.loaded(ctx.db, [row], asked.from_at, asked.until_at)[duty_id]
    shifts = rota.shifts(stood, asked.from_at, asked.until_at)
    replaced = {one.staff_id for shift in shifts for one in shift.on}
    if asked.instead_of is not None and asked.instead_of not in replaced:
        faults.say(
            "instead_of",
            "This person is not on in that time.",
            "그 시간의 당번이 아닌 사람입니다.",
        )
    faults.stop()
    made = add_override(
        ctx, duty_id, asked.staff_id, asked.instead_of, (asked.from_at, asked.until_at)
    )
    audit.write(
        ctx.db, ctx.actor, "rota.stand_in", at=ctx.now, organisation=row.organisation_id,
        duty=duty_id, stand_in=made,
        staff=asked.staff_id, instead_of=asked.instead_of, from_at=asked.from_at,
        until_at=asked.until_at,
    )  # fmt: skip
    relieved = [asked.instead_of] if asked.instead_of is not None else sorted(replaced)
    tell(ctx, row, made, "stand_in", asked.staff_id, *relieved)
    return made


def cancel_stand_in(ctx: Context, override_id: UUID) -> None:
    """Take a stand-in back, and with it both halves of a swap; one that runs ends now.

    What has been is not rewritten: who was on call stays on the record.

    Raises:
        NotYours: No such stand-in of a duty in scope.
        Overtaken: It is over, or was cancelled already.
    """
    found = ctx.db.execute(select(OVERRIDES).where(OVERRIDES.c.id == override_id)).first()
    if found is None:
        raise NotYours
    row = rotas.one_for(ctx, found.duty_id, to_edit=True)
    these = (
        OVERRIDES.c.id == override_id
        if found.swap_id is None
        else OVERRIDES.c.swap_id == found.swap_id
    )
    stands = (these, OVERRIDES.c.cancelled_at.is_(None))
    ended = _set(ctx, *stands, OVERRIDES.c.from_at < ctx.now, OVERRIDES.c.until_at > ctx.now,
                 until_at=ctx.now)  # fmt: skip
    ended += _set(ctx, *stands, OVERRIDES.c.from_at >= ctx.now, cancelled_at=ctx.now)
    if not ended:
        raise Overtaken
    audit.write(
        ctx.db, ctx.actor, "rota.stand_in_cancelled", at=ctx.now,
        organisation=row.organisation_id, duty=found.duty_id, stand_in=override_id,
    )  # fmt: skip
    tell(ctx, row, override_id, "cancelled", found.staff_id, found.instead_of)


def tell(
    ctx: Context, duty: Row[Any], about_id: UUID, word: str, *concerned: UUID | None
) -> None:
    """Tell those whose turn it was or is that a stand-in or a swap has changed, not the actor.

    Args:
        ctx: The transaction of the change.
        duty: Its duty's row.
        about_id: The stand-in or the swap.
        word: What became of it; said once for each.
        concerned: Ids of staff; None stands for nobody in particular.
    """
    for staff_id in dict.fromkeys(concerned):
        if staff_id is not None and staff_id != ctx.actor.staff_id:
            outbox.say(
                ctx.db, About.NOTICE, about_id, organisation_id=duty.organisation_id,
                target=f"staff:{staff_id}", channels=TOLD_OVER, now=ctx.now, word=word,
            )  # fmt: skip


def add_override(
    ctx: Context,
    duty_id: UUID,
    staff_id: UUID,
    instead_of: UUID | None,
    stretch: tuple[datetime, datetime],
    *,
    swap_id: UUID | None = None,
) -> UUID:
    """Keep a stand-in that was checked, after all others of its duty; return its id.

    Raises:
        Overtaken: Another was kept in the same moment.
    """
    made = uuid4()
    newest = select(func.max(OVERRIDES.c.number)).where(OVERRIDES.c.duty_id == duty_id)
    try:
        with ctx.db.begin_nested():
            ctx.db.execute(insert(OVERRIDES).values(
                id=made, duty_id=duty_id, from_at=stretch[0], until_at=stretch[1],
                staff_id=staff_id, instead_of=instead_of, swap_id=swap_id,
                number=(ctx.db.scalar(newest) or 0) + 1, made_at=ctx.now,
                made_by=ctx.actor.staff_id,
            ))  # fmt: skip
    except IntegrityError as error:
        raise Overtaken from error
    return made


def check_stretch(faults: Faults, start: datetime, end: datetime, now: datetime) -> None:
    """Note a stretch of time that is over, runs backwards or never seems to end."""
    if end <= start:
        faults.say(
            "until_at", "The end comes after the beginning.", "끝은 시작보다 뒤여야 합니다."
        )
    elif end <= now:
        faults.say("until_at", "This time has gone by.", "이미 지난 시간입니다.")
    elif end - start > LONGEST_STAND_IN:
        faults.say("until_at", "Choose at most 31 days.", "31일까지 정할 수 있습니다.")
    elif start > now + timedelta(days=AHEAD_DAYS):
        faults.say("from_at", "This is too far ahead.", "너무 먼 날입니다.")


# ---------------------------------------------------------------------------- checks


def within(ctx: Context, organisation_id: UUID) -> None:
    """Raise `NotYours` for an organisation that is not at or below the actor's."""
    found = ctx.db.scalar(subtree(ctx.actor.path).where(ORGANISATIONS.c.id == organisation_id))
    if found is None:
        raise NotYours


def _duty_values(
    faults: Faults,
    names: dict[str, str],
    zone: str | None,
    hours: Sequence[Sequence[SpanSaid]] | None,
) -> dict[str, Any]:
    """Return the columns of a duty that were told; note those that cannot be."""
    values: dict[str, Any] = {
        field: faults.text(field, said, NAME_CHARS, needed=True)
        for field, said in names.items()
    }
    if zone is not None:
        values["zone"] = _zone(faults, zone)
    if hours is not None:
        values["hours"] = _hours(faults, hours)
    return values


def _zone(faults: Faults, said: str) -> str:
    try:
        return ZoneInfo(said).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        faults.say(
            "zone", "Name a time zone such as Asia/Seoul.", "Asia/Seoul 같은 시간대를 적으세요."
        )
        return said


def _hours(faults: Faults, said: Sequence[Sequence[SpanSaid]]) -> list[list[list[int]]]:
    """Return hours as a duty's row keeps them: sorted, each span after the one before."""
    if len(said) != KINDS:
        faults.say(
            "hours",
            "Tell the hours of Monday to Sunday and of holidays.",
            "월요일부터 일요일까지와 공휴일의 시간을 모두 적으세요.",
        )
    kept = []
    for kind, spans in enumerate(said[:KINDS]):
        day = sorted((span.start, span.end) for span in spans)
        fits = all(0 <= start < end <= DAY_MINUTES for start, end in day)
        apart = all(one[1] <= then[0] for one, then in pairwise(day))
        if not (fits and apart and len(day) <= MOST_SPANS):
            faults.say(
                "hours",
                f"{DAYS_EN[kind]}: each stretch ends after it begins, and none overlap.",
                f"{DAYS_KO[kind]}: 시간의 끝은 시작보다 뒤여야 하고 서로 겹칠 수 없습니다.",
            )
        kept.append([list(span) for span in day])
    if not any(kept):
        faults.say("hours", "Tell at least one stretch.", "시간을 하나라도 적으세요.")
    return kept


def check_day(faults: Faults, day: date, first: date, field: str = "from_day") -> None:
    """Note a day that has gone by or lies too far ahead to be laid down."""
    if not first <= day <= first + timedelta(days=AHEAD_DAYS):
        faults.say(
            field,
            f"Choose today or a day of the next {AHEAD_DAYS} days.",
            f"오늘부터 {AHEAD_DAYS}일 안의 날을 고르세요.",
        )


def _lines(
    ctx: Context, faults: Faults, duty: Row[Any], said: Sequence[LineSaid]
) -> list[Line]:
    """Return the lines of a plan, none twice; note those that cannot be."""
    if len(said) > MOST_LINES:
        faults.say(
            "lines",
            f"Write at most {MOST_LINES} lines.",
            f"{MOST_LINES}줄까지 적을 수 있습니다.",
        )
        return []
    may = {one.id for one in rotas.people(ctx.db, duty.path)}
    lines: dict[Line, None] = {}
    for line in said:
        if not 0 <= line.kind < KINDS or not 0 <= line.start < line.end <= DAY_MINUTES:
            faults.say(
                "lines",
                "Each line is of one day, and ends after it begins.",
                "근무는 하루 안에서 시작하고, 시작보다 뒤에 끝나야 합니다.",
            )
        elif line.staff_id not in may:
            faults.say(
                f"day_{line.kind}",
                f"{DAYS_EN[line.kind]}: somebody here is no longer of this desk.",
                f"{DAYS_KO[line.kind]}: 이 기관에 없는 사람이 들어 있습니다.",
            )
        else:
            lines[Line(line.kind, Span(line.start, line.end), line.staff_id)] = None
    return list(lines)


def _refuse_gaps(faults: Faults, hours: rota.Week, lines: Iterable[Line]) -> None:
    by_kind: dict[int, list[str]] = {}
    for kind, span in rota.uncovered(hours, lines):
        by_kind.setdefault(kind, []).append(f"{_clock(span.start)}–{_clock(span.end)}")
    for kind, spans in by_kind.items():
        listed = ", ".join(spans)
        faults.say(
            f"day_{kind}",
            f"{DAYS_EN[kind]} {listed}: nobody is on. Put somebody there.",
            f"{DAYS_KO[kind]} {listed}: 당번이 없습니다. 사람을 넣으세요.",
        )
    faults.stop()


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _new_plan(
    ctx: Context, duty_id: UUID, after: int, from_day: date, lines: Iterable[Line]
) -> int:
    newest = rotas.newest_plan(ctx.db, duty_id)
    if after != (0 if newest is None else newest.version):
        raise Overtaken
    try:
        with ctx.db.begin_nested():
            ctx.db.execute(insert(PLANS).values(
                duty_id=duty_id, version=after + 1, from_day=from_day.isoformat(),
                lines=rotas.lines_to_json(lines), published_at=ctx.now,
                published_by=ctx.actor.staff_id,
            ))  # fmt: skip
    except IntegrityError as error:
        raise Overtaken from error
    return after + 1


def _set(ctx: Context, *where: ColumnElement[bool], **values: datetime) -> int:
    """Set columns of stand-ins; return how many there were."""
    found = ctx.db.execute(
        update(OVERRIDES).where(*where).values(**values).returning(OVERRIDES.c.id)
    )
    return len(found.all())


def today(ctx: Context, zone: str) -> date:
    """Return the calendar day of `zone` at the request's instant."""
    return local_day(ctx.now, ZoneInfo(zone))
