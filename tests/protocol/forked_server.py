"""A server's process as a fork of the fork server.

Only on Linux: elsewhere a child process does not end with its parent. Only with eventlet's own hub:
the one on asyncio makes each fork go on in the loop of its parent.
"""

import atexit
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.protocol.waiting import until
from tools.processes import die_with_parent
from tools.stamps import ROOT

AVAILABLE = sys.platform == "linux" and "EVENTLET_HUB" not in os.environ
# The environment variable that tells every later child where the fork server is.
ADDRESS = "TEST_FORK_SERVER"
SOCKET = "requests"
# The longest path that a socket can have.
MAX_PATH_BYTES = 107


class Forked:
    """The part of `subprocess.Popen` that tests use."""

    def __init__(self, entry, environment, log):
        report, end = os.pipe()
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as client:
            client.connect(fork_server())
            request = json.dumps([entry, environment]).encode()
            socket.send_fds(client, [request], [log.fileno(), end])
        os.close(end)
        self._report = os.fdopen(report)
        self.pid = int(self._report.readline())
        self._code = None

    def poll(self):
        """Return the exit code, or None while the process runs."""
        return self._code if self._has_ended(0) else None

    def wait(self, timeout=None):
        """Return the exit code; raises `TimeoutExpired` after `timeout` seconds."""
        if not self._has_ended(timeout):
            raise subprocess.TimeoutExpired("a forked server", timeout)
        return self._code

    def send_signal(self, number):
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self):
        self.send_signal(signal.SIGTERM)

    def kill(self):
        self.send_signal(signal.SIGKILL)

    def _has_ended(self, timeout):
        if self._code is None and select.select([self._report], [], [], timeout)[0]:
            with self._report as report:
                # Nothing is reported if the fork server was killed, and its forks with it.
                self._code = int(report.read() or -signal.SIGKILL)
        return self._code is not None


@cache
def fork_server():
    """Return the address of the inherited fork server, or of one that ends with this process."""
    if ADDRESS in os.environ:
        return os.environ[ADDRESS]
    folder = new_folder()
    address = folder / SOCKET
    environment = {name: os.environ[name] for name in ("PATH", "ASYNC_MODE") if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.protocol.fork_server", str(address)],
        cwd=ROOT,
        env={**environment, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        # Ctrl-C is meant for the tests, which then stop their servers.
        start_new_session=True,
        preexec_fn=lambda: die_with_parent(signal.SIGKILL),
    )

    @atexit.register
    def close():
        process.kill()
        process.wait()
        shutil.rmtree(folder)

    def is_open():
        assert process.poll() is None, "the fork server ended"
        return address.exists()

    until(is_open, seconds=120)
    os.environ[ADDRESS] = str(address)
    return str(address)


def new_folder():
    """Make a folder for the socket; elsewhere if temporary folders have long names."""
    longest = MAX_PATH_BYTES - len(f"/fork-server-12345678/{SOCKET}")
    is_short = len(os.fsencode(tempfile.gettempdir())) <= longest
    return Path(tempfile.mkdtemp(prefix="fork-server-", dir=None if is_short else "/tmp"))  # noqa: S108
