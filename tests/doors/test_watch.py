"""The operator's page and its canaries, over HTTP."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, get_args
from uuid import UUID

import pytest
from sqlalchemy import select

from telecare.actions import canary, links, outbox, watchman
from telecare.app import Hub
from telecare.boards.shapes.watch import TickName
from telecare.db.engine import reading, transaction
from telecare.records import canaries
from telecare.records.notifications import NOTICES, About
from tests.cast import NOON, VAULT, Cast, Worker, context
from tests.doors.conftest import Desk

Sit = Callable[..., Desk]

NOBODY_LISTENS = "http://127.0.0.1:9"
UNHEARD = "/api/watch/canaries/unheard"


def bonghwa(page: Any, cast: Cast) -> Any:  # noqa: ANN401
    (row,) = [one for one in page["canaries"] if one["organisation_id"] == str(cast.bonghwa)]
    return row


def test_the_page_names_every_si_and_gun_that_no_canary_proves(sit: Sit, cast: Cast) -> None:
    page = sit(cast.haneul).get("/api/watch").json
    assert bonghwa(page, cast)["standing"] == "none"
    assert (page["ok"], page["ping"]) == (False, "off")
    assert all(tick["silent"] for tick in page["ticks"])  # nothing ticks here


def test_an_administrator_begins_and_stops_a_canary(sit: Sit, cast: Cast) -> None:
    desk = sit(cast.haneul)
    place = f"/api/watch/canaries/{cast.bonghwa}"
    begun = bonghwa(desk.ask("PUT", place, {"every_minutes": 5}).json, cast)
    assert (begun["standing"], begun["every_minutes"]) == ("waiting", 5)
    assert bonghwa(desk.ask("DELETE", place).json, cast)["standing"] == "stopped"
    refused = desk.ask("PUT", place, {"every_minutes": 0})
    assert refused.status_code == 422
    assert refused.json["fields"]["every_minutes"]["ko"]


def test_a_canary_is_in_no_register(sit: Sit, cast: Cast) -> None:
    before = sit(cast.haneul).get("/api/residents").json["total"]
    sit(cast.haneul).ask("PUT", f"/api/watch/canaries/{cast.bonghwa}", {"every_minutes": 5})
    assert sit(cast.haneul).get("/api/residents").json["total"] == before


def test_a_lost_press_stands_on_the_board_of_its_desk_until_it_is_stopped(
    hub: Hub, sit: Sit, cast: Cast
) -> None:
    lost(hub, cast)

    for who in (cast.jimin, cast.suhyeon, cast.haneul):
        (row,) = sit(who).get(UNHEARD).json["rows"]
        assert row["organisation_name"]["ko"] == "봉화군"
        assert row["since"] == "2026-11-22T03:00:00Z"
    assert sit(cast.oeji).get(UNHEARD).json["rows"] == []  # another county's desk
    assert sit(cast.doyun).get(UNHEARD).status_code == 403

    sit(cast.haneul).ask("DELETE", f"/api/watch/canaries/{cast.bonghwa}")
    assert sit(cast.jimin).get(UNHEARD).json["rows"] == []


def test_a_supervisor_reads_the_page_and_changes_nothing(
    hub: Hub, sit: Sit, cast: Cast
) -> None:
    lost(hub, cast)
    desk, place = sit(cast.suhyeon), f"/api/watch/canaries/{cast.bonghwa}"

    row = bonghwa(desk.get("/api/watch").json, cast)
    assert (row["standing"], row["result"], row["yours"]) == ("unheard", "unreachable", False)
    assert bonghwa(sit(cast.haneul).get("/api/watch").json, cast)["yours"] is True
    assert desk.ask("PUT", place, {"every_minutes": 5}).status_code == 403
    assert desk.ask("DELETE", place).status_code == 403
    assert bonghwa(desk.get("/api/watch").json, cast)["standing"] == "unheard"
    assert sit(cast.jimin).get("/api/watch").status_code == 403


@pytest.mark.parametrize("who", ["suhyeon", "haneul"])
def test_the_link_of_a_lost_press_leads_to_the_page(
    hub: Hub, sit: Sit, cast: Cast, who: str
) -> None:
    lost(hub, cast)
    reader: Worker = getattr(cast, who)
    token = link(hub, reader, about_id=machine(hub, cast))
    opened = sit(reader).ask("POST", "/api/links/open", {"token": token}).json
    assert (opened["about"], opened["alert_id"], opened["leads"]) == ("notice", None, "watch")
    assert sit(reader).get("/api/watch").status_code == 200


def test_the_link_of_any_other_notice_leads_to_the_board(
    hub: Hub, sit: Sit, cast: Cast
) -> None:
    lost(hub, cast)
    with transaction(hub.engine) as db:
        outbox.say(
            db, About.NOTICE, cast.soonja.id, organisation_id=cast.bonghwa,
            target="supervisor", channels=("mail",), now=NOON,
        )  # fmt: skip
    token = link(hub, cast.suhyeon, about_id=cast.soonja.id)
    opened = sit(cast.suhyeon).ask("POST", "/api/links/open", {"token": token}).json
    assert opened["leads"] == "board"


def test_every_watched_tick_has_its_words() -> None:
    assert set(get_args(TickName)) == set(watchman.WATCHED)  # the screen has a word for each


def lost(hub: Hub, cast: Cast) -> None:
    """Let a press of 봉화군's canary get lost at noon."""
    with transaction(hub.engine) as db:
        canary.begin(context(db, cast.haneul), cast.bonghwa)
    canary.press_due(hub.engine, VAULT, NOON, origin=NOBODY_LISTENS)
    canary.look(hub.engine, VAULT, NOON + canary.THROUGH_WITHIN + timedelta(seconds=1))


def machine(hub: Hub, cast: Cast) -> UUID:
    with reading(hub.engine) as db:
        kept = canaries.of(db, cast.bonghwa)
        assert kept is not None
        resident_id: UUID = kept.resident_id
        return resident_id


def link(hub: Hub, who: Worker, *, about_id: UUID) -> str:
    """Make the link that a message about something carries."""
    with transaction(hub.engine) as db:
        mine = select(NOTICES.c.id).where(NOTICES.c.about_id == about_id)
        notice_id: UUID = db.scalars(mine.limit(1)).one()
        return links.make(context(db), notice_id, who.id, None, About.NOTICE)
