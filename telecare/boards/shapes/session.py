"""What a browser asks and learns about its session."""

from datetime import datetime
from typing import Any
from uuid import UUID

from telecare.boards.shapes.common import (
    Asked,
    Bilingual,
    Language,
    RoleWord,
    SecondFactor,
    Shape,
)


class StaffSelf(Shape, frozen=True, kw_only=True):
    """Who is signed in here."""

    id: UUID
    name: str  # "" while the console is locked
    role: RoleWord
    organisation_name: Bilingual
    language: Language


class Portrait(Shape, frozen=True, kw_only=True):
    """One's own picture, as it stands now."""

    version: int  # rises with every picture put up or taken down


class SessionState(Shape, frozen=True, kw_only=True):
    """What a browser must know about its session."""

    signed_in: bool
    staff: StaffSelf | None
    csrf: str  # sent back as X-CSRF with every unsafe request; "" when signed out
    server_time: datetime
    idle_lock_s: int
    locked: bool
    second_factor: SecondFactor
    demo: bool
    version: str


class SignInAsked(Asked, frozen=True, kw_only=True):
    """Name and password."""

    login: str
    password: str


class CodeAsked(Asked, frozen=True, kw_only=True):
    """Six digits of an authenticator."""

    code: str


class PasswordAsked(Asked, frozen=True, kw_only=True):
    """The password, to unlock."""

    password: str


class LanguageAsked(Asked, frozen=True, kw_only=True):
    """The language a person reads."""

    language: Language


class SetupAsked(Asked, frozen=True, kw_only=True):
    """A one-time code redeemed by its new owner, who chooses name and password."""

    code: str
    login: str
    password: str
    name: str = ""


class TotpSecret(Shape, frozen=True, kw_only=True):
    """A secret to put into an authenticator, shown once."""

    secret: str
    uri: str


class PasskeyOptions(Shape, frozen=True, kw_only=True):
    """WebAuthn options for the browser, as the standard's JSON."""

    publicKey: dict[str, Any]  # noqa: N815 - the standard's own name


class PasskeyAsked(Asked, frozen=True, kw_only=True):
    """What the browser's authenticator answered, as the standard's JSON."""

    credential: dict[str, Any]
    label: str = ""


class PasskeyStart(Asked, frozen=True, kw_only=True):
    """Asks for options; a name that is not signed in yet may come along."""

    login: str = ""
