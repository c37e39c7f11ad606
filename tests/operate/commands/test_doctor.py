"""The doctor finds problems and says how to fix them."""

import fcntl
import os
import re
import resource
import socket
import sqlite3
import threading
from dataclasses import replace
from types import SimpleNamespace

import pytest

from config import ROOT
from tests.conftest import SECRET
from webinar.operate.commands import status, uploads
from webinar.operate.commands.proof import HEADER, proof
from webinar.room.transport.rooms import Rooms


def line_of(result, check):
    lines = result.output.splitlines()
    at = next(number for number, line in enumerate(lines) if f"  {check}: " in line)
    return lines[at], lines[at + 1] if at + 1 < len(lines) else ""


def test_healthy_server_has_no_problem(operator):
    operator.run("backup", str(operator.folder.parent / "b.tar"))

    result = operator.run("doctor", MODULES=str(ROOT / "modules"))

    assert result.exit_code == 0, result.output
    assert "PROBLEM" not in result.output and ", 0 problems." in result.output


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
    result = operator.run("doctor", **settings)

    assert result.exit_code == 1
    line, remedy = line_of(result, check)
    assert line.startswith("PROBLEM") and "->" in remedy


def test_doctor_checks_file_rights_revision_and_audit_log(operator):
    operator.run("users", "add", "ada@example.test", "--name", "Ada")
    connection = sqlite3.connect(operator.path)
    connection.execute("DROP TRIGGER audit_keeps")
    connection.execute("UPDATE audit SET kind = 'x' WHERE id = 1")
    connection.execute("UPDATE alembic_version SET version_num = '0003'")
    connection.commit()
    connection.close()
    operator.path.chmod(0o644)
    operator.folder.chmod(0o755)

    result = operator.run("doctor")

    assert "of another version" in operator.run("status").output
    for check in ("audit log", "migrations", "mode of the database"):
        assert line_of(result, check)[0].startswith("PROBLEM"), result.output


def test_new_database_is_readable_by_its_owner_only(make_operator):
    """Planted fault: every user of the machine could read the database."""
    operator = make_operator("new", migrated=False)
    old_mask = os.umask(0o022)
    try:
        assert operator.run("migrate").exit_code == 0
    finally:
        os.umask(old_mask)

    assert [oct(file.stat().st_mode & 0o077) for file in operator.folder.glob("*.sqlite3*")] == [
        "0o0"
    ]


def test_doctor_reports_the_connections_a_low_file_limit_allows(operator, monkeypatch):
    """Planted fault: the suggested number of connections exceeded the limit."""
    monkeypatch.setattr(resource, "getrlimit", lambda _which: (256, 256))

    line, remedy = line_of(operator.run("doctor"), "open files")

    assert line.startswith("look") and "only 128 connections at once instead of 10000" in line
    assert "LimitNOFILE=10500" in remedy and "MAX_CONNECTIONS to 128" in remedy


def test_mail_is_tried_only_on_request(operator):
    mail = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": "1", "SMTP_SENDER": "a@example.test"}

    assert "mail:" not in operator.run("doctor", **mail).output
    assert line_of(operator.run("doctor", "--mail", **mail), "mail")[0].startswith("PROBLEM")


def test_missing_database_is_reported_as_not_there_yet(make_operator):
    result = make_operator("new", migrated=False).run("doctor")

    assert "does not exist yet" in result.output


def test_status_lists_server_sessions_purge_and_audit(operator):
    operator.run("purge")
    result = operator.run("status")

    assert result.exit_code == 0
    for name in ("running", "sessions live", "last purge", "audit entries"):
        assert name in result.output
    assert "False" in result.output and "entries are missing" not in result.output


def test_connection_counts_need_a_proof_of_the_servers_key(client):
    assert client.get("/healthz/status").status_code == 404
    assert client.get("/healthz/status", headers={HEADER: proof("another")}).status_code == 404
    answer = client.get("/healthz/status", headers={HEADER: proof(SECRET)})
    assert answer.json | {"refused": {}} == {"connected": 0, "people": 0, "refused": {}}


def test_status_names_the_process_that_holds_the_database(operator):
    """Planted fault: a lock that could not be opened counted as a running server."""
    lock = operator.path.with_name(f"{operator.path.name}.lock")
    with lock.open("w") as held:
        held.write("http://127.0.0.1:1, process 7\n")
        held.flush()
        fcntl.flock(held, fcntl.LOCK_EX)
        running = operator.run("status").output
    lock.unlink()
    lock.mkdir()

    unreadable = operator.run("status").output

    assert re.search("^process +http://127.0.0.1:1, process 7$", running, re.MULTILINE)
    assert re.search("^running +True$", running, re.MULTILINE)
    assert re.search("^running +False$", unreadable, re.MULTILINE)


