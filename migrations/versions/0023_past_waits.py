"""Keep each wait of an alert apart, and the report of each that was too long.

Revision: 0023
After: 0022
Safe while the previous release runs: yes, but for a report of a late P1, which it cannot write
then. An alert that comes back under it goes on with the clock of its first wait.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

SEVERITIES = ("P1", "P2", "P3", "P4")
REASONS = (
    "nobody_on", "all_busy", "not_seen", "not_delivered", "acted_first", "became_urgent",
    "area_outage", "system", "other",
)  # fmt: skip


def upgrade() -> None:
    op.add_column(
        "alert", sa.Column("wait_no", sa.BigInteger(), server_default="1", nullable=False)
    )
    op.create_table(
        "past_wait",
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.Column("no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("severity", sa.String(24), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("first_human_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(24), nullable=True),
        sa.CheckConstraint(_among("severity", SEVERITIES), name=op.f("ck_past_wait_severity")),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name=op.f("fk_past_wait_alert_id_alert")
        ),
        sa.PrimaryKeyConstraint("alert_id", "no", name=op.f("pk_past_wait")),
    )
    op.create_index("ix_past_wait_received_at", "past_wait", ["received_at"])
    with op.batch_alter_table("late_report", copy_from=_report(("alert_id",))) as table:
        table.add_column(
            sa.Column("wait_no", sa.BigInteger(), server_default="1", nullable=False)
        )
        table.drop_constraint(op.f("pk_late_report"), type_="primary")
        table.create_primary_key(op.f("pk_late_report"), ["alert_id", "wait_no"])


def downgrade() -> None:
    op.execute("DELETE FROM late_report WHERE wait_no > 1")
    wait = sa.Column("wait_no", sa.BigInteger(), server_default="1", nullable=False)
    held = _report(("alert_id", "wait_no"), wait)
    with op.batch_alter_table("late_report", copy_from=held) as table:
        table.drop_constraint(op.f("pk_late_report"), type_="primary")
        table.create_primary_key(op.f("pk_late_report"), ["alert_id"])
        table.drop_column("wait_no")
    op.drop_table("past_wait")
    op.drop_column("alert", "wait_no")


def _among(column: str, words: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({listed})"


def _report(key: tuple[str, ...], *more: sa.Column) -> sa.Table:
    """Return the table as it stands: SQLite makes it anew and reflects no checks."""
    return sa.Table(
        "late_report",
        sa.MetaData(),
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        *more,
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(24), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(_among("reason", REASONS), name=op.f("ck_late_report_reason")),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name=op.f("fk_late_report_alert_id_alert")
        ),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_late_report_by_staff")),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_late_report")),
    )
