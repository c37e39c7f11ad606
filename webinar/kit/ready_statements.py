"""Statements of the live path, compiled once and run without SQLAlchemy's work for each execution.

Finding a compiled statement, and wrapping its parameters and its result, takes several times as
long as SQLite takes to run it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, Engine, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.types import TypeEngine

Statement = Select[*tuple[Any, ...]] | UpdateBase
Row = tuple[Any, ...]
# Turns a value into what the driver takes, or back; None if both are the same.
_Process = Callable[[Any], Any] | None

_CONNECTION = "ready_statements.connection"


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Yield a session in a transaction that is committed at the end of the block.

    The transaction is the connection's: one of the session costs twice as much, even if the work
    sends its statements without the ORM.
    """
    with engine.begin() as connection, Session(connection, expire_on_commit=False) as session:
        session.info[_CONNECTION] = connection
        yield session
        # The transaction ends with the connection's block, not with the session's.
        session.flush()


def connection_of(db: Session) -> Connection:
    """Return the session's connection, within its transaction and savepoint."""
    kept: Connection | None = db.info.get(_CONNECTION)
    # A savepoint only begins when the session is asked for its connection.
    return db.connection() if kept is None or db.in_nested_transaction() else kept


class ReadyStatement:
    """A statement whose bound values are given by name at each run.

    `build` makes it for a dialect, `sqlite` or `postgresql`. It may contain nothing that SQLAlchemy
    decides at each execution, such as lists of any length (see `bulk`) or defaults computed in
    Python; an insert needs `inline()`. Otherwise its first run raises `ValueError`.
    """

    def __init__(self, build: Callable[[str], Statement]) -> None:
        self._build = build
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, **values: Any) -> Sequence[Row]:
        """Run it and return its rows, typed as its columns are; flush no pending ORM changes.

        Raises `ValueError` if values are missing or unknown, and the same errors as SQLAlchemy.
        """
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = _Compiled(self._build(dialect.name), dialect)
            self._compiled[dialect.name] = compiled
        return compiled.run(connection, values)


class _Bound(NamedTuple):
    name: str
    process: _Process


class _Compiled:
    """The statement's text for one dialect, and how its values and its rows are converted."""

    def __init__(self, statement: Statement, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        assert isinstance(compiled, SQLCompiler)  # noqa: S101  for the type checker
        _refuse_what_varies(compiled)
        self._text = str(compiled)
        self._places = compiled.positiontup if compiled.positional else None
        self._bound: list[_Bound] = []
        # Values that the statement itself contains, ready for the driver.
        self._fixed: dict[str, Any] = {}
        for name, bind in compiled.binds.items():
            process = bind.type.dialect_impl(dialect).bind_processor(dialect)
            if bind.required:
                self._bound.append(_Bound(name, process))
            else:
                value = bind.effective_value
                self._fixed[name] = process(value) if process else value
        self._names = frozenset(bound.name for bound in self._bound)
        self._types: list[TypeEngine[Any]] = [column.type for column in statement.exported_columns]
        self._processes: list[_Process] | None = None

    def run(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Row]:
        if values.keys() != self._names:
            raise ValueError(f"values {sorted(values)} do not fit {sorted(self._names)}")
        bound = self._fixed.copy()
        for name, process in self._bound:
            value = values[name]
            bound[name] = process(value) if process is not None else value
        parameters = bound if self._places is None else tuple(bound[name] for name in self._places)
        return self._execute(connection, parameters)

    def _execute(self, connection: Connection, parameters: Any) -> Sequence[Row]:
        dialect, text = connection.dialect, self._text
        with closing(connection.connection.cursor()) as cursor:
            # Listeners to the engine's statements hear this one, too.
            for hear in connection.dispatch.before_cursor_execute:
                hear(connection, cursor, text, parameters, None, False)
            try:
                cursor.execute(text, parameters)
                rows = cursor.fetchall() if self._types else ()
            except dialect.loaded_dbapi.Error as error:
                raise _as_sqlalchemy_raises(error, connection, cursor, text, parameters) from error
            return self._typed(rows, dialect, cursor.description) if rows else rows

    def _typed(self, rows: Sequence[Row], dialect: Dialect, description: Any) -> Sequence[Row]:
        if self._processes is None:
            self._processes = [
                kind.dialect_impl(dialect).result_processor(dialect, column[1])
                for kind, column in zip(self._types, description, strict=True)
            ]
        processes = self._processes
        if not any(processes):
            return rows
        return [
            tuple(
                value if process is None else process(value)
                for value, process in zip(row, processes, strict=True)
            )
            for row in rows
        ]


def _refuse_what_varies(compiled: SQLCompiler) -> None:
    if compiled.post_compile_params or compiled.literal_execute_params:
        raise ValueError("a list makes the statement's text vary: bind its items as rows")
    if compiled.insert_prefetch or compiled.update_prefetch:
        raise ValueError("a default computed in Python is missing: give the value")
    if compiled.implicit_returning:
        raise ValueError("insert with inline(): nobody reads the new key")


def _as_sqlalchemy_raises(
    error: Any, connection: Connection, cursor: Any, text: str, parameters: Any
) -> Exception:
    """Return the error that SQLAlchemy would raise; drop the connection if the server is gone."""
    dialect = connection.dialect
    is_gone = dialect.is_disconnect(error, connection.connection.dbapi_connection, cursor)
    wrapped: Exception = DBAPIError.instance(
        text,
        parameters,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=connection.engine.hide_parameters,
        connection_invalidated=is_gone,
        dialect=dialect,
    )
    if is_gone:
        connection.invalidate(wrapped)
    return wrapped
