"""The look-up pages of the handbook, written from the code itself so that they cannot lie."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import click
import msgspec

from telecare import call_errors, clock, errors, link_errors, scheduler, task_errors
from telecare.care import alert, area, consultation, escalation, hearing, judge, parameters
from telecare.care.facts import Severity
from telecare.cli import main
from telecare.config import Settings
from telecare.db.engine import open_engine
from telecare.db.types import Base
from telecare.errors import BadSetting, Refused
from telecare.protocol import limits, messages
from telecare.records import tables
from telecare.vault.vault import Vault
from telecare.web import resident

FOLDER: Final = Path(__file__).parents[1] / "handbook" / "look-up"
MADE: Final = "*Written by `telecare doctor reference` from the code; edit the code instead.*"
PROBES: Final = (
    "1", "0", "7", "0.5", "gevent", "sqlite:///elsewhere.db", "elsewhere", "50100-50199",
    "turn:elsewhere", "https://elsewhere", "90",
)  # fmt: skip


def pages() -> dict[str, str]:
    """Return every look-up page by its file name."""
    made = {
        "settings.md": _settings(),
        "errors.md": _errors(),
        "rules.md": _rules(),
        "messages.md": _messages(),
        "commands.md": _commands(),
        "states.md": _states(),
        "ticks.md": _ticks(),
        "tables.md": _tables(),
    }
    return {name: "\n".join([*lines, "", MADE, ""]) for name, lines in made.items()}


def stale(wanted: Mapping[str, str], folder: Path = FOLDER) -> list[str]:
    """Return the names of the pages that do not stand in `folder` as they should."""
    return [name for name, text in wanted.items() if _read(folder / name) != text]


def write(wanted: Mapping[str, str], folder: Path = FOLDER) -> None:
    """Write every page."""
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


# --- settings ---------------------------------------------------------------------------


def _settings() -> list[str]:
    meanings = _attributes(Settings)
    default = Settings.from_env({})
    rows = [
        (" or ".join(f"`{name}`" for name in names), _code(getattr(default, field)), meaning)
        for field, meaning in meanings.items()
        if (names := setting_names().get(field))
    ]
    return [
        "# Settings",
        "",
        (
            "Read once from the environment when a command starts. A value that cannot be used "
            "is refused in one sentence (exit status 2)."
        ),
        "",
        *_table(("variable", "default", "meaning"), rows),
    ]


@cache
def setting_names() -> Mapping[str, tuple[str, ...]]:
    """Return by field of `Settings` which variables set it, found by setting each."""
    asked = _Recording()
    Settings.from_env(asked)
    default = Settings.from_env({})
    found: dict[str, tuple[str, ...]] = {}
    for name in asked.names:
        moved = [field for field in Settings.__slots__ if _moves(name, field, default)]
        own = [field for field in moved if name.endswith(field.upper())] or moved
        for field in own[:1]:
            found[field] = (*found.get(field, ()), name)
    return found


class _Recording(dict[str, str]):
    """An empty environment that remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, None] = {}

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as a dict does
        self.names[name] = None
        return super().get(name, default)


def _moves(name: str, field: str, default: Settings) -> bool:
    """Whether setting the variable `name` changes `field`."""
    for probe in PROBES:
        try:
            made = Settings.from_env({name: probe})
        except BadSetting:
            continue
        if getattr(made, field) != getattr(default, field):
            return True
    return False


def _attributes(documented: type) -> dict[str, str]:
    """Return the entries of a docstring's "Attributes:" section."""
    text = inspect.getdoc(documented) or ""
    found = re.findall(
        r"^    (\w+): (.+(?:\n {8}.+)*)", text.partition("Attributes:")[2], re.MULTILINE
    )
    return {name: re.sub(r"\s+", " ", meaning) for name, meaning in found}


# --- errors -----------------------------------------------------------------------------


def refusals() -> list[type[Refused]]:
    """Return every kind of refusal, in the order of `errors.py`, then of its side rooms."""
    found = [
        kind
        for room in (errors, call_errors, link_errors, task_errors)
        for kind in vars(room).values()
        if isinstance(kind, type) and issubclass(kind, Refused) and kind is not Refused
        if kind.__module__ == room.__name__
    ]
    return sorted(found, key=lambda kind: (kind.__module__ != errors.__name__, _line(kind)))


