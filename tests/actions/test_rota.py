"""The rota's promises: no published gap, one truth per instant, a swap only by both."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select, update

from telecare.actions import days_off, rota, swaps
from telecare.boards import rota as board
from telecare.boards.shapes.rota import (
    DutyAsked,
    DutyEdited,
    GapsAhead,
    HolidayAsked,
    LineCancelled,
    LineSaid,
    OverrideAsked,
    SpanSaid,
    SwapAnswered,
    SwapAsked,
    SwapVerb,
    WeeklyPlanAsked,
)
from telecare.care.rota import AHEAD, DAY_MINUTES, KINDS
from telecare.db.engine import transaction
from telecare.errors import Forbidden, Invalid, NotYours, Overtaken
from telecare.records import rotas
from telecare.records.audit import ENTRIES
from telecare.records.context import Context
from telecare.records.rotas import STAFF
from tests.cast import NOON, Cast, Worker, context

SHIPPED = {one.code: one for one in board.SHIPPED}
TODAY = date(2026, 11, 22)  # a Sunday
HOUR = timedelta(hours=1)


class Desk:
    """Bonghwa's rota, and who acts on it; each act is one transaction."""

    def __init__(self, engine: Engine, cast: Cast) -> None:
        self.engine, self.cast = engine, cast

    def acts(self, who: Worker, act: Any, *args: Any, now: datetime = NOON) -> Any:  # noqa: ANN401
        with transaction(self.engine) as db:
            return act(context(db, who, now=now), *args)

    def lays_down(self, code: str = "night", place: UUID | None = None) -> UUID:
        shipped = SHIPPED[code]
        asked = DutyAsked(
            organisation_id=place or self.cast.bonghwa, code=code, name_ko=shipped.name.ko,
            name_en=shipped.name.en, hours=shipped.hours,
        )  # fmt: skip
        duty: UUID = self.acts(self.cast.suhyeon, rota.make_duty, asked)
        return duty

    def publishes(self, duty: UUID, *lines: LineSaid, after: int = 0) -> int:
        asked = WeeklyPlanAsked(after=after, from_day=TODAY, lines=list(lines))
        version: int = self.acts(self.cast.suhyeon, rota.publish, duty, asked)
        return version

    def on_call(self, at: datetime, duty: str | None = "night") -> list[UUID]:
        with transaction(self.engine) as db:
            return rotas.on_call(db, self.cast.chunyang, duty, at)

    def gaps(self, who: Worker | None = None, now: datetime = NOON) -> GapsAhead:
        found: GapsAhead = self.acts(who or self.cast.suhyeon, board.gaps_ahead, now=now)
        return found


def lines(who: Worker, *kinds: int, start: int = 0, end: int = DAY_MINUTES) -> list[LineSaid]:
    return [LineSaid(kind=kind, start=start, end=end, staff_id=who.id) for kind in kinds]


@pytest.fixture
def desk(engine: Engine, cast: Cast) -> Desk:
    return Desk(engine, cast)


@pytest.fixture
def night(desk: Desk, cast: Cast) -> UUID:
    """A night duty of Bonghwa that Jimin does on weekdays, and Sera on all other days."""
    duty = desk.lays_down()
    desk.publishes(duty, *lines(cast.jimin, 0, 1, 2, 3, 4), *lines(cast.sera, 5, 6, 7))
    return duty


