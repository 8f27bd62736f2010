"""Keep of a past wait whether it passed by itself, and the device it came from.

Revision: 0024
After: 0023
Safe while the previous release runs: yes. It writes waits without either; they count neither
as passed nor for a device.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    passed = sa.Column("passed", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("past_wait", passed)
    op.add_column("past_wait", sa.Column("device", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("past_wait", "device")
    op.drop_column("past_wait", "passed")
