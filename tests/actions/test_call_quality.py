"""What both ends of a call measured: kept beside it, and refused when it cannot be."""

from typing import Any
from uuid import uuid4

import pytest
from msgspec import structs
from sqlalchemy import Engine, select

from telecare.actions import calling
from telecare.boards.shapes.calls import QualityAsked
from telecare.boards.shapes.tablet import TabletQuality
from telecare.call_errors import (
    CallOver,
)
from telecare.care.consultation import Side
from telecare.db.engine import reading
from telecare.errors import Invalid, NotYours
from telecare.records.consultations import QUALITY
from tests.calls import (
    Call,
    cared_for,
    tablet_of,
)
from tests.cast import Cast
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    story = begin(engine, cast)
    story.presses()
    cared_for(story)
    return story


@pytest.fixture
def call(story: Story) -> Call:
    return Call(story, tablet_of(story)).claimed()


# ---------------------------------------------------------------- who may ring


def test_what_the_tablet_measured_is_kept_beside_the_callers(call: Call) -> None:
    call.connected()
    with call.story.acting("jimin") as ctx:
        calling.quality(ctx, call.id, QualityAsked(loss_percent=1.0))
    measured = QualityAsked(loss_percent=7.5, freezes=2, reconnects=1)
    said = TabletQuality(consultation_id=call.id, quality=measured)
    with call.tablet_acting() as ctx:
        calling.tablet_measured(ctx, call.tablet, said)
        with pytest.raises(NotYours):
            calling.tablet_measured(ctx, uuid4(), said)
        wrong = TabletQuality(consultation_id=call.id, quality=QualityAsked(loss_percent=101))
        with pytest.raises(Invalid):
            calling.tablet_measured(ctx, call.tablet, wrong)

    with reading(call.story.engine) as db:
        kept = db.execute(
            select(QUALITY.c.side, QUALITY.c.loss_percent, QUALITY.c.freezes)
            .where(QUALITY.c.consultation_id == call.id)
            .order_by(QUALITY.c.side)
        ).all()
    assert [tuple(row) for row in kept] == [
        (Side.CALLER, 1.0, 0), (Side.RESIDENT, 7.5, 2),
    ]  # fmt: skip
    call.says("end")
    with call.tablet_acting() as ctx, pytest.raises(CallOver):
        calling.tablet_measured(ctx, call.tablet, said)


@pytest.mark.parametrize(
    "wrong",
    [{"loss_percent": -1.0}, {"loss_percent": 101.0}, {"freezes": -1}, {"width": 10**6}],
    ids=str,
)
def test_what_cannot_be_measured_is_refused(call: Call, wrong: dict[str, Any]) -> None:
    call.connected()
    asked = structs.replace(QualityAsked(loss_percent=0.0), **wrong)
    with pytest.raises(Invalid) as said, call.story.acting("jimin") as ctx:
        calling.quality(ctx, call.id, asked)

    assert set(said.value.fields) == set(said.value.fields_ko) == set(wrong)


# ----------------------------------------------------------------------- seats
