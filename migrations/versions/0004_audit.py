"""Lay down the audit trail and forbid changing it.

Revision: 0004
After: 0003
Safe while the previous release runs: yes, every table is new and nobody changed a row.

Entries are inserted unchained; the leader chains them into a second table within a second.
Triggers refuse UPDATE and DELETE on both tables and both databases (and TRUNCATE, where it
exists), so that even a mistake in the application, or at its console, cannot rewrite the past.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

TABLES = ("audit_entry", "audit_chain")
SQLITE_REFUSE = """
CREATE TRIGGER {table}_refuse_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$
"""
POSTGRESQL_REFUSE = """
CREATE TRIGGER {table}_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
"""


def upgrade() -> None:
    _audit_entry()
    _audit_chain()
    _triggers()


def downgrade() -> None:
    _drop_triggers()
    op.drop_table("audit_chain")
    op.drop_table("audit_entry")


def _audit_entry() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("resident_id", sa.Uuid(), nullable=True),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.Column("facts", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_alert_id"), "audit_entry", ["alert_id"])
    op.create_index(op.f("ix_audit_entry_at"), "audit_entry", ["at"])
    op.create_index(op.f("ix_audit_entry_resident_id_at"), "audit_entry", ["resident_id", "at"])
    op.create_index(op.f("ix_audit_entry_staff_id_at"), "audit_entry", ["staff_id", "at"])


def _audit_chain() -> None:
    op.create_table(
        "audit_chain",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["audit_entry.id"], name=op.f("fk_audit_chain_entry_id_audit_entry")
        ),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_audit_chain")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_audit_chain_entry_id")),
    )


def _triggers() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            for verb in ("UPDATE", "DELETE"):
                op.execute(SQLITE_REFUSE.format(table=table, verb=verb))
        return
    op.execute(POSTGRESQL_FUNCTION)
    for table in TABLES:
        op.execute(POSTGRESQL_REFUSE.format(table=table))


def _drop_triggers() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in TABLES:
        for name in (f"{table}_refuse_UPDATE", f"{table}_refuse_DELETE"):
            if on_sqlite:
                op.execute(f"DROP TRIGGER {name}")
        if not on_sqlite:
            op.execute(f"DROP TRIGGER {table}_refuse ON {table}")
    if not on_sqlite:
        op.execute("DROP FUNCTION audit_refuse")