def fields_of(refused: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    assert refused.value.fields.keys() == refused.value.fields_ko.keys()
    return refused.value.fields_ko


# ------------------------------------------------------------------- publishing


def test_a_plan_that_leaves_a_gap_is_refused_by_day_and_hours(desk: Desk, cast: Cast) -> None:
    duty = desk.lays_down()
    most = [one for one in lines(cast.jimin, *range(KINDS)) if one.kind not in {2, 7}]
    part = lines(cast.sera, 2, start=0, end=20 * 60)
    with pytest.raises(Invalid) as refused:
        desk.publishes(duty, *most, *part)
    told = fields_of(refused)
    assert told == {
        "day_2": "수요일 20:00–24:00: 당번이 없습니다. 사람을 넣으세요.",
        "day_7": "공휴일 00:00–24:00: 당번이 없습니다. 사람을 넣으세요.",
    }
    assert "Wednesday 20:00–24:00" in refused.value.fields["day_2"]
    assert desk.on_call(NOON) == []


def test_a_published_plan_says_who_is_on_call(desk: Desk, cast: Cast, night: UUID) -> None:
    assert desk.on_call(NOON) == [cast.sera.id]  # Sunday
    monday_night = NOON + timedelta(hours=35)
    assert desk.on_call(monday_night) == [cast.jimin.id]
    assert desk.on_call(NOON + timedelta(hours=24)) == []  # Monday noon is the day team's
    assert desk.gaps().total == 0


def test_two_who_publish_at_once_do_not_overwrite_each_other(
    desk: Desk, cast: Cast, night: UUID
) -> None:
    all_week = lines(cast.sera, *range(KINDS))
    assert desk.publishes(night, *all_week, after=1) == 2
    with pytest.raises(Overtaken):
        desk.publishes(night, *all_week, after=1)


def test_only_people_of_the_desk_can_be_put_on(desk: Desk, cast: Cast) -> None:
    duty = desk.lays_down()
    for stranger in (cast.oeji, cast.doyun, cast.haneul):
        with pytest.raises(Invalid) as refused:
            desk.publishes(duty, *lines(stranger, *range(KINDS)))
        assert "day_0" in fields_of(refused)


def test_a_plan_cannot_begin_in_the_past_or_hold_a_line_that_is_none(
    desk: Desk, cast: Cast, night: UUID
) -> None:
    yesterday = WeeklyPlanAsked(after=1, from_day=TODAY - timedelta(days=1), lines=[])
    with pytest.raises(Invalid) as refused:
        desk.acts(cast.suhyeon, rota.publish, night, yesterday)
    assert "from_day" in fields_of(refused)
    for kind, start, end in ((8, 0, 60), (-1, 0, 60), (0, 60, 60), (0, 0, 1441)):
        with pytest.raises(Invalid) as refused:
            desk.publishes(night, *lines(cast.jimin, kind, start=start, end=end), after=1)
        assert fields_of(refused).keys() >= {"lines"}


def test_a_cancelled_line_leaves_a_gap_that_stands_on_the_banner(
    desk: Desk, cast: Cast, night: UUID
) -> None:
    gone = LineCancelled(after=1, from_day=TODAY, line=lines(cast.jimin, 1)[0])
    assert desk.acts(cast.suhyeon, rota.cancel_line, night, gone) == 2
    told = desk.gaps()
    assert told.total == 9  # two stretches of four Tuesdays, and the fifth one's morning
    assert {one.from_at.weekday() for one in told.rows} <= {0, 1}  # in UTC
    again = LineCancelled(after=2, from_day=TODAY, line=gone.line)
    with pytest.raises(Invalid):
        desk.acts(cast.suhyeon, rota.cancel_line, night, again)


def test_an_account_that_ends_leaves_its_gaps_on_the_banner(
    desk: Desk, cast: Cast, night: UUID
) -> None:
    with transaction(desk.engine) as db:
        db.execute(update(STAFF).where(STAFF.c.id == cast.sera.id).values(ended_at=NOON))
    told = desk.gaps()
    assert told.rows[0].from_at == NOON
    assert told.rows[0].duty_id == night
    assert all(one.until_at <= NOON + AHEAD for one in told.rows)
    assert desk.gaps(cast.haneul).total == told.total  # the province sees it, too
    assert desk.gaps(cast.oeji).total == 0


def test_a_desk_without_a_plan_is_a_gap_from_now_on(desk: Desk, cast: Cast) -> None:
    desk.lays_down()
    first = desk.gaps().rows[0]
    assert (first.from_at, first.duty_name.ko) == (NOON, "관제 야간·휴일")


# ------------------------------------------------------------------- duties


def test_a_duty_is_laid_down_once_and_not_by_a_stranger(desk: Desk, cast: Cast) -> None:
    desk.lays_down()
    with pytest.raises(Invalid) as refused:
        desk.lays_down()
    assert "code" in fields_of(refused)
    with pytest.raises(NotYours):
        desk.lays_down(place=cast.andong)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("zone", {"zone": "Mars/Olympus"}),
        ("zone", {"zone": "../../etc/passwd"}),
        ("hours", {"hours": [[SpanSaid(start=0, end=60)]]}),
        ("hours", {"hours": [[]] * KINDS}),
        ("hours", {"hours": [[SpanSaid(start=60, end=60)], *[[]] * 7]}),
        ("hours", {"hours": [[SpanSaid(start=0, end=60), SpanSaid(start=30, end=90)]] * 8}),
        ("name_ko", {"name_ko": " "}),
    ],
)
def test_a_duty_that_cannot_be_is_refused_by_field(
    desk: Desk, cast: Cast, night: UUID, field: str, change: dict[str, Any]
) -> None:
    with pytest.raises(Invalid) as refused:
        desk.acts(cast.suhyeon, rota.edit_duty, night, DutyEdited(version=1, **change))
    assert field in fields_of(refused)


