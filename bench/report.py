"""What every bench shares: figures with their targets, CPU accounting, the printed table.

A bench gathers `Figure`s and ends with `report(...)`: a table for people, and with `--json`
one JSON object on the last line. Nothing is asserted about time: a bench that misses its
target says so and ends well, because a slow machine is not a defect.
"""

import json
import os
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import ceil
from pathlib import Path
from statistics import median
from typing import Any, Final, Literal

TICKS_PER_S: Final = os.sysconf("SC_CLK_TCK")
CPU_FIELDS: Final = slice(11, 13)  # utime and stime, counted after the ")" of /proc/PID/stat
PARENT_FIELD: Final = 1

Direction = Literal["at least", "at most"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number; `target` None means it is only told."""

    name: str
    value: float
    unit: str
    target: float | None = None
    direction: Direction = "at most"

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None when there is none."""
        if self.target is None:
            return None
        if self.direction == "at least":
            return self.value >= self.target
        return self.value <= self.target

    def target_text(self) -> str:
        """Return the target as a person reads it."""
        if self.target is None:
            return ""
        sign = "≥" if self.direction == "at least" else "≤"
        return f"{sign} {number(self.target)}"


def number(value: float) -> str:
    """Return a figure with three digits that mean something."""
    if value == 0:
        return "0"
    size = abs(value)
    if size >= 1000:
        return f"{value:,.0f}"
    if size >= 100:
        return f"{value:.0f}"
    if size >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if size >= 1 else f"{value:.3f}"


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest value that `percent` per cent of `values` do not exceed.

    Raises:
        ValueError: There is no value.
    """
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]


def middle(values: Iterable[float]) -> float:
    """Return the median: what interleaved rounds are judged by."""
    return median(values)


def cpu_s(pids: Iterable[int]) -> float:
    """Return the CPU seconds used so far by these processes; one that has gone counts 0."""
    return sum(_cpu_ticks(pid) for pid in pids) / TICKS_PER_S


def family(pid: int) -> list[int]:
    """Return a process and all its living descendants."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            fields = _stat(int(entry.name))
            if fields:
                parents.setdefault(int(fields[PARENT_FIELD]), []).append(int(entry.name))
    found, at = [pid], 0
    while at < len(found):
        found += parents.get(found[at], [])
        at += 1
    return found


def report(
    title: str,
    figures: Sequence[Figure],
    *,
    as_json: bool,
    notes: Sequence[str] = (),
    facts: Mapping[str, Any] | None = None,
    keys: Mapping[str, float] | None = None,
) -> None:
    """Print the table, the notes and, if asked, one JSON object on the last line.

    `keys` stand on the top level of that object: figures other programs ask for by name.
    """
    say = sys.stdout.write
    say(f"\n{title}\n{machine()}\n\n")
    for line in table(figures):
        say(line + "\n")
    for note in notes:
        say(f"  {note}\n")
    missed = [figure.name for figure in figures if figure.met is False]
    measured = sum(figure.target is not None for figure in figures)
    say(f"\n{measured - len(missed)} of {measured} targets met")
    say(f"; missed: {', '.join(missed)}\n" if missed else ".\n")
    if as_json:
        found = {
            "bench": title,
            "machine": machine(),
            "figures": [asdict(figure) | {"met": figure.met} for figure in figures],
            "facts": dict(facts or {}),
            **(keys or {}),
        }
        say(json.dumps(found, ensure_ascii=False, default=str) + "\n")
    sys.stdout.flush()


def table(figures: Sequence[Figure]) -> list[str]:
    """Return the lines of the table: name, value with unit, target, met or missed."""
    rows = [
        (
            figure.name,
            f"{number(figure.value)} {figure.unit}".rstrip(),
            figure.target_text(),
            {True: "met", False: "MISSED", None: ""}[figure.met],
        )
        for figure in figures
    ]
    head = ("", "measured", "target", "")
    width = [max(len(row[column]) for row in [head, *rows]) for column in range(4)]
    return [
        f"  {row[0]:<{width[0]}}  {row[1]:>{width[1]}}  {row[2]:>{width[2]}}  {row[3]}".rstrip()
        for row in [head, *rows]
    ]


def machine() -> str:
    """Return what the figures were measured on."""
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()},"
        f" {platform.system()} {platform.machine()}, load {os.getloadavg()[0]:.1f}"
    )


def _cpu_ticks(pid: int) -> int:
    fields = _stat(pid)
    return sum(map(int, fields[CPU_FIELDS])) if fields else 0


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat after the name; empty if the process has gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()
