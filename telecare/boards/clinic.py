"""The clinician's boards: the gate's form, one note, and the last notes of a chart."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import convert
from sqlalchemy import Row

from telecare.boards.names import staff_names
from telecare.boards.shapes.clinic import (
    BasisChoice,
    ClinicalNoteShape,
    EndMeasured,
    ExplainedText,
    GateBefore,
    GatePage,
    GatePassed,
    NoteBrief,
    NoteSigned,
    NotesPage,
    TermsAsked,
    TermsPage,
    TermsVersion,
    TextVersion,
    Unfinished,
)
from telecare.boards.shapes.common import Language
from telecare.care.consenting import TEXTS, ConsentText, text_on
from telecare.care.consultation import spoken
from telecare.care.eligibility import Terms, in_force
from telecare.care.localtime import local_day
from telecare.records import audit, clinic, consultations, residents
from telecare.records.context import Context

LANGUAGES: Final[tuple[Language, ...]] = ("ko", "en")
NOTES_SHOWN: Final = 10
LAW_ZONE: Final = ZoneInfo("Asia/Seoul")  # where the act is in force


def gate_page(ctx: Context, resident_id: UUID) -> GatePage:
    """Return all that the gate's form shows; leaves a view entry, for it opens a chart.

    Raises:
        NotYours: The actor may not see this resident.
    """
    resident = residents.one_for(ctx, resident_id)
    today = local_day(ctx.now, ZoneInfo(resident.zone))
    terms = in_force(clinic.terms_known(ctx.db), today)
    standing = clinic.standing_gate(ctx, resident)
    _viewed(ctx, "gate.viewed", resident)
    return GatePage(
        standing=standing and GatePassed(id=standing.id, valid_until=standing.valid_until),
        today=today,
        bases=[] if terms is None else _choices(terms),
        source="" if terms is None else terms.source,
        before=_before(ctx, resident_id),
        texts=_texts(today),
        resident_language="en" if resident.language == "en" else "ko",
    )  # fmt: skip


def notes_page(ctx: Context, resident_id: UUID) -> NotesPage:
    """Return the last notes of the actor's own institution; leaves a view entry.

    Another institution's notes are another chart: they are not shown, whoever cares for the
    resident besides (Medical Service Act art. 21).

    Raises:
        NotYours: The actor may not see this resident.
    """
    resident = residents.one_for(ctx, resident_id)
    rows = clinic.last_notes(ctx.db, resident_id, ctx.actor.organisation_id, limit=NOTES_SHOWN)
    names = staff_names(ctx, [row.written_by for row in rows])
    ctx.ring.warm(row.text for row in rows)
    _viewed(ctx, "notes.viewed", resident)
    left = clinic.unfinished(ctx, resident_id, limit=NOTES_SHOWN)
    ends = _measured(ctx, [*(row.consultation_id for row in rows), *(one.id for one in left)])
    return NotesPage(
        unfinished=[
            Unfinished(
                consultation_id=one.id, rung_at=one.rung_at, version=one.version,
                measured=ends.get(one.id, []),
            )
            for one in left
        ],
        rows=[
            NoteBrief(
                consultation_id=row.consultation_id, version=row.version,
                text=note_text(ctx, row), by=names[row.written_by],
                written_at=row.written_at, signed_at=row.signed_at,
                measured=ends.get(row.consultation_id, []),
            )
            for row in rows
        ],
    )  # fmt: skip


def note_page(ctx: Context, consultation: Row[Any], *, passkey: bool) -> ClinicalNoteShape:
    """Return a consultation's note to the clinician who holds it; leaves a view entry."""
    note = clinic.newest_note(ctx.db, consultation.id)
    signed = clinic.signatures_of(ctx.db, consultation.id)
    names = staff_names(ctx, [one.signed_by for one in signed])
    text = clinic.text_of_gate(ctx.db, consultation.gate_id)
    audit.write(
        ctx.db, ctx.actor, "note.viewed", at=ctx.now, resident=consultation.resident_id,
        purpose="care", consultation=consultation.id,
    )  # fmt: skip
    return ClinicalNoteShape(
        consultation_id=consultation.id,
        resident_id=consultation.resident_id,
        version=0 if note is None else note.version,
        text="" if note is None else note_text(ctx, note),
        saved_at=None if note is None else note.written_at,
        passkey=passkey,
        explained=None if text is None else _explained(text),
        confirmed_at=clinic.confirmed_at(ctx.db, consultation.resident_id, consultation.id),
        may_confirm=spoken(consultation.connected_at, consultation.outcome),
        signed=[
            NoteSigned(version=one.version, by=names[one.signed_by], at=one.signed_at)
            for one in signed
        ],
    )


