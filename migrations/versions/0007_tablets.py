"""Lay down tablets, prompts, tasks and appointments.

Revision: 0007
After: 0006
Safe while the previous release runs: yes, everything is new and nobody changed a row.
"""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
