"""Lay down consultations and the log of their quality.

Revision: 0005
After: 0004
Safe while the previous release runs: yes, everything is new and nobody changed a row.
"""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