def test_longer_hours_show_as_gaps_and_an_ended_duty_has_none(
    desk: Desk, cast: Cast, night: UUID
) -> None:
    duty = desk.lays_down("daytime")
    week = lines(cast.sera, 0, 1, 2, 3, 4, start=540, end=870)
    desk.publishes(duty, *week)
    assert desk.gaps().total == 0
    hours = [*[[SpanSaid(start=540, end=1080)]] * 5, [], [], []]
    desk.acts(cast.suhyeon, rota.edit_duty, duty, DutyEdited(version=1, hours=hours))
    assert desk.gaps().total > 0
    with pytest.raises(Overtaken):
        desk.acts(cast.suhyeon, rota.edit_duty, duty, DutyEdited(version=1, ended=True))
    desk.acts(cast.suhyeon, rota.edit_duty, duty, DutyEdited(version=2, ended=True))
    assert desk.gaps().total == 0


# ------------------------------------------------------------------- stand-ins


def test_a_stand_in_is_on_from_then_until_then(desk: Desk, cast: Cast, night: UUID) -> None:
    asked = OverrideAsked(
        from_at=NOON + HOUR, until_at=NOON + 3 * HOUR, staff_id=cast.suhyeon.id,
        instead_of=cast.sera.id,
    )  # fmt: skip
    one = desk.acts(cast.suhyeon, rota.stand_in, night, asked)
    assert desk.on_call(NOON) == [cast.sera.id]
    assert desk.on_call(NOON + HOUR) == [cast.suhyeon.id]
    assert desk.on_call(NOON + 3 * HOUR) == [cast.sera.id]
    half = NOON + 2 * HOUR
    desk.acts(cast.suhyeon, rota.cancel_stand_in, one, now=half)
    assert desk.on_call(half) == [cast.sera.id]
    assert desk.on_call(half - HOUR) == [cast.suhyeon.id]  # what has been stays so
    with pytest.raises(Overtaken):
        desk.acts(cast.suhyeon, rota.cancel_stand_in, one, now=half)


def test_a_stand_in_that_cannot_be_is_refused(desk: Desk, cast: Cast, night: UUID) -> None:
    good = {"from_at": NOON, "until_at": NOON + HOUR, "staff_id": cast.suhyeon.id}
    for field, change in (
        ("until_at", {"until_at": NOON}),
        ("until_at", {"from_at": NOON - 3 * HOUR, "until_at": NOON - HOUR}),
        ("until_at", {"until_at": NOON + timedelta(days=32)}),
        ("staff_id", {"staff_id": cast.oeji.id}),
        ("staff_id", {"staff_id": cast.sera.id, "instead_of": cast.sera.id}),
        ("instead_of", {"instead_of": cast.jimin.id}),  # Jimin is not on this Sunday
    ):
        with pytest.raises(Invalid) as refused:
            desk.acts(cast.suhyeon, rota.stand_in, night, OverrideAsked(**(good | change)))  # type: ignore[arg-type]
        assert field in fields_of(refused)


# ------------------------------------------------------------------- swaps

