"""Accounts, organisations, the audit and credits."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import UNSET, UnsetType

from telecare.boards.shapes.common import Asked, Bilingual, Language, RoleWord, Shape


class StaffRow(Shape, frozen=True, kw_only=True):
    """One account."""

    id: UUID
    login: str
    name: str
    role: RoleWord
    organisation_id: UUID
    organisation_name: Bilingual
    language: Language
    second_factor: bool
    locked_until: datetime | None
    created_at: datetime
    ended_at: datetime | None
    version: int


class StaffList(Shape, frozen=True, kw_only=True):
    """Accounts in scope."""

    rows: list[StaffRow]


class StaffAsked(Asked, frozen=True, kw_only=True):
    """An account to make; its owner chooses the password with a one-time code."""

    login: str
    name: str
    role: RoleWord
    organisation_id: UUID
    language: Language = "ko"


class StaffEdited(Asked, frozen=True, kw_only=True):
    """The fields of an account to change; `ended` closes it."""

    version: int
    name: str | UnsetType = UNSET
    role: RoleWord | UnsetType = UNSET
    organisation_id: UUID | UnsetType = UNSET
    ended: bool | UnsetType = UNSET


class StaffCode(Shape, frozen=True, kw_only=True):
    """A one-time code for the owner of an account."""

    id: UUID
    code: str
    expires_at: datetime


class OrganisationRow(Shape, frozen=True, kw_only=True):
    """A node of the tree."""

    id: UUID
    parent_id: UUID | None
    kind: str
    code: str
    name: Bilingual


class Organisations(Shape, frozen=True, kw_only=True):
    """The tree in scope."""

    rows: list[OrganisationRow]


class AuditRow(Shape, frozen=True, kw_only=True):
    """One entry: who looked or acted, when, and why."""

    id: int
    at: datetime
    who: str | None
    role: str
    what: str  # the code, for a search
    said: Bilingual | None  # in words; None: there are none for it
    purpose: Bilingual | None
    resident_id: UUID | None
    alert_id: UUID | None
    facts: dict[str, Any]


class AuditPage(Shape, frozen=True, kw_only=True):
    """Entries, newest first."""

    rows: list[AuditRow]
    before: int | None  # ask again with it for older ones; None at the end


class Credit(Shape, frozen=True, kw_only=True):
    """Data of others that ships with the service."""

    title: str
    authors: str
    licence: str
    licence_text: str
    source: str
    changed: Bilingual
    acknowledgement: str


class Credits(Shape, frozen=True, kw_only=True):
    """Whom we thank."""

    rows: list[Credit]
