"""`telecare why`: the answer of an instant stays the answer of that instant."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from telecare.cli.why import explain, why
from tests.cast import Cast
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    story = begin(engine, cast)
    story.lives_on(hours=8.2)
    return story


def test_late_data_does_not_rewrite_the_past(
    story: Story, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A walk at four o'clock arrives at half past eight: before then nobody could know."""
    monkeypatch.setenv("TELECARE_DATABASE_URL", database_url)
    alert = story.alert("silence")
    asked = (story.now - timedelta(minutes=1)).isoformat()
    before = CliRunner().invoke(why, [str(alert.id), "--at", asked, "--json"])
    assert before.exit_code == 1

    story.later(minutes=30)
    story.says(
        story.home.saw("activity", story.now - timedelta(hours=4.5)),
        story.home.saw("heartbeat", story.now),
    )
    story.judge()

    again = CliRunner().invoke(why, [str(alert.id), "--at", asked, "--json"])
    assert json.loads(again.output) == json.loads(before.output)
    now = CliRunner().invoke(why, [str(alert.id), "--at", story.now.isoformat(), "--json"])
    verdicts = {rule["rule"]: rule["verdict"] for rule in json.loads(now.output)["rules"]}
    assert verdicts["quiet_home"] == "false"
    assert story.verdict("quiet_home") == "false"


def test_the_default_is_the_instant_it_opened(story: Story) -> None:
    alert = story.alert("silence")

    explanation = explain(story.engine, alert.id, None)

    assert explanation is not None
    assert explanation.at == alert.opened_at
    (found,) = [j.finding for j in explanation.judgements if j.rule == alert.rule]
    assert found is not None
    assert (found.because.ko, found.because.en) == (alert.because_ko, alert.because_en)
    assert dict(found.evidence) == alert.evidence


def test_it_prints_every_rule_with_sentence_and_evidence(
    story: Story, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELECARE_DATABASE_URL", database_url)
    monkeypatch.setenv("COLUMNS", "160")
    printed = CliRunner().invoke(why, [str(story.alert("silence").id)])

    assert printed.exit_code == 1
    for word in ("sos", "missed_check_in", "quiet_home", "silent_device", "never_heard"):
        assert word in printed.output
    assert story.alert("silence").because_ko.split(" ·")[0] in printed.output
    assert story.cast.chungil.name not in printed.output
    (entry,) = story.entries("alert.explained")
    assert (entry.staff_id, entry.purpose) == (None, "explain")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["no-id"], "not a valid"),
        (["00000000-0000-0000-0000-000000000000"], "no alert"),
        (["00000000-0000-0000-0000-000000000000", "--at", "noon"], "not an instant"),
        (["00000000-0000-0000-0000-000000000000", "--at", "2026-11-22T12:00"], "time zone"),
    ],
)
def test_bad_input_is_two_and_one_sentence(
    story: Story,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    says: str,
) -> None:
    monkeypatch.setenv("TELECARE_DATABASE_URL", database_url)
    refused = CliRunner().invoke(why, arguments)

    assert refused.exit_code == 2
    assert says in refused.output
