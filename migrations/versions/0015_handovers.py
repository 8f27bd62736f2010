"""Keep the sheets of a shift change, and which line was taken when.

Revision: 0015
After: 0014
Safe while the previous release runs: yes. The tables are new; the previous release neither
reads nor writes them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

KINDS = ("open", "promise", "watch", "suppression", "done", "words")


def upgrade() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("giver_id", sa.Uuid(), nullable=False),
        sa.Column("receiver_id", sa.Uuid(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        _points_to("handover", "organisation_id", "organisation"),
        _points_to("handover", "giver_id", "staff"),
        _points_to("handover", "receiver_id", "staff"),
        _points_to("handover", "closed_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index(
        "uq_handover_running",
        "handover",
        ["giver_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(
        op.f("ix_handover_receiver_id_begun_at"), "handover", ["receiver_id", "begun_at"]
    )
    _create_lines()


def _create_lines() -> None:
    kinds = ", ".join(f"'{kind}'" for kind in KINDS)
    op.create_table(
        "handover_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("handover_id", sa.Uuid(), nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=True),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.Column("suppression_id", sa.Uuid(), nullable=True),
        sa.Column("until_at", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("ticked_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(f"kind IN ({kinds})", name=op.f("ck_handover_line_kind")),
        _points_to("handover_line", "handover_id", "handover"),
        _points_to("handover_line", "resident_id", "resident"),
        _points_to("handover_line", "alert_id", "alert"),
        _points_to("handover_line", "suppression_id", "suppression"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_line")),
        sa.UniqueConstraint("handover_id", "no", name=op.f("uq_handover_line_handover_id_no")),
    )


def downgrade() -> None:
    op.drop_table("handover_line")
    op.drop_table("handover")


def _points_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)
