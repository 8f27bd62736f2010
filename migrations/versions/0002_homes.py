"""Lay down plans, devices, observations and what the rules conclude from them.

Revision: 0002
After: 0001
Safe while the previous release runs: yes, every table is new.

Instants are whole microseconds since 1970 (BIGINT) on both databases. An observation is named
by the signing device and its number, which is what makes delivering it twice harmless. The
partial indexes on `to_judge_at` and `due_at` keep an idle sweep at one index probe, whatever
the population. No foreign key is dropped by a later prune: observations go before devices.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    _parameter_set()
    _absence()
    _condition()
    _device()
    _plan()
    _watch()
    _delivery()
    _enrolment_code()
    _observation()
    _quarantine()


def downgrade() -> None:
    op.drop_table("quarantine")
    op.drop_table("observation")
    op.drop_table("enrolment_code")
    op.drop_table("delivery")
    op.drop_table("watch")
    op.drop_table("plan")
    op.drop_table("device")
    op.drop_table("condition")
    op.drop_table("absence")
    op.drop_table("parameter_set")


def _parameter_set() -> None:
    op.create_table(
        "parameter_set",
        sa.Column("version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("parameters", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["staff.id"], name=op.f("fk_parameter_set_recorded_by_staff")
        ),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_parameter_set")),
    )


def _absence() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("start_at", sa.BigInteger(), nullable=False),
        sa.Column("end_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("end_at > start_at", name=op.f("ck_absence_dated")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["staff.id"], name=op.f("fk_absence_recorded_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_absence_resident_id_resident")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index(op.f("ix_absence_resident_id_end_at"), "absence", ["resident_id", "end_at"])


def _condition() -> None:
    op.create_table(
        "condition",
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(24), nullable=False),
        sa.Column("severity", sa.String(24), nullable=True),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.Column("evaluated_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("window_us", sa.BigInteger(), nullable=True),
        sa.Column("evidence", JSON, nullable=False),
        sa.CheckConstraint(
            "severity IN ('P1', 'P2', 'P3', 'P4')", name=op.f("ck_condition_severity")
        ),
        sa.CheckConstraint(
            "verdict IN ('true', 'false', 'unknown')", name=op.f("ck_condition_verdict")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_condition_resident_id_resident")
        ),
        sa.PrimaryKeyConstraint("resident_id", "rule", "subject", name=op.f("pk_condition")),
    )
    op.create_index(
        "ix_condition_due",
        "condition",
        ["due_at"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )


def _device() -> None:
    op.create_table(
        "device",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("power", sa.String(24), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=True),
        sa.Column("algorithm", sa.Text(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("installed_at", sa.BigInteger(), nullable=False),
        sa.Column("enrolled_at", sa.BigInteger(), nullable=True),
        sa.Column("enrol_deadline", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.Column("heard_at", sa.BigInteger(), nullable=True),
        sa.Column("battery_percent", sa.BigInteger(), nullable=True),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("contiguous", sa.BigInteger(), nullable=False),
        sa.Column("highest", sa.BigInteger(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("power IN ('mains', 'battery')", name=op.f("ck_device_power")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_device_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["device.id"], name=op.f("fk_device_parent_id_device")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_device_resident_id_resident")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
    )
    op.create_index(op.f("ix_device_parent_id"), "device", ["parent_id"])
    op.create_index(op.f("ix_device_resident_id"), "device", ["resident_id"])


def _plan() -> None:
    op.create_table(
        "plan",
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("risk", sa.String(24), nullable=False),
        sa.Column("check_ins", JSON, nullable=False),
        sa.Column("day_limit_s", sa.BigInteger(), nullable=True),
        sa.Column("any_limit_s", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("risk IN ('normal', 'high')", name=op.f("ck_plan_risk")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["staff.id"], name=op.f("fk_plan_recorded_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_plan_resident_id_resident")
        ),
        sa.PrimaryKeyConstraint("resident_id", "version", name=op.f("pk_plan")),
    )


def _watch() -> None:
    op.create_table(
        "watch",
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("to_judge_at", sa.BigInteger(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("evaluated_up_to", sa.BigInteger(), nullable=True),
        sa.Column("active_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_watch_resident_id_resident")
        ),
        sa.PrimaryKeyConstraint("resident_id", name=op.f("pk_watch")),
    )
    op.create_index(
        "ix_watch_to_judge",
        "watch",
        ["urgent", "to_judge_at"],
        sqlite_where=sa.text("to_judge_at IS NOT NULL"),
        postgresql_where=sa.text("to_judge_at IS NOT NULL"),
    )


def _delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("first_number", sa.BigInteger(), nullable=False),
        sa.Column("last_number", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("offset_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_delivery_device_id_device")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
    )
    op.create_index("ix_delivery_device_received", "delivery", ["device_id", "received_at"])


def _enrolment_code() -> None:
    op.create_table(
        "enrolment_code",
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by"], ["staff.id"], name=op.f("fk_enrolment_code_created_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_enrolment_code_device_id_device")
        ),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_enrolment_code")),
    )
    op.create_index(op.f("ix_enrolment_code_device_id"), "enrolment_code", ["device_id"])


def _observation() -> None:
    op.create_table(
        "observation",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("sensor_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("corrected", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_observation_device_id_device")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_observation_resident_id_resident")
        ),
        sa.ForeignKeyConstraint(
            ["sensor_id"], ["device.id"], name=op.f("fk_observation_sensor_id_device")
        ),
        sa.PrimaryKeyConstraint("device_id", "number", name=op.f("pk_observation")),
    )
    op.create_index(
        "ix_observation_resident_kind_taken", "observation", ["resident_id", "kind", "taken_at"]
    )
    op.create_index(
        "ix_observation_sensor_taken",
        "observation",
        ["sensor_id", "taken_at"],
        sqlite_where=sa.text("sensor_id IS NOT NULL"),
        postgresql_where=sa.text("sensor_id IS NOT NULL"),
    )


def _quarantine() -> None:
    op.create_table(
        "quarantine",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_quarantine_device_id_device")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
    )
    op.create_index(op.f("ix_quarantine_device_id"), "quarantine", ["device_id"])
