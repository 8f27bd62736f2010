"""Run the migrations on a given connection, or on the database of `-x url=…`.

Importing the tables is for `--autogenerate` only: the versions themselves import nothing
of the application, ever.
"""

from alembic import context
from sqlalchemy import Connection

from telecare.db.engine import open_engine
from telecare.records.tables import metadata


def run(connection: Connection) -> None:
    """Run what Alembic was asked for; the caller owns the transaction."""
    context.configure(
        connection=connection,
        target_metadata=metadata(),
        render_as_batch=True,  # SQLite changes a table by making it anew
        transactional_ddl=True,  # both databases roll a failed step back
    )
    context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = open_engine(context.get_x_argument(as_dictionary=True)["url"], pooled=False)
    with engine.begin() as opened:
        run(opened)
    engine.dispose()
