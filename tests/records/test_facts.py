"""Facts of an instant hold what was known then, and nothing that came later."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event, insert, update
from sqlalchemy.orm import Session

from telecare.care.facts import Absence, CheckInPromise, DeviceKind, Facts, Risk
from telecare.care.parameters import DEFAULT
from telecare.db.engine import reading, transaction
from telecare.db.prepared import Prepared
from telecare.errors import NotYours, Overtaken
from telecare.records import plans, ticks
from telecare.records.devices import Device
from telecare.records.facts import facts_at, parameters_at
from telecare.records.observations import Delivery, Observation
from telecare.records.plans import ParameterSet
from tests.cast import ENROLLED_BEFORE, NOON, Cast

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def observe(
    engine: Engine,
    cast: Cast,
    number: int,
    *,
    taken: datetime,
    late: timedelta = timedelta(),
    **more: object,
) -> None:
    """Store one observation of Soonja's home and the delivery that brought it."""
    gateway = cast.soonja.devices["gateway"]
    row = {
        "device_id": gateway, "number": number, "resident_id": cast.soonja.id,
        "sensor_id": cast.soonja.devices["kitchen"], "kind": "activity", "taken_at": taken,
        "received_at": taken + late, "digest": bytes(32), "corrected": False,
        "late": late > 5 * MINUTE, "simulated": False,
    } | more  # fmt: skip
    brought = {
        "id": uuid4(), "device_id": gateway, "received_at": taken + late,
        "first_number": number, "last_number": number, "count": 1, "offset_ms": 0,
    }  # fmt: skip
    with transaction(engine) as db:
        db.execute(insert(Observation).values(row))
        db.execute(insert(Delivery).values(brought))


def facts(engine: Engine, cast: Cast, at: datetime = NOON) -> Facts:
    with reading(engine) as db:
        return facts_at(db, cast.soonja.id, at=at)


def test_late_news_changes_no_answer_about_the_time_before_it_came(
    engine: Engine, cast: Cast
) -> None:
    observe(engine, cast, 1, taken=NOON - 5 * HOUR)
    asked = [NOON - 6 * HOUR, NOON - 4 * HOUR, NOON - HOUR]
    before = [facts(engine, cast, at) for at in asked]

    door = cast.soonja.devices["front_door"]
    observe(engine, cast, 2, taken=NOON - 3 * HOUR, late=2 * HOUR + MINUTE)
    observe(engine, cast, 3, taken=NOON - 2 * HOUR, late=2 * HOUR, sensor_id=door)
    observe(engine, cast, 4, taken=NOON - 7 * HOUR, late=7 * HOUR, kind="sos")
    observe(engine, cast, 5, taken=NOON - 2 * HOUR, late=2 * HOUR, kind="check_in")

    assert [facts(engine, cast, at) for at in asked] == before
    now = facts(engine, cast)
    assert now.last_outer_door is not None
    assert now.last_outer_door.at == NOON - 2 * HOUR
    assert now.last_indoor is not None
    assert now.last_indoor.at == NOON - 3 * HOUR
    assert now.last_activity == now.last_outer_door
    assert now.check_ins == (NOON - 2 * HOUR,)
    assert [press.at for press in now.presses] == [NOON - 7 * HOUR]
    assert now.presses[0].received_at == NOON


def test_recent_is_the_newest_activity_of_each_sensor(engine: Engine, cast: Cast) -> None:
    tablet = cast.soonja.devices["tablet"]
    observe(engine, cast, 1, taken=NOON - 3 * HOUR, simulated=True)
    observe(engine, cast, 2, taken=NOON - 2 * HOUR, simulated=True)
    observe(engine, cast, 3, taken=NOON - HOUR, kind="battery", value=40.0)
    observe(engine, cast, 4, taken=NOON - 5 * HOUR, sensor_id=tablet)
    observe(engine, cast, 5, taken=NOON - MINUTE, sensor_id=None)  # the gateway's own

    seen = {(one.sensor, one.at, one.simulated) for one in facts(engine, cast).recent}

    assert seen == {
        (DeviceKind.MOTION_KITCHEN, NOON - 2 * HOUR, True),
        (DeviceKind.TABLET, NOON - 5 * HOUR, False),
        (DeviceKind.GATEWAY, NOON - MINUTE, False),
    }


