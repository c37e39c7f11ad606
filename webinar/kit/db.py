"""The database: engines for reading and for writing, and the base of all tables.

Reading and writing are separate. Reads see one consistent snapshot and cannot write. Writes go
through `Database.write`, one at a time on SQLite, off the event loop, durable when it returns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import DateTime, Dialect, Engine, Executable, MetaData, Table, inspect, pool
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session, configure_mappers
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.types import TypeDecorator

from webinar.kit import concurrency, engines, postgres_waits
from webinar.kit.errors import Refused
from webinar.kit.ready_statements import transaction
from webinar.kit.sqlite import empty_log, prepare_sqlite, set_patience
from webinar.kit.write_turns import WriteTurns

T = TypeVar("T")

# The database is locked, full or away: nothing is wrong with the request itself.
UNAVAILABLE = (OperationalError, InterfaceError, PoolTimeout)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Instant(TypeDecorator[datetime]):
    """An instant in UTC. Naive values are refused, so that a local time cannot slip in."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def stored_enum(kind: type[StrEnum], name: str = "") -> SqlEnum:
    """An enumeration stored by value, as text with a check, so that SQL is readable.

    If a table has two columns of a kind, each check needs a `name` of its own.
    """
    return SqlEnum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda members: [member.value for member in members],
        name=name or kind.__name__.lower(),
    )


def table_of(model: type[Base]) -> Table:
    """The model's table: a statement on it does not pass through the ORM."""
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} is not stored in a table of its own")
    return table


def upsert(
    db: Session,
    table: type[Base],
    rows: Sequence[dict[str, Any]],
    *,
    update: Sequence[str],
    keys: Sequence[str] | None = None,
) -> None:
    """Insert the rows at once; for a row whose `keys` are stored already, set `update`.

    `keys` is a unique constraint of the table, by default its primary key.
    """
    unique = tuple(keys or (column.name for column in inspect(table).primary_key))
    statement = _upsert(db.get_bind().dialect.name, table, unique, tuple(update))
    db.flush()
    db.connection().execute(statement, list(rows))


@cache
def _upsert(
    dialect: str, table: type[Base], keys: tuple[str, ...], update: tuple[str, ...]
) -> Executable:
    """Build the statement once, without the rows, so that it is compiled only once as well.

    PostgreSQL and SQLite share the statement, not the name of the function that builds it.
    """
    build = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = build(table_of(table))
    return statement.on_conflict_do_update(
        index_elements=keys, set_={name: statement.excluded[name] for name in update}
    )


def forget_soon(db: Session) -> None:
    """Have earlier versions leave the log within a minute after this commit.

    Call this for changes too frequent for `Database.empty_log`.
    """
    db.info["forgets"] = True


class Database:
    """Sessions on one database. `url` must name its driver: `sqlite:///…`, `postgresql+psycopg2://…`."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        if parsed.drivername == "postgresql":
            # The bare form means psycopg 3, whose waits stop the whole event loop.
            raise ValueError("name the driver: postgresql+psycopg2://")
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        if self.is_sqlite:
            # One connection for all writes: they come one at a time, each from a worker thread,
            # which must not wait for the locks of a pool.
            self._writer = engines.make_engine(
                parsed, poolclass=pool.StaticPool, connect_args={"check_same_thread": False}
            )
            self._reader = engines.make_engine(parsed, connect_args={"check_same_thread": False})
            longest_ms = engines.BUSY_TIMEOUT_MS
            set_patience(self._writer, longest_ms, lambda: self._patience_ms)
            prepare_sqlite(self._writer, longest_ms, begin="BEGIN IMMEDIATE")
            prepare_sqlite(self._reader, longest_ms, begin="BEGIN", read_only=True)
        else:
            self._writer = engines.make_engine(parsed, pool_pre_ping=True, pool_timeout=4)
            self._reader = engines.make_engine(
                parsed,
                pool_pre_ping=True,
                pool_timeout=4,
                isolation_level="REPEATABLE READ",
                execution_options={"postgresql_readonly": True},
            )
            postgres_waits.install(self._writer, self._reader)
            engines.send_inserts_together(self._writer)
        engines.pause_before_statements(self._reader)
        self._turns = WriteTurns()
        self._patience_ms = engines.BUSY_TIMEOUT_MS
        self._log_is_emptied = False
        configure_mappers()

    @property
    def writer(self) -> Engine:
        """The writing engine, for migrations; everything else uses `write`."""
        return self._writer

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one consistent state and writes nothing.

        Raises `Refused("try_again", retryable=True)` when the database is locked or away.
        """
        try:
            with Session(self._reader, expire_on_commit=False) as session:
                yield session
        except UNAVAILABLE as error:
            raise Refused("try_again", retryable=True) from error

    def write(self, work: Callable[[Session], T], *, in_haste: bool = False) -> T:
        """Run `work` in one transaction and commit it; durable when this returns.

        `work` must touch only the database and plain values: on SQLite it runs in a worker thread,
        on PostgreSQL it is run again if another transaction was first to add or delete a row.
        Raises `Refused("try_again", retryable=True)` when the database is locked, full or away;
        with `in_haste` it raises this at once if the database is known to be locked.
        """
        try:
            if not self.is_sqlite:
                return self._transact_beside_others(work, in_haste=in_haste)
            return self._transact_alone(work, in_haste=in_haste)
        except UNAVAILABLE as error:
            raise Refused("try_again", retryable=True) from error

    def _transact_alone(self, work: Callable[[Session], T], *, in_haste: bool) -> T:
        """Write in turn: SQLite has one writer, and others must not wait on its lock in threads."""
        with self._turns.take(engines.BUSY_TIMEOUT_MS / 1000, in_haste=in_haste) as seconds:
            self._patience_ms = round(seconds * 1000)
            # If the work raises another error, such as a refusal, the transaction did begin.
            is_locked = False
            try:
                return concurrency.offload(self._transact, work)
            except OperationalError as error:
                is_locked = engines.is_locked(error)
                raise
            finally:
                self._turns.note_try(locked=is_locked)

    def _transact_beside_others(self, work: Callable[[Session], T], *, in_haste: bool) -> T:
        """Run the work again if another writer was faster: two may look at once and both add a row.

        The tables let only one add it. The other work runs again, sees that row, and answers as it
        does to a latecomer. It also runs again if a row that it changes was deleted meanwhile.
        """
        with postgres_waits.in_haste() if in_haste else nullcontext():
            try:
                return self._transact(work)
            except (IntegrityError, StaleDataError):
                return self._transact(work)

    def _transact(self, work: Callable[[Session], T]) -> T:
        with transaction(self._writer) as session:
            result = work(session)
        if "forgets" in session.info:
            self._log_is_emptied = False
        return result

    def empty_log(self) -> None:
        """Leave no earlier versions of pages in SQLite's write-ahead log.

        If a transaction is reading them, `finish_emptying` empties the log later.
        """
        if self.is_sqlite:
            with self._turns.alone():
                emptied = concurrency.offload(empty_log, self._writer, self._patience_ms)
                self._log_is_emptied = emptied

    def finish_emptying(self) -> None:
        """Empty the log if `empty_log` could not, `forget_soon` asked, or the process is new."""
        if not self._log_is_emptied:
            self.empty_log()

    def close(self) -> None:
        self._reader.dispose()
        self._writer.dispose()
