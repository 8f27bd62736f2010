"""The numbers: every one has a source, survives being stored, and is refused when absurd."""

import json
from dataclasses import fields, replace
from datetime import time, timedelta

import pytest

from telecare.care.parameters import DEFAULT, BadParameters, Parameters, sources


def test_every_number_names_its_source() -> None:
    names = {
        f"{group.name}.{number.name}"
        for group in fields(DEFAULT)
        for number in fields(getattr(DEFAULT, group.name))
    }

    assert sources().keys() == names
    assert all(len(source) > len("issue") for source in sources().values())


def test_a_stored_set_reads_back_equal() -> None:
    own = replace(DEFAULT, quiet_home=replace(DEFAULT.quiet_home, day_limit=timedelta(hours=5)))

    for parameters in (DEFAULT, own):
        stored = json.loads(json.dumps(parameters.to_json()))
        assert Parameters.from_json(stored) == parameters


def test_a_number_younger_than_the_stored_set_takes_its_default() -> None:
    stored: dict[str, dict[str, float | str]] = {
        "quiet_home": {"day_limit_s": 3600, "day_from": "07:00"}
    }

    parameters = Parameters.from_json(stored)

    assert parameters.quiet_home.day_limit == timedelta(hours=1)
    assert parameters.quiet_home.day_from == time(7)
    assert parameters.quiet_home.any_limit == DEFAULT.quiet_home.any_limit
    assert parameters.sos == DEFAULT.sos


@pytest.mark.parametrize(
    ("stored", "where"),
    [
        ({"kettle": {}}, "kettle"),
        ({"sos": {"volume": 11}}, "sos.volume"),
        ({"sos": {"debounce_s": 0}}, "sos.debounce_s"),
        ({"sos": {"debounce_s": -1}}, "sos.debounce_s"),
        ({"sos": {"debounce_s": float("nan")}}, "sos.debounce_s"),
        ({"sos": {"debounce_s": "30"}}, "sos.debounce_s"),
        ({"silent_device": {"late_beats": True}}, "silent_device.late_beats"),
        ({"quiet_home": {"day_from": "six"}}, "quiet_home.day_from"),
        ({"quiet_home": {"day_from": 6}}, "quiet_home.day_from"),
    ],
)
def test_what_cannot_be_a_number_is_refused_by_name(
    stored: dict[str, dict[str, float | str]], where: str
) -> None:
    with pytest.raises(BadParameters, match=where):
        Parameters.from_json(stored)


def test_a_share_stays_a_fraction_and_a_count_a_whole_number() -> None:
    area = Parameters.from_json({"area": {"share_percent": 25, "homes": 7}}).area

    assert (area.share_percent, area.homes) == (25.0, 7)
    assert isinstance(area.homes, int)
