"""A message outside an alert leads its reader to the screen its record stands on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from telecare.actions import handing, links, outbox, rota, suppressing, tasks, transferring
from telecare.app import Hub
from telecare.boards.rota import SHIPPED
from telecare.boards.shapes.rota import DutyAsked, OverrideAsked
from telecare.db.engine import transaction
from telecare.records.context import Context
from telecare.records.notifications import NOTICES, About
from tests.cast import NOON, VAULT, Cast, Worker, context
from tests.doors.conftest import Desk

Sit = Callable[..., Desk]
SOON = timedelta(hours=1)


def gives_a_shift(ctx: Context, cast: Cast) -> None:
    handing.begin(ctx, to=cast.sera.id, words="조용함")


def gives_a_task(ctx: Context, cast: Cast) -> None:
    asked = tasks.Asked(kind="call", due_at=NOON + SOON, assigned_to=cast.sera.id)
    tasks.make(ctx, cast.soonja.id, asked)


@pytest.mark.parametrize(
    ("act", "leads"), [(gives_a_shift, "handover"), (gives_a_task, "tasks")]
)
def test_what_a_colleague_gives_is_found_behind_its_message(
    hub: Hub, sit: Sit, cast: Cast, act: Callable[[Context, Cast], None], leads: str
) -> None:
    with transaction(hub.engine) as db:
        act(context(db, cast.jimin), cast)
    opened = opens(hub, sit, cast.sera)
    assert opened == {
        "about": "notice", "alert_id": None, "leads": leads, "resident_id": None,
    }  # fmt: skip


def test_a_resident_who_is_to_move_is_found_among_the_hand_overs(
    hub: Hub, sit: Sit, cast: Cast
) -> None:
    with transaction(hub.engine) as db:
        ctx = context(db, cast.suhyeon)
        transferring.offer(ctx, cast.soonja.id, to=cast.andong, words="이사")
    assert opens(hub, sit, cast.oeji)["leads"] == "handover"


def test_what_ends_soon_is_found_on_the_page_of_whom_it_is_for(
    hub: Hub, sit: Sit, cast: Cast
) -> None:
    until = NOON + SOON
    with transaction(hub.engine) as db:
        suppressing.start(context(db, cast.jimin), cast.soonja.id, reason="visit", until=until)
    suppressing.end_due(hub.engine, VAULT, until - timedelta(minutes=1))
    opened = opens(hub, sit, cast.jimin)
    assert (opened["leads"], opened["resident_id"]) == ("resident", str(cast.soonja.id))


def test_a_stand_in_is_found_on_the_rota(hub: Hub, sit: Sit, cast: Cast) -> None:
    with transaction(hub.engine) as db:
        shipped = next(one for one in SHIPPED if one.code == "night")
        laid = DutyAsked(
            organisation_id=cast.bonghwa, code="night", name_ko="밤", name_en="Night",
            hours=shipped.hours,
        )  # fmt: skip
        duty_id = rota.make_duty(context(db, cast.suhyeon), laid)
        asked = OverrideAsked(from_at=NOON, until_at=NOON + SOON, staff_id=cast.sera.id)
        rota.stand_in(context(db, cast.suhyeon), duty_id, asked)
    assert opens(hub, sit, cast.sera)["leads"] == "rota"


def test_what_is_of_no_record_says_so(hub: Hub, sit: Sit, cast: Cast) -> None:
    with transaction(hub.engine) as db:
        outbox.say(
            db, About.NOTICE, cast.jimin.id, organisation_id=cast.bonghwa,
            target=f"staff:{cast.jimin.id}", channels=("push",), now=NOON,
        )  # fmt: skip
    assert opens(hub, sit, cast.jimin)["leads"] == "board"


def opens(hub: Hub, sit: Sit, who: Worker) -> Any:  # noqa: ANN401
    """Open the link of the newest notice as `who`; by their browser's knock it is the same."""
    with transaction(hub.engine) as db:
        about_notice = select(NOTICES.c.id).where(NOTICES.c.about == About.NOTICE)
        notice_id: UUID = db.scalars(about_notice.limit(1)).one()
        token = links.make(context(db), notice_id, who.id, None, About.NOTICE)
        db.execute(update(NOTICES).where(NOTICES.c.id == notice_id).values(staff_id=who.id))
    desk = sit(who)
    opened = desk.post("/api/links/open", {"token": token}).json
    assert desk.post(f"/api/messages/{notice_id}/open").json == opened
    return opened
