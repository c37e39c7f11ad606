"""The tests' servers are forks, and equal to servers that the command itself starts."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.protocol.forked_server import AVAILABLE, SOCKET, Forked, new_folder
from tests.protocol.server import execute, mode
from tests.protocol.waiting import until
from tools.stamps import ROOT

pytestmark = pytest.mark.skipif(not AVAILABLE, reason="servers are no forks here")

ENTRY = "tests/protocol/surroundings.py"
PATIENCE_S = 60


@pytest.fixture
def begin(tmp_path):
    """Starts the program that prints its environment; returns the process and its log."""
    processes = []

    def begin(start, **variables):
        path = tmp_path / str(len(processes)) / "log"
        path.parent.mkdir()
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "ASYNC_MODE": mode(),
            **variables,
        }
        with path.open("ab") as log:
            process = start(ENTRY, environment, log)
        processes.append(process)
        return process, path

    yield begin
    for process in processes:
        process.kill()
        process.wait(PATIENCE_S)


def output_of(started):
    _process, log = started
    return json.loads(until(lambda: log.read_text().partition("\n")[0], PATIENCE_S))


def test_fork_has_the_environment_of_a_separate_program(begin):
    """Planted faults: no new session; the socket of the fork server, or its loop, was left open."""
    assert output_of(begin(Forked, OF="this test")) == output_of(begin(execute, OF="this test"))


def test_fork_does_not_inherit_the_environment_of_the_previous_one(begin):
    first = output_of(begin(Forked, OF="the first"))["environment"]
    second = output_of(begin(Forked))["environment"]

    assert first["OF"] == "the first"
    assert "OF" not in second


@pytest.mark.any_mode
@pytest.mark.parametrize("start", [Forked, execute])
def test_exiting_program_reports_its_exit_code_and_last_output(begin, start):
    process, log = begin(start, LEAVES="Not today")

    assert process.wait(PATIENCE_S) == process.poll() == 1
    assert log.read_text().endswith("Not today\n")


@pytest.mark.any_mode
@pytest.mark.parametrize("start", [Forked, execute])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_signal_ends_the_process_and_is_reported(begin, start, number):
    started = process, _log = begin(start)
    assert output_of(started)
    assert process.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0)

    process.send_signal(number)

    assert process.wait(PATIENCE_S) == -number


@pytest.mark.any_mode
def test_fork_whose_keeper_was_killed_is_reported_as_killed(begin):
    started = process, _log = begin(Forked)
    assert output_of(started)
    status = Path(f"/proc/{process.pid}/status").read_text()

    os.kill(int(re.search(r"PPid:\s+(\d+)", status)[1]), signal.SIGKILL)

    assert process.wait(PATIENCE_S) == process.poll() == -signal.SIGKILL


@pytest.mark.any_mode
@pytest.mark.parametrize("length", [77, 78, 200])
def test_long_temporary_folder_name_leaves_room_for_the_socket(monkeypatch, length):
    with tempfile.TemporaryDirectory(dir="/tmp") as base:
        place = f"{base}/{'t' * (length - len(base) - 1)}"
        os.mkdir(place)
        monkeypatch.setattr(tempfile, "tempdir", place)
        folder = new_folder()
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as requests:
            requests.bind(str(folder / SOCKET))
        shutil.rmtree(folder)
