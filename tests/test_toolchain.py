"""What the tests and the two commands stand on: real servers, and clear words when not."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from deploy.progress import Progress
from tests.postgres import Server

ROOT = Path(__file__).resolve().parent.parent


def test_a_real_postgresql_is_here_and_a_copy_is_empty(postgres_server: Server) -> None:
    template = postgres_server.create()
    plain = postgres_server.url(template).replace("+psycopg", "")
    with psycopg.connect(plain) as connection:
        connection.execute("CREATE TABLE mark (at bigint)")
    copy = postgres_server.create(template=template)
    engine = create_engine(postgres_server.url(copy))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM mark")).scalar_one() == 0
    engine.dispose()
    postgres_server.drop(copy)
    postgres_server.drop(template)


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_has_a_database_of_its_own(database_url: str, turn: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE only_mine (at bigint)"))
    engine.dispose()


def test_a_machine_without_a_new_python_is_told_what_to_do(tmp_path: Path) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        old = tmp_path / name
        old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        old.chmod(0o755)
    said = subprocess.run(
        ["make", "demo"],
        cwd=ROOT,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode != 0
    assert "Telecare needs Python 3.11 or newer; install it" in said.stderr


def test_a_bench_that_is_not_there_is_refused_with_the_choice() -> None:
    said = subprocess.run(
        ["make", "--old-file=setup", "bench", "BENCH=lunch"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode != 0
    assert "ingest|sweep|timers|fanout|painted|media|flood|storm" in said.stderr


def test_a_step_without_a_terminal_says_when_it_begins_and_how_long_it_took(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    progress = Progress(tmp_path / "log", live=False)
    with progress.step("Counting") as step:
        assert progress.run(step, [sys.executable, "-c", "print('one')"], cwd=tmp_path)
        assert not progress.run(step, ["no-such-program-anywhere"], cwd=tmp_path)
    assert step.saying == "one"
    shown = capsys.readouterr().err.splitlines()
    assert [line.split()[:2] for line in shown] == [["…", "Counting"], ["✓", "Counting"]]
    assert "no-such-program-anywhere" in progress.last_words()
