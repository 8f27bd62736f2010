"""Who lives and works in the demo: enrolled through the same actions as everybody else.

The cast is a data file of the simulator's; nothing here writes an observation. What the homes
say comes from their own agents, over the wire.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Engine, select

from telecare.actions import (
    appointments,
    contacts,
    enrolment,
    people,
    plans,
    precheck_choice,
    register,
)
from telecare.actions.enrolment import NewSensor
from telecare.actions.parameters import record_parameters
from telecare.actions.people import NewStaff
from telecare.boards.shapes.register import ContactAsked, PlanAsked, ResidentAsked
from telecare.boards.shapes.tablets import AppointmentAsked
from telecare.care.facts import DeviceKind, Power
from telecare.care.localtime import next_due
from telecare.care.parameters import DEFAULT, Parameters
from telecare.care.precheck import Code
from telecare.db.engine import transaction
from telecare.records import organisations
from telecare.records.actor import SERVICE
from telecare.records.context import Context
from telecare.records.devices import Device
from telecare.records.keys import KeyRing
from telecare.records.staff import Language, Role
from telecare.vault.vault import Vault

CAST: Final = Path(__file__).parents[2] / "devices" / "simulator" / "cast.json"
PASSWORD: Final = "demo-telecare"  # noqa: S105 - printed on the terminal, honoured on loopback only
PLACES: Final = {  # the cast's workplaces, for the terminal
    "4700000000": "Gyeongsangbuk-do",
    "4717000000": "Andong-si",
    "4792000000": "Bonghwa-gun",
}
ASKS_FIRST: Final = "4792000000"  # the county that asks its residents before others
MEMORY: Final = "demo.json"  # which gateway belongs to which of the cast
TABLET_AT: Final = "r04"  # who of the cast has the tablet
SHOWN_TABLET: Final = {  # everything an evaluator may want to see
    "buttons": ["ok", "help", "doctor"], "language": "ko", "touch_counts": False,
    "practice": False, "night_from": "21:30", "night_until": "06:00", "video_welfare": True,
}  # fmt: skip
VISIT_AT: Final = time(14, 0)  # the first on the resident's clock that is half a day ahead
TABLET: Final = "tablet"  # its name in the demo's memory, beside the gateways
STREET: Final = "street.json"  # what the simulator is told; holds one-time codes, so 0600


def cast() -> dict[str, Any]:
    """Read the one list of invented people."""
    found: dict[str, Any] = json.loads(CAST.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Settled:
    """What a start of the demo finds or makes.

    `first`: the homes still have their history to tell. `tablet_code`: makes a browser window
    the tablet of `tablet_of`; None once a window has become it.
    """

    first: bool
    tablet_of: str
    tablet_code: str | None


def settle(engine: Engine, vault: Vault, var: Path, *, now: datetime, speed: float) -> Settled:
    """Make sure that everybody of the cast is enrolled, and write the street's file."""
    people_of = cast()
    memory_file = var / MEMORY
    first = not memory_file.exists()
    with transaction(engine) as db:
        ctx = Context(db, KeyRing(db, vault), SERVICE, now)
        record_parameters(ctx, quickened(DEFAULT, speed))
        if first:
            organisations.load_gyeongbuk(db)
            gateways = _enrol_everybody(ctx, people_of)
            _asks_first(ctx)
        else:
            gateways = json.loads(memory_file.read_text(encoding="ascii"))
        tablet_code = _tablet_code(ctx, gateways)
        street = [_home(ctx, resident, gateways) for resident in people_of["residents"]]
    _write(memory_file, gateways)
    _write(var / STREET, [home for home in street if home is not None])
    names = {one["key"]: one["name"]["ko"] for one in people_of["residents"]}
    return Settled(first, names.get(TABLET_AT, ""), tablet_code)


def _asks_first(ctx: Context) -> None:
    """Let Bonghwa ask its residents first, so that a pre-check is seen; others do not."""
    precheck_choice.choose(ctx, _place(ctx, ASKS_FIRST, {}), Code.STANDARD, 0)


def quickened(parameters: Parameters, speed: float) -> Parameters:
    """Divide what the hub waits for a device by `speed`; what people are given stays."""
    device = parameters.silent_device
    shorter = {
        name: max(getattr(device, name) / speed, timedelta(seconds=1))
        for name in ("heartbeat", "blind_after", "blind_high_risk", "blind_normal")
    }
    return replace(parameters, silent_device=replace(device, **shorter))


def _enrol_everybody(ctx: Context, people_of: Mapping[str, Any]) -> dict[str, str]:
    places: dict[str, UUID] = {}
    for staff in people_of["staff"]:
        new = NewStaff(
            login=staff["login"],
            name=staff["name"]["ko"],
            role=Role(staff["role"]),
            organisation_id=_place(ctx, staff["organisation"], places),
            language=Language(staff["language"]),
        )
        people.create_staff(ctx, new, password=PASSWORD, waived=True)
    gateways: dict[str, str] = {}
    for resident in people_of["residents"]:
        resident_id = _enrol(ctx, resident, places)
        if resident["gateway"] is not None:
            gateways[resident["key"]] = str(_gateway(ctx, resident_id, resident))
    return gateways


