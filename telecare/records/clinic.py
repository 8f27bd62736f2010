"""The clinic's records: terms, gates, consents, clinical notes and their signatures.

Every table here is append-only; both databases refuse to change or delete a row, as they do
for the audit trail. A note is amended by its next version, and the original is kept (Medical
Service Act art. 22 (2)). Erasing a resident destroys the key, not the row.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, Index, Row, UniqueConstraint, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.care.consenting import ConsentText, text_of, text_on
from telecare.care.consultation import Outcome, Purpose
from telecare.care.eligibility import (
    DEFAULT_TERMS,
    Basis,
    ConsentBy,
    Passed,
    Terms,
    stands,
    terms_from_json,
)
from telecare.care.localtime import local_day
from telecare.db.types import Base, Sealed, Word, one_of
from telecare.errors import KeyDestroyed
from telecare.records.audit import ENTRIES
from telecare.records.consultations import CONSULTATIONS
from telecare.records.context import Context


class TextLanguage(StrEnum):
    """A language the explanation is written in."""

    KO = "ko"
    EN = "en"


class ConsultationTerms(Base):
    """One version of what the law asks for; never changed, only followed by the next."""

    __tablename__ = "consultation_terms"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    terms: Mapped[dict[str, Any]]


class Gate(Base):
    """A clinician has stated why, and made sure of whom, before a consultation.

    The ground and its date are sealed: that somebody has a rare disease is their own matter.
    """

    __tablename__ = "gate"
    __table_args__ = (Index(None, "resident_id", "clinician_id", "passed_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    clinician_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))  # whose chart
    basis: Mapped[bytes] = mapped_column(Sealed)  # a word of care.eligibility.Basis
    basis_date: Mapped[bytes] = mapped_column(Sealed)  # "YYYY-MM-DD"
    identity_how: Mapped[str]
    passed_at: Mapped[datetime]
    valid_until: Mapped[datetime]


class Consent(Base):
    """Which text is explained to whom, in which language, aloud or to be read, and who agrees.

    Stated with the gate. That they then heard it and agreed is the clinician's to confirm at
    the start of the call: the audit entry `CONFIRMED`.
    """

    __tablename__ = "consultation_consent"
    __table_args__ = (one_of("given_by", ConsentBy), one_of("language", TextLanguage))

    gate_id: Mapped[UUID] = mapped_column(ForeignKey("gate.id"), primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"), index=True)
    text_version: Mapped[str]
    text_sha256: Mapped[bytes]
    language: Mapped[TextLanguage] = mapped_column(Word(TextLanguage))
    spoken: Mapped[bool]  # read aloud by the clinician; False: read by the resident
    given_by: Mapped[ConsentBy] = mapped_column(Word(ConsentBy))
    at: Mapped[datetime]


class ClinicalNote(Base):
    """One version of what a clinician wrote about one consultation; the first is kept too.

    No foreign key to the consultation: a medical record is kept ten years (Enforcement Rule
    of the Medical Service Act art. 15), longer than a log of calls need be.
    """

    __tablename__ = "clinical_note"
    __table_args__ = (
        UniqueConstraint("consultation_id", "version"),
        Index(None, "resident_id", "written_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    consultation_id: Mapped[UUID]
    version: Mapped[int]
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))  # whose chart
    text: Mapped[bytes] = mapped_column(Sealed)
    written_by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    written_at: Mapped[datetime]


class NoteSignature(Base):
    """A passkey's assertion over one version of a note: all that is needed to check it again.

    The challenge the passkey signed is the SHA-256 of `statement`, which holds the SHA-256 of
    the note's text. The public key is kept here because a passkey may be removed later.
    """

    __tablename__ = "note_signature"

    note_id: Mapped[UUID] = mapped_column(ForeignKey("clinical_note.id"), primary_key=True)
    statement: Mapped[str]  # JSON in one fixed writing; digests, ids and instants only
    credential_id: Mapped[bytes]
    public_key: Mapped[bytes]
    authenticator_data: Mapped[bytes]
    client_data: Mapped[bytes]
    signature: Mapped[bytes]
    origin: Mapped[str]
    signed_by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    signed_at: Mapped[datetime]


CONFIRMED: Final = "consent.confirmed"
TERMS: Final = ConsultationTerms.__table__
GATES: Final = Gate.__table__
CONSENTS: Final = Consent.__table__
NOTES: Final = ClinicalNote.__table__
SIGNATURES: Final = NoteSignature.__table__


def terms_known(db: Session) -> tuple[Terms, ...]:
    """Return the terms this hub goes by, oldest version first: the shipped ones, then its own.

    Of two terms that begin on one day the later version holds, so whoever corrects a number
    records it again with the same day.
    """
    rows = db.scalars(select(TERMS.c.terms).order_by(TERMS.c.version))
    return (*DEFAULT_TERMS, *(terms_from_json(stored) for stored in rows))


def terms_recorded(db: Session) -> Sequence[Row[int, datetime, UUID | None]]:
    """Return who recorded which version of the terms and when, oldest first."""
    return db.execute(
        select(TERMS.c.version, TERMS.c.recorded_at, TERMS.c.recorded_by)
        .order_by(TERMS.c.version)
    ).all()  # fmt: skip


def standing_gate(ctx: Context, resident: Row[Any]) -> Row[Any] | None:
    """Return the actor's gate that opens a consultation now, None: none does.

    The caller has made sure that the actor may see `resident`.
    """
    gate = newest_gate(ctx, resident.id)
    if gate is None or ctx.now >= gate.valid_until:
        return None
    ground = ground_of(ctx, gate)
    today = local_day(ctx.now, ZoneInfo(resident.zone))
    text = text_on(today, gate.language)
    if ground is None or text is None:
        return None
    passed = Passed(
        basis=ground[0], basis_date=ground[1], text_version=gate.text_version,
        valid_until=gate.valid_until,
    )  # fmt: skip
    known = terms_known(ctx.db)
    return gate if stands(passed, known, text.version, now=ctx.now, today=today) else None


def newest_gate(ctx: Context, resident_id: UUID) -> Row[Any] | None:
    """Return the actor's newest gate for a resident, with its consent; None: there is none."""
    return ctx.db.execute(
        select(
            GATES,
            CONSENTS.c.text_version,
            CONSENTS.c.language,
            CONSENTS.c.spoken,
            CONSENTS.c.given_by,
        )
        .join(CONSENTS, CONSENTS.c.gate_id == GATES.c.id)
        .where(GATES.c.resident_id == resident_id)
        .where(GATES.c.clinician_id == ctx.actor.staff_id)
        .order_by(GATES.c.passed_at.desc(), GATES.c.id)
        .limit(1)
    ).first()


