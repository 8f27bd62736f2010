"""Keep why a policy was published, and when an organisation gave its own back.

Revision: 0016
After: 0015
Safe while the previous release runs: yes. Both columns are new and optional. A version that
gives a policy back holds a copy of what counts from then on, so the previous release, which
does not know the mark, tells the same people.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column(
        "escalation_policy",
        sa.Column("given_back", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("escalation_policy", sa.Column("reason", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("escalation_policy", "reason")
    op.drop_column("escalation_policy", "given_back")
