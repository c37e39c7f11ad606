"""Servers of these tests are forks: they are what the command itself would have started."""

import json
import os
import signal
import subprocess

import pytest

from tests.protocol.forked import AVAILABLE, Forked
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
