"""Consent is given in a call in which two people spoke, and a note is always finished."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, update

from telecare.care.consultation import Outcome, State
from telecare.db.engine import transaction
from telecare.records.relationships import CareRelationship
from tests.cast import NOON, Cast
from tests.doors.conftest import Desk
from tests.doors.consultations import held, write
from tests.doors.test_notes import FIRST, note_of

Sit = Callable[..., Desk]


@pytest.fixture
def desk(cast: Cast, sit: Sit) -> Desk:
    """Doyun at his desk."""
    return sit(cast.doyun)


@pytest.mark.parametrize(
    "never_spoke",
    [
        {
            "state": State.RINGING,
            "outcome": None,
            "connected_at": None,
            "answered_at": None,
            "ended_at": None,
            "due_at": NOON + timedelta(minutes=1),
        },
        {"outcome": Outcome.NO_ANSWER, "connected_at": None, "answered_at": None},
        {"outcome": Outcome.FAILED, "connected_at": None},
    ],
    ids=["still ringing", "nobody answered", "answered, never connected"],
)
def test_nobody_can_have_agreed_in_a_call_in_which_nobody_spoke(
    engine: Engine, cast: Cast, desk: Desk, never_spoke: dict[str, Any]
) -> None:
    call = held(engine, cast, cast.doyun, **never_spoke)
    assert note_of(desk, call)["may_confirm"] is False

    refused = desk.post(f"/api/calls/{call}/consent")

    assert (refused.status_code, refused.json["error"]) == (409, "not_spoken")
    assert note_of(desk, call)["confirmed_at"] is None


def test_consent_may_be_given_on_the_telephone(engine: Engine, cast: Cast, desk: Desk) -> None:
    call = held(engine, cast, cast.doyun, outcome=Outcome.BY_PHONE, connected_at=None)

    assert desk.post(f"/api/calls/{call}/consent").json["confirmed_at"] is not None


def test_who_treated_somebody_finishes_the_note_after_the_relationship_has_ended(
    engine: Engine, cast: Cast, desk: Desk
) -> None:
    call = held(engine, cast, cast.doyun)
    write(desk, call, FIRST)
    with transaction(engine) as db:
        db.execute(update(CareRelationship).values(until_at=NOON - timedelta(minutes=1)))
    assert desk.get(f"/api/residents/{cast.soonja.id}").status_code == 404

    assert write(desk, call, FIRST + " 끝", after=1).json["version"] == 2
    assert note_of(desk, call)["text"] == FIRST + " 끝"
