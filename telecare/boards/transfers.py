"""Transfers of residents: the offers that wait, what became of others, and where to offer."""

from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, FromClause, Row, func, or_, select
from sqlalchemy.orm import aliased

from telecare.boards.rows import age_on
from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.transfers import (
    TransferPlace,
    TransferPlaces,
    TransferRow,
    Transfers,
)
from telecare.care.alert import LIVE_STATES
from telecare.care.localtime import local_day
from telecare.records import audit, residents, transfers
from telecare.records.alerts import ALERTS
from telecare.records.context import Context
from telecare.records.organisations import ORGANISATIONS, Kind
from telecare.records.residents import RESIDENTS
from telecare.records.scope import seen_by
from telecare.records.staff import Staff
from telecare.records.suppressions import HELD
from telecare.records.tasks import TASKS
from telecare.records.transfers import TRANSFERS, TransferState

SHOWN: Final = 50
STAFF: Final = Staff.__table__


def mine(ctx: Context, *, opened: bool) -> Transfers:
    """Return the offers made to the actor's organisation and those it made.

    `opened` is True when a person opens the screen; that leaves one audit entry with the
    residents shown (law 12). A refresh leaves none.
    """
    rows = _rows(ctx, or_(transfers.received_by(ctx.actor), transfers.given_by(ctx.actor)))
    if opened and rows:
        audit.write(
            ctx.db, ctx.actor, "transfers.viewed", at=ctx.now, purpose="handover",
            residents=sorted({one.resident_id for one in rows}, key=str),
        )  # fmt: skip
    return Transfers(rows=rows)


def of(ctx: Context, resident_id: UUID) -> Transfers:
    """Return every transfer of one resident.

    Raises:
        NotYours: The actor may not see them.
    """
    residents.one_for(ctx, resident_id)
    return Transfers(rows=_rows(ctx, TRANSFERS.c.resident_id == resident_id))


def destinations(ctx: Context) -> TransferPlaces:
    """Return every si/gun, and every institution that lies in one."""
    above = aliased(ORGANISATIONS)
    in_one = (
        select(above.c.id)
        .where(above.c.kind == Kind.SIGUNGU)
        .where(ORGANISATIONS.c.path.startswith(above.c.path))
    )
    kinds = (Kind.SIGUNGU, Kind.INSTITUTION)
    return _places(ctx, ORGANISATIONS.c.kind.in_(kinds), in_one.exists())


def homes(ctx: Context, transfer_id: UUID) -> TransferPlaces:
    """Return the eup, myeon and dong an offer can be accepted into.

    Raises:
        NotYours: No such offer to the actor's organisation.
    """
    offered = transfers.one_for(ctx, transfer_id, transfers.received_by(ctx.actor))
    to = select(ORGANISATIONS.c.path).where(ORGANISATIONS.c.id == offered.to_id)
    path = str(ctx.db.scalar(to))
    below = ORGANISATIONS.c.path.startswith(path, autoescape=True)
    return _places(ctx, below, ORGANISATIONS.c.kind == Kind.EUPMYEONDONG)


def _places(ctx: Context, *where: ColumnElement[bool]) -> TransferPlaces:
    found = ctx.db.execute(
        select(ORGANISATIONS).where(*where).order_by(ORGANISATIONS.c.code)
    ).all()
    return TransferPlaces(
        rows=[
            TransferPlace(id=one.id, name=Bilingual(ko=one.name_ko, en=one.name_en))
            for one in found
        ]
    )


