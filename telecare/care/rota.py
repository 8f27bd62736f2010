"""Who is on call: weekly lines, dated stand-ins, and the hours in which nobody is.

A duty is open in certain hours of each kind of day: Monday to Sunday, and the holiday, which
outranks its weekday. A weekly line puts a person on one span of one kind of day and counts
only while the duty is open. An override puts a person on from one instant to another, instead
of one person or of all. Spans lie within one local day; a night is two of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from telecare.care.localtime import local_day, wall_instant

HOLIDAY: Final = 7  # the kind of day after Monday (0) to Sunday (6)
KINDS: Final = 8
DAY_MINUTES: Final = 1440
AHEAD: Final = timedelta(days=30)  # how far gaps are looked for
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Minutes of a local day from `start` (0 to 1439) up to, not including, `end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what is no part of a day."""
        if not 0 <= self.start < self.end <= DAY_MINUTES:
            raise ValueError("a span begins before it ends, within one day")


Week = tuple[tuple[Span, ...], ...]  # by kind of day, `KINDS` of them


@dataclass(frozen=True, slots=True)
class Duty:
    """When somebody must be on call, on the wall clocks of `zone`."""

    zone: ZoneInfo
    hours: Week

    def __post_init__(self) -> None:
        """Refuse hours that do not tell about every kind of day."""
        if len(self.hours) != KINDS:
            raise ValueError("hours are told for Monday to Sunday and for holidays")


@dataclass(frozen=True, slots=True)
class Line:
    """One person on one span of every day of one kind."""

    kind: int
    span: Span
    staff_id: UUID


@dataclass(frozen=True, slots=True)
class Plan:
    """The weekly lines in force from the local day `from_day` on, until a later plan's."""

    from_day: date
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Override:
    """`staff_id` is on in [start, end) instead of `instead_of`, or (None) instead of all."""

    id: UUID
    start: datetime
    end: datetime
    staff_id: UUID
    instead_of: UUID | None
    swapped: bool = False


@dataclass(frozen=True, slots=True)
class Rota:
    """All that says who is on call for one duty.

    Attributes:
        duty: Its zone and hours.
        plans: In the order published; of those begun, the last published rules a day.
        overrides: In the order made; a later one acts on what the earlier ones left.
        holidays: Local days off.
        serving: Who may be on at all; a person whose account has ended is on for nobody.
    """

    duty: Duty
    plans: tuple[Plan, ...] = ()
    overrides: tuple[Override, ...] = ()
    holidays: frozenset[date] = frozenset()
    serving: frozenset[UUID] = frozenset()

    def kind_of(self, day: date) -> int:
        """Return which kind of day a local day is."""
        return HOLIDAY if day in self.holidays else day.weekday()

    def lines_on(self, day: date) -> tuple[Line, ...]:
        """Return the weekly lines of a local day, in the plan's order."""
        kind = self.kind_of(day)
        begun = [plan for plan in self.plans if plan.from_day <= day]
        return tuple(line for line in begun[-1].lines if line.kind == kind) if begun else ()


@dataclass(frozen=True, slots=True)
class On:
    """One person on call; `override` names the stand-in that put them there."""

    staff_id: UUID
    override: UUID | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch of time in which the same people are on.

    Attributes:
        start, end: In UTC, start before end.
        on: Who, in the plan's order; empty: nobody.
        open: Whether the duty asks for somebody here.
    """

    start: datetime
    end: datetime
    on: tuple[On, ...]
    open: bool

    @property
    def gap(self) -> bool:
        """Whether somebody should be on, and nobody is."""
        return self.open and not self.on


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of a duty's hours, [start, end), in which nobody is on call."""

    start: datetime
    end: datetime


def on_call(rota: Rota, at: datetime) -> tuple[UUID, ...]:
    """Return who is on call at one instant, none twice; empty: nobody.

    Raises:
        TypeError: `at` is naive.
    """
    now = next(iter(shifts(rota, at, at + timedelta(microseconds=1))))
    return tuple(one.staff_id for one in now.on)


def gaps(rota: Rota, since: datetime, until: datetime) -> tuple[Gap, ...]:
    """Return where in [since, until) somebody should be on call and nobody is, in order."""
    return tuple(Gap(one.start, one.end) for one in shifts(rota, since, until) if one.gap)


def shifts(rota: Rota, since: datetime, until: datetime) -> list[Shift]:
    """Cut [since, until) wherever the people or the duty's hours change; all of it is told."""
    found: list[Shift] = []
    for piece in _pieces(rota, since, until):
        last = found[-1] if found else None
        if last is not None and (last.on, last.open) == (piece.on, piece.open):
            found[-1] = Shift(last.start, piece.end, piece.on, piece.open)
        else:
            found.append(piece)
    return found


def uncovered(hours: Week, lines: Iterable[Line]) -> list[tuple[int, Span]]:
    """Return the spans of each kind of day that a weekly plan leaves to nobody."""
    by_kind: list[list[Span]] = [[] for _ in range(KINDS)]
    for line in lines:
        by_kind[line.kind].append(line.span)
    return [
        (kind, left)
        for kind in range(KINDS)
        for open_span in hours[kind]
        for left in _left_of(open_span, sorted(by_kind[kind]))
    ]


def _left_of(whole: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """Yield the parts of `whole` that no span of `taken`, sorted, holds."""
    reached = whole.start
    for span in taken:
        if span.start >= whole.end:
            break
        if span.start > reached:
            yield Span(reached, span.start)
        reached = max(reached, span.end)
    if reached < whole.end:
        yield Span(reached, whole.end)


def _pieces(rota: Rota, since: datetime, until: datetime) -> Iterator[Shift]:
    day = local_day(since, rota.duty.zone) - _DAY  # a repeated midnight may reach back
    last = local_day(until, rota.duty.zone) + _DAY
    while day <= last:
        yield from _day_pieces(rota, day, since, until)
        day += _DAY


def _day_pieces(rota: Rota, day: date, since: datetime, until: datetime) -> Iterator[Shift]:
    """Yield the pieces of one local day that lie in [since, until)."""
    zone = rota.duty.zone
    start = max(since, wall_instant(day, 0, zone))
    end = min(until, wall_instant(day, DAY_MINUTES, zone))
    if start >= end:
        return
    hours = [_instants(day, span, zone) for span in rota.duty.hours[rota.kind_of(day)]]
    lines = [
        (*_instants(day, line.span, zone), line.staff_id)
        for line in rota.lines_on(day)
        if line.staff_id in rota.serving
    ]
    dated = [one for one in rota.overrides if one.start < end and one.end > start]
    edges = {start, end}
    edges.update(edge for span in hours for edge in span)
    edges.update(edge for low, high, _ in lines for edge in (low, high))
    edges.update(edge for one in dated for edge in (one.start, one.end))
    cuts = sorted(edge for edge in edges if start <= edge <= end)
    for low, high in pairwise(cuts):
        is_open = any(a <= low < b for a, b in hours)
        weekly = [who for a, b, who in lines if a <= low < b] if is_open else []
        standing = [one for one in dated if one.start <= low < one.end]
        yield Shift(low, high, _people(weekly, standing, rota.serving), is_open)


def _instants(day: date, span: Span, zone: ZoneInfo) -> tuple[datetime, datetime]:
    return wall_instant(day, span.start, zone), wall_instant(day, span.end, zone)


def _people(
    weekly: Iterable[UUID], dated: Iterable[Override], serving: frozenset[UUID]
) -> tuple[On, ...]:
    """Let the stand-ins act, one after the other, on who is on by the weekly plan.

    Whoever was to be replaced but is not on changes nothing about the one who said yes: they
    are on as well. One too many is told; nobody at all must not be.
    """
    people = {who: On(who) for who in weekly}
    for one in dated:
        if one.instead_of is None:
            people.clear()
        else:
            people.pop(one.instead_of, None)
        people[one.staff_id] = On(one.staff_id, one.id)
    return tuple(on for who, on in people.items() if who in serving)
