"""`webinar preview` explains refusals before it starts, and listens on this computer only."""

import socket
import subprocess
import sys

import pytest
from click.testing import CliRunner

from webinar.cli import webinar
from webinar.content.authoring.pages import HOST


@pytest.fixture
def taken_port():
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        yield other.getsockname()[1]


def test_folder_without_modules_is_refused_with_the_command_that_makes_one(tmp_path):
    answer = CliRunner().invoke(webinar, ["preview", str(tmp_path)])

    assert answer.exit_code == 1
    assert (
        f"new-module first-module --folder {tmp_path}" in answer.output or "./run" in answer.output
    )


def test_taken_port_is_refused_and_a_free_one_suggested(library, taken_port):
    answer = CliRunner().invoke(webinar, ["preview", str(library), "--port", str(taken_port)])

    assert answer.exit_code == 1
    assert f"--port {taken_port + 1}" in answer.output or "./run" in answer.output


def test_preview_listens_on_this_computer_only():
    assert HOST == "127.0.0.1"


def test_importing_the_command_does_not_import_flask():
    script = "import sys, webinar.content.authoring.command; print('flask' in sys.modules)"

    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert loaded.stdout.strip() == "False"
