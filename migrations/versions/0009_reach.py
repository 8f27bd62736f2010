"""Lay down addresses, providers, on-call links and inbound results; widen notifications.

Revision: 0009
After: 0008
Safe while the previous release runs: yes. New columns are empty or have a default, `alert_id`
may be empty where it had to be filled, and the previous release takes rows in none of the new
states (they are not 'queued').
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

STATES = (
    "queued", "sent", "delivered", "failed", "no_one",
    "expanded", "accepted", "bundled", "read",
)  # fmt: skip
OLD_STATES = STATES[:5]
ABOUT = ("alert", "test", "precheck", "bridge", "notice")
LIKE_OLD = {"expanded": "delivered", "accepted": "delivered", "bundled": "delivered",
            "read": "delivered"}  # fmt: skip


def upgrade() -> None:
    with op.batch_alter_table("notification", copy_from=_old()) as table:
        table.alter_column("alert_id", existing_type=sa.Uuid(), nullable=True)
        table.drop_constraint(op.f("ck_notification_state"), type_="check")
        table.create_check_constraint(op.f("ck_notification_state"), _among("state", STATES))
        for column in _new_columns():
            table.add_column(column)
        table.create_check_constraint(op.f("ck_notification_about"), _among("about", ABOUT))
        for name, other in _POINTS.items():
            table.create_foreign_key(
                op.f(f"fk_notification_{name}_{other}"), other, [name], ["id"]
            )
    op.create_index(op.f("ix_notification_parent_id"), "notification", ["parent_id"])
    op.create_index(op.f("ix_notification_staff_id"), "notification", ["staff_id"])
    _address()
    _provider()
    _hook_event()
    _link()


def downgrade() -> None:
    for name in ("oncall_link", "hook_event", "provider", "address"):
        op.drop_table(name)
    op.execute("DELETE FROM notification WHERE alert_id IS NULL")
    for state, old in LIKE_OLD.items():
        op.execute(f"UPDATE notification SET state = '{old}' WHERE state = '{state}'")  # noqa: S608
    op.drop_index(op.f("ix_notification_staff_id"), "notification")
    op.drop_index(op.f("ix_notification_parent_id"), "notification")
    with op.batch_alter_table("notification", copy_from=_new()) as table:
        for name, other in _POINTS.items():
            table.drop_constraint(op.f(f"fk_notification_{name}_{other}"), type_="foreignkey")
        table.drop_constraint(op.f("ck_notification_about"), type_="check")
        for column in _new_columns():
            table.drop_column(column.name)
        table.drop_constraint(op.f("ck_notification_state"), type_="check")
        table.create_check_constraint(
            op.f("ck_notification_state"), _among("state", OLD_STATES)
        )
        table.alter_column("alert_id", existing_type=sa.Uuid(), nullable=False)


_POINTS = {"organisation_id": "organisation", "resident_id": "resident", "staff_id": "staff"}


def _among(column: str, words: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({listed})"


def _new_columns() -> list[sa.Column]:
    """Return the columns this step adds to a notification."""
    ids = (
        "about_id", "organisation_id", "resident_id", "staff_id", "contact_id", "address_id",
        "provider_id", "parent_id", "bundle_id",
    )  # fmt: skip
    return [
        sa.Column("about", sa.String(24), server_default="alert", nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=True) for name in ids),
        *(
            sa.Column(name, sa.Boolean(), server_default=sa.text("false"), nullable=False)
            for name in ("urgent", "simulated")
        ),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
    ]


def _old(*more: sa.sql.schema.SchemaItem, states: tuple[str, ...] = OLD_STATES) -> sa.Table:
    """Return the table as step 0003 made it: SQLite makes it anew and reflects no checks."""
    unfinished = sa.text("state IN ('queued', 'sent')")
    return sa.Table(
        "notification",
        sa.MetaData(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=states is STATES),
        sa.Column("idempotency_key", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("step_no", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.CheckConstraint(_among("state", states), name="ck_notification_state"),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name="fk_notification_alert_id_alert"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notification"),
        sa.UniqueConstraint("idempotency_key", name="uq_notification_idempotency_key"),
        sa.Index("ix_notification_alert_id", "alert_id"),
        sa.Index(
            "ix_notification_unfinished",
            "due_at",
            sqlite_where=unfinished,
            postgresql_where=unfinished,
        ),
        *more,
    )


def _new() -> sa.Table:
    """Return the table as this step leaves it, for the way back."""
    points = (
        sa.ForeignKeyConstraint([name], [f"{other}.id"], name=f"fk_notification_{name}_{other}")
        for name, other in _POINTS.items()
    )
    about = sa.CheckConstraint(_among("about", ABOUT), name="ck_notification_about")
    return _old(*_new_columns(), about, *points, states=STATES)


def _address() -> None:
    op.create_table(
        "address",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(24), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("test_due_at", sa.BigInteger(), nullable=True),
        sa.Column("tested_at", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.Column("disabled_at", sa.BigInteger(), nullable=True),
        sa.Column("disabled_why", sa.Text(), nullable=True),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "channel IN ('mail', 'sms', 'voice', 'push')", name=op.f("ck_address_channel")
        ),
        _points_to("address", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
    )
    stands, due = sa.text("removed_at IS NULL"), sa.text("test_due_at IS NOT NULL")
    op.create_index(
        "ix_address_standing", "address", ["staff_id", "channel"],
        sqlite_where=stands, postgresql_where=stands,
    )  # fmt: skip
    op.create_index(
        "ix_address_test_due", "address", ["test_due_at"],
        sqlite_where=due, postgresql_where=due,
    )  # fmt: skip


def _provider() -> None:
    op.create_table(
        "provider",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(24), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("settings", sa.LargeBinary(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.Column("disabled_at", sa.BigInteger(), nullable=True),
        sa.Column("retry_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('smtp', 'webhook', 'apprise')", name=op.f("ck_provider_kind")
        ),
        sa.CheckConstraint(
            "channel IN ('mail', 'sms', 'voice', 'webhook')", name=op.f("ck_provider_channel")
        ),
        _points_to("provider", "organisation_id", "organisation"),
        _points_to("provider", "created_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider")),
    )
    stands = sa.text("ended_at IS NULL AND channel <> 'webhook'")
    op.create_index(
        "uq_provider_standing", "provider", ["organisation_id", "channel"],
        unique=True, sqlite_where=stands, postgresql_where=stands,
    )  # fmt: skip


def _hook_event() -> None:
    op.create_table(
        "hook_event",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("notification_id", sa.Uuid(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        _points_to("hook_event", "provider_id", "provider"),
        sa.PrimaryKeyConstraint("provider_id", "event", name=op.f("pk_hook_event")),
    )
    op.create_index(op.f("ix_hook_event_received_at"), "hook_event", ["received_at"])


def _link() -> None:
    op.create_table(
        "oncall_link",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("notification_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("address_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        _points_to("oncall_link", "notification_id", "notification"),
        _points_to("oncall_link", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_oncall_link")),
    )
    op.create_index(op.f("ix_oncall_link_notification_id"), "oncall_link", ["notification_id"])
    op.create_index(op.f("ix_oncall_link_expires_at"), "oncall_link", ["expires_at"])


def _points_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )
