"""A consultation's gate: what it keeps, what it opens, and for whom, on both databases."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec import convert, structs
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError

from telecare.actions import gate, register
from telecare.boards.clinic import gate_page
from telecare.boards.shapes.clinic import GateAsked, TermsAsked
from telecare.care.consenting import text_of
from telecare.care.eligibility import DEFAULT_TERMS
from telecare.db.engine import reading, transaction
from telecare.db.types import to_us
from telecare.errors import GateMissing, Invalid, NotYours, ServiceEnded
from telecare.records.audit import ENTRIES
from telecare.records.clinic import CONSENTS, GATES
from telecare.records.keys import ERASED
from tests.cast import NOON, Cast, Worker, context

ASKED = GateAsked(
    basis="seen_before", basis_date=date(2026, 11, 1), identity_how="video_face",
    explained_text_id="2026-1", consent_by="self", language="ko", spoken=True,
)  # fmt: skip
TABLES = (
    "consultation_terms", "gate", "consultation_consent", "clinical_note", "note_signature",
)  # fmt: skip


def passed(
    engine: Engine, cast: Cast, who: Worker | None = None, *, now: datetime = NOON,
    **more: Any,  # noqa: ANN401
) -> UUID:  # fmt: skip
    with transaction(engine) as db:
        ctx = context(db, who or cast.doyun, now=now)
        asked = structs.replace(ASKED, **more)
        return gate.pass_gate(ctx, cast.soonja.id, asked).id


def test_a_passed_gate_opens_this_clinicians_call_to_this_resident_for_an_hour(
    engine: Engine, cast: Cast
) -> None:
    gate_id = passed(engine, cast)
    with reading(engine) as db:
        last = NOON + timedelta(hours=1, microseconds=-1)
        ctx = context(db, cast.doyun, now=last)
        assert gate.require_gate(ctx, cast.soonja.id) == gate_id
        with pytest.raises(GateMissing):
            gate.require_gate(
                context(db, cast.doyun, now=NOON + timedelta(hours=1)), cast.soonja.id
            )
        with pytest.raises(GateMissing):  # a colleague's gate is not one's own
            gate.require_gate(context(db, cast.haneul), cast.soonja.id)
        with pytest.raises(NotYours):  # who sees nothing learns nothing
            gate.require_gate(context(db, cast.oeji), cast.soonja.id)


def test_nothing_opens_without_a_gate(engine: Engine, cast: Cast) -> None:
    with reading(engine) as db, pytest.raises(GateMissing):
        gate.require_gate(context(db, cast.doyun), cast.soonja.id)


def test_the_consent_keeps_the_digest_of_what_was_read(engine: Engine, cast: Cast) -> None:
    gate_id = passed(engine, cast, consent_by="guardian", spoken=False)
    with reading(engine) as db:
        consent = db.execute(select(CONSENTS)).one()
        entry = db.execute(select(ENTRIES).where(ENTRIES.c.what == "gate.passed")).one()
    korean = text_of("2026-1", "ko")
    assert korean is not None
    assert (consent.gate_id, consent.text_sha256) == (gate_id, korean.sha256)
    assert (consent.given_by, consent.spoken, consent.at) == ("guardian", False, NOON)
    assert entry.facts["text_sha256"] == korean.sha256.hex()
    assert entry.facts["gate"] == str(gate_id)
    assert "basis" not in entry.facts  # a rare disease is no word for a log


def test_why_somebody_is_treated_from_afar_is_sealed(engine: Engine, cast: Cast) -> None:
    passed(engine, cast, basis="rare_disease")
    with transaction(engine) as db:
        kept = db.execute(select(GATES)).one()
        assert b"rare" not in kept.basis
        ctx = context(db, cast.doyun)
        before = gate_page(ctx, cast.soonja.id).before
        assert before is not None
        assert (before.basis, before.basis_date) == ("rare_disease", date(2026, 11, 1))
        ctx.ring.destroy(("resident", cast.soonja.id), at=NOON)
        erased = gate_page(ctx, cast.soonja.id)
    assert erased.before is not None
    assert (erased.before.basis, erased.standing) == (None, None)
    assert ERASED not in str(erased)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"basis_date": date(2026, 11, 23)}, "basis_date"),  # tomorrow in Seoul
        ({"basis_date": date(2026, 5, 25)}, "basis_date"),  # 181 days ago
        ({"explained_text_id": "2025-1"}, "explained_text_id"),
    ],
)
def test_what_does_not_hold_today_is_refused_by_field(
    engine: Engine, cast: Cast, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        passed(engine, cast, **change)
    assert set(refused.value.fields) == set(refused.value.fields_ko) == {field}
    passed(engine, cast, basis_date=date(2026, 5, 26))  # 180 days ago


def test_a_day_is_the_residents_own(engine: Engine, cast: Cast) -> None:
    """At 15:30 UTC it is tomorrow in Seoul already."""
    evening = NOON.replace(hour=15, minute=30)
    passed(engine, cast, now=evening, basis_date=date(2026, 11, 23))


def test_nobody_is_treated_whose_service_has_ended(engine: Engine, cast: Cast) -> None:
    with transaction(engine) as db:
        register.end_resident(
            context(db, cast.suhyeon), cast.soonja.id, version=1, reason="moved"
        )
    with pytest.raises(ServiceEnded):
        passed(engine, cast)


def test_terms_recorded_by_the_administrator_hold_from_their_day(
    engine: Engine, cast: Cast
) -> None:
    """From tomorrow only a visit within 15 days counts: tonight's gate falls at midnight."""
    stored = DEFAULT_TERMS[-1].to_json()
    stored |= {"from_day": "2026-11-23", "gate_minutes": 24 * 60, "source": "decree"}
    stored["bases"] = {"seen_before": {**stored["bases"]["seen_before"], "evidence_days": 15}}
    long_today = stored | {
        "from_day": "2026-11-22",
        "bases": DEFAULT_TERMS[0].to_json()["bases"],
    }
    with transaction(engine) as db:
        for version, terms in enumerate((long_today, stored), start=1):
            asked = convert(terms, TermsAsked)
            assert gate.record_terms(context(db, cast.haneul), asked) == version
    gate_id = passed(engine, cast)
    before_midnight = NOON.replace(hour=14, minute=59)
    with reading(engine) as db:
        ctx = context(db, cast.doyun, now=before_midnight)
        assert gate.require_gate(ctx, cast.soonja.id) == gate_id
        after = context(db, cast.doyun, now=before_midnight + timedelta(minutes=1))
        with pytest.raises(GateMissing):
            gate.require_gate(after, cast.soonja.id)


def test_terms_that_cannot_be_are_refused(engine: Engine, cast: Cast) -> None:
    asked = convert(DEFAULT_TERMS[0].to_json() | {"gate_minutes": 0}, TermsAsked)
    with transaction(engine) as db, pytest.raises(Invalid):
        gate.record_terms(context(db, cast.haneul), asked)


@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_the_clinic_recorded(
    engine: Engine, cast: Cast, change: str
) -> None:
    passed(engine, cast)
    with transaction(engine) as db:
        asked = convert(DEFAULT_TERMS[0].to_json(), TermsAsked)
        gate.record_terms(context(db, cast.haneul), asked)
    for table, column in (
        ("gate", "valid_until"), ("consultation_consent", "at"),
        ("consultation_terms", "recorded_at"),
    ):  # fmt: skip
        said = change.format(table, column, to_us(NOON))
        with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
            connection.execute(text(said))


def test_every_table_of_the_clinic_carries_its_triggers(engine: Engine) -> None:
    asked = (
        "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if engine.dialect.name == "sqlite"
        else "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    )
    with engine.connect() as connection:
        guarded = set(connection.scalars(text(asked)))
    assert set(TABLES) <= guarded
