"""The rota in the database: who answers for a place, and which days are off."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, insert, update
from sqlalchemy.orm import Session

from telecare.care.rota import DAY_MINUTES, KINDS, Line, Span
from telecare.db.engine import transaction
from telecare.records import holidays, rotas
from telecare.records.alerts import CLAIMING_ROLES
from telecare.records.holidays import OWN, public_in
from telecare.records.rotas import DUTIES, OVERRIDES, PLANS, STAFF, lines_to_json
from telecare.records.staff import Role
from tests.cast import NOON, Cast

ALWAYS = [[[0, DAY_MINUTES]]] * KINDS


def a_duty(
    db: Session, place: UUID, code: str, *people: UUID, hours: list[Any] = ALWAYS
) -> UUID:
    """Lay down a duty that `people`, of a role that may, do round the clock."""
    duty_id = uuid4()
    may = STAFF.c.role.in_(CLAIMING_ROLES)
    db.execute(update(STAFF).where(STAFF.c.id.in_(people), ~may).values(role=Role.SUPERVISOR))
    db.execute(insert(DUTIES).values(
        id=duty_id, organisation_id=place, code=code, name_ko="관제", name_en="Desk",
        zone="Asia/Seoul", hours=hours, created_at=NOON,
    ))  # fmt: skip
    lines = [Line(kind, Span(0, DAY_MINUTES), one) for kind in range(KINDS) for one in people]
    db.execute(insert(PLANS).values(
        duty_id=duty_id, version=1, from_day="2026-01-01", lines=lines_to_json(lines),
        published_at=NOON,
    ))  # fmt: skip
    return duty_id


def test_the_nearest_organisation_that_has_the_duty_answers(engine: Engine, cast: Cast) -> None:
    with transaction(engine) as db:
        a_duty(db, cast.province, "night", cast.haneul.id)
        a_duty(db, cast.bonghwa, "daytime", cast.jimin.id)
        for place in (cast.chunyang, cast.bonghwa):
            assert rotas.on_call(db, place, "daytime", NOON) == [cast.jimin.id]
            assert rotas.on_call(db, place, "night", NOON) == [cast.haneul.id]
        assert rotas.on_call(db, cast.andong, "daytime", NOON) == []
        assert rotas.on_call(db, cast.andong, "night", NOON) == [cast.haneul.id]


@pytest.mark.parametrize("change", ["moved to Andong", "no caseworker any more"])
def test_who_works_elsewhere_or_as_something_else_is_on_call_no_more(
    engine: Engine, cast: Cast, change: str
) -> None:
    new: dict[str, object] = {"organisation_id": cast.andong}
    if change != "moved to Andong":
        new = {"role": Role.PRIVACY_OFFICER}
    with transaction(engine) as db:
        a_duty(db, cast.bonghwa, "night", cast.sera.id)
        assert rotas.on_call(db, cast.bonghwa, "night", NOON) == [cast.sera.id]
        db.execute(update(STAFF).where(STAFF.c.id == cast.sera.id).values(new))
        assert rotas.on_call(db, cast.bonghwa, "night", NOON) == []


def test_any_duty_means_every_duty_of_the_nearest_that_has_one(
    engine: Engine, cast: Cast
) -> None:
    with transaction(engine) as db:
        a_duty(db, cast.province, "night", cast.haneul.id)
        a_duty(db, cast.bonghwa, "daytime", cast.jimin.id, cast.sera.id)
        a_duty(db, cast.bonghwa, "evening", cast.sera.id)
        assert set(rotas.on_call(db, cast.chunyang, None, NOON)) == {
            cast.jimin.id, cast.sera.id,
        }  # fmt: skip
        assert len(rotas.on_call(db, cast.chunyang, None, NOON)) == 2


def test_where_no_duty_was_ever_laid_down_nobody_is_on_call(engine: Engine, cast: Cast) -> None:
    with transaction(engine) as db:
        assert rotas.on_call(db, cast.chunyang, None, NOON) == []
        assert rotas.on_call(db, cast.clinic, "night", NOON) == []
        assert rotas.on_call(db, uuid4(), "night", NOON) == []


def test_an_ended_account_or_duty_is_on_call_for_nobody(engine: Engine, cast: Cast) -> None:
    with transaction(engine) as db:
        duty = a_duty(db, cast.bonghwa, "night", cast.jimin.id, cast.sera.id)
        db.execute(update(STAFF).where(STAFF.c.id == cast.jimin.id).values(ended_at=NOON))
        assert rotas.on_call(db, cast.bonghwa, "night", NOON) == [cast.sera.id]
        db.execute(update(DUTIES).where(DUTIES.c.id == duty).values(ended_at=NOON))
        assert rotas.on_call(db, cast.bonghwa, "night", NOON) == []


def test_a_stand_in_counts_until_it_is_cancelled(engine: Engine, cast: Cast) -> None:
    with transaction(engine) as db:
        duty, one = a_duty(db, cast.bonghwa, "night", cast.jimin.id), uuid4()
        db.execute(insert(OVERRIDES).values(
            id=one, duty_id=duty, from_at=NOON, until_at=NOON + timedelta(hours=1), number=1,
            staff_id=cast.sera.id, instead_of=cast.jimin.id, made_at=NOON,
        ))  # fmt: skip
        assert rotas.on_call(db, cast.bonghwa, "night", NOON) == [cast.sera.id]
        later = NOON + timedelta(hours=1)
        assert rotas.on_call(db, cast.bonghwa, "night", later) == [cast.jimin.id]
        db.execute(update(OVERRIDES).where(OVERRIDES.c.id == one).values(cancelled_at=NOON))
        assert rotas.on_call(db, cast.bonghwa, "night", NOON) == [cast.jimin.id]


# ------------------------------------------------------------------------- holidays


@pytest.mark.parametrize(
    ("day", "ko"),
    [
        ("2026-02-17", "설날"),
        ("2026-02-16", "설날 전날"),
        ("2026-09-25", "추석"),
        ("2026-05-24", "부처님오신날"),
        ("2026-05-25", "부처님오신날 대체 휴일"),  # a Sunday's, on the Monday after
        ("2027-02-09", "설날 대체 휴일"),
        ("2026-08-17", "광복절 대체 휴일"),
        ("2025-10-08", "추석 대체 휴일"),
    ],
)
def test_lunar_holidays_and_their_substitutes_are_known(day: str, ko: str) -> None:
    one = date.fromisoformat(day)
    assert ko in public_in(one.year)[one].ko
    assert public_in(one.year)[one].en


def test_an_ordinary_monday_is_no_holiday() -> None:
    assert date(2026, 11, 23) not in public_in(2026)


def test_an_organisation_s_own_day_off_holds_for_all_below_it(
    engine: Engine, cast: Cast
) -> None:
    own = uuid4()
    with transaction(engine) as db:
        db.execute(insert(OWN).values(
            id=own, organisation_id=cast.bonghwa, day="2026-12-24", name_ko="군민의 날",
            name_en="County Day", added_at=NOON,
        ))  # fmt: skip
        places = {cast.province, cast.bonghwa, cast.chunyang, cast.andong}
        days = holidays.between(db, places, date(2026, 12, 20), date(2027, 1, 5))
    eve, christmas, new_year = date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)
    for place in places:
        assert {christmas, new_year} <= days[place].keys()
    assert days[cast.chunyang][eve].own_id == days[cast.bonghwa][eve].own_id == own
    assert eve not in days[cast.province]
    assert eve not in days[cast.andong]


def test_on_a_holiday_its_own_lines_count(engine: Engine, cast: Cast) -> None:
    with transaction(engine) as db:
        weekdays = [*([[[0, DAY_MINUTES]]] * 7), []]
        a_duty(db, cast.bonghwa, "daytime", cast.jimin.id, hours=weekdays)
        christmas = datetime(2026, 12, 25, 3, tzinfo=UTC)
        assert rotas.on_call(db, cast.bonghwa, "daytime", christmas) == []
        assert rotas.on_call(db, cast.bonghwa, "daytime", christmas + timedelta(days=1)) == [
            cast.jimin.id
        ]