def _rows(ctx: Context, where: ColumnElement[bool]) -> list[TransferRow]:
    came, to = aliased(ORGANISATIONS), aliased(ORGANISATIONS)
    giver, answerer = aliased(STAFF), aliased(STAFF)
    columns: list[Any] = [
        *TRANSFERS.c, RESIDENTS.c.name, RESIDENTS.c.birth_date, RESIDENTS.c.zone,
        came.c.name_ko.label("from_ko"), came.c.name_en.label("from_en"),
        to.c.name_ko.label("to_ko"), to.c.name_en.label("to_en"), to.c.kind.label("to_kind"),
        giver.c.name.label("giver"), answerer.c.name.label("answerer"), *_counts(),
        transfers.received_by(ctx.actor).label("to_me"),
        transfers.given_by(ctx.actor).label("of_me"),
        seen_by(ctx.actor, ctx.now).label("seen"),
    ]  # fmt: skip
    found = ctx.db.execute(
        select(*columns)
        .join(RESIDENTS, RESIDENTS.c.id == TRANSFERS.c.resident_id)
        .join(came, came.c.id == TRANSFERS.c.from_id)
        .join(to, to.c.id == TRANSFERS.c.to_id)
        .join(giver, giver.c.id == TRANSFERS.c.offered_by)
        .outerjoin(answerer, answerer.c.id == TRANSFERS.c.answered_by)
        .where(where)
        .order_by(TRANSFERS.c.state != TransferState.OFFERED, TRANSFERS.c.offered_at.desc())
        .limit(SHOWN)
    ).all()
    for column in ("name", "birth_date", "giver", "answerer", "words", "answer"):
        ctx.ring.warm([getattr(one, column) for one in found])
    return [_row(ctx, one) for one in found]


def _counts() -> tuple[ColumnElement[int], ...]:
    """What would go along: alerts, promises among them, tasks, and what is held back."""
    live = ALERTS.c.state.in_(LIVE_STATES)

    def count(table: FromClause, name: str, *where: ColumnElement[bool]) -> ColumnElement[int]:
        theirs = table.c.resident_id == TRANSFERS.c.resident_id
        counted = select(func.count()).select_from(table).where(theirs, *where)
        return counted.correlate(TRANSFERS).scalar_subquery().label(name)

    return (
        count(ALERTS, "alerts", live),
        count(ALERTS, "promises", live, ALERTS.c.expected_by.is_not(None)),
        count(TASKS, "tasks", TASKS.c.done_at.is_(None)),
        count(HELD, "held", HELD.c.ended_at.is_(None)),
    )


def _row(ctx: Context, one: Row[Any]) -> TransferRow:
    waits = one.state is TransferState.OFFERED
    return TransferRow(
        id=one.id, version=one.version, state=one.state.value, resident_id=one.resident_id,
        from_name=Bilingual(ko=one.from_ko, en=one.from_en),
        to_name=Bilingual(ko=one.to_ko, en=one.to_en),
        to_institution=one.to_kind is Kind.INSTITUTION,
        offered_by=_name(ctx, one.giver, one.offered_by), offered_at=one.offered_at,
        reminders=one.reminders, answered_by=_name(ctx, one.answerer, one.answered_by),
        answered_at=one.answered_at,
        mine_to_answer=waits and one.to_me, mine_to_withdraw=waits and one.of_me,
        **(_person(ctx, one) if waits or one.seen else _NOBODY),
    )  # fmt: skip


def _person(ctx: Context, one: Row[Any]) -> dict[str, Any]:
    """Who it is and what goes along: for whom the offer waits, and who may see them."""
    read = ctx.ring.read
    today = local_day(ctx.now, ZoneInfo(one.zone))
    birth = read(one.birth_date, table="resident", column="birth_date", row=one.resident_id)
    return {
        "resident": read(one.name, table="resident", column="name", row=one.resident_id),
        "age": age_on(birth, today),
        "words": read(one.words, table="transfer", column="words", row=one.id),
        "answer": read(one.answer, table="transfer", column="answer", row=one.id),
        "alerts": one.alerts, "promises": one.promises, "tasks": one.tasks, "held": one.held,
    }  # fmt: skip


_NOBODY: Final[dict[str, Any]] = {
    "resident": "", "age": None, "words": "", "answer": "",
    "alerts": 0, "promises": 0, "tasks": 0, "held": 0,
}  # fmt: skip


def _name(ctx: Context, sealed: bytes | None, staff_id: UUID | None) -> str:
    """Return a colleague's name; "" for nobody."""
    if sealed is None or staff_id is None:
        return ""
    return ctx.ring.read(sealed, table="staff", column="name", row=staff_id)
