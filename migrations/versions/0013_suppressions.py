"""Keep when alerts about a home or a device are held back, why, and until when.

Revision: 0013
After: 0012
Safe while the previous release runs: yes. The table is new; the previous release neither
reads nor writes it, and simply opens what this one would hold back.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "suppression",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(24), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("from_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("reminded_at", sa.BigInteger(), nullable=True),
        sa.Column("looked_at", sa.BigInteger(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("extended_at", sa.BigInteger(), nullable=True),
        sa.Column("extended_by", sa.Uuid(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("extended_note", sa.LargeBinary(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_why", sa.String(24), nullable=True),
        _one_of("reason", "away", "hospital", "visit", "device_test", "out_of_service"),
        _one_of("ended_why", "over", "by_hand", "returned"),
        _points_to("organisation_id", "organisation"),
        _points_to("resident_id", "resident"),
        _points_to("created_by", "staff"),
        _points_to("extended_by", "staff"),
        _points_to("ended_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppression")),
    )
    _where(
        "uq_suppression_running", ["resident_id", "subject"], "ended_at IS NULL", unique=True
    )
    _where("ix_suppression_due", ["due_at"], "due_at IS NOT NULL", unique=False)
    op.create_index(
        op.f("ix_suppression_organisation_id_ended_at"),
        "suppression",
        ["organisation_id", "ended_at"],
    )


def downgrade() -> None:
    op.drop_table("suppression")


def _where(name: str, columns: list[str], condition: str, *, unique: bool) -> None:
    op.create_index(
        name,
        "suppression",
        columns,
        unique=unique,
        sqlite_where=sa.text(condition),
        postgresql_where=sa.text(condition),
    )


def _points_to(column: str, table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_suppression_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name)


def _one_of(column: str, *words: str) -> sa.CheckConstraint:
    allowed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({allowed})", name=op.f(f"ck_suppression_{column}"))
