"""Lay down the gate, consents and clinical notes, and forbid changing them.

Revision: 0006
After: 0005
Safe while the previous release runs: yes, everything is new and nobody changed a row.

Triggers refuse UPDATE and DELETE on all five tables and both databases (and TRUNCATE, where it
exists): a note is amended by its next version and the original stays.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

TABLES = (
    "consultation_terms", "gate", "consultation_consent", "clinical_note", "note_signature",
)  # fmt: skip
SQLITE_REFUSE = """
CREATE TRIGGER {table}_refuse_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the clinic''s records are append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION clinic_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the clinic''s records are append-only'; END $$
"""
POSTGRESQL_REFUSE = """
CREATE TRIGGER {table}_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION clinic_refuse()
"""


def upgrade() -> None:
    _terms()
    _gate()
    _consent()
    _clinical_note()
    _note_signature()
    _triggers()


def downgrade() -> None:
    """Drop the tables; SQLite drops a table's triggers with it, PostgreSQL too."""
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION clinic_refuse")


def _terms() -> None:
    op.create_table(
        "consultation_terms",
        sa.Column("version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("terms", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["staff.id"], name=op.f("fk_consultation_terms_recorded_by_staff")
        ),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_consultation_terms")),
    )


def _gate() -> None:
    op.create_table(
        "gate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("clinician_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("basis", sa.LargeBinary(), nullable=False),
        sa.Column("basis_date", sa.LargeBinary(), nullable=False),
        sa.Column("identity_how", sa.Text(), nullable=False),
        sa.Column("passed_at", sa.BigInteger(), nullable=False),
        sa.Column("valid_until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_gate_resident_id_resident")
        ),
        sa.ForeignKeyConstraint(
            ["clinician_id"], ["staff.id"], name=op.f("fk_gate_clinician_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_gate_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate")),
    )
    op.create_index(op.f("ix_gate_clinician_id"), "gate", ["clinician_id"])
    op.create_index(
        op.f("ix_gate_resident_id_clinician_id_passed_at"),
        "gate",
        ["resident_id", "clinician_id", "passed_at"],
    )


def _consent() -> None:
    op.create_table(
        "consultation_consent",
        sa.Column("gate_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("text_version", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(24), nullable=False),
        sa.Column("spoken", sa.Boolean(), nullable=False),
        sa.Column("given_by", sa.String(24), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "given_by IN ('self', 'guardian')", name=op.f("ck_consultation_consent_given_by")
        ),
        sa.CheckConstraint(
            "language IN ('ko', 'en')", name=op.f("ck_consultation_consent_language")
        ),
        sa.ForeignKeyConstraint(
            ["gate_id"], ["gate.id"], name=op.f("fk_consultation_consent_gate_id_gate")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"],
            ["resident.id"],
            name=op.f("fk_consultation_consent_resident_id_resident"),
        ),
        sa.PrimaryKeyConstraint("gate_id", name=op.f("pk_consultation_consent")),
    )
    op.create_index(
        op.f("ix_consultation_consent_resident_id"), "consultation_consent", ["resident_id"]
    )


def _clinical_note() -> None:
    op.create_table(
        "clinical_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_clinical_note_resident_id_resident")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_clinical_note_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff.id"], name=op.f("fk_clinical_note_written_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinical_note")),
        sa.UniqueConstraint(
            "consultation_id", "version", name=op.f("uq_clinical_note_consultation_id_version")
        ),
    )
    op.create_index(
        op.f("ix_clinical_note_resident_id_written_at"),
        "clinical_note",
        ["resident_id", "written_at"],
    )


def _note_signature() -> None:
    op.create_table(
        "note_signature",
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("authenticator_data", sa.LargeBinary(), nullable=False),
        sa.Column("client_data", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.Uuid(), nullable=False),
        sa.Column("signed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["note_id"],
            ["clinical_note.id"],
            name=op.f("fk_note_signature_note_id_clinical_note"),
        ),
        sa.ForeignKeyConstraint(
            ["signed_by"], ["staff.id"], name=op.f("fk_note_signature_signed_by_staff")
        ),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_note_signature")),
    )


def _triggers() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            for verb in ("UPDATE", "DELETE"):
                op.execute(SQLITE_REFUSE.format(table=table, verb=verb))
        return
    op.execute(POSTGRESQL_FUNCTION)
    for table in TABLES:
        op.execute(POSTGRESQL_REFUSE.format(table=table))
