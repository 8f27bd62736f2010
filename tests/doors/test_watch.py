"""The operator's page and its canaries, over HTTP."""

from collections.abc import Callable
from typing import Any

from tests.cast import Cast
from tests.doors.conftest import Desk

Sit = Callable[..., Desk]


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
