"""Moving: what goes along when a resident is taken over by another organisation.

The home, the devices, what is held back, the tasks and every alert that is not closed change
their organisation in the transaction of the acceptance. Whoever owned an alert or a task and
may no longer see the resident is followed by the one who accepts, so nothing is nobody's that
was somebody's. Every live alert begins the new organisation's policy from its first step: the
old one names people who are no longer to be told.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, or_, select, update

from telecare.actions import episodes, leases, outbox
from telecare.actions.fields import ADDRESS_CHARS, WAY_IN_CHARS, Faults
from telecare.actions.outbox import Call
from telecare.care.alert import LEASE, LIVE_STATES, OWNED_STATES, Move, State, after
from telecare.errors import Overtaken, ServiceEnded
from telecare.records import (
    alerts,
    audit,
    feeds,
    households,
    organisations,
    residents,
    watching,
)
from telecare.records.alerts import ALERTS
from telecare.records.consultations import CONSULTATIONS
from telecare.records.context import Context
from telecare.records.devices import DEVICES
from telecare.records.households import HOUSEHOLDS, Home
from telecare.records.organisations import ORGANISATIONS, Kind
from telecare.records.prompts import PROMPTS
from telecare.records.residents import RESIDENTS
from telecare.records.suppressions import HELD
from telecare.records.tasks import TASKS


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHome:
    """Where the resident lives from now on.

    Attributes:
        place_id: The eup, myeon or dong of a si/gun; None for an institution.
        address: The new address; "": the old home goes along.
        way_in: How a helper gets through the new door.
    """

    place_id: UUID | None = None
    address: str = ""
    way_in: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """The feeds that change, in the order of their codes, and the alerts that moved."""

    feeds: tuple[UUID, ...]
    alerts: tuple[UUID, ...]


def checked_place(ctx: Context, offered: Row[Any], home: NewHome) -> UUID:
    """Return the organisation the resident will live in; raise `Invalid` if none is told."""
    faults = Faults()
    faults.text("address", home.address, ADDRESS_CHARS)
    faults.text("way_in", home.way_in, WAY_IN_CHARS)
    to = ctx.db.execute(select(ORGANISATIONS).where(ORGANISATIONS.c.id == offered.to_id)).one()
    found: UUID | None = to.id
    if to.kind is not Kind.INSTITUTION:
        found = ctx.db.scalar(
            select(ORGANISATIONS.c.id)
            .where(ORGANISATIONS.c.id == home.place_id)
            .where(ORGANISATIONS.c.kind == Kind.EUPMYEONDONG)
            .where(ORGANISATIONS.c.path.startswith(to.path, autoescape=True))
        )
    if found is None:
        faults.say(
            "place_id",
            "Choose the eup, myeon or dong the resident moves to.",
            "대상자가 옮겨 갈 읍·면·동을 고르세요.",
        )
    if not home.address.strip() and _shared(ctx, offered.resident_id):
        faults.say(
            "address",
            "Others still live in the old home: write the new address.",
            "지금 집에 다른 대상자가 함께 삽니다. 새 주소를 적으세요.",
        )
    faults.stop()
    if found is None:
        raise AssertionError
    return found


def move(ctx: Context, offered: Row[Any], home: NewHome) -> Moved:
    """Move the resident and all that is theirs to `offered.place_id`; announce nothing yet.

    Raises:
        ServiceEnded: The service has ended.
        Overtaken: The resident's record or an alert moved at the same instant.
    """
    watching.mark(ctx.db, offered.resident_id, at=ctx.now, urgent=True)  # locks the watch first
    resident = ctx.db.execute(
        select(RESIDENTS).where(RESIDENTS.c.id == offered.resident_id)
    ).one()
    if resident.ended_at is not None:
        raise ServiceEnded(resident=resident.id)
    before = organisations.sigungu_of(ctx.db, resident.organisation_id)
    now_in = organisations.sigungu_of(ctx.db, offered.place_id)
    _move_home(ctx, resident, offered.place_id, home)
    _move_rows(ctx, resident.id, offered.place_id, now_in)
    _move_tasks(ctx, resident.id, now_in)
    moved = _move_alerts(ctx, resident.id, now_in)
    codes = select(ORGANISATIONS.c.id).where(ORGANISATIONS.c.id.in_({before, now_in}))
    in_order = ctx.db.scalars(codes.order_by(ORGANISATIONS.c.code)).all()
    return Moved(tuple(in_order), moved)


def announce(ctx: Context, moved: Moved, resident_id: UUID) -> None:
    """Number the changes in both feeds, the last thing before the commit.

    The giver's screens find the alerts gone, the receiver's find them there.
    """
    for feed in moved.feeds:
        for alert_id in moved.alerts:
            feeds.announce(
                ctx.db, feed, feeds.Change.ALERT, alert_id=alert_id, resident_id=resident_id,
                at=ctx.now,
            )  # fmt: skip
        feeds.announce(ctx.db, feed, feeds.Change.RESIDENT, resident_id=resident_id, at=ctx.now)


def _shared(ctx: Context, resident_id: UUID) -> bool:
    mine = select(RESIDENTS.c.household_id).where(RESIDENTS.c.id == resident_id)
    others = (
        select(RESIDENTS.c.id)
        .where(RESIDENTS.c.household_id == mine.scalar_subquery())
        .where(RESIDENTS.c.id != resident_id, RESIDENTS.c.ended_at.is_(None))
    )
    return ctx.db.execute(others).first() is not None


def _move_home(ctx: Context, resident: Row[Any], place_id: UUID, home: NewHome) -> None:
    household_id = resident.household_id
    if home.address.strip():
        new = Home(address=home.address.strip(), way_in=home.way_in.strip())
        household_id = households.add(ctx, new, organisation_id=place_id)
    else:
        moving = update(HOUSEHOLDS).where(HOUSEHOLDS.c.id == household_id)
        ctx.db.execute(
            moving.values(organisation_id=place_id, version=HOUSEHOLDS.c.version + 1)
        )
    residents.change(
        ctx,
        resident.id,
        resident.version,
        {"organisation_id": place_id, "household_id": household_id},
    )


def _move_rows(ctx: Context, resident_id: UUID, place_id: UUID, sigungu_id: UUID) -> None:
    """Move the devices, what is held back, and the questions and calls under way."""
    theirs = update(DEVICES).where(DEVICES.c.resident_id == resident_id)
    ctx.db.execute(theirs.values(organisation_id=place_id))
    for table, unfinished in (
        (HELD, HELD.c.ended_at.is_(None)),
        (PROMPTS, PROMPTS.c.answered_at.is_(None)),
        (CONSULTATIONS, CONSULTATIONS.c.ended_at.is_(None)),
    ):
        going = update(table).where(table.c.resident_id == resident_id, unfinished)
        ctx.db.execute(going.values(organisation_id=sigungu_id))


def _move_tasks(ctx: Context, resident_id: UUID, sigungu_id: UUID) -> None:
    standing = select(TASKS).where(TASKS.c.resident_id == resident_id)
    for task in ctx.db.execute(standing.where(TASKS.c.done_at.is_(None))).all():
        values: dict[str, Any] = {"organisation_id": sigungu_id, "version": task.version + 1}
        if task.assigned_to and not alerts.worker_for(ctx, resident_id, task.assigned_to):
            values["assigned_to"] = ctx.actor.staff_id
        ctx.db.execute(update(TASKS).where(TASKS.c.id == task.id).values(values))


def _move_alerts(ctx: Context, resident_id: UUID, sigungu_id: UUID) -> tuple[UUID, ...]:
    unfinished = or_(ALERTS.c.state.in_(LIVE_STATES), ALERTS.c.state == State.RESOLVED)
    asked = select(ALERTS).where(ALERTS.c.resident_id == resident_id, unfinished)
    rows = ctx.db.execute(asked.order_by(ALERTS.c.id).with_for_update()).all()
    for alert in rows:
        _move_alert(ctx, alert, sigungu_id)
    return tuple(alert.id for alert in rows)


def _move_alert(ctx: Context, alert: Row[Any], sigungu_id: UUID) -> None:
    values: dict[str, Any] = {
        "organisation_id": sigungu_id, "undo_until": None, "undo_from": None,
    }  # fmt: skip
    follows = alert.state in OWNED_STATES and not alerts.worker_for(
        ctx, alert.resident_id, alert.owner_id
    )
    if alert.state in LIVE_STATES and sigungu_id != alert.organisation_id:
        carried = ("precheck",) if follows else ("precheck", "look_by")
        values |= episodes.run_anew(ctx.db, alert, sigungu_id, ctx.now, carried=carried)
    if follows:
        values |= _followed(ctx, alert)
    if not alerts.move(ctx.db, alert.id, alert.version, [alert.state], values):
        raise Overtaken(state=str(alert.state), version=alert.version)
    if follows:
        loop_no = values.get("loop_no", alert.loop_no)
        call = Call(alert.id, alert.severity, alert.epoch + 1, loop_no, "handover")
        outbox.tell_persons(ctx.db, call, ["owner"], ctx.now)
    audit.write(
        ctx.db, ctx.actor, "alert.transferred", at=ctx.now, resident=alert.resident_id,
        alert=alert.id, organisation=sigungu_id,
        to=ctx.actor.staff_id if follows else None,
    )  # fmt: skip


def _followed(ctx: Context, alert: Row[Any]) -> dict[str, Any]:
    """The one who accepts has it from now on, with a full lease and what was promised."""
    state = after(alert.state, Move.HAND_OVER)
    lease_until = ctx.now + LEASE[alert.severity]
    return {
        "state": state,
        "first_human_at": alert.first_human_at or ctx.now,  # who accepts it has it before them
        "owner_id": ctx.actor.staff_id,
        "lease_token": uuid4(),
        "lease_until": lease_until,
        "epoch": alert.epoch + 1,
        "due_at": leases.next_mark(alert.severity, state, lease_until, ctx.now),
    }
