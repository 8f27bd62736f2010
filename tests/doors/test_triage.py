"""Triage at the door: what a screen is told of others' acts and of a storm."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import Engine

from telecare.boards import rows
from telecare.care.facts import AlertClass
from telecare.db.engine import transaction
from telecare.records import feeds
from tests.cast import NOON, Cast
from tests.doors.conftest import Desk, open_alert

Sit = Callable[..., Desk]
CLASSES = (AlertClass.SILENCE, AlertClass.DOOR, AlertClass.VITALS, AlertClass.CONTACT)


def test_who_came_too_late_is_told_who_was_faster(cast: Cast, sit: Sit, alert: UUID) -> None:
    sit(cast.jimin).post(f"/api/alerts/{alert}/claim", {"version": 1})

    late = sit(cast.sera).post(f"/api/alerts/{alert}/claim", {"version": 1})

    assert (late.status_code, late.json["error"]) == (409, "overtaken")
    assert late.json["owner"] == cast.jimin.name


def test_a_screen_far_behind_in_a_storm_takes_a_snapshot_and_no_alert_is_told_as_gone(
    engine: Engine, cast: Cast, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It need not page through thousands of silences to the one press behind them."""
    desk = sit(cast.jimin)
    for alert_class in CLASSES:
        opened = open_alert(engine, cast, alert_class=alert_class)
        with transaction(engine) as db:
            feeds.announce(
                db, cast.bonghwa, "alert", alert_id=opened, resident_id=cast.soonja.id, at=NOON
            )
    monkeypatch.setattr(rows, "MOST", 3)
    path = f"/api/feeds/{cast.bonghwa}/changes?after="

    behind = desk.get(f"{path}0")
    newest = desk.get("/api/board?view=now").json["feeds"][0]["seq"]
    near = desk.get(f"{path}{newest - 3}").json

    assert (behind.status_code, behind.json["error"]) == (410, "resync")
    assert near["gone"] == []
    assert len(near["rows"]) == 3
