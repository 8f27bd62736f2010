"""Watching: who must be judged now, and what each rule last concluded."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    Case,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Row,
    Uuid,
    bindparam,
    case,
    delete,
    insert,
    literal,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.care.facts import Severity, Verdict
from telecare.db import bell
from telecare.db.prepared import Prepared
from telecare.db.types import MICROSECOND, Base, Instant, Word, one_of, to_us


class Watch(Base):
    """One row per resident under watch: judge it because something was reported."""

    __tablename__ = "watch"
    __table_args__ = (
        Index(
            "ix_watch_to_judge",
            "urgent",
            "to_judge_at",
            sqlite_where=text("to_judge_at IS NOT NULL"),
            postgresql_where=text("to_judge_at IS NOT NULL"),
        ),
    )

    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"), primary_key=True)
    to_judge_at: Mapped[datetime | None]  # judge from then on; None: nothing new was reported
    urgent: Mapped[bool] = mapped_column(default=False)
    evaluated_up_to: Mapped[datetime | None]
    active_at: Mapped[datetime | None]  # the last activity, for lists


class Condition(Base):
    """What a rule last concluded about one subject; machine-owned."""

    __tablename__ = "condition"
    __table_args__ = (
        one_of("verdict", Verdict),
        one_of("severity", Severity),
        Index(
            "ix_condition_due",
            "due_at",
            sqlite_where=text("due_at IS NOT NULL"),
            postgresql_where=text("due_at IS NOT NULL"),
        ),
    )

    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"), primary_key=True)
    rule: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)  # "" or a device id
    verdict: Mapped[Verdict] = mapped_column(Word(Verdict))
    severity: Mapped[Severity | None] = mapped_column(Word(Severity))
    since: Mapped[datetime | None]
    evaluated_at: Mapped[datetime]
    due_at: Mapped[datetime | None]  # when the verdict may change with no new fact
    window_us: Mapped[int | None]  # a push sets due_at = last heard + this; None: not pushed
    evidence: Mapped[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Concluded:
    """One rule's verdict about one subject of a resident, as it is kept."""

    rule: str
    subject: str
    verdict: Verdict
    severity: Severity | None
    since: datetime | None
    due_at: datetime | None
    window: timedelta | None
    evidence: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Marked:
    """A resident taken to be judged."""

    resident_id: UUID
    to_judge_at: datetime
    urgent: bool


WATCHES: Final = Watch.__table__
CONDITIONS: Final = Condition.__table__


def begin(db: Session, resident_id: UUID, *, at: datetime) -> None:
    """Put a resident under watch and have them judged once."""
    row = {
        "resident_id": resident_id, "to_judge_at": at, "urgent": False,
        "evaluated_up_to": None, "active_at": None,
    }  # fmt: skip
    db.execute(insert(WATCHES), row)


def end(db: Session, resident_id: UUID) -> None:
    """Take a resident out of watch: no rule runs and no deadline waits any more."""
    db.execute(delete(WATCHES).where(WATCHES.c.resident_id == resident_id))
    db.execute(delete(CONDITIONS).where(CONDITIONS.c.resident_id == resident_id))


def mark(db: Session, *resident_ids: UUID, at: datetime, urgent: bool = False) -> None:
    """Have residents judged; the earliest mark and the urgency stay. Ended ones are not."""
    if not resident_ids:
        return
    db.execute(
        update(WATCHES)
        .where(WATCHES.c.resident_id.in_(resident_ids))
        .values(
            to_judge_at=_sooner(literal(at, Instant)),
            urgent=or_(WATCHES.c.urgent, literal(urgent)),
        )
    )
    bell.note(db, bell.WATCH)


def _sooner(at: ColumnElement[datetime]) -> Case[datetime]:
    """Return the mark or `at`, whichever is earlier: a calm home's mark lies in the future."""
    return case((WATCHES.c.to_judge_at < at, WATCHES.c.to_judge_at), else_=at)


def flag_due(db: Session, *, now: datetime, limit: int) -> int:
    """Mark the residents of conditions whose time has come; return how many conditions.

    The deadline is taken off the condition: judging sets the next one. With nothing due this
    is one index probe, whatever the population; what is due is moved as a set.
    """
    asked = {"now": to_us(now), "most": limit}
    if db.get_bind().dialect.name == "postgresql":
        return len(db.execute(_FLAG_POSTGRESQL, asked).all())
    if db.execute(_MARK_SQLITE, asked).first() is None:
        return 0
    return len(db.execute(_UNDUE_SQLITE, asked).all())


def waiting(db: Session, *, now: datetime, limit: int) -> list[Marked]:
    """Return residents to judge, urgent ones first, then those who wait longest.

    On PostgreSQL the rows are locked and rows another judge holds are passed over.
    """
    taken: list[Marked] = []
    for urgent in (True, False):
        if len(taken) < limit:
            left = {"now": now, "urgent": urgent, "limit": limit - len(taken)}
            taken += [Marked(*row) for row in db.execute(_WAITING, left)]
    return taken


