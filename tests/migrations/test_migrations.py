"""The migrations make what the models say, on both databases, up and down."""

import re
from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from telecare.db.engine import open_engine
from telecare.db.migrations import MIGRATIONS, alembic_config, migrate
from telecare.records.tables import metadata

STEPS = sorted(path.stem[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Engine]:
    engine = open_engine(empty_database_url, pooled=False)
    yield engine
    engine.dispose()


def url_of(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def tables_of(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def checks_of(engine: Engine) -> dict[str, str]:
    """Every check by its name, its words without layout."""
    found = inspect(engine)
    return {
        f"{table}.{check['name']}": re.sub(r"\s+", " ", check["sqltext"])
        for table in sorted(tables_of(engine))
        for check in found.get_check_constraints(table)
    }


def indexes_of(engine: Engine) -> set[tuple[str, str, tuple[str | None, ...], bool, str]]:
    """Every index with its columns, whether it is unique, and the condition it holds under."""
    found = inspect(engine)
    return {
        (
            table,
            index["name"] or "",
            tuple(index["column_names"]),
            bool(index["unique"]),
            str(index.get("dialect_options", {}).get(f"{engine.dialect.name}_where", "")),
        )
        for table in sorted(tables_of(engine))
        for index in found.get_indexes(table)
    }


def test_the_migrated_schema_equals_the_models(empty: Engine) -> None:
    migrate(url_of(empty))

    with empty.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata()) == []


def test_checks_and_partial_indexes_equal_the_models(empty: Engine) -> None:
    metadata().create_all(empty)
    checks, indexes = checks_of(empty), indexes_of(empty)
    with empty.begin() as connection:
        metadata().drop_all(connection)
    migrate(url_of(empty))

    assert checks_of(empty) == checks
    assert indexes_of(empty) == indexes
    assert len([where for *_, where in indexes if where]) >= 8


def test_every_step_goes_up_and_down_and_up_again(empty: Engine) -> None:
    url = url_of(empty)
    reached: list[set[str]] = []
    for step in STEPS:
        migrate(url, revision=step)
        reached.append(tables_of(empty))

    for before in [*reversed(reached[:-1]), set()]:
        migrate(url, revision="-1")
        assert tables_of(empty) == before
    migrate(url)
    assert tables_of(empty) == reached[-1] == set(metadata().tables)


def test_going_down_to_the_base_leaves_nothing_behind(empty: Engine) -> None:
    migrate(url_of(empty))
    migrate(url_of(empty), revision="base")

    assert tables_of(empty) == set()
    if empty.dialect.name == "postgresql":
        with empty.connect() as connection:
            left = connection.scalar(
                text("SELECT count(*) FROM pg_proc WHERE proname = 'audit_refuse'")
            )
        assert left == 0


def test_what_was_kept_survives_every_later_step_and_the_way_back(empty: Engine) -> None:
    url = url_of(empty)
    migrate(url, revision="0001")
    kept = {"id": f"{1:032x}", "sealed": b"\x01\x01 sealed"}
    with empty.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO organisation "
                "(id, kind, code, path, name_ko, name_en, name_initials) "
                "VALUES (:id, 'province', '47', '/47/', '경상북도', 'G', 'ㄱㅅㅂㄷ')"
            ),
            kept,
        )
        connection.execute(
            text(
                "INSERT INTO household "
                "(id, organisation_id, address, way_in, network, version) "
                "VALUES (:id, :id, :sealed, :sealed, '', 1)"
            ),
            kept,
        )

    migrate(url)
    migrate(url, revision="0001")

    with empty.connect() as connection:
        assert connection.scalar(text("SELECT name_ko FROM organisation")) == "경상북도"
        assert bytes(connection.scalar(text("SELECT address FROM household"))) == kept["sealed"]


def test_migrating_twice_changes_nothing(empty: Engine) -> None:
    migrate(url_of(empty))
    migrate(url_of(empty))

    assert tables_of(empty) == set(metadata().tables)


def test_there_is_one_line_of_numbered_steps() -> None:
    script = ScriptDirectory.from_config(alembic_config())
    line = [step.revision for step in script.walk_revisions()]

    assert script.get_heads() == [STEPS[-1]]
    assert sorted(line) == STEPS == [f"{number:04}" for number in range(1, len(STEPS) + 1)]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_says_why_and_imports_nothing_of_the_application(step: str) -> None:
    [path] = (MIGRATIONS / "versions").glob(f"{step}_*.py")
    source = path.read_text(encoding="utf-8")

    assert "Safe while the previous release runs:" in source
    assert not re.search(r"^\s*(from|import) (telecare|devices)\b", source, re.MULTILINE)


ENTRY = text(
    "INSERT INTO audit_entry (id, at, role, what, facts) VALUES (1, 1, 'service', 'x', '{}')"
)
LINK = text(
    "INSERT INTO audit_chain (position, entry_id, mac, previous, at) "
    "VALUES (1, 1, :mac, :mac, 1)"
)


@pytest.fixture
def chained(empty: Engine) -> Engine:
    """A database whose audit trail holds one entry and one link."""
    migrate(url_of(empty))
    with empty.begin() as connection:
        connection.execute(ENTRY)
        connection.execute(LINK, {"mac": b"m"})
    return empty


@pytest.mark.parametrize("table", ["audit_entry", "audit_chain"])
@pytest.mark.parametrize("act", ["UPDATE {} SET at = 2", "DELETE FROM {}"])
def test_the_audit_trail_refuses_to_change(chained: Engine, act: str, table: str) -> None:
    with (
        pytest.raises(DBAPIError, match="the audit trail is append-only"),
        chained.begin() as connection,
    ):
        connection.execute(text(act.format(table)))

    with chained.connect() as connection:
        assert connection.scalar(text(f"SELECT at FROM {table}")) == 1


def test_the_audit_trail_refuses_to_be_emptied_at_once(chained: Engine) -> None:
    if chained.dialect.name == "sqlite":  # it has no TRUNCATE
        return
    with (
        pytest.raises(DBAPIError, match="append-only"),
        chained.begin() as connection,
    ):
        connection.execute(text("TRUNCATE audit_chain, audit_entry"))


def incident(connection: Connection, number: int, state: str) -> None:
    connection.execute(
        text(
            "INSERT INTO incident (id, scope_kind, scope_key, state, opened_at, since, homes, "
            "because_ko, because_en, simulated, version) "
            "VALUES (:id, 'platform', 'platform', :state, 1, 1, 5, '', '', false, 1)"
        ),
        {"id": f"{number:032x}", "state": state},
    )


def test_one_open_incident_per_scope_and_any_number_of_closed_ones(empty: Engine) -> None:
    migrate(url_of(empty))
    with empty.begin() as connection:
        incident(connection, 1, "closed")
        incident(connection, 2, "closed")
        incident(connection, 3, "open")

    with pytest.raises(IntegrityError), empty.begin() as connection:
        incident(connection, 4, "open")


def test_a_state_no_table_knows_is_refused(empty: Engine) -> None:
    migrate(url_of(empty))

    with pytest.raises(IntegrityError), empty.begin() as connection:
        incident(connection, 1, "forgotten")
