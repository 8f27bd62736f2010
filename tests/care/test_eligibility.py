"""The gate's judgement: grounds, days and texts, on the days the law changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telecare.care.consenting import TEXTS, text_of, text_on
from telecare.care.eligibility import (
    DEFAULT_TERMS,
    BadTerms,
    Basis,
    Passed,
    fault_of,
    in_force,
    passes_until,
    stands,
    terms_from_json,
)

PILOT, LAW = DEFAULT_TERMS
TODAY = date(2026, 12, 24)
NOW = datetime(2026, 12, 24, 3, tzinfo=UTC)
VISITED = TODAY - timedelta(days=30)
SHOWN = {  # a text that was ever shown is never changed: a new one is a new version
    ("2026-1", "ko"): "a83175743a1c3948d38647ce42e9159a6348570a94bd6edf4928805acc62496d",
    ("2026-1", "en"): "910f1b5951e7d86ce63d4e07ce69db7935f25b08a41d75542034b76a3efaeb86",
}


@pytest.mark.parametrize(
    ("day", "terms"),
    [
        (date(2025, 10, 26), None),
        (date(2025, 10, 27), PILOT),
        (date(2026, 12, 23), PILOT),
        (date(2026, 12, 24), LAW),
        (date(2031, 1, 1), LAW),
    ],
)
def test_the_terms_of_a_day_are_the_last_that_have_begun(day: date, terms: object) -> None:
    assert in_force(DEFAULT_TERMS, day) is terms


def test_terms_recorded_again_for_the_same_day_correct_the_ones_before() -> None:
    decree = replace(LAW, source="decree of 2027")
    assert in_force((*DEFAULT_TERMS, decree), TODAY) is decree
    assert in_force((*DEFAULT_TERMS, decree), date(2026, 12, 23)) is PILOT


@pytest.mark.parametrize(
    ("days_ago", "fault"),
    [(-1, "ahead"), (0, None), (180, None), (181, "too_old")],
)
def test_a_visit_counts_for_180_days_and_not_one_more(days_ago: int, fault: str | None) -> None:
    day = TODAY - timedelta(days=days_ago)
    assert fault_of(LAW, Basis.SEEN_BEFORE, day, TODAY) == fault


def test_a_certificate_has_no_age_but_may_not_be_of_tomorrow() -> None:
    assert fault_of(LAW, Basis.RARE_DISEASE, date(1990, 1, 1), TODAY) is None
    assert fault_of(LAW, Basis.RARE_DISEASE, TODAY + timedelta(days=1), TODAY) == "ahead"


def test_a_ground_the_terms_do_not_name_is_no_ground() -> None:
    only = replace(LAW, bases={Basis.SEEN_BEFORE: LAW.bases[Basis.SEEN_BEFORE]})
    assert fault_of(only, Basis.SAME_REGION, TODAY, TODAY) == "not_allowed"


def gate(**more: object) -> Passed:
    made = Passed(
        basis=Basis.SEEN_BEFORE, basis_date=VISITED, text_version="2026-1",
        valid_until=passes_until(LAW, NOW),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def test_a_gate_stands_for_its_hour_to_the_microsecond() -> None:
    end = NOW + timedelta(hours=1)
    last = end - timedelta(microseconds=1)
    assert stands(gate(), DEFAULT_TERMS, "2026-1", now=last, today=TODAY)
    assert not stands(gate(), DEFAULT_TERMS, "2026-1", now=end, today=TODAY)


def test_a_gate_falls_when_its_ground_or_its_text_does() -> None:
    known, today = DEFAULT_TERMS, TODAY
    assert not stands(gate(), known, "2027-1", now=NOW, today=today)
    assert not stands(gate(), (), "2026-1", now=NOW, today=today)
    at_midnight = replace(LAW, bases={Basis.RARE_DISEASE: LAW.bases[Basis.RARE_DISEASE]})
    assert not stands(gate(), (PILOT, at_midnight), "2026-1", now=NOW, today=today)
    aged = gate(basis_date=TODAY - timedelta(days=180))
    assert stands(aged, known, "2026-1", now=NOW, today=today)
    assert not stands(aged, known, "2026-1", now=NOW, today=today + timedelta(days=1))


@pytest.mark.parametrize("terms", DEFAULT_TERMS)
def test_terms_come_back_as_they_were_written(terms: object) -> None:
    assert terms_from_json(terms.to_json()) == terms  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "change",
    [
        {"from_day": "soon"},
        {"gate_minutes": 0},
        {"gate_minutes": True},
        {"gate_minutes": 24 * 60 + 1},
        {"source": " "},
        {"bases": {}},
        {"bases": None},
        {"bases": {"neighbour": LAW.to_json()["bases"]["same_region"]}},
        {"bases": {"same_region": {"evidence_days": -1, "drug_days": 7, "source": "x"}}},
        {"bases": {"same_region": {"evidence_days": 1}}},
        {"bases": {"same_region": {"evidence_days": 1, "drug_days": 1, "source": "", "x": 1}}},
    ],
)
def test_terms_that_cannot_be_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(BadTerms):
        terms_from_json(LAW.to_json() | change)


@given(st.dates(date(2025, 10, 27), date(2100, 1, 1)), st.integers(0, 400))
def test_older_evidence_never_helps(today: date, days: int) -> None:
    """If a ground holds with evidence of one day, it holds with any later one until today."""
    terms = in_force(DEFAULT_TERMS, today)
    assert terms is not None
    older, newer = today - timedelta(days=days), today - timedelta(days=days // 2)
    for basis in Basis:
        if fault_of(terms, basis, older, today) is None:
            assert fault_of(terms, basis, newer, today) is None


def test_no_text_that_was_ever_shown_has_changed() -> None:
    assert {(one.version, one.language): one.sha256.hex() for one in TEXTS} == SHOWN


def test_every_version_is_written_in_both_languages_in_lines_for_one_breath() -> None:
    versions = {one.version for one in TEXTS}
    for version in versions:
        korean, english = text_of(version, "ko"), text_of(version, "en")
        assert korean is not None
        assert english is not None
        assert len(korean.lines) == len(english.lines)
        assert max(map(len, korean.lines)) <= 60
        assert max(map(len, english.lines)) <= 100


def test_the_text_of_a_day_is_the_newest_that_has_begun() -> None:
    newer = replace(TEXTS[0], version="2027-1", from_day=date(2027, 3, 1))
    texts = (*TEXTS, newer)
    assert text_on(date(2027, 2, 28), "ko", texts) is TEXTS[0]
    assert text_on(date(2027, 3, 1), "ko", texts) is newer
    assert text_on(date(2025, 10, 26), "ko", texts) is None
    assert text_of("2026-1", "ko", texts) is TEXTS[0]
    assert text_of("2026-2", "ko", texts) is None