MONDAY_NIGHT = (NOON + timedelta(hours=26, minutes=30), NOON + timedelta(hours=36))
SATURDAY = (NOON + timedelta(days=6), NOON + timedelta(days=6, hours=4))


def a_swap(other: Worker, *, back: bool = False, asker: Worker | None = None) -> SwapAsked:
    return SwapAsked(
        from_at=MONDAY_NIGHT[0], until_at=MONDAY_NIGHT[1], other_id=other.id,
        return_from=SATURDAY[0] if back else None, return_until=SATURDAY[1] if back else None,
        asker_id=asker.id if asker else None,
    )  # fmt: skip


def test_a_swap_changes_nothing_until_the_other_says_yes(
    desk: Desk, cast: Cast, night: UUID
) -> None:
    swap = desk.acts(cast.jimin, swaps.ask_swap, night, a_swap(cast.sera, back=True))
    assert desk.gaps(cast.sera).asked_of_me == 1
    assert desk.on_call(MONDAY_NIGHT[0]) == [cast.jimin.id]
    yes = SwapAnswered(version=1, answer="accept")
    with pytest.raises(Forbidden):
        desk.acts(cast.jimin, swaps.answer_swap, swap, yes)
    desk.acts(cast.sera, swaps.answer_swap, swap, yes)
    assert desk.on_call(MONDAY_NIGHT[0]) == [cast.sera.id]
    assert desk.on_call(MONDAY_NIGHT[1]) == [cast.jimin.id]
    assert desk.on_call(SATURDAY[0]) == [cast.jimin.id]
    assert desk.on_call(SATURDAY[1]) == [cast.sera.id]
    assert desk.gaps(cast.sera).asked_of_me == 0
    with pytest.raises(Overtaken):
        desk.acts(cast.sera, swaps.answer_swap, swap, SwapAnswered(version=2, answer="refuse"))


@pytest.mark.parametrize(("verb", "who"), [("refuse", "sera"), ("withdraw", "jimin")])
def test_a_swap_refused_or_withdrawn_leaves_all_as_it_was(
    desk: Desk, cast: Cast, night: UUID, verb: SwapVerb, who: str
) -> None:
    swap = desk.acts(cast.jimin, swaps.ask_swap, night, a_swap(cast.sera))
    said = SwapAnswered(version=1, answer=verb)
    desk.acts(getattr(cast, who), swaps.answer_swap, swap, said)
    assert desk.on_call(MONDAY_NIGHT[0]) == [cast.jimin.id]
    yes = SwapAnswered(version=2, answer="accept")
    with pytest.raises(Overtaken):
        desk.acts(cast.sera, swaps.answer_swap, swap, yes)


def test_a_supervisor_sets_a_swap_and_takes_both_halves_back(
    desk: Desk, cast: Cast, night: UUID
) -> None:
    with pytest.raises(Forbidden):
        desk.acts(cast.sera, swaps.ask_swap, night, a_swap(cast.sera, asker=cast.jimin))
    asked = a_swap(cast.sera, back=True, asker=cast.jimin)
    desk.acts(cast.suhyeon, swaps.ask_swap, night, asked)
    assert desk.on_call(MONDAY_NIGHT[0]) == [cast.sera.id]
    page = desk.acts(cast.suhyeon, board.rota_page, None, date(2026, 11, 23))
    first = page.duties[0].overrides[0]
    desk.acts(cast.suhyeon, rota.cancel_stand_in, first.id)
    assert desk.on_call(MONDAY_NIGHT[0]) == [cast.jimin.id]
    assert desk.on_call(SATURDAY[0]) == [cast.sera.id]


def test_a_shift_that_is_not_theirs_or_has_begun_cannot_be_given(
    desk: Desk, cast: Cast, night: UUID
) -> None:
    with pytest.raises(Invalid) as refused:
        desk.acts(cast.sera, swaps.ask_swap, night, a_swap(cast.jimin))
    assert "from_at" in fields_of(refused)
    swap = desk.acts(cast.jimin, swaps.ask_swap, night, a_swap(cast.sera))
    yes = SwapAnswered(version=1, answer="accept")
    with pytest.raises(Invalid) as refused:
        desk.acts(cast.sera, swaps.answer_swap, swap, yes, now=MONDAY_NIGHT[0])
    assert "from_at" in fields_of(refused)
    with pytest.raises(NotYours):
        desk.acts(cast.oeji, swaps.answer_swap, swap, yes)


