"""`webinar preview`: what it refuses before it serves, and that it serves this computer only."""

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


def test_a_folder_without_a_module_is_refused_with_the_way_to_one(tmp_path):
    answer = CliRunner().invoke(webinar, ["preview", str(tmp_path)])

    assert answer.exit_code == 1
    assert (
        f"new-module first-module --folder {tmp_path}" in answer.output or "./run" in answer.output
    )


def test_a_port_that_is_taken_is_refused_with_another(library, taken_port):
    answer = CliRunner().invoke(webinar, ["preview", str(library), "--port", str(taken_port)])

    assert answer.exit_code == 1
    assert f"--port {taken_port + 1}" in answer.output or "./run" in answer.output


def test_it_listens_on_this_computer_only():
    assert HOST == "127.0.0.1"


def test_the_other_commands_start_without_a_web_server():
    script = "import sys, webinar.content.authoring.command; print('flask' in sys.modules)"

    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert loaded.stdout.strip() == "False"
