"""The clinician's gate: no consultation begins before it was passed.

A gate is one clinician's for one resident, and opens calls for an hour: a line that broke is
rung again without asking an old person everything twice; another day asks again.
"""

from datetime import date
from typing import Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from msgspec import to_builtins
from sqlalchemy import func, insert, select

from telecare.actions.register import changed, served_resident
from telecare.boards.shapes.clinic import GateAsked, GatePassed, TermsAsked
from telecare.care.consenting import ConsentText, text_on
from telecare.care.eligibility import (
    BadTerms,
    Basis,
    fault_of,
    in_force,
    passes_until,
    terms_from_json,
)
from telecare.care.localtime import local_day
from telecare.errors import GateMissing, Invalid
from telecare.records import audit, clinic, residents
from telecare.records.clinic import CONSENTS, GATES, TERMS
from telecare.records.context import Context

FAULTS: Final = {
    "not_allowed": (
        "basis",
        "The rules in force today do not know this ground.",
        "오늘 시행 중인 기준에 없는 근거입니다.",
    ),
    "ahead": ("basis_date", "This day has not come yet.", "아직 오지 않은 날입니다."),
    "too_old": (
        "basis_date",
        "This is longer ago than the rules allow; see the person in person first.",
        "기준보다 오래된 날입니다. 먼저 직접 진료하세요.",
    ),
}


def pass_gate(ctx: Context, resident_id: UUID, asked: GateAsked) -> GatePassed:
    """Record why a consultation is allowed, how the person is known, and their consent.

    Raises:
        NotYours, ServiceEnded: See `register.served_resident`.
        Invalid: The ground does not hold today, or the text is not the one given today.
    """
    resident = served_resident(ctx, resident_id)
    today = local_day(ctx.now, ZoneInfo(resident.zone))
    terms = in_force(clinic.terms_known(ctx.db), today)
    if terms is None:
        raise Invalid(
            {"basis": "No rules for consultations are in force yet."},
            {"basis": "아직 시행 중인 비대면진료 기준이 없습니다."},
        )
    fault = fault_of(terms, Basis(asked.basis), asked.basis_date, today)
    if fault is not None:
        field, english, korean = FAULTS[fault]
        raise Invalid({field: english}, {field: korean})
    text = _explained(asked, today)
    gate_id, until = uuid4(), passes_until(terms, ctx.now)
    sealed = ctx.ring.seal_row(
        ("resident", resident_id), "gate", gate_id,
        {"basis": asked.basis, "basis_date": asked.basis_date.isoformat()},
    )  # fmt: skip
    ctx.db.execute(insert(GATES).values(
        id=gate_id, resident_id=resident_id, clinician_id=ctx.actor.staff_id,
        organisation_id=ctx.actor.organisation_id, identity_how=asked.identity_how,
        passed_at=ctx.now, valid_until=until, **sealed,
    ))  # fmt: skip
    ctx.db.execute(insert(CONSENTS).values(
        gate_id=gate_id, resident_id=resident_id, text_version=text.version,
        text_sha256=text.sha256, language=asked.language, spoken=asked.spoken,
        given_by=asked.consent_by, at=ctx.now,
    ))  # fmt: skip
    changed(
        ctx, "gate.passed", resident_id, resident.organisation_id,
        gate=gate_id, text=text.version, text_sha256=text.sha256.hex(),
        language=asked.language, spoken=asked.spoken, consent_by=asked.consent_by,
        identity=asked.identity_how, until=until,
    )  # fmt: skip
    return GatePassed(id=gate_id, valid_until=until)


def require_gate(ctx: Context, resident_id: UUID) -> UUID:
    """Return the gate that opens a consultation of this clinician with this resident now.

    Raises:
        NotYours: The actor may not see the resident.
        GateMissing: There is none, its time has run out, or the rules or the text changed.
    """
    resident = residents.one_for(ctx, resident_id)
    gate = clinic.standing_gate(ctx, resident)
    if gate is None:
        raise GateMissing
    gate_id: UUID = gate.id
    return gate_id


def record_terms(ctx: Context, asked: TermsAsked) -> int:
    """Record what the law asks for from a day on; return the version.

    Raises:
        Invalid: A number is missing or cannot be one.
    """
    stored = to_builtins(asked)
    try:
        terms = terms_from_json(stored)
    except BadTerms as error:
        raise Invalid({error.field: f"{error}."}, {error.field: error.korean}) from None
    version = (ctx.db.scalar(select(func.max(TERMS.c.version))) or 0) + 1
    ctx.db.execute(insert(TERMS).values(
        version=version, recorded_at=ctx.now, recorded_by=ctx.actor.staff_id,
        terms=terms.to_json(),
    ))  # fmt: skip
    audit.write(
        ctx.db, ctx.actor, "consultation_terms.recorded", at=ctx.now, version=version,
        from_day=terms.from_day.isoformat(),
    )  # fmt: skip
    return version


def _explained(asked: GateAsked, today: date) -> ConsentText:
    """Return the text given today; a form left open over its change is asked again."""
    text = text_on(today, asked.language)
    if text is None or text.version != asked.explained_text_id:
        raise Invalid(
            {"explained_text_id": "Another explanation is in use now; read that one."},
            {"explained_text_id": "설명문이 바뀌었습니다. 새 설명문을 읽어 주세요."},
        )
    return text
