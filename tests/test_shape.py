"""The house stays small and tidy. Ceilings, not targets: break one and talk about it."""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FUNCTION_LINES = 50
TEST_LINES = 80  # a story, or a row of every table, reads better in one piece
FILE_LINES = 500
SOURCES = {".py", ".ts", ".tsx"}
MADE = {"__pycache__", "node_modules", "static", "test-results", "var"}
GENERATED = {"clinic_ui/core/src/api.ts"}
PACKAGES = ("telecare", "devices")
LOCKS = ("requirements.lock", "requirements-dev.lock", "deploy/node.lock")

TOP_LEVEL = {
    *("pyproject.toml", "telecare", "devices", "clinic_ui", "migrations", "tests", "README.md"),
    *("Makefile", "requirements.lock", "requirements-dev.lock", "LICENSE", "NOTICE"),
    *("SECURITY.md", "CHANGELOG.md", "alembic.ini", "deploy", "bench"),
}

# Written in pieces, so that this file may be searched like every other.
REGISTRIES = [
    ".".join(words)
    for words in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
    )
]
SOMEBODYS_MACHINE = re.compile(r"(?<![\w.}$/-])/(?:home/\w|Users/\w|root/|" + r"work/)")
BINARY = {".png", ".gz", ".woff2", ".ico", ".jpg", ".mp3", ".ogg", ".wav", ".ttf"}


@cache
def files() -> tuple[Path, ...]:
    """Everything kept or about to be, by path from the root."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return tuple(sorted(walked()))  # unpacked from an archive
    paths = map(Path, sorted(filter(None, listed.stdout.split("\0"))))
    return tuple(path for path in paths if (ROOT / path).is_file())


def walked() -> Iterator[Path]:
    for folder, names, found in os.walk(ROOT):
        names[:] = [name for name in names if name not in MADE and not name.startswith(".")]
        yield from (Path(folder, name).relative_to(ROOT) for name in found)


def python(*places: str) -> list[Path]:
    return [p for p in files() if p.suffix == ".py" and (not places or p.parts[0] in places)]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function, leaving out its docstring."""
    documented = ast.get_docstring(node, clean=False) is not None and len(node.body) > 1
    first = node.body[1] if documented else node.body[0]
    return (node.end_lineno or 0) - first.lineno + 1


def test_no_function_outgrows_a_screen() -> None:
    too_long = {
        f"{path}:{node.lineno} {node.name}": lines(node)
        for path in python()
        if path.parts[0] != "migrations"  # a table is as long as it is
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and lines(node) > (TEST_LINES if path.parts[0] == "tests" else FUNCTION_LINES)
    }
    assert too_long == {}


def test_no_file_outgrows_a_sitting() -> None:
    sizes = {
        str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines())
        for path in files()
        if path.suffix in SOURCES and str(path) not in GENERATED
    }
    assert {name: n for name, n in sizes.items() if n > FILE_LINES} == {}


def test_the_top_level_is_fixed() -> None:
    found = {path.parts[0] for path in files() if not path.parts[0].startswith(".")}
    assert found - TOP_LEVEL == set()


def test_every_folder_of_code_is_a_package_that_hides_nothing() -> None:
    folders = {path.parent for path in python(*PACKAGES)}
    empty = {folder for folder in folders if not (ROOT / folder / "__init__.py").exists()}
    assert empty == set()
    loud = [
        path
        for path in python(*PACKAGES)
        if path.name == "__init__.py"
        and (len(tree(path).body) != 1 or ast.get_docstring(tree(path)) is None)
    ]
    assert loud == []


def test_a_rule_its_file_and_its_function_share_one_name() -> None:
    rules = [p for p in python("telecare") if p.parent == Path("telecare/care/rules")]
    nameless = [
        path
        for path in rules
        if path.stem != "__init__"
        and not any(
            isinstance(n, ast.FunctionDef) and n.name == path.stem for n in tree(path).body
        )
    ]
    assert nameless == []


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def test_judgement_needs_the_standard_library_only() -> None:
    strangers = {
        f"{path}: {name}"
        for path in python("telecare")
        if path.parts[:2] == ("telecare", "care")
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names and "telecare.care" not in name
    }
    assert strangers == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_names_its_version_and_its_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    packages = [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    assert packages
    assert [p for p in packages if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:", p)] == []


def test_every_locked_package_of_the_screens_has_its_digest() -> None:
    locked = json.loads((ROOT / "clinic_ui/package-lock.json").read_text(encoding="utf-8"))
    fetched = {
        name: package
        for name, package in locked["packages"].items()
        if "node_modules/" in name and not package.get("link")
    }
    assert fetched
    assert [name for name, package in fetched.items() if "integrity" not in package] == []


def test_no_file_names_a_registry_or_somebodys_machine() -> None:
    guilty = []
    for path in files():
        if path.suffix in BINARY:
            continue
        text = (ROOT / path).read_text(encoding="utf-8", errors="replace")
        if any(host in text for host in REGISTRIES) or SOMEBODYS_MACHINE.search(text):
            guilty.append(str(path))
    assert guilty == []


def test_no_check_is_switched_off_without_saying_which() -> None:
    blunt = re.compile(
        r"#\s*type:\s*ignore(?!\[)|#\s*noqa(?!:)|@ts-(?:ignore|nocheck)|@ts-expect-error\s*$",
        re.MULTILINE,
    )
    guilty = [
        f"{path}: {found.group()}"
        for path in files()
        if path.suffix in SOURCES and path.name != Path(__file__).name
        for found in blunt.finditer((ROOT / path).read_text(encoding="utf-8"))
    ]
    assert guilty == []
