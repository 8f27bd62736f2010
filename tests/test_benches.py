"""The benches live off the product's tables: a column they do not know must show here."""

from pathlib import Path

import pytest

from bench import timers


def test_the_bench_of_timers_climbs_what_it_laid_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Small: it asserts by itself that every timer that fell due told somebody."""
    for name, small in {"DUE": 20, "IDLE_LOOKS": 3, "ROUNDS": 1}.items():
        monkeypatch.setattr(timers, name, small)

    figures = timers.measured("SQLite", iter([f"sqlite:///{tmp_path}/timers.db"]), 100)

    assert [figure.unit for figure in figures] == ["ms", "ms", "ms CPU", "ms"]
    assert all(figure.value > 0 for figure in figures)
