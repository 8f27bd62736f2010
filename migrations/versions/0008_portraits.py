"""Lay down the portraits that staff put up for the residents they call.

Revision: 0008
After: 0007
Safe while the previous release runs: yes, the table is new and nobody changed a row.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "staff_portrait",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=True),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_portrait_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_staff_portrait")),
    )


def downgrade() -> None:
    op.drop_table("staff_portrait")
