"""Many alerts at once: each is claimed, assigned, resolved or closed by itself.

A row is one transaction with the checks of the single verb: its own version, its own lease, its
own audit entry. What one row is refused leaves the others as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from telecare.actions import triage
from telecare.actions.fields import Faults
from telecare.actions.triage import Claimed
from telecare.care.alert import OWNED_STATES, Outcome
from telecare.care.facts import Severity
from telecare.errors import LeaseLost
from telecare.records import alerts
from telecare.records.context import Context
from telecare.task_errors import OneByOne

ROWS_AT_MOST: Final = 100  # what a person can have looked at before they press


_CHECKED: Final = "`check` refuses an order without it"


class Verb(StrEnum):
    """What is done to every row."""

    CLAIM = "claim"
    ASSIGN = "assign"  # to a colleague; a row nobody has is claimed for it first
    RESOLVE = "resolve"  # with one outcome for all; never a P1
    CLOSE = "close"  # what is resolved already; never a P1


@dataclass(frozen=True, slots=True)
class Row:
    """One alert as the person saw it; `lease_token` if it is their own."""

    id: UUID
    version: int
    lease_token: UUID | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What to do, checked once for all rows by `check`."""

    verb: Verb
    to: UUID | None = None  # assign: the colleague
    outcome: Outcome | None = None  # resolve: how they all ended


def check(order: Order, rows: Sequence[Row]) -> None:
    """Refuse what is wrong with the whole, before any row is touched.

    Raises:
        Invalid: No row, more than 100, one of them twice; nobody to assign to, or no outcome.
    """
    faults = Faults()
    if not 1 <= len(rows) <= ROWS_AT_MOST:
        faults.say(
            "rows",
            f"Choose 1 to {ROWS_AT_MOST} alerts.",
            f"알림을 1건에서 {ROWS_AT_MOST}건까지 고르세요.",
        )
    if len({row.id for row in rows}) < len(rows):
        faults.say("rows", "One alert is chosen twice.", "같은 알림을 두 번 골랐습니다.")
    if order.verb is Verb.ASSIGN and order.to is None:
        faults.say("to", "Choose a colleague.", "동료를 고르세요.")
    if order.verb is Verb.RESOLVE and order.outcome is None:
        faults.say("outcome", "Choose an outcome.", "조치 결과를 고르세요.")
    faults.stop()


def one(ctx: Context, order: Order, row: Row) -> Claimed | None:
    """Do it to one row; return the claim the actor holds after it, if they hold one.

    Raises:
        NotYours: No such alert among those the actor may see.
        OneByOne: A P1 would end.
        IllegalMove, LeaseLost, Overtaken, Invalid: As the single verb refuses it.
    """
    match order.verb:
        case Verb.CLAIM:
            return triage.claim(ctx, row.id, row.version)
        case Verb.ASSIGN:
            return _assign(ctx, row, order.to)
        case Verb.RESOLVE:
            _refuse_emergency(ctx, row)
            return triage.resolve(ctx, row.id, row.version, _token(row), _said(order), None)
        case Verb.CLOSE:
            _refuse_emergency(ctx, row)
            triage.close(ctx, row.id, row.version)
            return None


def _assign(ctx: Context, row: Row, to: UUID | None) -> Claimed | None:
    """Give it to `to`; what nobody has is claimed first, so a human stands behind it."""
    if to is None:
        raise AssertionError(_CHECKED)
    claimed = None
    if alerts.one_for(ctx, row.id).state not in OWNED_STATES:
        claimed = triage.claim(ctx, row.id, row.version)
        row = Row(row.id, claimed.version, claimed.lease_token)
    if to == ctx.actor.staff_id:
        return claimed
    triage.hand_over(ctx, row.id, row.version, _token(row), to)
    return None


def _refuse_emergency(ctx: Context, row: Row) -> None:
    if alerts.one_for(ctx, row.id).severity is Severity.P1:
        raise OneByOne(alert=row.id)


def _token(row: Row) -> UUID:
    if row.lease_token is None:
        raise LeaseLost
    return row.lease_token


def _said(order: Order) -> Outcome:
    if order.outcome is None:
        raise AssertionError(_CHECKED)
    return order.outcome