@pytest.mark.parametrize("answer", ["SSH-2.0-OpenSSH", "HTTP/1.1 200 OK\r\n\r\n{}"])
def test_status_does_not_take_another_program_for_the_server(operator, answer):
    """Planted fault: a port with something else behind it ended the command with a traceback."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        threading.Thread(target=answer_once, args=(other, answer), daemon=True).start()
        result = operator.run("status", PORT=str(other.getsockname()[1]))

    assert result.exit_code == 0 and re.search("^running +False$", result.output, re.M)


def answer_once(other, answer):
    link, _address = other.accept()
    with link:
        link.recv(1000)
        link.sendall(f"{answer}\r\n".encode())


def test_status_lists_the_most_frequent_refusals(operator, monkeypatch):
    refused = {"slide.go not_allowed": 1, "poll.vote poll_not_open": 12}
    answers = {"connected": 1, "people": 1, "refused": refused}
    monkeypatch.setattr(status, "_ask_server", lambda _own: answers)

    output = operator.run("status").output

    assert re.search("^refused +poll.vote poll_not_open 12, slide.go not_allowed 1$", output, re.M)


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        ({"connected": 1, "people": 1, "apart": 0}, "ok"),
        ({"connected": 1, "people": 1, "apart": 1}, "unreachable: run webinar doctor"),
        (None, "-"),
    ],
)
def test_status_says_whether_processes_hear_each_other(operator, monkeypatch, answers, shown):
    """Planted fault: an outage appeared only in the log."""
    monkeypatch.setattr(status, "_ask_server", lambda _own: answers)

    result = operator.run("status", MESSAGE_QUEUE="redis://127.0.0.1:1/0")

    assert re.search(rf"^message queue +{shown}$", result.output, re.MULTILINE), result.output
    assert "message queue" not in operator.run("status").output


@pytest.mark.parametrize("is_away", [False, True])
def test_a_process_with_a_queue_says_whether_it_hears_others(app, client, monkeypatch, is_away):
    services = app.extensions["webinar"]
    several = replace(services.settings, message_queue="redis://127.0.0.1:1/0")
    monkeypatch.setitem(app.extensions, "webinar", replace(services, settings=several))
    monkeypatch.setattr(Rooms, "is_apart", is_away)

    answer = client.get("/healthz/status", headers={HEADER: proof(SECRET)})

    assert answer.json["apart"] == int(is_away)


PRODUCTION = {
    "PRODUCTION": "1",
    "PUBLIC_URL": "https://webinar.example.invalid",
    "TRUSTED_PROXIES": "1",
    "DEMO": "0",
}


def test_missing_issuer_name_is_found_in_production(operator):
    line, remedy = line_of(operator.run("doctor", **PRODUCTION), "ISSUER_NAME")
    assert line.startswith("look") and "webinar.example.invalid" in line and "->" in remedy

    named = operator.run("doctor", **PRODUCTION, ISSUER_NAME="The Academy")
    assert line_of(named, "ISSUER_NAME")[0].startswith("ok")


@pytest.mark.parametrize("status_line", ["413 Request Entity Too Large", "100 Continue"])
def test_proxy_that_refuses_uploads_is_found(monkeypatch, status_line):
    """Planted fault: nobody noticed until the first roster of 300 kB."""
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        threading.Thread(target=answer_each, args=(proxy, status_line), daemon=True).start()
        url = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        findings = list(uploads.check_uploads(SimpleNamespace(public_url=url, is_https=True)))

    [finding] = findings
    assert finding.state == ("problem" if status_line.startswith("413") else "ok")
    assert ("client_max_body_size 51m" in finding.remedy) == status_line.startswith("413")


def answer_each(proxy, status_line):
    """Answer each request after its head, as a proxy may do without reading the rest."""
    for _ in uploads.UPLOADS:
        link, _address = proxy.accept()
        with link:
            head = b""
            while b"\r\n\r\n" not in head:
                head += link.recv(1000)
            link.sendall(f"HTTP/1.1 {status_line}\r\n\r\n".encode())


def test_verify_audit_finds_missing_entries(operator):
    operator.run("users", "add", "ada@example.test", "--name", "Ada")

    complete = operator.run("verify-audit", "--entries", "2")
    cut_off = operator.run("verify-audit", "--entries", "9")
    connection = sqlite3.connect(operator.path)
    connection.execute("DROP TRIGGER audit_stays")
    connection.execute("DELETE FROM audit WHERE id = 1")
    connection.commit()
    connection.close()
    broken = operator.run("verify-audit")
    backup = operator.run("backup", str(operator.folder.parent / "broken.tar"))

    assert complete.exit_code == 0 and "2 entries" in complete.output
    assert cut_off.exit_code == 1
    assert backup.exit_code == 0 and "broken at entry 2" in backup.output
    assert broken.exit_code == 1 and "entry 2" in broken.output
