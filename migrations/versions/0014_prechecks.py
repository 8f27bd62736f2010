"""Keep whom an organisation asks first, and each attempt to ask.

Revision: 0014
After: 0013
Safe while the previous release runs: yes. The tables are new; the previous release neither
reads nor writes them, and opens at once what this one would ask about first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "precheck_choice",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("protocol", sa.String(24), nullable=False),
        sa.Column("chosen_at", sa.BigInteger(), nullable=False),
        sa.Column("chosen_by", sa.Uuid(), nullable=True),
        _one_of("precheck_choice", "protocol", "none", "standard", "chungju", "gyeonggi"),
        _points_to("precheck_choice", "organisation_id", "organisation"),
        _points_to("precheck_choice", "chosen_by", "staff"),
        sa.PrimaryKeyConstraint("organisation_id", "version", name=op.f("pk_precheck_choice")),
    )
    op.create_table(
        "precheck_attempt",
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.Column("no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("way", sa.String(24), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answer_by", sa.BigInteger(), nullable=False),
        sa.Column("result", sa.String(24), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        _one_of("precheck_attempt", "way", "tablet", "voice", "sms"),
        _one_of(
            "precheck_attempt",
            "result",
            "ok",
            "help",
            "no_answer",
            "undeliverable",
            "not_possible",
        ),
        _points_to("precheck_attempt", "alert_id", "alert"),
        sa.PrimaryKeyConstraint("alert_id", "no", name=op.f("pk_precheck_attempt")),
    )


def downgrade() -> None:
    op.drop_table("precheck_attempt")
    op.drop_table("precheck_choice")


def _points_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def _one_of(table: str, column: str, *words: str) -> sa.CheckConstraint:
    allowed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({allowed})", name=op.f(f"ck_{table}_{column}"))
