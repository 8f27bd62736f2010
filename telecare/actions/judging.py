"""Judging: who is due, what the rules say about them, and what that does to their alerts.

Two things make a resident due: something was reported (`watch.to_judge_at`, set by delivery
and by people) or time itself may change a verdict (`condition.due_at`). The tick first *flags*:
conditions that are due lose their `due_at` and mark their resident. Then it judges the marked
ones, each in a transaction of its own, urgent first, then whoever waits longest. A crash
between leaves the mark, so nobody is forgotten; two schedulers share the work, because the
mark is taken by an UPDATE that only one of them makes.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Engine, Row, Uuid, bindparam, exists, literal, or_, select, text, update
from sqlalchemy.orm import Session, aliased

from telecare.actions import episodes, held_back
from telecare.actions.episodes import Home
from telecare.care.alert import LIVE_STATES, Act, Decision, Episode, State, decide
from telecare.care.facts import AlertClass, Facts, Judgement, Severity, Verdict
from telecare.care.hearing import hearing
from telecare.care.judge import ALERT_CLASSES, judge, push_window
from telecare.care.parameters import Parameters
from telecare.db.engine import reading, transaction
from telecare.db.prepared import Prepared
from telecare.db.types import Instant
from telecare.records import watching
from telecare.records.alerts import ALERTS, LIVE
from telecare.records.context import Context
from telecare.records.facts import facts_at, parameters_at
from telecare.records.organisations import Kind, Organisation
from telecare.records.residents import Resident
from telecare.records.watching import CONDITIONS, WATCHES, Concluded
from telecare.vault.vault import Vault

LIMIT: Final = 1_000  # residents per tick: a storm is worked off in slices, P1 first in each
HARD: Final = frozenset({AlertClass.SOS, AlertClass.FIRE_GAS, AlertClass.FALL})

RESIDENT: Final = bindparam("r", type_=Uuid())

Clock = Callable[[], datetime]

log = logging.getLogger(__name__)


def judge_due(
    engine: Engine,
    vault: Vault,
    now: datetime,
    limit: int = LIMIT,
    *,
    clock: Clock | None = None,
) -> int:
    """Judge every resident who is due, urgent first; return how many were judged.

    A resident whose judging fails keeps the mark and is tried again by the next tick; the
    others do not wait for it. A slice may take seconds: `clock` tells each judging its own
    instant, so that what arrived since `now` is seen by the judging that takes its mark. None:
    time stands still.
    """
    del vault  # judging opens no sealed word; the door of every tick is the same
    marked = claim(engine, now, limit)
    if not marked:
        return 0
    with reading(engine) as db:
        parameters = parameters_at(db, now)
    judged, failed = 0, 0
    for resident_id in marked:
        try:
            with transaction(engine) as db:
                judged += judge_one(db, resident_id, parameters, now, clock)
        except Exception:  # one home must not stop the others; the traceback names no person
            failed += 1
            if failed == 1:  # hundreds may fail of one cause: one traceback tells it
                log.exception("a resident could not be judged and is tried again")
    if failed > 1:
        log.error("%d residents could not be judged and are tried again", failed)
    return judged


def claim(engine: Engine, now: datetime, limit: int = LIMIT) -> list[UUID]:
    """Flag the conditions that are due and return who is marked, urgent first.

    With nothing to do this is one read of two index probes, whatever the population.
    """
    if not _WAITS.peek(engine, {"now": now}).waits:
        return []
    with transaction(engine) as db:
        watching.flag_due(db, now=now, limit=limit)
        urgent = _marked(db, now, limit, urgent=True)
        return [*urgent, *_marked(db, now, limit - len(urgent), urgent=False)]


def _marked(db: Session, now: datetime, limit: int, *, urgent: bool) -> list[UUID]:
    """Return who is marked, whoever waits longest first."""
    asked = {"now": now, "urgent": urgent, "most": limit}
    return list(db.scalars(_MARKED, asked)) if limit > 0 else []


def judge_resident(ctx: Context, resident_id: UUID) -> None:
    """Judge one resident in the caller's transaction (an SOS does not wait for a tick)."""
    parameters = parameters_at(ctx.db, ctx.now)
    watching.mark(ctx.db, resident_id, at=ctx.now, urgent=True)
    judge_one(ctx.db, resident_id, parameters, ctx.now)