def _line(kind: type[Refused]) -> int:
    return inspect.getsourcelines(kind)[1]


def _errors() -> list[str]:
    lines = [
        "# Errors",
        "",
        (
            "Everything the service can refuse: a stable code for programs, a sentence for "
            "people in both languages, and an HTTP status. Bad input never makes a 500; a 500 "
            "here keeps a hub from starting."
        ),
    ]
    heading = ""
    rows: list[tuple[str, ...]] = []
    for kind in refusals():
        source = inspect.getsource(inspect.getmodule(kind) or errors).splitlines()
        above = _heading_above(source, _line(kind))
        if above != heading:
            lines += _table(("code", "status", "English", "한국어"), rows) if rows else []
            lines += ["", f"## {above.capitalize()}", ""]
            heading, rows = above, []
        sentence = (kind.__doc__ or "").partition("\n")[0]
        rows.append((f"`{kind.code}`", str(kind.status), sentence, kind.message_ko))
    return [*lines, *_table(("code", "status", "English", "한국어"), rows)]


def _heading_above(source: list[str], line: int) -> str:
    for text in reversed(source[:line]):
        if found := re.match(r"# --- (.+?) -+$", text):
            return found[1]
    return "general"


# --- rules ------------------------------------------------------------------------------


def _rules() -> list[str]:
    lines = [
        "# Rules",
        "",
        (
            "What the hub judges, and every number it judges by. A number is a parameter: it "
            "is stored with a version, copied into what was concluded with it, and may differ "
            "from the default given here."
        ),
    ]
    for rule in judge.RULES:
        module = import_module(f"telecare.care.rules.{rule}")
        facts = f"Version {module.VERSION}. Alert class `{module.ALERT_CLASS}`."
        lines += ["", f"## {rule}", "", facts, "", *_prose(module), "", *_numbers(rule)]
    lines += ["", "## hearing", "", *_prose(hearing), ""]
    lines += ["Its numbers are those of `silent_device`. The states:", ""]
    lines += [f"- `{state.value}`" for state in hearing.HearingState]
    return [*lines, "", "## area", "", *_prose(area), "", *_numbers("area")]


def _numbers(group: str) -> list[str]:
    numbers = getattr(parameters.DEFAULT, group)
    rows = [
        (f"`{name}`", _said(getattr(numbers, name)), parameters.sources()[f"{group}.{name}"])
        for name in numbers.__slots__
    ]
    return _table(("number", "default", "source"), rows)


# --- messages ---------------------------------------------------------------------------


def _messages() -> list[str]:
    urgent = ", ".join(f"`{kind}`" for kind in sorted(messages.URGENT))
    kinds = ", ".join(f"`{kind.value}`" for kind in messages.Kind)
    structs = [
        kind
        for kind in vars(messages).values()
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind.__doc__
        and kind.__module__ == messages.__name__
    ]  # fmt: skip
    return [
        "# Messages between a home and the hub",
        "",
        *_prose(messages),
        "",
        (
            "Every request but the enrolment is signed (RFC 9421, label `sig1`) over "
            "`@method`, `@path`, `content-digest` and `content-type` (a GET over the first "
            "two), with the RFC 9530 SHA-256 digest of the body."
        ),
        "",
        *_table(
            ("request", "body", "answer"),
            [
                (f"`POST {limits.ENROLMENTS_PATH}`", "Enrolment", "201 Enrolled"),
                (f"`POST {limits.OBSERVATIONS_PATH}`", "Delivery", "200 Receipt, on disk"),
                (f"`GET {limits.SETTINGS_PATH}`", "", "200 DeviceSettings"),
                (f"`GET {resident.TABLET_PATH}`", "", "200 TabletHome (a tablet)"),
                (f"`POST {resident.SHOWN_PATH}`", "PromptShown", "200 {}"),
                (f"`POST {resident.CALLS_PATH}`", "CallAnswered", "200 Seat or {}"),
                (f"`POST {resident.QUALITY_PATH}`", "TabletQuality", "200 {}"),
                (f"`POST {resident.TICKETS_PATH}`", "{}", "200 SocketTicket"),
            ],
        ),
        "",
        (
            "A refusal is a RefusalBody; its codes stand under "
            "[errors](errors.md). `busy` carries Retry-After."
        ),
        "",
        (
            f"Kinds of observations: {kinds}. Judged in the transaction that stores it, never "
            f"answered 503: {urgent}, and a `prompt_answer` that asks for help."
        ),
        "",
        "## Limits",
        "",
        *_table(("limit", "value", "meaning"), list(_limits())),
        *[line for struct in structs for line in _struct(struct)],
        "",
        "The staff's own HTTP API describes itself: `GET /api/openapi.json`.",
    ]


