"""Migrations: bring a database up or down to a numbered step of its schema.

A module of its own because importing Alembic costs 0.3 s, which only a migration should pay.
"""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from telecare.db.engine import open_engine, sqlite_file

MIGRATIONS: Final = Path(__file__).parents[2] / "migrations"
MIGRATION_LOCK: Final = 0x7465_6C65_0001  # PostgreSQL advisory lock: one migrator at a time


def migrate(url: str, *, revision: str = "head") -> None:
    """Bring the database at `url` up or down to `revision`, making it if needed.

    Args:
        url: The database.
        revision: "head", a step's number such as "0002", "-1" for one down, or "base", which
            leaves no table.
    """
    path = sqlite_file(url)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    engine = open_engine(url, pooled=False)
    try:
        with engine.connect() as connection:
            _migrate(connection, revision)
    finally:
        engine.dispose()


def alembic_config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration with the packaged migrations."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _migrate(connection: Connection, revision: str) -> None:
    on_sqlite = connection.dialect.name == "sqlite"
    if on_sqlite:  # a batch migration drops and renames tables: foreign keys off, checked after
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - a live connection has its driver's
        driver.execute("PRAGMA foreign_keys=OFF")
    with connection.begin():
        if not on_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:k)"), {"k": MIGRATION_LOCK})
        config = alembic_config(connection)
        if _is_below(connection, revision):
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)
        if on_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise RuntimeError(
                "the migration left rows that point nowhere; nothing was changed"
            )


def _is_below(connection: Connection, revision: str) -> bool:
    """Tell whether `revision` lies below where the database stands: steps are numbered."""
    stands = MigrationContext.configure(connection).get_current_revision()
    earlier = revision.isdigit() and stands is not None and revision < stands
    return revision == "base" or revision.startswith("-") or earlier