def judge_one(
    db: Session,
    resident_id: UUID,
    parameters: Parameters,
    now: datetime,
    clock: Clock | None = None,
) -> bool:
    """Judge one marked resident; False when somebody else has taken the mark.

    The mark is taken before the facts are read, and the instant after it: what was stored
    before the mark was taken is seen, what is stored later marks again.
    """
    if _TAKE.first(db, {"r": resident_id, "now": now}) is None:
        return False
    if clock is not None:
        now = max(now, clock())
    facts = facts_at(db, resident_id, at=now)
    judgements = judge(facts, parameters, now)
    concluded = [_concluded(one, facts, parameters) for one in judgements]
    watching.set_conditions(db, resident_id, concluded, now=now)
    acts = _decide(db, resident_id, judgements, now)
    if not acts:
        return True
    home = _home(db, resident_id, blind=hearing(facts, parameters, now).blind)
    if home is None:  # ended: rules stop at once
        watching.end(db, resident_id)
        return True
    for act in acts:
        if home.canary and not act.of_sos:
            continue  # a machine is never unwell; what it does is press
        _apply(db, home, act, facts, now)
    return True


@dataclass(frozen=True, slots=True)
class _Act:
    """What one class of verdicts does, and to which row."""

    decision: Decision
    alert: Row[Any] | None
    signal_at: datetime | None  # the newest of the class's findings
    of_sos: bool


def _decide(
    db: Session, resident_id: UUID, judgements: Sequence[Judgement], now: datetime
) -> list[_Act]:
    rows = {
        (row.alert_class, row.state in LIVE_STATES): row
        for row in _UNFINISHED.all(db, {"r": resident_id})
    }
    by_class: dict[AlertClass, list[Judgement]] = {}
    for judgement in judgements:
        by_class.setdefault(ALERT_CLASSES[judgement.rule], []).append(judgement)
    acts = []
    for alert_class, concluded in by_class.items():
        live = rows.get((alert_class, True))
        last = rows.get((alert_class, False))
        findings = [j.finding for j in concluded if j.finding is not None]
        if live is None and findings:  # the newest that ended, by a human or by itself
            last = _FINISHED.first(db, {"r": resident_id, "c": alert_class})
        decision = decide(_episode(live), _episode(last), concluded, now)
        decision = held_back.unless_held(
            db, resident_id, decision, _episode(last), concluded, now
        )
        if decision.act is Act.NOTHING and _has_cleared(last, concluded):
            decision = Decision(Act.CLEAR)
        if decision.act is not Act.NOTHING:
            signal_at = max((f.signal_at for f in findings), default=None)
            acts.append(_Act(decision, live or last, signal_at, alert_class is AlertClass.SOS))
    return acts


def _has_cleared(last: Row[Any] | None, concluded: Sequence[Judgement]) -> bool:
    """A resolved alert's condition has gone only now: if it comes back, it is news."""
    return (
        last is not None
        and last.state is State.RESOLVED
        and last.condition_cleared_at is None
        and all(j.verdict is Verdict.FALSE for j in concluded)
    )


def _episode(row: Row[Any] | None) -> Episode | None:
    if row is None:
        return None
    return Episode(
        state=row.state,
        severity=row.severity,
        alert_class=row.alert_class,
        episode_since=row.episode_since,
        last_signal_at=row.last_signal_at,
        resolved_at=row.resolved_at,
        soft=row.alert_class not in HARD,
        cleared_at=row.condition_cleared_at,
    )


