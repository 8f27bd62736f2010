"""A home's tablet as staff see it: how it is, what was asked on it, and what is agreed."""

from datetime import timedelta
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select

from telecare.boards.device_state import device_state
from telecare.boards.shapes.tablets import (
    Appointment,
    AutoAnswer,
    PromptRow,
    TabletPlan,
    TabletStatus,
)
from telecare.boards.tablet import words_of
from telecare.protocol.messages import TabletReport, tablet_report_of
from telecare.records import appointments, audit, residents, tablets
from telecare.records.context import Context
from telecare.records.facts import parameters_at
from telecare.records.observations import Observation, ObservationKind
from telecare.records.plans import TabletTerms
from telecare.records.prompts import PROMPTS
from telecare.records.staff import Staff

PROMPTS_FOR: Final = timedelta(hours=24)
PROMPTS_SHOWN: Final = 20
APPOINTMENTS_SHOWN: Final = 50
OBSERVATIONS: Final = Observation.__table__
STAFF: Final = Staff.__table__
UNTOLD: Final = TabletReport()


def status(ctx: Context, resident_id: UUID) -> TabletStatus:
    """Return how the newest tablet of a home is; all of it is None where there is none.

    It shows a device and no word of the person, so it leaves no view entry.

    Raises:
        NotYours: The actor may not see this resident.
    """
    residents.one_for(ctx, resident_id)
    lately = PROMPTS.c.asked_at > ctx.now - PROMPTS_FOR
    asked = prompts(ctx, PROMPTS.c.resident_id == resident_id, lately)
    device = tablets.newest(ctx.db, resident_id)
    if device is None:
        return _status(asked)
    said = ctx.db.execute(
        select(OBSERVATIONS.c.taken_at, OBSERVATIONS.c.payload)
        .where(OBSERVATIONS.c.resident_id == resident_id)
        .where(OBSERVATIONS.c.kind == ObservationKind.DEVICE_STATUS.value)
        .where(OBSERVATIONS.c.device_id == device.id, OBSERVATIONS.c.sensor_id.is_(None))
        .order_by(OBSERVATIONS.c.taken_at.desc())
        .limit(1)
    ).first()
    state = device_state(device, parameters_at(ctx.db, ctx.now).silent_device, ctx.now)
    return _status(
        asked,
        report=UNTOLD if said is None else tablet_report_of(said.payload) or UNTOLD,
        device_id=device.id,
        label=device.label,
        state=state,
        battery_percent=device.battery_percent,
        offline_since=None if state in {"heard", "never"} else device.heard_at,
        heard_at=device.heard_at,
        status_at=None if said is None else said.taken_at,
        connected=tablets.reachable(ctx.db, device.id, ctx.now),
    )


def prompts(
    ctx: Context, *conditions: ColumnElement[bool], locked: bool = False
) -> list[PromptRow]:
    """Return the prompts that meet `conditions`, newest first, at most twenty.

    While the console is locked nobody is named.
    """
    found = ctx.db.execute(
        select(*PROMPTS.c, STAFF.c.name.label("asker"))
        .outerjoin_from(PROMPTS, STAFF, STAFF.c.id == PROMPTS.c.asked_by)
        .where(*conditions)
        .order_by(PROMPTS.c.asked_at.desc())
        .limit(PROMPTS_SHOWN)
    ).all()
    if not locked:
        ctx.ring.warm([one.asker for one in found if one.asker])
    return [
        PromptRow(
            id=one.id,
            kind=one.kind.value,
            alert_id=one.alert_id,
            asked_at=one.asked_at,
            asked_by="" if locked else _staff_name(ctx, one.asked_by, one.asker),
            state=one.state.value,
            shown_at=one.shown_at,
            answered_at=one.answered_at,
            answer=None if one.answer is None else one.answer.value,
        )
        for one in found
    ]


def ahead(ctx: Context, resident_id: UUID) -> list[Appointment]:
    """Return the visits ahead of a resident, soonest first; a view, unless one stands.

    Raises:
        NotYours: The actor may not see this resident.
    """
    residents.one_for(ctx, resident_id)
    if not audit.seen_lately(ctx.db, ctx.actor, resident_id, now=ctx.now):
        audit.write(
            ctx.db, ctx.actor, "resident.visits_viewed", at=ctx.now, resident=resident_id
        )
    found = appointments.ahead(ctx.db, resident_id, after=ctx.now, most=APPOINTMENTS_SHOWN)
    rows = []
    for one in found:
        who, what = words_of(ctx, one)
        rows.append(
            Appointment(
                id=one.id, version=one.version, at=one.at, who=who, what=what,
                created_by=_name_of(ctx, one.created_by),
            )
        )  # fmt: skip
    return rows


def tablet_plan(terms: TabletTerms) -> TabletPlan:
    """Return what is agreed about a tablet, for a screen."""
    agreed = terms.auto_answer
    return TabletPlan(
        buttons=cast("Any", list(terms.buttons)),  # words checked when they were recorded
        language=cast("Any", terms.language),
        touch_counts=terms.touch_counts,
        practice=terms.practice,
        night_from=terms.night_from.isoformat("minutes"),
        night_until=terms.night_until.isoformat("minutes"),
        video_welfare=terms.video_welfare,
        auto_answer=None
        if agreed is None
        else AutoAnswer(
            by=cast("Any", agreed.by), at=agreed.at, consent_version=agreed.consent_version
        ),
    )


def _status(
    asked: list[PromptRow],
    report: TabletReport = UNTOLD,
    **known: Any,  # noqa: ANN401
) -> TabletStatus:
    nothing = {
        "device_id": None, "label": "", "state": "never", "battery_percent": None,
        "offline_since": None, "heard_at": None, "status_at": None, "connected": False,
    }  # fmt: skip
    return TabletStatus(
        **(nothing | known),
        charging=report.charging,
        storage_free_mb=report.storage_free_mb,
        storage_persistent=report.storage_persistent,
        version=report.version,
        voice=report.voice,
        outbox=report.outbox,
        prompts=asked,
    )


def _staff_name(ctx: Context, staff_id: UUID | None, sealed: bytes | None) -> str:
    if staff_id is None or sealed is None:
        return ""
    return ctx.ring.read(sealed, table="staff", column="name", row=staff_id)


def _name_of(ctx: Context, staff_id: UUID | None) -> str:
    row: Row[Any] | None = ctx.db.execute(
        select(STAFF.c.name).where(STAFF.c.id == staff_id)
    ).first()
    return _staff_name(ctx, staff_id, None if row is None else row.name)