def terms_page(ctx: Context) -> TermsPage:
    """Return every version of the terms this hub goes by, and of the explanation."""
    today = local_day(ctx.now, LAW_ZONE)
    recorded = clinic.terms_recorded(ctx.db)
    names = staff_names(ctx, [row.recorded_by for row in recorded])
    known = clinic.terms_known(ctx.db)
    standing = in_force(known, today)
    shipped = len(known) - len(recorded)
    hands = [*([None] * shipped), *recorded]
    return TermsPage(
        today=today,
        rows=[
            TermsVersion(
                version=0 if row is None else row.version,
                in_force=terms is standing,
                terms=convert(terms.to_json(), TermsAsked),
                sha256=terms.sha256.hex(),
                by=None if row is None else names.get(row.recorded_by),
                at=None if row is None else row.recorded_at,
            )
            for terms, row in zip(known, hands, strict=True)
        ],
        texts=[
            TextVersion(
                text=_explained(text), from_day=text.from_day,
                in_force=text is text_on(today, text.language),
            )
            for text in TEXTS
        ],
    )  # fmt: skip


def note_text(ctx: Context, note: Row[Any]) -> str:
    """Open a version of a note for a screen; what was erased reads as a dash."""
    return ctx.ring.read(note.text, table="clinical_note", column="text", row=note.id)


def _measured(
    ctx: Context, consultation_ids: Sequence[UUID]
) -> Mapping[UUID, list[EndMeasured]]:
    ends: dict[UUID, list[EndMeasured]] = {}
    # PostgreSQL sums whole numbers up to a decimal: each is made what the screen reads.
    for row in consultations.measured(ctx.db, consultation_ids):
        ends.setdefault(row.consultation_id, []).append(
            EndMeasured(
                side=row.side.value,
                loss_percent=round(float(row.loss_percent), 1),
                freezes=int(row.freezes),
                reconnects=int(row.reconnects),
            )
        )
    return ends


def _viewed(ctx: Context, what: str, resident: Row[Any]) -> None:
    """Leave the entry that the law wants of whoever reads a chart (art. 23 (4))."""
    audit.write(
        ctx.db, ctx.actor, what, at=ctx.now, resident=resident.id,
        organisation=resident.organisation_id, purpose="care",
    )  # fmt: skip


def _choices(terms: Terms) -> list[BasisChoice]:
    return [
        BasisChoice(
            basis=basis.value, evidence_days=term.evidence_days, drug_days=term.drug_days,
            source=term.source,
        )
        for basis, term in terms.bases.items()
    ]  # fmt: skip


def _texts(today: date) -> list[ExplainedText]:
    given = (text_on(today, language) for language in LANGUAGES)
    return [_explained(text) for text in given if text is not None]


def _explained(text: ConsentText) -> ExplainedText:
    return ExplainedText(
        id=text.version,
        language="en" if text.language == "en" else "ko",
        lines=list(text.lines),
        sha256=text.sha256.hex(),
    )


def _before(ctx: Context, resident_id: UUID) -> GateBefore | None:
    gate = clinic.newest_gate(ctx, resident_id)
    if gate is None:
        return None
    ground = clinic.ground_of(ctx, gate)
    return GateBefore(
        basis=None if ground is None else ground[0].value,
        basis_date=None if ground is None else ground[1],
        identity_how=gate.identity_how,
        consent_by=gate.given_by.value,
        language=gate.language.value,
        spoken=gate.spoken,
        passed_at=gate.passed_at,
    )
