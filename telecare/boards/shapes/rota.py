"""The on-call rota: duties, the week, stand-ins, swaps, holidays and gaps."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import UNSET, UnsetType

from telecare.boards.shapes.common import Asked, Bilingual, RoleWord, Shape

SwapWord = Literal["asked", "accepted", "refused", "withdrawn"]
SwapVerb = Literal["accept", "refuse", "withdraw"]


class SpanSaid(Asked, frozen=True, kw_only=True):
    """Minutes after local midnight: from `start`, 0 to 1439, up to `end`, at most 1440."""

    start: int
    end: int


class LineSaid(Asked, frozen=True, kw_only=True):
    """One person on one span of a kind of day: 0 Monday to 6 Sunday, 7 a holiday."""

    kind: int
    start: int
    end: int
    staff_id: UUID


class DutyAsked(Asked, frozen=True, kw_only=True):
    """A duty to lay down; `hours` tells of Monday to Sunday and, last, of holidays."""

    organisation_id: UUID
    code: str
    name_ko: str
    name_en: str
    hours: list[list[SpanSaid]]
    zone: str = "Asia/Seoul"


class DutyEdited(Asked, frozen=True, kw_only=True):
    """What to change of a duty; `ended` closes it."""

    version: int
    name_ko: str | UnsetType = UNSET
    name_en: str | UnsetType = UNSET
    hours: list[list[SpanSaid]] | UnsetType = UNSET
    zone: str | UnsetType = UNSET
    ended: Literal[True] | UnsetType = UNSET


class WeeklyPlanAsked(Asked, frozen=True, kw_only=True):
    """A weekly plan to publish: `after` is the newest version the editor has seen, 0: none."""

    after: int
    from_day: date
    lines: list[LineSaid]


class LineCancelled(Asked, frozen=True, kw_only=True):
    """A line that falls away from a day on, though it leave a gap."""

    after: int
    from_day: date
    line: LineSaid


class OverrideAsked(Asked, frozen=True, kw_only=True):
    """Somebody who stands in for one person, or (None) for all who are on."""

    from_at: datetime
    until_at: datetime
    staff_id: UUID
    instead_of: UUID | None = None


class SwapAsked(Asked, frozen=True, kw_only=True):
    """A shift to be taken over by another, perhaps for one of theirs in return.

    `asker_id` is only for who may edit the rota: the swap is then set at once, asking nobody.
    """

    from_at: datetime
    until_at: datetime
    other_id: UUID
    return_from: datetime | None = None
    return_until: datetime | None = None
    asker_id: UUID | None = None


class SwapAnswered(Asked, frozen=True, kw_only=True):
    """What is said to a swap."""

    version: int
    answer: SwapVerb


class HolidayAsked(Asked, frozen=True, kw_only=True):
    """A day off of an organisation's own; it holds for all below it."""

    organisation_id: UUID
    day: date
    name_ko: str
    name_en: str = ""


class Made(Shape, frozen=True, kw_only=True):
    """The id of what was made."""

    id: UUID


class PlanPublished(Shape, frozen=True, kw_only=True):
    """The version of a plan just published."""

    version: int


class RotaPlace(Shape, frozen=True, kw_only=True):
    """An organisation whose rota one may look at."""

    id: UUID
    name: Bilingual
    may_edit: bool


class RotaPerson(Shape, frozen=True, kw_only=True):
    """Somebody of the rota; `may_be_on` is false for an account that has ended or moved."""

    id: UUID
    name: str
    role: RoleWord
    may_be_on: bool


class PersonOn(Shape, frozen=True, kw_only=True):
    """One person on call; `override_id` names the stand-in that put them there."""

    staff_id: UUID
    override_id: UUID | None
    swapped: bool


class ShiftShape(Shape, frozen=True, kw_only=True):
    """A stretch of a day with the same people; `open` but nobody on is a gap."""

    from_at: datetime
    until_at: datetime
    on: list[PersonOn]
    open: bool


class DayShape(Shape, frozen=True, kw_only=True):
    """One local day of a duty; `holiday` by its name."""

    day: date
    kind: int
    holiday: Bilingual | None
    shifts: list[ShiftShape]


class WeeklyPlan(Shape, frozen=True, kw_only=True):
    """The newest weekly plan, in force from its day on."""

    version: int
    from_day: date
    lines: list[LineSaid]
    published_at: datetime
    published_by: str | None


class OverrideShape(Shape, frozen=True, kw_only=True):
    """One stand-in that touches the week shown."""

    id: UUID
    from_at: datetime
    until_at: datetime
    staff_id: UUID
    instead_of: UUID | None
    swap_id: UUID | None


class GapShape(Shape, frozen=True, kw_only=True):
    """A stretch of a duty's hours in which nobody is on call."""

    organisation_id: UUID
    organisation_name: Bilingual
    duty_id: UUID
    duty_name: Bilingual
    zone: str
    from_at: datetime
    until_at: datetime


class DutyShape(Shape, frozen=True, kw_only=True):
    """One duty: its hours, who is on now and until when, and the week asked for."""

    id: UUID
    version: int
    code: str
    name: Bilingual
    zone: str
    hours: list[list[SpanSaid]]
    now: ShiftShape
    days: list[DayShape]
    overrides: list[OverrideShape]
    plan: WeeklyPlan | None


class SwapShape(Shape, frozen=True, kw_only=True):
    """One swap, still asked or lately answered; `lapsed`: its shift has begun unanswered."""

    id: UUID
    version: int
    duty_id: UUID
    state: SwapWord
    asker_id: UUID
    other_id: UUID
    from_at: datetime
    until_at: datetime
    return_from: datetime | None
    return_until: datetime | None
    lapsed: bool


class HolidayShape(Shape, frozen=True, kw_only=True):
    """A day off by its name; `own_id`: named by an organisation itself."""

    day: date
    name: Bilingual
    own_id: UUID | None


class ShippedDuty(Shape, frozen=True, kw_only=True):
    """A duty that is ready to be chosen."""

    code: str
    name: Bilingual
    hours: list[list[SpanSaid]]


class RotaPage(Shape, frozen=True, kw_only=True):
    """The rota of one organisation for one week, Monday to Sunday."""

    organisation_id: UUID
    may_edit: bool
    me: UUID
    week_from: date
    places: list[RotaPlace]
    people: list[RotaPerson]
    duties: list[DutyShape]
    shipped: list[ShippedDuty]
    swaps: list[SwapShape]
    gaps: list[GapShape]
    holidays: list[HolidayShape]


class GapsAhead(Shape, frozen=True, kw_only=True):
    """The next gaps of the coming 30 days, how many there are, and swaps that wait for one."""

    rows: list[GapShape]
    total: int
    asked_of_me: int
