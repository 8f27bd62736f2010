"""The canary: presses by the public way, a robot closes it, and it alarms when not heard."""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from werkzeug.serving import make_server

from telecare import clock
from telecare.actions import canary, reaching
from telecare.app import create_app
from telecare.boards import alert as board
from telecare.care.alert import Outcome, State
from telecare.config import Settings
from telecare.db.engine import reading, transaction
from telecare.errors import Invalid, NotYours
from telecare.records import canaries, residents
from telecare.records.alerts import ALERTS
from telecare.records.audit import AuditEntry
from telecare.records.notifications import NOTICES
from telecare.scheduler import Scheduler
from tests.cast import VAULT, Cast, context

NOBODY_LISTENS = "http://127.0.0.1:9"


@pytest.fixture
def origin(engine: Engine) -> Iterator[str]:
    """A hub that is served over a real socket."""
    app = create_app(Settings(media=False), engine=engine, vault=VAULT)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    serving.join()
    server.server_close()
    app.extensions["telecare.writer"].close()


def begin(engine: Engine, cast: Cast, now: datetime) -> None:
    with transaction(engine) as db:
        canary.begin(context(db, cast.haneul, now=now), cast.bonghwa)


def ticks(engine: Engine, origin: str, now: datetime) -> None:
    """Run every tick once: press, tell, close."""
    whole = Scheduler(engine, VAULT, lambda: now, origin)
    whole.run_all(now)
    whole.run_all(clock.now())  # its delivery was stamped by the hub's own clock


def bird(engine: Engine, cast: Cast) -> Any:  # noqa: ANN401 - a row
    with reading(engine) as db:
        return canaries.of(db, cast.bonghwa)


def alerts(engine: Engine, cast: Cast) -> list[Any]:
    mine = ALERTS.c.resident_id == bird(engine, cast).resident_id
    with reading(engine) as db:
        return list(db.execute(select(ALERTS).where(mine).order_by(ALERTS.c.opened_at)))


def alarms(engine: Engine, cast: Cast) -> list[tuple[str, str]]:
    mine = NOTICES.c.about_id == bird(engine, cast).resident_id
    asked = select(NOTICES.c.target, NOTICES.c.channel).where(mine, NOTICES.c.urgent)
    with reading(engine) as db:
        return [(row.target, row.channel) for row in db.execute(asked)]


def test_a_press_goes_the_whole_public_way_and_a_robot_closes_it(
    engine: Engine, cast: Cast, origin: str
) -> None:
    now = clock.now()
    begin(engine, cast, now)

    ticks(engine, origin, now)

    kept, (alert,) = bird(engine, cast), alerts(engine, cast)
    assert (kept.result, kept.failing_since) == ("taken", None)
    assert now < kept.through_at <= now + canary.THROUGH_WITHIN
    assert 0 < kept.took_ms <= 30_000
    assert kept.due_at == now + canary.EVERY
    assert (alert.state, alert.outcome, alert.due_at) == (State.CLOSED, Outcome.TEST, None)
    assert alert.simulated
    assert alert.first_human_at is None  # in no figure
    with reading(engine) as db:
        closed = db.scalar(select(AuditEntry).where(AuditEntry.what == "canary.closed"))
        assert closed is not None
        assert closed.staff_id is None
        assert closed.role == "service"


def test_each_press_is_an_alert_of_its_own(engine: Engine, cast: Cast, origin: str) -> None:
    for _ in range(2):
        now = clock.now()  # of the real clock: the door refuses what was signed long ago
        begin(engine, cast, now)
        ticks(engine, origin, now)
        assert bird(engine, cast).result == "taken"

    assert [one.state for one in alerts(engine, cast)] == [State.CLOSED, State.CLOSED]


def test_nobody_but_the_service_sees_it(engine: Engine, cast: Cast, origin: str) -> None:
    now = clock.now()
    begin(engine, cast, now)
    canary.press_due(engine, VAULT, now, origin=origin)  # open, and not closed yet

    (alert,) = alerts(engine, cast)
    assert alert.state is State.OPEN
    for who in cast.workers:
        with reading(engine) as db:
            ctx = context(db, who, now=now)
            with pytest.raises(NotYours):
                residents.one_for(ctx, alert.resident_id)
            with pytest.raises(NotYours):
                board.detail(ctx, alert.id, purpose="", locked=False)


def test_a_press_that_nobody_takes_alarms_once_after_thirty_seconds(
    engine: Engine, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    now = clock.now()
    begin(engine, cast, now)
    canary.press_due(engine, VAULT, now, origin=NOBODY_LISTENS)

    canary.look(engine, VAULT, now + canary.THROUGH_WITHIN)
    assert alarms(engine, cast) == []
    canary.look(engine, VAULT, now + canary.THROUGH_WITHIN + timedelta(seconds=1))
    canary.look(engine, VAULT, now + canary.THROUGH_WITHIN + timedelta(seconds=2))

    kept = bird(engine, cast)
    assert (kept.result, kept.failing_since) == ("unreachable", now)
    assert set(alarms(engine, cast)) == {
        (who, by) for who in canary.TOLD for by in canary.TOLD_BY
    }
    assert len(alarms(engine, cast)) == len(canary.TOLD) * len(canary.TOLD_BY)
    assert caplog.text.count("did not come through") == 1


def test_its_alarm_reaches_whoever_leads_the_desk_and_whoever_mends_the_service(
    engine: Engine, cast: Cast
) -> None:
    now = clock.now()
    begin(engine, cast, now)
    canary.press_due(engine, VAULT, now, origin=NOBODY_LISTENS)
    canary.look(engine, VAULT, now + canary.THROUGH_WITHIN + timedelta(seconds=1))

    told = {target for target, _ in alarms(engine, cast)}
    with reading(engine) as db:
        people = [
            one.staff_id
            for target in sorted(told)
            for one in reaching.people(db, target, cast.bonghwa, None, now)
        ]
    assert len(people) == len(set(people))  # each is told once
    assert set(people) == {cast.suhyeon.id, cast.haneul.id}


def test_a_canary_that_is_heard_again_is_well_again(
    engine: Engine, cast: Cast, origin: str
) -> None:
    now = clock.now()
    earlier = now - canary.EVERY
    begin(engine, cast, earlier)
    canary.press_due(engine, VAULT, earlier, origin=NOBODY_LISTENS)
    canary.look(engine, VAULT, earlier + timedelta(seconds=31))
    assert bird(engine, cast).failing_since == earlier

    ticks(engine, origin, now)

    assert bird(engine, cast).failing_since is None
    assert bird(engine, cast).through_at is not None


def test_only_an_administrator_s_own_si_or_gun_gets_one(engine: Engine, cast: Cast) -> None:
    now = clock.now()
    with reading(engine) as db:
        ctx = context(db, cast.haneul, now=now)
        with pytest.raises(Invalid):
            canary.begin(ctx, cast.chunyang)
        with pytest.raises(Invalid):
            canary.begin(ctx, cast.bonghwa, every=timedelta(seconds=59))
        with pytest.raises(NotYours):
            canary.stop(ctx, cast.bonghwa)


def test_a_stopped_canary_presses_no_more(engine: Engine, cast: Cast) -> None:
    now = clock.now()
    begin(engine, cast, now)
    with transaction(engine) as db:
        canary.stop(context(db, cast.haneul, now=now), cast.bonghwa)
    assert canary.press_due(engine, VAULT, now, origin=NOBODY_LISTENS) == 0
    assert alarms(engine, cast) == []
