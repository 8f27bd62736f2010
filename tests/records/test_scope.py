"""A stranger learns nothing, not even that a record exists."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, insert

from telecare.care.alert import State
from telecare.care.facts import AlertClass, Severity
from telecare.db.engine import reading, transaction
from telecare.errors import Invalid, NotYours
from telecare.records import alerts, devices, feeds, relationships, residents
from telecare.records.alerts import ALERTS
from telecare.records.context import Context
from telecare.records.relationships import Carer
from tests.cast import NOON, Cast, Worker, context

Way = Callable[[Context, UUID], Any]
SEES_SOONJA = {"jimin", "sera", "suhyeon", "haneul", "nari", "doyun"}
SEES_CHUNGIL = SEES_SOONJA - {"doyun"}


def opened(engine: Engine, cast: Cast, resident_id: UUID) -> UUID:
    """Open an alert about a resident; return its id."""
    alert_id = uuid4()
    row = {
        "id": alert_id, "organisation_id": cast.bonghwa, "resident_id": resident_id,
        "alert_class": AlertClass.SILENCE, "rule": "quiet_home", "rule_version": 1,
        "severity": Severity.P2, "state": State.OPEN, "opened_at": NOON,
        "episode_since": NOON, "first_signal_taken_at": NOON, "first_signal_received_at": NOON,
        "last_signal_at": NOON, "policy": {}, "policy_version": 1, "due_at": NOON,
        "because_ko": "", "because_en": "", "evidence": {},
    }  # fmt: skip
    with transaction(engine) as db:
        db.execute(insert(ALERTS).values(row))
    return alert_id


def seers(engine: Engine, cast: Cast, way: Way, record: UUID, **at: timedelta) -> set[str]:
    """Return the logins of those for whom a way to a record opens."""
    found = set()
    with reading(engine) as db:
        for worker in cast.workers:
            try:
                way(context(db, worker, now=NOON + at.get("later", timedelta())), record)
            except NotYours:
                continue
            found.add(worker.login)
    return found


def test_who_may_see_a_resident_a_device_an_alert(engine: Engine, cast: Cast) -> None:
    alert_id = opened(engine, cast, cast.soonja.id)
    other_id = opened(engine, cast, cast.chungil.id)
    gateway = cast.soonja.devices["gateway"]

    assert seers(engine, cast, residents.one_for, cast.soonja.id) == SEES_SOONJA
    assert seers(engine, cast, devices.one_for, gateway) == SEES_SOONJA
    assert seers(engine, cast, alerts.one_for, alert_id) == SEES_SOONJA
    assert seers(engine, cast, residents.one_for, cast.chungil.id) == SEES_CHUNGIL
    assert seers(engine, cast, alerts.one_for, other_id) == SEES_CHUNGIL


@pytest.mark.parametrize("what", ["resident", "device", "alert"])
def test_a_real_and_an_imagined_record_are_refused_alike(
    engine: Engine, cast: Cast, what: str
) -> None:
    ways: dict[str, tuple[Way, UUID]] = {
        "resident": (residents.one_for, cast.soonja.id),
        "device": (devices.one_for, cast.soonja.devices["gateway"]),
        "alert": (alerts.one_for, opened(engine, cast, cast.soonja.id)),
    }
    way, real = ways[what]
    with reading(engine) as db:
        with pytest.raises(NotYours) as refused:
            way(context(db, cast.oeji), real)
        with pytest.raises(NotYours) as imagined:
            way(context(db, cast.oeji), uuid4())

    assert str(refused.value) == str(imagined.value)
    assert refused.value.facts == imagined.value.facts == {}
    assert refused.value.status == 404


def test_lists_and_searches_are_scoped_like_every_read(engine: Engine, cast: Cast) -> None:
    def seen(worker: Worker) -> tuple[int, int]:
        with reading(engine) as db:
            ctx = context(db, worker)
            total, rows = residents.page_for(ctx)
            assert len(rows) == total
            return total, len(residents.found_by(ctx, "박춘길"))

    assert seen(cast.jimin) == (2, 1)
    assert seen(cast.haneul) == (2, 1)
    assert seen(cast.doyun) == (1, 0)
    assert seen(cast.oeji) == (0, 0)


def test_a_care_relationship_holds_from_its_first_to_before_its_last_instant(
    engine: Engine, cast: Cast
) -> None:
    carer = Carer(staff_id=cast.oeji.id, role="cover", basis="order")
    begins, ends = NOON + timedelta(hours=1), NOON + timedelta(hours=2)
    with transaction(engine) as db:
        relationships.add(db, cast.chungil.id, carer, from_at=begins, until_at=ends)

    def oeji_sees(later: timedelta) -> bool:
        found = seers(engine, cast, residents.one_for, cast.chungil.id, later=later)
        return "oeji" in found

    second = timedelta(microseconds=1)
    hour = timedelta(hours=1)
    assert [oeji_sees(at) for at in (hour - second, hour, 2 * hour - second, 2 * hour)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_a_relationship_that_ended_shows_nothing_any_more(engine: Engine, cast: Cast) -> None:
    with transaction(engine) as db:
        [held] = relationships.of(db, cast.soonja.id)
        assert relationships.end(db, held.id, at=NOON)
        assert not relationships.end(db, held.id, at=NOON)

    assert "doyun" not in seers(engine, cast, residents.one_for, cast.soonja.id)


def test_feeds_followed_are_those_of_ones_own_places(engine: Engine, cast: Cast) -> None:
    with transaction(engine) as db:
        assert feeds.announce(db, cast.bonghwa, "resident", at=NOON) == 1
        assert feeds.announce(db, cast.bonghwa, "resident", at=NOON) == 2

    def followed(worker: Worker) -> dict[UUID, int]:
        with reading(engine) as db:
            return feeds.followed_by(db, worker.actor, NOON)

    assert followed(cast.jimin) == {cast.bonghwa: 2}
    assert followed(cast.doyun) == {cast.bonghwa: 2}  # by the relationship with Soonja
    assert followed(cast.oeji) == {cast.andong: 0}
    assert list(followed(cast.haneul)) == [cast.andong, cast.bonghwa]  # in the order of codes


def test_an_alert_is_handed_only_to_one_who_may_see_and_claim(
    engine: Engine, cast: Cast
) -> None:
    alert_id = opened(engine, cast, cast.soonja.id)
    with reading(engine) as db:
        ctx = context(db, cast.jimin)
        alert = alerts.one_for(ctx, alert_id)
        for colleague in (cast.sera, cast.suhyeon):
            alerts.colleague(ctx, alert, colleague.id)
        for other in (cast.oeji, cast.haneul, cast.nari, cast.doyun):
            with pytest.raises(Invalid):
                alerts.colleague(ctx, alert, other.id)


def test_a_row_moves_only_if_it_still_stands_where_it_was_read(
    engine: Engine, cast: Cast
) -> None:
    alert_id = opened(engine, cast, cast.soonja.id)
    with transaction(engine) as db:
        claimed = {"state": State.CLAIMED, "owner_id": cast.jimin.id}
        assert alerts.move(db, alert_id, 1, {State.OPEN}, claimed)
        assert not alerts.move(db, alert_id, 1, {State.OPEN, State.CLAIMED}, claimed)
        assert not alerts.move(db, alert_id, 2, {State.OPEN}, claimed)
        moved = alerts.one_for(context(db), alert_id)

    assert (moved.version, moved.state, moved.owner_id) == (2, State.CLAIMED, cast.jimin.id)
    assert moved.severity is Severity.P2  # only the columns meant
