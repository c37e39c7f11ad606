"""Shared fixtures give a test its own database, the application on it, and a client."""

import gc
import os
import shutil
import sqlite3
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import hypothesis
import pytest
from flask import request_finished
from sqlalchemy import Engine, event

from config import ROOT, Settings
from tests import own_ids
from tests.databases import drop_database, empty_postgres, make_database
from tests.page_texts import expect_texts
from tests.postbox import listening
from tests.warm_caches import warm, warm_app
from webinar.content.lessons.library import read_library
from webinar.kit import clock, concurrency
from webinar.kit.db import Database
from webinar.people.accounts.limits import limiter
from webinar.tables import metadata

# The time of an example depends on the machine, not on the code.
hypothesis.settings.register_profile("checks", deadline=None)
hypothesis.settings.load_profile("checks")

# A database on a disk waits for the disk at every commit, and a test's data is thrown away anyway.
MEMORY = Path("/dev/shm")
ENOUGH_BYTES = 2 * 1024**3
# The rest of a minute that is enough for a test that must run within one minute.
ENOUGH_SECONDS = 20

# Tests with one of these marks start processes, which have their own clocks.
SERVED = ("browser", "protocol")

SECRET = "a-secret-key-for-tests-0123456789-abcdef"


def pytest_configure():
    """Make tests' folders in memory if there is enough of it and it may hold programs.

    Garbage is collected rarely: collection took a tenth of the time.
    """
    gc.set_threshold(100_000, 50, 100)
    if _is_roomy(MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def _is_roomy(folder):
    if not os.access(folder, os.W_OK):
        return False
    stats = os.statvfs(folder)
    return stats.f_bavail * stats.f_frsize >= ENOUGH_BYTES and not stats.f_flag & os.ST_NOEXEC


def pytest_itemcollected(item):
    """Give a test the marks of its folder's `__init__`, and `postgres` if it has a database."""
    folder = sys.modules.get(item.module.__package__)
    if folder is None:
        raise pytest.UsageError(f"{item.path.parent} needs an __init__.py")
    for mark in getattr(folder, "pytestmark", []):
        item.add_marker(mark)
    if "database_url" in item.fixturenames and not _has(item, "same_statements", *SERVED):
        item.add_marker("postgres")


def _has(item, *marks):
    return any(item.get_closest_marker(mark) for mark in marks)


def pytest_collection_modifyitems(config, items):
    """With TEST_WAYS=first, run only the first of tests that check the same in many ways."""
    if os.environ.get("TEST_WAYS") != "first":
        return
    first = list(_first_ways(items))
    first_set = set(first)
    config.hook.pytest_deselected(items=[item for item in items if item not in first_set])
    items[:] = first


def _first_ways(items):
    names = set()
    for item in items:
        name = (item.path, getattr(item, "originalname", item.name))
        if name not in names or _has(item, "every_way", *SERVED):
            yield item
        names.add(name)


@event.listens_for(Engine, "connect")
def give_rows_backwards(connection, _record):
    """Let SQLite reverse rows without ORDER BY: servers may return them in any order."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA reverse_unordered_selects=ON")


@pytest.fixture(scope="session", autouse=True)
def warm_caches():
    with warm():
        yield


@pytest.fixture(autouse=True)
def within_a_minute(request, monkeypatch):
    """Let no minute, and so no day anywhere, end during a test: its clock starts a bit earlier.

    It does not start later: signatures would be refused as made in the future. Separate server
    processes have their own clocks, so this does not apply there.
    """
    seconds_left = 60 - clock.now().timestamp() % 60
    if seconds_left < ENOUGH_SECONDS and not _has(request.node, *SERVED):
        monkeypatch.setattr(clock, "_anchor_wall", clock._anchor_wall - ENOUGH_SECONDS)


@pytest.fixture(autouse=True)
def off_the_loop(monkeypatch):
    """Run offloaded work in another thread, as the server does: without Flask's request."""
    monkeypatch.setattr(concurrency, "offload", run_in_thread)


def run_in_thread(work, *args, **kwargs):
    outcome = []

    def run():
        try:
            outcome.append((work(*args, **kwargs), None))
        except BaseException as error:
            outcome.append((None, error))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    result, error = outcome[0]
    if error is not None:
        raise error
    return result


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory):
    """This worker's own database on the server of TEST_DATABASE_URL, if there is one."""
    if "TEST_DATABASE_URL" not in os.environ:
        yield None
        return
    url = make_database(tmp_path_factory.getbasetemp())
    yield url
    drop_database(url)


@pytest.fixture
def database_url(tmp_path, postgres_url):
    """A new SQLite file, or the worker's own PostgreSQL database, which `db` empties."""
    return postgres_url or f"sqlite:///{tmp_path / 'test.sqlite3'}"


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory):
    """A file with all tables: copying it is six times as fast as creating them for every test."""
    path = tmp_path_factory.mktemp("empty") / "empty.sqlite3"
    database = Database(f"sqlite:///{path}")
    metadata.create_all(database.writer)
    database.close()
    return path


@pytest.fixture
def db(database_url, empty_sqlite):
    """A `Database` with all tables, which are empty."""
    if database_url.startswith("sqlite:///"):
        shutil.copyfile(empty_sqlite, database_url.removeprefix("sqlite:///"))
    database = Database(database_url)
    if not database.is_sqlite:
        empty_postgres(database.writer)
    own_ids.restart(own_ids.address_of(database.writer))
    yield database
    database.close()


@pytest.fixture
def settings(tmp_path, database_url):
    return Settings.from_env(
        {
            "SECRET_KEY": SECRET,
            "DATABASE_URL": database_url,
            "INSTANCE": str(tmp_path / "instance"),
            "PORT": "5000",
            # A test sends more requests at once than a person does.
            "EXPORTS_PER_MINUTE": "1000",
        }
    )


@pytest.fixture(scope="session")
def library():
    """The shipped library, read once: it does not change."""
    return read_library(ROOT / "modules")


@pytest.fixture
def app(db, settings, library, monkeypatch):
    """The whole application on the test's database; nothing runs in the background.

    Attempts counted within a minute stay within one, however slow the machine.
    """
    app = warm_app(settings, library)
    # Failed attempts of earlier tests do not count against this one.
    limiter.reset()
    at = time.time()
    monkeypatch.setattr("limits.storage.memory.time", SimpleNamespace(time=lambda: at))
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with request_finished.connected_to(expect_texts, app):
        yield app
    app.extensions["webinar"].db.close()


@pytest.fixture
def mail_server():
    """A mail server that keeps the letters; `postbox.mailing` names it in the settings."""
    with listening() as handler:
        yield handler


@pytest.fixture
def client(app):
    return app.test_client()