def _limits() -> Iterator[tuple[str, ...]]:
    source = inspect.getsource(limits)
    for name, value in vars(limits).items():
        if not name.isupper() or isinstance(value, str):
            continue
        said = re.search(rf"^{name}: [^#]+# (.+)$", source, re.MULTILINE)
        yield f"`{name}`", _said(value), said[1] if said else ""


def _struct(struct: type[msgspec.Struct]) -> list[str]:
    rows = [
        (f"`{field.name}`", f"`{_type(field.type)}`", "yes" if field.required else "no")
        for field in msgspec.structs.fields(struct)
    ]
    table = _table(("field", "type", "required"), rows)
    return ["", f"## {struct.__name__}", "", *_prose(struct), "", *table]


def _type(annotation: Any) -> str:  # noqa: ANN401 - any annotation
    named = annotation.__name__ if isinstance(annotation, type) else str(annotation)
    plain = re.sub(r"typing\.Annotated\[([^,\]]+(?:\[[^\]]*\])?), .*?\)\]", r"\1", named)
    return re.sub(r"\b(?:typing|datetime|uuid|msgspec|telecare)(?:\.\w+)*\.(?=\w)", "", plain)


# --- commands ---------------------------------------------------------------------------


def _commands() -> list[str]:
    lines = ["# Commands", "", "`telecare --help` lists them; each answers `--help` itself."]
    for path, command in commands():
        lines += ["", f"## {path}", "", "```text", _help(path, command), "```"]
    return lines


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command of the operator with the words that call it."""
    context = click.Context(main.main)
    for name in main.COMMANDS:
        found = main.main.get_command(context, name)
        assert found is not None  # noqa: S101 - COMMANDS names modules that are there
        yield from _with_children(f"telecare {name}", found)


def _with_children(path: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _with_children(f"{path} {name}", command.commands[name])


def _help(path: str, command: click.Command) -> str:
    with click.Context(command, info_name=path, terminal_width=88, max_content_width=88) as ctx:
        return command.get_help(ctx).strip()


# --- states and ticks -------------------------------------------------------------------


def _states() -> list[str]:
    moves = [(f"`{a}`", f"`{move}`", f"`{b}`") for (a, move), b in alert.TRANSITIONS.items()]
    outcomes = [(f"`{o}`", said.en, said.ko) for o, said in alert.OUTCOME_LABELS.items()]
    verified = [(f"`{v}`", said.en, said.ko) for v, said in alert.VERIFIED_LABELS.items()]
    severities = [
        (s.value, _said(alert.FIRST_HUMAN[s]), _said(alert.LEASE[s]), *_policy(s))
        for s in Severity
    ]
    return [
        "# The life of an alert",
        "",
        (
            "A state moves only through this table; a move it does not have is refused "
            "(`illegal_move`)."
        ),
        "",
        "```mermaid",
        alert.diagram().rstrip(),
        "```",
        "",
        *_table(("from", "move", "to"), moves),
        "",
        "## Times",
        "",
        *_table(("severity", "first human", "claim lease", "steps", "again"), severities),
        "",
        (
            f"A hold ends {_said(alert.HOLD_MARGIN)} after the time expected. Undo: within "
            f"{_said(alert.UNDO_WITHIN)}. The same again within {_said(alert.REOPEN_WITHIN)} "
            f"re-opens. A resolved alert closes after {_said(alert.CLOSE_AFTER)}."
        ),
        "",
        "## Outcomes",
        "",
        *_table(("code", "English", "한국어"), outcomes),
        "",
        "## How the person was verified",
        "",
        *_table(("code", "English", "한국어"), verified),
        "",
        *_consultations(),
    ]


def _consultations() -> list[str]:
    life = consultation
    moves = [(f"`{a}`", f"`{move}`", f"`{b}`") for (a, move), b in life.TRANSITIONS.items()]
    outcomes = [(f"`{o}`", said.en, said.ko) for o, said in life.OUTCOME_LABELS.items()]
    times = (
        f"A tablet rings {_said(life.RINGS_FOR)}; the ends have {_said(life.CONNECTS_WITHIN)} "
        f"to find each other; a seat is kept {_said(life.SEAT_KEPT)}; a call that nobody ends "
        f"lasts {_said(life.LONGEST)}. A move the table does not have is refused (`call_over`)."
    )
    drawn = ["```mermaid", life.diagram().rstrip(), "```", ""]
    listed = [*_table(("from", "move", "to"), moves), "", times, ""]
    results = _table(("result", "English", "한국어"), outcomes)
    return ["## The life of a consultation", "", *drawn, *listed, *results]


def _policy(severity: Severity) -> tuple[str, str]:
    policy = escalation.DEFAULT_POLICIES[severity]
    steps = "; ".join(
        f"{_said(timedelta(seconds=step.delay_s))}: {', '.join(step.targets)}"
        for step in policy.steps
    )
    again = "" if policy.repeat_s is None else _said(timedelta(seconds=policy.repeat_s))
    return steps, again


def _ticks() -> list[str]:
    engine = open_engine("sqlite://")
    loops = scheduler.Scheduler(engine, Vault(bytes(32)), clock.now).loops()
    engine.dispose()
    rows = [
        (f"`{one.name}`", f"{one.every_s:g} s", _first_line(_act(one.work))) for one in loops
    ]
    return [
        "# Ticks",
        "",
        *_prose(scheduler),
        "",
        (
            f"A standby looks every {scheduler.LEAD_S:g} s whether the leader is gone. "
            "`/health` answers 503 when one of the quick ticks has not run for a minute."
        ),
        "",
        *_table(("tick", "every", "what it does"), rows),
    ]


def _act(work: Callable[..., object]) -> object:
    """Return the function that a tick calls."""
    return work.func if isinstance(work, partial) else work


# --- tables -----------------------------------------------------------------------------


def _tables() -> list[str]:
    tables.metadata()
    kinds = sorted(Base.registry.mappers, key=lambda mapper: str(mapper.local_table))
    rows = [
        (
            f"`{mapper.local_table.name}`",  # type: ignore[attr-defined]
            _first_line(mapper.class_),
            ", ".join(f"`{column.name}`" for column in mapper.local_table.columns),
        )
        for mapper in kinds
    ]
    return [
        "# Tables",
        "",
        (
            "The same on SQLite and PostgreSQL. Instants are microseconds since 1970-01-01 UTC "
            "(decision 2); sealed columns hold ciphertext (decision 6)."
        ),
        "",
        *_table(("table", "holds", "columns"), rows),
    ]


# --- writing ----------------------------------------------------------------------------


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

    return [line(heads), line("---" for _ in heads), *map(line, rows)]


def _prose(documented: ModuleType | type) -> list[str]:
    return (inspect.getdoc(documented) or "").splitlines()


def _first_line(documented: object) -> str:
    return (inspect.getdoc(documented) or "").partition("\n")[0]


def _code(value: object) -> str:
    return "" if value is None else f"`{_said(value)}`"


def _said(value: object) -> str:
    """Say a number as a person would: "15 min", "06:00", "20 %" stays 20."""
    match value:
        case timedelta():
            return _span(value)
        case bool():
            return "1" if value else "0"
        case float():
            return f"{value:g}"
        case int():
            return f"{value:,}" if value > 9999 else str(value)  # noqa: PLR2004
        case _ if hasattr(value, "isoformat"):
            return str(value.isoformat("minutes"))
        case _:
            return str(value)


def _span(span: timedelta) -> str:
    seconds = span.total_seconds()
    for unit, size in (("d", 86_400), ("h", 3600), ("min", 60)):
        if seconds % size == 0 and (seconds > size or unit != "d"):
            return f"{seconds / size:g} {unit}"
    return f"{seconds:g} s"
