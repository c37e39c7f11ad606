"""Databases of a test's own: a new SQLite file, or a new one on the server of TEST_DATABASE_URL."""

import os
import secrets

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url


def make_database(folder):
    """The URL of a new database without tables; `folder` is where a SQLite file goes."""
    given = os.environ.get("TEST_DATABASE_URL")
    if not given:
        return f"sqlite:///{folder / 'webinar.sqlite3'}"
    url = make_url(given).set(database=f"test_{secrets.token_hex(6)}")
    _on_server(f'CREATE DATABASE "{url.database}"')
    return url.render_as_string(hide_password=False)


def drop_database(made):
    url = make_url(made)
    if url.get_backend_name() != "sqlite":
        _on_server(f'DROP DATABASE "{url.database}" WITH (FORCE)')


def _on_server(statement):
    engine = create_engine(os.environ["TEST_DATABASE_URL"], isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
