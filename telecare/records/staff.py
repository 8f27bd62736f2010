"""Staff: people who sign in, their roles, passkeys and one-time admin codes."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Sealed, Word, one_of


class Role(StrEnum):
    """What a signed-in person may do; where they may do it is their organisation."""

    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    CASEWORKER = "caseworker"
    CLINICIAN = "clinician"
    PRIVACY_OFFICER = "privacy_officer"


class Language(StrEnum):
    """The language a person reads."""

    KO = "ko"
    EN = "en"


class Staff(Base):
    """A person who signs in."""

    __tablename__ = "staff"
    __table_args__ = (one_of("role", Role), one_of("language", Language))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    login: Mapped[str] = mapped_column(unique=True)  # stored in lower case
    name: Mapped[bytes] = mapped_column(Sealed)
    role: Mapped[Role] = mapped_column(Word(Role))
    language: Mapped[Language] = mapped_column(Word(Language))
    password_hash: Mapped[str]
    totp_secret: Mapped[bytes | None] = mapped_column(Sealed)
    totp_confirmed_at: Mapped[datetime | None]  # None: shown, but never yet answered with
    totp_step: Mapped[int | None]  # the last 30-s step used: a code opens once
    second_factor_waived: Mapped[bool] = mapped_column(default=False)  # honoured in the demo
    failed_count: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class Passkey(Base):
    """A WebAuthn credential of one person."""

    __tablename__ = "passkey"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    sign_count: Mapped[int] = mapped_column(default=0)
    label: Mapped[str]
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]


class AdminCode(Base):
    """A one-time code: makes the first administrator, or lets an account set its password."""

    __tablename__ = "admin_code"

    code_hash: Mapped[bytes] = mapped_column(primary_key=True)  # the code itself is not kept
    staff_id: Mapped[UUID | None]  # None: it makes the first administrator
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
