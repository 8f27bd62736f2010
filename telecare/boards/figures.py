"""The figures of a month: how soon humans acted, per shift and place, and the false alarms."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, or_, select

from telecare.boards.figures_late import late_rows
from telecare.boards.figures_shifts import Shifts
from telecare.boards.places import places_of
from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.figures import (
    AnswersShape,
    DeviceFigures,
    FiguresPage,
    FiguresPlace,
    JudgedShape,
    MonthFigures,
    NamedFigures,
    RuleFigures,
    SeverityFigures,
)
from telecare.boards.words import title
from telecare.care.facts import Severity
from telecare.care.figures import (
    FEW,
    LATE_TARGET,
    SOON_TARGET,
    Judged,
    answers,
    judged,
    wait_of,
)
from telecare.care.localtime import day_bounds, local_day
from telecare.db.types import to_us
from telecare.errors import Invalid, NotYours
from telecare.records import audit, figures
from telecare.records.context import Context
from telecare.records.figures import DEVICES_SHOWN, Span
from telecare.records.organisations import ORGANISATIONS, Kind
from telecare.records.staff import Role

ZONE: Final = ZoneInfo("Asia/Seoul")  # whose calendar months are counted
MONTHS_SHOWN: Final = 12
OLDEST: Final = date(2020, 1, 1)


def page(
    ctx: Context, organisation_id: UUID | None, month: str | None, *, opened: bool
) -> FiguresPage:
    """Return the figures of one place and month.

    Args:
        ctx: Who asks, and when.
        organisation_id: None: the actor's own.
        month: "2026-11"; None: the month that runs.
        opened: A person opens the screen; that leaves one audit entry naming the residents
            about whom a report is shown.

    Raises:
        NotYours: The organisation is not at or below the actor's.
        Invalid: `month` is no month up to the one that runs.
    """
    newest = local_day(ctx.now, ZONE).replace(day=1)
    first = _month(month, newest)
    places = _places(ctx)
    place = _chosen(ctx, places, organisation_id)
    span = Span(place, _start(first), _start(_later(first, 1)))
    shifts = Shifts(ctx.db, span)
    waits = figures.waits(ctx.db, span)
    late, late_total = late_rows(ctx, span, shifts)
    simulated, tests = figures.left_out(ctx.db, span)
    if opened:
        told = sorted({row.resident_id for row in late if row.report}, key=str)
        audit.write(
            ctx.db, ctx.actor, "figures.viewed", at=ctx.now, organisation=place.id,
            month=f"{first:%Y-%m}", residents=told,
        )  # fmt: skip
    return FiguresPage(
        month=f"{first:%Y-%m}", newest_month=f"{newest:%Y-%m}", organisation_id=place.id,
        places=[FiguresPlace(id=one.id, name=_name(one)) for one in places if len(places) > 1],
        may_report=ctx.actor.role is Role.SUPERVISOR,
        soon_target=SOON_TARGET, late_target=LATE_TARGET, few=FEW,
        **_counted(ctx.now, waits, shifts, places),
        months=_months(ctx, place, first),
        late=late, late_total=late_total,
        rules=_rules(ctx, span), devices=_devices(ctx, span),
        simulated=simulated, tests=tests,
    )  # fmt: skip


# ---------------------------------------------------------------------------- months, places


def _month(said: str | None, newest: date) -> date:
    if said is None:
        return newest
    try:
        first = date.fromisoformat(f"{said}-01")
    except ValueError:
        first = date.min
    if not OLDEST <= first <= newest:
        raise Invalid(
            {"month": f"Choose a month up to {newest:%Y-%m}, such as {newest:%Y-%m}."},
            {"month": f"{newest:%Y-%m}까지의 달을 고르세요. 보기: {newest:%Y-%m}"},
        )
    return first


def _later(first: date, months: int) -> date:
    """Return the first day of the month so many months later, or earlier."""
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def _start(day: date) -> datetime:
    return day_bounds(day, ZONE)[0]


def _places(ctx: Context) -> Sequence[Row[Any]]:
    desks = (Kind.PROVINCE, Kind.SIGUNGU)
    mine = ORGANISATIONS.c.id == ctx.actor.organisation_id
    found = ctx.db.execute(
        select(ORGANISATIONS)
        .where(ORGANISATIONS.c.path.startswith(ctx.actor.path, autoescape=True))
        .where(or_(ORGANISATIONS.c.kind.in_(desks), mine))
        .order_by(ORGANISATIONS.c.path)
    )
    return found.all()


def _chosen(ctx: Context, places: Sequence[Row[Any]], organisation_id: UUID | None) -> Row[Any]:
    wanted = organisation_id or ctx.actor.organisation_id
    for one in places:
        if one.id == wanted:
            return one
    raise NotYours


def _name(row: Row[Any]) -> Bilingual:
    return Bilingual(ko=row.name_ko, en=row.name_en)


# ---------------------------------------------------------------------------- how soon


@dataclass(slots=True)
class _Severity:
    waits: list[int]
    passed: int = 0
    waiting: int = 0


def _counted(
    now: datetime,
    found: Iterable[Row[*tuple[Any, ...]]],
    shifts: Shifts,
    places: Sequence[Row[Any]],
) -> dict[str, Any]:
    """Return the parts of the page that come from the one narrow read: see `figures.waits`."""
    now_us = to_us(now)
    severities = {severity.value: _Severity([]) for severity in Severity}
    by_shift: dict[int, list[int]] = defaultdict(list)
    by_town: dict[str, list[int]] = defaultdict(list)
    for path, severity, received, human, live in found:
        into = severities[severity]
        wait = wait_of(received, human, now_us, live=bool(live))
        if wait is None:
            into.waiting += live
            into.passed += not live
            continue
        into.waits.append(wait)
        if severity == Severity.P1:
            by_shift[shifts.at(path, received)].append(wait)
            by_town[path].append(wait)
    names = {one.path: one for one in places}
    return {
        "severities": [
            SeverityFigures(
                severity=severity.value,
                answers=_shape(severities[severity].waits),
                passed=severities[severity].passed,
                waiting=severities[severity].waiting,
            )
            for severity in Severity
        ],
        "shifts": [
            NamedFigures(name=shifts.name(at), answers=_shape(by_shift[at]))
            for at in sorted(by_shift, key=lambda at: (at < 0, at))
        ],
        "towns": [
            NamedFigures(name=_name(names[path]), answers=_shape(by_town[path]))
            for path in sorted(by_town)
            if path in names and len(places) > 1
        ],
    }


def _shape(waits: Iterable[int]) -> AnswersShape:
    found = answers(waits)
    return AnswersShape(
        n=found.n, soon=found.soon, in_time=found.in_time, median_s=found.median_s,
        p95_s=found.p95_s,
    )  # fmt: skip


def _months(ctx: Context, place: Row[Any], last: date) -> list[MonthFigures]:
    """Return the P1 of the twelve months up to `last`, one without any as 0 of 0."""
    firsts = [_later(last, at) for at in range(1 - MONTHS_SHOWN, 2)]
    bounds = [_start(day) for day in firsts]
    span = Span(place, bounds[0], bounds[-1])
    found = figures.by_month(ctx.db, span, bounds, ctx.now)
    rows = [(day, found.get(at, (0, 0, 0))) for at, day in enumerate(firsts[:-1])]
    return [
        MonthFigures(month=f"{day:%Y-%m}", n=n, soon=soon, in_time=in_time)
        for day, (n, soon, in_time) in rows
    ]


# ---------------------------------------------------------------------------- false alarms


class _Tally:
    """How the judged alerts of one rule or device divide."""

    def __init__(self) -> None:
        self.of = dict.fromkeys(Judged, 0)

    def shape(self) -> JudgedShape:
        return JudgedShape(
            n=sum(self.of.values()), false=self.of[Judged.FALSE], well=self.of[Judged.WELL],
            needed=self.of[Judged.NEEDED],
        )  # fmt: skip


def _rules(ctx: Context, span: Span) -> list[RuleFigures]:
    """Return the rules, the one with the most alarms for nothing first."""
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    gravest: dict[str, str] = {}
    for row in figures.outcomes_by_rule(ctx.db, span):
        verdict = judged(row.outcome, row.alert_class)
        if verdict is None:
            continue
        tallies[row.rule].of[verdict] += row.n
        gravest[row.rule] = max(gravest.get(row.rule, ""), row.severity.value)
    rows = [
        RuleFigures(rule=rule, title=title(rule, gravest[rule]), judged=tally.shape())
        for rule, tally in tallies.items()
    ]
    return sorted(rows, key=lambda row: (-row.judged.false, -row.judged.n, row.rule))


def _devices(ctx: Context, span: Span) -> list[DeviceFigures]:
    """Return the devices with an alarm for nothing, the one with the most first, at most 50."""
    tallies: dict[UUID, _Tally] = defaultdict(_Tally)
    for row in figures.outcomes_by_device(ctx.db, span):
        verdict = judged(row.outcome, row.alert_class)
        if verdict is not None:
            tallies[UUID(row.device)].of[verdict] += row.n
    shapes = {key: tally.shape() for key, tally in tallies.items()}
    noisy = [key for key, shape in shapes.items() if shape.false]
    noisy.sort(key=lambda key: (-shapes[key].false, -shapes[key].n, str(key)))
    known = {row.id: row for row in figures.devices(ctx.db, noisy[:DEVICES_SHOWN])}
    places = places_of(ctx, {row.town_id for row in known.values()})
    return [
        DeviceFigures(
            device_id=key, resident_id=known[key].resident_id, kind=known[key].kind.value,
            label=known[key].label, place=places[known[key].town_id], judged=shapes[key],
        )
        for key in noisy[:DEVICES_SHOWN]
        if key in known
    ]  # fmt: skip
