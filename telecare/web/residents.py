"""The register, one resident's page, and what is agreed with them, over HTTP."""

from typing import Final
from uuid import UUID

from flask import Blueprint, Response, request

from telecare.actions import caring, contacts, enrolment, importing, plans, register
from telecare.actions.enrolment import IssuedCode, NewSensor
from telecare.boards import activity as days
from telecare.boards import person
from telecare.boards import register as boards
from telecare.boards.shapes.common import Done
from telecare.boards.shapes.help import DoorCode
from telecare.boards.shapes.register import (
    AbsenceAsked,
    ActivityPicture,
    ContactAsked,
    ContactEdited,
    Created,
    DeviceAsked,
    EndAsked,
    ImportReport,
    IssuedCodeShape,
    PlanAsked,
    RegisterPage,
    RelationshipAsked,
    ResidentAsked,
    ResidentEdited,
    ResidentPage,
    SensorAsked,
)
from telecare.boards.shapes.triage import (
    RevealAsked,
    Revealed,
    SearchAnswer,
    SearchAsked,
    VersionAsked,
)
from telecare.care.facts import DeviceKind, Power
from telecare.errors import Invalid, NotYours
from telecare.records.context import Context
from telecare.records.staff import Role
from telecare.web.asking import opened
from telecare.web.guard import Enter, allow, allow_page, allow_steps

READS: Final = (Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.CLINICIAN)
KEEPS: Final = (Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR)
ENTRUSTS: Final = (Role.SUPERVISOR, Role.ADMINISTRATOR)
PURPOSES: Final = frozenset({"triage", "care", "handover", "quality"})
DAYS: Final = 30  # of the activity picture, unless asked otherwise
SEARCH_CHARS: Final = 80
SENSORS_AT_MOST: Final = 40
LABEL_CHARS: Final = 60

blueprint = Blueprint("residents", __name__)


@blueprint.get("/api/residents")
@allow(*READS, answers=RegisterPage, query=("page", "organisation", "ended"))
def get_register(ctx: Context) -> RegisterPage:
    """One page of the register: `?page=&organisation=&ended=1`; `X-Opened: 0` is a refresh."""
    return boards.page(
        ctx,
        page=_number("page", 1, most=100_000),
        organisation_id=_id("organisation"),
        ended=request.args.get("ended", "") in {"1", "true"},
        opened=opened(),
    )


@blueprint.post("/api/residents")
@allow(*KEEPS, body=ResidentAsked, answers=Created, status=201)
def create_resident(ctx: Context, body: ResidentAsked) -> Created:
    """Enrol a resident. 422 names the fields."""
    return Created(id=register.create_resident(ctx, body))


@blueprint.post("/api/search")
@allow(*READS, body=SearchAsked, answers=SearchAnswer)
def search(ctx: Context, body: SearchAsked) -> SearchAnswer:
    """Find people by whole name, Hangul initials, or the last four digits of a telephone."""
    return boards.search(ctx, body.text[:SEARCH_CHARS])


@blueprint.post("/api/residents/import")
@allow_steps(*KEEPS, answers=ImportReport, consumes="text/csv")
def import_residents(enter: Enter) -> ImportReport:
    """Enrol the residents of a CSV file (the body, UTF-8 or CP949); a report per line."""
    with enter() as ctx:
        run = importing.begin(ctx)
    for lines in importing.few(importing.lines_of(request.get_data(cache=False))):
        with enter() as ctx:
            importing.enrol(ctx, run, lines)
    with enter() as ctx:
        return importing.finish(ctx, run)


