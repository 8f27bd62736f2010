"""Let an organisation write its own attempts, and say that somebody was seen meanwhile.

Revision: 0018
After: 0017
Safe while the previous release runs: yes, until an organisation chooses its own attempts or
somebody is seen while being asked: the previous release does not know those words.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0018"
down_revision = "0017"

PROTOCOLS = ("none", "standard", "chungju", "gyeonggi")
RESULTS = ("ok", "help", "no_answer", "undeliverable", "not_possible")


def upgrade() -> None:
    with op.batch_alter_table("precheck_choice", copy_from=_choice(PROTOCOLS)) as table:
        table.drop_constraint(op.f("ck_precheck_choice_protocol"), type_="check")
        table.create_check_constraint(
            op.f("ck_precheck_choice_protocol"), _among("protocol", (*PROTOCOLS, "own"))
        )
        table.add_column(_asks())
    with op.batch_alter_table("precheck_attempt", copy_from=_attempt(RESULTS)) as table:
        table.drop_constraint(op.f("ck_precheck_attempt_result"), type_="check")
        table.create_check_constraint(
            op.f("ck_precheck_attempt_result"), _among("result", (*RESULTS, "activity"))
        )


def downgrade() -> None:
    op.execute("DELETE FROM precheck_choice WHERE protocol = 'own'")
    op.execute("UPDATE precheck_attempt SET result = 'no_answer' WHERE result = 'activity'")
    wide = _choice((*PROTOCOLS, "own"), _asks())
    with op.batch_alter_table("precheck_choice", copy_from=wide) as table:
        table.drop_column("asks")
        table.drop_constraint(op.f("ck_precheck_choice_protocol"), type_="check")
        table.create_check_constraint(
            op.f("ck_precheck_choice_protocol"), _among("protocol", PROTOCOLS)
        )
    held = _attempt((*RESULTS, "activity"))
    with op.batch_alter_table("precheck_attempt", copy_from=held) as table:
        table.drop_constraint(op.f("ck_precheck_attempt_result"), type_="check")
        table.create_check_constraint(
            op.f("ck_precheck_attempt_result"), _among("result", RESULTS)
        )


def _asks() -> sa.Column:
    json = sa.JSON(none_as_null=True)
    as_kept = json.with_variant(JSONB(none_as_null=True), "postgresql")
    return sa.Column("asks", as_kept, nullable=True)


def _choice(protocols: tuple[str, ...], *more: sa.Column) -> sa.Table:
    """Return the table as step 0014 made it: SQLite makes it anew and reflects no checks."""
    return sa.Table(
        "precheck_choice",
        sa.MetaData(),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("protocol", sa.String(24), nullable=False),
        sa.Column("chosen_at", sa.BigInteger(), nullable=False),
        sa.Column("chosen_by", sa.Uuid(), nullable=True),
        *more,
        sa.CheckConstraint(_among("protocol", protocols), name="ck_precheck_choice_protocol"),
        _points_to("precheck_choice", "organisation_id", "organisation"),
        _points_to("precheck_choice", "chosen_by", "staff"),
        sa.PrimaryKeyConstraint("organisation_id", "version", name="pk_precheck_choice"),
    )


def _attempt(results: tuple[str, ...]) -> sa.Table:
    return sa.Table(
        "precheck_attempt",
        sa.MetaData(),
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.Column("no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("way", sa.String(24), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answer_by", sa.BigInteger(), nullable=False),
        sa.Column("result", sa.String(24), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            _among("way", ("tablet", "voice", "sms")), name="ck_precheck_attempt_way"
        ),
        sa.CheckConstraint(_among("result", results), name="ck_precheck_attempt_result"),
        _points_to("precheck_attempt", "alert_id", "alert"),
        sa.PrimaryKeyConstraint("alert_id", "no", name="pk_precheck_attempt"),
    )


def _points_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def _among(column: str, words: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({listed})"