def _enrol(ctx: Context, one: Mapping[str, Any], places: dict[str, UUID]) -> UUID:
    home = one["household"]
    asked = ResidentAsked(
        name=one["name"]["ko"],
        organisation_id=_place(ctx, one["organisation"], places),
        birth_date=datetime.fromisoformat(one["birth_date"]).date(),
        sex=one["sex"],
        address=home["address"],
        way_in=home["way_in"],
        door_code=home.get("door_code", ""),
        network=home["network"],
        phone=one["phone"],
        notes=one["notes"],
        health_conditions=one.get("health_conditions", ""),
        medicines=one.get("medicines", ""),
        language=one["language"],
        hearing=one["hearing"],
        category=one["category"],
        risk=one["plan"]["risk"],
        legal_basis=one["legal_basis"],
        consent_version=one["consent_version"],
        consent_at=ctx.now,
    )
    resident_id = register.create_resident(ctx, asked, simulated=True)
    agreed = {"version": 1, **one["plan"]}
    if one["key"] == TABLET_AT:
        agreed["tablet"] = SHOWN_TABLET
        _visit(ctx, resident_id)
    plan = msgspec.convert(agreed, PlanAsked)
    plans.record_plan(ctx, resident_id, plan)
    for contact in one["contacts"]:
        contacts.add_contact(ctx, resident_id, ContactAsked(
            kind=contact["kind"], name=contact["name"]["ko"], phone=contact["phone"],
            relation=contact["relation"]["ko"], has_key=contact["has_key"],
        ))  # fmt: skip
    return resident_id


def _visit(ctx: Context, resident_id: UUID) -> None:
    """Plan the visit that the tablet shows."""
    at = next_due(VISIT_AT, ZoneInfo(cast()["zone"]), ctx.now + timedelta(hours=12))
    appointments.add(
        ctx, resident_id, AppointmentAsked(at=at, who="방문간호사", what="혈압 재기")
    )


def _gateway(ctx: Context, resident_id: UUID, resident: Mapping[str, Any]) -> UUID:
    """Set a gateway up when the cast says, so that a deadline may have passed already.

    A gateway without a recorded home behind it is invented, and what is found about it too.
    """
    gateway = resident["gateway"]
    put_up = replace(ctx, now=ctx.now - timedelta(hours=gateway["enrolled_hours_ago"]))
    sensors = [
        NewSensor(DeviceKind(sensor["kind"]), sensor["label"], Power(sensor["power"]))
        for sensor in gateway["sensors"]
    ]
    issued = enrolment.make_device(
        put_up, resident_id, label=gateway["label"], sensors=sensors,
        network=gateway["network"], simulated=resident["home"] is None,
    )  # fmt: skip
    return issued.device_id


def _tablet_code(ctx: Context, devices: dict[str, str]) -> str | None:
    """Return a code for the demo's one tablet, made at its first start; None: it is in use.

    It belongs to the resident whose SOS is staged, so that the alert can ring it. A cast
    without that resident has none.
    """
    if TABLET not in devices:
        if TABLET_AT not in devices:
            return None  # a smaller cast
        gateway_id = UUID(devices[TABLET_AT])
        resident_id = ctx.db.scalars(
            select(Device.resident_id).where(Device.id == gateway_id)
        ).one()
        issued = enrolment.make_device(
            ctx, resident_id, label="거실", kind=DeviceKind.TABLET, simulated=True
        )
        devices[TABLET] = str(issued.device_id)
        return issued.code
    device_id = UUID(devices[TABLET])
    enrolled = ctx.db.scalar(select(Device.enrolled_at).where(Device.id == device_id))
    return None if enrolled else enrolment.new_code(ctx, device_id).code


def _home(
    ctx: Context, resident: Mapping[str, Any], gateways: Mapping[str, str]
) -> dict[str, Any] | None:
    """Return what the simulator is told of one home; a code while it is not enrolled yet."""
    if resident["key"] not in gateways:
        return None
    device_id = UUID(gateways[resident["key"]])
    enrolled = ctx.db.scalar(select(Device.enrolled_at).where(Device.id == device_id))
    check_ins = resident["plan"]["check_ins"]
    return {
        "resident_key": resident["key"],
        "home": resident["home"],
        "code": None if enrolled else enrolment.new_code(ctx, device_id).code,
        "check_in": check_ins[0]["at"] if check_ins else None,
        "incidents": resident["incidents"],
    }


def _place(ctx: Context, code: str, known: dict[str, UUID]) -> UUID:
    if code not in known:
        found = organisations.by_code(ctx.db, code)
        if found is None:
            raise LookupError(f"the cast names an unknown place: {code}")
        known[code] = found.id
    return known[code]


def _write(file: Path, value: object) -> None:
    file.touch(mode=0o600)
    file.chmod(0o600)
    file.write_bytes(msgspec.json.encode(value))
