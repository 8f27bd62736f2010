"""Keep the canaries: residents that are machines, one an organisation, pressing on a schedule.

Revision: 0021
After: 0020
Safe while the previous release runs: yes. Until a canary is made, the table is empty and no
resident is one; the previous release neither reads nor writes what is new.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.add_column(
        "resident",
        sa.Column("canary", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_table(
        "canary",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("every_s", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("pressed_at", sa.BigInteger(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("through_at", sa.BigInteger(), nullable=True),
        sa.Column("took_ms", sa.BigInteger(), nullable=True),
        sa.Column("failing_since", sa.BigInteger(), nullable=True),
        _points_to("organisation_id", "organisation"),
        _points_to("resident_id", "resident"),
        _points_to("device_id", "device"),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_canary")),
        sa.UniqueConstraint("resident_id", name=op.f("uq_canary_resident_id")),
    )


def downgrade() -> None:
    op.drop_table("canary")
    op.drop_column("resident", "canary")


def _points_to(column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_canary_{column}_{other}")
    )
