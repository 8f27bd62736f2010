"""Lay down the gate, consents and clinical notes.

Revision: 0006
After: 0005
Safe while the previous release runs: yes, everything is new and nobody changed a row.
"""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