def _apply(db: Session, home: Home, act: _Act, facts: Facts, now: datetime) -> None:
    """Do what was decided; what a human or another judge came between is judged again.

    Of a press that means at once: it is told nowhere yet (law 1).
    """
    alert, finding, signal_at = act.alert, act.decision.finding, act.signal_at
    match act.decision.act:
        case Act.OPEN if finding and signal_at:
            done = episodes.open_alert(db, home, finding, signal_at, facts, now)
        case Act.REPEAT | Act.WORSEN if alert is not None and finding and signal_at:
            done = episodes.feed_alert(db, home, alert, finding, signal_at, now)
        case Act.REOPEN if alert is not None and finding and signal_at:
            done = episodes.reopen(db, home, alert, finding, signal_at, facts, now)
        case Act.CLEAR if alert is not None:
            done = episodes.note_cleared(db, home, alert, now)
        case Act.AUTO_CLEAR if alert is not None:
            done = episodes.auto_clear(db, home, alert, now)
        case _:
            raise AssertionError(act.decision.act)
    if not done:
        urgent = finding is not None and finding.severity is Severity.P1
        watching.mark(db, home.resident_id, at=now, urgent=urgent)


def _home(db: Session, resident_id: UUID, *, blind: bool) -> Home | None:
    """Return what an alert copies from its resident; None once the resident has ended."""
    row = _HOME.first(db, {"r": resident_id})
    if row.ended_at is not None:
        return None
    return Home(resident_id, row.sigungu_id, blind=blind, canary=row.canary)


def _concluded(judgement: Judgement, facts: Facts, parameters: Parameters) -> Concluded:
    finding = judgement.finding
    return Concluded(
        rule=judgement.rule,
        subject=judgement.subject,
        verdict=judgement.verdict,
        severity=finding.severity if finding else None,
        since=finding.since if finding else None,
        due_at=judgement.due_at,
        window=push_window(judgement, facts, parameters),
        evidence=finding.evidence if finding else {},
    )


_NOW: Final = bindparam("now", type_=Instant)
_WAITS: Final = Prepared(
    select(
        or_(
            exists().where(CONDITIONS.c.due_at <= _NOW),
            exists().where(WATCHES.c.to_judge_at <= _NOW, WATCHES.c.urgent.is_(True)),
            exists().where(WATCHES.c.to_judge_at <= _NOW, WATCHES.c.urgent.is_(False)),
        ).label("waits")
    )
)
_MARKED: Final = (
    select(WATCHES.c.resident_id)
    .where(WATCHES.c.to_judge_at <= bindparam("now"))
    .where(WATCHES.c.urgent == bindparam("urgent"))
    .order_by(WATCHES.c.to_judge_at)
    .limit(bindparam("most"))
)
_TAKE: Final = Prepared(
    update(WATCHES)
    .where(
        WATCHES.c.resident_id
        == select(WATCHES.c.resident_id)
        .where(WATCHES.c.resident_id == RESIDENT, WATCHES.c.to_judge_at <= _NOW)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    .values(to_judge_at=None, urgent=False, evaluated_up_to=_NOW)
    .returning(WATCHES.c.resident_id)
)
_UNFINISHED: Final = Prepared(
    select(*ALERTS.c)
    .where(
        ALERTS.c.resident_id == RESIDENT,
        or_(text(LIVE), ALERTS.c.state == literal(State.RESOLVED, ALERTS.c.state.type)),
    )
    .order_by(ALERTS.c.resolved_at)  # of several resolved ones the newest comes last
)
_FINISHED: Final = Prepared(
    select(*ALERTS.c)
    .where(ALERTS.c.resident_id == RESIDENT, ALERTS.c.alert_class == bindparam("c"))
    .where(text(f"NOT ({LIVE})"))
    .order_by(ALERTS.c.resolved_at.desc().nulls_last())
    .limit(1)
)
_LIVES_IN, _SIGUNGU = aliased(Organisation), aliased(Organisation)
_HOME: Final = Prepared(
    select(Resident.ended_at, Resident.canary, _SIGUNGU.id.label("sigungu_id"))
    .join(_LIVES_IN, _LIVES_IN.id == Resident.organisation_id)
    .join(_SIGUNGU, _LIVES_IN.path.startswith(_SIGUNGU.path))
    .where(Resident.id == RESIDENT, _SIGUNGU.kind == Kind.SIGUNGU)
)
