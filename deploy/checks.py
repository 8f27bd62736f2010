"""Run every check, two at a time, and then the tests; say at the end what failed.

`quick` is what one runs before each commit; `all` is what `make test` and `.ci/run` run.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from deploy.bootstrap import ROOT, SCREENS, TOOLS, VENV

AT_ONCE = 2
BIN = VENV / "bin"
NPM = TOOLS / "bin" / "npm"


@dataclass(frozen=True, slots=True)
class Check:
    """One command whose silence is a yes."""

    name: str
    command: tuple[str | Path, ...]
    where: Path = ROOT


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check said."""

    name: str
    passed: bool
    said: str


ALWAYS = (  # the slowest first
    Check("types", (BIN / "mypy",)),
    Check("screens", (NPM, "run", "--silent", "check"), SCREENS),
    Check("lint", (BIN / "ruff", "check", ".")),
    Check("layout", (BIN / "ruff", "format", "--check", ".")),
    Check("imports", (BIN / "lint-imports", "--no-logo")),
)
QUICK = Check("shape, care", (BIN / "pytest", "tests/test_shape.py", "tests/care"))
# A file's tests stay together: they share its hub. Much of a test is waiting for a screen, so
# three run on two cores; they go in the order tests/conftest.py gives them, the longest first.
TESTED = ("-n", "3", "--dist", "loadfile", "--no-loadscope-reorder")
VITEST = Check("screens' tests", (NPM, "run", "--silent", "test"), SCREENS)


def main() -> int:
    """Run the checks the one argument names; return the exit status."""
    match sys.argv[1:]:
        case ["quick"]:
            return _report((*ALWAYS, QUICK))
        case ["all"]:
            checked = _report((*ALWAYS, VITEST))
            tested = subprocess.run([BIN / "pytest", *TESTED], cwd=ROOT, check=False).returncode
            return checked or tested
        case _:
            print("usage: python -m deploy.checks quick|all", file=sys.stderr)
            return 2


def _report(checks: tuple[Check, ...]) -> int:
    with ThreadPoolExecutor(AT_ONCE) as lanes:
        failed = [verdict for verdict in lanes.map(_run, checks) if not verdict.passed]
    for verdict in failed:
        print(f"\n── {verdict.name} " + "─" * 60 + f"\n{verdict.said.strip()}", flush=True)
    if failed:
        print(f"\nFailed: {', '.join(verdict.name for verdict in failed)}", flush=True)
    return 1 if failed else 0


def _run(check: Check) -> Verdict:
    began = time.monotonic()
    path = f"{TOOLS / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        check.command,
        cwd=check.where,
        env={**os.environ, "PATH": path, "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    passed = done.returncode == 0
    took = time.monotonic() - began
    print(f"  {'✓' if passed else '✗'} {check.name:<34} {took:8.1f} s", flush=True)
    return Verdict(check.name, passed, done.stdout)


if __name__ == "__main__":
    sys.exit(main())
