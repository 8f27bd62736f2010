"""Lay down alerts, incidents, notes and the outbox.

Revision: 0003
After: 0002
Safe while the previous release runs: yes, every table is new.

One live alert per resident and class is a partial unique index, so that two judges can never
open the same episode twice. A live alert without `due_at` is refused by the database: nothing
that waits for a human can be forgotten. A closed one without an outcome is refused too.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
LIVE = "state IN ('precheck', 'open', 'claimed', 'responding')"


def upgrade() -> None:
    _tick()
    _listening()
    _incident()
    _alert()
    _note()
    _notification()


def downgrade() -> None:
    op.drop_table("listening")
    op.drop_table("notification")
    op.drop_table("note")
    op.drop_table("alert")
    op.drop_table("incident")
    op.drop_table("tick")


def _tick() -> None:
    op.create_table(
        "tick",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("beat_at", sa.BigInteger(), nullable=False),
        sa.Column("leader", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_tick")),
    )


def _incident() -> None:
    op.create_table(
        "incident",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope_kind", sa.String(24), nullable=False),
        sa.Column("scope_key", sa.Text(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("homes", sa.BigInteger(), nullable=False),
        sa.Column("because_ko", sa.Text(), nullable=False),
        sa.Column("because_en", sa.Text(), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "scope_kind IN ('eupmyeon', 'sigungu', 'network', 'platform')",
            name=op.f("ck_incident_scope_kind"),
        ),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_incident_state")),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["staff.id"], name=op.f("fk_incident_closed_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    op.create_index(
        "uq_incident_open",
        "incident",
        ["scope_kind", "scope_key"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )


def _alert() -> None:
    op.create_table(
        "alert",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("alert_class", sa.String(24), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("rule_version", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("severity", sa.String(24), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("episode_since", sa.BigInteger(), nullable=False),
        sa.Column("first_signal_taken_at", sa.BigInteger(), nullable=False),
        sa.Column("first_signal_received_at", sa.BigInteger(), nullable=False),
        sa.Column("last_signal_at", sa.BigInteger(), nullable=False),
        sa.Column("signals", sa.BigInteger(), nullable=False),
        sa.Column("first_human_at", sa.BigInteger(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("lease_token", sa.Uuid(), nullable=True),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("expected_by", sa.BigInteger(), nullable=True),
        sa.Column("hold_reason", sa.Text(), nullable=True),
        sa.Column("condition_cleared_at", sa.BigInteger(), nullable=True),
        sa.Column("person_verified_at", sa.BigInteger(), nullable=True),
        sa.Column("person_verified_by", sa.Uuid(), nullable=True),
        sa.Column("person_verified_how", sa.String(24), nullable=True),
        sa.Column("outcome", sa.String(24), nullable=True),
        sa.Column("resolved_at", sa.BigInteger(), nullable=True),
        sa.Column("resolved_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("reopen_count", sa.BigInteger(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("late_by_s", sa.BigInteger(), nullable=True),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("policy", JSON, nullable=False),
        sa.Column("policy_version", sa.BigInteger(), nullable=False),
        sa.Column("step_no", sa.BigInteger(), nullable=False),
        sa.Column("loop_no", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("because_ko", sa.Text(), nullable=False),
        sa.Column("because_en", sa.Text(), nullable=False),
        sa.Column("evidence", JSON, nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=True),
        sa.Column("undo_until", sa.BigInteger(), nullable=True),
        sa.Column("undo_from", JSON, nullable=True),
        sa.CheckConstraint(
            f"NOT ({LIVE}) OR due_at IS NOT NULL",
            name=op.f("ck_alert_live_means_due"),
        ),
        sa.CheckConstraint(
            "severity IN ('P1', 'P2', 'P3', 'P4')", name=op.f("ck_alert_severity")
        ),
        sa.CheckConstraint(
            "state <> 'closed' OR outcome IS NOT NULL",
            name=op.f("ck_alert_closed_means_outcome"),
        ),
        sa.CheckConstraint(
            "state IN ('precheck', 'open', 'claimed', 'responding', 'resolved', 'closed', "
            "'auto_cleared', 'merged')",
            name=op.f("ck_alert_state"),
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_alert_incident_id_incident")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_alert_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["staff.id"], name=op.f("fk_alert_owner_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["person_verified_by"], ["staff.id"], name=op.f("fk_alert_person_verified_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_alert_resident_id_resident")
        ),
        sa.ForeignKeyConstraint(
            ["resolved_by"], ["staff.id"], name=op.f("fk_alert_resolved_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    op.create_index(
        "ix_alert_due",
        "alert",
        ["due_at"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index(op.f("ix_alert_incident_id"), "alert", ["incident_id"])
    op.create_index("ix_alert_organisation_state", "alert", ["organisation_id", "state"])
    op.create_index(op.f("ix_alert_owner_id"), "alert", ["owner_id"])
    op.create_index(
        "ix_alert_resident_class", "alert", ["resident_id", "alert_class", "opened_at"]
    )
    op.create_index(
        "uq_alert_live",
        "alert",
        ["resident_id", "alert_class"],
        unique=True,
        sqlite_where=sa.text(LIVE),
        postgresql_where=sa.text(LIVE),
    )


def _note() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("result_code", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('note', 'call')", name=op.f("ck_note_kind")),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name=op.f("fk_note_alert_id_alert")
        ),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_note_by_staff")),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_note_resident_id_resident")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_alert_id_at"), "note", ["alert_id", "at"])
    op.create_index(op.f("ix_note_resident_id_at"), "note", ["resident_id", "at"])


def _notification() -> None:
    op.create_table(
        "notification",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.Column("idempotency_key", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("step_no", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('queued', 'sent', 'delivered', 'failed', 'no_one')",
            name=op.f("ck_notification_state"),
        ),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name=op.f("fk_notification_alert_id_alert")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_notification_idempotency_key")),
    )
    op.create_index(op.f("ix_notification_alert_id"), "notification", ["alert_id"])
    op.create_index(
        "ix_notification_unfinished",
        "notification",
        ["due_at"],
        sqlite_where=sa.text("state IN ('queued', 'sent')"),
        postgresql_where=sa.text("state IN ('queued', 'sent')"),
    )


def _listening() -> None:
    op.create_table(
        "listening",
        sa.Column("from_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("from_at", name=op.f("pk_listening")),
    )
