"""Make new databases for tests: a SQLite file, or one on the server of TEST_DATABASE_URL."""

import os
import secrets
import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from webinar.kit import postgres_waits
from webinar.kit.db import Database
from webinar.operate.migrating import migrate
from webinar.tables import metadata

# Order does not matter while the triggers that check foreign keys are off. A table without a file
# was never written to. The catalogue answers several times as fast as the views on it.
EMPTY = """
DO $$
DECLARE
    name text;
    filled boolean;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT oid::regclass FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0
    LOOP
        EXECUTE 'SELECT EXISTS (SELECT FROM ' || name || ')' INTO filled;
        IF filled THEN
            EXECUTE 'DELETE FROM ' || name;
        END IF;
    END LOOP;
    FOR name IN SELECT seqrelid::regclass FROM pg_sequence
        WHERE pg_sequence_last_value(seqrelid) IS NOT NULL
    LOOP
        EXECUTE 'ALTER SEQUENCE ' || name || ' RESTART';
    END LOOP;
END $$
"""


def make_database(folder, has_tables=False):
    """Return the URL of a new database; `folder` is for a SQLite file.

    A SQLite file comes with its tables: migrating takes half of a server's start.
    """
    server_url = os.environ.get("TEST_DATABASE_URL")
    if not server_url:
        file = folder / "webinar.sqlite3"
        if has_tables:
            file.write_bytes(migrated_sqlite())
        return f"sqlite:///{file}"
    url = make_url(server_url).set(database=f"test_{secrets.token_hex(6)}")
    _on_server(f'CREATE DATABASE "{url.database}"')
    return url.render_as_string(hide_password=False)


@cache
def migrated_sqlite():
    """Return a SQLite file as the migrations leave it: all tables, all empty."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "webinar.sqlite3")
        database = Database(f"sqlite:///{file}")
        migrate(database)
        database.close()
        return file.read_bytes()


def drop_database(database_url):
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite":
        _on_server(f'DROP DATABASE "{url.database}" WITH (FORCE)')


def examples(count):
    """Return this number of examples of a property, or a fifth of it in a repeated run.

    A run on a database server, which is slow, is repeated; so is one of the first ways alone.
    """
    is_repeated = "TEST_DATABASE_URL" in os.environ or os.environ.get("TEST_WAYS") == "first"
    return count // 5 if is_repeated else count


def empty_postgres(engine):
    """Empty all tables and restart their ids at 1.

    They are created once, then only the filled ones are emptied: creating them takes longer than
    most tests.
    """
    with postgres_waits.in_bulk(), engine.begin() as connection:
        if connection.scalar(text("SELECT to_regclass('rooms')")) is None:
            metadata.create_all(connection)
        connection.execute(text(EMPTY))


def _on_server(statement):
    engine = create_engine(os.environ["TEST_DATABASE_URL"], isolation_level="AUTOCOMMIT")
    # A busy machine may take minutes: that is no silence of the server.
    with postgres_waits.in_bulk(), engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
