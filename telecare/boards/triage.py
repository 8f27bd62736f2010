"""The triage board: what a caseworker sees of everybody, and of one alert beside it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, case, func, select, true

from telecare.boards import rows, tasks, words
from telecare.boards.shapes.common import Bilingual, View
from telecare.boards.shapes.triage import (
    AlertRow,
    Board,
    Counts,
    FeedCursor,
    IncidentRow,
)
from telecare.care.alert import LIVE_STATES, State
from telecare.care.facts import Severity
from telecare.errors import NotYours
from telecare.records import audit, feeds, ticks
from telecare.records.alerts import Alert
from telecare.records.context import Context
from telecare.records.incidents import Incident, IncidentState
from telecare.records.organisations import Organisation
from telecare.records.residents import Resident
from telecare.records.scope import seen_by, subtree
from telecare.records.watching import Condition, Watch

DONE_FOR: Final = timedelta(hours=24)  # what was finished longer ago is in the register
LIVE: Final = Alert.state.in_(LIVE_STATES)
PEOPLE: Final = Alert.severity != Severity.P4


def board(ctx: Context, view: View, *, locked: bool, opened: bool) -> Board:
    """Return one view of the board.

    The numbers of the feeds are read before the rows: a change in between is told again, never
    lost. `opened` is True when a person opens the screen or changes the view; that leaves one
    audit entry with the residents shown (law 12). A refresh leaves none.
    """
    cursors = feeds.followed_by(ctx.db, ctx.actor, ctx.now)
    shown = rows.rows_where(ctx, in_view(ctx, view), locked=locked, ranked=view != "done")
    if opened:
        _log_view(ctx, view, shown)
    return Board(
        server_time=ctx.now,
        feeds=[FeedCursor(feed=feed, seq=seq) for feed, seq in cursors.items()],
        evaluated_up_to=evaluated_up_to(ctx),
        counts=counts(ctx),
        rows=shown,
        incidents=incidents(ctx, IncidentState.OPEN),
        tasks=tasks.standing(ctx, locked=locked),
    )


def row(ctx: Context, alert_id: UUID, *, locked: bool = False) -> AlertRow:
    """Return one row, whatever view it is in; `NotYours` if it is not the actor's to see."""
    found = rows.rows_where(ctx, Alert.id == alert_id, locked=locked)
    if not found:
        raise NotYours
    return found[0]


def in_view(ctx: Context, view: View) -> ColumnElement[bool]:
    """Return the condition on `Alert` of a view: which alerts wait for what."""
    held = Alert.state == State.RESPONDING
    asked_first = Alert.state == State.PRECHECK
    match view:
        case "now":
            return and_(LIVE, PEOPLE, ~held, ~asked_first)
        case "asking":
            return and_(LIVE, asked_first)
        case "mine":
            return and_(LIVE, Alert.owner_id == ctx.actor.staff_id)
        case "held":
            return and_(LIVE, held)
        case "devices":
            return and_(LIVE, ~PEOPLE)
        case "done":
            return and_(~LIVE, Alert.resolved_at >= ctx.now - DONE_FOR)


def counts(ctx: Context) -> Counts:
    """Return how many live alerts there are in scope, by severity and by view; one query."""
    views = {view: in_view(ctx, view) for view in _COUNTED}
    found = ctx.db.execute(
        select(
            *(_how_many(Alert.severity == severity, severity.value) for severity in Severity),
            *(_how_many(condition, view) for view, condition in views.items()),
        )
        .join(Resident, Resident.id == Alert.resident_id)
        .where(LIVE, seen_by(ctx.actor, ctx.now))
    ).one()
    return Counts(**found._mapping)  # noqa: SLF001 - the public name of a row's dict


def incidents(ctx: Context, state: IncidentState | None = None) -> list[IncidentRow]:
    """Return the incidents that touch a home under the actor's organisation, newest first."""
    touched = (
        select(Alert.id)
        .join(Resident, Resident.id == Alert.resident_id)
        .where(Alert.incident_id == Incident.id)
        .where(Resident.organisation_id.in_(subtree(ctx.actor.path)))
        .exists()
    )
    found = ctx.db.execute(
        select(*Incident.__table__.c, Organisation.name_ko, Organisation.name_en)
        .outerjoin(Organisation, Organisation.code == Incident.scope_key)
        .where(touched, true() if state is None else Incident.state == state)
        .order_by(Incident.state.desc(), Incident.opened_at.desc())
        .limit(MOST_INCIDENTS)
    )
    return [_incident(one) for one in found]


def evaluated_up_to(ctx: Context) -> datetime | None:
    """Return up to when everybody has been judged; None before the first tick.

    The judge's last beat, or the oldest mark or deadline that still waits for it.
    """
    beat = ticks.beats(ctx.db).get("judge")
    if beat is None:
        return None
    marked = ctx.db.scalar(select(func.min(Watch.to_judge_at)))
    due = ctx.db.scalar(select(func.min(Condition.due_at)).where(Condition.due_at < beat))
    return min(moment for moment in (beat, marked, due) if moment is not None)


_COUNTED: Final[tuple[View, ...]] = ("now", "asking", "mine", "held", "devices")
MOST_INCIDENTS: Final = 50


def _how_many(condition: ColumnElement[bool], name: str) -> ColumnElement[int]:
    return func.count(case((condition, 1))).label(name)


def _incident(incident: Row[*tuple[Any, ...]]) -> IncidentRow:
    kind = incident.scope_kind.value
    if incident.name_ko is not None:
        scope = Bilingual(ko=incident.name_ko, en=incident.name_en)
    elif kind == "network":
        word = words.SCOPES[kind]
        scope = Bilingual(
            ko=f"{word.ko} {incident.scope_key}", en=f"{word.en} {incident.scope_key}"
        )
    else:
        scope = words.SCOPES.get(kind, Bilingual(ko=incident.scope_key, en=incident.scope_key))
    return IncidentRow(
        id=incident.id,
        version=incident.version,
        state=incident.state.value,
        scope_kind=kind,
        scope=scope,
        because=Bilingual(ko=incident.because_ko, en=incident.because_en),
        homes=incident.homes,
        opened_at=incident.opened_at,
        since=incident.since,
        simulated=incident.simulated,
    )


def _log_view(ctx: Context, view: str, shown: Sequence[AlertRow]) -> None:
    audit.write(
        ctx.db, ctx.actor, "board.viewed", at=ctx.now, purpose="triage", view=view,
        residents=sorted({one.resident.id for one in shown}, key=str),
    )  # fmt: skip
