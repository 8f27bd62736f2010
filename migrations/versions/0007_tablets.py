"""Lay down prompts, tasks and appointments, and what a plan says of a tablet.

Revision: 0007
After: 0006
Safe while the previous release runs: yes. The tables are new, and the two new columns are
empty or have a default, so the previous release neither reads nor needs to write them.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("plan", sa.Column("tablet", JSON, nullable=True))
    reload_version = sa.Column(
        "reload_version", sa.BigInteger(), server_default="0", nullable=False
    )
    op.add_column("device", reload_version)
    _prompt()
    _task()
    _appointment()


def downgrade() -> None:
    for table in ("appointment", "task", "prompt"):
        op.drop_table(table)
    op.drop_column("device", "reload_version")
    op.drop_column("plan", "tablet")


def _prompt() -> None:
    op.create_table(
        "prompt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("answer_by", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("shown_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.String(length=24), nullable=True),
        sa.CheckConstraint(
            "kind IN ('are_you_ok', 'call_soon', 'test')", name=op.f("ck_prompt_kind")
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'shown', 'answered', 'undeliverable', 'withdrawn')",
            name=op.f("ck_prompt_state"),
        ),
        _points_to("prompt", "organisation_id", "organisation"),
        _points_to("prompt", "resident_id", "resident"),
        _points_to("prompt", "device_id", "device"),
        _points_to("prompt", "alert_id", "alert"),
        _points_to("prompt", "asked_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt")),
    )
    op.create_index(
        op.f("ix_prompt_resident_id_asked_at"), "prompt", ["resident_id", "asked_at"]
    )
    op.create_index(op.f("ix_prompt_alert_id"), "prompt", ["alert_id"])
    waits = sa.text("due_at IS NOT NULL")
    op.create_index(
        "ix_prompt_due", "prompt", ["due_at"], sqlite_where=waits, postgresql_where=waits
    )


def _task() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("kind IN ('doctor_asked')", name=op.f("ck_task_kind")),
        _points_to("task", "organisation_id", "organisation"),
        _points_to("task", "resident_id", "resident"),
        _points_to("task", "done_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    stands = sa.text("done_at IS NULL")
    op.create_index(
        "uq_task_standing", "task", ["resident_id", "kind"],
        unique=True, sqlite_where=stands, postgresql_where=stands,
    )  # fmt: skip
    op.create_index(
        op.f("ix_task_organisation_id_due_at"), "task", ["organisation_id", "due_at"]
    )


def _appointment() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.LargeBinary(), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("cancelled_at", sa.BigInteger(), nullable=True),
        _points_to("appointment", "resident_id", "resident"),
        _points_to("appointment", "created_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    op.create_index(op.f("ix_appointment_resident_id_at"), "appointment", ["resident_id", "at"])


def _points_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)
