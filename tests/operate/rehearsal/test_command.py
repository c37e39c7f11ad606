"""The command `webinar rehearse` explains its errors and imports few libraries."""

import subprocess
import sys
import threading

import pytest
from click.testing import CliRunner
from werkzeug.serving import make_server

from webinar.operate.rehearsal.command import rehearse


@pytest.fixture
def live_url(app):
    """The URL of the application, served on a free port."""
    server = make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("languages", ["ru,xx", "", ","])
def test_unknown_languages_are_refused(languages):
    result = CliRunner().invoke(rehearse, ["--code", "ABCD2345", "--languages", languages])

    assert result.exit_code == 2
    assert "kk, ru, en, prs" in result.output


def test_voice_needs_no_link_of_its_own_in_a_played_session():
    options = ["--play", "http://127.0.0.1:1/welcome/x", "--voice", "http://127.0.0.1:1/welcome/y"]

    result = CliRunner().invoke(rehearse, options)

    assert result.exit_code == 2
    assert "leave --voice out" in result.output


def test_server_of_these_settings_is_found_without_an_address(live_url, monkeypatch):
    monkeypatch.setenv("PORT", live_url.rpartition(":")[2])

    result = CliRunner().invoke(rehearse, ["--code", "ABCD2345"])

    assert result.exit_code == 1
    assert "nobody could join: there is no session with this code" in result.output


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "nowhere", "ftp://example.test"])
def test_unreachable_server_gives_a_readable_error(url):
    result = CliRunner().invoke(rehearse, ["--code", "ABCD2345", "--url", url])

    assert result.exit_code == 1
    assert "Error: nobody could join" in result.output


def test_wrong_code_gives_a_readable_error(live_url):
    result = CliRunner().invoke(rehearse, ["--code", "ABCD2345", "--url", live_url])

    assert result.exit_code == 1
    assert "nobody could join: there is no session with this code." in result.output


def test_rehearsal_command_imports_neither_flask_nor_sqlalchemy():
    imports = "import sys, webinar.operate.rehearsal.command; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", imports], capture_output=True, text=True, check=True
    )

    assert not {"flask", "sqlalchemy", "eventlet"} & set(loaded.stdout.split())
