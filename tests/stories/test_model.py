"""Random lives of one home, held against the model after every step (see `machine`).

2,000 steps here, the same ones each time; `make soak` takes 100,000 others on both databases
(TELECARE_MODEL_STEPS, TELECARE_MODEL_SEED).
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Final, cast
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import make_url

from telecare.actions import precheck_choice
from telecare.care.precheck import Code
from telecare.db.engine import transaction
from telecare.records.keys import KeyRing
from tests.cast import NOON, VAULT, build, open_again
from tests.postgres import Server
from tests.stories.machine import Machine
from tests.stories.story import Story, begin
from tests.tablets import make_tablet

STEPS: Final = int(os.environ.get("TELECARE_MODEL_STEPS", "2000"))
SEED: Final = int(os.environ.get("TELECARE_MODEL_SEED", "20261122"))
OF_A_LIFE: Final = 100
SHARE: Final = 10  # one step in so many on PostgreSQL, unless more were asked for


def staged(url: str) -> Story:
    """Bring everybody on stage once; every life begins with a copy of this database."""
    engine = open_again(url)
    with transaction(engine) as db:
        everybody = build(db, KeyRing(db, VAULT), NOON)
    story = begin(engine, everybody)
    make_tablet(engine, story.home.resident_id, now=story.now)
    with story.acting("suhyeon") as ctx:
        precheck_choice.choose(ctx, everybody.bonghwa, Code.STANDARD, 0)
    engine.dispose()
    return story


def live(copies: Callable[[], str], stage: Story, steps: int) -> int:
    """Live so many random steps, each life in a copy of the stage; return how many were."""

    def begins() -> Story:
        return Story(open_again(copies()), replace(stage.home), stage.cast, stage.now)

    class Lives(Machine):
        steps = 0

    for further in count():  # some lives are shorter than they might be: then more are lived
        house = settings(
            max_examples=-(-(steps - Lives.steps) // OF_A_LIFE),
            stateful_step_count=OF_A_LIFE,
            deadline=None,
            database=None,
            derandomize=False,
            phases=(Phase.generate,),  # a broken promise names itself; shrinking takes minutes
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        )
        born = seed(SEED + further)(lambda: Lives(begins))  # a factory for a class
        run_state_machine_as_test(cast("type[Machine]", born), settings=house)
        if Lives.steps >= steps:
            break
    return Lives.steps


@pytest.fixture
def sqlite_copies(sqlite_url: str, tmp_path: Path) -> Callable[[], str]:
    made: list[Path] = []

    def copy() -> str:
        while made:
            made.pop().unlink()
        made.append(tmp_path / f"{uuid4()}.db")
        shutil.copyfile(sqlite_url.removeprefix("sqlite:///"), made[-1])
        return f"sqlite:///{made[-1]}"

    return copy


@pytest.fixture
def postgresql_copies(
    postgres_server: Server, postgresql_url: str
) -> Iterator[Callable[[], str]]:
    made: list[str] = []
    stage = make_url(postgresql_url).database or ""

    def copy() -> str:
        while made:
            postgres_server.drop(made.pop())
        made.append(postgres_server.create(template=stage))
        return postgres_server.url(made[-1])

    yield copy
    while made:
        postgres_server.drop(made.pop())


@pytest.mark.timeout(STEPS)  # a step takes about 20 ms; on a busy machine ten times that
def test_random_lives_on_sqlite(sqlite_url: str, sqlite_copies: Callable[[], str]) -> None:
    """Alerts, people, ticks and deaths at random never leave the model, nor break a promise."""
    lived = live(sqlite_copies, staged(sqlite_url), STEPS)
    assert lived >= STEPS


@pytest.mark.timeout(STEPS)
def test_random_lives_on_postgresql(
    postgresql_url: str, postgresql_copies: Callable[[], str]
) -> None:
    """The same on PostgreSQL: the whole share in a soak, a tenth of it in each test run."""
    steps = STEPS if "TELECARE_MODEL_STEPS" in os.environ else STEPS // SHARE
    assert live(postgresql_copies, staged(postgresql_url), steps) >= steps
