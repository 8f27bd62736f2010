"""What the operator's commands stand on: a database that answers and is of this version."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, OperationalError

from telecare.config import Settings
from telecare.db.engine import open_engine, reading, sqlite_file
from telecare.db.migrations import alembic_config
from telecare.errors import BadSetting, DatabaseAway, NotMigrated
from telecare.records import keys
from telecare.vault.sitekey import open_vault
from telecare.vault.vault import Vault


def database_file(settings: Settings) -> Path | None:
    """Return the file of a SQLite database; None: it is PostgreSQL's, or in memory.

    Raises:
        BadSetting: The address is of neither.
    """
    try:
        open_engine(settings.database_url).dispose()  # nothing connects: the address is read
        return sqlite_file(settings.database_url)
    except (ArgumentError, ValueError) as error:
        raise BadSetting(
            "TELECARE_DATABASE_URL must be sqlite:///FILE or postgresql://HOST/NAME."
        ) from error


@contextmanager
def opened(settings: Settings) -> Iterator[Engine]:
    """Open a database that answers and has this version's tables; close it at the end.

    Raises:
        BadSetting: See `database_file`.
        DatabaseAway: Nobody answers at its address.
        NotMigrated: It is empty, or of an older version.
    """
    file = database_file(settings)
    if file is not None and not file.exists():
        raise NotMigrated
    engine = open_engine(settings.database_url)
    try:
        if behind(engine):
            raise NotMigrated
        yield engine
    finally:
        engine.dispose()


def behind(engine: Engine) -> bool:
    """Whether this version's migrations have yet to run.

    A database ahead of this version is not behind: the next version's migrations are safe
    while this one still runs.

    Raises:
        DatabaseAway: Nobody answers at its address.
    """
    try:
        with engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
    except OperationalError as error:
        raise DatabaseAway from error
    steps = ScriptDirectory.from_config(alembic_config())
    if found is None:
        return True
    try:
        steps.get_revision(found)
    except CommandError:
        return False  # a later version's step
    return found != steps.get_current_head()


def require_ready(settings: Settings) -> Vault:
    """Refuse to start what could not work, in one sentence; return the vault.

    Raises:
        MissingSiteKey, OpenSiteKey, BadSiteKey: See `vault.sitekey.open_vault`.
        WrongSiteKey: The database was sealed with another key.
        BadSetting, DatabaseAway, NotMigrated: See `opened`.
    """
    vault = open_vault(settings)
    with opened(settings) as engine, reading(engine) as db:
        keys.check(db, vault)
    return vault
