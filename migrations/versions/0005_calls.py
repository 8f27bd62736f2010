"""Lay down consultations and the log of their quality.

Revision: 0005
After: 0004
Safe while the previous release runs: yes, everything is new and nobody changed a row.

A tablet and a caller are in one live call each: two partial unique indexes, so that of two who
ring at once exactly one rings. A live call without `due_at` is refused by the database, and an
ended one without an outcome: none is forgotten, none ends unexplained.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

LIVE = "state IN ('ringing', 'answered', 'connected')"


def upgrade() -> None:
    _consultation()
    _quality()


def downgrade() -> None:
    op.drop_table("consultation_quality")
    op.drop_table("consultation")


def _consultation() -> None:
    op.create_table(
        "consultation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("caller_id", sa.Uuid(), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.String(24), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("outcome", sa.String(24), nullable=True),
        sa.Column("video", sa.Boolean(), nullable=False),
        sa.Column("may_auto_answer", sa.Boolean(), nullable=False),
        sa.Column("auto_answered", sa.Boolean(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("rung_at", sa.BigInteger(), nullable=False),
        sa.Column("rings_until", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("connected_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("caller_presence", sa.String(24), nullable=False),
        sa.Column("caller_away_at", sa.BigInteger(), nullable=True),
        sa.Column("resident_presence", sa.String(24), nullable=False),
        sa.Column("resident_away_at", sa.BigInteger(), nullable=True),
        sa.Column("phone_reason", sa.Text(), nullable=True),
        sa.Column("phone_words", sa.LargeBinary(), nullable=True),
        sa.Column("gate_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            f"NOT ({LIVE}) OR due_at IS NOT NULL",
            name=op.f("ck_consultation_live_means_due"),
        ),
        sa.CheckConstraint(
            "(state = 'ended') = (outcome IS NOT NULL)",
            name=op.f("ck_consultation_ended_means_outcome"),
        ),
        sa.CheckConstraint(
            "state IN ('ringing', 'answered', 'connected', 'ended')",
            name=op.f("ck_consultation_state"),
        ),
        sa.CheckConstraint(
            "outcome IN ('completed', 'declined', 'no_answer', 'busy', 'cancelled', "
            "'unreachable', 'failed', 'by_phone')",
            name=op.f("ck_consultation_outcome"),
        ),
        sa.CheckConstraint(
            "purpose IN ('care', 'welfare')", name=op.f("ck_consultation_purpose")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_consultation_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_consultation_resident_id_resident")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_consultation_device_id_device")
        ),
        sa.ForeignKeyConstraint(
            ["caller_id"], ["staff.id"], name=op.f("fk_consultation_caller_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name=op.f("fk_consultation_alert_id_alert")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["staff.id"], name=op.f("fk_consultation_ended_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
    )
    for column in ("device", "caller"):
        op.create_index(
            f"uq_consultation_live_{column}",
            "consultation",
            [f"{column}_id"],
            unique=True,
            sqlite_where=sa.text(LIVE),
            postgresql_where=sa.text(LIVE),
        )
    op.create_index(
        "ix_consultation_due",
        "consultation",
        ["due_at"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_consultation_resident_id_rung_at"), "consultation", ["resident_id", "rung_at"]
    )
    op.create_index(op.f("ix_consultation_alert_id"), "consultation", ["alert_id"])


def _quality() -> None:
    op.create_table(
        "consultation_quality",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.String(24), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("loss_percent", sa.Double(), nullable=False),
        sa.Column("round_trip_ms", sa.Double(), nullable=True),
        sa.Column("freezes", sa.BigInteger(), nullable=False),
        sa.Column("reconnects", sa.BigInteger(), nullable=False),
        sa.Column("received_kbps", sa.Double(), nullable=True),
        sa.Column("width", sa.BigInteger(), nullable=True),
        sa.Column("height", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "side IN ('caller', 'resident')", name=op.f("ck_consultation_quality_side")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_consultation_quality_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_quality")),
    )
    op.create_index(
        op.f("ix_consultation_quality_consultation_id_at"),
        "consultation_quality",
        ["consultation_id", "at"],
    )
