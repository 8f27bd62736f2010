"""Who is signed in nowhere any more looks into nobody's room."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from telecare.care.consultation import Outcome, State
from tests.calls import Call, tablet_of
from tests.cast import Cast
from tests.doors.conftest import Desk
from tests.stories.story import begin

Sit = Callable[..., Desk]


@pytest.fixture
def call(engine: Engine, cast: Cast) -> Call:
    """Jimin and a resident, who see each other."""
    story = begin(engine, cast)
    story.presses()
    call = Call(story, tablet_of(story)).claimed()
    call.connected()
    return call


def test_signing_out_ends_the_call(call: Call, cast: Cast, sit: Sit) -> None:
    desk = sit(cast.jimin)
    assert desk.ask("DELETE", "/api/session").status_code == 200

    assert (call.row().state, call.row().outcome) == (State.ENDED, Outcome.FAILED)


def test_signing_out_at_another_browser_leaves_it(call: Call, cast: Cast, sit: Sit) -> None:
    sit(cast.jimin)
    other = sit(cast.jimin)
    assert other.ask("DELETE", "/api/session").status_code == 200

    assert call.row().state is State.CONNECTED


def test_an_account_that_is_reset_loses_its_call(call: Call, cast: Cast, sit: Sit) -> None:
    sit(cast.jimin)
    office = sit(cast.haneul)
    reset = office.post(f"/api/staff/{cast.jimin.id}/reset")

    assert reset.status_code == 200, reset.json
    assert (call.row().state, call.row().outcome) == (State.ENDED, Outcome.FAILED)