@blueprint.get("/api/residents/import/template")
@allow_page
def get_template() -> Response:
    """An empty CSV file with the columns."""
    return Response(
        importing.template(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="residents.csv"'},
    )


@blueprint.get("/api/residents/<uuid:resident_id>")
@allow(*READS, answers=ResidentPage)
def get_resident(ctx: Context, resident_id: UUID) -> ResidentPage:
    """Everything about one resident; leaves a view entry with the `X-Purpose`."""
    return person.resident_page(ctx, resident_id, purpose=_purpose(), opened=opened())


@blueprint.patch("/api/residents/<uuid:resident_id>")
@allow(*KEEPS, body=ResidentEdited, answers=ResidentPage)
def edit_resident(ctx: Context, resident_id: UUID, body: ResidentEdited) -> ResidentPage:
    """Change the fields sent. 409 `overtaken` when somebody else was faster."""
    register.edit_resident(ctx, resident_id, body)
    return person.resident_page(ctx, resident_id, purpose="register", opened=False)


@blueprint.post("/api/residents/<uuid:resident_id>/end")
@allow(*KEEPS, body=EndAsked, answers=Done)
def end_resident(ctx: Context, resident_id: UUID, body: EndAsked) -> Done:
    """End the service; rules and prompts stop at once, devices are revoked."""
    register.end_resident(ctx, resident_id, version=body.version, reason=body.reason)
    return Done()


@blueprint.get("/api/residents/<uuid:resident_id>/activity")
@allow(*READS, answers=ActivityPicture, query=("days",))
def get_activity(ctx: Context, resident_id: UUID) -> ActivityPicture:
    """The last `?days=` local days, hour by hour; null: the home was not heard."""
    most = days.DAYS_AT_MOST
    return days.activity(
        ctx, resident_id, days=_number("days", DAYS, most=most), opened=opened()
    )


@blueprint.post("/api/residents/<uuid:resident_id>/reveal")
@allow(*READS, body=RevealAsked, answers=Revealed)
def reveal(ctx: Context, resident_id: UUID, body: RevealAsked) -> Revealed:
    """Show one masked telephone number; leaves an entry."""
    return Revealed(phone=person.reveal_phone(ctx, resident_id, body.contact_id))


@blueprint.post("/api/residents/<uuid:resident_id>/door-code")
@allow(*KEEPS, answers=DoorCode)
def reveal_door_code(ctx: Context, resident_id: UUID) -> DoorCode:
    """Show the code of the home's door; leaves an entry."""
    return DoorCode(door_code=person.reveal_door_code(ctx, resident_id))


@blueprint.post("/api/residents/<uuid:resident_id>/contacts")
@allow(*KEEPS, body=ContactAsked, answers=Created, status=201)
def add_contact(ctx: Context, resident_id: UUID, body: ContactAsked) -> Created:
    """Add a contact."""
    return Created(id=contacts.add_contact(ctx, resident_id, body))


@blueprint.patch("/api/residents/<uuid:resident_id>/contacts/<uuid:contact_id>")
@allow(*KEEPS, body=ContactEdited, answers=Done)
def edit_contact(
    ctx: Context, resident_id: UUID, contact_id: UUID, body: ContactEdited
) -> Done:
    """Change a contact; a telephone number left out stays."""
    contacts.edit_contact(ctx, resident_id, contact_id, body)
    return Done()


@blueprint.delete("/api/residents/<uuid:resident_id>/contacts/<uuid:contact_id>")
@allow(*KEEPS, body=VersionAsked, answers=Done)
def remove_contact(
    ctx: Context, resident_id: UUID, contact_id: UUID, body: VersionAsked
) -> Done:
    """Remove a contact; notes of calls stay."""
    contacts.remove_contact(ctx, resident_id, contact_id, body.version)
    return Done()


@blueprint.put("/api/residents/<uuid:resident_id>/plan")
@allow(*KEEPS, body=PlanAsked, answers=Done)
def record_plan(ctx: Context, resident_id: UUID, body: PlanAsked) -> Done:
    """Record the next version of the plan; earlier ones stay."""
    plans.record_plan(ctx, resident_id, body)
    return Done()


@blueprint.post("/api/residents/<uuid:resident_id>/absences")
@allow(*KEEPS, body=AbsenceAsked, answers=Created, status=201)
def record_absence(ctx: Context, resident_id: UUID, body: AbsenceAsked) -> Created:
    """Record when nobody is expected at home."""
    return Created(id=plans.record_absence(ctx, resident_id, body))


@blueprint.delete("/api/residents/<uuid:resident_id>/absences/<uuid:absence_id>")
@allow(*KEEPS, answers=Done)
def revoke_absence(ctx: Context, resident_id: UUID, absence_id: UUID) -> Done:
    """Take an absence back."""
    plans.revoke_absence(ctx, resident_id, absence_id)
    return Done()


@blueprint.post("/api/residents/<uuid:resident_id>/relationships")
@allow(*ENTRUSTS, body=RelationshipAsked, answers=Created, status=201)
def add_relationship(ctx: Context, resident_id: UUID, body: RelationshipAsked) -> Created:
    """Let a person or an institution see this resident for a time."""
    return Created(id=caring.add_relationship(ctx, resident_id, body))


@blueprint.delete("/api/residents/<uuid:resident_id>/relationships/<uuid:relationship_id>")
@allow(*ENTRUSTS, answers=Done)
def end_relationship(ctx: Context, resident_id: UUID, relationship_id: UUID) -> Done:
    """End a care relationship; from now on its carer sees nothing."""
    caring.end_relationship(ctx, resident_id, relationship_id)
    return Done()


@blueprint.post("/api/residents/<uuid:resident_id>/devices")
@allow(*KEEPS, body=DeviceAsked, answers=IssuedCodeShape, status=201)
def make_device(ctx: Context, resident_id: UUID, body: DeviceAsked) -> IssuedCodeShape:
    """Set up a gateway with its sensors, or a tablet; answers its single-use code (10 min)."""
    sensors = _sensors(body)
    code = enrolment.make_device(
        ctx, resident_id, label=body.label.strip(), sensors=sensors, kind=DeviceKind(body.kind),
        network=body.network.strip(), installed_at=body.installed_at,
    )  # fmt: skip
    return _issued(code)


@blueprint.post("/api/devices/<uuid:device_id>/code")
@allow(*KEEPS, answers=IssuedCodeShape)
def new_code(ctx: Context, device_id: UUID) -> IssuedCodeShape:
    """Issue another code for a gateway or a tablet that has not delivered yet."""
    return _issued(enrolment.new_code(ctx, device_id))


@blueprint.post("/api/devices/<uuid:device_id>/revoke")
@allow(*KEEPS, body=VersionAsked, answers=Done)
def revoke_device(ctx: Context, device_id: UUID, body: VersionAsked) -> Done:
    """Stop listening to a device; its next request is refused."""
    enrolment.revoke(ctx, device_id, version=body.version)
    return Done()


def _sensors(body: DeviceAsked) -> list[NewSensor]:
    """Read the sensors of a form, or raise `Invalid` with the line that cannot be."""
    wrong: dict[str, str] = {}
    korean: dict[str, str] = {}
    if not 1 <= len(body.label.strip()) <= LABEL_CHARS or len(body.network) > LABEL_CHARS:
        wrong["label"], korean["label"] = "Name the place.", "설치 위치를 적으세요."
    if len(body.sensors) > SENSORS_AT_MOST:
        wrong["sensors"] = f"At most {SENSORS_AT_MOST}."
        korean["sensors"] = f"{SENSORS_AT_MOST}개까지입니다."
    if body.kind == "tablet" and body.sensors:
        wrong["sensors"] = "A tablet has no sensors; set them up with the gateway."
        korean["sensors"] = "태블릿에는 센서가 없습니다. 센서는 게이트웨이와 함께 등록하세요."
    if body.installed_at is not None and body.installed_at.tzinfo is None:
        wrong["installed_at"] = "Send an instant with its zone."
        korean["installed_at"] = "시간대를 함께 보내세요."
    sensors = []
    for number, sensor in enumerate(body.sensors):
        made = _sensor(sensor)
        if made is None:
            wrong[f"sensors[{number}]"] = "Choose a kind and name its place."
            korean[f"sensors[{number}]"] = "종류를 고르고 위치를 적으세요."
        else:
            sensors.append(made)
    if wrong:
        raise Invalid(wrong, korean)
    return sensors


def _sensor(sensor: SensorAsked) -> NewSensor | None:
    label = sensor.label.strip()
    if sensor.kind is DeviceKind.GATEWAY or not 1 <= len(label) <= LABEL_CHARS:
        return None
    return NewSensor(sensor.kind, label, Power(sensor.power))


def _issued(code: IssuedCode) -> IssuedCodeShape:
    return IssuedCodeShape(device_id=code.device_id, code=code.code, expires_at=code.expires_at)


def _purpose() -> str:
    said = request.headers.get("X-Purpose", "care")
    return said if said in PURPOSES else "care"


def _number(name: str, otherwise: int, *, most: int) -> int:
    said = request.args.get(name, str(otherwise))
    if said.isascii() and said.isdigit() and len(said) <= len(str(most)):
        number = int(said)
        if 1 <= number <= most:
            return number
    raise Invalid({name: f"Use 1 to {most}."}, {name: f"1에서 {most} 사이여야 합니다."})


def _id(name: str) -> UUID | None:
    said = request.args.get(name, "")
    if not said:
        return None
    try:
        return UUID(said)
    except ValueError:
        raise NotYours from None
