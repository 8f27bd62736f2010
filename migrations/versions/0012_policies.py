"""Keep each organisation's own escalation policies, version by version.

Revision: 0012
After: 0011
Safe while the previous release runs: yes. The table is new; the previous release neither
reads nor writes it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "escalation_policy",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("policy", JSON, nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "severity IN ('P1', 'P2', 'P3', 'P4')", name=op.f("ck_escalation_policy_severity")
        ),
        _points_to("organisation_id", "organisation"),
        _points_to("published_by", "staff"),
        sa.PrimaryKeyConstraint(
            "organisation_id", "severity", "version", name=op.f("pk_escalation_policy")
        ),
    )


def downgrade() -> None:
    op.drop_table("escalation_policy")


def _points_to(column: str, table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_escalation_policy_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name)
