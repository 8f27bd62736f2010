"""Lay down the on-call rota: duties, weekly plans, stand-ins, swaps and own holidays.

Revision: 0010
After: 0009
Safe while the previous release runs: yes. The tables are new; the previous release neither
reads nor writes them.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    _duty()
    _plan()
    _swap()
    _override()
    _holiday()


def downgrade() -> None:
    for table in ("holiday", "duty_override", "duty_swap", "duty_plan", "duty"):
        op.drop_table(table)


def _duty() -> None:
    op.create_table(
        "duty",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name_ko", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("hours", JSON, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        _points_to("duty", "organisation_id", "organisation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
    )
    stands = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_duty_standing", "duty", ["organisation_id", "code"],
        unique=True, sqlite_where=stands, postgresql_where=stands,
    )  # fmt: skip


def _plan() -> None:
    op.create_table(
        "duty_plan",
        sa.Column("duty_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("from_day", sa.Text(), nullable=False),
        sa.Column("lines", JSON, nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        _points_to("duty_plan", "duty_id", "duty"),
        _points_to("duty_plan", "published_by", "staff"),
        sa.PrimaryKeyConstraint("duty_id", "version", name=op.f("pk_duty_plan")),
    )


def _swap() -> None:
    op.create_table(
        "duty_swap",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("duty_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("asker_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("from_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.Column("return_from", sa.BigInteger(), nullable=True),
        sa.Column("return_until", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "state IN ('asked', 'accepted', 'refused', 'withdrawn')",
            name=op.f("ck_duty_swap_state"),
        ),
        _points_to("duty_swap", "duty_id", "duty"),
        _points_to("duty_swap", "asker_id", "staff"),
        _points_to("duty_swap", "other_id", "staff"),
        _points_to("duty_swap", "answered_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_swap")),
    )
    op.create_index(op.f("ix_duty_swap_duty_id_from_at"), "duty_swap", ["duty_id", "from_at"])


def _override() -> None:
    op.create_table(
        "duty_override",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("duty_id", sa.Uuid(), nullable=False),
        sa.Column("from_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("instead_of", sa.Uuid(), nullable=True),
        sa.Column("swap_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("cancelled_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("from_at < until_at", name=op.f("ck_duty_override_span")),
        _points_to("duty_override", "duty_id", "duty"),
        _points_to("duty_override", "staff_id", "staff"),
        _points_to("duty_override", "instead_of", "staff"),
        _points_to("duty_override", "swap_id", "duty_swap"),
        _points_to("duty_override", "made_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_override")),
        sa.UniqueConstraint("duty_id", "number", name=op.f("uq_duty_override_duty_id_number")),
    )
    op.create_index(
        op.f("ix_duty_override_duty_id_until_at"), "duty_override", ["duty_id", "until_at"]
    )


def _holiday() -> None:
    op.create_table(
        "holiday",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("name_ko", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        _points_to("holiday", "organisation_id", "organisation"),
        _points_to("holiday", "added_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday")),
        sa.UniqueConstraint(
            "organisation_id", "day", name=op.f("uq_holiday_organisation_id_day")
        ),
    )


def _points_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)