def set_conditions(
    db: Session, resident_id: UUID, concluded: Iterable[Concluded], *, now: datetime
) -> None:
    """Keep what the rules concluded at `now`; what no rule speaks of any more is dropped.

    Only what changed is written: of a home's dozen conditions usually one has. So
    `evaluated_at` is when a row was last written; when the resident was last judged is
    `watch.evaluated_up_to`.
    """
    kept = _KEPT_OF.all(db, {"resident": resident_id})
    before = {(row.rule, row.subject): row for row in kept}
    rows = []
    for one in concluded:
        known = before.pop((one.rule, one.subject), None)
        row = _row(resident_id, one, now)
        if known is None or any(row[name] != getattr(known, name) for name in _COMPARED):
            rows.append(row)
    if rows:
        on_postgresql = db.get_bind().dialect.name == "postgresql"
        (_KEEP_POSTGRESQL if on_postgresql else _KEEP_SQLITE).run_many(db, rows)
    if before:
        gone = [{"resident": resident_id, "was": r, "of": subject} for r, subject in before]
        _DROP.run_many(db, gone)


def conditions_of(db: Session, resident_id: UUID) -> Sequence[Row[Any]]:
    """Return what the rules last concluded about one resident."""
    return db.execute(
        select(CONDITIONS)
        .where(CONDITIONS.c.resident_id == resident_id)
        .order_by(CONDITIONS.c.rule, CONDITIONS.c.subject)
    ).all()


def _row(resident_id: UUID, one: Concluded, now: datetime) -> dict[str, Any]:
    return {
        "resident_id": resident_id,
        "rule": one.rule,
        "subject": one.subject,
        "verdict": one.verdict,
        "severity": one.severity,
        "since": one.since,
        "evaluated_at": now,
        "due_at": one.due_at,
        "window_us": None if one.window is None else one.window // MICROSECOND,
        "evidence": dict(one.evidence),
    }


def _keep(build: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - two dialects' own Insert
    statement = build(CONDITIONS)
    return statement.on_conflict_do_update(
        index_elements=[CONDITIONS.c.resident_id, CONDITIONS.c.rule, CONDITIONS.c.subject],
        set_={name: statement.excluded[name] for name in _KEPT},
    )


_KEPT: Final = (
    "verdict", "severity", "since", "evaluated_at", "due_at", "window_us", "evidence",
)  # fmt: skip
_COMPARED: Final = tuple(name for name in _KEPT if name != "evaluated_at")
_KEPT_OF: Final = Prepared(
    select(
        CONDITIONS.c.rule, CONDITIONS.c.subject, *(CONDITIONS.c[name] for name in _COMPARED)
    ).where(CONDITIONS.c.resident_id == bindparam("resident", type_=Uuid()))
)
_DROP: Final = Prepared(
    delete(CONDITIONS)
    .where(CONDITIONS.c.resident_id == bindparam("resident", type_=Uuid()))
    .where(CONDITIONS.c.rule == bindparam("was"), CONDITIONS.c.subject == bindparam("of"))
)
_KEEP_SQLITE: Final = Prepared(_keep(sqlite.insert))
_KEEP_POSTGRESQL: Final = Prepared(_keep(postgresql.insert))
# The two sets are the same: nobody writes in between, and both take the earliest deadlines.
_MARK_SQLITE: Final = text("""
    UPDATE watch SET to_judge_at = min(coalesce(to_judge_at, due.first), due.first)
    FROM (SELECT resident_id, min(due_at) AS first FROM (
        SELECT resident_id, due_at FROM condition
        WHERE due_at <= :now ORDER BY due_at, rowid LIMIT :most) GROUP BY resident_id) AS due
    WHERE watch.resident_id = due.resident_id RETURNING watch.resident_id""")
_UNDUE_SQLITE: Final = text("""
    UPDATE condition SET due_at = NULL WHERE rowid IN (
        SELECT rowid FROM condition WHERE due_at <= :now ORDER BY due_at, rowid LIMIT :most)
    RETURNING rule""")
_FLAG_POSTGRESQL: Final = text("""
    WITH due AS (
        SELECT resident_id, rule, subject, due_at FROM condition
        WHERE due_at <= :now ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED
    ), marked AS (
        UPDATE watch SET to_judge_at = least(watch.to_judge_at, first.due_at)
        FROM (SELECT resident_id, min(due_at) AS due_at FROM due GROUP BY resident_id) AS first
        WHERE watch.resident_id = first.resident_id
    )
    UPDATE condition SET due_at = NULL FROM due
    WHERE condition.resident_id = due.resident_id AND condition.rule = due.rule
        AND condition.subject = due.subject
    RETURNING condition.rule""")
_WAITING: Final = (
    select(WATCHES.c.resident_id, WATCHES.c.to_judge_at, WATCHES.c.urgent)
    .where(WATCHES.c.urgent == bindparam("urgent"))
    .where(WATCHES.c.to_judge_at <= bindparam("now"))
    .order_by(WATCHES.c.to_judge_at)
    .limit(bindparam("limit", type_=Integer))
    .with_for_update(skip_locked=True)
)
