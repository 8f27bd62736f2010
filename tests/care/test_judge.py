"""Judging a resident: every rule, always in the same order, and nobody's clock but `now`."""

from datetime import datetime, timedelta

import pytest

from telecare.care import judge as judging
from telecare.care.facts import (
    AlertClass,
    Facts,
    Finding,
    Judgement,
    Press,
    Sentence,
    Severity,
    Verdict,
    worse,
)
from telecare.care.judge import ALERT_CLASSES, RULES, VERSIONS, judge, push_window
from telecare.care.parameters import DEFAULT
from tests.care.household import HOUR, IDS, MINUTE, NAMES, TEN, at, gateway, plan, seen, sensor

NOW = at("11:10")
SOS = Press(NOW, NOW, IDS[NAMES["front"]])
DEVICES = (gateway(NOW - MINUTE), sensor("kitchen", NOW), sensor("front", None))
FACTS = Facts(plan(TEN), devices=DEVICES, last_activity=seen("kitchen 02:00"), presses=(SOS,))


def test_every_rule_speaks_about_every_subject_in_one_order() -> None:
    judgements = judge(FACTS, DEFAULT, NOW)

    subjects = [str(device.id) for device in DEVICES]
    assert [(j.rule, j.subject) for j in judgements] == [
        ("sos", ""),
        ("missed_check_in", ""),
        ("quiet_home", ""),
        *(("silent_device", subject) for subject in subjects),
        *(("never_heard", subject) for subject in subjects),
    ]
    assert list(dict.fromkeys(j.rule for j in judgements)) == list(RULES)


def test_a_rule_names_its_class_and_its_version() -> None:
    assert ALERT_CLASSES == {
        "sos": AlertClass.SOS,
        "missed_check_in": AlertClass.SILENCE,
        "quiet_home": AlertClass.SILENCE,
        "silent_device": AlertClass.DEVICE,
        "never_heard": AlertClass.DEVICE,
    }
    assert VERSIONS.keys() == ALERT_CLASSES.keys()
    for judgement in judge(FACTS, DEFAULT, NOW):
        if judgement.finding is not None:
            assert judgement.finding.alert_class is ALERT_CLASSES[judgement.rule]
            assert judgement.finding.rule == judgement.rule
            assert judgement.finding.subject == judgement.subject


def test_the_file_the_function_and_the_rule_share_one_name() -> None:
    for rule in RULES:
        assert callable(getattr(getattr(judging, f"_{rule}"), rule))


def test_a_naive_now_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        judge(FACTS, DEFAULT, datetime(2026, 11, 18))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("rule", "subject", "window"),
    [
        ("quiet_home", "", 8 * HOUR),
        ("silent_device", str(DEVICES[0].id), 15 * MINUTE),
        ("silent_device", str(DEVICES[1].id), 25 * HOUR),
        ("silent_device", "gone", None),
        ("sos", "", None),
        ("missed_check_in", "", None),
        ("never_heard", str(DEVICES[0].id), None),
    ],
)
def test_a_deadline_may_be_pushed_by_the_shortest_silence_that_means_anything(
    rule: str, subject: str, window: timedelta | None
) -> None:
    judgement = Judgement(rule, subject, Verdict.FALSE)

    assert push_window(judgement, FACTS, DEFAULT) == window


def test_a_finding_belongs_to_a_true_verdict() -> None:
    finding = Finding(
        "sos", AlertClass.SOS, Severity.P1, "", NOW, NOW, Sentence("응급호출", "SOS")
    )

    assert Judgement("sos", "", Verdict.TRUE, finding).finding is finding
    with pytest.raises(ValueError, match="TRUE"):
        Judgement("sos", "", Verdict.TRUE)
    with pytest.raises(ValueError, match="TRUE"):
        Judgement("sos", "", Verdict.UNKNOWN, finding)


def test_worse_is_the_lower_number() -> None:
    assert worse(Severity.P3, Severity.P1) is worse(Severity.P1, Severity.P3) is Severity.P1
    assert [severity.rank for severity in Severity] == [1, 2, 3, 4]
