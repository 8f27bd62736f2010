"""Set-up shown to a person: what runs, for how long, and one sentence when it fails.

On a terminal the running step is one live line; elsewhere each step prints when it begins
and when it ends. What the tools themselves say goes to a log file.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
FRAME_S = 0.1
WIDTH = 34
Words = Sequence[str | Path]


class Stopped(Exception):
    """Set-up cannot go on; the text is one sentence and what to do about it."""


@dataclass(slots=True)
class Step:
    """One running step; `saying` is the last line its tool printed."""

    title: str
    saying: str = ""
    failed: bool = False
    began: float = field(default_factory=time.monotonic)

    @property
    def elapsed(self) -> str:
        """How long the step has run, as a person reads it."""
        seconds = time.monotonic() - self.began
        if seconds < 60:  # noqa: PLR2004 - a minute
            return f"{seconds:.1f} s"
        return f"{int(seconds // 60)} min {int(seconds % 60):02d} s"


@dataclass(slots=True)
class Progress:
    """Shows the steps on standard error and keeps their output in `log`."""

    log: Path
    live: bool = field(
        default_factory=lambda: sys.stderr.isatty() and "NO_COLOR" not in os.environ
    )

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Show `title` with its elapsed time until the block ends."""
        step = Step(title)
        done = threading.Event()
        painter = threading.Thread(target=self._paint, args=(step, done), daemon=True)
        if self.live:
            painter.start()
        else:
            self._print(f"  … {title}")
        try:
            yield step
        except BaseException:
            step.failed = True
            raise
        finally:
            done.set()
            if self.live:
                painter.join()
            mark = "✗" if step.failed else "✓"
            self._print(f"  {mark} {title:<{WIDTH}} {step.elapsed:>10}")

    def run(
        self,
        step: Step,
        command: Words,
        *,
        cwd: Path,
        env: Mapping[str, str] | None = None,
    ) -> bool:
        """Run `command`, its output to the log; return whether it succeeded.

        The environment is this process's own with `env` on top.
        """
        words = [str(word) for word in command]
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"\n$ {' '.join(words)}\n")
            try:
                process = subprocess.Popen(
                    words,
                    cwd=cwd,
                    env={**os.environ, **(env or {})},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                    errors="replace",
                )
            except OSError as why:
                log.write(f"{why}\n")
                return False
            assert process.stdout is not None  # noqa: S101 - asked for one line above
            with process:
                for line in process.stdout:
                    log.write(line)
                    if line.strip():
                        step.saying = line.strip()
        return process.returncode == 0

    def last_words(self, lines: int = 12) -> str:
        """Return the end of the log, indented, for a person who must find out why."""
        with suppress(OSError):
            tail = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]
            return "\n".join(f"    {line[:200]}" for line in tail)
        return ""

    def _paint(self, step: Step, done: threading.Event) -> None:
        frame = 0
        while not done.is_set():
            columns = os.get_terminal_size(sys.stderr.fileno()).columns
            line = f"  {FRAMES[frame % len(FRAMES)]} {step.title:<{WIDTH}} {step.elapsed:>10}"
            room = columns - len(line) - 4
            saying = step.saying[:room] if room > len(FRAMES) else ""
            sys.stderr.write(f"\r\033[K{line}  \033[2m{saying}\033[0m")
            sys.stderr.flush()
            frame += 1
            done.wait(FRAME_S)
        sys.stderr.write("\r\033[K")

    def _print(self, line: str) -> None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
