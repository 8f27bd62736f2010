"""`telecare why`: what every rule concludes about the resident of an alert, and why."""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import click
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, select

from telecare import clock
from telecare.actions import upkeep
from telecare.care.facts import Judgement, Verdict
from telecare.care.hearing import hearing
from telecare.care.judge import judge
from telecare.cli.ground import opened
from telecare.config import Settings
from telecare.db.engine import reading, transaction
from telecare.records import audit
from telecare.records.actor import SERVICE
from telecare.records.alerts import Alert
from telecare.records.facts import facts_at, parameters_at

NOTHING_FOUND: Final = 0
FOUND: Final = 1
BAD_INPUT: Final = 2
PURPOSE: Final = "explain"
LISTED: Final = 20  # alerts
THINNED: Final = (
    "This instant is old and far from any alert of this home: its deliveries are no longer "
    "kept, so whether it was heard then cannot be told."
)


class NoSuchAlert(click.ClickException):
    """There is no alert with this id in the database."""

    exit_code = BAD_INPUT


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the rules concluded at `at`, from what the hub had received by then."""

    alert_id: UUID
    resident_id: UUID
    opened_at: datetime
    at: datetime
    hearing: str
    judgements: tuple[Judgement, ...]

    @property
    def found(self) -> bool:
        """Whether any rule found something."""
        return any(j.verdict is Verdict.TRUE for j in self.judgements)


def explain(engine: Engine, alert_id: UUID, at: datetime | None) -> Explanation | None:
    """Judge again as of `at` (None: the instant the alert opened); None: no such alert.

    Facts are rebuilt from the stored observations by receive time, with the parameters, plan
    and absences recorded by then, so data that came later changes nothing.
    """
    with reading(engine) as db:
        alert = db.execute(
            select(Alert.resident_id, Alert.opened_at).where(Alert.id == alert_id)
        ).first()
        if alert is None:
            return None
        moment = at or alert.opened_at
        facts = facts_at(db, alert.resident_id, at=moment)
        parameters = parameters_at(db, moment)
    return Explanation(
        alert_id=alert_id,
        resident_id=alert.resident_id,
        opened_at=alert.opened_at,
        at=moment,
        hearing=hearing(facts, parameters, moment).state.value,
        judgements=judge(facts, parameters, moment),
    )


def instant(_context: object, _parameter: object, text: str | None) -> datetime | None:
    """Read an RFC 3339 instant that names its zone, or stop with a usage error."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise click.BadParameter("not an instant like 2026-11-22T03:10:00Z") from error
    if moment.tzinfo is None:
        raise click.BadParameter("name the time zone, as in 2026-11-22T03:10:00Z")
    return moment.astimezone(UTC)


@click.command()
@click.argument("alert", type=click.UUID, required=False)
@click.option(
    "--at",
    callback=instant,
    metavar="INSTANT",
    help="As of this instant (default: its opening).",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def why(alert: UUID | None, at: datetime | None, *, as_json: bool) -> None:
    """Say what every rule concludes about the resident of ALERT, and why.

    Without ALERT, list the newest ones. Exit status: 0 no rule found anything, 1 a finding,
    2 bad input.
    """
    with opened(Settings.from_env(os.environ)) as engine:
        if alert is None:
            _list(engine)
            return
        explanation = explain(engine, alert, at)
        if explanation is None:
            raise NoSuchAlert(str(NoSuchAlert.__doc__))
        _log(engine, explanation)
        known = hearing_known(engine, explanation, clock.now())
    if as_json:
        said = to_json(explanation) | {"hearing_known": known}
        click.echo(json.dumps(said, ensure_ascii=False))
    else:
        _print(explanation)
        if not known:
            click.echo(THINNED)
    sys.exit(FOUND if explanation.found else NOTHING_FOUND)


def hearing_known(engine: Engine, explanation: Explanation, now: datetime) -> bool:
    """Whether what the home said at that instant is still whole; see `actions.upkeep`."""
    with reading(engine) as db:
        return upkeep.kept_whole(db, explanation.resident_id, explanation.at, now=now)


def _list(engine: Engine) -> None:
    """Print the newest alerts by their ids, naming nobody."""
    newest = (
        select(Alert.id, Alert.opened_at, Alert.severity, Alert.rule, Alert.state)
        .order_by(Alert.opened_at.desc())
        .limit(LISTED)
    )
    with reading(engine) as db:
        for row in db.execute(newest):
            click.echo(
                f"{row.id}  {_written(row.opened_at)}  {row.severity}  {row.rule}  {row.state}"
            )


def to_json(explanation: Explanation) -> dict[str, Any]:
    """Return the explanation as JSON's own values."""
    return {
        "alert": str(explanation.alert_id),
        "opened_at": _written(explanation.opened_at),
        "at": _written(explanation.at),
        "hearing": explanation.hearing,
        "rules": [_rule(judgement) for judgement in explanation.judgements],
    }


def _rule(judgement: Judgement) -> dict[str, Any]:
    finding = judgement.finding
    found = {} if finding is None else {
        "alert_class": finding.alert_class,
        "severity": finding.severity,
        "since": _written(finding.since),
        "because": {"ko": finding.because.ko, "en": finding.because.en},
        "evidence": dict(finding.evidence),
    }  # fmt: skip
    due_at = None if judgement.due_at is None else _written(judgement.due_at)
    return {
        "rule": judgement.rule,
        "subject": judgement.subject,
        "verdict": judgement.verdict,
        "due_at": due_at,
        **found,
    }


def _log(engine: Engine, explanation: Explanation) -> None:
    """An operator has looked into a person's record: that is an audit entry like any view."""
    with transaction(engine) as db:
        audit.write(
            db,
            SERVICE,
            "alert.explained",
            at=clock.now(),
            resident=explanation.resident_id,
            alert=explanation.alert_id,
            purpose=PURPOSE,
            asked_at=_written(explanation.at),
        )


def _print(explanation: Explanation) -> None:
    console = Console()
    console.print(f"alert    {explanation.alert_id}", highlight=False)
    console.print(f"opened   {_written(explanation.opened_at)}", highlight=False)
    console.print(
        f"as of    {_written(explanation.at)}   home: {explanation.hearing}", highlight=False
    )
    console.print(_table(explanation.judgements))


def _table(judgements: Sequence[Judgement]) -> Table:
    table = Table(show_lines=True)
    for heading in ("rule", "verdict", "because", "evidence"):
        table.add_column(heading, overflow="fold")
    for judgement in judgements:
        table.add_row(*_cells(judgement))
    return table


def _cells(judgement: Judgement) -> tuple[str, str, str, str]:
    name = judgement.rule
    if judgement.subject:
        name += f"\n{judgement.subject[:8]}"  # the device: its first digits tell it apart
    finding = judgement.finding
    if finding is None:
        due = "" if judgement.due_at is None else f"may change at {_written(judgement.due_at)}"
        return name, judgement.verdict.value, due, ""
    because = f"{finding.severity}  {finding.because.ko}\n{finding.because.en}"
    evidence = "\n".join(f"{key} = {value}" for key, value in finding.evidence.items())
    return name, judgement.verdict.value, because, evidence


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