def ground_of(ctx: Context, gate: Row[Any]) -> tuple[Basis, date] | None:
    """Open a gate's ground and the day of its evidence; None: the resident was erased."""

    def word(column: str) -> str:
        return ctx.ring.open(getattr(gate, column), table="gate", column=column, row=gate.id)

    try:
        return Basis(word("basis")), date.fromisoformat(word("basis_date"))
    except KeyDestroyed:
        return None


def text_of_gate(db: Session, gate_id: UUID | None) -> ConsentText | None:
    """Return the text a gate named, None: there is no such gate."""
    row = db.execute(
        select(CONSENTS.c.text_version, CONSENTS.c.language).where(
            CONSENTS.c.gate_id == gate_id
        )
    ).first()
    return None if row is None else text_of(row.text_version, row.language)


def confirmed_at(db: Session, resident_id: UUID, consultation_id: UUID) -> datetime | None:
    """Return when the clinician confirmed identity and consent in a call; None: never."""
    rows = db.execute(
        select(ENTRIES.c.at, ENTRIES.c.facts)
        .where(ENTRIES.c.resident_id == resident_id, ENTRIES.c.what == CONFIRMED)
        .order_by(ENTRIES.c.id)
    )
    found = (row.at for row in rows if row.facts["consultation"] == str(consultation_id))
    return next(found, None)


def newest_note(db: Session, consultation_id: UUID) -> Row[Any] | None:
    """Return the newest version of a consultation's note, None: nothing was written."""
    return db.execute(
        select(NOTES)
        .where(NOTES.c.consultation_id == consultation_id)
        .order_by(NOTES.c.version.desc())
        .limit(1)
    ).first()


def signatures_of(db: Session, consultation_id: UUID) -> Sequence[Row[UUID, datetime, int]]:
    """Return who signed which version of a consultation's note, the newest first."""
    rows = db.execute(
        select(SIGNATURES.c.signed_by, SIGNATURES.c.signed_at, NOTES.c.version)
        .join(NOTES, NOTES.c.id == SIGNATURES.c.note_id)
        .where(NOTES.c.consultation_id == consultation_id)
        .order_by(NOTES.c.version.desc())
    )
    return rows.all()


def last_notes(
    db: Session, resident_id: UUID, organisation_id: UUID | None, *, limit: int
) -> Sequence[Row[Any]]:
    """Return the newest version of each note of one institution about a resident."""
    newest = (
        select(NOTES.c.consultation_id, func.max(NOTES.c.version).label("version"))
        .where(NOTES.c.resident_id == resident_id)
        .group_by(NOTES.c.consultation_id)
        .subquery()
    )
    rows = db.execute(
        select(NOTES, SIGNATURES.c.signed_at)
        .join(
            newest,
            (newest.c.consultation_id == NOTES.c.consultation_id)
            & (newest.c.version == NOTES.c.version),
        )
        .outerjoin(SIGNATURES, SIGNATURES.c.note_id == NOTES.c.id)
        .where(NOTES.c.organisation_id == organisation_id)
        .order_by(NOTES.c.written_at.desc(), NOTES.c.id)
        .limit(limit)
    )
    return rows.all()


def unfinished(
    ctx: Context, resident_id: UUID, *, limit: int
) -> Sequence[Row[UUID, datetime, int]]:
    """Return the actor's own consultations whose newest note has no signature, newest first.

    Only calls in which the two ends met, or that went on by telephone: of the others there is
    nothing to write down.
    """
    every = NOTES.alias("every_version")
    newest = (
        select(func.max(every.c.version))
        .where(every.c.consultation_id == CONSULTATIONS.c.id)
        .correlate(CONSULTATIONS)
        .scalar_subquery()
    )
    signed = (
        select(SIGNATURES.c.note_id)
        .join(NOTES, NOTES.c.id == SIGNATURES.c.note_id)
        .where(NOTES.c.consultation_id == CONSULTATIONS.c.id, NOTES.c.version == newest)
        .correlate(CONSULTATIONS)
    )
    rows = ctx.db.execute(
        select(
            CONSULTATIONS.c.id,
            CONSULTATIONS.c.rung_at,
            func.coalesce(newest, 0).label("version"),
        )
        .where(CONSULTATIONS.c.resident_id == resident_id)
        .where(CONSULTATIONS.c.caller_id == ctx.actor.staff_id)
        .where(CONSULTATIONS.c.purpose == Purpose.CARE)
        .where(
            or_(
                CONSULTATIONS.c.connected_at.is_not(None),
                CONSULTATIONS.c.outcome == Outcome.BY_PHONE,
            )
        )
        .where(~signed.exists())
        .order_by(CONSULTATIONS.c.rung_at.desc())
        .limit(limit)
    )
    return rows.all()
