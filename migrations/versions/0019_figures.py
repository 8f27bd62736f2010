"""Keep why a P1 waited too long, and find a month's alerts by when they came in.

Revision: 0019
After: 0018
Safe while the previous release runs: yes. The table and the index are new; the previous
release neither reads nor writes them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

REASONS = (
    "nobody_on", "all_busy", "not_seen", "not_delivered", "acted_first", "became_urgent",
    "area_outage", "system", "other",
)  # fmt: skip


def upgrade() -> None:
    listed = ", ".join(f"'{word}'" for word in REASONS)
    op.create_table(
        "late_report",
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(24), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(f"reason IN ({listed})", name=op.f("ck_late_report_reason")),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name=op.f("fk_late_report_alert_id_alert")
        ),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_late_report_by_staff")),
        sa.PrimaryKeyConstraint("alert_id", name=op.f("pk_late_report")),
    )
    op.create_index("ix_alert_received", "alert", ["first_signal_received_at"])


def downgrade() -> None:
    op.drop_index("ix_alert_received", "alert")
    op.drop_table("late_report")
