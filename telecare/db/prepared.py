"""Statements compiled once and run on the driver itself, for the few that run per judgement.

Executing a Core statement costs 60–200 µs of bookkeeping before and after the database does
its 10–40 µs of work. What is judged for every due resident cannot afford that; everything else
can, and should use Core. The same statement runs on both databases; values and rows pass
through the column types as usual.

Not for statements with lists of changing length (`in_`), nor where a constraint may be broken:
errors are the driver's own.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import Dialect, Engine
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.orm import Session
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

Process = Callable[[Any], Any]


class _Compiled(NamedTuple):
    """A statement in the words of one dialect."""

    sql: str
    binds: tuple[tuple[str, Process | None], ...]  # in the order they are passed
    positional: bool
    constants: Mapping[str, Any]
    reads: tuple[Process | None, ...]
    row: Any  # a named tuple of the columns; None for a statement that answers nothing


class Prepared:
    """A statement with named binds, to be run many times."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement: Final = statement
        self._compiled: dict[str, _Compiled] = {}

    def all(self, db: Session, values: Mapping[str, Any]) -> list[Any]:
        """Run it and return its rows, as named tuples of Python values."""
        compiled, cursor = self._run(db, values)
        rows = cursor.fetchall()
        cursor.close()
        return [_read(compiled, row) for row in rows]

    def first(self, db: Session, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
        """Run it and return its first row, or None."""
        compiled, cursor = self._run(db, values)
        row = cursor.fetchone()
        cursor.close()
        return None if row is None else _read(compiled, row)

    def peek(self, engine: Engine, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
        """Run it alone, in no transaction of ours, and return its first row, or None.

        For a look that is taken all day and mostly sees nothing: opening a session costs
        twenty times what the database needs to answer.
        """
        compiled = self._for(engine.dialect)
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(compiled.sql, _bound(compiled, values))
            row = cursor.fetchone()
            cursor.close()
        finally:
            connection.close()
        return None if row is None else _read(compiled, row)

    def run(self, db: Session, values: Mapping[str, Any]) -> int:
        """Run it and return how many rows it changed."""
        _, cursor = self._run(db, values)
        changed = cursor.rowcount
        cursor.close()
        return changed

    def run_many(self, db: Session, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run it once for each of `rows`."""
        connection = db.connection()
        compiled = self._for(connection.dialect)
        cursor = connection.connection.cursor()
        cursor.executemany(compiled.sql, [_bound(compiled, row) for row in rows])
        cursor.close()

    def _run(self, db: Session, values: Mapping[str, Any]) -> tuple[_Compiled, DBAPICursor]:
        connection = db.connection()
        compiled = self._for(connection.dialect)
        cursor = connection.connection.cursor()
        cursor.execute(compiled.sql, _bound(compiled, values))
        return compiled, cursor

    def _for(self, dialect: Dialect) -> _Compiled:
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _compile(self._statement, dialect)
        return compiled


def _compile(statement: ClauseElement, dialect: Dialect) -> _Compiled:
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)  # noqa: S101 - a statement, not a type
    names = compiled.positiontup if compiled.positional else list(compiled.binds)
    binds = tuple(
        (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
        for name in names or ()
    )
    columns = list(getattr(statement, "selected_columns", ()) or ()) or list(
        getattr(statement, "_returning", ())
    )
    reads = tuple(
        column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns
    )
    fields = [str(getattr(column, "key", None) or "_") for column in columns]
    row = namedtuple("row", fields, rename=True) if fields else None  # noqa: PYI024
    constants = {
        name: bind.effective_value for name, bind in compiled.binds.items() if not bind.required
    }
    return _Compiled(str(compiled), binds, bool(compiled.positional), constants, reads, row)


def _bound(compiled: _Compiled, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """Return the parameters as the driver takes them: a tuple, or a dict by name."""
    constants = compiled.constants
    if compiled.positional:
        return tuple(
            _given(name, process, values, constants) for name, process in compiled.binds
        )
    return {name: _given(name, process, values, constants) for name, process in compiled.binds}


def _given(
    name: str, process: Process | None, values: Mapping[str, Any], constants: Mapping[str, Any]
) -> Any:  # noqa: ANN401
    value = values[name] if name in values else constants[name]
    return value if process is None else process(value)


def _read(compiled: _Compiled, row: tuple[Any, ...]) -> Any:  # noqa: ANN401
    return compiled.row._make(
        value if process is None else process(value)
        for process, value in zip(compiled.reads, row, strict=True)
    )
