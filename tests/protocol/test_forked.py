"""Servers of these tests are forks: they are what the command itself would have started."""

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

from tests.protocol.forked import AVAILABLE, SOCKET, Forked, new_folder
from tests.protocol.server import execute, mode
from tests.protocol.waiting import until
from tools.stamps import ROOT

pytestmark = pytest.mark.skipif(not AVAILABLE, reason="servers are no forks here")

ENTRY = "tests/protocol/surroundings.py"
PATIENCE = 60


@pytest.fixture
def begin(tmp_path):
    """Starts the program that tells its surroundings: the process, and its log."""
    processes = []

    def begin(how, **more):
        path = tmp_path / str(len(processes)) / "log"
        path.parent.mkdir()
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "ASYNC_MODE": mode(),
            **more,
        }
        with path.open("ab") as log:
            process = how(ENTRY, environment, log)
        processes.append(process)
        return process, path

    yield begin
    for process in processes:
        process.kill()
        process.wait(PATIENCE)


def told(started):
    _process, log = started
    return json.loads(until(lambda: log.read_text().partition("\n")[0], PATIENCE))


def test_a_fork_has_the_surroundings_of_a_program_of_its_own(begin):
    """Planted faults: no new session; the socket of the fork server, or its loop, was left open."""
    assert told(begin(Forked, OF="this test")) == told(begin(execute, OF="this test"))


def test_what_one_fork_was_given_the_next_does_not_have(begin):
    first = told(begin(Forked, OF="the first"))["environment"]
    second = told(begin(Forked))["environment"]

    assert first["OF"] == "the first"
    assert "OF" not in second


@pytest.mark.parametrize("how", [Forked, execute])
def test_a_program_that_leaves_has_its_exit_code_and_its_last_words(begin, how):
    process, log = begin(how, LEAVES="Not today")

    assert process.wait(PATIENCE) == process.poll() == 1
    assert log.read_text().endswith("Not today\n")


@pytest.mark.parametrize("how", [Forked, execute])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_signal_ends_it_and_is_told(begin, how, number):
    started = process, _log = begin(how)
    assert told(started)
    assert process.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0)

    process.send_signal(number)

    assert process.wait(PATIENCE) == -number


def test_a_fork_whose_keeper_was_killed_is_told_as_killed(begin):
    started = process, _log = begin(Forked)
    assert told(started)
    status = Path(f"/proc/{process.pid}/status").read_text()

    os.kill(int(re.search(r"PPid:\s+(\d+)", status)[1]), signal.SIGKILL)

    assert process.wait(PATIENCE) == process.poll() == -signal.SIGKILL


@pytest.mark.parametrize("length", [77, 78, 200])
def test_a_long_name_of_the_temporary_folder_leaves_room_for_the_socket(monkeypatch, length):
    with tempfile.TemporaryDirectory(dir="/tmp") as base:
        place = f"{base}/{'t' * (length - len(base) - 1)}"
        os.mkdir(place)
        monkeypatch.setattr(tempfile, "tempdir", place)
        folder = new_folder()
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as one:
            one.bind(str(folder / SOCKET))
        shutil.rmtree(folder)
