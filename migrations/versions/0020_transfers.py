"""Keep the transfers of residents, and let a hand-over sheet name a task.

Revision: 0020
After: 0019
Safe while the previous release runs: yes. The table is new and the new column is empty. A line
of a kind it does not know the previous release cannot show: begin no sheet with the new release
before the old one has stopped.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

STATES = ("offered", "accepted", "refused", "withdrawn")
OLD_KINDS = ("open", "promise", "watch", "suppression", "done", "words")
KINDS = (*OLD_KINDS, "task")
TASK = "fk_handover_line_task_id_task"
POINTS = {
    "handover_id": "handover", "resident_id": "resident", "alert_id": "alert",
    "suppression_id": "suppression",
}  # fmt: skip


def upgrade() -> None:
    _create_transfer()
    with op.batch_alter_table("handover_line", copy_from=_lines(OLD_KINDS)) as table:
        table.drop_constraint(op.f("ck_handover_line_kind"), type_="check")
        table.create_check_constraint(
            op.f("ck_handover_line_kind"), _among("kind", (*OLD_KINDS, "task"))
        )
        table.add_column(sa.Column("task_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(op.f(TASK), "task", ["task_id"], ["id"])


def downgrade() -> None:
    op.execute("DELETE FROM handover_line WHERE kind = 'task'")
    task = sa.Column("task_id", sa.Uuid(), nullable=True)
    points = sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=TASK)
    with op.batch_alter_table("handover_line", copy_from=_lines(KINDS, task, points)) as table:
        table.drop_constraint(op.f(TASK), type_="foreignkey")
        table.drop_column("task_id")
        table.drop_constraint(op.f("ck_handover_line_kind"), type_="check")
        table.create_check_constraint(op.f("ck_handover_line_kind"), _among("kind", OLD_KINDS))
    op.drop_table("transfer")


def _create_transfer() -> None:
    op.create_table(
        "transfer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("offered_by", sa.Uuid(), nullable=False),
        sa.Column("offered_at", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("remind_at", sa.BigInteger(), nullable=True),
        sa.Column("reminders", sa.BigInteger(), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("place_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(_among("state", STATES), name=op.f("ck_transfer_state")),
        sa.CheckConstraint(
            "(state = 'offered') = (remind_at IS NOT NULL)",
            name=op.f("ck_transfer_offered_means_reminded"),
        ),
        _points_to("transfer", "resident_id", "resident"),
        _points_to("transfer", "from_id", "organisation"),
        _points_to("transfer", "to_id", "organisation"),
        _points_to("transfer", "offered_by", "staff"),
        _points_to("transfer", "answered_by", "staff"),
        _points_to("transfer", "place_id", "organisation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
    )
    offered = sa.text("state = 'offered'")
    op.create_index(
        "uq_transfer_offered", "transfer", ["resident_id"],
        unique=True, sqlite_where=offered, postgresql_where=offered,
    )  # fmt: skip
    op.create_index(
        "ix_transfer_remind", "transfer", ["remind_at"],
        sqlite_where=offered, postgresql_where=offered,
    )  # fmt: skip
    op.create_index(op.f("ix_transfer_to_id_state"), "transfer", ["to_id", "state"])
    op.create_index(op.f("ix_transfer_resident_id"), "transfer", ["resident_id"])


def _lines(kinds: tuple[str, ...], *more: sa.sql.schema.SchemaItem) -> sa.Table:
    """Return the lines as step 0015 made them: SQLite reflects no checks."""
    return sa.Table(
        "handover_line",
        sa.MetaData(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("handover_id", sa.Uuid(), nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=True),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.Column("suppression_id", sa.Uuid(), nullable=True),
        sa.Column("until_at", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("ticked_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(_among("kind", kinds), name="ck_handover_line_kind"),
        *(_points_to("handover_line", name, other) for name, other in POINTS.items()),
        sa.PrimaryKeyConstraint("id", name="pk_handover_line"),
        sa.UniqueConstraint("handover_id", "no", name="uq_handover_line_handover_id_no"),
        *more,
    )


def _among(column: str, words: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({listed})"


def _points_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)
