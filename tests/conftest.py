"""What tests share: a database of their own, the application on it, and a client."""

import gc
import os
import shutil
import sqlite3
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import hypothesis
import pytest
from sqlalchemy import Engine, event

from config import ROOT, Settings
from tests import own_ids
from tests.databases import drop_database, empty_postgres, make_database
from tests.warm import warm, warm_app
from webinar.content.lessons.library import read_library
from webinar.kit import clock, concurrency
from webinar.kit.db import Database
from webinar.people.accounts.limits import limiter
from webinar.tables import metadata

# How long an example takes says something of the machine and nothing of the code.
hypothesis.settings.register_profile("checks", deadline=None)
hypothesis.settings.load_profile("checks")

# Databases on a disk wait for it at every commit; what a test writes is gone afterwards anyway.
MEMORY = Path("/dev/shm")
ENOUGH_BYTES = 2 * 1024**3
# Of a minute, for a test of one minute.
ENOUGH_SECONDS = 20

TESTS = ROOT / "tests"
EVERY_WAY = ("room/engine/test_indexes.py", "live/polls/")

# Here the ways differ in the server that is started.
SERVED = ("browser", "protocol", "operate/commands/test_postgres.py")

SECRET = "a-secret-key-for-tests-0123456789-abcdef"


def pytest_configure():
    """Folders of tests are made in memory, where there is enough of it that may hold programs.

    What a test leaves is collected seldom: looking for it took a tenth of the time.
    """
    gc.set_threshold(100_000, 50, 100)
    if _is_roomy(MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def _is_roomy(folder):
    if not os.access(folder, os.W_OK):
        return False
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize >= ENOUGH_BYTES and not found.f_flag & os.ST_NOEXEC


def pytest_collection_modifyitems(config, items):
    """With TEST_WAYS=first, of what asks the same in many ways run the first."""
    if os.environ.get("TEST_WAYS") != "first":
        return
    first = list(_first_ways(items))
    kept = set(first)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = first


def _first_ways(items):
    """For a server, whole files where each way has a table, a type or an index of its own."""
    seen, whole = set(), EVERY_WAY if "TEST_DATABASE_URL" in os.environ else ()
    for item in items:
        path = item.path.relative_to(TESTS).as_posix()
        name = (path, getattr(item, "originalname", item.name))
        if name not in seen or path.startswith(whole) or _has_servers(item):
            yield item
        seen.add(name)


def _has_servers(item):
    return any(item.path.is_relative_to(TESTS / name) for name in SERVED)


@event.listens_for(Engine, "connect")
def give_rows_backwards(connection, _record):
    """Where no order was asked for SQLite gives the other one than it would: servers give any."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA reverse_unordered_selects=ON")


@pytest.fixture(scope="session", autouse=True)
def kept_warm():
    with warm():
        yield


@pytest.fixture(autouse=True)
def within_a_minute(request, monkeypatch):
    """No minute, and so no day anywhere, ends between two lines of a test: it begins a bit earlier.

    Not later: what is signed would be refused as made in the future. Servers beside a test have
    clocks of their own, and so there it does not.
    """
    has_servers = request.node.get_closest_marker("protocol") or _has_servers(request.node)
    left = 60 - clock.now().timestamp() % 60
    if left < ENOUGH_SECONDS and not has_servers:
        monkeypatch.setattr(clock, "_anchor_wall", clock._anchor_wall - ENOUGH_SECONDS)


@pytest.fixture(autouse=True)
def off_the_loop(monkeypatch):
    """Work that is handed off runs in another thread, as on the server: without Flask's request."""
    monkeypatch.setattr(concurrency, "offload", in_a_thread)


def in_a_thread(work, *args, **kwargs):
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
    made = make_database(tmp_path_factory.getbasetemp())
    yield made
    drop_database(made)


@pytest.fixture
def database_url(tmp_path, postgres_url):
    """A new SQLite file, or the worker's own PostgreSQL database, which `db` empties."""
    return postgres_url or f"sqlite:///{tmp_path / 'test.sqlite3'}"


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory):
    """A file with all tables. Copying it is six times as fast as making them for every test."""
    path = tmp_path_factory.mktemp("empty") / "empty.sqlite3"
    database = Database(f"sqlite:///{path}")
    metadata.create_all(database.writer)
    database.close()
    return path


@pytest.fixture
def db(database_url, empty_sqlite):
    """A `Database` with all tables and nothing in them."""
    if database_url.startswith("sqlite:///"):
        shutil.copyfile(empty_sqlite, database_url.removeprefix("sqlite:///"))
    database = Database(database_url)
    if not database.is_sqlite:
        empty_postgres(database.writer)
    own_ids.begin_anew(own_ids.address_of(database.writer))
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
            # A test asks for more at once than somebody does.
            "EXPORTS_PER_MINUTE": "1000",
        }
    )


@pytest.fixture(scope="session")
def library():
    """What the server teaches as it is shipped, read once: it does not change."""
    return read_library(ROOT / "modules")


@pytest.fixture
def app(db, settings, library, monkeypatch):
    """The whole application on the test's database; nothing runs in the background.

    However slow the machine, what fails too often within a minute fails within one.
    """
    app = warm_app(settings, library)
    # What earlier tests failed at is not counted against this one.
    limiter.reset()
    at = time.time()
    monkeypatch.setattr("limits.storage.memory.time", SimpleNamespace(time=lambda: at))
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app
    app.extensions["webinar"].db.close()


@pytest.fixture
def client(app):
    return app.test_client()
