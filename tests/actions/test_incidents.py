"""Incidents: many homes gone silent at once are one outage; their alerts live on."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, Row, select
from sqlalchemy.orm import Session

from telecare.actions import incidents
from telecare.boards import triage as triage_board
from telecare.care.alert import State
from telecare.db.engine import reading
from telecare.errors import IllegalMove, NotYours, Overtaken
from telecare.records.incidents import Incident, IncidentState, ScopeKind
from tests.cast import Cast
from tests.homes import Gateway, make_gateway, make_resident
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


def village(story: Story, homes: int = 5) -> list[Gateway]:
    """More homes of 춘양면, each heard now."""
    found = []
    for _ in range(homes):
        home = make_gateway(story.engine, make_resident(story.engine))
        story.beats(home)
        found.append(home)
    story.judge()
    return found


def standing(story: Story) -> list[Row[Any]]:
    with reading(story.engine) as db:
        return list(db.execute(select(Incident.__table__)))


def look(story: Story) -> int:
    story.judge()
    return incidents.look(story.engine, story.now)


def test_a_village_gone_silent_is_one_incident_with_its_alerts(story: Story) -> None:
    homes = village(story)
    assert look(story) == 0
    story.later(minutes=16)

    for _ in range(3):
        assert look(story) == 1

    (incident,) = standing(story)
    assert incident.scope_kind in set(ScopeKind)
    assert incident.homes == 6
    alerts = [alert for home in homes for alert in story.alerts(home)]
    assert {alert.incident_id for alert in alerts} == {incident.id}
    assert {alert.state for alert in alerts} == {State.OPEN}
    with story.acting("jimin") as ctx:
        board = triage_board.board(ctx, "devices", locked=False, opened=False)
    assert [row.id for row in board.incidents] == [incident.id]


def test_a_great_outage_is_taken_in_slices(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A press need not wait until ten thousand homes have been put under their incident."""
    monkeypatch.setattr(incidents, "HOMES_AT_ONCE", 2)
    homes = village(story)
    story.later(minutes=16)
    story.judge()
    adopted: list[int] = []
    adopt = incidents._adopt

    def counting(db: Session, incident_id: UUID, resident_ids: Sequence[UUID]) -> int:
        adopted.append(adopt(db, incident_id, resident_ids))
        return adopted[-1]

    monkeypatch.setattr(incidents, "_adopt", counting)
    look(story)

    assert adopted == [2, 2, 2]  # the five of the village and Soonja's
    alerts = [alert for home in homes for alert in story.alerts(home)]
    assert {alert.incident_id for alert in alerts} == {standing(story)[0].id}


def test_a_press_stays_on_its_own(story: Story) -> None:
    village(story)
    story.presses()
    story.later(minutes=16)
    look(story)

    assert story.alert("sos").incident_id is None
    assert story.alert("device").incident_id is not None


def test_two_silent_homes_are_two_silent_homes(story: Story) -> None:
    homes = village(story, homes=8)
    story.later(minutes=16)
    for home in homes[1:]:
        story.beats(home)

    assert look(story) == 0
    assert standing(story) == []


def test_closing_it_leaves_the_alerts_where_they_are(story: Story) -> None:
    homes = village(story)
    story.later(minutes=16)
    look(story)
    (incident,) = standing(story)
    with pytest.raises(NotYours), story.acting("oeji") as ctx:
        incidents.close(ctx, incident.id, incident.version)
    with pytest.raises(Overtaken), story.acting("jimin") as ctx:
        incidents.close(ctx, incident.id, incident.version + 7)

    with story.acting("jimin") as ctx:
        incidents.close(ctx, incident.id, incident.version)

    assert {a.state for home in homes for a in story.alerts(home)} == {State.OPEN}
    with pytest.raises(IllegalMove), story.acting("jimin") as ctx:
        incidents.close(ctx, incident.id, incident.version + 1)
    story.later(minutes=1)
    look(story)  # the same outage is not discovered again
    assert [one.state for one in standing(story)] == [IncidentState.CLOSED]


def test_an_outage_that_is_over_ends_by_itself_after_half_an_hour(story: Story) -> None:
    homes = village(story)
    story.later(minutes=16)
    look(story)
    everybody = [*homes, story.home]
    for _ in range(13):
        story.later(minutes=5)
        for home in everybody:
            story.beats(home)
        look(story)

    (incident,) = standing(story)
    assert (incident.state, incident.closed_by) == (IncidentState.CLOSED, None)
    assert incident.closed_at - incident.opened_at < timedelta(hours=1)


def test_a_staged_outage_says_so(story: Story) -> None:
    homes = village(story)
    for home in [*homes, story.home]:
        story.says(home.saw("device_status", story.now, simulated=True), home=home)
    story.later(minutes=16)
    look(story)

    (incident,) = standing(story)
    assert incident.simulated
    assert all(alert.simulated for home in homes for alert in story.alerts(home))
