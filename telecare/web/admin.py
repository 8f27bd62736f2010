"""Accounts, organisations, the audit trail and credits, over HTTP."""

from typing import Any, Final
from uuid import UUID

from flask import Blueprint, request
from msgspec import UNSET, structs

from telecare.actions import people
from telecare.actions.people import NewStaff, OneTimeCode
from telecare.boards import looks, office
from telecare.boards.credits import all_credits
from telecare.boards.shapes.looks import LooksPage
from telecare.boards.shapes.office import (
    AuditPage,
    Credits,
    Organisations,
    StaffAsked,
    StaffCode,
    StaffEdited,
    StaffList,
    StaffRow,
)
from telecare.errors import Invalid, NotYours
from telecare.records.context import Context
from telecare.records.staff import Language, Role
from telecare.web.guard import ANY_ROLE, allow, allow_anyone

AUDITS: Final = (Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)
ASKS_WHO_LOOKED: Final = (Role.SUPERVISOR, Role.PRIVACY_OFFICER)

blueprint = Blueprint("admin", __name__)


@blueprint.get("/api/staff")
@allow(Role.ADMINISTRATOR, answers=StaffList)
def get_staff(ctx: Context) -> StaffList:
    """The accounts of one's organisation and below it."""
    return office.staff_list(ctx)


@blueprint.post("/api/staff")
@allow(Role.ADMINISTRATOR, body=StaffAsked, answers=StaffCode, status=201)
def create_staff(ctx: Context, body: StaffAsked) -> StaffCode:
    """Make an account; its owner chooses the password with the code, shown once."""
    new = NewStaff(
        body.login, body.name, Role(body.role), body.organisation_id, Language(body.language)
    )
    return _code(people.create_staff(ctx, new))


@blueprint.patch("/api/staff/<uuid:staff_id>")
@allow(Role.ADMINISTRATOR, body=StaffEdited, answers=StaffRow)
def edit_staff(ctx: Context, staff_id: UUID, body: StaffEdited) -> StaffRow:
    """Change an account, or end it; a changed role or place ends its sessions at once."""
    given: dict[str, Any] = {
        name: value for name, value in structs.asdict(body).items() if value is not UNSET
    }
    version, ended = given.pop("version"), given.pop("ended", None)
    if "role" in given:
        given["role"] = Role(given["role"])
    people.edit_staff(ctx, staff_id, version, given, ended=ended)
    return office.staff_row(ctx, staff_id)


@blueprint.post("/api/staff/<uuid:staff_id>/reset")
@allow(Role.ADMINISTRATOR, answers=StaffCode)
def reset_staff(ctx: Context, staff_id: UUID) -> StaffCode:
    """Take password, second factors and sessions away; a new one-time code, shown once."""
    return _code(people.reset_staff(ctx, staff_id))


@blueprint.get("/api/organisations")
@allow(*ANY_ROLE, answers=Organisations, reads=True)
def get_organisations(ctx: Context) -> Organisations:
    """One's organisation, what lies above it and what lies below."""
    return office.organisations(ctx)


@blueprint.get("/api/audit")
@allow(*AUDITS, answers=AuditPage, query=("resident", "before"))
def get_audit(ctx: Context) -> AuditPage:
    """Entries newest first: `?resident=`, and `?before=` for older ones."""
    return office.audit_page(ctx, resident_id=_resident(), before=_before())


@blueprint.get("/api/residents/<uuid:resident_id>/looks")
@allow(*ASKS_WHO_LOOKED, answers=LooksPage, query=("before",))
def get_looks(ctx: Context, resident_id: UUID) -> LooksPage:
    """Who looked at a resident's file, when and why, newest first; asking is a look too."""
    return looks.page(ctx, resident_id, before=_before())


@blueprint.get("/api/credits")
@allow_anyone(answers=Credits, reads=True)
def get_credits(ctx: Context) -> Credits:
    """Whose data and works the service ships."""
    del ctx
    return all_credits()


def _code(made: OneTimeCode) -> StaffCode:
    if made.staff_id is None:
        raise NotYours
    return StaffCode(id=made.staff_id, code=made.code, expires_at=made.expires_at)


def _resident() -> UUID | None:
    said = request.args.get("resident", "")
    if not said:
        return None
    try:
        return UUID(said)
    except ValueError:
        raise NotYours from None


def _before() -> int | None:
    said = request.args.get("before", "")
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) <= len("9223372036854775807") - 1):
        raise Invalid({"before": "Send an entry's number."}, {"before": "번호를 보내세요."})
    return int(said)