def test_a_gateway_is_heard_by_delivery_and_a_sensor_by_what_it_said(
    engine: Engine, cast: Cast
) -> None:
    observe(engine, cast, 1, taken=NOON - 2 * HOUR, late=HOUR, kind="battery")
    with transaction(engine) as db:  # the live cache must not matter
        db.execute(update(Device).values(heard_at=NOON + HOUR))

    by_kind = {device.kind: device for device in facts(engine, cast).devices}
    gateway, kitchen = by_kind[DeviceKind.GATEWAY], by_kind[DeviceKind.MOTION_KITCHEN]

    assert gateway.is_gateway
    assert gateway.heard_at == NOON - HOUR
    assert gateway.heard_until == NOON - 2 * HOUR
    assert not kitchen.is_gateway
    assert kitchen.heard_at == NOON - 2 * HOUR
    assert by_kind[DeviceKind.FRONT_DOOR].heard_at is None
    assert facts(engine, cast, NOON - 2 * HOUR).devices[0].heard_at is None


def test_a_revoked_device_is_no_device_but_what_it_saw_was_seen(
    engine: Engine, cast: Cast
) -> None:
    observe(engine, cast, 1, taken=NOON - 2 * HOUR)
    with transaction(engine) as db:
        kitchen = Device.id == cast.soonja.devices["kitchen"]
        db.execute(update(Device).where(kitchen).values(revoked_at=NOON - HOUR))

    now, earlier = facts(engine, cast), facts(engine, cast, NOON - HOUR - MINUTE)

    assert (len(now.devices), len(earlier.devices)) == (4, 5)
    assert now.last_activity == earlier.last_activity is not None


def test_a_press_counts_from_its_receipt_and_a_check_in_from_its_time(
    engine: Engine, cast: Cast
) -> None:
    observe(engine, cast, 1, taken=NOON - 72 * HOUR, late=60 * HOUR, kind="sos")
    observe(engine, cast, 2, taken=NOON - 72 * HOUR, kind="sos", sensor_id=None)
    observe(engine, cast, 3, taken=NOON - 49 * HOUR, kind="check_in")
    observe(engine, cast, 4, taken=NOON - 47 * HOUR, kind="check_in")

    now = facts(engine, cast)

    assert [press.received_at for press in now.presses] == [NOON - 12 * HOUR]
    assert now.check_ins == (NOON - 47 * HOUR,)


def test_the_plan_is_the_one_in_force_then(engine: Engine, cast: Cast) -> None:
    ten = CheckInPromise(at=time(10), window_opens=time(6), grace=HOUR)
    evening = CheckInPromise(at=time(20), window_opens=time(18), grace=HOUR)
    stricter = plans.Terms(risk=Risk.HIGH, check_ins=(ten, evening), day_limit=6 * HOUR)
    with transaction(engine) as db:
        after = plans.record(db, cast.soonja.id, stricter, after=1, by=None, at=NOON - HOUR)
        with pytest.raises(Overtaken):
            plans.record(db, cast.soonja.id, stricter, after=1, by=None, at=NOON)
    assert after == 2

    before, now = facts(engine, cast, NOON - HOUR - MINUTE).plan, facts(engine, cast).plan

    assert (before.risk, before.day_limit, len(before.check_ins)) == (Risk.NORMAL, None, 1)
    assert (now.risk, now.day_limit, now.any_limit) == (Risk.HIGH, 6 * HOUR, None)
    made = {promise.at: promise.made_at for promise in now.check_ins}
    assert made == {time(10): NOON - ENROLLED_BEFORE, time(20): NOON - HOUR}
    assert now.watched_since == NOON - ENROLLED_BEFORE


