"""Give tasks a window, a person and an alert, and keep what a visit found.

Revision: 0017
After: 0016
Safe while the previous release runs: yes. New columns are empty or have a default. A kind of
task it does not know it cannot show: let the new release make such tasks only once the old one
has stopped.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

KINDS = (
    "doctor_asked", "well_being", "visit", "call", "technical", "welfare", "other",
)  # fmt: skip
OLD_KINDS = KINDS[:1]
FOUND = ("well", "helped", "needs_help", "not_home", "not_let_in")
BESIDE = (
    "task_done", "task_changed", "alert_over", "alert_of_other", "alert_changed", "moved",
)  # fmt: skip
POINTS = {"alert_id": "alert", "assigned_to": "staff", "made_by": "staff"}


def upgrade() -> None:
    op.drop_index("uq_task_standing", "task")
    with op.batch_alter_table("task", copy_from=_task(OLD_KINDS)) as table:
        table.drop_constraint(op.f("ck_task_kind"), type_="check")
        table.create_check_constraint(op.f("ck_task_kind"), _among("kind", KINDS))
        for column in _new_columns():
            table.add_column(column)
        table.create_check_constraint(
            op.f("ck_task_priority"), _among("priority", ("high", "normal"))
        )
        for name, other in POINTS.items():
            table.create_foreign_key(op.f(f"fk_task_{name}_{other}"), other, [name], ["id"])
    _index("uq_task_standing", ["resident_id", "kind"], "made_by IS NULL", unique=True)
    _index("uq_task_alert", ["alert_id", "kind"], "alert_id IS NOT NULL", unique=True)
    _index("ix_task_tell", ["tell_at"], "tell_at IS NOT NULL")
    _create_visit()


def downgrade() -> None:
    op.drop_table("visit")
    for name in ("ix_task_tell", "uq_task_alert", "uq_task_standing"):
        op.drop_index(name, "task")
    op.execute("DELETE FROM task WHERE kind <> 'doctor_asked' OR made_by IS NOT NULL")
    with op.batch_alter_table("task", copy_from=_wide()) as table:
        for name, other in POINTS.items():
            table.drop_constraint(op.f(f"fk_task_{name}_{other}"), type_="foreignkey")
        table.drop_constraint(op.f("ck_task_priority"), type_="check")
        for column in _new_columns():
            table.drop_column(column.name)
        table.drop_constraint(op.f("ck_task_kind"), type_="check")
        table.create_check_constraint(op.f("ck_task_kind"), _among("kind", OLD_KINDS))
    stands = sa.text("done_at IS NULL")
    op.create_index(
        "uq_task_standing", "task", ["resident_id", "kind"],
        unique=True, sqlite_where=stands, postgresql_where=stands,
    )  # fmt: skip


def _index(name: str, columns: list[str], also: str, *, unique: bool = False) -> None:
    where = sa.text(f"done_at IS NULL AND {also}")
    op.create_index(
        name, "task", columns, unique=unique, sqlite_where=where, postgresql_where=where
    )


def _new_columns() -> list[sa.Column]:
    return [
        sa.Column("from_at", sa.BigInteger(), nullable=True),
        sa.Column("priority", sa.String(24), server_default="normal", nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.Column("assigned_to", sa.Uuid(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("tell_at", sa.BigInteger(), nullable=True),
    ]


def _task(kinds: tuple[str, ...], *more: sa.sql.schema.SchemaItem) -> sa.Table:
    """Return the table as step 0007 made it: SQLite makes it anew and reflects no checks."""
    return sa.Table(
        "task",
        sa.MetaData(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(_among("kind", kinds), name="ck_task_kind"),
        _points_to("task", "organisation_id", "organisation"),
        _points_to("task", "resident_id", "resident"),
        _points_to("task", "done_by", "staff"),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
        sa.Index("ix_task_organisation_id_due_at", "organisation_id", "due_at"),
        *more,
    )


def _wide() -> sa.Table:
    """Return the table as this step leaves it, for the way back."""
    points = (_points_to("task", name, other) for name, other in POINTS.items())
    priority = sa.CheckConstraint(
        _among("priority", ("high", "normal")), name="ck_task_priority"
    )
    return _task(KINDS, *_new_columns(), priority, *points)


def _create_visit() -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("task_version", sa.BigInteger(), nullable=True),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("captured_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("found", sa.String(24), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("beside", sa.String(24), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(_among("found", FOUND), name=op.f("ck_visit_found")),
        sa.CheckConstraint(_among("beside", BESIDE), name=op.f("ck_visit_beside")),
        _points_to("visit", "organisation_id", "organisation"),
        _points_to("visit", "resident_id", "resident"),
        _points_to("visit", "task_id", "task"),
        _points_to("visit", "alert_id", "alert"),
        _points_to("visit", "author_id", "staff"),
        _points_to("visit", "settled_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    op.create_index(
        op.f("ix_visit_resident_id_captured_at"), "visit", ["resident_id", "captured_at"]
    )
    op.create_index(op.f("ix_visit_task_id"), "visit", ["task_id"])
    waits = sa.text("beside IS NOT NULL AND settled_at IS NULL")
    op.create_index(
        "ix_visit_beside", "visit", ["organisation_id"],
        sqlite_where=waits, postgresql_where=waits,
    )  # fmt: skip


def _among(column: str, words: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({listed})"


def _points_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )
