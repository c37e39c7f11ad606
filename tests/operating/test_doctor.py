"""The doctor finds what is wrong, and says how to mend it."""

import os
import resource
import sqlite3

import pytest

from config import ROOT
from tests.conftest import SECRET
from webinar.operating.proof import HEADER, proof


def line_of(result, check):
    lines = result.output.splitlines()
    place = next(n for n, line in enumerate(lines) if f"  {check}: " in line)
    return lines[place], lines[place + 1] if place + 1 < len(lines) else ""


def test_a_good_server_has_no_problem(operator):
    operator.run("backup", str(operator.folder.parent / "b.tar"))

    found = operator.run("doctor", MODULES=str(ROOT / "modules"))

    assert found.exit_code == 0, found.output
    assert "PROBLEM" not in found.output and ", 0 problems." in found.output


@pytest.mark.parametrize(
    ("settings", "check"),
    [
        ({"PUBLIC_URL": "http://webinar.example.org"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://webinar.example.invalid"}, "TRUSTED_PROXIES"),
        ({"SECRET_KEY": "abcdefgh" * 5}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "settings"),
        ({"PORT": "many"}, "settings"),
        ({"DATABASE_URL": "postgresql+psycopg2://nobody@127.0.0.1:1/none"}, "database"),
        ({"MESSAGE_QUEUE": "redis://127.0.0.1:1/0"}, "Redis"),
        ({"MODULES": "/nowhere/modules"}, "modules"),
    ],
)
def test_a_wrong_setting_is_found(operator, settings, check):
    found = operator.run("doctor", **settings)

    assert found.exit_code == 1
    line, mend = line_of(found, check)
    assert line.startswith("PROBLEM") and "->" in mend


def test_rights_revision_and_the_audit_log_are_looked_at(operator):
    operator.run("users", "add", "ada@example.test", "--name", "Ada")
    connection = sqlite3.connect(operator.path)
    connection.execute("DROP TRIGGER audit_keeps")
    connection.execute("UPDATE audit SET kind = 'x' WHERE id = 1")
    connection.execute("UPDATE alembic_version SET version_num = '0003'")
    connection.commit()
    connection.close()
    operator.path.chmod(0o644)
    operator.folder.chmod(0o755)

    found = operator.run("doctor")

    assert "of another version" in operator.run("status").output
    for check in ("audit log", "migrations", "rights of the database"):
        assert line_of(found, check)[0].startswith("PROBLEM"), found.output


def test_a_database_is_made_for_its_owner_alone(make_operator):
    """Planted fault: every user of the machine could read it."""
    operator = make_operator("new", migrated=False)
    before = os.umask(0o022)
    try:
        assert operator.run("migrate").exit_code == 0
    finally:
        os.umask(before)

    assert [oct(one.stat().st_mode & 0o077) for one in operator.folder.glob("*.sqlite3*")] == [
        "0o0"
    ]


def test_a_low_limit_of_open_files_costs_connections(operator, monkeypatch):
    """Planted fault: it told a number of connections that does not fit below the limit."""
    monkeypatch.setattr(resource, "getrlimit", lambda _which: (256, 256))

    line, mend = line_of(operator.run("doctor"), "open files")

    assert line.startswith("look") and "only 128 connections at once instead of 10000" in line
    assert "LimitNOFILE=10500" in mend and "MAX_CONNECTIONS to 128" in mend


def test_mail_is_only_tried_when_asked(operator):
    mail = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": "1", "SMTP_SENDER": "a@example.test"}

    assert "mail:" not in operator.run("doctor", **mail).output
    assert line_of(operator.run("doctor", "--mail", **mail), "mail")[0].startswith("PROBLEM")


def test_the_database_that_is_not_there_yet_is_no_problem(make_operator):
    found = make_operator("new", migrated=False).run("doctor")

    assert "not there yet" in found.output


def test_status_says_what_is_known(operator):
    operator.run("purge")
    found = operator.run("status")

    assert found.exit_code == 0
    for name in ("running", "sessions live", "last purge", "audit entries"):
        assert name in found.output
    assert "False" in found.output and "entries are missing" not in found.output


def test_the_server_says_how_many_are_connected_to_whoever_has_its_key(client):
    assert client.get("/healthz/status").status_code == 404
    assert client.get("/healthz/status", headers={HEADER: proof("another")}).status_code == 404
    answer = client.get("/healthz/status", headers={HEADER: proof(SECRET)})
    assert answer.json == {"connected": 0, "people": 0}


def test_the_audit_log_is_verified(operator):
    operator.run("users", "add", "ada@example.test", "--name", "Ada")

    whole = operator.run("verify-audit", "--entries", "2")
    fewer = operator.run("verify-audit", "--entries", "9")
    connection = sqlite3.connect(operator.path)
    connection.execute("DROP TRIGGER audit_stays")
    connection.execute("DELETE FROM audit WHERE id = 1")
    connection.commit()
    connection.close()
    broken = operator.run("verify-audit")
    kept = operator.run("backup", str(operator.folder.parent / "broken.tar"))

    assert whole.exit_code == 0 and "2 entries" in whole.output
    assert fewer.exit_code == 1
    assert kept.exit_code == 0 and "broken at entry 2" in kept.output
    assert broken.exit_code == 1 and "entry 2" in broken.output