def test_an_absence_is_believed_from_its_record_until_it_is_revoked(
    engine: Engine, cast: Cast
) -> None:
    away = Absence(NOON - 6 * HOUR, NOON + 6 * HOUR, "hospital")
    with transaction(engine) as db:
        absence_id = plans.record_absence(
            db, cast.soonja.id, away, by=cast.jimin.id, at=NOON - 2 * HOUR
        )
        with pytest.raises(NotYours):
            plans.revoke_absence(db, cast.chungil.id, absence_id, at=NOON)
        plans.revoke_absence(db, cast.soonja.id, absence_id, at=NOON - HOUR)

    known = [
        facts(engine, cast, at).absences
        for at in (NOON - 3 * HOUR, NOON - 2 * HOUR, NOON - HOUR - MINUTE, NOON - HOUR)
    ]
    assert known == [(), (away,), (away,), ()]


def test_parameters_are_the_shipped_ones_until_others_are_recorded(engine: Engine) -> None:
    stored = DEFAULT.to_json()
    stored["quiet_home"]["day_limit_s"] = 3600.0
    with transaction(engine) as db:
        row = {"version": 1, "recorded_at": NOON, "recorded_by": None, "parameters": stored}
        db.execute(insert(ParameterSet).values(row))

    with reading(engine) as db:
        assert parameters_at(db, NOON - MINUTE) == DEFAULT
        assert parameters_at(db, NOON).quiet_home.day_limit == HOUR


def test_a_gap_in_the_hubs_own_listening_is_known(engine: Engine, cast: Cast) -> None:
    assert facts(engine, cast).listening_since is None
    back = NOON - HOUR
    for at in (NOON - 10 * HOUR, NOON - 10 * HOUR + MINUTE, back, back + MINUTE, back + MINUTE):
        with transaction(engine) as db:
            ticks.listen(db, now=at)

    assert facts(engine, cast).listening_since == back
    assert facts(engine, cast, back - MINUTE).listening_since == NOON - 10 * HOUR


def test_a_home_is_watched_from_its_installation_once_it_has_told_of_that_time(
    engine: Engine, cast: Cast
) -> None:
    with transaction(engine) as db:
        gateway = Device.id == cast.soonja.devices["gateway"]
        put_up = {"installed_at": NOON - 72 * HOUR, "enrolled_at": NOON - HOUR}
        db.execute(update(Device).where(gateway).values(put_up))
    assert facts(engine, cast).plan.watched_since == NOON - HOUR

    observe(engine, cast, 1, taken=NOON - 50 * HOUR, late=50 * HOUR)

    assert facts(engine, cast).plan.watched_since == NOON - 72 * HOUR
    assert facts(engine, cast, NOON - MINUTE).plan.watched_since == NOON - HOUR


def test_nobody_is_known_before_they_were_enrolled(engine: Engine, cast: Cast) -> None:
    with reading(engine) as db, pytest.raises(NotYours):
        facts_at(db, cast.soonja.id, at=datetime(2020, 1, 1, tzinfo=UTC))


def test_facts_cost_four_queries(
    engine: Engine, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    observe(engine, cast, 1, taken=NOON - HOUR)
    asked: list[object] = []
    run = Prepared._run

    def counted(self: Prepared, db: Session, values: Mapping[str, object]) -> object:
        asked.append(self)
        return run(self, db, values)

    monkeypatch.setattr(Prepared, "_run", counted)
    with reading(engine) as db:
        event.listen(engine, "before_cursor_execute", lambda *_: asked.append("by Core"))
        facts_at(db, cast.soonja.id, at=NOON)
        assert len(asked) == 4
        assert "by Core" not in asked
