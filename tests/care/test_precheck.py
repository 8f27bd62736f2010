"""Which alerts ask the resident first, and by which shipped protocols."""

from datetime import timedelta

import pytest

from telecare.care.facts import AlertClass, Finding, Sentence, Severity
from telecare.care.precheck import (
    PROTOCOLS,
    Code,
    Protocol,
    Way,
    asks_first,
    from_json,
    to_json,
)
from tests.cast import NOON


def found(alert_class: AlertClass, severity: Severity, *, soft: bool = True) -> Finding:
    return Finding(
        rule="R3",
        alert_class=alert_class,
        severity=severity,
        subject="",
        since=NOON,
        signal_at=NOON,
        because=Sentence("조용함", "Quiet"),
        evidence={},
        soft=soft,
    )


@pytest.mark.parametrize("alert_class", list(AlertClass))
def test_i5_no_p1_of_any_class_is_asked_first(alert_class: AlertClass) -> None:
    assert not asks_first(found(alert_class, Severity.P1))


def test_only_a_soft_p2_about_the_person_is_asked_first() -> None:
    assert asks_first(found(AlertClass.SILENCE, Severity.P2))
    assert not asks_first(found(AlertClass.SILENCE, Severity.P2, soft=False))
    assert not asks_first(found(AlertClass.DEVICE, Severity.P2))
    assert not asks_first(found(AlertClass.SILENCE, Severity.P3))


@pytest.mark.parametrize("code", list(PROTOCOLS))
def test_a_copy_says_what_the_protocol_said(code: Code) -> None:
    assert tuple(from_json(to_json(Protocol(code, PROTOCOLS[code])))) == PROTOCOLS[code]


def test_the_shipped_protocols_ask_as_their_sources_do() -> None:
    standard = PROTOCOLS[Code.STANDARD]
    assert [ask.way for ask in standard] == [Way.TABLET, Way.VOICE]
    assert standard[0].wait == timedelta(minutes=10)
    assert [ask.way for ask in PROTOCOLS[Code.CHUNGJU]] == [Way.VOICE] * 4
    assert [ask.way for ask in PROTOCOLS[Code.GYEONGGI]] == [Way.VOICE] * 3
