"""Reaching: whom a target of a policy names at an instant, and by which ways they can be told.

A target is a word of the policy ("desk", "rota:night", "contacts"), never a person's name.
Who that is, is asked when the step is told, not when the policy was written: whoever has left
or is off duty is not among them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, literal, or_, select
from sqlalchemy.orm import Session

from telecare.records import addresses, contacts, providers, rotas
from telecare.records.addresses import Channel
from telecare.records.contacts import ContactKind
from telecare.records.organisations import ORGANISATIONS, Kind, Organisation
from telecare.records.providers import Carries
from telecare.records.staff import Role, Staff

DESK: Final = (Role.CASEWORKER, Role.SUPERVISOR)
HERE: Final[Mapping[str, tuple[Role, ...]]] = {  # who answers to it in the si/gun or below
    "desk": DESK,
    "work_list": DESK,
    "technical_queue": DESK,
    "emergency_card": DESK,
    "caseworker": (Role.CASEWORKER,),
    "next_caseworker": (Role.CASEWORKER,),
    "desk_leader": (Role.SUPERVISOR,),
    "technical_lead": (Role.SUPERVISOR,),
    "supervisor": (Role.SUPERVISOR,),
}
ABOVE_TOO: Final = frozenset({"desk_leader", "technical_lead", "supervisor"})
OF_RESIDENT: Final[Mapping[str, Callable[[Any], bool]]] = {
    "contacts": lambda row: row.kind is not ContactKind.NEIGHBOUR,
    "neighbour": lambda row: row.kind in {ContactKind.NEIGHBOUR, ContactKind.VILLAGE_HEAD},
    "key_holder": lambda row: row.has_key,
}
OUTSIDE: Final = frozenset({"mail", "sms", "voice", "push"})


@dataclass(frozen=True, slots=True)
class Reach:
    """One person a target names: a staff member or a contact of the resident, not both."""

    staff_id: UUID | None = None
    contact_id: UUID | None = None

    @property
    def id(self) -> UUID:
        """The one of the two that is there."""
        found = self.staff_id or self.contact_id
        assert found is not None  # noqa: S101 - made below, with one of them
        return found


@dataclass(frozen=True, slots=True)
class Way:
    """How one person can be told by one channel now.

    Attributes:
        address_id: Of a staff member; None: the telephone number a contact has given.
        provider_id: Who carries it; None for push, which goes to the browser's service.
        simulated: It ends at a provider that reaches nobody real.
    """

    address_id: UUID | None
    provider_id: UUID | None
    simulated: bool = False


def people(
    db: Session,
    target: str,
    organisation_id: UUID,
    owner_id: UUID | None,
    now: datetime,
    *,
    resident_id: UUID | None = None,
) -> list[Reach]:
    """Return whom `target` names now, each once; empty: nobody.

    Args:
        db: The transaction.
        target: A word of the policy's vocabulary; one that is not known names nobody.
        organisation_id: The alert's si/gun.
        owner_id: Who has claimed the alert; None: nobody.
        now: The instant the step is told.
        resident_id: Whose contacts are meant; None: no resident, so no contacts.
    """
    if target == "owner":
        return _staff(db, Staff.id == owner_id) if owner_id is not None else []
    kind, _, name = target.partition(":")
    if kind == "staff":
        named = _uuid(name)
        return _staff(db, Staff.id == named, _sees(db, organisation_id)) if named else []
    if kind == "rota":
        on_duty = rotas.on_call(db, organisation_id, name or None, now)
        return _in_order(_staff(db, Staff.id.in_(on_duty)), on_duty)
    if target in OF_RESIDENT:
        return _contacts(db, target, resident_id)
    return _group(db, target, organisation_id, owner_id)


def ways(
    db: Session,
    reach: Reach,
    channel: str,
    organisation_id: UUID,
    now: datetime,
    *,
    waits: bool = False,
) -> tuple[list[Way], str]:
    """Return how a person can be told by `channel` now, and if not, why not (a word).

    The word is one of no_address, no_provider, not_a_channel; "" when there is a way. With
    `waits` a provider that is only down is one: the message waits for it.
    """
    if channel not in OUTSIDE:
        return [], "not_a_channel"
    carrier = None
    if channel != Channel.PUSH:
        carrier = providers.standing(db, organisation_id, Carries(channel), now)
        waited_for = waits and providers.back_at(db, organisation_id, Carries(channel), now)
        if carrier is None and not waited_for:
            return [], "no_provider"
    provider_id = None if carrier is None else carrier.id
    simulated = carrier is not None and carrier.simulated
    if reach.staff_id is None:  # a contact has given a telephone number and nothing else
        phone = channel in {Channel.SMS, Channel.VOICE}
        return ([Way(None, provider_id, simulated)], "") if phone else ([], "no_address")
    found = addresses.usable(db, reach.staff_id, Channel(channel))
    if not found:
        return [], "no_address"
    return [Way(row.id, provider_id, simulated) for row in found], ""


def _group(
    db: Session, target: str, organisation_id: UUID, owner_id: UUID | None
) -> list[Reach]:
    """Return who holds the target's roles: in the si/gun, and leaders else above it."""
    here = select(ORGANISATIONS.c.path).where(ORGANISATIONS.c.id == organisation_id)
    path = db.scalar(here)
    if path is None:
        return []
    above = literal(path).startswith(Organisation.path)
    if target == "province_desk":
        roles: Iterable[Role] = (*DESK, Role.ADMINISTRATOR)
        return _staff(db, Staff.role.in_(roles), above, Organisation.kind == Kind.PROVINCE)
    below = Organisation.path.startswith(path, autoescape=True)
    if target.startswith("role:"):
        return _staff(db, Staff.role == _role(target), or_(below, above))
    if target not in HERE:
        return []
    who = Staff.role.in_(HERE[target])
    found = _staff(db, who, below)
    if not found and target in ABOVE_TOO:
        found = _staff(db, who, above)
    skip = owner_id if target == "next_caseworker" else None
    return [one for one in found if one.staff_id != skip]


def _sees(db: Session, organisation_id: UUID) -> ColumnElement[bool]:
    """Return the condition that somebody works at, above or below it; others see nothing."""
    path = db.scalar(select(ORGANISATIONS.c.path).where(ORGANISATIONS.c.id == organisation_id))
    here = path or "-"  # no such organisation: nobody
    return or_(
        literal(here).startswith(Organisation.path),
        Organisation.path.startswith(here, autoescape=True),
    )


def _staff(db: Session, *where: ColumnElement[bool]) -> list[Reach]:
    rows = db.scalars(
        select(Staff.id)
        .join(Organisation, Organisation.id == Staff.organisation_id)
        .where(Staff.ended_at.is_(None), *where)
        .order_by(Staff.created_at, Staff.id)
    )
    return [Reach(staff_id=staff_id) for staff_id in rows]


def _contacts(db: Session, target: str, resident_id: UUID | None) -> list[Reach]:
    if resident_id is None:
        return []
    wanted = OF_RESIDENT[target]
    rows: Sequence[Row[Any]] = contacts.of(db, resident_id)
    return [Reach(contact_id=row.id) for row in rows if wanted(row)]


def _in_order(found: list[Reach], order: Sequence[UUID]) -> list[Reach]:
    return sorted(found, key=lambda one: order.index(one.id))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _role(target: str) -> Role | None:
    word = target.partition(":")[2]
    return Role(word) if word in set(Role) else None