# ------------------------------------------------------------------- holidays


def test_an_own_day_off_is_worked_by_the_holiday_lines(
    desk: Desk, cast: Cast, night: UUID
) -> None:
    tuesday = NOON + timedelta(days=2)
    assert desk.on_call(tuesday) == []
    asked = HolidayAsked(
        organisation_id=cast.bonghwa, day=date(2026, 11, 24), name_ko="군민의 날"
    )
    day = desk.acts(cast.suhyeon, days_off.add_holiday, asked)
    assert desk.on_call(tuesday) == [cast.sera.id]
    with pytest.raises(Invalid) as refused:
        desk.acts(cast.suhyeon, days_off.add_holiday, asked)
    assert "군민의 날" in fields_of(refused)["day"]
    with pytest.raises(Invalid):
        desk.acts(cast.suhyeon, days_off.remove_holiday, day, now=tuesday)
    desk.acts(cast.suhyeon, days_off.remove_holiday, day)
    assert desk.on_call(tuesday) == []
    with pytest.raises(NotYours):
        desk.acts(cast.suhyeon, days_off.remove_holiday, day)


def test_a_public_holiday_needs_no_second_name(desk: Desk, cast: Cast) -> None:
    christmas = HolidayAsked(
        organisation_id=cast.bonghwa, day=date(2026, 12, 25), name_ko="성탄절"
    )
    with pytest.raises(Invalid) as refused:
        desk.acts(cast.suhyeon, days_off.add_holiday, christmas)
    assert "기독탄신일" in fields_of(refused)["day"]


# ------------------------------------------------------------------- the page, the record


def test_the_page_shows_the_week_with_its_holiday_by_name(
    desk: Desk, cast: Cast, night: UUID
) -> None:
    page = desk.acts(cast.jimin, board.rota_page, None, date(2026, 12, 25))
    assert (page.week_from, page.may_edit) == (date(2026, 12, 21), False)
    (duty,) = page.duties
    friday = duty.days[4]
    assert (friday.kind, friday.holiday.ko) == (7, "기독탄신일")
    assert [one.on[0].staff_id for one in friday.shifts] == [cast.sera.id]
    assert duty.now.on[0].staff_id == cast.sera.id
    names = {one.id: one.name for one in page.people}
    assert names[cast.jimin.id] == "한지민"


def test_the_page_of_a_place_elsewhere_is_nobody_s(desk: Desk, cast: Cast) -> None:
    with pytest.raises(NotYours):
        desk.acts(cast.jimin, board.rota_page, cast.andong, None)
    with pytest.raises(NotYours):
        desk.acts(cast.jimin, board.rota_page, uuid4(), None)


def test_every_act_leaves_one_entry_that_names_nobody(
    desk: Desk, cast: Cast, night: UUID
) -> None:
    desk.acts(cast.jimin, swaps.ask_swap, night, a_swap(cast.sera))
    with transaction(desk.engine) as db:
        rows = db.execute(select(ENTRIES.c.what, ENTRIES.c.facts).order_by(ENTRIES.c.id)).all()
    assert [row.what for row in rows][-3:] == ["duty.made", "rota.published", "swap.asked"]
    assert not any(worker.name in str(row.facts) for row in rows for worker in cast.workers)


def test_a_refused_act_leaves_nothing_behind(desk: Desk, cast: Cast, night: UUID) -> None:
    def entries(ctx: Context) -> int:
        return len(ctx.db.execute(select(ENTRIES.c.id)).all())

    before = desk.acts(cast.suhyeon, entries)
    with pytest.raises(Invalid):
        desk.acts(cast.sera, swaps.ask_swap, night, a_swap(cast.jimin))
    assert desk.acts(cast.suhyeon, entries) == before
