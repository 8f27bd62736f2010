"""Keep what a rescuer must know of a home and a person, and every call to 119.

Revision: 0011
After: 0010
Safe while the previous release runs: yes. The new columns may be empty and the table is new;
the previous release neither reads nor writes them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("household", sa.Column("door_code", sa.LargeBinary(), nullable=True))
    for column in ("health_conditions", "medicines"):
        op.add_column("resident", sa.Column(column, sa.LargeBinary(), nullable=True))
    _emergency_call()


def downgrade() -> None:
    op.drop_table("emergency_call")
    for column in ("medicines", "health_conditions"):
        op.drop_column("resident", column)
    op.drop_column("household", "door_code")


def _emergency_call() -> None:
    op.create_table(
        "emergency_call",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("called_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("spoken_with", sa.LargeBinary(), nullable=False),
        sa.Column("reference", sa.LargeBinary(), nullable=False),
        _points_to("alert_id", "alert"),
        _points_to("resident_id", "resident"),
        _points_to("by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_call")),
    )
    op.create_index(op.f("ix_emergency_call_alert_id"), "emergency_call", ["alert_id"])


def _points_to(column: str, table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_emergency_call_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name)
