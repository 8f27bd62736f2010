"""The console channel: a notification reaches whoever has a screen open where it belongs.

The alert is on the board anyway; what this channel adds is the honest answer to "did anybody
see it?". Nobody signed in is `no_one`, and the escalation does not wait for its next step.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from telecare.records import rotas
from telecare.records.notifications import NotificationState
from telecare.records.organisations import Kind, Organisation
from telecare.records.sessions import SignIn
from telecare.records.staff import Role, Staff

SEEN_WITHIN: Final = timedelta(seconds=60)  # an open screen asks at least every 30 s
DESK: Final = (Role.CASEWORKER, Role.SUPERVISOR)
ROLES: Final[Mapping[str, tuple[Role, ...]]] = {  # who answers to a target of a policy
    "desk": DESK,
    "caseworker": (Role.CASEWORKER,),
    "next_caseworker": (Role.CASEWORKER,),
    "work_list": DESK,
    "technical_queue": DESK,
    "desk_leader": (Role.SUPERVISOR,),
    "technical_lead": (Role.SUPERVISOR,),
    "supervisor": (Role.SUPERVISOR,),
    "province_desk": (*DESK, Role.ADMINISTRATOR),
    "emergency_card": DESK,  # the card with address and way in stands on the alert's screen
}


def deliver(
    db: Session, *, target: str, organisation_id: UUID, owner_id: UUID | None, now: datetime
) -> tuple[NotificationState, str]:
    """Tell the open screens of `target` in the alert's si/gun; return what became of it.

    The result is a count and no name: "screens=3". A target that has no screen at all (a
    contact, a neighbour) is `no_one` too: this channel cannot reach it.
    """
    who = _who(db, target, organisation_id, owner_id, now)
    if who is None:
        return NotificationState.NO_ONE, "not on a console"
    place, works_at = aliased(Organisation), aliased(Organisation)
    covers = or_(place.path.startswith(works_at.path), works_at.path.startswith(place.path))
    found = (
        select(func.count())
        .select_from(SignIn)
        .join(Staff, Staff.id == SignIn.staff_id)
        .join(works_at, works_at.id == Staff.organisation_id)
        .join(place, place.id == organisation_id)
        .where(SignIn.seen_at >= now - SEEN_WITHIN, SignIn.expires_at > now)
        .where(Staff.ended_at.is_(None), who, covers)
    )
    if target == "province_desk":  # the level above, not the desk that was told already
        found = found.where(works_at.kind == Kind.PROVINCE)
    screens = db.scalar(found)
    state = NotificationState.DELIVERED if screens else NotificationState.NO_ONE
    return state, f"screens={screens}"


def _who(
    db: Session, target: str, organisation_id: UUID, owner_id: UUID | None, now: datetime
) -> ColumnElement[bool] | None:
    if target == "owner":
        return None if owner_id is None else Staff.id == owner_id
    kind, _, name = target.partition(":")
    if kind == "rota" and name:
        return Staff.id.in_(rotas.on_call(db, organisation_id, name, now))
    if kind == "role" and name in set(Role):
        return Staff.role == Role(name)
    if kind == "staff":
        return _named(name)
    roles = ROLES.get(target)
    return None if roles is None else Staff.role.in_(roles)


def _named(text: str) -> ColumnElement[bool] | None:
    try:
        return Staff.id == UUID(text)
    except ValueError:
        return None
