"""The handbook says what the software does: written from the code, or held against it."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from telecare.care import judge, parameters
from telecare.care.alert import TRANSITIONS
from telecare.cli import main, reference
from telecare.config import Settings
from telecare.db.types import Base
from telecare.protocol.messages import Kind
from telecare.records import tables

HANDBOOK = Path(reference.FOLDER).parent
FOR_PEOPLE = ("start", "do")  # read by people who need not know English
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`]+)`|^    (.+)$", re.MULTILINE)
SHELL = re.compile(r"telecare (\w+)")
MAKE = re.compile(r"\bmake ([\w-]+)")


def pages() -> list[Path]:
    return sorted(HANDBOOK.rglob("*.md"))


def text(name: str) -> str:
    return (reference.FOLDER / name).read_text(encoding="utf-8")


def test_the_look_up_pages_are_current() -> None:
    assert reference.stale(reference.pages()) == [], "run: telecare doctor reference"


def test_a_page_that_is_not_current_is_named(tmp_path: Path) -> None:
    wanted = reference.pages()
    reference.write(wanted, tmp_path)
    assert reference.stale(wanted, tmp_path) == []
    (tmp_path / "rules.md").write_text("somebody's own words")
    assert reference.stale(wanted, tmp_path) == ["rules.md"]


def test_every_setting_is_there() -> None:
    said = text("settings.md")
    assert set(reference.setting_names()) == {field.name for field in fields(Settings)}
    for names in reference.setting_names().values():
        assert all(f"`{name}`" in said for name in names)


def test_every_refusal_is_there_in_both_languages() -> None:
    said = text("errors.md")
    codes = [kind.code for kind in reference.refusals()]
    assert len(codes) == len(set(codes)) >= 40
    for kind in reference.refusals():
        assert f"`{kind.code}`" in said
        assert kind.message_ko in said


def test_every_rule_and_number_is_there() -> None:
    said = text("rules.md")
    assert all(f"## {rule}\n" in said for rule in judge.RULES)
    for name, source in parameters.sources().items():
        assert f"`{name.partition('.')[2]}`" in said
        assert source in said


def test_every_command_message_move_and_table_is_there() -> None:
    commands = text("commands.md")
    assert all(f"## telecare {name}\n" in commands for name in main.COMMANDS)
    assert all(f"`{kind.value}`" in text("messages.md") for kind in Kind)
    states = text("states.md")
    assert all(f"| `{a}` | `{m}` | `{b}` |" in states for (a, m), b in TRANSITIONS.items())
    tables.metadata()
    assert all(f"| `{name}` |" in text("tables.md") for name in Base.metadata.tables)
    assert "|  |" not in text("ticks.md") + text("tables.md"), "each says what it is for"


@pytest.mark.parametrize("section", FOR_PEOPLE)
def test_pages_for_people_exist_in_both_languages(section: str) -> None:
    found = {file.name for file in (HANDBOOK / section).glob("*.md")}
    names = {name.partition(".")[0] for name in found}
    assert names
    assert found == {f"{name}.{language}.md" for name in names for language in ("ko", "en")}


def links() -> Iterator[tuple[Path, str]]:
    for page in pages():
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            if not target.startswith(("http:", "https:", "/")):
                yield page, target.partition("#")[0]


def test_links_lead_somewhere() -> None:
    broken = [(p.name, target) for p, target in links() if not (p.parent / target).exists()]
    assert broken == []


def typed(command: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield page and word wherever a page shows something to type that fits `command`."""
    for page in pages():
        if page.parent.name in {"start", "do", "understand"}:
            for line in CODE.findall(page.read_text(encoding="utf-8")):
                for word in command.findall("".join(line)):
                    yield page.name, word


def test_no_page_names_a_command_that_is_not_there() -> None:
    named = set(typed(SHELL))
    assert named
    assert [(page, word) for page, word in named if word not in main.COMMANDS] == []


def test_every_target_of_make_that_a_page_names_is_there() -> None:
    makefile = (HANDBOOK.parents[1] / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([\w-]+):", makefile, re.MULTILINE))
    named = set(typed(MAKE))
    assert named
    assert [(page, word) for page, word in named if word not in targets] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(p.name[:4]) for p in (HANDBOOK / "decisions").glob("0*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
    for page in (HANDBOOK / "decisions").glob("0*.md"):
        first = page.read_text(encoding="utf-8").partition("\n")[0]
        assert first.startswith(f"# {int(page.name[:4])}. ")
