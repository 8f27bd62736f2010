"""The document of the API: complete, current, and one name per operation."""

import json
from pathlib import Path
from typing import Any

import pytest

from telecare.app import Hub
from telecare.web.guard import mark_of
from telecare.web.openapi import document

COMMITTED = Path(__file__).parents[2] / "clinic_ui" / "core" / "openapi.json"


@pytest.fixture
def drawn(hub: Hub) -> dict[str, Any]:
    return document(hub.app, "1")


def test_the_screens_types_come_from_this_very_hub(drawn: dict[str, Any]) -> None:
    """Write it anew: telecare doctor openapi > clinic_ui/core/openapi.json; npm run types."""
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == drawn


def test_every_api_route_is_in_it_under_a_name_of_its_own(
    hub: Hub, drawn: dict[str, Any]
) -> None:
    told = sum(len(path) for path in drawn["paths"].values())
    open_ones = {"/api/openapi.json", "/api/residents/import/template"}  # no JSON, no shape
    asked = 0
    for rule in hub.app.url_map.iter_rules():
        mark = mark_of(hub.app.view_functions[rule.endpoint])
        told_of = rule.rule.startswith(("/api/", "/device/"))
        if told_of and mark is not None and rule.rule not in open_ones:
            assert mark.answers is not None or mark.produces is not None, rule.rule
            asked += len((rule.methods or set()) - {"HEAD", "OPTIONS"})
    assert told == asked
    names = [one["operationId"] for path in drawn["paths"].values() for one in path.values()]
    assert len(set(names)) == len(names)


def test_every_name_it_refers_to_is_there(drawn: dict[str, Any]) -> None:
    text = json.dumps(drawn)
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named <= drawn["components"]["schemas"].keys()
    assert {"Nudge", "ServerClock", "Refusal"} <= drawn["components"]["schemas"].keys()


def test_every_operation_says_what_it_does(drawn: dict[str, Any]) -> None:
    for path, operations in drawn["paths"].items():
        for verb, operation in operations.items():
            assert operation["summary"].endswith("."), (verb, path)
            for parameter in operation["parameters"]:
                inside = f"{{{parameter['name']}}}" in path
                assert (parameter["in"] == "path") is inside
